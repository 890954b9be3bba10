//! Reading from beginning to end: texts to documents, documents to objects, objects to a scenario.

use std::collections::{BTreeMap, BTreeSet};

use hopscope_model::name::GLOBAL;
use hopscope_model::problem::Severity;
use hopscope_model::resource::Project;
use hopscope_model::{Kind, Name, Problem, ProblemCode, Scenario};

use crate::envelope::{Around, Envelope};
use crate::field::write_path;
use crate::item::{Harvest, Harvester, Listed, Parent, is_number};
use crate::names::{Standing, standing};
use crate::other::project::whole_chain;
use crate::reader::Reader;
use crate::registry::{IRRELEVANT, Turn, word_of};
use crate::report::{Place, Report, error, note, warning};
use crate::scan::Step;
use crate::scenario_file::{ScenarioFile, is_scenario};
use crate::serverless::knative::number_beside;
use crate::sniff::{self, Looks};
use crate::source::Source;
use crate::split::{DEPTH_LIMIT, Piece, split};
use crate::{Input, Options, Read, SIZE_LIMIT, secret};

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

pub(crate) fn read(inputs: &[Input<'_>], options: &Options) -> Read {
    let mut sources: Vec<Source<'_>> = Vec::new();
    let mut wraps = Vec::new();
    for input in inputs {
        sources.push(Source::new(input.file, input.text));
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
            sources.push(Source::new(Some(word), text));
            wraps.push(wrap(word.clone()));
        }
    }
    run(Scenario::default(), &sources, &wraps, options)
}

fn run(scenario: Scenario, sources: &[Source<'_>], wraps: &[Wrap], options: &Options) -> Read {
    let pieces: Vec<Vec<Piece<'_>>> = sources.iter().map(pieces_of).collect();
    let mut reader = Reader::new(scenario, Report::new(sources));
    let mut gathered = Gathered::default();
    for (index, source) in sources.iter().enumerate() {
        let own = pieces.get(index).map_or(&[][..], Vec::as_slice);
        let wrap = wraps.get(index).unwrap_or(&Wrap::None);
        gather(&mut reader, &mut gathered, index, source, own, wrap);
    }
    reader.settle(&gathered, sources.len(), options);
    for file in &gathered.files {
        reader.scenario_file(file);
    }
    reader.tell_strangers(&gathered.harvest);
    reader.read_items(&gathered.harvest);
    reader.finish();
    reader.index();
    let names = std::mem::take(&mut reader.parts.names);
    for file in &gathered.files {
        reader.requests(file, &names);
    }
    Read {
        scenario: reader.scenario,
        problems: reader.report.finish(),
    }
}

/// The documents of a source, where it is not too large to look for them.
pub(crate) fn pieces_of<'a>(source: &Source<'a>) -> Vec<Piece<'a>> {
    if source.text.len() > SIZE_LIMIT {
        Vec::new()
    } else {
        split(source.text)
    }
}

/// Everything that was found in the texts, before any of it is read.
#[derive(Default)]
pub(crate) struct Gathered<'a> {
    pub(crate) harvest: Harvest<'a>,
    pub(crate) files: Vec<ScenarioFile<'a>>,
    /// Default project of a source, where a file says one.
    pub(crate) projects: BTreeMap<usize, String>,
}

