//! Forms of Cloud DNS, GKE, Cloud SQL and of what holds projects together.

use hopscope_model::Kind;

use super::{Field, Form, Input, field, or};
use crate::import::Group;

const NETWORK: Input = Input::Refer(&[Kind::Network]);
const SUBNET: Input = Input::Refer(&[Kind::Subnet]);
const NETWORK_URL: &[Field] = &[field("networkUrl", NETWORK)];
const CLUSTER_NAME: &[Field] = &[field("gkeClusterName", Input::Refer(&[Kind::Cluster]))];
const NAME_SERVER: &[Field] = &[
    field("ipv4Address", Input::Text),
    field("ipv6Address", Input::Text),
    field("domainName", Input::Text),
    or(
        "forwardingPath",
        Input::Choice(&["default", "private"]),
        "default",
    ),
];

const POLICY_PORTS: Input = Input::Rows(&[
    or("protocol", Input::Choice(&["TCP", "UDP", "SCTP"]), "TCP"),
    field("port", Input::Text),
    field("endPort", Input::Number),
]);
const POLICY_PEERS: Input = Input::Rows(&[
    field("podSelector", Input::Selector),
    field("namespaceSelector", Input::Selector),
    field("ipBlock.cidr", Input::Text),
    field("ipBlock.except", Input::List),
]);
const APPLIANCE: &[Field] = &[
    field("virtualMachine", Input::Refer(&[Kind::Instance])),
    field("ipAddress", Input::Text),
];
const INGRESS: &[Field] = &[field("from", POLICY_PEERS), field("ports", POLICY_PORTS)];
const EGRESS: &[Field] = &[field("to", POLICY_PEERS), field("ports", POLICY_PORTS)];

