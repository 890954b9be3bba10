//! The custom routes of a network by longest prefix: static ones, and those that its Cloud Routers have learned.
//!
//! <https://cloud.google.com/vpc/docs/routes#routeselection>: subnet routes are most specific; among custom
//! routes the longest prefix counts first, routes of tunnels and attachments that are down are disregarded, then the
//! lowest priority value counts; what remains is used together (ECMP).

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::order;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::{Kind, Scenario};
use ipnet::IpNet;

use super::hub::{Exports, HubTable, Hubs, HybridIx};
use super::hybrid::{Dynamic, Links, link_of_hop};
use super::prefixes::Prefixes;
use super::session::Doubt;
use crate::address_set::{AddressSet, Relation};

/// Index of a route in its table.
pub(crate) type RouteIx = u32;

/// The custom routes of a network.
#[derive(Clone, Default, Debug)]
pub(crate) struct RouteTable {
    entries: Vec<Entry>,
    by_destination: Prefixes<Vec<RouteIx>>,
    subnet_routes: Prefixes<()>,
    /// Whether the scenario holds the network's routes: any of them, or the promise that it holds all.
    pub(crate) known: bool,
    /// Routers of which nothing says what they have learned.
    unknown: Vec<Name>,
    /// What a router has learned applies in every region.
    global: bool,
    /// Between learned routes more decides than their priority.
    standard: bool,
}

/// A custom route.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    /// What it is shown as.
    pub(crate) kind: Kind,
    /// Its name.
    pub(crate) name: Name,
    /// The route.
    pub(crate) route: Route,
    /// Its next hop is a tunnel or attachment that is not established.
    pub(crate) down: bool,
    /// What is not known of it.
    pub(crate) doubt: Option<Doubt>,
    /// The hybrid spoke of the tunnel or attachment that it leads into, if it is learned.
    pub(crate) hybrid: Option<HybridIx>,
}

/// Who asks for a route.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Asker<'a> {
    /// Its network tags.
    pub(crate) tags: &'a [String],
    /// Its region.
    pub(crate) region: &'a str,
    /// In which way the routes are its.
    pub(crate) by: By<'a>,
}

/// In which way routes of a network are those of who asks.
#[derive(Clone, Copy, Debug)]
pub(crate) enum By<'a> {
    /// It is in the network.
    Own,
    /// It is in another network, which imports routes of this one by a peering.
    Peering,
    /// It is in a VPC spoke of this hub, in a group.
    Hub(&'a HubTable, Option<bool>),
}

/// What a lookup finds.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Found<'t> {
    /// No route; whether one was disregarded for a tunnel or attachment that is down.
    None(Option<RouteIx>),
    /// These, equally good; at least one. Indices into the table.
    Routes(&'t [RouteIx], u32),
    /// A dynamic route of which something is not known that could decide.
    Doubt(RouteIx, Doubt),
    /// A route may apply, and it depends on the address, which is not known.
    Uncertain(RouteIx),
}

impl RouteTable {
    /// The custom routes of a network.
    pub(crate) fn new(
        scenario: &Scenario,
        network: &Name,
        routes: &[(&Name, &Route)],
        links: &Links,
        dynamic: Dynamic,
    ) -> Self {
        let own = scenario.resources.networks.get(network);
        let mut table = Self {
            known: scenario.is_complete(&network.project, Kind::Route),
            global: own.is_some_and(|own| own.global_dynamic_routing),
            standard: own.is_some_and(|own| own.standard_best_path),
            unknown: dynamic.unknown,
            ..Self::default()
        };
        for (name, route) in routes {
            table.known = true;
            match route.next_hop {
                // Subnet routes follow from subnets; that one is listed says that its subnet is somewhere.
                NextHop::Subnet => table.subnet_routes.insert(&route.destination, ()),
                // What a peering carries follows from the network at its other side.
                NextHop::Peering(_) => {}
                _ => table.entries.push(Entry {
                    kind: Kind::Route,
                    name: (*name).clone(),
                    down: links.is_down(&route.next_hop),
                    doubt: None,
                    hybrid: None,
                    route: (*route).clone(),
                }),
            }
        }
        table.entries.extend(dynamic.entries);
        table.sort_in();
        table
    }

