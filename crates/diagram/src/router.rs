//! Ways with right angles that keep clear of boxes: a search over the lines between them.
//!
//! The lines run beside every box and border; where two of them cross, a way may turn. Boxes block, headings of
//! containers and ways already taken cost, and so does every turn.

use hopscope_model::order;

use crate::path::{at, distance};
use crate::port::{CLEAR, CLEAR_ABOVE, Port, Side};
use crate::scene::{Point, Rect};
use crate::search::Known;

/// A way this close to a box would touch it.
const TOUCHING: i32 = 8;
/// Ways closer than this to another look like one.
const APART: i32 = 8;
/// What a pixel through the heading of a container costs more.
const HEADING: u32 = 6;

/// The lines, and what is on them.
pub(crate) struct Router {
    xs: Vec<i32>,
    ys: Vec<i32>,
    /// What a pixel to the right of a crossing costs; 0: blocked.
    across: Vec<u8>,
    /// What a pixel below a crossing costs; 0: blocked.
    down: Vec<u8>,
    /// Ways that are taken: by the line to the right, below; and through the crossing, either way.
    taken: Vec<Taken>,
    /// What a search knows.
    pub(crate) known: Known,
    /// How many crossings may still be looked at, over all searches.
    pub(crate) budget: usize,
    /// How many of them one search may look at.
    pub(crate) share: usize,
    /// How much ways keep off each other.
    pub(crate) distance: Distance,
}

/// How much ways keep off each other.
#[derive(Clone, Copy)]
pub(crate) struct Distance {
    /// What a pixel on a way already taken costs more.
    pub(crate) along: u32,
    /// What crossing a way already taken costs.
    pub(crate) across: u32,
    /// How much nearer the goal counts than the way already made: 1 finds the cheapest way, more finds one sooner.
    pub(crate) haste: u32,
}

#[derive(Clone, Copy, Default)]
struct Taken {
    across: bool,
    down: bool,
}

/// What a router is made from.
#[derive(Clone, Default)]
pub(crate) struct Ground {
    /// Boxes that no way may cross.
    pub(crate) boxes: Vec<Rect>,
    /// Containers that ways may cross: their borders have lines on both sides.
    pub(crate) containers: Vec<Rect>,
    /// Headings, which ways avoid if they can.
    pub(crate) headings: Vec<Rect>,
    /// Vertical lines that are always there: the middle between two lanes.
    pub(crate) gutters: Vec<i32>,
    /// Points where ways begin or end.
    pub(crate) ports: Vec<Port>,
}

impl Router {
    pub(crate) fn new(ground: &Ground) -> Self {
        let all = || ground.boxes.iter().chain(&ground.containers);
        let bounds = all()
            .fold(Rect::default(), |bounds, rect| bounds.union(*rect))
            .grown(24);
        let mut xs = ground.gutters.clone();
        let mut ys = vec![bounds.y, bounds.bottom()];
        xs.extend([bounds.x, bounds.right()]);
        for rect in all() {
            xs.extend([rect.x - CLEAR, rect.right() + CLEAR]);
            ys.extend([rect.y - CLEAR_ABOVE, rect.bottom() + CLEAR]);
        }
        for rect in &ground.containers {
            xs.extend([rect.x + CLEAR, rect.right() - CLEAR]);
            ys.extend([rect.y + CLEAR, rect.bottom() - CLEAR]);
        }
        for port in &ground.ports {
            xs.push(port.outside().x);
            ys.push(port.outside().y);
        }
        for lines in [&mut xs, &mut ys] {
            order::sort(lines);
            lines.dedup();
        }
        let count = xs.len() * ys.len();
        let mut router = Self {
            across: vec![1; count],
            down: vec![1; count],
            taken: vec![Taken::default(); count],
            known: Known::new(count),
            budget: usize::MAX,
            share: usize::MAX,
            distance: Distance {
                along: 12,
                across: 40,
                haste: 1,
            },

            xs,
            ys,
        };
        for heading in &ground.headings {
            router.mark(*heading, 2);
        }
        for rect in &ground.boxes {
            router.mark(rect.grown(TOUCHING), 0);
        }
        router
    }

