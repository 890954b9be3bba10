//! THE table of connections: what may be joined to what, and which field that writes.

use hopscope_model::{Id, Kind, Scenario};
use serde_json::Value;

use super::free::free_address;
use super::json;
use super::name::{google_name, is_named};
use super::object::{objects, put};

/// A connection that may be made.
#[derive(Debug)]
pub struct Connection {
    /// From what.
    pub from: Kind,
    /// To what.
    pub to: Kind,
    /// The field that names it: `[+]` stands for one more of a list.
    pub path: &'static str,
    /// Fields that can't stand beside it.
    without: &'static [&'static str],
}

const fn to(
    from: Kind,
    to: Kind,
    path: &'static str,
    without: &'static [&'static str],
) -> Connection {
    Connection {
        from,
        to,
        path,
        without,
    }
}

/// Stands for a request, which writes no field.
pub const REQUEST: &str = "request";

const RUN_ACCESS: &[&str] = &[
    "template.vpcAccess.networkInterfaces",
    "template.vpcAccess.connector",
];
const JOB_ACCESS: &[&str] = &[
    "template.template.vpcAccess.networkInterfaces",
    "template.template.vpcAccess.connector",
];
const FUNCTION_ACCESS: &[&str] = &[
    "serviceConfig.directVpcNetworkInterface",
    "serviceConfig.vpcConnector",
];
const RULE_TARGET: &[&str] = &["target", "backendService"];
const NEG_TARGET: &[&str] = &["cloudRun", "cloudFunction", "pscTargetService"];
const NEXT_HOP: &[&str] = &[
    "nextHopGateway",
    "nextHopInstance",
    "nextHopIp",
    "nextHopIlb",
    "nextHopVpnTunnel",
    "nextHopNetwork",
    "nextHopPeering",
    "nextHopInterconnectAttachment",
];

