//! Results, exactly as section 6 of the contract prints them: field order is part of it.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::cause::Cause;
use crate::connectivity_test::Held;
use crate::problem::Problem;
use crate::says::{CallerSees, SaysId};
use crate::state::State;

/// The date of the rules by which this code answers.
pub const RULES: &str = "2026-11-22";

/// How a request ends. Only `Delivered` is success.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// The destination handles it.
    Delivered,
    /// Something answered no.
    Rejected,
    /// It does not get there.
    Dropped,
    /// It leaves for a network whose configuration is not in the scenario.
    Forwarded,
    /// Several paths with different outcomes.
    Ambiguous,
    /// Something needed is not in the scenario, or unread.
    Incomplete,
    /// It needs a feature outside the model.
    Unmodelled,
}

impl OutcomeKind {
    /// Every outcome.
    pub const ALL: &'static [OutcomeKind] = &[
        Self::Delivered,
        Self::Rejected,
        Self::Dropped,
        Self::Forwarded,
        Self::Ambiguous,
        Self::Incomplete,
        Self::Unmodelled,
    ];

    /// The word.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Delivered => "delivered",
            Self::Rejected => "rejected",
            Self::Dropped => "dropped",
            Self::Forwarded => "forwarded",
            Self::Ambiguous => "ambiguous",
            Self::Incomplete => "incomplete",
            Self::Unmodelled => "unmodelled",
        }
    }

    /// The reverse.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == text)
    }
}

impl fmt::Display for OutcomeKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Everything that one run over a scenario says.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Version of this shape.
    pub hopscope: u32,
    /// Date of the rules.
    pub rules: String,
    /// Content id of the scenario.
    pub scenario: String,
    /// Problems of the input.
    pub problems: Vec<Problem>,
    /// A result a request, in the order of the requests.
    pub results: Vec<Outcome>,
}

/// The result of one request.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// The request's name.
    pub name: Option<String>,
    /// Who asked, as a reference.
    pub from: String,
    /// For what.
    pub to: String,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// Why it was not delivered.
    pub cause: Option<Cause>,
    /// HTTP status, where something answered with one.
    pub status: Option<u16>,
    /// What the caller sees.
    pub caller_sees: Option<Says<CallerSees>>,
    /// Where it stopped.
    pub stopped_at: Option<StoppedAt>,
    /// What it reached.
    pub reached: Option<Reached>,
    /// The source the destination sees.
    pub source: Option<SeenSource>,
    /// What the name resolved to: addresses, `google`, `public`.
    pub resolved: Vec<String>,
    /// What was assumed.
    pub assumptions: Vec<Assumption>,
    /// What is missing.
    pub missing: Vec<Missing>,
    /// What is not modelled.
    pub unmodelled: Vec<NotModelled>,
    /// What would stop it behind the first cause.
    pub blockers: Vec<Blocker>,
    /// One trace a path.
    pub traces: Vec<Trace>,
    /// One result a connection, where the client chose a proxy or tunnel.
    pub legs: Vec<Outcome>,
    /// Whether the expectation is met.
    pub expectation: Expectation,
    /// What of it is not.
    pub unmet: Vec<Unmet>,
    /// What a Connectivity Test said of the same request, held against this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub connectivity_test: Option<Box<Held>>,
}

/// A sentence: its id and arguments, and its text where a language was asked for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Says<Id> {
    /// Which sentence.
    pub id: Id,
    /// What it speaks of.
    pub args: BTreeMap<String, String>,
    /// The sentence; not stable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl<Id> Says<Id> {
    /// A sentence without arguments.
    pub fn new(id: Id) -> Self {
        Self {
            id,
            args: BTreeMap::new(),
            text: None,
        }
    }

    /// The same with one more argument.
    #[must_use]
    pub fn arg(mut self, name: &str, value: impl Into<String>) -> Self {
        self.args.insert(name.to_owned(), value.into());
        self
    }
}

/// Where a request stopped. Traces and steps count from 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct StoppedAt {
    /// Which trace.
    pub trace: u32,
    /// Which step.
    pub step: u32,
    /// At which resource.
    pub resource: Option<String>,
}

