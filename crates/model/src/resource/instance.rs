//! Virtual machines.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/instances>

use std::net::{IpAddr, Ipv6Addr};

use ipnet::IpNet;

use super::{Cluster, Network, Subnet};
use crate::name::Ref;

/// A virtual machine; its location is its zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Instance {
    /// `status` as Google spells it; `RUNNING` unless given.
    pub status: String,
    /// `canIpForward`.
    pub can_ip_forward: bool,
    /// Network tags.
    pub tags: Vec<String>,
    /// Secure tags that are bound to it (`tagValues/1`), in order; `None`: the scenario does not say.
    pub secure_tags: Option<Vec<String>>,
    /// E-mail of the attached service account.
    pub service_account: Option<String>,
    /// Interfaces in order, `nic0` first.
    pub interfaces: Vec<Interface>,
    /// The GKE cluster of which it is a node.
    pub node_of: Option<Ref<Cluster>>,
}

/// A network interface.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Interface {
    /// `nic0`, `nic1`, …
    pub name: String,
    /// Its network.
    pub network: Ref<Network>,
    /// Its subnet; absent in legacy networks.
    pub subnet: Option<Ref<Subnet>>,
    /// Primary internal IPv4 address; absent in plans.
    pub address: Option<IpAddr>,
    /// External IPv4 address (one-to-one NAT).
    pub external_address: Option<IpAddr>,
    /// It has an access configuration without an address: external, given when it starts.
    pub external_pending: bool,
    /// Alias ranges.
    pub alias_ranges: Vec<IpNet>,
    /// Internal IPv6 address.
    pub ipv6_address: Option<Ipv6Addr>,
    /// External IPv6 address.
    pub external_ipv6_address: Option<Ipv6Addr>,
}
