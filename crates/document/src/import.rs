//! Reading from beginning to end: texts to documents, documents to objects, objects to a scenario.

use std::collections::BTreeMap;

use hopscope_model::problem::Severity;
use hopscope_model::scenario::Branch;
use hopscope_model::{Index, Kind, Problem, ProblemCode, Scenario};
use memchr::memmem;

use crate::asset;
use crate::branch;
use crate::config_connector::{self, assemble};
use crate::envelope::Envelope;
use crate::failures;
use crate::field::write_path;
use crate::gather::gather;
use crate::harvest::Harvest;
use crate::item::Item;
use crate::reader::{Reader, is_rest};
use crate::registry::{IRRELEVANT, Turn};
use crate::report::Report;
use crate::scan::{Part, elements};
use crate::scenario_file::{ScenarioFile, is_scenario};
use crate::sniff::{self, Looks};
use crate::source::Source;
use crate::split::{Piece, split};
use crate::terminal::Plain;
use crate::terraform::{Planned, Side, convert, has_before, is_first, is_irrelevant};
use crate::{Input, Options, Read, SIZE_LIMIT, secret};

/// What the proposal of a plan is called.
const PLAN: &str = "plan";

/// What a text is, where it does not say so itself.
#[derive(Clone, Debug)]
pub(crate) enum Wrap {
    /// It says so.
    None,
    /// The IAM policy of a resource.
    Iam(String),
    /// The record sets of a zone.
    Zone(String),
    /// Everything of a kind.
    List(String),
}

/// How far reading is, of how much: bytes looked through, then as many again while they are read.
pub(crate) type Progress<'p> = &'p mut dyn FnMut(usize, usize);

/// One of these stands in every plan of Terraform that says what is there before it, and in every change of one.
const BEFORE: [&str; 3] = ["\"prior_state\"", "\"resource_changes\"", "\"change\""];

/// How many objects are read between two words on how far it is.
const OFTEN: usize = 256;

