//! THE table of Terraform's types: what each is called in Google's API, where it stands, and the fields whose names
//! are not the API's in another spelling. One function reads it ([`super::shape`]); there is no code for a type.
//!
//! Types and arguments: <https://registry.terraform.io/providers/hashicorp/google/latest/docs>. What becomes of them
//! in Google's API is what <https://github.com/GoogleCloudPlatform/terraform-google-conversion> makes of them.

/// Where a resource stands, by which argument.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Place {
    /// It is global.
    Global,
    /// `region`.
    Region,
    /// `zone`.
    Zone,
    /// `location`.
    Location,
    /// It has none in its path: `projects/P/managedZones/Z`.
    None,
}

/// What a type is read as.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Use {
    /// An object of this kind or asset type, in this collection.
    Object(&'static str, &'static str),
    /// An element of a list of another resource: the argument that names it, its types, the list.
    Part(&'static str, &'static [&'static str], &'static str),
    /// A part that the reader joins: what it is, the argument that names its parent, and the parent's types.
    Member(&'static str, &'static str, &'static [&'static str]),
    /// It is no object here, but others name it: its collection.
    Name(&'static str),
}

/// A type.
pub(crate) struct Row {
    /// Without `google_`.
    pub(crate) types: &'static [&'static str],
    pub(crate) what: Use,
    pub(crate) place: Place,
    /// Rules for arguments, with the blocks they are in in front:
    ///
    /// * `a=b`: it is called so in the API; `b.c` is inside of an object
    /// * `a:` a block that is there once, which is an object in the API; `a:b` with another name
    /// * `-a` it is left out
    /// * `~a` Google chooses it where nobody does, and the reader knows what it means that it is not there yet
    /// * `!a` Google chooses it, and without it nothing is known
    /// * `*a` a block that Google fills in with nothing: where it is not known, somebody does
    /// * `?a` a block that Google fills in with defaults
    /// * `0a` zero is how the provider writes that there is none
    /// * `+a=b` it is always there, with this word
    pub(crate) fields: &'static [&'static str],
}

const fn row(
    types: &'static [&'static str],
    word: &'static str,
    collection: &'static str,
    place: Place,
    fields: &'static [&'static str],
) -> Row {
    Row {
        types,
        what: Use::Object(word, collection),
        place,
        fields,
    }
}

const fn name(types: &'static [&'static str], collection: &'static str, place: Place) -> Row {
    Row {
        types,
        what: Use::Name(collection),
        place,
        fields: &[],
    }
}

const fn part(
    types: &'static [&'static str],
    by: &'static str,
    parents: &'static [&'static str],
    list: &'static str,
    fields: &'static [&'static str],
) -> Row {
    Row {
        types,
        what: Use::Part(by, parents, list),
        place: Place::None,
        fields,
    }
}

const fn member(
    types: &'static [&'static str],
    word: &'static str,
    by: &'static str,
    parents: &'static [&'static str],
    fields: &'static [&'static str],
) -> Row {
    Row {
        types,
        what: Use::Member(word, by, parents),
        place: Place::None,
        fields,
    }
}

use Place::{Global, Location, Region, Zone};

