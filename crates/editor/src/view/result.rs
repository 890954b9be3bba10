//! Why: the headline of the chosen request, then its steps.

use hopscope_model::connectivity_test::Agreement;
use hopscope_model::result::{Expectation, OutcomeKind, Packet, Step};
use hopscope_model::{Outcome, result};
use hopscope_text::{Lang, Piece, cause, headline, held, kind, outcome, pages, says, state};

use crate::state::Editor;
use crate::view::requests::{expected, short_name, short_target};
use crate::view::ui;

/// The headline of a result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResultCard {
    /// How it ends.
    pub outcome: OutcomeKind,
    /// The word for it, with its status.
    pub word: String,
    /// Its name.
    pub name: Option<String>,
    /// Who asks, and for what.
    pub from: String,
    /// For what.
    pub to: String,
    /// One sentence of reason.
    pub reason: String,
    /// What the caller sees, in a sentence.
    pub caller_sees: Option<String>,
    /// Source IP, name resolution, code.
    pub facts: Vec<Fact>,
    /// The expectation: whether it is met, and in what it is not.
    pub expectation: Option<(bool, Vec<String>)>,
    /// What a Connectivity Test said of it.
    pub test: Option<TestCard>,
    /// What would stop it behind the first cause.
    pub blockers: Vec<Item>,
    /// What is missing, with the commands that export it.
    pub missing: Vec<Item>,
    /// What is not modelled.
    pub unmodelled: Vec<Item>,
    /// What was assumed.
    pub assumptions: Vec<Item>,
}

/// What a Connectivity Test said of a request, held against the answer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TestCard {
    /// What it is called.
    pub name: &'static str,
    /// Whether the two agree.
    pub agreement: Agreement,
    /// A sign for that.
    pub icon: char,
    /// Its word.
    pub word: &'static str,
    /// The same in sentences.
    pub says: String,
    /// Differences, each with both sides.
    pub differences: Vec<Item>,
    /// What it names that is not in the scenario, with the commands that export it.
    pub missing: Vec<Item>,
}

/// A line of the headline's grid.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// What a machine would print.
    pub value: Vec<String>,
    /// A word beside it.
    pub note: String,
}

/// A line of one of the lists under the headline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Item {
    /// The sentence.
    pub text: String,
    /// A command that helps.
    pub command: Option<String>,
    /// Google's page.
    pub doc: Option<String>,
}

/// The headline of the chosen request.
pub fn result(lang: Lang, editor: &Editor) -> Option<ResultCard> {
    Some(card(lang, editor.result()?))
}

fn card(lang: Lang, result: &Outcome) -> ResultCard {
    let headline = headline(lang, result);
    ResultCard {
        outcome: result.outcome,
        word: outcome::word_with_status(lang, result.outcome, result.status),
        name: result.name.clone(),
        from: short_name(&result.from),
        to: short_target(&result.to),
        reason: headline.reason,
        caller_sees: headline.caller_sees,
        facts: facts(lang, result),
        expectation: expectation(lang, result),
        test: test(lang, result),
        blockers: blockers(lang, result),
        missing: missing(lang, result),
        unmodelled: unmodelled(lang, result),
        assumptions: assumptions(lang, result),
    }
}

fn facts(lang: Lang, result: &Outcome) -> Vec<Fact> {
    let ui = ui(lang);
    let mut facts = Vec::new();
    facts.push(match &result.source {
        Some(source) => {
            let mut note = outcome::fixed(lang, source.fixed).to_owned();
            if let Some(logged) = &source.logged {
                note = format!("{note}{}{}", lang.pick("; ", "。"), (ui.logged_as)(logged));
            }
            Fact {
                label: ui.source_ip,
                value: source.addresses.clone(),
                note,
            }
        }
        None => Fact {
            label: ui.source_ip,
            value: Vec::new(),
            note: ui.source_none.to_owned(),
        },
    });
    if !result.resolved.is_empty() {
        facts.push(Fact {
            label: ui.name_resolution,
            value: result.resolved.clone(),
            note: String::new(),
        });
    }
    if let Some(cause) = result.cause {
        facts.push(Fact {
            label: ui.reason_code,
            value: vec![cause.as_str().to_owned()],
            note: String::new(),
        });
    }
    facts
}

fn expectation(lang: Lang, result: &Outcome) -> Option<(bool, Vec<String>)> {
    let ui = ui(lang);
    match result.expectation {
        Expectation::None => None,
        Expectation::Met => {
            let words = outcome::expectation(lang, result.expectation);
            Some((true, vec![words.to_owned()]))
        }
        Expectation::Unmet => {
            let fields: Vec<String> = result
                .unmet
                .iter()
                .map(|unmet| {
                    let wanted = expected(lang, &unmet.field, &unmet.expected);
                    let got = expected(lang, &unmet.field, &unmet.got);
                    (ui.expected_but)(&unmet.field, &wanted, &got)
                })
                .collect();
            Some((false, fields))
        }
    }
}