pub(super) static FORMS: &[Form] = &[
    Form {
        word: "dns#managedZone",
        group: Group::Kind(Kind::Zone),
        doc: "https://cloud.google.com/dns/docs/reference/rest/v1/managedZones",
        fields: &[
            field("dnsName", Input::Text),
            or(
                "visibility",
                Input::Choice(&["public", "private"]),
                "public",
            ),
            field("privateVisibilityConfig.networks", Input::Rows(NETWORK_URL)),
            field(
                "privateVisibilityConfig.gkeClusters",
                Input::Rows(CLUSTER_NAME),
            ),
            field(
                "forwardingConfig.targetNameServers",
                Input::Rows(NAME_SERVER),
            ),
            field("peeringConfig.targetNetwork.networkUrl", NETWORK),
            field("reverseLookupConfig", Input::There("{}")),
            field("serviceDirectoryConfig", Input::There("{}")),
        ],
        new: r#"[{"kind":"dns#managedZone","name":"$name","dnsName":"$name.example.","visibility":"private","privateVisibilityConfig":{"networks":[{"networkUrl":"$network"}]}},{"kind":"hopscope#export","managedZone":"$name","items":[]}]"#,
        stem: "zone",
    },
    Form {
        word: "dns#policy",
        group: Group::Kind(Kind::DnsPolicy),
        doc: "https://cloud.google.com/dns/docs/reference/rest/v1/policies",
        fields: &[
            field("networks", Input::Rows(NETWORK_URL)),
            or("enableInboundForwarding", Input::Flag, "false"),
            field(
                "alternativeNameServerConfig.targetNameServers",
                Input::Rows(NAME_SERVER),
            ),
        ],
        new: r#"[{"kind":"dns#policy","name":"$name","networks":[{"networkUrl":"$network"}],"enableInboundForwarding":true}]"#,
        stem: "dns-policy",
    },
    Form {
        word: "dns#responsePolicy",
        group: Group::Kind(Kind::ResponsePolicy),
        doc: "https://cloud.google.com/dns/docs/reference/rest/v1/responsePolicies",
        fields: &[
            field("networks", Input::Rows(NETWORK_URL)),
            field("gkeClusters", Input::Rows(CLUSTER_NAME)),
        ],
        new: r#"[{"kind":"dns#responsePolicy","responsePolicyName":"$name","networks":[{"networkUrl":"$network"}]},{"kind":"hopscope#export","resource":"response-policy/$name","items":[]}]"#,
        stem: "response-policy",
    },
    Form {
        word: "container.googleapis.com/Cluster",
        group: Group::Kind(Kind::Cluster),
        doc: "https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters",
        fields: &[
            or("status", Input::Choice(&["RUNNING", "ERROR"]), "RUNNING"),
            field("network", NETWORK),
            field("subnetwork", SUBNET),
            field("clusterIpv4Cidr", Input::Text),
            field(
                "nodePools",
                Input::Rows(&[field("networkConfig.podIpv4CidrBlock", Input::Text)]),
            ),
            field("servicesIpv4Cidr", Input::Text),
            or("ipAllocationPolicy.useIpAliases", Input::Flag, "false"),
            field("ipAllocationPolicy.clusterSecondaryRangeName", Input::Text),
            or(
                "networkConfig.datapathProvider",
                Input::Choice(&["LEGACY_DATAPATH", "ADVANCED_DATAPATH"]),
                "LEGACY_DATAPATH",
            ),
            or(
                "networkConfig.enableIntraNodeVisibility",
                Input::Flag,
                "false",
            ),
            or(
                "networkConfig.defaultSnatStatus.disabled",
                Input::Flag,
                "false",
            ),
            or(
                "privateClusterConfig.enablePrivateNodes",
                Input::Flag,
                "false",
            ),
            field("privateClusterConfig.masterIpv4CidrBlock", Input::Text),
            field("privateClusterConfig.privateEndpoint", Input::Text),
            field("privateClusterConfig.publicEndpoint", Input::Text),
            or(
                "masterAuthorizedNetworksConfig.enabled",
                Input::Flag,
                "false",
            ),
            field(
                "masterAuthorizedNetworksConfig.cidrBlocks",
                Input::Rows(&[field("cidrBlock", Input::Text)]),
            )
            .only("masterAuthorizedNetworksConfig.enabled", &["true"]),
            field(
                "masterAuthorizedNetworksConfig.gcpPublicCidrsAccessEnabled",
                Input::Flag,
            )
            .only("masterAuthorizedNetworksConfig.enabled", &["true"]),
            field(
                "masterAuthorizedNetworksConfig.privateEndpointEnforcementEnabled",
                Input::Flag,
            )
            .only("masterAuthorizedNetworksConfig.enabled", &["true"]),
            or(
                "privateClusterConfig.enablePrivateEndpoint",
                Input::Flag,
                "false",
            ),
            or(
                "controlPlaneEndpointsConfig.ipEndpointsConfig.enabled",
                Input::Flag,
                "true",
            ),
            field(
                "controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint",
                Input::Text,
            ),
            field(
                "controlPlaneEndpointsConfig.dnsEndpointConfig.allowExternalTraffic",
                Input::Flag,
            ),
            or(
                "privateClusterConfig.masterGlobalAccessConfig.enabled",
                Input::Flag,
                "false",
            ),
            field("privateClusterConfig.peeringName", Input::Text),
            or("networkPolicy.enabled", Input::Flag, "false"),
            or(
                "networkConfig.dnsConfig.clusterDns",
                Input::Choice(&["CLOUD_DNS", "KUBE_DNS"]),
                "KUBE_DNS",
            ),
            field("addonsConfig.dnsCacheConfig.enabled", Input::Flag),
            field("workloadIdentityConfig.workloadPool", Input::Text),
        ],
        new: r#"[{"assetType":"container.googleapis.com/Cluster","name":"$name","location":"$region","network":"$network","subnetwork":"$subnet","clusterIpv4Cidr":"$range16","ipAllocationPolicy":{"useIpAliases":true}}]"#,
        stem: "cluster",
    },
    Form {
        word: "hopscope#pod",
        group: Group::Kind(Kind::Pod),
        doc: "https://cloud.google.com/kubernetes-engine/docs/concepts/network-overview",
        fields: &[
            field("node", Input::Own(&[Kind::Instance])),
            field("ip", Input::Text),
            field("labels", Input::Pairs),
            or("phase", Input::Choice(&["Running", "Failed"]), "Running"),
            or("ready", Input::Flag, "true"),
            or("hostNetwork", Input::Flag, "false"),
            field(
                "interfaces",
                Input::Rows(&[field("network", NETWORK), field("ip", Input::Text)]),
            ),
            field("defaultNetwork", NETWORK),
        ],
        new: r#"[{"kind":"hopscope#pod","name":"$name","cluster":"$cluster","namespace":"default","ip":"$pod","labels":{"app":"$name"}}]"#,
        stem: "pod",
    },
    Form {
        word: "networking.k8s.io/NetworkPolicy",
        group: Group::Kind(Kind::NetworkPolicy),
        doc: "https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/",
        fields: &[
            field("cluster", Input::Refer(&[Kind::Cluster])),
            or("namespace", Input::Text, "default"),
            field("spec.podSelector", Input::Selector),
            field("spec.policyTypes", Input::List),
            field("spec.ingress", Input::Rows(INGRESS)),
            field("spec.egress", Input::Rows(EGRESS)),
        ],
        new: r#"[{"assetType":"networking.k8s.io/NetworkPolicy","name":"$name","cluster":"$cluster","namespace":"default","spec":{"podSelector":{},"policyTypes":["Ingress"]}}]"#,
        stem: "policy",
    },
    Form {
        word: "k8s.io/Service",
        group: Group::Kind(Kind::KubeService),
        doc: "https://cloud.google.com/kubernetes-engine/docs/concepts/service",
        fields: &[
            field("cluster", Input::Refer(&[Kind::Cluster])),
            or("namespace", Input::Text, "default"),
            field("spec.clusterIPs", Input::List),
            field("spec.selector", Input::Pairs),
            field(
                "spec.ports",
                Input::Rows(&[
                    or("protocol", Input::Choice(&["TCP", "UDP", "SCTP"]), "TCP"),
                    field("port", Input::Number),
                    field("targetPort", Input::Text),
                    field("nodePort", Input::Number),
                ]),
            ),
            or(
                "spec.externalTrafficPolicy",
                Input::Choice(&["Cluster", "Local"]),
                "Cluster",
            ),
            or(
                "spec.internalTrafficPolicy",
                Input::Choice(&["Cluster", "Local"]),
                "Cluster",
            ),
            field("spec.loadBalancerSourceRanges", Input::List),
            field(
                "status.loadBalancer.ingress",
                Input::Rows(&[field("ip", Input::Text)]),
            ),
        ],
        new: r#"[{"assetType":"k8s.io/Service","name":"$name","cluster":"$cluster","namespace":"default","spec":{"ports":[{"port":80}],"selector":{}}}]"#,
        stem: "service",
    },
    Form {
        word: "sql#instance",
        group: Group::Kind(Kind::Sql),
        doc: "https://cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances",
        fields: &[
            field(
                "ipAddresses",
                Input::Rows(&[
                    field("type", Input::Choice(&["PRIMARY", "PRIVATE", "OUTGOING"])),
                    field("ipAddress", Input::Text),
                ]),
            ),
            field("databaseVersion", Input::Text),
            or(
                "settings.activationPolicy",
                Input::Choice(&["ALWAYS", "NEVER"]),
                "ALWAYS",
            ),
            or(
                "settings.connectorEnforcement",
                Input::Choice(&["NOT_REQUIRED", "REQUIRED"]),
                "NOT_REQUIRED",
            ),
            or(
                "settings.connectionPoolConfig.connectionPoolingEnabled",
                Input::Flag,
                "false",
            ),
            field(
                "pscServiceAttachmentLink",
                Input::Refer(&[Kind::ServiceAttachment]),
            ),
            field("settings.ipConfiguration.privateNetwork", NETWORK),
            field(
                "settings.ipConfiguration.authorizedNetworks",
                Input::Rows(&[
                    field("value", Input::Text),
                    field("expirationTime", Input::Text),
                ]),
            ),
        ],
        new: r#"[{"kind":"sql#instance","name":"$name","region":"$region","databaseVersion":"POSTGRES_17","ipAddresses":[{"type":"PRIVATE","ipAddress":"$private"}],"settings":{"ipConfiguration":{"privateNetwork":"$network"}}}]"#,
        stem: "sql",
    },
    Form {
        word: "cloudresourcemanager.googleapis.com/Project",
        group: Group::Kind(Kind::Project),
        doc: "https://cloud.google.com/resource-manager/reference/rest/v3/projects",
        fields: &[
            field("projectNumber", Input::Text),
            field("ancestors", Input::List),
        ],
        new: r#"[{"assetType":"cloudresourcemanager.googleapis.com/Project","projectId":"$name"}]"#,
        stem: "project",
    },
    Form {
        word: "identity.accesscontextmanager.googleapis.com/ServicePerimeter",
        group: Group::Kind(Kind::Perimeter),
        doc: "https://cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters",
        fields: &[
            field("status.resources", Input::List),
            field("status.restrictedServices", Input::List),
            or(
                "status.vpcAccessibleServices.enableRestriction",
                Input::Flag,
                "false",
            ),
            field("status.vpcAccessibleServices.allowedServices", Input::List),
            field("status.accessLevels", Input::List),
            field("status.ingressPolicies", Input::There("[{}]")),
            field("status.egressPolicies", Input::There("[{}]")),
            or(
                "perimeterType",
                Input::Choice(&["PERIMETER_TYPE_REGULAR", "PERIMETER_TYPE_BRIDGE"]),
                "PERIMETER_TYPE_REGULAR",
            ),
        ],
        new: r#"[{"assetType":"identity.accesscontextmanager.googleapis.com/ServicePerimeter","name":"$name","status":{"resources":["projects/$project"],"restrictedServices":["storage.googleapis.com"]}}]"#,
        stem: "perimeter",
    },
    Form {
        word: "networksecurity.googleapis.com/AddressGroup",
        group: Group::Kind(Kind::AddressGroup),
        doc: "https://cloud.google.com/network-security/docs/reference/networksecurity/rest/v1/projects.locations.addressGroups",
        fields: &[field("items", Input::List)],
        new: r#"[{"assetType":"networksecurity.googleapis.com/AddressGroup","name":"projects/$project/locations/global/addressGroups/$name","items":["203.0.113.0/24"]}]"#,
        stem: "addresses",
    },
    Form {
        word: "networkconnectivity.googleapis.com/Hub",
        group: Group::Kind(Kind::Hub),
        doc: "https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs",
        fields: &[
            or(
                "presetTopology",
                Input::Choice(&["MESH", "STAR", "HYBRID_INSPECTION"]),
                "MESH",
            ),
            or("exportPsc", Input::Flag, "false"),
        ],
        new: r#"[{"assetType":"networkconnectivity.googleapis.com/Hub","name":"projects/$project/locations/global/hubs/$name"}]"#,
        stem: "hub",
    },
    Form {
        word: "networkconnectivity.googleapis.com/Spoke",
        group: Group::Kind(Kind::Spoke),
        doc: "https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes",
        fields: &[
            field("hub", Input::Refer(&[Kind::Hub])),
            field("group", Input::Choice(&["default", "center", "edge"])),
            or("state", Input::Choice(&["ACTIVE", "INACTIVE"]), "ACTIVE"),
            field("linkedVpcNetwork.uri", NETWORK),
            field("linkedVpcNetwork.includeExportRanges", Input::List)
                .only("linkedVpcNetwork.uri", &[]),
            field("linkedVpcNetwork.excludeExportRanges", Input::List)
                .only("linkedVpcNetwork.uri", &[]),
            field("linkedVpcNetwork.includeImportRanges", Input::List)
                .only("linkedVpcNetwork.uri", &[]),
            field("linkedVpcNetwork.excludeImportRanges", Input::List)
                .only("linkedVpcNetwork.uri", &[]),
            field("linkedVpnTunnels.uris", Input::ReferAll(&[Kind::VpnTunnel])),
            field("linkedVpnTunnels.includeExportRanges", Input::List)
                .only("linkedVpnTunnels.uris", &[]),
            field("linkedVpnTunnels.excludeExportRanges", Input::List)
                .only("linkedVpnTunnels.uris", &[]),
            field("linkedVpnTunnels.includeImportRanges", Input::List)
                .only("linkedVpnTunnels.uris", &[]),
            field("linkedVpnTunnels.excludeImportRanges", Input::List)
                .only("linkedVpnTunnels.uris", &[]),
            or(
                "linkedVpnTunnels.siteToSiteDataTransfer",
                Input::Flag,
                "false",
            )
            .only("linkedVpnTunnels.uris", &[]),
            field(
                "linkedInterconnectAttachments.uris",
                Input::ReferAll(&[Kind::Attachment]),
            ),
            field(
                "linkedInterconnectAttachments.includeExportRanges",
                Input::List,
            )
            .only("linkedInterconnectAttachments.uris", &[]),
            field(
                "linkedInterconnectAttachments.excludeExportRanges",
                Input::List,
            )
            .only("linkedInterconnectAttachments.uris", &[]),
            field(
                "linkedInterconnectAttachments.includeImportRanges",
                Input::List,
            )
            .only("linkedInterconnectAttachments.uris", &[]),
            field(
                "linkedInterconnectAttachments.excludeImportRanges",
                Input::List,
            )
            .only("linkedInterconnectAttachments.uris", &[]),
            or(
                "linkedInterconnectAttachments.siteToSiteDataTransfer",
                Input::Flag,
                "false",
            )
            .only("linkedInterconnectAttachments.uris", &[]),
            field(
                "linkedRouterApplianceInstances.instances",
                Input::Rows(APPLIANCE),
            ),
            field(
                "linkedRouterApplianceInstances.includeExportRanges",
                Input::List,
            )
            .only("linkedRouterApplianceInstances.instances", &[]),
            field(
                "linkedRouterApplianceInstances.excludeExportRanges",
                Input::List,
            )
            .only("linkedRouterApplianceInstances.instances", &[]),
            field(
                "linkedRouterApplianceInstances.includeImportRanges",
                Input::List,
            )
            .only("linkedRouterApplianceInstances.instances", &[]),
            field(
                "linkedRouterApplianceInstances.excludeImportRanges",
                Input::List,
            )
            .only("linkedRouterApplianceInstances.instances", &[]),
            or(
                "linkedRouterApplianceInstances.siteToSiteDataTransfer",
                Input::Flag,
                "false",
            )
            .only("linkedRouterApplianceInstances.instances", &[]),
        ],
        new: r#"[{"assetType":"networkconnectivity.googleapis.com/Spoke","name":"projects/$project/locations/global/spokes/$name","hub":"$hub","linkedVpcNetwork":{"uri":"$network"}}]"#,
        stem: "spoke",
    },
];
