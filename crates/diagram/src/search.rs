//! The search for a cheapest way over the lines of a router (A*).

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use crate::path::{at, simplified};
use crate::port::{Port, Side};
use crate::router::Router;
use crate::scene::Point;

/// What a turn costs, in pixels of way.
const TURN: u32 = 60;
/// In place of a direction: the way began here.
const START: u8 = 4;
const SIDES: [Side; 4] = [Side::Left, Side::Right, Side::Top, Side::Bottom];

/// A crossing and the direction in which a way comes to it: four times the crossing, and the side.
type State = usize;

const fn state(crossing: usize, side: Side) -> State {
    4 * crossing + side as usize
}

const fn side(state: State) -> Side {
    SIDES[state % 4]
}

/// What a search knows of each state; kept between searches, so that not all of it is made anew.
pub(crate) struct Known {
    /// The least cost to come there.
    cost: Vec<u32>,
    /// The direction of the step before.
    from: Vec<u8>,
    touched: Vec<State>,
}

impl Known {
    pub(crate) fn new(crossings: usize) -> Self {
        Self {
            cost: vec![u32::MAX; 4 * crossings],
            from: vec![START; 4 * crossings],
            touched: Vec::new(),
        }
    }

    fn forget(&mut self) {
        for state in self.touched.drain(..) {
            self.cost[state] = u32::MAX;
        }
    }
}

/// Where a search wants to go: what is left from a state on is at least this.
struct Goal {
    low: Point,
    high: Point,
    haste: u32,
}

impl Goal {
    /// The least that the rest of a way costs: its length, and the turns it cannot do without.
    fn rest(&self, point: Point, towards: Side) -> u32 {
        let (left, right) = (point.x > self.high.x, point.x < self.low.x);
        let (up, down) = (point.y > self.high.y, point.y < self.low.y);
        let x = (self.low.x - point.x).max(point.x - self.high.x).max(0);
        let y = (self.low.y - point.y).max(point.y - self.high.y).max(0);
        let on = match towards {
            Side::Left => left,
            Side::Right => right,
            Side::Top => up,
            Side::Bottom => down,
        };
        let turns = match (x > 0, y > 0) {
            (false, false) => 0,
            (true, true) => 1 + u32::from(!on),
            _ if on => 0,
            // Beside it, or past it.
            (along_x, _) => 1 + u32::from(along_x == towards.horizontal()),
        };
        (x.unsigned_abs() + y.unsigned_abs() + turns * TURN) * self.haste
    }
}

impl Router {
    /// The cheapest way from one of some ports to one of others, from border to border.
    pub(crate) fn way(&mut self, from: &[Port], to: &[Port]) -> Option<Vec<Point>> {
        let goals: Vec<(usize, &Port)> = to
            .iter()
            .filter_map(|port| Some((self.crossing(port.outside())?, port)))
            .collect();
        let (first, _) = goals.first()?;
        let (mut low, mut high) = (self.point(*first), self.point(*first));
        for (crossing, _) in &goals {
            let point = self.point(*crossing);
            low = at(low.x.min(point.x), low.y.min(point.y));
            high = at(high.x.max(point.x), high.y.max(point.y));
        }
        let goal = Goal {
            low,
            high,
            haste: self.distance.haste,
        };
        self.known.forget();
        // The estimate above, the state below: one number, so that the heap compares fast.
        let mut open: BinaryHeap<Reverse<u64>> = BinaryHeap::new();
        for port in from {
            if let Some(crossing) = self.crossing(port.outside()) {
                let state = state(crossing, port.towards);
                self.reach(&mut open, &goal, state, port.cost, START);
            }
        }
        let mut end: Option<(u32, State, &Port)> = None;
        let stop = self.budget.saturating_sub(self.share);
        while let Some(Reverse(next)) = open.pop() {
            let (estimate, at) = ((next >> 32) as u32, (next & 0xffff_ffff) as usize);
            if end.is_some_and(|(best, ..)| estimate >= best) || self.budget == stop {
                break;
            }
            let (crossing, towards) = (at / 4, side(at));
            let cost = self.known.cost[at];
            if estimate > cost + goal.rest(self.point(crossing), towards) {
                continue;
            }
            self.budget -= 1;
            for (_, port) in goals.iter().filter(|(goal, _)| *goal == crossing) {
                if port.towards == towards {
                    continue;
                }
                let straight = port.towards.opposite() == towards;
                let total = cost + port.cost + if straight { 0 } else { TURN };
                if end.is_none_or(|(best, ..)| total < best) {
                    end = Some((total, at, port));
                }
            }
            for next in SIDES {
                if next == towards.opposite() {
                    continue;
                }
                if let Some((neighbour, price)) = self.step(crossing, next) {
                    let turn = if next == towards { 0 } else { TURN };
                    let cost = cost + price + turn;
                    self.reach(
                        &mut open,
                        &goal,
                        state(neighbour, next),
                        cost,
                        towards as u8,
                    );
                }
            }
        }
        let (_, at, port) = end?;
        self.trace(from, at, port)
    }

    fn reach(
        &mut self,
        open: &mut BinaryHeap<Reverse<u64>>,
        goal: &Goal,
        state: State,
        cost: u32,
        came: u8,
    ) {
        let best = &mut self.known.cost[state];
        if cost >= *best {
            return;
        }
        if *best == u32::MAX {
            self.known.touched.push(state);
        }
        *best = cost;
        self.known.from[state] = came;
        let estimate = cost + goal.rest(self.point(state / 4), side(state));
        open.push(Reverse(u64::from(estimate) << 32 | state as u64));
    }

    /// The way that led to a state, from one of the ports it can have begun at to the one it ends at.
    fn trace(&self, from: &[Port], mut at: State, end: &Port) -> Option<Vec<Point>> {
        let mut points = vec![end.at, self.point(at / 4)];
        loop {
            let came = self.known.from[at];
            if came == START {
                break;
            }
            at = state(self.back(at / 4, side(at)), SIDES[usize::from(came)]);
            points.push(self.point(at / 4));
        }
        let first = self.point(at / 4);
        let began = from
            .iter()
            .find(|port| port.towards == side(at) && port.outside() == first)?;
        points.push(began.at);
        points.reverse();
        Some(simplified(&points))
    }

    /// The crossing before this one, for a way that came in this direction.
    fn back(&self, crossing: usize, towards: Side) -> usize {
        match towards {
            Side::Left => crossing + 1,
            Side::Right => crossing - 1,
            Side::Top => crossing + self.columns(),
            Side::Bottom => crossing - self.columns(),
        }
    }
}
