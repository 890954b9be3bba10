//! What is kept between visits: a scenario as text, where it came from, and where in it one was. The browser keeps
//! it; what is worth keeping is decided here.

use std::rc::Rc;

use hopscope_document::{Input, Options};

use crate::gallery::examples;
use crate::open::{Open, Origin};
use crate::state::{Chosen, Editor, View};

/// A scenario as it is kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Saved {
    /// Under which name.
    pub id: Rc<str>,
    /// Where it came from, in a word.
    pub origin: String,
    /// Its title, in its author's words.
    pub title: String,
    /// How many resources and requests it has.
    pub counts: (usize, usize),
    /// All of it, in canonical form.
    pub text: String,
}

impl Saved {
    /// A scenario as it is to be kept.
    pub fn of(open: &Open) -> Self {
        let scenario = &open.document();
        Self {
            id: Rc::clone(&open.id),
            origin: open.origin.code(),
            title: scenario.title.clone().unwrap_or_default(),
            counts: (scenario.resources.ids().count(), scenario.requests.len()),
            text: hopscope_document::canonical(scenario),
        }
    }

    /// The scenario that was kept.
    pub fn open(&self) -> Open {
        let read = hopscope_document::read(
            &[Input {
                file: None,
                text: &self.text,
            }],
            &Options::default(),
        );
        let mut open = Open::of(Origin::parse(&self.origin), read.scenario, read.problems);
        open.id = Rc::clone(&self.id);
        open.kept = true;
        open.stored = true;
        open
    }
}

impl Origin {
    /// In a word, to be kept.
    pub fn code(&self) -> String {
        match self {
            Self::Example(index) => {
                let example = examples().get(*index);
                format!("example:{}", example.map_or("", |example| &*example.file))
            }
            Self::Brought(file) => format!("file:{}", file.as_deref().unwrap_or_default()),
            Self::Own | Self::Preview => String::new(),
        }
    }

    /// The reverse; what is not known is one's own.
    pub fn parse(code: &str) -> Self {
        let (kind, name) = code.split_once(':').unwrap_or_default();
        let example = examples().iter().position(|example| example.file == name);
        match (kind, example) {
            ("example", Some(index)) => Self::Example(index),
            ("file", _) => Self::Brought(Some(name.to_owned()).filter(|name| !name.is_empty())),
            _ => Self::Own,
        }
    }
}

/// Where one is: enough to come back to it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Session {
    /// Which kept scenario is open.
    pub id: Option<Rc<str>>,
    /// Or which example, by its file.
    pub example: Option<usize>,
    /// Whether it shows; the gallery else.
    pub shows: bool,
    /// Which request is looked at.
    pub request: usize,
    /// Which step of it.
    pub step: Option<u32>,
}

impl Session {
    /// Where one is. A preview is no place to come back to: its link is.
    pub fn of(editor: &Editor) -> Option<Self> {
        if editor.is_preview() {
            return None;
        }
        let open = Some(editor.open.as_deref()?);
        Some(Self {
            id: open
                .filter(|open| open.kept)
                .map(|open| Rc::clone(&open.id)),
            example: open.and_then(|open| match open.origin {
                Origin::Example(index) if !open.kept => Some(index),
                _ => None,
            }),
            shows: editor.view == View::Workspace,
            request: editor.chosen.request,
            step: editor.chosen.step,
        })
    }

    /// In a line.
    pub fn write(&self) -> String {
        let example = self.example.and_then(|index| examples().get(index));
        [
            self.id.as_deref().unwrap_or_default().to_owned(),
            example.map_or_else(String::new, |example| example.file.clone()),
            if self.shows { "shows" } else { "" }.to_owned(),
            self.request.to_string(),
            self.step.unwrap_or_default().to_string(),
        ]
        .join(" ")
    }

    /// The reverse; of a line that is no such thing nothing is left.
    pub fn parse(line: &str) -> Self {
        let mut parts = line.split(' ');
        let mut part = || parts.next().unwrap_or_default();
        let (id, example, shows) = (part(), part(), part());
        Self {
            id: Some(id).filter(|id| !id.is_empty()).map(Rc::from),
            example: examples().iter().position(|own| own.file == example),
            shows: shows == "shows",
            request: part().parse().unwrap_or_default(),
            step: part().parse().ok().filter(|step| *step > 0),
        }
    }
}

impl Editor {
    /// Where one was, at the start of a visit: no deed, so nothing to take back.
    pub(crate) fn come_back(&mut self, session: &Session, open: Open) {
        self.open = Some(Rc::new(open));
        self.view = if session.shows {
            View::Workspace
        } else {
            View::Gallery
        };
        self.begin(Chosen::request(session.request));
        self.chosen.step = session
            .step
            .filter(|step| (1..=self.steps()).contains(step));
    }
}
