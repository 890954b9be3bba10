//! Traffic that is always blocked, whatever the firewall rules say.
//!
//! <https://cloud.google.com/firewall/docs/firewalls#blockedtraffic>

use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};

use super::vpc::Sender;
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
        self.blocked(State::ApplyEgressFirewallRule, Some(sender.at))
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
