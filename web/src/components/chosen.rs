//! What is chosen in the picture or the outline, in a few lines above the picture.

use hopscope_editor::action::Action;
use hopscope_editor::view::{self, Resource};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct ChosenProps {
    pub(crate) lang: Lang,
    pub(crate) resource: Resource,
}

#[component]
pub(crate) fn Chosen(props: &ChosenProps) -> Html {
    let send = use_send();
    let ui = view::ui(props.lang);
    let resource = &props.resource;
    // A kind that is written in the node already is not said twice.
    let kind = (!resource.lines.iter().any(|line| line == resource.kind)).then_some(resource.kind);
    let step = |step: &u32| {
        html! {
            <button class="n" onclick={send.on(Action::ChooseStep(Some(*step)))} aria-label={(ui.show_step)(*step)}>{ step }</button>
        }
    };
    html! {
        <aside class="chosen" aria-label={ui.chosen}>
            <button class="btn plain sq small" aria-label={ui.close} title={ui.close} onclick={send.on(Action::ChooseResource(None))}>{ "×" }</button>
            <p><b>{ &resource.title }</b></p>
            { for kind.into_iter().filter(|kind| !kind.is_empty()).map(|kind| html! { <p>{ kind }</p> }) }
            { for resource.lines.iter().map(|line| html! { <p>{ line }</p> }) }
            <p class="mono">{ &resource.reference }</p>
            { for resource.notes.iter().map(|note| html! { <p class="said">{ note }</p> }) }
            if !resource.steps.is_empty() {
                <p class="at-steps"><span>{ ui.steps }</span>{ for resource.steps.iter().map(step) }</p>
            }
        </aside>
    }
}
