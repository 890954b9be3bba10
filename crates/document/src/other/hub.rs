//! A Network Connectivity Center hub.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs>

use hopscope_model::resource::Hub;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Only that it is there is read.
impl Codec for Hub {
    fn read(_: &Fields<'_>, _: &At<'_>) -> Self {
        Self {}
    }

    fn write(&self, _: &mut Out<'_>) {}
}
