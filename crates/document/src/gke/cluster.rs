//! `container.googleapis.com/Cluster`.
//!
//! <https://docs.cloud.google.com/kubernetes-engine/docs/reference/rest/v1/projects.locations.clusters>

use std::net::IpAddr;

use hopscope_model::order;
use hopscope_model::resource::Cluster;
use ipnet::IpNet;

use crate::codec::{At, Codec, Out};
use crate::field::Block;
use crate::fields::Fields;

/// Whether a data path enforces network policies always, as Dataplane V2 does, where it is said.
const DATAPATHS: &[(&str, Option<bool>)] = &[
    ("LEGACY_DATAPATH", Some(false)),
    ("ADVANCED_DATAPATH", Some(true)),
    ("DATAPATH_PROVIDER_UNSPECIFIED", None),
];

/// Whether pods ask Cloud DNS for names.
const CLUSTER_DNS: &[(&str, bool)] = &[
    ("CLOUD_DNS", true),
    ("KUBE_DNS", false),
    // Of standard clusters; those of Autopilot have NodeLocal DNSCache besides.
    ("PLATFORM_DEFAULT", false),
    ("PROVIDER_UNSPECIFIED", false),
];

/// The network of a cluster that names none.
const DEFAULT_NETWORK: &str = "default";

/// Whether a cluster of a status does not run; one that is degraded does, in part.
const STATUSES: &[(&str, bool)] = &[
    ("RUNNING", false),
    ("RECONCILING", false),
    ("DEGRADED", false),
    ("PROVISIONING", true),
    ("STOPPING", true),
    ("ERROR", true),
    ("STATUS_UNSPECIFIED", false),
];

