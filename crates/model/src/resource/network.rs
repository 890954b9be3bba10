//! VPC networks and their peerings.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/networks>

use crate::name::Ref;
use crate::resource::firewall_policy::FirewallPolicy;
use crate::resource::subnet::Subnet;

/// A VPC network.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Network {
    /// Whether it was made in auto mode.
    pub auto_create_subnetworks: bool,
    /// `routingConfig.routingMode` is `GLOBAL`; `REGIONAL` otherwise.
    pub global_dynamic_routing: bool,
    /// `routingConfig.bgpBestPathSelectionMode` is `STANDARD`: between learned routes AS paths and more decide than their
    /// priority; `LEGACY` otherwise
    /// (<https://cloud.google.com/network-connectivity/docs/router/concepts/learned-routes>).
    pub standard_best_path: bool,
    /// `networkFirewallPolicyEnforcementOrder` is `BEFORE_CLASSIC_FIREWALL`: network firewall policies come
    /// before VPC firewall rules. Google's default is after.
    pub policies_before_classic_firewall: bool,
    /// Maximum transmission unit in bytes; Google's default is 1460.
    pub mtu: Option<u16>,
    /// VPC peerings, in order.
    pub peerings: Vec<Peering>,
    /// The global network firewall policy that it says it has, if that is not in the scenario.
    pub firewall_policy: Option<Ref<FirewallPolicy>>,
    /// Subnets that it says it has and that are not in the scenario.
    pub other_subnets: Vec<Ref<Subnet>>,
}

/// One side of a VPC peering.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Peering {
    /// Its name, unique within the network.
    pub name: String,
    /// The network at the other side.
    pub network: Ref<Network>,
    /// `state` is `ACTIVE`.
    pub active: bool,
    /// Exports static and dynamic routes.
    pub export_custom_routes: bool,
    /// Imports them.
    pub import_custom_routes: bool,
    /// Exports subnet routes of privately used public ranges, where that is said; Google's default is true, but not for
    /// what Cloud SQL learns.
    pub export_subnet_routes_with_public_ip: Option<bool>,
    /// Imports them; Google's default is false.
    pub import_subnet_routes_with_public_ip: bool,
    /// `stackType` is `IPV4_IPV6`.
    pub dual_stack: bool,
}
