//! Hubs of Network Connectivity Center: which subnets their VPC spokes export, and who imports them.
//!
//! <https://cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/vpc-spokes-overview>: every
//! VPC spoke imports all IPv4 subnet routes that the other VPC spokes of its hub export, as far as the topology of the
//! hub and the filters of the exporting spoke let them. What a spoke imports by a peering it does not export.

use hopscope_model::name::{Id, Name};
use hopscope_model::resource::ncc::{ExportRange, HubTopology};
use hopscope_model::resource::{Kind, Spoke};
use hopscope_model::{Index, Scenario};
use ipnet::IpNet;

use super::hybrid::id_of;
use super::members::Gathered;
use super::peering::is_public;
use super::prefixes::Prefixes;

/// Every hub that spokes name.
#[derive(Clone, Default, Debug)]
pub(crate) struct Hubs {
    hubs: Index<Name, HubTable>,
    /// The hub of a network, and which of its members it is.
    of_network: Index<Name, (Name, usize)>,
    /// The hybrid spoke of a tunnel or attachment.
    of_link: Index<Id, Name>,
}

/// A hub.
#[derive(Clone, Default, Debug)]
pub(crate) struct HubTable {
    /// Its VPC spokes.
    pub(crate) members: Vec<Member>,
    /// A hybrid spoke of it.
    pub(crate) hybrid: Option<Name>,
    /// Subnets that members export, by their number and the subnet.
    exported: Prefixes<Vec<(usize, IpNet)>>,
    pub(crate) topology: HubTopology,
    pub(crate) propagates_psc: bool,
}

/// A VPC spoke.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) spoke: Name,
    pub(crate) network: Name,
    /// In the group `center`, where its group is said.
    center: Option<bool>,
    filters: Spoke,
}

/// Whether a spoke exports a range.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Exports {
    Yes,
    No,
    /// A filter holds a part of it.
    InPart,
}

impl Hubs {
    pub(crate) fn new(scenario: &Scenario, all: &Gathered<'_>) -> Self {
        let mut found = Self::default();
        for (name, spoke) in &scenario.resources.spokes {
            let Some(hub) = spoke.hub.as_ref().filter(|_| !spoke.not_active) else {
                continue;
            };
            let own = scenario.resources.get(hub);
            let table = found.hubs.get_or_default(hub.name().clone());
            table.topology = own.map_or(HubTopology::Mesh, |own| own.topology);
            table.propagates_psc = own.is_some_and(|own| own.propagates_psc);
            let Some(network) = &spoke.network else {
                table.hybrid.get_or_insert_with(|| name.clone());
                for link in &spoke.links {
                    found.of_link.insert(id_of(link), name.clone());
                }
                continue;
            };
            let ix = table.members.len();
            table.members.push(Member {
                spoke: name.clone(),
                network: network.name().clone(),
                center: spoke.group.as_deref().map(|group| group == "center"),
                filters: spoke.clone(),
            });
            let subnets = all.networks.get(network.name());
            for (_, subnet) in subnets.into_iter().flat_map(|own| &own.subnets) {
                let secondary = subnet.secondary_ranges.iter().map(|own| own.range);
                for range in subnet.range.into_iter().chain(secondary) {
                    if exports(spoke, &range) != Exports::No {
                        table.exported.entry(&range).push((ix, range.trunc()));
                    }
                }
            }
            let place = (hub.name().clone(), ix);
            found.of_network.insert(network.name().clone(), place);
        }
        found
    }

    /// The hub of a network, with its name and the network's own spoke.
    pub(crate) fn of(&self, network: &Name) -> Option<(&Name, &HubTable, &Member)> {
        let (hub, ix) = self.of_network.get(network)?;
        let table = self.hubs.get(hub)?;
        Some((hub, table, table.members.get(*ix)?))
    }

    /// The hybrid spoke of a tunnel or attachment.
    pub(crate) fn of_link(&self, link: &Id) -> Option<&Name> {
        self.of_link.get(link)
    }
}

impl HubTable {
    /// The longest exported ranges that hold an address, with who exports them.
    pub(crate) fn exported(&self, address: std::net::IpAddr) -> &[(usize, IpNet)] {
        self.exported.longest(address).map_or(&[], Vec::as_slice)
    }

    /// Whether the topology lets one member import from another.
    pub(crate) fn joins(&self, one: &Member, other: &Member) -> bool {
        match self.topology {
            HubTopology::Mesh => true,
            HubTopology::Star | HubTopology::HybridInspection => {
                one.center == Some(true) || other.center == Some(true)
            }
        }
    }

    /// Of two members the one whose group is not said, where that decides whether they are joined.
    pub(crate) fn ungrouped<'m>(&self, one: &'m Member, other: &'m Member) -> Option<&'m Member> {
        if self.joins(one, other) {
            return None;
        }
        [one, other].into_iter().find(|own| own.center.is_none())
    }
}

impl Member {
    /// Whether it exports a range.
    pub(crate) fn exports(&self, range: &IpNet) -> Exports {
        exports(&self.filters, range)
    }
}

fn exports(spoke: &Spoke, range: &IpNet) -> Exports {
    let within = |own: &IpNet| own.contains(range);
    let meets = |own: &IpNet| own.contains(range) || range.contains(own);
    if spoke.exclude.iter().any(within) {
        return Exports::No;
    }
    let included = spoke.include.is_empty()
        || spoke.include.iter().any(|own| match own {
            ExportRange::Within(own) => within(own),
            ExportRange::AllPrivateIpv4 => matches!(range, IpNet::V4(_)) && !is_public(range),
            ExportRange::AllIpv6 => false,
        });
    let include_part = !included
        && spoke.include.iter().any(|own| match own {
            ExportRange::Within(own) => meets(own),
            _ => false,
        });
    if include_part || included && spoke.exclude.iter().any(meets) {
        return Exports::InPart;
    }
    match included {
        true => Exports::Yes,
        false => Exports::No,
    }
}

/// What a spoke is of in a trace.
pub(crate) const SPOKE: Kind = Kind::Spoke;
