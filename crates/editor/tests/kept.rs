//! What one chooses in a form stays chosen: the reader takes it and the writer writes it, or what is wrong is said. A
//! choice that falls back by itself would be a design that is not what its author sees.

use hopscope_editor::action::Action;
use hopscope_editor::design::fields::{self, Field, Input};
use hopscope_editor::design::json;
use hopscope_editor::edit::{Edit, Of};
use hopscope_editor::state::Theme;
use hopscope_editor::{Editor, design};
use hopscope_text::Lang;
use serde_json::Value;

/// What does not stay, by the word of the form and the field, and why.
const FALLS_BACK: &[(&str, &str, &str)] = &[];

fn set(editor: &Editor, path: &str, text: &str) -> Editor {
    editor.apply(Action::Edit(Edit::Set {
        of: Of::Resource,
        object: 0,
        path: path.to_owned(),
        text: text.to_owned(),
    }))
}

/// What can be chosen in a field, besides what holds where nothing is.
fn choices(field: &Field) -> Vec<&'static str> {
    match field.input {
        Input::Choice(words) => words.to_vec(),
        Input::Flag => vec!["true", "false"],
        Input::There(_) => vec!["true"],
        _ => Vec::new(),
    }
}

fn shows(field: &Field, now: Option<&Value>, chosen: &str) -> bool {
    match field.input {
        Input::There(_) => now.is_some() == (chosen == "true"),
        _ => {
            let text = now.map(json::text);
            text.as_deref().unwrap_or(field.default) == chosen
                || chosen == "false" && now.is_none() && field.default.is_empty()
        }
    }
}

#[test]
fn what_is_chosen_stays_chosen() {
    let mut fallen = Vec::new();
    let start = Editor::new(Lang::En, Theme::System).apply(Action::Edit(Edit::Start));
    for new in fields::news() {
        let editor = start.apply(Action::Edit(Edit::Add(new.word)));
        let objects = editor.objects(Of::Resource);
        let form = fields::form_of(&objects[0]).expect("a form");
        for field in form.fields.iter().filter(|own| own.applies(&objects[0])) {
            for chosen in choices(field) {
                let next = set(&editor, field.path, chosen);
                if next.draft.is_some() {
                    continue;
                }
                let id = next.chosen_id().expect("it is still chosen");
                let open = next.open.as_ref().expect("open");
                let objects = design::objects(&open.scenario, &id);
                let now = objects.first().and_then(|own| json::get(own, field.path));
                let known = FALLS_BACK
                    .iter()
                    .any(|own| own.0 == form.word && own.1 == field.path);
                if !known && !shows(field, now, chosen) {
                    fallen.push(format!(
                        "{} {} {chosen}: {}",
                        new.word,
                        field.path,
                        now.map(json::text).unwrap_or_default()
                    ));
                }
            }
        }
    }
    assert!(fallen.is_empty(), "{}", fallen.join("\n"));
}
