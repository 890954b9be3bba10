//! `dns#policy`: a server policy.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/policies>

use hopscope_model::resource::DnsPolicy;
use serde::Deserialize;

use super::zone::{Forwarding, NetworkUrl, write_targets, write_visibility};
use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    networks: List<NetworkUrl>,
    #[serde(default)]
    enable_inbound_forwarding: Maybe<bool>,
    #[serde(default)]
    alternative_name_server_config: Option<Forwarding>,
}

impl Codec for DnsPolicy {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        Ok(Self {
            networks: wire
                .networks
                .0
                .iter()
                .map(|network| at.refer(&network.network_url.0))
                .collect(),
            inbound_forwarding: wire.enable_inbound_forwarding.or_default(),
            alternative_name_servers: wire
                .alternative_name_server_config
                .map(Forwarding::targets)
                .unwrap_or_default(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        write_visibility(&self.networks, &[], out);
        out.flag("enableInboundForwarding", self.inbound_forwarding);
        let mut alternative = out.nested();
        alternative.objects(
            "targetNameServers",
            write_targets(&self.alternative_name_servers, out),
        );
        out.object("alternativeNameServerConfig", alternative);
    }
}
