//! Into a VPN tunnel or VLAN attachment: its traffic selectors, and the on-premises network behind it.
//!
//! <https://cloud.google.com/network-connectivity/docs/vpn/concepts/choosing-networks-routing>. What is behind no
//! on-premises network of the scenario, or outside its ranges, is not known: the packet leaves for it.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::{Kind, OnPremNetwork};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Id, State};
use ipnet::IpNet;

use super::Hop;
use super::enter::entering;
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::hybrid::is_selected;
use crate::tables::network::NetworkTables;
use crate::walk::vpc::Sender;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// A route leads into a tunnel or attachment.
    pub(in crate::walk) fn into_link(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        route: At<'a>,
        kind: Kind,
        name: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let Some(hop) = self.hop(kind, name) else {
            self.unread(kind, &name.project, None)?;
            // An export of all of them without it: it is gone. Otherwise it is only not here.
            if self.net.scenario.is_complete(&name.project, kind) {
                return Err(self.note_hop_fails(
                    route,
                    name.name.to_string(),
                    Cause::RouteNextHopResourceNotFound,
                ));
            }
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::One(kind, name)));
        };
        if self.packet.destination.is_ipv6() {
            // Whether IPv6 is exchanged is said of each BGP peer, which is not read.
            return Err(self.unmodelled("IPV6_OVER_HYBRID_CONNECTIVITY", Some(hop.at), docs::IPV6));
        }
        self.selectors(hop, self.packet.source, self.packet.destination)?;
        self.note_link(hop);
        let source = self.packet.source;
        let Some(address) = self.packet.destination.one() else {
            return Ok(self.leaves(hop));
        };
        let Some((behind, network)) = self.behind(hop, address)? else {
            return self.into_other_vpc(sender, place, hop);
        };
        let end = self.at_onprem(behind, address)?;
        self.back_from_onprem(sender, place, hop, (behind, network), source)?;
        Ok(end)
    }

    /// Through a tunnel whose other end is a gateway of another VPC network.
    fn into_other_vpc(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        hop: Hop<'a>,
    ) -> Checked<'a, End<'a>> {
        let ends = hop
            .tunnel
            .and_then(|own| Some((own.gateway.as_ref()?, own.peer_gateway.as_ref()?)));
        let Some((here, there)) = ends else {
            return Ok(self.leaves(hop));
        };
        let tunnels = &self.net.scenario.resources.vpn_tunnels;
        let mut ends: Vec<Hop<'a>> = Vec::new();
        for name in self.net.links.at_gateway(there) {
            let back = tunnels.get(name).and_then(|own| own.peer_gateway.as_ref());
            if back == Some(here) {
                ends.extend(self.hop(Kind::VpnTunnel, name));
            }
        }
        let Some(end) = ends.iter().find(|end| !end.link.down).or(ends.first()) else {
            return Ok(self.leaves(hop));
        };
        let end = *end;
        if end.link.down {
            self.note_link(end);
            return Err(self.stop(
                Cause::RouteNextHopVpnTunnelNotEstablished,
                Some(end.at),
                CallerSees::Timeout,
            ));
        }
        let links: Vec<Id> = ends.iter().map(|end| end.at.id()).collect();
        self.count_hop(end.at)?;
        self.selectors(end, self.packet.destination, self.packet.source)?;
        self.note_link(end);
        let source = self.packet.source;
        // To what is before the tunnel, the reply comes out of it.
        let answers = (entering(hop, place), self.packet.destination);
        let (ended, by_link) = (self.ended.take(), self.by_link);
        let (entered, end) = self.enter_by(end)?;
        let end = self.back_by_links(entered, (&sender.network.name, &links), source, end)?;
        (self.ended, self.by_link) = (ended.or(Some(answers)), by_link);
        Ok(end)
    }

    /// It leaves for what is not in the scenario.
    fn leaves(&mut self, hop: Hop<'a>) -> End<'a> {
        let target = match hop.at.kind {
            Kind::Attachment => "INTERCONNECT",
            _ => "VPN_GATEWAY",
        };
        self.forwarded(target, Some(hop.at))
    }

    /// At a tunnel or attachment.
    pub(super) fn note_link(&mut self, hop: Hop<'a>) {
        let (state, doc, says) = match hop.at.kind {
            Kind::Attachment => (
                State::ArriveAtInterconnectAttachment,
                docs::INTERCONNECT,
                SaysId::AttachmentCarries,
            ),
            _ => (State::ArriveAtVpnTunnel, docs::VPN, SaysId::TunnelCarries),
        };
        self.note(state, Some(hop.at), doc, || {
            Says::new(says).arg("name", &*hop.at.name.name)
        });
    }

    /// The traffic selectors of a tunnel: `here` is an address at Google's side, `there` at the other.
    pub(super) fn selectors(
        &mut self,
        hop: Hop<'a>,
        here: AddressSet<'a>,
        there: AddressSet<'a>,
    ) -> Checked<'a> {
        let Some(tunnel) = hop.tunnel else {
            return Ok(());
        };
        let checks = [
            (
                &tunnel.local_selectors,
                here,
                "localTrafficSelector",
                Cause::VpnTunnelLocalSelectorMismatch,
            ),
            (
                &tunnel.remote_selectors,
                there,
                "remoteTrafficSelector",
                Cause::VpnTunnelRemoteSelectorMismatch,
            ),
        ];
        for (ranges, set, field, cause) in checks {
            if !is_selected(ranges) {
                continue;
            }
            match set.relation_to_any(ranges) {
                Relation::All => {}
                Relation::Some => {
                    return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
                }
                Relation::None => {
                    self.note(State::ArriveAtVpnTunnel, Some(hop.at), docs::VPN, || {
                        let ranges: Vec<_> = ranges.iter().map(IpNet::to_string).collect();
                        Says::new(SaysId::TunnelSelector)
                            .arg("tunnel", &*hop.at.name.name)
                            .arg("field", field)
                            .arg("address", set.text())
                            .arg("ranges", ranges.join(", "))
                    });
                    self.block(cause, Some(hop.at), CallerSees::Timeout)?;
                }
            }
        }
        Ok(())
    }

    /// The on-premises network behind a tunnel or attachment that has an address.
    pub(super) fn behind(
        &self,
        hop: Hop<'a>,
        address: IpAddr,
    ) -> Checked<'a, Option<(&'a Name, &'a OnPremNetwork)>> {
        self.unread_anywhere(Kind::OnPremNetwork, None)?;
        let mut best: Option<(u8, &'a Name, &'a OnPremNetwork)> = None;
        for name in &hop.link.onprem {
            let Some(network) = self.net.scenario.resources.onprem_networks.get(name) else {
                continue;
            };
            let Some(len) = longest(&network.ranges, address) else {
                continue;
            };
            if best.is_some_and(|(own, ..)| own == len) {
                let at = At::new(Kind::OnPremNetwork, name);
                return Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::HYBRID));
            }
            if best.is_none_or(|(own, ..)| own < len) {
                best = Some((len, name, network));
            }
        }
        Ok(best.map(|(_, name, network)| (name, network)))
    }

    /// At an address of an on-premises network: the host there, or the network, which is assumed to answer.
    pub(super) fn at_onprem(&mut self, network: &'a Name, address: IpAddr) -> Checked<'a, End<'a>> {
        self.unread_anywhere(Kind::Host, None)?;
        let all = self.net.hosts_at(address);
        let is_here = |host: &&'a Name| {
            let host = self.net.scenario.resources.hosts.get(host);
            host.and_then(|host| host.at.as_ref())
                .is_some_and(|at| at.name() == network)
        };
        let hosts = all.iter().filter(is_here).count();
        let pick = self.choose(hosts);
        let host = all
            .iter()
            .filter(|host| {
                let host = self.net.scenario.resources.hosts.get(host);
                host.and_then(|host| host.at.as_ref())
                    .is_some_and(|at| at.name() == network)
            })
            .nth(pick);
        if let Some(host) = host {
            return self.at_host(host, address, "PRIVATE_NETWORK");
        }
        let at = At::new(Kind::OnPremNetwork, network);
        self.is_seen(None);
        self.note(State::ArriveAtProcess, Some(at), docs::HYBRID, || {
            Says::new(SaysId::ArriveOnPrem)
                .arg("network", &*network.name)
                .arg("address", address.to_string())
        });
        let port = self.ask.port;
        self.assume(
            "ASSUMED_LISTENING",
            |walk| {
                let port = port.map_or_else(String::new, |port| port.to_string());
                vec![("resource", walk.short(at)), ("port", port)]
            },
            || None,
        );
        Ok(self.delivered("PRIVATE_NETWORK", Some(at)))
    }
}

/// How long the longest of some ranges is that hold an address.
pub(super) fn longest(ranges: &[IpNet], address: IpAddr) -> Option<u8> {
    let holding = ranges.iter().filter(|range| range.contains(&address));
    holding.map(IpNet::prefix_len).max()
}
