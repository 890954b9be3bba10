//! Cloud NAT gateways of a network.
//!
//! <https://cloud.google.com/nat/docs/overview>

use std::net::IpAddr;

use hopscope_model::name::{Name, Ref};
use hopscope_model::order;
use hopscope_model::resource::instance::Interface;
use hopscope_model::resource::router::{Nat, Nat64, NatHop, NatIp, NatRanges};
use hopscope_model::resource::{Address, Router, Subnet};
use hopscope_model::{Index, Scenario};
use ipnet::IpNet;

use super::members::Gathered;

/// Ports that one address has for one protocol.
const PORTS: u32 = 64_512;

/// The minimum of ports a machine, where nothing else is set.
const LEAST_PORTS: u32 = 64;

/// The same with dynamic port allocation.
const LEAST_DYNAMIC_PORTS: u32 = 32;

/// A NAT gateway, with its addresses looked up.
#[derive(Clone, Debug)]
pub(crate) struct Gateway {
    /// `ROUTER/NAME`, at the router's project and region.
    pub(crate) name: Name,
    pub(crate) nat: Nat,
    pub(crate) addresses: Addresses,
    pub(crate) rules: Vec<GatewayRule>,
    /// Machines without an external address in what it serves, as far as the scenario has them.
    pub(crate) machines: u32,
}

/// A NAT rule with its addresses.
#[derive(Clone, Debug)]
pub(crate) struct GatewayRule {
    pub(crate) number: u32,
    /// `None`: the expression is not understood.
    pub(crate) destinations: Option<Vec<IpNet>>,
    pub(crate) addresses: Addresses,
    /// Of a private gateway: what it is for, and the subnets it takes addresses of.
    pub(crate) hop: Option<NatHop>,
    pub(crate) subnets: Vec<Ref<Subnet>>,
}

/// The addresses a gateway uses.
#[derive(Clone, Debug)]
pub(crate) struct Addresses {
    pub(crate) known: Vec<IpAddr>,
    /// Allocated by Cloud NAT: `known` are those that the scenario happens to hold.
    pub(crate) automatic: bool,
    /// A reference that is not in the scenario.
    pub(crate) missing: Option<Ref<Address>>,
}

/// Which addresses of a sender a gateway has to cover.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Part<'a> {
    /// The primary range of the subnet.
    Primary,
    /// A secondary range, by name where known.
    Secondary(Option<&'a str>),
}

impl Gateway {
    /// The gateways of a network, by region.
    pub(crate) fn of_network(
        scenario: &Scenario,
        all: &Gathered<'_>,
        routers: &[(&Name, &Router)],
        interfaces: &[(&Name, usize, &Interface)],
    ) -> Index<Box<str>, Vec<Self>> {
        let mut found: Index<Box<str>, Vec<Self>> = Index::new();
        for (router_name, router) in routers {
            for nat in &router.nats {
                let name = Name::new(
                    router_name.project.clone(),
                    router_name.location.clone(),
                    format!("{}/{}", router_name.name, nat.name),
                );
                let mut gateway = Self::new(scenario, all, router_name, name, nat);
                for (machine, _, interface) in interfaces {
                    if *machine.region() == *router_name.location {
                        gateway.count(interface);
                    }
                }
                found
                    .get_or_default((*router_name.location).into())
                    .push(gateway);
            }
        }
        found
    }

    fn new(scenario: &Scenario, all: &Gathered<'_>, router: &Name, name: Name, nat: &Nat) -> Self {
        let mut addresses = look_up(scenario, &nat.ips, &nat.drained_ips);
        if nat.auto_allocated {
            addresses.automatic = true;
            addresses.known = all.allocated.get(router).cloned().unwrap_or_default();
        }
        let mut rules: Vec<_> = nat
            .rules
            .iter()
            .map(|rule| GatewayRule {
                number: rule.number,
                destinations: rule.destinations.clone(),
                addresses: look_up(scenario, &rule.active_ips, &[]),
                hop: rule.hop.clone(),
                subnets: rule.active_ranges.clone(),
            })
            .collect();
        order::sort_by_key(&mut rules, |rule| rule.number);
        Self {
            name,
            nat: nat.clone(),
            addresses,
            rules,
            machines: 0,
        }
    }

