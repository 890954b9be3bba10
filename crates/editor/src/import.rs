//! What was pasted or dropped, as the preview shows it: what was read, what it changes, what was not understood,
//! and what is missing. Nothing that is open changes until the preview is accepted.

use std::rc::Rc;

pub use hopscope_document::may_be_read;
use hopscope_document::{Input, Options};
use hopscope_model::compare::FieldDifference;
use hopscope_model::name::Id;
use hopscope_model::order;
use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::resource::{Appliance, IamPolicy, IamResource, NameServer};
use hopscope_model::resource::{Process, ProxySettings, Tunnel};
use hopscope_model::{Index, Kind, Problem, ProblemCode, Scenario, Set, Severity};

use hopscope_sim::Topology;

use crate::job::Job;
use crate::open::{Open, Origin};

pub(crate) mod packed;
pub(crate) mod travel;

pub use packed::Packed;

/// One thing that was brought: a paste, or a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// The file's name; a paste has none.
    pub name: Option<String>,
    /// What is in it.
    pub text: Rc<str>,
    /// Why that cannot be told: an archive that is cut off, or no text.
    pub wrong: Option<Problem>,
    /// Where it comes from, if that was unpacked beside the page, or is going to be.
    pub packed: Packed,
}

impl Piece {
    /// A paste.
    pub fn pasted(text: impl core::convert::Into<Rc<str>>) -> Self {
        Self {
            name: None,
            text: text.into(),
            wrong: None,
            packed: Packed::No,
        }
    }

    /// Says that files of a folder were left out, where there are any.
    pub fn left_out(files: &[String]) -> Option<Self> {
        let wrong = hopscope_document::left_out(files)?;
        Some(Self {
            wrong: Some(wrong),
            ..Self::pasted("")
        })
    }

    /// What is in a file: one text, or those of an archive. A larger one is unpacked where it is read.
    pub fn of_file(name: &str, bytes: Vec<u8>) -> Vec<Self> {
        let packed = matches!(bytes.as_slice(), [0x1f, 0x8b, ..] | [b'P', b'K', ..]);
        if packed && bytes.len() > packed::LONG {
            let name = name.to_owned();
            return vec![Self {
                name: Some(name.clone()),
                packed: Packed::Whole(Rc::new((name, bytes))),
                ..Self::pasted("")
            }];
        }
        Self::unpacked(name, &bytes)
    }

    /// The same, here and now.
    fn unpacked(name: &str, bytes: &[u8]) -> Vec<Self> {
        let unpacked = hopscope_document::unpack(name, bytes).into_iter();
        let piece = |own: hopscope_document::Unpacked| {
            let (text, wrong) = match own.text {
                Ok(text) => (text, None),
                Err(wrong) => (String::new(), Some(*wrong)),
            };
            Self {
                name: Some(own.name),
                text: text.into(),
                wrong,
                packed: Packed::No,
            }
        };
        unpacked.map(piece).collect()
    }
}

/// Where it goes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Into {
    /// It becomes a scenario of its own.
    New,
    /// It is added to what is open; the later of two objects of one identity replaces the earlier.
    Open,
}

/// What is to become of an object.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    /// It could not be read whole, and stays as unread.
    Unread,
    /// It is not there yet.
    New,
    /// It is there, and different.
    Changed,
    /// It is there, and the same.
    Unchanged,
}

/// What an object is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Group {
    /// A resource.
    Kind(Kind),
    /// An IAM policy.
    IamPolicy,
    /// A process on a machine.
    Process,
    /// An SSH tunnel.
    Tunnel,
    /// Proxy settings.
    ProxySettings,
    /// A name server.
    NameServer,
    /// A machine that forwards.
    Appliance,
    /// A domain of one's own that leads to a Cloud Run service.
    DomainMapping,
}

/// An object of the preview.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Row {
    /// What it is.
    pub group: Group,
    /// What it is called, as far as is known.
    pub name: String,
    /// What is to become of it.
    pub status: Status,
    /// The field that could not be read.
    pub field: Option<String>,
    /// The fields that change.
    pub fields: Vec<FieldDifference>,
}

