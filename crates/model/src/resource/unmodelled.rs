//! Kinds that are read so far as to know that they are there. The engine answers `unmodelled` where one could
//! decide, and never passes it over in silence.

use ipnet::IpNet;

use super::serverless::ServerlessEgress;
use super::{Network, Router};
use crate::name::Ref;

/// An App Engine service.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct App {
    /// How it reaches out.
    pub egress: ServerlessEgress,
}

/// A policy-based route.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyRoute {
    /// Its network.
    pub network: Ref<Network>,
    /// `filter.srcRange`.
    pub source: Option<IpNet>,
    /// `filter.destRange`.
    pub destination: Option<IpNet>,
    /// `virtualMachine.tags`; empty: every machine.
    pub tags: Vec<String>,
    /// Lower first.
    pub priority: u32,
}

/// A Cloud VPN tunnel.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct VpnTunnel {
    /// `status` is known not to be `ESTABLISHED`.
    pub not_established: bool,
    /// Its router, if routes are exchanged.
    pub router: Option<Ref<Router>>,
}

/// A VLAN attachment.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Attachment {
    /// Its router.
    pub router: Option<Ref<Router>>,
}

/// A Network Connectivity Center hub.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Hub {}

/// A Network Connectivity Center spoke.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Spoke {
    /// Its hub, as named.
    pub hub: Option<String>,
    /// Its network, for a VPC spoke.
    pub network: Option<Ref<Network>>,
}

/// A VPC Service Controls perimeter.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Perimeter {
    /// `status.resources[]`: projects inside, as named (`projects/123`).
    pub resources: Vec<String>,
    /// `status.restrictedServices[]`.
    pub restricted_services: Vec<String>,
    /// `status.vpcAccessibleServices.enableRestriction`: networks inside reach only some services.
    pub limits_accessible: bool,
}
