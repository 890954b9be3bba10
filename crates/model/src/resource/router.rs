//! Cloud Routers and their NAT gateways.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/routers>

use std::net::IpAddr;

use ipnet::IpNet;

use super::hopscope::OnPremLink;
use super::{Address, Hub, Network, Subnet};
use crate::name::Ref;

/// A Cloud Router; its location is its region.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Router {
    /// Its network.
    pub network: Ref<Network>,
    /// NAT gateways in order.
    pub nats: Vec<Nat>,
    /// `bgp.asn`.
    pub asn: Option<u32>,
    /// `bgp.advertiseMode` is `CUSTOM`.
    pub custom_advertisement: bool,
    /// `bgp.advertisedIpRanges[].range`.
    pub advertised_ranges: Vec<IpNet>,
    /// `bgp.advertisedGroups` holds `ALL_SUBNETS`.
    pub advertises_subnets: bool,
    /// `interfaces[]`.
    pub interfaces: Vec<RouterInterface>,
    /// `bgpPeers[]`.
    pub bgp_peers: Vec<BgpPeer>,
    /// What is known of the sessions (`get-status`).
    pub sessions: Vec<BgpSession>,
    /// The routes it has learned (`get-status`); `None` where no status was given.
    pub learned: Option<Vec<LearnedRoute>>,
}

/// An interface of a router.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RouterInterface {
    /// Its name, unique within the router.
    pub name: String,
    /// `linkedVpnTunnel` or `linkedInterconnectAttachment`.
    pub link: Option<OnPremLink>,
}

/// A BGP peer of a router.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct BgpPeer {
    /// Its name, unique within the router.
    pub name: String,
    /// `interfaceName`.
    pub interface: Option<String>,
    /// `peerIpAddress`.
    pub address: Option<IpAddr>,
    /// What is advertised to this peer (`advertiseMode` is `CUSTOM`); `None`: what the router advertises.
    pub advertises: Option<Advertisement>,
    /// `enable` is `FALSE`: there is no session, and nothing that it brought.
    pub disabled: bool,
    /// `enableIpv4`; `None`: by the version of `peerIpAddress`.
    pub ipv4: Option<bool>,
    /// `importPolicies[]`: BGP route policies on what is learned.
    pub import_policies: Vec<String>,
    /// `exportPolicies[]`: BGP route policies on what is advertised.
    pub export_policies: Vec<String>,
    /// `customLearnedIpRanges[].range`.
    pub custom_learned: Vec<IpNet>,
    /// `customLearnedRoutePriority`.
    pub custom_learned_priority: Option<u32>,
}

/// A session with a BGP peer, as `get-status` prints it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BgpSession {
    /// The name of the peer.
    pub peer: String,
    /// `status` is `DOWN`.
    pub down: bool,
    /// `advertisedRoutes[].destRange`; `None` where the answer has none of them.
    pub advertised: Option<Vec<IpNet>>,
}

/// A custom advertisement.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Advertisement {
    /// `advertisedGroups` holds `ALL_SUBNETS`.
    pub subnets: bool,
    /// `advertisedIpRanges[].range`.
    pub ranges: Vec<IpNet>,
}

/// A route that a router has learned.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LearnedRoute {
    /// `destRange`.
    pub destination: IpNet,
    /// `priority`: the peer's MED.
    pub priority: u32,
    /// `nextHopIp`: the address of the BGP peer.
    pub peer: Option<IpAddr>,
    /// `nextHopVpnTunnel` or `nextHopInterconnectAttachment`.
    pub link: Option<OnPremLink>,
}

/// A Cloud NAT gateway.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Nat {
    /// Its name, unique within the router.
    pub name: String,
    /// `type` is `PRIVATE`; `PUBLIC` otherwise.
    pub private: bool,
    /// `natIpAllocateOption` is `AUTO_ONLY`: the addresses are in no configuration.
    pub auto_allocated: bool,
    /// `natIps[]`: addresses by reference (manual).
    pub ips: Vec<NatIp>,
    /// `drainNatIps[]`: take no new connections.
    pub drained_ips: Vec<NatIp>,
    /// Which ranges of which subnets.
    pub ranges: NatRanges,
    /// Which subnets' machines with IPv6 alone reach IPv4 by it.
    pub nat64: Nat64,
    /// NAT rules.
    pub rules: Vec<NatRule>,
    /// `endpointTypes` holds `ENDPOINT_TYPE_VM`, the default.
    pub for_machines: bool,
    /// `endpointTypes` holds `ENDPOINT_TYPE_MANAGED_PROXY_LB`: for the Envoys of regional load balancers.
    pub for_proxies: bool,
    /// `minPortsPerVm`.
    pub min_ports_per_vm: Option<u32>,
    /// `enableDynamicPortAllocation`.
    pub dynamic_port_allocation: bool,
}

/// An address of a NAT gateway: by reference, or (Terraform, older exports) the address itself.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NatIp {
    /// A reserved address.
    Reserved(Ref<Address>),
    /// The address itself.
    Literal(IpAddr),
}

/// `sourceSubnetworkIpRangesToNat`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NatRanges {
    /// `ALL_SUBNETWORKS_ALL_IP_RANGES`.
    AllRanges,
    /// `ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES`.
    AllPrimaryRanges,
    /// `LIST_OF_SUBNETWORKS`.
    Listed(Vec<NatSubnet>),
}

/// `sourceSubnetworkIpRangesToNat64`: of which subnets, and there of machines with IPv6 alone.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum Nat64 {
    /// Absent: of none.
    #[default]
    Off,
    /// `ALL_IPV6_SUBNETWORKS`.
    AllSubnets,
    /// `LIST_OF_IPV6_SUBNETWORKS`: `nat64Subnetworks[].name`.
    Listed(Vec<Ref<Subnet>>),
}

/// One of `subnetworks[]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NatSubnet {
    /// The subnet.
    pub subnet: Ref<Subnet>,
    /// `ALL_IP_RANGES` or `PRIMARY_IP_RANGE`.
    pub primary: bool,
    /// `ALL_IP_RANGES`, or `LIST_OF_SECONDARY_IP_RANGES` without names.
    pub all_secondary: bool,
    /// `secondaryIpRangeNames[]`.
    pub secondary: Vec<String>,
}

/// A NAT rule: other addresses for some destinations.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NatRule {
    /// `ruleNumber`; lower first.
    pub number: u32,
    /// `match`, a CEL expression, as printed.
    pub matches: String,
    /// The destinations it names; `None` where the expression is not understood.
    pub destinations: Option<Vec<IpNet>>,
    /// The next hops it names, of a private gateway.
    pub hop: Option<NatHop>,
    /// `action.sourceNatActiveIps[]`.
    pub active_ips: Vec<NatIp>,
    /// `action.sourceNatActiveRanges[]`: subnets for Private NAT.
    pub active_ranges: Vec<Ref<Subnet>>,
}

/// The next hops that a rule of a private gateway is for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum NatHop {
    /// `nexthop.is_hybrid`: VPN tunnels and VLAN attachments.
    Hybrid,
    /// `nexthop.hub == '…'`: this hub of Network Connectivity Center.
    Hub(Ref<Hub>),
}
