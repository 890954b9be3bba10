//! The top level of a scenario file: everything beside its resources.

use std::ops::Range;

use hopscope_model::reference::Names;
use hopscope_model::scenario::{Note, VERSION, View};
use hopscope_model::{Kind, Problem, ProblemCode, Reason, What};

use crate::branch;
use crate::envelope::Envelope;
use crate::field::{FieldError, write_path};
use crate::fields::{self, Fields};
use crate::reader::Reader;
use crate::report::{Place, error, warning};
use crate::request;
use crate::scan::{Step, elements, locate};
use crate::split::Piece;
use crate::tree::Tree;

/// Keys of the format that are read; all others are kept as they are.
const KEYS: &[&str] = &[
    "hopscope",
    "title",
    "description",
    "project",
    "resources",
    "complete",
    "requests",
    "branches",
    "notes",
    "view",
    "$schema",
];

/// A scenario file that was found in a source.
pub(crate) struct ScenarioFile<'a> {
    /// The document it is.
    pub(crate) piece: &'a Piece<'a>,
    /// The source that is in.
    pub(crate) source: usize,
    /// Its top level.
    pub(crate) envelope: Envelope<'a>,
}

/// Whether a document is a scenario file: it says so, and is no result.
pub(crate) fn is_scenario(envelope: &Envelope<'_>) -> bool {
    envelope.has("hopscope") && !envelope.has("results")
}

impl<'a> ScenarioFile<'a> {
    /// The version, where it is above what is known.
    pub(crate) fn newer(&self) -> Option<u64> {
        let written = self.envelope.raw("hopscope")?.trim_matches('"');
        // Half a version further is further all the same.
        let version = written.parse::<f64>().ok()?.ceil() as u64;
        (version > u64::from(VERSION)).then_some(version)
    }

    /// The default project of its objects.
    pub(crate) fn project(&self) -> Option<String> {
        self.envelope.word("project")
    }

    /// Where a list stands.
    pub(crate) fn member(&self, key: &str) -> Option<(Range<usize>, bool)> {
        let value = self.envelope.members.get(key)?;
        Some((value.range(), value.whole))
    }

    fn place(&self, offset: usize) -> Place {
        Place {
            source: self.source,
            offset: self.piece.source_offset(offset),
        }
    }
}

