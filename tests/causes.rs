//! The vocabulary is lived up to: every cause of ours ends a scenario, and of Google's, those that a request can meet
//! are causes of ours. Where one is not, the reason stands here.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use hopscope_model::Cause;

/// Google's drop and abort causes that configuration can lead to
/// (<https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets>,
/// `DropInfo.Cause` and `AbortInfo.Cause`), without those of kinds that are not modelled.
const GOOGLES: &str = include_str!("causes.txt");

/// Google's causes that no answer of ours has, and why.
const NOT_OURS: &[(&str, &str)] = &[
    (
        "GKE_POD_UNKNOWN_ENDPOINT_LOCATION",
        "a pod without an address is GKE_POD_NOT_RUNNING, or unread",
    ),
    (
        "GKE_PSC_ENDPOINT_MISSING",
        "Google makes the endpoint of a control plane; no export shows that it is missing",
    ),
    (
        "GOOGLE_MANAGED_SERVICE_AMBIGUOUS_ENDPOINT",
        "several owners of an address are ADDRESS_OF_SEVERAL, not modelled",
    ),
    (
        "GOOGLE_MANAGED_SERVICE_AMBIGUOUS_PSC_ENDPOINT",
        "a request names the address of one endpoint",
    ),
    (
        "GOOGLE_MANAGED_SERVICE_UNKNOWN_IP",
        "what is inside of Google's own projects is in no export",
    ),
    (
        "INVALID_ARGUMENT",
        "a request that cannot be read is a problem with a place, and has no result",
    ),
    (
        "IP_VERSION_PROTOCOL_MISMATCH",
        "ICMP of a request is that of its address",
    ),
    (
        "NON_ROUTABLE_IP_ADDRESS",
        "a loopback address is the machine itself; link-local ones are the metadata server",
    ),
    (
        "NO_KNOWN_ROUTE_FROM_NCC_NETWORK_TO_DESTINATION",
        "a spoke whose network is not in the scenario is NETWORK_CONFIG_NOT_FOUND",
    ),
    (
        "NO_KNOWN_ROUTE_FROM_PEERED_NETWORK_TO_DESTINATION",
        "a peer that is not in the scenario is NETWORK_CONFIG_NOT_FOUND",
    ),
    (
        "NO_SOURCE_GCP_NETWORK_LOCATION",
        "a request comes from a resource, not from an address in a network",
    ),
    (
        "NO_SOURCE_INTERNET_LOCATION",
        "a private address on the internet is a problem of the request, or not modelled",
    ),
    (
        "NO_SOURCE_LOCATION",
        "a request comes from a resource; one that is not there is RESOURCE_CONFIG_NOT_FOUND",
    ),
    (
        "PERMISSION_DENIED_NO_CLOUD_ROUTER_CONFIGS",
        "a router that is not in the scenario is RESOURCE_CONFIG_NOT_FOUND",
    ),
    (
        "SOURCE_FORWARDING_RULE_UNSUPPORTED",
        "a forwarding rule is no `from`: that is a problem of the request",
    ),
    (
        "SOURCE_IP_ADDRESS_NOT_IN_SOURCE_NETWORK",
        "a request comes from a resource, which has its address",
    ),
];

/// Causes of ours that end no scenario, and why.
const NOT_ENDED: &[(&str, &str)] = &[
    (
        "ROUTE_BLACKHOLE",
        "a route whose next hop is gone names what is not in the scenario; one without any is not modelled",
    ),
    (
        "ROUTE_NEXT_HOP_FORWARDING_RULE_IP_MISMATCH",
        "exports name the forwarding rule or its address, never both",
    ),
    (
        "TRACE_TOO_LONG",
        "loops end as ROUTING_LOOP or DNS_LOOP long before; the limit is for what nobody thought of",
    ),
];

