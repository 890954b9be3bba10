//! A trace laid over the picture: the way the packet takes, the numbers of its steps, where and how it ends.

mod place;
mod spot;
mod tour;

use std::collections::BTreeSet;
use std::rc::Rc;

use hopscope_model::result::Outcome;
use hopscope_model::{Scenario, State};

use self::place::Circles;
use self::spot::Spots;
use self::tour::{End, Stop, Tour, tour};
use crate::ground::Terrain;
use crate::path::{around, at, cut_end, length, rounded, simplified};
use crate::router::{CLEAR, Port, Router, Side};
use crate::scene::{
    BADGE_RADIUS, Badge, END_RADIUS, EndMark, Overlay, Point, Rect, Scene, Segment, Shape, Sign,
};
use crate::wires::{ports_at, straight};

/// Between the steps that are decided at the border of a container.
const RUN_STEP: i32 = 28;
/// What it costs to use a place of a border that a way uses already.
const USED: u32 = 600;
/// What it costs to meet a side elsewhere than in its middle.
const OFF_MIDDLE: u32 = 30;
/// What it costs to leave a box at its upper or lower side.
const UPRIGHT: u32 = 70;
/// How far outside a border the end marker stands, so that it does not cover what is written there.
const OUTSIDE: i32 = 4;
/// How far a way that ends in the open leaves its box.
const STUB: i32 = 48;
/// How far before its destination a way ends that is stopped there.
const SHORT: i32 = 34;

/// Lays a trace of an outcome (counted from 0) over a scene. There is an overlay for every outcome: what is not
/// drawn is told at what is nearest to it.
pub fn overlay(scene: &Scene, scenario: &Scenario, outcome: &Outcome, trace: usize) -> Overlay {
    let spots = Spots {
        scene,
        scenario,
        outcome,
    };
    let value = outcome.traces.get(trace);
    let kind = value.map_or(outcome.outcome, |trace| trace.outcome);
    let Some(tour) = tour(&spots, value) else {
        return empty(scene, kind);
    };
    let mut drawing = Drawing::new(&spots, &tour);
    drawing.go(&tour);
    let states: Vec<State> = value.map_or_else(Vec::new, |trace| {
        trace.steps.iter().map(|step| step.state).collect()
    });
    drawing.finish(kind, &tour, &states)
}

/// The overlay of a scene in which nothing is drawn.
fn empty(scene: &Scene, outcome: hopscope_model::result::OutcomeKind) -> Overlay {
    let middle = scene.bounds.centre();
    Overlay {
        outcome,
        start: None,
        segments: Vec::new(),
        badges: Vec::new(),
        end: EndMark {
            step: 0,
            at: middle,
            sign: Sign::of(outcome),
        },
        on_path: BTreeSet::new(),
        at_end: None,
        bounds: Rect {
            x: middle.x,
            y: middle.y,
            w: 0,
            h: 0,
        }
        .grown(END_RADIUS + 2),
    }
}

/// Where a way meets a stop.
#[derive(Clone, Copy)]
struct Door {
    at: Point,
    /// The side of the node, for the end marker and the next way.
    side: Side,
}

/// A piece of a container's left or right border along which things are decided: from where the way comes in to
/// where it goes out.
#[derive(Clone, Copy)]
struct Run {
    left: bool,
    points: [Point; 2],
}

impl Run {
    const fn side(&self) -> Side {
        if self.left { Side::Left } else { Side::Right }
    }

    /// The two ways out of one of its points: outwards and inwards.
    fn ports(&self, point: Point) -> [Port; 2] {
        [self.side(), self.side().opposite()].map(|towards| Port {
            at: point,
            towards,
            cost: 0,
        })
    }
}

