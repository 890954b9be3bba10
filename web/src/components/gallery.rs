//! The first page: paste, or begin with an example.

use std::cell::RefCell;
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use hopscope_editor::action::Action;
use hopscope_editor::edit::Edit;
use hopscope_editor::gallery::examples;
use hopscope_editor::view::{self, Card};
use hopscope_editor::{Open, commands};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::copy::Command;
use crate::components::icon;
use crate::components::picture::thumb::Thumb;
use crate::components::recent::Recent;
use crate::components::shared::{Shared, shared};
use crate::components::sources::{ClipboardButton, FileButton};
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct GalleryProps {
    pub(crate) lang: Lang,
    /// What is open behind it.
    pub(crate) open: Option<Shared<Open>>,
}

#[component]
pub(crate) fn Gallery(props: &GalleryProps) -> Html {
    let send = use_send();
    let lang = props.lang;
    let ui = view::ui(lang);
    let cards = use_cards();
    html! {
        <main class="gallery region" id="main" tabindex="-1" data-region="gallery">
            <div class="hero">
                <h1>{ ui.hero_title }</h1>
                <p class="lead">{ ui.hero_text }</p>
            </div>
            <section class="paste-zone" aria-labelledby="paste-title">
                <h2 id="paste-title">{ ui.paste_heading }{ " " }<kbd>{ "Ctrl V" }</kbd></h2>
                <p>{ ui.paste_text }</p>
                <p class="buttons">
                    <ClipboardButton {lang} class="btn pri">{ ui.read_clipboard }</ClipboardButton>
                    <FileButton {lang} class="btn">{ ui.choose_files }</FileButton>
                </p>
                <p class="note">{ ui.stays_here }</p>
                <details>
                    <summary>{ ui.which_commands }</summary>
                    <p class="note">{ ui.commands_note }</p>
                    <Command {lang} text={commands()} />
                    <p class="buttons"><button class="btn" onclick={send.on(Action::Collect(true))}>{ ui.collect }{ "…" }</button></p>
                </details>
            </section>
            <section class="resume" aria-label={ui.start_empty}>
                <button class="btn" onclick={send.on(Action::Edit(Edit::Start))}>{ ui.start_empty }</button>
                <span class="note">{ ui.start_note }</span>
            </section>
            if let Some(open) = &props.open {
                <section class="resume" aria-label={ui.resume}>
                    <button class="btn" onclick={send.on(Action::ShowWorkspace)}>{ ui.resume }{ ": " }<b>{ view::title(lang, open) }</b></button>
                </section>
            }
            <Recent {lang} open={props.open.as_ref().filter(|open| open.kept).map(|open| Rc::clone(&open.id))} />
            <section aria-labelledby="gallery-title">
                <h2 id="gallery-title" class="gallery-title">{ ui.gallery_heading }</h2>
                <p class="note">{ ui.gallery_note }</p>
                <ul class="cards">{ for (0..examples().len()).map(|index| html! {
                    <CardView key={index} {lang} {index} card={shared(cards.get(index))} />
                }) }</ul>
            </section>
        </main>
    }
}

thread_local! {
    /// The cards that were worked out: they are the same at every visit of this page.
    static CARDS: RefCell<Vec<Rc<Card>>> = const { RefCell::new(Vec::new()) };
}

/// Works out the next card; whether there was one.
pub(crate) fn work_out_next() -> bool {
    CARDS.with_borrow_mut(|cards| {
        let next = view::card(cards.len());
        let is_one = next.is_some();
        cards.extend(next.map(Rc::new));
        is_one
    })
}

/// The cards so far, from the first. Each is worked out in a moment of its own, so that the page is never held up.
#[hook]
fn use_cards() -> Vec<Rc<Card>> {
    let made = use_state(|| CARDS.with_borrow(Vec::len));
    let setter = made.setter();
    use_effect_with(*made, move |_| {
        let next = Timeout::new(0, move || {
            if work_out_next() {
                setter.set(CARDS.with_borrow(Vec::len));
            }
        });
        move || drop(next)
    });
    CARDS.with_borrow(Clone::clone)
}

#[derive(PartialEq, Properties)]
struct CardProps {
    lang: Lang,
    index: usize,
    /// What is known once it is worked out: the picture and the outcomes.
    card: Option<Shared<Card>>,
}

#[component]
fn CardView(props: &CardProps) -> Html {
    let send = use_send();
    let (lang, index) = (props.lang, props.index);
    let ui = view::ui(lang);
    let Some(example) = examples().get(index) else {
        return html! {};
    };
    let chip = |chip: view::Chip| {
        html! {
            <li class={classes!("verdict", format!("o-{}", chip.outcome))}>
                { icon::outcome(chip.outcome) }{ chip.word }
                if chip.count > 1 {
                    <span class="times">{ format!("×{}", chip.count) }</span>
                }
            </li>
        }
    };
    html! {
        <li class="card" data-example={example.file.clone()}>
            if let Some(card) = &props.card {
                <Thumb scene={Rc::clone(card.scene())} overlay={shared(card.overlay.as_ref())} />
            } else {
                <div class="thumb"></div>
            }
            <h3><button class="cover" onclick={send.on(Action::OpenExample(index))}>{ example.title(lang).to_owned() }</button></h3>
            <p>{ example.question(lang).to_owned() }</p>
            <ul class="verdicts" aria-label={ui.outcomes}>
                { for props.card.iter().flat_map(|card| card.chips(lang)).map(chip) }
            </ul>
            <p class="origin">{ format!("{:02}", index + 1) }{ for example.article.iter().map(|date| html! { <>{ " · " }{ (ui.article)(date) }</> }) }</p>
        </li>
    }
}
