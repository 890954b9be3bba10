//! A scenario that is looked at before it is one's own: that of a link, or an earlier version. It is read-only, and
//! what was on the screen waits behind it.

use std::rc::Rc;

use hopscope_document::{Input, Options};
use hopscope_model::ProblemCode;
use hopscope_model::result::OutcomeKind;
use hopscope_share::{Broken, Show, answers_then};
use hopscope_text::link::Refused;
use hopscope_text::{Lang, outcome};

use crate::compare::What;
use crate::history::Deed;
use crate::open::{Open, Origin};
use crate::state::{Chosen, Editor, View};
use crate::view;

/// What is looked at, and what waits behind it.
#[derive(Clone, Debug)]
pub struct Preview {
    /// What it is.
    pub what: Looked,
    /// Its content id, by which two people see that they look at the same thing.
    pub id: String,
    /// What was open before.
    pub(crate) behind: Option<Rc<Open>>,
    /// Which view showed.
    view: View,
    /// What of it was looked at.
    chosen: Chosen,
    /// The answers that are others than when the link was made.
    pub changed: Vec<Changed>,
}

/// An answer that is another than it was when a link was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Changed {
    /// Which request, from 1.
    pub request: usize,
    /// How it ended then, with which status.
    pub then: (OutcomeKind, Option<u16>),
    /// How it ends now; `None` where the request is not there.
    pub now: Option<(OutcomeKind, Option<u16>)>,
    /// The rules by which it was answered then.
    pub rules: String,
}

impl Changed {
    /// The same in words.
    pub fn says(&self, lang: Lang) -> String {
        let word = |(kind, status)| outcome::word_with_status(lang, kind, status);
        let now = self.now.map(word);
        (view::ui(lang).answer_changed)(self.request, &word(self.then), now.as_deref())
    }
}

/// What can be looked at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Looked {
    /// A link.
    Link,
    /// An earlier version of a scenario, and when it was kept.
    Version(String),
}

/// A link that was not opened, and what of it can still be had.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NotOpened {
    /// Why.
    pub refused: Refused,
    /// The scenario as text, where it is of a newer version.
    pub raw: Option<String>,
}

impl Preview {
    /// Whether something was open before, to hold it against.
    pub fn has_something_behind(&self) -> bool {
        self.behind.is_some()
    }
}

impl Editor {
    /// Whether what is open is only looked at.
    pub fn is_preview(&self) -> bool {
        self.preview.is_some()
    }

    /// What is open, if it is one's own: to a preview nothing is added.
    pub(crate) fn own_open(&self) -> Option<&Open> {
        self.open.as_deref().filter(|_| !self.is_preview())
    }

    /// Opens a link as a preview, or says why not. Nothing that is open is lost.
    pub(crate) fn open_link(&mut self, link: &str) {
        let not = |refused, raw| Some(Rc::new(NotOpened { refused, raw }));
        self.desk.not_opened = None;
        let opened = match hopscope_share::open(link) {
            // Other fragments are no business of links.
            Err(Broken::NotALink) => return,
            Err(broken) => {
                self.desk.not_opened = not(refused(broken), None);
                return;
            }
            Ok(opened) => opened,
        };
        let read = hopscope_document::read(&[input(&opened.text)], &Options::default());
        let newer = |code| code == ProblemCode::VersionNewer;
        if read.problems.iter().any(|problem| newer(problem.code)) {
            self.desk.not_opened = not(Refused::TooNew, Some(opened.text));
            return;
        }
        if let Err(limit) = hopscope_share::fits(&read.scenario) {
            self.desk.not_opened = not(refused(Broken::TooLarge(limit)), None);
            return;
        }
        let open = Open::of(Origin::Preview, read.scenario, read.problems);
        self.look(Looked::Link, open);
        self.show(&opened.show);
    }

    /// Shows an earlier version as a preview.
    pub(crate) fn open_version(&mut self, when: String, text: &str) {
        let read = hopscope_document::read(&[input(text)], &Options::default());
        let open = Open::of(Origin::Preview, read.scenario, read.problems);
        self.look(Looked::Version(when), open);
    }

