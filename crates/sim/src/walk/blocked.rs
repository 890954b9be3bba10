//! Traffic that is always blocked, whatever the firewall rules say.
//!
//! <https://cloud.google.com/firewall/docs/firewalls#blockedtraffic>. Of what a machine sends it is about packets to the
//! internet (<https://cloud.google.com/vpc/docs/vpc>, "supported protocols"): what a route takes to a subnet of another
//! network, or into a tunnel, is none, whatever its address.

use hopscope_model::resource::Kind;
use hopscope_model::resource::route::NextHop;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};

use super::vpc::{Routed, Sender};
use super::{At, Checked, Walk};
use crate::docs;

/// "External IPv4 and IPv6 addresses only accept" these.
const ACCEPTED_BY_EXTERNAL_ADDRESSES: [Protocol; 9] = [
    Protocol::TCP,
    Protocol::UDP,
    Protocol::ICMP,
    Protocol::ICMPV6,
    Protocol::IPIP,
    Protocol::AH,
    Protocol::ESP,
    Protocol::SCTP,
    Protocol::GRE,
];

/// Where mail is handed over, which nobody may do from a VPC network to an external address.
const SMTP: u16 = 25;

/// Where clients of DHCP hear offers and acknowledgments: over IPv4, and over IPv6.
const DHCP: (u16, u16) = (68, 546);

impl<'a> Walk<'a> {
    /// Of what a machine sends: mail, and what external addresses do not accept.
    pub(super) fn blocked_outwards(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let destination = self.packet.destination;
        let external = !destination.is_private()
            && destination.one().is_none_or(|address| {
                sender.network.range(address).is_none() && sender.network.owner(address).is_none()
            });
        if !external {
            return Ok(());
        }
        let smtp = self.ask.protocol == Protocol::TCP && self.ask.port == Some(SMTP);
        if !smtp && ACCEPTED_BY_EXTERNAL_ADDRESSES.contains(&self.ask.protocol) {
            return Ok(());
        }
        if self.stays_private(sender)? {
            return Ok(());
        }
        // What could not be read of another network may have the address, or a route to it.
        let kinds = [
            Kind::Network,
            Kind::Subnet,
            Kind::Route,
            Kind::Router,
            Kind::VpnTunnel,
            Kind::Attachment,
            Kind::Spoke,
        ];
        for kind in kinds {
            self.unread_anywhere(kind, None)?;
        }
        self.blocked(State::ApplyEgressFirewallRule, Some(sender.at))
    }

    /// Whether the routes of a network take a packet to somewhere else than the internet: to a subnet of another network,
    /// into a tunnel or attachment. Machines and load balancers that it is taken to may send it there.
    fn stays_private(&mut self, sender: Sender<'a>) -> Checked<'a, bool> {
        // A policy-based route leads to an internal load balancer, or may.
        let by_policy = !matches!(self.policy_takes(sender), Ok(None));
        if self.packet.destination.is_ipv6() || by_policy {
            return Ok(false);
        }
        let private = match self.route_to(sender)? {
            Routed::Subnet(_) => true,
            Routed::By(entry) => matches!(
                entry.route.next_hop,
                NextHop::VpnTunnel(_) | NextHop::Attachment(_) | NextHop::Hub(_)
            ),
            Routed::Down | Routed::None => false,
        };
        if !private {
            // A network that is not here may have it.
            self.peers_are_known(sender, self.packet.destination.one())?;
        }
        Ok(private)
    }

    /// Of what comes to an external address of Google Cloud's: protocols that it does not accept.
    pub(super) fn blocked_at_external_address(&mut self, at: Option<At<'a>>) -> Checked<'a> {
        if ACCEPTED_BY_EXTERNAL_ADDRESSES.contains(&self.ask.protocol) {
            return Ok(());
        }
        self.blocked(State::ApplyIngressFirewallRule, at)
    }

    /// Of what comes to a machine: answers of DHCP, but those of its metadata server.
    pub(super) fn blocked_inwards(&mut self, at: At<'a>) -> Checked<'a> {
        let port = match self.packet.destination.is_ipv6() {
            false => DHCP.0,
            true => DHCP.1,
        };
        if self.ask.protocol != Protocol::UDP || self.ask.port != Some(port) {
            return Ok(());
        }
        self.blocked(State::ApplyIngressFirewallRule, Some(at))
    }

    fn blocked(&mut self, state: State, at: Option<At<'a>>) -> Checked<'a> {
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        self.note(state, at, docs::FIREWALL_BLOCKED, || {
            Says::new(SaysId::TrafficBlocked)
                .arg("protocol", protocol.to_string())
                .arg(
                    "port",
                    port.map_or_else(String::new, |port| port.to_string()),
                )
        });
        self.block(Cause::TrafficTypeBlocked, at, CallerSees::Timeout)
    }
}
