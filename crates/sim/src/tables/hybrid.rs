//! VPN tunnels and VLAN attachments: to which network they belong, what is behind them, and which routes come by them.
//!
//! <https://cloud.google.com/network-connectivity/docs/router/concepts/overview>: what a router learns applies in its
//! region, with global dynamic routing in all. Where no status of a router is given, what is learned follows from the
//! on-premises networks of the scenario that are behind its tunnels and attachments.

use hopscope_model::name::{Id, Name, Ref};
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::resource::router::LearnedRoute;
use hopscope_model::resource::{Kind, Router, VpnTunnel};
use hopscope_model::{Index, Scenario};

use super::members::Gathered;
use super::route::Entry;
use super::session::{Doubt, Session, link_of, session};

/// MED of a route that an on-premises network advertises, where nothing says another.
const DEFAULT_MED: u32 = 100;

/// Every tunnel and attachment of a scenario.
#[derive(Clone, Default, Debug)]
pub(crate) struct Links {
    links: Index<Id, Link>,
    by_router: Index<Name, Vec<Id>>,
    /// By project, routers that tunnels and attachments name and that are not in the scenario.
    lost_routers: Index<Box<str>, Vec<Name>>,
    /// Tunnels by the gateway at their own end.
    by_gateway: Index<Box<str>, Vec<Name>>,
}

/// A tunnel or attachment.
#[derive(Clone, Default, Debug)]
pub(crate) struct Link {
    /// Known not to carry anything.
    pub(crate) down: bool,
    /// Its router.
    pub(crate) router: Option<Name>,
    /// Its network: that of its router, or of a route that leads into it.
    pub(crate) network: Option<Name>,
    /// On-premises networks behind it.
    pub(crate) onprem: Vec<Name>,
}

/// What comes to a network by BGP.
#[derive(Default)]
pub(crate) struct Dynamic {
    pub(crate) entries: Vec<Entry>,
    /// Routers of which nothing says what they have learned.
    pub(crate) unknown: Vec<Name>,
}

/// A link as the kind and name of what it is.
pub(crate) fn id_of(link: &OnPremLink) -> Id {
    match link {
        OnPremLink::VpnTunnel(tunnel) => Id::new(Kind::VpnTunnel, tunnel.name().clone()),
        OnPremLink::Attachment(own) => Id::new(Kind::Attachment, own.name().clone()),
    }
}

impl Links {
    pub(crate) fn new(scenario: &Scenario, all: &Gathered<'_>) -> Self {
        let resources = &scenario.resources;
        let mut links = Self::default();
        for (name, tunnel) in &resources.vpn_tunnels {
            let id = Id::new(Kind::VpnTunnel, name.clone());
            links.add(scenario, id, tunnel.not_established, tunnel.router.as_ref());
            if let Some(gateway) = &tunnel.gateway {
                let own = links.by_gateway.get_or_default(gateway.as_str().into());
                own.push(name.clone());
            }
        }
        for (name, own) in &resources.attachments {
            let id = Id::new(Kind::Attachment, name.clone());
            links.add(scenario, id, own.not_active, own.router.as_ref());
        }
        for (_, members) in all.networks.iter() {
            for (_, route) in &members.routes {
                if let NextHop::VpnTunnel(tunnel) = &route.next_hop {
                    let id = Id::new(Kind::VpnTunnel, tunnel.name().clone());
                    if let Some(link) = links.links.get_mut(&id) {
                        let network = || route.network.name().clone();
                        link.network.get_or_insert_with(network);
                    }
                }
            }
        }
        for (name, network) in &resources.onprem_networks {
            for via in &network.via {
                if let Some(link) = links.links.get_mut(&id_of(via)) {
                    link.onprem.push(name.clone());
                }
            }
        }
        links
    }

    fn add(&mut self, scenario: &Scenario, id: Id, down: bool, router: Option<&Ref<Router>>) {
        let found = router.and_then(|router| scenario.resources.get(router));
        if let Some(router) = router {
            let name = router.name().clone();
            if found.is_none() {
                let lost = self.lost_routers.get_or_default((*name.project).into());
                lost.push(name.clone());
            }
            self.by_router.get_or_default(name).push(id.clone());
        }
        let link = Link {
            down,
            router: router.map(|router| router.name().clone()),
            network: found.map(|router| router.network.name().clone()),
            onprem: Vec::new(),
        };
        self.links.insert(id, link);
    }

    /// A tunnel or attachment of the scenario.
    pub(crate) fn get(&self, id: &Id) -> Option<&Link> {
        self.links.get(id)
    }

    /// Tunnels whose own gateway is this one.
    pub(crate) fn at_gateway(&self, gateway: &str) -> &[Name] {
        self.by_gateway.get(gateway).map_or(&[], Vec::as_slice)
    }

