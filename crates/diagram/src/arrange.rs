//! Where everything stands: lanes from left to right, columns inside lanes and containers, one sweep that brings
//! what is connected to the same height.

use hopscope_model::order;
use hopscope_model::{Index, Set};

use crate::pack::{Block, GAP, Sizes};
use crate::plan::{ItemId, Plan};
use crate::scene::{LaneKind, Rect, Shape, WireKind, synthetic};
use crate::shape;

/// Between two lanes.
pub(crate) const GUTTER: i32 = 56;
/// Between the border of a container and what is in it.
pub(crate) const PADDING: i32 = 28;
/// Where lanes begin.
pub(crate) const LEFT: i32 = 24;
/// Where what is in lanes begins, below their headings.
pub(crate) const TOP: i32 = 48;
/// Below this height, one column is enough for what is in a container.
const ONE_COLUMN_INSIDE: i32 = 440;
/// The same, for what is in a lane.
const ONE_COLUMN_LANE: i32 = 1000;
/// Height of an empty subnet that workloads enter: what is decided there is told along its border.
const ENTERED: i32 = 184;
/// How far below its upper side a container is entered.
const ENTRY: i32 = 52;
/// No box is stretched beyond this.
const WIDEST: i32 = 240;

/// Every lane, from left to right.
pub(crate) const LANES: [LaneKind; 5] = [
    LaneKind::Internet,
    LaneKind::Edge,
    LaneKind::Serverless,
    LaneKind::Vpc,
    LaneKind::OnPrem,
];

/// Positions by item, and the extent of each lane that has something.
pub(crate) struct Arranged {
    pub(crate) rects: Vec<Rect>,
    pub(crate) lanes: Vec<(LaneKind, i32, i32)>,
    /// Every drawn item, a container before what is in it.
    pub(crate) drawn: Vec<ItemId>,
}

/// Gives everything a place.
pub(crate) fn arrange(plan: &mut Plan) -> Arranged {
    let mut roots: Index<LaneKind, Vec<ItemId>> = Index::new();
    for lane in LANES {
        let mut items = plan.roots(lane);
        order::sort_by_cached_key(&mut items, |&item| plan.key(item));
        if !items.is_empty() {
            roots.insert(lane, items);
        }
    }
    sweep(plan, &mut roots);

    let mut work = Arranger::new(plan);
    let mut lanes = Vec::new();
    let mut x = LEFT;
    let mut blocks: Index<LaneKind, (i32, Block)> = Index::new();
    for lane in LANES {
        let Some(items) = roots.get(&lane) else {
            continue;
        };
        for &item in items {
            work.measure(item);
        }
        let block = Block::new(items, work.sizes(), ONE_COLUMN_LANE);
        let width = block.width(work.sizes());
        lanes.push((lane, x, x + width));
        blocks.insert(lane, (x, block));
        x += width + GUTTER;
    }
    // What is connected is brought to the height of what stands already: the VPC first, then outwards.
    for lane in [
        LaneKind::Vpc,
        LaneKind::OnPrem,
        LaneKind::Serverless,
        LaneKind::Edge,
        LaneKind::Internet,
    ] {
        if let Some((x, block)) = blocks.get(&lane) {
            work.place_lane(lane, *x, block);
        }
    }
    let rects = work.rects;
    let mut drawn = Vec::with_capacity(plan.items.len());
    for lane in LANES {
        for &item in roots.get(&lane).into_iter().flatten() {
            preorder(plan, item, &mut drawn);
        }
    }
    Arranged {
        rects,
        lanes,
        drawn,
    }
}

fn preorder(plan: &Plan, item: ItemId, out: &mut Vec<ItemId>) {
    out.push(item);
    for &child in &plan.items[item].children {
        preorder(plan, child, out);
    }
}

/// One barycentre sweep: inside its rank, what is connected to the right goes where its connections are. What is
/// connected to nothing keeps the place that its name gives it.
fn sweep(plan: &Plan, roots: &mut Index<LaneKind, Vec<ItemId>>) {
    let mut place: Index<ItemId, (LaneKind, i64)> = Index::new();
    for lane in [
        LaneKind::OnPrem,
        LaneKind::Vpc,
        LaneKind::Serverless,
        LaneKind::Edge,
        LaneKind::Internet,
    ] {
        let Some(items) = roots.get_mut(&lane) else {
            continue;
        };
        let mut neighbours: Index<ItemId, Vec<i64>> = Index::new();
        for link in &plan.links {
            for (here, there) in [(link.from, link.to), (link.to, link.from)] {
                if plan.items[here].lane == lane
                    && let Some((other, at)) = place.get(&there)
                    && *other > lane
                {
                    neighbours.get_or_default(here).push(*at);
                }
            }
        }
        let scale = |index: usize, of: usize| {
            i64::try_from(index).unwrap_or(0) * 1_000_000
                / i64::try_from(of.max(2) - 1).unwrap_or(1)
        };
        let count = items.len();
        let mut keyed: Vec<(u8, i64, usize, ItemId)> = items
            .iter()
            .enumerate()
            .map(|(index, &item)| {
                let at = match neighbours.get(&item) {
                    Some(there) => {
                        there.iter().sum::<i64>() / i64::try_from(there.len()).unwrap_or(1)
                    }
                    None => scale(index, count),
                };
                (plan.items[item].rank, at, index, item)
            })
            .collect();
        order::sort(&mut keyed);
        *items = keyed.into_iter().map(|(.., item)| item).collect();
        let mut all = Vec::new();
        for &item in items.iter() {
            preorder(plan, item, &mut all);
        }
        for (index, &item) in all.iter().enumerate() {
            place.insert(item, (lane, scale(index, all.len())));
        }
    }
}

