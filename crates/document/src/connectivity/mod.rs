//! Results of Connectivity Tests: each is a request with what Google's configuration analysis said of it.
//! `gcloud network-management connectivity-tests describe` and `list` print the resource as the API has it, and Cloud
//! Asset Inventory wraps it.
//!
//! Kept is what can be held against an answer given here: result, states, causes, resources and source addresses.
//! Descriptions, tags, service accounts and labels are not.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/reference/networkmanagement/rest/v1/projects.locations.global.connectivityTests>

mod ends;
pub(crate) mod own;
mod owners;
mod said;
mod verdict;

use hopscope_model::compare::asks_the_same;
use hopscope_model::index::Index;
use hopscope_model::name::GLOBAL;
use hopscope_model::reference::{self, Names};
use hopscope_model::{Id, Kind, Name, Problem, ProblemCode, Request, Scenario};

use crate::connectivity::ends::Ends;
use crate::connectivity::owners::Owners;
use crate::field::{FieldError, write_path};
use crate::fields;
use crate::item::{Item, is_number};
use crate::reader::{Reader, cut};
use crate::report::error;
use crate::scan::{Step, locate};
use crate::tree::Tree;

/// The Cloud Asset type.
pub(crate) const ASSET: &str = "networkmanagement.googleapis.com/ConnectivityTest";

/// Tests of one reading: what was made of them, and who has which address.
#[derive(Default)]
pub(crate) struct Tests {
    /// Requests, in the order of the tests.
    pub(crate) requests: Vec<Request>,
    owners: Option<Owners>,
}

/// Why no request could be made of a test: what is told, and the field it is told of.
pub(crate) struct Untaken {
    field: &'static str,
    problem: Box<Problem>,
}

impl Reader<'_> {
    /// A Connectivity Test.
    pub(crate) fn connectivity_test(&mut self, item: &Item<'_>) {
        let identity = item.identity();
        let name = identity.name.clone().unwrap_or_default();
        let project = match &identity.project {
            Some(project) => self.known.project(project).to_owned(),
            None => self.default_project(item.source).to_owned(),
        };
        let nothing_else = self.scenario.resources.ids().next().is_none();
        if self.scenario.project.is_none() && nothing_else && !project.is_empty() {
            self.scenario.project = Some(project.clone()).filter(|own| !is_number(own));
        }
        let tree = match cut(item) {
            Some(error) => Err(error),
            None => Tree::read(item.envelope.text),
        };
        let tree = match tree {
            Ok(tree) => tree,
            Err(error) => return self.test_wrong(item, &[error]),
        };
        let owners = self.tests.owners.take();
        let owners = owners.unwrap_or_else(|| Owners::of(&self.scenario.resources));
        let mut taken = None;
        let wrong = fields::look(&tree, &mut |fields| {
            let ends = Ends {
                scenario: &self.scenario,
                names: &self.parts.names,
                known: &self.known,
                owners: &owners,
                project: &project,
            };
            taken = Some((ends.request(fields), verdict::read(fields, &ends)));
        });
        self.tests.owners = Some(owners);
        if !wrong.is_empty() {
            return self.test_wrong(item, &wrong);
        }
        match taken {
            Some((Ok(request), test)) => self.tests.requests.push(Request {
                name: Some(name).filter(|name| !name.is_empty()),
                test: test.map(Box::new),
                ..request
            }),
            Some((Err(untaken), _)) => {
                let path = [Step::Key(untaken.field.to_owned())];
                let problem = untaken.problem.arg("test", name);
                self.test_problem(item, &path, None, problem);
            }
            None => {}
        }
    }

    fn test_wrong(&mut self, item: &Item<'_>, wrong: &[FieldError]) {
        for own in wrong {
            let problem = own.problem(ProblemCode::FieldInvalid);
            let problem = problem.next("correct-field", None);
            self.test_problem(item, &own.path, own.offset, problem);
        }
    }

    fn test_problem(
        &mut self,
        item: &Item<'_>,
        path: &[Step],
        offset: Option<usize>,
        problem: Problem,
    ) {
        let offset = offset.unwrap_or_else(|| locate(item.envelope.text, path));
        let full: Vec<Step> = item.path.iter().chain(path).cloned().collect();
        let path = write_path(&full);
        let path = item
            .piece
            .way_before(item.offset + offset)
            .map_or(path, |own| write_path(&own));
        self.report.at(item.place(offset), &path, problem);
    }

    /// The requests of tests, now that those of files are there: a test that ran again replaces what it said before,
    /// one of a request that is there already belongs to it, and others are requests of their own.
    pub(crate) fn take_tests(&mut self) {
        let tests = std::mem::take(&mut self.tests.requests);
        if tests.is_empty() {
            return;
        }
        let requests = &mut self.scenario.requests;
        let mut named: Index<String, usize> = Index::new();
        let mut asked: Index<String, usize> = Index::new();
        for (at, request) in requests.iter().enumerate() {
            if let Some(name) = &request.name {
                named.insert_first(name.clone(), at);
            }
            asked.insert_first(question(request), at);
        }
        for mut test in tests {
            let name = test.name.clone().unwrap_or_default();
            let same = asked.get(&question(&test)).copied();
            let same = same.filter(|at| {
                requests
                    .get(*at)
                    .is_some_and(|own| asks_the_same(own, &test))
            });
            let again = named.get(&name).copied();
            let again = again.filter(|at| requests.get(*at).is_some_and(|own| own.test.is_some()));
            let there = again
                .filter(|at| Some(*at) == same || same.is_none())
                .or(same);
            if let Some(own) = there.and_then(|at| requests.get_mut(at)) {
                if asks_the_same(own, &test) {
                    own.test = test.test.or(own.test.take());
                } else {
                    *own = test;
                }
                continue;
            }
            let mut number = 2;
            while let Some(own) = &test.name
                && named.contains_key(own)
            {
                test.name = Some(format!("{name} {number}"));
                number += 1;
            }
            if let Some(own) = &test.name {
                named.insert(own.clone(), requests.len());
            }
            asked.insert_first(question(&test), requests.len());
            requests.push(test);
        }
    }
}

