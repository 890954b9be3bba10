//! Effects: what the page hears from the browser, and what it tells it.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::storage::{LocalStorage, Storage};
use gloo::utils::{document, document_element, window};
use hopscope_editor::Editor;
use hopscope_editor::action::Action;
use hopscope_editor::edit::Edit;
use hopscope_editor::import::Piece;
use hopscope_editor::keymap::{self, Command, Key, Place};
use hopscope_editor::state::Theme;
use hopscope_text::Lang;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, DragEvent, Element, HtmlElement, KeyboardEvent};
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::store::Send;
use crate::{browser, dom};

const LANG: &str = "hopscope.lang";
const THEME: &str = "hopscope.theme";

/// The language and theme of last time; else the browser's.
pub(crate) fn preferences() -> (Lang, Theme) {
    let saved = LocalStorage::get::<String>(LANG).ok();
    let lang = saved
        .or_else(|| window().navigator().language())
        .and_then(|tag| Lang::from_locale(&tag))
        .unwrap_or_default();
    let theme = LocalStorage::get::<String>(THEME).unwrap_or_default();
    (lang, Theme::parse(&theme))
}

/// Tells the document its language, theme and title, and remembers the first two.
#[hook]
pub(crate) fn use_document(lang: Lang, theme: Theme, title: String) {
    use_effect_with((lang, theme), |&(lang, theme)| {
        let root = document_element();
        let _ = root.set_attribute("lang", lang.tag());
        let _ = match theme {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", theme.as_str()),
        };
        // A browser that keeps nothing only makes the choice shorter-lived.
        let (now_lang, now_theme) = preferences();
        if now_lang != lang {
            let _ = LocalStorage::set(LANG, lang.tag());
        }
        if now_theme != theme {
            let _ = LocalStorage::set(THEME, theme.as_str());
        }
    });
    use_effect_with(title, |title| document().set_title(title));
}

/// From how many characters on the page must not stand still while a text is taken over.
const LONG: u32 = 100_000;

/// Hears a paste anywhere. A field keeps what is a line; nothing large is ever put into one.
#[hook]
pub(crate) fn use_paste(send: Send) {
    use_effect_with(send, |send| {
        let send = send.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "paste", options, move |event| {
                let Some(event) = event.dyn_ref::<ClipboardEvent>() else {
                    return;
                };
                let target = event
                    .target()
                    .and_then(|target| target.dyn_into::<Element>().ok());
                let Some(data) = event.clipboard_data() else {
                    return;
                };
                let text = browser::plain_text(&data);
                let short = (text.length() < LONG).then(|| String::from(&text));
                // A field takes a line; what can't be one was meant for the page.
                let in_field = target.is_some_and(|element| dom::is_field(&element));
                if in_field && short.as_ref().is_some_and(|text| !keymap::is_export(text)) {
                    return;
                }
                event.prevent_default();
                if let Some(files) = data.files().filter(|files| files.length() > 0) {
                    bring_files(send.clone(), &files);
                } else if let Some(text) = short {
                    send.now(Action::Bring(vec![Piece::pasted(text)]));
                } else {
                    let send = send.clone();
                    spawn_local(async move {
                        if let Some(text) = dom::text(browser::utf8(text).await) {
                            send.now(Action::Bring(vec![Piece::pasted(text)]));
                        }
                    });
                }
            });
        move || drop(listener)
    });
}

/// Hears that what is chosen in the picture or the outline is copied or cut.
#[hook]
pub(crate) fn use_copy(editor: Rc<Editor>, send: Send) {
    use_effect_with(ByPointer(editor), move |editor| {
        let listen = |name: &'static str, cut: bool| {
            let (editor, send) = (Rc::clone(&editor.0), send.clone());
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&document(), name, options, move |event| {
                let active = document().active_element();
                let at = active.map_or(Place::Elsewhere, |element| place(&element));
                let data = event
                    .dyn_ref::<ClipboardEvent>()
                    .and_then(ClipboardEvent::clipboard_data);
                let text = match at {
                    Place::Picture | Place::Outline => editor.copy_text(),
                    _ => None,
                };
                if let (Some(data), Some(text)) = (data, text)
                    && data.set_data("text/plain", &text).is_ok()
                {
                    event.prevent_default();
                    send.now(Action::Copied);
                    if cut {
                        send.now(Action::Edit(Edit::Remove));
                    }
                }
            })
        };
        let heard = (listen("copy", false), listen("cut", true));
        move || drop(heard)
    });
}

/// Equal where it is the same.
struct ByPointer(Rc<Editor>);

