//! The list of keys.

use hopscope_editor::action::Action;
use hopscope_editor::view;
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::modal::Modal;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct HelpProps {
    pub(crate) lang: Lang,
}

#[component]
pub(crate) fn Help(props: &HelpProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let close: Callback<()> = send.on(Action::Help(false));
    let rows: [(&[&str], &str); 21] = [
        (&["Ctrl V"], ui.key_paste),
        (&["Ctrl Z", "Ctrl Y"], ui.key_undo),
        (&["Ctrl S", "Ctrl Shift C"], ui.key_save),
        (&["F6", "Shift F6"], ui.key_regions),
        (&["↑", "↓"], ui.key_list),
        (&["[", "]"], ui.key_steps),
        (&["←", "→", "↑", "↓"], ui.key_move),
        (&["Enter"], ui.key_choose),
        (&["Shift ←→↑↓"], ui.key_pan),
        (&["+", "-"], ui.key_zoom),
        (&["F"], ui.key_fit),
        (&["Ctrl K"], ui.key_commands),
        (&["A"], ui.key_add),
        (&["C"], ui.key_connect),
        (&["Delete"], ui.key_delete),
        (&["Ctrl D"], ui.key_duplicate),
        (&["Ctrl C", "Ctrl X"], ui.key_copy),
        (&["Shift Click"], ui.key_also),
        (&["Alt ←→↑↓"], ui.key_nudge),
        (&["P"], ui.key_unpin),
        (&["Esc"], ui.key_escape),
    ];
    let row = |(keys, words): &(&[&str], &str)| {
        html! {
            <tr>
                <td>{ for keys.iter().map(|key| html! { <><kbd>{ *key }</kbd>{ " " }</> }) }</td>
                <td>{ *words }</td>
            </tr>
        }
    };
    html! {
        <Modal class="help" labelled="help-title" onclose={close.clone()}>
            <div class="dialog-head"><h2 id="help-title">{ ui.keys }</h2></div>
            <div class="dialog-body" tabindex="0">
                <table><tbody>{ for rows.iter().map(row) }</tbody></table>
            </div>
            <div class="dialog-foot">
                <button class="btn pri" onclick={close.reform(|_: MouseEvent| ())} autofocus=true>{ ui.close }</button>
            </div>
        </Modal>
    }
}
