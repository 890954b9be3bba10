//! Load balancers and published services: what a forwarding rule takes, how it passes it on, to which backends.
//!
//! <https://cloud.google.com/load-balancing/docs/load-balancing-overview>. A passthrough load balancer changes nothing
//! in a packet; a proxy opens a connection of its own, and what stands behind sees that one only.

mod alike;
mod application;
mod armor;
mod backends;
mod failover;
mod front_end;
mod health;
mod hybrid_neg;
mod internet_neg;
mod ipv6;
mod machines;
mod own;
mod passthrough;
mod proxy;
mod psc;
mod psc_neg;
mod selection;
mod serverless;
mod target_pool;
mod url_map;

use std::net::{IpAddr, Ipv6Addr};

use hopscope_model::name::Name;

use super::vpc::Sender;

/// From where a packet comes to a front end.
#[derive(Clone, Copy)]
pub(super) enum Client<'a> {
    /// Over the internet.
    Internet,
    /// In a VPC network.
    Inside(Sender<'a>),
    /// By a service attachment.
    Published,
    /// In a VPC network, by a route that has the load balancer as its next hop: any protocol and port
    /// (<https://cloud.google.com/load-balancing/docs/internal/ilb-next-hop-overview>).
    NextHop(Sender<'a>),
}

/// A machine or pod behind a load balancer.
#[derive(Clone, Copy)]
struct Backend<'a> {
    /// The machine, or the pod's node.
    machine: &'a Name,
    interface: usize,
    /// A pod with an address of its own.
    pod: Option<&'a Name>,
    /// Its address, where the group says it; the interface's primary one otherwise.
    address: Option<IpAddr>,
    /// Its IPv6 address, which `ipAddressSelectionPolicy` may ask for.
    ipv6_address: Option<Ipv6Addr>,
    /// The port it is served on; none where packets are passed as they are.
    port: Option<u16>,
    /// It stands in for the others.
    failover: bool,
}
