//! A policy-based route.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.policyBasedRoutes>

use hopscope_model::resource::PolicyRoute;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Priority of a route that gives none.
const DEFAULT_PRIORITY: u32 = 1000;

impl Codec for PolicyRoute {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let filter = fields.object("filter");
        Self {
            network: at.needed(fields, "network"),
            source: filter.word("srcRange"),
            destination: filter.word("destRange"),
            tags: fields.object("virtualMachine").texts("tags"),
            priority: fields.word("priority").unwrap_or(DEFAULT_PRIORITY),
        }
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
