//! Arriving at a VM: it must run, its ingress firewall must let the packet in, something must listen.
//!
//! <https://cloud.google.com/firewall/docs/firewalls>,
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::order;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::hopscope::ProcessProtocol;
use hopscope_model::resource::{Kind, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State, google};

use super::vpc::{Sender, SenderKind};
use super::{At, Checked, End, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::rules::{Flow, Identity};

impl<'a> Walk<'a> {
    /// Whether the metadata server is asked for.
    pub(super) fn is_metadata_server(&self) -> bool {
        self.packet.destination == AddressSet::One(IpAddr::V4(google::METADATA_SERVER))
    }

    /// The metadata server: always allowed, never leaves the machine. It is there for DHCP, DNS, NTP and instance metadata
    /// (<https://cloud.google.com/firewall/docs/firewalls#gcp-metadata-server>).
    pub(super) fn metadata_server(&mut self) -> Checked<'a, End<'a>> {
        self.note(
            State::ApplyEgressFirewallRule,
            None,
            docs::FIREWALL_METADATA,
            || {
                Says::new(SaysId::FirewallAlwaysAllowed)
                    .arg("address", google::METADATA_SERVER.to_string())
            },
        );
        let port = self.ask.port.unwrap_or_default();
        match (self.ask.protocol, port) {
            (Protocol::TCP, 53 | 80) | (Protocol::UDP, 53 | 67 | 123) => {}
            // HTTPS is for machines that were made for it (Shielded VM).
            (Protocol::TCP | Protocol::UDP, port) if port != 443 => {
                self.note(State::ArriveAtProcess, None, docs::METADATA, || {
                    Says::new(SaysId::MetadataServerOtherPort).arg("port", port.to_string())
                });
                return Err(self.stop(Cause::PortNotServed, None, CallerSees::Timeout));
            }
            _ => return Err(self.unmodelled("METADATA_SERVER_PORT", None, docs::METADATA)),
        }
        self.note(State::ArriveAtProcess, None, docs::METADATA, || {
            Says::new(SaysId::MetadataServer).arg("name", "metadata.google.internal")
        });
        Ok(self.delivered("GOOGLE_API", None))
    }

    /// At a VM's internal address.
    pub(super) fn to_machine(
        &mut self,
        name: &'a Name,
        interface: usize,
        sender: Option<Sender<'a>>,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Instance, name);
        let (machine, _) = self.interface(name, interface)?;
        self.must_run(at, machine)?;
        self.ingress_at_machine(name, interface, sender)?;
        self.answers_by(name, interface)?;
        self.arrived_at_machine(at)
    }

    /// What arrives by another interface than the first, from outside its subnet, is answered by the first: the guest's
    /// default route is there, unless the guest is told otherwise
    /// (<https://cloud.google.com/vpc/docs/create-use-multiple-interfaces>).
    pub(super) fn answers_by(&self, name: &'a Name, interface: usize) -> Checked<'a> {
        let own = (interface > 0).then(|| self.interface(name, interface));
        let Some((_, own)) = own.transpose()? else {
            return Ok(());
        };
        let subnet = own.subnet.as_ref();
        let subnet = subnet.and_then(|subnet| self.net.scenario.resources.get(subnet));
        let range = subnet.and_then(|subnet| subnet.range);
        let near = range.is_some_and(|range| self.packet.source.relation(&range) == Relation::All);
        if near {
            return Ok(());
        }
        Err(self.unmodelled(
            "GUEST_ROUTES_OF_SEVERAL_INTERFACES",
            Some(At::new(Kind::Instance, name)),
            docs::SEVERAL_INTERFACES,
        ))
    }

    /// At a VM's external address: one-to-one NAT inwards, then the same.
    pub(super) fn machine_from_internet(
        &mut self,
        name: &'a Name,
        interface: usize,
        external: IpAddr,
    ) -> Checked<'a, End<'a>> {
        if external.is_ipv6() {
            // It is the interface's own address, and nothing is translated.
            let source = self.packet.source;
            let end = self.to_machine(name, interface, None)?;
            return self.back_to_internet(name, interface, source, end);
        }
        let at = At::new(Kind::Instance, name);
        let (_, own) = self.interface(name, interface)?;
        let internal = self.primary_address(at, own)?;
        self.packet.destination = AddressSet::One(internal);
        self.note(State::Nat, Some(at), docs::EXTERNAL_IP, || {
            Says::new(SaysId::NatInbound)
                .arg("external", external.to_string())
                .arg("internal", internal.to_string())
        });
        let source = self.packet.source;
        let end = self.to_machine(name, interface, None)?;
        self.back_to_internet(name, interface, source, end)
    }

    /// The ingress firewall at an interface.
    pub(super) fn ingress_at_machine(
        &mut self,
        name: &'a Name,
        interface: usize,
        sender: Option<Sender<'a>>,
    ) -> Checked<'a> {
        let at = At::new(Kind::Instance, name);
        let (machine, interface) = self.interface(name, interface)?;
        let network = self.network_of(interface.network.name())?;
        self.subnet_fits(at, interface)?;
        self.blocked_inwards(at)?;
        // Source tags and service accounts match only what a machine of the same network sends from its
        // primary address (<https://cloud.google.com/firewall/docs/firewalls#sources_or_targets>).
        let source = match sender {
            Some(sender)
                if sender.network.name == network.name
                    && matches!(
                        sender.kind,
                        SenderKind::Machine | SenderKind::Connector | SenderKind::DirectVpc
                    ) =>
            {
                sender.identity
            }
            // Secure tags go with what a machine sends to peered networks too
            // (<https://cloud.google.com/firewall/docs/tags-firewalls-overview>).
            Some(sender) if matches!(sender.kind, SenderKind::Machine | SenderKind::Pod) => {
                Identity {
                    secure_tags: sender.identity.secure_tags,
                    ..Identity::default()
                }
            }
            _ => Identity::default(),
        };
        let flow = Flow {
            remote: self.packet.source,
            local: self.packet.destination,
            protocol: self.ask.protocol,
            port: self.ask.port,
            target: Identity::of(name, machine),
            source,
            region: name.region(),
        };
        self.firewall(
            Direction::Ingress,
            network,
            flow,
            at,
            sender.map(|sender| sender.kind),
            CallerSees::Timeout,
        )
    }

    /// Behind the firewall: what listens.
    pub(super) fn arrived_at_machine(&mut self, at: At<'a>) -> Checked<'a, End<'a>> {
        if let Some(end) = self.at_node(at)? {
            return Ok(end);
        }
        let destination = self.packet.destination;
        self.note(State::ArriveAtInstance, Some(at), "", || {
            Says::new(SaysId::ArriveInstance)
                .arg("name", &*at.name.name)
                .arg("address", destination.text())
        });
        self.is_seen(None);
        self.speak_to_process(at)?;
        Ok(self.delivered("INSTANCE", Some(at)))
    }

    /// A machine for which no process is declared is assumed to answer on the port asked for; one with any
    /// answers only where one listens (contract, section 5).
    pub(super) fn speak_to_process(&mut self, at: At<'a>) -> Checked<'a> {
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        let Some(port) = port else {
            // ICMP and other protocols without ports are answered by the machine itself.
            return Ok(());
        };
        self.part_is_read(at, &[UnreadPart::Process])?;
        let declared = self.net.processes(&at.id()).map(|processes| {
            let mut listening: Vec<_> = processes.collect();
            order::sort(&mut listening);
            listening
        });
        let Some(processes) = declared else {
            if at.kind == Kind::Host {
                return Ok(());
            }
            self.note(State::ArriveAtProcess, Some(at), "", || {
                Says::new(SaysId::ProcessAssumed).arg("port", port.to_string())
            });
            self.assume(
                "ASSUMED_LISTENING",
                |walk| vec![("resource", walk.short(at)), ("port", port.to_string())],
                || None,
            );
            return Ok(());
        };
        let found = processes
            .iter()
            .copied()
            .find(|process| process.port == port && process.protocol.transport() == protocol);
        let Some(process) = found else {
            let listening: Vec<_> = processes
                .iter()
                .map(|process| format!("{}:{}", process.protocol.as_str(), process.port))
                .collect();
            self.note(State::ArriveAtProcess, Some(at), "", || {
                Says::new(SaysId::ProcessNone)
                    .arg("port", port.to_string())
                    .arg("listening", listening.join(", "))
            });
            let (cause, sees) = if protocol == Protocol::TCP {
                (Cause::ConnectionRefused, CallerSees::Refused)
            } else {
                (Cause::PortNotServed, CallerSees::Timeout)
            };
            return Err(self.stop(cause, Some(at), sees));
        };
        self.note(State::ArriveAtProcess, Some(at), "", || {
            Says::new(SaysId::ProcessListens)
                .arg("port", port.to_string())
                .arg("protocol", process.protocol.as_str())
        });
        if let Some(list) = &process.allow_from {
            self.allow_list(at, list)?;
        }
        self.speaks_wanted(at, process.protocol)
    }

    /// A process that is used as a proxy must be one.
    fn speaks_wanted(&mut self, at: At<'a>, speaks: ProcessProtocol) -> Checked<'a> {
        let Some(wanted) = self.ask.proxy_wanted else {
            return Ok(());
        };
        let fits = speaks == wanted || speaks == ProcessProtocol::Tcp;
        if fits || wanted == ProcessProtocol::Tcp {
            return Ok(());
        }
        self.note(State::ArriveAtProcess, Some(at), docs::PROXY, || {
            Says::new(SaysId::ProxyWrongKind)
                .arg("proxy", wanted.as_str())
                .arg("process", speaks.as_str())
        });
        Err(self.stop(Cause::ProxyRefused, Some(at), CallerSees::ProxyError))
    }
}
