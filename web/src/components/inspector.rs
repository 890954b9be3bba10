//! The inspector: who a resource is, and every field of it that an answer can depend on.

use hopscope_editor::Editor;
use hopscope_editor::action::Action;
use hopscope_editor::edit::{Edit, Of};
use hopscope_editor::state::Palette;
use hopscope_editor::view::{self, Inspector as Shown, Part};
use hopscope_text::Lang;
use wasm_bindgen::JsCast;
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::components::form::form;
use crate::components::icon;
use crate::components::shared::Shared;
use crate::dom;
use crate::store::{Send, use_send};

#[derive(PartialEq, Properties)]
pub(crate) struct InspectorProps {
    pub(crate) editor: Shared<Editor>,
    pub(crate) shown: Shown,
    /// It can be changed here.
    pub(crate) edits: bool,
}

#[component]
pub(crate) fn Inspector(props: &InspectorProps) -> Html {
    let send = use_send();
    let (lang, shown) = (props.editor.lang, &props.shown);
    let ui = view::ui(lang);
    {
        // What is new wants a name.
        let before = use_mut_ref(|| 0);
        use_effect_with(props.editor.fresh, move |&fresh| {
            if before.replace(fresh) != fresh {
                dom::focus("#resource-name");
                let name = gloo::utils::document().get_element_by_id("resource-name");
                if let Some(name) = name.and_then(|name| name.dyn_into::<HtmlInputElement>().ok()) {
                    name.select();
                }
            }
        });
    }
    let edit = |edit: Edit| send.on(Action::Edit(edit));
    let step = |step: &u32| {
        html! {
            <button class="n" onclick={send.on(Action::ChooseStep(Some(*step)))} aria-label={(ui.show_step)(*step)}>{ step }</button>
        }
    };
    html! {
        <section class="chosen inspector" aria-labelledby="inspector-title">
            <div class="inspector-head">
                <h2 id="inspector-title">{ &shown.title }</h2>
                <button class="btn small" onclick={send.on(Action::ChooseResource(None))}>{ ui.to_result }</button>
            </div>
            <p>{ shown.kind }{ " " }<span class="mono">{ &shown.reference }</span></p>
            { for shown.lines.iter().filter(|_| shown.parts.is_empty() || !props.edits).map(|line| html! { <p>{ line }</p> }) }
            if shown.more > 0 {
                <p class="note">{ (ui.and_others)(shown.more) }</p>
            }
            if shown.name.is_none() && shown.parts.is_empty() && !shown.kind.is_empty() {
                <p class="bad">{ ui.not_in_scenario }</p>
                if props.edits {
                    <p class="buttons"><button class="btn small" onclick={edit(Edit::AddMissing(shown.reference.as_str().into()))}>{ ui.add_resource }</button></p>
                }
            }
            if !shown.steps.is_empty() {
                <p class="at-steps"><span>{ ui.steps }</span>{ for shown.steps.iter().map(step) }</p>
            }
            { for shown.problems.iter().map(|problem| html! { <p class="bad">{ problem }</p> }) }
            if props.edits && !shown.parts.is_empty() {
                <p class="buttons">
                    <button class="btn small" onclick={send.on(Action::Palette(Some(Palette::Connect { on: None })))}>{ ui.connect }<kbd aria-hidden="true">{ "C" }</kbd></button>
                    <button class="btn small" onclick={edit(Edit::Duplicate)}>{ ui.duplicate }</button>
                    <button class="btn small" onclick={edit(Edit::Remove)}>{ ui.delete }</button>
                    if let Some(folded) = shown.folded {
                        <button class="btn small" onclick={edit(Edit::Fold(shown.reference.as_str().into()))}>{ if folded { ui.unfold } else { ui.fold } }</button>
                    }
                    if shown.pinned {
                        <button class="btn small" onclick={edit(Edit::Unpin)}>{ ui.unpin }</button>
                    }
                </p>
            }
            if props.edits {
                { name(lang, shown, &send) }
                <div key={shown.reference.clone()}>{ for shown.parts.iter().map(|own| part(lang, own, &send)) }</div>
                if !shown.addable.is_empty() {
                    <p class="buttons addable" role="group" aria-label={ui.also_on_it}>
                        { for shown.addable.iter().map(|(part, word)| html! {
                            <button class="btn small" onclick={edit(Edit::AddObject(*part))}>{ "＋ " }{ *word }</button>
                        }) }
                    </p>
                }
                if shown.name.is_some() {
                    { note(lang, shown, &send) }
                }
            } else if !shown.note.is_empty() {
                <p class="said">{ &shown.note }</p>
            }
        </section>
    }
}