    /// Marks the lines inside a rectangle.
    fn mark(&mut self, rect: Rect, value: u8) {
        let columns = self.xs.partition_point(|x| *x <= rect.x)
            ..self.xs.partition_point(|x| *x < rect.right());
        let rows = self.ys.partition_point(|y| *y <= rect.y)
            ..self.ys.partition_point(|y| *y < rect.bottom());
        let width = self.xs.len();
        // A line between two crossings is inside if it shares anything with the rectangle.
        for row in rows.clone() {
            for column in columns.start.saturating_sub(1)..columns.end {
                let cell = &mut self.across[row * width + column];
                *cell = if value == 0 {
                    0
                } else {
                    (*cell).max(value * u8::from(*cell > 0))
                };
            }
        }
        for row in rows.start.saturating_sub(1)..rows.end {
            for column in columns.clone() {
                let cell = &mut self.down[row * width + column];
                *cell = if value == 0 {
                    0
                } else {
                    (*cell).max(value * u8::from(*cell > 0))
                };
            }
        }
    }

    /// How many lines run up and down.
    pub(crate) fn columns(&self) -> usize {
        self.xs.len()
    }

    pub(crate) fn crossing(&self, point: Point) -> Option<usize> {
        let column = self.xs.binary_search(&point.x).ok()?;
        let row = self.ys.binary_search(&point.y).ok()?;
        Some(row * self.xs.len() + column)
    }

    pub(crate) fn point(&self, crossing: usize) -> Point {
        at(
            self.xs[crossing % self.xs.len()],
            self.ys[crossing / self.xs.len()],
        )
    }

    /// The next crossing on this side, and what it costs to go there.
    pub(crate) fn step(&self, crossing: usize, side: Side) -> Option<(usize, u32)> {
        let width = self.xs.len();
        let (column, row) = (crossing % width, crossing / width);
        let (neighbour, line) = match side {
            Side::Left => (column.checked_sub(1).map(|_| crossing - 1)?, crossing - 1),
            Side::Right => ((column + 1 < width).then_some(crossing + 1)?, crossing),
            Side::Top => (
                row.checked_sub(1).map(|_| crossing - width)?,
                crossing - width,
            ),
            Side::Bottom => (
                (row + 1 < self.ys.len()).then_some(crossing + width)?,
                crossing,
            ),
        };
        let (price, along, through) = if side.horizontal() {
            (
                self.across[line],
                self.taken[line].across,
                self.taken[neighbour].down,
            )
        } else {
            (
                self.down[line],
                self.taken[line].down,
                self.taken[neighbour].across,
            )
        };
        if price == 0 {
            return None;
        }
        let far = distance(self.point(crossing), self.point(neighbour)).unsigned_abs();
        let mut cost = far * if price > 1 { HEADING } else { 1 };
        if along {
            cost += far * self.distance.along + self.distance.across;
        }
        if through {
            cost += self.distance.across;
        }
        Some((neighbour, cost))
    }

    /// Says that a way is taken: later ones keep off it, and off the lines close beside it.
    pub(crate) fn take(&mut self, points: &[Point]) {
        for pair in points.windows(2) {
            let (a, b) = (pair[0], pair[1]);
            let low = at(a.x.min(b.x), a.y.min(b.y));
            let high = at(a.x.max(b.x), a.y.max(b.y));
            let near = APART;
            let vertical = a.x == b.x;
            let (wide, tall) = if vertical { (near, 0) } else { (0, near) };
            let columns = self.xs.partition_point(|x| *x < low.x - wide)
                ..self.xs.partition_point(|x| *x <= high.x + wide);
            let rows = self.ys.partition_point(|y| *y < low.y - tall)
                ..self.ys.partition_point(|y| *y <= high.y + tall);
            for row in rows {
                for column in columns.clone() {
                    let taken = &mut self.taken[row * self.xs.len() + column];
                    if vertical {
                        taken.down |= self.ys[row] < high.y;
                    } else {
                        taken.across |= self.xs[column] < high.x;
                    }
                }
            }
        }
    }
}
