//! A policy-based route.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.policyBasedRoutes>

use hopscope_model::resource::PolicyRoute;
use ipnet::IpNet;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

/// Priority of a route that gives none.
const DEFAULT_PRIORITY: u32 = 1000;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    network: Given<String>,
    #[serde(default)]
    filter: Option<Filter>,
    #[serde(default)]
    priority: Maybe<u32>,
    #[serde(default)]
    virtual_machine: Option<Machines>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Filter {
    #[serde(default)]
    src_range: Maybe<IpNet>,
    #[serde(default)]
    dest_range: Maybe<IpNet>,
}

#[derive(Deserialize)]
struct Machines {
    #[serde(default)]
    tags: List<Given<String>>,
}

impl Codec for PolicyRoute {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let filter = wire.filter.unwrap_or_default();
        Ok(Self {
            network: at.refer(&wire.network.0),
            source: filter.src_range.0,
            destination: filter.dest_range.0,
            tags: wire
                .virtual_machine
                .map(|machines| machines.tags.words())
                .unwrap_or_default(),
            priority: wire.priority.0.unwrap_or(DEFAULT_PRIORITY),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        let mut filter = out.nested();
        filter.shown("srcRange", self.source);
        filter.shown("destRange", self.destination);
        out.object("filter", filter);
        if self.priority != DEFAULT_PRIORITY {
            out.put("priority", self.priority);
        }
        let mut machines = out.nested();
        machines.list("tags", &self.tags);
        out.object("virtualMachine", machines);
    }
}