/// Google's causes of kinds and features that are not modelled: each with the feature by which what an export shows of it
/// ends unmodelled.
const NOT_MODELLED: &[(&str, &str)] = &[
    ("CLOUD_SQL_PSC_NEG_UNSUPPORTED", "CLOUD_SQL_PSC_NEG"),
    ("HYBRID_SUBNET_NO_ROUTE", "HYBRID_SUBNET"),
    ("HYBRID_SUBNET_REGION_MISMATCH", "HYBRID_SUBNET"),
    (
        "L2_INTERCONNECT_DESTINATION_IP_MISMATCH",
        "LAYER_2_INTERCONNECT",
    ),
    ("L2_INTERCONNECT_UNSUPPORTED_PORT", "LAYER_2_INTERCONNECT"),
    (
        "L2_INTERCONNECT_UNSUPPORTED_PROTOCOL",
        "LAYER_2_INTERCONNECT",
    ),
    (
        "NCC_ROUTE_WITHIN_HYBRID_SUBNET_UNSUPPORTED",
        "HYBRID_SUBNET",
    ),
    ("NO_CONFIGURED_PRIVATE_NAT64_RULE", "NAT64"),
    ("NO_MATCHING_NAT64_GATEWAY", "NAT64"),
    (
        "PRIVATE_CONNECTION_NO_RUNNING_INSTANCE",
        "ADDRESS_OF_OTHER_RESOURCE",
    ),
    (
        "PSC_PORT_MAPPING_PORT_MISMATCH",
        "NETWORK_ENDPOINT_GROUP_TYPE",
    ),
    (
        "PSC_PORT_MAPPING_WITHOUT_PSC_CONNECTION_UNSUPPORTED",
        "NETWORK_ENDPOINT_GROUP_TYPE",
    ),
    ("REDIS_CLUSTER_NOT_RUNNING", "ADDRESS_OF_OTHER_RESOURCE"),
    ("REDIS_CLUSTER_NO_EXTERNAL_IP", "ADDRESS_OF_OTHER_RESOURCE"),
    (
        "REDIS_CLUSTER_UNSUPPORTED_PORT",
        "ADDRESS_OF_OTHER_RESOURCE",
    ),
    (
        "REDIS_CLUSTER_UNSUPPORTED_PROTOCOL",
        "ADDRESS_OF_OTHER_RESOURCE",
    ),
    (
        "REDIS_INSTANCE_CONNECTING_FROM_PUPI_ADDRESS",
        "ADDRESS_OF_OTHER_RESOURCE",
    ),
    ("REDIS_INSTANCE_NOT_RUNNING", "ADDRESS_OF_OTHER_RESOURCE"),
    ("REDIS_INSTANCE_NO_EXTERNAL_IP", "ADDRESS_OF_OTHER_RESOURCE"),
    (
        "REDIS_INSTANCE_NO_ROUTE_TO_DESTINATION_NETWORK",
        "ADDRESS_OF_OTHER_RESOURCE",
    ),
    (
        "REDIS_INSTANCE_UNSUPPORTED_PORT",
        "ADDRESS_OF_OTHER_RESOURCE",
    ),
    (
        "REDIS_INSTANCE_UNSUPPORTED_PROTOCOL",
        "ADDRESS_OF_OTHER_RESOURCE",
    ),
    ("UNSUPPORTED_ROUTE_MATCHED_FOR_NAT64_DESTINATION", "NAT64"),
];

