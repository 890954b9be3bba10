//! Cloud SQL instances.
//!
//! <https://cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances>

use std::net::IpAddr;

use ipnet::IpNet;

use super::{Network, ServiceAttachment};
use crate::name::Ref;

/// A Cloud SQL instance.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Sql {
    /// `databaseVersion`, such as `POSTGRES_16`.
    pub database_version: Option<String>,
    /// Public address.
    pub public_address: Option<IpAddr>,
    /// `ipAddresses[]` of type `OUTGOING`: where its own connections come from, and nothing listens.
    pub outgoing_addresses: Vec<IpAddr>,
    /// Private address.
    pub private_address: Option<IpAddr>,
    /// `settings.ipConfiguration.privateNetwork`.
    pub private_network: Option<Ref<Network>>,
    /// `settings.ipConfiguration.authorizedNetworks[].value`.
    pub authorized_networks: Vec<IpNet>,
    /// Those with an `expirationTime`, and the time.
    pub expiring_networks: Vec<(IpNet, String)>,
    /// `pscServiceAttachmentLink`.
    pub attachment: Option<Ref<ServiceAttachment>>,
    /// `settings.connectorEnforcement` is `REQUIRED`: only Cloud SQL connectors get in.
    pub connectors_only: bool,
    /// `settings.connectionPoolConfig.connectionPoolingEnabled`.
    pub connection_pooling: bool,
    /// `state` is known not to be one that serves, or `settings.activationPolicy` is `NEVER`.
    pub not_running: bool,
}

/// The port of Cloud SQL connectors and of the Cloud SQL Auth Proxy
/// (<https://cloud.google.com/sql/docs/mysql/connect-overview>).
pub const CONNECTOR_PORT: u16 = 3307;

impl Sql {
    /// The port at which its engine listens; `None` where the engine is not known.
    pub fn port(&self) -> Option<u16> {
        let version = self.database_version.as_deref()?;
        let engines = [("MYSQL", 3306), ("POSTGRES", 5432), ("SQLSERVER", 1433)];
        let engine = engines.iter().find(|(own, _)| version.starts_with(own));
        engine.map(|(_, port)| *port)
    }
}
