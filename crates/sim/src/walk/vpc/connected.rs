//! Networks connected to this one in ways that are not modelled, which may have the address or routes to it.
//!
//! <https://cloud.google.com/network-connectivity/docs/how-to/choose-product>

use hopscope_model::resource::Kind;

use super::Sender;
use crate::docs;
use crate::walk::{At, Checked, Walk};

impl<'a> Walk<'a> {
    /// Networks connected to this one may have the address, or routes to it: peering, NCC, VPN, Interconnect.
    pub(super) fn other_networks(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let network = sender.network;
        let resources = &self.net.scenario.resources;
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
        if private {
            // What no subnet here has may well be behind one of these.
            for kind in [Kind::Router, Kind::VpnTunnel, Kind::Attachment, Kind::Spoke] {
                self.assume_complete(kind, project);
            }
        }
        Ok(())
    }
}
