//! A list to choose from, narrowed by what is typed: commands, what can be added, what can be connected.

use hopscope_editor::Editor;
use hopscope_editor::action::Action;
use hopscope_editor::state::Palette as Which;
use hopscope_editor::view;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::modal::Modal;
use crate::components::shared::Shared;
use crate::dom;
use crate::store::use_send;

/// The most rows that are listed: who looks for more types a word.
const MOST: usize = 60;

#[derive(PartialEq, Properties)]
pub(crate) struct PaletteProps {
    pub(crate) editor: Shared<Editor>,
}

#[component]
pub(crate) fn Palette(props: &PaletteProps) -> Html {
    let send = use_send();
    let lang = props.editor.lang;
    let ui = view::ui(lang);
    let query = use_state_eq(String::new);
    let active = use_state_eq(|| 0usize);
    let Some((title, rows)) = view::palette(lang, &props.editor.0) else {
        return html! {};
    };
    let mut found = view::matching(&rows, &query);
    found.truncate(MOST);
    let here = (*active).min(found.len().saturating_sub(1));
    {
        use_effect_with(here, |here| {
            let row = gloo::utils::document().get_element_by_id(&format!("palette-{here}"));
            if let Some(row) = row {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                row.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }
    let close: Callback<()> = send.on(Action::Palette(None));
    let choose = {
        let send = send.clone();
        let actions: Vec<Action> = found.iter().map(|at| rows[*at].action.clone()).collect();
        Callback::from(move |at: usize| {
            if let Some(action) = actions.get(at) {
                send.now(Action::Palette(None));
                send.now(action.clone());
            }
        })
    };
    let oninput = {
        let (query, active) = (query.setter(), active.setter());
        Callback::from(move |event: InputEvent| {
            query.set(event.target_unchecked_into::<HtmlInputElement>().value());
            active.set(0);
        })
    };
    let onkeydown = {
        let (active, choose, count) = (active.setter(), choose.clone(), found.len());
        Callback::from(move |event: KeyboardEvent| {
            if event.is_composing() || event.key_code() == 229 || count == 0 {
                return;
            }
            match &*event.key() {
                "ArrowDown" => active.set((here + 1) % count),
                "ArrowUp" => active.set((here + count - 1) % count),
                "Enter" => choose.emit(here),
                _ => return,
            }
            event.prevent_default();
        })
    };
    let onclick = Callback::from(move |event: MouseEvent| {
        let at = dom::closest_attribute(event.target(), "data-at");
        if let Some(at) = at.and_then(|at| at.parse().ok()) {
            choose.emit(at);
        }
    });
    let none = match props.editor.palette {
        Some(Which::Connect { .. }) if query.is_empty() => ui.nothing_to_connect,
        _ => ui.nothing_matches,
    };
    html! {
        <Modal class="palette" labelled="palette-title" onclose={close}>
            <div class="dialog-head">
                <h2 id="palette-title">{ title }</h2>
                <input type="text" role="combobox" aria-label={ui.filter} placeholder={ui.filter} aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
                    aria-activedescendant={(!found.is_empty()).then(|| format!("palette-{here}"))} autocomplete="off" spellcheck="false" autofocus=true
                    {oninput} {onkeydown} />
            </div>
            <ul class="choices" id="palette-list" role="listbox" aria-labelledby="palette-title" {onclick}>
                { for found.iter().enumerate().map(|(at, &index)| {
                    let row = &rows[index];
                    html! {
                        <li key={index} id={format!("palette-{at}")} role="option" data-at={at.to_string()} aria-selected={if at == here { "true" } else { "false" }}>
                            <span>{ &row.label }</span><span class="mono">{ &row.detail }</span>
                        </li>
                    }
                }) }
            </ul>
            if found.is_empty() {
                <p class="hint">{ none }</p>
            }
        </Modal>
    }
}
