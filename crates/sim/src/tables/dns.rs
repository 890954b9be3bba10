//! DNS as tables: zones with their records, and what each network's name resolution asks in which order.
//!
//! <https://cloud.google.com/dns/docs/vpc-name-res-order>

use std::net::IpAddr;

use hopscope_model::name::{Name, Ref};
use hopscope_model::order;
use hopscope_model::resource::dns::{NameServerTarget, RecordSet, ZoneRole};
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::resource::{Cluster, ForwardingRule, Network};
use hopscope_model::{Index, Scenario};

/// Index of a zone.
pub(crate) type ZoneIx = usize;

/// Zones by their `dnsName`.
type Zones = Index<Box<str>, ZoneOf>;

/// The zone of a name.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ZoneOf {
    pub(crate) ix: ZoneIx,
    /// How long its `dnsName` is, without the dot at its end: of zones that hold a name the longest answers, and the
    /// root zone (`.`), of none, is the last.
    pub(crate) apex: usize,
    /// There is another of the same name for the same clients, as the scenario has it: which one answers, nobody
    /// can say. Of public zones it is the one that the domain is delegated to; of private ones Cloud DNS allows
    /// no second (<https://cloud.google.com/dns/docs/zones/zones-overview>).
    pub(crate) contested: bool,
}

/// All of DNS.
#[derive(Clone, Default, Debug)]
pub(crate) struct DnsTables {
    pub(crate) zones: Vec<ZoneTable>,
    public: Zones,
    networks: Index<Name, NetworkDns>,
    clusters: Index<Name, ClusterDns>,
    pub(crate) hosts: Index<Box<str>, HostNames>,
    pub(crate) servers: Vec<ServerTable>,
    /// Names of internal load balancers, whatever network they are in.
    balancers: Index<Box<str>, ()>,
    empty: NetworkDns,
}

/// A host of the scenario under one of its public names.
#[derive(Clone, Debug)]
pub(crate) struct HostNames {
    pub(crate) host: Name,
    pub(crate) v4: Vec<IpAddr>,
    pub(crate) v6: Vec<IpAddr>,
}

impl HostNames {
    fn add(&mut self, other: &Self) {
        for (own, more) in [(&mut self.v4, &other.v4), (&mut self.v6, &other.v6)] {
            own.extend(more);
            *own = order::once(std::mem::take(own));
        }
    }
}

/// A managed zone. Names are in lower case, without the dot at their end.
#[derive(Clone, Debug)]
pub(crate) struct ZoneTable {
    pub(crate) name: Name,
    pub(crate) role: ZoneRole,
    pub(crate) records: RecordTable,
    pub(crate) records_known: bool,
}

/// A name server that is not Google's.
#[derive(Clone, Debug)]
pub(crate) struct ServerTable {
    pub(crate) name: String,
    pub(crate) on: NameServerPlace,
    pub(crate) records: RecordTable,
    pub(crate) else_public: bool,
}

/// What the name resolution of one network asks.
#[derive(Clone, Default, Debug)]
pub(crate) struct NetworkDns {
    /// Outbound server policy: its name and servers.
    pub(crate) alternative: Option<(Name, Vec<NameServerTarget>)>,
    /// Another outbound server policy for it, as the scenario has it: a network can have one.
    pub(crate) second_alternative: Option<Name>,
    /// It answers what asks from outside by an inbound server policy.
    pub(crate) inbound: bool,
    pub(crate) response_policies: Vec<ResponseTable>,
    zones: Zones,
    /// Zonal names of machines, and names of internal load balancers.
    pub(crate) internal: Index<Box<str>, Vec<IpAddr>>,
    /// The zones that those names are in, which Compute Engine makes: `ZONE.c.PROJECT.internal`.
    internal_zones: Index<Box<str>, ()>,
    /// Global names of machines, which only some projects have.
    pub(crate) global_names: Index<Box<str>, Name>,
    /// PSC endpoints, for names below `p.googleapis.com`.
    pub(crate) endpoints: Index<Box<str>, (Name, IpAddr)>,
    /// Domains of published services that the network has endpoints for, with one of these.
    published: Index<Box<str>, Name>,
}

