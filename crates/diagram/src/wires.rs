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

/// What it costs to leave a box upwards or downwards for another lane.
const UPRIGHT: u32 = 40;

/// The middles of the four sides of a box, or of where ways meet a container.
pub(crate) fn ports(rect: Rect, shape: Shape) -> [Port; 4] {
    let y = match shape {
        Shape::Container => rect.y + (rect.h / 2).min(96),
        _ => rect.centre().y,
    };
    ports_at(rect, y)
}

/// The middles of the upper and lower side, and the others at this height.
fn ports_at(rect: Rect, y: i32) -> [Port; 4] {
    let x = rect.centre().x;
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

/// Where a wire meets the thing at one of its ends; a container is met at the height of the other end, if it is as
/// high as that.
fn ends(plan: &Plan, arranged: &Arranged, link: &Link) -> [[Port; 4]; 2] {
    let lanes = [link.from, link.to].map(|item| plan.items[item].lane);
    [(link.from, link.to), (link.to, link.from)].map(|(item, other)| {
        let rect = arranged.rects[item];
        let value = &plan.items[item];
        let mut ports = if value.shape == Shape::Container && rect.h > 64 {
            let y = arranged.rects[other].centre().y;
            ports_at(rect, y.clamp(rect.y + 28, rect.bottom() - 28))
        } else {
            ports(rect, value.shape)
        };
        for port in &mut ports {
            if lanes[0] != lanes[1] && matches!(port.towards, Side::Top | Side::Bottom) {
                port.cost += UPRIGHT;
            }
            if item == link.from && link.kind == WireKind::VpcAccess && port.towards != Side::Right
            {
                port.cost += OTHER_SIDE;
            }
        }
        ports
    })
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
    let mut ground = ground(plan, arranged);
    for link in &links {
        ground
            .ports
            .extend(ends(plan, arranged, link).as_flattened());
    }
    if links.is_empty() {
        return Vec::new();
    }
    // Containers by their place among the containers.
    let mut number = vec![u32::MAX; plan.items.len()];
    let containers = arranged.drawn.iter().filter(|&&item| !plan.is_leaf(item));
    for (index, &item) in (0_u32..).zip(containers) {
        number[item] = index;
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
        let [from, to] = ends(plan, arranged, link);
        let home: Vec<u32> = [link.from, link.to]
            .into_iter()
            .flat_map(|end| around(plan, end))
            .map(|container| number[container])
            .collect();
        let points = router
            .way(&from, &to, &home)
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

/// An item and the containers around it.
fn around(plan: &Plan, item: ItemId) -> impl Iterator<Item = ItemId> {
    std::iter::successors(Some(item), |&at| plan.items[at].parent)
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
