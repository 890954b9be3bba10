//! `compute#network`, with its peerings.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks>

use hopscope_model::resource::Network;
use hopscope_model::resource::network::Peering;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Whether dynamic routing is global.
const ROUTING: &[(&str, bool)] = &[("REGIONAL", false), ("GLOBAL", true)];

/// Whether the best of learned routes is chosen in the standard way.
const BEST_PATHS: &[(&str, bool)] = &[("LEGACY", false), ("STANDARD", true)];

/// Whether policies come before the rules of the network.
const ORDERS: &[(&str, bool)] = &[
    ("AFTER_CLASSIC_FIREWALL", false),
    ("BEFORE_CLASSIC_FIREWALL", true),
];

/// Whether a peering in a state is active.
const STATES: &[(&str, bool)] = &[("ACTIVE", true), ("INACTIVE", false)];

/// Whether a peering exchanges IPv6 routes.
const STACKS: &[(&str, bool)] = &[("IPV4_ONLY", false), ("IPV4_IPV6", true)];

impl Codec for Network {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let peerings = fields.objects("peerings");
        let routing = fields.object("routingConfig");
        Self {
            auto_create_subnetworks: fields.flag("autoCreateSubnetworks"),
            global_dynamic_routing: routing.choice("routingMode", ROUTING).unwrap_or(false),
            standard_best_path: routing
                .choice("bgpBestPathSelectionMode", BEST_PATHS)
                .unwrap_or(false),
            policies_before_classic_firewall: fields
                .choice("networkFirewallPolicyEnforcementOrder", ORDERS)
                .unwrap_or(false),
            mtu: fields.word("mtu"),
            peerings: peerings.iter().map(|own| peering(own, at)).collect(),
            // What is there is taken out when all is.
            firewall_policy: at.maybe(fields, "firewallPolicy"),
            other_subnets: at.all(&fields.texts("subnetworks")),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.flag("autoCreateSubnetworks", self.auto_create_subnetworks);
        let mut routing = out.nested();
        if self.global_dynamic_routing {
            routing.put("routingMode", "GLOBAL");
        }
        if self.standard_best_path {
            routing.put("bgpBestPathSelectionMode", "STANDARD");
        }
        out.object("routingConfig", routing);
        if self.policies_before_classic_firewall {
            out.put(
                "networkFirewallPolicyEnforcementOrder",
                "BEFORE_CLASSIC_FIREWALL",
            );
        }
        out.number("mtu", self.mtu);
        let peerings = self.peerings.iter().map(|peering| {
            let mut own = out.nested();
            own.put("name", &*peering.name);
            own.refer("network", &peering.network);
            if !peering.active {
                own.put("state", "INACTIVE");
            }
            own.flag("exportCustomRoutes", peering.export_custom_routes);
            own.flag("importCustomRoutes", peering.import_custom_routes);
            if let Some(exports) = peering.export_subnet_routes_with_public_ip {
                own.put("exportSubnetRoutesWithPublicIp", exports);
            }
            own.flag(
                "importSubnetRoutesWithPublicIp",
                peering.import_subnet_routes_with_public_ip,
            );
            if peering.dual_stack {
                own.put("stackType", "IPV4_IPV6");
            }
            own.map
        });
        let peerings = peerings.collect();
        out.objects("peerings", peerings);
        if let Some(policy) = &self.firewall_policy {
            out.refer("firewallPolicy", policy);
        }
        out.list("subnetworks", &out.all(&self.other_subnets));
    }
}

/// One side of a peering.
pub(super) fn peering(fields: &Fields<'_>, at: &At<'_>) -> Peering {
    Peering {
        network: at.needed(fields, "network"),
        name: fields.needed_text("name"),
        active: fields.choice("state", STATES).unwrap_or(true),
        export_custom_routes: fields.flag("exportCustomRoutes"),
        import_custom_routes: fields.flag("importCustomRoutes"),
        export_subnet_routes_with_public_ip: fields.word("exportSubnetRoutesWithPublicIp"),
        import_subnet_routes_with_public_ip: fields.flag("importSubnetRoutesWithPublicIp"),
        dual_stack: fields.choice("stackType", STACKS).unwrap_or(false),
    }
}
