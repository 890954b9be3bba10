//! Cloud DNS: zones with their records, server policies, response policies.
//!
//! <https://cloud.google.com/dns/docs/reference/rest/v1>

use std::net::IpAddr;

use super::{Cluster, Network};
use crate::name::Ref;

/// A managed zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Zone {
    /// `dnsName`, in lower case, with the dot at its end.
    pub dns_name: String,
    /// `visibility` is `private`.
    pub private: bool,
    /// `privateVisibilityConfig.networks[]`.
    pub networks: Vec<Ref<Network>>,
    /// `privateVisibilityConfig.gkeClusters[]`.
    pub clusters: Vec<Ref<Cluster>>,
    /// What answers.
    pub role: ZoneRole,
    /// Record sets; of a zone that answers itself. Sorted by name and type.
    pub records: Vec<RecordSet>,
    /// Whether these are all its records. What is not among some of them may be there all the same.
    pub records_known: bool,
}

/// What answers for a zone.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ZoneRole {
    /// Its own records.
    Managed,
    /// `forwardingConfig`: other name servers.
    Forwarding(Vec<NameServerTarget>),
    /// `peeringConfig`: the name resolution of another network.
    Peering(Ref<Network>),
    /// `serviceDirectoryConfig`.
    ServiceDirectory,
    /// `reverseLookupConfig`: managed reverse lookup.
    ReverseLookup,
}

/// A name server that queries are forwarded to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct NameServerTarget {
    /// Its address; `None` where only a domain name is given.
    pub address: Option<IpAddr>,
    /// `domainName`.
    pub domain: Option<String>,
    /// `forwardingPath` is `private`.
    pub private_path: bool,
}

/// A record set.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct RecordSet {
    /// Fully qualified, in lower case, with the dot at its end; may begin with `*.`.
    pub name: String,
    /// `A`, `AAAA`, `CNAME`, …
    pub kind: String,
    /// Data as printed.
    pub data: Vec<String>,
    /// It has a `routingPolicy`: which data is answered depends on what is not in the scenario. `data` then
    /// holds all of it.
    pub routing_policy: bool,
}

/// A server policy.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct DnsPolicy {
    /// The networks it is for.
    pub networks: Vec<Ref<Network>>,
    /// `enableInboundForwarding`.
    pub inbound_forwarding: bool,
    /// `alternativeNameServerConfig.targetNameServers[]`: an outbound server policy.
    pub alternative_name_servers: Vec<NameServerTarget>,
}

/// A response policy.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ResponsePolicy {
    /// The networks it is for.
    pub networks: Vec<Ref<Network>>,
    /// The clusters it is for.
    pub clusters: Vec<Ref<Cluster>>,
    /// Its rules. Sorted by name.
    pub rules: Vec<ResponsePolicyRule>,
    /// Whether these are all its rules.
    pub rules_known: bool,
}

/// A rule of a response policy.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ResponsePolicyRule {
    /// `ruleName`.
    pub name: String,
    /// `dnsName`, in lower case, with the dot at its end; may begin with `*.`.
    pub dns_name: String,
    /// `localData`; `None`: `behavior` is `bypassResponsePolicy`.
    pub local_data: Option<Vec<RecordSet>>,
}
