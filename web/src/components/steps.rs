//! The steps: what was decided at each, from what, and what lost.

use hopscope_editor::Editor;
use hopscope_editor::action::Action;
use hopscope_editor::view::{self, PacketLine, StepRow, Tab};
use hopscope_text::{Lang, Piece};
use yew::prelude::*;

use crate::components::icon;
use crate::components::shared::Shared;
use crate::store::{Send, use_send};

#[derive(PartialEq, Properties)]
pub(crate) struct StepsProps {
    pub(crate) editor: Shared<Editor>,
}

#[component]
pub(crate) fn Steps(props: &StepsProps) -> Html {
    let send = use_send();
    let editor = &props.editor.0;
    let lang = editor.lang;
    let ui = view::ui(lang);
    {
        // The chosen step comes into view, without pulling the focus.
        use_effect_with(editor.chosen.step, |step| {
            if let Some(step) = step {
                let row = gloo::utils::document().get_element_by_id(&format!("step-{step}"));
                if let Some(row) = row {
                    let options = web_sys::ScrollIntoViewOptions::new();
                    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                    row.scroll_into_view_with_scroll_into_view_options(&options);
                }
            }
        });
    }
    let Some(steps) = view::steps(lang, editor) else {
        return html! {};
    };
    let total = steps.rows.len();
    html! {
        <section class={classes!("steps", format!("o-{}", steps.outcome))} aria-labelledby="steps-title">
            { tabs(ui.legs, &steps.legs, &send, Action::ChooseLeg) }
            { tabs(ui.traces, &steps.traces, &send, Action::ChooseTrace) }
            <div class="h">
                <h3 id="steps-title">{ &steps.heading }</h3>
                <span class="group">
                    <button class="btn small" onclick={send.on(Action::PreviousStep)} disabled={total == 0}><kbd aria-hidden="true">{ "[" }</kbd>{ ui.previous }</button>
                    <button class="btn small" onclick={send.on(Action::NextStep)} disabled={total == 0}>{ ui.next }<kbd aria-hidden="true">{ "]" }</kbd></button>
                    if editor.chosen.step.is_some() {
                        <button class="btn small" onclick={send.on(Action::ChooseStep(None))}>{ ui.whole_way }</button>
                    }
                </span>
            </div>
            <ol>{ for steps.rows.iter().map(|row| step(lang, row, &send)) }</ol>
        </section>
    }
}

fn tabs(name: &'static str, tabs: &[Tab], send: &Send, action: impl Fn(usize) -> Action) -> Html {
    if tabs.is_empty() {
        return html! {};
    }
    let tab = |(index, tab): (usize, &Tab)| {
        html! {
            <button class={classes!("chip", format!("o-{}", tab.outcome))} aria-pressed={if tab.chosen { "true" } else { "false" }} onclick={send.on(action(index))}>
                <span class="o">{ icon::outcome(tab.outcome) }</span>{ &tab.label }
            </button>
        }
    };
    html! { <div class="choice" role="group" aria-label={name}>{ for tabs.iter().enumerate().map(tab) }</div> }
}

fn step(lang: Lang, row: &StepRow, send: &Send) -> Html {
    let ui = view::ui(lang);
    let choose = Action::ChooseStep((!row.chosen).then_some(row.number));
    let class = classes!(row.decides.then_some("end"), row.chosen.then_some("on"));
    html! {
        <li key={row.number} id={format!("step-{}", row.number)} {class} aria-current={row.chosen.then_some("step")}>
            <button class="n" onclick={send.on(choose)} aria-pressed={if row.chosen { "true" } else { "false" }} aria-label={(ui.show_step)(row.number)}>{ row.number }</button>
            <div>
                <b>{ &row.title }</b>
                if let Some((short, whole)) = &row.resource {
                    { " " }<span class="at" title={whole.clone()}>{ short }</span>
                }
                <p>{ for row.says.iter().map(piece) }</p>
                if let Some(packet) = &row.packet {
                    { packet_line(lang, packet) }
                }
                <div class="more">
                    if let Some((total, losers)) = &row.considered {
                        if losers.is_empty() {
                            <span class="weighed">{ (ui.weighed)(*total) }</span>
                        } else {
                            <details>
                                <summary>{ (ui.not_chosen)(losers.len(), *total) }</summary>
                                <ul class="losers">
                                    { for losers.iter().map(|loser| html! { <li><code>{ &loser.resource }</code><span>{ &loser.why }</span></li> }) }
                                </ul>
                            </details>
                        }
                    }
                    if let Some(doc) = &row.doc {
                        <a href={doc.clone()} target="_blank" rel="noreferrer">{ ui.doc_link }{ icon::strokes(icon::OUT) }</a>
                    }
                </div>
            </div>
        </li>
    }
}

/// Words as words; what a machine would print in its own face.
fn piece(piece: &Piece) -> Html {
    match piece {
        Piece::Words(words) => html! { words },
        Piece::Argument(argument) => html! { <code>{ argument }</code> },
    }
}

fn packet_line(lang: Lang, packet: &PacketLine) -> Html {
    let ui = view::ui(lang);
    html! {
        <p class="packet">
            if let Some(before) = &packet.before {
                <span class="sr">{ ui.packet_before }</span><del>{ before }</del><span class="sr">{ ui.packet_after }</span>
            } else {
                <span class="sr">{ ui.packet }</span>
            }
            <code>{ &packet.after }</code>
        </p>
    }
}
