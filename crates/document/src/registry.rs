//! THE list of kinds that are read: how an object is told to be of a kind, and what reads it. A new kind is one
//! row here and one file beside its like.

use hopscope_model::Kind;
use hopscope_model::resource::{
    Address, AddressGroup, App, Attachment, BackendService, Cluster, Connector, DnsPolicy,
    Firewall, FirewallPolicy, ForwardingRule, Function, HealthCheck, Hub, InstanceGroup, Neg,
    Network, Perimeter, PolicyRoute, Project, ResponsePolicy, Route, Router, SecurityPolicy,
    ServiceAttachment, Spoke, Sql, Subnet, TargetInstance, TargetPool, TargetProxy, UnreadPart,
    UrlMap, VpnTunnel, Zone,
};

use crate::codec::Codec;
use crate::compute::firewall_policy;
use crate::compute::peering::{CONNECTION, PEERING};
use crate::connectivity;
use crate::dns::response_policy;
use crate::envelope::{Around, Envelope, Identity, identity};
use crate::item::{EFFECTIVE_POLICY, Item};
use crate::names::Path;
use crate::other::deny_policy::DENY_POLICY;
use crate::other::org_policy::ORG_POLICY;
use crate::other::{address_group, perimeter, project};
use crate::reader::Reader;
use crate::serverless::app;
use crate::serverless::domain_mapping::{DOMAIN_MAPPING, mapping_identity};
use crate::serverless::knative::{knative_identity, run_identity};

/// When objects of a kind are read: first what stands by itself, then what belongs to it, then what refers to
/// either.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Turn {
    /// Resources of Google's.
    First,
    /// Parts of others: record sets, endpoints, members, pods.
    Second,
    /// What names others: processes, tunnels, policies.
    Third,
}

/// One kind of object.
pub(crate) struct Row {
    /// What a failed one is kept as.
    pub(crate) kind: Kind,
    /// `kind`; with the group of `apiVersion` in front where there is one: `serving.knative.dev Service`.
    pub(crate) kinds: &'static [&'static str],
    /// Cloud Asset types.
    pub(crate) assets: &'static [&'static str],
    /// Collections in `selfLink` or `name`, and fields of which one has to be there.
    pub(crate) collections: &'static [(&'static str, &'static [&'static str])],
    /// Sets of fields that only this kind has.
    pub(crate) fields: &'static [&'static [&'static str]],
    /// Keys of objects that hold a list of it.
    pub(crate) lists: &'static [&'static str],
    /// When it is read.
    pub(crate) turn: Turn,
    /// What of the resource is not known where one cannot be read.
    pub(crate) part: UnreadPart,
    /// Who one is, as far as it says.
    pub(crate) identity: fn(&Item<'_>) -> Identity,
    /// What reads it.
    pub(crate) read: fn(&mut Reader<'_>, &Item<'_>),
}

/// Reads what has a table and Google's usual shape.
fn resource<R: Codec>(reader: &mut Reader<'_>, item: &Item<'_>) {
    reader.resource::<R>(item);
}

/// The identity of what has Google's usual names.
fn usual(item: &Item<'_>) -> Identity {
    identity(&item.envelope, &item.around)
}

impl Row {
    const fn new(kind: Kind, read: fn(&mut Reader<'_>, &Item<'_>)) -> Self {
        Self {
            kind,
            kinds: &[],
            assets: &[],
            collections: &[],
            fields: &[],
            lists: &[],
            turn: Turn::First,
            part: UnreadPart::Resource,
            identity: usual,
            read,
        }
    }

    /// A part of another resource.
    const fn part(kind: Kind, read: fn(&mut Reader<'_>, &Item<'_>)) -> Self {
        Self {
            turn: Turn::Second,
            ..Self::new(kind, read)
        }
    }

    /// A Hopscope object that refers to others.
    const fn referring(kind: Kind, read: fn(&mut Reader<'_>, &Item<'_>)) -> Self {
        Self {
            turn: Turn::Third,
            ..Self::new(kind, read)
        }
    }
}

/// What belongs to a network is in the network's project, which its reference says where nothing else does.
fn of_network(item: &Item<'_>) -> Identity {
    let own = usual(item);
    let network = item.envelope.word("network");
    Identity {
        weak_project: network.and_then(|network| {
            let project = Path::parse(&network).project?;
            Some(project.to_owned())
        }),
        ..own
    }
}

