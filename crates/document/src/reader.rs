//! From objects to a scenario: identity, duplicates, what cannot be read. Never fails; what is wrong with one
//! object is that object's problem.

use std::any::Any;
use std::collections::BTreeSet;
use std::ops::Range;

use hopscope_model::compare::FieldDifference;
use hopscope_model::index::Index;
use hopscope_model::order;
use hopscope_model::problem::Severity;
use hopscope_model::resource::{
    Appliance, NameServer, Network, Process, Resources, Stranger, Tunnel, Unread,
};
use hopscope_model::table::AnyRow;
use hopscope_model::{
    Id, Kind, Name, Problem, ProblemCode, Reason, Ref, Scenario, Set, Why, export_command,
};

use crate::canonical;
use crate::codec::{At, Codec, Said};
use crate::compare;
use crate::connectivity::Tests;
use crate::envelope::{Envelope, Identity};
use crate::field::{FieldError, read_path, write_path};
use crate::fields::{self, Fields};
use crate::hopscope::{appliance, name_server, process, tunnel};
use crate::item::{Item, Parent, is_number};
use crate::names::{Known, Standing, joined, standing};
use crate::parts::Parts;
use crate::printed;
use crate::registry::word;
use crate::report::{Report, note, warning};
use crate::scan::{Step, locate};
use crate::strangers;
use crate::terraform::{LACKS_MARK, Lacks, PARTS_MARK, Planned};
use crate::tree::Tree;
use crate::unknown;
use crate::unread;

/// A scenario in the making.
pub(crate) struct Reader<'a> {
    /// The scenario so far.
    pub(crate) scenario: Scenario,
    /// What is known of names.
    pub(crate) known: Known,
    /// Problems so far.
    pub(crate) report: Report<'a>,
    /// Default project a source; what a file says goes for its own objects.
    pub(crate) projects: Vec<String>,
    /// Sources that are texts of unread objects of the scenario there was: their problems are told already.
    pub(crate) old: Range<usize>,
    /// What belongs to other resources, until all are there.
    pub(crate) parts: Parts,
    /// Identities that this reading has met.
    pub(crate) seen: BTreeSet<String>,
    /// What could not be read, by kind, project, location, name, and part; nothing where it was read after all.
    pub(crate) unread: Index<String, Option<Unread>>,
    /// What could not be read and has no name.
    nameless: Vec<Unread>,
    /// Processes, by what tells them apart.
    pub(crate) processes: Index<String, Process>,
    /// Tunnels, likewise.
    pub(crate) tunnels: Index<String, Tunnel>,
    /// Name servers, likewise.
    pub(crate) name_servers: Index<String, NameServer>,
    /// Appliances, likewise.
    pub(crate) appliances: Index<String, Appliance>,
    /// What is kept of objects of kinds that are not modelled, by what tells them apart.
    pub(crate) strangers: Index<String, Stranger>,
    /// What was made of Connectivity Tests.
    pub(crate) tests: Tests,
    /// What a plan takes away.
    gone: Vec<Id>,
    /// What is there after a plan.
    planned: Set<Id>,
}

impl<'a> Reader<'a> {
    /// Goes on from a scenario; an empty one is the beginning.
    pub(crate) fn new(mut scenario: Scenario, report: Report<'a>) -> Self {
        let resources = &mut scenario.resources;
        let mut known = Known::default();
        for id in resources.ids() {
            known.add(id.kind, &id.name);
        }
        for (name, project) in &resources.projects {
            if let Some(number) = project.number {
                known
                    .aliases
                    .insert(number.to_string(), name.name.to_string());
            }
        }
        let processes = std::mem::take(&mut resources.processes).into_iter();
        let tunnels = std::mem::take(&mut resources.tunnels).into_iter();
        let name_servers = std::mem::take(&mut resources.name_servers).into_iter();
        let appliances = std::mem::take(&mut resources.appliances).into_iter();
        let strangers = std::mem::take(&mut resources.strangers).into_iter();
        Self {
            known,
            report,
            projects: Vec::new(),
            old: 0..0,
            parts: Parts::default(),
            seen: BTreeSet::new(),
            unread: Index::new(),
            nameless: Vec::new(),
            processes: processes
                .map(|own| (process::identity(&own.on, own.port, own.protocol), own))
                .collect(),
            tunnels: tunnels
                .map(|own| (tunnel::identity(&own.on), own))
                .collect(),
            name_servers: name_servers
                .map(|own| (name_server::identity(&own.name), own))
                .collect(),
            appliances: appliances
                .map(|own| {
                    let on = Id::new(Kind::Instance, own.on.name().clone());
                    (appliance::identity(&on), own)
                })
                .collect(),
            strangers: strangers
                .map(|own| (strangers::identity(&own), own))
                .collect(),
            tests: Tests::default(),
            gone: Vec::new(),
            planned: Set::new(),
            scenario,
        }
    }