impl Codec for Cluster {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let config = fields.object("networkConfig");
        let aliases = fields.object("ipAllocationPolicy");
        let private = fields.object("privateClusterConfig");
        let endpoints = fields.object("controlPlaneEndpointsConfig");
        let by_name = endpoints.object("dnsEndpointConfig");
        let endpoints = endpoints.object("ipEndpointsConfig");
        // The newer of the two places comes first where both are there.
        let (newer, older) = (
            endpoints.object("authorizedNetworksConfig"),
            fields.object("masterAuthorizedNetworksConfig"),
        );
        let authorized = if newer.is_there() { newer } else { older };
        let enabled = authorized.flag("enabled");
        let global = private.object("masterGlobalAccessConfig");
        let identity = fields.object("workloadIdentityConfig");
        // `networkConfig` has the whole names, which a network of a Shared VPC needs.
        let network = config.text("network").or_else(|| fields.text("network"));
        let network = network.as_deref().unwrap_or(DEFAULT_NETWORK);
        let subnet = at.maybe(&config, "subnetwork");
        let own_endpoint = fields.text("endpoint");
        let own_endpoint = own_endpoint.and_then(|endpoint| endpoint.parse::<IpAddr>().ok());
        let private_endpoint = private.word("privateEndpoint");
        let private_endpoint = private_endpoint.or_else(|| endpoints.word("privateEndpoint"));
        let own_public: Option<IpAddr> = endpoints.word("publicEndpoint");
        let range = |own: &str, block: &str| {
            let range = fields.word(own);
            range.or_else(|| aliases.word::<Block>(block)?.0)
        };
        let stopped = fields.choice("status", STATUSES);
        let pod_range: Option<IpNet> = range("clusterIpv4Cidr", "clusterIpv4CidrBlock");
        // Autopilot has Dataplane V2 whether it is said or not
        // (https://cloud.google.com/kubernetes-engine/docs/concepts/dataplane-v2).
        let datapath = config.choice("datapathProvider", DATAPATHS).flatten();
        let dataplane_v2 = datapath.unwrap_or(fields.object("autopilot").flag("enabled"));
        // On Autopilot NodeLocal DNSCache is always on
        // (https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache).
        let addons = fields.object("addonsConfig");
        let cache = addons.object("dnsCacheConfig");
        let dns_cache = match fields.object("autopilot").flag("enabled") {
            true => Some(true),
            false => cache.is_there().then(|| cache.flag("enabled")),
        };
        let cloud_dns = config.object("dnsConfig").choice("clusterDns", CLUSTER_DNS);
        let pools = fields.objects("nodePools");
        let pools = pools.iter().filter_map(|pool| {
            let block: Option<Block> = pool.object("networkConfig").word("podIpv4CidrBlock");
            block?.0
        });
        let mut more_pod_ranges = order::once(pools);
        more_pod_ranges.retain(|own| Some(*own) != pod_range);
        Self {
            network: at.refer(network),
            subnet: subnet.or_else(|| at.maybe(fields, "subnetwork")),
            pod_range,
            more_pod_ranges,
            intranode_visibility: config.flag("enableIntraNodeVisibility"),
            service_range: range("servicesIpv4Cidr", "servicesIpv4CidrBlock"),
            pod_range_name: aliases.text("clusterSecondaryRangeName"),
            vpc_native: aliases.flag("useIpAliases"),
            default_snat_disabled: config.object("defaultSnatStatus").flag("disabled"),
            non_masquerade: None,
            private_nodes: private.flag("enablePrivateNodes")
                || config.flag("defaultEnablePrivateNodes"),
            control_plane_range: private.word("masterIpv4CidrBlock"),
            private_endpoint,
            public_endpoint: private
                .word("publicEndpoint")
                .or(own_public)
                .or(own_endpoint.filter(|endpoint| Some(*endpoint) != private_endpoint)),
            authorized_networks: enabled.then(|| authorized.each("cidrBlocks", "cidrBlock")),
            // Where everybody is let in, nobody is let in beside a list.
            google_cloud_access: authorized
                .word("gcpPublicCidrsAccessEnabled")
                .filter(|_| enabled),
            private_endpoint_enforced: authorized
                .word("privateEndpointEnforcementEnabled")
                .filter(|_| enabled),
            private_endpoint_global: global.flag("enabled") || endpoints.flag("globalAccess"),
            public_endpoint_disabled: private.flag("enablePrivateEndpoint")
                || endpoints.word("enablePublicEndpoint") == Some(false),
            ip_endpoints_off: endpoints.word("enabled") == Some(false),
            dns_endpoint: by_name.text("endpoint"),
            dns_endpoint_open: by_name.word("allowExternalTraffic"),
            peering: private.text("peeringName"),
            network_policy: fields.object("networkPolicy").flag("enabled") || dataplane_v2,
            namespaces: Vec::new(),
            dataplane_v2,
            cloud_dns: cloud_dns.unwrap_or(false),
            dns_cache,
            not_running: stopped.unwrap_or(false),
            workload_identity: identity.has("workloadPool") || identity.has("identityNamespace"),
        }
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
        if self.dataplane_v2 {
            config.put("datapathProvider", "ADVANCED_DATAPATH");
        }
        config.flag("enableIntraNodeVisibility", self.intranode_visibility);
        let mut dns = out.nested();
        if self.cloud_dns {
            dns.put("clusterDns", "CLOUD_DNS");
        }
        config.object("dnsConfig", dns);
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
        let pools = self.more_pod_ranges.iter().map(|range| {
            let mut network = out.nested();
            network.show("podIpv4CidrBlock", range);
            let mut pool = out.nested();
            pool.put("networkConfig", network.map);
            pool.map
        });
        out.objects("nodePools", pools.collect());
        let mut private = out.nested();
        private.flag("enablePrivateNodes", self.private_nodes);
        private.flag("enablePrivateEndpoint", self.public_endpoint_disabled);
        private.maybe("peeringName", self.peering.as_deref());
        let mut global = out.nested();
        global.flag("enabled", self.private_endpoint_global);
        private.object("masterGlobalAccessConfig", global);
        private.shown("masterIpv4CidrBlock", self.control_plane_range);
        private.shown("privateEndpoint", self.private_endpoint);
        private.shown("publicEndpoint", self.public_endpoint);
        out.object("privateClusterConfig", private);
        let (mut endpoints, mut by_name) = (out.nested(), out.nested());
        by_name.maybe("endpoint", self.dns_endpoint.as_deref());
        if let Some(open) = self.dns_endpoint_open {
            by_name.put("allowExternalTraffic", open);
        }
        endpoints.object("dnsEndpointConfig", by_name);
        if self.ip_endpoints_off {
            let mut by_address = out.nested();
            by_address.put("enabled", false);
            endpoints.object("ipEndpointsConfig", by_address);
        }
        out.object("controlPlaneEndpointsConfig", endpoints);
        if let Some(ranges) = &self.authorized_networks {
            let mut config = out.nested();
            config.put("enabled", true);
            config.each("cidrBlocks", "cidrBlock", ranges);
            if let Some(own) = self.google_cloud_access {
                config.put("gcpPublicCidrsAccessEnabled", own);
            }
            if let Some(own) = self.private_endpoint_enforced {
                config.put("privateEndpointEnforcementEnabled", own);
            }
            out.object("masterAuthorizedNetworksConfig", config);
        }
        if self.network_policy && !self.dataplane_v2 {
            let mut policy = out.nested();
            policy.put("enabled", true);
            out.object("networkPolicy", policy);
        }
        if let Some(on) = self.dns_cache {
            let (mut addons, mut cache) = (out.nested(), out.nested());
            cache.put("enabled", on);
            addons.object("dnsCacheConfig", cache);
            out.object("addonsConfig", addons);
        }
        if self.workload_identity {
            let mut config = out.nested();
            config.put("workloadPool", format!("{}.svc.id.goog", out.name.project));
            out.object("workloadIdentityConfig", config);
        }
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.non_masquerade.clone_from(&earlier.non_masquerade);
        self.namespaces.clone_from(&earlier.namespaces);
    }
}
