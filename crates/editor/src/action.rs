//! Everything that can happen, and what becomes of the state: the one gateway for change.

use std::rc::Rc;

use hopscope_diagram::Scene;
use hopscope_text::Lang;

use crate::collect::Collect;
use crate::compare::What;
use crate::desk::Desk;
use crate::edit::{Edit, Of};
use crate::gallery::examples;
use crate::history::Deed;
use crate::import::{Import, Into, Packed, Piece, Reading};
use crate::open::{Open, Origin};
use crate::preview;
use crate::state::{Chosen, Editor, Notice, Palette, Pane, Scope, Theme, View};

/// A picture of more boxes than this cannot be read as a whole.
const CROWDED: usize = 80;

/// Something that happens.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Action {
    /// The gallery is shown; what is open stays open.
    ShowGallery,
    /// What is open is shown again.
    ShowWorkspace,
    /// An example of the gallery is opened.
    OpenExample(usize),
    /// Something was pasted, dropped or chosen: the preview shows.
    Bring(Vec<Piece>),
    /// The preview is asked to go elsewhere.
    ImportInto(Into),
    /// The preview is told the project of what names none.
    ImportProject(String),
    /// The preview is accepted.
    AcceptImport,
    /// Reading beside the page is so far, of so much.
    ReadSoFar(usize, usize),
    /// It is done, and says this.
    ReadDone(Rc<Vec<String>>),
    /// It will never be done: it is read on the page.
    ReadFailed,
    /// The preview is closed; nothing changes.
    CancelImport,
    /// The last change of what is open is taken back.
    Undo,
    /// What was taken back is done again.
    Redo,
    /// A request is chosen, from 0.
    ChooseRequest(usize),
    /// A leg of it, from 0.
    ChooseLeg(usize),
    /// A trace of it, from 0.
    ChooseTrace(usize),
    /// A step of it, from 1; `None`: the whole way.
    ChooseStep(Option<u32>),
    /// The step after.
    NextStep,
    /// The step before.
    PreviousStep,
    /// A resource or box of the picture is chosen, or none.
    ChooseResource(Option<Rc<str>>),
    /// One more is chosen beside the others, or no longer.
    ToggleResource(Rc<str>),
    /// What is open changes.
    Edit(Edit),
    /// A list to choose from shows, or none.
    Palette(Option<Palette>),
    /// What is chosen was copied.
    Copied,
    /// The form that asks is wanted.
    WantAsk,
    /// A request is asked, as a line: `FROM -> TO`.
    Ask(String),
    /// A proposal is looked at, from 0; `None`: the scenario as it is.
    LookAt(Option<usize>),
    /// Two scenarios are held against each other, or no longer.
    Compare(Option<What>),
    /// How much of the picture shows.
    Show(Scope),
    /// Which column shows where there is room for one.
    ShowPane(Pane),
    /// The language of all words.
    Speak(Lang),
    /// Light or dark.
    Wear(Theme),
    /// The list of keys is shown or hidden.
    Help(bool),
    /// The script that collects what is missing is shown or hidden.
    Collect(bool),
    /// What just happened has been read.
    DismissNotice,
    /// Something with what is kept, comes in by a link or is given away.
    Desk(Desk),
}

impl Action {
    /// Whether it changes what is open: what is only looked at refuses it.
    fn edits(&self) -> bool {
        match self {
            Self::Ask(_) | Self::Undo | Self::Redo => true,
            // What is meant may be said of what is only looked at: it goes when that is closed.
            Self::Edit(edit) => !matches!(edit, Edit::Start | Edit::Declare(..)),
            _ => false,
        }
    }
}

