//! What is chosen in the picture or the outline: what is written there, whole, and which steps happen there.

use hopscope_model::order;
use hopscope_model::reference::resolve;
use hopscope_text::Lang;

use crate::state::Editor;
use crate::view::{kind_word, words};

/// What is known of a node.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Resource {
    /// Its reference.
    pub reference: String,
    /// What it is.
    pub kind: &'static str,
    /// What it is called.
    pub title: String,
    /// What else is written in it.
    pub lines: Vec<String>,
    /// The steps of the chosen trace that happen there, from 1.
    pub steps: Vec<u32>,
    /// What people noted of it.
    pub notes: Vec<String>,
}

/// The chosen node.
pub fn resource(lang: Lang, editor: &Editor) -> Option<Resource> {
    let open = editor.open.as_ref()?;
    let id = editor.chosen.resource.as_deref()?;
    let node = open.scene.node(id)?;
    let badges = editor.overlay.iter().flat_map(|overlay| &overlay.badges);
    let mut steps: Vec<u32> = badges
        .filter(|badge| badge.node.as_ref() == Some(&node.id))
        .map(|badge| badge.step)
        .collect();
    order::sort(&mut steps);
    let mut labels = node.labels.iter().map(|label| words(lang, &label.text));
    let on_it = |reference: &str| {
        resolve(&open.scenario, reference).is_ok_and(|on| *open.scenario.short(&on) == *node.id)
    };
    Some(Resource {
        reference: node.id.to_string(),
        kind: node.kind.map_or("", |kind| kind_word(lang, kind)),
        title: labels.next().unwrap_or_default(),
        lines: labels.collect(),
        steps,
        notes: open
            .scenario
            .notes
            .iter()
            .filter(|note| on_it(&note.on))
            .map(|note| note.text.clone())
            .collect(),
    })
}
