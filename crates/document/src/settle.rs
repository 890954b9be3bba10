//! What has to be known before any object is read: which numbers are which projects, which project is meant where
//! none is named, and what is called what.

use std::collections::{BTreeMap, BTreeSet};

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::Project;
use hopscope_model::{Kind, Name, ProblemCode};

use crate::Options;
use crate::import::Gathered;
use crate::item::is_number;
use crate::names::{Standing, standing};
use crate::other::project::whole_chain;
use crate::reader::Reader;
use crate::registry::Turn;
use crate::report::{Place, warning};
use crate::scenario_file::ScenarioFile;

impl Reader<'_> {
    /// Learns what can be learned before anything is read: which numbers are which projects, which project is
    /// meant where none is named, and what is called what.
    pub(crate) fn settle(&mut self, gathered: &Gathered<'_>, sources: usize, options: &Options) {
        let harvest = &gathered.harvest;
        for (number, id) in &harvest.aliases {
            self.known.aliases.insert(number.clone(), id.clone());
        }
        for (number, id) in &harvest.beside {
            let known = self.known.aliases.entry(number.clone());
            known.or_insert_with(|| id.clone());
        }
        self.learn(&harvest.items);
        let mut ids: BTreeSet<String> = BTreeSet::new();
        let mut numbers: BTreeMap<String, Place> = BTreeMap::new();
        // Compute Engine names its own projects by id: a number there is some other project's.
        let mut elsewhere: BTreeSet<String> = BTreeSet::new();
        let first = harvest
            .items
            .iter()
            .filter(|item| item.row.turn == Turn::First);
        let named: Vec<_> = first.map(|item| (item, item.identity())).collect();
        for (item, identity) in &named {
            let project = match item.row.kind {
                Kind::Project => identity.name.as_deref(),
                kind if standing(kind) == Standing::World => None,
                _ => identity
                    .project
                    .as_deref()
                    .or(identity.weak_project.as_deref()),
            };
            match project.map(|project| self.known.project(project)) {
                None | Some("-" | "") => {}
                Some(number) if is_number(number) => {
                    if item
                        .row
                        .kinds
                        .iter()
                        .any(|kind| kind.starts_with("compute#"))
                    {
                        elsewhere.insert(number.to_owned());
                    }
                    numbers
                        .entry(number.to_owned())
                        .or_insert_with(|| item.place(0));
                }
                Some(id) => {
                    ids.insert(id.to_owned());
                }
            }
        }
        ids.extend(harvest.chains.iter().map(|(id, ..)| id.clone()));
        let only = (ids.len() == 1).then(|| ids.first().cloned()).flatten();
        let only = only.or_else(|| {
            let one = ids.is_empty() && numbers.len() == 1;
            one.then(|| numbers.keys().next().cloned()).flatten()
        });
        let file = gathered.files.iter().find_map(ScenarioFile::project);
        if self.scenario.project.is_none() {
            self.scenario.project = file
                .or_else(|| options.project.clone())
                .or_else(|| only.clone());
        }
        let fallback = options.project.clone();
        for source in 0..sources {
            let project = fallback
                .clone()
                .or_else(|| gathered.projects.get(&source).cloned())
                .or_else(|| self.scenario.project.clone())
                .unwrap_or_default();
            self.projects.push(project);
        }
        self.assume_number(&ids, numbers, &elsewhere, only);
        for (item, identity) in &named {
            let project = self.default_project(item.source);
            if let Ok(name) = identity.name(item.row.kind, project, &self.known) {
                self.known.add(item.row.kind, &name);
            }
        }
        // Perimeters name projects by their numbers, and nothing else: what is known of these is kept with them.
        if harvest
            .items
            .iter()
            .any(|item| item.row.kind == Kind::Perimeter)
        {
            for (number, id) in &self.known.aliases {
                let name = Name::new("", GLOBAL, id.as_str());
                if let Some(own) = self.scenario.resources.projects.get_or_default(name) {
                    own.number = own.number.or(number.parse().ok());
                }
            }
        }
        for (id, number, above) in &harvest.chains {
            let project = Project {
                number: *number,
                ancestors: whole_chain(above.clone()),
            };
            let name = Name::new("", GLOBAL, id.as_str());
            if let Some(own) = self.scenario.resources.projects.get_or_default(name) {
                own.number = own.number.or(project.number);
                if own.ancestors.is_empty() {
                    own.ancestors = project.ancestors;
                }
            }
        }
    }

    /// A number that no object joins with an id: where there is one of each, they are taken for one, as of Cloud Run,
    /// whose exports name projects so, and that is said; otherwise the number stands for itself.
    fn assume_number(
        &mut self,
        ids: &BTreeSet<String>,
        numbers: BTreeMap<String, Place>,
        elsewhere: &BTreeSet<String>,
        only: Option<String>,
    ) {
        let candidate = self.scenario.project.clone().or(only);
        let is_known = |id: &String| self.known.aliases.values().any(|own| own == id);
        let candidate = candidate.filter(|id| !is_number(id) && !is_known(id));
        // What names no project is in that of the scenario.
        let alone = numbers.len() == 1 && ids.iter().all(|id| Some(id) == candidate.as_ref());
        for (number, place) in numbers {
            if self.old.contains(&place.source) {
                continue;
            }
            let command = format!("gcloud projects describe {number} --format=json");
            let problem = warning(ProblemCode::ProjectUnknown).arg("number", number.clone());
            match candidate
                .clone()
                .filter(|_| alone && !elsewhere.contains(&number))
            {
                Some(id) => {
                    let problem = problem
                        .arg("assumed", id.clone())
                        .next("describe-project", Some(command));
                    self.report.at(place, "", problem);
                    self.known.aliases.insert(number, id);
                }
                None if ids.is_empty() && alone_number(&candidate) => {}
                None => {
                    let problem = problem.next("describe-project", Some(command));
                    self.report.at(place, "", problem);
                }
            }
        }
    }
}

/// With one number and no id, the number is the project.
fn alone_number(candidate: &Option<String>) -> bool {
    candidate.is_none()
}
