//! Connections of the configuration as lines that keep clear of boxes. Those that lead to the same thing share
//! their way as far as they can, like the wires of a loom.

use hopscope_model::order;

use std::rc::Rc;

use crate::ground::Terrain;
use crate::path::{at, rounded, simplified};
use crate::port::{Port, Side};
use crate::router::{Distance, Router};
use crate::scene::{Lane, Node, Point, Rect, Shape, Wire, WireKind};

/// How many crossings all wires of a picture together may look at; beyond, they run straight, below the boxes.
const BUDGET: usize = 120_000;
/// How many of them one wire may look at, where there are many.
const SHARE: usize = 2_500;
/// With more wires than this, they no longer keep off each other: they cannot be told apart by eye any more.
const CROWDED: usize = 80;
/// What it costs to leave a workload elsewhere than where connections are pulled out of it.
const OTHER_SIDE: u32 = 120;
/// What it costs to leave a box upwards or downwards for another lane.
const UPRIGHT: u32 = 40;

/// A connection between two nodes, by their position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Connection {
    pub(crate) from: usize,
    pub(crate) to: usize,
    pub(crate) kind: WireKind,
}

/// The four places of a border that are straight beside a point inside.
pub(crate) fn ports_at(rect: Rect, point: Point) -> [Port; 4] {
    let Point { x, y } = point;
    [
        (at(rect.x, y), Side::Left),
        (at(rect.right(), y), Side::Right),
        (at(x, rect.y), Side::Top),
        (at(x, rect.bottom()), Side::Bottom),
    ]
    .map(|(at, towards)| Port {
        at,
        towards,
        cost: 0,
    })
}

/// Where a wire meets the two nodes it connects; a container is met at the height of the other end, if it is as
/// high as that.
fn ends(nodes: &[Rc<Node>], wire: &Connection) -> [[Port; 4]; 2] {
    let across = nodes[wire.from].lane != nodes[wire.to].lane;
    [(wire.from, wire.to), (wire.to, wire.from)].map(|(index, other)| {
        let Node { rect, shape, .. } = *nodes[index];
        let middle = match shape {
            Shape::Container if rect.h > 64 => {
                let there = nodes[other].rect.centre();
                at(
                    there.x.clamp(rect.x + 28, rect.right() - 28),
                    there.y.clamp(rect.y + 28, rect.bottom() - 28),
                )
            }
            _ => rect.centre(),
        };
        let mut ports = ports_at(rect, middle);
        for port in &mut ports {
            if across && matches!(port.towards, Side::Top | Side::Bottom) {
                port.cost += UPRIGHT;
            }
            let pulled = index == wire.from && wire.kind == WireKind::VpcAccess;
            if pulled && port.towards != Side::Right {
                port.cost += OTHER_SIDE;
            }
        }
        ports
    })
}

/// Draws every connection. Those between the insides of the same two containers are searched together, and those
/// to the same node are drawn before any keeps off them.
pub(crate) fn wires(
    nodes: &[Rc<Node>],
    lanes: &[Lane],
    mut connections: Vec<Connection>,
) -> Vec<Rc<Wire>> {
    order::sort_by_key(&mut connections, |wire| {
        let Connection { from, to, kind } = *wire;
        (
            nodes[from].parent,
            nodes[to].parent,
            to,
            kind,
            nodes[from].rect.y,
            from,
        )
    });
    let terrain = Terrain::new(nodes, lanes);
    let crowded = connections.len() > CROWDED;
    let distance = Distance {
        along: if crowded { 0 } else { 2 },
        across: if crowded { 0 } else { 6 },
        haste: if crowded { 6 } else { 2 },
    };
    let mut budget = BUDGET;
    let mut drawn: Vec<Rc<Wire>> = Vec::with_capacity(connections.len());
    let same_ground = |a: &Connection, b: &Connection| {
        (nodes[a.from].parent, nodes[a.to].parent) == (nodes[b.from].parent, nodes[b.to].parent)
    };
    for group in connections.chunk_by(same_ground) {
        let Some(first) = group.first() else {
            continue;
        };
        let mut ground = terrain.between(first.from, first.to);
        for wire in group {
            // What is an end in one wire is in the way of the others.
            ground.ports.extend(ends(nodes, wire).as_flattened());
        }
        let mut router = Router::new(&ground);
        router.budget = budget;
        router.share = if crowded { SHARE } else { BUDGET };
        router.distance = distance;
        if !crowded {
            for wire in &drawn {
                router.take(&wire.points);
            }
        }
        for loom in group.chunk_by(|a, b| (a.to, a.kind) == (b.to, b.kind)) {
            let start = drawn.len();
            for wire in loom {
                let [from, to] = ends(nodes, wire);
                let points = router
                    .way(&from, &to)
                    .unwrap_or_else(|| straight(nodes[wire.from].rect, nodes[wire.to].rect));
                drawn.push(Rc::new(Wire {
                    from: wire.from,
                    to: wire.to,
                    kind: wire.kind,
                    d: rounded(&points),
                    points,
                }));
            }
            if !crowded {
                for wire in &drawn[start..] {
                    router.take(&wire.points);
                }
            }
        }
        budget = router.budget;
    }
    drawn
}

/// A way that minds nothing: out of the side that faces the other, across, in.
pub(crate) fn straight(from: Rect, to: Rect) -> Vec<Point> {
    let (a, b) = (from.centre(), to.centre());
    let beside = if from.right() <= to.x {
        Some((from.right(), to.x))
    } else if to.right() <= from.x {
        Some((from.x, to.right()))
    } else {
        None
    };
    if let Some((start, end)) = beside {
        let middle = i32::midpoint(start, end);
        return simplified(&[
            at(start, a.y),
            at(middle, a.y),
            at(middle, b.y),
            at(end, b.y),
        ]);
    }
    let (start, end) = if a.y <= b.y {
        (from.bottom(), to.y)
    } else {
        (from.y, to.bottom())
    };
    let middle = i32::midpoint(start, end);
    simplified(&[
        at(a.x, start),
        at(a.x, middle),
        at(b.x, middle),
        at(b.x, end),
    ])
}
