//! Lists that do not hold all there is: there are more pages of them, or places did not answer. Nothing that such a
//! list leaves out is known to be absent, and it is told.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/instances/aggregatedList>
//! <https://google.aip.dev/158>, <https://google.aip.dev/217>

use hopscope_model::order;
use hopscope_model::resource::{Unread, UnreadPart};
use hopscope_model::{Kind, Problem, ProblemCode, Severity, export_command};

use crate::envelope::Envelope;
use crate::field::write_path;
use crate::harvest::{Harvest, Harvester, Spot};
use crate::item::Item;
use crate::names::Path;
use crate::reader::Reader;
use crate::registry::ROWS;
use crate::report::{Place, warning};
use crate::scan::{Step, elements};
use crate::tree::{Members, Tree, put, texts};
use crate::unread::UNREAD_MARK;

/// How many places are told by name.
const NAMED: usize = 8;

/// A page of a list, or a list of which parts are missing.
pub(crate) struct Page {
    place: Place,
    path: Vec<Step>,
    /// What it is a list of.
    kind: Option<Kind>,
    /// Its project, where the list says so.
    project: Option<String>,
    /// Another page comes after it.
    more: bool,
    /// Its own end is missing.
    cut: bool,
    /// Places that did not answer.
    silent: Vec<String>,
}

impl Page {
    /// Whether it is of a source and does not hold all.
    pub(crate) fn lacks(&self, source: usize) -> bool {
        self.place.source == source && (self.more || !self.silent.is_empty())
    }
}

impl<'a> Harvester<'a, '_> {
    /// Looks whether a list holds all there is.
    /// One of a kind that is not read does not matter.
    pub(crate) fn pages(
        &mut self,
        spot: &Spot<'a>,
        list: &Envelope<'_>,
        kind: Option<Kind>,
        matters: bool,
    ) -> bool {
        // kubectl's YAML says last that it is a list: without that its end is missing.
        let cut = self.piece.yaml && list.has("apiVersion") && !list.has("kind");
        let more = cut || is_page(list);
        let silent = silent(list);
        let whole = !more && silent.is_empty();
        if !matters {
            return whole;
        }
        self.harvest.pages.push(Page {
            place: self.place(spot),
            path: spot.path.clone(),
            kind,
            project: project_of(list),
            more,
            cut,
            silent,
        });
        whole
    }
}

/// Whether another page comes after a list.
pub(crate) fn is_page(list: &Envelope<'_>) -> bool {
    let mut more = ["nextPageToken", "next_page_token"].iter();
    // https://kubernetes.io/docs/reference/using-api/api-concepts/#retrieving-large-results-sets-in-chunks
    let chunk = || {
        let metadata = list.object("metadata").filter(|_| list.has("items"))?;
        metadata.word("continue")
    };
    more.any(|key| list.word(key).is_some()) || chunk().is_some()
}

/// The places that did not answer to a list request: what is there is not in the list.
fn silent(list: &Envelope<'_>) -> Vec<String> {
    let mut places = Vec::new();
    for key in ["unreachables", "unreachable", "missingZones"] {
        let Some(own) = list.part(key).filter(|own| own.text.starts_with('[')) else {
            continue;
        };
        match texts(own.text) {
            none if none.is_empty() && !elements(own).list.is_empty() => {
                places.push(key.to_owned())
            }
            some => places.extend(some),
        }
    }
    let warned = |own: &Envelope<'_>| {
        let code = own.object("warning").and_then(|own| own.word("code"));
        code.filter(|code| code != "NO_RESULTS_ON_PAGE")
    };
    if let Some(items) = list.object("items") {
        for (scope, value) in items.members.iter() {
            if warned(&Envelope::of(value.part(items.text))).is_some() {
                places.push(scope.into_owned());
            }
        }
    }
    if places.is_empty() {
        places.extend(warned(list));
    }
    order::sort(&mut places);
    places.dedup();
    places
}

impl Reader<'_> {
    /// Tells of lists that do not hold all there is. Where the last page of a kind came as well, all came.
    pub(crate) fn tell_pages(&mut self, harvest: &Harvest<'_>) {
        let ended = |kind: Option<Kind>| {
            let mut pages = harvest.pages.iter();
            kind.is_some() && pages.any(|own| own.kind == kind && !own.more)
        };
        for (place, path) in &harvest.torn {
            let problem = warning(ProblemCode::Truncated).arg("end", "elided");
            self.report.count(
                *place,
                &write_path(path),
                "elided",
                problem.next("export", None),
            );
        }
        for page in &harvest.pages {
            let path = write_path(&page.path);
            let problem = |end: &str| {
                let problem = warning(ProblemCode::Truncated).arg("end", end);
                let command = page.kind.map(|kind| export_command::list(kind, ""));
                let command = command.filter(|command| !command.is_empty());
                match page.kind {
                    Some(kind) => problem.arg("kind", kind.code()),
                    None => problem,
                }
                .next("export", command)
            };
            let cut = page.more && !ended(page.kind);
            if cut || !page.silent.is_empty() {
                self.keep_cut_list(page, if cut { Unread::MORE } else { Unread::SILENT });
            }
            if cut {
                let what = page.kind.map_or("", Kind::code);
                self.report.count(
                    page.place,
                    &path,
                    what,
                    problem(if page.cut { "last" } else { "page" }),
                );
            }
            if !page.silent.is_empty() {
                let named = page.silent.get(..NAMED).unwrap_or(&page.silent);
                let problem = problem("places").arg("places", named.join(", "));
                self.report.at(page.place, &path, problem);
            }
        }
    }
}

