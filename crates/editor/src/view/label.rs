//! The words of the picture and of the outline.

use std::rc::Rc;

use hopscope_diagram::scene::{Shape, Text};
use hopscope_model::{Id, Kind, Name};
use hopscope_text::{Lang, kind, label};

use crate::open::Open;

/// What a text of the picture says.
pub fn words(lang: Lang, text: &Text) -> String {
    match text {
        Text::Plain(text) => text.to_string(),
        Text::Kind(kind) => kind::one(lang, *kind).to_owned(),
        Text::Word(id, values) => label::label(lang, *id, values),
    }
}

/// What a kind of resource is called.
pub fn kind_word(lang: Lang, kind: Kind) -> &'static str {
    kind::one(lang, kind)
}

/// A line of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineLine {
    /// Position among the lines.
    pub index: usize,
    /// How deep, from 0.
    pub depth: u8,
    /// What choosing it chooses, as a reference; `None` for a heading.
    pub resource: Option<Rc<str>>,
    /// Its sign.
    pub shape: Shape,
    /// What it is called.
    pub title: String,
    /// What is worth knowing at a glance.
    pub detail: String,
    /// Referred to, but not there.
    pub missing: bool,
    /// Whether something is below it.
    pub holds: bool,
    /// What is below it shows only when asked for: there is much of it.
    pub folded: bool,
}

/// The outline of what is open. What a row counts follows below it, one by one.
pub fn outline_rows(lang: Lang, open: &Open) -> Vec<OutlineLine> {
    let mut lines: Vec<OutlineLine> = Vec::new();
    for (at, row) in open.outline.iter().enumerate() {
        let counts = row.resources.len() > 1;
        let next = open.outline.get(at + 1);
        let mut detail = String::new();
        for text in &row.detail {
            if !detail.is_empty() {
                detail.push_str(" · ");
            }
            detail.push_str(&words(lang, text));
        }
        lines.push(OutlineLine {
            index: lines.len(),
            depth: row.depth,
            resource: match row.resources.as_slice() {
                [only] => Some(Rc::clone(only)),
                [] => open.scene.node(&row.id).map(|node| Rc::clone(&node.id)),
                _ => None,
            },
            shape: row.shape,
            title: words(lang, &row.title),
            detail,
            missing: row.missing,
            holds: counts || next.is_some_and(|next| next.depth > row.depth),
            folded: counts,
        });
        for resource in row.resources.iter().filter(|_| counts) {
            lines.push(OutlineLine {
                index: lines.len(),
                depth: row.depth.saturating_add(1),
                resource: Some(Rc::clone(resource)),
                shape: row.shape,
                title: resource.rsplit('/').next().unwrap_or_default().to_owned(),
                detail: String::new(),
                missing: false,
                holds: false,
                folded: false,
            });
        }
    }
    unread(lang, open, &mut lines);
    lines
}

/// What could not be read whole: it can be mended as JSON.
fn unread(lang: Lang, open: &Open, lines: &mut Vec<OutlineLine>) {
    let heading = lines.len();
    for own in &open.scenario.resources.unread {
        let name = Name::new(&*own.project, &*own.location, &*own.name);
        let reference = open.scenario.short(&Id::new(own.kind, name));
        if own.name.is_empty() || !open.shows(&reference) {
            continue;
        }
        if lines.len() == heading {
            let title = super::ui(lang).status_unread.to_owned();
            lines.push(line(heading, 0, None, title, ""));
            lines[heading].holds = true;
        }
        let at = lines.len();
        lines.push(line(
            at,
            1,
            Some(reference.into()),
            own.name.clone(),
            kind_word(lang, own.kind),
        ));
    }
}

fn line(
    index: usize,
    depth: u8,
    resource: Option<Rc<str>>,
    title: String,
    detail: &str,
) -> OutlineLine {
    OutlineLine {
        index,
        depth,
        resource,
        shape: Shape::Endpoint,
        title,
        detail: detail.to_owned(),
        missing: false,
        holds: false,
        folded: false,
    }
}
