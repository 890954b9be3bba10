//! `compute#instanceGroup`, and the members that `list-instances` prints.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/instanceGroups>

use hopscope_model::Kind;
use hopscope_model::resource::InstanceGroup;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::tree::Members;

impl Codec for InstanceGroup {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        at.said.borrow_mut().size = fields.word("size");
        let ports = fields.objects("namedPorts");
        let port = |own: &Fields<'_>| {
            let port = own.needed("port").unwrap_or_default();
            (own.needed_text("name"), port)
        };
        Self {
            network: at.maybe(fields, "network"),
            subnet: at.maybe(fields, "subnetwork"),
            named_ports: ports.iter().map(port).collect(),
            members: None,
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("network", self.network.as_ref());
        out.refer_maybe("subnetwork", self.subnet.as_ref());
        let ports = self.named_ports.iter().map(|(name, port)| {
            let mut own = out.nested();
            own.put("name", &**name);
            own.put("port", *port);
            own.map
        });
        let ports = ports.collect();
        out.objects("namedPorts", ports);
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.members.clone_from(&earlier.members);
    }
}

/// The members of a group, as `list-instances` prints them.
pub(crate) fn write_members(group: &InstanceGroup, out: &Out<'_>) -> Option<Vec<Members>> {
    let members = group.members.as_ref()?.iter().map(|member| {
        let mut own = out.nested();
        own.refer("instance", member);
        own.map
    });
    Some(members.collect())
}

impl Reader<'_> {
    /// A member of an instance group.
    pub(crate) fn member(&mut self, item: &Item<'_>) {
        let Some(group) = self.parent_of::<InstanceGroup>(item, "member") else {
            return;
        };
        let at = At::new(group.clone(), &self.known);
        match read(item, |fields| at.needed(fields, "instance")) {
            Ok(instance) => {
                let Some(group) = self.scenario.resources.instance_groups.get_mut(&group) else {
                    return;
                };
                match (&mut group.members, item.is_gone()) {
                    (Some(there), true) => there.retain(|own| *own != instance),
                    (None, true) => {}
                    (there, false) => there.get_or_insert_default().push(instance),
                }
            }
            Err(error) => self.part_failed(item, Kind::InstanceGroup, &group, &error),
        }
    }
}
