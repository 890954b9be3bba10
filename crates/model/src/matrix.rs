//! Everything that can be asked of a scenario, asked: every source, every destination and every port that it knows,
//! of what is there and of what is to be there. What is told are rows: sources and destinations that go the same way
//! stand together.

use serde::Serialize;

use crate::cause::Cause;
use crate::result::OutcomeKind;

/// What became of everything that was asked.
#[derive(Clone, PartialEq, Default, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Matrix {
    /// Whether there was something to hold it against; else every row is what is there now.
    pub compared: bool,
    /// How many sources asked.
    pub sources: usize,
    /// How many destinations were asked for.
    pub destinations: usize,
    /// The ports that machines were asked at: `tcp 22`, `tcp 8000-8099`, `tcp others (1)`.
    pub ports: Vec<String>,
    /// Ports that the scenario names, and nobody asked at, for there are too many.
    pub ports_left_out: usize,
    /// How many questions that makes.
    pub asked: usize,
    /// How many of them were walked through the network: the others are like one that was.
    pub walked: usize,
    /// How many became what.
    pub counts: Counts,
    /// What changed and what is not known, the most important first.
    pub rows: Vec<Row>,
    /// How many more rows there are.
    pub rows_left_out: usize,
}

/// How many questions became what. Every one that was asked is in one of these.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    /// Those of `opened` that the internet asks.
    pub opened_to_internet: usize,
    /// It gets there now, and did not.
    pub opened: usize,
    /// It got there, and does not now.
    pub closed: usize,
    /// It gets there from another address.
    pub source: usize,
    /// It ends otherwise; whether it gets there is not another matter.
    pub different: usize,
    /// Not known, before or after.
    pub unknown: usize,
    /// It gets there, as before.
    pub reachable: usize,
    /// It does not get there, as before.
    pub unreachable: usize,
}

/// What became of questions.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Turn {
    /// It gets there now, and did not.
    Opened,
    /// It got there, and does not now.
    Closed,
    /// It gets there from another address.
    Source,
    /// It ends otherwise; whether it gets there is not another matter.
    Different,
    /// Not known, before or after.
    Unknown,
    /// It gets there, as before.
    Reachable,
    /// It does not get there, as before.
    Unreachable,
}

impl Turn {
    /// Every one, in the order in which they are told.
    pub const ALL: &'static [Turn] = &[
        Self::Opened,
        Self::Closed,
        Self::Source,
        Self::Different,
        Self::Unknown,
        Self::Reachable,
        Self::Unreachable,
    ];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Opened => "opened",
            Self::Closed => "closed",
            Self::Source => "source",
            Self::Different => "different",
            Self::Unknown => "unknown",
            Self::Reachable => "reachable",
            Self::Unreachable => "unreachable",
        }
    }

    /// The reverse.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|own| own.as_str() == text)
    }
}

/// Sources and destinations that go the same way at the same ports.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Row {
    /// What became of them.
    pub turn: Turn,
    /// They are asked from the internet.
    pub from_internet: bool,
    /// Who asks, as references.
    pub from: Vec<String>,
    /// For what, as references, addresses and URLs.
    pub to: Vec<String>,
    /// At which ports; none where the destination says it.
    pub ports: Vec<String>,
    /// What each is before; null where one of the two is not there, or nothing is held against it.
    pub before: Option<Told>,
    /// What each is after; null where one of the two is not there any more.
    pub after: Option<Told>,
}

/// The answer to one of the questions of a row, which the others share.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Told {
    /// How it ends.
    pub outcome: OutcomeKind,
    /// Why it is not delivered.
    pub cause: Option<Cause>,
    /// At which step it stopped, from 1.
    pub step: Option<u32>,
    /// At which resource.
    pub resource: Option<String>,
    /// The source the destination sees: addresses and tokens; `own` where it is the caller's own address.
    pub source: Vec<String>,
    /// Whether that set stays.
    pub fixed: Option<bool>,
    /// What is missing or not modelled: `KIND/NAME`, or a feature.
    pub lacks: Vec<String>,
    /// On how many assumptions it rests.
    pub assumptions: usize,
}

/// What a source is called that is the caller's own address.
pub const OWN: &str = "own";
