//! `compute#network`, with its peerings.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks>

use hopscope_model::resource::Network;
use hopscope_model::resource::network::Peering;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    auto_create_subnetworks: Maybe<bool>,
    #[serde(default)]
    routing_config: Option<RoutingConfig>,
    #[serde(default)]
    network_firewall_policy_enforcement_order: Maybe<String>,
    #[serde(default)]
    mtu: Maybe<u16>,
    #[serde(default)]
    peerings: List<WirePeering>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RoutingConfig {
    #[serde(default)]
    routing_mode: Maybe<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WirePeering {
    name: Given<String>,
    network: Given<String>,
    #[serde(default)]
    state: Maybe<String>,
    #[serde(default)]
    export_custom_routes: Maybe<bool>,
    #[serde(default)]
    import_custom_routes: Maybe<bool>,
    #[serde(default)]
    export_subnet_routes_with_public_ip: Maybe<bool>,
    #[serde(default)]
    import_subnet_routes_with_public_ip: Maybe<bool>,
    #[serde(default)]
    stack_type: Maybe<String>,
}

impl Codec for Network {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let mode = wire.routing_config.map(|config| config.routing_mode);
        Ok(Self {
            auto_create_subnetworks: wire.auto_create_subnetworks.or_default(),
            global_dynamic_routing: mode.is_some_and(|mode| mode.is("GLOBAL")),
            policies_before_classic_firewall: wire
                .network_firewall_policy_enforcement_order
                .is("BEFORE_CLASSIC_FIREWALL"),
            mtu: wire.mtu.0,
            peerings: wire
                .peerings
                .0
                .into_iter()
                .map(|peering| Peering {
                    network: at.refer(&peering.network.0),
                    name: peering.name.0,
                    active: !peering.state.is("INACTIVE"),
                    export_custom_routes: peering.export_custom_routes.or_default(),
                    import_custom_routes: peering.import_custom_routes.or_default(),
                    export_subnet_routes_with_public_ip: peering
                        .export_subnet_routes_with_public_ip
                        .0
                        .unwrap_or(true),
                    import_subnet_routes_with_public_ip: peering
                        .import_subnet_routes_with_public_ip
                        .or_default(),
                    dual_stack: peering.stack_type.is("IPV4_IPV6"),
                })
                .collect(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.flag("autoCreateSubnetworks", self.auto_create_subnetworks);
        let mut routing = out.nested();
        if self.global_dynamic_routing {
            routing.put("routingMode", "GLOBAL");
        }
        out.object("routingConfig", routing);
        if self.policies_before_classic_firewall {
            out.put(
                "networkFirewallPolicyEnforcementOrder",
                "BEFORE_CLASSIC_FIREWALL",
            );
        }
        out.maybe("mtu", self.mtu);
        let peerings = self.peerings.iter().map(|peering| {
            let mut own = out.nested();
            own.put("name", &*peering.name);
            own.refer("network", &peering.network);
            if !peering.active {
                own.put("state", "INACTIVE");
            }
            own.flag("exportCustomRoutes", peering.export_custom_routes);
            own.flag("importCustomRoutes", peering.import_custom_routes);
            if !peering.export_subnet_routes_with_public_ip {
                own.put("exportSubnetRoutesWithPublicIp", false);
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
    }
}
