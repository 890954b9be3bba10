//! `compute#address`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/addresses>

use std::net::IpAddr;

use hopscope_model::resource::Address;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    address: Given<IpAddr>,
    #[serde(default)]
    address_type: Maybe<String>,
    #[serde(default)]
    purpose: Maybe<String>,
    #[serde(default)]
    prefix_length: Maybe<u8>,
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    subnetwork: Maybe<String>,
    #[serde(default)]
    users: List<Given<String>>,
}

impl Codec for Address {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let external = match wire.address_type.0.as_deref() {
            // Exports of the time before internal addresses could be reserved have no type.
            None | Some("EXTERNAL" | "UNSPECIFIED_TYPE") => true,
            Some("INTERNAL") => false,
            Some(other) => {
                let why = format!("`{other}` is neither EXTERNAL nor INTERNAL");
                return Err(FieldError::invalid("addressType", why));
            }
        };
        Ok(Self {
            address: wire.address.0,
            external,
            purpose: wire.purpose.0,
            prefix_length: wire.prefix_length.0.filter(|length| *length > 0),
            network: at.maybe(&wire.network),
            subnet: at.maybe(&wire.subnetwork),
            users: wire.users.words(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.put("address", self.address.to_string());
        if !self.external {
            out.put("addressType", "INTERNAL");
        }
        out.maybe("purpose", self.purpose.as_deref());
        out.maybe("prefixLength", self.prefix_length);
        out.refer_maybe("network", self.network.as_ref());
        out.refer_maybe("subnetwork", self.subnet.as_ref());
        out.list("users", &self.users);
    }
}