/// Every type that is read, or that one that is read names.
pub(crate) static ROWS: &[Row] = &[
    row(
        &["compute_network"],
        "compute#network",
        "networks",
        Global,
        &[
            "routing_mode=routingConfig.routingMode",
            "bgp_best_path_selection_mode=routingConfig.bgpBestPathSelectionMode",
            "0mtu",
            "-params",
        ],
    ),
    row(
        &["compute_subnetwork"],
        "compute#subnetwork",
        "subnetworks",
        Region,
        &[
            "secondary_ip_range=secondaryIpRanges",
            "?secondary_ip_range",
            "!ip_cidr_range",
        ],
    ),
    row(
        &["compute_route"],
        "compute#route",
        "routes",
        Global,
        // Of routes that Google makes.
        &["-next_hop_network", "-next_hop_hub", "-next_hop_peering"],
    ),
    row(
        &["compute_firewall"],
        "compute#firewall",
        "firewalls",
        Global,
        &[
            "allow=allowed",
            "allow.protocol=IPProtocol",
            "deny=denied",
            "deny.protocol=IPProtocol",
        ],
    ),
    row(
        &["compute_address"],
        "compute#address",
        "addresses",
        Region,
        &["!address", "0prefix_length"],
    ),
    row(
        &["compute_global_address"],
        "compute#address",
        "addresses",
        Global,
        &["!address", "0prefix_length"],
    ),
    row(
        &["compute_router"],
        "compute#router",
        "routers",
        Region,
        &["bgp:", "?bgp"],
    ),
    part(
        &["compute_router_interface"],
        "router",
        &["compute_router"],
        "interfaces",
        &[
            "vpn_tunnel=linkedVpnTunnel",
            "interconnect_attachment=linkedInterconnectAttachment",
        ],
    ),
    part(
        &["compute_router_peer"],
        "router",
        &["compute_router"],
        "bgpPeers",
        &[
            "interface=interfaceName",
            "~peer_ip_address",
            "0custom_learned_route_priority",
        ],
    ),
    part(
        &["compute_router_nat"],
        "router",
        &["compute_router"],
        "nats",
        &[
            "subnetwork=subnetworks",
            "*subnetwork",
            "nat64_subnetwork=nat64Subnetworks",
            "*nat64_subnetwork",
            "rules.action:",
            "0min_ports_per_vm",
            "-initial_nat_ips",
        ],
    ),
    part(
        &["compute_network_peering"],
        "network",
        &["compute_network"],
        "peerings",
        &["peer_network=network"],
    ),
    part(
        &["service_networking_connection"],
        "network",
        &["compute_network"],
        "peerings",
        // https://cloud.google.com/vpc/docs/configure-private-services-access: the name of the peering, and the
        // network of Google's at its other side.
        &[
            "+name=servicenetworking-googleapis-com",
            "+network=projects/-/global/networks/servicenetworking",
            "-peering",
            "-service",
        ],
    ),
    part(
        &["compute_network_peering_routes_config"],
        "network",
        &["compute_network"],
        "peerings",
        &["peering=name"],
    ),
    row(
        &[
            "compute_instance",
            "compute_instance_from_template",
            "compute_instance_from_machine_image",
        ],
        "compute#instance",
        "instances",
        Zone,
        &[
            "network_interface=networkInterfaces",
            "network_interface.network_ip=networkIP",
            "~network_interface.network_ip",
            "network_interface.access_config=accessConfigs",
            "network_interface.access_config.nat_ip=natIP",
            "~network_interface.access_config.nat_ip",
            "network_interface.alias_ip_range=aliasIpRanges",
            "network_interface.ipv6_access_config=ipv6AccessConfigs",
            "service_account=serviceAccounts",
            // The default one, whose name has the number of the project.
            "!service_account.email",
            "tags=tags.items",
            "current_status=status",
            "desired_status=status",
            "params:",
            "?params",
            "instance_id=id",
            "-metadata",
        ],
    ),
    row(
        &["compute_firewall_policy"],
        "compute#firewallPolicy",
        "firewallPolicies",
        Global,
        &["!name"],
    ),
    row(
        &["compute_network_firewall_policy"],
        "compute#firewallPolicy",
        "firewallPolicies",
        Global,
        &["+type=NETWORK"],
    ),
    row(
        &["compute_region_network_firewall_policy"],
        "compute#firewallPolicy",
        "firewallPolicies",
        Region,
        &["+type=NETWORK_REGIONAL"],
    ),
    // All rules of a policy in one resource, and those that Google has made in it.
    // https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_network_firewall_policy_with_rules
    row(
        &["compute_firewall_policy_with_rules"],
        "compute#firewallPolicy",
        "firewallPolicies",
        Global,
        WITH_RULES_ABOVE,
    ),
    row(
        &["compute_network_firewall_policy_with_rules"],
        "compute#firewallPolicy",
        "firewallPolicies",
        Global,
        WITH_RULES_GLOBAL,
    ),
    row(
        &["compute_region_network_firewall_policy_with_rules"],
        "compute#firewallPolicy",
        "firewallPolicies",
        Region,
        WITH_RULES_REGIONAL,
    ),
    part(
        &[
            "compute_firewall_policy_rule",
            "compute_network_firewall_policy_rule",
            "compute_region_network_firewall_policy_rule",
        ],
        "firewall_policy",
        POLICIES,
        "rules",
        &["match:"],
    ),
    part(
        &[
            "compute_firewall_policy_association",
            "compute_network_firewall_policy_association",
            "compute_region_network_firewall_policy_association",
        ],
        "firewall_policy",
        POLICIES,
        "associations",
        &[],
    ),
    row(
        &["compute_forwarding_rule"],
        "compute#forwardingRule",
        "forwardingRules",
        Region,
        FRONT_END,
    ),
    row(
        &["compute_global_forwarding_rule"],
        "compute#forwardingRule",
        "forwardingRules",
        Global,
        FRONT_END,
    ),
    row(
        &["compute_target_http_proxy"],
        "compute#targetHttpProxy",
        "targetHttpProxies",
        Global,
        &[],
    ),
    row(
        &["compute_region_target_http_proxy"],
        "compute#targetHttpProxy",
        "targetHttpProxies",
        Region,
        &[],
    ),
    row(
        &["compute_target_https_proxy"],
        "compute#targetHttpsProxy",
        "targetHttpsProxies",
        Global,
        &[],
    ),
    row(
        &["compute_region_target_https_proxy"],
        "compute#targetHttpsProxy",
        "targetHttpsProxies",
        Region,
        &[],
    ),
    row(
        &["compute_target_tcp_proxy"],
        "compute#targetTcpProxy",
        "targetTcpProxies",
        Global,
        &["backend_service=service"],
    ),
    row(
        &["compute_region_target_tcp_proxy"],
        "compute#targetTcpProxy",
        "targetTcpProxies",
        Region,
        &["backend_service=service"],
    ),
    row(
        &["compute_target_ssl_proxy"],
        "compute#targetSslProxy",
        "targetSslProxies",
        Global,
        &["backend_service=service"],
    ),
    row(
        &["compute_target_grpc_proxy"],
        "compute#targetGrpcProxy",
        "targetGrpcProxies",
        Global,
        &[],
    ),
    row(
        &["compute_url_map"],
        "compute#urlMap",
        "urlMaps",
        Global,
        URL_MAP,
    ),
    row(
        &["compute_region_url_map"],
        "compute#urlMap",
        "urlMaps",
        Region,
        URL_MAP,
    ),
    row(
        &["compute_backend_service"],
        "compute#backendService",
        "backendServices",
        Global,
        BACKENDS,
    ),
    row(
        &["compute_region_backend_service"],
        "compute#backendService",
        "backendServices",
        Region,
        BACKENDS,
    ),
    row(
        &["compute_instance_group"],
        "compute#instanceGroup",
        "instanceGroups",
        Zone,
        &["named_port=namedPorts", "?named_port", "-instances"],
    ),
    // A group that makes its machines itself: which these are, only an export says.
    row(
        &["compute_instance_group_manager"],
        "compute#instanceGroup",
        "instanceGroups",
        Zone,
        &["named_port=namedPorts", "-instance_group", "-status"],
    ),
    row(
        &["compute_region_instance_group_manager"],
        "compute#instanceGroup",
        "instanceGroups",
        Region,
        &["named_port=namedPorts", "-instance_group", "-status"],
    ),
    member(
        &["compute_instance_group_membership"],
        "compute#instanceWithNamedPorts",
        "instance_group",
        &["compute_instance_group"],
        &[],
    ),
    part(
        &["compute_instance_group_named_port"],
        "group",
        &["compute_instance_group", "compute_instance_group_manager"],
        "namedPorts",
        &[],
    ),
    row(
        &["compute_network_endpoint_group"],
        "compute#networkEndpointGroup",
        "networkEndpointGroups",
        Zone,
        NEG,
    ),
    row(
        &["compute_region_network_endpoint_group"],
        "compute#networkEndpointGroup",
        "networkEndpointGroups",
        Region,
        NEG,
    ),
    row(
        &["compute_global_network_endpoint_group"],
        "compute#networkEndpointGroup",
        "networkEndpointGroups",
        Global,
        NEG,
    ),
    member(
        &["compute_network_endpoint"],
        ENDPOINT,
        "network_endpoint_group",
        &["compute_network_endpoint_group"],
        ENDPOINT_FIELDS,
    ),
    member(
        &["compute_region_network_endpoint"],
        ENDPOINT,
        "region_network_endpoint_group",
        &["compute_region_network_endpoint_group"],
        ENDPOINT_FIELDS,
    ),
    member(
        &["compute_global_network_endpoint"],
        ENDPOINT,
        "global_network_endpoint_group",
        &["compute_global_network_endpoint_group"],
        ENDPOINT_FIELDS,
    ),
    member(
        &["compute_network_endpoints"],
        ENDPOINT,
        "network_endpoint_group",
        &["compute_network_endpoint_group"],
        &["0network_endpoints.port"],
    ),
    row(
        &["compute_health_check"],
        "compute#healthCheck",
        "healthChecks",
        Global,
        HEALTH,
    ),
    row(
        &["compute_region_health_check"],
        "compute#healthCheck",
        "healthChecks",
        Region,
        HEALTH,
    ),
    row(
        &["compute_http_health_check"],
        "compute#httpHealthCheck",
        "httpHealthChecks",
        Global,
        &["0port", "+kind=compute#httpHealthCheck"],
    ),
    row(
        &["compute_https_health_check"],
        "compute#httpsHealthCheck",
        "httpsHealthChecks",
        Global,
        &["0port", "+kind=compute#httpsHealthCheck"],
    ),
    row(
        &["compute_target_pool"],
        "compute#targetPool",
        "targetPools",
        Region,
        &[],
    ),
    row(
        &["compute_target_instance"],
        "compute#targetInstance",
        "targetInstances",
        Zone,
        &[],
    ),
    row(
        &["compute_security_policy"],
        "compute#securityPolicy",
        "securityPolicies",
        Global,
        ARMOR,
    ),
    row(
        &["compute_region_security_policy"],
        "compute#securityPolicy",
        "securityPolicies",
        Region,
        ARMOR,
    ),
    part(
        &[
            "compute_security_policy_rule",
            "compute_region_security_policy_rule",
        ],
        "security_policy",
        &["compute_security_policy", "compute_region_security_policy"],
        "rules",
        &["match:", "match.config:", "match.expr:"],
    ),
    row(
        &["compute_service_attachment"],
        "compute#serviceAttachment",
        "serviceAttachments",
        Region,
        &["0consumer_accept_lists.connection_limit"],
    ),
    row(
        &["compute_vpn_tunnel"],
        "compute#vpnTunnel",
        "vpnTunnels",
        Region,
        &[],
    ),
    name(&["compute_ha_vpn_gateway"], "vpnGateways", Region),
    name(&["compute_vpn_gateway"], "targetVpnGateways", Region),
    name(
        &["compute_external_vpn_gateway"],
        "externalVpnGateways",
        Global,
    ),
    row(
        &["compute_interconnect_attachment"],
        "compute#interconnectAttachment",
        "interconnectAttachments",
        Region,
        &[],
    ),
    row(
        &["dns_managed_zone"],
        "dns#managedZone",
        "managedZones",
        Place::None,
        &[
            "private_visibility_config:",
            "forwarding_config:",
            "peering_config:",
            "peering_config.target_network:",
            "service_directory_config:",
        ],
    ),
    member(
        &["dns_record_set"],
        "dns#resourceRecordSet",
        "managed_zone",
        &["dns_managed_zone"],
        &[
            "routing_policy:",
            "routing_policy.wrr=wrr.items",
            "routing_policy.wrr.health_checked_targets:",
            "routing_policy.geo=geo.items",
            "routing_policy.geo.health_checked_targets:",
            "routing_policy.primary_backup:",
            "routing_policy.primary_backup.primary:primaryTargets",
            "routing_policy.primary_backup.backup_geo=backupGeoTargets.items",
            "routing_policy.primary_backup.backup_geo.health_checked_targets:",
        ],
    ),
    row(
        &["dns_policy"],
        "dns#policy",
        "policies",
        Place::None,
        &["alternative_name_server_config:", "*networks"],
    ),
    row(
        &["dns_response_policy"],
        "dns#responsePolicy",
        "responsePolicies",
        Place::None,
        &["*networks", "*gke_clusters"],
    ),
    member(
        &["dns_response_policy_rule"],
        "dns#responsePolicyRule",
        "response_policy",
        &["dns_response_policy"],
        &["local_data:"],
    ),
    row(
        &["cloud_run_v2_service"],
        "run.googleapis.com/Service",
        "services",
        Location,
        &[
            "template:",
            "template.vpc_access:",
            "template.containers.env.value_source:",
            "template.containers.env.value_source.secret_key_ref:",
            "terminal_condition:",
            "?terminal_condition",
            "-conditions",
        ],
    ),
    row(
        &["cloud_run_v2_job"],
        "run.googleapis.com/Job",
        "jobs",
        Location,
        &[
            "template:",
            "template.template:",
            "template.template.vpc_access:",
            "template.template.containers.env.value_source:",
            "template.template.containers.env.value_source.secret_key_ref:",
            "-conditions",
            "terminal_condition:",
            "?terminal_condition",
        ],
    ),
    row(
        &["cloud_run_service"],
        "serving.knative.dev Service",
        "services",
        Location,
        &[
            "+kind=Service",
            "+apiVersion=serving.knative.dev/v1",
            "name=metadata.name",
            "metadata:",
            "?metadata",
            "template:spec.template",
            "?template",
            "template.metadata:",
            "?template.metadata",
            "template.spec:",
            "template.spec.containers.env.value_from:",
            "traffic=spec.traffic",
            "?traffic",
            "status:",
            "?status",
        ],
    ),
    row(
        &["cloud_run_domain_mapping"],
        "domains.cloudrun.com DomainMapping",
        "domainmappings",
        Location,
        &[
            "+kind=DomainMapping",
            "+apiVersion=domains.cloudrun.com/v1",
            "name=metadata.name",
            "metadata:",
            "?metadata",
            "spec:",
            "-status",
        ],
    ),
    row(
        &["vpc_access_connector"],
        "vpcaccess.googleapis.com/Connector",
        "connectors",
        Region,
        &["subnet:", "~state"],
    ),
    row(
        &["cloudfunctions_function"],
        "cloudfunctions.googleapis.com/CloudFunction",
        "functions",
        Region,
        &[
            "https_trigger_url=httpsTrigger.url",
            "https_trigger:",
            "-status",
        ],
    ),
    row(
        &["cloudfunctions2_function"],
        "cloudfunctions.googleapis.com/Function",
        "functions",
        Location,
        &[
            "service_config:",
            "+environment=GEN_2",
            "-build_config",
            "-event_trigger",
        ],
    ),
    row(
        &["container_cluster"],
        "container#cluster",
        "clusters",
        Location,
        &[
            "private_cluster_config:",
            "?private_cluster_config",
            "private_cluster_config.master_global_access_config:",
            "?private_cluster_config.master_global_access_config",
            "~private_cluster_config.private_endpoint",
            "~private_cluster_config.public_endpoint",
            "master_authorized_networks_config:",
            "?master_authorized_networks_config",
            "network_policy:",
            "?network_policy",
            "ip_allocation_policy:",
            "?ip_allocation_policy",
            "workload_identity_config:",
            "?workload_identity_config",
            "control_plane_endpoints_config:",
            "?control_plane_endpoints_config",
            "control_plane_endpoints_config.dns_endpoint_config:",
            "control_plane_endpoints_config.ip_endpoints_config:",
            "?control_plane_endpoints_config.ip_endpoints_config",
            "node_pool=nodePools",
            "?node_pool",
            "node_pool.network_config:",
            "?node_pool.network_config",
            "-node_config",
            "-node_pool.node_config",
            "default_snat_status:networkConfig.defaultSnatStatus",
            "?default_snat_status",
            "datapath_provider=networkConfig.datapathProvider",
            "enable_intranode_visibility=networkConfig.enableIntraNodeVisibility",
            "enable_autopilot=autopilot.enabled",
            "services_ipv4_cidr=servicesIpv4Cidr",
        ],
    ),
    part(
        &["container_node_pool"],
        "cluster",
        &["container_cluster"],
        "nodePools",
        &["network_config:", "?network_config", "-node_config"],
    ),
    row(
        &["sql_database_instance"],
        "sql#instance",
        "instances",
        Region,
        &[
            "settings:",
            "settings.ip_configuration:",
            "?settings.ip_configuration",
            "settings.connection_pool_config:",
            "?settings.connection_pool_config",
            "ip_address=ipAddresses",
            "!ip_address",
            "-root_password",
        ],
    ),
    row(
        &["project"],
        "cloudresourcemanager.googleapis.com/Project",
        "projects",
        Place::None,
        &[
            "project_id=projectId",
            "number=projectNumber",
            "-name",
            "-labels",
        ],
    ),
    row(
        &["network_connectivity_policy_based_route"],
        "networkconnectivity.googleapis.com/PolicyBasedRoute",
        "policyBasedRoutes",
        Global,
        &["filter:", "virtual_machine:", "interconnect_attachment:"],
    ),
    row(
        &["network_connectivity_hub"],
        "networkconnectivity.googleapis.com/Hub",
        "hubs",
        Global,
        &[],
    ),
    row(
        &["network_connectivity_spoke"],
        "networkconnectivity.googleapis.com/Spoke",
        "spokes",
        Location,
        &[
            "linked_vpc_network:",
            "linked_vpn_tunnels:",
            "linked_interconnect_attachments:",
            "linked_router_appliance_instances:",
        ],
    ),
    row(
        &["access_context_manager_service_perimeter"],
        "accesscontextmanager.googleapis.com/ServicePerimeter",
        "servicePerimeters",
        Place::None,
        &["status:", "status.vpc_accessible_services:", "-spec"],
    ),
    part(
        &["access_context_manager_service_perimeter_resource"],
        "perimeter_name",
        PERIMETERS,
        "status.resources",
        &["resource=."],
    ),
    part(
        &["access_context_manager_service_perimeter_ingress_policy"],
        "perimeter",
        PERIMETERS,
        "status.ingressPolicies",
        &[],
    ),
    part(
        &["access_context_manager_service_perimeter_egress_policy"],
        "perimeter",
        PERIMETERS,
        "status.egressPolicies",
        &[],
    ),
    row(
        &["network_security_address_group"],
        "networksecurity.googleapis.com/AddressGroup",
        "addressGroups",
        Location,
        &[],
    ),
    member(
        &["tags_location_tag_binding"],
        "cloudresourcemanager.googleapis.com/TagBinding",
        "parent",
        &["compute_instance"],
        &["-name"],
    ),
    row(
        &["app_engine_standard_app_version"],
        "appengine.googleapis.com/Version",
        "services",
        Place::None,
        &["vpc_access_connector:", "+env=standard", "service=name"],
    ),
    row(
        &["app_engine_flexible_app_version"],
        "appengine.googleapis.com/Version",
        "services",
        Place::None,
        &["vpc_access_connector:", "+env=flexible", "service=name"],
    ),
    name(&["folder"], "folders", Place::None),
];