    /// The default project of a source.
    pub(crate) fn default_project(&self, source: usize) -> &str {
        self.projects.get(source).map_or("", String::as_str)
    }

    /// Reads an object of a kind that has a table and Google's usual names.
    pub(crate) fn resource<R: Codec>(&mut self, item: &Item<'_>) {
        self.row(item, R::KIND, item.identity(), join::<R>, &|fields, at| {
            AnyRow::new(R::read(fields, at))
        });
    }

    /// The same, where the identity is found in another way.
    pub(crate) fn resource_as<R: Codec>(&mut self, item: &Item<'_>, identity: Identity) {
        self.resource_from::<R>(item, identity, R::read);
    }

    /// The same, where the object has another shape than the one it is written in.
    pub(crate) fn resource_from<R: Codec>(
        &mut self,
        item: &Item<'_>,
        identity: Identity,
        read: impl Fn(&Fields<'_>, &At<'_>) -> R,
    ) {
        self.row(item, R::KIND, &identity, join::<R>, &|fields, at| {
            AnyRow::new(read(fields, at))
        });
    }

    /// The same for a resource of any type.
    fn row(
        &mut self,
        item: &Item<'_>,
        kind: Kind,
        identity: &Identity,
        join: Join,
        read: &dyn Fn(&Fields<'_>, &At<'_>) -> AnyRow,
    ) {
        let mut row = None;
        let whole = self.with_part(item, kind, identity);
        if item.is_gone() && is_rest(item) && whole.is_none() {
            return;
        }
        let joined = whole.is_some();
        let whole = whole.or_else(|| self.with_parts(item, kind, identity));
        let name = self.look_at(item, kind, identity, whole, &mut |fields, at| {
            row = Some(read(fields, at));
        });
        match (name, row) {
            (Some(name), Some(row)) if joined => {
                self.replace(Id::new(kind, name), row, join);
            }
            (Some(name), Some(row)) => self.put_row(item, Id::new(kind, name), row, join),
            _ => {}
        }
    }

    /// Whether what an entry names is there already, read or not.
    pub(crate) fn knows(&self, item: &Item<'_>) -> bool {
        let project = self.default_project(item.source);
        let kind = item.row.kind;
        let Ok(name) = item.identity().name(kind, project, &self.known) else {
            return false;
        };
        self.is_unread(kind, &name) || self.scenario.resources.contains(&Id::new(kind, name))
    }

    /// What is there of a resource, with the part of it that an object brings which holds nothing else.
    fn with_part(&mut self, item: &Item<'_>, kind: Kind, identity: &Identity) -> Option<Tree> {
        if !is_rest(item) {
            return None;
        }
        let project = self.default_project(item.source);
        let name = identity.name(kind, project, &self.known).ok()?;
        let mut there = canonical::one(&self.scenario, &Id::new(kind, name))?;
        let part = Tree::read(item.envelope.text).ok()?;
        match item.is_gone() {
            true => there.leave(&part),
            false => there.join(part),
        }
        Some(there)
    }

