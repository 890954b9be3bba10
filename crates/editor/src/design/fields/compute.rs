//! Forms of VPC networks and what is in them.

use hopscope_model::Kind;

use super::{Field, Form, Input, field, or};
use crate::import::Group;

const NETWORK: Input = Input::Refer(&[Kind::Network]);
const SUBNET: Input = Input::Refer(&[Kind::Subnet]);
const STACK: Input = Input::Choice(&["IPV4_ONLY", "IPV4_IPV6", "IPV6_ONLY"]);
const DIRECTION: Input = Input::Choice(&["INGRESS", "EGRESS"]);

const LAYER4: &[Field] = &[
    field("IPProtocol", Input::Text),
    field("ports", Input::List),
];
const POLICY_LAYER4: &[Field] = &[
    field("ipProtocol", Input::Text),
    field("ports", Input::List),
];
const TAGS: &[Field] = &[
    field("name", Input::Text),
    or(
        "state",
        Input::Choice(&["EFFECTIVE", "INEFFECTIVE"]),
        "EFFECTIVE",
    ),
];
/// That a rule is limited by one of these is what counts: their values decide nothing here.
const LISTED: Input = Input::There(r#"["*"]"#);
const PEERING: &[Field] = &[
    field("name", Input::Text),
    field("network", Input::Suggest(&[Kind::Network])),
    or("state", Input::Choice(&["ACTIVE", "INACTIVE"]), "ACTIVE"),
    or("exportCustomRoutes", Input::Flag, "false"),
    or("importCustomRoutes", Input::Flag, "false"),
    or("exportSubnetRoutesWithPublicIp", Input::Flag, "true"),
    or("importSubnetRoutesWithPublicIp", Input::Flag, "false"),
    or("stackType", STACK, "IPV4_ONLY"),
];
const NAT_SUBNET: &[Field] = &[
    field("name", SUBNET),
    field("sourceIpRangesToNat", Input::List),
    field("secondaryIpRangeNames", Input::List),
];
const NAT_RULE: &[Field] = &[
    field("ruleNumber", Input::Number),
    field("match", Input::Text),
    field(
        "action.sourceNatActiveIps",
        Input::ReferAll(&[Kind::Address]),
    ),
    field(
        "action.sourceNatActiveRanges",
        Input::ReferAll(&[Kind::Subnet]),
    ),
];
const NAT: &[Field] = &[
    field("name", Input::Text),
    or("type", Input::Choice(&["PUBLIC", "PRIVATE"]), "PUBLIC"),
    or(
        "natIpAllocateOption",
        Input::Choice(&["AUTO_ONLY", "MANUAL_ONLY"]),
        "AUTO_ONLY",
    ),
    field("natIps", Input::ReferAll(&[Kind::Address])),
    field("drainNatIps", Input::ReferAll(&[Kind::Address])),
    field(
        "sourceSubnetworkIpRangesToNat",
        Input::Choice(&[
            "ALL_SUBNETWORKS_ALL_IP_RANGES",
            "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES",
            "LIST_OF_SUBNETWORKS",
        ]),
    ),
    field("subnetworks", Input::Rows(NAT_SUBNET)),
    field(
        "sourceSubnetworkIpRangesToNat64",
        Input::Choice(&["ALL_IPV6_SUBNETWORKS", "LIST_OF_IPV6_SUBNETWORKS"]),
    ),
    field("nat64Subnetworks", Input::Rows(&[field("name", SUBNET)])),
    field("rules", Input::Rows(NAT_RULE)),
    field("endpointTypes", Input::List),
    or("minPortsPerVm", Input::Number, "64"),
    or("enableDynamicPortAllocation", Input::Flag, "false"),
];
const INTERFACE: &[Field] = &[
    field("network", NETWORK),
    field("subnetwork", SUBNET),
    field("networkIP", Input::Text),
    field("accessConfigs", Input::Rows(&[field("natIP", Input::Text)])),
    field(
        "aliasIpRanges",
        Input::Rows(&[field("ipCidrRange", Input::Text)]),
    ),
    field("ipv6Address", Input::Text),
    field(
        "ipv6AccessConfigs",
        Input::Rows(&[field("externalIpv6", Input::Text)]),
    ),
];
const POLICY_RULE: &[Field] = &[
    field("priority", Input::Number),
    field("ruleName", Input::Text),
    or("direction", DIRECTION, "INGRESS"),
    field(
        "action",
        Input::Choice(&["allow", "deny", "goto_next", "apply_security_profile_group"]),
    ),
    field("match.srcIpRanges", Input::List),
    field("match.destIpRanges", Input::List),
    field("match.layer4Configs", Input::Rows(POLICY_LAYER4)),
    field(
        "match.srcAddressGroups",
        Input::ReferAll(&[Kind::AddressGroup]),
    ),
    field(
        "match.destAddressGroups",
        Input::ReferAll(&[Kind::AddressGroup]),
    ),
    field("match.srcSecureTags", Input::Rows(TAGS)),
    field("match.srcFqdns", LISTED),
    field("match.destFqdns", LISTED),
    field("match.srcRegionCodes", LISTED),
    field("match.destRegionCodes", LISTED),
    field("match.srcThreatIntelligences", LISTED),
    field("match.destThreatIntelligences", LISTED),
    field("targetSecureTags", Input::Rows(TAGS)),
    field("targetServiceAccounts", Input::List),
    field("targetResources", Input::ReferAll(&[Kind::Network])),
    or(
        "targetType",
        Input::Choice(&["INSTANCES", "INTERNAL_MANAGED_LB"]),
        "INSTANCES",
    ),
    or("disabled", Input::Flag, "false"),
];

const POLICY_FIELDS: &[Field] = &[
    field("shortName", Input::Text),
    field(
        "associations",
        Input::Rows(&[field("attachmentTarget", Input::Node)]),
    ),
    field("priority", Input::Number),
    field("rules", Input::Rows(POLICY_RULE)),
];
/// The `kind` of firewall policies.
pub(super) const POLICY: &str = "compute#firewallPolicy";
/// Stands for those that hang on a folder or an organisation.
pub(super) const HIERARCHY: &str = "compute#firewallPolicy HIERARCHY";

const ADVERTISED: Input = Input::Rows(&[field("range", Input::Text)]);
const ROUTER_INTERFACE: &[Field] = &[
    field("name", Input::Text),
    field("linkedVpnTunnel", Input::Refer(&[Kind::VpnTunnel])),
    field(
        "linkedInterconnectAttachment",
        Input::Refer(&[Kind::Attachment]),
    ),
];
const BGP_PEER: &[Field] = &[
    field("name", Input::Text),
    field("interfaceName", Input::Text),
    field("peerIpAddress", Input::Text),
    or(
        "advertiseMode",
        Input::Choice(&["DEFAULT", "CUSTOM"]),
        "DEFAULT",
    ),
    field("advertisedGroups", Input::List),
    field("advertisedIpRanges", ADVERTISED),
    or("enable", Input::Choice(&["TRUE", "FALSE"]), "TRUE"),
    field("enableIpv4", Input::Flag),
    field("importPolicies", Input::List),
    field("exportPolicies", Input::List),
    field("customLearnedIpRanges", ADVERTISED),
    or("customLearnedRoutePriority", Input::Number, "100"),
];

pub(super) static FORMS: &[Form] = &[
    Form {
        word: "compute#network",
        group: Group::Kind(Kind::Network),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/networks",
        fields: &[
            or(
                "routingConfig.routingMode",
                Input::Choice(&["REGIONAL", "GLOBAL"]),
                "REGIONAL",
            ),
            or(
                "routingConfig.bgpBestPathSelectionMode",
                Input::Choice(&["LEGACY", "STANDARD"]),
                "LEGACY",
            ),
            or(
                "networkFirewallPolicyEnforcementOrder",
                Input::Choice(&["AFTER_CLASSIC_FIREWALL", "BEFORE_CLASSIC_FIREWALL"]),
                "AFTER_CLASSIC_FIREWALL",
            ),
            or("autoCreateSubnetworks", Input::Flag, "false"),
            or("mtu", Input::Number, "1460"),
            field("peerings", Input::Rows(PEERING)),
        ],
        // Google makes the default route with the network.
        new: r#"[{"kind":"compute#network","name":"$name"},{"kind":"compute#route","name":"default-route-$name","network":"$name","destRange":"0.0.0.0/0","nextHopGateway":"default-internet-gateway"}]"#,
        stem: "vpc",
    },
    Form {
        word: "compute#subnetwork",
        group: Group::Kind(Kind::Subnet),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/subnetworks",
        fields: &[
            field("network", NETWORK),
            field("ipCidrRange", Input::Text),
            or("privateIpGoogleAccess", Input::Flag, "false"),
            or(
                "purpose",
                Input::Choice(&[
                    "PRIVATE",
                    "REGIONAL_MANAGED_PROXY",
                    "GLOBAL_MANAGED_PROXY",
                    "PRIVATE_SERVICE_CONNECT",
                    "PRIVATE_NAT",
                ]),
                "PRIVATE",
            ),
            or("role", Input::Choice(&["ACTIVE", "BACKUP"]), "ACTIVE"),
            field(
                "secondaryIpRanges",
                Input::Rows(&[
                    field("rangeName", Input::Text),
                    field("ipCidrRange", Input::Text),
                ]),
            ),
            or("stackType", STACK, "IPV4_ONLY"),
            or(
                "ipv6AccessType",
                Input::Choice(&["INTERNAL", "EXTERNAL"]),
                "INTERNAL",
            ),
            field("ipv6CidrRange", Input::Text),
            or("allowSubnetCidrRoutesOverlap", Input::Flag, "false"),
        ],
        new: r#"[{"kind":"compute#subnetwork","name":"$name","region":"$region","network":"$network","ipCidrRange":"$range24"}]"#,
        stem: "subnet",
    },
    Form {
        word: "compute#instance",
        group: Group::Kind(Kind::Instance),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/instances",
        fields: &[
            field("networkInterfaces", Input::Rows(INTERFACE)),
            field("tags.items", Input::List),
            field("params.resourceManagerTags", Input::Pairs),
            field("labels.goog-k8s-cluster-name", Input::Text),
            field("labels.goog-k8s-cluster-location", Input::Text),
            field(
                "serviceAccounts",
                Input::Rows(&[field("email", Input::Text)]),
            ),
            or("canIpForward", Input::Flag, "false"),
            or(
                "status",
                Input::Choice(&["RUNNING", "STOPPED", "TERMINATED", "SUSPENDED"]),
                "RUNNING",
            ),
        ],
        new: r#"[{"kind":"compute#instance","name":"$name","zone":"$zone","networkInterfaces":[{"network":"$network","subnetwork":"$subnet","networkIP":"$address"}],"params":{"resourceManagerTags":{}}}]"#,
        stem: "vm",
    },
    Form {
        word: "compute#firewall",
        group: Group::Kind(Kind::Firewall),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/firewalls",
        fields: &[
            field("network", NETWORK),
            or("direction", DIRECTION, "INGRESS"),
            or("priority", Input::Number, "1000"),
            field("allowed", Input::Rows(LAYER4)),
            field("denied", Input::Rows(LAYER4)),
            field("sourceRanges", Input::List),
            field("destinationRanges", Input::List),
            field("sourceTags", Input::List),
            field("sourceServiceAccounts", Input::List),
            field("targetTags", Input::List),
            field("targetServiceAccounts", Input::List),
            or("disabled", Input::Flag, "false"),
        ],
        new: r#"[{"kind":"compute#firewall","name":"$name","network":"$network","direction":"INGRESS","priority":1000,"sourceRanges":["10.0.0.0/8"],"allowed":[{"IPProtocol":"tcp","ports":["443"]}]}]"#,
        stem: "allow-internal",
    },
    Form {
        word: POLICY,
        group: Group::Kind(Kind::FirewallPolicy),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/networkFirewallPolicies",
        fields: POLICY_FIELDS,
        new: r#"[{"kind":"compute#firewallPolicy","name":"$name","associations":[{"attachmentTarget":"$network"}],"rules":[{"priority":1000,"action":"allow","match":{"srcIpRanges":["10.0.0.0/8"],"layer4Configs":[{"ipProtocol":"tcp","ports":["443"]}]}}]}]"#,
        stem: "firewall-policy",
    },
    Form {
        word: HIERARCHY,
        group: Group::Kind(Kind::FirewallPolicy),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/firewallPolicies",
        fields: POLICY_FIELDS,
        new: r#"[{"kind":"compute#firewallPolicy","type":"HIERARCHY","name":"$name","shortName":"$name","associations":[{"attachmentTarget":"$node"}],"rules":[{"priority":1000,"action":"goto_next","match":{"srcIpRanges":["0.0.0.0/0"],"layer4Configs":[{"ipProtocol":"all"}]}}]}]"#,
        stem: "hierarchical-policy",
    },
    Form {
        word: "compute#route",
        group: Group::Kind(Kind::Route),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/routes",
        fields: &[
            field("network", NETWORK),
            field("destRange", Input::Text),
            or("priority", Input::Number, "1000"),
            field("tags", Input::List),
            field(
                "nextHopGateway",
                Input::Choice(&["default-internet-gateway"]),
            ),
            field("nextHopInstance", Input::Refer(&[Kind::Instance])),
            field("nextHopIp", Input::Text),
            field("nextHopIlb", Input::Suggest(&[Kind::ForwardingRule])),
            field("nextHopVpnTunnel", Input::Refer(&[Kind::VpnTunnel])),
            field("nextHopPeering", Input::Text),
            field(
                "nextHopInterconnectAttachment",
                Input::Refer(&[Kind::Attachment]),
            ),
        ],
        new: r#"[{"kind":"compute#route","name":"$name","network":"$network","destRange":"0.0.0.0/0","nextHopGateway":"default-internet-gateway"}]"#,
        stem: "route",
    },
    Form {
        word: "compute#router",
        group: Group::Kind(Kind::Router),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/routers",
        fields: &[
            field("network", NETWORK),
            field("nats", Input::Rows(NAT)),
            field("bgp.asn", Input::Number),
            or(
                "bgp.advertiseMode",
                Input::Choice(&["DEFAULT", "CUSTOM"]),
                "DEFAULT",
            ),
            field("bgp.advertisedGroups", Input::List),
            field("bgp.advertisedIpRanges", ADVERTISED),
            field("interfaces", Input::Rows(ROUTER_INTERFACE)),
            field("bgpPeers", Input::Rows(BGP_PEER)),
        ],
        new: r#"[{"kind":"compute#router","name":"$name","region":"$region","network":"$network","nats":[{"name":"nat","natIpAllocateOption":"AUTO_ONLY","sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]}]"#,
        stem: "router",
    },
    Form {
        word: "compute#address",
        group: Group::Kind(Kind::Address),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/addresses",
        fields: &[
            field("address", Input::Text),
            or(
                "addressType",
                Input::Choice(&["EXTERNAL", "INTERNAL"]),
                "EXTERNAL",
            ),
            field(
                "purpose",
                Input::Choice(&[
                    "GCE_ENDPOINT",
                    "VPC_PEERING",
                    "PRIVATE_SERVICE_CONNECT",
                    "NAT_AUTO",
                    "SHARED_LOADBALANCER_VIP",
                ]),
            ),
            field("prefixLength", Input::Number),
            field("network", NETWORK),
            field("subnetwork", SUBNET),
            or("status", Input::Choice(&["RESERVED", "IN_USE"]), "RESERVED"),
            field("users", Input::List),
        ],
        new: r#"[{"kind":"compute#address","name":"$name","region":"$region","address":"$external"}]"#,
        stem: "address",
    },
    Form {
        word: "networkconnectivity.googleapis.com/PolicyBasedRoute",
        group: Group::Kind(Kind::PolicyRoute),
        doc: "https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.policyBasedRoutes",
        fields: &[
            field("network", NETWORK),
            or(
                "filter.protocolVersion",
                Input::Choice(&["IPV4", "IPV6"]),
                "IPV4",
            ),
            field("filter.srcRange", Input::Text),
            field("filter.destRange", Input::Text),
            or(
                "filter.ipProtocol",
                Input::Choice(&["ALL", "TCP", "UDP"]),
                "ALL",
            ),
            or("priority", Input::Number, "1000"),
            field("virtualMachine.tags", Input::List),
            field("interconnectAttachment.region", Input::Text),
            field("nextHopIlbIp", Input::Text),
            field("nextHopOtherRoutes", Input::Choice(&["DEFAULT_ROUTING"])),
        ],
        new: r#"[{"assetType":"networkconnectivity.googleapis.com/PolicyBasedRoute","name":"projects/$project/locations/global/policyBasedRoutes/$name","network":"$network","filter":{"destRange":"0.0.0.0/0"},"nextHopOtherRoutes":"DEFAULT_ROUTING"}]"#,
        stem: "policy-route",
    },
    Form {
        word: "compute#vpnTunnel",
        group: Group::Kind(Kind::VpnTunnel),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/vpnTunnels",
        fields: &[
            field("router", Input::Refer(&[Kind::Router])),
            or(
                "status",
                Input::Choice(&["ESTABLISHED", "NETWORK_ERROR"]),
                "ESTABLISHED",
            ),
            field("vpnGateway", Input::Text),
            field("targetVpnGateway", Input::Text),
            field("peerGcpGateway", Input::Text),
            or("localTrafficSelector", Input::List, "0.0.0.0/0"),
            or("remoteTrafficSelector", Input::List, "0.0.0.0/0"),
        ],
        new: r#"[{"kind":"compute#vpnTunnel","name":"$name","region":"$region","status":"ESTABLISHED"}]"#,
        stem: "tunnel",
    },
    Form {
        word: "compute#interconnectAttachment",
        group: Group::Kind(Kind::Attachment),
        doc: "https://cloud.google.com/compute/docs/reference/rest/v1/interconnectAttachments",
        fields: &[
            field("router", Input::Refer(&[Kind::Router])),
            field("type", Input::Choice(&["L2_DEDICATED"])),
            or(
                "operationalStatus",
                Input::Choice(&["OS_ACTIVE", "OS_UNPROVISIONED"]),
                "OS_ACTIVE",
            ),
        ],
        new: r#"[{"kind":"compute#interconnectAttachment","name":"$name","region":"$region"}]"#,
        stem: "attachment",
    },
];
