//! THE table of connections: what may be joined to what, and which fields that writes.

use hopscope_model::Kind;

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
    pub(super) without: &'static [&'static str],
    /// Fields that it means nothing without, where they are not there: `$to` stands for the name of what is joined and `$place` for
    /// its location, `$from` for one's own name.
    pub(super) with: &'static [(&'static str, &'static str)],
}

impl Connection {
    const fn with(self, with: &'static [(&'static str, &'static str)]) -> Self {
        Self { with, ..self }
    }
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
        with: &[],
    }
}

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
/// An endpoint has no scheme, protocol and ports of its own.
const ENDPOINT: &[&str] = &[
    "target",
    "backendService",
    "loadBalancingScheme",
    "IPProtocol",
    "portRange",
    "ports",
    "allPorts",
];
const NEG_TARGET: &[&str] = &["cloudRun", "cloudFunction", "pscTargetService"];
/// An interface has a name, and a BGP session over it.
const LINK: &[(&str, &str)] = &[
    ("interfaces[+].name", "if-$to"),
    ("bgpPeers[+].name", "bgp-$to"),
    ("bgpPeers[+].interfaceName", "if-$to"),
];
const ADDRESS: &[&str] = &["network", "subnetwork", "addressType"];
const INTERNAL: &[(&str, &str)] = &[("addressType", "INTERNAL")];
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

