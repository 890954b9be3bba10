//! One node. It is drawn anew only when something of its own changes.

use hopscope_diagram::scene::{Anchor, Look, Node, Shape, Style};
use hopscope_editor::design::connect;
use hopscope_editor::{neighbour, view};
use hopscope_text::Lang;
use yew::prelude::*;

use crate::components::shared::Shared;

#[derive(PartialEq, Properties)]
pub(crate) struct NodeProps {
    pub(crate) lang: Lang,
    pub(crate) node: Shared<Node>,
    /// The path does not touch it.
    pub(crate) off: bool,
    /// It is where the path ends: the class of its outcome.
    pub(crate) end: Option<AttrValue>,
    /// The steps that happen here, as they are read aloud.
    pub(crate) note: Option<AttrValue>,
    pub(crate) selected: bool,
    /// A connection can be pulled out of it, if it is of a kind that has any.
    pub(crate) edits: bool,
    /// The keyboard comes in here.
    pub(crate) entry: bool,
}

#[component]
pub(crate) fn NodeView(props: &NodeProps) -> Html {
    let (lang, node) = (props.lang, &props.node);
    let look = match node.look {
        Look::Plain => "plain",
        Look::Frame => "frame",
        Look::Network => "network",
        Look::Subnet => "subnet",
        Look::Ghost => "ghost",
    };
    let class = classes!(
        "node",
        look,
        (node.shape == Shape::Container).then_some("container"),
        props.off.then_some("off"),
        props.selected.then_some("selected"),
        props.end.clone(),
        props.end.is_some().then_some("at-end")
    );
    let stop = neighbour::is_stop(node);
    let pulls =
        props.edits && node.look != Look::Ghost && node.kind.is_some_and(connect::is_source);
    let height = match node.shape {
        Shape::Container => 16,
        _ => node.rect.h / 2,
    };
    let text = label_lines(lang, node);
    html! {
        <g {class} data-id={node.id.to_string()} transform={format!("translate({} {})", node.rect.x, node.rect.y)}
            role={if stop { "button" } else { "presentation" }} aria-label={stop.then(|| name(lang, node))} aria-description={props.note.clone()}
            aria-pressed={stop.then_some(if props.selected { "true" } else { "false" })}
            tabindex={stop.then_some(if props.entry { "0" } else { "-1" })}>
            <path class="shape" d={node.d.to_string()} />
            { for text }
            if pulls {
                <circle class="pull" data-pull="" cx={node.rect.w.to_string()} cy={height.to_string()} r="7"><title>{ view::ui(lang).pull }</title></circle>
            }
        </g>
    }
}

/// What a node is called where it is read aloud: what is written in it, also where that is too small to show.
fn name(lang: Lang, node: &Node) -> AttrValue {
    let mut name = String::new();
    for label in &*node.labels {
        if !name.is_empty() {
            name.push(' ');
        }
        let whole = view::words(lang, &label.text);
        name.push_str(&hopscope_diagram::fit(&whole, label.style, label.room));
    }
    name.into()
}

/// What is written in a node.
pub(crate) fn label_lines(lang: Lang, node: &Node) -> impl Iterator<Item = Html> {
    node.labels.iter().map(move |label| {
        let whole = view::words(lang, &label.text);
        let shown = hopscope_diagram::fit(&whole, label.style, label.room).into_owned();
        let cut = shown != whole;
        let style = match label.style {
            Style::Title => "t-title",
            Style::Note => "t-note",
            Style::Mono => "t-mono",
            Style::Lane => "t-lane",
        };
        let class = classes!(style, (label.anchor == Anchor::Middle).then_some("mid"));
        html! {
            <text {class} x={label.at.x.to_string()} y={label.at.y.to_string()}>
                // Parted as they are in the name of the node.
                { shown }{ " " }
                if cut {
                    <title>{ whole }</title>
                }
            </text>
        }
    })
}
