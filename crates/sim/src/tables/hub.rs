//! Hubs of Network Connectivity Center: which subnets their VPC spokes export, and who imports them.
//!
//! <https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview>: every
//! VPC spoke imports all subnet routes that the other VPC spokes of its hub export, as far as the topology of the
//! hub and the filters of the exporting spoke let them. What a spoke imports by a peering it does not export.
//! <https://docs.cloud.google.com/network-connectivity/docs/network-connectivity-center/how-to/working-with-hubs-spokes>:
//! a VPC spoke without `includeExportRanges` exports its private IPv4 ranges alone, neither IPv6 ones nor public
//! addresses that are used privately.
//! <https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/dynamic-route-exchange-with-vpc-spokes>:
//! the dynamic routes of a hybrid spoke's network that lead into its tunnels and attachments are those of VPC spokes too.

use hopscope_model::name::{Id, Name};
use hopscope_model::resource::ncc::{ExportRange, HubTopology};
use hopscope_model::resource::{Kind, Spoke};
use hopscope_model::{Index, Scenario};
use ipnet::IpNet;

use super::hybrid::{Links, id_of};
use super::members::{Gathered, Members};
use super::peering::is_public;
use super::prefixes::Prefixes;

/// Every hub that spokes name.
#[derive(Clone, Default, Debug)]
pub(crate) struct Hubs {
    hubs: Index<Name, HubTable>,
    /// The hub of a network, and which of its members it is.
    of_network: Index<Name, (Name, usize)>,
    /// The hub of a tunnel or attachment, and which of its hybrid spokes has it.
    of_link: Index<Id, (Name, usize)>,
}

/// A hub.
#[derive(Clone, Default, Debug)]
pub(crate) struct HubTable {
    /// Its VPC spokes.
    pub(crate) members: Vec<Member>,
    /// Its hybrid spokes.
    pub(crate) hybrids: Vec<Hybrid>,
    /// The networks of these, each once.
    pub(crate) routing: Vec<Name>,
    /// A spoke of it of a kind that is not modelled: router appliances, a producer's network, a gateway.
    pub(crate) other: Option<Name>,
    /// Subnets that members export, by their number and the subnet.
    exported: Prefixes<Vec<(usize, IpNet)>>,
    pub(crate) topology: HubTopology,
    pub(crate) propagates_psc: bool,
    /// Which of the hubs it is.
    number: u32,
}

/// A VPC spoke.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) spoke: Name,
    pub(crate) network: Name,
    /// In the group `center`, where its group is said.
    pub(crate) center: Option<bool>,
    filters: Spoke,
}

/// A hybrid spoke of tunnels or attachments.
#[derive(Clone, Debug)]
pub(crate) struct Hybrid {
    pub(crate) spoke: Name,
    pub(crate) center: Option<bool>,
    /// A tunnel or attachment of it of which the network is not known.
    pub(crate) lost: Option<Id>,
    pub(crate) site_to_site: bool,
    /// Whether it imports any subnets of the hub.
    pub(crate) imports: bool,
    filters: Spoke,
}

/// A hybrid spoke by its hub's number and its own.
pub(crate) type HybridIx = (u32, u32);

/// Whether a spoke exports a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exports {
    Yes,
    No,
    /// A filter holds a part of it.
    InPart,
}

impl Hubs {
    pub(crate) fn new(scenario: &Scenario, all: &Gathered<'_>, links: &Links) -> Self {
        let mut found = Self::default();
        for (name, spoke) in &scenario.resources.spokes {
            let Some(hub) = spoke.hub.as_ref().filter(|_| !spoke.not_active) else {
                continue;
            };
            let own = scenario.resources.get(hub);
            let number = u32::try_from(found.hubs.len()).unwrap_or(u32::MAX);
            let is_new = found.hubs.get(hub.name()).is_none();
            let table = found.hubs.get_or_default(hub.name().clone());
            if is_new {
                table.number = number;
            }
            table.topology = own.map_or(HubTopology::Mesh, |own| own.topology);
            table.propagates_psc = own.is_some_and(|own| own.propagates_psc);
            let center = spoke.group.as_deref().map(|group| group == "center");
            if let Some(network) = &spoke.network {
                let ix = table.members.len();
                table.members.push(Member {
                    spoke: name.clone(),
                    network: network.name().clone(),
                    center,
                    filters: spoke.clone(),
                });
                table.export(ix, spoke, all.networks.get(network.name()));
                let place = (hub.name().clone(), ix);
                found.of_network.insert(network.name().clone(), place);
                continue;
            }
            if spoke.links.is_empty() || !spoke.appliances.is_empty() {
                table.other.get_or_insert_with(|| name.clone());
            }
            let ix = table.hybrids.len();
            let mut lost = None;
            for link in spoke.links.iter().map(id_of) {
                match links.get(&link).and_then(|own| own.network.clone()) {
                    Some(network) if !table.routing.contains(&network) => {
                        table.routing.push(network);
                    }
                    Some(_) => {}
                    None => lost = Some(link.clone()),
                }
                found.of_link.insert(link, (hub.name().clone(), ix));
            }
            table.hybrids.push(Hybrid {
                spoke: name.clone(),
                center,
                lost,
                site_to_site: spoke.site_to_site,
                imports: !spoke.include_import.is_empty(),
                filters: spoke.clone(),
            });
        }
        found
    }

