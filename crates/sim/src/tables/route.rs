//! The routes of a network by longest prefix.
//!
//! <https://cloud.google.com/vpc/docs/routes#routeselection>: subnet routes are most specific; among custom
//! routes the longest prefix counts first, then the lowest priority value; what remains is used together
//! (ECMP).

use hopscope_model::Scenario;
use hopscope_model::name::Name;
use hopscope_model::order;
use hopscope_model::resource::route::{NextHop, Route};
use ipnet::IpNet;

use super::prefixes::Prefixes;
use crate::address_set::{AddressSet, Relation};

/// Index of a route in its table.
pub(crate) type RouteIx = u32;

/// The custom routes of a network.
#[derive(Clone, Default, Debug)]
pub(crate) struct RouteTable {
    routes: Vec<(Name, Route)>,
    by_destination: Prefixes<Vec<RouteIx>>,
    subnet_routes: Prefixes<()>,
    /// Whether the scenario holds the network's routes: any of them, or the promise that it holds all.
    pub(crate) known: bool,
}

/// What a lookup finds.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Found<'t> {
    /// No route.
    None,
    /// These, equally good; at least one. Indices into the table.
    Routes(&'t [RouteIx], u32),
    /// A route may apply, and it depends on the address, which is not known.
    Uncertain(RouteIx),
}

impl RouteTable {
    /// The custom routes of a network, with peering routes that an export lists.
    pub(crate) fn new(scenario: &Scenario, network: &Name, routes: &[(&Name, &Route)]) -> Self {
        let mut table = Self {
            known: scenario.is_complete(&network.project, hopscope_model::Kind::Route),
            ..Self::default()
        };
        for (name, route) in routes {
            table.known = true;
            // Subnet routes follow from subnets; that one is listed says that its subnet is somewhere.
            if route.next_hop == NextHop::Subnet {
                table.subnet_routes.insert(&route.destination, ());
                continue;
            }
            let ix = RouteIx::try_from(table.routes.len()).unwrap_or(RouteIx::MAX);
            table.routes.push(((*name).clone(), (*route).clone()));
            table.by_destination.entry(&route.destination).push(ix);
        }
        let routes = &table.routes;
        // Routes are in the order of names, and what is equal keeps its order.
        let priority = |ix: &RouteIx| routes.get(*ix as usize).map(|(_, route)| route.priority);
        for list in table.by_destination.values_mut() {
            order::sort_by_key(list, priority);
        }
        table
    }

    /// Whether the list of routes has a subnet route for an address.
    pub(crate) fn has_subnet_route(&self, address: std::net::IpAddr) -> bool {
        self.subnet_routes.longest(address).is_some()
    }

    /// A route by its index.
    pub(crate) fn route(&self, ix: RouteIx) -> Option<&(Name, Route)> {
        self.routes.get(ix as usize)
    }

    /// All routes, in the order of their names.
    pub(crate) fn routes(&self) -> &[(Name, Route)] {
        &self.routes
    }

    /// The routes for a destination, for a machine with these tags.
    pub(crate) fn find(&self, destination: &AddressSet, tags: &[String]) -> Found<'_> {
        let Some(address) = destination.one() else {
            return self.find_for_set(destination, tags);
        };
        let best = self
            .by_destination
            .covering(address)
            .rfind(|list| self.applies_any(list, tags));
        self.lowest(best.map_or(&[], Vec::as_slice), tags)
    }

    fn find_for_set(&self, destination: &AddressSet, tags: &[String]) -> Found<'_> {
        let mut best: Option<&IpNet> = None;
        for (_, route) in &self.routes {
            if applies(route, tags)
                && destination.relation(&route.destination) == Relation::All
                && best.is_none_or(|best| best.prefix_len() < route.destination.prefix_len())
            {
                best = Some(&route.destination);
            }
        }
        let found = best.and_then(|range| self.by_destination.get(range));
        let found = self.lowest(found.map_or(&[], Vec::as_slice), tags);
        let next_hop = match &found {
            Found::Routes(list, _) => list
                .first()
                .and_then(|ix| self.route(*ix))
                .map(|(_, route)| &route.next_hop),
            _ => None,
        };
        let longest = best.map_or(0, IpNet::prefix_len);
        let doubt = self.routes.iter().position(|(_, route)| {
            applies(route, tags)
                && route.destination.prefix_len() > longest
                && Some(&route.next_hop) != next_hop
                && destination.relation(&route.destination) == Relation::Some
        });
        match doubt {
            Some(ix) => Found::Uncertain(RouteIx::try_from(ix).unwrap_or(RouteIx::MAX)),
            None => found,
        }
    }

    fn applies_any(&self, list: &[RouteIx], tags: &[String]) -> bool {
        list.iter()
            .filter_map(|ix| self.route(*ix))
            .any(|(_, route)| applies(route, tags))
    }

    /// Of routes in order of priority: the run that starts with the first that applies, as long as the priority
    /// stays the same. Which of the run apply is for the caller to ask again (`applies`).
    fn lowest<'t>(&'t self, list: &'t [RouteIx], tags: &[String]) -> Found<'t> {
        let priority = |ix: &RouteIx| self.route(*ix).map(|(_, route)| route.priority);
        let first = list.iter().position(|ix| {
            self.route(*ix)
                .is_some_and(|(_, route)| applies(route, tags))
        });
        let Some(rest) = first.and_then(|first| list.get(first..)) else {
            return Found::None;
        };
        let lowest = rest.first().and_then(priority);
        let end = rest
            .iter()
            .position(|ix| priority(ix) != lowest)
            .unwrap_or(rest.len());
        let equal = rest.get(..end).unwrap_or_default();
        let count = equal
            .iter()
            .filter_map(|ix| self.route(*ix))
            .filter(|(_, route)| applies(route, tags))
            .count();
        Found::Routes(equal, u32::try_from(count).unwrap_or(u32::MAX))
    }
}

/// Whether a route applies to a machine with these tags.
pub(crate) fn applies(route: &Route, tags: &[String]) -> bool {
    route.tags.is_empty() || route.tags.iter().any(|tag| tags.contains(tag))
}