/// What a reference of ours in a test means. A gateway and a peering stand where what they are in does.
fn means(names: &Names, scenario: &Scenario, text: &str) -> Option<Id> {
    let id = reference::resolve_among(names, scenario, text).ok()?;
    let Name {
        project,
        location,
        name,
    } = &id.name;
    let (Some((parent, _)), "") = (name.split_once('/'), &**location) else {
        return Some(id);
    };
    let location = match id.kind {
        Kind::Peering => GLOBAL.into(),
        Kind::Nat => {
            let mut all = names.called(Kind::Router, parent).iter();
            let own = all.find(|own| own.project == *project);
            own.map_or_else(|| location.clone(), |own| own.location.clone())
        }
        _ => location.clone(),
    };
    Some(Id::new(
        id.kind,
        Name::new(project.clone(), location, name.clone()),
    ))
}

/// What requests that ask the same thing have in common.
fn question(request: &Request) -> String {
    format!("{:?} {:?}", request.from, request.to)
}

impl Untaken {
    fn of(field: &'static str, problem: Problem) -> Self {
        Self {
            field,
            problem: Box::new(problem),
        }
    }

    /// An endpoint of a kind that requests do not begin or end with.
    fn kind(field: &'static str, kind: &str) -> Self {
        let problem = error(ProblemCode::FieldNotModelled)
            .arg("field", format!("{field}.{kind}"))
            .next("ask-by-hand", None);
        Self::of(field, problem)
    }

    /// An endpoint by something that the scenario does not have, with the command that exports it.
    fn absent(field: &'static str, reference: &str, command: String) -> Self {
        let problem = error(ProblemCode::ReferenceMissing)
            .arg("reference", reference)
            .next("export", Some(command));
        Self::of(field, problem)
    }

    /// An address in an on-premises network that nobody described.
    fn on_premises(field: &'static str, address: &str) -> Self {
        let problem = error(ProblemCode::ReferenceMissing)
            .arg("reference", address)
            .next("describe-network", None);
        Self::of(field, problem)
    }

    /// A protocol that has ports, and none is given.
    fn port(text: &str) -> Self {
        let problem = error(ProblemCode::PortMissing)
            .arg("text", text)
            .next("add-port", None);
        Self::of("destination", problem)
    }
}
