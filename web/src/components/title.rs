//! The title of what is open: read as a heading, clicked to be changed.

use hopscope_editor::action::Action;
use hopscope_editor::edit::Edit;
use hopscope_editor::view;
use hopscope_text::Lang;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct TitleProps {
    pub(crate) lang: Lang,
    pub(crate) title: String,
}

#[component]
pub(crate) fn Title(props: &TitleProps) -> Html {
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
            <h1 title={props.title.clone()}><button class="title" {onclick}>{ &props.title }</button></h1>
        };
    }
    let stop = editing.setter();
    let onblur = {
        let (stop, title) = (stop.clone(), props.title.clone());
        Callback::from(move |event: FocusEvent| {
            let value = event.target_unchecked_into::<HtmlInputElement>().value();
            stop.set(false);
            if value.trim() != title {
                send.now(Action::Edit(Edit::Title(value)));
            }
        })
    };
    let onkeydown = {
        let title = props.title.clone();
        Callback::from(move |event: KeyboardEvent| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            match &*event.key() {
                "Enter" if !event.is_composing() => {
                    let _ = input.blur();
                }
                "Escape" => {
                    input.set_value(&title);
                    let _ = input.blur();
                }
                _ => {}
            }
        })
    };
    html! {
        <h1><input ref={input} type="text" class="title" value={props.title.clone()} aria-label={view::ui(props.lang).title_label} {onblur} {onkeydown} /></h1>
    }
}