/// Name and place.
fn name(lang: Lang, shown: &Shown, send: &Send) -> Html {
    let ui = view::ui(lang);
    let Some((identity, problem)) = &shown.name else {
        return html! {};
    };
    let onchange = |edit: fn(String) -> Edit| {
        let send = send.clone();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            send.now(Action::Edit(edit(input.value())));
        })
    };
    html! {
        <div class="form">
            <div class="line">
                <label class="label" for="resource-name">{ ui.name }</label>
                <input id="resource-name" type="text" value={identity.name.clone()} autocomplete="off" spellcheck="false" onchange={onchange(Edit::Name)}
                    aria-invalid={problem.as_ref().map(|_| "true")} aria-describedby={problem.as_ref().map(|_| "resource-name-wrong")} />
                if let Some(problem) = problem {
                    <p class="bad" id="resource-name-wrong" role="alert">{ problem }</p>
                }
            </div>
            if let Some(location) = &identity.location {
                <div class="line">
                    <label class="label" for="resource-place">{ ui.location }</label>
                    <input id="resource-place" type="text" value={location.clone()} autocomplete="off" spellcheck="false" onchange={onchange(Edit::Locate)} />
                </div>
            }
            if let Some((project, all)) = &shown.project {
                <div class="line">
                    <label class="label" for="resource-project">{ ui.project_label }</label>
                    <input id="resource-project" type="text" value={project.clone()} list="resource-projects" autocomplete="off" autocapitalize="off" spellcheck="false" onchange={onchange(Edit::MoveTo)} />
                    <datalist id="resource-projects">{ for all.iter().map(|own| html! { <option value={own.clone()} /> }) }</datalist>
                </div>
            }
        </div>
    }
}

/// An object: its form, its page, and itself as JSON.
fn part(lang: Lang, part: &Part, send: &Send) -> Html {
    let ui = view::ui(lang);
    let object = part.object;
    let id = format!("json-{object}");
    let apply = {
        let (send, id) = (send.clone(), id.clone());
        Callback::from(move |_: MouseEvent| {
            let area = gloo::utils::document().get_element_by_id(&id);
            if let Some(area) = area.and_then(|area| area.dyn_into::<HtmlTextAreaElement>().ok()) {
                let json = area.value();
                send.now(Action::Edit(Edit::Text { object, json }));
            }
        })
    };
    html! {
        <details key={object} class="part" open=true>
            <summary>{ &part.title }</summary>
            { form(lang, Of::Resource, part, send) }
            <p class="buttons">
                if let Some(doc) = &part.doc {
                    <a href={doc.clone()} target="_blank" rel="noreferrer">{ ui.doc_link }{ icon::strokes(icon::OUT) }</a>
                }
                if object > 0 {
                    <button class="btn small" onclick={send.on(Action::Edit(Edit::DropObject(object)))} aria-label={(ui.drop_row)(&part.title)}>{ ui.delete }</button>
                }
            </p>
            <details class="json">
                <summary>{ ui.as_json }</summary>
                <textarea {id} key={part.json.clone()} rows="12" spellcheck="false" aria-label={ui.as_json} value={part.json.clone()} />
                <button class="btn small" onclick={apply}>{ ui.apply }</button>
            </details>
        </details>
    }
}

fn note(lang: Lang, shown: &Shown, send: &Send) -> Html {
    let ui = view::ui(lang);
    let send = send.clone();
    let onchange = Callback::from(move |event: Event| {
        let area = event.target_unchecked_into::<HtmlTextAreaElement>();
        send.now(Action::Edit(Edit::Note(area.value())));
    });
    html! {
        <div class="form">
            <div class="line">
                <label class="label" for="resource-note">{ ui.note }</label>
                <textarea id="resource-note" rows="2" value={shown.note.clone()} {onchange} />
            </div>
        </div>
    }
}