/// What was reached: Google's `DeliverInfo` target.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Reached {
    /// `INSTANCE`, `INTERNET`, `GOOGLE_API`, `CLOUD_RUN_REVISION`, …
    #[serde(rename = "type")]
    pub target: String,
    /// The resource, if it has a name.
    pub resource: Option<String>,
}

/// The source IP that the destination, or the front end that answers for it, sees.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct SeenSource {
    /// Every address with which the packet may arrive: addresses, CIDRs, `google-dynamic`, `cloud-nat-auto`.
    pub addresses: Vec<String>,
    /// Whether that set stays; `None` for an external address whose reservation is not in the scenario.
    pub fixed: Option<bool>,
    /// What the destination's request log shows, where it differs and is known.
    pub logged: Option<String>,
}

/// Something that was assumed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Assumption {
    /// `ASSUMED_COMPLETE`, `ASSUMED_LISTENING`, `ASSUMED_PUBLIC_HOST`, `ASSUMED_ALLOWED`, `RANGES_AS_OF`.
    pub id: String,
    /// What it is about.
    pub args: BTreeMap<String, String>,
    /// The command whose output settles it.
    pub settled_by: Option<String>,
    /// The sentence; not stable.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Something needed that is not in the scenario.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Missing {
    /// Kind, by its word in references.
    pub kind: String,
    /// Name, if one is missing and not a whole list.
    pub name: Option<String>,
    /// Project, if known.
    pub project: Option<String>,
    /// The command that exports it.
    pub command: Option<String>,
}

/// A feature that is not modelled.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct NotModelled {
    /// Its name: `VPC_PEERING`, `GUEST_FORWARDING`, …
    pub feature: String,
    /// Where it was met.
    pub resource: Option<String>,
    /// Google's page.
    pub doc: Option<String>,
}

/// Something behind the first cause that would stop the request too.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Blocker {
    /// In which state.
    pub state: State,
    /// Why.
    pub cause: Cause,
    /// At which resource.
    pub resource: Option<String>,
}

/// One path through the network.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Trace {
    /// How it ended.
    pub outcome: OutcomeKind,
    /// Why.
    pub cause: Option<Cause>,
    /// What happened, in order. The last step decided.
    pub steps: Vec<Step>,
}

/// One step of a trace.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Step {
    /// What kind of step.
    pub state: State,
    /// Where.
    pub resource: Option<String>,
    /// What it says.
    pub says: Says<SaysId>,
    /// The packet after it; `None` before there is one.
    pub packet: Option<Packet>,
    /// What was weighed.
    pub considered: Considered,
    /// Google's page that states the rule.
    pub doc: Option<String>,
}

/// A packet.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Packet {
    /// `tcp`, `udp`, `icmp`, …
    pub protocol: String,
    /// Source addresses it may have.
    pub source: Vec<String>,
    /// Source port; never known here.
    pub source_port: Option<u16>,
    /// Destination address; `google` or `public` where it is in no configuration.
    pub destination: String,
    /// Destination port.
    pub destination_port: Option<u16>,
    /// Host name (SNI, `Host`).
    pub host: Option<String>,
}

/// How many candidates a step weighed, and up to 20 that lost.
#[derive(Clone, PartialEq, Eq, Default, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Considered {
    /// How many.
    pub total: u32,
    /// Those that lost.
    pub shown: Vec<Loser>,
}

/// The most losing candidates a step shows.
pub const MOST_LOSERS: usize = 20;

/// A candidate that lost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Loser {
    /// Which.
    pub resource: String,
    /// Why.
    pub lost_because: LostBecause,
}

/// The one field by which a candidate lost.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct LostBecause {
    /// The field, as Google names it.
    pub field: String,
    /// What the candidate wants.
    pub wanted: String,
    /// What the packet has.
    pub got: String,
}

/// Whether an expectation is met.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Expectation {
    /// It is.
    Met,
    /// It is not.
    Unmet,
    /// There is none.
    None,
}

/// A field of the expectation that is not met.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Unmet {
    /// Which.
    pub field: String,
    /// What was expected.
    pub expected: String,
    /// What came.
    pub got: String,
}