    /// What comes to a network by BGP.
    pub(crate) fn dynamic(
        &self,
        scenario: &Scenario,
        network: &Name,
        routers: &[(&Name, &Router)],
    ) -> Dynamic {
        let mut found = Dynamic::default();
        for (name, router) in routers {
            match &router.learned {
                Some(learned) => {
                    for route in learned {
                        let next_hop = self.hop(name, router, route);
                        let (to, priority) = (route.destination, route.priority);
                        let entry = entry(network, name, to, priority, next_hop);
                        found.entries.push(entry);
                    }
                }
                None => self.from_onprem(scenario, network, name, router, &mut found),
            }
        }
        // A router that is not in the scenario may be of this network.
        if let Some(lost) = self.lost_routers.get(&*network.project) {
            found.unknown.extend(lost.iter().cloned());
        }
        for entry in &mut found.entries {
            entry.down = self.is_down(&entry.route.next_hop);
        }
        found
    }

    /// Without a status: what is behind the router's tunnels and attachments, if the scenario has that.
    fn from_onprem(
        &self,
        scenario: &Scenario,
        network: &Name,
        name: &Name,
        router: &Router,
        found: &mut Dynamic,
    ) {
        let links = self.by_router.get(name).map_or(&[][..], Vec::as_slice);
        let mut known = !links.is_empty() || router.bgp_peers.iter().all(|peer| peer.disabled);
        for id in links {
            let mut add = |range, med, doubt| {
                let own = entry(network, name, range, med, next_hop(id));
                found.entries.push(Entry { doubt, ..own });
            };
            let doubt = match session(router, id) {
                Session::Off => continue,
                Session::Unknown(doubt) => doubt,
                Session::With(peer, _) => {
                    let priority = peer.custom_learned_priority.unwrap_or(DEFAULT_MED);
                    for range in &peer.custom_learned {
                        add(*range, priority, None);
                    }
                    match peer.import_policies.is_empty() {
                        true => Doubt::Priority,
                        false => Doubt::Policy,
                    }
                }
            };
            let onprem = self.links.get(id).map_or(&[][..], |own| &own.onprem);
            known &= !onprem.is_empty();
            for behind in onprem {
                let ranges = scenario.resources.onprem_networks.get(behind);
                for range in ranges.into_iter().flat_map(|own| &own.ranges) {
                    add(*range, DEFAULT_MED, Some(doubt));
                }
            }
        }
        if !known {
            found.unknown.push(name.clone());
        }
    }

    /// By which tunnel or attachment a learned route leads: as it says, by the interface of the BGP peer that is its
    /// next hop, or by the only one that the router has.
    fn hop(&self, name: &Name, router: &Router, route: &LearnedRoute) -> NextHop {
        if let Some(link) = &route.link {
            return next_hop(&id_of(link));
        }
        let peer = router
            .bgp_peers
            .iter()
            .find(|peer| peer.address.is_some() && peer.address == route.peer);
        if let Some(link) = peer.and_then(|peer| link_of(router, peer)) {
            return next_hop(&link);
        }
        match self.by_router.get(name).map(Vec::as_slice) {
            Some([only]) => next_hop(only),
            _ => NextHop::Unknown,
        }
    }

    /// Whether a next hop is a tunnel or attachment that is known not to carry anything.
    pub(crate) fn is_down(&self, next_hop: &NextHop) -> bool {
        let link = link_of_hop(next_hop).and_then(|id| self.links.get(&id));
        link.is_some_and(|link| link.down)
    }
}

/// The tunnel or attachment that a next hop is.
pub(crate) fn link_of_hop(next_hop: &NextHop) -> Option<Id> {
    match next_hop {
        NextHop::VpnTunnel(own) => Some(Id::new(Kind::VpnTunnel, own.name().clone())),
        NextHop::Attachment(own) => Some(Id::new(Kind::Attachment, own.name().clone())),
        _ => None,
    }
}

fn next_hop(id: &Id) -> NextHop {
    match id.kind {
        Kind::Attachment => NextHop::Attachment(Ref::to(id.name.clone())),
        _ => NextHop::VpnTunnel(Ref::to(id.name.clone())),
    }
}

fn entry(
    network: &Name,
    router: &Name,
    destination: ipnet::IpNet,
    priority: u32,
    next_hop: NextHop,
) -> Entry {
    Entry {
        kind: Kind::Router,
        name: router.clone(),
        route: Route {
            network: Ref::to(network.clone()),
            destination,
            priority,
            tags: Vec::new(),
            next_hop,
        },
        down: false,
        doubt: None,
        hybrid: None,
    }
}

/// Whether a tunnel takes what goes from one address to another: traffic selectors of tunnels without BGP.
/// <https://cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing#traffic-selectors>
pub(crate) fn is_selected(selectors: &[ipnet::IpNet]) -> bool {
    !selectors.is_empty() && selectors.iter().all(|own| own.prefix_len() > 0)
}

/// Whether a tunnel's routes are fixed by its selectors or by static routes.
pub(crate) fn is_static(tunnel: &VpnTunnel) -> bool {
    tunnel.router.is_none()
}
