//! The preview of what was pasted: what was understood first, then what was not, where, and what to do next.

use hopscope_model::compare::{Change, FieldDifference};
use hopscope_model::{Problem, Severity, Why};
use hopscope_text::{Lang, diff, kind, problem};

use crate::excerpt::{Line, excerpt};
use crate::import::{Few, Group, Import, Into, Status};
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
    /// The first objects.
    pub rows: Vec<ObjectRow>,
    /// How many there are.
    pub all: usize,
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
    let rows = |own: &Few<Problem>| own.map(|problem| row(lang, import, problem));
    let rest = import.rows.counts.iter();
    let rest = rest.filter(|(status, ..)| *status != Status::Unread);
    let readable: usize = rest.map(|(.., count)| count).sum();
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
                (true, count) => (ui.read_objects)(count, import.rows.count(Status::Unread)),
            },
            counts,
        },
        sections: sections(lang, import),
        problems: rows(&import.problems),
        notes: rows(&import.notes),
        missing: Few::of_each_code(import.missing.iter().cloned()).map(|problem| Item {
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
        all: import.rows.count(status),
        rows: import
            .rows
            .shown
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
