//! What an on-premises network knows of Google's side: what Cloud Routers advertise to it, or the traffic selectors of
//! tunnels without BGP.
//!
//! <https://cloud.google.com/network-connectivity/docs/router/concepts/advertised-routes>: by default the subnets of
//! the router's region, with global dynamic routing of all regions; custom advertisements instead of that, for the
//! router or for one of its peers. Subnets of peered networks are advertised only as custom ranges, those of a hub where
//! the hybrid spoke imports them.

use std::net::IpAddr;

use hopscope_model::Cause;
use hopscope_model::resource::Kind;
use ipnet::IpNet;

use super::Hop;
use crate::docs;
use crate::tables::hybrid::{is_selected, is_static};
use crate::tables::network::NetworkTables;
use crate::tables::session::{Doubt, Session, session};
use crate::walk::{At, Checked, Lack, Walk};

/// Whether an on-premises network knows an address by a tunnel or attachment.
#[derive(Clone, Copy)]
pub(super) enum Advertised {
    /// By this range.
    By(IpNet),
    /// Its router does not advertise it: neither a range nor a subnet of the scenario has it.
    No,
    /// The same of a router that advertises the subnets of its network.
    NoSubnet,
    /// The selectors of the tunnel leave it out.
    NotSelected,
    /// It carries nothing.
    Down,
}

impl<'a> Walk<'a> {
    /// Whether an address is advertised by a tunnel or attachment.
    pub(super) fn advertised(&self, hop: Hop<'a>, address: IpAddr) -> Checked<'a, Advertised> {
        if hop.link.down {
            return Ok(Advertised::Down);
        }
        if let Some(tunnel) = hop.tunnel.filter(|own| is_static(own)) {
            // Its other end is configured by hand: what its selectors leave out cannot come by it.
            let selectors = &tunnel.local_selectors;
            if !is_selected(selectors) {
                return Ok(Advertised::By(everything(address)));
            }
            let range = selectors.iter().find(|range| range.contains(&address));
            return Ok(range.map_or(Advertised::NotSelected, |range| Advertised::By(*range)));
        }
        let Some(name) = &hop.link.router else {
            let lack = Lack::Field(hop.at, "router");
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        };
        let Some(router) = self.net.scenario.resources.routers.get(name) else {
            self.unread(Kind::Router, &name.project, None)?;
            return Err(
                self.incomplete(Cause::ResourceConfigNotFound, Lack::One(Kind::Router, name))
            );
        };
        let network = self.network_of(router.network.name())?;
        let peer = match session(router, &hop.at.id()) {
            Session::Off => return Ok(Advertised::No),
            Session::Unknown(doubt) => return Err(self.session_doubt(name, doubt)),
            Session::With(peer, status) => {
                // What is printed as advertised counts before what follows from the configuration.
                if let Some(printed) = status.and_then(|own| own.advertised.as_ref()) {
                    return Ok(longest(printed, address).map_or(Advertised::No, Advertised::By));
                }
                peer
            }
        };
        if !peer.export_policies.is_empty() {
            return Err(self.session_doubt(name, Doubt::Policy));
        }
        let (subnets, ranges) = match &peer.advertises {
            Some(own) => (own.subnets, own.ranges.as_slice()),
            None if router.custom_advertisement => (
                router.advertises_subnets,
                router.advertised_ranges.as_slice(),
            ),
            None => (true, &[][..]),
        };
        let by_range = longest(ranges, address);
        let by_subnet = if subnets {
            self.advertised_subnet(network, name.region(), address)?
        } else {
            None
        };
        let by_hub = match by_subnet.or(by_range) {
            Some(_) => None,
            None => self.imported(hop, address)?,
        };
        if let (Some(_), false, Some((_, _, hybrid))) = (by_hub, subnets, self.hybrid_of(hop)) {
            // Whether they are among what a router advertises that leaves out its own subnets, no page says.
            let at = At::new(Kind::Spoke, &hybrid.spoke);
            return Err(self.unmodelled("NCC_IMPORT_WITH_CUSTOM_ROUTES", Some(at), docs::NCC));
        }
        Ok(match by_subnet.or(by_range).or(by_hub) {
            Some(range) => Advertised::By(range),
            None if subnets => Advertised::NoSubnet,
            None => Advertised::No,
        })
    }

    fn advertised_subnet(
        &self,
        network: &'a NetworkTables,
        region: &str,
        address: IpAddr,
    ) -> Checked<'a, Option<IpNet>> {
        let own = self.net.scenario.resources.networks.get(&network.name);
        let global = own.is_some_and(|own| own.global_dynamic_routing);
        let range = network.range(address);
        if range.is_none() {
            self.unread(Kind::Subnet, &network.name.project, Some(network))?;
        }
        Ok(range
            .filter(|range| global || &*range.subnet.location == region)
            .map(|range| range.range))
    }
}

/// The longest of the ranges that hold an address.
fn longest(ranges: &[IpNet], address: IpAddr) -> Option<IpNet> {
    let holding = ranges.iter().filter(|range| range.contains(&address));
    holding.max_by_key(|range| range.prefix_len()).copied()
}

fn everything(address: IpAddr) -> IpNet {
    IpNet::new(address, 0).map_or_else(|_| IpNet::from(address), |range| range.trunc())
}
