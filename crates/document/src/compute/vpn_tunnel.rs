//! `compute#vpnTunnel`. Its shared secret is never read.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/vpnTunnels>

use hopscope_model::resource::VpnTunnel;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

impl Codec for VpnTunnel {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let status = fields.text("status");
        Self {
            not_established: status.is_some_and(|status| status != "ESTABLISHED"),
            router: at.maybe(fields, "router"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        if self.not_established {
            out.put("status", "NETWORK_ERROR");
        }
        out.refer_maybe("router", self.router.as_ref());
    }
}
