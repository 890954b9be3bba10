//! Pods with several networks: by which interface a packet leaves.
//!
//! <https://cloud.google.com/kubernetes-engine/docs/concepts/about-multinetwork-support-for-pods>

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::{Kind, Network, Pod};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, Ref, State};

use super::Placed;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::rules::SecureTags;
use crate::walk::vpc::SenderKind;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// The further interface of a pod by which a packet leaves: its network has a subnet with the destination, or it is
    /// the pod's default one (<https://cloud.google.com/kubernetes-engine/docs/concepts/about-multinetwork-support-for-pods>).
    pub(super) fn other_interface(&self, pod: &'a Pod) -> Option<(&'a Name, IpAddr)> {
        let destination = self.packet.destination.one();
        let found = |network: &'a Ref<Network>| {
            let own = pod.interfaces.iter().find(|(own, _)| own == network);
            own.map(|(network, address)| (network.name(), *address))
        };
        let by_subnet = pod.interfaces.iter().find(|(network, _)| {
            let tables = self.net.network(network.name());
            let range = destination.and_then(|own| tables?.1.range(own));
            range.is_some()
        });
        let by_subnet = by_subnet.map(|(network, address)| (network.name(), *address));
        by_subnet.or_else(|| found(pod.default_network.as_ref()?))
    }

    /// By a further interface: an alias address of the node's interface in that network.
    pub(super) fn leave_by_other_interface(
        &mut self,
        at: At<'a>,
        placed: &Placed<'a>,
        network: &'a Name,
        address: IpAddr,
    ) -> Checked<'a, End<'a>> {
        let node = At::new(Kind::Instance, placed.node);
        let interfaces = placed.machine.interfaces.iter();
        let index = interfaces
            .clone()
            .position(|own| own.network.name() == network);
        let Some(index) = index else {
            return Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::Field(node, "networkInterfaces[].network"),
            ));
        };
        let mut sender = self.machine_sender(placed.node, index)?;
        self.packet.source = AddressSet::One(address);
        self.note(
            State::StartFromGkePod,
            Some(at),
            docs::MULTI_NETWORK,
            || {
                Says::new(SaysId::PodInterface)
                    .arg("name", &*at.name.name)
                    .arg("address", address.to_string())
                    .arg("network", &*network.name)
            },
        );
        let range = sender.network.range(address);
        let range = range.and_then(|range| range.secondary.as_deref());
        sender.kind = SenderKind::Pod;
        sender.external = None;
        if !self.packet.destination.is_private() {
            // Whether the node puts its own address on it, Google's pages do not say: where Cloud NAT serves both, it
            // makes no difference.
            let gateways = sender.network.gateways(sender.region);
            let both = gateways.iter().any(|gateway| {
                gateway.covers(sender.subnet, Part::Primary)
                    && gateway.covers(sender.subnet, Part::Secondary(range))
            });
            if !both {
                return Err(self.unmodelled("MULTI_NETWORK_POD", Some(at), docs::MULTI_NETWORK));
            }
        }
        sender.part = Part::Secondary(range);
        sender.identity.secure_tags = SecureTags::Unknown(placed.node);
        self.leave_vpc(sender)
    }
}
