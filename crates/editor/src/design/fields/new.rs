//! What can be added: the new object of each form, and those that are known by another name, because their kind serves
//! several ends: an endpoint and an Application Load Balancer both begin with a forwarding rule.

use hopscope_model::Kind;

use super::forms;
use crate::import::Group;

/// Something new.
#[derive(Clone, Copy, Debug)]
pub struct New {
    /// The word of its form; after a space which of several it is.
    pub word: &'static str,
    /// What it is.
    pub group: Group,
    /// Its objects, with `$name`, `$region` and the like where the place decides.
    pub objects: &'static str,
    /// What it is called, before its number.
    pub stem: &'static str,
}

const fn more(word: &'static str, kind: Kind, stem: &'static str, objects: &'static str) -> New {
    New {
        word,
        group: Group::Kind(kind),
        objects,
        stem,
    }
}

/// The subnet that Envoy-based load balancers of a region have their addresses from
/// (<https://cloud.google.com/load-balancing/docs/proxy-only-subnets>).
pub(in crate::design) const PROXY_ONLY: New = more(
    "compute#subnetwork REGIONAL_MANAGED_PROXY",
    Kind::Subnet,
    "proxy-only",
    r#"[{"kind":"compute#subnetwork","name":"$name","region":"$region","network":"$network","ipCidrRange":"$proxies","purpose":"REGIONAL_MANAGED_PROXY","role":"ACTIVE"}]"#,
);

/// The range that services of Google's have their addresses in a network from
/// (<https://cloud.google.com/vpc/docs/private-services-access>).
pub(in crate::design) const SERVICES: New = more(
    "compute#address VPC_PEERING",
    Kind::Address,
    "google-managed-services",
    r#"[{"kind":"compute#address","name":"$name","address":"$services","prefixLength":16,"addressType":"INTERNAL","purpose":"VPC_PEERING","network":"$network"}]"#,
);

