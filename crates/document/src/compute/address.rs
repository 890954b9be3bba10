//! `compute#address`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/addresses>

use hopscope_model::resource::Address;

use crate::codec::{At, Codec, Out};
use crate::fields::{Fields, UNREAD};

/// Whether the addresses of a type are external.
const TYPES: &[(&str, bool)] = &[
    ("EXTERNAL", true),
    ("INTERNAL", false),
    ("UNSPECIFIED_TYPE", true),
];

impl Codec for Address {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        Self {
            address: fields.needed("address").unwrap_or(UNREAD),
            // Exports of the time before internal addresses could be reserved have no type.
            external: fields.choice("addressType", TYPES).unwrap_or(true),
            purpose: fields.text("purpose"),
            prefix_length: fields.word("prefixLength").filter(|length| *length > 0),
            network: at.maybe(fields, "network"),
            subnet: at.maybe(fields, "subnetwork"),
            users: fields.texts("users"),
            in_use: fields.text("status").as_deref() == Some("IN_USE"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.show("address", &self.address);
        if !self.external {
            out.put("addressType", "INTERNAL");
        }
        out.maybe("purpose", self.purpose.as_deref());
        out.number("prefixLength", self.prefix_length);
        out.refer_maybe("network", self.network.as_ref());
        out.refer_maybe("subnetwork", self.subnet.as_ref());
        if self.in_use {
            out.put("status", "IN_USE");
        }
        out.list("users", &out.all_named(&self.users));
    }
}
