//! An answer held against another one of the same request: better, worse, or only another.

use crate::result::{Expectation, Outcome, OutcomeKind};

/// What became of an answer.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Shift {
    /// It is the same to whoever asks and whoever is asked.
    Same,
    /// What was expected comes now; where nothing is expected, it gets there now.
    Better,
    /// The reverse.
    Worse,
    /// It ends otherwise, or shows another source, and nobody said which is wanted.
    Other,
}

impl Shift {
    /// From one answer to another of the same request.
    pub fn between(before: &Outcome, after: &Outcome) -> Self {
        if before.expectation != after.expectation
            && before.expectation != Expectation::None
            && after.expectation != Expectation::None
        {
            return match after.expectation {
                Expectation::Met => Self::Better,
                _ => Self::Worse,
            };
        }
        let same = before.outcome == after.outcome
            && before.cause == after.cause
            && before.status == after.status
            && before.source == after.source;
        if same {
            return Self::Same;
        }
        let wanted = before.expectation == Expectation::None;
        let arrives = |of: &Outcome| of.outcome == OutcomeKind::Delivered;
        match (wanted, arrives(before), arrives(after)) {
            (true, false, true) => Self::Better,
            (true, true, false) => Self::Worse,
            _ => Self::Other,
        }
    }
}
