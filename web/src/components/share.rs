//! The dialog of sharing: the link with what it is and where it works, and everything else that can be taken along.

use std::rc::Rc;

use gloo::events::{EventListener, EventListenerOptions};
use gloo::utils::document;
use hopscope_editor::action::Action;
use hopscope_editor::desk::Desk;
use hopscope_editor::give::{Choices, First, Redact, Share};
use hopscope_editor::keymap::Command;
use hopscope_editor::take;
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
    let share = &props.share;
    let link = share.envelope.as_ref().map(|own| storage::link(own));
    let (given, choices) = (&share.given, share.choices);
    let button = |what: Take, word: &'static str, class: &'static str| {
        // The picture and the report are of what is open, the link and the file of what is given away.
        let of = match what {
            Take::Titled | Take::Link | Take::File => given,
            _ => open,
        };
        let (editor, open, said, dark) = (Rc::clone(editor), Rc::clone(of), said.setter(), *dark);
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
    let choose = |choices: Choices| send.on(Action::Desk(Desk::ShareWith(choices)));
    let tick = |word: &'static str, there: bool, on: bool, choices: Choices| {
        if !there {
            return Html::default();
        }
        html! {
            <label class="radio"><input type="checkbox" checked={on} onchange={choose(choices)} />{ word }</label>
        }
    };
    let radio = |group: &'static str, word: &'static str, on: bool, choices: Choices| {
        html! {
            <label class="radio"><input type="radio" name={group} checked={on} onchange={choose(choices)} />{ word }</label>
        }
    };
    let redact = |word: &'static str, redact: Option<Redact>| {
        radio(
            "redact",
            word,
            choices.redact == redact,
            Choices { redact, ..choices },
        )
    };
    let first = |word: &'static str, first: First| {
        radio(
            "first",
            word,
            choices.first == first,
            Choices { first, ..choices },
        )
    };
    let ways = |link: &Result<String, &hopscope_editor::give::TooLong>| match link {
        Ok(link) => html! {
            <>
                <p class="gauge" aria-live="polite">{ gauge(link.len()) }{ words::length(lang, link.len()) }</p>
                <p class="buttons">
                    if link.len() > CHAT {
                        { button(Take::File, ui.save_file, "btn pri") }
                    }
                    { button(Take::Titled, ui.copy_titled, if link.len() > CHAT { "btn" } else { "btn pri" }) }
                    { button(Take::Link, ui.copy_link, "btn") }
                    if link.len() <= CHAT {
                        { button(Take::File, ui.save_file, "btn") }
                    }
                </p>
            </>
        },
        Err(too_long) => html! {
            <>
                <p class="gauge">{ ui.no_link }{ " " }{ words::too_long(lang, too_long.limit.most(), too_long.payload) }</p>
                <p class="buttons">{ button(Take::File, ui.save_file, "btn pri") }</p>
            </>
        },
    };
    let scenario = &open.scenario;
    // What people wrote goes with the names.
    let spoken = choices.redact != Some(Redact::Names);
    let held = html! {
        <fieldset class="choices">
            <legend>{ ui.share_with }</legend>
            { tick(ui.share_heading, spoken, choices.title, Choices { title: !choices.title, ..choices }) }
            { tick(ui.share_requests, !scenario.requests.is_empty(), choices.requests, Choices { requests: !choices.requests, ..choices }) }
            { tick(ui.share_proposals, !scenario.branches.is_empty(), choices.proposals, Choices { proposals: !choices.proposals, ..choices }) }
            { tick(ui.share_notes, spoken && !scenario.notes.is_empty(), choices.notes, Choices { notes: !choices.notes, ..choices }) }
            { tick(ui.share_layout, !scenario.view.pins.is_empty(), choices.layout, Choices { layout: !choices.layout, ..choices }) }
        </fieldset>
    };
    let hidden = html! {
        <fieldset class="choices">
            <legend>{ ui.share_redact }</legend>
            { redact(ui.redact_none, None) }
            { redact(ui.redact_projects, Some(Redact::Projects)) }
            { redact(ui.redact_names, Some(Redact::Names)) }
            if choices.redact.is_some() {
                <p class="note">{ ui.redact_note }</p>
            }
        </fieldset>
    };
    let shown = html! {
        <fieldset class="choices">
            <legend>{ ui.share_first }</legend>
            { first(ui.first_result, First::Result) }
            if !scenario.branches.is_empty() && choices.proposals {
                { first(ui.first_difference, First::Difference) }
            }
            { first(ui.first_whole, First::Whole) }
        </fieldset>
    };
    html! {
        <Modal class="share" labelled="share-title" onclose={close.clone()}>
            <div class="dialog-head"><h2 id="share-title">{ ui.share_title }</h2></div>
            <div class="dialog-body" tabindex="0">
                <section>
                    <h3>{ ui.share_link }</h3>
                    if share.other > 0 {
                        <p class="gauge bad" role="alert">{ (ui.redacted_other)(share.other) }</p>
                    } else {
                        { ways(&link) }
                    }
                    { held }{ hidden }{ shown }
                    <p class="note">{ if choices.redact.is_some() { ui.share_held } else { ui.share_holds } }</p>
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

/// How far a link of so many characters carries: a bar for each place it survives in, full where it does.
fn gauge(characters: usize) -> Html {
    let mark =
        |most: usize| html! { <i class={classes!((characters <= most).then_some("on"))}></i> };
    html! { <span class="reach" aria-hidden="true">{ for words::REACH.into_iter().map(mark) }</span> }
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
                        let envelope = Share::of(&editor, &open).envelope.clone();
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