/// Looks through one source.
pub(crate) fn gather<'a>(
    reader: &mut Reader<'_>,
    gathered: &mut Gathered<'a>,
    index: usize,
    source: &Source<'_>,
    pieces: &'a [Piece<'a>],
    wrap: &Wrap,
) {
    if source.text.len() > SIZE_LIMIT {
        let limit = format!("{} MB", SIZE_LIMIT / 1024 / 1024);
        let problem = error(ProblemCode::TooLarge)
            .arg("limit", limit)
            .next("narrow", None);
        return reader.report.of_source(index, problem);
    }
    if let Wrap::List(word) = wrap
        && Kind::from_code(word).is_none()
    {
        let problem = error(ProblemCode::FieldInvalid)
            .arg("field", "--list")
            .arg("why", format!("`{word}` is no kind"))
            .next("correct-field", None);
        return reader.report.of_source(index, problem);
    }
    let objects = gathered.harvest.objects;
    let lists = gathered.harvest.empty_lists.len();
    let files = gathered.files.len();
    let looks = sniff::look(source.text);
    // A page or YAML may hold JSON in the middle of a line; that is not what was meant.
    let loose = pieces.iter().all(|piece| {
        let before = source.text.get(..piece.range.start).unwrap_or_default();
        !before
            .rsplit('\n')
            .next()
            .unwrap_or_default()
            .trim()
            .is_empty()
    });
    let inside: usize = pieces.iter().map(|piece| piece.range.len()).sum();
    let elsewhere = match looks {
        Looks::Html => true,
        Looks::Table => loose,
        Looks::Yaml => loose || inside * 2 < source.text.len(),
        _ => false,
    };
    if !elsewhere {
        for piece in pieces {
            gather_piece(reader, gathered, index, piece, wrap);
        }
    }
    let listed = matches!(wrap, Wrap::List(_)) && !pieces.is_empty();
    let found = gathered.harvest.objects > objects || gathered.files.len() > files || listed;
    let only_lists = gathered.harvest.empty_lists.len() > lists && !pieces.is_empty();
    if reader.old.contains(&index) {
        return;
    }
    if found {
        tell_noise(reader, index, source, pieces);
    } else if !only_lists || loose || !matches!(looks, Looks::Nothing | Looks::Braces) {
        // Lists found inside YAML or a table are not what was meant either.
        gathered.harvest.empty_lists.truncate(lists);
        let looks = match looks {
            Looks::Braces if !pieces.is_empty() => {
                let problem = error(ProblemCode::NotUnderstood)
                    .arg("looksLike", "json")
                    .next("paste-json", None);
                return reader.report.at(
                    Place {
                        source: index,
                        offset: 0,
                    },
                    "",
                    problem,
                );
            }
            looks => looks,
        };
        let problem = sniff::problem(&looks);
        match looks {
            Looks::GcloudError(_, offset) => {
                reader.report.at(
                    Place {
                        source: index,
                        offset,
                    },
                    "",
                    problem,
                );
            }
            Looks::Empty => reader.report.of_source(index, problem),
            _ => {
                let offset = source.text.len() - source.text.trim_start().len();
                reader.report.at(
                    Place {
                        source: index,
                        offset,
                    },
                    "",
                    problem,
                );
            }
        }
    }
    if let Some((number, offset)) = secret::count(source.text) {
        let problem = warning(ProblemCode::SecretDropped)
            .arg("count", number.to_string())
            .next("revoke-secret", None);
        reader.report.at(
            Place {
                source: index,
                offset,
            },
            "",
            problem,
        );
    }
}

/// Takes one document apart.
fn gather_piece<'a>(
    reader: &mut Reader<'_>,
    gathered: &mut Gathered<'a>,
    index: usize,
    piece: &'a Piece<'a>,
    wrap: &Wrap,
) {
    let before = gathered.harvest.items.len();
    let mut around = Around::default();
    let mut parent = None;
    let mut listed = |reference: String, harvest: &mut Harvest<'_>| {
        let own = Parent {
            reference,
            project: None,
        };
        harvest.listed.push(Listed {
            before,
            source: index,
            parent: own.clone(),
        });
        parent = Some(own);
    };
    match wrap {
        Wrap::None => {}
        Wrap::Iam(reference) => {
            around.kind = Some("hopscope#iamPolicy".to_owned());
            listed(reference.clone(), &mut gathered.harvest);
        }
        Wrap::Zone(zone) => {
            around.kind = Some("dns#resourceRecordSet".to_owned());
            let reference = if zone.contains('/') {
                zone.clone()
            } else {
                format!("zone/{zone}")
            };
            listed(reference, &mut gathered.harvest);
        }
        Wrap::List(word) => {
            around.kind = Kind::from_code(word).and_then(word_of).map(str::to_owned);
            if let Some(kind) = Kind::from_code(word) {
                gathered.harvest.complete.push((index, None, kind));
            }
        }
    }
    let envelope = Envelope::of(&piece.text);
    if piece.text.starts_with('{') && is_scenario(&envelope) && matches!(wrap, Wrap::None) {
        let file = ScenarioFile {
            piece,
            source: index,
            envelope,
        };
        if let Some(version) = file.newer() {
            reader.version_newer(&file, version);
            gathered.harvest.objects += 1;
        } else {
            if let Some(project) = file.project() {
                gathered.projects.entry(index).or_insert(project);
            }
            if let Some((range, whole)) = file.member("resources") {
                let mut harvester = Harvester {
                    piece,
                    source: index,
                    harvest: &mut gathered.harvest,
                };
                let path = vec![Step::Key("resources".to_owned())];
                harvester.value(range, path, whole, &around, None);
                // A scenario may well have none.
                gathered
                    .harvest
                    .empty_lists
                    .retain(|(place, ..)| place.source != index);
            }
            gathered.files.push(file);
        }
    } else if let Some(format) = foreign(&envelope) {
        gathered.harvest.objects += 1;
        let problem = error(ProblemCode::NotUnderstood)
            .arg("looksLike", format)
            .next("format-json", None);
        let place = Place {
            source: index,
            offset: piece.range.start,
        };
        reader.report.at(place, "", problem);
        return;
    } else {
        let mut harvester = Harvester {
            piece,
            source: index,
            harvest: &mut gathered.harvest,
        };
        harvester.value(
            0..piece.text.len(),
            Vec::new(),
            piece.whole,
            &around,
            parent.as_ref(),
        );
        if matches!(wrap, Wrap::List(_)) {
            gathered
                .harvest
                .empty_lists
                .retain(|(place, ..)| place.source != index);
        }
    }
    if !reader.old.contains(&index) {
        let items = gathered.harvest.items.get(before..).unwrap_or_default();
        let kept = items.iter().filter(|item| item.whole).count();
        tell_piece(reader, index, piece, kept);
    }
}

