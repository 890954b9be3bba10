//! One picture of both: what only one has, and what differs, by line and sign. Nothing moves between before and after.

use std::rc::Rc;

use gloo::timers::callback::Timeout;
use hopscope_diagram::Both;
use hopscope_diagram::scene::{Node, Shape};
use hopscope_editor::compare::Held;
use hopscope_editor::view;
use hopscope_model::compare::Change;
use hopscope_text::Lang;
use yew::prelude::*;

use super::mark;
use crate::components::picture::label_lines;
use crate::components::shared::Shared;

#[derive(PartialEq, Properties)]
pub(crate) struct BothProps {
    pub(crate) lang: Lang,
    pub(crate) held: Shared<Held>,
}

/// Which of the two shows.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Both,
    Before,
    After,
}

impl Side {
    fn shows(self, change: Option<Change>) -> bool {
        !matches!(
            (self, change),
            (Self::Before, Some(Change::Added)) | (Self::After, Some(Change::Removed))
        )
    }
}

#[component]
pub(crate) fn BothView(props: &BothProps) -> Html {
    let side = use_state_eq(|| Side::Both);
    let both = use_state(|| None::<Rc<Both>>);
    let drawn = use_mut_ref(|| None::<Shared<Held>>);
    {
        let both = both.setter();
        use_effect_with(props.held.clone(), move |held| {
            let known = drawn.replace(Some(held.clone()));
            // What is meant, or what it is called, is not drawn.
            let again = !known.is_some_and(|known| known.asks_the_same(held));
            let held = held.clone();
            // Where everything goes is worked out after the words show.
            let later =
                again.then(|| Timeout::new(0, move || both.set(Some(Rc::new(held.both())))));
            move || {
                if let Some(later) = later {
                    later.forget();
                }
            }
        });
    }
    let lang = props.lang;
    let ui = view::ui(lang);
    let Some(both) = &*both else {
        return html! {};
    };
    let scene = &both.scene;
    if scene.nodes.is_empty() {
        return html! {};
    }
    let chip = |own: Side, word: &'static str| {
        let set = side.setter();
        html! {
            <button class="chip" aria-pressed={if *side == own { "true" } else { "false" }} onclick={Callback::from(move |_: MouseEvent| set.set(own))}>{ word }</button>
        }
    };
    let shown = |change: &Option<Change>| side.shows(*change);
    let nodes = |containers: bool| {
        let all = scene.nodes.iter().zip(&both.nodes);
        all.filter(move |(node, _)| (node.shape == Shape::Container) == containers)
            .filter(|(_, change)| shown(change))
            .map(|(node, change)| draw(lang, node, *change))
    };
    let wires = scene.wires.iter().zip(&both.wires);
    let wires = wires
        .filter(|(_, change)| shown(change))
        .map(|(wire, change)| {
            html! { <path class={classes!("wire", change.map(class))} d={wire.d.to_string()} /> }
        });
    let bounds = scene.bounds;
    let view_box = format!("{} {} {} {}", bounds.x, bounds.y, bounds.w, bounds.h);
    html! {
        <section aria-labelledby="compare-picture">
            <h3 id="compare-picture">{ ui.picture }</h3>
            <div class="chips" role="group" aria-labelledby="compare-picture">
                { chip(Side::Both, ui.picture_both) }
                { chip(Side::Before, ui.picture_before) }
                { chip(Side::After, ui.picture_after) }
                <span class="note" aria-hidden="true">{ for [Change::Added, Change::Removed, Change::Changed].map(|own| {
                    let (sign, word) = mark(lang, own);
                    html! { <span class={classes!("key", class(own))}><b>{ sign }</b>{ " " }{ word }</span> }
                }) }</span>
            </div>
            <div class="both" tabindex="0" role="group" aria-label={ui.picture_label}>
                <svg viewBox={view_box} width={bounds.w.to_string()} height={bounds.h.to_string()} role="img" aria-label={ui.picture_label}>
                    <g aria-hidden="true">
                        { for scene.lanes.iter().map(|lane| html! {
                            <text class="lane" x={lane.at.x.to_string()} y={lane.at.y.to_string()}>{ view::words(lang, &lane.title) }</text>
                        }) }
                        { for nodes(true) }
                        { for wires }
                        { for nodes(false) }
                    </g>
                </svg>
            </div>
        </section>
    }
}

fn class(change: Change) -> &'static str {
    match change {
        Change::Added => "added",
        Change::Removed => "removed",
        Change::Changed => "changed",
    }
}

fn draw(lang: Lang, node: &Node, change: Option<Change>) -> Html {
    let (w, h) = (node.rect.w, node.rect.h);
    html! {
        <g class={classes!("node", (node.shape == Shape::Container).then_some("container"), change.map(class))} transform={format!("translate({} {})", node.rect.x, node.rect.y)}>
            if change == Some(Change::Changed) {
                <rect class="around" x="-4" y="-4" width={(w + 8).to_string()} height={(h + 8).to_string()} rx="9" />
            }
            <path class="shape" d={node.d.to_string()} />
            { for label_lines(lang, node) }
            if change == Some(Change::Removed) {
                <path class="strike" d={format!("M0 {h}L{w} 0")} />
            }
            if let Some(change) = change {
                <g class="sign"><circle r="9" /><text y="4">{ mark(lang, change).0 }</text></g>
            }
        </g>
    }
}
