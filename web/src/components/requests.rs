//! The list of requests: always all of them, each with its outcome.

use hopscope_editor::Open;
use hopscope_editor::action::Action;
use hopscope_editor::view::{self, RequestRow};
use hopscope_model::compare::Shift;
use hopscope_model::result::Expectation;
use hopscope_text::Lang;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;
use yew::prelude::*;

use crate::components::icon;
use crate::components::proposals::{shift_class, sign};
use crate::components::shared::Shared;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct RequestsProps {
    pub(crate) lang: Lang,
    pub(crate) open: Shared<Open>,
    pub(crate) chosen: usize,
}

#[component]
pub(crate) fn Requests(props: &RequestsProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let list = view::requests(props.lang, &props.open);
    let total = list.rows.len();
    let chosen = props.chosen.min(total.saturating_sub(1));
    let node = use_node_ref();
    {
        // The keyboard's focus follows the choice, if it is in the list.
        let node = node.clone();
        use_effect_with(chosen, move |_| {
            let Some(list) = node.cast::<HtmlElement>() else {
                return;
            };
            let active = gloo::utils::document().active_element();
            if list.contains(active.as_ref().map(AsRef::as_ref)) {
                let row = list.query_selector("[tabindex='0']").ok().flatten();
                if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
                    let _ = row.focus();
                }
            }
        });
    }
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.alt_key() {
                return;
            }
            let next = match &*event.key() {
                "ArrowDown" if chosen + 1 < total => chosen + 1,
                "ArrowUp" if chosen > 0 => chosen - 1,
                "Home" => 0,
                "End" => total.saturating_sub(1),
                _ => return,
            };
            event.prevent_default();
            send.now(Action::ChooseRequest(next));
        })
    };
    html! {
        <section class="requests" data-place="requests" aria-labelledby="requests-title">
            <h2 class="h" id="requests-title">
                { &list.heading }
                if let Some((text, all)) = &list.summary {
                    <span class={if *all { "ok" } else { "bad" }}>{ text }</span>
                }
            </h2>
            if total == 0 {
                <p class="hint">{ ui.no_requests }</p>
            } else {
                <ul ref={node} class="rows" {onkeydown}>
                    { for list.rows.iter().enumerate().map(|(index, row)| html! {
                        <li key={index}>{ request(props.lang, row, index, index == chosen, send.on(Action::ChooseRequest(index))) }</li>
                    }) }
                </ul>
            }
        </section>
    }
}

fn request(
    lang: Lang,
    row: &RequestRow,
    index: usize,
    chosen: bool,
    onclick: Callback<MouseEvent>,
) -> Html {
    let ui = view::ui(lang);
    let class = classes!("req", format!("o-{}", row.outcome), chosen.then_some("on"));
    html! {
        <button {class} data-request={index.to_string()} data-outcome={row.outcome.as_str()} aria-current={chosen.then_some("true")} tabindex={if chosen { "0" } else { "-1" }} title={row.name.clone()} {onclick}>
            <span class="o sign">{ icon::outcome(row.outcome) }</span>
            <span class="r1"><span class="o">{ &row.word }</span>{ " " }<span class="to" title={row.to_whole.clone()}>{ &row.to }</span></span>
            <span class="r2">
                <span>{ (ui.from_short)(&row.from) }</span>
                if let Some(name) = row.name.as_ref().filter(|_| row.alike) {
                    <span class="name">{ name }</span>
                }
                if let Some((source, fixed)) = &row.source {
                    <span class={fixed.then_some("ok")}>{ source }</span>
                }
                if let Some((shift, before)) = row.shift.as_ref().filter(|(shift, _)| *shift != Shift::Same) {
                    <span class={shift_class(*shift)}>{ sign(*shift) }{ " " }{ view::shift_word(lang, *shift) }{ " (" }{ before }{ ")" }</span>
                }
                {
                    match (&row.unmet, row.expectation) {
                        (Some(unmet), _) => html! { <span class="bad">{ unmet }</span> },
                        (None, Expectation::Met) => html! { <span class="sr">{ ui.as_expected }</span> },
                        _ => html! {},
                    }
                }
            </span>
        </button>
    }
}