struct Drawing<'a> {
    spots: &'a Spots<'a>,
    terrain: Terrain,
    /// Ways that are drawn, which later ones keep off.
    taken: Vec<Vec<Point>>,
    /// Along which piece of border the steps of each stop at a container are told.
    runs: Vec<Option<Run>>,
    segments: Vec<Segment>,
    /// Places of borders where a way begins or ends.
    used: Vec<Point>,
    /// Steps and the way they are told on.
    on_way: Vec<(Vec<u32>, usize, Vec<Point>)>,
    /// Steps and the run along a border they are told on.
    on_border: Vec<(Vec<u32>, usize, Vec<Point>)>,
    /// Steps that are told on a box.
    on_box: Vec<(Vec<u32>, usize)>,
    start: Option<Point>,
    end: Option<Point>,
    at_end: Option<usize>,
    touched: BTreeSet<usize>,
}

impl<'a> Drawing<'a> {
    fn new(spots: &'a Spots<'a>, tour: &Tour) -> Self {
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
            touched: BTreeSet::new(),
        };
        drawing.runs = drawing.runs(tour);
        drawing
    }

    fn rect(&self, node: usize) -> Rect {
        self.spots
            .scene
            .nodes
            .get(node)
            .map(|node| node.rect)
            .unwrap_or_default()
    }

    /// Where ways may leave or enter a box. The middles of its sides are best; places already used are worst.
    fn ports(&self, node: usize) -> Vec<Port> {
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
    fn inside_ports(&self, container: usize) -> [Port; 4] {
        let rect = self.rect(container);
        ports_at(rect, at(rect.centre().x, rect.y + (rect.h / 2).min(96))).map(|port| Port {
            towards: port.towards.opposite(),
            ..port
        })
    }

    /// The runs of a tour: at the height from which the way comes, on the side from which it comes.
    fn runs(&self, tour: &Tour) -> Vec<Option<Run>> {
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

    /// Draws everything.
    fn go(&mut self, tour: &Tour) {
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
                steps.sort_unstable();
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
                let out = |port: &Port| port.towards.outwards(port.at, STUB);
                let port = from
                    .iter()
                    .filter(|port| port.towards == Side::Left)
                    .min_by_key(|port| (port.cost, port.at))
                    .or_else(|| from.first());
                port.map_or_else(Vec::new, |port| vec![port.at, out(port)])
            }
        };
        let end = points.last().copied().unwrap_or_else(|| here.centre());
        self.on_way
            .push((stop.leaving.clone(), stop.node, points.clone()));
        let step = stop.leaving.last().copied().unwrap_or_default();
        self.draw(step, points, false);
        end
    }

    /// The network around a container, or the outermost container below the project.
    fn outermost_network(&self, container: usize) -> usize {
        let mut at = container;
        while let Some(node) = self.spots.scene.nodes.get(at) {
            match node.parent {
                Some(parent) if node.kind != Some(hopscope_model::Kind::Network) => at = parent,
                _ => break,
            }
        }
        at
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

    /// The side of a node on which a point lies.
    fn side_at(&self, node: usize, point: Point) -> Side {
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

    fn is_pill(&self, node: usize) -> bool {
        let shape = self.spots.scene.nodes.get(node).map(|node| node.shape);
        matches!(shape, Some(Shape::Hop | Shape::Checkpoint))
    }

    /// A node and the containers around it are on the path.
    fn touch(&mut self, node: usize) {
        let mut at = Some(node);
        while let Some(node) = at {
            self.touched.insert(node);
            at = self
                .spots
                .scene
                .nodes
                .get(node)
                .and_then(|node| node.parent);
        }
    }

    /// Places the numbers, and gives back the whole.
    fn finish(
        self,
        outcome: hopscope_model::result::OutcomeKind,
        tour: &Tour,
        states: &[State],
    ) -> Overlay {
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
            for &step in steps {
                badge(
                    step,
                    circles.put_on(self.rect(*node), self.is_pill(*node)),
                    *node,
                );
            }
        }
        badges.sort_by_key(|badge| badge.step);
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
            on_path: self.touched.iter().filter_map(|&node| id(node)).collect(),
            at_end: self.at_end.and_then(id),
            bounds: bounds.grown(CLEAR),
        }
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
