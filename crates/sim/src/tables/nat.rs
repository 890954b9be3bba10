//! Cloud NAT gateways of a network.
//!
//! <https://cloud.google.com/nat/docs/overview>

use std::net::IpAddr;

use hopscope_model::name::{Name, Ref};
use hopscope_model::order;
use hopscope_model::resource::router::{Nat, NatIp, NatRanges};
use hopscope_model::resource::{Address, Router, Subnet};
use hopscope_model::{Index, Scenario};
use ipnet::IpNet;

use super::members::Gathered;

/// A NAT gateway, with its addresses looked up.
#[derive(Clone, Debug)]
pub(crate) struct Gateway {
    /// `ROUTER/NAME`, at the router's project and region.
    pub(crate) name: Name,
    pub(crate) nat: Nat,
    pub(crate) addresses: Addresses,
    pub(crate) rules: Vec<GatewayRule>,
}

/// A NAT rule with its addresses.
#[derive(Clone, Debug)]
pub(crate) struct GatewayRule {
    pub(crate) number: u32,
    /// `None`: the expression is not understood.
    pub(crate) destinations: Option<Vec<IpNet>>,
    pub(crate) addresses: Addresses,
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
    ) -> Index<Box<str>, Vec<Self>> {
        let mut found: Index<Box<str>, Vec<Self>> = Index::new();
        for (router_name, router) in routers {
            for nat in &router.nats {
                let name = Name::new(
                    router_name.project.clone(),
                    router_name.location.clone(),
                    format!("{}/{}", router_name.name, nat.name),
                );
                let gateway = Self::new(scenario, all, router_name, name, nat);
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
            })
            .collect();
        order::sort_by_key(&mut rules, |rule| rule.number);
        Self {
            name,
            nat: nat.clone(),
            addresses,
            rules,
        }
    }

    /// Whether it serves this part of this subnet, for machines. `None` for the subnet: the range of a
    /// connector, which is in no list.
    pub(crate) fn covers(&self, subnet: Option<&Ref<Subnet>>, part: Part) -> bool {
        if self.nat.private || !self.nat.for_machines {
            return false;
        }
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