/// Objects of a preview: the first of each status, sorted by what they are, and how many there are of all.
#[derive(Debug)]
pub struct Rows {
    /// The first 60 of each status.
    pub shown: Vec<Row>,
    /// How many objects there are of which status, and what they are.
    pub counts: Vec<(Status, Group, usize)>,
}

/// How many objects of a status are shown. All that was found comes to the page, which stands still until it is there.
const MOST_ROWS: usize = 60;

impl Rows {
    fn of(mut rows: Vec<Row>) -> Self {
        order::sort(&mut rows);
        let mut counts: Vec<(Status, Group, usize)> = Vec::new();
        let count = |counts: &[(Status, Group, usize)], status: Status| -> usize {
            let own = counts.iter().filter(|own| own.0 == status);
            own.map(|own| own.2).sum()
        };
        rows.retain(|row| {
            let before = count(&counts, row.status);
            let own = |own: &&mut (Status, Group, usize)| (own.0, own.1) == (row.status, row.group);
            match counts.iter_mut().find(own) {
                Some((.., count)) => *count += 1,
                None => counts.push((row.status, row.group, 1)),
            }
            before < MOST_ROWS
        });
        Self {
            shown: rows,
            counts,
        }
    }

    /// How many objects have a status.
    pub fn count(&self, status: Status) -> usize {
        let own = self.counts.iter().filter(|own| own.0 == status);
        own.map(|own| own.2).sum()
    }
}

/// The first of a list that may be long.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Few<T> {
    /// These.
    pub shown: Vec<T>,
    /// How many more there are.
    pub more: usize,
}

impl<T> Few<T> {
    /// How many there are.
    pub fn all(&self) -> usize {
        self.shown.len() + self.more
    }

    /// The same as something else.
    pub(crate) fn map<U>(&self, row: impl Fn(&T) -> U) -> Few<U> {
        Few {
            shown: self.shown.iter().map(row).collect(),
            more: self.more,
        }
    }
}

/// How many problems of a code are shown: ten thousand times the same must not hide what is there once, nor stop the
/// page.
const MOST_PROBLEMS: usize = 20;

impl Few<Problem> {
    /// The first of each code.
    pub(crate) fn of_each_code(problems: impl IntoIterator<Item = Problem>) -> Self {
        let mut counts: Vec<(ProblemCode, usize)> = Vec::new();
        let (mut shown, mut more) = (Vec::new(), 0);
        for problem in problems {
            let at = counts.iter().position(|(code, _)| *code == problem.code);
            let at = at.unwrap_or_else(|| {
                counts.push((problem.code, 0));
                counts.len() - 1
            });
            match counts.get_mut(at) {
                Some((_, count)) if *count < MOST_PROBLEMS => {
                    *count += 1;
                    shown.push(problem);
                }
                _ => more += 1,
            }
        }
        Self { shown, more }
    }
}

/// A preview that waits for a decision.
#[derive(Debug)]
pub struct Import {
    /// What was brought, in order.
    pub pieces: Vec<Piece>,
    /// Where it goes.
    pub into: Into,
    /// Whether there is something open that it could be added to.
    pub can_merge: bool,
    /// The project to assume for what names none.
    pub project: Option<String>,
    /// The objects.
    pub rows: Rows,
    /// How many requests came along.
    pub requests: usize,
    /// What is wrong with what was brought; places count in the piece that [`Import::piece_of`] names.
    pub problems: Few<Problem>,
    /// What was left out or mended as it should be.
    pub notes: Few<Problem>,
    /// What is referred to and not there.
    pub missing: Vec<Problem>,
    /// What would be open after accepting.
    pub(crate) next: Next,
}

/// What would be open after accepting. It is worked out then: much may follow from what was brought.
#[derive(Debug)]
pub(crate) struct Next {
    origin: Origin,
    whole: Whole,
    problems: Vec<Problem>,
}

