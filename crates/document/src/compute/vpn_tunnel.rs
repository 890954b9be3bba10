//! `compute#vpnTunnel`. Its shared secret is never read.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/vpnTunnels>

use hopscope_model::resource::VpnTunnel;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Maybe};

#[derive(Deserialize)]
pub(crate) struct Wire {
    #[serde(default)]
    status: Maybe<String>,
    #[serde(default)]
    router: Maybe<String>,
}

impl Codec for VpnTunnel {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            not_established: wire
                .status
                .0
                .as_deref()
                .is_some_and(|status| status != "ESTABLISHED"),
            router: at.maybe(&wire.router),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        if self.not_established {
            out.put("status", "NETWORK_ERROR");
        }
        out.refer_maybe("router", self.router.as_ref());
    }
}
