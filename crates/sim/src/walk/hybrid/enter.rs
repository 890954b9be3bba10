//! Out of an on-premises network: by a tunnel or attachment that advertises the destination, then the routes of the VPC
//! network, which hold for what enters by them as for a machine without tags.
//!
//! <https://cloud.google.com/vpc/docs/routes#applicable_routes>,
//! <https://cloud.google.com/vpc/docs/private-google-access-hybrid>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::{Kind, OnPremNetwork};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};
use ipnet::Ipv4Net;

use super::Hop;
use super::advertised::Advertised;
use super::leave::longest;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::hybrid::id_of;
use crate::tables::nat::Part;
use crate::tables::network::{NetworkTables, Owner};
use crate::tables::rules::Identity;
use crate::walk::internet::From;
use crate::walk::vpc::{Sender, SenderKind};
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// An on-premises network of the scenario.
    pub(in crate::walk) fn onprem(&self, name: &'a Name) -> Checked<'a, &'a OnPremNetwork> {
        let found = self.net.scenario.resources.onprem_networks.get(name);
        match found {
            Some(network) => Ok(network),
            None => {
                self.unread_anywhere(Kind::OnPremNetwork, None)?;
                Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::One(Kind::OnPremNetwork, name),
                ))
            }
        }
    }

    /// An address of an on-premises network sends: it must be one of its.
    pub(in crate::walk) fn start_onprem(&mut self, name: &'a Name, address: IpAddr) -> Checked<'a> {
        let network = self.onprem(name)?;
        if longest(&network.ranges, address).is_some() {
            return Ok(());
        }
        Err(End::Unmodelled {
            cause: Cause::NoSourceNonGcpNetworkLocation,
            feature: "SOURCE_OUTSIDE_ITS_NETWORK",
            at: Some(At::new(Kind::OnPremNetwork, name)),
            doc: docs::HYBRID,
        })
    }

    /// From an on-premises network.
    pub(in crate::walk) fn leave_onprem(
        &mut self,
        name: &'a Name,
        source: IpAddr,
    ) -> Checked<'a, End<'a>> {
        let network = self.onprem(name)?;
        let at = At::new(Kind::OnPremNetwork, name);
        let Some(address) = self.packet.destination.one() else {
            self.not_advertised(name, network)?;
            return self.onprem_to_internet(name);
        };
        if longest(&network.ranges, address).is_some() {
            self.note(State::ApplyRoute, Some(at), docs::HYBRID, || {
                Says::new(SaysId::OnPremLocal)
                    .arg("network", &*name.name)
                    .arg("address", address.to_string())
            });
            return self.at_onprem(name, address);
        }
        if address.is_ipv6() {
            // Whether IPv6 is exchanged is said of each BGP peer, which is not read.
            return Err(self.unmodelled("IPV6_OVER_HYBRID_CONNECTIVITY", Some(at), docs::IPV6));
        }
        let found = self.ways_out(network, address)?;
        let best = found.ways.iter().map(|(_, range)| range.prefix_len()).max();
        let public = !google::is_private(address) && !is_vip(address);
        match best {
            Some(0) if public => {
                // Whether its own way to the internet or this one is taken, nothing says.
                return Err(self.unmodelled("ON_PREMISES_DEFAULT_ROUTE", Some(at), docs::HYBRID));
            }
            None if public => return self.onprem_to_internet(name),
            None => return Err(self.no_way_out(at, address, &found)),
            Some(_) => {}
        }
        let equal: Vec<_> = found
            .ways
            .iter()
            .filter(|(_, range)| Some(range.prefix_len()) == best)
            .collect();
        let pick = self.choose(equal.len());
        let Some((hop, range)) = equal.get(pick) else {
            return Err(self.no_way_out(at, address, &found));
        };
        let (hop, range) = (*hop, *range);
        self.note(State::ApplyRoute, Some(hop.at), docs::ADVERTISED, || {
            Says::new(SaysId::OnPremRoute)
                .arg("network", &*name.name)
                .arg("range", range.to_string())
                .arg("link", &*hop.at.name.name)
        });
        self.selectors(hop, self.packet.destination, self.packet.source)?;
        self.note_link(hop);
        let (sender, end) = self.enter_by(hop)?;
        let links: Vec<_> = network.via.iter().map(id_of).collect();
        self.back_by_links(sender, (name, &links), AddressSet::One(source), end)
    }

    /// In the network of a tunnel or attachment.
    pub(super) fn enter_by(&mut self, hop: Hop<'a>) -> Checked<'a, (Sender<'a>, End<'a>)> {
        self.by_link = true;
        let Some(network) = self.network_of_hop(hop)? else {
            return Err(
                self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(hop.at, "router"))
            );
        };
        let sender = entering(hop, network);
        let owner = self
            .packet
            .destination
            .one()
            .and_then(|address| network.owner(address));
        if let Some(Owner::PscGoogleApis(endpoint)) = owner {
            return Ok((sender, self.to_psc_google_apis(sender, endpoint)?));
        }
        if let Some(end) = self.policy_routes(sender)? {
            return Ok((sender, end));
        }
        Ok((sender, self.routed(sender)?))
    }

    /// To the internet, by its own way there: with which address, nothing says.
    fn onprem_to_internet(&mut self, name: &'a Name) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::OnPremNetwork, name);
        let destination = self.packet.destination;
        self.packet.source = AddressSet::Public;
        self.packet.fixed = None;
        self.note(State::Nat, Some(at), docs::HYBRID, || {
            Says::new(SaysId::OnPremInternet)
                .arg("network", &*name.name)
                .arg("address", destination.text())
        });
        self.arrive_from_internet(From::Internet)
    }

    /// Ends it where a tunnel or attachment advertises public addresses, as a default route does: whether these are taken
    /// by it or by the network's own way to the internet, nothing says.
    fn not_advertised(&mut self, name: &'a Name, network: &'a OnPremNetwork) -> Checked<'a> {
        let some: &[Ipv4Net] = match self.packet.destination {
            AddressSet::GoogleApis => &google::DEFAULT_DOMAINS,
            _ => &google::DOCUMENTATION_RANGES,
        };
        for range in some {
            let found = self.ways_out(network, range.network().into())?;
            if !found.ways.is_empty() {
                let at = At::new(Kind::OnPremNetwork, name);
                return Err(self.unmodelled("ON_PREMISES_DEFAULT_ROUTE", Some(at), docs::HYBRID));
            }
        }
        Ok(())
    }

    /// The tunnels and attachments that advertise an address.
    fn ways_out(&mut self, network: &'a OnPremNetwork, address: IpAddr) -> Checked<'a, Ways<'a>> {
        self.no_layer_2(network)?;
        let mut found = Ways::default();
        for via in &network.via {
            let (at, hop) = self.hop_of(via);
            let Some(hop) = hop else {
                self.unread(at.kind, &at.name.project, None)?;
                return Err(
                    self.incomplete(Cause::ResourceConfigNotFound, Lack::One(at.kind, at.name))
                );
            };
            found.hops.push(hop);
            match self.advertised(hop, address)? {
                Advertised::By(range) => found.ways.push((hop, range)),
                Advertised::No | Advertised::NoSubnet => {}
                Advertised::NotSelected => found.not_selected = true,
                Advertised::Down => found.down = found.down.or(Some(hop)),
            }
        }
        Ok(found)
    }

    fn no_way_out(&mut self, at: At<'a>, address: IpAddr, found: &Ways<'a>) -> End<'a> {
        if let Err(end) = self.unread_anywhere(Kind::Spoke, None) {
            return end;
        }
        let mut hops = found.hops.iter();
        if let Some(end) = hops.find_map(|hop| self.hub_advertises_no_more(*hop).err()) {
            return end;
        }
        for hop in &found.hops {
            self.assume_complete(Kind::Spoke, &hop.at.name.project);
        }
        self.note(State::ApplyRoute, Some(at), docs::ADVERTISED, || {
            Says::new(SaysId::OnPremNoRoute)
                .arg("network", &*at.name.name)
                .arg("address", address.to_string())
        });
        let (cause, at) = match (found.not_selected, found.down) {
            (true, _) => (Cause::NoTrafficSelectorToGcpDestination, at),
            (false, Some(hop)) => (Cause::RouteNextHopVpnTunnelNotEstablished, hop.at),
            (false, None) => (Cause::NoAdvertisedRouteToGcpDestination, at),
        };
        self.stop(cause, Some(at), CallerSees::Timeout)
    }
}

/// What a tunnel or attachment brings into its network.
pub(super) fn entering<'a>(hop: Hop<'a>, network: &'a NetworkTables) -> Sender<'a> {
    Sender {
        at: hop.at,
        network,
        region: hop.at.name.region(),
        subnet: None,
        part: Part::Primary,
        identity: Identity::default(),
        kind: SenderKind::Hybrid,
        external: None,
    }
}

/// How an on-premises network may send to an address.
#[derive(Default)]
struct Ways<'a> {
    ways: Vec<(Hop<'a>, ipnet::IpNet)>,
    not_selected: bool,
    down: Option<Hop<'a>>,
    /// All that there are.
    hops: Vec<Hop<'a>>,
}

/// The VIPs of Google's APIs are not announced on the internet.
fn is_vip(address: IpAddr) -> bool {
    matches!(
        google::google_address(address),
        Some(google::GoogleAddress::PrivateVip | google::GoogleAddress::RestrictedVip)
    )
}