/// Formats of other tools that hold the same things in another shape.
fn foreign(envelope: &Envelope<'_>) -> Option<&'static str> {
    let terraform = envelope.has("terraform_version")
        && (envelope.has("planned_values")
            || envelope.has("values")
            || envelope.has("lineage")
            || envelope.has("resource_changes"));
    if terraform || envelope.has("planned_values") {
        return Some("terraform");
    }
    if envelope.has("reachabilityDetails") {
        return Some("connectivity-test");
    }
    if envelope.has("hopscope") && envelope.has("results") {
        return Some("results");
    }
    None
}

/// What was mended in a document, and what of it is not there.
fn tell_piece(reader: &mut Reader<'_>, index: usize, piece: &Piece<'_>, kept: usize) {
    let repairs = [
        (&piece.repairs.quotes, note(ProblemCode::RepairedQuotes)),
        (&piece.repairs.commas, note(ProblemCode::RepairedComma)),
        (
            &piece.repairs.invisible,
            note(ProblemCode::RepairedInvisible),
        ),
        (
            &piece.repairs.wrapped,
            warning(ProblemCode::WrappedLines).next("save-to-file", None),
        ),
    ];
    for (repair, problem) in repairs {
        if let Some((count, offset)) = *repair {
            let problem = problem.arg("count", count.to_string());
            reader.report.at(
                Place {
                    source: index,
                    offset,
                },
                "",
                problem,
            );
        }
    }
    if let Some(offset) = piece.too_deep {
        let problem = error(ProblemCode::TooDeep)
            .arg("limit", DEPTH_LIMIT.to_string())
            .next("narrow", None);
        reader.report.at(
            Place {
                source: index,
                offset,
            },
            "",
            problem,
        );
    }
    if !piece.whole {
        let problem = error(ProblemCode::Truncated)
            .arg("kept", kept.to_string())
            .next("save-to-file", None);
        let offset = piece.range.end;
        reader.report.at(
            Place {
                source: index,
                offset,
            },
            "",
            problem,
        );
    }
}

/// What stands around the documents of a source, and was left out.
fn tell_noise(reader: &mut Reader<'_>, index: usize, source: &Source<'_>, pieces: &[Piece<'_>]) {
    let mut lines = 0;
    let mut first = None;
    let mut at = 0;
    let mut gaps: Vec<(usize, usize)> = Vec::new();
    for piece in pieces {
        gaps.push((at, piece.range.start));
        at = piece.range.end;
    }
    gaps.push((at, source.text.len()));
    let mut failed = None;
    for (start, end) in gaps {
        let gap = source.text.get(start..end).unwrap_or_default();
        if failed.is_none() {
            failed = sniff::gcloud_error(gap).map(|(message, at)| (message, start + at));
        }
        let mut offset = start;
        for line in gap.split_inclusive('\n') {
            let content = line.trim_matches(|character: char| {
                character.is_whitespace() || ",;".contains(character)
            });
            if !content.is_empty() {
                lines += 1;
                first.get_or_insert(offset);
            }
            offset += line.len();
        }
    }
    if let Some((message, offset)) = failed {
        let problem = sniff::problem(&Looks::GcloudError(message, offset));
        reader.report.at(
            Place {
                source: index,
                offset,
            },
            "",
            problem,
        );
    }
    if let Some(offset) = first {
        let problem = note(ProblemCode::NoiseSkipped)
            .arg("lines", lines.to_string())
            .arg("documents", pieces.len().to_string());
        reader.report.at(
            Place {
                source: index,
                offset,
            },
            "",
            problem,
        );
    }
    if source.byte_order_mark {
        let problem = note(ProblemCode::RepairedInvisible).arg("count", "1");
        reader.report.at(
            Place {
                source: index,
                offset: 0,
            },
            "",
            problem,
        );
    }
}

impl Reader<'_> {
    /// Learns what can be learned before anything is read: which numbers are which projects, which project is
    /// meant where none is named, and what is called what.
    pub(crate) fn settle(&mut self, gathered: &Gathered<'_>, sources: usize, options: &Options) {
        let harvest = &gathered.harvest;
        for (number, id) in &harvest.aliases {
            self.known.aliases.insert(number.clone(), id.clone());
        }
        for item in &harvest.items {
            if let Some((number, id)) = number_beside(item) {
                self.known.aliases.entry(number).or_insert(id);
            }
        }
        self.learn(&harvest.items);
        let mut ids: BTreeSet<String> = BTreeSet::new();
        let mut numbers: BTreeMap<String, Place> = BTreeMap::new();
        let first = harvest
            .items
            .iter()
            .filter(|item| item.row.turn == Turn::First);
        let named: Vec<_> = first
            .map(|item| (item, (item.row.identity)(item)))
            .collect();
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
        self.assume_number(&ids, numbers, only);
        for (item, identity) in &named {
            let project = self.default_project(item.source);
            if let Ok(name) = identity.name(item.row.kind, project, &self.known) {
                self.known.add(item.row.kind, &name);
            }
        }
        for (id, number, above) in &harvest.chains {
            let project = Project {
                number: *number,
                ancestors: whole_chain(above.clone()),
            };
            let name = Name::new("", GLOBAL, id.as_str());
            let own = self.scenario.resources.projects.entry(name).or_default();
            own.number = own.number.or(project.number);
            if own.ancestors.is_empty() {
                own.ancestors = project.ancestors;
            }
        }
    }

    /// A number that no object joins with an id: where there is one of each, they are taken for one, and that is
    /// said; otherwise the number stands for itself.
    fn assume_number(
        &mut self,
        ids: &BTreeSet<String>,
        numbers: BTreeMap<String, Place>,
        only: Option<String>,
    ) {
        let known: BTreeSet<&String> = self.known.aliases.values().collect();
        let candidate = self.scenario.project.clone().or(only);
        let candidate = candidate.filter(|id| !is_number(id) && !known.contains(id));
        let alone = numbers.len() == 1 && ids.len() <= 1;
        for (number, place) in numbers {
            if self.old.contains(&place.source) {
                continue;
            }
            let command = format!("gcloud projects describe {number} --format=json");
            let problem = warning(ProblemCode::ProjectUnknown).arg("number", number.clone());
            match candidate.clone().filter(|_| alone) {
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

    /// Tells of objects that are not read, and of lists without items.
    pub(crate) fn tell_strangers(&mut self, harvest: &Harvest<'_>) {
        for (place, path, kind) in &harvest.strangers {
            let kind = kind.as_deref();
            let severity = match kind {
                Some(kind) if IRRELEVANT.contains(&kind) => Severity::Note,
                _ => Severity::Warning,
            };
            let path = write_path(path);
            self.report
                .not_modelled(*place, &path, kind.unwrap_or("unknown"), severity);
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
    pub(crate) fn read_items(&mut self, harvest: &Harvest<'_>) {
        let turn = |reader: &mut Self, turn: Turn| {
            let mut lists = harvest.listed.iter().peekable();
            for (index, item) in harvest.items.iter().enumerate() {
                if turn == Turn::Second {
                    while let Some(listed) = lists.next_if(|listed| listed.before <= index) {
                        reader.listed(listed);
                    }
                }
                if item.row.turn == turn {
                    (item.row.read)(reader, item);
                }
            }
            if turn == Turn::Second {
                lists.for_each(|listed| reader.listed(listed));
            }
        };
        turn(self, Turn::First);
        self.index();
        turn(self, Turn::Second);
        self.index();
        turn(self, Turn::Third);
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

/// With one number and no id, the number is the project.
fn alone_number(candidate: &Option<String>) -> bool {
    candidate.is_none()
}
