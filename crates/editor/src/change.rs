//! How what is open becomes something else: objects put in place, another name, copies, connections; and what the
//! reader refuses, which stays a draft.

use std::rc::Rc;

use hopscope_model::compare::asks_the_same;
use hopscope_model::{Expect, Id, Problem, ProblemCode, Reason, Scenario, Severity, What};
use serde_json::Value;

use crate::design::connect::{self, Choice};
use crate::design::{self, Identity, Wrong};
use crate::edit::{Draft, Of};
use crate::history::Deed;
use crate::import::Group;
use crate::open::Open;
use crate::state::Editor;

impl Editor {
    /// Puts objects in the place of those that a form shows; where the reader refuses them, they stay a draft.
    pub(crate) fn put(&mut self, of: Of, objects: Vec<Value>) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let scenario = &open.scenario;
        let (next, wrong) = match of {
            Of::Resource => {
                let Some(id) = self.chosen_id() else { return };
                design::put(scenario, &id, &objects)
            }
            Of::Request => {
                let Some(object) = objects.first() else {
                    return;
                };
                let (request, problems) =
                    hopscope_document::read_request(scenario, &object.to_string());
                let mut next = scenario.clone();
                if let (Some(mut request), Some(own)) =
                    (request, next.requests.get_mut(self.chosen.request))
                {
                    // What was said of a request is not said of another one.
                    if !asks_the_same(own, &request) {
                        request.test = None;
                    }
                    *own = request;
                }
                let wrong = problems.into_iter().map(|problem| Wrong {
                    object: 0,
                    path: problem.path.clone().unwrap_or_default(),
                    problem,
                });
                (next, wrong.collect())
            }
        };
        if wrong
            .iter()
            .any(|own| own.problem.severity == Severity::Error)
        {
            self.draft = Some(Rc::new(Draft { of, objects, wrong }));
            return;
        }
        let deed = match of {
            Of::Resource => Deed::Edited,
            Of::Request => Deed::ChangedRequest,
        };
        if next == *scenario {
            self.draft = None;
        } else {
            self.commit(deed, next);
        }
    }

    /// An object as JSON. What is no JSON, or another resource, is refused where it stands.
    pub(crate) fn put_text(&mut self, object: usize, text: &str) {
        let mut objects = self.objects(Of::Resource);
        let Some(own) = objects.get_mut(object) else {
            return;
        };
        let Ok(value) = serde_json::from_str::<Value>(text) else {
            let problem = Problem::new(Severity::Error, ProblemCode::NotUnderstood);
            let wrong = Wrong {
                object,
                path: String::new(),
                problem,
            };
            self.draft = Some(Rc::new(Draft {
                of: Of::Resource,
                objects,
                wrong: vec![wrong],
            }));
            return;
        };
        let (before, after) = (design::identity(own), design::identity(&value));
        *own = value;
        if object == 0 && before != after {
            // Another name in it is another name for it.
            self.draft = None;
            self.rename(&|_| after.clone());
            if self.chosen_id().is_none() {
                return;
            }
        }
        self.put(Of::Resource, objects);
    }

    pub(crate) fn rename(&mut self, how: &dyn Fn(Identity) -> Identity) {
        let (Some(open), Some(id)) = (self.open.clone(), self.chosen_id()) else {
            return;
        };
        let objects = self.objects(Of::Resource);
        let Some(own) = objects.first() else { return };
        let old = design::identity(own);
        let to = how(old.clone());
        if to != old {
            let project = id.name.project.to_string();
            self.rename_to(&open, &id, &to, &project);
        }
    }

    /// The chosen resource goes to another project.
    pub(crate) fn move_to(&mut self, project: &str) {
        let (Some(open), Some(id)) = (self.open.clone(), self.chosen_id()) else {
            return;
        };
        let objects = self.objects(Of::Resource);
        let Some(own) = objects.first() else { return };
        let own = design::identity(own);
        if *id.name.project != *project && design::has_project(&id) && design::is_name(project) {
            self.rename_to(&open, &id, &own, project);
        }
    }

    fn rename_to(&mut self, open: &Open, id: &Id, to: &Identity, project: &str) {
        let objects = self.objects(Of::Resource);
        match design::rename(&open.scenario, id, to, project) {
            Some((next, new)) => {
                self.chosen.resource = Some(next.short(&new).into());
                self.commit(Deed::Edited, next);
            }
            None => {
                let problem = if design::is_name(&to.name) {
                    Problem::new(Severity::Error, ProblemCode::Duplicate).on(to.name.clone())
                } else {
                    let problem = Problem::new(Severity::Error, ProblemCode::FieldInvalid);
                    let why = Reason::not_a(&to.name, What::Name);
                    problem.arg("field", "name").why(&why)
                };
                let wrong = Wrong {
                    object: 0,
                    path: "name".to_owned(),
                    problem,
                };
                self.draft = Some(Rc::new(Draft {
                    of: Of::Resource,
                    objects,
                    wrong: vec![wrong],
                }));
            }
        }
    }

    /// Copies of resources, under other names.
    pub(crate) fn again(&mut self, ids: &[Id]) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let mut next = open.scenario.clone();
        let mut last = None;
        for id in ids {
            let copies = design::duplicate(&next, id);
            last = copies.first().map(|own| design::identity(own).name);
            next = design::bring(&next, &copies).0;
        }
        if let Some(id) = ids.last() {
            let group = Group::Kind(id.kind);
            self.bring_in(Deed::Duplicated, next, group, last.as_deref());
        }
    }

    /// A scenario with something new in it, which is chosen.
    pub(crate) fn bring_in(
        &mut self,
        deed: Deed,
        next: Scenario,
        group: Group,
        name: Option<&str>,
    ) {
        let Some(open) = self.open.clone() else {
            return;
        };
        let before = &open.scenario.resources;
        let mut added = next.resources.ids().filter(|id| {
            !before.contains(id)
                && Group::Kind(id.kind) == group
                && name.is_none_or(|name| id.name.name.rsplit('/').next() == Some(name))
        });
        let chosen = added.next();
        drop(added);
        if let Some(id) = chosen {
            self.chosen.resource = Some(next.short(&id).into());
            self.chosen.more.clear();
        }
        self.palette = None;
        self.commit(deed, next);
        self.fresh += 1;
    }

    pub(crate) fn connect(&mut self, from: &str, choice: &Choice) {
        let (Some(open), Some(id)) = (self.open.clone(), self.id_of(from)) else {
            return;
        };
        self.palette = None;
        if choice.path == connect::REQUEST {
            if let Some(target) = connect::target(&open.scenario, &choice.to) {
                self.ask(&format!("{from} -> {target}"));
            }
            return;
        }
        if let Some(next) = connect::connect(&open.scenario, &id, choice)
            && next != open.scenario
        {
            self.chosen.resource = Some(from.into());
            self.commit(Deed::Connected, next);
        }
    }

    pub(crate) fn expect_this(&mut self, open: &Rc<Open>) {
        let (Some(result), at) = (self.result().cloned(), self.chosen.request) else {
            return;
        };
        let mut next = open.scenario.clone();
        let Some(request) = next.requests.get_mut(at) else {
            return;
        };
        request.expect = Some(Expect {
            outcomes: vec![result.outcome],
            cause: result.cause.map(|cause| cause.as_str().to_owned()),
            status: result.status,
            source: result
                .source
                .as_ref()
                .map(|source| source.addresses.clone()),
            ..Expect::default()
        });
        self.commit(Deed::ChangedRequest, next);
    }

    /// Another scenario takes the place of the open one, as one step that can be taken back. An example becomes
    /// one's own.
    pub(crate) fn commit(&mut self, deed: Deed, scenario: Scenario) {
        let Some(open) = self.open.clone() else {
            return;
        };
        self.step(deed, open.with_scenario(scenario));
    }

    /// The same, where what follows from it is known.
    pub(crate) fn step(&mut self, deed: Deed, mut next: Open) {
        if let Some(before) = &self.open {
            next.make_own(self.lang, before);
        }
        let chosen = self.chosen.clone();
        self.replace(deed, Rc::new(next));
        self.notice = None;
        self.choose(chosen);
    }
}
