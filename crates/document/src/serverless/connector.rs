//! `vpcaccess.googleapis.com/Connector`.
//!
//! <https://docs.cloud.google.com/vpc/docs/reference/vpcaccess/rest/v1/projects.locations.connectors>

use hopscope_model::resource::Connector;
use hopscope_model::{Name, Ref};
use ipnet::IpNet;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, Maybe};

/// State of a connector for which none is given.
const READY: &str = "READY";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    subnet: Option<WireSubnet>,
    #[serde(default)]
    ip_cidr_range: Maybe<IpNet>,
    #[serde(default)]
    state: Maybe<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSubnet {
    name: Given<String>,
    #[serde(default)]
    project_id: Maybe<String>,
}

impl Codec for Connector {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let subnet = wire.subnet.map(|subnet| {
            let project = match &subnet.project_id.0 {
                Some(project) => at.known.project(project),
                None => &at.name.project,
            };
            Ref::to(Name::new(project, at.name.region(), subnet.name.0))
        });
        if wire.network.0.is_none() && subnet.is_none() {
            return Err(FieldError::missing("network"));
        }
        if wire.ip_cidr_range.0.is_none() && subnet.is_none() {
            return Err(FieldError::missing("ipCidrRange"));
        }
        Ok(Self {
            network: at.maybe(&wire.network),
            subnet,
            range: wire.ip_cidr_range.0,
            state: wire.state.0.unwrap_or_else(|| READY.to_owned()),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("network", self.network.as_ref());
        if let Some(subnet) = &self.subnet {
            let mut own = out.nested();
            own.put("name", &*subnet.name().name);
            if subnet.name().project != out.name.project {
                own.put("projectId", &*subnet.name().project);
            }
            out.object("subnet", own);
        }
        out.shown("ipCidrRange", self.range);
        if self.state != READY {
            out.put("state", &*self.state);
        }
    }
}
