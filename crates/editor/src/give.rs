//! What is given away: which parts of a scenario a link or file holds, whose names it tells, and on what it opens.

use std::rc::Rc;

pub use hopscope_document::Redact;
pub use hopscope_share::TooLong;
use hopscope_share::{Show, seal, with_answers};

use crate::open::{Open, Origin};
use crate::state::Editor;
use crate::view;

/// What of a scenario is given away.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Choices {
    /// Its title and description.
    pub title: bool,
    /// The requests, with what is expected of them.
    pub requests: bool,
    /// The proposals.
    pub proposals: bool,
    /// Notes on resources.
    pub notes: bool,
    /// Where boxes were put by hand.
    pub layout: bool,
    /// What gets a pseudonym.
    pub redact: Option<Redact>,
    /// What shows first.
    pub first: First,
}

/// What of a link shows first.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum First {
    /// The request that was looked at, and the step.
    Result,
    /// What the proposal changes.
    Difference,
    /// All of it.
    Whole,
}

impl Default for Choices {
    fn default() -> Self {
        Self {
            title: true,
            requests: true,
            proposals: true,
            notes: true,
            layout: true,
            redact: None,
            first: First::Result,
        }
    }
}

/// What the dialog of sharing shows.
#[derive(Clone, Debug)]
pub struct Share {
    /// What was chosen.
    pub choices: Choices,
    /// What is given away: the scenario as others will see it.
    pub given: Rc<Open>,
    /// What follows `#`, or why no link can hold it.
    pub envelope: Result<String, TooLong>,
    /// The content id, by which two people see that they look at the same thing.
    pub id: String,
    /// How many requests would end otherwise with pseudonyms: then nothing is given away with them.
    pub other: usize,
}

impl Share {
    /// The link of what is open, on what is looked at, with all that is in it.
    pub fn of(editor: &Editor, open: &Rc<Open>) -> Self {
        let compared = editor.compared.as_ref();
        let first = match compared.is_some_and(|own| own.is_proposal()) {
            true => First::Difference,
            false => First::Result,
        };
        let choices = Choices {
            first,
            ..Choices::default()
        };
        Self::with(editor, open, choices)
    }

    /// The same with what was chosen.
    pub fn with(editor: &Editor, open: &Rc<Open>, choices: Choices) -> Self {
        let (given, other) = given(editor, open, choices);
        let mut scenario = given.document();
        let id = hopscope_document::content_id(&scenario);
        let as_it_is = given.base.as_ref().map(|base| &base.results);
        with_answers(&mut scenario, as_it_is.unwrap_or(&given.results));
        let request = Some(editor.chosen.request + 1)
            .filter(|number| choices.first != First::Whole && *number <= given.results.len());
        let show = Show {
            request,
            step: editor.chosen.step.filter(|_| request.is_some()),
            diff: choices.first == First::Difference,
            lang: None,
        };
        Self {
            choices,
            envelope: seal(&hopscope_document::canonical(&scenario), &show),
            given,
            id,
            other,
        }
    }
}

/// What others will see, and how many answers pseudonyms would change.
fn given(editor: &Editor, open: &Rc<Open>, choices: Choices) -> (Rc<Open>, usize) {
    let is_whole = Choices {
        first: First::Result,
        ..choices
    } == Choices::default();
    let is_example = matches!(open.origin, Origin::Example(_));
    if is_whole && !is_example {
        return (Rc::clone(open), 0);
    }
    let mut scenario = open.document();
    if is_example {
        // Who opens it sees the title that was on this screen.
        scenario.title = Some(view::title(editor.lang, open));
    }
    if !choices.title {
        scenario.title = None;
        scenario.description = None;
    }
    if !choices.requests {
        scenario.requests.clear();
        for branch in &mut scenario.branches {
            branch.declared.clear();
        }
    }
    if !choices.proposals {
        scenario.branches.clear();
    }
    if !choices.notes {
        scenario.notes.clear();
    }
    if !choices.layout {
        scenario.view = hopscope_model::scenario::View::default();
    }
    // A proposal that is looked at goes on being looked at.
    let looked = open.base.as_ref().map(|base| base.at);
    let looked = looked.filter(|at| *at < scenario.branches.len());
    let opened = |scenario| Open::of(Origin::Own, scenario, Vec::new());
    let Some(what) = choices.redact else {
        return (Rc::new(opened(scenario).looking_at(looked)), 0);
    };
    let redacted = hopscope_document::redacted(&scenario, what);
    let (before, after) = (opened(scenario), opened(redacted));
    let said = |open: &Open| -> Vec<_> {
        let results = open.results.iter();
        let said = results.map(|own| (own.outcome, own.cause, own.status, own.expectation));
        said.collect()
    };
    let proposals = 0..before.scenario.branches.len();
    let ways = std::iter::once(None).chain(proposals.map(Some));
    let other = ways.map(|at| {
        let (before, after) = (before.looking_at(at), after.looking_at(at));
        let pairs = said(&before).into_iter().zip(said(&after));
        pairs.filter(|(one, two)| one != two).count()
    });
    let other = other.sum();
    (Rc::new(after.looking_at(looked)), other)
}
