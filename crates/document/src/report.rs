//! Collects problems, each with its place in the text it came from.

use std::borrow::Cow;

use hopscope_model::index::Index;
use hopscope_model::order;
use hopscope_model::{Problem, ProblemCode, Severity};

use crate::names::joined;
use crate::secret::said::hide_said;
use crate::source::Source;

/// Problems of one reading.
pub(crate) struct Report<'a> {
    sources: &'a [Source<'a>],
    /// With the source they are of, for their order.
    list: Vec<(usize, Problem)>,
    /// Kinds that are not read, and what belongs to nothing that is known: of which source, how often, and the first.
    counted: Index<String, (usize, usize, Problem)>,
}

/// A place in a source. What stands in several is one document of the first of them: behind the end of a source
/// places are counted on in the next.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    /// Which source.
    pub(crate) source: usize,
    /// Byte offset in it.
    pub(crate) offset: usize,
}

impl Place {
    /// The place at a byte offset of a source.
    pub(crate) fn new(source: usize, offset: usize) -> Self {
        Self { source, offset }
    }
}

impl<'a> Report<'a> {
    pub(crate) fn new(sources: &'a [Source<'a>]) -> Self {
        Self {
            sources,
            list: Vec::new(),
            counted: Index::new(),
        }
    }

    /// A problem of a source as a whole.
    pub(crate) fn of_source(&mut self, source: usize, mut problem: Problem) {
        problem.file = self.file(source);
        self.list.push((source, problem));
    }

    /// A problem at a place.
    pub(crate) fn at(&mut self, place: Place, path: &str, problem: Problem) {
        let place = self.own(place);
        let problem = self.placed(place, path, problem);
        self.list.push((place.source, problem));
    }

    /// A problem that is of no text.
    pub(crate) fn nowhere(&mut self, problem: Problem) {
        self.list.push((usize::MAX, problem));
    }

    /// One more object of a kind that is not read; its fields, where nothing says what it is.
    pub(crate) fn not_modelled(
        &mut self,
        place: Place,
        path: &str,
        kind: &str,
        severity: Severity,
        fields: Option<&str>,
    ) {
        let mut problem = Problem::new(severity, ProblemCode::KindNotModelled).arg("kind", kind);
        if let Some(fields) = fields {
            problem = problem.arg("fields", fields);
        }
        self.count(place, path, kind, problem);
    }

    /// The same of one whose addresses are kept.
    pub(crate) fn kept_addresses(&mut self, place: Place, path: &str, kind: &str) {
        let problem = warning(ProblemCode::KindNotModelled)
            .arg("kind", kind)
            .arg("kept", "addresses");
        self.count(place, path, &joined(&[kind, "addresses"]), problem);
    }

    /// One more object with a problem that is told once for a source, with its count.
    pub(crate) fn count(&mut self, place: Place, path: &str, what: &str, problem: Problem) {
        let place = self.own(place);
        let source = place.source.to_string();
        let key = joined(&[&source, problem.code.as_str(), what]);
        if let Some((_, count, _)) = self.counted.get_mut(&key) {
            *count += 1;
            return;
        }
        let problem = self.placed(place, path, problem);
        self.counted.insert(key, (place.source, 1, problem));
    }

    /// The source that a place is in.
    fn own(&self, mut place: Place) -> Place {
        let behind = self.sources.get(place.source..).unwrap_or_default();
        for source in behind.split_last().map_or(&[][..], |(_, rest)| rest) {
            let Some(rest) = place.offset.checked_sub(source.text.len() + 1) else {
                break;
            };
            place = Place::new(place.source + 1, rest);
        }
        place
    }

    fn placed(&self, place: Place, path: &str, mut problem: Problem) -> Problem {
        if let Some(source) = self.sources.get(place.source) {
            let (line, column) = source.place(place.offset);
            problem.line = Some(line);
            problem.column = Some(column);
        }
        problem.file = self.file(place.source);
        problem.path = (!path.is_empty()).then(|| path.to_owned());
        problem
    }

    fn file(&self, source: usize) -> Option<String> {
        self.sources.get(source)?.file.map(str::to_owned)
    }

    /// Every problem, in the order of the texts.
    pub(crate) fn finish(mut self) -> Vec<Problem> {
        let counted = std::mem::take(&mut self.counted).into_values();
        for (source, count, problem) in counted {
            self.list
                .push((source, problem.arg("count", count.to_string())));
        }
        // Stable: what has no place of its own comes first in its text.
        order::sort_by_key(&mut self.list, |(source, problem)| {
            (*source, problem.line, problem.column)
        });
        let mut all: Vec<_> = self.list.into_iter().map(|(_, problem)| problem).collect();
        // What is quoted is said as it may be shown.
        for text in all.iter_mut().flat_map(|own| own.args.values_mut()) {
            if let Cow::Owned(hidden) = hide_said(text) {
                *text = hidden;
            }
        }
        all
    }
}

/// Shorthand for a problem that makes something unusable.
pub(crate) fn error(code: ProblemCode) -> Problem {
    Problem::new(Severity::Error, code)
}

/// Shorthand for a problem that deserves a look.
pub(crate) fn warning(code: ProblemCode) -> Problem {
    Problem::new(Severity::Warning, code)
}

/// Shorthand for a problem that is none.
pub(crate) fn note(code: ProblemCode) -> Problem {
    Problem::new(Severity::Note, code)
}
