//! The way back of a reply between a VPC network and an on-premises network. Each side needs a route of its own: what
//! is advertised to on-premises, and what the VPC network has learned or been given. The two may be different tunnels.
//!
//! <https://cloud.google.com/network-connectivity/docs/router/concepts/overview>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::route::NextHop;
use hopscope_model::resource::{Kind, OnPremNetwork};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Id, State, google};

use super::Hop;
use super::advertised::Advertised;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::NetworkTables;
use crate::walk::vpc::{Routed, Sender, SenderKind, representative};
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// From an on-premises network back to who has asked it.
    pub(super) fn back_from_onprem(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        hop: Hop<'a>,
        onprem: (&'a Name, &'a OnPremNetwork),
        source: AddressSet<'a>,
    ) -> Checked<'a> {
        let Some(address) = representative(source) else {
            return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
        };
        let (name, network) = onprem;
        self.no_layer_2(network)?;
        let mut lacks = None;
        let mut selected = true;
        let mut hidden = false;
        // By the same tunnel or attachment, if that knows the way; else by another.
        let others = network.via.iter().map(|via| self.hop_of(via).1);
        let hops: Vec<Option<Hop<'a>>> = std::iter::once(Some(hop)).chain(others).collect();
        for hop in hops {
            let Some(hop) = hop else { continue };
            let range = match self.advertised(hop, address) {
                Ok(Advertised::By(range)) => range,
                Ok(Advertised::NotSelected) => {
                    selected = false;
                    continue;
                }
                Ok(Advertised::NoSubnet) => {
                    hidden |= sender.kind == SenderKind::Connector && sender.subnet.is_none();
                    continue;
                }
                Ok(Advertised::No | Advertised::Down) => continue,
                Err(end) => {
                    lacks = lacks.or(Some(end));
                    continue;
                }
            };
            self.note(State::ApplyRoute, Some(hop.at), docs::ADVERTISED, || {
                Says::new(SaysId::ReplyAdvertised)
                    .arg("network", &*name.name)
                    .arg("range", range.to_string())
                    .arg("link", &*hop.at.name.name)
            });
            let entered = self.network_of_hop(hop)?.unwrap_or(place);
            return self.reaches(entered, hop, sender, address);
        }
        if let Some(end) = lacks {
            return Err(end);
        }
        if hidden {
            return Err(self.source_range_unknown(sender));
        }
        self.unread_anywhere(Kind::Spoke, None)?;
        self.assume_complete(Kind::Spoke, &place.name.project);
        let at = At::new(Kind::OnPremNetwork, name);
        self.note(State::ApplyRoute, Some(at), docs::ADVERTISED, || {
            Says::new(SaysId::ReplyNotAdvertised)
                .arg("network", &*name.name)
                .arg("address", source.text())
        });
        let cause = match selected {
            true => Cause::NoAdvertisedRouteToGcpDestination,
            false => Cause::NoTrafficSelectorToGcpDestination,
        };
        Err(self.stop(cause, Some(at), CallerSees::Timeout))
    }

    /// From a network that a reply has entered to who has asked: a subnet of its own, of a peered network, or of a VPC
    /// spoke of the hub of the tunnel or attachment.
    fn reaches(
        &mut self,
        entered: &'a NetworkTables,
        hop: Hop<'a>,
        sender: Sender<'a>,
        address: IpAddr,
    ) -> Checked<'a> {
        // Google's own sources have routes of their own (<https://cloud.google.com/vpc/docs/routes#special_return_paths>).
        let own = entered.name == sender.network.name;
        let mut special = google::SPECIAL_PATH_RANGES.iter();
        let by_google = own && special.any(|range| range.contains(&address));
        if by_google || entered.range(address).is_some() || entered.owner(address).is_some() {
            return Ok(());
        }
        let by_peering = entered.peers.iter().find_map(|peer| {
            let tables = self.across(peer)?;
            let range = tables.range(address)?;
            peer.carries(&range.range).then_some((peer, range))
        });
        if let Some((peer, range)) = by_peering {
            self.note_reply_by_peering(peer, range);
            return Ok(());
        }
        if let Some((member, _, range)) = self.of_hub(hop, address)? {
            self.note_reply_by_hub(member, &range);
            return Ok(());
        }
        // Whether other networks know the subnet that Google makes for a connector is not for this one to say.
        let hidden = sender.kind == SenderKind::Connector && sender.subnet.is_none();
        if (own || hidden) && sender.network.range(address).is_none() {
            return Err(self.source_range_unknown(sender));
        }
        let at = At::new(Kind::Network, &entered.name);
        self.assume_no_other_network(&entered.name.project);
        self.note(State::ApplyRoute, Some(at), docs::ROUTES, || {
            Says::new(SaysId::ReplyNone)
                .arg("address", address.to_string())
                .arg("network", &*entered.name.name)
        });
        Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Timeout))
    }

    /// From what another network has asked back to it: the routes of the network where that is have to lead to one of
    /// these tunnels and attachments.
    pub(super) fn back_by_links(
        &mut self,
        entered: Sender<'a>,
        asker: (&'a Name, &[Id]),
        source: AddressSet<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        let End::Delivered { at, .. } = end else {
            return Ok(end);
        };
        let (answers, asked) = match self.ended {
            Some(ended) => ended,
            None => {
                let place = self.place.unwrap_or(entered.network);
                let machine = at.and_then(|at| self.machine_of(at, place));
                let network = Sender {
                    network: place,
                    ..entered
                };
                (machine.unwrap_or(network), self.packet.destination)
            }
        };
        let place = answers.network;
        let routed = self.routed_between(answers, asked, source)?;
        let (name, links) = asker;
        let at = At::new(Kind::Network, &place.name);
        let (cause, says) = match routed {
            Routed::By(entry) => {
                let entry = &entry.route;
                let link = links.iter().find(|id| match &entry.next_hop {
                    NextHop::VpnTunnel(own) => id.kind == Kind::VpnTunnel && id.name == *own.name(),
                    NextHop::Attachment(own) => {
                        id.kind == Kind::Attachment && id.name == *own.name()
                    }
                    _ => false,
                });
                // "If the next hop is in a region different from where the request to Private Google Access originated,
                // the response will not reach the on-premises network"
                // (<https://cloud.google.com/vpc/docs/configure-private-google-access-hybrid#requirements>).
                let by_google = asked.one().and_then(google::google_address).is_some();
                let elsewhere = link.filter(|id| id.name.region() != entered.region);
                if let Some(id) = elsewhere.filter(|_| by_google) {
                    self.note(State::ApplyRoute, Some(at), docs::PGA_HYBRID, || {
                        Says::new(SaysId::ReplyOtherRegion)
                            .arg("nextHop", &*id.name.name)
                            .arg("region", id.name.region())
                            .arg("entered", entered.region)
                    });
                    return Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Timeout));
                }
                if link.is_some() {
                    self.note(State::ApplyRoute, Some(at), docs::ROUTES, || {
                        Says::new(SaysId::ReplyByRoute)
                            .arg("range", entry.destination.to_string())
                            .arg("network", &*name.name)
                            .arg("nextHop", self_text(entry))
                    });
                    return Ok(end);
                }
                if let NextHop::Instance(_)
                | NextHop::Ip(_)
                | NextHop::ForwardingRule(_)
                | NextHop::ForwardingRuleIp(_) = &entry.next_hop
                {
                    // What stands there may pass it on to where it belongs.
                    return Err(self.unmodelled("REPLY_BY_MACHINE", Some(at), docs::ROUTES));
                }
                let says = Says::new(SaysId::ReplyElsewhere)
                    .arg("address", source.text())
                    .arg("network", &*place.name.name)
                    .arg("nextHop", self_text(entry));
                (Cause::RouteWrongNetwork, says)
            }
            Routed::Subnet(subnet) => {
                let says = Says::new(SaysId::ReplyElsewhere)
                    .arg("address", source.text())
                    .arg("network", &*place.name.name)
                    .arg("nextHop", &*subnet.name);
                (Cause::RouteWrongNetwork, says)
            }
            Routed::Down | Routed::None => {
                let says = Says::new(SaysId::ReplyNone)
                    .arg("address", source.text())
                    .arg("network", &*place.name.name);
                let cause = match routed {
                    Routed::Down => Cause::RouteNextHopVpnTunnelNotEstablished,
                    _ => Cause::NoRoute,
                };
                (cause, says)
            }
        };
        self.assume_no_other_network(&place.name.project);
        self.note(State::ApplyRoute, Some(at), docs::ROUTES, || says);
        Err(self.stop(cause, Some(at), CallerSees::Timeout))
    }
}

fn self_text(route: &hopscope_model::resource::Route) -> String {
    crate::walk::vpc::next_hop_text(&route.next_hop)
}