/// The row of a kind that has a table, of the shape in which it is written.
pub(crate) fn word_of(kind: Kind) -> Option<&'static str> {
    let row = ROWS
        .iter()
        .find(|row| row.kind == kind && row.turn == Turn::First)?;
    row.kinds.first().or(row.assets.first()).copied()
}

/// Every kind that is read.
pub(crate) static ROWS: &[Row] = &[
    Row {
        kinds: &["compute#network"],
        assets: &["compute.googleapis.com/Network"],
        collections: &[(
            "networks",
            &[
                "autoCreateSubnetworks",
                "routingConfig",
                "subnetworks",
                "peerings",
            ],
        )],
        ..Row::new(Kind::Network, resource::<Network>)
    },
    Row {
        kinds: &["compute#subnetwork"],
        assets: &["compute.googleapis.com/Subnetwork"],
        collections: &[("subnetworks", &["ipCidrRange", "network"])],
        fields: &[
            &["ipCidrRange", "network", "gatewayAddress"],
            &["ipCidrRange", "network", "privateIpGoogleAccess"],
            &["ipCidrRange", "region"],
        ],
        identity: of_network,
        ..Row::new(Kind::Subnet, resource::<Subnet>)
    },
    Row {
        kinds: &["compute#route"],
        assets: &["compute.googleapis.com/Route"],
        collections: &[("routes", &["destRange"])],
        fields: &[
            &["destRange", "network"],
            &["destRange", "nextHopGateway"],
            &["destRange", "nextHopIp"],
        ],
        identity: of_network,
        ..Row::new(Kind::Route, resource::<Route>)
    },
    Row {
        kinds: &["compute#firewall"],
        assets: &["compute.googleapis.com/Firewall"],
        collections: &[("firewalls", &["network", "allowed", "denied"])],
        fields: &[
            &["allowed", "network"],
            &["denied", "network"],
            &["allowed", "direction"],
            &["denied", "direction"],
            &["allowed", "sourceRanges"],
            &["denied", "sourceRanges"],
        ],
        identity: of_network,
        ..Row::new(Kind::Firewall, resource::<Firewall>)
    },
    Row {
        kinds: &["compute#address"],
        assets: &[
            "compute.googleapis.com/Address",
            "compute.googleapis.com/GlobalAddress",
        ],
        collections: &[("addresses", &["address", "addressType"])],
        fields: &[&["address", "addressType"]],
        ..Row::new(Kind::Address, resource::<Address>)
    },
    Row {
        kinds: &["compute#router"],
        assets: &["compute.googleapis.com/Router"],
        collections: &[("routers", &["network", "nats", "bgp"])],
        fields: &[&["nats", "network"], &["bgp", "network"]],
        identity: of_network,
        ..Row::new(Kind::Router, resource::<Router>)
    },
    Row {
        kinds: &["compute#instance"],
        assets: &["compute.googleapis.com/Instance"],
        collections: &[("instances", &["networkInterfaces"])],
        fields: &[
            &["networkInterfaces", "machineType"],
            &["networkInterfaces", "zone"],
        ],
        ..Row::new(Kind::Instance, |reader, item| reader.instance(item))
    },
    Row {
        kinds: &["compute#firewallPolicy"],
        assets: &["compute.googleapis.com/FirewallPolicy"],
        collections: &[("firewallPolicies", &["rules", "associations"])],
        fields: &[&["rules", "shortName"], &["rules", "associations"]],
        identity: firewall_policy::policy_identity,
        ..Row::new(Kind::FirewallPolicy, resource::<FirewallPolicy>)
    },
    Row {
        assets: &["networksecurity.googleapis.com/AddressGroup"],
        collections: &[("addressGroups", &["items", "capacity", "type"])],
        fields: &[&["capacity", "type", "items"]],
        lists: &["addressGroups"],
        identity: address_group::group_identity,
        ..Row::new(Kind::AddressGroup, resource::<AddressGroup>)
    },
    Row {
        kinds: &["cloudresourcemanager.googleapis.com/TagBinding"],
        assets: &["cloudresourcemanager.googleapis.com/TagBinding"],
        collections: &[("tagBindings", &["tagValue"])],
        fields: &[&["parent", "tagValue"], &["tagValue", "namespacedTagValue"]],
        lists: &["tagBindings"],
        ..Row::part(Kind::Instance, |reader, item| reader.tag_binding(item))
    },
    Row {
        kinds: &["compute#forwardingRule", "compute#globalForwardingRule"],
        assets: &[
            "compute.googleapis.com/ForwardingRule",
            "compute.googleapis.com/GlobalForwardingRule",
        ],
        collections: &[(
            "forwardingRules",
            &["IPAddress", "target", "backendService"],
        )],
        fields: &[&["IPAddress", "target"], &["IPAddress", "backendService"]],
        ..Row::new(Kind::ForwardingRule, resource::<ForwardingRule>)
    },
    Row {
        kinds: &[
            "compute#targetHttpProxy",
            "compute#targetHttpsProxy",
            "compute#targetTcpProxy",
            "compute#targetSslProxy",
            "compute#targetGrpcProxy",
        ],
        assets: &[
            "compute.googleapis.com/TargetHttpProxy",
            "compute.googleapis.com/TargetHttpsProxy",
            "compute.googleapis.com/TargetTcpProxy",
            "compute.googleapis.com/TargetSslProxy",
            "compute.googleapis.com/TargetGrpcProxy",
        ],
        collections: &[
            ("targetHttpProxies", &["urlMap"]),
            ("targetHttpsProxies", &["urlMap"]),
            ("targetGrpcProxies", &["urlMap"]),
            ("targetTcpProxies", &["service"]),
            ("targetSslProxies", &["service"]),
        ],
        ..Row::new(Kind::TargetProxy, resource::<TargetProxy>)
    },
    Row {
        kinds: &["compute#urlMap"],
        assets: &[
            "compute.googleapis.com/UrlMap",
            "compute.googleapis.com/RegionUrlMap",
        ],
        collections: &[(
            "urlMaps",
            &[
                "defaultService",
                "pathMatchers",
                "hostRules",
                "defaultUrlRedirect",
                "defaultRouteAction",
            ],
        )],
        fields: &[
            &["defaultService", "hostRules"],
            &["pathMatchers", "hostRules"],
        ],
        ..Row::new(Kind::UrlMap, resource::<UrlMap>)
    },
    Row {
        kinds: &["compute#backendService"],
        assets: &[
            "compute.googleapis.com/BackendService",
            "compute.googleapis.com/RegionBackendService",
        ],
        collections: &[(
            "backendServices",
            &["backends", "protocol", "loadBalancingScheme"],
        )],
        fields: &[
            &["backends", "protocol"],
            &["backends", "loadBalancingScheme"],
        ],
        ..Row::new(Kind::BackendService, resource::<BackendService>)
    },
    Row {
        kinds: &["compute#instanceGroup"],
        assets: &["compute.googleapis.com/InstanceGroup"],
        collections: &[("instanceGroups", &["network", "size", "namedPorts"])],
        ..Row::new(Kind::InstanceGroup, resource::<InstanceGroup>)
    },
    Row {
        kinds: &["compute#networkEndpointGroup"],
        assets: &["compute.googleapis.com/NetworkEndpointGroup"],
        collections: &[("networkEndpointGroups", &["networkEndpointType"])],
        fields: &[&["networkEndpointType"]],
        ..Row::new(Kind::Neg, resource::<Neg>)
    },
    Row {
        kinds: &[
            "compute#healthCheck",
            "compute#httpHealthCheck",
            "compute#httpsHealthCheck",
        ],
        assets: &[
            "compute.googleapis.com/HealthCheck",
            "compute.googleapis.com/RegionHealthCheck",
        ],
        collections: &[("healthChecks", &["type", "checkIntervalSec"])],
        fields: &[&["type", "checkIntervalSec", "healthyThreshold"]],
        ..Row::new(Kind::HealthCheck, resource::<HealthCheck>)
    },
    Row {
        kinds: &["compute#targetPool"],
        assets: &["compute.googleapis.com/TargetPool"],
        collections: &[(
            "targetPools",
            &["instances", "healthChecks", "sessionAffinity"],
        )],
        ..Row::new(Kind::TargetPool, resource::<TargetPool>)
    },
    Row {
        kinds: &["compute#targetInstance"],
        assets: &["compute.googleapis.com/TargetInstance"],
        collections: &[("targetInstances", &["instance"])],
        ..Row::new(Kind::TargetInstance, resource::<TargetInstance>)
    },
    Row {
        kinds: &["compute#securityPolicy"],
        assets: &["compute.googleapis.com/SecurityPolicy"],
        collections: &[("securityPolicies", &["rules", "fingerprint"])],
        ..Row::new(Kind::SecurityPolicy, resource::<SecurityPolicy>)
    },
    Row {
        kinds: &["compute#serviceAttachment"],
        assets: &["compute.googleapis.com/ServiceAttachment"],
        collections: &[(
            "serviceAttachments",
            &["connectionPreference", "natSubnets", "targetService"],
        )],
        fields: &[&["connectionPreference", "natSubnets"]],
        ..Row::new(Kind::ServiceAttachment, resource::<ServiceAttachment>)
    },
    Row {
        kinds: &["compute#vpnTunnel"],
        assets: &["compute.googleapis.com/VpnTunnel"],
        collections: &[(
            "vpnTunnels",
            &["peerIp", "router", "ikeVersion", "localTrafficSelector"],
        )],
        fields: &[
            &["peerIp", "localTrafficSelector"],
            &["peerIp", "ikeVersion"],
        ],
        ..Row::new(Kind::VpnTunnel, resource::<VpnTunnel>)
    },
    Row {
        kinds: &["compute#interconnectAttachment"],
        assets: &["compute.googleapis.com/InterconnectAttachment"],
        collections: &[(
            "interconnectAttachments",
            &["router", "interconnect", "vlanTag8021q", "type"],
        )],
        fields: &[&["router", "vlanTag8021q"]],
        ..Row::new(Kind::Attachment, resource::<Attachment>)
    },
    Row {
        kinds: &["dns#managedZone"],
        assets: &["dns.googleapis.com/ManagedZone"],
        collections: &[("managedZones", &["dnsName"])],
        fields: &[&["dnsName", "visibility"], &["dnsName", "nameServers"]],
        lists: &["managedZones"],
        ..Row::new(Kind::Zone, resource::<Zone>)
    },
    Row {
        kinds: &["dns#policy"],
        assets: &["dns.googleapis.com/Policy"],
        fields: &[
            &["enableInboundForwarding"],
            &["alternativeNameServerConfig"],
        ],
        ..Row::new(Kind::DnsPolicy, resource::<DnsPolicy>)
    },
    Row {
        kinds: &["dns#responsePolicy"],
        assets: &["dns.googleapis.com/ResponsePolicy"],
        fields: &[&["responsePolicyName"]],
        lists: &["responsePolicies"],
        identity: response_policy::policy_identity,
        ..Row::new(Kind::ResponsePolicy, resource::<ResponsePolicy>)
    },
    Row {
        assets: &["run.googleapis.com/Service"],
        collections: &[("services", &["ingress", "template", "launchStage"])],
        fields: &[&["ingress", "template", "uri"]],
        lists: &["services"],
        identity: run_identity,
        ..Row::new(Kind::RunService, |reader, item| reader.run_service(item))
    },
    Row {
        kinds: &["serving.knative.dev Service"],
        identity: knative_identity,
        ..Row::new(Kind::RunService, |reader, item| {
            reader.knative_service(item)
        })
    },
    Row {
        assets: &["run.googleapis.com/Job"],
        collections: &[("jobs", &["template"])],
        lists: &["jobs"],
        identity: run_identity,
        ..Row::new(Kind::RunJob, |reader, item| reader.run_job(item))
    },
    Row {
        kinds: &["run.googleapis.com Job"],
        identity: knative_identity,
        ..Row::new(Kind::RunJob, |reader, item| reader.knative_job(item))
    },
    Row {
        assets: &[
            "cloudfunctions.googleapis.com/Function",
            "cloudfunctions.googleapis.com/CloudFunction",
        ],
        collections: &[(
            "functions",
            &[
                "environment",
                "serviceConfig",
                "entryPoint",
                "runtime",
                "buildConfig",
            ],
        )],
        fields: &[&["buildConfig", "serviceConfig"]],
        lists: &["functions"],
        ..Row::new(Kind::Function, resource::<Function>)
    },
    Row {
        assets: &["vpcaccess.googleapis.com/Connector"],
        collections: &[("connectors", &["ipCidrRange", "subnet", "minThroughput"])],
        lists: &["connectors"],
        ..Row::new(Kind::Connector, resource::<Connector>)
    },
    Row {
        kinds: &["container#cluster"],
        assets: &["container.googleapis.com/Cluster"],
        collections: &[(
            "clusters",
            &[
                "clusterIpv4Cidr",
                "ipAllocationPolicy",
                "nodePools",
                "network",
            ],
        )],
        fields: &[
            &["clusterIpv4Cidr", "currentMasterVersion"],
            &["ipAllocationPolicy", "network"],
        ],
        lists: &["clusters"],
        ..Row::new(Kind::Cluster, resource::<Cluster>)
    },
    Row {
        kinds: &["sql#instance"],
        assets: &["sqladmin.googleapis.com/Instance"],
        fields: &[&["databaseVersion", "settings"]],
        ..Row::new(Kind::Sql, resource::<Sql>)
    },
    Row {
        assets: &[
            "appengine.googleapis.com/Service",
            "appengine.googleapis.com/Version",
        ],
        collections: &[("versions", &["servingStatus", "runtime"])],
        identity: app::app_identity,
        ..Row::new(Kind::App, resource::<App>)
    },
    Row {
        assets: &["cloudresourcemanager.googleapis.com/Project"],
        fields: &[
            &["projectId", "projectNumber"],
            &["projectId", "lifecycleState"],
            &["projectId", "state", "parent"],
        ],
        lists: &["projects"],
        identity: project::project_identity,
        ..Row::new(Kind::Project, resource::<Project>)
    },
    Row {
        assets: &["networkconnectivity.googleapis.com/PolicyBasedRoute"],
        collections: &[("policyBasedRoutes", &["network", "filter"])],
        lists: &["policyBasedRoutes"],
        ..Row::new(Kind::PolicyRoute, resource::<PolicyRoute>)
    },
    Row {
        assets: &["networkconnectivity.googleapis.com/Hub"],
        collections: &[("hubs", &["createTime", "state", "uniqueId", "routingVpcs"])],
        lists: &["hubs"],
        ..Row::new(Kind::Hub, resource::<Hub>)
    },
    Row {
        assets: &["networkconnectivity.googleapis.com/Spoke"],
        collections: &[("spokes", &["hub"])],
        lists: &["spokes"],
        ..Row::new(Kind::Spoke, resource::<Spoke>)
    },
    Row {
        assets: &[
            "identity.accesscontextmanager.googleapis.com/ServicePerimeter",
            "accesscontextmanager.googleapis.com/ServicePerimeter",
        ],
        collections: &[(
            "servicePerimeters",
            &["status", "spec", "title", "perimeterType"],
        )],
        lists: &["servicePerimeters"],
        identity: perimeter::perimeter_identity,
        ..Row::new(Kind::Perimeter, resource::<Perimeter>)
    },
    Row {
        kinds: &["hopscope#host"],
        ..Row::new(Kind::Host, |reader, item| reader.host(item))
    },
    Row {
        kinds: &["hopscope#onPremNetwork"],
        ..Row::new(Kind::OnPremNetwork, |reader, item| {
            reader.onprem_network(item)
        })
    },
    Row {
        kinds: &["dns#resourceRecordSet"],
        fields: &[
            &["name", "type", "rrdatas"],
            &["name", "type", "routingPolicy"],
        ],
        lists: &["rrsets"],
        ..Row::part(Kind::Zone, |reader, item| reader.record_set(item))
    },
    Row {
        kinds: &[PEERING],
        fields: &[&["source_network", "network"]],
        ..Row::part(Kind::Network, |reader, item| reader.network_peering(item))
    },
    Row {
        assets: &[CONNECTION],
        fields: &[&["network", "peering", "service"]],
        ..Row::part(Kind::Network, |reader, item| {
            reader.service_connection(item)
        })
    },
    Row {
        kinds: &["dns#responsePolicyRule"],
        fields: &[&["ruleName", "dnsName"]],
        lists: &["responsePolicyRules"],
        ..Row::part(Kind::ResponsePolicy, |reader, item| {
            reader.response_policy_rule(item)
        })
    },
    Row {
        kinds: &[EFFECTIVE_POLICY],
        ..Row::part(Kind::FirewallPolicy, |reader, item| {
            reader.effective_policy(item)
        })
    },
    Row {
        kinds: &["NAT gateway"],
        fields: &[&["name", "sourceSubnetworkIpRangesToNat"]],
        ..Row::part(Kind::Router, |reader, item| reader.nat(item))
    },
    Row {
        kinds: &["compute#routerStatusResponse"],
        fields: &[&["result", "kind", "bestRoutes"]],
        ..Row::part(Kind::Router, |reader, item| reader.router_status(item))
    },
    Row {
        kinds: &["compute#instanceWithNamedPorts"],
        fields: &[&["instance", "status"]],
        ..Row::part(Kind::InstanceGroup, |reader, item| reader.member(item))
    },
    Row {
        kinds: &["compute#networkEndpointWithHealthStatus"],
        fields: &[&["networkEndpoint"]],
        ..Row::part(Kind::Neg, |reader, item| reader.endpoint(item))
    },
    Row {
        kinds: &[DOMAIN_MAPPING],
        identity: mapping_identity,
        ..Row::part(Kind::RunService, |reader, item| reader.domain_mapping(item))
    },
    Row {
        kinds: &["hopscope#pod"],
        ..Row::part(Kind::Pod, |reader, item| reader.hopscope_pod(item))
    },
    Row {
        kinds: &["core Pod"],
        ..Row::part(Kind::Pod, |reader, item| reader.printed_pod(item))
    },
    Row {
        kinds: &[
            "networking.k8s.io NetworkPolicy",
            "networking.gke.io FQDNNetworkPolicy",
            "cilium.io CiliumNetworkPolicy",
            "cilium.io CiliumClusterwideNetworkPolicy",
            "policy.networking.k8s.io AdminNetworkPolicy",
            "policy.networking.k8s.io BaselineAdminNetworkPolicy",
            "policy.networking.k8s.io ClusterNetworkPolicy",
            "crd.projectcalico.org NetworkPolicy",
            "crd.projectcalico.org GlobalNetworkPolicy",
            "projectcalico.org NetworkPolicy",
            "projectcalico.org GlobalNetworkPolicy",
            "networking.gke.io EgressNATPolicy",
            "security.istio.io AuthorizationPolicy",
        ],
        assets: &["networking.k8s.io/NetworkPolicy"],
        ..Row::part(Kind::NetworkPolicy, |reader, item| {
            reader.network_policy(item)
        })
    },
    Row {
        kinds: &["core Service"],
        assets: &["k8s.io/Service"],
        ..Row::part(Kind::KubeService, |reader, item| reader.kube_service(item))
    },
    Row {
        kinds: &["core Node"],
        assets: &["k8s.io/Node"],
        ..Row::part(Kind::Cluster, |reader, item| reader.node(item))
    },
    Row {
        kinds: &["core Namespace"],
        ..Row::part(Kind::Cluster, |reader, item| reader.namespace(item))
    },
    Row {
        kinds: &["core ConfigMap"],
        ..Row::part(Kind::Cluster, |reader, item| reader.config_map(item))
    },
    Row {
        kinds: &["hopscope#iamPolicy"],
        part: UnreadPart::IamPolicy,
        fields: &[&["bindings"], &["etag", "version", "auditConfigs"]],
        ..Row::referring(Kind::Project, |reader, item| reader.iam_policy(item))
    },
    Row {
        kinds: &[DENY_POLICY],
        part: UnreadPart::DenyPolicy,
        collections: &[("denypolicies", &["rules"])],
        ..Row::referring(Kind::Project, |reader, item| reader.deny_policy(item))
    },
    Row {
        assets: &[ORG_POLICY],
        collections: &[("policies", &["spec", "dryRunSpec", "alternate"])],
        fields: &[
            &["constraint", "listPolicy"],
            &["constraint", "booleanPolicy"],
            &["constraint", "restoreDefault"],
        ],
        lists: &["policies"],
        ..Row::referring(Kind::Project, |reader, item| reader.org_policy(item))
    },
    Row {
        assets: &[connectivity::ASSET],
        collections: &[(
            "connectivityTests",
            &["source", "destination", "reachabilityDetails"],
        )],
        fields: &[&["source", "destination", "reachabilityDetails"]],
        lists: &["resources"],
        ..Row::referring(Kind::Host, |reader, item| reader.connectivity_test(item))
    },
    Row {
        kinds: &["hopscope#process"],
        part: UnreadPart::Process,
        ..Row::referring(Kind::Instance, |reader, item| reader.process(item))
    },
    Row {
        kinds: &["hopscope#tunnel"],
        part: UnreadPart::Client,
        ..Row::referring(Kind::Instance, |reader, item| reader.tunnel(item))
    },
    Row {
        kinds: &["hopscope#proxySettings"],
        part: UnreadPart::Client,
        ..Row::referring(Kind::Instance, |reader, item| reader.proxy_settings(item))
    },
    Row {
        kinds: &["hopscope#nameServer"],
        ..Row::referring(Kind::Host, |reader, item| reader.name_server(item))
    },
    Row {
        kinds: &["hopscope#appliance"],
        ..Row::referring(Kind::Instance, |reader, item| reader.appliance(item))
    },
];

