//! `compute#interconnectAttachment`: a VLAN attachment.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/interconnectAttachments>

use hopscope_model::resource::Attachment;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Whether an attachment of a status carries anything.
const STATUSES: &[(&str, bool)] = &[("OS_ACTIVE", true), ("OS_UNPROVISIONED", false)];

/// Whether an attachment of a state carries anything: `DEFUNCT` is deleted at the other side, the others are not ready.
const STATES: &[(&str, bool)] = &[
    ("ACTIVE", true),
    ("STATE_UNSPECIFIED", true),
    ("DEFUNCT", false),
    ("PARTNER_REQUEST_RECEIVED", false),
    ("PENDING_CUSTOMER", false),
    ("PENDING_PARTNER", false),
    ("UNPROVISIONED", false),
];

/// One that carries Ethernet frames.
/// <https://docs.cloud.google.com/compute/docs/reference/rest/v1/interconnectAttachments>
const LAYER_2: &str = "L2_DEDICATED";

impl Codec for Attachment {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let enabled: Option<bool> = fields.word("adminEnabled");
        let active = fields.choice("operationalStatus", STATUSES);
        let ready = fields.choice("state", STATES);
        Self {
            not_active: [enabled, active, ready].contains(&Some(false)),
            router: at.maybe(fields, "router"),
            layer_2: fields.text("type").as_deref() == Some(LAYER_2),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("router", self.router.as_ref());
        if self.layer_2 {
            out.put("type", LAYER_2);
        }
        if self.not_active {
            out.put("operationalStatus", "OS_UNPROVISIONED");
        }
    }
}