const POLICIES: &[&str] = &[
    "compute_firewall_policy",
    "compute_network_firewall_policy",
    "compute_region_network_firewall_policy",
    "compute_firewall_policy_with_rules",
    "compute_network_firewall_policy_with_rules",
    "compute_region_network_firewall_policy_with_rules",
];

/// A policy with its rules, and fields of its own.
macro_rules! with_rules {
    ($($own:literal),*) => {
        &[
            $($own,)*
            "rule=rules",
            "rule.match:",
            "rule.match.layer4_config=layer4Configs",
            "rule.match.src_secure_tag=srcSecureTags",
            "rule.target_secure_tag=targetSecureTags",
            "~predefined_rules",
            "predefined_rules.match:",
            "predefined_rules.match.layer4_config=layer4Configs",
            "predefined_rules.match.src_secure_tag=srcSecureTags",
            "predefined_rules.target_secure_tag=targetSecureTags",
        ]
    };
}

const WITH_RULES_ABOVE: &[&str] = with_rules!["policy_id=name", "!policy_id"];
const WITH_RULES_GLOBAL: &[&str] = with_rules!["+type=NETWORK"];
const WITH_RULES_REGIONAL: &[&str] = with_rules!["+type=NETWORK_REGIONAL"];

const PERIMETERS: &[&str] = &["access_context_manager_service_perimeter"];

