//! What is open: a scenario, and everything that is derived from it, worked out once.

use std::rc::Rc;

use hopscope_diagram::{OutlineRow, Scene};
use hopscope_document::{Input, Options};
use hopscope_model::compare::Shift;
use hopscope_model::reference::resolve;
use hopscope_model::resource::Resources;
use hopscope_model::{Outcome, Problem, Scenario};
use hopscope_sim::Topology;
use hopscope_text::Lang;

use crate::gallery::Example;

/// Where what is open came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The gallery: which example, from 0.
    Example(usize),
    /// A paste or files; the first file's name.
    Brought(Option<String>),
    /// Designed here, or changed here.
    Own,
    /// Only looked at: a link, or an earlier version.
    Preview,
}

/// A scenario with all that follows from it. It never changes: another scenario is another `Open`.
#[derive(Clone)]
pub struct Open {
    /// Under which name it is kept; given when it is opened.
    pub id: Rc<str>,
    /// It is worth keeping: somebody brought it, or did something to it.
    pub kept: bool,
    /// It was taken from where it is kept, and is as it is there.
    pub stored: bool,
    /// Where it came from.
    pub origin: Origin,
    /// The scenario: the only state there is. Where a proposal is looked at, with the resources that it would have.
    pub scenario: Scenario,
    /// What the proposal that is looked at is held against.
    pub base: Option<Rc<Base>>,
    /// What was wrong with it, in reading and in linking.
    pub problems: Vec<Problem>,
    /// How many of them are of reading.
    read: usize,
    /// The result of each request, in their order.
    pub results: Vec<Rc<Outcome>>,
    /// The picture.
    pub scene: Rc<Scene>,
    /// The same as a tree.
    pub outline: Rc<Vec<OutlineRow>>,
}

/// A scenario as it is, behind a proposal that is looked at.
#[derive(Clone, Debug)]
pub struct Base {
    /// Which proposal, from 0.
    pub at: usize,
    /// What is there without it.
    pub resources: Resources,
    /// The result of each request without it, in their order.
    pub results: Vec<Rc<Outcome>>,
}

impl Open {
    /// Reads an example of the gallery.
    pub fn example(index: usize, example: &Example) -> Self {
        let read = hopscope_document::read(
            &[Input {
                file: None,
                text: example.text(),
            }],
            &Options::default(),
        );
        Self::of(Origin::Example(index), read.scenario, read.problems)
    }

    /// Works out everything that follows from a scenario; `problems` are those of reading it.
    pub fn of(origin: Origin, scenario: Scenario, problems: Vec<Problem>) -> Self {
        let scene = Rc::new(hopscope_diagram::layout(&scenario));
        let outline = Rc::new(hopscope_diagram::outline(&scenario));
        Self::answered(origin, scenario, problems, scene, outline)
    }

    /// Answers every request.
    fn answered(
        origin: Origin,
        scenario: Scenario,
        mut problems: Vec<Problem>,
        scene: Rc<Scene>,
        outline: Rc<Vec<OutlineRow>>,
    ) -> Self {
        let read = problems.len();
        let (results, links) = answers(&scenario);
        problems.extend(links);
        Self {
            id: Rc::default(),
            kept: false,
            stored: false,
            origin,
            scenario,
            base: None,
            problems,
            read,
            results,
            scene,
            outline,
        }
    }

    /// What is changed is one's own: an example keeps its title as words of one's own.
    pub(crate) fn make_own(&mut self, lang: Lang, before: &Self) {
        match &self.origin {
            Origin::Own | Origin::Preview => return,
            Origin::Example(index) => {
                let example = crate::gallery::examples().get(*index);
                if self.scenario.title == before.scenario.title {
                    self.scenario.title = example.map(|example| example.title(lang).to_owned());
                }
            }
            Origin::Brought(file) => {
                let title = &mut self.scenario.title;
                *title = title.take().or_else(|| file.clone());
            }
        }
        self.origin = Origin::Own;
    }

    /// Whether a reference, or the name of a box, is still of something.
    pub fn shows(&self, reference: &str) -> bool {
        self.scene.node(reference).is_some() || resolve(&self.scenario, reference).is_ok()
    }

