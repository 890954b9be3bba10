//! Connections of the configuration as lines that keep clear of boxes. Those that lead to the same thing share
//! their way as far as they can, like the wires of a loom.

use std::rc::Rc;

use crate::arrange::{Arranged, GUTTER};
use crate::path::{at, rounded, simplified};
use crate::plan::{Item, ItemId, Link, Plan};
use crate::router::{Distance, Ground, Port, Router, Side};
use crate::scene::{Point, Rect, Shape, Wire, WireKind};

/// How many crossings all wires of a picture together may look at; beyond, they run straight, below the boxes.
const BUDGET: usize = 400_000;
/// What it costs to leave a workload elsewhere than where connections are pulled out of it.
const OTHER_SIDE: u32 = 120;

/// What ways have to keep clear of.
pub(crate) fn ground(plan: &Plan, arranged: &Arranged) -> Ground {
    let mut ground = Ground::default();
    for &item in &arranged.drawn {
        let rect = arranged.rects[item];
        if plan.is_leaf(item) {
            ground.boxes.push(rect);
        } else {
            ground.containers.push(rect);
            ground.headings.push(heading(&plan.items[item], rect));
        }
    }
    for pair in arranged.lanes.windows(2) {
        let middle = pair[0].2 + GUTTER / 2;
        ground.gutters.extend([middle - 8, middle, middle + 8]);
    }
    ground
}

/// The part of a container in which its heading is written.
pub(crate) fn heading(item: &Item, rect: Rect) -> Rect {
    Rect {
        x: rect.x + 12,
        y: rect.y + 8,
        w: (rect.w - 24).max(0),
        h: (crate::shape::size(item, true).1 - 12).clamp(0, rect.h),
    }
}

/// The middles of the four sides of a box, or of where wires meet a container.
pub(crate) fn ports(rect: Rect, shape: Shape) -> [Port; 4] {
    let middle = rect.centre();
    let y = match shape {
        Shape::Container => rect.y + (rect.h / 2).min(96),
        _ => middle.y,
    };
    let port = |x, y, towards| Port {
        at: at(x, y),
        towards,
        cost: 0,
    };
    [
        port(rect.x, y, Side::Left),
        port(rect.right(), y, Side::Right),
        port(middle.x, rect.y, Side::Top),
        port(middle.x, rect.bottom(), Side::Bottom),
    ]
}

/// Draws every link, in the order of what they lead to. `index` gives the node of an item.
pub(crate) fn wires(plan: &Plan, arranged: &Arranged, index: &[usize]) -> Vec<Rc<Wire>> {
    let mut links: Vec<Link> = plan.links.iter().copied().collect();
    links.sort_by_key(|link| {
        (
            index[link.to],
            link.kind,
            arranged.rects[link.from].y,
            index[link.from],
        )
    });
    let ends = |item: ItemId| ports(arranged.rects[item], plan.items[item].shape);
    let mut ground = ground(plan, arranged);
    for link in &links {
        ground.ports.extend(ends(link.from));
        ground.ports.extend(ends(link.to));
    }
    if links.is_empty() {
        return Vec::new();
    }
    let mut router = Router::new(&ground);
    router.budget = BUDGET;
    router.distance = Distance {
        along: 2,
        across: 6,
    };
    let mut wires = Vec::with_capacity(links.len());
    let mut loom: Vec<Vec<Point>> = Vec::new();
    for (place, link) in links.iter().enumerate() {
        let mut from = ends(link.from);
        if link.kind == WireKind::VpcAccess {
            for port in from.iter_mut().filter(|port| port.towards != Side::Right) {
                port.cost = OTHER_SIDE;
            }
        }
        let to = ends(link.to);
        let points = router
            .way(&from, &to)
            .unwrap_or_else(|| straight(arranged.rects[link.from], arranged.rects[link.to]));
        loom.push(points.clone());
        let last = links
            .get(place + 1)
            .is_none_or(|next| (next.to, next.kind) != (link.to, link.kind));
        if last {
            for points in loom.drain(..) {
                router.take(&points);
            }
        }
        wires.push(Rc::new(Wire {
            from: index[link.from],
            to: index[link.to],
            kind: link.kind,
            d: rounded(&points),
            points,
        }));
    }
    wires
}

/// A way that minds nothing: out of the side that faces the other, across, in.
pub(crate) fn straight(from: Rect, to: Rect) -> Vec<Point> {
    let (a, b) = (from.centre(), to.centre());
    let (start, end) = if from.right() <= to.x {
        (from.right(), to.x)
    } else if to.right() <= from.x {
        (from.x, to.right())
    } else {
        (a.x, b.x)
    };
    let middle = i32::midpoint(start, end);
    simplified(&[
        at(start, a.y),
        at(middle, a.y),
        at(middle, b.y),
        at(end, b.y),
    ])
}
