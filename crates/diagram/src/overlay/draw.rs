//! Draws a tour: way after way, each keeping off the ones before it.

use hopscope_model::Set;
use hopscope_model::State;
use hopscope_model::order;

use super::door::{Door, Run};
use super::spot::Spots;
use super::tour::{End, Stop, Tour};
use crate::ground::Terrain;
use crate::path::{at, cut_end, length, rounded, simplified};
use crate::port::{Port, Side};
use crate::router::Router;
use crate::scene::{Point, Rect, Segment, Shape};
use crate::wires::straight;

/// How far outside a border the end marker stands, so that it does not cover what is written there.
const OUTSIDE: i32 = 4;
/// How far a way that ends in the open leaves its box.
const STUB: i32 = 48;
/// How far before its destination a way ends that is stopped there.
const SHORT: i32 = 34;

/// A tour as it is drawn, before its numbers have their places.
pub(super) struct Drawing<'a> {
    pub(super) spots: &'a Spots<'a>,
    pub(super) terrain: Terrain,
    /// Ways that are drawn, which later ones keep off.
    pub(super) taken: Vec<Vec<Point>>,
    /// Along which piece of border the steps of each stop at a container are told.
    pub(super) runs: Vec<Option<Run>>,
    pub(super) segments: Vec<Segment>,
    /// Places of borders where a way begins or ends.
    pub(super) used: Vec<Point>,
    /// Steps and the way they are told on.
    pub(super) on_way: Vec<(Vec<u32>, usize, Vec<Point>)>,
    /// Steps and the run along a border they are told on.
    pub(super) on_border: Vec<(Vec<u32>, usize, Vec<Point>)>,
    /// Steps that are told on a box.
    pub(super) on_box: Vec<(Vec<u32>, usize)>,
    pub(super) start: Option<Point>,
    pub(super) end: Option<Point>,
    pub(super) at_end: Option<usize>,
    pub(super) touched: Set<usize>,
}

impl<'a> Drawing<'a> {
    pub(super) fn new(spots: &'a Spots<'a>, tour: &Tour) -> Self {
        let mut drawing = Self {
            spots,
            terrain: Terrain::new(&spots.scene.nodes, &spots.scene.lanes),
            taken: Vec::new(),
            runs: Vec::new(),
            segments: Vec::new(),
            used: Vec::new(),
            on_way: Vec::new(),
            on_border: Vec::new(),
            on_box: Vec::new(),
            start: None,
            end: None,
            at_end: None,
            touched: Set::new(),
        };
        drawing.runs = drawing.runs(tour);
        drawing
    }

    /// Draws everything.
    pub(super) fn go(&mut self, tour: &Tour) {
        let mut door: Option<Door> = None;
        for (index, stop) in tour.stops.iter().enumerate() {
            self.touch(stop.node);
            let next = tour.stops.get(index + 1);
            if index == 0 {
                door = self.begin(stop, index);
            }
            self.ask(stop, door);
            let Some(next) = next else {
                self.close(tour, stop, door);
                return;
            };
            door = self.travel(stop, door, next, index + 1, tour.stops.len());
        }
    }

    /// The first stop: where the steps before any move are told.
    fn begin(&mut self, stop: &Stop, index: usize) -> Option<Door> {
        if let Some(run) = self.runs.get(index).copied().flatten() {
            return Some(self.along_border(stop, run));
        }
        self.on_box.push((stop.steps.clone(), stop.node));
        None
    }

    /// Tells the steps of a stop along the border of its container; gives back where ways go out.
    fn along_border(&mut self, stop: &Stop, run: Run) -> Door {
        let points = run.points.to_vec();
        self.on_border
            .push((stop.steps.clone(), stop.node, points.clone()));
        if run.points[0] != run.points[1] {
            self.taken.push(points.clone());
            self.segments.push(Segment {
                step: stop.steps.first().copied().unwrap_or_default(),
                dotted: false,
                arrow: false,
                d: rounded(&points),
                points,
            });
        }
        Door {
            at: run.points[1],
            side: run.side(),
        }
    }