fn test(lang: Lang, result: &Outcome) -> Option<TestCard> {
    let own = result.connectivity_test.as_ref()?;
    let held::AgreementText { icon, word } = held::agreement(lang, own.agreement);
    let missing = |missing: &result::Missing| Item {
        text: held::missing(lang, missing),
        command: missing.command.clone(),
        doc: None,
    };
    let item = |difference| Item {
        text: held::difference(lang, difference),
        command: None,
        doc: None,
    };
    Some(TestCard {
        name: held::name(lang),
        agreement: own.agreement,
        icon,
        word,
        says: held::sentence(lang, own),
        differences: own.differences.iter().map(item).collect(),
        missing: own.missing.iter().map(missing).collect(),
    })
}

fn blockers(lang: Lang, result: &Outcome) -> Vec<Item> {
    result
        .blockers
        .iter()
        .map(|blocker| {
            let title = cause::title(lang, blocker.cause);
            let text = match &blocker.resource {
                Some(resource) => format!("{title} ({resource})"),
                None => title.to_owned(),
            };
            Item {
                text,
                command: None,
                doc: None,
            }
        })
        .collect()
}

fn missing(lang: Lang, result: &Outcome) -> Vec<Item> {
    let ui = ui(lang);
    result
        .missing
        .iter()
        .map(|missing| {
            let known = hopscope_model::Kind::from_code(&missing.kind);
            let text = match (known, &missing.name) {
                (Some(known), Some(name)) => format!("{} {name}", kind::one(lang, known)),
                (Some(known), None) => (ui.all_of)(kind::many(lang, known)),
                (None, Some(name)) => format!("{} {name}", missing.kind),
                (None, None) => missing.kind.clone(),
            };
            Item {
                text,
                command: missing.command.clone(),
                doc: None,
            }
        })
        .collect()
}

fn unmodelled(lang: Lang, result: &Outcome) -> Vec<Item> {
    result
        .unmodelled
        .iter()
        .map(|not| {
            let feature = hopscope_text::value::feature(lang, &not.feature)
                .map_or_else(|| not.feature.clone(), str::to_owned);
            Item {
                text: match &not.resource {
                    Some(resource) => format!("{feature} ({resource})"),
                    None => feature,
                },
                command: None,
                doc: not.doc.as_deref().map(|url| pages::doc_link(url, lang)),
            }
        })
        .collect()
}

fn assumptions(lang: Lang, result: &Outcome) -> Vec<Item> {
    result
        .assumptions
        .iter()
        .map(|assumption| Item {
            text: hopscope_text::assumption_text(lang, assumption),
            command: assumption.settled_by.clone(),
            doc: None,
        })
        .collect()
}

/// The steps of the chosen trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Steps {
    /// How many there are, and where it stopped.
    pub heading: String,
    /// Legs to choose from, where the client chose a proxy or tunnel.
    pub legs: Vec<Tab>,
    /// Traces to choose from, where there are several.
    pub traces: Vec<Tab>,
    /// How the trace ends.
    pub outcome: OutcomeKind,
    /// The steps.
    pub rows: Vec<StepRow>,
}

/// A leg or trace to choose.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tab {
    /// Its words.
    pub label: String,
    /// How it ends.
    pub outcome: OutcomeKind,
    /// It is the chosen one.
    pub chosen: bool,
}

/// A step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct StepRow {
    /// Its number, from 1.
    pub number: u32,
    /// What kind of step it is.
    pub title: String,
    /// The resource it is about: short, and whole.
    pub resource: Option<(String, String)>,
    /// What was decided, and from what.
    pub says: Vec<Piece>,
    /// The packet, where the step changed it.
    pub packet: Option<PacketLine>,
    /// Candidates that lost: how many were weighed, and those that are shown.
    pub considered: Option<(u32, Vec<Loser>)>,
    /// Google's page, in the language of the page.
    pub doc: Option<String>,
    /// It decided the outcome, or is the end itself.
    pub decides: bool,
    /// It is the chosen one.
    pub chosen: bool,
}

/// A packet before and after a step.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PacketLine {
    /// Before; `None` where there was none, or where the step changed nothing.
    pub before: Option<String>,
    /// After.
    pub after: String,
}

/// A candidate that lost.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Loser {
    /// Which.
    pub resource: String,
    /// Why, in a sentence.
    pub why: String,
}

