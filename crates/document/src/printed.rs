//! Choices of fields: what `--format="json(name,network,allowed)"`, `--format="yaml(…)"` or jq left out of an object
//! looks like Google's default, and is none.
//!
//! Google prints some fields with every object: its kind, what it made itself, and some that have a default. An object
//! that does not say what it is, and lacks one of those, was not printed whole. Objects written by hand say their kind,
//! or stand in a scenario; what they leave out has its default.
//!
//! <https://docs.cloud.google.com/sdk/gcloud/reference/topic/projections>

use hopscope_model::Kind;

use crate::envelope::Envelope;
use crate::item::Item;
use crate::names::Path;
use crate::registry::{Turn, kind_of};

/// What Compute Engine makes of every object.
const MADE_BY_COMPUTE: &[&str] = &["id", "creationTimestamp", "selfLink"];

/// What Google makes itself and prints with every object of an API whose objects say their kind, by the beginning of
/// asset types. It is there, or something was left out.
const MADE: &[(&str, &[&str])] = &[
    ("compute.", MADE_BY_COMPUTE),
    ("dns.", &["id"]),
    ("sqladmin.", &["connectionName"]),
];

/// The same of APIs whose objects do not say their kind. People write these by hand as well and keep what tells of
/// their state, so only what has none of it was left out on purpose.
const STATE: &[(&str, &[&str])] = &[
    (
        "run.googleapis.com/Service",
        &["uid", "createTime", "terminalCondition", "launchStage"],
    ),
    ("cloudfunctions.", &["updateTime", "state", "status"]),
    ("vpcaccess.", &["state"]),
    ("container.", &["selfLink", "status", "createTime"]),
    (
        "networkconnectivity.googleapis.com/Hub",
        &["createTime", "state", "uniqueId"],
    ),
    (
        "networkconnectivity.googleapis.com/Spoke",
        &["createTime", "state", "uniqueId"],
    ),
];

/// Fields that have a default and are printed all the same.
const SAID: &[(Kind, &[&str])] = &[
    (Kind::Network, &["autoCreateSubnetworks"]),
    (Kind::Subnet, &["network", "privateIpGoogleAccess"]),
    (Kind::Route, &["network", "priority"]),
    (
        Kind::Firewall,
        &["network", "direction", "priority", "disabled"],
    ),
    (Kind::Instance, &["canIpForward", "status", "tags"]),
    (Kind::BackendService, &["loadBalancingScheme"]),
    (Kind::Zone, &["visibility"]),
    (Kind::RunService, &["ingress", "template"]),
];

/// What tells that Google printed an object and nobody wrote it, by the beginning of asset types; and what tells it of
/// YAML whose beginning is missing.
const MARKS: &[(&str, &[&str], &[&str])] = &[
    (
        "compute.",
        &[
            "id",
            "creationTimestamp",
            "labelFingerprint",
            "selfLinkWithId",
        ],
        &["selfLink"],
    ),
    ("dns.", &["id", "creationTime"], &[]),
    (
        "sqladmin.",
        &[
            "connectionName",
            "createTime",
            "etag",
            "serviceAccountEmailAddress",
        ],
        &[],
    ),
    (
        "container.",
        &[
            "createTime",
            "initialClusterVersion",
            "loggingService",
            "monitoringService",
        ],
        &[],
    ),
    ("networkconnectivity.", &["createTime", "updateTime"], &[]),
];

/// What Google prints with every object that it printed, and that decides: of each line one at least.
const ALWAYS: &[(Kind, &[&[&str]])] = &[
    (Kind::Network, &[&["autoCreateSubnetworks", "IPv4Range"]]),
    (Kind::Subnet, &[&["network"], &["privateIpGoogleAccess"]]),
    (Kind::Route, &[&["network"], &["priority"]]),
    (
        Kind::Firewall,
        &[
            &["network"],
            &["direction"],
            &["priority"],
            &["disabled"],
            &["allowed", "denied"],
        ],
    ),
    (Kind::Router, &[&["network"]]),
    (
        Kind::Instance,
        &[&["networkInterfaces"], &["status"], &["tags"]],
    ),
    (
        Kind::ForwardingRule,
        &[&["IPAddress"], &["target", "backendService"]],
    ),
    (
        Kind::BackendService,
        &[
            &["affinityCookieTtlSec", "backends"],
            &["loadBalancingScheme"],
        ],
    ),
    (Kind::VpnTunnel, &[&["vpnGateway", "targetVpnGateway"]]),
    (Kind::FirewallPolicy, &[&["rules"]]),
    (Kind::SecurityPolicy, &[&["rules"]]),
    (Kind::ServiceAttachment, &[&["connectionPreference"]]),
    (Kind::Zone, &[&["visibility"]]),
    (Kind::PolicyRoute, &[&["filter"], &["priority"]]),
    (Kind::Sql, &[&["settings"]]),
    (Kind::Cluster, &[&["network"]]),
];

