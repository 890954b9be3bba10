//! Kinds that are read so far as to know that they are there. The engine answers `unmodelled` where one could
//! decide, and never passes it over in silence.

use ipnet::IpNet;

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

/// An object of a kind that is not modelled, as far as others can meet it: the addresses that it says.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Stranger {
    /// What it is, in Google's words: `compute#networkAttachment`, `redis.googleapis.com/Instance`, or the collection
    /// in its name, `instances`.
    pub word: String,
    /// Its name as it says it: from `projects/` on, or a bare one; empty where it says none.
    pub name: String,
    /// Its network, where it names one and no other.
    pub network: Option<Ref<Network>>,
    /// Addresses and ranges that it says, whatever the field.
    pub addresses: Vec<IpNet>,
}