/// What the name resolution of one cluster's pods asks before that of its network
/// (<https://cloud.google.com/dns/docs/vpc-name-res-order#gke_steps>).
#[derive(Clone, Default, Debug)]
pub(crate) struct ClusterDns {
    pub(crate) response_policies: Vec<ResponseTable>,
    zones: Zones,
}

/// A response policy.
#[derive(Clone, Debug)]
pub(crate) struct ResponseTable {
    pub(crate) name: Name,
    pub(crate) known: bool,
    rules: Index<Box<str>, (String, Option<Records>)>,
    wildcards: Index<Box<str>, (String, Option<Records>)>,
}

/// Records by name.
#[derive(Clone, Default, Debug)]
pub(crate) struct RecordTable {
    names: Index<Box<str>, Records>,
    /// Records of `*.NAME`, by NAME.
    wildcards: Index<Box<str>, Records>,
    /// Every name that exists, with those that only have names below them.
    existing: Index<Box<str>, ()>,
    delegations: Index<Box<str>, ()>,
}

/// What one name has.
#[derive(Clone, Default, PartialEq, Eq, Debug)]
pub(crate) struct Records {
    pub(crate) v4: Vec<IpAddr>,
    pub(crate) v6: Vec<IpAddr>,
    pub(crate) cname: Option<Box<str>>,
    /// What no zone can hold, as the scenario has it: an alias beside anything else, an address that is none.
    pub(crate) contradictory: bool,
}

/// What a table says of a name.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Lookup<'t> {
    Records(&'t Records),
    /// A name server below answers for it.
    Delegated,
    NoName,
}

/// A name without the dot at its end, in lower case.
pub(crate) fn bare(name: &str) -> Box<str> {
    name.trim_end_matches('.').to_ascii_lowercase().into()
}

/// The name without its first label.
fn parent(name: &str) -> Option<&str> {
    name.split_once('.').map(|(_, rest)| rest)
}

/// The name and every name above it, the root's (empty) at last.
pub(crate) fn suffixes(name: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(name), |name| {
        parent(name).or_else(|| (!name.is_empty()).then_some(""))
    })
}

/// What a wildcard stands below: `*.example` below `example`, and `*` below the root.
fn below_wildcard(name: &str) -> Option<&str> {
    match name {
        "*" => Some(""),
        _ => name.strip_prefix("*."),
    }
}

impl RecordTable {
    /// Records below `apex`, which exists even without any.
    pub(crate) fn new(apex: &str, sets: &[RecordSet]) -> Self {
        let mut table = Self::default();
        table.existing.insert(apex.into(), ());
        for set in sets {
            let name = bare(&set.name);
            if set.kind == "NS" && *name != *apex {
                table.delegations.insert(name.clone(), ());
            }
            for name in suffixes(&name).take_while(|name| name.len() >= apex.len()) {
                table.existing.insert(name.into(), ());
            }
            let records = match below_wildcard(&name) {
                Some(below) => table.wildcards.get_or_default(below.into()),
                None => table.names.get_or_default(name),
            };
            records.add(set);
        }
        table
    }

    /// What is said of a name itself.
    pub(crate) fn own(&self, name: &str) -> Option<&Records> {
        self.names.get(name)
    }

    /// What there is under a name: exact, else the wildcard at the closest name that exists (RFC 4592).
    pub(crate) fn find(&self, name: &str) -> Lookup<'_> {
        if suffixes(name).any(|name| self.delegations.contains_key(name)) {
            return Lookup::Delegated;
        }
        if let Some(records) = self.names.get(name) {
            return Lookup::Records(records);
        }
        if self.existing.contains_key(name) {
            // It only has names below it: it exists, without data.
            return Lookup::Records(Records::NOTHING);
        }
        suffixes(name)
            .skip(1)
            .find(|name| self.existing.contains_key(*name))
            .and_then(|encloser| self.wildcards.get(encloser))
            .map_or(Lookup::NoName, Lookup::Records)
    }
}

