//! The form: one component for every kind of object. What is typed and clicked is heard once, at the form, and found
//! by the attributes of its lines.

use hopscope_editor::action::Action;
use hopscope_editor::edit::{Edit, Of};
use hopscope_editor::view::{self, Line, Part, Shown};
use hopscope_text::Lang;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

use crate::dom;
use crate::store::Send;

/// The lines of an object, as fields that change it.
pub(crate) fn form(lang: Lang, of: Of, part: &Part, send: &Send) -> Html {
    let object = part.object;
    let name = match of {
        Of::Resource => format!("r{object}"),
        Of::Request => "q".to_owned(),
    };
    let onchange = {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let path = dom::closest_attribute(event.target(), "data-path");
            let text = event.target().and_then(value);
            if let (Some(path), Some(text)) = (path, text) {
                send.now(Action::Edit(Edit::Set {
                    of,
                    object,
                    path,
                    text,
                }));
            }
        })
    };
    let onclick = {
        let send = send.clone();
        Callback::from(move |event: MouseEvent| {
            if let Some(path) = dom::closest_attribute(event.target(), "data-add") {
                send.now(Action::Edit(Edit::AddRow { of, object, path }));
            } else if let Some(path) = dom::closest_attribute(event.target(), "data-drop") {
                send.now(Action::Edit(Edit::DropRow { of, object, path }));
            }
        })
    };
    html! {
        <div class="form" {onchange} {onclick}>
            { for part.lines.iter().map(|own| line(lang, &name, own)) }
        </div>
    }
}

/// What a field holds: of a checkbox, whether it is on.
fn value(target: web_sys::EventTarget) -> Option<String> {
    let target = match target.dyn_into::<HtmlSelectElement>() {
        Ok(select) => return Some(select.value()),
        Err(target) => target,
    };
    let input = target.dyn_into::<HtmlInputElement>().ok()?;
    Some(match &*input.type_() {
        "checkbox" => input.checked().to_string(),
        _ => input.value(),
    })
}

fn line(lang: Lang, form: &str, line: &Line) -> Html {
    let ui = view::ui(lang);
    let id = format!("{form}-{}", line.path);
    let wrong = format!("{id}-wrong");
    let described = line.problem.as_ref().map(|_| wrong.clone());
    let invalid = line.problem.as_ref().map(|_| "true");
    let path = line.path.clone();
    let shown = match &line.shown {
        Shown::List => html! {
            <button type="button" class="btn small" data-add={path} aria-label={(ui.add_row)(&line.label)} title={(ui.add_row)(&line.label)}>{ "＋" }</button>
        },
        Shown::Item => html! {
            <button type="button" class="btn small" data-drop={path} aria-label={(ui.drop_row)(&line.label)} title={(ui.drop_row)(&line.label)}>{ "×" }</button>
        },
        Shown::Flag(on) => html! {
            <input id={id.clone()} type="checkbox" data-path={path} checked={*on} aria-describedby={described} aria-invalid={invalid} />
        },
        Shown::Choice(chosen, options) => html! {
            <span class="one-of">
                <select id={id.clone()} data-path={path.clone()} aria-describedby={described} aria-invalid={invalid}>
                    { for options.iter().map(|(value, word)| html! { <option value={value.clone()} selected={value == chosen}>{ word }</option> }) }
                </select>
                if path.ends_with(']') {
                    <button type="button" class="btn small" data-drop={path} aria-label={(ui.drop_row)(&line.label)} title={(ui.drop_row)(&line.label)}>{ "×" }</button>
                }
            </span>
        },
        Shown::Text(text, placeholder, suggested) => {
            let list = (!suggested.is_empty()).then(|| format!("{id}-list"));
            html! {
                <>
                    <input id={id.clone()} type="text" data-path={path} data-kept={text.clone()} value={text.clone()} placeholder={placeholder.clone()} list={list.clone()}
                        autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby={described} aria-invalid={invalid} />
                    if let Some(list) = list {
                        <datalist id={list}>{ for suggested.iter().map(|word| html! { <option value={word.clone()} /> }) }</datalist>
                    }
                </>
            }
        }
    };
    let label = match line.shown {
        Shown::List | Shown::Item => {
            html! { <span class="label">{ breakable(&line.label) }</span> }
        }
        _ => {
            html! { <label class="label" for={id.clone()} title={line.path.clone()}>{ breakable(&line.label) }</label> }
        }
    };
    html! {
        <div key={line.path.clone()} class={classes!("line", format!("d{}", line.depth.min(6)))}>
            { label }
            { shown }
            if let Some(problem) = &line.problem {
                <p class="bad" id={wrong} role="alert">{ problem }</p>
            }
        </div>
    }
}

/// A field's name, which goes on in a new line where a word of it begins.
fn breakable(label: &str) -> Html {
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, _) in label.match_indices(|letter: char| letter.is_ascii_uppercase()) {
        let before = label.get(..at).and_then(|own| own.chars().next_back());
        if before.is_some_and(|own| own.is_ascii_lowercase()) {
            parts.extend(label.get(from..at));
            from = at;
        }
    }
    parts.extend(label.get(from..));
    html! {
        { for parts.iter().enumerate().map(|(index, part)| html! { <>if index > 0 { <wbr /> }{ *part }</> }) }
    }
}
