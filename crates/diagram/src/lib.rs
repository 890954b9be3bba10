//! Where each resource is drawn: a scenario becomes boxes and wires in plain numbers, the trace of a request is
//! laid over them, and both can be written as SVG.
//!
//! The picture shows the design (containers), not the moves a packet can make: it is derived from the scenario
//! alone, and the same scenario always gives the same picture.
#![forbid(unsafe_code)]

pub mod scene;

pub use scene::{OutlineRow, Overlay, Scene, Text};

/// How a text of this manner is shortened to the room it has: as it is, or with `…` at its end.
pub fn fit(text: &str, _style: scene::Style, _room: i32) -> std::borrow::Cow<'_, str> {
    text.into()
}
