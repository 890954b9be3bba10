//! Google Cloud Armor security policies, as far as source addresses decide.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/securityPolicies>

use ipnet::IpNet;

/// A security policy; its location is its region, or `global`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct SecurityPolicy {
    /// `rules[]`, in the order of their priorities.
    pub rules: Vec<SecurityRule>,
    /// `associations[].attachmentId`: organisations, folders and projects in which it comes before the policies of
    /// backend services (<https://docs.cloud.google.com/armor/docs/hierarchical-policies-overview>).
    pub associations: Vec<String>,
}

/// A rule of a security policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SecurityRule {
    /// Lower first.
    pub priority: u32,
    /// `action` as Google spells it: `allow`, `deny(403)`, `throttle`, …
    pub action: String,
    /// `match.config.srcIpRanges[]`; `None`: an expression, or whatever else it matches by.
    pub sources: Option<Vec<IpNet>>,
    /// `preview`: it is logged and not enforced.
    pub preview: bool,
}
