//! The list to choose from: everything that can be done or gone to, what can be added, what can be connected.

use hopscope_text::Lang;

use crate::action::Action;
use crate::design::{connect, fields};
use crate::edit::Edit;
use crate::history::Deed;
use crate::state::{Editor, Palette};
use crate::view::import::group_word;
use crate::view::{deed_word, kind_word, ui};

/// A row of the list.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PaletteRow {
    /// What it is, or does.
    pub label: String,
    /// What it is called by a machine.
    pub detail: String,
    /// What choosing it does.
    pub action: Action,
}

/// The heading of the list, and its rows.
pub fn palette(lang: Lang, editor: &Editor) -> Option<(&'static str, Vec<PaletteRow>)> {
    let ui = ui(lang);
    let mut rows = Vec::new();
    let title = match editor.palette.as_ref()? {
        Palette::Add => {
            additions(lang, "", &mut rows);
            ui.add
        }
        Palette::Connect { on } => {
            connections(lang, editor, on.as_deref(), &mut rows);
            ui.connect
        }
        Palette::Commands => {
            commands(lang, editor, &mut rows);
            additions(lang, ui.add, &mut rows);
            resources(lang, editor, &mut rows);
            ui.commands
        }
    };
    Some((title, rows))
}

/// The rows that have all words of a query, in any order.
pub fn matching(rows: &[PaletteRow], query: &str) -> Vec<usize> {
    let query = query.to_lowercase();
    let mut found = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let text = format!("{} {}", row.label, row.detail).to_lowercase();
        if query.split_whitespace().all(|word| text.contains(word)) {
            found.push(index);
        }
    }
    found
}

fn additions(lang: Lang, before: &str, rows: &mut Vec<PaletteRow>) {
    for new in fields::news() {
        let mut word = group_word(lang, new.group, 1).to_owned();
        // One of several says which.
        if let Some((_, which)) = new.word.split_once(' ') {
            word = format!("{word} ({which})");
        }
        rows.push(PaletteRow {
            label: match before {
                "" => word,
                before => format!("{before}: {word}"),
            },
            detail: new.word.to_owned(),
            action: Action::Edit(Edit::Add(new.word)),
        });
    }
}

fn connections(lang: Lang, editor: &Editor, on: Option<&str>, rows: &mut Vec<PaletteRow>) {
    let (Some(open), Some(from)) = (&editor.open, editor.chosen_id()) else {
        return;
    };
    let reference = open.scenario.short(&from);
    for choice in connect::choices(&open.scenario, &from) {
        let to = open.scenario.short(&choice.to);
        let on_it = |on: &str| open.scene.node(&to).is_some_and(|node| *node.id == *on);
        if on.is_some_and(|on| !on_it(on)) {
            continue;
        }
        rows.push(PaletteRow {
            label: format!(
                "{} {}",
                kind_word(lang, choice.to.kind),
                choice.to.name.name
            ),
            detail: match choice.path {
                connect::REQUEST => ui(lang).ask_heading.to_owned(),
                path => path.replace("[+]", "[]"),
            },
            action: Action::Edit(Edit::Connect(reference.as_str().into(), choice)),
        });
    }
}

fn commands(lang: Lang, editor: &Editor, rows: &mut Vec<PaletteRow>) {
    let ui = ui(lang);
    let mut add = |label: &str, key: &str, action: Action| {
        rows.push(PaletteRow {
            label: label.to_owned(),
            detail: key.to_owned(),
            action,
        });
    };
    add(ui.ask_heading, "", Action::WantAsk);
    if editor.chosen_id().is_some() {
        add(
            ui.connect,
            "C",
            Action::Palette(Some(Palette::Connect { on: None })),
        );
        add(ui.duplicate, "Ctrl D", Action::Edit(Edit::Duplicate));
        add(ui.delete, "Delete", Action::Edit(Edit::Remove));
        add(ui.unpin, "P", Action::Edit(Edit::Unpin));
    }
    if editor.result().is_some() {
        add(ui.expect_this, "", Action::Edit(Edit::ExpectThis));
        add(
            deed_word(lang, Deed::RemovedRequest),
            "",
            Action::Edit(Edit::RemoveRequest),
        );
    }
    if let Some(deed) = editor.history.undoable() {
        let label = format!("{}: {}", ui.undo, deed_word(lang, deed));
        add(&label, "Ctrl Z", Action::Undo);
    }
    if let Some(deed) = editor.history.redoable() {
        let label = format!("{}: {}", ui.redo, deed_word(lang, deed));
        add(&label, "Ctrl Y", Action::Redo);
    }
    add(ui.collect_title, "", Action::Collect(true));
    add(ui.start_empty, "", Action::Edit(Edit::Start));
    add(ui.to_gallery, "", Action::ShowGallery);
    add(ui.keys, "?", Action::Help(true));
    let other = match lang {
        Lang::En => Lang::Ja,
        Lang::Ja => Lang::En,
    };
    add(other.name(), "", Action::Speak(other));
    add(ui.theme, "", Action::Wear(editor.theme.next()));
}

fn resources(lang: Lang, editor: &Editor, rows: &mut Vec<PaletteRow>) {
    let Some(open) = &editor.open else { return };
    for id in open.scenario.resources.ids() {
        let reference = open.scenario.short(&id);
        rows.push(PaletteRow {
            label: format!("{} {}", kind_word(lang, id.kind), id.name.name),
            action: Action::ChooseResource(Some(reference.as_str().into())),
            detail: reference,
        });
    }
}