/// Kinds that are known to say nothing of a packet's way. Others that are not in [`ROWS`] may, and are told as
/// a warning.
pub(crate) static IRRELEVANT: &[&str] = &[
    "compute#acceleratorType",
    "compute#attachedDisk",
    "compute#autoscaler",
    "compute#commitment",
    "compute#disk",
    "compute#diskType",
    "compute#image",
    "compute#instanceTemplate",
    "compute#machineType",
    "compute#operation",
    "compute#project",
    "compute#region",
    "compute#reservation",
    "compute#resourcePolicy",
    "compute#snapshot",
    "compute#sslCertificate",
    "compute#sslPolicy",
    "compute#zone",
    "compute.googleapis.com/Disk",
    "compute.googleapis.com/Image",
    "compute.googleapis.com/InstanceTemplate",
    "compute.googleapis.com/Project",
    "compute.googleapis.com/Snapshot",
    "compute.googleapis.com/SslCertificate",
    "container.googleapis.com/NodePool",
    "core Secret",
    "core ServiceAccount",
    "dns#change",
    "dns#dnsKey",
    "iam.googleapis.com/ServiceAccount",
    "run.googleapis.com/Revision",
    "serviceAccounts",
    "run.googleapis.com/Execution",
    "run.googleapis.com Execution",
    "serving.knative.dev Configuration",
    "serving.knative.dev Revision",
    "serving.knative.dev Route",
    "sql#backupRun",
    "sql#database",
    "sql#operation",
    "sql#sslCert",
    "sql#user",
    "sqladmin.googleapis.com/Database",
    "storage.googleapis.com/Bucket",
    "storage#bucket",
];

