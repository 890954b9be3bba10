//! Everything else that can be asked of both, worked out beside the page: it never waits, and it can be stopped.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use hopscope_editor::compare::Held;
use hopscope_editor::{job, view};
use hopscope_model::matrix::{Matrix, Row, Told, Turn};
use hopscope_text::Lang;
use hopscope_text::matrix as words;
use yew::prelude::*;

use crate::components::shared::Shared;
use crate::worker::{self, Heard, Running};

/// The most rows that show at once.
const MOST: usize = 60;

#[derive(PartialEq, Properties)]
pub(crate) struct EverythingProps {
    pub(crate) lang: Lang,
    pub(crate) held: Shared<Held>,
}

/// How far it is.
#[derive(Clone, PartialEq)]
enum State {
    /// So much of so much is done.
    Runs(usize, usize),
    /// It was stopped.
    Stopped,
    /// It cannot be done here.
    Failed,
    /// This came of it.
    Done(Rc<Matrix>),
}

#[component]
pub(crate) fn Everything(props: &EverythingProps) -> Html {
    let state = use_state_eq(|| State::Runs(0, 0));
    let running = use_mut_ref(|| None::<Running>);
    let asked = use_mut_ref(|| None::<Shared<Held>>);
    let again = use_state_eq(|| 0);
    let lang = props.lang;
    let ui = view::ui(lang);
    {
        let (state, running) = (state.setter(), Rc::clone(&running));
        use_effect_with((props.held.clone(), *again), move |(held, again)| {
            let known = asked.replace(Some(held.clone()));
            // What is meant, or what it is called, changes no answer.
            if *again == 0 && known.is_some_and(|known| known.asks_the_same(held)) {
                return;
            }
            state.set(State::Runs(0, 0));
            let heard = {
                let state = state.clone();
                move |heard| {
                    state.set(match heard {
                        Heard::Progress(done, all) => State::Runs(done, all),
                        Heard::Failed => State::Failed,
                        Heard::Done(texts) => match job::matrix(&texts) {
                            Some(found) => State::Done(Rc::new(found)),
                            None => State::Failed,
                        },
                    });
                }
            };
            // What still runs for what was compared before goes with it.
            running.take();
            let held = held.clone();
            let begin = move || {
                let next = worker::start(held.job(), heard);
                if next.is_none() {
                    state.set(State::Failed);
                }
                running.replace(next);
            };
            // Both are written down after the words show.
            Timeout::new(0, begin).forget();
        });
    }
    {
        // What was done, or is no longer looked at, needs no worker.
        let running = Rc::clone(&running);
        use_effect_with(matches!(*state, State::Runs(..)), move |runs| {
            if !runs {
                running.take();
            }
        });
    }
    let stop = {
        let (state, running) = (state.setter(), Rc::clone(&running));
        Callback::from(move |_: MouseEvent| {
            running.take();
            state.set(State::Stopped);
        })
    };
    let begin = {
        let again = again.clone();
        Callback::from(move |_: MouseEvent| again.set(*again + 1))
    };
    let body = match &*state {
        State::Runs(done, all) => html! {
            <div class="running" role="status">
                <span>{ ui.everything_runs }</span>
                <progress max={all.max(&1).to_string()} value={done.to_string()} aria-label={ui.everything_runs}></progress>
                <button class="btn small" onclick={stop}>{ ui.cancel_job }</button>
            </div>
        },
        State::Stopped => html! {
            <p class="buttons"><span role="status">{ ui.everything_stopped }</span><button class="btn small" onclick={begin}>{ ui.everything_again }</button></p>
        },
        State::Failed => html! { <p class="note" role="status">{ ui.everything_failed }</p> },
        State::Done(found) => done(lang, found),
    };
    html! {
        <section aria-labelledby="compare-everything">
            <h3 id="compare-everything">{ ui.everything }</h3>
            { body }
        </section>
    }
}

/// What came of it.
fn done(lang: Lang, own: &Matrix) -> Html {
    let ui = view::ui(lang);
    let changes = own.rows.iter().any(|row| row.turn != Turn::Unknown);
    let mut groups: Vec<(&'static str, bool, Vec<&Row>)> = Vec::new();
    for row in own.rows.iter().take(MOST) {
        let heading = words::heading(lang, row);
        match groups.last_mut() {
            Some((known, _, rows)) if *known == heading => rows.push(row),
            _ => groups.push((heading, row.turn != Turn::Unknown, vec![row])),
        }
    }
    let more = own.rows.len().saturating_sub(MOST) + own.rows_left_out;
    html! {
        <>
            <p class="lead" role="status">{ words::counts(lang, own) }</p>
            <p class="note">{ words::asked(lang, own) }</p>
            if !changes {
                <p>{ ui.everything_none }</p>
            }
            { for groups.iter().map(|(heading, open, rows)| html! {
                <details class="section" open={*open}>
                    <summary>{ *heading }{ " " }<span class="count">{ rows.len() }</span></summary>
                    <ul class="compared">{ for rows.iter().map(|row| one(lang, row)) }</ul>
                </details>
            }) }
            if more > 0 {
                <p class="note">{ (ui.more)(more) }</p>
            }
        </>
    }
}

/// Sources and destinations that go the same way.
fn one(lang: Lang, row: &Row) -> Html {
    let side = |word: &'static str, own: Option<&Told>| {
        let class = own.map(|own| format!("o-{}", own.outcome));
        html! {
            <div class={classes!("side", class)}>
                <dt>{ word }</dt>
                <dd>
                    <b>{ words::told(lang, own) }</b>
                    if own.is_some_and(|own| !own.source.is_empty()) {
                        <p class="note">{ view::ui(lang).source_ip }{ ": " }<code>{ words::source(lang, own) }</code></p>
                    }
                </dd>
            </div>
        }
    };
    html! {
        <li>
            <div class="what">
                <span class="shift">{ words::sign(row.turn) }{ " " }{ words::turn(lang, row.turn) }</span>
                <span class="called">{ words::ends(lang, &row.from) }{ " → " }{ words::ends(lang, &row.to) }</span>
                if !row.ports.is_empty() {
                    <span class="note">{ words::ports(lang, &row.ports) }</span>
                }
                if let Some(assumed) = words::assumed(lang, row) {
                    <span class="note">{ assumed }</span>
                }
            </div>
            <dl>
                { side(hopscope_text::diff::before(lang), row.before.as_ref()) }
                { side(hopscope_text::diff::after(lang), row.after.as_ref()) }
            </dl>
        </li>
    }
}