const FRONT_END: &[&str] = &[
    "ip_address=IPAddress",
    "~ip_address",
    "ip_protocol=IPProtocol",
    "~psc_connection_status",
    "?service_directory_registrations",
];

const URL_MAP: &[&str] = &[
    "host_rule=hostRules",
    "*host_rule",
    "path_matcher=pathMatchers",
    "path_matcher.path_rule=pathRules",
    "path_matcher.path_rule.url_redirect:",
    "path_matcher.path_rule.route_action:",
    "path_matcher.default_url_redirect:",
    "path_matcher.default_route_action:",
    "default_url_redirect:",
    "default_route_action:",
];

const BACKENDS: &[&str] = &["backend=backends", "iap:", "?iap", "failover_policy:"];

const NEG: &[&str] = &[
    "cloud_run:",
    "cloud_function:",
    "app_engine:",
    "serverless_deployment:",
    "psc_data:",
    "?psc_data",
    "0default_port",
];

const ENDPOINT: &str = "compute#networkEndpointWithHealthStatus";

const ENDPOINT_FIELDS: &[&str] = &["0port"];

const HEALTH: &[&str] = &[
    "tcp_health_check:",
    "0tcp_health_check.port",
    "ssl_health_check:",
    "0ssl_health_check.port",
    "http_health_check:",
    "0http_health_check.port",
    "https_health_check:",
    "0https_health_check.port",
    "http2_health_check:",
    "0http2_health_check.port",
    "grpc_health_check:",
    "0grpc_health_check.port",
    "grpc_tls_health_check:grpcTlsHealthCheck",
    "0grpc_tls_health_check.port",
];

