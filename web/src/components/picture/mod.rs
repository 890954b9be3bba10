//! The picture: where it goes. The scene is drawn once; moving about changes one transform, choosing a step some
//! classes.

mod grab;
mod node;
mod overlay;
pub(crate) mod thumb;
mod viewport;

use std::rc::Rc;

use hopscope_diagram::scene::{Overlay, Scene, Shape};
use hopscope_editor::action::Action;
use hopscope_editor::state::{Palette, Scope};
use hopscope_editor::{Open, neighbour, view};
use hopscope_model::{Index, Kind};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::icon;
use crate::components::shared::Shared;
use crate::hooks::Room;
use crate::store::use_send;
use node::NodeView;
pub(crate) use node::label_lines;
use overlay::Path;
use viewport::Viewport;

#[derive(PartialEq, Properties)]
pub(crate) struct PictureProps {
    pub(crate) lang: Lang,
    pub(crate) open: Shared<Open>,
    /// What is drawn of it.
    pub(crate) scene: Shared<Scene>,
    pub(crate) overlay: Option<Shared<Overlay>>,
    pub(crate) step: Option<u32>,
    /// The boxes of what is chosen, the first first.
    pub(crate) chosen: Vec<Rc<str>>,
    pub(crate) scope: Scope,
    pub(crate) room: Room,
    /// It can be changed here.
    pub(crate) edits: bool,
}

#[component]
pub(crate) fn Picture(props: &PictureProps) -> Html {
    let send = use_send();
    let lang = props.lang;
    let ui = view::ui(lang);
    let scene = Rc::clone(&props.scene.0);
    // Where only the path shows, boxes are not where the whole picture has them.
    let edits = props.edits && Rc::ptr_eq(&scene, &props.open.scene);
    if scene.nodes.is_empty() {
        return html! {
            <div class="empty-picture">
                <h2>{ ui.empty_heading }</h2>
                <p>{ ui.empty_text }</p>
                <p class="buttons">
                    <button class="btn pri" onclick={send.on(Action::Palette(Some(Palette::Add)))}>{ ui.add_resource }</button>
                    <button class="btn" onclick={send.on(Action::ShowGallery)}>{ ui.to_gallery }</button>
                </p>
            </div>
        };
    }
    let scope = |value: Scope, label: &'static str| {
        let on = props.scope == value;
        html! {
            <button class="chip" aria-pressed={if on { "true" } else { "false" }} disabled={props.overlay.is_none()} onclick={send.on(Action::Show(value))}>{ label }</button>
        }
    };
    let bounds = match &props.overlay {
        Some(overlay) => scene.bounds.union(overlay.bounds),
        None => scene.bounds,
    };
    // On a phone a part that can be read says more than a whole that can't.
    let least = if props.room == Room::Column { 0.6 } else { 0.0 };
    let reveal = props
        .chosen
        .first()
        .and_then(|id| scene.node(id))
        .map(|node| node.rect)
        .or_else(|| {
            step_rect(
                props.overlay.as_ref().map(|overlay| &*overlay.0),
                props.step,
            )
        });
    html! {
        <>
            <div class="tools" role="group" aria-label={ui.picture}>
                { scope(Scope::Whole, ui.show_all) }
                { scope(Scope::Path, ui.show_path) }
                if props.edits {
                    <button class="chip" aria-keyshortcuts="A" onclick={send.on(Action::Palette(Some(Palette::Add)))}>{ "＋ " }{ ui.add }</button>
                }
            </div>
            <Viewport {lang} open={props.open.clone()} scene={Rc::clone(&scene)} {edits} chosen={props.chosen.clone()} {bounds} {reveal} {least} label={ui.picture_label} description={summary(lang, &props.open)}>
                <SceneView {lang} scene={Rc::clone(&scene)} overlay={props.overlay.clone()} chosen={props.chosen.clone()} {edits} />
                if let Some(overlay) = &props.overlay {
                    <Path overlay={overlay.clone()} step={props.step} />
                }
            </Viewport>
            <div class="legend" aria-hidden="true">
                <span>{ icon::shape(Shape::Checkpoint) }{ ui.legend_checkpoint }</span>
                <span>{ icon::shape(Shape::Hop) }{ ui.legend_hop }</span>
                <span>{ icon::shape(Shape::Endpoint) }{ ui.legend_endpoint }</span>
                <span><svg class="icon" viewBox="0 0 16 16"><rect class="port" x="3" y="3" width="10" height="10" rx="2" /></svg>{ ui.legend_start }</span>
            </div>
        </>
    }
}

