//! On-premises networks behind VPN tunnels and VLAN attachments: into them, out of them, and the way back of a reply.
//!
//! <https://cloud.google.com/network-connectivity/docs/vpn/concepts/overview>,
//! <https://cloud.google.com/network-connectivity/docs/interconnect/concepts/overview>

mod advertised;
mod enter;
mod hub;
mod leave;
mod names;
mod reply;

pub(super) use names::Unreached;

use hopscope_model::Id;
use hopscope_model::name::Name;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::{Kind, OnPremNetwork, VpnTunnel};

use super::{At, Checked, Walk};
use crate::docs;
use crate::tables::hybrid::Link;
use crate::tables::network::NetworkTables;

/// A tunnel or attachment of the scenario.
#[derive(Clone, Copy)]
pub(super) struct Hop<'a> {
    pub(super) at: At<'a>,
    pub(super) link: &'a Link,
    pub(super) tunnel: Option<&'a VpnTunnel>,
}

impl<'a> Walk<'a> {
    /// A tunnel or attachment, if it is in the scenario.
    pub(super) fn hop(&self, kind: Kind, name: &'a Name) -> Option<Hop<'a>> {
        let link = self.net.links.get(&Id::new(kind, name.clone()))?;
        let tunnel = match kind {
            Kind::VpnTunnel => self.net.scenario.resources.vpn_tunnels.get(name),
            _ => None,
        };
        Some(Hop {
            at: At::new(kind, name),
            link,
            tunnel,
        })
    }

    /// The same for one that an on-premises network is connected by.
    fn hop_of(&self, via: &'a OnPremLink) -> (At<'a>, Option<Hop<'a>>) {
        let (kind, name) = match via {
            OnPremLink::VpnTunnel(tunnel) => (Kind::VpnTunnel, tunnel.name()),
            OnPremLink::Attachment(own) => (Kind::Attachment, own.name()),
        };
        (At::new(kind, name), self.hop(kind, name))
    }

    /// Ends it if an on-premises network is connected by an attachment that carries Ethernet frames to an appliance: what
    /// that passes on, and to whom, is in no export.
    fn no_layer_2(&self, network: &'a OnPremNetwork) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        for via in &network.via {
            if let OnPremLink::Attachment(own) = via
                && resources.get(own).is_some_and(|own| own.layer_2)
            {
                let at = At::new(Kind::Attachment, own.name());
                return Err(self.unmodelled("LAYER_2_INTERCONNECT", Some(at), docs::LAYER_2));
            }
        }
        Ok(())
    }

    /// The network that a tunnel or attachment belongs to, if anything says so.
    fn network_of_hop(&self, hop: Hop<'a>) -> Checked<'a, Option<&'a NetworkTables>> {
        hop.link
            .network
            .as_ref()
            .map(|network| self.network_of(network))
            .transpose()
    }
}
