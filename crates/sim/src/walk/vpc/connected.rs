//! Networks connected to this one in ways that are not modelled, which may have the address or routes to it.
//!
//! <https://cloud.google.com/network-connectivity/docs/how-to/choose-product>

use hopscope_model::resource::Kind;

use super::Sender;
use crate::walk::{Checked, Walk};

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
        if private {
            // What no subnet here has may well be behind one of these.
            self.assume_no_other_network(project);
        }
        Ok(())
    }
}
