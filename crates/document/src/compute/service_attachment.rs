//! `compute#serviceAttachment`: what a Private Service Connect endpoint leads to.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/serviceAttachments>

use hopscope_model::resource::ServiceAttachment;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    nat_subnets: List<Given<String>>,
}

impl Codec for ServiceAttachment {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            nat_subnets: at.refer_all(&wire.nat_subnets.words()),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        let subnets: Vec<_> = self
            .nat_subnets
            .iter()
            .map(|subnet| out.short(subnet))
            .collect();
        out.list("natSubnets", subnets);
    }
}
