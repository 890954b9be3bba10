//! The preview of what was pasted: what was understood first, then what was not, where, and what to do next.

use hopscope_model::compare::{Change, FieldDifference};
use hopscope_model::{Problem, ProblemCode, Severity, Why};
use hopscope_text::{Lang, diff, kind, problem};

use crate::excerpt::{Line, excerpt};
use crate::import::{Group, Import, Into, Status};
use crate::view::outline::unread_name;
use crate::view::{Item, ui};

/// The preview.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// What was understood.
    pub heading: Heading,
    /// Objects by what is to become of them.
    pub sections: Vec<Section>,
    /// What was not understood, or deserves a look: worst first.
    pub problems: Few<ProblemRow>,
    /// What was left out or mended as it should be.
    pub notes: Few<ProblemRow>,
    /// What is referred to and not there.
    pub missing: Few<Item>,
    /// Whether it can be accepted.
    pub useful: bool,
    /// The words of the button that accepts.
    pub accept: &'static str,
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
}

/// How many of a code are shown: ten thousand times the same must not hide what is there once, nor stop the page.
const MOST: usize = 20;

/// What was understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// One sentence.
    pub text: String,
    /// How many of what.
    pub counts: Vec<(usize, &'static str)>,
}

/// Objects of one status.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// Which.
    pub status: Status,
    /// Its word.
    pub title: String,
    /// The objects.
    pub rows: Vec<ObjectRow>,
}

/// An object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ObjectRow {
    /// What it is.
    pub kind: &'static str,
    /// What it is called.
    pub name: String,
    /// The field that could not be read.
    pub field: Option<String>,
    /// The fields that change, a line each.
    pub fields: Vec<String>,
}

/// What a problem of a piece is called.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Notice {
    /// Not understood.
    Error,
    /// Deserves a look.
    Warning,
    /// As it should be.
    Note,
}

/// A problem.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProblemRow {
    /// How bad it is.
    pub notice: Notice,
    /// Its code.
    pub code: &'static str,
    /// What is wrong, in a sentence.
    pub text: String,
    /// Where: file, line and column, path, resource, as far as known.
    pub place: Vec<String>,
    /// The lines around it.
    pub lines: Vec<Line>,
    /// The fields in which two objects differ, a line each.
    pub fields: Vec<String>,
    /// What to do next.
    pub next: Option<String>,
    /// A command that helps.
    pub command: Option<String>,
}

