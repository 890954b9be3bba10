//! Address groups: lists of ranges that rules of firewall policies name.
//!
//! <https://cloud.google.com/network-security/docs/reference/networksecurity/rest/v1/projects.locations.addressGroups>

use ipnet::IpNet;

/// An address group. Its location is `global` or a region; one of an organisation has no project.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct AddressGroup {
    /// `items[]`.
    pub items: Vec<IpNet>,
}
