//! The numbers of the steps, once every way is drawn: those with the least choice of places first.

use std::rc::Rc;

use hopscope_model::State;
use hopscope_model::order;
use hopscope_model::result::OutcomeKind;

use super::door::RUN_STEP;
use super::draw::Drawing;
use super::place::Circles;
use super::tour::Tour;
use crate::path::{around, at};
use crate::port::CLEAR;
use crate::scene::{BADGE_RADIUS, Badge, END_RADIUS, EndMark, Overlay, Point, Rect, Shape, Sign};

impl Drawing<'_> {
    /// Places the numbers, and gives back the whole.
    pub(super) fn finish(self, outcome: OutcomeKind, tour: &Tour, states: &[State]) -> Overlay {
        let scene = self.spots.scene;
        let boxes = scene
            .nodes
            .iter()
            .filter(|node| node.shape != Shape::Container)
            .map(|node| node.rect)
            .collect();
        let ways = self.segments.iter().map(|segment| segment.points.clone());
        let mut circles = Circles::new(boxes, ways.collect());
        let end = self.end.unwrap_or_default();
        circles.set(end, END_RADIUS);
        if let Some(start) = self.start {
            circles.set(start, BADGE_RADIUS / 2);
        }
        let id = |node: usize| scene.nodes.get(node).map(|node| Rc::clone(&node.id));
        let mut badges = Vec::new();
        let mut badge = |step: u32, at: Point, node: usize| {
            let index = usize::try_from(step).unwrap_or(0).wrapping_sub(1);
            if let Some(&state) = states.get(index) {
                badges.push(Badge {
                    step,
                    state,
                    at,
                    node: id(node),
                });
            }
        };
        // Those with the least choice first.
        for (steps, node, run) in &self.on_border {
            for (index, &step) in steps.iter().enumerate() {
                let down = RUN_STEP * i32::try_from(index).unwrap_or(0);
                let wanted = at(run[0].x, (run[0].y + down).min(run[1].y));
                let aside = (1..4)
                    .flat_map(|column| [-column, column])
                    .map(|column| at(wanted.x + column * RUN_STEP, wanted.y));
                let place = circles.put(std::iter::once(wanted).chain(aside));
                badge(step, place, *node);
            }
        }
        for (steps, node, points) in &self.on_way {
            for (index, &step) in steps.iter().enumerate() {
                badge(step, circles.put_along(points, index, steps.len()), *node);
            }
        }
        for (steps, node) in &self.on_box {
            let (rect, cut) = (self.rect(*node), self.is_pill(*node));
            for (index, &step) in steps.iter().enumerate() {
                badge(step, circles.put_on(rect, cut, index, steps.len()), *node);
            }
        }
        order::sort_by_key(&mut badges, |badge| badge.step);
        let mut bounds = Rect {
            x: end.x,
            y: end.y,
            w: 0,
            h: 0,
        }
        .grown(END_RADIUS);
        for badge in &badges {
            let place = Rect {
                x: badge.at.x,
                y: badge.at.y,
                w: 0,
                h: 0,
            };
            bounds = bounds.union(place.grown(BADGE_RADIUS));
        }
        for segment in &self.segments {
            bounds = bounds.union(around(&segment.points).grown(2));
        }
        Overlay {
            outcome,
            start: self.start,
            segments: self.segments,
            badges,
            end: EndMark {
                step: tour.last,
                at: end,
                sign: Sign::of(outcome),
            },
            on_path: self.touched.keys().filter_map(|&node| id(node)).collect(),
            at_end: self.at_end.and_then(id),
            bounds: bounds.grown(CLEAR),
        }
    }
}
