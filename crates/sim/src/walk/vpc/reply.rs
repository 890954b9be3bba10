//! The way back of a reply where it is not that of the request: out of a network with an external address, and past
//! machines that forward.
//!
//! <https://cloud.google.com/vpc/docs/routes>: firewalls remember connections, routes do not; a reply takes the best
//! route of the network it is sent in. What Google's front ends, IAP and passthrough load balancers send is answered by
//! routes of their own (<https://cloud.google.com/vpc/docs/routes#special_return_paths>).

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::route::NextHop;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::next_hop::next_hop_text;
use super::route::leads_into_link;
use super::{Routed, Sender, SenderKind};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::network::{NetworkTables, Owner};
use crate::tables::rules::Identity;
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// What sends the reply of a machine that has an interface in a network, or of a pod by its node.
    pub(in crate::walk) fn machine_of(
        &self,
        at: At<'a>,
        place: &'a NetworkTables,
    ) -> Option<Sender<'a>> {
        let name = match at.kind {
            Kind::Instance => at.name,
            Kind::Pod => {
                let pod = self.net.scenario.resources.pods.get(at.name)?;
                pod.node.as_ref()?.name()
            }
            _ => return None,
        };
        let machine = self.net.machine(name)?;
        let mut interfaces = machine.interfaces.iter();
        let interface = interfaces.find(|own| *own.network.name() == place.name)?;
        Some(Sender {
            at: At::new(Kind::Instance, name),
            network: place,
            region: name.region(),
            subnet: interface.subnet.as_ref(),
            part: Part::Primary,
            identity: Identity::of(name, machine),
            kind: SenderKind::Machine,
            external: None,
        })
    }

    /// Policy-based routes come before all others, for replies too: ends it where one may take this one. What a
    /// machine forwards comes back by the routes that `back_by_machine` asks.
    /// <https://cloud.google.com/vpc/docs/policy-based-routes>
    pub(super) fn back_by_policy(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        let forwarded = matches!(sender.kind, SenderKind::Forwarder | SenderKind::Hybrid);
        let End::Delivered { at: Some(at), .. } = end else {
            return Ok(end);
        };
        if place.policy_routes.is_empty() || forwarded {
            return Ok(end);
        }
        let Some((answers, asked)) = self.answers(at, place) else {
            return Ok(end);
        };
        let kept = self.packet;
        self.packet.source = asked;
        self.packet.destination = source;
        let found = self.policy_takes(answers);
        self.packet = kept;
        match found? {
            Some(at) => Err(self.unmodelled("REPLY_BY_POLICY", Some(at), docs::POLICY_ROUTES)),
            None => Ok(end),
        }
    }

    /// Who answers in a network, and from which address: the Envoy that the connection has ended at, or who has it.
    fn answers(
        &self,
        at: At<'a>,
        place: &'a NetworkTables,
    ) -> Option<(Sender<'a>, AddressSet<'a>)> {
        match self.ended {
            Some((envoy, asked)) if envoy.network.name == place.name => Some((envoy, asked)),
            Some(_) => None,
            None => Some((self.machine_of(at, place)?, self.packet.destination)),
        }
    }

    /// No peering and no hub leads back to who has asked: a custom route of the network may.
    pub(super) fn back_by_custom_route(
        &mut self,
        place: &'a NetworkTables,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a> {
        let End::Delivered { at: Some(at), .. } = end else {
            return Ok(());
        };
        let Some((answers, asked)) = self.answers(at, place) else {
            return Ok(());
        };
        match self.routed_between(answers, asked, source)? {
            Routed::By(entry) if entry.route.next_hop == NextHop::InternetGateway => Ok(()),
            routed @ Routed::By(_) => Err(self.no_way_back(answers, source, routed)),
            Routed::Subnet(_) | Routed::Down | Routed::None => Ok(()),
        }
    }

    /// From a machine with an external address back to who has asked it over the internet.
    pub(in crate::walk) fn back_to_internet(
        &mut self,
        name: &'a Name,
        interface: usize,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        let sender = self.machine_sender(name, interface)?;
        if !matches!(end, End::Delivered { .. }) {
            return Ok(end);
        }
        match self.routed_between(sender, self.packet.destination, source)? {
            Routed::By(entry) if entry.route.next_hop == NextHop::InternetGateway => Ok(end),
            routed => Err(self.no_way_back(sender, source, routed)),
        }
    }

    /// From where a packet has come to by a machine that forwards it as it is. A reply that goes past the machine is
    /// shown: it then sees one direction only.
    pub(super) fn back_by_machine(
        &mut self,
        sender: Sender<'a>,
        through: &'a Name,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        let End::Delivered { at: Some(at), .. } = end else {
            return Ok(end);
        };
        let (answers, asked) = match (self.ended, at.kind, self.place) {
            (Some(ended), ..) => ended,
            (None, Kind::Instance | Kind::Pod, Some(place)) => {
                let Some(answers) = self.machine_of(at, place) else {
                    return Ok(end);
                };
                (answers, self.packet.destination)
            }
            _ => return Ok(end),
        };
        let place = answers.network;
        let here = |walk: &mut Self| {
            walk.note(
                State::ApplyRoute,
                Some(At::new(Kind::Network, &place.name)),
                docs::ROUTES,
                || {
                    Says::new(SaysId::ReplyPastMachine)
                        .arg("machine", &*through.name)
                        .arg("address", source.text())
                },
            );
        };
        if self.policy_takes_back(answers, asked, source)? {
            // By a load balancer, which sends both directions of a connection to one of its machines
            // (<https://cloud.google.com/load-balancing/docs/internal/ilb-next-hop-overview#symmetric-hashing>).
            return Ok(end);
        }
        let is_home = |subnet: &Name| {
            let subnet = self.net.scenario.resources.subnets.get(subnet);
            subnet.is_some_and(|subnet| *subnet.network.name() == sender.network.name)
        };
        let routed = self.routed_between(answers, asked, source)?;
        let past = matches!(routed, Routed::Subnet(subnet) if is_home(subnet));
        match routed {
            Routed::Subnet(_) if past => here(self),
            // Whether that leads to who has asked by such a link, is asked of all replies to one.
            Routed::By(entry) if self.by_link && leads_into_link(entry) => here(self),
            Routed::By(entry) => {
                let route = &entry.route;
                let hop = match &route.next_hop {
                    NextHop::Instance(own) => Some(own.name()),
                    NextHop::Ip(address) => match place.owner(*address) {
                        Some(Owner::Machine { name, .. }) => Some(name),
                        _ => None,
                    },
                    _ => None,
                };
                if hop != Some(through) {
                    return Err(self.no_way_back(answers, source, Routed::By(entry)));
                }
                self.note(
                    State::ApplyRoute,
                    Some(At::new(Kind::Network, &place.name)),
                    docs::ROUTES,
                    || {
                        Says::new(SaysId::ReplyByMachine)
                            .arg("machine", &*through.name)
                            .arg("range", route.destination.to_string())
                    },
                );
            }
            routed => return Err(self.no_way_back(answers, source, routed)),
        }
        Ok(end)
    }

    pub(in crate::walk) fn policy_takes_back(
        &mut self,
        answers: Sender<'a>,
        from: AddressSet<'a>,
        to: AddressSet<'a>,
    ) -> Checked<'a, bool> {
        let kept = self.packet;
        self.packet.source = from;
        self.packet.destination = to;
        let found = self.policy_takes(answers);
        self.packet = kept;
        Ok(found?.is_some())
    }

    /// The route of a packet between two other addresses than those of the one that is walked.
    pub(in crate::walk) fn routed_between(
        &mut self,
        answers: Sender<'a>,
        from: AddressSet<'a>,
        to: AddressSet<'a>,
    ) -> Checked<'a, Routed<'a>> {
        let kept = self.packet;
        self.packet.source = from;
        self.packet.destination = to;
        let found = self.route_to(answers);
        self.packet = kept;
        found
    }

    pub(super) fn no_way_back(
        &mut self,
        answers: Sender<'a>,
        source: AddressSet<'a>,
        routed: Routed<'a>,
    ) -> End<'a> {
        let network = &answers.network.name;
        let at = At::new(Kind::Network, network);
        let elsewhere = |to: String| {
            Says::new(SaysId::ReplyElsewhere)
                .arg("address", source.text())
                .arg("network", &*network.name)
                .arg("nextHop", to)
        };
        let none = || {
            Says::new(SaysId::ReplyNone)
                .arg("address", source.text())
                .arg("network", &*network.name)
        };
        let (cause, says) = match routed {
            Routed::By(entry) => match &entry.route.next_hop {
                NextHop::Instance(_)
                | NextHop::Ip(_)
                | NextHop::ForwardingRule(_)
                | NextHop::ForwardingRuleIp(_) => {
                    // What stands there may pass it on to where it belongs.
                    return self.unmodelled("REPLY_BY_MACHINE", Some(at), docs::ROUTES);
                }
                hop => (Cause::RouteWrongNetwork, elsewhere(next_hop_text(hop))),
            },
            Routed::Subnet(subnet) => {
                (Cause::RouteWrongNetwork, elsewhere(subnet.name.to_string()))
            }
            Routed::Down => (Cause::RouteNextHopVpnTunnelNotEstablished, none()),
            Routed::None => (Cause::NoRoute, none()),
        };
        self.assume_no_other_network(&network.project);
        self.note(State::ApplyRoute, Some(at), docs::ROUTES, || says);
        self.stop(cause, Some(at), CallerSees::Timeout)
    }
}
