//! Two scenarios held against each other: a proposal against what is there, or a link or paste against what is here.
//! Behaviour first, then resources, then one picture of both.

use std::rc::Rc;

use hopscope_diagram::{Both, layout_both};
use hopscope_model::compare::{Change, Comparison};
use hopscope_model::reference::{write_source, write_target};
use hopscope_model::{Request, Scenario};
use hopscope_review::Compare;
use hopscope_text::Lang;
use hopscope_text::diff::{self as words, Sides};

use crate::history::Deed;
use crate::job::Job;
use crate::state::{Editor, View};
use crate::view;

/// What is held against what.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum What {
    /// A proposal of what is open, from 0, against what is there.
    Proposal(usize),
    /// What is only looked at, against what was open before it.
    Preview,
    /// What was brought, and waits for a decision, against what is open.
    Brought,
}

/// Two scenarios held against each other.
#[derive(Clone, Debug)]
pub struct Held {
    /// Which.
    pub what: What,
    /// What is there.
    base: Scenario,
    /// What is to be there.
    proposal: Scenario,
    /// What they are called.
    names: [String; 2],
    /// What comes of it.
    pub comparison: Comparison,
    /// One picture of both.
    pub both: Rc<Both>,
}

impl PartialEq for Held {
    fn eq(&self, other: &Self) -> bool {
        (self.what, &self.base, &self.proposal) == (other.what, &other.base, &other.proposal)
            && self.names == other.names
            && self.comparison == other.comparison
    }
}

impl Held {
    fn new(
        what: What,
        names: [String; 2],
        base: Scenario,
        proposal: Scenario,
        declared: Option<&[String]>,
    ) -> Self {
        let (comparison, _) = hopscope_review::compare(&Compare {
            base: &base,
            proposal: &proposal,
            declared,
            strict: false,
        });
        let mut both = layout_both(&base, &proposal);
        for own in &comparison.resources {
            // What is drawn with another resource changes that one.
            let node = both.scene.places.get(&*own.resource).copied();
            let mark = node.and_then(|node| both.nodes.get_mut(node));
            if let Some(mark) = mark.filter(|mark| mark.is_none()) {
                *mark = Some(Change::Changed);
            }
        }
        Self {
            what,
            base,
            proposal,
            names,
            comparison,
            both: Rc::new(both),
        }
    }

    /// Whether it is a proposal, whose changes can be said to be meant.
    pub fn is_proposal(&self) -> bool {
        matches!(self.what, What::Proposal(_))
    }

    /// What they are called.
    pub fn names(&self) -> [&str; 2] {
        let [base, proposal] = &self.names;
        [base, proposal]
    }

    /// Everything else that can be asked of both, as a job.
    pub fn job(&self) -> Job {
        let [base, proposal] = [&self.base, &self.proposal].map(hopscope_document::canonical);
        Job::Matrix(base, proposal)
    }

    /// What says whether the job would say something else.
    pub fn asks_the_same(&self, other: &Self) -> bool {
        let same = |one: &Scenario, two: &Scenario| {
            one.resources == two.resources
                && one.complete == two.complete
                && one.requests == two.requests
        };
        same(&self.base, &other.base) && same(&self.proposal, &other.proposal)
    }

    /// The report as Markdown, as `hopscope diff` prints it.
    pub fn report(&self, lang: Lang) -> String {
        let ids = [&self.base, &self.proposal].map(hopscope_document::content_id);
        let ([base, proposal], [was, is]) = (self.names(), &ids);
        let sides = Sides {
            base: (base, was),
            proposal: (proposal, is),
        };
        let title = self.base.title.as_deref().unwrap_or(base);
        words::markdown(lang, title, &sides, &self.comparison, None)
    }
}

impl Editor {
    /// Holds two scenarios against each other, or no longer.
    pub(crate) fn compare(&mut self, what: Option<What>) {
        self.compared = what.and_then(|what| self.held(what)).map(Rc::new);
        if self.compared.is_some() {
            self.view = View::Workspace;
        }
    }

