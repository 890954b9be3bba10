//! The state of the page: a handful of shared parts, cheap to copy and to compare.

use std::rc::Rc;

use hopscope_diagram::{Overlay, Scene};
use hopscope_model::Outcome;
use hopscope_text::Lang;

use crate::collect::Collect;
use crate::compare::Held;
use crate::desk::OnDesk;
use crate::edit::Draft;
use crate::history::{Deed, History};
use crate::import::{Import, Reading};
use crate::open::Open;
use crate::preview::Preview;

/// Everything the page knows.
#[derive(Clone, Debug)]
pub struct Editor {
    /// What is open; it stays open while the gallery shows.
    pub open: Option<Rc<Open>>,
    /// Which of the two views shows.
    pub view: View,
    /// A preview that waits for a decision, in front of the view.
    pub import: Option<Rc<Import>>,
    /// What is being read beside the page, in front of all of it.
    pub reading: Option<Rc<Reading>>,
    /// How far that is, of how much.
    pub progress: (usize, usize),
    /// Whether anything can be read beside the page.
    pub beside: bool,
    /// What of the open scenario is looked at.
    pub chosen: Chosen,
    /// The picture of the chosen path alone, where that is what shows.
    pub alone: Option<Rc<Scene>>,
    /// The chosen trace, laid over the picture that shows.
    pub overlay: Option<Rc<Overlay>>,
    /// What was open before.
    pub history: Rc<History<Open>>,
    /// Language of all words.
    pub lang: Lang,
    /// Light or dark.
    pub theme: Theme,
    /// How much of the picture shows.
    pub scope: Scope,
    /// Which of the three columns shows where there is room for one.
    pub pane: Pane,
    /// What just happened, with a way back.
    pub notice: Option<Notice>,
    /// Why the line that was asked is no request.
    pub refused: Option<Rc<Vec<hopscope_model::Problem>>>,
    /// The list of keys shows.
    pub help: bool,
    /// The script that collects what is missing is in front.
    pub collect: Option<Rc<Collect>>,
    /// What a form holds that is not in the scenario, because the reader refuses it.
    pub draft: Option<Rc<Draft>>,
    /// A list to choose from is in front.
    pub palette: Option<Palette>,
    /// What was copied last: its text, and of what.
    pub copied: Option<Rc<(String, Vec<hopscope_model::Id>)>>,
    /// How many resources were added: the name of a new one wants to be typed.
    pub fresh: usize,
    /// How often the form that asks was wanted.
    pub asking: usize,
    /// Two scenarios that are held against each other, in place of the three columns.
    pub compared: Option<Rc<Held>>,
    /// What is only looked at, and what waits behind it.
    pub preview: Option<Rc<Preview>>,
    /// What is kept, given away, and open elsewhere.
    pub desk: OnDesk,
}

/// A list to choose from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Palette {
    /// Everything that can be done or gone to.
    Commands,
    /// What can be added.
    Add,
    /// What the chosen resource can be connected to; where it was dropped on a box, only what that shows.
    Connect {
        /// The box.
        on: Option<Rc<str>>,
    },
}

/// The two views.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum View {
    /// The first page: paste, or choose an example.
    Gallery,
    /// Requests, picture, result.
    Workspace,
}

/// What is looked at. Positions count from 0.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Chosen {
    /// Which request.
    pub request: usize,
    /// Which leg, where the client chose a proxy or tunnel.
    pub leg: usize,
    /// Which trace.
    pub trace: usize,
    /// Which step, from 1 as everywhere; `None`: the whole way.
    pub step: Option<u32>,
    /// Which resource, or box of the picture, as a reference.
    pub resource: Option<Rc<str>>,
    /// Others that are chosen beside it.
    pub more: Vec<Rc<str>>,
}

impl Chosen {
    /// A request as a whole. Of several legs the last is shown: it is the one that decided.
    pub fn request(request: usize) -> Self {
        Self {
            request,
            leg: usize::MAX,
            ..Self::default()
        }
    }
}