pub(crate) fn read(inputs: &[Input<'_>], options: &Options, progress: Progress<'_>) -> Read {
    let mut wraps = Vec::new();
    let mut brought: Vec<(Option<&str>, &str)> = Vec::new();
    for input in inputs {
        brought.push((input.file, input.text));
        wraps.push(Wrap::None);
    }
    type WrapOf = fn(String) -> Wrap;
    let given: [(&[(String, String)], WrapOf); 3] = [
        (&options.iam, Wrap::Iam),
        (&options.zone, Wrap::Zone),
        (&options.list, Wrap::List),
    ];
    for (list, wrap) in given {
        for (word, text) in list {
            brought.push((Some(word), text));
            wraps.push(wrap(word.clone()));
        }
    }
    let plain = brought
        .iter()
        .map(|(_, text)| text.strip_prefix('\u{feff}').unwrap_or(text));
    let ended: Vec<_> = plain.map(Plain::of).collect();
    let hidden: Vec<_> = ended.iter().map(|own| secret::hide(&own.text)).collect();
    let sources = brought.iter().zip(&ended).zip(&hidden);
    let sources = sources.map(|(((file, own), plain), (text, secrets))| {
        let mut source = Source::new(*file, text);
        source.secrets = *secrets;
        source.returns = plain.returns;
        source.escapes = plain.escapes;
        source.links = plain.links;
        source.byte_order_mark = own.starts_with('\u{feff}');
        source
    });
    let sources: Vec<Source<'_>> = sources.collect();
    let says = |source: &Source<'_>| {
        let says = |word: &str| memmem::find(source.text.as_bytes(), word.as_bytes()).is_some();
        BEFORE.into_iter().any(says)
    };
    let plans: Vec<bool> = sources.iter().map(says).collect();
    let beside =
        plans.contains(&true) && is_beside(sources.get(..inputs.len()).unwrap_or_default(), &plans);
    let is_plan =
        |(source, says): (&Source<'_>, &bool)| *says && pieces_as(source).iter().any(has_before);
    if !beside && !sources.iter().zip(&plans).any(is_plan) {
        return run(&sources, &wraps, options, (Side::After, false), progress);
    }
    // What is planned is a proposal for what is there.
    let mut half = |done: usize, all: usize| progress(done, all * 2);
    let after = run(&sources, &wraps, options, (Side::After, beside), &mut half);
    let mut half = |done: usize, all: usize| progress(all + done, all * 2);
    let before = run(&sources, &wraps, options, (Side::Before, beside), &mut half);
    propose(before, after)
}

/// Whether a plan that makes everything it holds stands beside what is there.
fn is_beside(sources: &[Source<'_>], plans: &[bool]) -> bool {
    let mut may_be = sources.iter().zip(plans).filter(|(_, says)| **says);
    if !may_be.any(|(source, _)| pieces_as(source).iter().any(is_first)) {
        return false;
    }
    let other = |piece: &Piece<'_>| holds_something(piece) && !is_first(piece);
    sources
        .iter()
        .any(|source| pieces_as(source).iter().any(other))
}

/// Whether a document holds resources: requests alone are asked of what a plan makes.
fn holds_something(piece: &Piece<'_>) -> bool {
    let envelope = Envelope::of(piece.part());
    let some = |part: Part<'_>| match part.text.starts_with('[') {
        true => !elements(part).list.is_empty(),
        false => true,
    };
    match is_scenario(&envelope) {
        true => envelope.part("resources").is_some_and(some),
        false => !piece.prose && some(piece.part()),
    }
}

/// What is there, with what is planned as a proposal.
fn propose(before: Read, after: Read) -> Read {
    let mut read = before;
    // A plan that changes nothing is one all the same.
    let changes = branch::between(&read.scenario, &after.scenario.resources);
    let taken = |name: &str| read.scenario.branches.iter().any(|own| own.name == name);
    let mut name = PLAN.to_owned();
    let mut number = 2;
    while taken(&name) {
        name = format!("{PLAN} {number}");
        number += 1;
    }
    read.scenario.branches.push(Branch {
        name,
        changes,
        declared: Vec::new(),
    });
    // What is said of both sides is said once.
    let place = |own: &Problem| {
        (
            own.code,
            own.file.clone(),
            own.line,
            own.column,
            own.path.clone(),
        )
    };
    let mut told: Index<_, ()> = Index::new();
    for own in &read.problems {
        told.insert(place(own), ());
    }
    let more = after.problems.into_iter();
    read.problems
        .extend(more.filter(|own| !told.contains_key(&place(own))));
    read
}

fn run(
    sources: &[Source<'_>],
    wraps: &[Wrap],
    options: &Options,
    side: (Side, bool),
    progress: Progress<'_>,
) -> Read {
    let scenario = Scenario::default();
    let bytes: usize = sources.iter().map(|source| source.text.len()).sum();
    let mut seen = 0;
    let mut texts = Vec::new();
    for source in sources {
        progress(seen, bytes * 2);
        texts.push((pieces_as(source), source.text.len()));
        seen += source.text.len();
    }
    let pieces = shaped(texts, options.project.as_deref(), side);
    let mut so_far =
        |read: usize, all: usize| progress(bytes + bytes / all.max(1) * read, bytes * 2);
    let mut reader = Reader::new(scenario, Report::new(sources));
    let mut gathered = Gathered::default();
    for (index, source) in sources.iter().enumerate() {
        let own = pieces.get(index).map_or(&[][..], Vec::as_slice);
        let wrap = wraps.get(index).unwrap_or(&Wrap::None);
        gather(&mut reader, &mut gathered, index, source, own, wrap);
    }
    gathered.harvest.in_time();
    reader.settle(&gathered, sources.len(), options);
    for file in &gathered.files {
        reader.scenario_file(file);
    }
    reader.tell_strangers(&gathered.harvest);
    reader.tell_pages(&gathered.harvest);
    reader.read_items(&gathered.harvest, &mut so_far);
    reader.given_policies(&gathered);
    reader.finish();
    if !gathered.files.is_empty() {
        reader.index();
    }
    let names = std::mem::take(&mut reader.parts.names);
    for file in &gathered.files {
        reader.requests(file, &names);
    }
    reader.take_tests();
    Read {
        scenario: reader.scenario,
        problems: reader.report.finish(),
    }
}

/// The documents of a source, in the shape of Google's objects.
pub(crate) fn pieces_of<'a>(source: &Source<'a>) -> Vec<Piece<'a>> {
    let text = (pieces_as(source), source.text.len());
    shaped(vec![text], None, (Side::After, false))
        .into_iter()
        .flatten()
        .collect()
}

/// The documents of texts, each with its length, in the shape of Google's objects.
fn shaped<'a>(
    texts: Vec<(Vec<Piece<'a>>, usize)>,
    project: Option<&str>,
    (side, beside): (Side, bool),
) -> Vec<Vec<Piece<'a>>> {
    let shape = |piece| asset::convert(convert(piece, side, beside));
    let texts = assemble(texts, project).into_iter();
    texts
        .map(|(own, _)| own.into_iter().map(shape).collect())
        .collect()
}

/// The documents of a source as they are written, where it is not too large to look for them.
fn pieces_as<'a>(source: &Source<'a>) -> Vec<Piece<'a>> {
    match source.text.len() > SIZE_LIMIT {
        true => Vec::new(),
        // What was wrapped, or is YAML, may show a secret only now.
        false => split(source.text)
            .into_iter()
            .map(Piece::without_secrets)
            .collect(),
    }
}

/// Everything that was found in the texts, before any of it is read.
#[derive(Default)]
pub(crate) struct Gathered<'a> {
    pub(crate) harvest: Harvest<'a>,
    pub(crate) files: Vec<ScenarioFile<'a>>,
    /// What was given as the IAM policy of a resource: source, resource, and whether it is none.
    pub(crate) policies: Vec<(usize, String, bool)>,
    /// Default project of a source, where a file says one.
    pub(crate) projects: BTreeMap<usize, String>,
}