impl Reader<'_> {
    /// What a list leaves out is kept as an object of its kind of which nothing is known: an answer that hangs on there
    /// being no other one is not given, also when the scenario is opened again.
    fn keep_cut_list(&mut self, page: &Page, field: &str) {
        let Some((kind, (key, word))) = page.kind.and_then(|kind| Some((kind, word_of(kind)?)))
        else {
            return;
        };
        let project = page.project.as_deref();
        let project = project.unwrap_or_else(|| self.default_project(page.place.source));
        let project = project.to_owned();
        self.keep_list(kind, project, (key, word), field);
    }

    /// Whether an object stands for what a list has left out, and was kept as that. It is told again, until a list of
    /// its kind comes after it.
    pub(crate) fn is_cut_list(&mut self, item: &Item<'_>, harvest: &Harvest<'_>) -> bool {
        let mark = item.envelope.word(UNREAD_MARK);
        let Some(field) =
            mark.filter(|mark| [Unread::MORE, Unread::SILENT].contains(&mark.as_str()))
        else {
            return false;
        };
        let kind = item.row.kind;
        let Some(word) = word_of(kind).filter(|_| !item.envelope.has("name")) else {
            return false;
        };
        let after = |(source, of): &(usize, Kind)| *source > item.source && *of == kind;
        if harvest.bare_lists.iter().any(after) {
            // Its kind was exported anew.
            return true;
        }
        let own = item.envelope.word("project");
        let project = own.unwrap_or_else(|| self.default_project(item.source).to_owned());
        let problem = warning(ProblemCode::Truncated).arg("end", "page");
        let command = export_command::list(kind, &project);
        let problem = problem.arg("kind", kind.code());
        let problem = problem.next("export", (!command.is_empty()).then_some(command));
        self.tell(item, item.offset, &[], problem);
        self.keep_list(kind, project, word, &field);
        true
    }

    /// Whether what stands for the rest of a list is of a kind that the scenario holds whole.
    pub(crate) fn is_whole_after_all(&self, unread: &Unread) -> bool {
        unread.is_rest_of_list() && self.scenario.is_complete(&unread.project, unread.kind)
    }

    fn keep_list(&mut self, kind: Kind, project: String, (key, word): Word, field: &str) {
        let mut object = Members::new();
        put(&mut object, key, word.into());
        if !project.is_empty() {
            put(&mut object, "project", project.clone().into());
        }
        put(&mut object, UNREAD_MARK, field.into());
        self.keep_nameless(Unread {
            kind,
            project,
            location: String::new(),
            name: String::new(),
            part: UnreadPart::Resource,
            network: None,
            field: field.to_owned(),
            after_apply: false,
            text: Tree::Object(object).to_string(),
        });
    }
}

/// A key and what stands under it that say what kind an object is.
type Word = (&'static str, &'static str);

/// How an object says that it is of a kind.
fn word_of(kind: Kind) -> Option<Word> {
    let mut rows = ROWS.iter();
    let row = rows.find(|row| row.kind == kind && row.part == UnreadPart::Resource)?;
    let by_kind = row.kinds.iter().find(|word| word.contains('#'));
    let by_kind = by_kind.map(|word| ("kind", *word));
    by_kind.or(row.assets.first().map(|word| ("assetType", *word)))
}

/// The project of a list, where its own name says it.
fn project_of(list: &Envelope<'_>) -> Option<String> {
    let named = ["selfLink", "id"].into_iter();
    let mut named = named.filter_map(|key| list.word(key));
    named.find_map(|name| Path::parse(&name).project.map(str::to_owned))
}

/// What gcloud says beside lists that are not whole, and where: the first few of it.
/// <https://docs.cloud.google.com/sdk/gcloud/reference/container/clusters/list>
pub(crate) fn warned(text: &str) -> impl Iterator<Item = (String, usize)> {
    let starts = memchr::memmem::find_iter(text.as_bytes(), b"WARNING: ");
    // PowerShell says first who warns.
    let begins = |at: &usize| {
        let before = text.get(..*at).unwrap_or_default();
        before.is_empty() || before.ends_with('\n') || before.ends_with(" : ")
    };
    let said = starts.filter(begins).filter_map(|at| {
        let mut lines = text.get(at..)?.lines();
        let first = lines.next().unwrap_or_default().trim();
        if !SAID.iter().any(|own| first.contains(own)) {
            return None;
        }
        // What did not succeed stands below.
        let below = lines.take_while(|line| line.starts_with(" - ")).take(NAMED);
        let below = below.map(|line| line.trim_start_matches([' ', '-']).trim());
        let all: Vec<&str> = std::iter::once(first).chain(below).collect();
        Some((all.join(" "), at))
    });
    said.take(NAMED)
}

/// Words of gcloud's warnings about lists.
const SAID: [&str; 3] = [
    "Some requests did not succeed",
    "did not respond",
    "may be incomplete",
];

/// The problem of such a warning.
pub(crate) fn problem(message: String) -> Problem {
    let problem = Problem::new(Severity::Warning, ProblemCode::Truncated);
    let problem = problem.arg("end", "warned").arg("message", message);
    problem.next("fix-command", None)
}
