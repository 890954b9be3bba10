//! Polylines with right angles, and the SVG path data they become.

use std::fmt::Write;
use std::rc::Rc;

use crate::scene::{Point, Rect};

/// Radius of a rounded corner, where both legs are long enough.
const CORNER: i32 = 16;

/// Shorthand for a point.
pub(crate) const fn at(x: i32, y: i32) -> Point {
    Point { x, y }
}

/// Takes away repeated points and those in the middle of a straight line.
pub(crate) fn simplified(points: &[Point]) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for &point in points {
        if out.last() == Some(&point) {
            continue;
        }
        while let [.., before, last] = out.as_slice() {
            let between = |a: i32, b: i32, c: i32| (a <= b && b <= c) || (a >= b && b >= c);
            let straight = (before.x == last.x
                && last.x == point.x
                && between(before.y, last.y, point.y))
                || (before.y == last.y && last.y == point.y && between(before.x, last.x, point.x));
            if !straight {
                break;
            }
            out.pop();
        }
        out.push(point);
    }
    out
}

/// The distance between two points of a line with right angles (of any other: the sum of both ways).
pub(crate) const fn distance(a: Point, b: Point) -> i32 {
    (a.x - b.x).abs() + (a.y - b.y).abs()
}

/// The length of a polyline.
pub(crate) fn length(points: &[Point]) -> i32 {
    points
        .windows(2)
        .map(|pair| distance(pair[0], pair[1]))
        .sum()
}

/// The point of a polyline this far from its beginning.
pub(crate) fn along(points: &[Point], far: i32) -> Point {
    let mut left = far.max(0);
    for pair in points.windows(2) {
        let step = distance(pair[0], pair[1]);
        if left <= step && step > 0 {
            return towards(pair[0], pair[1], left);
        }
        left -= step;
    }
    points.last().copied().unwrap_or_default()
}

/// The point between two, this far from the first.
pub(crate) const fn towards(from: Point, to: Point, far: i32) -> Point {
    let total = distance(from, to);
    if total == 0 {
        return from;
    }
    at(
        from.x + (to.x - from.x) * far / total,
        from.y + (to.y - from.y) * far / total,
    )
}

/// A polyline without its last piece of this length.
pub(crate) fn cut_end(points: &[Point], by: i32) -> Vec<Point> {
    let keep = (length(points) - by).max(0);
    let mut out = Vec::with_capacity(points.len());
    let mut gone = 0;
    for pair in points.windows(2) {
        out.push(pair[0]);
        let step = distance(pair[0], pair[1]);
        if gone + step >= keep {
            out.push(towards(pair[0], pair[1], keep - gone));
            return simplified(&out);
        }
        gone += step;
    }
    out.extend(points.last());
    simplified(&out)
}

/// The smallest rectangle around points.
pub(crate) fn around(points: &[Point]) -> Rect {
    let Some(first) = points.first() else {
        return Rect::default();
    };
    let (mut low, mut high) = (*first, *first);
    for point in points {
        low = at(low.x.min(point.x), low.y.min(point.y));
        high = at(high.x.max(point.x), high.y.max(point.y));
    }
    Rect {
        x: low.x,
        y: low.y,
        w: high.x - low.x,
        h: high.y - low.y,
    }
}

/// SVG path data of a polyline with rounded corners.
pub(crate) fn rounded(points: &[Point]) -> Rc<str> {
    let mut d = String::new();
    let Some(first) = points.first() else {
        return d.into();
    };
    // Writing to a string cannot fail.
    let _ = write!(d, "M{} {}", first.x, first.y);
    for (index, point) in points.iter().enumerate().skip(1) {
        let before = points[index - 1];
        match points.get(index + 1) {
            Some(&after) => {
                let room = distance(before, *point).min(distance(*point, after)) / 2;
                let radius = room.min(CORNER);
                let into = towards(*point, before, radius);
                let out = towards(*point, after, radius);
                let _ = write!(
                    d,
                    "L{} {}Q{} {} {} {}",
                    into.x, into.y, point.x, point.y, out.x, out.y
                );
            }
            None => {
                let _ = write!(d, "L{} {}", point.x, point.y);
            }
        }
    }
    d.into()
}

/// SVG path data of a rectangle at 0 0 with rounded corners.
pub(crate) fn rounded_rect(w: i32, h: i32, radius: i32) -> Rc<str> {
    let r = radius.min(w / 2).min(h / 2);
    let (across, down) = (w - 2 * r, h - 2 * r);
    format!(
        "M{r} 0h{across}a{r} {r} 0 0 1 {r} {r}v{down}a{r} {r} 0 0 1-{r} {r}h-{across}a{r} {r} 0 0 1-{r}-{r}v-{down}a{r} {r} 0 0 1 {r}-{r}z"
    )
    .into()
}

/// SVG path data of a diamond at 0 0: pointed left and right over this length, flat between.
pub(crate) fn diamond(w: i32, h: i32, point: i32) -> Rc<str> {
    let (middle, p) = (h / 2, point.min(w / 2));
    format!(
        "M{p} 0H{}L{w} {middle}L{} {h}H{p}L0 {middle}z",
        w - p,
        w - p
    )
    .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corners_are_round_and_straight_lines_have_no_points() {
        let points = simplified(&[at(0, 0), at(50, 0), at(100, 0), at(100, 40), at(100, 40)]);
        assert_eq!(points, [at(0, 0), at(100, 0), at(100, 40)]);
        assert_eq!(&*rounded(&points), "M0 0L84 0Q100 0 100 16L100 40");
    }

    #[test]
    fn a_turn_back_is_not_a_straight_line() {
        let points = [at(0, 0), at(100, 0), at(40, 0)];
        assert_eq!(simplified(&points), points);
    }

    #[test]
    fn lines_are_walked_and_cut() {
        let points = [at(0, 0), at(100, 0), at(100, 40)];
        assert_eq!(length(&points), 140);
        assert_eq!(along(&points, 120), at(100, 20));
        assert_eq!(cut_end(&points, 60), [at(0, 0), at(80, 0)]);
        assert_eq!(
            around(&points),
            Rect {
                x: 0,
                y: 0,
                w: 100,
                h: 40
            }
        );
    }
}
