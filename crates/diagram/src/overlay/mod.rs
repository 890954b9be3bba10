//! A trace laid over the picture: the way the packet takes, the numbers of its steps, where and how it ends.

mod door;
mod draw;
mod numbers;
mod place;
mod spot;
mod tour;

use hopscope_model::result::{Outcome, OutcomeKind};
use hopscope_model::{Scenario, Set, State};

use self::draw::Drawing;
use self::spot::Spots;
use self::tour::tour;
use crate::scene::{END_RADIUS, EndMark, Overlay, Rect, Scene, Sign};

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
fn empty(scene: &Scene, outcome: OutcomeKind) -> Overlay {
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
        on_path: Set::new(),
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
