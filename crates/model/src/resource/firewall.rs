//! VPC firewall rules.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/firewalls>

use ipnet::IpNet;

use super::Network;
use crate::header::Layer4;
use crate::name::Ref;

/// Which way packets go, seen from the machine.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Direction {
    /// To the machine.
    Ingress,
    /// From the machine.
    Egress,
}

/// A VPC firewall rule.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Firewall {
    /// The network whose machines it is for.
    pub network: Ref<Network>,
    /// Ingress unless given.
    pub direction: Direction,
    /// 0 to 65535, lower first; Google's default is 1000.
    pub priority: u32,
    /// `denied` was given, not `allowed`.
    pub deny: bool,
    /// Protocols and ports.
    pub layer4: Vec<Layer4>,
    /// `disabled`: ignored.
    pub disabled: bool,
    /// `sourceRanges`. All three sources empty (ingress): `0.0.0.0/0`.
    pub source_ranges: Vec<IpNet>,
    /// `destinationRanges`. Empty (egress): every destination.
    pub destination_ranges: Vec<IpNet>,
    /// `sourceTags`.
    pub source_tags: Vec<String>,
    /// `sourceServiceAccounts`.
    pub source_service_accounts: Vec<String>,
    /// `targetTags`. Both targets empty: every machine of the network.
    pub target_tags: Vec<String>,
    /// `targetServiceAccounts`.
    pub target_service_accounts: Vec<String>,
}
