//! Routes as `gcloud compute routes list` prints them.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/routes>

use std::net::IpAddr;

use ipnet::IpNet;

use super::{Attachment, ForwardingRule, Hub, Instance, Network, VpnTunnel};
use crate::name::Ref;

/// A route. Subnet and peering routes that an export lists are kept, but the linker makes subnet routes from
/// subnets.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Route {
    /// The network whose packets it routes.
    pub network: Ref<Network>,
    /// Where to.
    pub destination: IpNet,
    /// Lower wins among equal prefixes; Google's default is 1000.
    pub priority: u32,
    /// Applies only to machines with one of these tags; empty: to all.
    pub tags: Vec<String>,
    /// Where it sends packets.
    pub next_hop: NextHop,
}

/// The next hop of a route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NextHop {
    /// `nextHopGateway`: the default internet gateway.
    InternetGateway,
    /// `nextHopNetwork`: a subnet route of this network.
    Subnet,
    /// `nextHopInstance`.
    Instance(Ref<Instance>),
    /// `nextHopIp`.
    Ip(IpAddr),
    /// `nextHopIlb` as a forwarding rule.
    ForwardingRule(Ref<ForwardingRule>),
    /// `nextHopIlb` as an address.
    ForwardingRuleIp(IpAddr),
    /// `nextHopVpnTunnel`.
    VpnTunnel(Ref<VpnTunnel>),
    /// `nextHopPeering`: name of a peering of the network.
    Peering(String),
    /// `nextHopHub`.
    Hub(Ref<Hub>),
    /// `nextHopInterconnectAttachment`.
    Attachment(Ref<Attachment>),
    /// None that is known (a next hop that is gone, or a kind of its own): packets are lost, or we cannot say.
    Unknown,
}
