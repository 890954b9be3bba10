//! A custom route: which one, and what lost.
//!
//! <https://cloud.google.com/vpc/docs/routes#routeselection>

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::Sender;
use super::next_hop::next_hop_text;
use crate::address_set::Relation;
use crate::docs;
use crate::tables::route::{Found, applies};
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// A custom route.
    pub(super) fn route(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let network = sender.network;
        let destination = self.packet.destination;
        let at = At::new(Kind::Network, &network.name);
        self.unread(Kind::Route, &network.name.project, Some(network))?;
        if !network.routes.known {
            self.note(State::ApplyRoute, Some(at), docs::ROUTES, || {
                Says::new(SaysId::RouteUnknown)
                    .arg("address", destination.text())
                    .arg("network", &*network.name.name)
            });
            return Err(self.incomplete(
                Cause::RouteConfigNotFound,
                Lack::List(Kind::Route, &network.name.project),
            ));
        }
        let (list, count) = match network.routes.find(&destination, sender.identity.tags) {
            Found::Routes(list, count) => (list, count),
            Found::Uncertain(_) => {
                return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
            }
            Found::None => {
                self.note_no_route(sender);
                return Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Unreachable));
            }
        };
        let mut equal = list
            .iter()
            .filter_map(|ix| network.routes.route(*ix))
            .filter(|(_, route)| applies(route, sender.identity.tags));
        let to_internet = |route: &Route| route.next_hop == NextHop::InternetGateway;
        let first = equal.next().map(|(_, route)| to_internet(route));
        if let Some((name, _)) = equal.find(|(_, route)| Some(to_internet(route)) != first) {
            // How traffic is shared between these, no page that we know says.
            return Err(self.unmodelled(
                "EQUAL_ROUTES_OF_DIFFERENT_KINDS",
                Some(At::new(Kind::Route, name)),
                docs::ROUTES,
            ));
        }
        let pick = self.choose(count as usize);
        let chosen = list
            .iter()
            .filter_map(|ix| network.routes.route(*ix))
            .filter(|(_, route)| applies(route, sender.identity.tags))
            .nth(pick);
        let Some((name, route)) = chosen else {
            self.note_no_route(sender);
            return Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Unreachable));
        };
        let route_at = At::new(Kind::Route, name);
        self.note_considered(
            State::ApplyRoute,
            Some(route_at),
            docs::ROUTES,
            || {
                Says::new(SaysId::RouteStatic)
                    .arg("route", &*name.name)
                    .arg("range", route.destination.to_string())
                    .arg("priority", route.priority.to_string())
                    .arg("nextHop", next_hop_text(&route.next_hop))
            },
            |walk| walk.losing_routes(sender, Some(name)),
        );
        self.next_hop(sender, route_at, route)
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

    fn losing_routes(&self, sender: Sender<'a>, winner: Option<&Name>) -> (usize, Vec<Loser>) {
        let destination = self.packet.destination;
        let winning = winner.and_then(|winner| {
            sender
                .network
                .routes
                .routes()
                .iter()
                .find(|(name, _)| name == winner)
        });
        let mut shown = Vec::new();
        for (name, route) in sender.network.routes.routes() {
            if Some(name) == winner || shown.len() == MOST_LOSERS {
                continue;
            }
            let lost = |field: &str, wanted: String, got: String| LostBecause {
                field: field.to_owned(),
                wanted,
                got,
            };
            let lost_because = if destination.relation(&route.destination) == Relation::None {
                lost(
                    "destRange",
                    route.destination.to_string(),
                    destination.text(),
                )
            } else if !applies(route, sender.identity.tags) {
                lost(
                    "tags",
                    route.tags.join(", "),
                    sender.identity.tags.join(", "),
                )
            } else if let Some((_, winning)) = winning {
                if winning.destination.prefix_len() == route.destination.prefix_len() {
                    lost(
                        "priority",
                        route.priority.to_string(),
                        winning.priority.to_string(),
                    )
                } else {
                    lost(
                        "destRange",
                        route.destination.to_string(),
                        winning.destination.to_string(),
                    )
                }
            } else {
                continue;
            };
            shown.push(Loser {
                resource: self.short(At::new(Kind::Route, name)),
                lost_because,
            });
        }
        (sender.network.routes.routes().len(), shown)
    }
}
