//! Policy-based routes: before every route but the special paths.
//!
//! <https://cloud.google.com/vpc/docs/policy-based-routes>: the one with the lowest priority value counts, whatever
//! the length of its prefixes; `DEFAULT_ROUTING` goes on as if there were none. Each is for one version of IP
//! (<https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.policyBasedRoutes#Filter>);
//! those of IPv6 are in preview, and what their load balancers do is not modelled.

use hopscope_model::name::Name;
use hopscope_model::resource::policy_route::PolicyNextHop;
use hopscope_model::resource::route::NextHop;
use hopscope_model::resource::{Kind, PolicyRoute};
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State};
use ipnet::IpNet;

use super::{Sender, SenderKind};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// Where a policy-based route takes the packet; `None`: the other routes decide.
    pub(in crate::walk) fn policy_routes(
        &mut self,
        sender: Sender<'a>,
    ) -> Checked<'a, Option<End<'a>>> {
        let network = sender.network;
        let project = &network.name.project;
        self.unread(Kind::PolicyRoute, project, Some(network))?;
        self.assume_complete(Kind::PolicyRoute, project);
        let mut found: Option<&'a (Name, PolicyRoute)> = None;
        for own in &network.policy_routes {
            let (name, route) = own;
            if found.is_some_and(|(_, found)| found.priority != route.priority) {
                break;
            }
            match self.policy_relation(sender, route) {
                Relation::None => {}
                Relation::Some => {
                    return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
                }
                Relation::All => match found {
                    None => found = Some(own),
                    Some((_, found)) if found.next_hop == route.next_hop => {}
                    Some(_) => {
                        // Of several with one priority Google takes one, by an order of its own.
                        return Err(self.unmodelled(
                            "EQUAL_POLICY_BASED_ROUTES",
                            Some(At::new(Kind::PolicyRoute, name)),
                            docs::POLICY_ROUTES,
                        ));
                    }
                },
            }
        }
        let Some((name, route)) = found else {
            return Ok(None);
        };
        let at = At::new(Kind::PolicyRoute, name);
        let known = match sender.kind {
            SenderKind::Machine | SenderKind::Pod | SenderKind::Forwarder => true,
            // Whether they are for serverless egress or Envoys, no page that we know says.
            SenderKind::DirectVpc | SenderKind::Connector | SenderKind::Proxy => false,
            // Those for VLAN attachments are; whether those for no machine in particular are, likewise.
            SenderKind::Hybrid => route.attachments.is_some(),
        };
        if !known {
            return Err(self.unmodelled("POLICY_BASED_ROUTE", Some(at), docs::POLICY_ROUTES));
        }
        let next_hop = match route.next_hop {
            PolicyNextHop::LoadBalancer(_) if route.is_ipv6() => {
                return Err(self.unmodelled("POLICY_BASED_ROUTE", Some(at), docs::POLICY_ROUTES));
            }
            PolicyNextHop::LoadBalancer(address) => address.to_string(),
            PolicyNextHop::DefaultRouting => "DEFAULT_ROUTING".to_owned(),
            PolicyNextHop::Unknown => {
                return Err(self.unmodelled("POLICY_BASED_ROUTE", Some(at), docs::POLICY_ROUTES));
            }
        };
        self.note_considered(
            State::ApplyRoute,
            Some(at),
            docs::POLICY_ROUTES,
            || {
                Says::new(SaysId::RoutePolicy)
                    .arg("route", &*name.name)
                    .arg("priority", route.priority.to_string())
                    .arg("nextHop", next_hop)
            },
            |walk| walk.losing_policy_routes(sender, name),
        );
        let PolicyNextHop::LoadBalancer(address) = route.next_hop else {
            return Ok(None);
        };
        if self.is_google_destination() {
            return Err(self.google_by_custom_next_hop(at, &NextHop::ForwardingRuleIp(address)));
        }
        self.via_load_balancer(sender, network, at, address)
            .map(Some)
    }

    /// Whether a route is for a packet: all of what it may be, none, or some.
    fn policy_relation(&self, sender: Sender<'a>, route: &PolicyRoute) -> Relation {
        let protocol = route.protocol.is_none_or(|own| own == self.ask.protocol);
        let version = route.is_ipv6() == self.packet.destination.is_ipv6();
        if !version || !protocol || !is_for(sender, route) {
            return Relation::None;
        }
        let source = relation(self.packet.source, route.source);
        let destination = relation(self.packet.destination, route.destination);
        match (source, destination) {
            (Relation::None, _) | (_, Relation::None) => Relation::None,
            (Relation::All, Relation::All) => Relation::All,
            _ => Relation::Some,
        }
    }

    /// Whether a policy-based route takes a reply; ends it where that cannot be told.
    pub(in crate::walk) fn policy_takes(&self, sender: Sender<'a>) -> Checked<'a, Option<At<'a>>> {
        for (name, route) in &sender.network.policy_routes {
            let at = At::new(Kind::PolicyRoute, name);
            match (self.policy_relation(sender, route), route.next_hop) {
                (Relation::None, _) => {}
                (Relation::All, PolicyNextHop::DefaultRouting) => return Ok(None),
                (Relation::All, PolicyNextHop::LoadBalancer(_)) if !route.is_ipv6() => {
                    return Ok(Some(at));
                }
                _ => {
                    return Err(self.unmodelled("REPLY_BY_POLICY", Some(at), docs::POLICY_ROUTES));
                }
            }
        }
        Ok(None)
    }

    fn losing_policy_routes(&self, sender: Sender<'a>, winner: &Name) -> (usize, Vec<Loser>) {
        let routes = &sender.network.policy_routes;
        let winning = routes.iter().find(|(name, _)| name == winner);
        let range = |own: Option<IpNet>| own.map_or_else(String::new, |own| own.to_string());
        let mut shown = Vec::new();
        for (name, route) in routes.iter().filter(|(name, _)| name != winner) {
            if shown.len() == MOST_LOSERS {
                break;
            }
            let (field, wanted, got) = if !is_for(sender, route) {
                (
                    "virtualMachine.tags",
                    route.tags.join(", "),
                    sender.identity.tags.join(", "),
                )
            } else if relation(self.packet.source, route.source) == Relation::None {
                (
                    "filter.srcRange",
                    range(route.source),
                    self.packet.source.text(),
                )
            } else if relation(self.packet.destination, route.destination) == Relation::None {
                (
                    "filter.destRange",
                    range(route.destination),
                    self.packet.destination.text(),
                )
            } else if route.protocol.is_some_and(|own| own != self.ask.protocol) {
                (
                    "filter.ipProtocol",
                    route
                        .protocol
                        .map_or_else(String::new, |own| own.to_string()),
                    self.ask.protocol.to_string(),
                )
            } else {
                (
                    "priority",
                    route.priority.to_string(),
                    winning.map_or_else(String::new, |(_, own)| own.priority.to_string()),
                )
            };
            shown.push(Loser {
                resource: self.short(At::new(Kind::PolicyRoute, name)),
                lost_because: LostBecause {
                    field: field.to_owned(),
                    wanted,
                    got,
                },
            });
        }
        (routes.len(), shown)
    }
}

/// Whether a route is for packets of this sender.
fn is_for(sender: Sender<'_>, route: &PolicyRoute) -> bool {
    let tags = &route.tags;
    if let Some(region) = &route.attachments {
        return sender.at.kind == Kind::Attachment && (region == "all" || region == sender.region);
    }
    tags.is_empty() || tags.iter().any(|tag| sender.identity.tags.contains(tag))
}

fn relation(set: AddressSet<'_>, range: Option<IpNet>) -> Relation {
    match range {
        None => Relation::All,
        // Every address of its version, known or not.
        Some(range) if range.prefix_len() == 0 => Relation::All,
        Some(range) => set.relation(&range),
    }
}
