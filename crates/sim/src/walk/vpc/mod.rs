//! Leaving a machine, or serverless egress, in a VPC network: egress firewall, then route, then next hop.
//!
//! <https://cloud.google.com/vpc/docs/routes#routeselection>. The egress firewall comes before the route, as
//! Connectivity Tests prints it, and sees the internal source and the original destination.

mod connected;
mod exchange;
mod exported;
mod hub;
mod ipv6;
mod leave;
mod next_hop;
mod peering;
mod policy_route;
mod propagated;
mod reply;
mod route;
mod subnet;

pub(super) use exported::Exported;
pub(super) use next_hop::next_hop_text;
pub(super) use peering::representative;
pub(super) use route::Routed;

use std::net::IpAddr;

use hopscope_model::resource::{Kind, Subnet};
use hopscope_model::{Cause, Ref};

use super::{At, Checked, End, Lack, Walk};
use crate::tables::nat::Part;
use crate::tables::network::{NetworkTables, Owner};
use crate::tables::rules::Identity;

/// What sends a packet in a VPC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SenderKind {
    /// A VM, from its primary internal address.
    Machine,
    /// A pod, from its alias address.
    Pod,
    /// A machine that forwards another's packets as they are.
    Forwarder,
    /// Direct VPC egress.
    DirectVpc,
    /// A connector.
    Connector,
    /// An Envoy of a load balancer, from the proxy-only subnet.
    Proxy,
    /// A VPN tunnel or VLAN attachment, by which a packet enters from an on-premises network.
    Hybrid,
}

/// A sender in a VPC.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sender<'a> {
    pub(super) at: At<'a>,
    pub(super) network: &'a NetworkTables,
    pub(super) region: &'a str,
    pub(super) subnet: Option<&'a Ref<Subnet>>,
    /// Which of the subnet's ranges the source is in.
    pub(super) part: Part<'a>,
    pub(super) identity: Identity<'a>,
    pub(super) kind: SenderKind,
    /// External address that goes with the source (one-to-one NAT).
    pub(super) external: Option<IpAddr>,
}

impl<'a> Walk<'a> {
    /// Into the network: egress firewall, route, next hop.
    pub(super) fn leave_vpc(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let destination = self.packet.destination;
        if destination.is_ipv6() {
            return self.leave_ipv6(sender);
        }
        if self.packet.source.is_ipv6() {
            return self.leave_ipv4_without_it(sender);
        }
        self.blocked_outwards(sender)?;
        self.egress_firewall(sender)?;
        let network = sender.network;
        let owner = destination.one().and_then(|address| network.owner(address));
        if let Some(Owner::PscGoogleApis(endpoint)) = owner {
            return self.to_psc_google_apis(sender, endpoint);
        }
        if let Some(end) = self.policy_routes(sender)? {
            return Ok(end);
        }
        self.routed(sender)
    }

    /// By a subnet route of the network, of a peered one, or a custom route.
    pub(in crate::walk) fn routed(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let network = sender.network;
        let destination = self.packet.destination;
        if let Some(range) = destination.one().and_then(|address| network.range(address)) {
            return self.to_subnet(sender, range);
        }
        let owner = destination.one().and_then(|address| network.owner(address));
        if let (Some(owner), Some(address)) = (owner, destination.one()) {
            // An address outside every subnet that something has all the same.
            return self.to_owner(sender, owner, address);
        }
        self.unread(Kind::Subnet, &network.name.project, Some(network))?;
        let lost_subnet = destination
            .one()
            .is_some_and(|address| network.routes.has_subnet_route(address));
        if lost_subnet {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::Subnet, &network.name.project),
            ));
        }
        if let Some(end) = self.peering_subnets(sender)? {
            return Ok(end);
        }
        if let Some(end) = self.hub_subnets(sender)? {
            return Ok(end);
        }
        if destination.is_private() {
            // An endpoint for Google APIs has an address outside every subnet.
            self.unread_anywhere(Kind::ForwardingRule, None)?;
            self.assume_complete(Kind::ForwardingRule, &network.name.project);
        }
        self.other_networks(sender)?;
        self.route(sender)
    }
}
