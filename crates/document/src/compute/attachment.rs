//! `compute#interconnectAttachment`: a VLAN attachment.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/interconnectAttachments>

use hopscope_model::resource::Attachment;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Whether an attachment of a status carries anything.
const STATUSES: &[(&str, bool)] = &[("OS_ACTIVE", true), ("OS_UNPROVISIONED", false)];

impl Codec for Attachment {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let enabled: Option<bool> = fields.word("adminEnabled");
        let active = fields.choice("operationalStatus", STATUSES);
        Self {
            not_active: enabled == Some(false) || active == Some(false),
            router: at.maybe(fields, "router"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("router", self.router.as_ref());
        if self.not_active {
            out.put("operationalStatus", "OS_UNPROVISIONED");
        }
    }
}
