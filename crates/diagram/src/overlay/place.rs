//! Numbers beside the way, so that none covers another.

use hopscope_model::order;

use crate::path::{along, at, length};
use crate::scene::{BADGE_RADIUS, Point, Rect};

/// Between the centres of two badges.
const APART: i32 = 2 * BADGE_RADIUS + 4;

/// Circles that stand already.
#[derive(Default)]
pub(super) struct Circles {
    standing: Vec<(Point, i32)>,
    /// Boxes, which circles on a way keep off.
    boxes: Vec<Rect>,
    /// Ways: a number on one keeps off the others.
    ways: Vec<Vec<Point>>,
}

impl Circles {
    pub(super) fn new(boxes: Vec<Rect>, ways: Vec<Vec<Point>>) -> Self {
        Self {
            standing: Vec::new(),
            boxes,
            ways,
        }
    }

    /// Whether a circle there would touch none that stands.
    fn is_free(&self, at: Point, radius: i32) -> bool {
        self.standing.iter().all(|(other, other_radius)| {
            let (dx, dy) = (i64::from(at.x - other.x), i64::from(at.y - other.y));
            let apart = i64::from(radius + other_radius);
            dx * dx + dy * dy >= apart * apart
        })
    }

    /// Whether a circle there would lie over a box.
    fn is_over_box(&self, at: Point) -> bool {
        self.boxes
            .iter()
            .any(|rect| rect.grown(BADGE_RADIUS - 1).has(at))
    }

    /// Sets a circle that has its place, whatever stands there.
    pub(super) fn set(&mut self, at: Point, radius: i32) {
        self.standing.push((at, radius));
    }

    /// Puts a badge at the first free one of some places; where none is free, as near as possible to the first.
    pub(super) fn put(&mut self, wanted: impl IntoIterator<Item = Point>) -> Point {
        let mut first = None;
        let mut found = None;
        for point in wanted {
            first.get_or_insert(point);
            if self.is_free(point, BADGE_RADIUS) {
                found = Some(point);
                break;
            }
        }
        let first = first.unwrap_or_default();
        let at = found.unwrap_or_else(|| self.nearest_free(first));
        self.set(at, BADGE_RADIUS);
        at
    }

    /// Rings of growing size around a point, until one has room.
    fn nearest_free(&self, middle: Point) -> Point {
        for ring in 1.. {
            let far = ring * APART / 2;
            let around = [
                (0, -far),
                (far, 0),
                (0, far),
                (-far, 0),
                (far, -far),
                (far, far),
                (-far, far),
                (-far, -far),
            ];
            for (dx, dy) in around {
                let point = at(middle.x + dx, middle.y + dy);
                if self.is_free(point, BADGE_RADIUS) {
                    return point;
                }
            }
        }
        middle
    }

    /// Puts the `index`th of `count` badges on a way: about evenly spread, off boxes if the way has room.
    pub(super) fn put_along(&mut self, points: &[Point], index: usize, count: usize) -> Point {
        let total = length(points);
        let part = i32::try_from(index + 1).unwrap_or(1);
        let parts = i32::try_from(count + 1).unwrap_or(2);
        let aim = total * part / parts;
        let mut places: Vec<Point> = Vec::new();
        for off in (0..=total).step_by(4) {
            for far in [aim - off, aim + off] {
                if (0..=total).contains(&far) {
                    places.push(along(points, far));
                }
            }
        }
        let mut best = places.clone();
        order::sort_by_cached_key(&mut best, |&point| self.disturbance(point, points));
        self.put(best)
    }

    /// How much a badge on a way would hide there: a box, another way, a corner of its own.
    fn disturbance(&self, at: Point, own: &[Point]) -> u32 {
        let near = |pair: &[Point]| {
            let (a, b) = (pair[0], pair[1]);
            let line = Rect {
                x: a.x.min(b.x),
                y: a.y.min(b.y),
                w: (a.x - b.x).abs(),
                h: (a.y - b.y).abs(),
            };
            line.grown(BADGE_RADIUS + 2).has(at)
        };
        let others = self
            .ways
            .iter()
            .filter(|way| way.as_slice() != own)
            .any(|way| way.windows(2).any(near));
        let corners = own.get(1..own.len().saturating_sub(1)).unwrap_or_default();
        let corner = corners
            .iter()
            .any(|corner| (corner.x - at.x).abs() + (corner.y - at.y).abs() < BADGE_RADIUS + 5);
        4 * u32::from(self.is_over_box(at)) + 2 * u32::from(others) + u32::from(corner)
    }

    /// Puts the `index`th of `count` badges on the upper border of a box, on the lower one where that is full: from
    /// the left, or around the middle where the corners are cut off.
    pub(super) fn put_on(&mut self, rect: Rect, cut: bool, index: usize, count: usize) -> Point {
        let steps = |count: usize| APART * i32::try_from(count).unwrap_or(0);
        let inset = if cut { 20 + rect.h / 4 } else { 20 };
        let (left, right) = (rect.x + inset, (rect.right() - inset).max(rect.x + inset));
        let first = if cut {
            (rect.centre().x - steps(count.saturating_sub(1)) / 2).max(left)
        } else {
            left
        };
        let wanted = first + steps(index);
        let row = |y: i32| {
            (0..)
                .map(move |step| wanted + APART * step)
                .take_while(move |x| *x <= right)
                .chain(
                    (0..)
                        .map(move |step| left + APART * step)
                        .take_while(move |x| *x <= right),
                )
                .map(move |x| at(x, y))
        };
        let places: Vec<Point> = row(rect.y).chain(row(rect.bottom())).collect();
        self.put(places)
    }
}
