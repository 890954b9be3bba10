//! What is being read beside the page: how far it is, and a way to give it up.

use std::rc::Rc;

use hopscope_editor::action::Action;
use hopscope_editor::import::Reading;
use hopscope_editor::{Editor, view};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::modal::Modal;
use crate::components::shared::{Shared, shared};
use crate::store::{Send, use_send};
use crate::worker::{self, Heard};

#[derive(PartialEq, Properties)]
pub(crate) struct ReadingProps {
    pub(crate) lang: Lang,
    pub(crate) reading: Shared<Reading>,
    pub(crate) progress: (usize, usize),
}

#[component]
pub(crate) fn ReadingDialog(props: &ReadingProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let cancel: Callback<()> = send.on(Action::CancelImport);
    let (done, all) = props.progress;
    html! {
        <Modal class="reading" labelled="reading-title" onclose={cancel.clone()}>
            <div class="dialog-head">
                <h2 id="reading-title">{ ui.reading_title }</h2>
                <p class="lead">{ (ui.reading_size)(props.reading.bytes().div_ceil(1_000_000)) }</p>
            </div>
            <div class="dialog-body">
                <progress aria-labelledby="reading-title" max={all.max(1).to_string()} value={done.to_string()} />
                <p class="note">{ ui.reading_note }</p>
            </div>
            <div class="dialog-foot">
                <button class="btn" onclick={cancel.reform(|_: MouseEvent| ())} autofocus=true>{ ui.cancel }</button>
            </div>
        </Modal>
    }
}

/// Reads beside the page what is too long to be read on it. Given up, the worker goes with what it did.
#[hook]
pub(crate) fn use_reading(editor: &Editor, send: Send) {
    let open = editor.open.clone().filter(|_| !editor.is_preview());
    use_effect_with(shared(editor.reading.as_ref()), move |reading| {
        let running = reading.as_ref().and_then(|reading| {
            let heard = {
                let send = send.clone();
                move |heard| {
                    send.now(match heard {
                        Heard::Progress(done, all) => Action::ReadSoFar(done, all),
                        Heard::Done(said) => Action::ReadDone(Rc::new(said)),
                        Heard::Failed => Action::ReadFailed,
                    });
                }
            };
            let running =
                worker::start(reading.job(open.as_ref().map(|open| &open.scenario)), heard);
            if running.is_none() {
                send.now(Action::ReadFailed);
            }
            running
        });
        move || drop(running)
    });
}