    /// From where ways out of a stop begin.
    fn exits(&self, stop: &Stop, door: Option<Door>) -> Vec<Port> {
        match door {
            Some(door) if self.spots.is_container(stop.node) => Run {
                left: door.side == Side::Left,
                points: [door.at; 2],
            }
            .ports(door.at)
            .to_vec(),
            _ => self.ports(stop.node),
        }
    }

    /// The way from one stop to the next, which is the `index`th.
    fn travel(
        &mut self,
        stop: &Stop,
        door: Option<Door>,
        next: &Stop,
        index: usize,
        stops: usize,
    ) -> Option<Door> {
        let from = self.exits(stop, door);
        let step = next.steps.first().or(stop.leaving.last()).copied();
        let step = step.unwrap_or_default();
        if let Some(run) = self.runs.get(index).copied().flatten() {
            let points = self.way(&from, &run.ports(run.points[0]), stop.node, next.node);
            self.on_way
                .push((stop.leaving.clone(), stop.node, points.clone()));
            self.draw(step, points, false);
            return Some(self.along_border(next, run));
        }
        let points = self.way(&from, &self.ports(next.node), stop.node, next.node);
        // The last stop has the end marker instead.
        let arrow = index + 1 < stops;
        let end = points.last().copied().unwrap_or_default();
        let door = Door {
            at: end,
            side: self.side_at(next.node, end),
        };
        self.on_way
            .push((stop.leaving.clone(), stop.node, points.clone()));
        self.draw(step, points, arrow);
        self.on_box.push((next.steps.clone(), next.node));
        Some(door)
    }

    /// The dotted ways of name resolution.
    fn ask(&mut self, stop: &Stop, door: Option<Door>) {
        let mut from = self.exits(stop, door);
        let mut here = stop.node;
        for question in &stop.asks {
            self.touch(question.node);
            let to = self.ports(question.node);
            let points = self.way(&from, &to, here, question.node);
            self.on_way
                .push((question.steps.clone(), question.node, points.clone()));
            self.end = points.last().copied();
            self.segments.push(Segment {
                step: question.steps.first().copied().unwrap_or_default(),
                dotted: true,
                arrow: false,
                d: rounded(&points),
                points,
            });
            // Whoever does not know asks on.
            from = self.ports(question.node);
            here = question.node;
        }
    }

    /// The last stop: the end marker.
    fn close(&mut self, tour: &Tour, stop: &Stop, door: Option<Door>) {
        if !matches!(tour.end, End::OnTheWay(..)) {
            // It set out, and what came after is told here all the same.
            let told = self.on_box.iter_mut().map(|(steps, node)| (steps, *node));
            let border = self
                .on_border
                .iter_mut()
                .map(|(steps, node, _)| (steps, *node));
            if let Some((steps, _)) = told.chain(border).rfind(|(_, node)| *node == stop.node) {
                steps.extend(&stop.leaving);
                order::sort(steps);
            }
        }
        match tour.end {
            End::Question => {
                self.at_end = stop.asks.last().map(|question| question.node);
            }
            End::OnTheWay(towards, state) => {
                let end = self.stub(stop, door, towards, state);
                self.end = Some(end);
                self.at_end = None;
            }
            End::Stop => {
                self.at_end = Some(stop.node);
                let rect = self.rect(stop.node);
                let door = door.unwrap_or(Door {
                    at: at(rect.x, rect.centre().y),
                    side: Side::Left,
                });
                self.end = Some(if self.spots.is_container(stop.node) {
                    door.at
                } else {
                    door.side.outwards(door.at, OUTSIDE)
                });
            }
        }
    }

