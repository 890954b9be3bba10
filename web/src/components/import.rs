//! The preview of what was pasted: nothing that is open changes until it is accepted.

use hopscope_editor::action::Action;
use hopscope_editor::compare::What;
use hopscope_editor::import::{Few, Import, Into, Status};
use hopscope_editor::view::{self, ObjectRow, ProblemRow, Section};
use hopscope_text::Lang;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::components::collect::CollectButton;
use crate::components::modal::Modal;
use crate::components::problem;
use crate::components::shared::Shared;
use crate::components::sources::FileButton;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct ImportProps {
    pub(crate) lang: Lang,
    pub(crate) import: Shared<Import>,
}

#[component]
pub(crate) fn ImportDialog(props: &ImportProps) -> Html {
    let send = use_send();
    let (lang, import) = (props.lang, &props.import);
    let ui = view::ui(lang);
    let preview = view::preview(lang, import);
    let cancel: Callback<()> = send.on(Action::CancelImport);
    let accept = {
        let send = send.clone();
        Callback::from(move |_: MouseEvent| {
            send.now(Action::AcceptImport);
        })
    };
    html! {
        <Modal class="import" labelled="import-title" onclose={cancel.clone()}>
            <div class="dialog-head">
                <h2 id="import-title">{ ui.import_title }</h2>
                <p class="lead" role="alert">{ &preview.heading.text }</p>
                if !preview.heading.counts.is_empty() {
                    <ul class="counts">
                        { for preview.heading.counts.iter().map(|(count, word)| html! { <li><b>{ count }</b>{ " " }{ word }</li> }) }
                    </ul>
                }
            </div>
            <div class="dialog-body" tabindex="0">
                if import.can_merge && preview.useful {
                    { place(import.into, lang, &send) }
                }
                if import.wants_project() {
                    { project(import, lang, &send) }
                }
                if preview.problems.all() > 0 {
                    <section>
                        <h3>{ (ui.problems_heading)(preview.problems.all()) }</h3>
                        { problems(lang, &preview.problems) }
                    </section>
                }
                if preview.missing.all() > 0 {
                    <section>
                        <h3>{ (ui.missing_heading)(preview.missing.all()) }</h3>
                        <p class="note">{ ui.missing_note }</p>
                        <CollectButton {lang} />
                        { problem::items(lang, &preview.missing.shown) }
                        { more(lang, preview.missing.more) }
                    </section>
                }
                { for preview.sections.iter().map(|section| objects(lang, section)) }
                if preview.notes.all() > 0 {
                    <details class="section">
                        <summary>{ (ui.notes_heading)(preview.notes.all()) }</summary>
                        { problems(lang, &preview.notes) }
                    </details>
                }
            </div>
            <div class="dialog-foot">
                <p class="note">{ if preview.useful { ui.paste_more } else { ui.paste_again } }</p>
                <FileButton {lang} class="btn">{ ui.choose_files }</FileButton>
                <button class="btn" onclick={cancel.reform(|_: MouseEvent| ())} autofocus={!preview.useful}>{ if preview.useful { ui.cancel } else { ui.close } }</button>
                if preview.useful && import.can_merge {
                    <button class="btn" onclick={send.on(Action::Compare(Some(What::Brought)))}>{ ui.compare_here }</button>
                }
                if preview.useful {
                    <button class="btn pri" onclick={accept} autofocus=true>{ preview.accept }</button>
                }
            </div>
        </Modal>
    }
}

/// Where it goes.
fn place(into: Into, lang: Lang, send: &crate::store::Send) -> Html {
    let ui = view::ui(lang);
    let choice = |value: Into, label: &'static str| {
        html! {
            <label class="radio">
                <input type="radio" name="into" checked={into == value} onchange={send.on(Action::ImportInto(value))} />
                { label }
            </label>
        }
    };
    html! {
        <fieldset class="place-choice">
            <legend>{ ui.into_heading }</legend>
            { choice(Into::New, ui.into_new) }
            { choice(Into::Open, ui.into_open) }
        </fieldset>
    }
}

/// The project of what names none.
fn project(import: &Import, lang: Lang, send: &crate::store::Send) -> Html {
    let ui = view::ui(lang);
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        send.now(Action::ImportProject(input.value()));
    });
    html! {
        <label class="field">
            <span>{ ui.project_label }</span>
            <input type="text" value={import.project.clone().unwrap_or_default()} placeholder="acme-dev" autocomplete="off" spellcheck="false" {onchange} />
        </label>
    }
}

/// Objects of one status.
fn objects(lang: Lang, section: &Section) -> Html {
    let (class, sign) = match section.status {
        Status::Unread => ("unread", "?"),
        Status::New => ("new", "+"),
        Status::Changed => ("changed", "≠"),
        Status::Unchanged => ("same", "="),
    };
    let row = |row: &ObjectRow| {
        html! {
            <>
            <tr>
                <td class="sign" aria-hidden="true">{ sign }</td>
                <th scope="row">{ &row.name }</th>
                <td>{ row.kind }</td>
                <td>{ for row.field.iter().map(|field| html! { <code>{ field }</code> }) }</td>
            </tr>
            if !row.fields.is_empty() {
                <tr><td></td><td colspan="3">{ problem::fields(lang, &row.fields) }</td></tr>
            }
            </>
        }
    };
    html! {
        <details class={classes!("section", "objects", class)} open={section.status != Status::Unchanged}>
            <summary>{ &section.title }{ " " }<span class="count">{ section.all }</span></summary>
            <table>
                <caption class="sr">{ &section.title }</caption>
                <tbody>{ for section.rows.iter().map(row) }</tbody>
            </table>
            { more(lang, section.all.saturating_sub(section.rows.len())) }
        </details>
    }
}

/// Problems, and how many more there are.
fn problems(lang: Lang, own: &Few<ProblemRow>) -> Html {
    html! {
        <>
            <ul class="problems">{ for own.shown.iter().map(|row| problem::problem(lang, row)) }</ul>
            { more(lang, own.more) }
        </>
    }
}

/// That there are more, if there are.
fn more(lang: Lang, count: usize) -> Html {
    let says = || (view::ui(lang).more_objects)(count);
    html! {
        if count > 0 {
            <p class="note">{ says() }</p>
        }
    }
}