impl Records {
    const NOTHING: &'static Self = &Self {
        v4: Vec::new(),
        v6: Vec::new(),
        cname: None,
        contradictory: false,
    };

    fn add(&mut self, set: &RecordSet) {
        match set.kind.as_str() {
            "A" | "AAAA" => {
                for data in &set.data {
                    match data.parse() {
                        Ok(address @ IpAddr::V4(_)) => self.v4.push(address),
                        Ok(address @ IpAddr::V6(_)) => self.v6.push(address),
                        Err(_) => self.contradictory = true,
                    }
                }
                order::sort(&mut self.v4);
                order::sort(&mut self.v6);
            }
            "CNAME" | "ALIAS" => {
                // An alias has one target (RFC 1034, section 3.6.2).
                self.contradictory |= self.cname.is_some() || set.data.len() > 1;
                self.cname = set.data.first().map(|data| bare(data));
            }
            _ => {}
        }
        let addresses = !self.v4.is_empty() || !self.v6.is_empty();
        self.contradictory |= self.cname.is_some() && addresses;
    }
}

impl ResponseTable {
    /// Whether a rule is for a name itself: no other can come before it.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.rules.contains_key(name)
    }

    /// The rule for a name: exact before wildcard, longest wildcard first. `None` data: bypass.
    pub(crate) fn find(&self, name: &str) -> Option<&(String, Option<Records>)> {
        self.rules.get(name).or_else(|| {
            suffixes(name)
                .skip(1)
                .find_map(|name| self.wildcards.get(name))
        })
    }
}

/// The zone that comes with a network's first endpoint for Google's APIs
/// (<https://cloud.google.com/vpc/docs/configure-private-service-connect-apis>).
pub(crate) const ENDPOINT_ZONE: &str = "p.googleapis.com";

impl NetworkDns {
    /// The private zone with the longest suffix of a name.
    pub(crate) fn zone(&self, name: &str) -> Option<ZoneOf> {
        suffixes(name).find_map(|suffix| self.zones.get(suffix).copied())
    }

    /// The published service's domain that a name is, or is below: how long it is, and an endpoint for it.
    pub(crate) fn published(&self, name: &str) -> Option<(usize, &Name)> {
        suffixes(name).find_map(|domain| Some((domain.len(), self.published.get(domain)?)))
    }

    /// How long the name is of the zone that Compute Engine makes and that holds a name. Private zones answer before it
    /// only where theirs is longer (<https://cloud.google.com/dns/docs/vpc-name-res-order>).
    pub(crate) fn internal_zone(&self, name: &str) -> Option<usize> {
        let found = suffixes(name).find(|suffix| self.internal_zones.contains_key(*suffix));
        found.map(str::len)
    }
}

fn add_zone(zones: &mut Zones, apex: &str, ix: ZoneIx) {
    match zones.get_mut(apex) {
        Some(own) => own.contested = true,
        None => {
            let own = ZoneOf {
                ix,
                apex: apex.len(),
                contested: false,
            };
            zones.insert(apex.into(), own);
        }
    }
}

