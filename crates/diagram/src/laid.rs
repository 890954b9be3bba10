//! What a trace over a picture is made of.

use std::rc::Rc;

use hopscope_model::Set;
use hopscope_model::State;
use hopscope_model::result::OutcomeKind;

use crate::geometry::{Point, Rect};

/// A trace laid over a scene. It exists for every outcome, also where a resource is not drawn.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Overlay {
    /// How the trace ended: gives the colour.
    pub outcome: OutcomeKind,
    /// Where the connection starts: the small square.
    pub start: Option<Point>,
    /// The way, piece by piece, in the order of the steps.
    pub segments: Vec<Segment>,
    /// Numbers of the steps. None covers another.
    pub badges: Vec<Badge>,
    /// Where and how it ends.
    pub end: EndMark,
    /// Ids of the nodes that the path touches, and of the containers around them; all others step back.
    pub on_path: Set<Rc<str>>,
    /// The node at which it stopped or arrived, drawn with the outcome's colour.
    pub at_end: Option<Rc<str>>,
    /// Everything of the overlay lies within this.
    pub bounds: Rect,
}

/// A piece of the way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Segment {
    /// The step that it leads to, from 1.
    pub step: u32,
    /// Dotted: no packet of the connection, but the question what a name resolves to.
    pub dotted: bool,
    /// An arrow head at its end.
    pub arrow: bool,
    /// Its corners, first to last.
    pub points: Vec<Point>,
    /// The same as an SVG path, with rounded corners.
    pub d: Rc<str>,
}

/// The number of a step: a circle of radius [`BADGE_RADIUS`] around `at`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Badge {
    /// The step, from 1.
    pub step: u32,
    /// Its state.
    pub state: State,
    /// Centre of the circle.
    pub at: Point,
    /// The node it belongs to.
    pub node: Option<Rc<str>>,
}

/// Radius of a step's badge.
pub const BADGE_RADIUS: i32 = 11;
/// Radius of the end marker.
pub const END_RADIUS: i32 = 13;
/// Side of the square where a connection starts.
pub const PORT_SIDE: i32 = 12;

/// Where and how a trace ends: a filled circle of radius [`END_RADIUS`] around `at`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct EndMark {
    /// The final step, from 1; 0 if the trace has none.
    pub step: u32,
    /// Centre of the circle.
    pub at: Point,
    /// Its sign.
    pub sign: Sign,
}

/// The signs of the outcomes.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Sign {
    /// ✓ delivered.
    Check,
    /// ⊘ rejected.
    No,
    /// ✕ dropped.
    Cross,
    /// → forwarded.
    Arrow,
    /// ◇ ambiguous.
    Diamond,
    /// ? incomplete.
    Question,
    /// – not modelled.
    Dash,
}

impl Sign {
    /// The sign of an outcome.
    pub const fn of(outcome: OutcomeKind) -> Self {
        match outcome {
            OutcomeKind::Delivered => Self::Check,
            OutcomeKind::Rejected => Self::No,
            OutcomeKind::Dropped => Self::Cross,
            OutcomeKind::Forwarded => Self::Arrow,
            OutcomeKind::Ambiguous => Self::Diamond,
            OutcomeKind::Incomplete => Self::Question,
            OutcomeKind::Unmodelled => Self::Dash,
        }
    }

    /// The sign as an SVG path of strokes around 0 0, to be drawn inside a circle of radius [`END_RADIUS`].
    pub const fn path(self) -> &'static str {
        match self {
            Self::Check => "M-6 .5 -2 4.5 6-4.5",
            Self::No => "M-4.5 4.5 4.5-4.5M6.4 0A6.4 6.4 0 1 1-6.4 0 6.4 6.4 0 1 1 6.4 0",
            Self::Cross => "M-5-5 5 5M5-5-5 5",
            Self::Arrow => "M-6 0H6M1.5-4.5 6 0 1.5 4.5",
            Self::Diamond => "M0-6 6 0 0 6-6 0Z",
            Self::Question => "M-3.4-2.6A3.4 3.4 0 1 1 0 1.2V2.2M0 6V6.1",
            Self::Dash => "M-5 0H5",
        }
    }
}
