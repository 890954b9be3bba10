//! `dns#managedZone`.
//!
//! <https://docs.cloud.google.com/dns/docs/reference/rest/v1/managedZones>

use std::net::{Ipv4Addr, Ipv6Addr};

use hopscope_model::resource::Zone;
use hopscope_model::resource::dns::{NameServerTarget, ZoneRole};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::record::absolute;
use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe, Present};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    dns_name: Given<String>,
    #[serde(default)]
    visibility: Maybe<String>,
    #[serde(default)]
    private_visibility_config: Option<Visibility>,
    #[serde(default)]
    forwarding_config: Option<Forwarding>,
    #[serde(default)]
    peering_config: Option<Peering>,
    #[serde(default)]
    service_directory_config: Present,
    #[serde(default)]
    reverse_lookup_config: Present,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Visibility {
    #[serde(default)]
    networks: List<NetworkUrl>,
    #[serde(default)]
    gke_clusters: List<ClusterName>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NetworkUrl {
    pub(super) network_url: Given<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ClusterName {
    pub(super) gke_cluster_name: Given<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Forwarding {
    #[serde(default)]
    target_name_servers: List<NameServer>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NameServer {
    #[serde(default)]
    ipv4_address: Maybe<Ipv4Addr>,
    #[serde(default)]
    ipv6_address: Maybe<Ipv6Addr>,
    #[serde(default)]
    domain_name: Maybe<String>,
    #[serde(default)]
    forwarding_path: Maybe<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Peering {
    target_network: NetworkUrl,
}

impl Forwarding {
    /// The name servers.
    pub(super) fn targets(self) -> Vec<NameServerTarget> {
        self.target_name_servers
            .0
            .into_iter()
            .map(|server| NameServerTarget {
                address: server
                    .ipv4_address
                    .0
                    .map(Into::into)
                    .or(server.ipv6_address.0.map(Into::into)),
                domain: server.domain_name.0,
                private_path: server
                    .forwarding_path
                    .0
                    .is_some_and(|path| path.eq_ignore_ascii_case("private")),
            })
            .collect()
    }
}

/// How name servers are written.
pub(super) fn write_targets(
    targets: &[NameServerTarget],
    out: &Out<'_>,
) -> Vec<Map<String, Value>> {
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
    let networks = networks.iter().map(|network| {
        let mut url = own.nested();
        url.put("networkUrl", own.short(network));
        url.map
    });
    let networks = networks.collect();
    own.objects("networks", networks);
    let clusters = clusters.iter().map(|cluster| {
        let mut name = own.nested();
        name.put("gkeClusterName", own.short(cluster));
        name.map
    });
    let clusters = clusters.collect();
    own.objects("gkeClusters", clusters);
}

impl Codec for Zone {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let private = match wire
            .visibility
            .0
            .as_deref()
            .map(str::to_ascii_lowercase)
            .as_deref()
        {
            None => wire.private_visibility_config.is_some(),
            Some("public") => false,
            Some("private") => true,
            Some(other) => {
                let why = format!("`{other}` is neither public nor private");
                return Err(FieldError::invalid("visibility", why));
            }
        };
        let role = if let Some(peering) = wire.peering_config {
            ZoneRole::Peering(at.refer(&peering.target_network.network_url.0))
        } else if let Some(forwarding) = wire.forwarding_config {
            ZoneRole::Forwarding(forwarding.targets())
        } else if wire.service_directory_config.0 {
            ZoneRole::ServiceDirectory
        } else if wire.reverse_lookup_config.0 {
            ZoneRole::ReverseLookup
        } else {
            ZoneRole::Managed
        };
        let (networks, clusters) = wire
            .private_visibility_config
            .map(|config| (config.networks.0, config.gke_clusters.0))
            .unwrap_or_default();
        Ok(Self {
            dns_name: absolute(&wire.dns_name.0),
            private,
            networks: networks
                .iter()
                .map(|network| at.refer(&network.network_url.0))
                .collect(),
            clusters: clusters
                .iter()
                .map(|cluster| at.refer(&cluster.gke_cluster_name.0))
                .collect(),
            role,
            records: Vec::new(),
            records_known: false,
        })
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
            ZoneRole::ServiceDirectory => out.put("serviceDirectoryConfig", Map::new()),
            ZoneRole::ReverseLookup => out.put("reverseLookupConfig", Map::new()),
        }
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.records.clone_from(&earlier.records);
        self.records_known = earlier.records_known;
    }
}
