//! Where a way may begin or end.

use crate::path::at;
use crate::scene::Point;

/// How far beside and below a box the lines run.
pub(crate) const CLEAR: i32 = 14;
/// How far above it: numbers stand on its upper border.
pub(crate) const CLEAR_ABOVE: i32 = 20;

/// A side of a rectangle.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Side {
    Left,
    Right,
    Top,
    Bottom,
}

impl Side {
    /// A step outwards.
    pub(crate) const fn outwards(self, point: Point, by: i32) -> Point {
        match self {
            Self::Left => at(point.x - by, point.y),
            Self::Right => at(point.x + by, point.y),
            Self::Top => at(point.x, point.y - by),
            Self::Bottom => at(point.x, point.y + by),
        }
    }

    pub(crate) const fn opposite(self) -> Self {
        match self {
            Self::Left => Self::Right,
            Self::Right => Self::Left,
            Self::Top => Self::Bottom,
            Self::Bottom => Self::Top,
        }
    }

    pub(crate) const fn horizontal(self) -> bool {
        matches!(self, Self::Left | Self::Right)
    }
}

/// Where a way may begin or end: a point of a border, and the direction in which it leaves.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Port {
    pub(crate) at: Point,
    /// Where a way that begins here goes first.
    pub(crate) towards: Side,
    /// What it costs to use it.
    pub(crate) cost: u32,
}

impl Port {
    pub(crate) const fn outside(&self) -> Point {
        let far = match self.towards {
            Side::Top => CLEAR_ABOVE,
            _ => CLEAR,
        };
        self.towards.outwards(self.at, far)
    }
}
