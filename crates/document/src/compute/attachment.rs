//! `compute#interconnectAttachment`: a VLAN attachment.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/interconnectAttachments>

use hopscope_model::resource::Attachment;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

impl Codec for Attachment {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        Self {
            router: at.maybe(fields, "router"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("router", self.router.as_ref());
    }
}
