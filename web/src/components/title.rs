//! Words that are read as they stand, and clicked to be changed: the title of what is open, its project.

use hopscope_editor::action::Action;
use hopscope_editor::edit::Edit;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct WordsProps {
    pub(crate) words: String,
    /// What they are.
    pub(crate) label: &'static str,
    /// Whose they are.
    pub(crate) of: Whose,
}

/// What is called by the words.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Whose {
    Title,
    Project,
}

impl Whose {
    /// What calls it otherwise.
    fn edit(self, words: String) -> Edit {
        match self {
            Self::Title => Edit::Title(words),
            Self::Project => Edit::Project(words),
        }
    }
}

#[component]
pub(crate) fn Words(props: &WordsProps) -> Html {
    let send = use_send();
    let editing = use_state_eq(|| false);
    let input = use_node_ref();
    {
        let input = input.clone();
        use_effect_with(*editing, move |&editing| {
            if let Some(input) = input.cast::<HtmlInputElement>().filter(|_| editing) {
                let _ = input.focus();
                input.select();
            }
        });
    }
    if !*editing {
        let editing = editing.setter();
        let onclick = Callback::from(move |_: MouseEvent| editing.set(true));
        return html! {
            <button class="title" title={props.words.clone()} {onclick}>{ if props.words.is_empty() { props.label } else { &props.words } }</button>
        };
    }
    let stop = editing.setter();
    let onblur = {
        let (stop, words, of) = (stop.clone(), props.words.clone(), props.of);
        Callback::from(move |event: FocusEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            stop.set(false);
            if value.trim() != words {
                send.now(Action::Edit(of.edit(value)));
            }
        })
    };
    let onkeydown = {
        let words = props.words.clone();
        Callback::from(move |event: KeyboardEvent| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            match &*event.key() {
                "Enter" if !event.is_composing() => {
                    let _ = input.blur();
                }
                "Escape" => {
                    input.set_value(&words);
                    let _ = input.blur();
                }
                _ => {}
            }
        })
    };
    html! {
        <input ref={input} type="text" class="title" value={props.words.clone()} aria-label={props.label} autocomplete="off" spellcheck="false" {onblur} {onkeydown} />
    }
}
