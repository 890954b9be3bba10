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
use super::{Routed, Sender};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::Owner;
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// From a machine with an external address back to who has asked it over the internet.
    pub(in crate::walk) fn back_to_internet(
        &mut self,
        name: &'a Name,
        interface: usize,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        let sender = self.machine_sender(name, interface)?;
        // Without a list of routes nothing is said of replies either.
        if !matches!(end, End::Delivered { .. }) || !sender.network.routes.known {
            return Ok(end);
        }
        match self.routed_back(sender, source)? {
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
        let (Kind::Instance, Some(place)) = (at.kind, self.place) else {
            return Ok(end);
        };
        let Some(machine) = self.net.machine(at.name) else {
            return Ok(end);
        };
        let mut interfaces = machine.interfaces.iter();
        let interface = interfaces.position(|own| *own.network.name() == place.name);
        let answers = self.machine_sender(at.name, interface.unwrap_or_default())?;
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
        if self.policy_takes_back(answers, source)? {
            // By a load balancer, which sends both directions of a connection to one of its machines
            // (<https://cloud.google.com/load-balancing/docs/internal/ilb-next-hop-overview#symmetric-hashing>).
            return Ok(end);
        }
        let is_home = |subnet: &Name| {
            let subnet = self.net.scenario.resources.subnets.get(subnet);
            subnet.is_some_and(|subnet| *subnet.network.name() == sender.network.name)
        };
        let routed = self.routed_back(answers, source)?;
        let past = matches!(routed, Routed::Subnet(subnet) if is_home(subnet));
        match routed {
            Routed::Subnet(_) if past => here(self),
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

    fn policy_takes_back(&mut self, answers: Sender<'a>, to: AddressSet<'a>) -> Checked<'a, bool> {
        let kept = self.packet;
        self.packet.source = kept.destination;
        self.packet.destination = to;
        let found = self.policy_takes(answers);
        self.packet = kept;
        Ok(found?.is_some())
    }

    fn routed_back(&mut self, answers: Sender<'a>, to: AddressSet<'a>) -> Checked<'a, Routed<'a>> {
        let kept = self.packet;
        self.packet.source = kept.destination;
        self.packet.destination = to;
        let found = self.route_to(answers);
        self.packet = kept;
        found
    }

    fn no_way_back(
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
        self.note(State::ApplyRoute, Some(at), docs::ROUTES, || says);
        self.stop(cause, Some(at), CallerSees::Timeout)
    }
}
