//! Asking: who, and for what. The answer joins the list.

use hopscope_editor::action::Action;
use hopscope_editor::{Open, view};
use hopscope_model::Problem;
use hopscope_text::{Lang, problem};
use web_sys::{Element, HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::components::shared::Shared;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct AskProps {
    pub(crate) lang: Lang,
    pub(crate) open: Shared<Open>,
    /// How often it was wanted: the focus goes there.
    pub(crate) wanted: usize,
    /// Why the last one is no request.
    pub(crate) refused: Option<Shared<Vec<Problem>>>,
}

#[component]
pub(crate) fn Ask(props: &AskProps) -> Html {
    let send = use_send();
    let (from, to, details) = (use_node_ref(), use_node_ref(), use_node_ref());
    {
        let (from, details) = (from.clone(), details.clone());
        let before = use_mut_ref(|| props.wanted);
        use_effect_with(props.wanted, move |&wanted| {
            let (details, from) = (details.cast::<Element>(), from.cast::<HtmlSelectElement>());
            if let (true, Some(details), Some(from)) =
                (before.replace(wanted) != wanted, details, from)
            {
                let _ = details.set_attribute("open", "");
                let _ = from.focus();
            }
        });
    }
    let ui = view::ui(props.lang);
    let onsubmit = {
        let (from, to) = (from.clone(), to.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let from = from
                .cast::<HtmlSelectElement>()
                .map(|select| select.value());
            let to = to.cast::<HtmlInputElement>().map(|input| input.value());
            if let (Some(from), Some(to)) = (from, to) {
                send.now(Action::Ask(format!("{from} -> {}", to.trim())));
            }
        })
    };
    let refused = props
        .refused
        .as_ref()
        .is_some_and(|problems| !problems.is_empty());
    html! {
        <details ref={details} class="ask" open={props.open.results.is_empty()}>
        <summary>{ ui.ask_heading }</summary>
        <form {onsubmit} novalidate=true>
            <label class="field">
                <span>{ ui.request_from }</span>
                <select ref={from}>
                    { for view::sources(&props.open).into_iter().enumerate().map(|(index, source)| html! {
                        <option value={source.clone()} selected={index == 0}>{ source }</option>
                    }) }
                </select>
            </label>
            <label class="field">
                <span>{ ui.request_to }</span>
                <input ref={to} type="text" list="ask-targets" placeholder="https://…" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-describedby={refused.then_some("ask-refused")} aria-invalid={refused.then_some("true")} />
            </label>
            <datalist id="ask-targets">
                { for view::targets(&props.open).into_iter().map(|target| html! { <option value={target} /> }) }
            </datalist>
            <button class="btn">{ ui.ask }</button>
            <div id="ask-refused" role="alert">
                if let Some(problems) = &props.refused {
                    { for problems.iter().map(|found| html! {
                        <p class="bad">{ problem::text(props.lang, found) }{ " " }{ problem::next(props.lang, found) }</p>
                    }) }
                }
            </div>
        </form>
        </details>
    }
}
