//! What a Connectivity Test said: the result, and of each step of each trace what can be held against ours.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/reference/networkmanagement/rest/v1/projects.locations.global.connectivityTests#Step>

use std::net::IpAddr;

use hopscope_model::connectivity_test::{
    ConnectivityTest, MOST_STEPS, MOST_TRACES, TestResult, TestStep, TestTrace,
};
use hopscope_model::{Id, Reason};

use crate::connectivity::ends::Ends;
use crate::fields::Fields;

/// What says no result.
const UNSPECIFIED: &str = "RESULT_UNSPECIFIED";

/// What a step is about: the key of what it holds, and the fields of that which name it, the nearest first.
const ABOUT: &[(&str, &[&str])] = &[
    ("instance", &["uri"]),
    ("firewall", &["uri", "policyUri"]),
    ("route", &["uri"]),
    ("forwardingRule", &["uri"]),
    ("vpnTunnel", &["uri"]),
    ("interconnectAttachment", &["uri"]),
    ("vpcConnector", &["uri"]),
    ("directVpcEgressConnection", &["subnetworkUri"]),
    ("network", &["matchedSubnetUri", "uri"]),
    ("cloudSqlInstance", &["uri"]),
    ("gkeMaster", &["clusterUri"]),
    ("cloudFunction", &["uri"]),
    ("cloudRunRevision", &["serviceUri"]),
    ("gkePod", &["podUri"]),
    ("proxyConnection", &["subnetUri"]),
    (
        "loadBalancerBackendInfo",
        &[
            "instanceUri",
            "networkEndpointGroupUri",
            "instanceGroupUri",
            "backendServiceUri",
        ],
    ),
    ("serverlessNeg", &["negUri"]),
    ("deliver", &["resourceUri"]),
    ("forward", &["resourceUri"]),
    ("drop", &["resourceUri"]),
    ("abort", &["resourceUri"]),
];

/// What gives the packet another source address, and in which field.
const SOURCES: &[(&str, &str)] = &[
    ("nat", "newSourceIp"),
    ("proxyConnection", "newSourceIp"),
    ("directVpcEgressConnection", "selectedIpAddress"),
    ("serverlessExternalConnection", "selectedIpAddress"),
];

/// What a test said; nothing where it has not run.
pub(crate) fn read(test: &Fields<'_>, ends: &Ends<'_>) -> Option<ConnectivityTest> {
    let details = test.object("reachabilityDetails");
    let word = details.text("result").filter(|own| own != UNSPECIFIED)?;
    let result = TestResult::parse(&word);
    if result.is_none() {
        let words: Vec<&str> = TestResult::ALL.iter().map(|own| own.as_str()).collect();
        details.wrong("result", Reason::none_of(&word, &words));
    }
    let traces = details.objects("traces");
    let traces = traces.iter().take(MOST_TRACES);
    let result_of =
        |key: &str| word_of(test.object(key).text("result")).filter(|own| own != UNSPECIFIED);
    Some(ConnectivityTest {
        result: result?,
        verify_time: details.text("verifyTime").and_then(|own| time(&own)),
        bypass_firewall_checks: test.flag("bypassFirewallChecks"),
        traces: traces.map(|own| trace(own, ends)).collect(),
        return_result: result_of("returnReachabilityDetails"),
        probing_result: result_of("probingDetails"),
    })
}

fn trace(fields: &Fields<'_>, ends: &Ends<'_>) -> TestTrace {
    let steps = fields.objects("steps");
    // The last is how it ends, and is kept whatever else is not.
    let (last, before) = match steps.split_last() {
        Some((last, before)) => (Some(last), before),
        None => (None, steps.as_slice()),
    };
    let kept = before.iter().take(MOST_STEPS - 1).chain(last);
    TestTrace {
        steps: kept.map(|own| step(own, ends)).collect(),
    }
}

fn step(fields: &Fields<'_>, ends: &Ends<'_>) -> TestStep {
    let inside = |object: &str, key: &str| {
        let object = fields.object(object);
        object.text(key)
    };
    let source = SOURCES.iter().find_map(|(object, key)| {
        let text = inside(object, key)?;
        text.parse::<IpAddr>().ok()
    });
    TestStep {
        state: word_of(fields.text("state")).unwrap_or_default(),
        resource: gateway(fields, ends).or_else(|| about(fields, ends)),
        cause: word_of(inside("drop", "cause")).or_else(|| word_of(inside("abort", "cause"))),
        target: word_of(inside("deliver", "target"))
            .or_else(|| word_of(inside("forward", "target"))),
        source,
    }
}

/// The NAT gateway of a router.
fn gateway(fields: &Fields<'_>, ends: &Ends<'_>) -> Option<Id> {
    let nat = fields.object("nat");
    let (router, gateway) = (nat.text("routerUri")?, nat.text("natGatewayName")?);
    ends.nat(&router, &gateway)
}

fn about(fields: &Fields<'_>, ends: &Ends<'_>) -> Option<Id> {
    let (object, keys) = ABOUT.iter().find(|(object, _)| fields.has(object))?;
    let object = fields.object(object);
    keys.iter().find_map(|key| ends.named(&object.text(key)?))
}

/// A word of one of Google's enums: capitals, digits and `_`; what is none is not kept.
pub(super) fn word_of(text: Option<String>) -> Option<String> {
    let is_word = |own: &String| {
        (1..=80).contains(&own.len())
            && own
                .bytes()
                .all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_')
    };
    text.filter(is_word)
}

/// A time to the second: `2026-11-22T09:30:00Z`; what is none is not kept.
pub(super) fn time(text: &str) -> Option<String> {
    let second = text.get(..19)?;
    let is_time = second
        .bytes()
        .zip(b"0000-00-00T00:00:00")
        .all(|(own, form)| match form {
            b'0' => own.is_ascii_digit(),
            form => own == *form,
        });
    (is_time && text.ends_with('Z')).then(|| format!("{second}Z"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_kept_to_the_second() {
        let kept = time("2024-06-04T00:31:09.450544252Z");
        assert_eq!(kept.as_deref(), Some("2024-06-04T00:31:09Z"));
        for other in [
            "",
            "yesterday, 2024-06-04T00:31",
            "2024-06-04T00:31:09",
            "2024-06-04 00:31:09Z",
        ] {
            assert_eq!(time(other), None, "{other}");
        }
    }

    #[test]
    fn only_words_of_enums_are_kept() {
        let word = |text: &str| word_of(Some(text.to_owned()));
        assert_eq!(word("FIREWALL_RULE").as_deref(), Some("FIREWALL_RULE"));
        for other in [
            "",
            "web@acme.example",
            "Firewall rule",
            "A".repeat(81).as_str(),
        ] {
            assert_eq!(word(other), None, "{other}");
        }
    }
}