struct Arranger<'a> {
    plan: &'a Plan,
    size: Vec<(i32, i32)>,
    leaf: Vec<bool>,
    /// Subnets that workloads enter.
    entered: Set<ItemId>,
    heading: Vec<i32>,
    blocks: Vec<Block>,
    rects: Vec<Rect>,
    placed: Vec<bool>,
}

impl<'a> Arranger<'a> {
    fn new(plan: &'a Plan) -> Self {
        let count = plan.items.len();
        let entries = plan
            .links
            .iter()
            .filter(|link| link.kind == WireKind::VpcAccess);
        Self {
            plan,
            size: vec![(0, 0); count],
            leaf: (0..count).map(|item| plan.is_leaf(item)).collect(),
            entered: entries.map(|link| link.to).collect(),
            heading: vec![0; count],
            blocks: vec![Block::default(); count],
            rects: vec![Rect::default(); count],
            placed: vec![false; count],
        }
    }

    fn sizes(&self) -> Sizes<'_> {
        Sizes {
            of: &self.size,
            leaf: &self.leaf,
        }
    }

    /// Size of an item and of all that is in it.
    fn measure(&mut self, item: ItemId) {
        let plan = self.plan;
        let children = &plan.items[item].children;
        let own = shape::size(&plan.items[item], !children.is_empty());
        self.size[item] = own;
        if children.is_empty() {
            if !self.leaf[item] && self.entered.contains(&item) {
                self.size[item].1 = own.1.max(ENTERED);
            }
            return;
        }
        for &child in children {
            self.measure(child);
        }
        let block = Block::new(children, self.sizes(), ONE_COLUMN_INSIDE);
        self.heading[item] = own.1 + 8;
        self.size[item] = (
            own.0.max(block.width(self.sizes()) + 2 * PADDING),
            self.heading[item] + block.height(self.sizes()) + PADDING,
        );
        self.blocks[item] = block;
    }

    /// Puts an item and all that is in it at its place; `width` is what it may take.
    fn put(&mut self, item: ItemId, x: i32, y: i32, width: i32) {
        let own = self.size[item];
        let plan = self.plan;
        let dns = &*plan.items[item].id == synthetic::DNS;
        let w = if plan.items[item].shape == Shape::Container {
            width
        } else if dns {
            own.0
        } else {
            width.min(WIDEST.max(own.0))
        };
        let x = if dns { x + (width - w) / 2 } else { x };
        self.rects[item] = Rect { x, y, w, h: own.1 };
        self.placed[item] = true;
        for column in self.blocks[item].rows(self.sizes(), w - 2 * PADDING) {
            let mut top = y + self.heading[item];
            for row in column {
                for (child, left, wide) in row.items {
                    self.put(child, x + PADDING + left, top, wide);
                }
                top += row.height + GAP;
            }
        }
    }

    fn place_lane(&mut self, lane: LaneKind, x: i32, block: &Block) {
        for column in block.rows(self.sizes(), 0) {
            let mut top = TOP;
            for row in column {
                // Only a lane of one column can bring things to a height; in a block of many it would tear holes.
                let wanted = match row.items.first() {
                    Some(&(item, ..)) if block.is_single() => {
                        self.height_of_connections(lane, item)
                    }
                    _ => None,
                };
                let y = wanted.map_or(top, |middle| shape::up(middle - row.height / 2, 4).max(top));
                for (item, left, wide) in row.items {
                    self.put(item, x + left, y, wide);
                }
                top = y + row.height + GAP;
            }
        }
    }

    /// The mean height of what an item, or something in it, is connected to in lanes that stand already.
    fn height_of_connections(&self, lane: LaneKind, item: ItemId) -> Option<i32> {
        let plan = self.plan;
        let mut heights = Vec::new();
        if &*plan.items[item].id == synthetic::GOOGLE_FRONT_END {
            let served = (0..plan.items.len()).filter(|&other| {
                self.placed[other] && plan.items[other].lane == LaneKind::Serverless
            });
            heights.extend(served.map(|other| self.rects[other].centre().y));
        }
        for link in &plan.links {
            for (here, there) in [(link.from, link.to), (link.to, link.from)] {
                let ours = here == item || plan.is_inside(here, item);
                if ours && self.placed[there] && plan.items[there].lane != lane {
                    let rect = self.rects[there];
                    let container = plan.items[there].shape == Shape::Container;
                    let middle = rect.h / 2;
                    // High at a container: what is decided there is told downwards along its border.
                    heights.push(rect.y + if container { middle.min(ENTRY) } else { middle });
                }
            }
        }
        let count = i32::try_from(heights.len())
            .ok()
            .filter(|count| *count > 0)?;
        Some((heights.iter().sum::<i32>() / count).min(TOP + ONE_COLUMN_LANE / 2))
    }
}
