//! Subnets.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/subnetworks>

use ipnet::{IpNet, Ipv6Net};

use super::Network;
use crate::name::Ref;

/// A subnet; its location is its region.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Subnet {
    /// The network it is part of.
    pub network: Ref<Network>,
    /// Primary IPv4 range. `None` only for IPv6-only subnets.
    pub range: Option<IpNet>,
    /// Secondary ranges by `rangeName`, in order.
    pub secondary_ranges: Vec<SecondaryRange>,
    /// Private Google Access as configured; Cloud NAT makes it effective all the same.
    pub private_google_access: bool,
    /// What it is for.
    pub purpose: SubnetPurpose,
    /// `role` is `BACKUP` (proxy-only subnets); active otherwise.
    pub backup: bool,
    /// IPv6 range, internal or external.
    pub ipv6_range: Option<Ipv6Net>,
    /// `ipv6AccessType` is `EXTERNAL`.
    pub ipv6_external: bool,
    /// `allowSubnetCidrRoutesOverlap`: a hybrid subnet.
    pub hybrid: bool,
}

/// A secondary range of a subnet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SecondaryRange {
    /// Its name.
    pub name: String,
    /// Its addresses.
    pub range: IpNet,
}

/// `purpose` of a subnet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum SubnetPurpose {
    /// `PRIVATE`, `PRIVATE_RFC_1918` or absent: for machines.
    #[default]
    Private,
    /// `REGIONAL_MANAGED_PROXY`, `INTERNAL_HTTPS_LOAD_BALANCER`: proxy-only, regional.
    RegionalManagedProxy,
    /// `GLOBAL_MANAGED_PROXY`: proxy-only, cross-region.
    GlobalManagedProxy,
    /// `PRIVATE_SERVICE_CONNECT`: NAT subnet of a service attachment.
    PrivateServiceConnect,
    /// `PRIVATE_NAT`.
    PrivateNat,
    /// Any other.
    Other,
}
