//! The first page: paste, or begin with an example.

use std::rc::Rc;

use hopscope_editor::action::Action;
use hopscope_editor::edit::Edit;
use hopscope_editor::gallery::examples;
use hopscope_editor::view::{self, Card};
use hopscope_editor::{Open, export};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::copy::Command;
use crate::components::icon;
use crate::components::picture::thumb::Thumb;
use crate::components::recent::Recent;
use crate::components::shared::{Shared, shared};
use crate::components::sources::{ClipboardButton, FileButton};
use crate::store::{Send, use_send};

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
    let cards = use_memo((), |()| view::cards());
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
                    <Command {lang} text={export::script()} />
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
                <ul class="cards">{ for cards.iter().map(|card| self::card(lang, card, &send)) }</ul>
            </section>
        </main>
    }
}

fn card(lang: Lang, card: &Card, send: &Send) -> Html {
    let ui = view::ui(lang);
    let Some(example) = examples().get(card.index) else {
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
        <li key={card.index} class="card" data-example={example.file.clone()}>
            <Thumb scene={Rc::clone(card.scene())} overlay={shared(card.overlay.as_ref())} />
            <h3><button class="cover" onclick={send.on(Action::OpenExample(card.index))}>{ example.title(lang).to_owned() }</button></h3>
            <p>{ example.question(lang).to_owned() }</p>
            <ul class="verdicts" aria-label={ui.outcomes}>{ for card.chips(lang).into_iter().map(chip) }</ul>
            <p class="origin">{ format!("{:02}", card.index + 1) }{ for example.article.iter().map(|date| html! { <>{ " · " }{ (ui.article)(date) }</> }) }</p>
        </li>
    }
}