fn step_rect(
    overlay: Option<&Overlay>,
    step: Option<u32>,
) -> Option<hopscope_diagram::scene::Rect> {
    let (overlay, step) = (overlay?, step?);
    let at = overlay.badges.iter().find(|badge| badge.step == step)?.at;
    Some(
        hopscope_diagram::scene::Rect {
            x: at.x,
            y: at.y,
            w: 0,
            h: 0,
        }
        .grown(24),
    )
}

/// One sentence of what is there, for those who don't see it; the outline says the rest.
fn summary(lang: Lang, open: &Open) -> String {
    let mut words: Vec<String> = Vec::new();
    for kind in Kind::ALL {
        let count = open.scenario.resources.names(*kind).count();
        if count > 0 {
            words.push(format!("{} {count}", view::kind_word(lang, *kind)));
        }
    }
    words.join(lang.pick(", ", "、"))
}

#[derive(PartialEq, Properties)]
struct SceneProps {
    lang: Lang,
    scene: Shared<Scene>,
    overlay: Option<Shared<Overlay>>,
    chosen: Vec<Rc<str>>,
    edits: bool,
}

/// Lanes, containers, wires, nodes: in this order, so that each lies on what is before it.
#[component]
fn SceneView(props: &SceneProps) -> Html {
    let (lang, scene) = (props.lang, &props.scene);
    let overlay = props.overlay.as_deref();
    let on_path = |id: &Rc<str>| overlay.is_none_or(|overlay| overlay.on_path.contains(id));
    let end = overlay.and_then(|overlay| overlay.at_end.as_deref());
    let outcome = overlay.map(|overlay| AttrValue::from(format!("o-{}", overlay.outcome)));
    let entry = props
        .chosen
        .first()
        .map(ToString::to_string)
        .or_else(|| neighbour::first(scene).map(|node| node.id.to_string()));
    let steps = steps_of(overlay);
    let ui = view::ui(lang);
    let draw = |shape: fn(Shape) -> bool| {
        scene.nodes.iter().filter(move |node| shape(node.shape)).map(|node| {
            let touched = on_path(&node.id);
            let at_end = end == Some(&*node.id);
            let note = steps
                .get(&*node.id)
                .map(|steps| AttrValue::from((ui.node_steps)(steps)));
            html! {
                <NodeView key={&*node.id} {lang} node={Rc::clone(node)} off={!touched}
                    end={if at_end { outcome.clone() } else { None }} {note}
                    edits={props.edits} selected={props.chosen.contains(&node.id)} entry={entry.as_deref() == Some(&*node.id)} />
            }
        })
    };
    let wires = scene.wires.iter().map(|wire| {
        let ends = [wire.from, wire.to].map(|index| scene.nodes.get(index).map(|node| on_path(&node.id)));
        let touched = ends == [Some(true), Some(true)];
        let class = classes!(
            "wire",
            wire_class(wire.kind),
            (!touched).then_some("off")
        );
        html! { <path key={format!("{}-{}-{}", wire.from, wire.to, wire_class(wire.kind))} {class} d={wire.d.to_string()} /> }
    });
    html! {
        <>
            <g aria-hidden="true">
                { for scene.lanes.iter().map(|lane| html! {
                    <text class="lane" x={lane.at.x.to_string()} y={lane.at.y.to_string()}>{ view::words(lang, &lane.title) }</text>
                }) }
            </g>
            <g>{ for draw(|shape| shape == Shape::Container) }</g>
            <g aria-hidden="true">{ for wires }</g>
            <g>{ for draw(|shape| shape != Shape::Container) }</g>
        </>
    }
}

fn wire_class(kind: hopscope_diagram::scene::WireKind) -> &'static str {
    use hopscope_diagram::scene::WireKind;
    match kind {
        WireKind::VpcAccess => "access",
        WireKind::Nat => "nat",
        WireKind::Peering => "peering",
        WireKind::Forwarding => "forwarding",
        WireKind::Zone => "zone",
        WireKind::Hybrid => "hybrid",
        WireKind::Proxy => "proxy",
        WireKind::Interface => "interface",
    }
}

/// Which steps happen at which node, as they are read aloud.
fn steps_of(overlay: Option<&Overlay>) -> Index<&str, String> {
    let mut steps: Index<&str, String> = Index::new();
    for badge in overlay.iter().flat_map(|overlay| &overlay.badges) {
        if let Some(node) = &badge.node {
            let told = steps.get_or_default(node);
            if !told.is_empty() {
                told.push_str(", ");
            }
            told.push_str(&badge.step.to_string());
        }
    }
    steps
}