/// All that was read: as it is, or as it came from beside the page, to be read once it is wanted.
#[derive(Debug)]
pub(crate) enum Whole {
    /// As it is.
    Read(Box<Scenario>),
    /// As a file.
    Written(String),
}

impl Next {
    /// With all that follows from it.
    pub(crate) fn open(&self) -> Open {
        let Self {
            origin,
            whole,
            problems,
        } = self;
        let scenario = match whole {
            Whole::Read(scenario) => (**scenario).clone(),
            Whole::Written(text) => {
                let input = Input { file: None, text };
                hopscope_document::read(&[input], &Options::default()).scenario
            }
        };
        Open::of(origin.clone(), scenario, problems.clone())
    }
}

/// What was brought and is being read beside the page.
#[derive(Clone, PartialEq, Debug)]
pub struct Reading {
    /// What was brought, in order.
    pub pieces: Vec<Piece>,
    /// Where it is to go.
    pub into: Into,
    /// The project to assume for what names none.
    pub project: Option<String>,
}

impl Reading {
    /// How much it is, in bytes.
    pub fn bytes(&self) -> usize {
        self.pieces.iter().map(Piece::bytes).sum()
    }

    /// Whether it is so much that the page would stand still while it is read.
    pub(crate) fn is_long(&self) -> bool {
        let packed = |own: &Piece| matches!(own.packed, Packed::Whole(_));
        self.bytes() > LONG || self.pieces.iter().any(packed)
    }

    /// What is to be done beside the page.
    pub fn job(&self, open: Option<&Scenario>) -> Job {
        let base = open.filter(|_| self.into == Into::Open);
        let texts = texts(&self.pieces).into_iter();
        Job::Read {
            project: self.project.clone(),
            open: base.map(hopscope_document::canonical),
            texts: texts.map(|(at, text)| (at, text.to_owned())).collect(),
            packed: packed::files(&self.pieces),
        }
    }
}

/// What is read on the page, in bytes: a slow machine takes 50 ms for it, twice.
const LONG: usize = 200_000;

/// Texts that can be read, with their places among the pieces.
fn texts(pieces: &[Piece]) -> Vec<(usize, &str)> {
    let pieces = pieces.iter().enumerate();
    let readable = pieces.filter(|(_, own)| own.wrong.is_none() && own.packed == Packed::No);
    readable.map(|(at, piece)| (at, &*piece.text)).collect()
}

/// What was found in what was brought.
#[derive(Debug)]
pub(crate) struct Found {
    /// The objects.
    pub(crate) rows: Rows,
    /// How many requests came along.
    pub(crate) requests: usize,
    /// What is wrong with what was brought.
    pub(crate) problems: Few<Problem>,
    /// What was left out or mended as it should be.
    pub(crate) notes: Few<Problem>,
    /// What is referred to and not there.
    pub(crate) missing: Vec<Problem>,
    /// All of it, with what is open where it goes there.
    pub(crate) whole: Whole,
    /// What was wrong in reading all of it.
    pub(crate) read: Vec<Problem>,
}

/// Marks the text of what is open among the inputs; pieces are marked by their position.
const ALREADY_OPEN: &str = "open";

