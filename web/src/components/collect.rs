//! The script that collects what a scenario needs: the projects it is for, whether all or only what is missing, and
//! the script itself, to copy or to save.

use hopscope_editor::action::Action;
use hopscope_editor::collect::{Collect, project_ids};
use hopscope_editor::view;
use hopscope_text::Lang;
use web_sys::HtmlInputElement;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::browser;
use crate::components::copy::Command;
use crate::components::modal::Modal;
use crate::components::shared::Shared;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct CollectProps {
    pub(crate) lang: Lang,
    pub(crate) collect: Shared<Collect>,
}

#[component]
pub(crate) fn CollectDialog(props: &CollectProps) -> Html {
    let send = use_send();
    let lacks = !props.collect.kinds.is_empty();
    let written = use_state_eq(|| props.collect.projects.clone());
    let lacking = use_state_eq(|| lacks);
    let lang = props.lang;
    let ui = view::ui(lang);
    let (projects, others) = project_ids(&written);
    let script = props.collect.script(lang, &projects, *lacking);
    let close: Callback<()> = send.on(Action::Collect(false));
    let oninput = {
        let written = written.setter();
        Callback::from(move |event: InputEvent| {
            written.set(event.target_unchecked_into::<HtmlInputElement>().value());
        })
    };
    let choice = |value: bool, word: &'static str| {
        let set = lacking.setter();
        let onchange = Callback::from(move |_: Event| set.set(value));
        html! {
            <label class="radio"><input type="radio" name="collect" checked={value == *lacking} {onchange} />{ word }</label>
        }
    };
    let save = {
        let script = script.clone();
        Callback::from(move |_: MouseEvent| {
            let script = script.clone();
            spawn_local(async move {
                let _ = browser::download("export.sh", "text/x-shellscript", &script).await;
            });
        })
    };
    let wrong = (!others.is_empty()).then(|| (ui.collect_wrong)(&others.join(" ")));
    html! {
        <Modal class="share collect" labelled="collect-title" onclose={close.clone()}>
            <div class="dialog-head"><h2 id="collect-title">{ ui.collect_title }</h2></div>
            <div class="dialog-body" tabindex="0">
                <p class="note">{ ui.collect_note }</p>
                <label class="field">
                    <span>{ ui.collect_projects }</span>
                    <input type="text" value={(*written).clone()} placeholder="acme-dev acme-net" autocomplete="off" spellcheck="false"
                        autofocus=true aria-invalid={wrong.as_ref().map(|_| "true")} aria-describedby="collect-wrong" {oninput} />
                    <span id="collect-wrong" class="wrong" role="status">{ wrong.unwrap_or_default() }</span>
                </label>
                if lacks {
                    <fieldset class="choices">
                        <legend>{ ui.collect_which }</legend>
                        { choice(true, ui.collect_lacking) }
                        { choice(false, ui.collect_all) }
                    </fieldset>
                }
                if projects.is_empty() {
                    <p>{ ui.collect_none }</p>
                } else {
                    <section aria-label={ui.collect_script}>
                        <Command {lang} text={script} />
                    </section>
                }
            </div>
            <div class="dialog-foot">
                <button class="btn" onclick={close.reform(|_: MouseEvent| ())}>{ ui.close }</button>
                <button class="btn pri" onclick={save} disabled={projects.is_empty()}>{ ui.save_script }</button>
            </div>
        </Modal>
    }
}

#[derive(PartialEq, Properties)]
pub(crate) struct ButtonProps {
    pub(crate) lang: Lang,
}

/// Beside what is missing: shows the script that collects it.
#[component]
pub(crate) fn CollectButton(props: &ButtonProps) -> Html {
    let send = use_send();
    html! {
        <p class="buttons">
            <button class="btn small" onclick={send.on(Action::Collect(true))}>{ view::ui(props.lang).collect_missing }{ "…" }</button>
        </p>
    }
}