impl Editor {
    /// The state after an action. Pure: nothing but the state that is returned changes.
    #[must_use]
    pub fn apply(&self, action: Action) -> Self {
        let mut next = self.clone();
        if self.is_preview() && action.edits() {
            next.notice = Some(Notice::ReadOnly);
            return next;
        }
        match action {
            Action::ShowGallery => next.view = View::Gallery,
            Action::ShowWorkspace => {
                if next.open.is_some() {
                    next.view = View::Workspace;
                }
            }
            Action::OpenExample(index) => next.open_example(index),
            Action::Bring(pieces) => next.bring(pieces),
            Action::ImportInto(into) => next.reread(|import| (into, import.project.clone())),
            Action::ImportProject(project) => {
                let project = Some(project.trim().to_owned()).filter(|project| !project.is_empty());
                next.reread(|import| (import.into, project));
            }
            Action::AcceptImport => next.accept(),
            Action::CancelImport => {
                // What is given up first is what is under way.
                if next.reading.take().is_none() {
                    next.import = None;
                }
            }
            Action::ReadSoFar(done, all) => next.progress = (done, all),
            Action::ReadDone(said) => next.read_done(&said),
            Action::ReadFailed => {
                next.beside = false;
                next.read_done(&[]);
            }
            Action::Undo => next.travel(false),
            Action::Redo => next.travel(true),
            Action::ChooseRequest(request) => next.choose(Chosen::request(request)),
            Action::ChooseLeg(leg) => next.choose(Chosen {
                leg,
                trace: 0,
                step: None,
                ..self.chosen.clone()
            }),
            Action::ChooseTrace(trace) => next.choose(Chosen {
                trace,
                step: None,
                ..self.chosen.clone()
            }),
            Action::ChooseStep(step) => {
                next.chosen.step = step.filter(|step| (1..=self.steps()).contains(step));
            }
            Action::NextStep => {
                let step = self.chosen.step.map_or(1, |step| step + 1);
                next.chosen.step = Some(step.min(self.steps())).filter(|step| *step > 0);
            }
            Action::PreviousStep => {
                next.chosen.step = match self.chosen.step {
                    None => Some(self.steps()).filter(|step| *step > 0),
                    Some(step) => Some(step - 1).filter(|step| *step > 0),
                };
            }
            Action::ChooseResource(resource) => {
                next.chosen.resource = resource;
                next.chosen.more.clear();
                next.draft = None;
                next.palette = None;
            }
            Action::ToggleResource(resource) => {
                next.draft = None;
                next.chosen.toggle(resource);
            }
            Action::Edit(edit) => next.edit(edit),
            Action::Palette(palette) => next.show_palette(palette),
            Action::Copied => next.copied(),
            Action::WantAsk => {
                next.pane = Pane::Requests;
                next.asking += 1;
            }
            Action::Ask(line) => next.ask(&line),
            Action::LookAt(at) => next.look_at(at),
            Action::Compare(what) => next.compare(what),
            Action::Show(scope) => {
                next.scope = scope;
                next.draw();
            }
            Action::ShowPane(pane) => next.pane = pane,
            Action::Speak(lang) => next.lang = lang,
            Action::Wear(theme) => next.theme = theme,
            Action::Help(help) => next.help = help,
            Action::Collect(shows) => {
                next.collect = shows.then(|| Rc::new(Collect::of(self)));
            }
            Action::DismissNotice => next.notice = None,
            Action::Desk(what) => next.on_desk(what),
        }
        next.compare_again(self);
        next
    }

    fn open_example(&mut self, index: usize) {
        let Some(example) = examples().get(index) else {
            return;
        };
        let already = self
            .open
            .as_ref()
            .is_some_and(|open| open.origin == Origin::Example(index));
        if already {
            // What was asked of it, or added to it, stays.
            self.view = View::Workspace;
            return;
        }
        let replaces_work = self.holds_work();
        self.replace(Deed::OpenedExample, Rc::new(Open::example(index, example)));
        if !replaces_work {
            self.notice = None;
        }
    }

    /// Shows something else, and remembers what was there.
    pub(crate) fn replace(&mut self, deed: Deed, open: Rc<Open>) {
        let open = self.owned(deed, open);
        let before = self.open.replace(open);
        let mut history = (*self.history).clone();
        history.record(deed, before);
        self.history = Rc::new(history);
        self.view = View::Workspace;
        self.notice = Some(Notice::Done(deed));
        self.refused = None;
        self.draft = None;
        let first = Chosen::request(0);
        if deed.begins() || deed == Deed::MergedImport {
            self.begin(first);
        } else {
            self.choose(first);
        }
    }

    fn bring(&mut self, mut pieces: Vec<Piece>) {
        if pieces.is_empty() {
            return;
        }
        if let [piece] = pieces.as_slice()
            && preview::is_pasted_link(&piece.text)
        {
            return self.open_link(&piece.text);
        }
        if self.import.is_none()
            && let [piece] = pieces.as_slice()
            && self.is_own_copy(&piece.text)
        {
            return self.edit(Edit::Paste);
        }
        // A second paste joins the first, unless nothing was understood of that.
        let (mut into, mut project) = (self.natural_place(), None);
        if let Some(reading) = &self.reading {
            // One that comes while another is read joins that.
            into = reading.into;
            project.clone_from(&reading.project);
            pieces.splice(0..0, reading.pieces.iter().cloned());
        } else if let Some(import) = self.import.as_ref() {
            into = import.into;
            project.clone_from(&import.project);
            if import.is_useful() {
                pieces.splice(0..0, import.pieces.iter().cloned());
            }
        }
        self.preview_import(pieces, into, project);
    }

    /// Reads what was brought, here where that is done at once.
    fn preview_import(&mut self, mut pieces: Vec<Piece>, into: Into, project: Option<String>) {
        // What came out of an archive comes out of it again.
        pieces.retain(|piece| piece.packed != Packed::Inside);
        let reading = Reading {
            pieces,
            into,
            project,
        };
        let here = !self.beside || !reading.is_long();
        self.progress = (0, 0);
        self.reading = Some(Rc::new(reading));
        if here {
            self.read_done(&[]);
        }
    }

