//! The headline: a tired person reads these lines and knows.

use std::rc::Rc;

use hopscope_editor::Editor;
use hopscope_editor::view::{self, Fact, Item, ResultCard};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::collect::CollectButton;
use crate::components::icon;
use crate::components::problem::items;

/// The most addresses that are all shown; of more, the first stands for all.
const FEW: usize = 2;

/// The headline of the chosen request.
pub(crate) fn headline(editor: &Rc<Editor>) -> Html {
    let lang = editor.lang;
    let ui = view::ui(lang);
    let Some(card) = view::result(lang, editor) else {
        return html! { <p class="hint first">{ ui.no_result }</p> };
    };
    html! {
        <section class={classes!("head", format!("o-{}", card.outcome))} aria-labelledby="verdict" data-outcome={card.outcome.as_str()}>
            <p class="way">{ way(lang, &card) }</p>
            <h2 id="verdict" class="v">{ icon::outcome(card.outcome) }{ &card.word }</h2>
            <p>{ &card.reason }</p>
            if let Some(sees) = &card.caller_sees {
                <p class="sees">{ sees }</p>
            }
            <dl>{ for card.facts.iter().map(|fact| line(lang, fact)) }</dl>
            if let Some((met, texts)) = &card.expectation {
                <ul class={classes!("exp", if *met { "ok" } else { "bad" })}>
                    { for texts.iter().map(|text| html! { <li><span aria-hidden="true">{ if *met { "✓ " } else { "✕ " } }</span>{ text }</li> }) }
                </ul>
            }
            if let Some(test) = &card.test {
                <section class="test" aria-labelledby="test" data-agreement={format!("{:?}", test.agreement)}>
                    <h3 id="test">{ test.name }{ ": " }<b><span aria-hidden="true">{ test.icon }{ " " }</span>{ test.word }</b></h3>
                    <p>{ &test.says }</p>
                    { list(lang, (ui.counted)(ui.differences, test.differences.len()), &test.differences, true) }
                    { list(lang, (ui.counted)(ui.missing, test.missing.len()), &test.missing, true) }
                </section>
            }
            { missing(lang, &card) }
            { list(lang, (ui.counted)(ui.unmodelled, card.unmodelled.len()), &card.unmodelled, true) }
            { list(lang, (ui.counted)(ui.blockers, card.blockers.len()), &card.blockers, true) }
            { list(lang, (ui.counted)(ui.assumptions, card.assumptions.len()), &card.assumptions, false) }
        </section>
    }
}

fn way(lang: Lang, card: &ResultCard) -> Html {
    let ui = view::ui(lang);
    html! {
        <>
            if let Some(name) = &card.name {
                <span class="request-name">{ name }</span>
            }
            <span class="mono">{ &card.from }</span>{ " " }<span aria-hidden="true">{ "→" }</span><span class="sr">{ ui.to_word }</span>{ " " }<span class="mono">{ &card.to }</span>
        </>
    }
}

fn line(lang: Lang, fact: &Fact) -> Html {
    let ui = view::ui(lang);
    let shown = if fact.value.len() > FEW {
        1
    } else {
        fact.value.len()
    };
    let (few, rest) = fact.value.split_at(shown);
    let address = |address: &String| html! { <span class="mono">{ address }</span> };
    html! {
        <>
            <dt>{ fact.label }</dt>
            <dd>
                { for few.iter().map(address) }
                if !rest.is_empty() {
                    <details><summary>{ (ui.more)(rest.len()) }</summary>{ for rest.iter().map(address) }</details>
                }
                if !fact.note.is_empty() {
                    <span class="note">{ &fact.note }</span>
                }
            </dd>
        </>
    }
}

/// What is missing, each with its command; and the script that collects all of it.
fn missing(lang: Lang, card: &ResultCard) -> Html {
    if card.missing.is_empty() {
        return html! {};
    }
    let ui = view::ui(lang);
    html! {
        <details class="more" open=true>
            <summary>{ (ui.counted)(ui.missing, card.missing.len()) }</summary>
            { items(lang, &card.missing) }
            <CollectButton {lang} />
        </details>
    }
}

fn list(lang: Lang, heading: String, rows: &[Item], open: bool) -> Html {
    if rows.is_empty() {
        return html! {};
    }
    html! {
        <details class="more" {open}>
            <summary>{ heading }</summary>
            { items(lang, rows) }
        </details>
    }
}
