//! `compute#interconnectAttachment`: a VLAN attachment.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/interconnectAttachments>

use hopscope_model::resource::Attachment;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Maybe};

#[derive(Deserialize)]
pub(crate) struct Wire {
    #[serde(default)]
    router: Maybe<String>,
}

impl Codec for Attachment {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            router: at.maybe(&wire.router),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("router", self.router.as_ref());
    }
}
