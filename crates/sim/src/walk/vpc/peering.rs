//! Into a network at the other side of a VPC peering, and the way back from there.
//!
//! <https://cloud.google.com/vpc/docs/vpc-peering>: subnet routes of private ranges are always exchanged; nothing is
//! passed on to a third network; firewall rules of each network hold on its own side, and tags and service accounts
//! of one mean nothing in the other; PSC endpoints are not reached by peering.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::result::{Loser, LostBecause, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};
use ipnet::IpNet;

use super::{Sender, SenderKind};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::{NetworkTables, Owner, SubnetRange};
use crate::tables::peering::{Peer, PeerState, is_public};
use crate::walk::sql::SERVICE_NETWORKING;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// The network at the other side of a peering that carries something.
    pub(in crate::walk) fn across(&self, peer: &'a Peer) -> Option<&'a NetworkTables> {
        let active = peer.state == PeerState::Active;
        let (_, tables) = self.net.network(&peer.network).filter(|_| active)?;
        Some(tables)
    }

    /// A subnet route of a peered network, if one has the destination.
    pub(super) fn peering_subnets(&mut self, sender: Sender<'a>) -> Checked<'a, Option<End<'a>>> {
        let network = sender.network;
        let Some(address) = self.packet.destination.one() else {
            return self.peers_are_known(sender, None).map(|()| None);
        };
        let mut found: Option<(&'a Peer, &'a NetworkTables, &'a SubnetRange)> = None;
        for peer in &network.peers {
            let Some(tables) = self.across(peer) else {
                continue;
            };
            let Some(range) = tables.range(address).filter(|own| peer.carries(&own.range)) else {
                continue;
            };
            let best = found.map(|(_, _, own)| own.range.prefix_len());
            if best == Some(range.range.prefix_len()) {
                // Ranges of networks that are connected cannot overlap.
                let at = At::new(Kind::Subnet, &range.subnet);
                return Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::PEERING));
            }
            if best.is_none_or(|best| best < range.range.prefix_len()) {
                found = Some((peer, tables, range));
            }
        }
        if let Some((peer, tables, range)) = found {
            return self
                .to_peering_subnet(sender, peer, tables, range)
                .map(Some);
        }
        let listed = network
            .peers
            .iter()
            .find_map(|peer| Some((peer, peer.listed(address)?)));
        match listed {
            Some((peer, range)) if peer.state == PeerState::Absent => {
                let at = At::new(Kind::Peering, &peer.name);
                self.note(State::ApplyRoute, Some(at), docs::PEERING, || {
                    Says::new(SaysId::RoutePeeringListed)
                        .arg("range", range.to_string())
                        .arg("peering", &*peer.name.name)
                        .arg("network", &*peer.network.name)
                });
                Ok(Some(self.forwarded("PEERING_VPC", Some(at))))
            }
            Some((peer, _)) if peer.state == PeerState::Unknown => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::Peering, &peer.name),
            )),
            Some((peer, _)) if peer.state == PeerState::Active && !peer.custom_routes => {
                // The list of routes has a subnet of the peer's that is not here.
                self.unread_anywhere(Kind::Subnet, None)?;
                Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::List(Kind::Subnet, &peer.network.project),
                ))
            }
            _ => self.peers_are_known(sender, Some(address)).map(|()| None),
        }
    }

    /// Ends it if a peer of which not enough is known may have the destination, or a route for it.
    pub(in crate::walk) fn peers_are_known(
        &mut self,
        sender: Sender<'a>,
        address: Option<IpAddr>,
    ) -> Checked<'a> {
        let destination = self.packet.destination;
        if !self.is_google_destination() {
            self.peerings_are_read(sender.network)?;
        }
        for peer in &sender.network.peers {
            match peer.state {
                PeerState::Active => {
                    let project = &peer.network.project;
                    let tables = self.across(peer);
                    self.unread(Kind::Subnet, project, tables)?;
                    let known = tables.is_none_or(|tables| tables.subnets_known);
                    let public = peer.public_subnets && !self.is_google_destination();
                    if !known && (destination.is_private() || public) {
                        return Err(self.incomplete(
                            Cause::ResourceConfigNotFound,
                            Lack::List(Kind::Subnet, project),
                        ));
                    }
                    continue;
                }
                PeerState::Inactive | PeerState::Unknown => continue,
                PeerState::Absent | PeerState::OneSided => {}
            }
            // Its ranges are in no export of this project, but where the list of routes names them. Public ones are
            // imported where asked for; Google's own cannot be a subnet's
            // (<https://cloud.google.com/vpc/docs/subnets#valid-ranges>).
            let private = destination.is_private();
            let public = address.is_some() && !private && !self.is_google_destination();
            // Reserved ranges are exchanged like private ones, and else stand for hosts on the internet: only a network
            // that could not be read is asked for them.
            if address.is_some_and(|own| !is_public(&IpNet::from(own))) {
                self.unread(Kind::Network, &peer.network.project, None)?;
            }
            let by_subnet = !peer.is_listed && (private || public && peer.imports.public_subnets);
            if by_subnet || peer.imports.custom_routes {
                let at = At::new(Kind::Peering, &peer.name);
                self.note(State::ApplyRoute, Some(at), docs::PEERING, || {
                    Says::new(SaysId::PeeringUnknown)
                        .arg("peering", &*peer.name.name)
                        .arg("network", &*peer.network.name)
                        .arg("address", destination.text())
                });
                self.unread(Kind::Network, &peer.network.project, None)?;
                // A network of Google's can be exported by nobody else. Which of its ranges are imported, the list of
                // this network's own routes says (<https://cloud.google.com/vpc/docs/private-services-access>).
                let lack = match *peer.network.name == *SERVICE_NETWORKING {
                    true => Lack::List(Kind::Route, &sender.network.name.project),
                    false => Lack::One(Kind::Network, &peer.network),
                };
                return Err(self.incomplete(Cause::NetworkConfigNotFound, lack));
            }
        }
        Ok(())
    }

    fn to_peering_subnet(
        &mut self,
        sender: Sender<'a>,
        peer: &'a Peer,
        place: &'a NetworkTables,
        range: &'a SubnetRange,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Peering, &peer.name);
        self.note(State::ApplyRoute, Some(at), docs::PEERING, || {
            Says::new(SaysId::RoutePeeringSubnet)
                .arg("range", range.range.to_string())
                .arg("subnet", &*range.subnet.name)
                .arg("peering", &*peer.name.name)
                .arg("network", &*peer.network.name)
        });
        let place = self.network_of(&place.name)?;
        let source = self.packet.source;
        let end = self.at_subnet(sender, place, range)?;
        self.back_by_peering(sender, place, source, end)
    }

    /// What was delivered counts only if the reply has a way back.
    pub(super) fn back_by_peering(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        // To an on-premises network the way back is more than the peering.
        if !matches!(end, End::Delivered { .. }) || sender.kind == SenderKind::Hybrid {
            return Ok(end);
        }
        let end = self.back_by_policy(sender, place, source, end)?;
        let home = sender.network;
        let range = representative(source).and_then(|address| home.range(address));
        let back = place.peers.iter().find(|own| own.network == home.name);
        match (back, range) {
            (Some(back), Some(range)) if back.carries(&range.range) => {
                self.note_reply_by_peering(back, range);
                Ok(end)
            }
            (_, None) => Err(self.source_range_unknown(sender)),
            (_, Some(range)) => {
                self.back_by_custom_route(place, source, end)?;
                self.assume_no_other_network(&place.name.project);
                let at = At::new(Kind::Network, &place.name);
                self.note(State::ApplyRoute, Some(at), docs::PEERING, || {
                    Says::new(SaysId::ReplyNone)
                        .arg("address", range.range.to_string())
                        .arg("network", &*place.name.name)
                });
                Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Timeout))
            }
        }
    }

    /// The reply goes to a range of a peered network, which that one exports.
    pub(in crate::walk) fn note_reply_by_peering(
        &mut self,
        peer: &'a Peer,
        range: &'a SubnetRange,
    ) {
        let at = At::new(Kind::Peering, &peer.name);
        self.note(State::ApplyRoute, Some(at), docs::PEERING, || {
            Says::new(SaysId::ReplyByPeering)
                .arg("range", range.range.to_string())
                .arg("network", &*peer.network.name)
        });
    }

    /// The sender's address is in no subnet of its network that is here.
    pub(in crate::walk) fn source_range_unknown(&self, sender: Sender<'a>) -> End<'a> {
        match (sender.kind, sender.subnet) {
            // Whether the hidden subnet of a connector is known to peered and on-premises networks, no page that we know says.
            (SenderKind::Connector, None) => self.unmodelled(
                "CONNECTOR_RANGE_OVER_PEERING",
                Some(sender.at),
                docs::CONNECTOR,
            ),
            (SenderKind::Forwarder | SenderKind::Hybrid, _) => self.unmodelled(
                "REPLY_TO_FORWARDED",
                Some(sender.at),
                docs::GUEST_FORWARDING,
            ),
            (_, Some(subnet)) if self.net.scenario.resources.get(subnet).is_none() => self
                .incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::One(Kind::Subnet, subnet.name()),
                ),
            _ => self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::Subnet, &sender.network.name.project),
            ),
        }
    }

    /// A PSC endpoint of a peered network has the address: it is reached only from its own.
    /// <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets>
    pub(super) fn psc_endpoint_of_peer(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let Some(address) = self.packet.destination.one() else {
            return Ok(());
        };
        for peer in &sender.network.peers {
            let Some(tables) = self.across(peer) else {
                continue;
            };
            if let Some(Owner::PscGoogleApis(endpoint)) = tables.owner(address) {
                let at = At::new(Kind::ForwardingRule, endpoint);
                return Err(self.psc_by_peering(tables, at));
            }
        }
        Ok(())
    }

    /// The same for one in a subnet of the peered network.
    pub(super) fn psc_endpoint_in_subnet(
        &mut self,
        place: &'a NetworkTables,
        owner: &'a Owner,
    ) -> Checked<'a> {
        let name = match owner {
            Owner::PscGoogleApis(name) => name,
            Owner::ForwardingRules(names) => {
                let rules = &self.net.scenario.resources.forwarding_rules;
                let published = |name: &&Name| {
                    let rule = rules.get(name);
                    rule.is_some_and(|rule| {
                        matches!(rule.target, ForwardingTarget::ServiceAttachment(_))
                    })
                };
                match names.iter().find(published) {
                    Some(name) => name,
                    None => return Ok(()),
                }
            }
            _ => return Ok(()),
        };
        Err(self.psc_by_peering(place, At::new(Kind::ForwardingRule, name)))
    }

    fn psc_by_peering(&mut self, place: &'a NetworkTables, at: At<'a>) -> End<'a> {
        self.note(
            State::ApplyForwardingRule,
            Some(at),
            docs::PSC_ACCESS,
            || {
                Says::new(SaysId::PscEndpointByPeering)
                    .arg("endpoint", &*at.name.name)
                    .arg("network", &*place.name.name)
            },
        );
        self.stop(
            Cause::PscEndpointAccessedFromPeeredNetwork,
            Some(at),
            CallerSees::Timeout,
        )
    }

    /// Peerings whose other side has the destination and that do not carry it.
    pub(super) fn losing_peerings(&self, sender: Sender<'a>) -> Vec<Loser> {
        let Some(address) = self.packet.destination.one() else {
            return Vec::new();
        };
        let mut found = Vec::new();
        for peer in &sender.network.peers {
            let tables = self.net.network(&peer.network);
            let Some(range) = tables.and_then(|(_, own)| own.range(address)) else {
                continue;
            };
            let (field, wanted, got) = if peer.state == PeerState::Inactive {
                ("state", "ACTIVE", "INACTIVE")
            } else if is_public(&range.range) && !peer.public_subnets {
                ("importSubnetRoutesWithPublicIp", "true", "false")
            } else {
                continue;
            };
            found.push(Loser {
                resource: self.short(At::new(Kind::Peering, &peer.name)),
                lost_because: LostBecause {
                    field: field.to_owned(),
                    wanted: wanted.to_owned(),
                    got: got.to_owned(),
                },
            });
        }
        found
    }
}

/// One address of a set that stands for all of them: they are in one range.
pub(in crate::walk) fn representative(set: AddressSet<'_>) -> Option<IpAddr> {
    match set {
        AddressSet::Range(range) => Some(range.network()),
        other => other.one(),
    }
}
