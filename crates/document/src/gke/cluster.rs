//! `container.googleapis.com/Cluster`.
//!
//! <https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters>

use std::net::IpAddr;

use hopscope_model::resource::Cluster;
use ipnet::IpNet;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{Block, FieldError, Given, List, Maybe, Present};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    subnetwork: Maybe<String>,
    #[serde(default)]
    network_config: Option<NetworkConfig>,
    #[serde(default)]
    cluster_ipv4_cidr: Maybe<IpNet>,
    #[serde(default)]
    services_ipv4_cidr: Maybe<IpNet>,
    #[serde(default)]
    ip_allocation_policy: Option<IpAllocationPolicy>,
    #[serde(default)]
    private_cluster_config: Option<PrivateClusterConfig>,
    #[serde(default)]
    master_authorized_networks_config: Option<AuthorizedNetworks>,
    #[serde(default)]
    network_policy: Option<Enabled>,
    #[serde(default)]
    endpoint: Maybe<String>,
    #[serde(default)]
    status: Maybe<String>,
    #[serde(default)]
    workload_identity_config: Option<WorkloadIdentity>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct NetworkConfig {
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    subnetwork: Maybe<String>,
    #[serde(default)]
    datapath_provider: Maybe<String>,
    #[serde(default)]
    default_snat_status: Option<Disabled>,
    #[serde(default)]
    default_enable_private_nodes: Maybe<bool>,
}

#[derive(Deserialize)]
struct Disabled {
    #[serde(default)]
    disabled: Maybe<bool>,
}

#[derive(Deserialize)]
struct Enabled {
    #[serde(default)]
    enabled: Maybe<bool>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct IpAllocationPolicy {
    #[serde(default)]
    use_ip_aliases: Maybe<bool>,
    #[serde(default)]
    cluster_secondary_range_name: Maybe<String>,
    #[serde(default)]
    cluster_ipv4_cidr_block: Maybe<Block>,
    #[serde(default)]
    services_ipv4_cidr_block: Maybe<Block>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct PrivateClusterConfig {
    #[serde(default)]
    enable_private_nodes: Maybe<bool>,
    #[serde(default)]
    master_ipv4_cidr_block: Maybe<IpNet>,
    #[serde(default)]
    private_endpoint: Maybe<IpAddr>,
    #[serde(default)]
    public_endpoint: Maybe<IpAddr>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AuthorizedNetworks {
    #[serde(default)]
    enabled: Maybe<bool>,
    #[serde(default)]
    cidr_blocks: List<CidrBlock>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CidrBlock {
    cidr_block: Given<IpNet>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WorkloadIdentity {
    #[serde(default)]
    workload_pool: Present,
    #[serde(default)]
    identity_namespace: Present,
}

/// `datapathProvider` of Dataplane V2, which enforces network policies always.
const DATAPLANE_V2: &str = "ADVANCED_DATAPATH";

/// The network of a cluster that names none.
const DEFAULT_NETWORK: &str = "default";

impl Codec for Cluster {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let config = wire.network_config.unwrap_or_default();
        let aliases = wire.ip_allocation_policy.unwrap_or_default();
        let private = wire.private_cluster_config.unwrap_or_default();
        // `networkConfig` has the whole names, which a network of a Shared VPC needs.
        let network = config.network.0.or(wire.network.0);
        let network = network.as_deref().unwrap_or(DEFAULT_NETWORK);
        let subnet = Maybe(config.subnetwork.0.or(wire.subnetwork.0));
        let own_endpoint = wire.endpoint.0.and_then(|endpoint| endpoint.parse().ok());
        let private_endpoint = private.private_endpoint.0;
        Ok(Self {
            network: at.refer(network),
            subnet: at.maybe(&subnet),
            pod_range: wire
                .cluster_ipv4_cidr
                .0
                .or(aliases.cluster_ipv4_cidr_block.0.and_then(|block| block.0)),
            service_range: wire
                .services_ipv4_cidr
                .0
                .or(aliases.services_ipv4_cidr_block.0.and_then(|block| block.0)),
            pod_range_name: aliases.cluster_secondary_range_name.0,
            vpc_native: aliases.use_ip_aliases.or_default(),
            default_snat_disabled: config
                .default_snat_status
                .is_some_and(|status| status.disabled.or_default()),
            non_masquerade: None,
            private_nodes: private.enable_private_nodes.or_default()
                || config.default_enable_private_nodes.or_default(),
            control_plane_range: private.master_ipv4_cidr_block.0,
            private_endpoint,
            public_endpoint: private
                .public_endpoint
                .0
                .or(own_endpoint.filter(|endpoint| Some(*endpoint) != private_endpoint)),
            authorized_networks: wire
                .master_authorized_networks_config
                .filter(|config| config.enabled.0.unwrap_or(false))
                .map(|config| {
                    let blocks = config.cidr_blocks.0.into_iter();
                    blocks.map(|block| block.cidr_block.0).collect()
                }),
            network_policy: wire
                .network_policy
                .is_some_and(|policy| policy.enabled.or_default())
                || config.datapath_provider.is(DATAPLANE_V2),
            not_running: wire
                .status
                .0
                .is_some_and(|status| status != "RUNNING" && status != "RECONCILING"),
            workload_identity: wire
                .workload_identity_config
                .is_some_and(|config| config.workload_pool.0 || config.identity_namespace.0),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        if self.not_running {
            out.put("status", "ERROR");
        }
        out.refer("network", &self.network);
        out.refer_maybe("subnetwork", self.subnet.as_ref());
        out.shown("clusterIpv4Cidr", self.pod_range);
        out.shown("servicesIpv4Cidr", self.service_range);
        let mut config = out.nested();
        if self.default_snat_disabled {
            let mut status = out.nested();
            status.put("disabled", true);
            config.object("defaultSnatStatus", status);
        }
        out.object("networkConfig", config);
        let mut aliases = out.nested();
        aliases.flag("useIpAliases", self.vpc_native);
        aliases.maybe("clusterSecondaryRangeName", self.pod_range_name.as_deref());
        out.object("ipAllocationPolicy", aliases);
        let mut private = out.nested();
        private.flag("enablePrivateNodes", self.private_nodes);
        private.shown("masterIpv4CidrBlock", self.control_plane_range);
        private.shown("privateEndpoint", self.private_endpoint);
        private.shown("publicEndpoint", self.public_endpoint);
        out.object("privateClusterConfig", private);
        if let Some(ranges) = &self.authorized_networks {
            let blocks = ranges.iter().map(|range| {
                let mut own = out.nested();
                own.put("cidrBlock", range.to_string());
                own.map
            });
            let blocks = blocks.collect();
            let mut config = out.nested();
            config.put("enabled", true);
            config.objects("cidrBlocks", blocks);
            out.object("masterAuthorizedNetworksConfig", config);
        }
        if self.network_policy {
            let mut policy = out.nested();
            policy.put("enabled", true);
            out.object("networkPolicy", policy);
        }
        if self.workload_identity {
            let mut config = out.nested();
            config.put("workloadPool", format!("{}.svc.id.goog", out.name.project));
            out.object("workloadIdentityConfig", config);
        }
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.non_masquerade.clone_from(&earlier.non_masquerade);
    }
}