static TABLE: &[Connection] = &[
    to(
        Kind::RunService,
        Kind::Subnet,
        "template.vpcAccess.networkInterfaces[0].subnetwork",
        RUN_ACCESS,
    ),
    to(
        Kind::RunService,
        Kind::Connector,
        "template.vpcAccess.connector",
        RUN_ACCESS,
    ),
    to(
        Kind::RunJob,
        Kind::Subnet,
        "template.template.vpcAccess.networkInterfaces[0].subnetwork",
        JOB_ACCESS,
    ),
    to(
        Kind::RunJob,
        Kind::Connector,
        "template.template.vpcAccess.connector",
        JOB_ACCESS,
    ),
    to(
        Kind::Function,
        Kind::Subnet,
        "serviceConfig.directVpcNetworkInterface[0].subnetwork",
        FUNCTION_ACCESS,
    ),
    to(
        Kind::Function,
        Kind::Connector,
        "serviceConfig.vpcConnector",
        FUNCTION_ACCESS,
    ),
    to(Kind::App, Kind::Connector, "vpcAccessConnector.name", &[]),
    to(Kind::Connector, Kind::Network, "network", &["subnet"]),
    to(
        Kind::Connector,
        Kind::Subnet,
        "subnet.name",
        &["network", "ipCidrRange"],
    ),
    to(
        Kind::Instance,
        Kind::Subnet,
        "networkInterfaces[0].subnetwork",
        &[],
    ),
    to(Kind::Subnet, Kind::Network, "network", &[]),
    to(Kind::Firewall, Kind::Network, "network", &[]),
    to(
        Kind::FirewallPolicy,
        Kind::Network,
        "associations[+].attachmentTarget",
        &[],
    ),
    to(Kind::Route, Kind::Network, "network", &[]),
    to(Kind::Route, Kind::Instance, "nextHopInstance", NEXT_HOP),
    to(Kind::Route, Kind::VpnTunnel, "nextHopVpnTunnel", NEXT_HOP),
    to(Kind::Route, Kind::ForwardingRule, "nextHopIlb", NEXT_HOP),
    to(
        Kind::Route,
        Kind::Attachment,
        "nextHopInterconnectAttachment",
        NEXT_HOP,
    ),
    to(Kind::PolicyRoute, Kind::Network, "network", &[]),
    to(Kind::Router, Kind::Network, "network", &[]),
    to(Kind::VpnTunnel, Kind::Router, "router", &[]),
    to(Kind::Attachment, Kind::Router, "router", &[]),
    to(Kind::Network, Kind::Network, "peerings[+].network", &[]),
    to(
        Kind::ForwardingRule,
        Kind::BackendService,
        "backendService",
        RULE_TARGET,
    ),
    to(
        Kind::ForwardingRule,
        Kind::TargetProxy,
        "target",
        RULE_TARGET,
    ),
    to(
        Kind::ForwardingRule,
        Kind::ServiceAttachment,
        "target",
        RULE_TARGET,
    ),
    to(
        Kind::ForwardingRule,
        Kind::TargetPool,
        "target",
        RULE_TARGET,
    ),
    to(
        Kind::ForwardingRule,
        Kind::TargetInstance,
        "target",
        RULE_TARGET,
    ),
    to(Kind::TargetPool, Kind::Instance, "instances[+]", &[]),
    to(Kind::TargetPool, Kind::HealthCheck, "healthChecks[+]", &[]),
    to(Kind::TargetInstance, Kind::Instance, "instance", &[]),
    to(
        Kind::BackendService,
        Kind::SecurityPolicy,
        "securityPolicy",
        &[],
    ),
    to(
        Kind::ForwardingRule,
        Kind::Subnet,
        "subnetwork",
        &["network"],
    ),
    to(
        Kind::ForwardingRule,
        Kind::Network,
        "network",
        &["subnetwork"],
    ),
    to(Kind::TargetProxy, Kind::UrlMap, "urlMap", &["service"]),
    to(
        Kind::TargetProxy,
        Kind::BackendService,
        "service",
        &["urlMap"],
    ),
    to(Kind::UrlMap, Kind::BackendService, "defaultService", &[]),
    to(
        Kind::BackendService,
        Kind::InstanceGroup,
        "backends[+].group",
        &[],
    ),
    to(Kind::BackendService, Kind::Neg, "backends[+].group", &[]),
    to(
        Kind::BackendService,
        Kind::HealthCheck,
        "healthChecks[+]",
        &[],
    ),
    to(
        Kind::InstanceGroup,
        Kind::Instance,
        "items[+].instance",
        &[],
    ),
    to(Kind::Neg, Kind::RunService, "cloudRun.service", NEG_TARGET),
    to(
        Kind::Neg,
        Kind::Instance,
        "items[+].networkEndpoint.instance",
        &[],
    ),
    to(
        Kind::Neg,
        Kind::Function,
        "cloudFunction.function",
        NEG_TARGET,
    ),
    to(
        Kind::Neg,
        Kind::ServiceAttachment,
        "pscTargetService",
        NEG_TARGET,
    ),
    to(
        Kind::ServiceAttachment,
        Kind::ForwardingRule,
        "targetService",
        &[],
    ),
    to(Kind::ServiceAttachment, Kind::Subnet, "natSubnets[+]", &[]),
    to(
        Kind::Zone,
        Kind::Network,
        "privateVisibilityConfig.networks[+].networkUrl",
        &[],
    ),
    to(
        Kind::DnsPolicy,
        Kind::Network,
        "networks[+].networkUrl",
        &[],
    ),
    to(
        Kind::ResponsePolicy,
        Kind::Network,
        "networks[+].networkUrl",
        &[],
    ),
    to(Kind::Cluster, Kind::Subnet, "subnetwork", &["network"]),
    to(
        Kind::Sql,
        Kind::Network,
        "settings.ipConfiguration.privateNetwork",
        &[],
    ),
    to(Kind::Spoke, Kind::Network, "linkedVpcNetwork.uri", &[]),
    to(
        Kind::Spoke,
        Kind::VpnTunnel,
        "linkedVpnTunnels.uris[+]",
        &[],
    ),
    to(
        Kind::Spoke,
        Kind::Attachment,
        "linkedInterconnectAttachments.uris[+]",
        &[],
    ),
    to(Kind::Spoke, Kind::Hub, "hub", &[]),
    to(
        Kind::Sql,
        Kind::ServiceAttachment,
        "pscServiceAttachmentLink",
        &[],
    ),
    to(Kind::Pod, Kind::Instance, "node", &[]),
    to(Kind::NetworkPolicy, Kind::Cluster, "cluster", &[]),
    to(Kind::KubeService, Kind::Cluster, "cluster", &[]),
    to(Kind::Host, Kind::OnPremNetwork, "at", &[]),
    to(Kind::OnPremNetwork, Kind::VpnTunnel, "via[+]", &[]),
    to(Kind::OnPremNetwork, Kind::Attachment, "via[+]", &[]),
];

/// Who can ask.
const CALLERS: &[Kind] = &[
    Kind::RunService,
    Kind::RunJob,
    Kind::Function,
    Kind::App,
    Kind::Instance,
    Kind::Pod,
    Kind::Host,
];

/// Whether anything can be joined to resources of a kind.
pub fn is_source(kind: Kind) -> bool {
    CALLERS.contains(&kind) || TABLE.iter().any(|own| own.from == kind)
}

/// A connection that may be made from one resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// To what.
    pub to: Id,
    /// The field that it writes; [`REQUEST`] for a request.
    pub path: &'static str,
}

/// What may be joined to a resource: fields first, then requests.
pub fn choices(scenario: &Scenario, from: &Id) -> Vec<Choice> {
    let all = &scenario.resources;
    let mut found = Vec::new();
    // Only some target proxies have a URL map, and only the others a backend service of their own.
    let proxy = all.target_proxies.get(&from.name);
    let layer4 = proxy.is_some_and(|own| {
        use hopscope_model::resource::load_balancing::ProxyProtocol;
        matches!(own.protocol, ProxyProtocol::Tcp | ProxyProtocol::Ssl)
    });
    for connection in TABLE.iter().filter(|own| own.from == from.kind) {
        if from.kind == Kind::TargetProxy && layer4 != (connection.to == Kind::BackendService) {
            continue;
        }
        for name in all.names(connection.to) {
            let to = Id::new(connection.to, name.clone());
            if to != *from {
                found.push(Choice {
                    to,
                    path: connection.path,
                });
            }
        }
    }
    if CALLERS.contains(&from.kind) {
        for id in all.ids() {
            if id != *from && target(scenario, &id).is_some() {
                found.push(Choice {
                    to: id,
                    path: REQUEST,
                });
            }
        }
    }
    found
}

