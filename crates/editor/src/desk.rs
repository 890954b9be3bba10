//! The scenarios on one's desk: what is kept between visits, what comes in by a link, what is open in another tab, and
//! what is given away. Which scenario is which is said here, by an id: opening begins another one, editing goes on
//! with the same.

use std::rc::Rc;

use crate::gallery::examples;
use crate::give::{Choices, Share};
use crate::history::Deed;
use crate::open::Open;
use crate::preview::NotOpened;
use crate::saved::{Saved, Session};
use crate::state::{Editor, Notice};

/// Something that happens on the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Desk {
    /// The address has a fragment: if it is a link, it is opened as a preview.
    OpenLink(String),
    /// The preview is closed; what was open is open again.
    ClosePreview,
    /// The preview becomes a scenario of one's own.
    Duplicate,
    /// That a link was not opened has been read.
    CloseNotOpened,
    /// The dialog of sharing shows, or no longer.
    Share(bool),
    /// Something else of it is given away.
    ShareWith(Choices),
    /// The link was copied without the dialog.
    LinkCopied,
    /// One is where one was at the last visit.
    ComeBack(Session, Option<Saved>),
    /// A kept scenario is opened.
    OpenSaved(Saved),
    /// An earlier version is looked at: when it was kept, and what it held.
    OpenVersion(String, String),
    /// A scenario is open in another tab, which has it for itself; whether this one tried to write it.
    Elsewhere(Rc<str>, bool),
    /// The browser does not keep what it is given.
    Trouble(Trouble),
    /// That has been read.
    CloseTrouble,
}

/// Why the browser does not keep what it is given.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Trouble {
    /// It may not, as in a private window, or cannot.
    Refused,
    /// There is no room left.
    Full,
}

/// What the state knows of the desk.
#[derive(Clone, Default, Debug)]
pub struct OnDesk {
    /// What no other tab and no other visit begins its ids with.
    seed: Rc<str>,
    /// How many ids were given.
    given: u32,
    /// The scenario that another tab has for itself.
    pub elsewhere: Option<Rc<str>>,
    /// The copy of it that changes here go into.
    copy: Option<Rc<str>>,
    /// Why nothing is kept, until it has been read.
    pub trouble: Option<Trouble>,
    /// It has been told once: again it would only be in the way.
    told: bool,
    /// The last attempt to keep something failed.
    pub loses: bool,
    /// A link that was not opened.
    pub not_opened: Option<Rc<NotOpened>>,
    /// What the dialog of sharing shows.
    pub share: Option<Rc<Share>>,
}

impl Editor {
    /// The same with ids of its own: two tabs must not give the same.
    #[must_use]
    pub fn with_seed(mut self, seed: &str) -> Self {
        self.desk.seed = seed.into();
        self
    }

    /// Whether leaving the page would lose something.
    pub fn at_risk(&self) -> bool {
        let kept = self.open.as_ref().is_some_and(|open| open.kept);
        self.import.is_some() || (self.desk.loses && kept)
    }

    /// Whether another tab has what is open for itself.
    pub fn is_elsewhere(&self) -> bool {
        let id = self.open.as_ref().map(|open| &open.id);
        id.is_some() && self.desk.elsewhere.as_ref() == id
    }

    pub(crate) fn on_desk(&mut self, what: Desk) {
        match what {
            Desk::OpenLink(link) => self.open_link(&link),
            Desk::ClosePreview => self.close_preview(),
            Desk::Duplicate => self.duplicate_preview(),
            Desk::CloseNotOpened => self.desk.not_opened = None,
            Desk::Share(shows) => {
                let open = self.open.as_ref().filter(|_| shows);
                self.desk.share = open.map(|open| Rc::new(Share::of(self, open)));
            }
            Desk::ShareWith(choices) => {
                let open = self.open.as_ref().filter(|_| self.desk.share.is_some());
                self.desk.share = open.map(|open| Rc::new(Share::with(self, open, choices)));
            }
            Desk::LinkCopied => self.notice = Some(Notice::LinkCopied),
            Desk::ComeBack(session, saved) => {
                let example = session
                    .example
                    .and_then(|index| Some((index, examples().get(index)?)));
                match (saved, example) {
                    (Some(saved), _) => self.come_back(&session, saved.open()),
                    (None, Some((index, example))) => {
                        self.come_back(&session, Open::example(index, example));
                    }
                    (None, None) => {}
                }
            }
            Desk::OpenSaved(saved) => self.replace(Deed::OpenedSaved, Rc::new(saved.open())),
            Desk::OpenVersion(when, text) => self.open_version(when, &text),
            Desk::Elsewhere(id, written) => {
                if self.desk.elsewhere.as_ref() != Some(&id) {
                    self.desk.copy = None;
                }
                self.desk.elsewhere = Some(id);
                if written {
                    self.part();
                }
            }
            Desk::Trouble(trouble) => {
                self.desk.loses = true;
                self.desk.trouble = Some(trouble).filter(|_| !self.desk.told);
                self.desk.told = true;
            }
            Desk::CloseTrouble => self.desk.trouble = None,
        }
    }

    /// What is about to be open, with the id under which it is kept. A preview makes way for what is opened instead.
    pub(crate) fn owned(&mut self, deed: Deed, mut open: Rc<Open>) -> Rc<Open> {
        let begins = deed.begins();
        if begins {
            self.close_preview();
        }
        let before = self.open.clone().filter(|_| !begins);
        let id = match before {
            Some(_) if self.is_elsewhere() => self.copy_id(),
            Some(before) if !before.id.is_empty() => Rc::clone(&before.id),
            None if !open.id.is_empty() => Rc::clone(&open.id),
            _ => self.fresh_id(),
        };
        let own = Rc::make_mut(&mut open);
        own.id = id;
        own.kept |= deed.keeps();
        open
    }

    /// What is open goes on as the copy, because another tab has the scenario itself.
    fn part(&mut self) {
        if let Some(mut open) = self.open.clone().filter(|_| self.is_elsewhere()) {
            Rc::make_mut(&mut open).id = self.copy_id();
            self.open = Some(open);
        }
    }

    /// Steps back and forth stay in the copy, once there is one.
    pub(crate) fn stay_in_copy(&mut self) {
        if self.desk.copy.is_some() {
            self.part();
        }
    }

    fn copy_id(&mut self) -> Rc<str> {
        let id = self.desk.copy.take().unwrap_or_else(|| self.fresh_id());
        self.desk.copy = Some(Rc::clone(&id));
        id
    }

    fn fresh_id(&mut self) -> Rc<str> {
        self.desk.given += 1;
        format!("{}-{}", self.desk.seed, self.desk.given).into()
    }
}