    /// Counts a machine's interface, where it is served.
    fn count(&mut self, interface: &Interface) {
        let bare = interface.external_address.is_none() && !interface.external_pending;
        if bare
            && interface.address.is_some()
            && self.covers(interface.subnet.as_ref(), Part::Primary)
        {
            self.machines = self.machines.saturating_add(1);
        }
    }

    /// How many machines its addresses have ports for, where that is limited
    /// (<https://cloud.google.com/nat/docs/ports-and-addresses>): an address has 64,512 ports a protocol, and each machine
    /// is given the minimum at least.
    pub(crate) fn room(&self) -> Option<(u32, u32)> {
        if self.addresses.automatic || self.addresses.missing.is_some() {
            return None;
        }
        let least = match self.nat.dynamic_port_allocation {
            true => LEAST_DYNAMIC_PORTS,
            false => LEAST_PORTS,
        };
        let ports = self.nat.min_ports_per_vm.unwrap_or(least).max(1);
        let addresses = u32::try_from(self.addresses.known.len()).unwrap_or(u32::MAX);
        Some((PORTS.saturating_mul(addresses) / ports, ports))
    }

    /// Whether it is a private one that serves this part of this subnet.
    pub(crate) fn covers_privately(&self, subnet: Option<&Ref<Subnet>>, part: Part) -> bool {
        self.nat.private && self.covers_range(subnet, part)
    }

    /// Whether it serves this part of this subnet, for machines. `None` for the subnet: the range of a
    /// connector, which is in no list.
    pub(crate) fn covers(&self, subnet: Option<&Ref<Subnet>>, part: Part) -> bool {
        !self.nat.private && self.nat.for_machines && self.covers_range(subnet, part)
    }

    /// Whether it may serve machines with IPv6 alone of a subnet; of one that is not said, any may be.
    pub(crate) fn covers_nat64(&self, subnet: Option<&Ref<Subnet>>) -> bool {
        match &self.nat.nat64 {
            Nat64::Off => false,
            Nat64::AllSubnets => true,
            Nat64::Listed(list) => subnet.is_none_or(|own| list.contains(own)),
        }
    }

    /// Whether it serves the Envoys of a proxy-only subnet.
    pub(crate) fn covers_proxies(&self, subnet: Option<&Ref<Subnet>>) -> bool {
        !self.nat.private && self.nat.for_proxies && self.covers_range(subnet, Part::Primary)
    }

    fn covers_range(&self, subnet: Option<&Ref<Subnet>>, part: Part) -> bool {
        match &self.nat.ranges {
            NatRanges::AllRanges => true,
            NatRanges::AllPrimaryRanges => matches!(part, Part::Primary),
            NatRanges::Listed(list) => list
                .iter()
                .filter(|listed| Some(&listed.subnet) == subnet)
                .any(|listed| match part {
                    Part::Primary => listed.primary,
                    Part::Secondary(name) => {
                        listed.all_secondary
                            || name
                                .is_some_and(|name| listed.secondary.iter().any(|own| own == name))
                    }
                }),
        }
    }
}

fn look_up(scenario: &Scenario, ips: &[NatIp], drained: &[NatIp]) -> Addresses {
    let mut addresses = Addresses {
        known: Vec::new(),
        automatic: false,
        missing: None,
    };
    for ip in ips.iter().filter(|ip| !drained.contains(ip)) {
        match ip {
            NatIp::Literal(address) => addresses.known.push(*address),
            NatIp::Reserved(reference) => match scenario.resources.get(reference) {
                Some(address) => addresses.known.push(address.address),
                None => {
                    addresses.missing.get_or_insert_with(|| reference.clone());
                }
            },
        }
    }
    order::sort(&mut addresses.known);
    addresses.known.dedup();
    addresses
}
