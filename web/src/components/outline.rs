//! The outline: the same things as the picture, as a tree, for those who read rather than look. A line is drawn anew
//! only when something of its own changes; what is clicked and typed is heard once, at the tree.

use std::cell::RefCell;
use std::rc::Rc;

use hopscope_editor::Open;
use hopscope_editor::action::Action;
use hopscope_editor::view::{self, OutlineLine, is_closed};
use hopscope_text::Lang;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};
use yew::prelude::*;

use crate::components::icon;
use crate::components::shared::Shared;
use crate::components::title::{Whose, Words};
use crate::dom;
use crate::store::use_send;

/// From so many lines on there is something to look for.
const MANY: usize = 12;

#[derive(PartialEq, Properties)]
pub(crate) struct OutlineProps {
    pub(crate) lang: Lang,
    pub(crate) open: Shared<Open>,
    /// It can be changed here.
    pub(crate) edits: bool,
    /// What is chosen.
    pub(crate) chosen: Vec<Rc<str>>,
}

#[component]
pub(crate) fn Outline(props: &OutlineProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let lines = use_lines(props.lang, &props.open);
    let turned = use_state(Vec::<Rc<str>>::new);
    let entry = use_state_eq(|| None::<Rc<str>>);
    let query = use_state_eq(String::new);
    let tree = use_node_ref();

    let shown = Rc::new(view::shown_lines(&lines, &turned, &query));
    let project = props.open.scenario.default_project().to_owned();
    let project = match props.edits {
        true => {
            html! { <Words words={project} label={ui.project} of={Whose::Project} /> }
        }
        false => html! { <span>{ project }</span> },
    };
    let here = entry
        .as_ref()
        .and_then(|key| shown.iter().position(|&at| lines[at].key == *key))
        .unwrap_or_default();
    let turn = {
        let turned = turned.clone();
        Callback::from(move |key: Rc<str>| {
            let mut next = (*turned).clone();
            match next.iter().position(|own| *own == key) {
                Some(at) => {
                    next.swap_remove(at);
                }
                None => next.push(key),
            }
            turned.set(next);
        })
    };
    let act = {
        let (send, turn, entry, lines) = (
            send.clone(),
            turn.clone(),
            entry.setter(),
            Rc::clone(&lines),
        );
        let chosen = props.chosen.clone();
        move |at: usize, more: bool| {
            let Some(line) = lines.get(at) else { return };
            entry.set(Some(Rc::clone(&line.key)));
            match &line.resource {
                Some(target) if more => send.now(Action::ToggleResource(Rc::clone(target))),
                Some(target) => {
                    let next = (!chosen.contains(target)).then(|| Rc::clone(target));
                    send.now(Action::ChooseResource(next));
                }
                None if line.holds => turn.emit(Rc::clone(&line.key)),
                None => {}
            }
        }
    };
    let onclick = {
        let act = act.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(at) = row_of(event.target()) {
                act(
                    at,
                    event.shift_key() || event.ctrl_key() || event.meta_key(),
                );
            }
        })
    };
    let onkeydown = {
        let (turn, turned, entry, tree) = (turn, turned.clone(), entry.setter(), tree.clone());
        let (lines, shown) = (Rc::clone(&lines), Rc::clone(&shown));
        let filtered = !query.trim().is_empty();
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() || event.ctrl_key() || event.meta_key() {
                return;
            }
            let Some(line) = shown.get(here).and_then(|&at| lines.get(at)) else {
                return;
            };
            // What is found shows whether it is folded or not.
            let folds = line.holds && !filtered;
            let closed = is_closed(line, &turned);
            let go = match &*event.key() {
                "ArrowDown" => here + 1,
                "ArrowUp" => here.saturating_sub(1),
                "Home" => 0,
                "End" => shown.len().saturating_sub(1),
                "ArrowRight" if folds && closed => {
                    turn.emit(Rc::clone(&line.key));
                    here
                }
                "ArrowRight" if line.holds => here + 1,
                "ArrowLeft" if folds && !closed => {
                    turn.emit(Rc::clone(&line.key));
                    here
                }
                "ArrowLeft" => shown[..here]
                    .iter()
                    .rposition(|&at| lines[at].depth < line.depth)
                    .unwrap_or(here),
                "Enter" | " " => {
                    event.prevent_default();
                    if let Some(&at) = shown.get(here) {
                        act(at, event.shift_key());
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            if let Some(&at) = shown.get(go) {
                entry.set(Some(Rc::clone(&lines[at].key)));
                let row = tree
                    .cast::<HtmlElement>()
                    .and_then(|tree| tree.query_selector(&format!("[data-row='{at}']")).ok()?)
                    .and_then(|row| row.dyn_into::<HtmlElement>().ok());
                if let Some(row) = row {
                    let _ = row.focus();
                }
            }
        })
    };
    let oninput = {
        let query = query.setter();
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    html! {
        <nav class="outline" data-place="outline" aria-labelledby="outline-title">
            <h2 class="h" id="outline-title">{ ui.outline }{ project }</h2>
            if lines.len() > MANY {
                <input class="look" type="search" aria-label={ui.filter} placeholder={ui.filter} autocomplete="off" spellcheck="false"
                    value={(*query).clone()} {oninput} />
            }
            if lines.is_empty() {
                <p class="hint">{ ui.nothing_there }</p>
            } else if shown.is_empty() {
                <p class="hint" role="status">{ ui.nothing_matches }</p>
            } else {
                <ul ref={tree} class="tree" role="tree" aria-labelledby="outline-title" {onclick} {onkeydown}>
                    { for shown.iter().enumerate().map(|(place, &at)| {
                        let line = &lines[at];
                        let chosen = line.resource.as_ref().is_some_and(|own| props.chosen.contains(own));
                        html! {
                            <LineView key={&*line.key} lang={props.lang} {at} line={Rc::clone(line)} {chosen}
                                closed={is_closed(line, &turned)} entry={place == here} />
                        }
                    }) }
                </ul>
            }
        </nav>
    }
}

/// The lines of what is open. One that is as it was keeps its pointer, so that it is not drawn anew.
#[hook]
fn use_lines(lang: Lang, open: &Shared<Open>) -> Rc<Vec<Rc<OutlineLine>>> {
    let before = use_mut_ref(Vec::<Rc<OutlineLine>>::new);
    use_memo((lang, open.clone()), |(lang, open)| {
        let lines = view::outline_lines(*lang, open);
        let mut reused = Vec::with_capacity(lines.len());
        let old: &RefCell<Vec<Rc<OutlineLine>>> = &before;
        for (at, line) in lines.into_iter().enumerate() {
            let same = old.borrow().get(at).filter(|old| ***old == line).cloned();
            reused.push(same.unwrap_or_else(|| Rc::new(line)));
        }
        old.replace(reused.clone());
        reused
    })
}

/// Which line an event is of.
fn row_of(target: Option<web_sys::EventTarget>) -> Option<usize> {
    dom::closest_attribute(target, "data-row")?.parse().ok()
}

#[derive(PartialEq, Properties)]
struct LineProps {
    lang: Lang,
    /// Position among all lines.
    at: usize,
    line: Shared<OutlineLine>,
    chosen: bool,
    /// What is below it does not show.
    closed: bool,
    /// The keyboard comes in here.
    entry: bool,
}

#[component]
fn LineView(props: &LineProps) -> Html {
    let line = &props.line;
    let fold = match (line.holds, props.closed) {
        (true, true) => "▸",
        (true, false) => "▾",
        (false, _) => "",
    };
    let class = classes!(
        "row",
        format!("d{}", line.depth.min(6)),
        props.chosen.then_some("on")
    );
    html! {
        <li role="treeitem" {class} data-row={props.at.to_string()} aria-level={(line.depth + 1).to_string()}
            aria-expanded={line.holds.then_some(if props.closed { "false" } else { "true" })}
            aria-selected={if props.chosen { "true" } else { "false" }} tabindex={if props.entry { "0" } else { "-1" }}>
            <span class="fold" aria-hidden="true">{ fold }</span>
            { icon::shape(line.shape) }
            <span class="name">{ &line.title }</span>
            if line.missing {
                <span class="detail bad">{ view::ui(props.lang).not_there }</span>
            }
            <span class="detail" title={line.detail.clone()}>{ &line.detail }</span>
        </li>
    }
}
