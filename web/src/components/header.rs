//! The header: where one is, and what is always possible.

use std::rc::Rc;

use hopscope_editor::action::Action;
use hopscope_editor::desk::Desk;
use hopscope_editor::state::{Theme, View};
use hopscope_editor::{Editor, view};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::icon;
use crate::components::shared::Shared;
use crate::components::sources::ClipboardButton;
use crate::components::title::{Whose, Words};
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct HeaderProps {
    pub(crate) editor: Shared<Editor>,
}

#[component]
pub(crate) fn Header(props: &HeaderProps) -> Html {
    let send = use_send();
    let editor = &props.editor;
    let lang = editor.lang;
    let ui = view::ui(lang);
    let other = match lang {
        Lang::En => Lang::Ja,
        Lang::Ja => Lang::En,
    };
    let theme = match editor.theme {
        Theme::System => ui.theme_system,
        Theme::Light => ui.theme_light,
        Theme::Dark => ui.theme_dark,
    };
    let undo = editor.history.undoable();
    let redo = editor.history.redoable();
    let title = match (&editor.open, editor.view) {
        (Some(open), View::Workspace) => Some(view::title(lang, open)),
        _ => None,
    };
    let platform_key = |key: &str| format!("Ctrl {key}");
    html! {
        <header class="top" data-region="header" tabindex="-1">
            <button class="home" onclick={send.on(Action::ShowGallery)} title={ui.to_gallery}>
                { mark() }
                <span>{ "Hopscope" }</span>
                <span class="sr">{ ui.to_gallery }</span>
            </button>
            if let Some(title) = title {
                <h1><Words words={title} label={ui.title_label} of={Whose::Title} /></h1>
            }
            <span class="sp"></span>
            if undo.is_some() || redo.is_some() {
                <span class="group">
                    <button class="btn plain sq" disabled={undo.is_none()} title={ui.undo} aria-label={ui.undo} onclick={send.on(Action::Undo)}>
                        { icon::strokes(icon::UNDO) }
                    </button>
                    <button class="btn plain sq" disabled={redo.is_none()} title={ui.redo} aria-label={ui.redo} onclick={send.on(Action::Redo)}>
                        { icon::strokes(icon::REDO) }
                    </button>
                </span>
            }
            <ClipboardButton {lang} class="btn">
                { ui.paste }<kbd aria-hidden="true">{ platform_key("V") }</kbd>
            </ClipboardButton>
            if let (Some(_), View::Workspace) = (&editor.open, editor.view) {
                <button class="btn pri" onclick={send.on(Action::Desk(Desk::Share(true)))}>{ ui.share }</button>
            }
            <button class="btn plain" lang={other.tag()} onclick={send.on(Action::Speak(other))}>{ other.name() }</button>
            <button class="btn plain sq" title={theme} aria-label={theme} onclick={send.on(Action::Wear(editor.theme.next()))}>
                { icon::strokes(icon::THEME) }
            </button>
            <button class="btn plain sq keys" title={ui.keys} aria-label={ui.keys} onclick={send.on(Action::Help(true))}>{ "?" }</button>
        </header>
    }
}

/// The mark: two places, and a hop from one to the other.
pub(crate) fn mark() -> Html {
    html! {
        <svg class="mark" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
            <circle class="full" cx="4" cy="15" r="2.6" />
            <circle cx="16" cy="5" r="2.6" />
            <path d="M5.5 12.5C6 6 10 4 13 4.6" stroke-dasharray="2.5 2.5" />
        </svg>
    }
}

impl From<Rc<Editor>> for Shared<Editor> {
    fn from(editor: Rc<Editor>) -> Self {
        Self(editor)
    }
}
