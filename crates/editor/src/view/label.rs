//! The words of the picture and of the outline.

use std::rc::Rc;

use hopscope_diagram::scene::{Shape, Text};
use hopscope_model::Kind;
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
    /// Position among the rows.
    pub index: usize,
    /// How deep, from 0.
    pub depth: u8,
    /// The node of the picture it leads to; `None` for a heading.
    pub node: Option<Rc<str>>,
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
}

/// The outline of what is open.
pub fn outline_rows(lang: Lang, open: &Open) -> Vec<OutlineLine> {
    let rows = &open.outline;
    rows.iter()
        .enumerate()
        .map(|(index, row)| OutlineLine {
            index,
            depth: row.depth,
            node: open.scene.node(&row.id).map(|node| Rc::clone(&node.id)),
            shape: row.shape,
            title: words(lang, &row.title),
            detail: row
                .detail
                .iter()
                .map(|text| words(lang, text))
                .collect::<Vec<_>>()
                .join(" · "),
            missing: row.missing,
            holds: rows
                .get(index + 1)
                .is_some_and(|next| next.depth > row.depth),
        })
        .collect()
}
