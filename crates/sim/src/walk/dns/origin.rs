//! Who asks: the network of what opens the connection, in whose order the name is looked for
//! (<https://cloud.google.com/dns/docs/vpc-name-res-order>), the IP versions it has, and the address of a thing that is
//! asked for as a thing.

use std::net::IpAddr;

use hopscope_model::Cause;
use hopscope_model::name::{Name, Ref};
use hopscope_model::resource::serverless::VpcAccess;
use hopscope_model::resource::{Instance, Kind};

use crate::docs;
use crate::walk::{At, Checked, Lack, Origin, Walk};

impl<'a> Walk<'a> {
    /// Whether what opens the connection may have an IPv6 address to send from, as well as an IPv4 one.
    pub(super) fn origin_has_ipv6(&self) -> bool {
        let resources = &self.net.scenario.resources;
        let machine_has = |name: &Name| {
            self.net.machine(name).is_some_and(|machine| {
                machine.interfaces.iter().any(|interface| {
                    interface.ipv6_address.is_some() || interface.external_ipv6_address.is_some()
                })
            })
        };
        match self.ask.origin {
            Origin::Machine { name, .. } => machine_has(name),
            Origin::Pod(name) => {
                let pod = resources.pods.get(name);
                let node = pod.and_then(|pod| pod.node.as_ref());
                node.is_some_and(|node| machine_has(node.name()))
            }
            Origin::Serverless { egress, .. } => match &egress.vpc {
                VpcAccess::Direct { subnet, .. } => resources
                    .get(subnet)
                    .is_some_and(|subnet| subnet.ipv6_range.is_some()),
                VpcAccess::None | VpcAccess::Connector(_) => false,
            },
            Origin::Host { name } => {
                let host = resources.hosts.get(name);
                host.is_some_and(|host| host.addresses.iter().any(IpAddr::is_ipv6))
            }
            Origin::Internet(_) | Origin::Google(..) | Origin::OnPrem(..) => false,
        }
    }

    /// Whether the interface by which a machine sends has addresses of both versions.
    pub(super) fn sends_over_both(&self) -> bool {
        let Origin::Machine {
            name, interface, ..
        } = self.ask.origin
        else {
            return false;
        };
        let machine = self.net.machine(name);
        let own = machine.and_then(|machine| machine.interfaces.get(interface));
        own.is_some_and(|own| {
            let six = own.ipv6_address.or(own.external_ipv6_address);
            own.address.is_some() && six.is_some()
        })
    }

    /// Whether it surely has no IPv4 address to send from, but an IPv6 one.
    pub(super) fn origin_has_ipv6_alone(&self) -> bool {
        let resources = &self.net.scenario.resources;
        match self.ask.origin {
            Origin::Machine { name, .. } => self.net.machine(name).is_some_and(|machine| {
                let mut all = machine.interfaces.iter();
                self.origin_has_ipv6()
                    && all.all(|own| own.address.is_none() && own.external_address.is_none())
            }),
            Origin::Internet(address) => address.is_ipv6(),
            Origin::Host { name } => resources.hosts.get(name).is_some_and(|host| {
                !host.addresses.is_empty() && host.addresses.iter().all(IpAddr::is_ipv6)
            }),
            _ => false,
        }
    }

    /// Whether somebody on the internet asks for a running machine that has an external address nobody has said.
    fn is_external_pending(&self, machine: &Instance) -> bool {
        let pending = machine.interfaces.iter().any(|own| own.external_pending);
        pending && machine.status == "RUNNING" && matches!(self.ask.origin, Origin::Internet(_))
    }