/// The rest of Google's causes, which no export and no request can lead to, and why.
const NOT_MET: &[(&[&str], &str)] = &[
    (
        &["CAUSE_UNSPECIFIED", "INTERNAL_ERROR"],
        "they say nothing of a network",
    ),
    (
        &["PERMISSION_DENIED"],
        "what somebody may not see is not in an export: it is missing",
    ),
    (
        &[
            "DROPPED_INSIDE_CLOUD_SQL_SERVICE",
            "DROPPED_INSIDE_DMS_PRIVATE_CONNECTION",
            "DROPPED_INSIDE_GKE_SERVICE",
            "DROPPED_INSIDE_GOOGLE_MANAGED_SERVICE",
            "DROPPED_INSIDE_REDIS_CLUSTER_SERVICE",
            "DROPPED_INSIDE_REDIS_INSTANCE_SERVICE",
            "UNKNOWN_ISSUE_IN_GOOGLE_MANAGED_PROJECT",
            "UNSUPPORTED_GOOGLE_MANAGED_PROJECT_CONFIG",
        ],
        "what is inside of Google's own projects is in no export",
    ),
    (
        &[
            "CLOUD_SQL_INSTANCE_NOT_CONFIGURED_FOR_EXTERNAL_TRAFFIC",
            "CLOUD_SQL_INSTANCE_NO_ROUTE",
            "GKE_CONTROL_PLANE_NO_ROUTE",
            "GKE_KONNECTIVITY_PROXY_UNSUPPORTED",
            "PUBLIC_CLOUD_SQL_INSTANCE_TO_PRIVATE_DESTINATION",
            "PUBLIC_GKE_CONTROL_PLANE_TO_PRIVATE_DESTINATION",
            "SOURCE_EXTERNAL_CLOUD_SQL_UNSUPPORTED",
            "SOURCE_PSC_CLOUD_SQL_UNSUPPORTED",
            "SOURCE_REDIS_CLUSTER_UNSUPPORTED",
            "SOURCE_REDIS_INSTANCE_UNSUPPORTED",
        ],
        "they are of requests that a managed service sends, which is no `from`",
    ),
];

/// The causes that results of scenarios end with, as their traces have them.
fn ended() -> BTreeSet<String> {
    lines_of("=> ")
}

/// The words of every line that begins so, of all traces.
fn lines_of(begin: &str) -> BTreeSet<String> {
    fn look(folder: &Path, begin: &str, found: &mut BTreeSet<String>) {
        for entry in fs::read_dir(folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                look(&path, begin, found);
            } else if path.extension().is_some_and(|extension| extension == "md") {
                let text = fs::read_to_string(&path).expect("a file");
                let ends = text.lines().filter_map(|line| line.strip_prefix(begin));
                found.extend(ends.flat_map(str::split_whitespace).map(str::to_owned));
            }
        }
    }
    let mut found = BTreeSet::new();
    look(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios"),
        begin,
        &mut found,
    );
    found
}

#[test]
fn every_cause_ends_a_scenario_or_it_is_said_why_not() {
    let ended = ended();
    for cause in Cause::ALL {
        let why = NOT_ENDED.iter().find(|(name, _)| *name == cause.as_str());
        let is_ended = ended.contains(cause.as_str());
        assert!(is_ended || why.is_some(), "{cause} ends no scenario");
        assert!(!is_ended || why.is_none(), "{cause} ends a scenario now");
    }
}

#[test]
fn googles_causes_are_ours_or_it_is_said_why_not() {
    let ours: BTreeSet<&str> = Cause::ALL.iter().map(|cause| cause.as_str()).collect();
    let names: Vec<&str> = GOOGLES
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect();
    assert!(names.len() > 90);
    for name in &names {
        let why = NOT_OURS.iter().find(|(other, _)| other == name);
        assert!(
            ours.contains(name) || why.is_some(),
            "{name} is no cause of ours"
        );
        assert!(
            !ours.contains(name) || why.is_none(),
            "{name} is a cause of ours now"
        );
    }
    for (name, why) in NOT_OURS {
        assert!(names.contains(name) && !why.is_empty(), "{name}");
    }
}

#[test]
fn what_is_not_modelled_is_said_by_name() {
    let met = lines_of("not modelled ");
    let known: BTreeSet<&str> = GOOGLES.lines().collect();
    for (cause, feature) in NOT_MODELLED {
        assert!(
            met.contains(*feature),
            "{cause}: {feature} ends no scenario"
        );
        assert!(!known.contains(cause), "{cause} is listed twice");
    }
    for (causes, why) in NOT_MET {
        assert!(!why.is_empty() && causes.iter().all(|own| !known.contains(own)));
    }
    let more = NOT_MET.iter().flat_map(|(causes, _)| *causes);
    let all: BTreeSet<&str> = NOT_MODELLED
        .iter()
        .map(|own| own.0)
        .chain(more.copied())
        .collect();
    // `DropInfo.Cause` and `AbortInfo.Cause` of today's API, each once.
    assert_eq!(all.len(), 44);
}