const ARMOR: &[&str] = &[
    "rule=rules",
    "?rule",
    "rules=rules",
    "rule.match:",
    "rule.match.config:",
    "rule.match.expr:",
    "rules.match:",
    "rules.match.config:",
    "rules.match.expr:",
];

/// The row of a type.
pub(crate) fn row_of(kind: &str) -> Option<&'static Row> {
    let word = kind.strip_prefix("google_")?;
    ROWS.iter().find(|row| row.types.contains(&word))
}

/// The lists of a resource that others fill.
pub(crate) fn part_lists() -> Vec<&'static str> {
    let mut lists: Vec<&str> = Vec::new();
    for row in ROWS {
        if let Use::Part(_, _, list) = row.what
            && !lists.contains(&list)
        {
            lists.push(list);
        }
    }
    lists
}

/// Begins types that say nothing of a packet's way: others that are not in [`ROWS`] may.
const IRRELEVANT: &[&str] = &[
    "access_context_manager_access_",
    "access_context_manager_gcp_user_",
    "artifact_registry_",
    "bigquery_",
    "bigtable_",
    "billing_",
    "cloud_asset_",
    "cloud_scheduler_",
    "cloud_tasks_",
    "cloudbuild_",
    "compute_attached_disk",
    "compute_autoscaler",
    "compute_disk",
    "compute_image",
    "compute_instance_template",
    "compute_managed_ssl_",
    "compute_node_",
    "compute_project_metadata",
    "compute_region_autoscaler",
    "compute_region_disk",
    "compute_region_instance_template",
    "compute_region_ssl_",
    "compute_reservation",
    "compute_resource_policy",
    "compute_shared_vpc_",
    "compute_snapshot",
    "compute_ssl_",
    "data_catalog_",
    "essential_contacts_",
    "kms_",
    "logging_",
    "monitoring_",
    "privateca_",
    "project_iam_audit_config",
    "project_service",
    "pubsub_",
    "secret_manager_",
    "service_account",
    "sql_database",
    "sql_ssl_",
    "sql_user",
    "storage_",
    "tags_tag_",
    "container_node_pool",
    "folder",
    "compute_ha_vpn_gateway",
    "compute_vpn_gateway",
    "compute_external_vpn_gateway",
];

