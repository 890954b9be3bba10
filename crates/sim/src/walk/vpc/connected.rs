//! Networks connected to this one in ways that are not modelled, which may have the address or routes to it.
//!
//! <https://cloud.google.com/network-connectivity/docs/how-to/choose-product>

use hopscope_model::Ref;
use hopscope_model::name::Name;
use hopscope_model::resource::{Kind, Router};

use super::Sender;
use crate::docs;
use crate::walk::{At, Checked, Walk};

impl<'a> Walk<'a> {
    /// Networks connected to this one may have the address, or routes to it: peering, NCC, VPN, Interconnect.
    pub(super) fn other_networks(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let network = sender.network;
        let resources = &self.net.scenario.resources;
        let Some(own) = resources.networks.get(&network.name) else {
            return Ok(());
        };
        let project = &network.name.project;
        for kind in [Kind::VpnTunnel, Kind::Attachment, Kind::Spoke] {
            self.unread(kind, project, None)?;
        }
        self.unread(Kind::Router, project, Some(network))?;
        let destination = self.packet.destination;
        let private = destination.is_private();
        // A spoke that names no network is of tunnels, attachments or appliances of some network here.
        let spoke = resources
            .spokes
            .iter()
            .find(|(name, spoke)| match &spoke.network {
                Some(own) => *own.name() == network.name,
                None => name.project == *project,
            });
        if let (Some((name, _)), true) = (spoke, private) {
            return Err(self.unmodelled(
                "NETWORK_CONNECTIVITY_CENTER",
                Some(At::new(Kind::Spoke, name)),
                docs::NCC,
            ));
        }
        // Routes learned by BGP are in no list of routes. They are of the router's region, or with global dynamic
        // routing of every region.
        let here = |router: &Name| own.global_dynamic_routing || *router.region() == *sender.region;
        let of_this = |router: &Option<Ref<Router>>| {
            // A router that is not in the scenario may be of this network.
            router.as_ref().is_some_and(|reference| {
                let network_fits = match resources.get(reference) {
                    Some(router) => *router.network.name() == network.name,
                    None => reference.name().project == network.name.project,
                };
                network_fits && here(reference.name())
            })
        };
        let peered = resources
            .routers
            .iter()
            .find(|(name, router)| {
                *router.network.name() == network.name && !router.bgp_peers.is_empty() && here(name)
            })
            .map(|(name, _)| At::new(Kind::Router, name));
        let tunnel = resources
            .vpn_tunnels
            .iter()
            .find(|(_, tunnel)| of_this(&tunnel.router))
            .map(|(name, _)| At::new(Kind::VpnTunnel, name));
        let attachment = resources
            .attachments
            .iter()
            .find(|(_, attachment)| of_this(&attachment.router))
            .map(|(name, _)| At::new(Kind::Attachment, name));
        if let Some(at) = tunnel.or(attachment).or(peered) {
            return Err(self.unmodelled("DYNAMIC_ROUTES", Some(at), docs::HYBRID));
        }
        if private {
            // What no subnet here has may well be behind one of these.
            for kind in [Kind::Router, Kind::VpnTunnel, Kind::Attachment, Kind::Spoke] {
                self.assume_complete(kind, project);
            }
        }
        Ok(())
    }
}
