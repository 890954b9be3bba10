//! Collects problems, each with its place in the text it came from.

use std::collections::BTreeMap;

use hopscope_model::{Problem, ProblemCode, Severity};

use crate::source::Source;

/// Problems of one reading.
pub(crate) struct Report<'a> {
    sources: &'a [Source<'a>],
    /// With the source they are of, for their order.
    list: Vec<(usize, Problem)>,
    /// Kinds that are not read: how often, and the first of them.
    not_modelled: BTreeMap<(usize, String), (usize, Problem)>,
    /// Output whose parent or project is not known, likewise.
    counted: BTreeMap<(usize, &'static str, String), (usize, Problem)>,
}

/// A place in a source.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Place {
    /// Which source.
    pub(crate) source: usize,
    /// Byte offset in it.
    pub(crate) offset: usize,
}

impl<'a> Report<'a> {
    pub(crate) fn new(sources: &'a [Source<'a>]) -> Self {
        Self {
            sources,
            list: Vec::new(),
            not_modelled: BTreeMap::new(),
            counted: BTreeMap::new(),
        }
    }

    /// A problem of a source as a whole.
    pub(crate) fn of_source(&mut self, source: usize, mut problem: Problem) {
        problem.file = self.file(source);
        self.list.push((source, problem));
    }

    /// A problem at a place.
    pub(crate) fn at(&mut self, place: Place, path: &str, problem: Problem) {
        let problem = self.placed(place, path, problem);
        self.list.push((place.source, problem));
    }

    /// A problem that is of no text.
    pub(crate) fn nowhere(&mut self, problem: Problem) {
        self.list.push((usize::MAX, problem));
    }

    /// One more object of a kind that is not read.
    pub(crate) fn not_modelled(
        &mut self,
        place: Place,
        path: &str,
        kind: &str,
        severity: Severity,
    ) {
        let key = (place.source, kind.to_owned());
        if let Some((count, _)) = self.not_modelled.get_mut(&key) {
            *count += 1;
            return;
        }
        let problem = Problem::new(severity, ProblemCode::KindNotModelled).arg("kind", kind);
        let problem = self.placed(place, path, problem);
        self.not_modelled.insert(key, (1, problem));
    }

    /// One more object with a problem that is told once for a source, with its count.
    pub(crate) fn count(&mut self, place: Place, path: &str, what: &str, problem: Problem) {
        let key = (place.source, problem.code.as_str(), what.to_owned());
        if let Some((count, _)) = self.counted.get_mut(&key) {
            *count += 1;
            return;
        }
        let problem = self.placed(place, path, problem);
        self.counted.insert(key, (1, problem));
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
        let counted = std::mem::take(&mut self.counted);
        let counted = counted
            .into_iter()
            .map(|((source, ..), counted)| (source, counted));
        let not_modelled = std::mem::take(&mut self.not_modelled);
        let not_modelled = not_modelled
            .into_iter()
            .map(|((source, _), counted)| (source, counted));
        for (source, (count, problem)) in counted.chain(not_modelled) {
            self.list
                .push((source, problem.arg("count", count.to_string())));
        }
        // Stable: what has no place of its own comes first in its text.
        self.list
            .sort_by_key(|(source, problem)| (*source, problem.line, problem.column));
        self.list.into_iter().map(|(_, problem)| problem).collect()
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