    /// The address of a thing of the scenario, seen from the origin: internal in the same network.
    pub(super) fn address_of(&self, id: &'a hopscope_model::Id) -> Checked<'a, IpAddr> {
        let resources = &self.net.scenario.resources;
        let lack = || self.incomplete(Cause::ResourceConfigNotFound, Lack::One(id.kind, &id.name));
        match id.kind {
            Kind::Instance => {
                let (machine, _) = self.interface(&id.name, 0)?;
                let own = self.origin_network();
                let alone = self.origin_has_ipv6_alone();
                let inside = machine
                    .interfaces
                    .iter()
                    .find(|interface| Some(interface.network.name()) == own)
                    .and_then(|interface| {
                        let six = interface.ipv6_address.or(interface.external_ipv6_address);
                        let four = interface.address.filter(|_| !alone || six.is_none());
                        four.or(six.map(IpAddr::V6))
                    });
                let outside = || {
                    machine
                        .interfaces
                        .iter()
                        .find_map(|interface| interface.external_address)
                };
                if inside.is_none() && outside().is_none() && self.is_external_pending(machine) {
                    return Err(self.external_unknown(At::new(Kind::Instance, &id.name)));
                }
                let first = || machine.interfaces.first().and_then(|own| own.address);
                if matches!(self.ask.origin, Origin::Google(..)) {
                    // IAP and health checks come to the internal address.
                    return first().ok_or_else(lack);
                }
                inside.or_else(outside).or_else(first).ok_or_else(lack)
            }
            Kind::Host => resources
                .hosts
                .get(&id.name)
                .and_then(|host| host.addresses.first().copied())
                .ok_or_else(lack),
            Kind::Pod => resources
                .pods
                .get(&id.name)
                .and_then(|pod| pod.address)
                .ok_or_else(lack),
            Kind::ForwardingRule => resources
                .forwarding_rules
                .get(&id.name)
                .and_then(|rule| rule.address)
                .ok_or_else(lack),
            Kind::Address => resources
                .addresses
                .get(&id.name)
                .map(|own| own.address)
                .ok_or_else(lack),
            _ => Err(self.unmodelled(
                "DESTINATION_KIND",
                Some(At::new(id.kind, &id.name)),
                docs::DROP_REASONS,
            )),
        }
    }

    /// The network whose order a name is resolved in. A machine's resolver asks by its first interface, whichever the
    /// request leaves by (<https://cloud.google.com/vpc/docs/multiple-interfaces-concepts#dns>).
    pub(super) fn resolving_network(&self) -> Option<&'a Name> {
        match self.ask.origin {
            Origin::Machine { name, .. } => {
                let first = self.net.machine(name)?.interfaces.first()?;
                Some(first.network.name())
            }
            _ => self.origin_network(),
        }
    }

    /// The network the origin's packets enter, if they enter one.
    pub(crate) fn origin_network(&self) -> Option<&'a Name> {
        let resources = &self.net.scenario.resources;
        match self.ask.origin {
            Origin::Machine {
                name, interface, ..
            } => self
                .net
                .machine(name)
                .and_then(|machine| machine.interfaces.get(interface))
                .map(|interface| interface.network.name()),
            Origin::Pod(name) => resources
                .pods
                .get(name)
                .and_then(|pod| resources.get(&pod.cluster))
                .map(|cluster| cluster.network.name()),
            Origin::Serverless { egress, .. } => match &egress.vpc {
                VpcAccess::None => None,
                VpcAccess::Direct {
                    network, subnet, ..
                } => resources
                    .get(subnet)
                    .map(|subnet| subnet.network.name())
                    .or(network.as_ref().map(Ref::name)),
                VpcAccess::Connector(connector) => {
                    let connector = resources.get(connector)?;
                    let by_subnet = connector
                        .subnet
                        .as_ref()
                        .and_then(|subnet| resources.get(subnet))
                        .map(|subnet| subnet.network.name());
                    by_subnet.or(connector.network.as_ref().map(Ref::name))
                }
            },
            _ => None,
        }
    }

    /// A workload with VPC access asks its network, so what leads to that network must be there.
    pub(super) fn network_is_known(&self) -> Checked<'a> {
        let Origin::Serverless { egress, .. } = self.ask.origin else {
            return Ok(());
        };
        let (kind, name) = match &egress.vpc {
            VpcAccess::None => return Ok(()),
            VpcAccess::Direct { subnet, .. } => (Kind::Subnet, subnet.name()),
            VpcAccess::Connector(connector) => (Kind::Connector, connector.name()),
        };
        let there = self
            .net
            .scenario
            .resources
            .contains(&hopscope_model::Id::new(kind, name.clone()));
        if there && self.origin_network().is_some() {
            return Ok(());
        }
        self.unread(kind, &name.project, None)?;
        Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::One(kind, name)))
    }
}
