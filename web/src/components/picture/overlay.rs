//! The path: the hero of the picture.

use hopscope_diagram::scene::{BADGE_RADIUS, END_RADIUS, Overlay, PORT_SIDE};
use hopscope_editor::action::Action;
use yew::prelude::*;

use crate::components::shared::Shared;
use crate::store::use_send;

#[derive(PartialEq, Properties)]
pub(crate) struct PathProps {
    pub(crate) overlay: Shared<Overlay>,
    /// The chosen step; what comes after it fades.
    pub(crate) step: Option<u32>,
}

#[component]
pub(crate) fn Path(props: &PathProps) -> Html {
    let send = use_send();
    let overlay = &props.overlay;
    let later = |step: u32| props.step.is_some_and(|chosen| step > chosen);
    let segments = overlay.segments.iter().map(|segment| {
        let class = classes!(
            "path",
            segment.dotted.then_some("dotted"),
            later(segment.step).then_some("later")
        );
        let head = (segment.arrow && !segment.dotted).then_some("url(#head)");
        html! { <path {class} d={segment.d.to_string()} marker-end={head} /> }
    });
    let badges = overlay.badges.iter().map(|badge| {
        let on = props.step == Some(badge.step);
        let onclick = {
            let (send, step) = (send.clone(), badge.step);
            Callback::from(move |event: MouseEvent| {
                event.stop_propagation();
                send.now(Action::ChooseStep((!on).then_some(step)));
            })
        };
        html! {
            <g class={classes!("badge", on.then_some("on"), later(badge.step).then_some("later"))} data-step={badge.step.to_string()}
                transform={format!("translate({} {})", badge.at.x, badge.at.y)} {onclick}>
                <circle r={BADGE_RADIUS.to_string()} />
                <text y="3.5">{ badge.step }</text>
            </g>
        }
    });
    let start = overlay.start.map(|at| {
        let side = PORT_SIDE;
        html! {
            <rect class="port" x={(at.x - side / 2).to_string()} y={(at.y - side / 2).to_string()} width={side.to_string()} height={side.to_string()} rx="2" />
        }
    });
    let end = &overlay.end;
    html! {
        <g class={format!("o-{}", overlay.outcome)} aria-hidden="true">
            <defs>
                <marker id="head" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="5" markerHeight="5" orient="auto"><path class="arrow" d="M0 0 8 4 0 8z" /></marker>
            </defs>
            { for segments }
            { start }
            { for badges }
            <g class="end" transform={format!("translate({} {})", end.at.x, end.at.y)}>
                <circle r={END_RADIUS.to_string()} />
                <path d={end.sign.path()} />
            </g>
        </g>
    }
}