    /// The hub of a network, with its name and the network's own spoke.
    pub(crate) fn of(&self, network: &Name) -> Option<(&Name, &HubTable, &Member)> {
        let (hub, ix) = self.of_network.get(network)?;
        let table = self.hubs.get(hub)?;
        Some((hub, table, table.members.get(*ix)?))
    }

    /// The hub of a tunnel or attachment, with its name and the hybrid spoke.
    pub(crate) fn of_link(&self, link: &Id) -> Option<(&Name, &HubTable, &Hybrid)> {
        let (hub, ix) = self.of_link.get(link)?;
        let table = self.hubs.get(hub)?;
        Some((hub, table, table.hybrids.get(*ix)?))
    }

    /// The hybrid spoke of a tunnel or attachment, by numbers.
    pub(crate) fn hybrid_of(&self, link: &Id) -> Option<HybridIx> {
        let (hub, ix) = self.of_link.get(link)?;
        let hub = self.hubs.get(hub)?;
        Some((hub.number, u32::try_from(*ix).ok()?))
    }
}

impl HubTable {
    fn export(&mut self, ix: usize, spoke: &Spoke, members: Option<&Members<'_>>) {
        for (_, subnet) in members.into_iter().flat_map(|own| &own.subnets) {
            let secondary = subnet.secondary_ranges.iter().map(|own| own.range);
            let v6 = subnet.ipv6_range.map(IpNet::V6);
            for range in subnet.range.into_iter().chain(secondary).chain(v6) {
                if exports(spoke, &range) != Exports::No {
                    self.exported.entry(&range).push((ix, range.trunc()));
                }
            }
        }
    }

    /// The longest exported ranges that hold an address, with who exports them.
    pub(crate) fn exported(&self, address: std::net::IpAddr) -> &[(usize, IpNet)] {
        self.exported.longest(address).map_or(&[], Vec::as_slice)
    }

    /// Whether the topology lets one spoke import from another, by their groups.
    pub(crate) fn joins(&self, one: Option<bool>, other: Option<bool>) -> bool {
        match self.topology {
            HubTopology::Mesh => true,
            HubTopology::Star | HubTopology::HybridInspection => {
                one == Some(true) || other == Some(true)
            }
        }
    }

    /// A hybrid spoke of this hub that gives its dynamic routes to a spoke of a group.
    pub(crate) fn giving(&self, hybrid: HybridIx, to: Option<bool>) -> Option<&Hybrid> {
        let (hub, ix) = hybrid;
        let own = self.hybrids.get(ix as usize)?;
        (hub == self.number && self.joins(own.center, to)).then_some(own)
    }

    /// How many spokes propagated connections of an endpoint are made for.
    pub(crate) fn propagated_to(&self, network: &Name) -> usize {
        let own = self.members.iter().find(|own| own.network == *network);
        let center = own.and_then(|own| own.center);
        let joined =
            |other: &&Member| other.network != *network && self.joins(other.center, center);
        self.members.iter().filter(joined).count()
    }
}

impl Hybrid {
    /// Whether it exports a dynamic route for a range to the hub
    /// (<https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/spoke-filters-overview>).
    pub(crate) fn exports(&self, range: &IpNet) -> Exports {
        exports(&self.filters, range)
    }

    /// Whether it imports a subnet of the hub, and advertises it by BGP.
    pub(crate) fn imports(&self, range: &IpNet) -> Exports {
        let own = &self.filters;
        match self.imports {
            true => passes(&own.include_import, &own.exclude_import, range),
            false => Exports::No,
        }
    }
}

impl Member {
    /// Whether it exports a range.
    pub(crate) fn exports(&self, range: &IpNet) -> Exports {
        exports(&self.filters, range)
    }
}

/// What a VPC spoke exports that says nothing of it.
const DEFAULT: &[ExportRange] = &[ExportRange::AllPrivateIpv4];

fn exports(spoke: &Spoke, range: &IpNet) -> Exports {
    let include = match spoke.network.is_some() && spoke.include.is_empty() {
        true => DEFAULT,
        false => &spoke.include,
    };
    passes(include, &spoke.exclude, range)
}

fn passes(include: &[ExportRange], exclude: &[IpNet], range: &IpNet) -> Exports {
    let within = |own: &IpNet| own.contains(range);
    let meets = |own: &IpNet| own.contains(range) || range.contains(own);
    if exclude.iter().any(within) {
        return Exports::No;
    }
    let included = include.is_empty()
        || include.iter().any(|own| match own {
            ExportRange::Within(own) => within(own),
            ExportRange::AllPrivateIpv4 => matches!(range, IpNet::V4(_)) && !is_public(range),
            ExportRange::AllIpv4 => matches!(range, IpNet::V4(_)),
            ExportRange::AllIpv6 => matches!(range, IpNet::V6(_)),
        });
    let include_part = !included
        && include.iter().any(|own| match own {
            ExportRange::Within(own) => meets(own),
            _ => false,
        });
    if include_part || included && exclude.iter().any(meets) {
        return Exports::InPart;
    }
    match included {
        true => Exports::Yes,
        false => Exports::No,
    }
}

/// What a spoke is of in a trace.
pub(crate) const SPOKE: Kind = Kind::Spoke;
