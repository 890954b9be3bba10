//! An internal passthrough load balancer as next hop, by its forwarding rule or by its address.
//!
//! <https://cloud.google.com/load-balancing/docs/internal/ilb-next-hop-overview>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
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
        route: At<'a>,
        rule: &'a Ref<hopscope_model::resource::ForwardingRule>,
    ) -> Checked<'a, End<'a>> {
        let name = rule.name();
        if self.net.scenario.resources.get(rule).is_some() {
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
                // Rules that share an address lead to one load balancer each; as a next hop the address names none.
                [name] => self.through_load_balancer(sender, route, name),
                _ => {
                    Err(self.unmodelled("NEXT_HOP_LOAD_BALANCER", Some(route), docs::NEXT_HOP_ILB))
                }
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
}
