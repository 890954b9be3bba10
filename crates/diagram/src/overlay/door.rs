//! Where ways meet what is drawn: the sides of a box, and the piece of a container's border along which things are
//! decided.

use super::draw::Drawing;
use super::tour::{Stop, Tour};
use crate::path::at;
use crate::port::{Port, Side};
use crate::scene::{Point, Rect, Shape};
use crate::wires::ports_at;

/// Between the steps that are decided at the border of a container.
pub(super) const RUN_STEP: i32 = 28;
/// What it costs to meet a side elsewhere than in its middle.
const OFF_MIDDLE: u32 = 30;
/// What it costs to leave a box at its upper or lower side.
const UPRIGHT: u32 = 70;
/// What it costs to use a place of a border that a way uses already.
const USED: u32 = 600;

/// Where a way meets a stop.
#[derive(Clone, Copy)]
pub(super) struct Door {
    pub(super) at: Point,
    /// The side of the node, for the end marker and the next way.
    pub(super) side: Side,
}

/// A piece of a container's left or right border along which things are decided: from where the way comes in to
/// where it goes out.
#[derive(Clone, Copy)]
pub(super) struct Run {
    pub(super) left: bool,
    pub(super) points: [Point; 2],
}

impl Run {
    pub(super) const fn side(&self) -> Side {
        if self.left { Side::Left } else { Side::Right }
    }

    /// The two ways out of one of its points: outwards and inwards.
    pub(super) fn ports(&self, point: Point) -> [Port; 2] {
        [self.side(), self.side().opposite()].map(|towards| Port {
            at: point,
            towards,
            cost: 0,
        })
    }
}

impl Drawing<'_> {
    pub(super) fn rect(&self, node: usize) -> Rect {
        self.spots
            .scene
            .nodes
            .get(node)
            .map(|node| node.rect)
            .unwrap_or_default()
    }

    /// Where ways may leave or enter a box. The middles of its sides are best; places already used are worst.
    pub(super) fn ports(&self, node: usize) -> Vec<Port> {
        let rect = self.rect(node);
        let shape = self.spots.scene.nodes.get(node).map(|node| node.shape);
        let middle = rect.centre();
        let pointed = shape == Some(Shape::Checkpoint);
        let (upright, flat): (&[i32], &[i32]) = match rect.h {
            _ if pointed && rect.w < 120 => (&[0], &[0]),
            ..48 => (&[0], &[0, -36, 36]),
            _ if pointed => (&[0], &[0, -36, 36]),
            48..72 => (&[0, -12, 12], &[0, -36, 36]),
            _ => (&[0, -16, 16], &[0, -36, 36]),
        };
        let mut ports = Vec::with_capacity(12);
        let mut port = |point: Point, towards: Side, off: i32| {
            let mut cost = if off == 0 { 0 } else { OFF_MIDDLE };
            // Lanes lie side by side: a way that leaves upwards or downwards runs between things of its own lane.
            if matches!(towards, Side::Top | Side::Bottom) {
                cost += UPRIGHT;
            }
            if self
                .used
                .iter()
                .any(|used| (used.x - point.x).abs() < 12 && (used.y - point.y).abs() < 12)
            {
                cost += USED;
            }
            ports.push(Port {
                at: point,
                towards,
                cost,
            });
        };
        for &off in upright {
            port(at(rect.x, middle.y + off), Side::Left, off);
            port(at(rect.right(), middle.y + off), Side::Right, off);
        }
        for &off in flat {
            port(at(middle.x + off, rect.y), Side::Top, off);
            port(at(middle.x + off, rect.bottom()), Side::Bottom, off);
        }
        ports
    }

    /// Places of a container's border that are reached from inside.
    pub(super) fn inside_ports(&self, container: usize) -> [Port; 4] {
        let rect = self.rect(container);
        ports_at(rect, at(rect.centre().x, rect.y + (rect.h / 2).min(96))).map(|port| Port {
            towards: port.towards.opposite(),
            ..port
        })
    }

    /// The runs of a tour: at the height from which the way comes, on the side from which it comes.
    pub(super) fn runs(&self, tour: &Tour) -> Vec<Option<Run>> {
        let mut runs: Vec<Option<Run>> = Vec::with_capacity(tour.stops.len());
        for (index, stop) in tour.stops.iter().enumerate() {
            if !self.spots.is_container(stop.node) {
                runs.push(None);
                continue;
            }
            let rect = self.rect(stop.node);
            let before = index.checked_sub(1).and_then(|before| {
                let node = tour.stops.get(before)?.node;
                let middle = self.rect(node).centre();
                let run = runs.get(before).copied().flatten();
                Some((node, run.map_or(middle, |run: Run| run.points[1])))
            });
            let after = tour.stops.get(index + 1).map(|stop| self.rect(stop.node).x);
            let left = match before {
                Some((node, from)) if !self.spots.is_within(node, stop.node) => {
                    from.x < rect.right()
                }
                _ => after.is_none_or(|after| after <= rect.x),
            };
            let aim = before.map_or(rect.y + (rect.h / 2).min(96), |(_, from)| from.y);
            let next = tour.stops.get(index + 1).map(|stop| stop.node);
            let inwards = next.is_some_and(|next| self.spots.is_within(next, stop.node));
            let length = run_length(stop, next.is_none(), inwards).min((rect.h - 32).max(0));
            let top = aim.min(rect.bottom() - 16 - length).max(rect.y + 16);
            let x = if left { rect.x } else { rect.right() };
            runs.push(Some(Run {
                left,
                points: [at(x, top), at(x, top + length)],
            }));
        }
        runs
    }

    /// The network around a container, or the outermost container below the project.
    pub(super) fn outermost_network(&self, container: usize) -> usize {
        let mut at = container;
        while let Some(node) = self.spots.scene.nodes.get(at) {
            match node.parent {
                Some(parent) if node.kind != Some(hopscope_model::Kind::Network) => at = parent,
                _ => break,
            }
        }
        at
    }

    /// The side of a node on which a point lies.
    pub(super) fn side_at(&self, node: usize, point: Point) -> Side {
        let rect = self.rect(node);
        if point.x == rect.x {
            Side::Left
        } else if point.x == rect.right() {
            Side::Right
        } else if point.y == rect.y {
            Side::Top
        } else {
            Side::Bottom
        }
    }

    pub(super) fn is_pill(&self, node: usize) -> bool {
        let shape = self.spots.scene.nodes.get(node).map(|node| node.shape);
        matches!(shape, Some(Shape::Hop | Shape::Checkpoint))
    }
}

/// How long a piece of border the steps of a stop need. The end marker stands behind them; a way that turns back
/// leaves apart from where it came.
fn run_length(stop: &Stop, last: bool, inwards: bool) -> i32 {
    let steps = i32::try_from(stop.steps.len()).unwrap_or(0);
    let between = match steps {
        _ if last => steps,
        0 | 1 if inwards => 0,
        0 | 1 => 1,
        _ => steps - 1,
    };
    RUN_STEP * between
}
