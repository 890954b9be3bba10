//! GKE clusters.
//!
//! <https://cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters>

use std::net::IpAddr;

use ipnet::IpNet;

use super::{Network, Subnet};
use crate::name::Ref;

/// A GKE cluster; its location is its region or zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Cluster {
    /// Its network.
    pub network: Ref<Network>,
    /// Its subnet.
    pub subnet: Option<Ref<Subnet>>,
    /// Range of pod addresses: `clusterIpv4Cidr`.
    pub pod_range: Option<IpNet>,
    /// Further ranges of pod addresses, of node pools: `nodePools[].networkConfig.podIpv4CidrBlock`.
    pub more_pod_ranges: Vec<IpNet>,
    /// `networkConfig.enableIntraNodeVisibility`: what stays on a node goes through the VPC network all the same.
    pub intranode_visibility: bool,
    /// Range of service addresses: `servicesIpv4Cidr`.
    pub service_range: Option<IpNet>,
    /// `ipAllocationPolicy.clusterSecondaryRangeName`.
    pub pod_range_name: Option<String>,
    /// `ipAllocationPolicy.useIpAliases`: VPC-native.
    pub vpc_native: bool,
    /// `networkConfig.defaultSnatStatus.disabled`.
    pub default_snat_disabled: bool,
    /// `nonMasqueradeCIDRs` of the ip-masq-agent ConfigMap, where it is in the scenario.
    pub non_masquerade: Option<Vec<IpNet>>,
    /// `privateClusterConfig.enablePrivateNodes`.
    pub private_nodes: bool,
    /// `privateClusterConfig.masterIpv4CidrBlock`.
    pub control_plane_range: Option<IpNet>,
    /// `privateClusterConfig.privateEndpoint`.
    pub private_endpoint: Option<IpAddr>,
    /// `privateClusterConfig.publicEndpoint` or `endpoint`.
    pub public_endpoint: Option<IpAddr>,
    /// `masterAuthorizedNetworksConfig.cidrBlocks[]`; `None`: not enabled.
    pub authorized_networks: Option<Vec<IpNet>>,
    /// `gcpPublicCidrsAccessEnabled`: external addresses of Google Cloud are let in beside them; `None`: not said.
    pub google_cloud_access: Option<bool>,
    /// `privateEndpointEnforcementEnabled`: they are for the private endpoint too; `None`: not said.
    pub private_endpoint_enforced: Option<bool>,
    /// `masterGlobalAccessConfig.enabled`: the private endpoint is for other regions too.
    pub private_endpoint_global: bool,
    /// `enablePrivateEndpoint`: the public endpoint takes nothing.
    pub public_endpoint_disabled: bool,
    /// `controlPlaneEndpointsConfig.ipEndpointsConfig.enabled` is off: nothing is reached by an address.
    pub ip_endpoints_off: bool,
    /// `controlPlaneEndpointsConfig.dnsEndpointConfig.endpoint`: the host name of the DNS-based endpoint.
    pub dns_endpoint: Option<String>,
    /// `allowExternalTraffic` beside it: what is not Google's own may use it; `None`: not said.
    pub dns_endpoint_open: Option<bool>,
    /// `privateClusterConfig.peeringName`: the control plane is reached over this peering.
    pub peering: Option<String>,
    /// `networkPolicy.enabled`, or Dataplane V2.
    pub network_policy: bool,
    /// Labels of its namespaces, as far as they are in the scenario.
    pub namespaces: Vec<Namespace>,
    /// Dataplane V2 (`ADVANCED_DATAPATH`).
    pub dataplane_v2: bool,
    /// `networkConfig.dnsConfig.clusterDns` is `CLOUD_DNS`: pods ask Cloud DNS for names.
    pub cloud_dns: bool,
    /// `addonsConfig.dnsCacheConfig.enabled`: pods ask NodeLocal DNSCache; `None`: not said, and it hangs on the version.
    pub dns_cache: Option<bool>,
    /// `status` is known not to be `RUNNING`.
    pub not_running: bool,
    /// `workloadIdentityConfig` is set.
    pub workload_identity: bool,
}

impl Cluster {
    /// Whether it is certain that pods ask the pods of kube-dns for names.
    pub fn asks_kube_dns(&self) -> bool {
        !self.cloud_dns && self.dns_cache == Some(false)
    }

    /// Every range of pod addresses that is known.
    pub fn pod_ranges(&self) -> impl Iterator<Item = IpNet> + '_ {
        self.pod_range
            .into_iter()
            .chain(self.more_pod_ranges.iter().copied())
    }
}

/// A namespace with its labels.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Namespace {
    /// Its name.
    pub name: String,
    /// `metadata.labels`, but the one with its name that every namespace has.
    pub labels: Vec<(String, String)>,
}