impl Reader<'_> {
    /// Says that a file is of a newer version.
    pub(crate) fn version_newer(&mut self, file: &ScenarioFile<'_>, version: u64) {
        let offset = locate(file.envelope.text, &[Step::Key("hopscope".to_owned())]);
        let problem = error(ProblemCode::VersionNewer)
            .arg("version", version.to_string())
            .arg("known", VERSION.to_string())
            .next("newer-version", None);
        self.report.at(file.place(offset), "hopscope", problem);
    }

    /// Takes over the top level, requests apart: they need the resources.
    pub(crate) fn scenario_file(&mut self, file: &ScenarioFile<'_>) {
        let envelope = &file.envelope;
        let title = self
            .top(file, "title", |fields, key| fields.text(key))
            .flatten();
        self.scenario.title = self.scenario.title.take().or(title);
        let description = self
            .top(file, "description", |fields, key| fields.text(key))
            .flatten();
        self.scenario.description = self.scenario.description.take().or(description);
        self.complete(file);
        self.branches(file);
        self.notes(file);
        self.view(file);
        for (key, value) in envelope.members.iter() {
            if KEYS.contains(&&*key) {
                continue;
            }
            let raw = envelope.text.get(value.range()).unwrap_or_default();
            if let Some(value) = Tree::parse(raw) {
                self.scenario
                    .kept
                    .insert(key.to_string(), value.to_string());
            }
        }
    }

    /// Reads keys of the top level, as far as they are whole; what is wrong with them is told.
    fn top<T>(
        &mut self,
        file: &ScenarioFile<'_>,
        key: &str,
        read: fn(&Fields<'_>, &str) -> T,
    ) -> Option<T> {
        let tree = Tree::read(file.envelope.raw(key)?).map_err(|error| FieldError {
            offset: None,
            ..error.under(key)
        });
        let read = tree.map_err(|error| vec![error]).and_then(|tree| {
            let own = Tree::Object(vec![(key.to_owned().into(), tree)]);
            fields::read(&own, |fields| read(fields, key))
        });
        read.map_err(|wrong| self.top_level(file, &wrong)).ok()
    }

    fn complete(&mut self, file: &ScenarioFile<'_>) {
        let list = self.top(file, "complete", |fields, key| fields.texts(key));
        for (index, word) in list.unwrap_or_default().iter().enumerate() {
            let found = word
                .rsplit_once('/')
                .and_then(|(project, kind)| Some((project, Kind::from_code(kind)?)));
            match found {
                Some((project, kind)) => {
                    self.scenario.complete.insert((project.to_owned(), kind));
                }
                None => {
                    let why = Reason::not_a(word, What::ProjectAndKind);
                    let path = vec![Step::Key("complete".to_owned()), Step::Index(index)];
                    self.top_level(file, &[FieldError::at(path, why)]);
                }
            }
        }
    }

    fn branches(&mut self, file: &ScenarioFile<'_>) {
        let branches = self.top(file, "branches", |fields, key| {
            fields
                .objects(key)
                .iter()
                .map(branch::read)
                .collect::<Vec<_>>()
        });
        self.scenario.branches.extend(branches.unwrap_or_default());
    }

    fn notes(&mut self, file: &ScenarioFile<'_>) {
        let notes = self.top(file, "notes", |fields, key| {
            let notes = fields.objects(key);
            let notes = notes.iter().map(|own| Note {
                on: own.needed_text("on"),
                text: own.needed_text("text"),
            });
            notes.collect::<Vec<_>>()
        });
        self.scenario.notes.extend(notes.unwrap_or_default());
    }

    fn view(&mut self, file: &ScenarioFile<'_>) {
        let view = self.top(file, "view", |fields, key| {
            let view = fields.object(key);
            let pins = view.object("pins");
            let collapsed = view.texts("collapsed");
            let places = pins.members().iter();
            let places = places.map(|(key, _)| (key.to_string(), place(&pins, key)));
            View {
                pins: places.collect(),
                collapsed,
            }
        });
        let view = view.unwrap_or_default();
        for (reference, at) in view.pins.iter() {
            self.scenario.view.pins.insert(reference.clone(), *at);
        }
        self.scenario.view.collapsed.extend(view.collapsed);
    }

    /// Something is wrong with a key of the top level; the rest of the file is read all the same.
    fn top_level(&mut self, file: &ScenarioFile<'_>, wrong: &[FieldError]) {
        for error in wrong {
            let offset = locate(file.envelope.text, &error.path);
            let problem = error.problem(ProblemCode::FieldInvalid);
            let problem = problem.next("correct-field", None);
            self.report
                .at(file.place(offset), &write_path(&error.path), problem);
        }
    }

    /// The requests of a file, now that what they name is there.
    pub(crate) fn requests(&mut self, file: &ScenarioFile<'_>, names: &Names) {
        let Some((range, _)) = file.member("requests") else {
            return;
        };
        let list = file.envelope.text.get(range.clone()).unwrap_or_default();
        if !list.starts_with('[') {
            let found = Tree::parse(list).map_or(What::Text, |own| own.what());
            let why = Reason::wrong_type(found, What::List);
            return self.top_level(file, &[FieldError::invalid("requests", why)]);
        }
        for (index, value) in elements(list).list.into_iter().enumerate() {
            let text = list.get(value.range()).unwrap_or_default();
            let start = range.start + value.range().start;
            let path = [Step::Key("requests".to_owned()), Step::Index(index)];
            match request::read(text, &self.scenario, names) {
                Ok(request) => {
                    if let Some(name) = &request.name
                        && !self.seen.insert(format!("request {name}"))
                    {
                        let problem: Problem =
                            warning(ProblemCode::Duplicate).arg("name", name.to_string());
                        self.report
                            .at(file.place(start), &write_path(&path), problem);
                    }
                    self.scenario.requests.push(request);
                }
                Err(wrong) => {
                    for wrong in wrong {
                        let offset = start + locate(text, &wrong.path);
                        let path = request::full_path(&path, &wrong.path);
                        self.report.at(file.place(offset), &path, wrong.problem);
                    }
                }
            }
        }
    }
}

/// A place on the diagram: two numbers.
#[allow(clippy::cast_possible_truncation)]
fn place(pins: &Fields<'_>, key: &str) -> (i32, i32) {
    let number = |tree: &Tree| match tree {
        Tree::Unsigned(number) => i32::try_from(*number).ok(),
        Tree::Signed(number) => i32::try_from(*number).ok(),
        Tree::Float(number) => Some(number.round() as i32),
        _ => None,
    };
    if let [x, y] = pins.list(key)
        && let (Some(x), Some(y)) = (number(x), number(y))
    {
        return (x, y);
    }
    pins.wrong(key, Reason::nothing(What::Place));
    (0, 0)
}
