//! Addresses on the way to the internet: one-to-one NAT, Cloud NAT, or none.
//!
//! <https://cloud.google.com/nat/docs/overview>: an external address always performs one-to-one NAT and never
//! uses Cloud NAT; a gateway serves the subnets of its own region and network.

use hopscope_model::resource::router::NatHop;
use hopscope_model::resource::{Kind, Subnet, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Name, Protocol, Ref, State, google};

use super::vpc::{Sender, SenderKind};
use super::{AskedHost, At, Checked, End, Lack, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::nat::{Addresses, Gateway};

/// A private gateway, and the subnets whose addresses it puts on.
pub(super) type Private<'a> = (&'a Gateway, &'a [Ref<Subnet>]);

impl<'a> Walk<'a> {
    /// The source becomes one that the internet can answer to.
    pub(super) fn translate_outwards(&mut self, sender: Sender<'a>) -> Checked<'a> {
        if sender.external.is_some() {
            self.one_to_one_nat(sender);
            return Ok(());
        }
        self.external_is_known(sender)?;
        let network = sender.network;
        self.unread(Kind::Router, &network.name.project, Some(network))?;
        self.assume_complete(Kind::Router, &network.name.project);
        // A gateway translates addresses of the machines it serves, not those that a machine forwards.
        let gateway = (sender.kind != SenderKind::Forwarder)
            .then(|| {
                network
                    .gateways(sender.region)
                    .iter()
                    .find(|gateway| match sender.kind {
                        SenderKind::Proxy => gateway.covers_proxies(sender.subnet),
                        _ => gateway.covers(sender.subnet, sender.part),
                    })
            })
            .flatten();
        match gateway {
            Some(gateway) => self.cloud_nat(gateway),
            None => {
                let gateways = network.gateways(sender.region);
                if sender.kind != SenderKind::Forwarder && !gateways.is_empty() {
                    self.subnet_is_named(sender)?;
                }
                self.no_external_address(sender, docs::CLOUD_NAT)
            }
        }
    }

    /// An internal address alone does not reach the internet.
    pub(super) fn no_external_address(
        &mut self,
        sender: Sender<'a>,
        doc: &'static str,
    ) -> Checked<'a> {
        let source = self.packet.source;
        let own = sender
            .subnet
            .and_then(|own| self.net.scenario.resources.get(own));
        let unknown = self.packet.destination == AddressSet::Public
            && !matches!(self.ask.host, AskedHost::Name(name) if google::is_below(name, "example"));
        if unknown && own.is_some_and(|own| own.private_google_access) {
            // Were the host Google's, it would be reached by Private Google Access.
            self.assume_public_host();
        }
        let subnet = sender.subnet.map_or("", |subnet| &subnet.name().name);
        self.note(State::Nat, Some(sender.at), doc, || {
            Says::new(SaysId::NatNone)
                .arg("source", source.text())
                .arg("subnet", subnet)
        });
        self.block(
            Cause::NoExternalAddress,
            Some(sender.at),
            CallerSees::Timeout,
        )
    }

    /// An access configuration without an address gives its interface one when the machine starts: that there is
    /// none cannot be said.
    pub(super) fn external_is_known(&self, sender: Sender<'a>) -> Checked<'a> {
        let machine = match sender.kind {
            SenderKind::Machine => self.net.machine(sender.at.name),
            _ => None,
        };
        let pending = machine.is_some_and(|machine| {
            machine.interfaces.iter().any(|interface| {
                *interface.network.name() == sender.network.name && interface.external_pending
            })
        });
        match pending && sender.external.is_none() {
            true => Err(self.external_unknown(sender.at)),
            false => Ok(()),
        }
    }

    /// Which external address a machine has is not said.
    pub(super) fn external_unknown(&self, machine: At<'a>) -> End<'a> {
        let field = "networkInterfaces[].accessConfigs[].natIP";
        self.incomplete(Cause::VmInstanceConfigNotFound, Lack::Field(machine, field))
    }

    /// Whether a gateway or Private Google Access is for a machine's subnet cannot be said where its interface
    /// names none.
    pub(super) fn subnet_is_named(&self, sender: Sender<'a>) -> Checked<'a> {
        if sender.subnet.is_none() && sender.at.kind == Kind::Instance {
            return Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::Field(sender.at, "networkInterfaces[].subnetwork"),
            ));
        }
        Ok(())
    }

    /// One-to-one NAT with the interface's external address.
    pub(super) fn one_to_one_nat(&mut self, sender: Sender<'a>) {
        let Some(external) = sender.external else {
            return;
        };
        let internal = self.packet.source;
        self.packet.source = AddressSet::One(external);
        self.packet.fixed = self.net.is_reserved(external).then_some(true);
        self.note(State::Nat, Some(sender.at), docs::EXTERNAL_IP, || {
            Says::new(SaysId::NatExternal)
                .arg("internal", internal.text())
                .arg("external", external.to_string())
        });
    }

    fn cloud_nat(&mut self, gateway: &'a Gateway) -> Checked<'a> {
        let at = At::new(Kind::Nat, &gateway.name);
        let protocol = self.ask.protocol;
        if ![Protocol::TCP, Protocol::UDP, Protocol::ICMP].contains(&protocol) {
            self.note(State::Nat, Some(at), docs::CLOUD_NAT, || {
                Says::new(SaysId::NatProtocol)
                    .arg("nat", &*gateway.name.name)
                    .arg("protocol", protocol.to_string())
            });
            return self.block(
                Cause::CloudNatProtocolUnsupported,
                Some(at),
                CallerSees::Timeout,
            );
        }
        for rule in &gateway.rules {
            let Some(destinations) = &rule.destinations else {
                return Err(self.unmodelled(
                    "CLOUD_NAT_RULE_EXPRESSION",
                    Some(at),
                    docs::CLOUD_NAT,
                ));
            };
            match self.packet.destination.relation_to_any(destinations) {
                Relation::None => {}
                Relation::Some => {
                    return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
                }
                Relation::All => {
                    return self.take_addresses(gateway, &rule.addresses, Some(rule.number));
                }
            }
        }
        self.take_addresses(gateway, &gateway.addresses, None)
    }

    fn take_addresses(
        &mut self,
        gateway: &'a Gateway,
        addresses: &'a Addresses,
        rule: Option<u32>,
    ) -> Checked<'a> {
        let at = At::new(Kind::Nat, &gateway.name);
        let nat = &*gateway.name.name;
        if let Some(missing) = &addresses.missing {
            // It may be there, and not read whole: planned, and not reserved yet.
            let address = At::new(Kind::Address, missing.name());
            self.part_is_read(address, &[UnreadPart::Resource])?;
            return Err(self.incomplete(
                Cause::PermissionDeniedNoCloudNatConfigs,
                Lack::One(Kind::Address, missing.name()),
            ));
        }
        if addresses.known.is_empty() && !addresses.automatic {
            self.note(State::Nat, Some(at), docs::CLOUD_NAT, || {
                Says::new(SaysId::NatNoAddresses).arg("nat", nat)
            });
            return self.block(Cause::CloudNatNoAddresses, Some(at), CallerSees::Timeout);
        }
        if addresses.known.is_empty() {
            self.packet.source = AddressSet::CloudNatAuto;
            self.packet.fixed = Some(false);
            self.note(State::Nat, Some(at), docs::CLOUD_NAT, || {
                Says::new(SaysId::NatCloudAuto).arg("nat", nat)
            });
            return Ok(());
        }
        self.note_ports(gateway, rule);
        self.packet.source = AddressSet::Many(&addresses.known);
        self.packet.fixed = if addresses.automatic {
            Some(false)
        } else {
            let reserved = addresses
                .known
                .iter()
                .all(|address| self.net.is_reserved(*address));
            reserved.then_some(true)
        };
        let source = self.packet.source;
        self.note(State::Nat, Some(at), docs::CLOUD_NAT, || match rule {
            Some(number) => Says::new(SaysId::NatCloudRule)
                .arg("nat", nat)
                .arg("rule", number.to_string())
                .arg("addresses", source.text()),
            None => Says::new(SaysId::NatCloud)
                .arg("nat", nat)
                .arg("addresses", source.text()),
        });
        Ok(())
    }

    /// Warns where a gateway has fewer ports than its machines are given: some get none.
    fn note_ports(&mut self, gateway: &'a Gateway, rule: Option<u32>) {
        let Some((room, ports)) = gateway.room().filter(|_| rule.is_none()) else {
            return;
        };
        if gateway.machines <= room {
            return;
        }
        let at = At::new(Kind::Nat, &gateway.name);
        self.note(State::Nat, Some(at), docs::NAT_PORTS, || {
            Says::new(SaysId::NatPortsShort)
                .arg("nat", &*gateway.name.name)
                .arg("machines", gateway.machines.to_string())
                .arg("count", gateway.addresses.known.len().to_string())
                .arg("ports", ports.to_string())
                .arg("room", room.to_string())
        });
    }

    /// Private NAT on the way through a hub or to another network: a private gateway of the region that serves the source,
    /// and has a rule for the next hop, puts an address of its own subnets on the packet.
    pub(super) fn private_nat(&mut self, sender: Sender<'a>, hub: Option<&'a Name>) -> Checked<'a> {
        match self.private_gateway(sender, hub)? {
            Some((gateway, subnets)) => self.take_private(gateway, subnets),
            None => Ok(()),
        }
    }

    /// The private gateway for what a machine sends through a hub or to another network, with its subnets
    /// (<https://cloud.google.com/nat/docs/private-nat>).
    pub(super) fn private_gateway(
        &mut self,
        sender: Sender<'a>,
        hub: Option<&'a Name>,
    ) -> Checked<'a, Option<Private<'a>>> {
        let served = [
            SenderKind::Machine,
            SenderKind::Pod,
            SenderKind::DirectVpc,
            SenderKind::Connector,
        ];
        // It translates from IPv4; from IPv6 to IPv6 there is no NAT.
        if !served.contains(&sender.kind) || self.packet.destination.is_ipv6() {
            return Ok(None);
        }
        let network = sender.network;
        let gateways = network.gateways(sender.region).iter();
        let serving = gateways.filter(|own| own.covers_privately(sender.subnet, sender.part));
        for gateway in serving {
            for rule in &gateway.rules {
                let fits = match (&rule.hop, hub) {
                    (Some(NatHop::Hybrid), None) => true,
                    (Some(NatHop::Hub(own)), Some(hub)) if own.name().name == hub.name => {
                        let project = &own.name().project;
                        if let Some(number) = self.net.project_in_doubt(project, &hub.project) {
                            let lack = Lack::ProjectNumber(number);
                            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
                        }
                        *project == hub.project
                    }
                    (Some(_), _) => false,
                    (None, _) => {
                        return Err(self.unmodelled(
                            "CLOUD_NAT_RULE_EXPRESSION",
                            Some(At::new(Kind::Nat, &gateway.name)),
                            docs::PRIVATE_NAT,
                        ));
                    }
                };
                if fits {
                    return Ok(Some((gateway, &rule.subnets)));
                }
            }
        }
        // One that could not be read may have a gateway for it.
        self.unread_anywhere(Kind::Router, Some(network))?;
        self.assume_complete(Kind::Router, &network.name.project);
        Ok(None)
    }

    fn take_private(&mut self, gateway: &'a Gateway, subnets: &'a [Ref<Subnet>]) -> Checked<'a> {
        let at = At::new(Kind::Nat, &gateway.name);
        let nat = &*gateway.name.name;
        let protocol = self.ask.protocol;
        if ![Protocol::TCP, Protocol::UDP].contains(&protocol) {
            self.note(State::Nat, Some(at), docs::PRIVATE_NAT, || {
                Says::new(SaysId::NatProtocol)
                    .arg("nat", nat)
                    .arg("protocol", protocol.to_string())
            });
            return self.block(
                Cause::CloudNatProtocolUnsupported,
                Some(at),
                CallerSees::Timeout,
            );
        }
        let pick = self.choose(subnets.len());
        let Some(subnet) = subnets.get(pick) else {
            self.note(State::Nat, Some(at), docs::PRIVATE_NAT, || {
                Says::new(SaysId::NatNoAddresses).arg("nat", nat)
            });
            return self.block(Cause::CloudNatNoAddresses, Some(at), CallerSees::Timeout);
        };
        let own = self.net.scenario.resources.get(subnet);
        let Some(range) = own.and_then(|own| own.range) else {
            return Err(self.incomplete(
                Cause::PermissionDeniedNoCloudNatConfigs,
                Lack::One(Kind::Subnet, subnet.name()),
            ));
        };
        self.packet.source = AddressSet::Range(range);
        self.packet.fixed = Some(true);
        self.note(State::Nat, Some(at), docs::PRIVATE_NAT, || {
            Says::new(SaysId::NatPrivate)
                .arg("nat", nat)
                .arg("range", range.to_string())
                .arg("subnet", &*subnet.name().name)
        });
        Ok(())
    }
}
