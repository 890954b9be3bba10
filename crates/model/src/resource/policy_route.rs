//! Policy-based routes.
//!
//! <https://cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.policyBasedRoutes>

use std::net::IpAddr;

use ipnet::IpNet;

use super::Network;
use crate::header::Protocol;
use crate::name::Ref;

/// A policy-based route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyRoute {
    /// Its network.
    pub network: Ref<Network>,
    /// `filter.protocolVersion` is `IPV6`.
    pub ipv6: bool,
    /// `filter.srcRange`.
    pub source: Option<IpNet>,
    /// `filter.destRange`.
    pub destination: Option<IpNet>,
    /// `filter.ipProtocol`; `None`: `ALL`.
    pub protocol: Option<Protocol>,
    /// `virtualMachine.tags`; empty: every machine, unless it is for VLAN attachments.
    pub tags: Vec<String>,
    /// `interconnectAttachment.region`: it is for what enters by VLAN attachments of a region, or of all.
    pub attachments: Option<String>,
    /// Lower first.
    pub priority: u32,
    /// Where it sends packets.
    pub next_hop: PolicyNextHop,
}

impl PolicyRoute {
    /// Whether it is for IPv6: as it says, or as its ranges do.
    pub fn is_ipv6(&self) -> bool {
        let mut ranges = [self.source, self.destination].into_iter().flatten();
        self.ipv6 || ranges.any(|own| matches!(own, IpNet::V6(_)))
    }
}

/// The next hop of a policy-based route.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PolicyNextHop {
    /// `nextHopIlbIp`: address of an internal passthrough load balancer.
    LoadBalancer(IpAddr),
    /// `nextHopOtherRoutes` is `DEFAULT_ROUTING`: the packet goes on as if there were no policy-based route.
    DefaultRouting,
    /// None that is known.
    Unknown,
}