/// What is printed besides, first and last. gcloud's YAML is in alphabetical order, and what is cut off of it, at its
/// beginning or its end, leaves no trace but this.
const ENDS: &[(Kind, &[&[&str]])] = &[
    (Kind::Subnet, &[&["region"]]),
    (Kind::Router, &[&["region"]]),
    (
        Kind::Instance,
        &[&["canIpForward", "cpuPlatform"], &["zone"]],
    ),
    (Kind::BackendService, &[&["sessionAffinity"]]),
    (Kind::InstanceGroup, &[&["size"], &["zone", "region"]]),
    (
        Kind::HealthCheck,
        &[
            &["checkIntervalSec"],
            &["timeoutSec"],
            &["unhealthyThreshold"],
        ],
    ),
    (Kind::VpnTunnel, &[&["status"]]),
    (Kind::ServiceAttachment, &[&["targetService"]]),
    (
        Kind::DnsPolicy,
        &[&["enableInboundForwarding"], &["networks"]],
    ),
    (Kind::PolicyRoute, &[&["createTime"], &["updateTime"]]),
    (Kind::Sql, &[&["connectionName"], &["state"]]),
    (
        Kind::Cluster,
        &[
            &["addonsConfig"],
            &["clusterIpv4Cidr"],
            &["status"],
            &["subnetwork"],
        ],
    ),
    (Kind::Spoke, &[&["hub"], &["state", "spokeType"]]),
];

/// What stands first in an object of which YAML's beginning may be missing, with what else tells that it is there. People
/// write the rest without it, and what it names is required there.
const FIRST: &[(Kind, &[&[&str]])] = &[
    (
        Kind::BackendService,
        &[&["backends", "affinityCookieTtlSec"]],
    ),
    (
        Kind::HealthCheck,
        &[&[
            "checkIntervalSec",
            "grpcHealthCheck",
            "http2HealthCheck",
            "httpHealthCheck",
            "httpsHealthCheck",
            "port",
            "sslHealthCheck",
            "tcpHealthCheck",
        ]],
    ),
    (Kind::ServiceAttachment, &[&["connectionPreference"]]),
    (
        Kind::UrlMap,
        &[&["defaultService", "defaultRouteAction", "defaultUrlRedirect"]],
    ),
];

/// What a NEG of serverless backends names, one of these.
const SERVERLESS: &[&str] = &[
    "appEngine",
    "cloudFunction",
    "cloudRun",
    "serverlessDeployment",
];

/// What the server of Kubernetes, or Cloud Run's, puts last into an object that it has taken: inside of which field,
/// and under which key.
/// <https://kubernetes.io/docs/concepts/overview/working-with-objects/>
const SERVED: &[(&str, Option<&str>, &str)] = &[
    ("core Pod", None, "status"),
    ("core Service", None, "status"),
    ("core Node", None, "status"),
    (
        "serving.knative.dev Service",
        Some("status"),
        "observedGeneration",
    ),
    (
        "networking.k8s.io NetworkPolicy",
        Some("spec"),
        "policyTypes",
    ),
];

