//! An internal passthrough load balancer as next hop, by its forwarding rule or by its address.
//!
//! <https://cloud.google.com/load-balancing/docs/internal/ilb-next-hop-overview>: "A load balancer whose forwarding rule
//! uses the L3_DEFAULT protocol cannot be the next hop for a static route. If this static route is created, traffic is
//! silently dropped", and so is that for one with a shared address.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::{ForwardingRule, Kind};
use hopscope_model::{Cause, Ref};

use crate::docs;
use crate::tables::network::{NetworkTables, Owner};
use crate::walk::load_balancer::Client;
use crate::walk::vpc::Sender;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// `nextHopIlb` as a forwarding rule.
    pub(super) fn via_forwarding_rule(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        route: At<'a>,
        rule: &'a Ref<ForwardingRule>,
    ) -> Checked<'a, End<'a>> {
        let name = rule.name();
        if let Some(own) = self.net.scenario.resources.get(rule) {
            if self
                .network_named(own)
                .is_some_and(|own| *own != place.name)
            {
                // By name it has to be one of the route's network, so that no such route can be made.
                return Err(self.unmodelled(
                    "NEXT_HOP_LOAD_BALANCER",
                    Some(route),
                    docs::NEXT_HOP_ILB,
                ));
            }
            return self.through_load_balancer(sender, route, name);
        }
        self.unread(Kind::ForwardingRule, &name.project, None)?;
        // An export of all forwarding rules without it: it is gone. Otherwise it is only not here.
        let complete = (self.net.scenario).is_complete(&name.project, Kind::ForwardingRule);
        if complete {
            return Err(self.note_hop_fails(
                route,
                name.name.to_string(),
                Cause::RouteNextHopResourceNotFound,
            ));
        }
        Err(self.incomplete(
            Cause::ResourceConfigNotFound,
            Lack::One(Kind::ForwardingRule, name),
        ))
    }

    /// The address of one, in the network of the route or in one that is peered with it.
    pub(in crate::walk::vpc) fn via_load_balancer(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        route: At<'a>,
        address: IpAddr,
    ) -> Checked<'a, End<'a>> {
        let peers = place.peers.iter().filter_map(|peer| self.across(peer));
        let owner = std::iter::once(place)
            .chain(peers)
            .find_map(|network| network.owner(address));
        match owner {
            Some(Owner::ForwardingRules(names)) => match names.as_slice() {
                [name] => self.through_load_balancer(sender, route, name),
                _ => Err(self.not_served(route, address.to_string())),
            },
            Some(Owner::Several(id)) => {
                let at = At::new(id.kind, &id.name);
                Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::SUBNETS))
            }
            Some(Owner::PscGoogleApis(_)) => Err(self.note_hop_fails(
                route,
                address.to_string(),
                Cause::RouteNextHopForwardingRuleTypeInvalid,
            )),
            _ => {
                self.no_spoke_has(place, route, address)?;
                self.unread_internal_owner(place)?;
                self.reserved_unused(place, address)?;
                self.assume_complete(Kind::ForwardingRule, &place.name.project);
                Err(self.note_hop_fails(
                    route,
                    address.to_string(),
                    Cause::RouteNextHopIpAddressNotResolved,
                ))
            }
        }
    }

    fn through_load_balancer(
        &mut self,
        sender: Sender<'a>,
        route: At<'a>,
        name: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::ForwardingRule, name);
        let rule = self.net.scenario.resources.forwarding_rules.get(name);
        let found = rule.and_then(|rule| match &rule.target {
            ForwardingTarget::BackendService(service) if rule.scheme == Scheme::Internal => {
                Some((rule, service))
            }
            _ => None,
        });
        let Some((rule, service)) = found else {
            return Err(self.note_hop_fails(
                route,
                name.name.to_string(),
                Cause::RouteNextHopForwardingRuleTypeInvalid,
            ));
        };
        let given = self.net.scenario.resources.get(service).is_some();
        let for_all = given && rule.protocol.is_none() && !self.service_is_of_one_protocol(service);
        let network = self.network_named(rule);
        let tables = network.and_then(|own| self.net.network(own));
        let address = rule.address;
        let owner = tables.and_then(|own| address.and_then(|address| own.1.owner(address)));
        let shared = matches!(owner, Some(Owner::ForwardingRules(names)) if names.len() > 1);
        if for_all || shared {
            return Err(self.not_served(route, name.name.to_string()));
        }
        if !rule.allow_global_access && name.region() != sender.region {
            return Err(self.note_hop_fails(
                route,
                name.name.to_string(),
                Cause::ForwardingRuleRegionMismatch,
            ));
        }
        let destination = self.packet.destination;
        if destination.is_ipv6() || rule.address.is_some_and(|own| own.is_ipv6()) {
            let feature = "NEXT_HOP_LOAD_BALANCER_OVER_IPV6";
            return Err(self.unmodelled(feature, Some(at), docs::NEXT_HOP_ILB));
        }
        self.count_hop(at)?;
        self.pass_through(at, rule, service, Client::NextHop(sender))
    }
    /// A load balancer that takes every protocol, or shares its address: traffic of a static route is dropped in silence.
    /// Of policy-based routes the page says nothing.
    fn not_served(&mut self, route: At<'a>, hop: String) -> End<'a> {
        match route.kind {
            Kind::Route => {
                self.note_hop_fails(route, hop, Cause::RouteNextHopForwardingRuleTypeInvalid)
            }
            _ => self.unmodelled("NEXT_HOP_LOAD_BALANCER", Some(route), docs::NEXT_HOP_ILB),
        }
    }

    /// Ends it where a load balancer of another spoke of a hub has the address: a static route may use it as its next hop
    /// (<https://docs.cloud.google.com/network-connectivity/docs/network-connectivity-center/concepts/static-routes-overview>).
    fn no_spoke_has(
        &self,
        place: &'a NetworkTables,
        route: At<'a>,
        address: IpAddr,
    ) -> Checked<'a> {
        let Some((_, hub, _)) = self.net.hubs.of(&place.name) else {
            return Ok(());
        };
        let mut others = hub.members.iter().filter(|own| own.network != place.name);
        let has = others.any(|own| {
            let tables = self.net.network(&own.network);
            let owner = tables.and_then(|own| own.1.owner(address));
            matches!(owner, Some(Owner::ForwardingRules(_)))
        });
        match has {
            true => Err(self.unmodelled("NEXT_HOP_OF_ANOTHER_SPOKE", Some(route), docs::NCC)),
            false => Ok(()),
        }
    }

    /// The network that a forwarding rule names, itself or by its subnet.
    fn network_named(&self, rule: &'a ForwardingRule) -> Option<&'a Name> {
        let subnet = rule.subnet.as_ref();
        let subnet = subnet.and_then(|own| self.net.scenario.resources.get(own));
        let network = rule.network.as_ref().or(subnet.map(|own| &own.network));
        network.map(|own| own.name())
    }
}
