//! Between a node and its pods, and between two pods of one node.
//!
//! <https://cloud.google.com/kubernetes-engine/docs/how-to/intranode-visibility>

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Ref, State};

use crate::docs;
use crate::tables::network::{NetworkTables, Owner};
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// What goes from a node or one of its pods to another of these stays there: no firewall of the network sees it, and
    /// nobody translates it, unless intranode visibility is on
    /// (<https://cloud.google.com/kubernetes-engine/docs/how-to/intranode-visibility>).
    pub(in crate::walk) fn on_the_same_node(
        &mut self,
        network: &'a NetworkTables,
        node: &'a Name,
    ) -> Checked<'a, Option<End<'a>>> {
        let address = self.packet.destination.one();
        let resources = &self.net.scenario.resources;
        match address.and_then(|address| network.owner(address)) {
            Some(Owner::Pod(name)) => {
                let pod = resources.pods.get(name);
                let here = pod.is_some_and(|pod| pod.node.as_ref().map(Ref::name) == Some(node));
                let cluster = pod.and_then(|pod| resources.get(&pod.cluster));
                if !here || cluster.is_none_or(|own| own.intranode_visibility) {
                    return Ok(None);
                }
                self.note_same_node(At::new(Kind::Pod, name), node);
                self.at_pod(name).map(Some)
            }
            Some(Owner::Machine { name, .. }) if name == node => {
                let at = At::new(Kind::Instance, name);
                self.note_same_node(at, node);
                self.arrived_at_machine(at).map(Some)
            }
            _ => Ok(None),
        }
    }

    fn note_same_node(&mut self, at: At<'a>, node: &'a Name) {
        self.note(
            State::SkipGkePodIpMasquerading,
            Some(at),
            docs::INTRANODE,
            || Says::new(SaysId::PodSameNode).arg("node", &*node.name),
        );
    }
}
