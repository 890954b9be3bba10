//! The steps of a trace as a tour: where the packet stops, what is decided there, and what on the way between.

use hopscope_model::State;
use hopscope_model::result::Trace;

use super::spot::{Spot, Spots};

/// A place where the packet stops, and the steps there (from 1).
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Stop {
    pub(super) node: usize,
    pub(super) steps: Vec<u32>,
    /// Steps on the way from here to the next stop.
    pub(super) leaving: Vec<u32>,
    /// Questions asked from here.
    pub(super) asks: Vec<Question>,
}

/// Name resolution: who is asked, in which steps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Question {
    pub(super) node: usize,
    pub(super) steps: Vec<u32>,
}

/// How a tour ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum End {
    /// At its last stop.
    Stop,
    /// Behind its last stop, on the way to this node (if it is drawn), because of this step.
    OnTheWay(Option<usize>, State),
    /// At the name server it asked last.
    Question,
}

/// The stops of a trace in order.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Tour {
    pub(super) stops: Vec<Stop>,
    pub(super) end: End,
    /// The final step, from 1; 0 without one.
    pub(super) last: u32,
}

/// Walks through a trace. `None` where nothing is drawn at all.
pub(super) fn tour(spots: &Spots, trace: Option<&Trace>) -> Option<Tour> {
    let origin = spots.scene.places.get(&*spots.outcome.from).copied();
    let mut stops: Vec<Stop> = Vec::new();
    let stop = |node| Stop {
        node,
        steps: Vec::new(),
        leaving: Vec::new(),
        asks: Vec::new(),
    };
    let steps = trace.map_or(&[][..], |trace| &trace.steps);
    let mut end = End::Stop;
    let mut last = 0;
    // Of steps before the packet is anywhere.
    let mut early: Vec<u32> = Vec::new();
    for (number, step) in (1_u32..).zip(steps) {
        let here = stops.last().map(|stop| stop.node);
        let mut spot = spots.spot(step, here);
        if here.is_none() && !matches!(spot, Spot::At(_)) {
            match origin {
                Some(origin) => {
                    stops.push(stop(origin));
                    spot = spots.spot(step, Some(origin));
                }
                None => {
                    if step.state.is_final() {
                        last = number;
                    } else {
                        early.push(number);
                    }
                    continue;
                }
            }
        }
        if step.state.is_final() {
            last = number;
            // The step is told by the marker, not by a number; it can still bring the packet somewhere.
            if let Spot::At(node) = spot
                && stops.last().is_none_or(|stop| stop.node != node)
            {
                stops.push(stop(node));
                end = End::Stop;
            }
            continue;
        }
        match spot {
            Spot::At(node) => {
                if stops.last().is_none_or(|stop| stop.node != node) {
                    stops.push(stop(node));
                }
                if let Some(stop) = stops.last_mut() {
                    stop.steps.push(number);
                }
                end = End::Stop;
            }
            Spot::Here => {
                if let Some(stop) = stops.last_mut() {
                    stop.steps.push(number);
                }
                end = End::Stop;
            }
            Spot::Leaving => {
                if let Some(stop) = stops.last_mut() {
                    stop.leaving.push(number);
                }
                end = End::OnTheWay(spots.destination(step), step.state);
            }
            Spot::Asks(node) => {
                if let Some(stop) = stops.last_mut() {
                    match stop.asks.last_mut() {
                        Some(question) if question.node == node => question.steps.push(number),
                        _ => stop.asks.push(Question {
                            node,
                            steps: vec![number],
                        }),
                    }
                }
                end = End::Question;
            }
        }
    }
    if stops.is_empty() {
        // Nothing that the trace names is drawn: it is told at the first thing that is.
        if spots.scene.nodes.is_empty() {
            return None;
        }
        stops.push(stop(0));
    }
    if let Some(first) = stops.first_mut() {
        early.extend(first.steps.iter());
        first.steps = early;
    }
    Some(Tour { stops, end, last })
}