/// Every connection.
pub(super) static TABLE: &[Connection] = &[
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
    to(
        Kind::Instance,
        Kind::Cluster,
        "labels.goog-k8s-cluster-name",
        &[],
    )
    .with(&[("labels.goog-k8s-cluster-location", "$place")]),
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
    to(
        Kind::Router,
        Kind::Address,
        "nats[0].natIps[+]",
        &["nats[0].natIpAllocateOption"],
    )
    .with(&[
        ("nats[0].name", "nat"),
        ("nats[0].natIpAllocateOption", "MANUAL_ONLY"),
        (
            "nats[0].sourceSubnetworkIpRangesToNat",
            "ALL_SUBNETWORKS_ALL_IP_RANGES",
        ),
    ]),
    to(
        Kind::Router,
        Kind::Subnet,
        "nats[0].subnetworks[+].name",
        &["nats[0].sourceSubnetworkIpRangesToNat"],
    )
    .with(&[
        ("nats[0].name", "nat"),
        ("nats[0].natIpAllocateOption", "AUTO_ONLY"),
        (
            "nats[0].sourceSubnetworkIpRangesToNat",
            "LIST_OF_SUBNETWORKS",
        ),
        (
            "nats[0].subnetworks[+].sourceIpRangesToNat[0]",
            "ALL_IP_RANGES",
        ),
    ]),
    to(
        Kind::Router,
        Kind::VpnTunnel,
        "interfaces[+].linkedVpnTunnel",
        &[],
    )
    .with(LINK),
    to(
        Kind::Router,
        Kind::Attachment,
        "interfaces[+].linkedInterconnectAttachment",
        &[],
    )
    .with(LINK),
    to(Kind::Address, Kind::Network, "network", ADDRESS).with(INTERNAL),
    to(Kind::Address, Kind::Subnet, "subnetwork", ADDRESS).with(INTERNAL),
    to(Kind::Network, Kind::Network, "peerings[+].network", &[])
        .with(&[("peerings[+].name", "$from-$to")]),
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
        ENDPOINT,
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
    to(Kind::TargetPool, Kind::TargetPool, "backupPool", &[]),
    to(Kind::TargetInstance, Kind::Instance, "instance", &[]),
    to(Kind::TargetInstance, Kind::Network, "network", &[]),
    to(
        Kind::BackendService,
        Kind::SecurityPolicy,
        "securityPolicy",
        &[],
    ),
    to(Kind::BackendService, Kind::Network, "network", &[]),
    to(Kind::InstanceGroup, Kind::Network, "network", &[]),
    to(Kind::InstanceGroup, Kind::Subnet, "subnetwork", &[]),
    to(Kind::Neg, Kind::Network, "network", &[]),
    to(Kind::Neg, Kind::Subnet, "subnetwork", &[]),
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
        Kind::ServiceAttachment,
        Kind::Network,
        "consumerAcceptLists[+].networkUrl",
        &[],
    )
    .with(&[("consumerAcceptLists[+].connectionLimit", "10")]),
    to(
        Kind::Zone,
        Kind::Cluster,
        "privateVisibilityConfig.gkeClusters[+].gkeClusterName",
        &[],
    ),
    to(
        Kind::ResponsePolicy,
        Kind::Cluster,
        "gkeClusters[+].gkeClusterName",
        &[],
    ),
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
    to(
        Kind::Spoke,
        Kind::Network,
        "linkedVpcNetwork.uri",
        &[
            "linkedVpnTunnels",
            "linkedInterconnectAttachments",
            "linkedRouterApplianceInstances",
        ],
    ),
    to(
        Kind::Spoke,
        Kind::VpnTunnel,
        "linkedVpnTunnels.uris[+]",
        &[
            "linkedVpcNetwork",
            "linkedInterconnectAttachments",
            "linkedRouterApplianceInstances",
        ],
    ),
    to(
        Kind::Spoke,
        Kind::Attachment,
        "linkedInterconnectAttachments.uris[+]",
        &[
            "linkedVpcNetwork",
            "linkedVpnTunnels",
            "linkedRouterApplianceInstances",
        ],
    ),
    to(
        Kind::Spoke,
        Kind::Instance,
        "linkedRouterApplianceInstances.instances[+].virtualMachine",
        &[
            "linkedVpcNetwork",
            "linkedVpnTunnels",
            "linkedInterconnectAttachments",
        ],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::design::fields::{self, Field, Input};
    use crate::import::Group;

    /// References that are no connection: the way, the one at its end, and why.
    const NONE: &[(Kind, Kind, &str)] = &[
        (Kind::RunService, Kind::Network, "by a subnet of it"),
        (Kind::RunJob, Kind::Network, "by a subnet of it"),
        (Kind::Function, Kind::Network, "by a subnet of it"),
        (Kind::Instance, Kind::Network, "by a subnet of it"),
        (Kind::Cluster, Kind::Network, "by a subnet of it"),
        (Kind::Pod, Kind::Network, "needs an address in it too"),
        (Kind::Function, Kind::RunService, "Google makes it"),
        (
            Kind::FirewallPolicy,
            Kind::AddressGroup,
            "it does not say which rule",
        ),
    ];

    fn references(fields: &'static [Field], inside: &str, found: &mut Vec<(String, Kind)>) {
        for field in fields {
            let path = format!("{inside}{}", field.path);
            match field.input {
                Input::Rows(own) => references(own, &format!("{path}[+]."), found),
                Input::Refer(kinds)
                | Input::ReferOr(kinds, _)
                | Input::Own(kinds)
                | Input::Suggest(kinds) => {
                    found.extend(kinds.iter().map(|kind| (path.clone(), *kind)));
                }
                Input::ReferAll(kinds) | Input::OwnAll(kinds) => {
                    found.extend(kinds.iter().map(|kind| (format!("{path}[+]"), *kind)));
                }
                Input::Node => found.push((path, Kind::Network)),
                _ => {}
            }
        }
    }

    #[test]
    fn what_a_form_can_name_can_be_connected() {
        let mut missing = Vec::new();
        for form in fields::forms() {
            let Group::Kind(from) = form.group else {
                continue;
            };
            let mut found = Vec::new();
            references(form.fields, "", &mut found);
            for (path, to) in found {
                let there = TABLE.iter().any(|own| own.from == from && own.to == to);
                let none = NONE.iter().any(|own| own.0 == from && own.1 == to);
                if !there && !none {
                    missing.push(format!("{from:?} {to:?} {path}"));
                }
            }
        }
        assert!(missing.is_empty(), "{missing:#?}");
    }
}
