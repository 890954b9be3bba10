//! Whether an outcome is what its author expects (contract, section 4, `expect`).

use hopscope_model::order;
use hopscope_model::request::Expect;
use hopscope_model::result::{Expectation, Outcome, OutcomeKind, Unmet};
use ipnet::IpNet;
use std::net::IpAddr;

/// Compares an outcome with an expectation, and writes into it what is not met.
pub fn hold(outcome: &mut Outcome, expect: Option<&Expect>) {
    let Some(expect) = expect else {
        outcome.expectation = Expectation::None;
        outcome.unmet.clear();
        return;
    };
    let unmet = unmet(outcome, expect);
    outcome.expectation = if unmet.is_empty() {
        Expectation::Met
    } else {
        Expectation::Unmet
    };
    outcome.unmet = unmet;
}

fn unmet(outcome: &Outcome, expect: &Expect) -> Vec<Unmet> {
    let mut found = Vec::new();
    let mut differs = |field: &str, expected: String, got: String| {
        found.push(Unmet {
            field: field.to_owned(),
            expected,
            got,
        });
    };
    let unknown = matches!(
        outcome.outcome,
        OutcomeKind::Incomplete | OutcomeKind::Unmodelled
    );
    let by_cause = expect.cause.is_some() && expect.cause.as_deref() == cause(outcome);
    if !expect.outcomes.is_empty() && !expect.outcomes.contains(&outcome.outcome) {
        let expected: Vec<_> = expect.outcomes.iter().map(|own| own.as_str()).collect();
        differs("outcome", expected.join(", "), outcome.outcome.to_string());
    } else if expect.outcomes.is_empty() && unknown && !by_cause {
        // What is not known meets no expectation that does not ask for just that.
        differs(
            "outcome",
            "delivered, rejected, dropped, forwarded or ambiguous".to_owned(),
            outcome.outcome.to_string(),
        );
    }
    if let Some(expected) = &expect.cause
        && Some(expected.as_str()) != cause(outcome)
    {
        differs(
            "cause",
            expected.clone(),
            cause(outcome).unwrap_or("null").to_owned(),
        );
    }
    if let Some(expected) = expect.status
        && outcome.status != Some(expected)
    {
        differs("status", expected.to_string(), or_null(outcome.status));
    }
    let source = outcome.source.as_ref();
    if let Some(expected) = &expect.source {
        let inside = source.is_some_and(|source| {
            source
                .addresses
                .iter()
                .all(|seen| expected.iter().any(|own| contains(own, seen)))
        });
        if !inside {
            let got = source.map_or_else(|| "null".to_owned(), |own| own.addresses.join(", "));
            differs("source", expected.join(", "), got);
        }
    }
    if let Some(expected) = expect.fixed {
        let got = source.and_then(|source| source.fixed);
        if got != Some(expected) {
            differs("fixed", expected.to_string(), or_null(got));
        }
    }
    if let Some(expected) = &expect.logged {
        let got = source.and_then(|source| source.logged.clone());
        if got.as_ref() != Some(expected) {
            differs("logged", expected.clone(), or_null(got));
        }
    }
    if let Some(expected) = &expect.resolved
        && order::once(expected) != order::once(&outcome.resolved)
    {
        differs("resolved", expected.join(", "), outcome.resolved.join(", "));
    }
    found
}

fn cause(outcome: &Outcome) -> Option<&'static str> {
    outcome.cause.map(|cause| cause.as_str())
}

fn or_null<T: ToString>(value: Option<T>) -> String {
    value.map_or_else(|| "null".to_owned(), |value| value.to_string())
}

/// Whether an expected address, CIDR or token contains one that was seen.
fn contains(expected: &str, seen: &str) -> bool {
    if expected == seen {
        return true;
    }
    let (Some(expected), Some(seen)) = (range(expected), range(seen)) else {
        return false;
    };
    expected.contains(&seen)
}

fn range(text: &str) -> Option<IpNet> {
    text.parse::<IpNet>()
        .or_else(|_| text.parse::<IpAddr>().map(IpNet::from))
        .ok()
}