impl Found {
    /// Reads texts, each with its place among what was brought, into what is open or by themselves.
    pub(crate) fn read(
        texts: &[(usize, &str)],
        base: Option<&Scenario>,
        project: Option<&str>,
        progress: &mut dyn FnMut(usize, usize),
    ) -> Self {
        let marks: Vec<String> = texts.iter().map(|(at, _)| at.to_string()).collect();
        let own = texts.iter().zip(&marks);
        let own = own.map(|((_, text), mark)| Input {
            file: Some(mark),
            text,
        });
        let mut inputs: Vec<Input<'_>> = own.collect();
        let options = Options {
            project: project
                .map(str::to_owned)
                .or_else(|| base.and_then(|base| base.project.clone())),
            ..Options::default()
        };
        let parts = if base.is_some() { 2 } else { 1 };
        let alone = hopscope_document::read_telling(&inputs, &options, &mut |done, all| {
            progress(done, all * parts);
        });
        let brought = alone.scenario.clone();
        // Of which two came, and which is taken: that one replaces what is open is what the rows say.
        let twice = alone.problems.iter();
        let twice = twice.filter(|problem| problem.code == ProblemCode::Duplicate);
        let twice: Vec<Problem> = twice.cloned().collect();
        let written = base.map(hopscope_document::write);
        let read = match &written {
            None => alone,
            Some(text) => {
                let open = Input {
                    file: Some(ALREADY_OPEN),
                    text,
                };
                inputs.insert(0, open);
                hopscope_document::read_telling(&inputs, &options, &mut |done, all| {
                    progress(all + done, all * parts);
                })
            }
        };
        let mut scenario = read.scenario;
        if let Some(base) = base {
            // The title and words of what is open stay.
            scenario.title.clone_from(&base.title);
            scenario.description.clone_from(&base.description);
        }
        let mut problems = read.problems.clone();
        problems.retain(|problem| {
            problem.code != ProblemCode::ReferenceMissing
                && problem.file.as_deref() != Some(ALREADY_OPEN)
                && problem.code != ProblemCode::Duplicate
        });
        problems.extend(twice);
        let (_, linked) = Topology::link(&scenario);
        let all: Vec<Problem> = read.problems.iter().cloned().chain(linked).collect();
        let (notes, problems): (Vec<_>, Vec<_>) = problems
            .into_iter()
            .partition(|problem| problem.severity == Severity::Note);
        Self {
            rows: Rows::of(rows(base, &brought, &scenario)),
            requests: brought.requests.len(),
            problems: Few::of_each_code(worst_first(problems)),
            notes: Few::of_each_code(worst_first(notes)),
            missing: missing(&all),
            whole: Whole::Read(Box::new(scenario)),
            read: read.problems,
        }
    }
}

impl Import {
    /// Reads what was brought. `into` is only asked for: with nothing open there is no choice.
    pub fn read(
        pieces: Vec<Piece>,
        open: Option<&Open>,
        into: Into,
        project: Option<String>,
    ) -> Self {
        let base = open.filter(|_| into == Into::Open);
        let pieces = packed::unpack(pieces);
        let texts = texts(&pieces);
        let base = base.map(|open| &open.scenario);
        let found = Found::read(&texts, base, project.as_deref(), &mut |_, _| {});
        Self::of(found, pieces, open, into, project)
    }

    /// What was found in what was brought.
    fn of(
        found: Found,
        pieces: Vec<Piece>,
        open: Option<&Open>,
        into: Into,
        project: Option<String>,
    ) -> Self {
        let base = open.filter(|_| into == Into::Open);
        let origin = match base {
            Some(open) => open.origin.clone(),
            None => Origin::Brought(pieces.iter().find_map(|piece| piece.name.clone())),
        };
        let mut problems = found.problems;
        let mut notes = found.notes;
        for (index, piece) in pieces.iter().enumerate() {
            let Some(wrong) = piece.wrong.clone() else {
                continue;
            };
            let list = match wrong.severity {
                Severity::Note => &mut notes.shown,
                _ => &mut problems.shown,
            };
            list.push(Problem {
                file: Some(index.to_string()),
                ..wrong
            });
        }
        let again = Few::of_each_code(worst_first(problems.shown));
        problems = Few {
            more: problems.more + again.more,
            ..again
        };
        Self {
            can_merge: open.is_some(),
            into: if base.is_some() {
                Into::Open
            } else {
                Into::New
            },
            project,
            rows: found.rows,
            requests: found.requests,
            problems,
            notes,
            missing: found.missing,
            next: Next {
                origin,
                whole: found.whole,
                problems: found.read,
            },
            pieces,
        }
    }

