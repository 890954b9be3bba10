//! One's own scenarios, as the browser keeps them: to open again, to look at as they were, to delete with a way back.

use std::rc::Rc;

use gloo::events::EventListener;
use gloo::utils::window;
use hopscope_editor::action::Action;
use hopscope_editor::desk::Desk;
use hopscope_editor::{Origin, view};
use hopscope_text::Lang;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::store::{Send, use_send};
use crate::{browser, storage};

#[derive(PartialEq, Properties)]
pub(crate) struct RecentProps {
    pub(crate) lang: Lang,
    /// The one that is open.
    pub(crate) open: Option<Rc<str>>,
}

/// What is shown of the versions of one.
#[derive(Clone, PartialEq)]
struct Versions {
    id: Rc<str>,
    rows: Vec<String>,
}

#[component]
pub(crate) fn Recent(props: &RecentProps) -> Html {
    let send = use_send();
    let rows = use_state_eq(Vec::<String>::new);
    let gone = use_state_eq(Vec::<Rc<str>>::new);
    let versions = use_state_eq(|| None::<Versions>);
    let lang = props.lang;
    let ui = view::ui(lang);
    {
        // Another tab may have kept something meanwhile.
        let set = rows.setter();
        use_effect_with(lang, move |lang| {
            let lang = *lang;
            let load = move || {
                let set = set.clone();
                spawn_local(async move {
                    let list = browser::recent(lang.tag())
                        .await
                        .as_string()
                        .unwrap_or_default();
                    set.set(list.lines().map(str::to_owned).collect());
                });
            };
            load();
            let listener = EventListener::new(&window(), "focus", move |_| load());
            move || drop(listener)
        });
    }
    if rows.is_empty() {
        return html! {};
    }
    let delete = |id: Rc<str>, back: bool| {
        let gone = gone.clone();
        Callback::from(move |_: MouseEvent| {
            let mut list = (*gone).clone();
            list.retain(|own| *own != id);
            if !back {
                list.push(Rc::clone(&id));
            }
            gone.set(list);
            let id = Rc::clone(&id);
            spawn_local(async move { drop(browser::remove(&id, back).await) });
        })
    };
    let look = |id: Rc<str>| {
        let versions = versions.clone();
        Callback::from(move |_: MouseEvent| {
            if versions.as_ref().is_some_and(|own| own.id == id) {
                return versions.set(None);
            }
            let (id, set) = (Rc::clone(&id), versions.setter());
            spawn_local(async move {
                let list = browser::versions(&id, lang.tag())
                    .await
                    .as_string()
                    .unwrap_or_default();
                let rows = list.lines().map(str::to_owned).collect();
                set.set(Some(Versions { id, rows }));
            });
        })
    };
    let row = |line: &String| {
        let mut parts = line.split('\t');
        let mut part = || parts.next().unwrap_or_default();
        let (id, origin, resources, requests, when) =
            (Rc::<str>::from(part()), part(), part(), part(), part());
        let number = |text: &str| text.parse::<usize>().unwrap_or_default();
        let counts = (ui.counts)(number(resources), number(requests));
        let title = view::title_of(
            lang,
            &Origin::parse(origin),
            Some(part()).filter(|title| !title.is_empty()),
        );
        if gone.contains(&id) {
            return html! {
                <li key={line.clone()}><span class="note">{ title }{ ": " }{ ui.deleted }</span><button class="btn small" onclick={delete(id, true)}>{ ui.undo }</button></li>
            };
        }
        let is_open = props.open.as_ref() == Some(&id);
        let shown = versions.as_ref().filter(|own| own.id == id);
        html! {
            <li key={line.clone()} data-kept={id.to_string()}>
                <button class="name" onclick={open(&send, &id, is_open)}>{ title.clone() }</button>
                <span class="note">{ when }{ " · " }{ counts }if is_open { { " · " }{ ui.open_now } }</span>
                <button class="btn small plain" aria-expanded={shown.is_some().to_string()} onclick={look(Rc::clone(&id))}>{ ui.versions }</button>
                if !is_open {
                    <button class="btn small plain" aria-label={format!("{}: {title}", ui.delete)} onclick={delete(Rc::clone(&id), false)}>{ ui.delete }</button>
                }
                if let Some(own) = shown {
                    <p class="versions">
                        if own.rows.is_empty() {
                            <span class="note">{ ui.versions_none }</span>
                        }
                        { for own.rows.iter().map(|row| version(&send, &id, row)) }
                    </p>
                }
            </li>
        }
    };
    html! {
        <section class="recent" aria-labelledby="recent-title">
            <h2 id="recent-title">{ ui.recent_heading }</h2>
            <p class="note">{ ui.recent_note }</p>
            <ul>{ for rows.iter().map(row) }</ul>
        </section>
    }
}

/// Opens a kept scenario; the one that is open shows again.
fn open(send: &Send, id: &Rc<str>, is_open: bool) -> Callback<MouseEvent> {
    let (send, id) = (send.clone(), Rc::clone(id));
    Callback::from(move |_: MouseEvent| {
        if is_open {
            return send.now(Action::ShowWorkspace);
        }
        let (send, id) = (send.clone(), Rc::clone(&id));
        spawn_local(async move {
            if let Some(saved) = storage::fetch(&id).await {
                send.now(Action::Desk(Desk::OpenSaved(saved)));
            }
        });
    })
}

/// A version to look at.
fn version(send: &Send, id: &Rc<str>, row: &str) -> Html {
    let (saved, when) = row.split_once('\t').unwrap_or_default();
    let (send, id, saved, name) = (
        send.clone(),
        Rc::clone(id),
        saved.to_owned(),
        when.to_owned(),
    );
    let onclick = Callback::from(move |_: MouseEvent| {
        let (send, id, saved, when) = (send.clone(), Rc::clone(&id), saved.clone(), name.clone());
        spawn_local(async move {
            if let Some(text) = browser::version(&id, &saved).await.as_string() {
                send.now(Action::Desk(Desk::OpenVersion(when, text)));
            }
        });
    });
    html! { <button class="btn small" {onclick}>{ when.to_owned() }</button> }
}