impl Chosen {
    /// Chooses one more, or no longer.
    pub(crate) fn toggle(&mut self, resource: Rc<str>) {
        if self.resource.as_ref() == Some(&resource) {
            self.resource = self.more.pop();
        } else if let Some(at) = self.more.iter().position(|own| *own == resource) {
            self.more.remove(at);
        } else if let Some(before) = self.resource.replace(resource) {
            self.more.push(before);
        }
    }

    /// Keeps only what is there.
    pub(crate) fn keep(&mut self, is_there: &dyn Fn(&str) -> bool) {
        self.more.retain(|own| is_there(own));
        if self.resource.as_deref().is_some_and(|own| !is_there(own)) {
            self.resource = self.more.pop();
        }
    }

    /// Everything that is chosen, the first first.
    pub fn all(&self) -> Vec<Rc<str>> {
        self.resource.iter().chain(&self.more).cloned().collect()
    }
}

/// Light or dark.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

impl Theme {
    /// Its name in preferences; empty for the system's.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::System => "",
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// The reverse.
    pub fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }

    /// The one after it, for a button that goes round.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }
}

/// How much of the picture shows.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Scope {
    /// All of it; what the path does not touch steps back.
    #[default]
    Whole,
    /// Only what the path touches.
    Path,
}

/// The three columns.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub enum Pane {
    /// What is asked, and what is there.
    Requests,
    /// Where it goes.
    Picture,
    /// Why.
    #[default]
    Result,
}

impl Pane {
    /// From left to right.
    pub const ALL: [Self; 3] = [Self::Requests, Self::Picture, Self::Result];
}

/// What just happened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Notice {
    /// It was done.
    Done(Deed),
    /// It was taken back.
    Undone(Deed),
    /// It was done again.
    Redone(Deed),
    /// It was not done: what is only looked at does not change.
    ReadOnly,
    /// The link is in the clipboard.
    LinkCopied,
}

impl Editor {
    /// The page as it starts.
    pub fn new(lang: Lang, theme: Theme) -> Self {
        Self {
            open: None,
            view: View::Gallery,
            import: None,
            reading: None,
            progress: (0, 0),
            beside: false,
            chosen: Chosen::default(),
            alone: None,
            overlay: None,
            history: Rc::default(),
            lang,
            theme,
            scope: Scope::default(),
            pane: Pane::default(),
            notice: None,
            refused: None,
            help: false,
            collect: None,
            draft: None,
            palette: None,
            copied: None,
            fresh: 0,
            asking: 0,
            compared: None,
            preview: None,
            desk: OnDesk::default(),
        }
    }

    /// The same where long work can be done beside the page.
    #[must_use]
    pub fn with_work_beside(mut self) -> Self {
        self.beside = true;
        self
    }

    /// The picture that shows.
    pub fn scene(&self) -> Option<&Rc<Scene>> {
        let whole = self.open.as_ref().map(|open| &open.scene);
        self.alone.as_ref().or(whole)
    }

    /// The result of the chosen request.
    pub fn result(&self) -> Option<&Rc<Outcome>> {
        self.open.as_ref()?.results.get(self.chosen.request)
    }

    /// The chosen leg of the chosen result; the result itself where it has none.
    pub fn leg(&self) -> Option<&Outcome> {
        let result = self.result()?;
        Some(result.legs.get(self.chosen.leg).unwrap_or(result))
    }

    /// How many steps the chosen trace has.
    pub fn steps(&self) -> u32 {
        self.leg()
            .and_then(|leg| leg.traces.get(self.chosen.trace))
            .map_or(0, |trace| trace.steps.len() as u32)
    }

    /// Whether leaving the page would lose something that was brought or asked.
    pub fn holds_work(&self) -> bool {
        self.import.is_some() || self.history.any(|deed| deed != Deed::OpenedExample)
    }
}
