//! Kinds that are read so far as to know that they are there. The engine answers `unmodelled` where one could
//! decide, and never passes it over in silence.

use super::serverless::ServerlessEgress;

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
