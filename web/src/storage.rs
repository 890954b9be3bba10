//! Not losing anything: what is open is kept after each change, and is there again at the next visit.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use gloo::storage::{LocalStorage, SessionStorage, Storage};
use gloo::timers::callback::Timeout;
use gloo::utils::{document, window};
use hopscope_editor::desk::{Desk, Trouble};
use hopscope_editor::saved::{Saved, Session};
use hopscope_editor::{Action, Editor, Open};
use js_sys::Array;
use wasm_bindgen::JsCast;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser;
use crate::components::shared::Shared;
use crate::store::Send;

/// Where one is, under this name.
const SESSION: &str = "hopscope.session";

/// How long changes are gathered before they are kept, in milliseconds.
const GATHER: u32 = 80;

/// What waits to be kept, and the clock that runs until then.
#[derive(Default)]
struct Waiting {
    open: RefCell<Option<Rc<Open>>>,
    clock: Cell<Option<Timeout>>,
}

impl Waiting {
    /// Keeps it now.
    fn flush(&self, send: &Send) {
        self.clock.set(None);
        if let Some(open) = self.open.take() {
            keep(open, send.clone());
        }
    }
}

fn keep(open: Rc<Open>, send: Send) {
    let saved = Saved::of(&open);
    spawn_local(async move {
        let (resources, requests) = saved.counts;
        let said = browser::keep(
            &saved.id,
            &saved.origin,
            &saved.title,
            resources,
            requests,
            &saved.text,
        );
        let said = said.await.as_string();
        let what = match said.as_deref() {
            Some("elsewhere") => Desk::Elsewhere(saved.id, true),
            Some("full") => Desk::Trouble(Trouble::Full),
            Some("refused") => Desk::Trouble(Trouble::Refused),
            _ => return,
        };
        send.now(Action::Desk(what));
    });
}

/// Keeps what is open after each change, and where one is in it.
#[hook]
pub(crate) fn use_keeping(editor: &Rc<Editor>, send: Send) {
    let waiting = use_memo((), |()| Waiting::default());
    let open = editor.open.clone().filter(|_| !editor.is_preview());
    {
        let (waiting, send) = (Rc::clone(&waiting), send.clone());
        // What came back from where it is kept is kept already.
        let known = use_mut_ref(|| None::<Rc<str>>);
        use_effect_with(open.clone().map(Shared), move |open| {
            let Some(Shared(open)) = open else { return };
            let first = known.replace(Some(Rc::clone(&open.id))).as_ref() != Some(&open.id);
            if !open.kept {
                return;
            }
            if first {
                // Another tab may have it: that is told before anything is changed.
                let (id, send) = (Rc::clone(&open.id), send.clone());
                spawn_local(async move {
                    if browser::hold(&id).await.as_bool() == Some(false) {
                        send.now(Action::Desk(Desk::Elsewhere(id, false)));
                    }
                });
            }
            if first && open.stored {
                return;
            }
            let before = waiting
                .open
                .borrow()
                .as_ref()
                .map(|open| Rc::clone(&open.id));
            if before.is_some_and(|before| before != open.id) {
                // What waits is another scenario's change.
                waiting.flush(&send);
            }
            let idle = waiting.open.replace(Some(Rc::clone(open))).is_none();
            if idle {
                let own = Rc::clone(&waiting);
                let clock = Timeout::new(GATHER, move || own.flush(&send));
                waiting.clock.set(Some(clock));
            }
        });
    }
    let session = Session::of(editor).map(|session| session.write());
    use_effect_with(session, |session| {
        // A browser that keeps nothing only makes one begin anew.
        if let Some(session) = session {
            let _ = SessionStorage::set(SESSION, session);
            let _ = LocalStorage::set(SESSION, session);
        }
    });
    use_effect_with(send, move |send| {
        // The last moment in which a page is sure to be heard.
        let leave = |target: &web_sys::EventTarget, name: &'static str| {
            let (waiting, send) = (Rc::clone(&waiting), send.clone());
            EventListener::new(target, name, move |_| waiting.flush(&send))
        };
        let listeners = [
            leave(&document(), "visibilitychange"),
            leave(&window(), "pagehide"),
        ];
        move || drop(listeners)
    });
}

/// Begins the visit: with the link in the address, or where one was.
#[hook]
pub(crate) fn use_beginning(send: Send) {
    use_link(send, come_back);
}

/// Opens the link in the address, now and whenever it is another; where there is none at first, something else.
#[hook]
pub(crate) fn use_link(send: Send, otherwise: fn(Send)) {
    use_effect_with(send, move |send| {
        let open_link = {
            let send = send.clone();
            move || {
                let fragment = window().location().hash().unwrap_or_default();
                let is_link = hopscope_editor::preview::is_link(&fragment);
                if is_link {
                    send.now(Action::Desk(Desk::OpenLink(fragment)));
                }
                is_link
            }
        };
        // Whoever comes by a link wants that, and nothing else instead of it.
        if !open_link() {
            otherwise(send.clone());
        }
        let listener = EventListener::new(&window(), "hashchange", move |_| {
            open_link();
        });
        move || drop(listener)
    });
}

/// Opens what was open at the last visit: that of this tab, else the last of all, unless a tab has it still.
fn come_back(send: Send) {
    let own = SessionStorage::get::<String>(SESSION).ok();
    let is_own = own.is_some();
    let Some(line) = own.or_else(|| LocalStorage::get(SESSION).ok()) else {
        return;
    };
    let session = Session::parse(&line);
    spawn_local(async move {
        let saved = match &session.id {
            Some(id) => {
                let mine = browser::hold(id).await.as_bool() != Some(false);
                match mine || is_own {
                    true => fetch(id).await,
                    false => return,
                }
            }
            None => None,
        };
        send.now(Action::Desk(Desk::ComeBack(session, saved)));
    });
}

/// A kept scenario.
pub(crate) async fn fetch(id: &Rc<str>) -> Option<Saved> {
    let parts: Array = browser::fetched(id).await.dyn_into().ok()?;
    Some(Saved {
        id: Rc::clone(id),
        origin: parts.get(0).as_string()?,
        title: String::new(),
        counts: (0, 0),
        text: parts.get(1).as_string()?,
    })
}

/// Takes the link out of the address: what is on the screen is no longer it.
#[hook]
pub(crate) fn use_address(is_preview: bool, not_opened: bool) {
    let shown = use_mut_ref(|| false);
    use_effect_with(is_preview || not_opened, move |&shows| {
        let showed = shown.replace(shows);
        if let (true, false, Ok(history)) = (showed, shows, window().history()) {
            let location = window().location();
            let path = location.pathname().unwrap_or_default();
            let address = path + &location.search().unwrap_or_default();
            let state = history.state().unwrap_or_default();
            let _ = history.replace_state_with_url(&state, "", Some(&address));
        }
    });
}

/// The link of an envelope, on this page.
pub(crate) fn link(envelope: &str) -> String {
    let location = window().location();
    let origin = location.origin().unwrap_or_default();
    let path = location.pathname().unwrap_or_default();
    format!("{origin}{path}#{envelope}")
}
