//! A scenario held against another one: what became of each answer (better, worse, or only another), and which
//! resources differ, field by field.

use std::rc::Rc;

use serde::Serialize;

use crate::request::Request;
use crate::result::{Expectation, Outcome, OutcomeKind};

/// A scenario held against what it is to become. Behaviour comes first.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct Comparison {
    /// What became of the answer to each request: those of the proposal in their order, then those that only the base
    /// has.
    pub requests: Vec<Compared>,
    /// What differs of the resources, in the order of the file.
    pub resources: Vec<Difference>,
}

impl Comparison {
    /// How many answers became so.
    pub fn count(&self, shift: Shift) -> usize {
        self.requests
            .iter()
            .filter(|own| own.shift == shift)
            .count()
    }
}

/// What became of the answer to a request.
#[derive(Clone, PartialEq, Debug)]
pub struct Compared {
    /// What became of it.
    pub shift: Shift,
    /// Which of the two has the request.
    pub asked: Asked,
    /// Whether its author said that this answer is meant to change; `None` where nothing could be said.
    pub declared: Option<bool>,
    /// The answer of the base.
    pub before: Rc<Outcome>,
    /// The answer of the proposal.
    pub after: Rc<Outcome>,
}

/// Which of two scenarios has a request. It is asked of both all the same: dropping a request hides nothing.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Asked {
    /// Both have it.
    Both,
    /// Both have one of that name, and ask different things by it: each is asked its own.
    Otherwise,
    /// Only the base has it.
    Base,
    /// Only the proposal has it.
    Proposal,
}

/// Which request of a base, and which of a proposal, by their positions.
pub type Pair = (Option<usize>, Option<usize>);

/// Which requests are the same: those of one name, else those that ask the same thing in the same way. Those of the
/// proposal in their order, then those that only the base has.
pub fn pairs(base: &[Request], proposal: &[Request]) -> Vec<Pair> {
    let mut taken = vec![false; base.len()];
    let mut found = vec![None; proposal.len()];
    let named = |own: &Request, other: &Request| own.name.is_some() && own.name == other.name;
    for is_same in [named, asks_the_same] {
        for (own, found) in proposal.iter().zip(&mut found) {
            if found.is_none() {
                let mut others = base.iter().zip(&mut taken).enumerate();
                let other = others.find(|(_, (other, taken))| !**taken && is_same(own, other));
                if let Some((at, (_, taken))) = other {
                    *taken = true;
                    *found = Some(at);
                }
            }
        }
    }
    let own = found.into_iter().enumerate();
    let mut pairs: Vec<Pair> = own.map(|(at, other)| (other, Some(at))).collect();
    let rest = taken.iter().enumerate().filter(|(_, taken)| !**taken);
    pairs.extend(rest.map(|(at, _)| (Some(at), None)));
    pairs
}

/// Whether two requests ask the same thing, whatever they are called and whatever is expected of them.
pub fn asks_the_same(one: &Request, other: &Request) -> bool {
    one.from == other.from
        && one.to == other.to
        && one.method == other.method
        && one.proxy == other.proxy
        && one.credential == other.credential
}

/// A difference between the resources of two scenarios.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Difference {
    /// What happened to it.
    pub change: Change,
    /// The resource, as a reference; for what has no name of its own, what it is on.
    pub resource: String,
    /// What the object is, in Google's word or Hopscope's: `compute#firewall`, `hopscope#iamPolicy`; `complete` for
    /// the lists that the scenario holds whole.
    pub object: String,
    /// The fields that differ; all of them where it was added or removed.
    pub fields: Vec<FieldDifference>,
}

/// What happened to an object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Change {
    /// Only the proposal has it.
    Added,
    /// Only the base has it.
    Removed,
    /// Both have it, with other fields.
    Changed,
}

/// A field that differs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FieldDifference {
    /// The way to it from its object: `allowed[0].ports[1]`. An element of a list that only one side has is counted
    /// as that side counts.
    pub path: String,
    /// Its value in the base, as JSON; `None` where it is absent or has its default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// Its value in the proposal.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
}

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