/// How one asks for a resource: by its URL, name, address, or itself with a port.
pub fn target(scenario: &Scenario, id: &Id) -> Option<String> {
    let all = &scenario.resources;
    match id.kind {
        Kind::RunService => {
            let url = all.run_services.get(&id.name)?.urls.first()?;
            Some(format!("{}/", url.trim_end_matches('/')))
        }
        Kind::Function => {
            let url = all.functions.get(&id.name)?.urls.first()?;
            Some(url.clone())
        }
        Kind::Host => {
            let host = all.hosts.get(&id.name)?;
            match (host.dns_names.first(), host.addresses.first()) {
                (Some(name), _) => Some(format!("https://{name}/")),
                (None, Some(address)) => Some(format!("tcp://{address}:443")),
                (None, None) => None,
            }
        }
        Kind::Instance => Some(format!("{}:443", scenario.short(id))),
        Kind::Sql => {
            let port = scenario.resources.sqls.get(&id.name)?.port();
            Some(format!("{}:{}", scenario.short(id), port.unwrap_or(5432)))
        }
        Kind::Cluster => Some(format!("{}:443", scenario.short(id))),
        Kind::ForwardingRule => {
            let rule = all.forwarding_rules.get(&id.name)?;
            let port = rule.ports.first().map_or(443, |range| range.first);
            Some(format!("tcp://{}:{port}", rule.address?))
        }
        _ => None,
    }
}

/// The scenario with a connection; `None` where there is no such.
pub fn connect(scenario: &Scenario, from: &Id, choice: &Choice) -> Option<Scenario> {
    let row = TABLE
        .iter()
        .find(|own| own.from == from.kind && own.to == choice.to.kind && own.path == choice.path)?;
    let mut next = join(scenario, from, row, &choice.to)?;
    if row.from == row.to {
        // Both sides of a peering name the other.
        next = join(&next, &choice.to, row, from)?;
    }
    Some(next)
}

fn join(scenario: &Scenario, from: &Id, row: &Connection, to: &Id) -> Option<Scenario> {
    let mut list = objects(scenario, from);
    // The list that hangs on a resource is an object of its own.
    let position = list
        .iter()
        .position(|object| object.get("items").is_some())
        .filter(|_| row.path.starts_with("items"));
    let at = match (position, row.path.starts_with("items")) {
        (Some(at), _) => at,
        (None, true) => {
            let resource = scenario.short(from);
            list.push(
                serde_json::json!({"kind": "hopscope#export", "resource": resource, "items": []}),
            );
            list.len() - 1
        }
        (None, false) => 0,
    };
    let object = list.get_mut(at)?;
    for path in row.without {
        json::set(object, path, None);
    }
    let own = matches!(
        row.from,
        Kind::Pod | Kind::NetworkPolicy | Kind::KubeService | Kind::Host | Kind::OnPremNetwork
    );
    let name = if own {
        scenario.short(to)
    } else {
        google_name(to)
    };
    let mut path = row.path.to_owned();
    if let Some((list, rest)) = row.path.split_once("[+]") {
        let there = json::get(object, list).and_then(Value::as_array);
        let taken = there.is_some_and(|items| {
            let inside = rest.trim_start_matches('.');
            let mut items = items.iter();
            items.any(|item| {
                let item = if inside.is_empty() {
                    Some(item)
                } else {
                    json::get(item, inside)
                };
                item.and_then(Value::as_str)
                    .is_some_and(|text| text == name || is_named(text, &from.name, to))
            })
        });
        if taken {
            return Some(scenario.clone());
        }
        let count = there.map_or(0, Vec::len);
        path = format!("{list}[{count}]{rest}");
        if row.from == Kind::Network {
            let peering = format!("{}-{}", from.name.name, to.name.name);
            json::set(
                object,
                &format!("{list}[{count}].name"),
                Some(peering.into()),
            );
        }
    }
    json::set(object, &path, Some(name.into()));
    if row.from == Kind::Instance {
        let address = free_address(scenario, Some(to));
        let network = scenario
            .resources
            .subnets
            .get(&to.name)
            .map(|own| google_name(&Id::new(Kind::Network, own.network.name().clone())).into());
        json::set(object, "networkInterfaces[0].network", network);
        json::set(
            object,
            "networkInterfaces[0].networkIP",
            Some(address.into()),
        );
    }
    let (next, wrong) = put(scenario, from, &list);
    let worse = next.resources.unread.len() > scenario.resources.unread.len();
    (!worse || wrong.is_empty()).then_some(next)
}
