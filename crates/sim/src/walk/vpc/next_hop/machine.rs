//! A machine as next hop, by name (`nextHopInstance`) or by address (`nextHopIp`).
//!
//! <https://cloud.google.com/vpc/docs/static-routes#instance-next-hop>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::{NetworkTables, Owner};
use crate::walk::vpc::{Sender, SenderKind};
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// `nextHopIp`: the primary internal address of a machine of this network.
    pub(super) fn via_address(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        route: At<'a>,
        address: IpAddr,
    ) -> Checked<'a, End<'a>> {
        match place.owner(address) {
            Some(Owner::Machine {
                name,
                interface,
                primary: true,
            }) => self.through(sender, name, *interface),
            Some(Owner::Machine { .. } | Owner::Pod(_)) => Err(self.note_hop_fails(
                route,
                address.to_string(),
                Cause::RouteNextHopInstanceNonPrimaryIp,
            )),
            Some(Owner::ForwardingRules(_)) => {
                self.via_load_balancer(sender, place, route, address)
            }
            Some(Owner::Several(id)) => {
                let at = At::new(id.kind, &id.name);
                Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::SUBNETS))
            }
            _ => {
                self.unread_internal_owner(place)?;
                self.reserved_unused(place, address)?;
                self.assume_complete(Kind::Instance, &place.name.project);
                Err(self.note_hop_fails(
                    route,
                    address.to_string(),
                    Cause::RouteNextHopIpAddressNotResolved,
                ))
            }
        }
    }

    /// `nextHopInstance`.
    pub(super) fn via_machine(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        route: At<'a>,
        name: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let Some(machine) = self.net.machine(name) else {
            self.unread(Kind::Instance, &name.project, None)?;
            // An export of all machines without it: it is gone. Otherwise it is only not here.
            if self.net.scenario.is_complete(&name.project, Kind::Instance) {
                return Err(self.note_hop_fails(
                    route,
                    name.name.to_string(),
                    Cause::RouteNextHopResourceNotFound,
                ));
            }
            return Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::One(Kind::Instance, name),
            ));
        };
        let interface = machine
            .interfaces
            .iter()
            .position(|interface| *interface.network.name() == place.name);
        match interface {
            Some(interface) => self.through(sender, name, interface),
            None => Err(self.note_hop_fails(
                route,
                name.name.to_string(),
                Cause::RouteNextHopInstanceWrongNetwork,
            )),
        }
    }

    /// Through a machine that forwards.
    pub(in crate::walk) fn through(
        &mut self,
        sender: Sender<'a>,
        name: &'a Name,
        interface: usize,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Instance, name);
        self.count_hop(at)?;
        let (machine, _) = self.interface(name, interface)?;
        self.must_run(at, machine)?;
        if !machine.can_ip_forward {
            self.note(State::ApplyRoute, Some(at), docs::GUEST_FORWARDING, || {
                Says::new(SaysId::ForeignIp).arg("machine", &*name.name)
            });
            self.block(Cause::ForeignIpDisallowed, Some(at), CallerSees::Timeout)?;
        }
        self.ingress_at_machine(name, interface, Some(sender))?;
        self.note(
            State::SpoofingApproved,
            Some(at),
            docs::GUEST_FORWARDING,
            || Says::new(SaysId::SpoofingApproved).arg("machine", &*name.name),
        );
        let appliance = self
            .net
            .scenario
            .resources
            .appliances
            .iter()
            .find(|appliance| appliance.on.name() == name);
        let Some(appliance) = appliance else {
            return Err(self.unmodelled("GUEST_FORWARDING", Some(at), docs::GUEST_FORWARDING));
        };
        let out = machine
            .interfaces
            .iter()
            .position(|interface| interface.name == appliance.to);
        let Some(out) = out else {
            return Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::Field(at, "networkInterfaces[].name"),
            ));
        };
        if out == interface && machine.interfaces.len() > 1 {
            // By which of the others it goes on, nothing says: what is described is the other direction.
            return Err(self.unmodelled("GUEST_FORWARDING", Some(at), docs::GUEST_FORWARDING));
        }
        let mut next = self.machine_sender(name, out)?;
        let asked = self.packet.destination;
        if appliance.source_nat {
            let (_, interface) = self.interface(name, out)?;
            self.packet.source = AddressSet::One(self.primary_address(at, interface)?);
            self.packet.fixed = Some(true);
        } else {
            // The machine's external address and Cloud NAT go with its own address, not with another's.
            next.kind = SenderKind::Forwarder;
            next.external = None;
        }
        self.note(
            State::ArriveAtInstance,
            Some(at),
            docs::GUEST_FORWARDING,
            || {
                Says::new(SaysId::ForwardedByAppliance)
                    .arg("machine", &*name.name)
                    .arg("interface", &appliance.to)
            },
        );
        let source = self.packet.source;
        if !appliance.source_nat {
            let end = self.leave_vpc(next)?;
            return self.back_by_machine(sender, name, source, end);
        }
        // What is behind it answers the machine, and the machine whoever has sent it.
        let answers = (self.machine_sender(name, interface)?, asked);
        let before = self.ended.take();
        let end = self.leave_vpc(next)?;
        self.ended = before.or(Some(answers));
        Ok(end)
    }
}
