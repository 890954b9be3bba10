//! The top level of a scenario file: everything beside its resources.

use std::ops::Range;

use hopscope_model::reference::Names;
use hopscope_model::scenario::{Note, VERSION, View};
use hopscope_model::{Kind, Problem, ProblemCode};
use serde::Deserialize;
use serde_json::Value;

use crate::envelope::Envelope;
use crate::field::{FieldError, Given, List, Maybe, parse, write_path};
use crate::reader::Reader;
use crate::report::{Place, error, warning};
use crate::request;
use crate::scan::{Step, elements, locate};
use crate::split::Piece;

/// Keys of the format that are read; all others are kept as they are.
const KEYS: &[&str] = &[
    "hopscope",
    "title",
    "description",
    "project",
    "resources",
    "complete",
    "requests",
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
        let version = self.envelope.raw("hopscope")?.parse::<u64>().ok()?;
        (version > u64::from(VERSION)).then_some(version)
    }

    /// The default project of its objects.
    pub(crate) fn project(&self) -> Option<String> {
        self.envelope.word("project")
    }

    /// Where a list stands.
    pub(crate) fn member(&self, key: &str) -> Option<(Range<usize>, bool)> {
        let value = self.envelope.members.get(key)?;
        Some((value.range.clone(), value.whole))
    }

    fn place(&self, offset: usize) -> Place {
        Place {
            source: self.source,
            offset: self.piece.source_offset(offset),
        }
    }
}

#[derive(Deserialize)]
struct WireNote {
    on: Given<String>,
    text: Given<String>,
}

#[derive(Deserialize, Default)]
struct WireView {
    #[serde(default)]
    pins: Option<std::collections::BTreeMap<String, (f64, f64)>>,
    #[serde(default)]
    collapsed: List<Given<String>>,
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
        let text = |key: &str, own: &mut Option<String>, reader: &mut Self| {
            let Some(raw) = envelope.raw(key) else { return };
            match parse::<Maybe<String>>(raw) {
                Ok(word) => {
                    if own.is_none() {
                        *own = word.0;
                    }
                }
                Err(error) => reader.top_level(file, key, &error),
            }
        };
        let mut title = self.scenario.title.take();
        text("title", &mut title, self);
        self.scenario.title = title;
        let mut description = self.scenario.description.take();
        text("description", &mut description, self);
        self.scenario.description = description;
        self.complete(file);
        self.notes(file);
        self.view(file);
        for (key, value) in &envelope.members.list {
            if KEYS.contains(&key.as_str()) {
                continue;
            }
            let raw = envelope.text.get(value.range.clone()).unwrap_or_default();
            if let Ok(value) = serde_json::from_str::<Value>(raw) {
                self.scenario.kept.insert(key.clone(), value.to_string());
            }
        }
    }

    fn complete(&mut self, file: &ScenarioFile<'_>) {
        let Some(raw) = file.envelope.raw("complete") else {
            return;
        };
        let list = match parse::<List<Given<String>>>(raw) {
            Ok(list) => list.words(),
            Err(error) => return self.top_level(file, "complete", &error),
        };
        for (index, word) in list.iter().enumerate() {
            let found = word
                .rsplit_once('/')
                .and_then(|(project, kind)| Some((project, Kind::from_code(kind)?)));
            match found {
                Some((project, kind)) => {
                    self.scenario.complete.insert((project.to_owned(), kind));
                }
                None => {
                    let mut error =
                        FieldError::invalid("", format!("`{word}` is not PROJECT/KIND"));
                    error.path = vec![Step::Index(index)];
                    self.top_level(file, "complete", &error);
                }
            }
        }
    }

    fn notes(&mut self, file: &ScenarioFile<'_>) {
        let Some(raw) = file.envelope.raw("notes") else {
            return;
        };
        match parse::<List<WireNote>>(raw) {
            Ok(notes) => self
                .scenario
                .notes
                .extend(notes.0.into_iter().map(|note| Note {
                    on: note.on.0,
                    text: note.text.0,
                })),
            Err(error) => self.top_level(file, "notes", &error),
        }
    }

    fn view(&mut self, file: &ScenarioFile<'_>) {
        let Some(raw) = file.envelope.raw("view") else {
            return;
        };
        match parse::<Option<WireView>>(raw) {
            Ok(view) => {
                let view = view.unwrap_or_default();
                let pins = view.pins.into_iter().flatten();
                #[allow(clippy::cast_possible_truncation)]
                let pins = pins.map(|(key, (x, y))| (key, (x.round() as i32, y.round() as i32)));
                let own = View {
                    pins: pins.collect(),
                    collapsed: view.collapsed.words(),
                };
                self.scenario.view.pins.extend(own.pins);
                self.scenario.view.collapsed.extend(own.collapsed);
            }
            Err(error) => self.top_level(file, "view", &error),
        }
    }

    /// Something is wrong with a key of the top level; the rest of the file is read all the same.
    fn top_level(&mut self, file: &ScenarioFile<'_>, key: &str, wrong: &FieldError) {
        let path: Vec<Step> = std::iter::once(Step::Key(key.to_owned()))
            .chain(wrong.path.iter().cloned())
            .collect();
        let offset = locate(file.envelope.text, &path);
        let problem = error(ProblemCode::FieldInvalid)
            .arg("field", key)
            .arg("why", wrong.why.clone())
            .next("correct-field", None);
        self.report
            .at(file.place(offset), &write_path(&path), problem);
    }

    /// The requests of a file, now that what they name is there.
    pub(crate) fn requests(&mut self, file: &ScenarioFile<'_>, names: &Names) {
        let Some((range, _)) = file.member("requests") else {
            return;
        };
        let list = file.envelope.text.get(range.clone()).unwrap_or_default();
        if !list.starts_with('[') {
            let wrong = FieldError::invalid("", "a list is needed");
            let wrong = FieldError {
                path: Vec::new(),
                ..wrong
            };
            return self.top_level(file, "requests", &wrong);
        }
        for (index, value) in elements(list).list.into_iter().enumerate() {
            let text = list.get(value.range.clone()).unwrap_or_default();
            let start = range.start + value.range.start;
            let path = [Step::Key("requests".to_owned()), Step::Index(index)];
            match request::read(text, &self.scenario, names) {
                Ok(request) => {
                    if let Some(name) = &request.name
                        && !self.seen.insert(format!("request {name}"))
                    {
                        let problem: Problem =
                            warning(ProblemCode::Duplicate).arg("name", name.clone());
                        self.report
                            .at(file.place(start), &write_path(&path), problem);
                    }
                    self.scenario.requests.push(request);
                }
                Err(wrong) => {
                    let offset = start + locate(text, &wrong.path);
                    let path = request::full_path(&path, &wrong.path);
                    self.report.at(file.place(offset), &path, wrong.problem);
                }
            }
        }
    }
}