/// What an object turns out to be.
pub(crate) enum Recognised {
    /// A kind that is read.
    Row(&'static Row),
    /// A kind that says its name and is not read.
    Named(String),
    /// Nothing says what it is.
    Unknown,
}

/// The kind that an object says, or that stands around it: asset type, kind, or that of its list.
pub(crate) fn word(envelope: &Envelope<'_>, around: &Around) -> Option<String> {
    let asset = envelope
        .word("assetType")
        .or_else(|| envelope.word("asset_type"));
    let own = asset.or_else(|| kind_of(envelope).filter(|kind| kind.contains(['#', ' '])));
    own.or_else(|| around.kind.clone())
}

/// Recognises an object by asset type, kind, collection, or fields, in this order.
pub(crate) fn recognise(envelope: &Envelope<'_>, around: &Around) -> Recognised {
    let asset = envelope
        .word("assetType")
        .or_else(|| envelope.word("asset_type"));
    if let Some(asset) = asset {
        return by_word(&asset);
    }
    if let Some(kind) = kind_of(envelope) {
        let found = by_word(&kind);
        // A kind of Kubernetes' says nothing without `apiVersion`, which items of a list may leave out.
        if !matches!(found, Recognised::Named(_)) || kind.contains(['#', ' ']) {
            return found;
        }
    }
    if let Some(kind) = &around.kind {
        return by_word(kind);
    }
    let links = [envelope.word("selfLink"), envelope.word("name")];
    for link in links.iter().flatten().filter(|link| link.contains('/')) {
        let Some(collection) = Path::parse(link).collection else {
            continue;
        };
        let row = ROWS.iter().find(|row| {
            row.collections.iter().any(|(own, fields)| {
                *own == collection && fields.iter().any(|field| envelope.has(field))
            })
        });
        if let Some(row) = row {
            return Recognised::Row(row);
        }
    }
    if envelope.members.is_empty() {
        return Recognised::Unknown;
    }
    let row = ROWS.iter().find(|row| {
        row.fields
            .iter()
            .any(|set| set.iter().all(|field| envelope.has(field)))
    });
    // An IAM policy that binds nobody.
    let bare = envelope.has("etag")
        && envelope
            .members
            .iter()
            .all(|(key, _)| key == "etag" || key == "version");
    let row = row.or_else(|| {
        ROWS.iter()
            .find(|row| bare && row.kinds.contains(&"hopscope#iamPolicy"))
    });
    match (row, links) {
        (Some(row), _) => Recognised::Row(row),
        (None, [Some(link), _] | [None, Some(link)]) => match Path::parse(&link).collection {
            Some(collection) => match of_collection(&link, collection) {
                Some(row) => Recognised::Row(row),
                None => Recognised::Named(collection.to_owned()),
            },
            None => Recognised::Unknown,
        },
        (None, _) => Recognised::Unknown,
    }
}

/// What an object is of which little more than its name is there, where only one kind has names like that.
fn of_collection(link: &str, collection: &str) -> Option<&'static Row> {
    let compute = ["/global/", "/regions/", "/zones/"];
    let compute = compute.iter().any(|place| link.contains(place));
    let mut rows = ROWS.iter().filter(|row| row.turn == Turn::First);
    rows.find(|row| {
        let asset = row.assets.first().copied().unwrap_or_default();
        let own = row.collections.iter().any(|(own, _)| *own == collection);
        let api = compute && asset.starts_with("compute.") || collection == "connectors";
        own && api
    })
}