/// Of what is always printed, what an object lacks; empty where it was printed whole.
pub(crate) fn left_out(item: &Item<'_>) -> Vec<&'static str> {
    let envelope = &item.envelope;
    if let Some(field) = not_served(item) {
        return vec![field];
    }
    let says = || envelope.has("assetType") || envelope.has("asset_type");
    // Parts of others are printed in as many ways as there are commands.
    let bare = item.around.bare;
    if !(bare || item.piece.yaml) || item.row.turn != Turn::First {
        return Vec::new();
    }
    let asset = item.row.assets.first().copied().unwrap_or_default();
    let cut = cut_off(item, asset);
    if !bare || !cut.is_empty() || kind_of(envelope).is_some() || says() {
        return cut;
    }
    let own = |table: &'static [(&str, &'static [&'static str])]| {
        let row = table.iter().find(|(api, _)| asset.starts_with(api));
        row.map_or(&[][..], |(_, fields)| fields)
    };
    let lacks = |fields: &[&'static str]| -> Vec<&'static str> {
        let lacking = fields.iter().filter(|field| !envelope.has(field));
        lacking.copied().collect()
    };
    let said = SAID.iter().find(|(kind, _)| *kind == item.row.kind);
    let said = said.map_or(&[][..], |(_, fields)| fields);
    let defaults = !said.is_empty();
    let (said, made, state) = (lacks(said), lacks(own(MADE)), own(STATE));
    match lacks(state) {
        _ if !said.is_empty() => said,
        // One may have been taken out by hand, where nothing that has a default is known to be printed.
        _ if made.len() > usize::from(!defaults && own(MADE).len() > 1) => made,
        none if none.len() == state.len() => none,
        _ => Vec::new(),
    }
}

/// What is always printed, and an object lacks of it that Google printed: it was cut off, or was not chosen.
fn cut_off(item: &Item<'_>, asset: &str) -> Vec<&'static str> {
    let envelope = &item.envelope;
    let any = |fields: &[&str]| fields.iter().any(|field| envelope.has(field));
    let Some((_, marks, of_yaml)) = MARKS.iter().find(|(api, ..)| asset.starts_with(api)) else {
        return Vec::new();
    };
    let yaml = item.piece.yaml;
    let tables: &[_] = match any(marks) {
        true if yaml => &[ALWAYS, ENDS],
        true => &[ALWAYS],
        false if yaml && any(of_yaml) => &[FIRST],
        false => return Vec::new(),
    };
    let own = tables.iter().copied().flatten();
    let own = own.filter(|(kind, _)| *kind == item.row.kind);
    let lacking = own.flat_map(|(_, fields)| fields.iter().filter(|fields| !any(fields)));
    let mut lacking: Vec<&str> = lacking.filter_map(|own| own.first().copied()).collect();
    // Of the same three parts each is there, or it was cut off.
    let compute = !of_yaml.is_empty();
    if yaml && compute && any(marks) {
        lacking.extend(MADE_BY_COMPUTE.iter().filter(|field| !envelope.has(field)));
    }
    let peers = item.row.kind == Kind::Router && envelope.has("interfaces");
    if yaml && peers && !envelope.has("bgp") {
        lacking.push("bgp");
    }
    if yaml && lacking.is_empty() && is_elsewhere(envelope) {
        lacking.push("zone");
    }
    let serverless = yaml && envelope.says("networkEndpointType", "SERVERLESS");
    if serverless && !any(SERVERLESS) {
        lacking.push("cloudRun");
    }
    if lacking.is_empty() && item.row.kind == Kind::Firewall && lacks_source(item) {
        lacking.push("sourceRanges");
    }
    if lacking.is_empty() && lacks_ports(item) {
        lacking.push("allPorts");
    }
    lacking
}

/// Whether an object's own link says another zone than its last line, which may have been cut off inside of it.
fn is_elsewhere(envelope: &Envelope<'_>) -> bool {
    let (Some(zone), Some(link)) = (envelope.text("zone"), envelope.text("selfLink")) else {
        return false;
    };
    let zone = zone.rsplit('/').next().unwrap_or_default();
    let own = Path::parse(&link).location;
    own.is_some_and(|own| own != zone && own.starts_with(|own: char| own.is_ascii_lowercase()))
}

/// The last field of an object of Kubernetes' that its server had taken, where YAML ends before it.
fn not_served(item: &Item<'_>) -> Option<&'static str> {
    let row = |(kind, ..): &&(&str, Option<&str>, &str)| item.row.kinds.contains(kind);
    let (_, within, field) = SERVED.iter().filter(|_| item.piece.yaml).find(row)?;
    let served = item
        .envelope
        .object("metadata")
        .is_some_and(|own| own.has("uid"));
    let there = match within {
        None => item.envelope.has(field),
        Some(within) => item
            .envelope
            .object(within)
            .is_some_and(|own| own.has(field)),
    };
    (served && !there).then_some(*field)
}

/// Whether nothing says from where an ingress rule lets in, which Google always prints: in YAML it stands last, and may
/// be cut off.
fn lacks_source(item: &Item<'_>) -> bool {
    let sources = ["sourceRanges", "sourceServiceAccounts", "sourceTags"];
    item.envelope.says("direction", "INGRESS") && !sources.iter().any(|key| item.envelope.has(key))
}

/// Whether nothing says which ports a forwarding rule of an internal passthrough load balancer serves, of which Google asks
/// for one (<https://docs.cloud.google.com/load-balancing/docs/internal#forwarding-rules-and-port-specifications>).
fn lacks_ports(item: &Item<'_>) -> bool {
    let ports = ["allPorts", "portRange", "ports"];
    let own = &item.envelope;
    item.row.kind == Kind::ForwardingRule
        && own.says("loadBalancingScheme", "INTERNAL")
        && own.has("backendService")
        && !ports.iter().any(|key| own.has(key))
}