    fn sort_in(&mut self) {
        for (ix, entry) in self.entries.iter().enumerate() {
            let ix = RouteIx::try_from(ix).unwrap_or(RouteIx::MAX);
            self.by_destination.entry(&entry.route.destination).push(ix);
        }
        let entries = &self.entries;
        // Routes are in the order of names, and what is equal keeps its order.
        let priority = |ix: &RouteIx| entries.get(*ix as usize).map(|own| own.route.priority);
        for list in self.by_destination.values_mut() {
            order::sort_by_key(list, priority);
        }
    }

    /// Learned routes that lead into tunnels and attachments of hybrid spokes are those of hubs as well.
    pub(crate) fn join(&mut self, hubs: &Hubs) {
        let learned = |entry: &&mut Entry| entry.kind == Kind::Router;
        for entry in self.entries.iter_mut().filter(learned) {
            let link = link_of_hop(&entry.route.next_hop);
            entry.hybrid = link.and_then(|link| hubs.hybrid_of(&link));
        }
    }

    /// A router that may have learned routes for a region, of which nothing says what.
    pub(crate) fn unknown(&self, region: &str) -> Option<&Name> {
        let mut routers = self.unknown.iter();
        routers.find(|router| self.global || router.region() == region)
    }

    /// Whether the list of routes has what spokes of a hub export.
    pub(crate) fn has_hub_routes(&self) -> bool {
        let mut entries = self.entries.iter();
        entries.any(|own| matches!(own.route.next_hop, NextHop::Hub(_)))
    }

    /// Whether the list of routes has a subnet route for an address.
    pub(crate) fn has_subnet_route(&self, address: std::net::IpAddr) -> bool {
        self.subnet_routes.longest(address).is_some()
    }

    /// A route by its index.
    pub(crate) fn entry(&self, ix: RouteIx) -> Option<&Entry> {
        self.entries.get(ix as usize)
    }

