//! Bars above the workspace: what one looks at is a preview, is open elsewhere, or is not being kept; and the words
//! for a link that was not opened.

use hopscope_editor::action::Action;
use hopscope_editor::compare::What;
use hopscope_editor::desk::{Desk, Trouble};
use hopscope_editor::preview::{Looked, NotOpened};
use hopscope_editor::{Editor, view};
use hopscope_text::{Lang, link as words};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser;
use crate::components::modal::Modal;
use crate::components::share::save_file;
use crate::components::shared::Shared;
use crate::store::{Send, use_send};

/// The most answers that are told one by one: the list of requests has all.
const MOST: usize = 3;

/// What there is to say about what is open.
pub(crate) fn bars(editor: &Editor, send: &Send) -> Html {
    let ui = view::ui(editor.lang);
    let act = |what: Desk, word: &'static str, class: &'static str| {
        html! { <button {class} onclick={send.on(Action::Desk(what))}>{ word }</button> }
    };
    html! {
        <>
            if let Some(preview) = &editor.preview {
                <aside class="bar" aria-label={ui.preview_link}>
                    <p>
                        <b>
                            {
                                match &preview.what {
                                    Looked::Link => ui.preview_link.to_owned(),
                                    Looked::Version(when) => (ui.preview_version)(when),
                                }
                            }
                        </b>
                        { " " }
                        {
                            match preview.changed.first() {
                                Some(first) => (ui.answers_changed)(preview.changed.len(), &first.rules),
                                None => ui.preview_note.to_owned(),
                            }
                        }
                        { for preview.changed.iter().take(MOST).map(|own| html! { <>{ " " }{ own.says(editor.lang) }</> }) }
                        <span class="note">{ " " }{ ui.content_id }{ " " }<code>{ &preview.id }</code></span>
                    </p>
                    if preview.has_something_behind() && editor.compared.is_none() {
                        <button class="btn" onclick={send.on(Action::Compare(Some(What::Preview)))}>{ ui.compare_here }</button>
                    }
                    { act(Desk::Duplicate, ui.duplicate_to_edit, "btn pri") }
                    { act(Desk::ClosePreview, ui.close_preview, "btn") }
                </aside>
            }
            if editor.is_elsewhere() && editor.preview.is_none() {
                <aside class="bar" aria-label={ui.recent_heading}><p role="status">{ ui.elsewhere }</p></aside>
            }
            if let Some(trouble) = editor.desk.trouble {
                <aside class="bar bad" aria-label={ui.recent_heading}>
                    <p role="alert">{ if trouble == Trouble::Full { ui.trouble_full } else { ui.trouble_refused } }</p>
                    if let Some(open) = editor.open.clone() {
                        <button class="btn pri" onclick={let lang = editor.lang; Callback::from(move |_: MouseEvent| save_file(lang, &open))}>{ ui.save_file }</button>
                    }
                    { act(Desk::CloseTrouble, ui.close, "btn") }
                </aside>
            }
        </>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct NotOpenedProps {
    pub(crate) lang: Lang,
    pub(crate) not: Shared<NotOpened>,
}

/// A link that was not opened: what it is, and what to do next.
#[component]
pub(crate) fn NotOpenedDialog(props: &NotOpenedProps) -> Html {
    let send = use_send();
    let lang = props.lang;
    let ui = view::ui(lang);
    let NotOpened { refused, raw } = &*props.not;
    let close: Callback<()> = send.on(Action::Desk(Desk::CloseNotOpened));
    let save = raw.clone().map(|raw| {
        Callback::from(move |_: MouseEvent| {
            let raw = raw.clone();
            spawn_local(async move {
                let _ = browser::download("newer.hopscope.json", "application/json", &raw).await;
            });
        })
    });
    html! {
        <Modal class="small" labelled="not-opened" onclose={close.clone()}>
            <div class="dialog-head">
                <h2 id="not-opened">{ words::heading(lang, refused) }</h2>
                <p class="lead" role="alert">{ words::detail(lang, refused) }</p>
                <p>{ words::next(lang, refused) }</p>
            </div>
            <div class="dialog-foot">
                if let Some(onclick) = save {
                    <button class="btn" {onclick}>{ ui.save_raw }</button>
                }
                <button class="btn pri" autofocus=true onclick={close.reform(|_: MouseEvent| ())}>{ ui.close_and_go_on }</button>
            </div>
        </Modal>
    }
}
