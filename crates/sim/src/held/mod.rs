//! What a Connectivity Test said, held against the answer given here: the ends first, then step by step along the
//! way. The states of our steps are those of Google's where Google has one, so that each has its counterpart.
//!
//! A difference is no error of either: the result of a test is of the moment when it ran, and it looks at no names,
//! no HTTP, no Cloud Run ingress, no IAM and not into machines.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/state-tables>

mod steps;

use hopscope_model::connectivity_test::{
    Agreement, ConnectivityTest, Held, TestDifference, TestEnd, TestField, TestResult, TestTrace,
};
use hopscope_model::result::{Missing, Outcome, OutcomeKind, Trace};
use hopscope_model::{Cause, Id, Kind, Name, Scenario, export_command};

use crate::held::steps::{Compared, nearest, outcome_of, spot};

/// The most differences that are told.
const MOST_DIFFERENCES: usize = 100;

/// Holds what a test said against an outcome, and writes into the outcome what came of it.
pub fn hold_test(scenario: &Scenario, outcome: &mut Outcome, test: Option<&ConnectivityTest>) {
    outcome.connectivity_test = test.map(|test| Box::new(held(scenario, outcome, test)));
}

fn held(scenario: &Scenario, outcome: &Outcome, test: &ConnectivityTest) -> Held {
    let end = agreement(outcome, test);
    let mut differences = match end {
        Agreement::Differs | Agreement::Beyond => vec![ends(outcome, test)],
        _ => Vec::new(),
    };
    // Of several connections each has a way of its own, and none of a test goes through a proxy that the client chose.
    // Where nothing is known here, there is no way to hold against the test's.
    if outcome.legs.is_empty() && end != Agreement::NotKnownHere {
        for (at, trace) in (0..).zip(&test.traces) {
            let Some((here, pairs)) = nearest(outcome, trace) else {
                break;
            };
            let compared = Compared {
                scenario,
                outcome,
                there: (at, trace),
                here,
                bypassed: test.bypass_firewall_checks,
            };
            compared.differences(&pairs, &mut differences);
        }
    }
    differences.truncate(MOST_DIFFERENCES);
    let otherwise = |own: &TestDifference| own.field != TestField::Outcome;
    Held {
        result: test.result.as_str().to_owned(),
        verify_time: test.verify_time.clone(),
        agreement: match end {
            Agreement::Same if differences.iter().any(otherwise) => Agreement::OtherWay,
            end => end,
        },
        differences,
        missing: missing(scenario, test),
        return_result: test.return_result.clone(),
        probing_result: test.probing_result.clone(),
    }
}

/// What a test names that the scenario does not have: often the reason for a difference.
fn missing(scenario: &Scenario, test: &ConnectivityTest) -> Vec<Missing> {
    let steps = test.traces.iter().flat_map(|trace| &trace.steps);
    let mut found = Vec::new();
    for id in steps.filter_map(|step| step.resource.as_ref()) {
        let own = whole(id);
        // The routes of subnets follow from these, and have names that nobody gave them.
        if id.kind == Kind::Route || scenario.resources.contains(&own) {
            continue;
        }
        let one = Missing {
            kind: own.kind.code().to_owned(),
            name: Some(own.name.name.to_string()),
            project: Some(own.name.project.to_string()),
            command: Some(export_command::describe(own.kind, &own.name)),
        };
        if !found.contains(&one) {
            found.push(one);
        }
    }
    found
}

/// What has an export of its own: a gateway is in its router's, a peering in its network's.
fn whole(id: &Id) -> Id {
    let kind = match id.kind {
        Kind::Nat => Kind::Router,
        Kind::Peering => Kind::Network,
        _ => return id.clone(),
    };
    let Name {
        project,
        location,
        name,
    } = &id.name;
    let parent = name.split('/').next().unwrap_or_default();
    Id::new(kind, Name::new(project.clone(), location.clone(), parent))
}

/// Whether the ends are the same.
fn agreement(outcome: &Outcome, test: &ConnectivityTest) -> Agreement {
    if matches!(
        outcome.outcome,
        OutcomeKind::Incomplete | OutcomeKind::Unmodelled
    ) {
        return Agreement::NotKnownHere;
    }
    let Some(there) = end_of(test) else {
        return Agreement::NotKnownThere;
    };
    if there == outcome.outcome {
        return Agreement::Same;
    }
    let arrives = matches!(there, OutcomeKind::Delivered | OutcomeKind::Forwarded);
    let is_beyond = |trace: &Trace| {
        trace.outcome == there || trace.cause.is_some_and(|cause| beyond(cause, test))
    };
    let mut traces = outcome.traces.iter();
    match arrives && (!outcome.legs.is_empty() || traces.all(is_beyond)) {
        true => Agreement::Beyond,
        false => Agreement::Differs,
    }
}

/// How a test ends, in the words for outcomes; `None` where it does not say.
fn end_of(test: &ConnectivityTest) -> Option<OutcomeKind> {
    let ends = || test.traces.iter().map(TestTrace::end);
    match test.result {
        TestResult::Undetermined => None,
        TestResult::Ambiguous => Some(OutcomeKind::Ambiguous),
        TestResult::Unreachable => Some(OutcomeKind::Dropped),
        // Also what whoever asked may not see to its end is told as reachable.
        TestResult::Reachable if ends().any(|end| end == TestEnd::Unknown) => None,
        TestResult::Reachable if test.traces.is_empty() => Some(OutcomeKind::Delivered),
        TestResult::Reachable if ends().all(|end| end == TestEnd::Forwarded) => {
            Some(OutcomeKind::Forwarded)
        }
        TestResult::Reachable => Some(OutcomeKind::Delivered),
    }
}

/// Whether it is something that Connectivity Tests does not look at.
/// <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/overview>
fn beyond(cause: Cause, test: &ConnectivityTest) -> bool {
    use Cause::{
        ConnectionRefused, DnsLoop, DnsNodata, DnsNxdomain, DnsServfail, FirewallRule,
        PortNotServed,
    };
    match cause {
        DnsNxdomain | DnsNodata | DnsServfail | DnsLoop => true,
        // What listens on a machine, or behind an address of Google's.
        ConnectionRefused | PortNotServed => true,
        FirewallRule => test.bypass_firewall_checks,
        other => other.outcome() == OutcomeKind::Rejected,
    }
}

/// The difference between the two ends.
fn ends(outcome: &Outcome, test: &ConnectivityTest) -> TestDifference {
    let cause = test
        .traces
        .iter()
        .find_map(|trace| trace.steps.last()?.cause.clone());
    let with = |word: String, cause: Option<&str>| match cause {
        Some(cause) => format!("{word} {cause}"),
        None => word,
    };
    // They part behind the last step that both have.
    let parting = test.traces.iter().enumerate().find_map(|(at, trace)| {
        let ((own, _), pairs) = nearest(outcome, trace)?;
        let (row, column) = pairs.last().copied()?;
        let other = outcome_of(trace.end()) != outcome.outcome;
        other.then(|| (spot(at, row), spot(own, column)))
    });
    TestDifference {
        field: TestField::Outcome,
        there: parting.map(|(there, _)| there),
        here: parting.map(|(_, here)| here),
        test: Some(with(test.result.as_str().to_owned(), cause.as_deref())),
        own: Some(with(
            outcome.outcome.to_string(),
            outcome.cause.map(|cause| cause.as_str()),
        )),
    }
}
