//! What a machine sends, before any route: what never leaves it, what is always blocked, its egress firewall.
//!
//! <https://cloud.google.com/firewall/docs/firewalls>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};

use super::{Sender, SenderKind};
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::rules::{Flow, Identity};
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// From a VM's interface.
    pub(in crate::walk) fn leave_machine(
        &mut self,
        name: &'a Name,
        interface: usize,
    ) -> Checked<'a, End<'a>> {
        if self.is_metadata_server() {
            return Ok(self.metadata_server());
        }
        if self.is_own_address(name) {
            // What a machine sends to an address of its own never leaves it.
            return self.arrived_at_machine(At::new(Kind::Instance, name));
        }
        if let Some(end) = self.to_own_front_end(name)? {
            return Ok(end);
        }
        let sender = self.machine_sender(name, interface)?;
        self.node_to_service(name)?;
        match self.on_the_same_node(sender.network, name)? {
            Some(end) => Ok(end),
            None => self.leave_vpc(sender),
        }
    }

    fn is_own_address(&self, name: &'a Name) -> bool {
        let Some(address) = self.packet.destination.one() else {
            return false;
        };
        address.is_loopback()
            || self.net.machine(name).is_some_and(|machine| {
                machine.interfaces.iter().any(|interface| {
                    interface.address == Some(address)
                        || interface.ipv6_address.map(IpAddr::V6) == Some(address)
                        || interface.external_ipv6_address.map(IpAddr::V6) == Some(address)
                })
            })
    }

    /// A VM's interface as a sender, from its primary address.
    pub(in crate::walk) fn machine_sender(
        &self,
        name: &'a Name,
        interface: usize,
    ) -> Checked<'a, Sender<'a>> {
        let (machine, interface) = self.interface(name, interface)?;
        let network = self.network_of(interface.network.name())?;
        self.subnet_fits(At::new(Kind::Instance, name), interface)?;
        Ok(Sender {
            at: At::new(Kind::Instance, name),
            network,
            region: name.region(),
            subnet: interface.subnet.as_ref(),
            part: Part::Primary,
            identity: Identity::of(name, machine),
            kind: SenderKind::Machine,
            external: interface.external_address,
        })
    }

    /// Traffic that is always blocked (<https://cloud.google.com/firewall/docs/firewalls#blockedtraffic>).
    pub(super) fn blocked_always(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let destination = self.packet.destination;
        let external = !destination.is_private()
            && destination.one().is_none_or(|address| {
                sender.network.range(address).is_none() && sender.network.owner(address).is_none()
            });
        if !external {
            return Ok(());
        }
        let protocol = self.ask.protocol;
        let port = self.ask.port;
        let smtp = protocol == Protocol::TCP && port == Some(25);
        let carried = [
            Protocol::TCP,
            Protocol::UDP,
            Protocol::ICMP,
            Protocol::AH,
            Protocol::ESP,
            Protocol::SCTP,
            Protocol::GRE,
            Protocol::IPIP,
            Protocol::ICMPV6,
        ];
        if !smtp && carried.contains(&protocol) {
            return Ok(());
        }
        self.note(
            State::ApplyEgressFirewallRule,
            Some(sender.at),
            docs::FIREWALL_BLOCKED,
            || {
                Says::new(SaysId::TrafficBlocked)
                    .arg("protocol", protocol.to_string())
                    .arg(
                        "port",
                        port.map_or_else(String::new, |port| port.to_string()),
                    )
            },
        );
        self.block(
            Cause::TrafficTypeBlocked,
            Some(sender.at),
            CallerSees::Timeout,
        )
    }

    pub(super) fn egress_firewall(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let flow = Flow {
            remote: self.packet.destination,
            local: self.packet.source,
            protocol: self.ask.protocol,
            port: self.ask.port,
            target: sender.identity,
            source: Identity::default(),
            region: sender.region,
        };
        self.firewall(
            Direction::Egress,
            sender.network,
            flow,
            sender.at,
            None,
            CallerSees::Timeout,
        )
    }
}