    /// A way that ends before it is anywhere: towards its destination if that is drawn, else at the border of the
    /// container it cannot leave, else in the open.
    fn stub(
        &mut self,
        stop: &Stop,
        door: Option<Door>,
        towards: Option<usize>,
        state: State,
    ) -> Point {
        let from = self.exits(stop, door);
        let here = self.rect(stop.node);
        let towards = towards.filter(|&node| node != stop.node && !self.spots.is_container(node));
        if let Some(node) = towards {
            self.touch(node);
        }
        let inner = self
            .spots
            .scene
            .nodes
            .get(stop.node)
            .and_then(|node| node.parent);
        let points = match (towards, inner) {
            (Some(node), _) => {
                let to = self.ports(node);
                let whole = self.way(&from, &to, stop.node, node);
                let short = if state == State::ApplyIngressFirewallRule {
                    SHORT
                } else {
                    length(&whole) / 2
                };
                cut_end(&whole, short)
            }
            (None, Some(container)) => {
                let container = self.outermost_network(container);
                let to = self.inside_ports(container);
                self.way(&from, &to, stop.node, container)
            }
            (None, None) => {
                // As far out as there is room for, to the left where that is no shorter.
                let room = |port: &Port| self.room(stop.node, port);
                let left = |port: &Port| port.towards != Side::Left;
                let best = |port: &&Port| (-room(port), left(port), port.cost, port.at);
                let port = from.iter().min_by_key(best);
                port.map_or_else(Vec::new, |port| {
                    vec![port.at, port.towards.outwards(port.at, room(port))]
                })
            }
        };
        let end = points.last().copied().unwrap_or_else(|| here.centre());
        self.on_way
            .push((stop.leaving.clone(), stop.node, points.clone()));
        let step = stop.leaving.last().copied().unwrap_or_default();
        self.draw(step, points, false);
        end
    }

    /// How far a stub may leave a box by a port: half of the way to the next box, where that is near.
    fn room(&self, node: usize, port: &Port) -> i32 {
        let far = port.towards.outwards(port.at, 2 * STUB);
        let line = Rect {
            x: port.at.x.min(far.x),
            y: port.at.y.min(far.y),
            w: (port.at.x - far.x).abs() + 1,
            h: (port.at.y - far.y).abs() + 1,
        };
        let nodes = self.spots.scene.nodes.iter().enumerate();
        let boxes = nodes.filter(|(at, own)| *at != node && own.shape != Shape::Container);
        let near = boxes.filter(|(_, own)| own.rect.overlaps(&line));
        let gap = near.map(|(_, own)| {
            let rect = own.rect;
            match port.towards {
                Side::Left => port.at.x - rect.right(),
                Side::Right => rect.x - port.at.x,
                Side::Top => port.at.y - rect.bottom(),
                Side::Bottom => rect.y - port.at.y,
            }
        });
        gap.min().map_or(STUB, |gap| (gap / 2).clamp(1, STUB))
    }

    fn way(&mut self, from: &[Port], to: &[Port], here: usize, there: usize) -> Vec<Point> {
        let mut ground = self.terrain.between(here, there);
        ground.ports.extend(from);
        ground.ports.extend(to);
        let mut router = Router::new(&ground);
        for way in &self.taken {
            router.take(way);
        }
        let points = router
            .way(from, to)
            .unwrap_or_else(|| straight(self.rect(here), self.rect(there)));
        self.taken.push(points.clone());
        self.used.extend(points.first());
        self.used.extend(points.last());
        points
    }

    fn draw(&mut self, step: u32, points: Vec<Point>, arrow: bool) {
        if self.start.is_none() {
            self.start = points.first().copied();
        }
        self.segments.push(Segment {
            step,
            dotted: false,
            arrow,
            d: rounded(&points),
            points: simplified(&points),
        });
    }

    /// A node and the containers around it are on the path.
    fn touch(&mut self, node: usize) {
        let mut at = Some(node);
        while let Some(node) = at {
            self.touched.add(node);
            at = self
                .spots
                .scene
                .nodes
                .get(node)
                .and_then(|node| node.parent);
        }
    }
}