    /// What was brought, by itself.
    pub(crate) fn alone(&self) -> Option<Rc<Open>> {
        match self.into {
            Into::New => Some(Rc::new(self.next.open())),
            Into::Open => {
                let pieces = self.pieces.clone();
                let alone = Self::read(pieces, None, Into::New, self.project.clone());
                Some(Rc::new(alone.next.open()))
            }
        }
    }

    /// What reading beside the page gave, as it travelled; `None` where that is none.
    pub(crate) fn found(said: &[String], reading: &Reading, open: Option<&Open>) -> Option<Self> {
        let (pieces, said) = packed::read(said, &reading.pieces)?;
        let (found, project) = (travel::read(said)?, reading.project.clone());
        Some(Self::of(found, pieces, open, reading.into, project))
    }

    /// What would be open, where it was read on the page.
    pub(crate) fn read_here(&self) -> Option<&Scenario> {
        match &self.next.whole {
            Whole::Read(scenario) => Some(scenario),
            Whole::Written(_) => None,
        }
    }

    /// Whether anything was understood.
    pub fn is_useful(&self) -> bool {
        !self.rows.counts.is_empty() || self.requests > 0
    }

    /// The piece that a problem is in.
    pub fn piece_of(&self, problem: &Problem) -> Option<(usize, &Piece)> {
        let index: usize = problem.file.as_deref()?.parse().ok()?;
        Some((index, self.pieces.get(index)?))
    }

    /// Whether a project would help: something does not say whose it is.
    pub fn wants_project(&self) -> bool {
        self.project.is_some()
            || self
                .problems
                .shown
                .iter()
                .any(|problem| problem.code == ProblemCode::ProjectUnknown)
    }

    /// How many objects of each kind were read, in the order of kinds.
    pub fn groups(&self) -> Vec<(Group, usize)> {
        let mut counts: Vec<(Group, usize)> = Vec::new();
        for (_, group, own) in &self.rows.counts {
            match counts.iter_mut().find(|(known, _)| known == group) {
                Some((_, count)) => *count += own,
                None => counts.push((*group, *own)),
            }
        }
        order::sort(&mut counts);
        counts
    }
}

/// What is wrong with a text as a whole explains what is wrong inside of it.
fn worst_first(mut problems: Vec<Problem>) -> Vec<Problem> {
    order::sort_by_key(&mut problems, |problem| {
        (problem.severity, problem.resource.is_some())
    });
    problems
}

/// References to what is not there, each resource once.
pub fn missing(problems: &[Problem]) -> Vec<Problem> {
    let mut seen = Set::new();
    problems
        .iter()
        .filter(|problem| problem.code == ProblemCode::ReferenceMissing)
        .filter(|problem| {
            let command = problem.next.as_ref().and_then(|next| next.command.clone());
            let args = problem.args.iter();
            let args = args.flat_map(|(name, value)| [&**name, &**value]);
            let own: Vec<&str> = args.chain(command.as_deref()).collect();
            seen.add(own.join("\0"))
        })
        .cloned()
        .collect()
}

