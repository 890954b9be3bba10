//! `compute#instanceGroup`, and the members that `list-instances` prints.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/instanceGroups>

use hopscope_model::resource::InstanceGroup;
use hopscope_model::{Kind, Ref};
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    subnetwork: Maybe<String>,
    #[serde(default)]
    named_ports: List<NamedPort>,
}

#[derive(Deserialize)]
struct NamedPort {
    name: Given<String>,
    port: Given<u16>,
}

#[derive(Deserialize)]
struct Member {
    instance: Given<String>,
}

impl Codec for InstanceGroup {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            network: at.maybe(&wire.network),
            subnet: at.maybe(&wire.subnetwork),
            named_ports: wire
                .named_ports
                .0
                .into_iter()
                .map(|port| (port.name.0, port.port.0))
                .collect(),
            members: None,
        })
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
pub(crate) fn write_members(
    group: &InstanceGroup,
    out: &Out<'_>,
) -> Option<Vec<Map<String, Value>>> {
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
        match whole::<Member>(item) {
            Ok(member) => {
                let instance: Ref<_> =
                    At::new(group.clone(), &self.known).refer(&member.instance.0);
                if let Some(group) = self.scenario.resources.instance_groups.get_mut(&group) {
                    group.members.get_or_insert_default().push(instance);
                }
            }
            Err(error) => self.part_failed(item, Kind::InstanceGroup, &group, &error),
        }
    }
}
