//! Ways to bring something besides Ctrl+V: reading the clipboard, and choosing files.

use hopscope_editor::action::Action;
use hopscope_editor::import::Piece;
use hopscope_editor::view;
use hopscope_text::Lang;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom;
use crate::hooks::bring_files;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct ButtonProps {
    pub(crate) lang: Lang,
    #[prop_or_default]
    pub(crate) class: AttrValue,
    pub(crate) children: Html,
}

/// A button that reads the clipboard. Where the browser refuses, it says what to do instead.
#[component]
pub(crate) fn ClipboardButton(props: &ButtonProps) -> Html {
    let send = use_send();
    let refused = use_state_eq(|| false);
    let ui = view::ui(props.lang);
    let onclick = {
        let refused = refused.setter();
        Callback::from(move |_: MouseEvent| {
            let (send, refused) = (send.clone(), refused.clone());
            spawn_local(async move {
                let text = dom::read_clipboard().await;
                refused.set(text.is_none());
                if let Some(text) = text {
                    send.now(Action::Bring(vec![Piece::pasted(text)]));
                }
            });
        })
    };
    html! {
        <>
            <button class={props.class.clone()} {onclick}>{ props.children.clone() }</button>
            <span role="status" class={if *refused { "refused" } else { "sr" }}>
                { if *refused { ui.clipboard_refused } else { "" } }
            </span>
        </>
    }
}

/// A button that chooses files.
#[component]
pub(crate) fn FileButton(props: &ButtonProps) -> Html {
    let send = use_send();
    let input = use_node_ref();
    let onclick = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        if let Some(files) = input.files() {
            bring_files(send.clone(), &files);
        }
        // The same file can be chosen again after it was changed.
        input.set_value("");
    });
    html! {
        <>
            <button class={props.class.clone()} {onclick}>{ props.children.clone() }</button>
            <input ref={input} type="file" multiple=true hidden=true accept=".json,.ndjson,.yaml,.yml,.tfstate,.txt,.log,.gz,.zip,application/json" {onchange} />
        </>
    }
}