    /// After something happened, the comparison is of what is there now; of something else, it is closed.
    pub(crate) fn compare_again(&mut self, before: &Self) {
        let (Some(held), Some(was)) = (&self.compared, &before.compared) else {
            return;
        };
        if !Rc::ptr_eq(held, was) {
            return;
        }
        let what = held.what;
        let (open, old) = (self.open.as_ref(), before.open.as_ref());
        let goes_on = open.map(|own| &own.id) == old.map(|own| &own.id)
            && self.is_preview() == before.is_preview()
            && self.view == View::Workspace
            && (what != What::Brought || self.import.is_some());
        let same = open.map(Rc::as_ptr) == old.map(Rc::as_ptr) && self.lang == before.lang;
        match (goes_on, same) {
            (false, _) => self.compared = None,
            (true, true) => {}
            (true, false) => self.compare(Some(what)),
        }
    }

    fn held(&self, what: What) -> Option<Held> {
        let lang = self.lang;
        let open = self.open.as_ref()?;
        let bare = |mut own: Scenario| {
            own.branches.clear();
            own
        };
        match what {
            What::Proposal(at) => {
                let whole = open.document();
                let branch = whole.branches.get(at)?.clone();
                let (proposal, _) = hopscope_document::with_branch(&whole, &branch);
                let names = [view::ui(lang).as_it_is.to_owned(), branch.name];
                let declared = Some(branch.declared.as_slice());
                Some(Held::new(
                    what,
                    names,
                    bare(whole),
                    bare(proposal),
                    declared,
                ))
            }
            What::Preview => {
                let behind = self.preview.as_ref()?.behind.clone()?;
                let names = [&behind, open].map(|own| view::title(lang, own));
                let [base, proposal] = [&behind, open].map(|own| bare(own.scenario.clone()));
                Some(Held::new(what, names, base, proposal, None))
            }
            What::Brought => {
                let import = self.import.as_ref()?.alone()?;
                let names = [open, &import].map(|own| view::title(lang, own));
                let [base, proposal] = [open, &import].map(|own| bare(own.scenario.clone()));
                Some(Held::new(what, names, base, proposal, None))
            }
        }
    }

    /// Says that a change is meant, or no longer. A request without a name gets one: it is by that that it is meant.
    pub(crate) fn declare(&mut self, at: usize, means: bool) {
        let (Some(held), Some(open)) = (self.compared.clone(), self.open.clone()) else {
            return;
        };
        let What::Proposal(branch) = held.what else {
            return;
        };
        let Some(compared) = held.comparison.requests.get(at) else {
            return;
        };
        let mut next = open.scenario.clone();
        let known = compared.after.name.clone();
        let name = match known {
            Some(name) => name,
            None => {
                let wanted = format!("{} → {}", compared.after.from, compared.after.to);
                let is_taken = |name: &str| {
                    let mut requests = next.requests.iter();
                    requests.any(|own| own.name.as_deref() == Some(name))
                };
                let numbered = (2..).map(|number| format!("{wanted} ({number})"));
                let mut names = std::iter::once(wanted.clone()).chain(numbered);
                let Some(name) = names.find(|name| !is_taken(name)) else {
                    return;
                };
                let is_it = |own: &Request| {
                    own.name.is_none()
                        && write_source(&open.scenario, &own.from) == compared.after.from
                        && write_target(&open.scenario, &own.to) == compared.after.to
                };
                let Some(request) = next.requests.iter_mut().find(|own| is_it(own)) else {
                    return;
                };
                request.name = Some(name.clone());
                name
            }
        };
        let Some(own) = next.branches.get_mut(branch) else {
            return;
        };
        own.declared.retain(|own| *own != name);
        if means {
            own.declared.push(name);
        }
        if self.is_preview() {
            self.open = Some(Rc::new(open.with_scenario(next)));
        } else {
            self.commit(Deed::Declared, next);
        }
    }
}
