//! The outline: the same things as the picture, as a tree, for those who read rather than look.

use std::rc::Rc;

use hopscope_editor::action::Action;
use hopscope_editor::view::{self, OutlineLine};
use hopscope_editor::{Editor, Open};
use hopscope_text::Lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::icon;
use crate::components::shared::Shared;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct OutlineProps {
    pub(crate) lang: Lang,
    pub(crate) open: Shared<Open>,
    pub(crate) editor: Shared<Editor>,
}

#[component]
pub(crate) fn Outline(props: &OutlineProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let rows = view::outline_rows(props.lang, &props.open);
    let closed = use_state(Vec::<usize>::new);
    let focused = use_state_eq(|| 0usize);
    let node = use_node_ref();

    let shown: Vec<&OutlineLine> = visible(&rows, &closed);
    let here = shown
        .iter()
        .position(|row| row.index == *focused)
        .unwrap_or_default();
    let onkeydown = {
        let targets: Vec<(usize, u8, bool, bool)> = shown
            .iter()
            .map(|row| (row.index, row.depth, row.holds, is_closed(row, &closed)))
            .collect();
        let (closed, focused, node) = (closed.clone(), focused.setter(), node.clone());
        Callback::from(move |event: KeyboardEvent| {
            let Some(&(index, depth, holds, is_closed)) = targets.get(here) else {
                return;
            };
            let go = match &*event.key() {
                "ArrowDown" => here + 1,
                "ArrowUp" => here.saturating_sub(1),
                "Home" => 0,
                "End" => targets.len() - 1,
                "ArrowRight" if holds && is_closed => {
                    toggle(&closed, index);
                    here
                }
                "ArrowRight" if holds => here + 1,
                "ArrowLeft" if holds && !is_closed => {
                    toggle(&closed, index);
                    here
                }
                "ArrowLeft" => targets[..here]
                    .iter()
                    .rposition(|target| target.1 < depth)
                    .unwrap_or(here),
                _ => return,
            };
            if event.alt_key() || event.ctrl_key() {
                return;
            }
            event.prevent_default();
            if let Some(&(index, ..)) = targets.get(go) {
                focused.set(index);
                let list = node.cast::<HtmlElement>();
                let row = list.and_then(|list| {
                    list.query_selector(&format!("[data-row='{index}']"))
                        .ok()
                        .flatten()
                });
                if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
                    let _ = row.focus();
                }
            }
        })
    };
    let line = |row: &OutlineLine| {
        let chosen = row
            .resource
            .as_deref()
            .is_some_and(|own| props.editor.chosen.has(own));
        let is_closed = is_closed(row, &closed);
        let onclick = {
            let (send, closed, focused) = (send.clone(), closed.clone(), focused.setter());
            let (index, holds, target) = (row.index, row.holds, row.resource.clone());
            Callback::from(move |event: MouseEvent| {
                focused.set(index);
                match &target {
                    Some(target) if event.shift_key() || event.ctrl_key() || event.meta_key() => {
                        send.now(Action::ToggleResource(Rc::clone(target)));
                    }
                    Some(target) => {
                        let next = (!chosen).then(|| Rc::clone(target));
                        send.now(Action::ChooseResource(next));
                    }
                    None if holds => toggle(&closed, index),
                    None => {}
                }
            })
        };
        let onkeypress = {
            let onclick = onclick.clone();
            Callback::from(move |event: KeyboardEvent| {
                if matches!(&*event.key(), "Enter" | " ") {
                    event.prevent_default();
                    if let Ok(event) = MouseEvent::new("click") {
                        onclick.emit(event);
                    }
                }
            })
        };
        html! {
            <li key={row.index} role="treeitem" class={classes!("row", format!("d{}", row.depth.min(6)), chosen.then_some("on"))}
                data-row={row.index.to_string()} aria-level={(row.depth + 1).to_string()}
                aria-expanded={row.holds.then_some(if is_closed { "false" } else { "true" })}
                aria-selected={if chosen { "true" } else { "false" }}
                tabindex={if shown[here].index == row.index { "0" } else { "-1" }} {onclick} {onkeypress}>
                <span class="fold" aria-hidden="true">{ fold(row, is_closed) }</span>
                { icon::shape(row.shape) }
                <span class="name">{ &row.title }</span>
                if row.missing {
                    <span class="detail bad">{ ui.not_there }</span>
                }
                <span class="detail" title={row.detail.clone()}>{ &row.detail }</span>
            </li>
        }
    };
    html! {
        <nav class="outline" data-place="outline" aria-labelledby="outline-title">
            <h2 class="h" id="outline-title">{ ui.outline }<span>{ props.open.scenario.default_project().to_owned() }</span></h2>
            if rows.is_empty() {
                <p class="hint">{ ui.nothing_there }</p>
            } else {
                <ul ref={node} class="tree" role="tree" aria-labelledby="outline-title" {onkeydown}>
                    { for shown.iter().map(|row| line(row)) }
                </ul>
            }
        </nav>
    }
}

fn fold(row: &OutlineLine, closed: bool) -> &'static str {
    match (row.holds, closed) {
        (true, true) => "▸",
        (true, false) => "▾",
        (false, _) => "",
    }
}

fn toggle(closed: &UseStateHandle<Vec<usize>>, index: usize) {
    let mut next = (**closed).clone();
    match next.iter().position(|own| *own == index) {
        Some(at) => {
            next.swap_remove(at);
        }
        None => next.push(index),
    }
    closed.set(next);
}

fn is_closed(row: &OutlineLine, closed: &[usize]) -> bool {
    row.folded != closed.contains(&row.index)
}

/// The rows that no closed row above them hides.
fn visible<'a>(rows: &'a [OutlineLine], closed: &[usize]) -> Vec<&'a OutlineLine> {
    let mut hidden_below: Option<u8> = None;
    rows.iter()
        .filter(|row| {
            if hidden_below.is_some_and(|depth| row.depth > depth) {
                return false;
            }
            hidden_below = is_closed(row, closed).then_some(row.depth);
            true
        })
        .collect()
}
