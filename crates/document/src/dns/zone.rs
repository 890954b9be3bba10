//! `dns#managedZone`.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/managedZones>

use std::net::{Ipv4Addr, Ipv6Addr};

use hopscope_model::Reason;
use hopscope_model::resource::Zone;
use hopscope_model::resource::dns::{NameServerTarget, ZoneRole};

use super::record::absolute;
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::tree::Members;

/// Whether what is forwarded goes through the VPC always.
const PATHS: &[(&str, bool)] = &[
    ("default", false),
    ("private", true),
    ("DEFAULT", false),
    ("PRIVATE", true),
];

/// The name servers of a configuration.
pub(super) fn targets(config: &Fields<'_>) -> Vec<NameServerTarget> {
    let mut targets = Vec::new();
    for server in config.objects("targetNameServers") {
        let v4: Option<Ipv4Addr> = server.word("ipv4Address");
        let v6: Option<Ipv6Addr> = server.word("ipv6Address");
        let private = server.choice("forwardingPath", PATHS);
        targets.push(NameServerTarget {
            address: v4.map(Into::into).or(v6.map(Into::into)),
            domain: server.text("domainName"),
            private_path: private.unwrap_or(false),
        });
    }
    targets
}

/// How name servers are written.
pub(super) fn write_targets(targets: &[NameServerTarget], out: &Out<'_>) -> Vec<Members> {
    targets
        .iter()
        .map(|target| {
            let mut own = out.nested();
            let key = match target.address {
                Some(address) if address.is_ipv6() => "ipv6Address",
                _ => "ipv4Address",
            };
            own.shown(key, target.address);
            own.maybe("domainName", target.domain.as_deref());
            if target.private_path {
                own.put("forwardingPath", "private");
            }
            own.map
        })
        .collect()
}

/// How networks and clusters that something is visible to are written.
pub(super) fn write_visibility(
    networks: &[hopscope_model::Ref<hopscope_model::resource::Network>],
    clusters: &[hopscope_model::Ref<hopscope_model::resource::Cluster>],
    own: &mut Out<'_>,
) {
    let networks = own.all(networks);
    own.each("networks", "networkUrl", &networks);
    let clusters = own.all(clusters);
    own.each("gkeClusters", "gkeClusterName", &clusters);
}

impl Codec for Zone {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let visible = fields.object("privateVisibilityConfig");
        visible.only(&["gkeClusters", "kind", "networks"]);
        let visibility = fields.text("visibility").unwrap_or_default();
        let private = match visibility.to_ascii_lowercase().as_str() {
            "" => visible.is_there(),
            "public" => false,
            "private" => true,
            other => {
                let why = Reason::none_of(other, &["public", "private"]);
                fields.wrong("visibility", why);
                true
            }
        };
        let (peering, forwarding) = (
            fields.object("peeringConfig"),
            fields.object("forwardingConfig"),
        );
        let role = if peering.is_there() {
            let network = peering.needed_object("targetNetwork");
            ZoneRole::Peering(at.needed(&network, "networkUrl"))
        } else if forwarding.is_there() {
            ZoneRole::Forwarding(targets(&forwarding))
        } else if fields.has("serviceDirectoryConfig") {
            ZoneRole::ServiceDirectory
        } else if fields.has("reverseLookupConfig") {
            ZoneRole::ReverseLookup
        } else {
            ZoneRole::Managed
        };
        Self {
            dns_name: absolute(&fields.needed_text("dnsName")),
            private,
            networks: at.all(&visible.each_text("networks", "networkUrl")),
            clusters: at.all(&visible.each_text("gkeClusters", "gkeClusterName")),
            role,
            records: Vec::new(),
            records_known: false,
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.put("dnsName", &*self.dns_name);
        if self.private {
            out.put("visibility", "private");
        }
        let mut visibility = out.nested();
        write_visibility(&self.networks, &self.clusters, &mut visibility);
        out.object("privateVisibilityConfig", visibility);
        match &self.role {
            ZoneRole::Managed => {}
            ZoneRole::Forwarding(targets) => {
                let mut forwarding = out.nested();
                forwarding.objects("targetNameServers", write_targets(targets, out));
                out.put("forwardingConfig", forwarding.map);
            }
            ZoneRole::Peering(network) => {
                let mut target = out.nested();
                let path = out.short(network);
                target.put("networkUrl", path);
                let mut peering = out.nested();
                peering.put("targetNetwork", target.map);
                out.put("peeringConfig", peering.map);
            }
            ZoneRole::ServiceDirectory => out.put("serviceDirectoryConfig", Members::new()),
            ZoneRole::ReverseLookup => out.put("reverseLookupConfig", Members::new()),
        }
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.records.clone_from(&earlier.records);
        self.records_known = earlier.records_known;
    }
}
