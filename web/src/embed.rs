//! `?embed=1`: a link in a wiki or a document, to read. Title, answers, the picture with the path, the steps, and the
//! way to the page itself; nothing is kept, nothing can be changed, and nothing of the browser's is read but its
//! language: a frame on somebody else's page gets no storage in many browsers.

use std::rc::Rc;

use gloo::utils::{document_element, window};
use hopscope_editor::state::Theme;
use hopscope_editor::{Editor, view};
use hopscope_text::{Lang, link as words};
use yew::prelude::*;

use crate::components::header::mark;
use crate::components::picture::Picture;
use crate::components::requests::Requests;
use crate::components::result;
use crate::components::shared::shared;
use crate::components::steps::Steps;
use crate::hooks::use_room;
use crate::storage::use_link;
use crate::store::{Send, Store};

/// Whether the address asks for it.
pub(crate) fn is_wanted() -> bool {
    let search = window().location().search().unwrap_or_default();
    let mut items = search.trim_start_matches('?').split('&');
    items.any(|item| item == "embed=1")
}

/// The address of the page itself, with the same link.
fn page() -> String {
    let location = window().location();
    let path = location.pathname().unwrap_or_default();
    path + &location.hash().unwrap_or_default()
}

/// The page in a frame.
#[component]
pub(crate) fn Embed() -> Html {
    let store = use_reducer(|| {
        let lang = window().navigator().language();
        let lang = lang.and_then(|tag| Lang::from_locale(&tag));
        Store(Rc::new(Editor::new(
            lang.unwrap_or_default(),
            Theme::System,
        )))
    });
    let editor = Rc::clone(&store.0);
    let send = Send(store.dispatcher());
    let (lang, room) = (editor.lang, use_room());
    let ui = view::ui(lang);
    use_effect_with(lang, |lang| {
        let _ = document_element().set_attribute("lang", lang.tag());
    });
    use_link(send.clone(), |_| ());
    let title = editor.open.as_ref().map(|open| view::title(lang, open));
    {
        let title = title.clone().unwrap_or_else(|| ui.page_title.to_owned());
        use_effect_with(title, |title| gloo::utils::document().set_title(title));
    }
    let told = match (&editor.open, &editor.desk.not_opened) {
        (_, Some(not)) => Some(html! {
            <>
                <h2>{ words::heading(lang, &not.refused) }</h2>
                <p>{ words::detail(lang, &not.refused) }</p>
                <p>{ words::next(lang, &not.refused) }</p>
            </>
        }),
        (None, None) => Some(html! { <p>{ ui.embed_nothing }</p> }),
        _ => None,
    };
    let changed = editor.preview.iter().flat_map(|preview| &preview.changed);
    let changed: Vec<String> = changed.take(3).map(|own| own.says(lang)).collect();
    html! {
        <ContextProvider<Send> context={send}>
            <div class={classes!("app", "embed", room.class())}>
                <header class="top">
                    <span class="home">{ mark() }<span class="sr">{ "Hopscope" }</span></span>
                    <h1>{ title.unwrap_or_else(|| "Hopscope".to_owned()) }</h1>
                    <span class="sp"></span>
                    <a class="btn" href={page()} target="_blank" rel="noopener">{ ui.embed_open }</a>
                </header>
                if !changed.is_empty() {
                    <aside class="bar" aria-label={ui.preview_link}><p role="status">{ changed.join(" ") }</p></aside>
                }
                if let Some(told) = told {
                    <main class="told"><div role="alert">{ told }</div></main>
                } else if let Some(open) = editor.open.clone() {
                    <div class="framed">
                        <section class="col m" data-region="picture" aria-label={ui.picture}>
                            <Picture {lang} open={Rc::clone(&open)} overlay={shared(editor.overlay.as_ref())} step={editor.chosen.step}
                                scene={Rc::clone(editor.scene().unwrap_or(&open.scene))} chosen={Vec::new()} scope={editor.scope} {room} edits={false} />
                        </section>
                        <main class="col r" id="main" tabindex="0" aria-label={ui.result}>
                            if open.results.len() > 1 {
                                <section class="asked" aria-label={ui.requests}>
                                    <Requests {lang} open={Rc::clone(&open)} chosen={editor.chosen.request} />
                                </section>
                            }
                            { result::headline(&editor) }
                            <Steps editor={Rc::clone(&editor)} />
                        </main>
                    </div>
                }
            </div>
        </ContextProvider<Send>>
    }
}