impl PartialEq for ByPointer {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Hears files being dragged over the page and dropped; whether some are over it now.
#[hook]
pub(crate) fn use_drop(send: Send) -> bool {
    let over = use_state_eq(|| false);
    let set = over.setter();
    use_effect_with(send, move |send| {
        let options = || EventListenerOptions::enable_prevent_default();
        let has_files = |event: &DragEvent| {
            event
                .data_transfer()
                .is_some_and(|data| data.types().includes(&"Files".into(), 0))
        };
        let entered = set.clone();
        let drag =
            EventListener::new_with_options(&document(), "dragover", options(), move |event| {
                if let Some(event) = event
                    .dyn_ref::<DragEvent>()
                    .filter(|event| has_files(event))
                {
                    event.prevent_default();
                    entered.set(true);
                }
            });
        let left = set.clone();
        let leave = EventListener::new(&document(), "dragleave", move |event| {
            // Only when the pointer leaves the window is there nothing it enters.
            let related = event
                .dyn_ref::<DragEvent>()
                .and_then(|event| event.related_target());
            if related.is_none() {
                left.set(false);
            }
        });
        let send = send.clone();
        let dropped =
            EventListener::new_with_options(&document(), "drop", options(), move |event| {
                if let Some(event) = event
                    .dyn_ref::<DragEvent>()
                    .filter(|event| has_files(event))
                {
                    event.prevent_default();
                    set.set(false);
                    if let Some(data) = event.data_transfer() {
                        let pieces = dom::read_dropped(&data);
                        let send = send.clone();
                        spawn_local(async move { send.now(Action::Bring(pieces.await)) });
                    }
                }
            });
        move || drop((drag, leave, dropped))
    });
    *over
}

/// Reads files and brings them.
pub(crate) fn bring_files(send: Send, files: &web_sys::FileList) {
    let pieces = dom::read_files(files);
    spawn_local(async move { send.now(Action::Bring(pieces.await)) });
}

/// Hears keys that act anywhere. Those of the picture are its own.
#[hook]
pub(crate) fn use_keys(send: Send) {
    use_effect_with(send, |send| {
        let send = send.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let listener =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let Some(event) = event.dyn_ref::<KeyboardEvent>() else {
                    return;
                };
                match command(event) {
                    Some(Command::Act(action)) => {
                        event.prevent_default();
                        send.now(action);
                    }
                    Some(Command::Region { back }) => {
                        event.prevent_default();
                        next_region(back);
                    }
                    _ => {}
                }
            });
        move || drop(listener)
    });
}

/// What a key press does, where the focus is.
pub(crate) fn command(event: &KeyboardEvent) -> Option<Command> {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok());
    let place = target.map_or(Place::Elsewhere, |element| place(&element));
    keymap::command(Key {
        key: &event.key(),
        ctrl: event.ctrl_key() || event.meta_key(),
        shift: event.shift_key(),
        alt: event.alt_key(),
        composing: event.is_composing() || event.key_code() == 229,
        place,
    })
}

fn place(element: &Element) -> Place {
    let inside = |selector: &str| element.closest(selector).ok().flatten().is_some();
    if dom::is_settled(element) {
        Place::Settled
    } else if dom::is_field(element) {
        Place::Field
    } else if inside("dialog") {
        Place::Dialog
    } else if inside("[data-place=picture]") {
        Place::Picture
    } else if inside("[data-place=outline]") {
        Place::Outline
    } else if inside("[data-place=requests]") {
        Place::Requests
    } else if inside("[data-place=result]") {
        Place::Result
    } else {
        Place::Elsewhere
    }
}

/// Moves the focus to the next region that shows.
fn next_region(back: bool) {
    let Ok(list) = document().query_selector_all("[data-region]") else {
        return;
    };
    let regions: Vec<HtmlElement> = (0..list.length())
        .filter_map(|index| list.item(index)?.dyn_into::<HtmlElement>().ok())
        .filter(|element| element.get_client_rects().length() > 0)
        .collect();
    if regions.is_empty() {
        return;
    }
    let active = document().active_element();
    let here = regions.iter().rposition(|region| {
        let node = active.as_ref().map(AsRef::<web_sys::Node>::as_ref);
        region.contains(node)
    });
    let next = match (here, back) {
        (None, false) => 0,
        (None, true) => regions.len() - 1,
        (Some(index), false) => (index + 1) % regions.len(),
        (Some(index), true) => (index + regions.len() - 1) % regions.len(),
    };
    let _ = regions[next].focus();
}

/// Asks before the page is left with something that is nowhere else.
#[hook]
pub(crate) fn use_guard(holds_work: bool) {
    use_effect_with(holds_work, |&holds_work| {
        let listener = holds_work.then(|| {
            let options = EventListenerOptions::enable_prevent_default();
            EventListener::new_with_options(&window(), "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || drop(listener)
    });
}

/// How much room there is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Room {
    /// Three columns.
    Wide,
    /// One column of three, by tabs.
    Tabs,
    /// All in one column, the result first.
    Column,
}

impl Room {
    fn now() -> Self {
        let matches = |query: &str| {
            let list = window().match_media(query).ok().flatten();
            list.is_some_and(|list| list.matches())
        };
        if matches("(max-width: 639px)") {
            Self::Column
        } else if matches("(max-width: 1099px)") {
            Self::Tabs
        } else {
            Self::Wide
        }
    }

    /// Its class.
    pub(crate) const fn class(self) -> &'static str {
        match self {
            Self::Wide => "layout-wide",
            Self::Tabs => "layout-tabs",
            Self::Column => "layout-column",
        }
    }
}

/// How much room there is, as the window changes. Paper has room for all of it.
#[hook]
pub(crate) fn use_room() -> Room {
    let room = use_state_eq(Room::now);
    let set = room.setter();
    use_effect_with((), move |()| {
        let hear = |name: &'static str, room: fn() -> Room| {
            let set = set.clone();
            EventListener::new(&window(), name, move |_| set.set(room()))
        };
        let heard = [
            hear("resize", Room::now),
            hear("beforeprint", || Room::Wide),
            hear("afterprint", Room::now),
        ];
        move || drop(heard)
    });
    *room
}
