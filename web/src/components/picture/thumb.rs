//! The picture on a card of the gallery: shapes and the way, no words.

use hopscope_diagram::scene::{Overlay, Scene, Shape};
use yew::prelude::*;

use crate::components::shared::Shared;

#[derive(PartialEq, Properties)]
pub(crate) struct ThumbProps {
    pub(crate) scene: Shared<Scene>,
    pub(crate) overlay: Option<Shared<Overlay>>,
}

#[component]
pub(crate) fn Thumb(props: &ThumbProps) -> Html {
    let scene = &props.scene;
    let mut bounds = scene.bounds;
    if let Some(overlay) = &props.overlay {
        bounds = bounds.union(overlay.bounds);
    }
    let view_box = format!("{} {} {} {}", bounds.x, bounds.y, bounds.w, bounds.h);
    let shape = |class: &'static str| {
        move |node: &std::rc::Rc<hopscope_diagram::scene::Node>| {
            html! { <path {class} d={node.d.to_string()} transform={format!("translate({} {})", node.rect.x, node.rect.y)} /> }
        }
    };
    let (frames, others): (Vec<_>, Vec<_>) = scene
        .nodes
        .iter()
        .cloned()
        .partition(|node| node.shape == Shape::Container);
    html! {
        <svg class="thumb" viewBox={view_box} aria-hidden="true" focusable="false">
            { for frames.iter().map(shape("frame")) }
            { for others.iter().map(shape("shape")) }
            if let Some(overlay) = &props.overlay {
                <g class={format!("o-{}", overlay.outcome)}>
                    { for overlay.segments.iter().map(|segment| html! { <path class={classes!("path", segment.dotted.then_some("dotted"))} d={segment.d.to_string()} /> }) }
                    <g class="end" transform={format!("translate({} {})", overlay.end.at.x, overlay.end.at.y)}>
                        <circle r="18" /><path d={overlay.end.sign.path()} transform="scale(1.3)" />
                    </g>
                </g>
            }
        </svg>
    }
}
