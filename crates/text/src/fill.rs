//! Puts sentences beside the ids of a report, and gives single ones to those who show results piece by piece.

use hopscope_model::problem::Problem;
use hopscope_model::result::{Assumption, Outcome, Report, Says, Step, Trace};
use hopscope_model::says::{CallerSees, SaysId};

use crate::lang::Lang;
use crate::template::{self, Piece};
use crate::{assumption, problem, says, sees};

/// Puts a sentence beside every id of a report.
pub fn fill(lang: Lang, report: &mut Report) {
    for problem in &mut report.problems {
        problem.text = Some(problem_text(lang, problem));
    }
    for outcome in &mut report.results {
        fill_outcome(lang, outcome);
    }
}

/// Puts a sentence beside every id of one result, legs included.
pub fn fill_outcome(lang: Lang, outcome: &mut Outcome) {
    let mut traces = std::mem::take(&mut outcome.traces);
    for trace in &mut traces {
        let texts: Vec<String> = trace
            .steps
            .iter()
            .map(|step| step_text(lang, outcome, trace, step))
            .collect();
        for (step, text) in trace.steps.iter_mut().zip(texts) {
            step.says.text = Some(text);
        }
    }
    outcome.traces = traces;
    if let Some(sees) = &mut outcome.caller_sees {
        sees.text = Some(sees::sentence(lang, sees));
    }
    for assumption in &mut outcome.assumptions {
        assumption.text = Some(assumption_text(lang, assumption));
    }
    for leg in &mut outcome.legs {
        fill_outcome(lang, leg);
    }
}

/// A step in a sentence. A final step that refuses says what the caller sees, too.
pub fn step_text(lang: Lang, outcome: &Outcome, trace: &Trace, step: &Step) -> String {
    template::join(&step_pieces(lang, outcome, trace, step))
}

/// The same, in pieces.
pub fn step_pieces(lang: Lang, outcome: &Outcome, trace: &Trace, step: &Step) -> Vec<Piece> {
    let mut pieces = says::pieces(lang, &step.says);
    let refuses = matches!(step.says.id, SaysId::Rejected | SaysId::Dropped);
    if refuses
        && trace.outcome == outcome.outcome
        && trace.cause == outcome.cause
        && let Some(sees) = &outcome.caller_sees
    {
        pieces.push(Piece::Words(lang.pick(" ", "").to_owned()));
        pieces.push(Piece::Words(sees::sentence(lang, sees)));
    }
    pieces
}

/// What the caller sees, in a sentence.
pub fn sees_text(lang: Lang, sees: &Says<CallerSees>) -> String {
    sees::sentence(lang, sees)
}

/// An assumption in a sentence.
pub fn assumption_text(lang: Lang, assumption: &Assumption) -> String {
    assumption::sentence(lang, &assumption.id, &assumption.args)
}

/// A problem in a sentence, with what to do next in another.
pub fn problem_text(lang: Lang, problem: &Problem) -> String {
    let found = problem::text(lang, problem);
    match problem::next(lang, problem) {
        Some(next) => format!("{found}{}{next}", lang.pick(" ", "")),
        None => found,
    }
}
