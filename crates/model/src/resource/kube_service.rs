//! Kubernetes Services: what nodes do with a packet to one of their addresses and ports.
//!
//! <https://cloud.google.com/kubernetes-engine/docs/concepts/service>,
//! <https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/>

use std::net::IpAddr;

use ipnet::IpNet;

use super::Cluster;
use crate::Protocol;
use crate::name::Ref;

/// A Service; its name is `CLUSTER/NAMESPACE/NAME`, its location the cluster's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct KubeService {
    /// The cluster it is of.
    pub cluster: Ref<Cluster>,
    /// `spec.clusterIPs`, or `clusterIP`; a headless one has none.
    pub addresses: Vec<IpAddr>,
    /// Where it is reached from outside: `status.loadBalancer.ingress[].ip` and `spec.externalIPs`.
    pub outside: Vec<IpAddr>,
    /// `spec.ports`.
    pub ports: Vec<ServicePort>,
    /// `spec.selector`; `None`: its endpoints are made by hand.
    pub selector: Option<Vec<(String, String)>>,
    /// `externalTrafficPolicy` is `Local`.
    pub external_local: bool,
    /// `internalTrafficPolicy` is `Local`.
    pub internal_local: bool,
    /// `loadBalancerSourceRanges`.
    pub source_ranges: Vec<IpNet>,
}

/// One of `spec.ports`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServicePort {
    /// `protocol`; TCP unless given.
    pub protocol: Protocol,
    /// `port`.
    pub port: u16,
    /// `nodePort`.
    pub node_port: Option<u16>,
    /// `targetPort`, the same as `port` unless given; `None`: by its name, which only the pod's containers tell.
    pub target: Option<u16>,
    /// That name.
    pub target_name: Option<String>,
}
