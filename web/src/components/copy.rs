//! A command to copy.

use gloo::timers::callback::Timeout;
use hopscope_editor::view;
use hopscope_text::Lang;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::dom;

#[derive(PartialEq, Properties)]
pub(crate) struct CopyProps {
    pub(crate) lang: Lang,
    pub(crate) text: AttrValue,
}

/// A command as it can be typed, with a button that copies it.
#[component]
pub(crate) fn Command(props: &CopyProps) -> Html {
    let copied = use_state_eq(|| false);
    let ui = view::ui(props.lang);
    {
        // The word goes away again by itself.
        let copied = copied.clone();
        use_effect_with(*copied, move |&now| {
            let timeout = now.then(|| Timeout::new(2_000, move || copied.set(false)));
            move || drop(timeout)
        });
    }
    let onclick = {
        let (text, copied) = (props.text.clone(), copied.setter());
        Callback::from(move |_: MouseEvent| {
            let (text, copied) = (text.to_string(), copied.clone());
            spawn_local(async move { copied.set(dom::copy(text).await) });
        })
    };
    html! {
        <div class="command">
            <pre tabindex="0"><code>{ &props.text }</code></pre>
            <button class="btn small" {onclick}>
                <span role="status">{ if *copied { ui.copied } else { ui.copy } }</span>
            </button>
        </div>
    }
}
