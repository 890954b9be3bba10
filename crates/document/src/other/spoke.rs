//! A Network Connectivity Center spoke.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes>

use hopscope_model::resource::Spoke;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    hub: Maybe<String>,
    #[serde(default)]
    linked_vpc_network: Option<LinkedNetwork>,
}

#[derive(Deserialize)]
struct LinkedNetwork {
    uri: Given<String>,
}

impl Codec for Spoke {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            hub: wire.hub.0,
            network: wire
                .linked_vpc_network
                .map(|network| at.refer(&network.uri.0)),
        })
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