    /// All routes, in the order of their names.
    pub(crate) fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Those of a list that can be taken. To a learned route of another region Google adds what the way there costs, so
    /// one of the own region, or a static one, comes before it
    /// (<https://cloud.google.com/network-connectivity/docs/router/concepts/overview>).
    pub(crate) fn taken<'t>(
        &'t self,
        list: &'t [RouteIx],
        asker: Asker<'t>,
    ) -> impl Iterator<Item = &'t Entry> {
        let can = move |entry: &&Entry| !entry.down && self.applies(entry, asker);
        let all = || list.iter().filter_map(|ix| self.entry(*ix)).filter(can);
        let near = all().any(|entry| !entry.is_remote(asker));
        all().filter(move |entry| !near || !entry.is_remote(asker))
    }

    /// How long the prefix of what was found is.
    pub(crate) fn prefix_len(&self, found: &Found<'_>) -> Option<u8> {
        match found {
            Found::Routes(list, _) => {
                let first = list.first().and_then(|ix| self.entry(*ix));
                first.map(|entry| entry.route.destination.prefix_len())
            }
            _ => None,
        }
    }

    /// A route for a part of a range, or all of it, that holds any of a destination.
    pub(crate) fn find_within(
        &self,
        range: &IpNet,
        asked: &AddressSet,
        fits: impl Fn(&Entry) -> bool,
    ) -> Option<&Entry> {
        let fits = |own: &&Entry| range.contains(&own.route.destination) && fits(own);
        match asked.one() {
            Some(address) => self.longest(address, fits),
            None => self
                .entries
                .iter()
                .find(|own| fits(own) && asked.relation(&own.route.destination) != Relation::None),
        }
    }

    /// The longest of the routes that hold an address and fit.
    fn longest(&self, address: IpAddr, fits: impl Fn(&&Entry) -> bool) -> Option<&Entry> {
        let mut lists = self.by_destination.covering(address).rev();
        lists.find_map(|list| list.iter().filter_map(|ix| self.entry(*ix)).find(&fits))
    }

    /// The longest of the routes for these tags that hold any of a destination.
    pub(crate) fn tagged(&self, destination: &AddressSet, tags: &[String]) -> Option<&Entry> {
        let fits = |entry: &&Entry| {
            let own = &entry.route.tags;
            !entry.down && own.iter().any(|tag| tags.contains(tag))
        };
        match destination.one() {
            Some(address) => self.longest(address, fits),
            None => self
                .entries
                .iter()
                .filter(fits)
                .filter(|entry| destination.relation(&entry.route.destination) != Relation::None)
                .max_by_key(|entry| entry.route.destination.prefix_len()),
        }
    }

    /// The routes for a destination.
    pub(crate) fn find<'t>(&'t self, destination: &AddressSet, asker: Asker<'_>) -> Found<'t> {
        let Some(address) = destination.one() else {
            return self.find_for_set(destination, asker);
        };
        let mut down = None;
        for list in self.by_destination.covering(address).rev() {
            match self.lowest(list, asker) {
                Found::None(own) => down = down.or(own),
                found => return found,
            }
        }
        Found::None(down)
    }

    fn find_for_set<'t>(&'t self, destination: &AddressSet, asker: Asker<'_>) -> Found<'t> {
        let mut best: Option<&IpNet> = None;
        let mut down = None;
        for (ix, entry) in self.entries.iter().enumerate() {
            let range = &entry.route.destination;
            if !self.applies(entry, asker) || destination.relation(range) != Relation::All {
                continue;
            }
            if entry.down {
                down = RouteIx::try_from(ix).ok();
            } else if best.is_none_or(|best| best.prefix_len() < range.prefix_len()) {
                best = Some(range);
            }
        }
        let found = best.and_then(|range| self.by_destination.get(range));
        let found = found.map_or(Found::None(down), |list| self.lowest(list, asker));
        let next_hop = match &found {
            Found::Routes(list, _) => list
                .first()
                .and_then(|ix| self.entry(*ix))
                .map(|entry| &entry.route.next_hop),
            _ => None,
        };
        let longest = best.map_or(0, IpNet::prefix_len);
        let doubt = self.entries.iter().position(|entry| {
            !entry.down
                && self.applies(entry, asker)
                && entry.route.destination.prefix_len() > longest
                && Some(&entry.route.next_hop) != next_hop
                && destination.relation(&entry.route.destination) == Relation::Some
        });
        match doubt {
            Some(ix) => Found::Uncertain(RouteIx::try_from(ix).unwrap_or(RouteIx::MAX)),
            None => found,
        }
    }

    /// Of the routes for one range: a dynamic one that may not be there, or of which the priority is not known, beside
    /// another one.
    fn doubt(&self, rest: &[RouteIx], asker: Asker<'_>) -> Option<(RouteIx, Doubt)> {
        let can = |entry: &&Entry| !entry.down && self.applies(entry, asker);
        let all = || rest.iter().filter_map(|ix| self.entry(*ix)).filter(can);
        let guessed = |entry: &Entry| entry.doubt == Some(Doubt::Priority);
        let alone = all().all(guessed);
        rest.iter().find_map(|ix| {
            let entry = self.entry(*ix).filter(can)?;
            let doubt = entry.doubt.filter(|_| !guessed(entry) || !alone)?;
            Some((*ix, doubt))
        })
    }

    /// A learned route of another region that is not alone: what is added to its priority could decide. What
    /// Google adds for the way between regions is in no export.
    fn regions(&self, rest: &[RouteIx], equal: &[RouteIx], asker: Asker<'_>) -> Option<RouteIx> {
        let can = |ix: &&RouteIx| {
            self.entry(**ix)
                .is_some_and(|entry| !entry.down && self.applies(entry, asker))
        };
        let remote = |ix: &RouteIx| self.entry(*ix).is_some_and(|own| own.is_remote(asker));
        let mut taken = equal.iter().filter(can);
        let first = taken.next().copied()?;
        let near = !remote(&first) || taken.any(|ix| !remote(ix));
        let alone = rest.iter().filter(can).count() == 1;
        (!near && !alone).then_some(first)
    }

    /// Where the standard way chooses between learned routes: one of them, if they are not all of one router and priority.
    /// AS paths, which go before that, are in no export.
    fn best_path(&self, rest: &[RouteIx], equal: &[RouteIx], asker: Asker<'_>) -> Option<RouteIx> {
        let learned = |ix: &&RouteIx| {
            self.entry(**ix).is_some_and(|entry| {
                entry.kind == Kind::Router && !entry.down && self.applies(entry, asker)
            })
        };
        let by = |ix: &RouteIx| self.entry(*ix).map(|own| (&own.name, own.route.priority));
        let first = equal.iter().find(learned).filter(|_| self.standard)?;
        let mut others = rest.iter().filter(learned);
        others.find(|ix| by(ix) != by(first)).copied()
    }

    /// Of routes in order of priority: the run that starts with the first that can be taken, as long as the priority
    /// stays the same. Which of the run can be is for the caller to ask again (`taken`).
    fn lowest<'t>(&'t self, list: &'t [RouteIx], asker: Asker<'_>) -> Found<'t> {
        let priority = |ix: &RouteIx| self.entry(*ix).map(|entry| entry.route.priority);
        let can = |ix: &RouteIx| {
            self.entry(*ix)
                .is_some_and(|entry| !entry.down && self.applies(entry, asker))
        };
        let Some(rest) = list
            .iter()
            .position(can)
            .and_then(|first| list.get(first..))
        else {
            let down = list.iter().copied().find(|ix| {
                self.entry(*ix)
                    .is_some_and(|entry| entry.down && self.applies(entry, asker))
            });
            return Found::None(down);
        };
        let lowest = rest.first().and_then(priority);
        let end = rest
            .iter()
            .position(|ix| priority(ix) != lowest)
            .unwrap_or(rest.len());
        let equal = rest.get(..end).unwrap_or_default();
        if let Some((ix, doubt)) = self.doubt(rest, asker) {
            return Found::Doubt(ix, doubt);
        }
        if let Some(remote) = self.regions(rest, equal, asker) {
            return Found::Doubt(remote, Doubt::Regions);
        }
        if let Some(other) = self.best_path(rest, equal, asker) {
            return Found::Doubt(other, Doubt::BestPath);
        }
        let count = self.taken(equal, asker).count();
        Found::Routes(equal, u32::try_from(count).unwrap_or(u32::MAX))
    }
}

