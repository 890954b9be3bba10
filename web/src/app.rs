//! The top of the page: the state, what is heard from the browser, and which of the two views shows.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use hopscope_editor::action::Action;
use hopscope_editor::state::View;
use hopscope_editor::{Editor, view};
use wasm_bindgen::JsCast;
use yew::prelude::*;

use crate::components::bars::{NotOpenedDialog, bars};
use crate::components::collect::CollectDialog;
use crate::components::compare::CompareView;
use crate::components::gallery::Gallery;
use crate::components::header::Header;
use crate::components::help::Help;
use crate::components::import::ImportDialog;
use crate::components::palette::Palette;
use crate::components::reading::{ReadingDialog, use_reading};
use crate::components::share::ShareDialog;
use crate::components::share::use_taking;
use crate::components::shared::shared;
use crate::components::workspace::Workspace;
use crate::dom;
use crate::hooks::{
    Room, preferences, use_copy, use_document, use_drop, use_guard, use_keys, use_paste, use_room,
};
use crate::storage::{use_address, use_beginning, use_keeping};
use crate::store::{Send, Store};

/// The page.
#[component]
pub(crate) fn App() -> Html {
    let store = use_reducer(|| {
        let (lang, theme) = preferences();
        Store(Rc::new(
            Editor::new(lang, theme)
                .with_seed(&crate::browser::seed())
                .with_work_beside(),
        ))
    });
    let editor = Rc::clone(&store.0);
    let send = Send(store.dispatcher());
    let lang = editor.lang;
    let ui = view::ui(lang);

    let title = match (&editor.open, editor.view) {
        (Some(open), View::Workspace) => format!("{} – Hopscope", view::title(lang, open)),
        _ => ui.page_title.to_owned(),
    };
    use_document(lang, editor.theme, title);
    use_paste(send.clone());
    use_keys(send.clone());
    use_copy(Rc::clone(&editor), send.clone());
    use_guard(editor.at_risk());
    use_reading(&editor, send.clone());
    use_beginning(send.clone());
    use_keeping(&editor, send.clone());
    use_taking(&editor, send.clone());
    use_address(editor.is_preview(), editor.desk.not_opened.is_some());
    use_back(editor.view, send.clone());
    let dragging = use_drop(send.clone());
    let room = use_room();
    use_focus(editor.view, room);

    let fixed = editor.view == View::Workspace;
    let announcement = match editor.view {
        View::Workspace if editor.import.is_none() => view::announcement(lang, &editor),
        _ => None,
    };
    let send_bars = send.clone();
    html! {
        <ContextProvider<Send> context={send}>
            <div class={classes!("app", room.class(), fixed.then_some("fixed"), editor.is_preview().then_some("previewed"))}>
                <a class="btn pri skip" href="#main">{ if fixed { ui.skip_to_result } else { ui.skip_to_content } }</a>
                <Header editor={Rc::clone(&editor)} />
                { bars(&editor, &send_bars) }
                {
                    match (&editor.open, editor.view) {
                        (Some(open), View::Workspace) if editor.compared.is_some() => html! {
                            if let Some(held) = &editor.compared {
                                <CompareView {lang} held={Rc::clone(held)} proposals={proposals_beside(open, held)} />
                            }
                        },
                        (Some(open), View::Workspace) => html! {
                            <Workspace editor={Rc::clone(&editor)} open={Rc::clone(open)} {room} />
                        },
                        _ => html! { <Gallery {lang} open={shared(editor.open.as_ref())} /> },
                    }
                }
                if let Some(reading) = &editor.reading {
                    <ReadingDialog {lang} reading={Rc::clone(reading)} progress={editor.progress} />
                } else if let Some(import) = editor.import.as_ref().filter(|_| editor.compared.is_none()) {
                    <ImportDialog {lang} import={Rc::clone(import)} />
                }
                if let (Some(share), Some(open)) = (&editor.desk.share, &editor.open) {
                    <ShareDialog editor={Rc::clone(&editor)} open={Rc::clone(open)} share={Rc::clone(share)} />
                }
                if let Some(not) = &editor.desk.not_opened {
                    <NotOpenedDialog {lang} not={Rc::clone(not)} />
                }
                if let Some(palette) = &editor.palette {
                    <Palette key={format!("{palette:?}")} editor={Rc::clone(&editor)} />
                }
                if let Some(collect) = &editor.collect {
                    <CollectDialog {lang} collect={Rc::clone(collect)} />
                }
                if editor.help {
                    <Help {lang} />
                }
                <Toast editor={Rc::clone(&editor)} />
                if dragging {
                    <div class="drop">{ ui.drop_here }</div>
                }
                <p class="sr" role="status" aria-live="polite">{ announcement.unwrap_or_default() }</p>
            </div>
        </ContextProvider<Send>>
    }
}