    fn look(&mut self, what: Looked, open: Open) {
        // A second preview takes the place of the first: what waits is what was one's own.
        let (behind, view, chosen) = match self.preview.take() {
            Some(before) => (before.behind.clone(), before.view, before.chosen.clone()),
            None => (self.open.clone(), self.view, self.chosen.clone()),
        };
        self.preview = Some(Rc::new(Preview {
            what,
            id: hopscope_document::content_id(&open.document()),
            behind,
            view,
            chosen,
            changed: changed(&open),
        }));
        self.open = Some(Rc::new(open));
        self.view = View::Workspace;
        self.notice = None;
        self.refused = None;
        self.begin(Chosen::request(0));
    }

    /// What a link asks to show, where that is there.
    fn show(&mut self, show: &Show) {
        if let Some(lang) = show.lang.as_deref().and_then(Lang::from_locale) {
            self.lang = lang;
        }
        let last = self.open.as_ref().map_or(0, |open| open.results.len());
        if let Some(request) = show.request.filter(|request| *request <= last) {
            self.choose(Chosen::request(request - 1));
            self.chosen.step = show.step.filter(|step| (1..=self.steps()).contains(step));
        }
        if show.diff {
            self.compare(Some(What::Proposal(0)));
        }
    }

    /// What was on the screen before the preview is there again.
    pub(crate) fn close_preview(&mut self) {
        let Some(preview) = self.preview.take() else {
            return;
        };
        self.open.clone_from(&preview.behind);
        self.view = match self.open {
            Some(_) => preview.view,
            None => View::Gallery,
        };
        self.begin(preview.chosen.clone());
    }

    /// The preview becomes a scenario of one's own; what was on the screen before stays where it was kept.
    pub(crate) fn duplicate_preview(&mut self) {
        let (Some(open), true) = (self.open.clone(), self.is_preview()) else {
            return;
        };
        let chosen = self.chosen.clone();
        self.close_preview();
        let mut open = (*open).clone();
        open.origin = Origin::Own;
        self.replace(Deed::OpenedLink, Rc::new(open));
        self.choose(chosen);
    }
}

fn input(text: &str) -> Input<'_> {
    Input { file: None, text }
}

/// The answers that are others than those that a scenario came with.
fn changed(open: &Open) -> Vec<Changed> {
    let as_it_is = open.base.as_ref().map(|base| &base.results);
    let results = as_it_is.unwrap_or(&open.results);
    let mut changed = Vec::new();
    for then in answers_then(&open.scenario) {
        let at = then.request.checked_sub(1);
        let now = at.and_then(|at| results.get(at));
        let same = now.is_some_and(|now| {
            let cause = now.cause.map(|cause| cause.as_str());
            (now.outcome, now.status, cause) == (then.outcome, then.status, then.cause.as_deref())
        });
        if !same {
            changed.push(Changed {
                request: then.request,
                then: (then.outcome, then.status),
                now: now.map(|now| (now.outcome, now.status)),
                rules: then.rules,
            });
        }
    }
    changed
}

/// Why a link is not opened, as the words know it.
fn refused(broken: Broken) -> Refused {
    match broken {
        Broken::NotALink => Refused::NotALink,
        Broken::Cut { got, of } => Refused::Cut(got, of),
        Broken::Altered => Refused::Altered,
        Broken::TooNew => Refused::TooNew,
        Broken::TooLarge(limit) => Refused::TooLarge(limit.most()),
        Broken::Unreadable => Refused::Unreadable,
    }
}

/// Whether a text that was pasted is a link and nothing beside it.
pub(crate) fn is_pasted_link(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let only = words.next().filter(|_| words.next().is_none());
    only.is_some_and(hopscope_share::is_link)
}

/// Whether the fragment of an address is a link, or what is left of one.
pub fn is_link(fragment: &str) -> bool {
    hopscope_share::is_link(fragment)
}
