//! From a scenario to a scene.

use std::rc::Rc;

use hopscope_model::says::LabelId;
use hopscope_model::{Index, Scenario, Set};

use crate::arrange::{LEFT, TOP, arrange};
use crate::gather::gather;
use crate::path::{around, at};
use crate::plan::Plan;
use crate::scene::{Lane, LaneKind, Node, Rect, Scene, Shape, Text};
use crate::wires::{Connection, wires};
use crate::{pins, shape};

/// Around everything.
const MARGIN: i32 = 24;
/// Base line of the headings of lanes.
const HEADING: i32 = 20;

/// Where everything in a scenario is drawn. The same scenario always gives the same scene.
pub fn layout(scenario: &Scenario) -> Scene {
    place(gather(scenario), &scenario.view.pins)
}

/// Where only some of it is drawn, by the ids of their boxes, with the containers that they are in: as close together
/// as if there were nothing else. Pins are of the whole picture, and do not count.
pub fn layout_only(scenario: &Scenario, keep: &Set<Rc<str>>) -> Scene {
    place(gather(scenario).only(keep), &Index::new())
}

pub(crate) fn place(mut plan: Plan, pins: &Index<String, (i32, i32)>) -> Scene {
    let mut arranged = arrange(&mut plan);
    let pinned = pins::apply(&plan, &mut arranged, pins);

    let mut index = vec![usize::MAX; plan.items.len()];
    for (node, &item) in arranged.drawn.iter().enumerate() {
        index[item] = node;
    }
    let nodes: Vec<Rc<Node>> = arranged
        .drawn
        .iter()
        .map(|&item| {
            let rect = arranged.rects[item];
            let value = &plan.items[item];
            Rc::new(Node {
                id: Rc::clone(&value.id),
                kind: value.kind,
                shape: value.shape,
                lane: value.lane,
                parent: value.parent.map(|parent| index[parent]),
                rect,
                d: shape::outline(value, rect),
                labels: shape::labels(value, rect),
                look: value.look,
                pinned: pinned[item],
                collapsed: value.collapsed,
                port: pulls(&plan, item).then(|| at(rect.w, rect.h / 2)),
            })
        })
        .collect();
    let lanes: Vec<Lane> = arranged
        .lanes
        .iter()
        .map(|&(kind, left, right)| Lane {
            kind,
            title: Text::Word(heading(kind), Vec::new()),
            at: at(left, HEADING),
            span: (left, right),
        })
        .collect();
    let connections = plan.links.iter().map(|link| Connection {
        from: index[link.from],
        to: index[link.to],
        kind: link.kind,
    });
    let wires = wires(&nodes, &lanes, connections.collect());
    let places: Index<Rc<str>, usize> = Index::from_iter(
        plan.places
            .iter()
            .filter(|(_, item)| index[**item] != usize::MAX)
            .map(|(id, item)| (Rc::clone(id), index[*item])),
    );
    let right = lanes.iter().map(|lane| lane.span.1).max().unwrap_or(0);
    let headings = Rect {
        x: LEFT,
        y: HEADING - 12,
        w: (right - LEFT).max(0),
        h: TOP - HEADING,
    };
    let all = nodes.iter().map(|node| node.rect);
    let bounds = all
        .chain(wires.iter().map(|wire| around(&wire.points)))
        .fold(headings, Rect::union)
        .grown(MARGIN);
    Scene {
        bounds,
        lanes,
        nodes,
        wires,
        places: Rc::new(places),
    }
}

/// Whether a connection can be pulled out of an item: a workload that reaches a VPC by a setting of its own.
fn pulls(plan: &Plan, item: usize) -> bool {
    let item = &plan.items[item];
    item.lane == LaneKind::Serverless && item.shape == Shape::Endpoint && item.kind.is_some()
}

/// The heading of a lane.
const fn heading(lane: LaneKind) -> LabelId {
    match lane {
        LaneKind::Internet => LabelId::LaneInternet,
        LaneKind::Edge => LabelId::LaneEdge,
        LaneKind::Serverless => LabelId::LaneServerless,
        LaneKind::Vpc => LabelId::LaneVpc,
        LaneKind::OnPrem => LabelId::LaneOnPrem,
    }
}
