//! Step by step along the way: which steps of a test and of ours stand for each other, and in what they differ.

use std::net::IpAddr;

use hopscope_model::connectivity_test::{
    Spot, TestDifference, TestEnd, TestField, TestStep, TestTrace,
};
use hopscope_model::result::{Outcome, OutcomeKind, Step, Trace};
use hopscope_model::{Scenario, State};
use ipnet::IpNet;

/// The most of our steps that are compared; a walk is no longer.
const MOST_STEPS: usize = 256;

/// Steps that stand for each other: of the test, and of ours, both from 0 and both rising.
pub(super) type Pairs = Vec<(usize, usize)>;

/// The trace of ours that is most like one of the test, with the steps that stand for each other.
pub(super) fn nearest<'o>(
    outcome: &'o Outcome,
    there: &TestTrace,
) -> Option<((usize, &'o Trace), Pairs)> {
    let mut best: Option<(usize, (usize, &Trace), Pairs)> = None;
    for (at, trace) in outcome.traces.iter().enumerate() {
        let pairs = pairs(there, trace);
        let same_end = trace.outcome == outcome_of(there.end());
        let likeness = pairs.len() * 2 + usize::from(same_end);
        if best.as_ref().is_none_or(|(most, ..)| likeness > *most) {
            best = Some((likeness, (at, trace), pairs));
        }
    }
    best.map(|(_, trace, pairs)| (trace, pairs))
}

pub(super) fn outcome_of(end: TestEnd) -> OutcomeKind {
    match end {
        TestEnd::Delivered => OutcomeKind::Delivered,
        TestEnd::Dropped => OutcomeKind::Dropped,
        TestEnd::Forwarded => OutcomeKind::Forwarded,
        TestEnd::Unknown => OutcomeKind::Incomplete,
    }
}

/// The longest row of states that both have.
fn pairs(there: &TestTrace, here: &Trace) -> Pairs {
    let steps = here.steps.get(..MOST_STEPS).unwrap_or(&here.steps);
    let (rows, columns) = (there.steps.len(), steps.len());
    // How long the row is from here on, behind each pair.
    let width = columns + 1;
    let mut longest = vec![0usize; (rows + 1) * width];
    let read = |longest: &[usize], row: usize, column: usize| {
        longest.get(row * width + column).copied().unwrap_or(0)
    };
    for (row, one) in there.steps.iter().enumerate().rev() {
        for (column, two) in steps.iter().enumerate().rev() {
            let value = match is_like(one, two) {
                true => read(&longest, row + 1, column + 1) + 1,
                false => read(&longest, row + 1, column).max(read(&longest, row, column + 1)),
            };
            if let Some(own) = longest.get_mut(row * width + column) {
                *own = value;
            }
        }
    }
    let (mut found, mut row, mut column) = (Pairs::new(), 0, 0);
    while let (Some(one), Some(two)) = (there.steps.get(row), steps.get(column)) {
        if is_like(one, two) {
            found.push((row, column));
            row += 1;
            column += 1;
        } else if read(&longest, row + 1, column) >= read(&longest, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
    found
}

fn is_like(there: &TestStep, here: &Step) -> bool {
    there.state == here.state.as_str()
}

/// States that only we have: Connectivity Tests says nothing of what they are about.
fn is_ours(state: State) -> bool {
    matches!(
        state,
        State::ResolveName
            | State::ObtainCredential
            | State::ApplyProxySettings
            | State::CheckPrivateGoogleAccess
            | State::CheckRunIngress
            | State::CheckIap
            | State::CheckInvoker
            | State::CheckAllowList
            | State::CheckServicePerimeter
            | State::ArriveAtProcess
            | State::Reject
    )
}

fn is_firewall(state: State) -> bool {
    matches!(
        state,
        State::ApplyEgressFirewallRule | State::ApplyIngressFirewallRule
    )
}

/// States of Google's for what is told here with the step beside it: a gateway with its tunnel, a load balancer with
/// its forwarding rule.
fn is_told_with_others(state: &str) -> bool {
    matches!(
        state,
        "ARRIVE_AT_VPN_GATEWAY"
            | "ARRIVE_AT_INTERNAL_LOAD_BALANCER"
            | "ARRIVE_AT_EXTERNAL_LOAD_BALANCER"
    )
}

/// One trace of a test beside one of ours.
pub(super) struct Compared<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) outcome: &'a Outcome,
    pub(super) there: (usize, &'a TestTrace),
    pub(super) here: (usize, &'a Trace),
    /// The test left firewalls out.
    pub(super) bypassed: bool,
}

impl Compared<'_> {
    pub(super) fn differences(&self, pairs: &Pairs, out: &mut Vec<TestDifference>) {
        let (steps, own) = (&self.there.1.steps, &self.here.1.steps);
        let (mut row, mut column) = (0, 0);
        // Where the ends differ, one way goes on where the other ends: that follows from it.
        let same_end = outcome_of(self.there.1.end()) == self.here.1.outcome;
        let tail = same_end.then_some((steps.len(), own.len()));
        for (next_row, next_column) in pairs.iter().copied().chain(tail) {
            for at in row..next_row {
                out.extend(self.only_there(at));
            }
            for at in column..next_column {
                out.extend(self.only_here(at));
            }
            if let (Some(one), Some(two)) = (steps.get(next_row), own.get(next_column)) {
                self.beside((next_row, one), (next_column, two), out);
            }
            (row, column) = (next_row + 1, next_column + 1);
        }
    }

    /// A step that only the test has. How it ends is told of the ends.
    fn only_there(&self, at: usize) -> Option<TestDifference> {
        let step = self.there.1.steps.get(at)?;
        let is_end = at + 1 == self.there.1.steps.len();
        (!is_end && !is_told_with_others(&step.state)).then(|| TestDifference {
            field: TestField::State,
            there: Some(self.spot_there(at)),
            here: None,
            test: Some(step.state.clone()),
            own: None,
        })
    }

    /// A step that is only here, of those that the test could have.
    fn only_here(&self, at: usize) -> Option<TestDifference> {
        let (_, trace) = self.here;
        let step = trace.steps.get(at)?;
        // What decided that it is dropped is named there by the cause alone.
        let decided = at + 2 == trace.steps.len()
            && trace.outcome == OutcomeKind::Dropped
            && self.there.1.end() == TestEnd::Dropped;
        let left_out = self.bypassed && is_firewall(step.state);
        if is_ours(step.state) || step.state.is_final() || decided || left_out {
            return None;
        }
        Some(TestDifference {
            field: TestField::State,
            there: None,
            here: Some(self.spot_here(at)),
            test: None,
            own: Some(step.state.to_string()),
        })
    }

    /// Two steps that stand for each other.
    fn beside(
        &self,
        (row, there): (usize, &TestStep),
        (column, here): (usize, &Step),
        out: &mut Vec<TestDifference>,
    ) {
        let mut differs = |field: TestField, test: String, own: String| {
            out.push(TestDifference {
                field,
                there: Some(self.spot_there(row)),
                here: Some(self.spot_here(column)),
                test: Some(test),
                own: Some(own),
            });
        };
        let trace = self.here.1;
        if let (Some(test), Some(own), State::Drop) = (&there.cause, trace.cause, here.state)
            && test != own.as_str()
        {
            differs(TestField::Cause, test.clone(), own.to_string());
        }
        if let (Some(id), Some(own)) = (&there.resource, &here.resource) {
            let test = self.scenario.short(id);
            let of_kind = own.split('/').next() == Some(id.kind.code());
            if of_kind && test != *own {
                differs(TestField::Resource, test, own.clone());
            }
        }
        let reached = self.outcome.reached.as_ref();
        if let (Some(test), Some(own), State::Deliver) = (&there.target, reached, here.state)
            && *test != own.target
        {
            differs(TestField::Target, test.clone(), own.target.clone());
        }
        if let (Some(test), Some(packet)) = (there.source, &here.packet)
            && !packet.source.iter().any(|own| may_be(own, test))
        {
            differs(
                TestField::Source,
                test.to_string(),
                packet.source.join(", "),
            );
        }
    }

    fn spot_there(&self, at: usize) -> Spot {
        spot(self.there.0, at)
    }

    fn spot_here(&self, at: usize) -> Spot {
        spot(self.here.0, at)
    }
}

pub(super) fn spot(trace: usize, step: usize) -> Spot {
    let count = |at: usize| u32::try_from(at + 1).unwrap_or(u32::MAX);
    Spot {
        trace: count(trace),
        step: count(step),
    }
}

/// Whether an address is one of those that a packet may have here: addresses, ranges, or pools that are in no
/// configuration, of which a test names the one that it drew.
fn may_be(own: &str, test: IpAddr) -> bool {
    match own.parse::<IpNet>() {
        Ok(range) => range.contains(&test),
        Err(_) => own.parse::<IpAddr>().map_or(true, |own| own == test),
    }
}
