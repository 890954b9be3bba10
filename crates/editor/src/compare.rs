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
        Self {
            what,
            base,
            proposal,
            names,
            comparison,
        }
    }

    /// One picture of both.
    pub fn both(&self) -> Both {
        let mut both = layout_both(&self.base, &self.proposal);
        for own in &self.comparison.resources {
            // What is drawn with another resource changes that one.
            let node = both.scene.places.get(&*own.resource).copied();
            let mark = node.and_then(|node| both.nodes.get_mut(node));
            if let Some(mark) = mark.filter(|mark| mark.is_none()) {
                *mark = Some(Change::Changed);
            }
        }
        both
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
        match what {
            What::Proposal(at) => {
                let whole = open.document();
                let branch = whole.branches.get(at)?.clone();
                let (mut proposal, _) = hopscope_document::with_branch(&whole, &branch);
                let names = [view::ui(lang).as_it_is.to_owned(), branch.name];
                let declared = Some(branch.declared.as_slice());
                // What it would be if it were adopted.
                proposal.branches.clear();
                Some(Held::new(what, names, whole, proposal, declared))
            }
            What::Preview => {
                let behind = self.preview.as_ref()?.behind.clone()?;
                let names = [&behind, open].map(|own| view::title(lang, own));
                let [base, proposal] = [&behind, open].map(|own| own.document());
                Some(Held::new(what, names, base, proposal, None))
            }
            What::Brought => {
                let import = self.import.as_ref()?.alone()?;
                let names = [open, &import].map(|own| view::title(lang, own));
                let [base, proposal] = [open, &import].map(|own| own.document());
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::action::Action;
    use crate::edit::{Edit, Of};
    use crate::state::Theme;
    use hopscope_model::compare::Shift;

    /// The failing start of article 001 with a proposal that lets everyone in, compared.
    fn compared() -> Editor {
        let set = Edit::Set {
            of: Of::Resource,
            object: 0,
            path: "ingress".to_owned(),
            text: "INGRESS_TRAFFIC_ALL".to_owned(),
        };
        let server = "run/asia-northeast1/server-node".into();
        let actions = [
            Action::OpenExample(1),
            Action::Edit(Edit::Propose),
            Action::ChooseResource(Some(server)),
            Action::Edit(set),
            Action::Compare(Some(What::Proposal(0))),
        ];
        let first = Editor::new(Lang::En, Theme::System);
        actions
            .into_iter()
            .fold(first, |own, action| own.apply(action))
    }

    fn held(editor: &Editor) -> &Held {
        editor.compared.as_ref().expect("a comparison")
    }

    #[test]
    fn what_is_meant_is_kept_and_can_be_taken_back() {
        let editor = compared();
        let comparison = &held(&editor).comparison;
        assert!(
            comparison
                .requests
                .iter()
                .any(|own| own.shift != Shift::Same)
        );
        assert!(
            comparison
                .requests
                .iter()
                .all(|own| own.declared == Some(false))
        );
        let ticked = editor.apply(Action::Edit(Edit::Declare(0, true)));
        assert_eq!(held(&ticked).comparison.requests[0].declared, Some(true));
        let document = ticked.open.as_ref().expect("it is open").document();
        assert_eq!(document.branches[0].declared.len(), 1);
        // It changes no answer: what was asked of both is not asked again.
        assert!(held(&ticked).asks_the_same(held(&editor)));
        let back = ticked.apply(Action::Undo);
        assert_eq!(held(&back).comparison.requests[0].declared, Some(false));
    }

    #[test]
    fn it_closes_with_what_it_is_of() {
        let editor = compared();
        assert!(editor.apply(Action::Compare(None)).compared.is_none());
        assert!(editor.apply(Action::ShowGallery).compared.is_none());
        assert!(editor.apply(Action::OpenExample(2)).compared.is_none());
        let dropped = editor.apply(Action::Edit(Edit::DropProposal));
        assert!(dropped.compared.is_none());
        let in_japanese = editor.apply(Action::Speak(Lang::Ja));
        assert_eq!(held(&in_japanese).names(), ["現状", "B"]);
    }

    #[test]
    fn one_picture_shows_both() {
        let editor = compared();
        let both = held(&editor).both();
        let at = both.scene.places.get("run/asia-northeast1/server-node");
        let at = *at.expect("it is drawn");
        assert_eq!(both.nodes[at], Some(Change::Changed));
        assert_eq!(both.nodes.iter().flatten().count(), 1);
        assert_eq!(both.nodes.len(), both.scene.nodes.len());
        assert_eq!(both.wires.len(), both.scene.wires.len());
    }
}
