//! Networks connected to this one in ways that are not modelled, which may have the address or routes to it.
//!
//! <https://cloud.google.com/network-connectivity/docs/how-to/choose-product>

use hopscope_model::resource::Kind;

use super::{Sender, SenderKind};
use crate::docs;
use crate::walk::{At, Checked, Walk};

impl<'a> Walk<'a> {
    /// Networks connected to this one may have the address, or routes to it: peering, NCC, VPN, Interconnect.
    pub(super) fn other_networks(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let network = sender.network;
        let project = &network.name.project;
        for kind in [Kind::VpnTunnel, Kind::Attachment, Kind::Spoke] {
            self.unread(kind, project, None)?;
        }
        self.unread(Kind::Router, project, Some(network))?;
        let destination = self.packet.destination;
        let private = destination.is_private();
        // What enters by a hybrid spoke may go on to the spokes of its hub.
        let hybrid = match sender.kind {
            SenderKind::Hybrid => self.net.hubs.of_link(&sender.at.id()),
            _ => None,
        };
        if let Some(spoke) = hybrid {
            let at = At::new(Kind::Spoke, spoke);
            return Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC));
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