/// The names of all proposals, where one of them is compared.
fn proposals_beside(
    open: &hopscope_editor::Open,
    held: &hopscope_editor::compare::Held,
) -> Vec<String> {
    let branches = open.scenario.branches.iter();
    match held.is_proposal() {
        true => branches.map(|own| own.name.clone()).collect(),
        false => Vec::new(),
    }
}

#[derive(PartialEq, Properties)]
struct ToastProps {
    editor: Same,
}

/// What of the state the note at the bottom depends on.
#[derive(Clone)]
struct Same(Rc<Editor>);

impl PartialEq for Same {
    fn eq(&self, other: &Self) -> bool {
        self.0.notice == other.0.notice && self.0.lang == other.0.lang
    }
}

impl From<Rc<Editor>> for Same {
    fn from(editor: Rc<Editor>) -> Self {
        Self(editor)
    }
}

impl yew::html::IntoPropValue<Same> for Rc<Editor> {
    fn into_prop_value(self) -> Same {
        self.into()
    }
}

/// What just happened, with a way back. It stays until it is closed or something else happens.
#[component]
fn Toast(props: &ToastProps) -> Html {
    let send = crate::store::use_send();
    let editor = &props.editor.0;
    let ui = view::ui(editor.lang);
    let Some(notice) = editor.notice else {
        return html! { <div role="status"></div> };
    };
    let done = matches!(notice, hopscope_editor::state::Notice::Done(_));
    html! {
        <div role="status">
            <div class="notice">
                <span>{ view::notice(editor.lang, notice) }</span>
                if done {
                    <button class="btn" onclick={send.on(Action::Undo)}>{ ui.undo }</button>
                }
                <button class="btn sq" aria-label={ui.close} onclick={send.on(Action::DismissNotice)}>{ "×" }</button>
            </div>
        </div>
    }
}

/// Another view begins with the focus in it: at the chosen request, so that the arrows lead on from
/// there, or where the first one can be asked.
#[hook]
fn use_focus(view: View, room: Room) {
    let first = use_mut_ref(|| true);
    use_effect_with(view, move |_| {
        if !first.replace(false) {
            // Where the list is not beside the result, the result has it.
            let in_list = room == Room::Wide
                && (dom::focus("[data-request][tabindex='0']") || dom::focus(".ask summary"));
            let _ = in_list || dom::focus("#main");
            window().scroll_to_with_x_and_y(0.0, 0.0);
        }
    });
}

/// The browser's own way back leads from an example to the gallery, not away from the page. The address stays as it
/// is: what follows `#` belongs to links.
#[hook]
fn use_back(view: View, send: Send) {
    use_effect_with(view, |&view| {
        let Ok(history) = window().history() else {
            return;
        };
        let name = match view {
            View::Gallery => "gallery",
            View::Workspace => "workspace",
        };
        let now = history.state().ok().and_then(|state| state.as_string());
        let _ = match now.as_deref() {
            Some(now) if now == name => Ok(()),
            Some(_) => history.push_state(&name.into(), ""),
            None => history
                .replace_state(&"gallery".into(), "")
                .and_then(|()| match view {
                    View::Gallery => Ok(()),
                    View::Workspace => history.push_state(&name.into(), ""),
                }),
        };
    });
    use_effect_with(send, |send| {
        let send = send.clone();
        let listener = EventListener::new(&window(), "popstate", move |event| {
            let state = event
                .dyn_ref::<web_sys::PopStateEvent>()
                .and_then(|event| event.state().as_string());
            match state.as_deref() {
                Some("workspace") => send.now(Action::ShowWorkspace),
                Some("gallery") => send.now(Action::ShowGallery),
                // Only what follows # is another.
                _ => {}
            }
        });
        move || drop(listener)
    });
}
