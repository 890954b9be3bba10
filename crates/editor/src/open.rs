//! What is open: a scenario, and everything that is derived from it, worked out once.

use std::rc::Rc;

use hopscope_diagram::{OutlineRow, Scene};
use hopscope_document::{Input, Options};
use hopscope_model::{Outcome, Problem, Scenario};
use hopscope_sim::Topology;

use crate::gallery::Example;

/// Where what is open came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Origin {
    /// The gallery: which example, from 0.
    Example(usize),
    /// A paste or files; the first file's name.
    Brought(Option<String>),
}

/// A scenario with all that follows from it. It never changes: another scenario is another `Open`.
pub struct Open {
    /// Where it came from.
    pub origin: Origin,
    /// The scenario: the only state there is.
    pub scenario: Scenario,
    /// What was wrong with it, in reading and in linking.
    pub problems: Vec<Problem>,
    /// The result of each request, in their order.
    pub results: Vec<Rc<Outcome>>,
    /// The picture.
    pub scene: Rc<Scene>,
    /// The same as a tree.
    pub outline: Rc<Vec<OutlineRow>>,
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
    pub fn of(origin: Origin, scenario: Scenario, mut problems: Vec<Problem>) -> Self {
        let (topology, links) = Topology::link(&scenario);
        problems.extend(links);
        let results = scenario
            .requests
            .iter()
            .map(|request| Rc::new(hopscope_sim::simulate(&topology, request)))
            .collect();
        let scene = Rc::new(hopscope_diagram::layout(&scenario));
        let outline = Rc::new(hopscope_diagram::outline(&scenario));
        Self {
            origin,
            scenario,
            problems,
            results,
            scene,
            outline,
        }
    }

    /// The same with other requests. What did not change keeps its pointer, so that it is not drawn anew.
    #[must_use]
    pub fn with_scenario(&self, scenario: Scenario) -> Self {
        let mut next = Self::of(self.origin.clone(), scenario, Vec::new());
        next.problems.splice(0..0, self.problems.iter().cloned());
        next.problems.dedup();
        next.scene = Rc::new((*next.scene).clone().reusing(&self.scene));
        if next.scene == self.scene {
            next.scene = Rc::clone(&self.scene);
        }
        next
    }
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
    /// Whether it was pasted or dropped, and so is nowhere else.
    pub fn is_brought(&self) -> bool {
        matches!(self, Self::Brought(_))
    }
}
