//! `compute#vpnTunnel`. Its shared secret is never read.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/vpnTunnels>

use hopscope_model::resource::VpnTunnel;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Whether a tunnel of a status is established.
const STATUSES: &[(&str, bool)] = &[
    ("ESTABLISHED", true),
    ("ALLOCATING_RESOURCES", false),
    ("AUTHORIZATION_ERROR", false),
    ("DEPROVISIONING", false),
    ("FAILED", false),
    ("FIRST_HANDSHAKE", false),
    ("NEGOTIATION_FAILURE", false),
    ("NETWORK_ERROR", false),
    ("NO_INCOMING_PACKETS", false),
    ("PEER_IDENTITY_MISMATCH", false),
    ("PROVISIONING", false),
    ("REJECTED", false),
    ("STOPPED", false),
    ("TS_NARROWING_NOT_ALLOWED", false),
    ("WAITING_FOR_FULL_CONFIG", false),
];

impl Codec for VpnTunnel {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let established = fields.choice("status", STATUSES);
        Self {
            not_established: established == Some(false),
            router: at.maybe(fields, "router"),
            gateway: gateway(fields, "vpnGateway").or_else(|| gateway(fields, "targetVpnGateway")),
            peer_gateway: gateway(fields, "peerGcpGateway"),
            local_selectors: fields.words("localTrafficSelector"),
            remote_selectors: fields.words("remoteTrafficSelector"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        if self.not_established {
            out.put("status", "NETWORK_ERROR");
        }
        out.refer_maybe("router", self.router.as_ref());
        if let Some(gateway) = &self.gateway {
            let key = match gateway.contains("/targetVpnGateways/") {
                true => "targetVpnGateway",
                false => "vpnGateway",
            };
            out.text(key, gateway);
        }
        out.maybe("peerGcpGateway", self.peer_gateway.as_deref());
        out.list("localTrafficSelector", &self.local_selectors);
        out.list("remoteTrafficSelector", &self.remote_selectors);
    }
}

/// A gateway, from its project on: gateways are only compared with each other.
fn gateway(fields: &Fields<'_>, key: &str) -> Option<String> {
    let text = fields.text(key)?;
    Some(match text.find("projects/") {
        Some(at) => text.get(at..).unwrap_or_default().to_owned(),
        None => text,
    })
}
