//! What the comparison shows: each request that changes with both its answers, and how many do not.

use hopscope_model::compare::{Comparison, Difference, Shift};
use hopscope_model::result::{Outcome, OutcomeKind};
use hopscope_text::diff as words;
use hopscope_text::{Lang, headline};

use super::{short_name, short_target};

/// A request that is compared.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComparedRow {
    /// Which of the comparison, from 0.
    pub at: usize,
    /// What became of it.
    pub shift: Shift,
    /// Its name, or its way.
    pub name: String,
    /// Its way, where it has a name.
    pub way: Option<String>,
    /// The answer that there was, and the one that there is to be.
    pub sides: [ComparedSide; 2],
    /// Whether it was said to be meant; `None` where nothing can be said.
    pub declared: Option<bool>,
    /// What else there is to say of it.
    pub remarks: Vec<String>,
}

/// One of the two answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ComparedSide {
    /// Before or after.
    pub word: &'static str,
    /// How it ends.
    pub outcome: OutcomeKind,
    /// Outcome, cause, and where it stopped.
    pub verdict: String,
    /// Why, in a sentence.
    pub reason: String,
    /// The source IP that the destination sees.
    pub source: String,
}

/// The requests of a comparison, in the order in which they are told.
pub fn compared(lang: Lang, own: &Comparison) -> Vec<ComparedRow> {
    let rows = words::in_order(own).map(|one| {
        let at = own
            .requests
            .iter()
            .position(|other| std::ptr::eq(other, one));
        let way = format!(
            "{} → {}",
            short_name(&one.after.from),
            short_target(&one.after.to)
        );
        let name = one.after.name.clone().or_else(|| one.before.name.clone());
        let side = |word, of: &Outcome| ComparedSide {
            word,
            outcome: of.outcome,
            verdict: words::verdict(lang, of),
            reason: headline(lang, of).reason,
            source: words::source(lang, of),
        };
        ComparedRow {
            at: at.unwrap_or_default(),
            shift: one.shift,
            way: name.is_some().then(|| way.clone()),
            name: name.unwrap_or(way),
            sides: [
                side(words::before(lang), &one.before),
                side(words::after(lang), &one.after),
            ],
            declared: one.declared,
            remarks: words::remarks(lang, one),
        }
    });
    rows.collect()
}

/// The fields of a resource that differ, a line each.
pub fn fields(lang: Lang, own: &Difference) -> Vec<String> {
    let lines = own.fields.iter();
    lines
        .map(|field| words::field_line(lang, own.change, field))
        .collect()
}
