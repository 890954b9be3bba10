//! Hand-placed positions: they win over the arrangement, containers grow to hold them, and what they would cover
//! moves down.

use hopscope_model::{Index, order};

use crate::arrange::{Arranged, PADDING};
use crate::pack::GAP;
use crate::plan::{ItemId, Plan};
use crate::scene::Rect;

/// Positions that no picture needs are taken as the nearest that one could.
const FARTHEST: i32 = 100_000;

/// Applies pins, by short reference; gives back which items are pinned.
pub(crate) fn apply(
    plan: &Plan,
    arranged: &mut Arranged,
    pins: &Index<String, (i32, i32)>,
) -> Vec<bool> {
    let mut pinned = vec![false; plan.items.len()];
    let mut any = false;
    // Containers first, so that a pin inside a pinned container is counted from where the container now is.
    for &item in &arranged.drawn {
        let Some(&(x, y)) = pins.get(&*plan.items[item].id) else {
            continue;
        };
        let rect = arranged.rects[item];
        let (x, y) = (x.clamp(-FARTHEST, FARTHEST), y.clamp(-FARTHEST, FARTHEST));
        shift(plan, &mut arranged.rects, item, x - rect.x, y - rect.y);
        pinned[item] = true;
        any = true;
    }
    if any {
        let mut heading = vec![0; plan.items.len()];
        for &item in &arranged.drawn {
            heading[item] = crate::shape::size(&plan.items[item], true).1 + 8;
        }
        // Innermost containers first: once what is in one no longer overlaps, it is as large as it will be.
        for &item in arranged.drawn.iter().rev() {
            let children = &plan.items[item].children;
            if !children.is_empty() {
                separate(plan, &mut arranged.rects, children, &pinned);
                grow(&mut arranged.rects, item, children, heading[item]);
            }
        }
        let roots: Vec<ItemId> = arranged
            .drawn
            .iter()
            .copied()
            .filter(|&item| plan.items[item].parent.is_none())
            .collect();
        separate(plan, &mut arranged.rects, &roots, &pinned);
    }
    pinned
}

/// Moves an item with all that is in it.
fn shift(plan: &Plan, rects: &mut [Rect], item: ItemId, dx: i32, dy: i32) {
    rects[item].x += dx;
    rects[item].y += dy;
    for &child in &plan.items[item].children {
        shift(plan, rects, child, dx, dy);
    }
}

/// A container grows on every side to hold what is in it, and never shrinks.
fn grow(rects: &mut [Rect], container: ItemId, children: &[ItemId], heading: i32) {
    let inside = children
        .iter()
        .fold(Rect::default(), |all, &child| all.union(rects[child]));
    let needed = Rect {
        x: inside.x - PADDING,
        y: inside.y - heading,
        w: inside.w + 2 * PADDING,
        h: inside.h + heading + PADDING,
    };
    rects[container] = rects[container].union(needed);
}

/// Moves siblings down until none covers another. What is pinned, or holds something pinned, goes first and so
/// keeps its place; two pins on one spot are the only ones of which one gives way.
fn separate(plan: &Plan, rects: &mut [Rect], siblings: &[ItemId], pinned: &[bool]) {
    let holds_pin = |item: ItemId| {
        let mut open = vec![item];
        while let Some(at) = open.pop() {
            if pinned[at] {
                return true;
            }
            open.extend(&plan.items[at].children);
        }
        false
    };
    let mut order: Vec<(bool, i32, i32, &str, ItemId)> = siblings
        .iter()
        .map(|&item| {
            (
                !holds_pin(item),
                rects[item].y,
                rects[item].x,
                &*plan.items[item].id,
                item,
            )
        })
        .collect();
    order::sort(&mut order);
    // By upper side. One pass is enough: what is passed because it ends above, or beside, is never met again on the
    // way down.
    let mut standing: Vec<(i32, ItemId)> = Vec::with_capacity(order.len());
    for (.., item) in order {
        let mut rect = rects[item];
        for &(top, other) in &standing {
            if top >= rect.bottom() {
                break;
            }
            if rects[other].overlaps(&rect) {
                rect.y = rects[other].bottom() + GAP;
            }
        }
        let down = rect.y - rects[item].y;
        shift(plan, rects, item, 0, down);
        let at = standing.partition_point(|entry| *entry < (rect.y, item));
        standing.insert(at, (rect.y, item));
    }
}