    /// An object with the parts that are there of the lists that it does not say itself.
    fn with_parts(&self, item: &Item<'_>, kind: Kind, identity: &Identity) -> Option<Tree> {
        let lists = item.envelope.word(PARTS_MARK)?;
        if item.is_gone() || cut(item).is_some() {
            return None;
        }
        let project = self.default_project(item.source);
        let name = identity.name(kind, project, &self.known).ok()?;
        let there = canonical::one(&self.scenario, &Id::new(kind, name));
        // Rules of a policy may come with what is read later.
        let none = || Tree::Object(vec![(RULES.into(), Vec::<Tree>::new().into())]);
        let there = there.or_else(|| has_rules_elsewhere(item).then(none))?;
        let mut own = Tree::read_known(&item.envelope).ok()?;
        for list in lists.split(' ') {
            own.keep(list, &there);
        }
        Some(own)
    }

    /// A policy of Terraform's for which no rule came from anywhere: nobody knows what it says.
    pub(crate) fn tell_rules_elsewhere(&mut self, items: &[Item<'_>]) {
        for item in items.iter().filter(|item| has_rules_elsewhere(item)) {
            let identity = item.identity();
            let name = self.name_as_far(item, item.row.kind, identity);
            let policies = &self.scenario.resources.firewall_policies;
            if policies.get(&name).is_some_and(|own| own.rules.is_empty()) {
                let why = Reason::new(Why::PartsElsewhere);
                let error = FieldError::invalid(RULES, why);
                // It is the same one, and no other version of it.
                self.scenario
                    .resources
                    .remove(&Id::new(item.row.kind, name));
                self.failed(item, item.row.kind, identity, "", &[error]);
            }
        }
    }

    /// Puts a resource in the place of what it was before a part came to it.
    fn replace(&mut self, id: Id, mut row: AnyRow, join: Join) {
        let resources = &mut self.scenario.resources;
        if let (Some(earlier), Some(own)) = (resources.any(&id), row.get_mut()) {
            join(own, earlier);
        }
        resources.put(id, row);
    }

    /// Shows an object and its fields to a function. Its name, where nothing is wrong with either.
    fn look_at(
        &mut self,
        item: &Item<'_>,
        kind: Kind,
        identity: &Identity,
        joined: Option<Tree>,
        read: &mut dyn FnMut(&Fields<'_>, &At<'_>),
    ) -> Option<Name> {
        let name = match self.name(item, kind, identity) {
            Ok(name) => name,
            Err(error) => {
                self.failed(item, kind, identity, "", &[error]);
                return None;
            }
        };
        let mut at = At::new(name, &self.known);
        at.word = word(&item.envelope, &item.around).unwrap_or_default();
        let wrong = match joined.map_or_else(|| whole(item), Ok) {
            Ok(tree) => fields::look_known(&tree, &mut |fields| read(fields, &at)),
            Err(error) => vec![error],
        };
        let At { name, said, .. } = at;
        if !wrong.is_empty() {
            self.failed(item, kind, identity, "", &wrong);
            return None;
        }
        self.said(item, &Id::new(kind, name.clone()), said.into_inner());
        Some(name)
    }

    /// The name of an object, with what is missing of it as an error.
    pub(crate) fn name(
        &mut self,
        item: &Item<'_>,
        kind: Kind,
        identity: &Identity,
    ) -> Result<Name, FieldError> {
        let project = self.default_project(item.source);
        let name = identity
            .name(kind, project, &self.known)
            .map_err(FieldError::missing)?;
        let needs_project = !matches!(standing(kind), Standing::World) && kind != Kind::Perimeter;
        if name.project.is_empty() && needs_project && identity.project.is_none() {
            self.project_unknown(item);
        }
        Ok(name)
    }

    /// Says that the project of an object is not known.
    pub(crate) fn project_unknown(&mut self, item: &Item<'_>) {
        if self.old.contains(&item.source) {
            return;
        }
        let problem = warning(ProblemCode::ProjectUnknown)
            .next("give-project", Some("--project=PROJECT".to_owned()));
        let path = item.way(0, &item.path);
        self.report.count(item.place(0), &path, "", problem);
    }

    /// Puts a resource in its table. The later of two of one name replaces the earlier.
    pub(crate) fn put<R: Codec>(&mut self, item: &Item<'_>, name: Name, resource: R) {
        let id = Id::new(R::KIND, name);
        self.put_row(item, id, AnyRow::new(resource), join::<R>);
    }

    fn put_row(&mut self, item: &Item<'_>, id: Id, mut row: AnyRow, join: Join) {
        if self.is_taken_away(item, &id) {
            return;
        }
        let resources = &self.scenario.resources;
        let (mut same, mut before) = (None, None);
        if let Some(earlier) = resources.any(&id) {
            if !row.get_mut().is_some_and(|own| join(own, earlier)) {
                return self.clash(item, &id);
            }
            same = Some(row.equals(earlier));
            before = same.filter(|same| !same).map(|_| self.alone(&id));
        }
        self.scenario.resources.put(id.clone(), row);
        let unread = self.take_read(&key(id.kind, &id.name, ""));
        if !self.is_again(item, identity_key(&id)) || !(same.is_some() || unread) {
            return;
        }
        let fields = before.map(|before| between(&before, &self.alone(&id)));
        let same = same == Some(true) && !unread;
        self.duplicate(item, Some(self.short(item, &id)), same, fields);
    }

    /// A scenario with one resource and nothing else.
    fn alone(&self, id: &Id) -> Scenario {
        let mut own = self.like();
        own.resources.share(&self.scenario.resources, id);
        own
    }

    /// One without anything, which is written as this one is.
    fn like(&self) -> Scenario {
        Scenario {
            project: self.scenario.project.clone(),
            ..Scenario::default()
        }
    }

    /// The fields in which two objects differ, each put among resources by itself.
    pub(crate) fn told(
        &self,
        before: impl FnOnce(&mut Resources),
        after: impl FnOnce(&mut Resources),
    ) -> Vec<FieldDifference> {
        let (mut own, mut other) = (self.like(), self.like());
        before(&mut own.resources);
        after(&mut other.resources);
        let mut fields = between(&own, &other);
        for own in &mut fields {
            // Of what is an item of a list, alone.
            let path = own.path.strip_prefix("items[0].");
            own.path = path.unwrap_or(&own.path).to_owned();
        }
        fields
    }

    fn clash(&mut self, item: &Item<'_>, id: &Id) {
        let error = FieldError::invalid("name", Reason::new(Why::SameName));
        let identity = Identity::of(&id.name);
        self.failed(item, id.kind, &identity, "clash", &[error]);
    }

    /// Notes what a plan makes of a resource; whether it takes it away.
    fn is_taken_away(&mut self, item: &Item<'_>, id: &Id) -> bool {
        match item.around.planned {
            None => {}
            Some(Planned::Gone) => self.gone.push(id.clone()),
            Some(_) => self.planned.insert(id.clone(), ()),
        }
        item.is_gone()
    }

    /// What a plan takes away is gone, whoever holds it, with what hangs on it.
    pub(crate) fn take_away(&mut self) {
        for id in std::mem::take(&mut self.gone) {
            if !self.planned.contains_key(&id) {
                self.forget(&id);
                self.detach(&id);
                self.scenario.resources.remove(&id);
            }
        }
    }

    /// Whether this reading has met the identity before. What is only read again is not met.
    pub(crate) fn is_again(&mut self, item: &Item<'_>, identity: String) -> bool {
        // What a plan changes is no other version of it.
        let changes = item.around.planned == Some(Planned::Changed);
        !self.old.contains(&item.source) && !self.seen.insert(identity) && !changes
    }

    /// Says that an object replaces an earlier one, and in which fields it differs, where these are known.
    pub(crate) fn duplicate(
        &mut self,
        item: &Item<'_>,
        resource: Option<String>,
        same: bool,
        fields: Option<Vec<FieldDifference>>,
    ) {
        let problem = if same {
            note(ProblemCode::Duplicate)
        } else {
            warning(ProblemCode::Duplicate)
        };
        let mut problem = problem.arg("same", same.to_string());
        problem.resource = resource;
        problem.fields = fields.unwrap_or_default();
        self.tell(item, 0, &item.path, problem);
    }

    /// What reading an object gave beside the resource.
    fn said(&mut self, item: &Item<'_>, id: &Id, said: Said) {
        if item.is_gone() {
            return;
        }
        for (path, why) in said.not_modelled {
            let problem = warning(ProblemCode::FieldNotModelled)
                .on(self.short(item, id))
                .arg("field", write_path(&path))
                .why(&why);
            let offset = locate(item.envelope.text, &path);
            let full: Vec<Step> = item.path.iter().chain(&path).cloned().collect();
            self.tell(item, offset, &full, problem);
        }
        if said.secrets > 0 {
            let problem = warning(ProblemCode::SecretDropped)
                .on(self.short(item, id))
                .arg("count", said.secrets.to_string())
                .next("revoke-secret", None);
            self.tell(item, 0, &item.path, problem);
        }
        if let Some(size) = said.size {
            self.parts.sizes.insert(id.clone(), (size, item.place(0)));
        }
        if let Some(address) = said.address_of {
            self.parts.addresses.push((id.name.clone(), address));
        }
        self.parts.environment.insert(id.clone(), said.proxies);
    }

    /// An object that cannot be read: problems, and an unread object in its place. `part` tells parts of one
    /// resource apart.
    pub(crate) fn failed(
        &mut self,
        item: &Item<'_>,
        kind: Kind,
        identity: &Identity,
        part: &str,
        wrong: &[FieldError],
    ) {
        self.failed_as(ProblemCode::FieldInvalid, item, kind, identity, part, wrong);
    }

    /// The same with a code of its own.
    pub(crate) fn failed_as(
        &mut self,
        code: ProblemCode,
        item: &Item<'_>,
        kind: Kind,
        identity: &Identity,
        part: &str,
        wrong: &[FieldError],
    ) {
        let name = self.name_as_far(item, kind, identity);
        let id = Id::new(kind, name);
        let known = identity.name.is_some() && part.is_empty() && !is_rest(item);
        if item.is_gone() || known {
            let gone = item.is_gone() && !known;
            if gone || self.is_taken_away(item, &id) {
                return;
            }
        }
        if let Some(error) = wrong
            .first()
            .filter(|own| own.reason.why == Why::NotPrinted)
        {
            self.tell_printed(item, kind, &id, error);
            return self.keep_unread(item, kind, identity, part, error);
        }
        for error in wrong {
            let (next, command) = match error.reason.why {
                _ if error.missing => ("format-json-whole", None),
                Why::AfterApply => ("apply-plan", None),
                Why::Sensitive
                | Why::OnlyAnEntry
                | Why::OnlyAPart
                | Why::PartsElsewhere
                | Why::GoogleMade
                | Why::PeeringAbsent => ("export", Some(export_command::describe(kind, &id.name))),
                _ => ("correct-field", None),
            };
            let command = command.filter(|command| !command.is_empty());
            let mut problem = error.problem(code).next(next, command);
            // Nobody made a mistake where a plan does not say what only its application brings.
            if matches!(next, "apply-plan" | "export") {
                problem.severity = Severity::Warning;
            }
            if identity.name.is_some() {
                problem = problem.on(self.short(item, &id));
            }
            let offset = error
                .offset
                .unwrap_or_else(|| locate(item.envelope.text, &error.path));
            let full: Vec<Step> = item.path.iter().chain(&error.path).cloned().collect();
            self.tell(item, offset, &full, problem);
        }
        if let Some(first) = wrong.first() {
            self.keep_unread(item, kind, identity, part, first);
        }
    }

    /// Says of objects that they were printed with a choice of fields, once for all that lack the same.
    fn tell_printed(&mut self, item: &Item<'_>, kind: Kind, id: &Id, error: &FieldError) {
        if self.old.contains(&item.source) {
            return;
        }
        let fields = match printed::left_out(item) {
            // It says so since it was read before.
            none if none.is_empty() => error.field().to_owned(),
            fields => fields.join(", "),
        };
        let command = export_command::list(kind, &id.name.project);
        let what = joined(&[kind.code(), &id.name.project, &fields]);
        let problem = warning(ProblemCode::FieldMissing)
            .arg("field", fields)
            .arg("kind", kind.code())
            .why(&error.reason)
            .next(
                "format-json-whole",
                Some(command).filter(|own| !own.is_empty()),
            );
        let path = item.way(0, &item.path);
        self.report.count(item.place(0), &path, &what, problem);
    }

    /// The name of an object as far as it is known.
    fn name_as_far(&self, item: &Item<'_>, kind: Kind, identity: &Identity) -> Name {
        let project = match identity.project.as_deref() {
            Some("-") => "",
            Some(project) => self.known.project(project),
            None if standing(kind) == Standing::World => "",
            None => match self.default_project(item.source) {
                "" => identity
                    .weak_project
                    .as_deref()
                    .map_or("", |project| self.known.project(project)),
                project => project,
            },
        };
        let location = identity.location.as_deref().filter(|own| *own != "-");
        Name::new(
            project,
            location.unwrap_or_else(|| fallback_location(kind)),
            identity.name.as_deref().unwrap_or_default(),
        )
    }

    /// Keeps a part of which nobody knows whose it is, nor of which project: it may be that of any.
    pub(crate) fn unplaced(&mut self, item: &Item<'_>, kind: Kind, what: &'static str) {
        self.parent_unknown(item, what);
        let anything = Identity {
            project: Some("-".to_owned()),
            ..Identity::default()
        };
        let why = Reason::about(Why::ParentAbsent, what);
        self.keep_unread(item, kind, &anything, "", &FieldError::at(Vec::new(), why));
    }

    /// Keeps an object that cannot be read under its identity as far as that is known.
    pub(crate) fn keep_unread(
        &mut self,
        item: &Item<'_>,
        kind: Kind,
        identity: &Identity,
        part: &str,
        error: &FieldError,
    ) {
        let name = self.name_as_far(item, kind, identity);
        let id = Id::new(kind, name.clone());
        let unread = Unread {
            kind,
            project: name.project.to_string(),
            location: name.location.to_string(),
            name: name.name.to_string(),
            part: item.row.part,
            network: self.network_of(item, &name),
            field: write_path(&error.path),
            after_apply: error.reason.why == Why::AfterApply,
            text: unread::unread_text(item, &name, &error.path),
        };
        if identity.name.is_none() {
            self.nameless.push(unread);
            return;
        }
        // What it replaces is gone: the newest is what there is, even if it cannot be read.
        let (mut replaced, mut again) = (false, false);
        if part.is_empty() {
            replaced = self.scenario.resources.remove(&id);
            again = self.is_again(item, identity_key(&id));
        }
        let key = key(kind, &name, part);
        let earlier = self.unread.get_mut(&key).and_then(Option::take);
        let same = !replaced && earlier.as_ref() == Some(&unread);
        self.unread.insert(key, Some(unread));
        if again && (replaced || earlier.is_some()) {
            self.duplicate(item, Some(self.short(item, &id)), same, None);
        }
    }

    /// Keeps what nothing is known of but its kind.
    pub(crate) fn keep_nameless(&mut self, unread: Unread) {
        self.nameless.push(unread);
    }

    /// Forgets those that a reference means.
    pub(crate) fn forget_nameless(&mut self, id: &Id) -> bool {
        let before = self.nameless.len();
        self.nameless.retain(|own| !own.is_called(id));
        self.nameless.len() < before
    }

    /// Forgets what could not be read; whether there was anything.
    fn take_read(&mut self, key: &str) -> bool {
        self.unread.get_mut(key).and_then(Option::take).is_some()
    }

    /// The network that an unread object belongs to, where its text says so.
    fn network_of(&self, item: &Item<'_>, name: &Name) -> Option<Ref<Network>> {
        let text = network_text(&item.envelope)?;
        Some(crate::names::refer(&text, name, &self.known))
    }

    /// Adds a problem at a place inside an object.
    pub(crate) fn tell(&mut self, item: &Item<'_>, offset: usize, path: &[Step], problem: Problem) {
        if !self.old.contains(&item.source) {
            self.report
                .at(item.place(offset), &item.way(offset, path), problem);
        }
    }

    /// Whether what has this name could not be read, the newest of it.
    pub(crate) fn is_unread(&self, kind: Kind, name: &Name) -> bool {
        name.name.is_empty()
            || self
                .unread
                .get(&key(kind, name, ""))
                .is_some_and(Option::is_some)
    }

    /// Says that it is not known whose an object is.
    pub(crate) fn parent_unknown(&mut self, item: &Item<'_>, what: &str) {
        if self.old.contains(&item.source) || item.is_gone() {
            return;
        }
        let mut problem = Problem::new(Severity::Error, ProblemCode::ParentUnknown)
            .arg("kind", what)
            .next("name-parent", None);
        if let Some(parent) = &item.parent {
            problem = problem.arg("parent", parent.reference.clone());
        }
        let path = item.way(0, &item.path);
        let key = format!(
            "{what} {}",
            item.parent
                .as_ref()
                .map_or("", |parent: &Parent| &parent.reference)
        );
        self.report.count(item.place(0), &path, &key, problem);
    }

    /// The short reference of a resource, by the default project of the scenario or of the object's file.
    pub(crate) fn short(&self, item: &Item<'_>, id: &Id) -> String {
        match self.scenario.project.as_deref() {
            Some(project) => id.short(project),
            None => id.short(self.default_project(item.source)),
        }
    }

    /// Learns what can be learned before anything is read: numbers of projects, and names.
    pub(crate) fn learn(&mut self, items: &[Item<'_>]) {
        for item in items.iter().filter(|item| item.row.kind == Kind::Project) {
            let number = item
                .envelope
                .raw("projectNumber")
                .map(|raw| raw.trim_matches('"').to_owned());
            let name = item.envelope.word("name");
            let number = number.or_else(|| Some(name?.strip_prefix("projects/")?.to_owned()));
            let id = item.envelope.word("projectId");
            if let (Some(number), Some(id)) = (number, id)
                && is_number(&number)
            {
                self.known.aliases.insert(number, id);
            }
        }
    }

    /// Everything that could not be read, for the scenario.
    pub(crate) fn take_unread(&mut self) -> Vec<Unread> {
        let mut unread = std::mem::take(&mut self.nameless);
        unread.retain(|own| !self.is_whole_after_all(own));
        let named = std::mem::take(&mut self.unread).into_values();
        unread.extend(named.into_iter().flatten());
        order::sort(&mut unread);
        // Parts that were told apart by what was wrong in them may be the same in what is kept.
        unread.dedup();
        unread
    }
}

/// The network that an object, or its first interface, names; found also where that is not whole.
pub(crate) fn network_text(envelope: &Envelope<'_>) -> Option<String> {
    let own = envelope.word("network").or_else(|| {
        let interfaces = envelope.part("networkInterfaces")?;
        let list = crate::scan::elements(interfaces).list;
        Envelope::of(list.first()?.part(interfaces.text)).word("network")
    });
    // As it is kept, so that it is the same one when it is read again.
    own.map(crate::keep::without_secret)
}

/// Lets a resource keep what it does not hold itself of the earlier one of its name; whether it is the same one.
type Join = fn(&mut dyn Any, &dyn Any) -> bool;

fn join<R: Codec>(own: &mut dyn Any, earlier: &dyn Any) -> bool {
    match (own.downcast_mut::<R>(), earlier.downcast_ref::<R>()) {
        (Some(own), Some(earlier)) if !own.clashes(earlier) => {
            own.keep_parts(earlier);
            true
        }
        _ => false,
    }
}

/// The fields in which two scenarios of one object differ.
fn between(before: &Scenario, after: &Scenario) -> Vec<FieldDifference> {
    let all = compare::differences(before, after).into_iter();
    all.flat_map(|own| own.fields).collect()
}

/// What tells one object from another in this reading.
fn identity_key(id: &Id) -> String {
    format!("{} {:?}", id.kind, id.name)
}

/// The key of an unread object.
pub(crate) fn key(kind: Kind, name: &Name, part: &str) -> String {
    joined(&[kind.code(), &name.project, &name.location, &name.name, part])
}

pub(crate) fn fallback_location(kind: Kind) -> &'static str {
    match standing(kind) {
        Standing::Regional | Standing::Zonal => "",
        _ => hopscope_model::name::GLOBAL,
    }
}

/// The list of a firewall policy that Terraform holds apart.
const RULES: &str = "rules";

/// Whether an object is a policy of which the rules are resources of their own, and none of them stands with it.
fn has_rules_elsewhere(item: &Item<'_>) -> bool {
    let lists = item.envelope.word(PARTS_MARK);
    let apart = lists.is_some_and(|lists| lists.split(' ').any(|own| own == RULES));
    let policy = item.row.kind == Kind::FirewallPolicy;
    policy && apart && !item.envelope.has(RULES) && !item.is_gone()
}

/// Whether an object holds a part of a resource, and nothing else of it.
pub(crate) fn is_rest(item: &Item<'_>) -> bool {
    let word = item.envelope.word(LACKS_MARK);
    word.is_some_and(|word| Lacks::parse(&word) == Some(Lacks::Parent))
}

/// Reads an object that is whole with a function; what is wrong with it instead, if anything is.
pub(crate) fn read<T>(
    item: &Item<'_>,
    read: impl FnOnce(&Fields<'_>) -> T,
) -> Result<T, Vec<FieldError>> {
    let tree = whole(item).map_err(|error| vec![error])?;
    let (mut read, mut value) = (Some(read), None);
    let wrong = fields::look_known(&tree, &mut |fields| {
        value = read.take().map(|read| read(fields));
    });
    match value {
        Some(value) if wrong.is_empty() => Ok(value),
        _ => Err(wrong),
    }
}

fn whole(item: &Item<'_>) -> Result<Tree, FieldError> {
    match cut(item) {
        Some(error) => Err(error),
        None => Tree::read_known(&item.envelope),
    }
}

/// The error of an object that is not whole: at its last member, which is the one that is broken or cut. One that
/// was not whole when it was read before says so itself.
pub(crate) fn cut(item: &Item<'_>) -> Option<FieldError> {
    let envelope = &item.envelope;
    let path = if envelope.has(unread::UNREAD_MARK) {
        read_path(&envelope.word(unread::UNREAD_MARK).unwrap_or_default())
    } else if item.around.entry {
        return Some(FieldError::at(Vec::new(), Reason::new(Why::OnlyAnEntry)));
    } else if item.whole {
        if let Some(field) = printed::left_out(item).first() {
            return Some(FieldError::invalid(field, Reason::new(Why::NotPrinted)));
        }
        let (field, known) = unknown::unknown_match(item)?;
        return Some(FieldError::invalid(&field, Reason::none_of(&field, known)));
    } else {
        let broken = envelope.members.iter().find(|(_, value)| !value.whole);
        broken
            .or_else(|| envelope.members.iter().next_back())
            .map(|(key, _)| Step::Key(key.into_owned()))
            .into_iter()
            .collect()
    };
    let why = match envelope.word(LACKS_MARK).as_deref().and_then(Lacks::parse) {
        None => Why::NotWhole,
        Some(Lacks::AfterApply) => Why::AfterApply,
        Some(Lacks::Sensitive) => Why::Sensitive,
        Some(Lacks::Parent) => Why::OnlyAPart,
        Some(Lacks::GoogleMade) => Why::GoogleMade,
        Some(Lacks::NotPrinted) => Why::NotPrinted,
    };
    Some(FieldError::at(path, Reason::new(why)))
}
