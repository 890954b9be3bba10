//! Reserved addresses.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/addresses>

use std::net::IpAddr;

use super::{Network, Subnet};
use crate::name::Ref;

/// A reserved address or range.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Address {
    /// The address, or the first of the range.
    pub address: IpAddr,
    /// `addressType` is `EXTERNAL`.
    pub external: bool,
    /// `purpose` as Google spells it: `VPC_PEERING`, `NAT_AUTO`, `PRIVATE_SERVICE_CONNECT`, …
    pub purpose: Option<String>,
    /// `prefixLength` of a range.
    pub prefix_length: Option<u8>,
    /// Its network, if internal and global.
    pub network: Option<Ref<Network>>,
    /// Its subnet, if internal and regional.
    pub subnet: Option<Ref<Subnet>>,
    /// `users[]`: what uses it, as Google names it.
    pub users: Vec<String>,
    /// `status` is `IN_USE`.
    pub in_use: bool,
}

impl Address {
    /// Whether something uses it, named or not.
    pub fn is_used(&self) -> bool {
        self.in_use || !self.users.is_empty()
    }
}
