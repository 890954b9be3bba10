//! Where each resource is drawn: a scenario becomes boxes and wires in plain numbers, the trace of a request is
//! laid over them, and both can be written as SVG.
//!
//! The picture shows the design (containers), not the moves a packet can make: it is derived from the scenario
//! alone, and the same scenario always gives the same picture.
#![forbid(unsafe_code)]

mod arrange;
mod both;
mod gather;
mod geometry;
mod ground;
mod laid;
mod layout;
mod measure;
pub mod mermaid;
mod outline;
mod overlay;
mod pack;
mod path;
mod pins;
mod plan;
mod port;
mod router;
pub mod scene;
mod search;
mod shape;
pub mod svg;
mod theme;
mod wires;

pub use both::{Both, layout_both};
pub use layout::{layout, layout_only};
pub use measure::{fit, width};
pub use outline::outline;
pub use overlay::overlay;
pub use scene::{OutlineRow, Overlay, Scene, Text};
pub use theme::Theme;