/// Whether a type says nothing of a packet's way: those of other providers, and many of Google's.
pub(crate) fn is_irrelevant(kind: &str) -> bool {
    match kind.strip_prefix("google_") {
        Some(word) => IRRELEVANT.iter().any(|own| word.starts_with(own)),
        None => {
            kind.contains('_')
                && kind
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit())
        }
    }
}

/// Fields that name others, and the ends of the types of what they can name.
pub(crate) const FIELDS: &[(&[&str], &[&str])] = &[
    (
        &["network", "network_url", "private_network", "peer_network"],
        &["compute_network"],
    ),
    (
        &[
            "subnetwork",
            "nat_subnets",
            "source_nat_active_ranges",
            "source_nat_drain_ranges",
        ],
        &["compute_subnetwork"],
    ),
    (
        &["attachment_target"],
        &["compute_network", "google_folder"],
    ),
    (&["router"], &["compute_router"]),
    (&["url_map"], &["url_map"]),
    (
        &["backend_service", "service", "default_service"],
        &["backend_service", "backend_bucket"],
    ),
    (
        &["target"],
        &[
            "_proxy",
            "target_pool",
            "target_instance",
            "service_attachment",
            "vpn_gateway",
        ],
    ),
    (
        &["group"],
        &["instance_group", "endpoint_group", "instance_group_manager"],
    ),
    (&["instance_group"], &["compute_instance_group"]),
    (&["health_checks"], &["health_check"]),
    (
        &["security_policy", "edge_security_policy"],
        &["security_policy"],
    ),
    (
        &["instance", "instances", "next_hop_instance"],
        &["google_compute_instance"],
    ),
    (
        &["next_hop_ilb", "target_service", "producer_forwarding_rule"],
        &["forwarding_rule"],
    ),
    (&["next_hop_vpn_tunnel", "vpn_tunnel"], &["vpn_tunnel"]),
    (
        &["vpn_gateway", "peer_gcp_gateway", "target_vpn_gateway"],
        &["vpn_gateway"],
    ),
    (&["connector", "vpc_connector"], &["vpc_access_connector"]),
    (&["hub"], &["connectivity_hub"]),
    (
        &["uri", "uris"],
        &["compute_network", "vpn_tunnel", "interconnect_attachment"],
    ),
    (&["interconnect_attachment"], &["interconnect_attachment"]),
    (
        &[
            "ip_address",
            "nat_ips",
            "drain_nat_ips",
            "source_nat_active_ips",
            "source_nat_drain_ips",
        ],
        &["compute_address", "compute_global_address"],
    ),
    (&["psc_target_service"], &["service_attachment"]),
    (
        &[
            "network_endpoint_group",
            "global_network_endpoint_group",
            "region_network_endpoint_group",
        ],
        &["endpoint_group"],
    ),
    (&["firewall_policy"], &["firewall_policy"]),
    (&["managed_zone"], &["dns_managed_zone"]),
    (&["response_policy"], &["dns_response_policy"]),
    (&["cluster", "gke_cluster_name"], &["container_cluster"]),
    (&["backup_pool"], &["target_pool"]),
    (&["perimeter", "perimeter_name"], &["service_perimeter"]),
    (
        &["src_address_groups", "dest_address_groups"],
        &["address_group"],
    ),
    (&["parent"], &["google_compute_instance", "google_folder"]),
    (&["project", "project_id"], &["google_project"]),
];

/// Whether a field may name a resource of a type.
pub(crate) fn may_name(field: &str, kind: &str) -> bool {
    let row = FIELDS.iter().find(|(fields, _)| fields.contains(&field));
    row.is_some_and(|(_, ends)| ends.iter().any(|end| kind.ends_with(end)))
}
