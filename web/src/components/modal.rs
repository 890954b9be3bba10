//! A dialog in front of everything: the browser keeps the focus inside, and Escape closes it.

use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, HtmlElement};
use yew::prelude::*;

#[derive(PartialEq, Properties)]
pub(crate) struct ModalProps {
    /// The id of its heading.
    pub(crate) labelled: AttrValue,
    #[prop_or_default]
    pub(crate) class: AttrValue,
    /// Escape was pressed.
    pub(crate) onclose: Callback<()>,
    pub(crate) children: Html,
}

#[component]
pub(crate) fn Modal(props: &ModalProps) -> Html {
    let dialog = use_node_ref();
    {
        let dialog = dialog.clone();
        use_effect_with((), move |()| {
            let before = gloo::utils::document().active_element();
            if let Some(dialog) = dialog.cast::<HtmlDialogElement>() {
                let _ = dialog.show_modal();
            }
            move || {
                // Back to where one was, if that is still there.
                let before = before.and_then(|element| element.dyn_into::<HtmlElement>().ok());
                if let Some(element) = before.filter(|element| element.is_connected()) {
                    let _ = element.focus();
                }
            }
        });
    }
    let oncancel = {
        let onclose = props.onclose.clone();
        Callback::from(move |event: Event| {
            event.prevent_default();
            onclose.emit(());
        })
    };
    html! {
        <dialog ref={dialog} class={props.class.clone()} aria-labelledby={props.labelled.clone()} {oncancel}>
            { props.children.clone() }
        </dialog>
    }
}