/// The steps of the chosen trace of the chosen request.
pub fn steps(lang: Lang, editor: &Editor) -> Option<Steps> {
    let ui = ui(lang);
    let result = editor.result()?;
    let leg = editor.leg()?;
    let trace = leg.traces.get(editor.chosen.trace)?;
    let total = trace.steps.len();
    let deciding = deciding_step(leg, editor.chosen.trace);
    // A trace that is not delivered ends with what became of it; the step before is the check that decided.
    let check = match trace.outcome {
        OutcomeKind::Delivered => total,
        _ => total.saturating_sub(1),
    };
    let mut before: Option<&Packet> = None;
    let rows = trace
        .steps
        .iter()
        .zip(1u32..)
        .map(|(step, number)| {
            let row = StepRow {
                number,
                title: state::title(lang, step.state).to_owned(),
                resource: step
                    .resource
                    .as_ref()
                    .map(|resource| (short_name(resource), resource.clone())),
                says: says::pieces(lang, &step.says),
                packet: packet(before, step),
                considered: considered(lang, step),
                doc: step.doc.as_deref().map(|url| pages::doc_link(url, lang)),
                decides: number as usize == total || number as usize == check,
                chosen: editor.chosen.step == Some(number),
            };
            before = step.packet.as_ref().or(before);
            row
        })
        .collect();
    Some(Steps {
        heading: match (trace.outcome, deciding) {
            (OutcomeKind::Delivered, _) | (_, None) => (ui.steps_heading)(total),
            (_, Some(step)) => (ui.stopped_heading)(step as usize, total),
        },
        legs: legs(lang, result, editor.chosen.leg),
        traces: traces(lang, leg, editor.chosen.trace),
        outcome: trace.outcome,
        rows,
    })
}

/// The step at which a trace that was not delivered stopped.
fn deciding_step(leg: &Outcome, trace: usize) -> Option<u32> {
    let stopped = leg.stopped_at.as_ref()?;
    (stopped.trace as usize == trace + 1).then_some(stopped.step)
}

fn legs(lang: Lang, result: &Outcome, chosen: usize) -> Vec<Tab> {
    let ui = ui(lang);
    let tab = |(index, leg): (usize, &Outcome)| Tab {
        label: (ui.leg_tab)(index + 1, &short_name(&leg.from), &short_target(&leg.to)),
        outcome: leg.outcome,
        chosen: index == chosen,
    };
    match result.legs.len() {
        0 | 1 => Vec::new(),
        _ => result.legs.iter().enumerate().map(tab).collect(),
    }
}

fn traces(lang: Lang, leg: &Outcome, chosen: usize) -> Vec<Tab> {
    let ui = ui(lang);
    let total = leg.traces.len();
    let tab = |(index, trace): (usize, &result::Trace)| Tab {
        label: (ui.trace_tab)(index + 1, total, outcome::word(lang, trace.outcome)),
        outcome: trace.outcome,
        chosen: index == chosen,
    };
    match total {
        0 | 1 => Vec::new(),
        _ => leg.traces.iter().enumerate().map(tab).collect(),
    }
}

/// The packet of a step, if the step made or changed it.
fn packet(before: Option<&Packet>, step: &Step) -> Option<PacketLine> {
    let after = step.packet.as_ref()?;
    if before == Some(after) {
        return None;
    }
    let after_text = packet_text(after);
    let before = before.map(packet_text).filter(|text| *text != after_text);
    if before.is_none() && !step.state.as_str().starts_with("START_") {
        // Only the host name or the like was learnt.
        return None;
    }
    Some(PacketLine {
        before,
        after: after_text,
    })
}

fn packet_text(packet: &Packet) -> String {
    let source = match &*packet.source {
        [] => "?".to_owned(),
        [only] => only.clone(),
        [first, rest @ ..] => format!("{first} +{}", rest.len()),
    };
    let port = packet
        .destination_port
        .map(|port| format!(":{port}"))
        .unwrap_or_default();
    let destination = match packet.destination.contains(':') && !port.is_empty() {
        true => format!("[{}]", packet.destination),
        false => packet.destination.clone(),
    };
    format!("{source} → {destination}{port}/{}", packet.protocol)
}

fn considered(lang: Lang, step: &Step) -> Option<(u32, Vec<Loser>)> {
    let ui = ui(lang);
    let considered = &step.considered;
    (considered.total > 0).then(|| {
        let shown = considered
            .shown
            .iter()
            .map(|loser| Loser {
                resource: loser.resource.clone(),
                why: (ui.lost_because)(
                    &loser.lost_because.field,
                    &loser.lost_because.wanted,
                    &loser.lost_because.got,
                ),
            })
            .collect();
        (considered.total, shown)
    })
}

/// What is read aloud when another result shows: the verdict, and no more.
pub fn announcement(lang: Lang, editor: &Editor) -> Option<String> {
    let result = editor.result()?;
    let headline = headline(lang, result);
    Some((ui(lang).announce)(
        editor.chosen.request + 1,
        &outcome::word_with_status(lang, result.outcome, result.status),
        &headline.reason,
    ))
}
