//! `compute#instance`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/instances>

use std::net::{IpAddr, Ipv6Addr};

use hopscope_model::resource::Instance;
use hopscope_model::resource::instance::Interface;
use ipnet::IpNet;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

/// Status of a machine for which none is given.
const RUNNING: &str = "RUNNING";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    status: Maybe<String>,
    #[serde(default)]
    can_ip_forward: Maybe<bool>,
    #[serde(default)]
    tags: Option<Tags>,
    #[serde(default)]
    service_accounts: List<ServiceAccount>,
    network_interfaces: Vec<WireInterface>,
}

#[derive(Deserialize)]
struct Tags {
    #[serde(default)]
    items: List<Given<String>>,
}

#[derive(Deserialize)]
struct ServiceAccount {
    email: Given<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireInterface {
    #[serde(default)]
    name: Maybe<String>,
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    subnetwork: Maybe<String>,
    #[serde(default, rename = "networkIP")]
    network_ip: Maybe<IpAddr>,
    #[serde(default)]
    access_configs: List<AccessConfig>,
    #[serde(default)]
    alias_ip_ranges: List<AliasRange>,
    #[serde(default)]
    ipv6_address: Maybe<Ipv6Addr>,
    #[serde(default)]
    ipv6_access_configs: List<Ipv6AccessConfig>,
    #[serde(default)]
    network_attachment: Maybe<String>,
}

#[derive(Deserialize)]
struct AccessConfig {
    #[serde(default, rename = "natIP")]
    nat_ip: Maybe<IpAddr>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct AliasRange {
    ip_cidr_range: Given<IpNet>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Ipv6AccessConfig {
    #[serde(default)]
    external_ipv6: Maybe<Ipv6Addr>,
}

impl Codec for Instance {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let interfaces = wire.network_interfaces.into_iter().enumerate();
        let interfaces = interfaces
            .map(|(index, wire)| {
                interface(index, wire, at).map_err(|error| error.inside("networkInterfaces", index))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            status: wire.status.0.unwrap_or_else(|| RUNNING.to_owned()),
            can_ip_forward: wire.can_ip_forward.or_default(),
            tags: wire.tags.map(|tags| tags.items.words()).unwrap_or_default(),
            service_account: wire
                .service_accounts
                .0
                .into_iter()
                .next()
                .map(|account| account.email.0),
            interfaces,
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        if self.status != RUNNING {
            out.put("status", &*self.status);
        }
        out.flag("canIpForward", self.can_ip_forward);
        let mut tags = out.nested();
        tags.list("items", &self.tags);
        out.object("tags", tags);
        if let Some(email) = &self.service_account {
            let mut account = out.nested();
            account.put("email", &**email);
            out.objects("serviceAccounts", vec![account.map]);
        }
        let interfaces: Vec<_> = self
            .interfaces
            .iter()
            .enumerate()
            .map(|(index, interface)| write_interface(index, interface, out.nested()).map)
            .map(serde_json::Value::Object)
            .collect();
        // A machine without interfaces is one all the same.
        out.put("networkInterfaces", interfaces);
    }
}

fn interface(index: usize, wire: WireInterface, at: &At<'_>) -> Result<Interface, FieldError> {
    if wire.network_attachment.0.is_some() {
        at.not_modelled(
            "networkInterfaces",
            "an interface in a network attachment is not modelled",
        );
    }
    // Configurations that are made before the machine give only the subnet; its network is not known then.
    let network = wire
        .network
        .0
        .ok_or_else(|| FieldError::missing("network"))?;
    let external_pending = wire
        .access_configs
        .0
        .iter()
        .any(|config| config.nat_ip.0.is_none());
    let external_address = wire
        .access_configs
        .0
        .iter()
        .find_map(|config| config.nat_ip.0);
    Ok(Interface {
        name: wire.name.0.unwrap_or_else(|| format!("nic{index}")),
        network: at.refer(&network),
        subnet: at.maybe(&wire.subnetwork),
        address: wire.network_ip.0,
        external_address,
        external_pending: external_pending && external_address.is_none(),
        alias_ranges: wire
            .alias_ip_ranges
            .0
            .into_iter()
            .map(|range| range.ip_cidr_range.0)
            .collect(),
        ipv6_address: wire.ipv6_address.0,
        external_ipv6_address: wire
            .ipv6_access_configs
            .0
            .iter()
            .find_map(|config| config.external_ipv6.0),
    })
}

fn write_interface<'a>(index: usize, interface: &Interface, mut out: Out<'a>) -> Out<'a> {
    if interface.name != format!("nic{index}") {
        out.put("name", &*interface.name);
    }
    out.refer("network", &interface.network);
    out.refer_maybe("subnetwork", interface.subnet.as_ref());
    out.shown("networkIP", interface.address);
    let mut access = out.nested();
    access.shown("natIP", interface.external_address);
    if interface.external_address.is_some() || interface.external_pending {
        out.objects("accessConfigs", vec![access.map]);
    }
    let aliases = interface.alias_ranges.iter().map(|range| {
        let mut own = out.nested();
        own.put("ipCidrRange", range.to_string());
        own.map
    });
    let aliases = aliases.collect();
    out.objects("aliasIpRanges", aliases);
    out.shown("ipv6Address", interface.ipv6_address);
    if let Some(address) = interface.external_ipv6_address {
        let mut access = out.nested();
        access.put("externalIpv6", address.to_string());
        out.objects("ipv6AccessConfigs", vec![access.map]);
    }
    out
}
