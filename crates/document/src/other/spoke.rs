//! A Network Connectivity Center spoke.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.spokes>

use hopscope_model::resource::Spoke;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::ncc::{ApplianceLink, ExportRange};
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
    ("ALL_IPV4_RANGES", ExportRange::AllIpv4),
    ("ALL_IPV6_RANGES", ExportRange::AllIpv6),
];

impl Codec for Spoke {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let [network, tunnels, attachments, appliances] = LINKED.map(|key| fields.object(key));
        let all = [&network, &tunnels, &attachments, &appliances];
        // A spoke is of one kind, and what that filters is nothing without it.
        let mut linked = all.into_iter();
        let linked = linked.find(|own| own.has("uri") || own.any("uris") || own.any("instances"));
        let links = tunnels
            .texts("uris")
            .iter()
            .map(|own| OnPremLink::VpnTunnel(at.refer(own)))
            .chain(
                attachments
                    .texts("uris")
                    .iter()
                    .map(|own| OnPremLink::Attachment(at.refer(own))),
            )
            .collect();
        let group = fields.text("group");
        Self {
            hub: at.maybe(fields, "hub"),
            group: group.map(|own| own.rsplit('/').next().unwrap_or_default().to_owned()),
            not_active: fields.choice("state", STATES) == Some(false),
            network: network.is_there().then(|| at.needed(&network, "uri")),
            include: linked.map_or_else(Vec::new, |own| ranges(own, "includeExportRanges")),
            exclude: linked.map_or_else(Vec::new, |own| own.words("excludeExportRanges")),
            links,
            appliances: appliances
                .objects("instances")
                .iter()
                .map(|own| ApplianceLink {
                    machine: at.maybe(own, "virtualMachine"),
                    address: own.word("ipAddress"),
                })
                .collect(),
            include_import: linked.map_or_else(Vec::new, |own| ranges(own, "includeImportRanges")),
            exclude_import: linked.map_or_else(Vec::new, |own| own.words("excludeImportRanges")),
            site_to_site: linked.is_some_and(|own| own.flag("siteToSiteDataTransfer")),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("hub", self.hub.as_ref());
        out.maybe("group", self.group.as_deref());
        if self.not_active {
            out.put("state", "INACTIVE");
        }
        let (mut tunnels, mut attachments) = (Vec::new(), Vec::new());
        for link in &self.links {
            match link {
                OnPremLink::VpnTunnel(own) => tunnels.push(out.short(own)),
                OnPremLink::Attachment(own) => attachments.push(out.short(own)),
            }
        }
        let there = [
            self.network.is_some(),
            !tunnels.is_empty(),
            !attachments.is_empty(),
            !self.appliances.is_empty(),
        ];
        let first = there.iter().position(|own| *own);
        for (ix, key) in LINKED.into_iter().enumerate() {
            if there.get(ix) != Some(&true) {
                continue;
            }
            let mut linked = out.nested();
            match (ix, &self.network) {
                (0, Some(network)) => linked.refer("uri", network),
                (1, _) => linked.list("uris", &tunnels),
                (2, _) => linked.list("uris", &attachments),
                _ => {
                    let machines = self.appliances.iter().map(|own| {
                        let mut machine = out.nested();
                        machine.refer_maybe("virtualMachine", own.machine.as_ref());
                        if let Some(address) = own.address {
                            machine.text("ipAddress", &address.to_string());
                        }
                        machine.map
                    });
                    let machines = machines.collect();
                    linked.objects("instances", machines);
                }
            }
            if first == Some(ix) {
                write_filters(self, &mut linked);
            }
            out.object(key, linked);
        }
    }
}

/// What a spoke may be of.
const LINKED: [&str; 4] = [
    "linkedVpcNetwork",
    "linkedVpnTunnels",
    "linkedInterconnectAttachments",
    "linkedRouterApplianceInstances",
];

/// What it exports and imports.
fn write_filters(spoke: &Spoke, linked: &mut Out<'_>) {
    let words = |own: &[ExportRange]| own.iter().map(word).collect::<Vec<_>>();
    linked.list("includeExportRanges", &words(&spoke.include));
    linked.list("excludeExportRanges", &spoke.exclude);
    linked.list("includeImportRanges", &words(&spoke.include_import));
    linked.list("excludeImportRanges", &spoke.exclude_import);
    linked.flag("siteToSiteDataTransfer", spoke.site_to_site);
}

fn ranges(fields: &Fields<'_>, key: &'static str) -> Vec<ExportRange> {
    let mut found = Vec::new();
    for (index, text) in fields.texts(key).iter().enumerate() {
        let known = RANGES.iter().find(|(word, _)| word == text);
        let range = text.parse().ok().map(ExportRange::Within);
        match range.or(known.map(|(_, own)| *own)) {
            Some(own) => found.push(own),
            None => fields.wrong_at(key, index, Reason::not_a(text, What::Range)),
        }
    }
    found
}

fn word(range: &ExportRange) -> String {
    if let ExportRange::Within(range) = range {
        return range.to_string();
    }
    let known = RANGES.iter().find(|(_, own)| own == range);
    known.map_or_else(String::new, |(word, _)| (*word).to_owned())
}
