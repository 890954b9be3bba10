//! The dialog of sharing: the link with what it is and where it works, and everything else that can be taken along.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use hopscope_editor::action::Action;
use hopscope_editor::desk::Desk;
use hopscope_editor::keymap::Command;
use hopscope_editor::take::{self, Share};
use hopscope_editor::{Editor, Open, view};
use hopscope_text::link as words;
use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;
use yew::platform::spawn_local;
use yew::prelude::*;

use crate::components::modal::Modal;
use crate::components::shared::Shared;
use crate::store::{Send, use_send};
use crate::{browser, dom, hooks, storage};

#[derive(PartialEq, Properties)]
pub(crate) struct ShareProps {
    pub(crate) editor: Shared<Editor>,
    pub(crate) open: Shared<Open>,
    pub(crate) share: Shared<Share>,
}

/// What a button of the dialog does.
#[derive(Clone, Copy, PartialEq)]
enum Take {
    Titled,
    Link,
    File,
    Svg,
    Png,
    Mermaid,
    CopyReport,
    SaveReport,
    Print,
}

/// The longest link that chats are sure to leave whole, in characters: beyond it the file is the better way.
const CHAT: usize = 4_000;

/// The longest link that a report carries, in characters: longer ones are in nobody's way in a file.
const IN_REPORT: usize = 8_000;

#[component]
pub(crate) fn ShareDialog(props: &ShareProps) -> Html {
    let send = use_send();
    let dark = use_state_eq(|| false);
    let said = use_state_eq(|| "");
    let (editor, open) = (&props.editor.0, &props.open.0);
    let lang = editor.lang;
    let ui = view::ui(lang);
    let link = props.share.envelope.as_ref().map(|own| storage::link(own));
    let button = |what: Take, word: &'static str, class: &'static str| {
        let (editor, open, said, dark) = (Rc::clone(editor), Rc::clone(open), said.setter(), *dark);
        let link = link.as_ref().ok().cloned();
        let onclick = Callback::from(move |_: MouseEvent| {
            said.set("");
            let (editor, open, link, said) = (
                Rc::clone(&editor),
                Rc::clone(&open),
                link.clone(),
                said.clone(),
            );
            spawn_local(async move {
                said.set(take_it(what, &editor, &open, link, dark).await);
            });
        });
        html! { <button class={class} {onclick}>{ word }</button> }
    };
    let theme = |is_dark: bool, word: &'static str| {
        let set = dark.setter();
        let onchange = Callback::from(move |_: Event| set.set(is_dark));
        html! {
            <label class="radio"><input type="radio" name="paper" checked={is_dark == *dark} {onchange} />{ word }</label>
        }
    };
    let close: Callback<()> = send.on(Action::Desk(Desk::Share(false)));
    html! {
        <Modal class="share" labelled="share-title" onclose={close.clone()}>
            <div class="dialog-head"><h2 id="share-title">{ ui.share_title }</h2></div>
            <div class="dialog-body" tabindex="0">
                <section>
                    <h3>{ ui.share_link }</h3>
                    {
                        match &link {
                            Ok(link) => html! {
                                <>
                                    <p class="gauge">{ words::length(lang, link.len()) }</p>
                                    <p class="buttons">
                                        if link.len() > CHAT {
                                            { button(Take::File, ui.save_file, "btn pri") }
                                        }
                                        { button(Take::Titled, ui.copy_titled, if link.len() > CHAT { "btn" } else { "btn pri" }) }
                                        { button(Take::Link, ui.copy_link, "btn") }
                                    </p>
                                    <p class="note">{ ui.share_holds }</p>
                                </>
                            },
                            Err(too_long) => html! {
                                <>
                                    <p class="gauge">{ ui.no_link }{ " " }{ words::too_long(lang, too_long.limit.most(), too_long.payload) }</p>
                                    <p class="buttons">{ button(Take::File, ui.save_file, "btn pri") }</p>
                                </>
                            },
                        }
                    }
                    <p class="note">{ ui.content_id }{ " " }<code>{ &props.share.id }</code>{ " · " }{ ui.content_id_note }</p>
                </section>
                <section>
                    <h3>{ ui.take_picture }</h3>
                    <p class="buttons">
                        { button(Take::Svg, ui.save_svg, "btn") }{ button(Take::Png, ui.save_png, "btn") }
                        { theme(false, ui.take_light) }{ theme(true, ui.take_dark) }
                    </p>
                    <p class="buttons">{ button(Take::Mermaid, ui.copy_mermaid, "btn") }{ button(Take::Print, ui.print, "btn") }</p>
                </section>
                <section>
                    <h3>{ ui.take_text }</h3>
                    <p class="buttons">
                        { button(Take::CopyReport, ui.copy_report, "btn") }{ button(Take::SaveReport, ui.save_report, "btn") }
                        { button(Take::File, ui.save_file, "btn") }
                    </p>
                </section>
            </div>
            <div class="dialog-foot">
                <p class="note" role="status">{ *said }</p>
                <button class="btn" onclick={close.reform(|_: MouseEvent| ())} autofocus=true>{ ui.close }</button>
            </div>
        </Modal>
    }
}