impl DnsTables {
    /// All of DNS in a scenario.
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let mut tables = Self::default();
        tables.add_zones(scenario);
        tables.add_policies(scenario);
        tables.add_names(scenario);
        tables.servers = scenario
            .resources
            .name_servers
            .iter()
            .map(|server| ServerTable {
                name: server.name.clone(),
                on: server.on.clone(),
                records: RecordTable::new("", &server.records),
                else_public: server.else_public,
            })
            .collect();
        tables
    }

    fn network(&mut self, network: &Ref<Network>) -> &mut NetworkDns {
        self.networks.get_or_default(network.name().clone())
    }

    fn add_zones(&mut self, scenario: &Scenario) {
        for (name, zone) in &scenario.resources.zones {
            let apex = bare(&zone.dns_name);
            let ix = self.zones.len();
            self.zones.push(ZoneTable {
                name: name.clone(),
                records: RecordTable::new(&apex, &zone.records),
                role: zone.role.clone(),
                records_known: zone.records_known,
            });
            if !zone.private {
                add_zone(&mut self.public, &apex, ix);
                continue;
            }
            for network in order::once(&zone.networks) {
                add_zone(&mut self.network(network).zones, &apex, ix);
            }
            for cluster in order::once(&zone.clusters) {
                let own = self.clusters.get_or_default(cluster.name().clone());
                add_zone(&mut own.zones, &apex, ix);
            }
        }
    }

    fn add_policies(&mut self, scenario: &Scenario) {
        for (name, policy) in &scenario.resources.dns_policies {
            for network in policy.networks.iter().filter(|_| policy.inbound_forwarding) {
                self.network(network).inbound = true;
            }
            if policy.alternative_name_servers.is_empty() {
                continue;
            }
            for network in &policy.networks {
                let own = self.network(network);
                match &own.alternative {
                    Some((first, _)) if first != name => {
                        own.second_alternative = Some(name.clone());
                    }
                    Some(_) => {}
                    None => {
                        let servers = policy.alternative_name_servers.clone();
                        own.alternative = Some((name.clone(), servers));
                    }
                }
            }
        }
        for (name, policy) in &scenario.resources.response_policies {
            let mut table = ResponseTable {
                name: name.clone(),
                known: policy.rules_known,
                rules: Index::new(),
                wildcards: Index::new(),
            };
            for rule in &policy.rules {
                let data = rule.local_data.as_ref().map(|sets| {
                    let mut records = Records::default();
                    sets.iter().for_each(|set| records.add(set));
                    records
                });
                let dns_name = bare(&rule.dns_name);
                match below_wildcard(&dns_name) {
                    Some(below) => table
                        .wildcards
                        .insert(below.into(), (rule.name.clone(), data)),
                    None => table.rules.insert(dns_name, (rule.name.clone(), data)),
                };
            }
            for network in order::once(&policy.networks) {
                self.network(network).response_policies.push(table.clone());
            }
            for cluster in order::once(&policy.clusters) {
                let own = self.clusters.get_or_default(cluster.name().clone());
                own.response_policies.push(table.clone());
            }
        }
    }

    fn add_names(&mut self, scenario: &Scenario) {
        let resources = &scenario.resources;
        for (name, host) in &resources.hosts {
            if host.at.is_some() {
                continue;
            }
            let (v4, v6) = host.addresses.iter().partition(|address| address.is_ipv4());
            let names = HostNames {
                host: name.clone(),
                v4,
                v6,
            };
            for dns_name in &host.dns_names {
                // A name that two hosts have stands for the addresses of both.
                match self.hosts.get_mut(&bare(dns_name)) {
                    Some(own) => own.add(&names),
                    None => {
                        self.hosts.insert(bare(dns_name), names.clone());
                    }
                }
            }
        }
        for (name, machine) in &resources.instances {
            // <https://cloud.google.com/compute/docs/internal-dns>
            let Name {
                project,
                location,
                name: own,
            } = name;
            for interface in machine.interfaces.iter().take(1) {
                let Some(address) = interface.address else {
                    continue;
                };
                let dns = self.network(&interface.network);
                let zone = bare(&format!("{location}.c.{project}.internal"));
                dns.internal
                    .insert(bare(&format!("{own}.{zone}")), vec![address]);
                dns.internal_zones.insert(zone, ());
                let global = format!("{own}.c.{project}.internal");
                dns.global_names.insert(bare(&global), name.clone());
            }
        }
        for (name, rule) in &resources.forwarding_rules {
            self.add_balancer(scenario, name, rule);
            let google = matches!(
                rule.target,
                ForwardingTarget::AllApis | ForwardingTarget::VpcSc
            );
            if let (true, Some(address), Some(network)) = (google, rule.address, &rule.network) {
                self.network(network)
                    .endpoints
                    .insert(name.name.as_ref().into(), (name.clone(), address));
            }
            self.add_published(scenario, name, rule);
        }
    }

    /// The domain of a published service, in the network of an endpoint for it that has an IPv4 address
    /// (<https://cloud.google.com/vpc/docs/dns-vpc-hosted-services>).
    fn add_published(&mut self, scenario: &Scenario, name: &Name, rule: &ForwardingRule) {
        let resources = &scenario.resources;
        let ForwardingTarget::ServiceAttachment(attachment) = &rule.target else {
            return;
        };
        let subnet = rule.subnet.as_ref().and_then(|own| resources.get(own));
        let network = rule.network.as_ref().or(subnet.map(|own| &own.network));
        let Some((service, network)) = resources.get(attachment).zip(network) else {
            return;
        };
        if rule.address.is_some_and(|own| own.is_ipv6()) {
            return;
        }
        for domain in &service.domain_names {
            let published = &mut self.network(network).published;
            published.insert_first(bare(domain), name.clone());
        }
    }

    /// The name of an internal load balancer: `LABEL.RULE.il4.REGION.lb.PROJECT.internal`, `il7` where its connections
    /// end at proxies. It resolves in the load balancer's own network
    /// (<https://cloud.google.com/load-balancing/docs/dns-names>).
    fn add_balancer(&mut self, scenario: &Scenario, name: &Name, rule: &ForwardingRule) {
        let layer = match rule.scheme {
            Scheme::Internal => "il4",
            Scheme::InternalManaged => "il7",
            _ => return,
        };
        let subnet = rule.subnet.as_ref();
        let subnet = subnet.and_then(|subnet| scenario.resources.get(subnet));
        let network = rule
            .network
            .as_ref()
            .or(subnet.map(|subnet| &subnet.network));
        if let (Some(label), Some(address), Some(network)) =
            (&rule.service_label, rule.address, network)
        {
            let Name {
                project,
                location,
                name: own,
            } = name;
            let host = bare(&format!(
                "{label}.{own}.{layer}.{location}.lb.{project}.internal"
            ));
            self.network(network)
                .internal
                .insert(host.clone(), vec![address]);
            self.balancers.insert(host, ());
        }
    }

    /// Whether a name has the form of those of internal load balancers, and is of none that is known here.
    pub(crate) fn is_unknown_balancer(&self, name: &str) -> bool {
        let mut labels = name.rsplit('.');
        let is_one = labels.next() == Some("internal") && labels.nth(1) == Some("lb");
        is_one && !self.balancers.contains_key(name)
    }

    /// What a network's name resolution asks.
    pub(crate) fn of_network(&self, network: &Name) -> &NetworkDns {
        self.networks.get(network).unwrap_or(&self.empty)
    }

    /// What the pods of a cluster ask first.
    pub(crate) fn of_cluster(&self, cluster: &Ref<Cluster>) -> Option<&ClusterDns> {
        self.clusters.get(cluster.name())
    }

    /// The cluster-scoped zone that answers for a name.
    pub(crate) fn cluster_zone(&self, cluster: &Ref<Cluster>, name: &str) -> Option<ZoneOf> {
        let zones = &self.clusters.get(cluster.name())?.zones;
        suffixes(name).find_map(|suffix| zones.get(suffix).copied())
    }

    /// The public zone of the scenario that answers for a name.
    pub(crate) fn public_zone(&self, name: &str) -> Option<ZoneOf> {
        suffixes(name).find_map(|suffix| self.public.get(suffix).copied())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(records: &[(&str, &str, &str)]) -> RecordTable {
        let sets: Vec<_> = records
            .iter()
            .map(|(name, kind, data)| RecordSet {
                name: (*name).to_owned(),
                kind: (*kind).to_owned(),
                data: vec![(*data).to_owned()],
                routing_policy: false,
            })
            .collect();
        RecordTable::new("example", &sets)
    }

    /// RFC 4592, section 2.2.1: the example zone's responses.
    #[test]
    fn wildcards_follow_rfc_4592() {
        let zone = table(&[
            ("*.example.", "A", "192.0.2.1"),
            ("sub.*.example.", "A", "192.0.2.2"),
            ("host1.example.", "A", "192.0.2.3"),
            ("_ssh._tcp.host1.example.", "A", "192.0.2.4"),
        ]);
        let found = |name: &str| match zone.find(name) {
            Lookup::Records(records) => format!("{:?}", records.v4),
            other => format!("{other:?}"),
        };
        assert_eq!(found("host3.example"), "[192.0.2.1]");
        assert_eq!(found("foo.bar.example"), "[192.0.2.1]");
        // The wildcard does not apply below a name that exists.
        assert_eq!(found("_telnet._tcp.host1.example"), "NoName");
        // `_tcp.host1` exists because there is a name below it.
        assert_eq!(found("_tcp.host1.example"), "[]");
        // The apex is not matched.
        assert_eq!(found("example"), "[]");
    }
}