/// Something a scenario holds, for comparing.
#[derive(PartialEq)]
enum Held<'a> {
    Resource(Id),
    Iam(&'a IamResource, &'a IamPolicy),
    Process(&'a Process),
    Tunnel(&'a Tunnel),
    Proxy(&'a Id, &'a ProxySettings),
    Server(&'a NameServer),
    Appliance(&'a Appliance),
}

impl Held<'_> {
    /// It and nothing else, as it is written in a scenario.
    fn alone(&self, of: &Scenario) -> Scenario {
        let mut own = Scenario {
            project: of.project.clone(),
            ..Scenario::default()
        };
        let all = &mut own.resources;
        match *self {
            Self::Resource(ref id) => all.share(&of.resources, id),
            Self::Iam(on, policy) => all.iam_policies.insert(on.clone(), policy.clone()),
            Self::Process(process) => all.processes.push(process.clone()),
            Self::Tunnel(tunnel) => all.tunnels.push(tunnel.clone()),
            Self::Proxy(on, settings) => all.proxy_settings.insert(on.clone(), settings.clone()),
            Self::Server(server) => all.name_servers.push(server.clone()),
            Self::Appliance(appliance) => all.appliances.push(appliance.clone()),
        }
        own
    }
}

/// The fields in which two scenarios of one object differ.
fn differing(before: &Scenario, after: &Scenario) -> Vec<FieldDifference> {
    let all = hopscope_document::differences(before, after).into_iter();
    all.flat_map(|own| own.fields).collect()
}

fn inventory(scenario: &Scenario) -> Index<(Group, String), Held<'_>> {
    let all = &scenario.resources;
    let short = |id: &Id| scenario.short(id);
    let mut held = Index::new();
    for id in all.ids() {
        let name = short(&id);
        let name = name.split_once('/').map_or(&*name, |(_, name)| name);
        held.insert((Group::Kind(id.kind), name.to_owned()), Held::Resource(id));
    }
    for (on, policy) in all.iam_policies.iter() {
        let name = match on {
            IamResource::Resource(id) => short(id),
            IamResource::Iap(id) => format!("{} (IAP)", short(id)),
            IamResource::ServiceAccount(name) | IamResource::Other(name) => name.clone(),
        };
        held.insert((Group::IamPolicy, name), Held::Iam(on, policy));
    }
    for process in &all.processes {
        let protocol = process.protocol.as_str();
        let name = format!("{} {}/{protocol}", short(&process.on), process.port);
        held.insert((Group::Process, name), Held::Process(process));
    }
    for tunnel in &all.tunnels {
        held.insert((Group::Tunnel, short(&tunnel.on)), Held::Tunnel(tunnel));
    }
    for (on, settings) in all.proxy_settings.iter() {
        held.insert((Group::ProxySettings, short(on)), Held::Proxy(on, settings));
    }
    for server in &all.name_servers {
        let on = match &server.on {
            NameServerPlace::Machine(id) => short(id),
            NameServerPlace::Address(address) => address.to_string(),
        };
        let name = format!("{} {on}", server.name);
        held.insert((Group::NameServer, name), Held::Server(server));
    }
    for appliance in &all.appliances {
        let id = Id::new(Kind::Instance, appliance.on.name().clone());
        held.insert((Group::Appliance, short(&id)), Held::Appliance(appliance));
    }
    held
}

/// What `after` has that `before` had not, or had differently; and what was brought and makes no difference.
fn rows(before: Option<&Scenario>, brought: &Scenario, after: &Scenario) -> Vec<Row> {
    let empty = Scenario::default();
    let before = before.unwrap_or(&empty);
    let (old, own, new) = (inventory(before), inventory(brought), inventory(after));
    let mut rows: Vec<Row> = new
        .iter()
        .filter_map(|(key, value)| {
            let earlier = old.get(key);
            let status = match (earlier, value) {
                (None, _) => Status::New,
                (Some(Held::Resource(_)), Held::Resource(id)) => {
                    if !before.resources.same(&after.resources, id) {
                        Status::Changed
                    } else {
                        Status::Unchanged
                    }
                }
                (Some(previous), value) if previous == value => Status::Unchanged,
                _ => Status::Changed,
            };
            let fields = match (status, earlier) {
                (Status::Changed, Some(earlier)) => {
                    differing(&earlier.alone(before), &value.alone(after))
                }
                _ => Vec::new(),
            };
            let of_interest = status != Status::Unchanged || own.contains_key(key);
            of_interest.then(|| Row {
                group: key.0,
                name: key.1.clone(),
                status,
                field: None,
                fields,
            })
        })
        .collect();
    rows.extend(brought.resources.unread.iter().map(|unread| Row {
        group: Group::Kind(unread.kind),
        name: match (&*unread.location, &*unread.name) {
            ("" | "global", name) | (_, name @ "") => name.to_owned(),
            (location, name) => format!("{location}/{name}"),
        },
        status: Status::Unread,
        field: Some(unread.field.clone()),
        fields: Vec::new(),
    }));
    rows
}
