//! `vpcaccess.googleapis.com/Connector`.
//!
//! <https://docs.cloud.google.com/vpc/docs/reference/vpcaccess/rest/v1/projects.locations.connectors>

use hopscope_model::resource::Connector;
use hopscope_model::{Kind, Name, Ref};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// State of a connector for which none is given.
const READY: &str = "READY";

/// States, as Google spells them.
const STATES: &[(&str, &str)] = &[
    (READY, READY),
    ("CREATING", "CREATING"),
    ("DELETING", "DELETING"),
    ("ERROR", "ERROR"),
    ("UPDATING", "UPDATING"),
];

impl Codec for Connector {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let own = fields.object("subnet");
        let subnet = own.is_there().then(|| {
            let project = own.text("projectId");
            let project = match &project {
                Some(project) => at.known.project(project),
                None => &at.name.project,
            };
            let name = own.needed_text("name");
            match name.contains('/') {
                // Google prints the name alone, and forms write all of it.
                true => at.refer(&name),
                false => Ref::to(Name::new(project, at.name.region(), name)),
            }
        });
        let network = at.maybe(fields, "network");
        let range = fields.word("ipCidrRange");
        if network.is_none() && subnet.is_none() {
            fields.missing("network");
        } else if range.is_none() && subnet.is_none() {
            fields.missing("ipCidrRange");
        }
        Self {
            network,
            subnet,
            range,
            state: fields.choice("state", STATES).unwrap_or(READY).to_owned(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("network", self.network.as_ref());
        if let Some(subnet) = &self.subnet {
            let mut own = out.nested();
            let subnet = out.of.name(Kind::Subnet, subnet.name());
            own.put("name", &*subnet.name);
            if subnet.project != out.name.project {
                own.put("projectId", &*subnet.project);
            }
            out.object("subnet", own);
        }
        out.shown("ipCidrRange", self.range);
        if self.state != READY {
            out.put("state", &*self.state);
        }
    }
}
