//! What a machine sends, before any route: what never leaves it, its egress firewall.
//!
//! <https://cloud.google.com/firewall/docs/firewalls>

use std::net::IpAddr;

use hopscope_model::google;
use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::instance::Interface;
use hopscope_model::says::CallerSees;

use super::{Sender, SenderKind};
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::rules::{Flow, Identity};
use crate::walk::{At, Checked, End, Origin, Walk};

impl<'a> Walk<'a> {
    /// From a VM's interface.
    pub(in crate::walk) fn leave_machine(
        &mut self,
        name: &'a Name,
        interface: usize,
    ) -> Checked<'a, End<'a>> {
        if self.is_metadata_server() {
            return self.metadata_server();
        }
        if self.is_own_address(name) {
            // What a machine sends to an address of its own never leaves it, and comes from that address.
            if let Some(own @ IpAddr::V6(_)) = self.packet.destination.one() {
                let stays = google::is_private(own) || self.net.is_reserved(own);
                self.packet.source = self.packet.destination;
                self.packet.fixed = stays.then_some(true);
            }
            return self.arrived_at_machine(At::new(Kind::Instance, name));
        }
        if let Some(end) = self.to_own_front_end(name)? {
            return Ok(end);
        }
        self.leaves_by(name, interface)?;
        let sender = self.machine_sender(name, interface)?;
        self.node_to_service(name)?;
        match self.on_the_same_node(sender.network, name)? {
            Some(end) => Ok(end),
            None => self.leave_vpc(sender),
        }
    }

    /// What is in the subnet of another of a machine's interfaces is sent by that one, unless its guest is told otherwise
    /// (<https://cloud.google.com/vpc/docs/create-use-multiple-interfaces>).
    fn leaves_by(&self, name: &'a Name, interface: usize) -> Checked<'a> {
        if matches!(self.ask.origin, Origin::Machine { name: own, bound: true, .. } if own == name)
        {
            return Ok(());
        }
        let (Some(address), Some(machine)) =
            (self.packet.destination.one(), self.net.machine(name))
        else {
            return Ok(());
        };
        let resources = &self.net.scenario.resources;
        let connected = |own: &Interface| {
            let subnet = own.subnet.as_ref().and_then(|subnet| resources.get(subnet));
            let range = subnet.and_then(|subnet| subnet.range);
            range.is_some_and(|range| range.contains(&address))
        };
        let own = machine.interfaces.get(interface).is_some_and(connected);
        if own || !machine.interfaces.iter().any(connected) {
            return Ok(());
        }
        Err(self.unmodelled(
            "GUEST_ROUTES_OF_SEVERAL_INTERFACES",
            Some(At::new(Kind::Instance, name)),
            docs::SEVERAL_INTERFACES,
        ))
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