/// Those beside the first of a kind.
static MORE: &[New] = &[
    PROXY_ONLY,
    more(
        "compute#subnetwork PRIVATE_SERVICE_CONNECT",
        Kind::Subnet,
        "psc-nat",
        r#"[{"kind":"compute#subnetwork","name":"$name","region":"$region","network":"$network","ipCidrRange":"$range24","purpose":"PRIVATE_SERVICE_CONNECT"}]"#,
    ),
    more(
        "compute#subnetwork PRIVATE_NAT",
        Kind::Subnet,
        "private-nat",
        r#"[{"kind":"compute#subnetwork","name":"$name","region":"$region","network":"$network","ipCidrRange":"$range24","purpose":"PRIVATE_NAT"}]"#,
    ),
    more(
        "compute#subnetwork IPV4_IPV6",
        Kind::Subnet,
        "dual-stack",
        r#"[{"kind":"compute#subnetwork","name":"$name","region":"$region","network":"$network","ipCidrRange":"$range24","stackType":"IPV4_IPV6","ipv6AccessType":"INTERNAL","ipv6CidrRange":"$range64"}]"#,
    ),
    more(
        "compute#router BGP",
        Kind::Router,
        "router",
        r#"[{"kind":"compute#router","name":"$name","region":"$region","network":"$network","bgp":{"asn":64512}}]"#,
    ),
    SERVICES,
    // https://cloud.google.com/load-balancing/docs/https
    more(
        "compute#forwardingRule EXTERNAL_MANAGED",
        Kind::ForwardingRule,
        "external-lb",
        r#"[{"kind":"compute#backendService","name":"$name-backend","loadBalancingScheme":"EXTERNAL_MANAGED","protocol":"HTTP"},{"kind":"compute#urlMap","name":"$name-map","defaultService":"global/backendServices/$name-backend"},{"kind":"compute#targetHttpsProxy","name":"$name-proxy","urlMap":"global/urlMaps/$name-map"},{"kind":"compute#forwardingRule","name":"$name","IPAddress":"$external","IPProtocol":"TCP","portRange":"443-443","loadBalancingScheme":"EXTERNAL_MANAGED","target":"global/targetHttpsProxies/$name-proxy"}]"#,
    ),
    // https://cloud.google.com/load-balancing/docs/l7-internal
    more(
        "compute#forwardingRule INTERNAL_MANAGED",
        Kind::ForwardingRule,
        "internal-lb",
        r#"[{"kind":"compute#healthCheck","name":"$name-check","region":"$region","type":"HTTP","httpHealthCheck":{"portSpecification":"USE_SERVING_PORT"}},{"kind":"compute#backendService","name":"$name-backend","region":"$region","loadBalancingScheme":"INTERNAL_MANAGED","protocol":"HTTP","healthChecks":["regions/$region/healthChecks/$name-check"]},{"kind":"compute#urlMap","name":"$name-map","region":"$region","defaultService":"regions/$region/backendServices/$name-backend"},{"kind":"compute#targetHttpProxy","name":"$name-proxy","region":"$region","urlMap":"regions/$region/urlMaps/$name-map"},{"kind":"compute#forwardingRule","name":"$name","region":"$region","IPAddress":"$address","IPProtocol":"TCP","portRange":"80-80","loadBalancingScheme":"INTERNAL_MANAGED","target":"regions/$region/targetHttpProxies/$name-proxy","network":"$network","subnetwork":"$subnet"}]"#,
    ),
    // https://cloud.google.com/vpc/docs/configure-private-service-connect-apis
    more(
        "compute#forwardingRule all-apis",
        Kind::ForwardingRule,
        "pscapis",
        r#"[{"kind":"compute#forwardingRule","name":"$name","IPAddress":"$apis","target":"all-apis","network":"$network"}]"#,
    ),
    more(
        "compute#networkEndpointGroup GCE_VM_IP_PORT",
        Kind::Neg,
        "neg",
        r#"[{"kind":"compute#networkEndpointGroup","name":"$name","zone":"$zone","networkEndpointType":"GCE_VM_IP_PORT","network":"$network","subnetwork":"$subnet"},{"kind":"hopscope#export","resource":"neg/$zone/$name","items":[]}]"#,
    ),
    more(
        "compute#networkEndpointGroup INTERNET_FQDN_PORT",
        Kind::Neg,
        "internet-neg",
        r#"[{"kind":"compute#networkEndpointGroup","name":"$name","networkEndpointType":"INTERNET_FQDN_PORT"},{"kind":"hopscope#export","resource":"neg/global/$name","items":[{"networkEndpoint":{"fqdn":"www.example.com","port":443}}]}]"#,
    ),
    more(
        "compute#networkEndpointGroup NON_GCP_PRIVATE_IP_PORT",
        Kind::Neg,
        "hybrid-neg",
        r#"[{"kind":"compute#networkEndpointGroup","name":"$name","zone":"$zone","networkEndpointType":"NON_GCP_PRIVATE_IP_PORT","network":"$network"},{"kind":"hopscope#export","resource":"neg/$zone/$name","items":[{"networkEndpoint":{"ipAddress":"192.168.0.10","port":443}}]}]"#,
    ),
    more(
        "compute#networkEndpointGroup PRIVATE_SERVICE_CONNECT",
        Kind::Neg,
        "psc-neg",
        r#"[{"kind":"compute#networkEndpointGroup","name":"$name","region":"$region","networkEndpointType":"PRIVATE_SERVICE_CONNECT","pscTargetService":"$region-run.googleapis.com","network":"$network","subnetwork":"$subnet"}]"#,
    ),
    // https://cloud.google.com/kubernetes-engine/docs/concepts/network-isolation
    more(
        "container.googleapis.com/Cluster enablePrivateNodes",
        Kind::Cluster,
        "private-cluster",
        r#"[{"assetType":"container.googleapis.com/Cluster","name":"$name","location":"$region","network":"$network","subnetwork":"$subnet","clusterIpv4Cidr":"$range16","ipAllocationPolicy":{"useIpAliases":true},"privateClusterConfig":{"enablePrivateNodes":true,"masterIpv4CidrBlock":"$control/28","privateEndpoint":"$endpoint","publicEndpoint":"$external"},"masterAuthorizedNetworksConfig":{"enabled":true,"cidrBlocks":[{"cidrBlock":"10.0.0.0/8"}]}}]"#,
    ),
];

/// Everything that can be added, in the order in which the palette offers it.
pub fn news() -> impl Iterator<Item = New> {
    forms().flat_map(|form| {
        let own = (!form.new.is_empty()).then_some(New {
            word: form.word,
            group: form.group,
            objects: form.new,
            stem: form.stem,
        });
        let others = MORE.iter().filter(|own| {
            let of = own.word.split(' ').next().unwrap_or_default();
            of == form.word
        });
        own.into_iter().chain(others.copied())
    })
}

/// A new one of a kind.
pub fn new_of(kind: Kind) -> Option<New> {
    news().find(|own| own.group == Group::Kind(kind))
}
