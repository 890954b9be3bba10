//! `compute#subnetwork`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/subnetworks>

use hopscope_model::resource::Subnet;
use hopscope_model::resource::subnet::{SecondaryRange, SubnetPurpose};
use ipnet::{IpNet, Ipv6Net};
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    network: Given<String>,
    #[serde(default)]
    ip_cidr_range: Maybe<IpNet>,
    #[serde(default)]
    secondary_ip_ranges: List<WireSecondary>,
    #[serde(default)]
    private_ip_google_access: Maybe<bool>,
    #[serde(default)]
    purpose: Maybe<String>,
    #[serde(default)]
    role: Maybe<String>,
    #[serde(default)]
    stack_type: Maybe<String>,
    #[serde(default)]
    ipv6_access_type: Maybe<String>,
    #[serde(default)]
    ipv6_cidr_range: Maybe<Ipv6Net>,
    #[serde(default)]
    external_ipv6_prefix: Maybe<Ipv6Net>,
    #[serde(default)]
    internal_ipv6_prefix: Maybe<Ipv6Net>,
    #[serde(default)]
    allow_subnet_cidr_routes_overlap: Maybe<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSecondary {
    range_name: Given<String>,
    ip_cidr_range: Given<IpNet>,
}

/// The purposes that are told apart, as Google spells them.
const PURPOSES: &[(&str, SubnetPurpose)] = &[
    ("PRIVATE", SubnetPurpose::Private),
    ("PRIVATE_RFC_1918", SubnetPurpose::Private),
    (
        "REGIONAL_MANAGED_PROXY",
        SubnetPurpose::RegionalManagedProxy,
    ),
    (
        "INTERNAL_HTTPS_LOAD_BALANCER",
        SubnetPurpose::RegionalManagedProxy,
    ),
    ("GLOBAL_MANAGED_PROXY", SubnetPurpose::GlobalManagedProxy),
    (
        "PRIVATE_SERVICE_CONNECT",
        SubnetPurpose::PrivateServiceConnect,
    ),
    ("PRIVATE_NAT", SubnetPurpose::PrivateNat),
    ("PEER_MIGRATION", SubnetPurpose::Other),
];

impl Codec for Subnet {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        if wire.ip_cidr_range.0.is_none() && !wire.stack_type.is("IPV6_ONLY") {
            return Err(FieldError::missing("ipCidrRange"));
        }
        let purpose = match wire.purpose.0.as_deref() {
            None => SubnetPurpose::Private,
            Some(purpose) => PURPOSES
                .iter()
                .find(|(word, _)| *word == purpose)
                .map_or(SubnetPurpose::Other, |(_, purpose)| *purpose),
        };
        let external = wire.external_ipv6_prefix.0;
        Ok(Self {
            network: at.refer(&wire.network.0),
            range: wire.ip_cidr_range.0,
            secondary_ranges: wire
                .secondary_ip_ranges
                .0
                .into_iter()
                .map(|range| SecondaryRange {
                    name: range.range_name.0,
                    range: range.ip_cidr_range.0,
                })
                .collect(),
            private_google_access: wire.private_ip_google_access.or_default(),
            purpose,
            backup: wire.role.is("BACKUP"),
            ipv6_range: external
                .or(wire.internal_ipv6_prefix.0)
                .or(wire.ipv6_cidr_range.0),
            ipv6_external: wire.ipv6_access_type.is("EXTERNAL") || external.is_some(),
            hybrid: wire.allow_subnet_cidr_routes_overlap.or_default(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        out.shown("ipCidrRange", self.range);
        out.flag("privateIpGoogleAccess", self.private_google_access);
        let purpose = PURPOSES
            .iter()
            .find(|(_, purpose)| *purpose == self.purpose)
            .filter(|(_, purpose)| *purpose != SubnetPurpose::Private);
        out.maybe("purpose", purpose.map(|(word, _)| *word));
        if self.backup {
            out.put("role", "BACKUP");
        }
        match (self.range, self.ipv6_range) {
            (None, _) => out.put("stackType", "IPV6_ONLY"),
            (Some(_), Some(_)) => out.put("stackType", "IPV4_IPV6"),
            (Some(_), None) => {}
        }
        if self.ipv6_external {
            out.put("ipv6AccessType", "EXTERNAL");
        }
        out.shown("ipv6CidrRange", self.ipv6_range);
        let secondary = self.secondary_ranges.iter().map(|range| {
            let mut own = out.nested();
            own.put("rangeName", &*range.name);
            own.put("ipCidrRange", range.range.to_string());
            own.map
        });
        let secondary = secondary.collect();
        out.objects("secondaryIpRanges", secondary);
        out.flag("allowSubnetCidrRoutesOverlap", self.hybrid);
    }
}
