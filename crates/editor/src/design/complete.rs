//! What a choice means for the fields beside it: a subnet that gets IPv6 gets a range, a health check of another protocol
//! keeps its port. Without, the choice would be none, or another one would go unseen.

use hopscope_model::Scenario;
use serde_json::Value;

use super::free::{free_range, free_range6};
use super::json::{get, set, text};

/// Ports of health checks, by protocol.
const CHECKS: &[(&str, &str)] = &[
    ("TCP", "tcpHealthCheck"),
    ("SSL", "sslHealthCheck"),
    ("HTTP", "httpHealthCheck"),
    ("HTTPS", "httpsHealthCheck"),
    ("HTTP2", "http2HealthCheck"),
    ("GRPC", "grpcHealthCheck"),
];

/// Changes what has to go with the field that was just set.
pub fn complete(scenario: &Scenario, object: &mut Value, path: &str) {
    let kind = object.get("kind").and_then(Value::as_str);
    match (kind, path) {
        (Some("compute#subnetwork"), "stackType") => stack(scenario, object),
        (Some("compute#healthCheck"), "type") => protocol(object),
        // One of the two holds.
        (Some("compute#healthCheck"), path) if get(object, path).is_some() => {
            let (check, field) = path.rsplit_once('.').unwrap_or_default();
            let other = match field {
                "port" => "portSpecification",
                "portSpecification" => "port",
                _ => return,
            };
            set(object, &format!("{check}.{other}"), None);
        }
        _ => {}
    }
}

/// <https://cloud.google.com/vpc/docs/subnets#subnet-types>
fn stack(scenario: &Scenario, object: &mut Value) {
    let stack = get(object, "stackType").map(text).unwrap_or_default();
    let (v4, v6) = match &*stack {
        "IPV4_IPV6" => (true, true),
        "IPV6_ONLY" => (false, true),
        _ => (true, false),
    };
    for (path, wanted) in [("ipCidrRange", v4), ("ipv6CidrRange", v6)] {
        let there = get(object, path).is_some();
        if wanted && !there {
            let range = match path {
                "ipCidrRange" => free_range(scenario, [10, 0, 0, 0], 24),
                _ => free_range6(scenario),
            };
            set(object, path, Some(range.into()));
        } else if !wanted && there {
            set(object, path, None);
        }
    }
    if !v6 && get(object, "ipv6AccessType").is_some() {
        set(object, "ipv6AccessType", None);
    }
}

fn protocol(object: &mut Value) {
    let kind = get(object, "type").map(text).unwrap_or_default();
    let Some((_, own)) = CHECKS.iter().find(|(word, _)| *word == kind) else {
        return;
    };
    for (_, other) in CHECKS.iter().filter(|(_, other)| other != own) {
        if let Some(check) = get(object, other).cloned() {
            set(object, other, None);
            set(object, own, Some(check));
        }
    }
}
