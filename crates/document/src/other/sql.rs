//! `sql#instance`: a Cloud SQL instance.
//!
//! <https://docs.cloud.google.com/sql/docs/mysql/admin-api/rest/v1/instances>

use std::net::IpAddr;

use hopscope_model::resource::Sql;
use ipnet::IpNet;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    ip_addresses: List<WireAddress>,
    #[serde(default)]
    settings: Option<Settings>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireAddress {
    #[serde(rename = "type")]
    kind: Given<String>,
    ip_address: Given<IpAddr>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Settings {
    #[serde(default)]
    ip_configuration: Option<IpConfiguration>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct IpConfiguration {
    #[serde(default)]
    private_network: Maybe<String>,
    #[serde(default)]
    authorized_networks: List<AclEntry>,
}

#[derive(Deserialize)]
struct AclEntry {
    value: Given<IpNet>,
}

/// The address that is reached from the internet.
const PUBLIC: &str = "PRIMARY";

/// The address in a VPC.
const PRIVATE: &str = "PRIVATE";

impl Codec for Sql {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let address = |kind: &str| {
            let mut addresses = wire.ip_addresses.0.iter();
            let found = addresses.find(|address| address.kind.0 == kind);
            found.map(|address| address.ip_address.0)
        };
        let (public_address, private_address) = (address(PUBLIC), address(PRIVATE));
        let config = wire
            .settings
            .and_then(|settings| settings.ip_configuration)
            .unwrap_or_default();
        Ok(Self {
            public_address,
            private_address,
            private_network: at.maybe(&config.private_network),
            authorized_networks: config
                .authorized_networks
                .0
                .into_iter()
                .map(|entry| entry.value.0)
                .collect(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        let addresses = [
            (PUBLIC, self.public_address),
            (PRIVATE, self.private_address),
        ];
        let addresses = addresses.into_iter().filter_map(|(kind, address)| {
            let mut own = out.nested();
            own.put("type", kind);
            own.put("ipAddress", address?.to_string());
            Some(own.map)
        });
        let addresses = addresses.collect();
        out.objects("ipAddresses", addresses);
        let mut config = out.nested();
        if let Some(network) = &self.private_network {
            let path = out.short(network);
            config.put("privateNetwork", path);
        }
        let entries = self.authorized_networks.iter().map(|range| {
            let mut own = out.nested();
            own.put("value", range.to_string());
            own.map
        });
        let entries = entries.collect();
        config.objects("authorizedNetworks", entries);
        let mut settings = out.nested();
        settings.object("ipConfiguration", config);
        out.object("settings", settings);
    }
}