impl Reader<'_> {
    /// Tells of objects that are not read, and of lists without items.
    pub(crate) fn tell_strangers(&mut self, harvest: &Harvest<'_>) {
        for stranger in &harvest.strangers {
            let kind = stranger.kind.as_deref();
            let severity = match kind {
                Some(kind) if decides_nothing(kind) => Severity::Note,
                _ => Severity::Warning,
            };
            let path = write_path(&stranger.path);
            let fields = harvest.unknown.as_deref().filter(|_| kind.is_none());
            let kind = kind.unwrap_or("unknown");
            let place = stranger.place;
            match &stranger.held {
                // What decides about no packet has no address either: a change of records, an operation.
                Some(held) if severity == Severity::Warning => {
                    self.report.kept_addresses(place, &path, kind);
                    self.keep_stranger(place.source, kind, held);
                }
                _ => self
                    .report
                    .not_modelled(place, &path, kind, severity, fields),
            }
        }
        for (place, path) in harvest.inside_texts.iter().take(failures::MOST) {
            let problem = sniff::problem(&Looks::Stray);
            self.report.at(*place, &write_path(path), problem);
        }
        for (place, path, message, of) in harvest.failures.iter().take(failures::MOST) {
            let problem = failures::problem(message, of);
            self.report.at(*place, &write_path(path), problem);
        }
        for (place, path, kind) in &harvest.empty_lists {
            let mut problem = Problem::new(Severity::Warning, ProblemCode::EmptyList);
            if let Some(kind) = kind {
                problem = problem.arg("kind", kind.code());
            }
            let problem = problem.next("declare-list", Some("--list KIND=FILE".to_owned()));
            let what = kind.map_or("", Kind::code);
            self.report.count(*place, &write_path(path), what, problem);
        }
    }

    /// Reads every object: first what stands by itself, then parts, then what refers to either.
    pub(crate) fn read_items(&mut self, harvest: &Harvest<'_>, progress: Progress<'_>) {
        let some_rest = harvest.items.iter().any(is_rest);
        let some_planned = harvest.items.iter().any(|item| order_of(item) > 0);
        let some_entries = harvest.items.iter().any(|item| item.around.entry);
        let mut turn = |reader: &mut Self, turn: Turn| {
            let mut lists = harvest.listed.iter().peekable();
            for (index, item) in harvest.items.iter().enumerate() {
                if turn == Turn::Second {
                    while let Some(listed) = lists.next_if(|listed| listed.before <= index) {
                        reader.listed(listed);
                    }
                }
                if turn == Turn::First && index % OFTEN == 0 {
                    progress(index, harvest.items.len());
                }
                let later = some_rest && is_rest(item) || some_planned && order_of(item) > 0;
                let own = item.row.turn == turn && !later && !item.around.entry;
                if own && !reader.is_cut_list(item, harvest) {
                    (item.row.read)(reader, item);
                }
            }
            // A part of something comes after it.
            let own = || harvest.items.iter().filter(|item| item.row.turn == turn);
            for item in own().filter(|item| some_rest && is_rest(item) && order_of(item) == 0) {
                (item.row.read)(reader, item);
            }
            // So does what says only that something is there.
            for item in own().filter(|item| some_entries && item.around.entry) {
                if !reader.knows(item) {
                    (item.row.read)(reader, item);
                }
            }
            if turn == Turn::Second {
                lists.for_each(|listed| reader.listed(listed));
            }
            if !some_planned {
                return;
            }
            // What a plan makes of what is there comes after all that is.
            for (order, rest) in [(1, false), (1, true), (2, false), (2, true)] {
                for item in own().filter(|item| order_of(item) == order && is_rest(item) == rest) {
                    (item.row.read)(reader, item);
                }
            }
        };
        turn(self, Turn::First);
        for next in [Turn::Second, Turn::Third] {
            let has = harvest.items.iter().any(|item| item.row.turn == next);
            if has || (next == Turn::Second && !harvest.listed.is_empty()) {
                self.index();
                turn(self, next);
            }
        }
        self.tell_rules_elsewhere(&harvest.items);
        self.take_away();
        for (source, project, kind) in &harvest.complete {
            let project = match project {
                Some(project) => self.known.project(project),
                None => self.default_project(*source),
            };
            if !project.is_empty() {
                let project = project.to_owned();
                self.scenario.complete.insert((project, *kind));
            }
        }
    }
}

/// Whether objects of a kind that is not read decide about no packet.
fn decides_nothing(kind: &str) -> bool {
    IRRELEVANT.contains(&kind) || is_irrelevant(kind) || config_connector::is_irrelevant(kind)
}

/// When an object is read among others: what is there, then what a plan takes away, then what it changes.
fn order_of(item: &Item<'_>) -> usize {
    match item.around.planned {
        None | Some(Planned::Same) => 0,
        Some(Planned::Gone) => 1,
        Some(Planned::Changed) => 2,
    }
}