/// What the preview shows.
pub fn preview(lang: Lang, import: &Import) -> Preview {
    let ui = ui(lang);
    let useful = import.is_useful();
    let rows = |notes: bool| {
        let own = import.problems.iter();
        let own = own.filter(|own| (own.severity == Severity::Note) == notes);
        few(own, |problem| row(lang, import, problem))
    };
    let (notes, problems) = (rows(true), rows(false));
    let readable = import
        .rows
        .iter()
        .filter(|row| row.status != Status::Unread)
        .count();
    let mut counts: Vec<(usize, &'static str)> = import
        .groups()
        .into_iter()
        .map(|(group, count)| (count, group_word(lang, group, count)))
        .collect();
    if import.requests > 0 {
        counts.push((import.requests, (ui.request_word)(import.requests)));
    }
    Preview {
        heading: Heading {
            text: match (useful, readable) {
                (false, _) => ui.read_nothing.to_owned(),
                (true, count) => (ui.read_objects)(count, import.count(Status::Unread)),
            },
            counts,
        },
        sections: sections(lang, import),
        problems,
        notes,
        missing: few(import.missing.iter(), |problem| Item {
            text: problem::text(lang, problem),
            command: problem.next.as_ref().and_then(|next| next.command.clone()),
            doc: None,
        }),
        useful,
        accept: match import.into {
            Into::New => ui.accept_new,
            Into::Open => ui.accept_merge,
        },
    }
}

/// The first of each code.
fn few<'a, T>(
    problems: impl Iterator<Item = &'a Problem>,
    row: impl Fn(&'a Problem) -> T,
) -> Few<T> {
    let mut counts: Vec<(ProblemCode, usize)> = Vec::new();
    let (mut shown, mut more) = (Vec::new(), 0);
    for problem in problems {
        let at = counts.iter().position(|(code, _)| *code == problem.code);
        let at = at.unwrap_or_else(|| {
            counts.push((problem.code, 0));
            counts.len() - 1
        });
        match counts.get_mut(at) {
            Some((_, count)) if *count < MOST => {
                *count += 1;
                shown.push(row(problem));
            }
            _ => more += 1,
        }
    }
    Few { shown, more }
}

fn sections(lang: Lang, import: &Import) -> Vec<Section> {
    let ui = ui(lang);
    [
        (Status::Unread, ui.status_unread),
        (Status::New, ui.status_new),
        (Status::Changed, ui.status_changed),
        (Status::Unchanged, ui.status_unchanged),
    ]
    .into_iter()
    .map(|(status, title)| Section {
        status,
        title: title.to_owned(),
        rows: import
            .rows
            .iter()
            .filter(|row| row.status == status)
            .map(|row| ObjectRow {
                kind: group_word(lang, row.group, 1),
                name: match &row.field {
                    Some(field) => unread_name(lang, &row.name, field),
                    None => row.name.clone(),
                },
                field: row.field.clone(),
                fields: lines(lang, &row.fields),
            })
            .collect(),
    })
    .filter(|section| !section.rows.is_empty())
    .collect()
}

pub(super) fn group_word(lang: Lang, group: Group, count: usize) -> &'static str {
    let ui = ui(lang);
    match group {
        Group::Kind(of) if count == 1 => kind::one(lang, of),
        Group::Kind(of) => kind::many(lang, of),
        Group::IamPolicy => ui.group_iam_policy,
        Group::Process => ui.group_process,
        Group::Tunnel => ui.group_tunnel,
        Group::ProxySettings => ui.group_proxy_settings,
        Group::NameServer => ui.group_name_server,
        Group::Appliance => ui.group_appliance,
        Group::DomainMapping => ui.group_domain_mapping,
    }
}

fn row(lang: Lang, import: &Import, problem: &Problem) -> ProblemRow {
    let piece = import.piece_of(problem);
    let mut row = problem_row(lang, problem, piece.map(|(_, piece)| &*piece.text));
    if import.pieces.len() > 1
        && let Some((index, piece)) = piece
    {
        let name = piece
            .name
            .clone()
            .unwrap_or_else(|| (ui(lang).piece)(index + 1));
        row.place.insert(0, name);
    }
    row
}

/// Fields that differ, a line each: what was there, and what comes in its place.
fn lines(lang: Lang, fields: &[FieldDifference]) -> Vec<String> {
    let line = |own| diff::field_line(lang, Change::Changed, own);
    fields.iter().map(line).collect()
}

/// A problem, with the lines around its place in `text`.
pub fn problem_row(lang: Lang, problem: &Problem, text: Option<&str>) -> ProblemRow {
    let ui = ui(lang);
    let mut place = Vec::new();
    if let Some(line) = problem.line {
        place.push((ui.line_column)(line, problem.column));
    }
    place.extend(problem.path.clone().filter(|path| !path.is_empty()));
    place.extend(problem.resource.clone());
    ProblemRow {
        notice: match problem.severity {
            Severity::Error => Notice::Error,
            Severity::Warning => Notice::Warning,
            Severity::Note => Notice::Note,
        },
        code: problem.code.as_str(),
        text: problem::text(lang, problem),
        place,
        lines: match (text, problem.line) {
            (Some(text), Some(line)) => {
                let hide = problem
                    .args
                    .get("why")
                    .is_some_and(|why| why == Why::Sensitive.as_str());
                excerpt(text, line, problem.column, hide)
            }
            _ => Vec::new(),
        },
        fields: lines(lang, &problem.fields),
        next: problem::next(lang, problem),
        command: problem.next.as_ref().and_then(|next| next.command.clone()),
    }
}
