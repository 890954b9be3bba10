//! What the network at the other side of a peering knows of the way to a source: subnet routes always, custom routes where
//! the peering exports them, and nothing that has itself come by a peering or a hub.
//!
//! <https://docs.cloud.google.com/vpc/docs/vpc-peering>: static routes with tags and those to the internet gateway are
//! never exported, and peering is not transitive. <https://docs.cloud.google.com/vpc/docs/private-services-access>: "If you
//! export a default route to the service producer's network, it is ignored".

use hopscope_model::resource::Kind;
use hopscope_model::resource::route::NextHop;
use hopscope_model::{Cause, name::Name};

use super::route::leads_into_link;
use super::{Routed, Sender, SenderKind, representative};
use crate::docs;
use crate::tables::network::Owner;
use crate::tables::route::{Asker, By, Entry, Found};
use crate::walk::{At, Checked, Lack, Walk};

/// How the other side's network reaches a source that is in no subnet of this one.
#[derive(Clone, Copy)]
pub(in crate::walk) enum Exported<'a> {
    /// By a custom route that leads back.
    By,
    /// Only by a default route.
    Default(&'a Entry),
    /// Not at all.
    None,
}

impl<'a> Walk<'a> {
    /// How the source of the packet, which is in no subnet, is reached from a region of the network at the other side of a
    /// peering, to which custom routes are exported.
    pub(in crate::walk) fn exported_back(
        &mut self,
        sender: Sender<'a>,
        region: &'a str,
    ) -> Checked<'a, Exported<'a>> {
        let network = sender.network;
        let (source, asked) = (self.packet.source, self.packet.destination);
        let answers = Sender { region, ..sender };
        if self.policy_takes_back(answers, asked, source)? {
            let at = At::new(Kind::Network, &network.name);
            return Err(self.unmodelled("REPLY_BY_POLICY", Some(at), docs::POLICY_ROUTES));
        }
        self.routes_are_known(network)?;
        self.learned_is_known(answers, network)?;
        let asker = Asker {
            tags: &[],
            region,
            by: By::Peering,
        };
        let (list, count) = match network.routes.find(&source, asker) {
            Found::Routes(list, count) => (list, count),
            Found::None(_) => return Ok(Exported::None),
            Found::Uncertain(_) => return Err(self.incomplete(Cause::UnknownIp, Lack::Address)),
            Found::Doubt(ix, doubt) => return Err(self.dynamic_doubt(network, ix, doubt)),
        };
        let pick = self.choose(count as usize);
        let Some(entry) = network.routes.taken(list, asker).nth(pick) else {
            return Ok(Exported::None);
        };
        if entry.route.destination.prefix_len() == 0 {
            return Ok(Exported::Default(entry));
        }
        let back = match sender.kind {
            SenderKind::Forwarder => {
                self.is_next_hop(sender, entry, sender.at.name)
                    || self.by_link && leads_into_link(entry)
            }
            _ => true,
        };
        match back {
            true => Ok(Exported::By),
            false => Err(self.no_way_back(answers, source, Routed::By(entry))),
        }
    }

    /// Whether the source is in a subnet of the network that the packet is in.
    pub(in crate::walk) fn is_in_subnet(&self, sender: Sender<'a>) -> bool {
        let source = representative(self.packet.source);
        source.is_some_and(|own| sender.network.range(own).is_some())
    }

    /// Whether the next hop of a route is a machine.
    fn is_next_hop(&self, sender: Sender<'a>, entry: &Entry, machine: &Name) -> bool {
        match &entry.route.next_hop {
            NextHop::Instance(own) => own.name() == machine,
            NextHop::Ip(address) => matches!(
                sender.network.owner(*address),
                Some(Owner::Machine { name, .. }) if name == machine
            ),
            _ => false,
        }
    }
}
