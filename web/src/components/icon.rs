//! Signs: of the outcomes, and of what buttons do.

use hopscope_diagram::scene::{Shape, Sign};
use hopscope_model::result::OutcomeKind;
use yew::prelude::*;

/// The sign of an outcome, drawn as in the picture. It always stands beside its word.
pub(crate) fn outcome(outcome: OutcomeKind) -> Html {
    let sign = Sign::of(outcome);
    html! {
        <svg class="icon" viewBox="-8 -8 16 16" aria-hidden="true" focusable="false"><path d={sign.path()} /></svg>
    }
}

/// The sign of a shape in the outline and the legend.
pub(crate) fn shape(shape: Shape) -> Html {
    let d = match shape {
        Shape::Checkpoint => "M8 2 15 8 8 14 1 8Z",
        Shape::Hop => "M5 4H11A4 4 0 0 1 11 12H5A4 4 0 0 1 5 4Z",
        Shape::Endpoint => {
            "M4 3H12A2 2 0 0 1 14 5V11A2 2 0 0 1 12 13H4A2 2 0 0 1 2 11V5A2 2 0 0 1 4 3Z"
        }
        Shape::Container => "M1 2H15V14H1ZM1 6H15",
    };
    html! {
        <svg class="icon thin" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path {d} /></svg>
    }
}

/// A sign by its strokes, in a square of 16.
pub(crate) fn strokes(d: &'static str) -> Html {
    html! {
        <svg class="icon thin" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path {d} /></svg>
    }
}

/// Back.
pub(crate) const UNDO: &str = "M6 3 2.5 6.5 6 10M3 6.5H10A3.5 3.5 0 0 1 10 13.5H7";
/// Forth.
pub(crate) const REDO: &str = "M10 3 13.5 6.5 10 10M13 6.5H6A3.5 3.5 0 0 0 6 13.5H9";
/// Light, dark, or as the system has it.
pub(crate) const THEME: &str =
    "M8 1.8A6.2 6.2 0 1 1 8 14.2 6.2 6.2 0 1 1 8 1.8ZM8 2V14M10.5 3V13M13 5V11";
/// Fit.
pub(crate) const FIT: &str = "M2 6V2H6M10 2H14V6M14 10V14H10M6 14H2V10";
/// A page elsewhere.
pub(crate) const OUT: &str = "M6 3H3V13H13V10M9 2.5H13.5V7M13 3 7.5 8.5";
