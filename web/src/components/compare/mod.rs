//! Two scenarios held against each other: what becomes of each request, of everything else that can be asked, of each
//! resource, and one picture of both.

mod everything;
mod picture;

use hopscope_editor::action::Action;
use hopscope_editor::compare::{Held, What};
use hopscope_editor::edit::Edit;
use hopscope_editor::view::{self, ComparedRow, ComparedSide};
use hopscope_model::compare::{Change, Shift};
use hopscope_text::Lang;
use hopscope_text::diff as words;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::proposals::{shift_class, sign};
use crate::components::shared::Shared;
use crate::dom;
use crate::store::{Send, use_send};
use everything::Everything;
use picture::BothView;

#[derive(PartialEq, Properties)]
pub(crate) struct CompareProps {
    pub(crate) lang: Lang,
    pub(crate) held: Shared<Held>,
    /// The names of all proposals, where one of them is compared.
    pub(crate) proposals: Vec<String>,
}

/// The comparison, in place of the three columns.
#[component]
pub(crate) fn CompareView(props: &CompareProps) -> Html {
    let send = use_send();
    let (lang, held) = (props.lang, &props.held.0);
    let ui = view::ui(lang);
    let [base, proposal] = held.names();
    let rows = view::compared(lang, &held.comparison);
    let (changed, same): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row.shift != Shift::Same);
    let chip = |(at, name): (usize, &String)| {
        let what = What::Proposal(at);
        html! {
            <button class="chip" aria-pressed={if held.what == what { "true" } else { "false" }} onclick={send.on(Action::Compare(Some(what)))}>{ name }</button>
        }
    };
    let onkeydown = {
        let send = send.clone();
        Callback::from(move |event: KeyboardEvent| {
            if event.key() == "Escape" && !event.is_composing() {
                send.now(Action::Compare(None));
            }
        })
    };
    // Who comes here begins at its top.
    use_effect_with((), |()| {
        dom::focus("#main");
    });
    html! {
        <main class="compare region" id="main" data-region="compare" tabindex="-1" aria-label={ui.compare} {onkeydown}>
            <div class="compare-head">
                <h2><span class="sr">{ ui.compare }{ " " }</span>{ base }{ " → " }{ proposal }</h2>
                if props.proposals.len() > 1 {
                    <div class="chips" role="group" aria-label={ui.proposals}>{ for props.proposals.iter().enumerate().map(chip) }</div>
                }
                <span class="sp"></span>
                <CopyReport {lang} held={props.held.clone()} />
                <button class="btn" onclick={send.on(Action::Compare(None))}>{ ui.close_compare }</button>
            </div>
            <section aria-labelledby="compare-requests">
                <h3 id="compare-requests">{ ui.behaviour }</h3>
                if rows.is_empty() {
                    <p class="note">{ ui.nothing_compared }</p>
                } else {
                    <p class="lead" role="status">{ words::counts(lang, &held.comparison) }{ " " }{ words::intent(lang, &held.comparison).unwrap_or_default() }</p>
                    if held.is_proposal() && !changed.is_empty() {
                        <p class="note">{ ui.mean_note }</p>
                    }
                    <ul class="compared">{ for changed.iter().map(|row| request(lang, row, &send)) }</ul>
                    if !same.is_empty() {
                        <details class="section">
                            <summary>{ sign(Shift::Same) }{ " " }{ ui.unchanged_requests }{ " " }<span class="count">{ same.len() }</span></summary>
                            <ul class="compared">{ for same.iter().map(|row| request(lang, row, &send)) }</ul>
                        </details>
                    }
                }
            </section>
            <Everything {lang} held={props.held.clone()} />
            { resources(lang, held) }
            <BothView {lang} held={props.held.clone()} />
        </main>
    }
}

/// What becomes of a request: both answers, and whether that is meant.
fn request(lang: Lang, row: &ComparedRow, send: &Send) -> Html {
    let ui = view::ui(lang);
    let (at, means) = (row.at, row.declared == Some(true));
    let side = |own: &ComparedSide| {
        html! {
            <div class={format!("side o-{}", own.outcome)}>
                <dt>{ own.word }</dt>
                <dd>
                    <b>{ &own.verdict }</b>
                    if row.shift != Shift::Same {
                        <p>{ &own.reason }</p>
                    }
                    <p class="note">{ ui.source_ip }{ ": " }<code>{ &own.source }</code></p>
                </dd>
            </div>
        }
    };
    let [before, after] = &row.sides;
    html! {
        <li key={row.at}>
            <div class="what">
                <span class={classes!("shift", shift_class(row.shift))}>{ sign(row.shift) }{ " " }{ words::shift(lang, row.shift) }</span>
                <span class="called">{ &row.name }</span>
                if let Some(way) = &row.way {
                    <span class="note">{ way }</span>
                }
                if !row.remarks.is_empty() {
                    <span class="note">{ row.remarks.join(lang.pick("; ", "、")) }</span>
                }
                if means || row.shift != Shift::Same && row.declared.is_some() {
                    <label class="mean">
                        <input type="checkbox" checked={means} onchange={send.on(Action::Edit(Edit::Declare(at, !means)))} />
                        { ui.mean_it }<span class="sr">{ ": " }{ &row.name }</span>
                    </label>
                }
            </div>
            <dl>
                if row.shift != Shift::Same {
                    { side(before) }
                }
                { side(after) }
            </dl>
        </li>
    }
}

/// The resources that differ, field by field.
fn resources(lang: Lang, held: &Held) -> Html {
    let ui = view::ui(lang);
    let row = |own: &hopscope_model::compare::Difference| {
        let (mark, word) = mark(lang, own.change);
        html! {
            <li>
                <span class="mark-sign" aria-hidden="true">{ mark }</span>
                <div>
                    <p><span class="mark-word">{ word }</span>{ " " }<code>{ &own.resource }</code>{ " " }<span class="note">{ &own.object }</span></p>
                    <ul class="fields">{ for view::fields(lang, own).into_iter().map(|line| html! { <li><code>{ line }</code></li> }) }</ul>
                </div>
            </li>
        }
    };
    html! {
        <section aria-labelledby="compare-resources">
            <h3 id="compare-resources">{ ui.resources_heading }</h3>
            <p class="lead">{ words::resource_counts(lang, &held.comparison) }</p>
            <ul class="differing">{ for held.comparison.resources.iter().map(row) }</ul>
        </section>
    }
}

/// The sign and the word for what happened to something.
pub(super) fn mark(lang: Lang, change: Change) -> (&'static str, &'static str) {
    let ui = view::ui(lang);
    match change {
        Change::Added => ("+", ui.mark_added),
        Change::Removed => ("−", ui.mark_removed),
        Change::Changed => ("≠", ui.mark_changed),
    }
}

#[derive(PartialEq, Properties)]
struct CopyProps {
    lang: Lang,
    held: Shared<Held>,
}

/// Copies the report.
#[component]
fn CopyReport(props: &CopyProps) -> Html {
    let said = use_state_eq(|| "");
    let lang = props.lang;
    let ui = view::ui(lang);
    let onclick = {
        let (held, said) = (props.held.clone(), said.setter());
        Callback::from(move |_: MouseEvent| {
            let (report, said) = (held.report(lang), said.clone());
            said.set("");
            spawn_local(async move {
                let copied = dom::copy(report).await;
                said.set(if copied { ui.copied } else { ui.not_copied });
            });
        })
    };
    html! {
        <>
            <span class="note" role="status">{ *said }</span>
            <button class="btn pri" {onclick}>{ ui.copy_report }</button>
        </>
    }
}