    /// The same after a change. What did not change keeps its pointer, so that it is not drawn anew.
    #[must_use]
    pub fn with_scenario(&self, scenario: Scenario) -> Self {
        let before = &self.scenario;
        // What was wrong with an object is gone when the object is another.
        let problems = self.problems.iter().take(self.read).filter(|problem| {
            let id = problem.resource.as_deref().map(|own| resolve(before, own));
            match id {
                Some(Ok(id)) => before.resources.same(&scenario.resources, &id),
                Some(Err(_)) => before.resources.unread == scenario.resources.unread,
                None => true,
            }
        });
        let problems = problems.cloned().collect();
        let origin = self.origin.clone();
        // Also requests have a say in it: the internet is drawn where one goes there.
        let mut scene = Rc::new(hopscope_diagram::layout(&scenario).reusing(&self.scene));
        if scene == self.scene {
            scene = Rc::clone(&self.scene);
        }
        let outline = Rc::new(hopscope_diagram::outline(&scenario));
        let base = self.base.as_ref().map(|base| {
            if scenario.requests == self.scenario.requests {
                return Rc::clone(base);
            }
            let resources = base.resources.clone();
            let (results, _) = answers(&Scenario {
                resources: resources.clone(),
                ..scenario.clone()
            });
            let at = base.at;
            Rc::new(Base {
                at,
                resources,
                results,
            })
        });
        Self {
            base,
            ..Self::answered(origin, scenario, problems, scene, outline)
        }
    }

    /// The scenario as it is kept and given away: as it is, with its proposals.
    pub fn document(&self) -> Scenario {
        let mut whole = self.scenario.clone();
        if let Some(base) = &self.base {
            whole.resources = base.resources.clone();
            let changes = hopscope_document::changes_between(&whole, &self.scenario.resources);
            if let Some(branch) = whole.branches.get_mut(base.at) {
                branch.changes = changes;
            }
        }
        whole
    }

    /// The same, looked at with a proposal, by its position, or as it is.
    #[must_use]
    pub fn looking_at(&self, at: Option<usize>) -> Self {
        let whole = self.document();
        // It goes on being the same scenario, kept under the same name.
        let goes_on = |next: Self| Self {
            id: Rc::clone(&self.id),
            kept: self.kept,
            stored: self.stored,
            ..next
        };
        let own = |base: Option<Rc<Base>>| Self {
            base,
            ..self.clone()
        };
        let branch = at.and_then(|at| Some((at, whole.branches.get(at)?)));
        let Some((at, branch)) = branch else {
            return goes_on(own(None).with_scenario(whole));
        };
        let (proposed, problems) = hopscope_document::with_branch(&whole, branch);
        let results = match &self.base {
            Some(base) => base.results.clone(),
            None => self.results.clone(),
        };
        let resources = whole.resources;
        let base = Rc::new(Base {
            at,
            resources,
            results,
        });
        // Both have the same requests, which are not answered anew.
        let mut shown = goes_on(own(Some(base)).with_scenario(proposed));
        shown.problems.extend(problems);
        shown
    }

    /// What became of the answer to a request, by its position, in the proposal that is looked at.
    pub fn shift(&self, request: usize) -> Option<(Shift, &Outcome)> {
        let before = self.base.as_ref()?.results.get(request)?;
        let after = self.results.get(request)?;
        Some((Shift::between(before, after), before))
    }
}

/// The result of each request, and what is wrong with how the scenario hangs together.
fn answers(scenario: &Scenario) -> (Vec<Rc<Outcome>>, Vec<Problem>) {
    let (topology, problems) = Topology::link(scenario);
    let requests = scenario.requests.iter();
    let results = requests.map(|request| Rc::new(hopscope_sim::simulate(&topology, request)));
    (results.collect(), problems)
}

impl std::fmt::Debug for Open {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Open")
            .field("origin", &self.origin)
            .field("requests", &self.results.len())
            .finish_non_exhaustive()
    }
}

impl Origin {
    /// Whether it was pasted, dropped or made here, and so is nowhere else.
    pub fn is_brought(&self) -> bool {
        matches!(self, Self::Brought(_) | Self::Own)
    }
}
