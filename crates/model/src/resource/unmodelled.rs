//! Kinds that are read so far as to know that they are there. The engine answers `unmodelled` where one could
//! decide, and never passes it over in silence.

use super::Network;
use super::serverless::ServerlessEgress;
use crate::name::Ref;

/// An App Engine service.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct App {
    /// How it reaches out.
    pub egress: ServerlessEgress,
    /// The settings are those of a version, not only of the service.
    pub version_known: bool,
    /// `env` is `flexible`.
    pub flexible: bool,
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
