//! A Network Connectivity Center spoke.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes>

use hopscope_model::resource::Spoke;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

impl Codec for Spoke {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let linked = fields.object("linkedVpcNetwork");
        Self {
            hub: fields.text("hub"),
            network: linked.is_there().then(|| at.needed(&linked, "uri")),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.maybe("hub", self.hub.as_deref());
        if let Some(network) = &self.network {
            let mut linked = out.nested();
            linked.refer("uri", network);
            out.object("linkedVpcNetwork", linked);
        }
    }
}