impl RouteTable {
    /// Whether a route is one for who asks. Routes with tags and routes to the internet gateway are never given to
    /// a peer (<https://cloud.google.com/vpc/docs/vpc-peering#options-for-exchanging-static-routes>).
    pub(crate) fn applies(&self, entry: &Entry, asker: Asker<'_>) -> bool {
        let tags = &entry.route.tags;
        if entry.is_remote(asker) && !self.global {
            return false;
        }
        match asker.by {
            By::Own => tags.is_empty() || tags.iter().any(|tag| asker.tags.contains(tag)),
            By::Peering => tags.is_empty() && entry.is_exported(),
            By::Hub(table, group) => {
                let hybrid = entry.hybrid.and_then(|own| table.giving(own, group));
                hybrid.is_some_and(|own| own.exports(&entry.route.destination) != Exports::No)
            }
        }
    }
}

impl Entry {
    /// Whether it is learned in another region.
    pub(crate) fn is_remote(&self, asker: Asker<'_>) -> bool {
        self.kind == Kind::Router && self.name.region() != asker.region
    }

    /// Whether it is of a kind that a peering can carry.
    pub(crate) fn is_exported(&self) -> bool {
        !matches!(
            self.route.next_hop,
            NextHop::InternetGateway | NextHop::Hub(_)
        )
    }
}
