//! The chosen request as a form, beside its answer: what changes in one shows in the other.

use hopscope_editor::Editor;
use hopscope_editor::action::Action;
use hopscope_editor::edit::{Edit, Of};
use hopscope_editor::view;
use yew::prelude::*;

use crate::components::form::form;
use crate::components::shared::Shared;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct RequestFormProps {
    pub(crate) editor: Shared<Editor>,
}

#[component]
pub(crate) fn RequestForm(props: &RequestFormProps) -> Html {
    let send = use_send();
    let editor = &props.editor.0;
    let lang = editor.lang;
    let ui = view::ui(lang);
    let Some(part) = view::request_form(lang, editor) else {
        return html! {};
    };
    let at = editor.chosen.request;
    let button = |word: &'static str, edit: Edit| {
        html! { <button class="btn small" onclick={send.on(Action::Edit(edit))}>{ word }</button> }
    };
    html! {
        <details class="edit-request">
            <summary>{ ui.edit_request }</summary>
            <div key={at}>{ form(lang, Of::Request, &part, &send) }</div>
            <p class="buttons">
                { button(ui.expect_this, Edit::ExpectThis) }
                { button(ui.duplicate, Edit::DuplicateRequest) }
                { button(ui.delete, Edit::RemoveRequest) }
                { button(ui.move_up, Edit::MoveRequest { up: true }) }
                { button(ui.move_down, Edit::MoveRequest { up: false }) }
            </p>
        </details>
    }
}
