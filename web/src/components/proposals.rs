//! The proposals: which one is looked at, what it does to the answers, and what becomes of it.

use std::rc::Rc;

use hopscope_editor::action::Action;
use hopscope_editor::compare::What;
use hopscope_editor::edit::Edit;
use hopscope_editor::{Open, view};
use hopscope_model::compare::Shift;
use hopscope_text::Lang;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::shared::Shared;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct ProposalsProps {
    pub(crate) lang: Lang,
    pub(crate) open: Shared<Open>,
    /// It can be changed here.
    pub(crate) edits: bool,
}

#[component]
pub(crate) fn Proposals(props: &ProposalsProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let all = view::proposals(props.lang, &props.open);
    // Of nothing there is no other.
    let edits = props.edits && !props.open.outline.is_empty();
    if all.names.is_empty() && !edits {
        return html! {};
    }
    let chip = |at: Option<usize>, name: &str| {
        let on = all.at == at;
        html! {
            <button class="chip" aria-pressed={if on { "true" } else { "false" }} onclick={send.on(Action::LookAt(at))}>{ name.to_owned() }</button>
        }
    };
    let button = |word: &'static str, edit: Edit| {
        html! { <button class="btn small" onclick={send.on(Action::Edit(edit))}>{ word }</button> }
    };
    let name = all.at.and_then(|at| all.names.get(at)).cloned();
    let onchange = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let name = event.target_unchecked_into::<HtmlInputElement>().value();
            send.now(Action::Edit(Edit::ProposalName(name)));
        })
    };
    html! {
        <section class="proposals" aria-label={ui.proposals}>
            <div class="chips" role="group" aria-label={ui.proposals}>
                if !all.names.is_empty() {
                    { chip(None, ui.as_it_is) }
                    { for all.names.iter().enumerate().map(|(at, name)| chip(Some(at), name)) }
                }
                if edits {
                    <button class="chip" onclick={send.on(Action::Edit(Edit::Propose))}>{ "＋ " }{ ui.propose }</button>
                }
            </div>
            if let Some(name) = name {
                <p class="shifts">{ for all.shifts.iter().map(|(text, shift)| html! {
                    <span class={shift_class(*shift)}>{ sign(*shift) }{ " " }{ text }</span>
                }) }</p>
                if let Some(at) = all.at {
                    <p class="buttons"><button class="btn small" onclick={send.on(Action::Compare(Some(What::Proposal(at))))}>{ ui.compare_proposal }</button></p>
                }
                if props.edits {
                    <p class="note">{ ui.proposal_note }</p>
                    <p class="buttons">
                        <input type="text" aria-label={ui.proposal_name} value={Rc::<str>::from(name)} {onchange} autocomplete="off" spellcheck="false" />
                        { button(ui.adopt, Edit::Adopt) }
                        { button(ui.drop_proposal, Edit::DropProposal) }
                    </p>
                }
            }
        </section>
    }
}

/// The sign that stands beside the word.
pub(crate) fn sign(shift: Shift) -> &'static str {
    match shift {
        Shift::Same => "=",
        Shift::Better => "▲",
        Shift::Worse => "▼",
        Shift::Other => "≠",
    }
}

/// How it is coloured.
pub(crate) fn shift_class(shift: Shift) -> Option<&'static str> {
    match shift {
        Shift::Better => Some("ok"),
        Shift::Worse => Some("bad"),
        Shift::Same | Shift::Other => None,
    }
}
