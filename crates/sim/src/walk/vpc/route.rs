//! A custom route: which one, of the network itself or imported by peering, and what lost.
//!
//! <https://cloud.google.com/vpc/docs/routes#routeselection>

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::route::NextHop;
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::next_hop::next_hop_text;
use super::{Sender, SenderKind};
use crate::address_set::Relation;
use crate::docs;
use crate::tables::hub::{Exports, HubTable, SPOKE};
use crate::tables::network::NetworkTables;
use crate::tables::peering::Peer;
use crate::tables::route::{Asker, By, Entry, Found, RouteIx};
use crate::tables::session::Doubt;
use crate::walk::{At, Checked, End, Lack, Walk};

/// Where the best route is.
#[derive(Clone, Copy)]
struct Best<'a> {
    network: &'a NetworkTables,
    by: Way<'a>,
    found: Found<'a>,
    prefix_len: Option<u8>,
}

/// By what a route comes.
#[derive(Clone, Copy)]
enum Way<'a> {
    /// It is the network's own.
    Own,
    /// A peering.
    Peering(&'a Peer),
    /// A hub, of which the network is a spoke in a group.
    Hub(&'a Name, &'a HubTable, Option<bool>),
}

/// Where the routes of a network take a packet.
#[derive(Clone, Copy)]
pub(in crate::walk) enum Routed<'a> {
    /// A subnet has the destination.
    Subnet(&'a Name),
    /// By this custom route.
    By(&'a Entry),
    /// Only into tunnels or attachments that carry nothing.
    Down,
    /// Nowhere.
    None,
}

/// The routes that are taken and how many of them; else one that would be, were its next hop up.
type Taken<'a> = Result<(&'a [RouteIx], u32), Option<RouteIx>>;

impl<'a> Walk<'a> {
    /// Where the routes of a network take a packet, without following it: for the way back of a reply.
    pub(in crate::walk) fn route_to(&mut self, sender: Sender<'a>) -> Checked<'a, Routed<'a>> {
        let network = sender.network;
        if let Some(at) = self.policy_takes(sender)? {
            return Err(self.unmodelled("REPLY_BY_POLICY", Some(at), docs::POLICY_ROUTES));
        }
        if let Some(address) = self.packet.destination.one() {
            let peers = network.peers.iter();
            let mut there = peers.filter_map(|peer| {
                let range = self.across(peer)?.range(address)?;
                peer.carries(&range.range).then_some(range)
            });
            if let Some(range) = network.range(address).or_else(|| there.next()) {
                return Ok(Routed::Subnet(&range.subnet));
            }
        }
        let (best, taken) = self.best_route(sender)?;
        let (list, count) = match taken {
            Ok(taken) => taken,
            Err(Some(_)) => return Ok(Routed::Down),
            Err(None) => return Ok(Routed::None),
        };
        let asker = asker(sender, best.by);
        let pick = self.choose(count as usize);
        let entry = best.network.routes.taken(list, asker).nth(pick);
        Ok(entry.map_or(Routed::None, Routed::By))
    }

