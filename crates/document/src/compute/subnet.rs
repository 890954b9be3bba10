//! `compute#subnetwork`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/subnetworks>

use hopscope_model::resource::Subnet;
use hopscope_model::resource::subnet::{SecondaryRange, SubnetPurpose};
use hopscope_model::{Reason, What};
use ipnet::{IpNet, Ipv6Net};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

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
    ("AGGREGATE", SubnetPurpose::Other),
    ("CLOUD_EXTENSION", SubnetPurpose::Other),
];

/// Whether a subnet has no IPv4 range.
const STACKS: &[(&str, bool)] = &[
    ("IPV4_ONLY", false),
    ("IPV4_IPV6", false),
    ("IPV6_ONLY", true),
    ("UNSPECIFIED_STACK_TYPE", false),
];

/// Whether a proxy-only subnet stands by.
const ROLES: &[(&str, bool)] = &[("ACTIVE", false), ("BACKUP", true)];

/// Whether IPv6 addresses are external.
const ACCESS: &[(&str, bool)] = &[
    ("EXTERNAL", true),
    ("INTERNAL", false),
    ("UNSPECIFIED_IPV6_ACCESS_TYPE", false),
];

impl Codec for Subnet {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let range: Option<IpNet> = fields.word("ipCidrRange");
        let ipv6_only = fields.choice("stackType", STACKS).unwrap_or(false);
        if range.is_none() && !ipv6_only {
            fields.missing("ipCidrRange");
        }
        // An address alone is a range where rules name one; a subnet never is one.
        let alone = fields.text("ipCidrRange").filter(|own| !own.contains('/'));
        if let (Some(own), Some(_)) = (&alone, range) {
            fields.wrong("ipCidrRange", Reason::not_a(own, What::Range));
        }
        let purpose = fields.choice("purpose", PURPOSES);
        let access = fields.choice("ipv6AccessType", ACCESS);
        let external: Option<Ipv6Net> = fields.word("externalIpv6Prefix");
        let secondary = fields.objects("secondaryIpRanges");
        let secondary = secondary.iter().map(|own| SecondaryRange {
            name: own.needed_text("rangeName"),
            range: own.needed("ipCidrRange").unwrap_or_default(),
        });
        Self {
            network: at.needed(fields, "network"),
            range,
            secondary_ranges: secondary.collect(),
            private_google_access: fields.flag("privateIpGoogleAccess"),
            purpose: purpose.unwrap_or(SubnetPurpose::Private),
            backup: fields.choice("role", ROLES).unwrap_or(false),
            ipv6_range: external
                .or(fields.word("internalIpv6Prefix"))
                .or(fields.word("ipv6CidrRange")),
            ipv6_external: access.unwrap_or(false) || external.is_some(),
            hybrid: fields.flag("allowSubnetCidrRoutesOverlap"),
        }
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
            own.show("ipCidrRange", &range.range);
            own.map
        });
        let secondary = secondary.collect();
        out.objects("secondaryIpRanges", secondary);
        out.flag("allowSubnetCidrRoutesOverlap", self.hybrid);
    }
}