/// Does it, and says how it went.
async fn take_it(
    what: Take,
    editor: &Editor,
    open: &Open,
    link: Option<String>,
    dark: bool,
) -> &'static str {
    let lang = editor.lang;
    let ui = view::ui(lang);
    let url = link.unwrap_or_default();
    let report = || {
        let link = Some(&*url).filter(|link| !link.is_empty() && link.len() <= IN_REPORT);
        take::report(lang, open, link)
    };
    let (extension, mime, text) = match what {
        Take::Svg => ("svg", "image/svg+xml", take::svg(editor, open, dark)),
        Take::Png => ("png", "", take::svg(editor, open, dark)),
        Take::SaveReport => ("md", "text/markdown", report()),
        Take::File => ("hopscope.json", "application/json", take::file(open)),
        Take::Print => {
            let _ = gloo::utils::window().print();
            return "";
        }
        Take::Titled | Take::Link | Take::Mermaid | Take::CopyReport => {
            let copied = match what {
                Take::Titled => {
                    let message = take::message(lang, open, &url);
                    let rich = browser::copy_rich(&message.html, &message.plain).await;
                    rich.as_bool() == Some(true)
                }
                Take::Mermaid => dom::copy(take::mermaid(lang, open)).await,
                Take::CopyReport => dom::copy(report()).await,
                _ => dom::copy(url).await,
            };
            return if copied { ui.copied } else { ui.not_copied };
        }
    };
    let name = take::file_name(lang, open, extension);
    // Where a picture cannot be made, the browser has said why.
    let _ = browser::download(&name, mime, &text).await;
    ""
}

/// Hears the keys that save what is open and copy its link.
#[hook]
pub(crate) fn use_taking(editor: &Rc<Editor>, send: Send) {
    let latest = use_mut_ref(|| None);
    latest.replace(Some(Rc::clone(editor)));
    use_effect_with(send, move |send| {
        let send = send.clone();
        let options = EventListenerOptions::enable_prevent_default();
        let listen =
            EventListener::new_with_options(&document(), "keydown", options, move |event| {
                let pressed = event.dyn_ref::<KeyboardEvent>().and_then(hooks::command);
                let editor: Option<Rc<Editor>> = latest.borrow().clone();
                let open = editor.as_ref().and_then(|editor| editor.open.clone());
                let (Some(editor), Some(open)) = (editor, open) else {
                    return;
                };
                match pressed {
                    Some(Command::Save) => save_file(editor.lang, &open),
                    Some(Command::CopyLink) => {
                        let envelope = Share::of(&editor, &open).envelope;
                        let send = send.clone();
                        spawn_local(async move {
                            // A link that is not to be had is explained where links are made.
                            let what = match envelope {
                                Ok(envelope) if dom::copy(storage::link(&envelope)).await => {
                                    Desk::LinkCopied
                                }
                                _ => Desk::Share(true),
                            };
                            send.now(Action::Desk(what));
                        });
                    }
                    _ => return,
                }
                event.prevent_default();
            });
        move || drop(listen)
    });
}

/// Saves the scenario as a file.
pub(crate) fn save_file(lang: hopscope_text::Lang, open: &Open) {
    let (name, text) = (
        take::file_name(lang, open, "hopscope.json"),
        take::file(open),
    );
    spawn_local(async move {
        let _ = browser::download(&name, "application/json", &text).await;
    });
}
