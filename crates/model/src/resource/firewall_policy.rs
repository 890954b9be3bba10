//! Firewall policies: hierarchical, global network, regional network, system.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/firewallPolicies>

use ipnet::IpNet;

use super::firewall::Direction;
use super::{AddressGroup, Network};
use crate::header::Layer4;
use crate::name::Ref;

/// A firewall policy. Its location is `global`, or the region of a regional network policy. A hierarchical
/// policy has no project; its name is its number.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FirewallPolicy {
    /// What it hangs on.
    pub level: PolicyLevel,
    /// `shortName` or `displayName`: the name people gave.
    pub short_name: Option<String>,
    /// The networks it governs as far as an export says so: `associations[].attachmentTarget` that are
    /// networks, or the network whose effective firewalls it came with.
    pub networks: Vec<Ref<Network>>,
    /// `associations[].attachmentTarget` that are folders or organisations: `folders/123`.
    pub nodes: Vec<String>,
    /// Evaluation order among policies of one level (effective-firewalls exports); lower first.
    pub order: i64,
    /// Rules as exported.
    pub rules: Vec<PolicyRule>,
}

/// Where a policy stands in the evaluation order.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum PolicyLevel {
    /// `HIERARCHY`: organisation or folder.
    Hierarchical,
    /// `SYSTEM`, `SYSTEM_GLOBAL`, `SYSTEM_REGIONAL`: Google's own.
    System,
    /// `NETWORK`: global network firewall policy.
    Network,
    /// `NETWORK_REGIONAL`.
    NetworkRegional,
}

/// What a policy rule does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PolicyAction {
    /// Lets the packet on.
    Allow,
    /// Ends it.
    Deny,
    /// Leaves the policy for the next stage.
    GotoNext,
    /// `apply_security_profile_group`, `mirror` or another: decided by something not modelled.
    NotModelled,
}

/// One rule of a firewall policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyRule {
    /// Lower first.
    pub priority: u32,
    /// `ruleName`, if any.
    pub name: Option<String>,
    /// Which way.
    pub direction: Direction,
    /// What it does.
    pub action: PolicyAction,
    /// The action as Google spells it.
    pub action_name: String,
    /// `disabled`: ignored.
    pub disabled: bool,
    /// `match.layer4Configs`; empty: everything.
    pub layer4: Vec<Layer4>,
    /// `match.srcIpRanges`.
    pub source_ranges: Vec<IpNet>,
    /// `match.destIpRanges`.
    pub destination_ranges: Vec<IpNet>,
    /// `match.srcAddressGroups`: with the ranges they are a union.
    pub source_address_groups: Vec<Ref<AddressGroup>>,
    /// `match.destAddressGroups`, likewise.
    pub destination_address_groups: Vec<Ref<AddressGroup>>,
    /// `match.srcSecureTags` in state `EFFECTIVE`.
    pub source_secure_tags: Vec<String>,
    /// `targetSecureTags` in state `EFFECTIVE`.
    pub target_secure_tags: Vec<String>,
    /// There were source or target secure tags, and none is effective: the rule is ignored.
    pub ineffective: bool,
    /// `targetServiceAccounts`.
    pub target_service_accounts: Vec<String>,
    /// `targetResources`: networks a hierarchical rule is limited to.
    pub target_networks: Vec<Ref<Network>>,
    /// `targetType` is `INTERNAL_MANAGED_LB`: not for machines.
    pub for_load_balancers: bool,
    /// Match fields that no configuration can decide, by name: `srcFqdns`, `srcRegionCodes`,
    /// `srcThreatIntelligences`, …
    pub undecidable: Vec<String>,
}
