//! A Network Connectivity Center spoke.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes>

use hopscope_model::resource::Spoke;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::ncc::ExportRange;
use hopscope_model::{Reason, What};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Whether a spoke in a state connects anything.
const STATES: &[(&str, bool)] = &[
    ("ACTIVE", true),
    ("UPDATING", true),
    ("ACCEPTING", false),
    ("CREATING", false),
    ("DELETING", false),
    ("FAILED", false),
    ("INACTIVE", false),
    ("REJECTING", false),
];

/// Words for many ranges.
const RANGES: &[(&str, ExportRange)] = &[
    ("ALL_PRIVATE_IPV4_RANGES", ExportRange::AllPrivateIpv4),
    ("ALL_IPV6_RANGES", ExportRange::AllIpv6),
];

impl Codec for Spoke {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let linked = fields.object("linkedVpcNetwork");
        let tunnels = fields.object("linkedVpnTunnels").texts("uris");
        let attachments = fields.object("linkedInterconnectAttachments").texts("uris");
        let tunnels = tunnels
            .iter()
            .map(|own| OnPremLink::VpnTunnel(at.refer(own)));
        let attachments = attachments
            .iter()
            .map(|own| OnPremLink::Attachment(at.refer(own)));
        let group = fields.text("group");
        Self {
            hub: at.maybe(fields, "hub"),
            group: group.map(|own| own.rsplit('/').next().unwrap_or_default().to_owned()),
            not_active: fields.choice("state", STATES) == Some(false),
            network: linked.is_there().then(|| at.needed(&linked, "uri")),
            include: included(&linked),
            exclude: linked.words("excludeExportRanges"),
            links: tunnels.chain(attachments).collect(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("hub", self.hub.as_ref());
        out.maybe("group", self.group.as_deref());
        if self.not_active {
            out.put("state", "INACTIVE");
        }
        if let Some(network) = &self.network {
            let mut linked = out.nested();
            linked.refer("uri", network);
            let include: Vec<String> = self.include.iter().map(word).collect();
            linked.list("includeExportRanges", &include);
            linked.list("excludeExportRanges", &self.exclude);
            out.object("linkedVpcNetwork", linked);
        }
        let (mut tunnels, mut attachments) = (Vec::new(), Vec::new());
        for link in &self.links {
            match link {
                OnPremLink::VpnTunnel(own) => tunnels.push(out.short(own)),
                OnPremLink::Attachment(own) => attachments.push(out.short(own)),
            }
        }
        for (key, uris) in [
            ("linkedVpnTunnels", tunnels),
            ("linkedInterconnectAttachments", attachments),
        ] {
            let mut linked = out.nested();
            linked.list("uris", &uris);
            out.object(key, linked);
        }
    }
}

fn included(fields: &Fields<'_>) -> Vec<ExportRange> {
    let mut found = Vec::new();
    for (index, text) in fields.texts("includeExportRanges").iter().enumerate() {
        let known = RANGES.iter().find(|(word, _)| word == text);
        let range = text.parse().ok().map(ExportRange::Within);
        match range.or(known.map(|(_, own)| *own)) {
            Some(own) => found.push(own),
            None => {
                let why = Reason::not_a(text, What::Range);
                fields.wrong_at("includeExportRanges", index, why);
            }
        }
    }
    found
}

fn word(range: &ExportRange) -> String {
    match range {
        ExportRange::Within(range) => range.to_string(),
        ExportRange::AllPrivateIpv4 => "ALL_PRIVATE_IPV4_RANGES".to_owned(),
        ExportRange::AllIpv6 => "ALL_IPV6_RANGES".to_owned(),
    }
}
