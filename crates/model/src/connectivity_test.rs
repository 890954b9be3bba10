//! What Connectivity Tests said of a request, and what became of holding that against the answer given here.
//!
//! Connectivity Tests looks at addresses, routes, firewalls, NAT and load balancers; it knows no names, no HTTP, no
//! Cloud Run ingress and no IAM. Its result is of the moment when it ran.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/reference/networkmanagement/rest/v1/projects.locations.global.connectivityTests>

use std::net::IpAddr;

use serde::Serialize;

use crate::name::Id;
use crate::result::Missing;

/// The most traces of a test that are kept.
pub const MOST_TRACES: usize = 32;

/// The most steps of a trace that are kept; a trace of Google's is no longer.
pub const MOST_STEPS: usize = 64;

/// What a Connectivity Test said of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConnectivityTest {
    /// `reachabilityDetails.result`.
    pub result: TestResult,
    /// `reachabilityDetails.verifyTime`: when that was, to the second.
    pub verify_time: Option<String>,
    /// `bypassFirewallChecks`: no firewall was looked at.
    pub bypass_firewall_checks: bool,
    /// `reachabilityDetails.traces`.
    pub traces: Vec<TestTrace>,
    /// `returnReachabilityDetails.result`, of the way back.
    pub return_result: Option<String>,
    /// `probingDetails.result`, of packets that were really sent.
    pub probing_result: Option<String>,
}

/// A path as Connectivity Tests saw it.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct TestTrace {
    /// In order; the last is the end.
    pub steps: Vec<TestStep>,
}

/// A step of it: what can be held against one of ours.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct TestStep {
    /// `state`, as Google spells it.
    pub state: String,
    /// What it is about, where that is of a kind that is known here.
    pub resource: Option<Id>,
    /// `drop.cause` or `abort.cause`.
    pub cause: Option<String>,
    /// `deliver.target` or `forward.target`.
    pub target: Option<String>,
    /// The source address from here on, where the step gives another.
    pub source: Option<IpAddr>,
}

impl TestTrace {
    /// How it ends.
    pub fn end(&self) -> TestEnd {
        match self.steps.last().map(|step| step.state.as_str()) {
            Some("DELIVER") => TestEnd::Delivered,
            Some("DROP") => TestEnd::Dropped,
            Some("FORWARD") => TestEnd::Forwarded,
            _ => TestEnd::Unknown,
        }
    }
}

/// How a trace of a test ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum TestEnd {
    /// `DELIVER`.
    Delivered,
    /// `DROP`.
    Dropped,
    /// `FORWARD`.
    Forwarded,
    /// It was given up (`ABORT`), or whoever asked may not see further.
    Unknown,
}

macro_rules! results {
    ( $( $(#[$doc:meta])* $variant:ident = $code:literal, )+ ) => {
        /// The result of a configuration analysis.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum TestResult { $( $(#[$doc])* $variant, )+ }

        impl TestResult {
            /// Every result.
            pub const ALL: &'static [TestResult] = &[ $( TestResult::$variant, )+ ];

            /// The word as Google writes it.
            pub const fn as_str(self) -> &'static str {
                match self { $( TestResult::$variant => $code, )+ }
            }

            /// The reverse.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $( $code => Some(TestResult::$variant), )+ _ => None }
            }
        }
    };
}

results! {
    /// The packet is expected to arrive; or to get as far as whoever asked may see.
    Reachable = "REACHABLE",
    /// It is expected to be dropped.
    Unreachable = "UNREACHABLE",
    /// Some of several traces arrive.
    Ambiguous = "AMBIGUOUS",
    /// The analysis did not complete.
    Undetermined = "UNDETERMINED",
}

/// What a Connectivity Test said, held against the answer to its request.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Held {
    /// `REACHABLE`, `UNREACHABLE`, `AMBIGUOUS` or `UNDETERMINED`.
    pub result: String,
    /// When that was.
    pub verify_time: Option<String>,
    /// Whether the two agree.
    pub agreement: Agreement,
    /// In what they differ, in the order of the test's steps; what is only here stands where it would be.
    pub differences: Vec<TestDifference>,
    /// What it names that the scenario does not have.
    pub missing: Vec<Missing>,
    /// What it said of the way back.
    pub return_result: Option<String>,
    /// What became of packets that were really sent.
    pub probing_result: Option<String>,
}

/// Whether a Connectivity Test and the answer given here agree.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum Agreement {
    /// The end is the same, and so is the way.
    Same,
    /// The end is the same, and the way is another.
    OtherWay,
    /// The ends are not the same.
    Differs,
    /// It ends here for a reason that Connectivity Tests does not look at.
    Beyond,
    /// Here, what becomes of the request is not known.
    NotKnownHere,
    /// The test has no answer.
    NotKnownThere,
}

/// A difference between a Connectivity Test and the answer given here. Traces and steps count from 1.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct TestDifference {
    /// In what.
    pub field: TestField,
    /// The trace and the step of the test.
    pub there: Option<Spot>,
    /// The trace and the step here.
    pub here: Option<Spot>,
    /// What the test says; `None`: nothing of the kind.
    pub test: Option<String>,
    /// What is said here.
    pub own: Option<String>,
}

/// In what a Connectivity Test and the answer given here differ.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub enum TestField {
    /// How it ends.
    Outcome,
    /// Whether there is such a step.
    State,
    /// Why it is dropped.
    Cause,
    /// What the step is about.
    Resource,
    /// What it is delivered or forwarded to.
    Target,
    /// From which source address it goes on.
    Source,
}

/// A step of a trace, both from 1.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Spot {
    /// Which trace.
    pub trace: u32,
    /// Which step.
    pub step: u32,
}
