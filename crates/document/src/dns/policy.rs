//! `dns#policy`: a server policy.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/policies>

use hopscope_model::resource::DnsPolicy;

use super::zone::{targets, write_targets, write_visibility};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

impl Codec for DnsPolicy {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let alternative = fields.object("alternativeNameServerConfig");
        alternative.only(&["kind", "targetNameServers"]);
        Self {
            networks: at.all(&fields.each_text("networks", "networkUrl")),
            inbound_forwarding: fields.flag("enableInboundForwarding"),
            alternative_name_servers: targets(&alternative),
        }
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
