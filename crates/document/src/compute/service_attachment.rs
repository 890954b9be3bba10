//! `compute#serviceAttachment`: what a Private Service Connect endpoint leads to.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/serviceAttachments>

use hopscope_model::resource::ServiceAttachment;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

impl Codec for ServiceAttachment {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        Self {
            nat_subnets: at.all(&fields.texts("natSubnets")),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.list("natSubnets", &out.all(&self.nat_subnets));
    }
}