    /// Something is not known of a dynamic route that could decide.
    pub(super) fn dynamic_doubt(
        &self,
        network: &'a NetworkTables,
        ix: RouteIx,
        doubt: Doubt,
    ) -> End<'a> {
        let Some(entry) = network.routes.entry(ix) else {
            return self.unmodelled("DYNAMIC_ROUTES_OF_SEVERAL_REGIONS", None, docs::ROUTES);
        };
        self.session_doubt(&entry.name, doubt)
    }

    /// Something is not known of a BGP session of a router.
    pub(in crate::walk) fn session_doubt(&self, router: &'a Name, doubt: Doubt) -> End<'a> {
        let at = At::new(Kind::Router, router);
        let feature = match doubt {
            Doubt::Priority => {
                return self.incomplete(Cause::RouteConfigNotFound, Lack::RouterStatus(router));
            }
            Doubt::Field(field) => {
                return self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, field));
            }
            Doubt::Regions => "DYNAMIC_ROUTES_OF_SEVERAL_REGIONS",
            Doubt::BestPath => "BGP_BEST_PATH_SELECTION_STANDARD",
            Doubt::Policy => "BGP_ROUTE_POLICY",
            Doubt::Ipv4 => "BGP_SESSION_WITHOUT_IPV4",
        };
        self.unmodelled(feature, Some(at), docs::ROUTER)
    }

    /// A custom route.
    pub(super) fn route(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let network = sender.network;
        let at = At::new(Kind::Network, &network.name);
        let (best, taken) = self.best_route(sender)?;
        let (list, count) = match taken {
            Ok(taken) => taken,
            Err(down) => {
                self.psc_endpoint_of_peer(sender)?;
                self.no_stranger_asked(network)?;
                self.in_other_subnet(network)?;
                let down = down.and_then(|ix| best.network.routes.entry(ix));
                if let Some(down) = down {
                    return Err(self.tunnel_is_down(down));
                }
                self.assume_no_other_network(&network.name.project);
                self.note_no_route(sender);
                return Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Unreachable));
            }
        };
        let asker = asker(sender, best.by);
        let routes = &best.network.routes;
        let mut equal = routes.taken(list, asker);
        let first = equal.next().map(sort_of);
        if let Some(other) = equal.find(|entry| Some(sort_of(entry)) != first) {
            // How traffic is shared between these, no page that we know says.
            return Err(self.unmodelled(
                "EQUAL_ROUTES_OF_DIFFERENT_KINDS",
                Some(At::new(other.kind, &other.name)),
                docs::ROUTES,
            ));
        }
        let pick = self.choose(count as usize);
        let Some(entry) = routes.taken(list, asker).nth(pick) else {
            self.note_no_route(sender);
            return Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Unreachable));
        };
        if entry.route.next_hop == NextHop::InternetGateway && self.packet.destination.is_private()
        {
            self.psc_endpoint_of_peer(sender)?;
            self.no_stranger_asked(network)?;
            self.in_other_subnet(network)?;
        }
        let route_at = At::new(entry.kind, &entry.name);
        self.by_hub_is_known(sender, best.by, entry)?;
        self.note_considered(
            State::ApplyRoute,
            Some(route_at),
            docs::ROUTES,
            || says(entry, best.by),
            |walk| walk.losing_routes(sender, Some(entry)),
        );
        self.next_hop(sender, best.network, route_at, &entry.route)
    }

    /// Ends it if what no route of the network is for has an address there all the same.
    fn no_stranger_asked(&mut self, network: &'a NetworkTables) -> Checked<'a> {
        let at = At::new(Kind::Network, &network.name);
        match self.packet.destination.one() {
            Some(address) => self.no_stranger_has(address, Some(at.name), Some(at)),
            None => Ok(()),
        }
    }

    /// Ends it if the routes of a network are not in the scenario.
    pub(super) fn routes_are_known(&mut self, network: &'a NetworkTables) -> Checked<'a> {
        let destination = self.packet.destination;
        self.unread(Kind::Route, &network.name.project, Some(network))?;
        if network.routes.known {
            return Ok(());
        }
        let at = At::new(Kind::Network, &network.name);
        self.note(State::ApplyRoute, Some(at), docs::ROUTES, || {
            Says::new(SaysId::RouteUnknown)
                .arg("address", destination.text())
                .arg("network", &*network.name.name)
        });
        Err(self.incomplete(
            Cause::RouteConfigNotFound,
            Lack::List(Kind::Route, &network.name.project),
        ))
    }

    /// Ends it if a router may have learned routes of which nothing says what they are for.
    pub(super) fn learned_is_known(
        &mut self,
        sender: Sender<'a>,
        network: &'a NetworkTables,
    ) -> Checked<'a> {
        let Some(router) = network.routes.unknown(sender.region) else {
            return Ok(());
        };
        let at = At::new(Kind::Router, router);
        self.note(State::ApplyRoute, Some(at), docs::ROUTER, || {
            Says::new(SaysId::RouteLearnedUnknown)
                .arg("router", &*router.name)
                .arg("network", &*network.name.name)
        });
        let there = self.net.scenario.resources.routers.get(router).is_some();
        let lack = match there {
            true => Lack::RouterStatus(router),
            false => Lack::One(Kind::Router, router),
        };
        Err(self.incomplete(Cause::RouteConfigNotFound, lack))
    }

    /// The routes with the longest prefix, of the network itself and of those that it imports: where they stand, and
    /// how many share the traffic. Where there is none that works, one whose next hop is down, if there is.
    fn best_route(&mut self, sender: Sender<'a>) -> Checked<'a, (Best<'a>, Taken<'a>)> {
        self.routes_are_known(sender.network)?;
        self.learned_is_known(sender, sender.network)?;
        let destination = self.packet.destination;
        let look = |network: &'a NetworkTables, by: Way<'a>| {
            let found = network.routes.find(&destination, asker(sender, by));
            Best {
                network,
                by,
                prefix_len: network.routes.prefix_len(&found),
                found,
            }
        };
        let mut best = look(sender.network, Way::Own);
        for peer in sender.network.peers.iter().filter(|own| own.custom_routes) {
            let Some(tables) = self.across(peer) else {
                continue;
            };
            let tables = self.network_of(&tables.name)?;
            self.routes_are_known(tables)?;
            self.learned_is_known(sender, tables)?;
            let own = look(tables, Way::Peering(peer));
            let better = is_better(&own, &best);
            let equal = own.prefix_len.is_some() && own.prefix_len == best.prefix_len;
            if equal && is_own_static(&best) {
                // "When the local VPC network has a route with an identical or a more specific destination (longer
                // subnet mask), the local VPC network always uses its local route"
                // (<https://docs.cloud.google.com/vpc/docs/vpc-peering#custom-route-import-ignored>).
                continue;
            }
            if equal {
                // Which network's is taken, Google's page leaves to an algorithm of its own.
                return Err(self.unmodelled(
                    "EQUAL_ROUTES_IN_SEVERAL_NETWORKS",
                    Some(At::new(Kind::Peering, &peer.name)),
                    docs::ROUTES,
                ));
            }
            if better {
                best = own;
            }
        }
        for by_hub in self.by_hub(sender)? {
            let (network, by) = by_hub;
            let own = look(network, by);
            let equal = own.prefix_len.is_some() && own.prefix_len == best.prefix_len;
            if equal && matches!(best.by, Way::Hub(..)) {
                // All that are taken are of one network, and which, Google's page does not say.
                return Err(self.unmodelled(
                    "EQUAL_ROUTES_IN_SEVERAL_NETWORKS",
                    Some(At::new(Kind::Network, &network.name)),
                    docs::ROUTES,
                ));
            }
            // For one destination a route of the network's own comes first, and one by a peering last.
            if is_better(&own, &best) || equal && matches!(best.by, Way::Peering(_)) {
                best = own;
            }
        }
        if matches!(sender.kind, SenderKind::DirectVpc) {
            // Routes with tags are for VMs (<https://docs.cloud.google.com/vpc/docs/static-routes>), and that a
            // revision's tags count for them no page says.
            let routes = &sender.network.routes;
            let tagged = routes.tagged(&destination, sender.identity.tags);
            let decides = |entry: &&Entry| {
                best.prefix_len
                    .is_none_or(|len| len <= entry.route.destination.prefix_len())
            };
            if let Some(entry) = tagged.filter(decides) {
                return Err(self.unmodelled(
                    "TAGGED_ROUTE_OF_DIRECT_VPC_EGRESS",
                    Some(At::new(entry.kind, &entry.name)),
                    docs::ROUTES,
                ));
            }
        }
        let taken = match best.found {
            Found::Routes(list, count) => Ok((list, count)),
            Found::None(down) => Err(down),
            Found::Uncertain(_) => {
                return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
            }
            Found::Doubt(ix, doubt) => return Err(self.dynamic_doubt(best.network, ix, doubt)),
        };
        Ok((best, taken))
    }

    /// The networks of hybrid spokes whose dynamic routes come to the sender's by a hub.
    fn by_hub(&mut self, sender: Sender<'a>) -> Checked<'a, Vec<(&'a NetworkTables, Way<'a>)>> {
        let mut found = Vec::new();
        let Some((hub, table, own)) = self.net.hubs.of(&sender.network.name) else {
            return Ok(found);
        };
        if table.hybrids.is_empty() {
            return Ok(found);
        }
        self.hub_is_there(hub)?;
        for hybrid in &table.hybrids {
            if !table.joins(hybrid.center, own.center) {
                let ungrouped = [(&hybrid.spoke, hybrid.center), (&own.spoke, own.center)];
                let ungrouped = ungrouped.iter().find(|(_, group)| group.is_none());
                let Some((spoke, _)) = ungrouped else {
                    continue;
                };
                let lack = Lack::Field(At::new(SPOKE, spoke), "group");
                return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
            }
            if let Some(lost) = &hybrid.lost {
                self.unread(lost.kind, &lost.name.project, None)?;
                let lack = match self.net.links.get(lost) {
                    Some(_) => Lack::Field(At::new(lost.kind, &lost.name), "router"),
                    None => Lack::One(lost.kind, &lost.name),
                };
                return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
            }
        }
        for name in &table.routing {
            if *name == sender.network.name {
                continue;
            }
            let tables = self.network_of(name)?;
            self.learned_is_known(sender, tables)?;
            found.push((tables, Way::Hub(hub, table, own.center)));
        }
        Ok(found)
    }

    /// Ends it where a dynamic route of a hub would do what no page states: a filter that holds a part of its range,
    /// Private NAT before it.
    fn by_hub_is_known(
        &mut self,
        sender: Sender<'a>,
        by: Way<'a>,
        entry: &'a Entry,
    ) -> Checked<'a> {
        if sender.kind == SenderKind::Hybrid && leads_into_link(entry) {
            // From one hybrid spoke to another: whether data is transferred between sites.
            let spoke = self.net.hubs.of_link(&sender.at.id());
            if let Some((_, _, hybrid)) = spoke {
                let at = At::new(SPOKE, &hybrid.spoke);
                return Err(self.unmodelled("SITE_TO_SITE_DATA_TRANSFER", Some(at), docs::NCC));
            }
        }
        let Way::Hub(hub, table, group) = by else {
            return Ok(());
        };
        self.is_exchanged(table, group, entry)?;
        let hybrid = entry.hybrid.and_then(|own| table.giving(own, group));
        if let Some(hybrid) = hybrid
            && hybrid.exports(&entry.route.destination) == Exports::InPart
        {
            let at = At::new(SPOKE, &hybrid.spoke);
            return Err(self.unmodelled("NCC_FILTER_OF_A_PART", Some(at), docs::NCC_ROUTES));
        }
        let by_hub = self.private_gateway(sender, Some(hub))?;
        if by_hub.or(self.private_gateway(sender, None)?).is_some() {
            let at = At::new(Kind::Hub, hub);
            return Err(self.unmodelled("PRIVATE_NAT_BEFORE_A_HUB", Some(at), docs::PRIVATE_NAT));
        }
        Ok(())
    }

    /// Routes there are lead into tunnels that are not established, and no other is left.
    fn tunnel_is_down(&mut self, entry: &'a Entry) -> End<'a> {
        let at = At::new(entry.kind, &entry.name);
        self.note_hop_fails(
            at,
            next_hop_text(&entry.route.next_hop),
            Cause::RouteNextHopVpnTunnelNotEstablished,
        )
    }

    pub(super) fn note_no_route(&mut self, sender: Sender<'a>) {
        let network = sender.network;
        let destination = self.packet.destination;
        self.note_considered(
            State::ApplyRoute,
            Some(At::new(Kind::Network, &network.name)),
            docs::ROUTES,
            || {
                Says::new(SaysId::RouteNone)
                    .arg("address", destination.text())
                    .arg("network", &*network.name.name)
            },
            |walk| walk.losing_routes(sender, None),
        );
    }

    fn losing_routes(&self, sender: Sender<'a>, winner: Option<&Entry>) -> (usize, Vec<Loser>) {
        let destination = self.packet.destination;
        let mut total = sender.network.routes.entries().len();
        let mut shown = self.losing_peerings(sender);
        total += shown.len();
        self.losers(sender, sender.network, None, winner, &mut shown);
        for peer in &sender.network.peers {
            let Some(tables) = self.across(peer) else {
                continue;
            };
            let applies = |entry: &&Entry| {
                entry.is_exported()
                    && destination.relation(&entry.route.destination) != Relation::None
            };
            total += tables.routes.entries().iter().filter(applies).count();
            self.losers(sender, tables, Some(peer), winner, &mut shown);
        }
        (total, shown)
    }

    fn losers(
        &self,
        sender: Sender<'a>,
        network: &NetworkTables,
        by: Option<&'a Peer>,
        winner: Option<&Entry>,
        shown: &mut Vec<Loser>,
    ) {
        let destination = self.packet.destination;
        let way = by.map_or(Way::Own, Way::Peering);
        let is_winner = |name: &Name| winner.is_some_and(|winner| winner.name == *name);
        for entry in network.routes.entries() {
            if is_winner(&entry.name) || shown.len() >= MOST_LOSERS {
                continue;
            }
            let route = &entry.route;
            let lost = |field: &str, wanted: String, got: String| LostBecause {
                field: field.to_owned(),
                wanted,
                got,
            };
            let elsewhere = destination.relation(&route.destination) == Relation::None;
            let lost_because = match by {
                // What a peer has for other destinations is of no interest here.
                Some(_) if elsewhere || !entry.is_exported() => continue,
                Some(peer) if !peer.custom_routes => {
                    lost("importCustomRoutes", "true".to_owned(), "false".to_owned())
                }
                _ if elsewhere => lost(
                    "destRange",
                    route.destination.to_string(),
                    destination.text(),
                ),
                _ if entry.kind == Kind::Router
                    && !network.routes.applies(entry, asker(sender, way)) =>
                {
                    lost(
                        "region",
                        entry.name.region().to_owned(),
                        sender.region.to_owned(),
                    )
                }
                _ if !network.routes.applies(entry, asker(sender, way)) => {
                    let own = match by {
                        Some(_) => String::new(),
                        None => sender.identity.tags.join(", "),
                    };
                    lost("tags", route.tags.join(", "), own)
                }
                _ if entry.down => lost("status", "ESTABLISHED".to_owned(), String::new()),
                _ => match winner.map(|winner| &winner.route) {
                    Some(winning)
                        if winning.destination.prefix_len() == route.destination.prefix_len() =>
                    {
                        lost(
                            "priority",
                            route.priority.to_string(),
                            winning.priority.to_string(),
                        )
                    }
                    Some(winning) => lost(
                        "destRange",
                        route.destination.to_string(),
                        winning.destination.to_string(),
                    ),
                    None => continue,
                },
            };
            shown.push(Loser {
                resource: self.short(At::new(entry.kind, &entry.name)),
                lost_because,
            });
        }
    }
}

/// As whom a sender asks for routes: in its own network, or in one whose routes come by a peering.
fn asker<'a>(sender: Sender<'a>, by: Way<'a>) -> Asker<'a> {
    Asker {
        tags: sender.identity.tags,
        region: sender.region,
        by: match by {
            Way::Own => By::Own,
            Way::Peering(_) => By::Peering,
            Way::Hub(_, table, group) => By::Hub(table, group),
        },
    }
}

/// Whether what was found is static routes of the network itself.
fn is_own_static(best: &Best<'_>) -> bool {
    let routes = &best.network.routes;
    let is_static = |ix: &RouteIx| routes.entry(*ix).is_some_and(|own| own.kind == Kind::Route);
    match (best.by, best.found) {
        (Way::Own, Found::Routes(list, _)) => list.iter().all(is_static),
        _ => false,
    }
}

/// Whether what was found in one network is taken rather than what was found before.
fn is_better(own: &Best<'_>, best: &Best<'_>) -> bool {
    match (own.found, best.found) {
        (Found::None(None), _) | (_, Found::Uncertain(_) | Found::Doubt(..)) => false,
        (Found::Uncertain(_) | Found::Doubt(..), _) => true,
        (Found::None(Some(_)), best) => best == Found::None(None),
        (Found::Routes(..), _) => own.prefix_len > best.prefix_len,
    }
}

pub(super) fn leads_into_link(entry: &Entry) -> bool {
    matches!(
        entry.route.next_hop,
        NextHop::VpnTunnel(_) | NextHop::Attachment(_)
    )
}

/// Routes of one sort are used together.
fn sort_of(entry: &Entry) -> (bool, bool) {
    (
        entry.route.next_hop == NextHop::InternetGateway,
        entry.kind == Kind::Route,
    )
}

fn says(entry: &Entry, by: Way<'_>) -> Says<SaysId> {
    let route = &entry.route;
    let says = match by {
        Way::Hub(hub, ..) => {
            return Says::new(SaysId::RouteHubDynamic)
                .arg("router", &*entry.name.name)
                .arg("range", route.destination.to_string())
                .arg("priority", route.priority.to_string())
                .arg("nextHop", next_hop_text(&route.next_hop))
                .arg("network", &*route.network.name().name)
                .arg("hub", &*hub.name);
        }
        Way::Own if entry.kind == Kind::Router => {
            return Says::new(SaysId::RouteDynamic)
                .arg("router", &*entry.name.name)
                .arg("range", route.destination.to_string())
                .arg("priority", route.priority.to_string())
                .arg("nextHop", next_hop_text(&route.next_hop));
        }
        Way::Own => Says::new(SaysId::RouteStatic),
        Way::Peering(peer) => Says::new(SaysId::RoutePeeringCustom)
            .arg("peering", &*peer.name.name)
            .arg("network", &*peer.network.name),
    };
    says.arg("route", &*entry.name.name)
        .arg("range", route.destination.to_string())
        .arg("priority", route.priority.to_string())
        .arg("nextHop", next_hop_text(&route.next_hop))
}
