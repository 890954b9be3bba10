//! Everything a walk looks up in one VPC network.

use std::net::IpAddr;

use hopscope_model::name::{Id, Name, Ref};
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::subnet::SubnetPurpose;
use hopscope_model::resource::{Cluster, Kind, PolicyRoute, Subnet};
use hopscope_model::{Index, Scenario, order};
use ipnet::IpNet;
use rustc_hash::FxHashMap;

use super::firewall::FirewallTable;
use super::hybrid::Links;
use super::members::{Gathered, Members};
use super::nat::Gateway;
use super::peering::Peer;
use super::prefixes::Prefixes;
use super::route::RouteTable;

/// Index of a network in the topology.
pub(crate) type NetworkIx = usize;

/// What a walk looks up in a network.
#[derive(Clone, Debug)]
pub(crate) struct NetworkTables {
    pub(crate) name: Name,
    /// Whether the network itself is in the scenario. Without it its peerings are not known.
    pub(crate) present: bool,
    /// Whether the scenario holds its subnets: any of them, or the promise that it holds all.
    pub(crate) subnets_known: bool,
    pub(crate) firewall: FirewallTable,
    pub(crate) routes: RouteTable,
    /// Its policy-based routes, by priority.
    pub(crate) policy_routes: Vec<(Name, PolicyRoute)>,
    /// Its VPC peerings, in order.
    pub(crate) peers: Vec<Peer>,
    /// Cloud NAT gateways by region.
    pub(crate) nats: Index<Box<str>, Vec<Gateway>>,
    /// Who has an internal address.
    owners: FxHashMap<IpAddr, Owner>,
    /// Alias ranges of machines.
    aliases: Prefixes<Owner>,
    /// Ranges of subnets, primary and secondary.
    ranges: Prefixes<SubnetRange>,
    /// A forwarding rule of it whose address is not in the scenario.
    pub(crate) unaddressed: Option<Name>,
    /// Where inbound DNS forwarding is asked: the addresses that Cloud DNS has reserved, or where the scenario has none of
    /// them, one address of each subnet's primary range, which they come from.
    pub(crate) entry_points: Vec<IpAddr>,
    /// Active proxy-only subnets, by region and purpose.
    proxies: Index<(Box<str>, SubnetPurpose), (Ref<Subnet>, IpNet)>,
}

/// Who has an internal address.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Owner {
    /// A VM, by interface index; whether it is the primary address.
    Machine {
        name: Name,
        interface: usize,
        primary: bool,
    },
    /// A pod.
    Pod(Name),
    /// A PSC endpoint for Google APIs.
    PscGoogleApis(Name),
    /// Any other forwarding rules, in order of their names: one address may have several, by protocol and port.
    ForwardingRules(Vec<Name>),
    /// An address reserved by Direct VPC egress.
    Serverless,
    /// An entry point of inbound DNS forwarding, by its reserved address.
    EntryPoint(Name),
    /// Private address of a Cloud SQL instance.
    Sql(Name),
    /// Private endpoint of a cluster's control plane.
    ControlPlane(Name),
    /// A Private Service Connect NEG, for load balancers.
    PscNeg(Name),
    /// Several things, as the scenario has it.
    Several(Id),
}

/// A range of a subnet.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct SubnetRange {
    pub(crate) subnet: Name,
    pub(crate) range: IpNet,
    /// Name of the secondary range; `None`: primary.
    pub(crate) secondary: Option<Box<str>>,
    /// Serverless workloads use it for Direct VPC egress.
    pub(crate) direct_vpc: bool,
    pub(crate) purpose: SubnetPurpose,
    pub(crate) hybrid: bool,
}

impl NetworkTables {
    /// The tables of a network.
    pub(crate) fn new(
        scenario: &Scenario,
        all: &Gathered<'_>,
        name: &Name,
        own: &Members<'_>,
        links: &Links,
    ) -> Self {
        let mut tables = Self {
            name: name.clone(),
            present: scenario.resources.networks.contains_key(name),
            subnets_known: !own.subnets.is_empty()
                || scenario.is_complete(&name.project, Kind::Subnet),
            firewall: FirewallTable::new(scenario, name, all, own),
            routes: {
                let dynamic = links.dynamic(scenario, name, &own.routers);
                RouteTable::new(scenario, name, &own.routes, links, dynamic)
            },
            policy_routes: policy_routes(own),
            peers: Peer::of_network(scenario, name, &own.routes),
            nats: Gateway::of_network(scenario, all, &own.routers, &own.interfaces),
            owners: FxHashMap::default(),
            aliases: Prefixes::default(),
            ranges: Prefixes::default(),
            unaddressed: None,
            entry_points: Vec::new(),
            proxies: Index::new(),
        };
        for (name, subnet) in &own.subnets {
            tables.add_subnet(name, subnet, all.direct.contains(*name));
        }
        tables.add_machines(own);
        tables.add_forwarding_rules(own);
        for (sql, value) in &own.sqls {
            if let Some(address) = value.private_address {
                tables.own(address, Owner::Sql((*sql).clone()), Kind::Sql, sql);
            }
        }
        for (name, cluster) in &own.clusters {
            tables.add_control_plane(name, cluster);
        }
        for (name, address) in &own.psc_negs {
            let owner = Owner::PscNeg((*name).clone());
            tables.owners.entry(*address).or_insert(owner);
        }
        for (name, address) in &own.addresses {
            let owner = match address.purpose.as_deref() {
                Some("SERVERLESS") => Owner::Serverless,
                // <https://cloud.google.com/dns/docs/server-policies-overview#dns-server-policy-in>
                Some("DNS_RESOLVER") => {
                    tables.entry_points.push(address.address);
                    Owner::EntryPoint((*name).clone())
                }
                _ => continue,
            };
            tables.owners.entry(address.address).or_insert(owner);
        }
        if tables.entry_points.is_empty() {
            let subnets = own.subnets.iter();
            let subnets = subnets.filter(|(_, subnet)| subnet.purpose == SubnetPurpose::Private);
            let ranges = subnets.filter_map(|(_, subnet)| subnet.range);
            tables.entry_points = ranges.map(|range| range.network()).collect();
        }
        tables
    }

