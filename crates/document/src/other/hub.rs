//! A Network Connectivity Center hub.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.hubs>

use hopscope_model::resource::Hub;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::FieldError;

/// Only that it is there is read.
#[derive(Deserialize)]
pub(crate) struct Wire {}

impl Codec for Hub {
    type Wire = Wire;

    fn read(_: Wire, _: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {})
    }

    fn write(&self, _: &mut Out<'_>) {}
}