    /// What reading beside the page said; where that is nothing, it is read here.
    fn read_done(&mut self, said: &[String]) {
        let Some(reading) = self.reading.take() else {
            return;
        };
        let open = self.own_open();
        let import = Import::found(said, &reading, open).unwrap_or_else(|| {
            let Reading {
                pieces,
                into,
                project,
            } = (*reading).clone();
            Import::read(pieces, open, into, project)
        });
        self.import = Some(Rc::new(import));
    }

    /// What is brought joins what was brought before; an example of the gallery is nothing to add one's own to.
    fn natural_place(&self) -> Into {
        match &self.open {
            Some(open) if open.origin.is_brought() && self.view == View::Workspace => Into::Open,
            _ => Into::New,
        }
    }

    fn reread(&mut self, how: impl FnOnce(&Import) -> (Into, Option<String>)) {
        if let Some(import) = self.import.clone() {
            let (into, project) = how(&import);
            self.preview_import(import.pieces.clone(), into, project);
        }
    }

    fn accept(&mut self) {
        let Some(import) = self.import.take().filter(|import| import.is_useful()) else {
            return;
        };
        let deed = match import.into {
            Into::New => Deed::OpenedImport,
            Into::Open => Deed::MergedImport,
        };
        self.replace(deed, Rc::new(import.next.open()));
    }

    fn travel(&mut self, forth: bool) {
        let mut history = (*self.history).clone();
        let now = self.open.clone();
        let moved = if forth {
            history.redo(now)
        } else {
            history.undo(now)
        };
        let Some((deed, open)) = moved else {
            return;
        };
        self.view = match open {
            Some(_) => View::Workspace,
            None => View::Gallery,
        };
        self.open = open;
        self.stay_in_copy();
        self.history = Rc::new(history);
        self.notice = Some(if forth {
            Notice::Redone(deed)
        } else {
            Notice::Undone(deed)
        });
        self.draft = None;
        self.palette = None;
        // One goes on looking at what one looked at, unless it was another scenario.
        match deed {
            deed if deed.begins() => {
                self.begin(Chosen::request(0));
            }
            _ => self.choose(self.chosen.clone()),
        }
    }

    /// Looks at something else, and lays its trace over the picture.
    pub(crate) fn choose(&mut self, chosen: Chosen) {
        if chosen.request != self.chosen.request
            && self
                .draft
                .as_ref()
                .is_some_and(|draft| draft.of == Of::Request)
        {
            self.draft = None;
        }
        self.chosen = chosen;
        if let Some(open) = &self.open {
            self.chosen.request = self
                .chosen
                .request
                .min(open.results.len().saturating_sub(1));
            self.chosen.keep(&|reference| open.shows(reference));
        }
        let legs = self.result().map_or(0, |result| result.legs.len());
        self.chosen.leg = self.chosen.leg.min(legs.saturating_sub(1));
        let traces = self.leg().map_or(0, |leg| leg.traces.len());
        self.chosen.trace = self.chosen.trace.min(traces.saturating_sub(1));
        self.draw();
    }

    pub(crate) fn look_at(&mut self, at: Option<usize>) {
        if let Some(open) = &self.open
            && open.base.as_ref().map(|base| base.at) != at
        {
            self.open = Some(Rc::new(open.looking_at(at)));
            self.draft = None;
            self.choose(self.chosen.clone());
        }
    }

    /// Begins to look at what is open. Of a picture that is too large to be read, the path shows first.
    pub(crate) fn begin(&mut self, chosen: Chosen) {
        self.scope = match &self.open {
            Some(open) if open.scene.nodes.len() > CROWDED && !open.results.is_empty() => {
                Scope::Path
            }
            _ => Scope::Whole,
        };
        self.choose(chosen);
    }

    /// Lays the chosen trace over the picture; over one of its own, where only the path shows.
    fn draw(&mut self) {
        let chosen = match (&self.open, self.leg()) {
            (Some(open), Some(leg)) if !leg.traces.is_empty() => Some((open, leg)),
            _ => None,
        };
        let Some((open, leg)) = chosen else {
            self.alone = None;
            self.overlay = None;
            return;
        };
        let trace = self.chosen.trace;
        let over =
            |scene: &Scene| Rc::new(hopscope_diagram::overlay(scene, &open.scenario, leg, trace));
        let whole = over(&open.scene);
        let (alone, overlay) = match self.scope {
            Scope::Whole => (None, whole),
            Scope::Path => {
                let only = hopscope_diagram::layout_only(&open.scenario, &whole.on_path);
                let overlay = over(&only);
                (Some(Rc::new(only)), overlay)
            }
        };
        self.alone = alone;
        self.overlay = Some(overlay);
    }

    pub(crate) fn ask(&mut self, line: &str) {
        let Some(open) = self.open.clone() else {
            return;
        };
        match hopscope_document::read_request_line(&open.scenario, line) {
            (Some(request), _) => {
                let mut scenario = open.scenario.clone();
                scenario.requests.push(request);
                let last = scenario.requests.len() - 1;
                self.commit(Deed::Asked, scenario);
                self.choose(Chosen::request(last));
            }
            (None, problems) => self.refused = Some(Rc::new(problems)),
        }
    }
}