/// The kind an object says, with the group of its API where it has one.
pub(crate) fn kind_of(envelope: &Envelope<'_>) -> Option<String> {
    let kind = envelope.word("kind")?;
    if kind.contains('#') {
        return Some(kind);
    }
    Some(match envelope.word("apiVersion") {
        Some(version) => format!("{} {kind}", group(&version)),
        None => kind,
    })
}

fn group(api_version: &str) -> &str {
    api_version
        .split_once('/')
        .map_or("core", |(group, _)| group)
}

/// The row of a kind or asset type.
pub(crate) fn by_word(word: &str) -> Recognised {
    // Older exports of Cloud Asset Inventory.
    let older = word.strip_prefix("google.compute.");
    let newer = older.map(|kind| format!("compute.googleapis.com/{kind}"));
    let word = newer.as_deref().unwrap_or(word);
    // Its API alone has a kind beside the asset type.
    // <https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.policyBasedRoutes>
    let word = match word {
        "networkconnectivity#policyBasedRoute" => {
            "networkconnectivity.googleapis.com/PolicyBasedRoute"
        }
        word => word,
    };
    let row = |word: &str| {
        ROWS.iter()
            .find(|row| row.kinds.contains(&word) || row.assets.contains(&word))
    };
    // Where it is may be a part of an asset's type: `RegionNetworkFirewallPolicy`, `GlobalNetworkEndpointGroup`.
    let elsewhere = || {
        let mut own = word.strip_prefix(COMPUTE)?;
        for place in ["Region", "Global", "Network"] {
            own = own.strip_prefix(place).unwrap_or(own);
            let found = row(&format!("{COMPUTE}{own}"));
            if found.is_some() {
                return found;
            }
        }
        None
    };
    row(word)
        .or_else(elsewhere)
        .map_or_else(|| Recognised::Named(word.to_owned()), Recognised::Row)
}

/// What types of Compute Engine's assets begin with.
const COMPUTE: &str = "compute.googleapis.com/";
