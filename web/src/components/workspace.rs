//! Three columns, each with one question: what do we ask, where does it go, why. Tabs where there is room for one
//! column, one after another with the result first where there is room for none.

use std::rc::Rc;

use hopscope_diagram::Scene;
use hopscope_editor::action::Action;
use hopscope_editor::state::Pane;
use hopscope_editor::{Editor, Open, view};
use yew::prelude::*;

use crate::components::ask::Ask;
use crate::components::inspector::Inspector;
use crate::components::outline::Outline;
use crate::components::picture::Picture;
use crate::components::proposals::Proposals;
use crate::components::request::RequestForm;
use crate::components::requests::Requests;
use crate::components::result;
use crate::components::shared::{Shared, shared};
use crate::components::steps::Steps;
use crate::dom;
use crate::hooks::Room;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct WorkspaceProps {
    pub(crate) editor: Shared<Editor>,
    pub(crate) open: Shared<Open>,
    pub(crate) room: Room,
}

#[component]
pub(crate) fn Workspace(props: &WorkspaceProps) -> Html {
    let send = use_send();
    let editor = &props.editor.0;
    let open = &props.open.0;
    let (lang, room) = (editor.lang, props.room);
    let scene = editor.scene().unwrap_or(&open.scene);
    let ui = view::ui(lang);
    // On a phone one reads; what is only looked at does not change.
    let edits = room != Room::Column && !editor.is_preview();
    let label = |pane: Pane| match pane {
        Pane::Requests => ui.requests,
        Pane::Picture => ui.picture,
        Pane::Result if editor.chosen.resource.is_some() => ui.inspector,
        Pane::Result => ui.result,
    };
    let shows = |pane: Pane| room != Room::Tabs || editor.pane == pane;
    let tab = |pane: Pane| {
        html! {
            <button class="chip" aria-pressed={if editor.pane == pane { "true" } else { "false" }} onclick={send.on(Action::ShowPane(pane))}>{ label(pane) }</button>
        }
    };
    let picture = html! {
        <Picture {lang} open={Rc::clone(open)} overlay={shared(editor.overlay.as_ref())} step={editor.chosen.step}
            scene={Rc::clone(scene)} chosen={chosen_boxes(editor, scene)} scope={editor.scope} {room} {edits} />
    };
    let inspector = view::inspector(lang, editor);
    // What is looked at anew is read from its beginning.
    use_effect_with(editor.chosen.resource.clone(), |_| {
        if let Some(main) = gloo::utils::document().get_element_by_id("main") {
            main.set_scroll_top(0);
        }
    });
    // When what is chosen goes, so does the focus that was in it.
    let before = use_mut_ref(|| false);
    use_effect_with(inspector.is_some(), move |&chosen| {
        let document = gloo::utils::document();
        let active = document.active_element();
        let lost = active.is_none_or(|active| active.tag_name() == "BODY");
        if before.replace(chosen) && !chosen && lost {
            dom::focus("[data-region=picture]");
        }
    });
    let questions = html! {
        <>
            <Proposals {lang} open={Rc::clone(open)} {edits} />
            <section class="asked" aria-label={ui.requests}>
                <Requests {lang} open={Rc::clone(open)} chosen={editor.chosen.request} />
                <Ask {lang} open={Rc::clone(open)} refused={shared(editor.refused.as_ref())} wanted={editor.asking} />
            </section>
            <Outline {lang} open={Rc::clone(open)} {edits} chosen={editor.chosen.all()} />
        </>
    };
    let column = |pane: Pane| match pane {
        Pane::Requests => html! {
            <div class="col l region" key="l" data-region="requests" tabindex="-1">{ questions.clone() }</div>
        },
        Pane::Picture => html! {
            <section class="col m region" key="m" data-region="picture" data-place="picture" tabindex="-1" aria-label={ui.picture}>{ picture.clone() }</section>
        },
        Pane::Result => html! {
            <main class="col r region" key="r" id="main" data-region="result" data-place="result" tabindex="-1" aria-label={if inspector.is_some() { ui.inspector } else { ui.result }}>
                if let Some(shown) = inspector.clone() {
                    <Inspector editor={Rc::clone(editor)} {shown} {edits} />
                } else {
                    { result::headline(editor) }
                    if edits {
                        <RequestForm editor={Rc::clone(editor)} />
                    }
                    <Steps editor={Rc::clone(editor)} />
                }
            </main>
        },
    };
    // In one column the result comes first, also for the keyboard.
    let order = match room {
        Room::Column => [Pane::Result, Pane::Picture, Pane::Requests],
        Room::Wide | Room::Tabs => Pane::ALL,
    };
    html! {
        <>
            if room == Room::Tabs {
                <nav class="tabs" aria-label={ui.panes}>{ for Pane::ALL.into_iter().map(tab) }</nav>
            }
            <div class="work">{ for order.into_iter().filter(|pane| shows(*pane)).map(column) }</div>
        </>
    }
}

/// The boxes that show what is chosen: the first first.
fn chosen_boxes(editor: &Editor, scene: &Scene) -> Vec<Rc<str>> {
    let mut boxes = Vec::new();
    for reference in editor.chosen.resource.iter().chain(&editor.chosen.more) {
        if let Some(node) = scene.node(reference) {
            boxes.push(Rc::clone(&node.id));
        }
    }
    boxes
}