    fn add_subnet(&mut self, name: &Name, subnet: &Subnet, direct: bool) {
        let mut add = |range: IpNet, secondary: Option<&str>| {
            let range = range.trunc();
            let own = SubnetRange {
                subnet: name.clone(),
                range,
                secondary: secondary.map(Into::into),
                direct_vpc: secondary.is_none() && direct,
                purpose: subnet.purpose,
                hybrid: subnet.hybrid,
            };
            self.ranges.insert(&range, own);
        };
        if let Some(range) = subnet.range {
            add(range, None);
        }
        let proxy_only = matches!(
            subnet.purpose,
            SubnetPurpose::RegionalManagedProxy | SubnetPurpose::GlobalManagedProxy
        );
        if let (true, false, Some(range)) = (proxy_only, subnet.backup, subnet.range) {
            let key = (name.region().into(), subnet.purpose);
            self.proxies
                .insert(key, (Ref::to(name.clone()), range.trunc()));
        }
        for secondary in &subnet.secondary_ranges {
            add(secondary.range, Some(&secondary.name));
        }
        if let Some(prefix) = subnet.ipv6_range {
            add(IpNet::V6(prefix), None);
        }
    }

    fn add_machines(&mut self, members: &Members<'_>) {
        for (name, ix, interface) in &members.interfaces {
            let owner = |primary| Owner::Machine {
                name: (*name).clone(),
                interface: *ix,
                primary,
            };
            let v6 = interface.ipv6_address.map(IpAddr::V6);
            let outside = interface.external_ipv6_address.map(IpAddr::V6);
            for address in interface.address.into_iter().chain(v6).chain(outside) {
                self.own(address, owner(true), Kind::Instance, name);
            }
            for range in &interface.alias_ranges {
                self.aliases.insert(range, owner(false));
            }
        }
        for (name, pod) in &members.pods {
            if let (Some(address), false) = (pod.address, pod.host_network) {
                self.own(address, Owner::Pod((*name).clone()), Kind::Pod, name);
            }
        }
    }

    /// Gives an address to something, unless another has it: then nobody can say whose it is. Internal forwarding
    /// rules may share one.
    fn own(&mut self, address: IpAddr, owner: Owner, kind: Kind, name: &Name) {
        let owner = match (self.owners.get_mut(&address), owner) {
            (None, owner) => owner,
            (Some(Owner::ForwardingRules(own)), Owner::ForwardingRules(more)) => {
                own.extend(more);
                return;
            }
            (Some(_), _) => Owner::Several(Id::new(kind, name.clone())),
        };
        self.owners.insert(address, owner);
    }

    /// The private endpoint of a control plane. Where it is a PSC endpoint, the forwarding rule that Google made for
    /// it may be there as well.
    fn add_control_plane(&mut self, name: &Name, cluster: &Cluster) {
        let Some(address) = cluster.private_endpoint else {
            return;
        };
        let owner = Owner::ControlPlane(name.clone());
        match self.owners.get(&address) {
            Some(Owner::ForwardingRules(_)) => {
                self.owners.insert(address, owner);
            }
            _ => self.own(address, owner, Kind::Cluster, name),
        }
    }

    fn add_forwarding_rules(&mut self, members: &Members<'_>) {
        for (name, rule) in &members.forwarding_rules {
            let internal = !matches!(rule.scheme, Scheme::External | Scheme::ExternalManaged);
            let (Some(address), true) = (rule.address, internal) else {
                if internal && self.unaddressed.is_none() {
                    self.unaddressed = Some((*name).clone());
                }
                continue;
            };
            let owner = match rule.target {
                ForwardingTarget::AllApis | ForwardingTarget::VpcSc => {
                    Owner::PscGoogleApis((*name).clone())
                }
                _ => Owner::ForwardingRules(vec![(*name).clone()]),
            };
            self.own(address, owner, Kind::ForwardingRule, name);
        }
    }

    /// Who has an address.
    pub(crate) fn owner(&self, address: IpAddr) -> Option<&Owner> {
        self.owners
            .get(&address)
            .or_else(|| self.aliases.longest(address))
    }

    /// The range of a subnet that holds an address.
    pub(crate) fn range(&self, address: IpAddr) -> Option<&SubnetRange> {
        self.ranges.longest(address)
    }

    /// The active proxy-only subnet of a region, with its range.
    pub(crate) fn proxy_subnet(
        &self,
        region: &str,
        purpose: SubnetPurpose,
    ) -> Option<(&Ref<Subnet>, IpNet)> {
        let (subnet, range) = self.proxies.get(&(Box::from(region), purpose))?;
        Some((subnet, *range))
    }

    /// The gateways of a region.
    pub(crate) fn gateways(&self, region: &str) -> &[Gateway] {
        self.nats.get(region).map_or(&[], Vec::as_slice)
    }
}

/// Policy-based routes by priority; those of one priority in the order of their names.
fn policy_routes(members: &Members<'_>) -> Vec<(Name, PolicyRoute)> {
    let own = members.policy_routes.iter();
    let mut routes: Vec<(Name, PolicyRoute)> = own
        .map(|(name, route)| ((*name).clone(), (*route).clone()))
        .collect();
    order::sort_by_key(&mut routes, |(_, route)| route.priority);
    routes
}
