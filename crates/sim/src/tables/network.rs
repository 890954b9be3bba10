//! Everything a walk looks up in one VPC network.

use std::net::IpAddr;

use hopscope_model::name::{Id, Name, Ref};
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::serverless::VpcAccess;
use hopscope_model::resource::subnet::SubnetPurpose;
use hopscope_model::resource::{Kind, Network};
use hopscope_model::{Index, Scenario, Set};
use ipnet::IpNet;
use rustc_hash::FxHashMap;

use super::firewall::FirewallTable;
use super::nat::Gateway;
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
    pub(crate) firewall: FirewallTable,
    pub(crate) routes: RouteTable,
    /// Cloud NAT gateways by region.
    pub(crate) nats: Index<Box<str>, Vec<Gateway>>,
    /// Who has an internal address.
    owners: FxHashMap<IpAddr, Owner>,
    /// Alias ranges of machines.
    aliases: Prefixes<Owner>,
    /// Ranges of subnets, primary and secondary.
    ranges: Prefixes<SubnetRange>,
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
    /// Any other forwarding rule.
    ForwardingRule(Name),
    /// An address reserved by Direct VPC egress.
    Serverless,
    /// Private address of a Cloud SQL instance.
    Sql(Name),
    /// Several machines or pods, as the scenario has it.
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
    pub(crate) fn new(scenario: &Scenario, name: &Name) -> Self {
        let resources = &scenario.resources;
        let network: Ref<Network> = Ref::to(name.clone());
        let mut tables = Self {
            name: name.clone(),
            present: resources.networks.contains_key(name),
            firewall: FirewallTable::new(scenario, name),
            routes: RouteTable::new(scenario, name),
            nats: Gateway::of_network(scenario, name),
            owners: FxHashMap::default(),
            aliases: Prefixes::default(),
            ranges: Prefixes::default(),
        };
        tables.add_subnets(scenario, &network);
        tables.add_machines(scenario, &network);
        tables.add_forwarding_rules(scenario, &network);
        for (sql, value) in &resources.sqls {
            if let Some(address) = value.private_address
                && value.private_network.as_ref() == Some(&network)
            {
                tables.owners.insert(address, Owner::Sql(sql.clone()));
            }
        }
        for address in resources.addresses.values() {
            let here = address.subnet.as_ref().is_some_and(|subnet| {
                resources
                    .get(subnet)
                    .is_some_and(|subnet| subnet.network == network)
            });
            if here && address.purpose.as_deref() == Some("SERVERLESS") {
                tables
                    .owners
                    .entry(address.address)
                    .or_insert(Owner::Serverless);
            }
        }
        tables
    }

    fn add_subnets(&mut self, scenario: &Scenario, network: &Ref<Network>) {
        let resources = &scenario.resources;
        let direct: Set<Name> = Set::from_iter(
            resources
                .run_services
                .values()
                .map(|service| &service.egress)
                .chain(resources.run_jobs.values().map(|job| &job.egress))
                .chain(
                    resources
                        .functions
                        .values()
                        .map(|function| &function.egress),
                )
                .filter_map(|egress| match &egress.vpc {
                    VpcAccess::Direct { subnet, .. } => Some(subnet.name().clone()),
                    _ => None,
                }),
        );
        for (name, subnet) in &resources.subnets {
            if subnet.network != *network {
                continue;
            }
            let own = |range: IpNet, secondary: Option<&str>| SubnetRange {
                subnet: name.clone(),
                range: range.trunc(),
                secondary: secondary.map(Into::into),
                direct_vpc: secondary.is_none() && direct.contains(name),
                purpose: subnet.purpose,
                hybrid: subnet.hybrid,
            };
            let secondary = subnet
                .secondary_ranges
                .iter()
                .map(|secondary| own(secondary.range, Some(&secondary.name)));
            for range in subnet
                .range
                .map(|range| own(range, None))
                .into_iter()
                .chain(secondary)
            {
                self.ranges.insert(&range.range.clone(), range);
            }
            if let Some(prefix) = subnet.ipv6_range {
                self.ranges
                    .insert(&IpNet::V6(prefix), own(IpNet::V6(prefix), None));
            }
        }
    }

    fn add_machines(&mut self, scenario: &Scenario, network: &Ref<Network>) {
        let resources = &scenario.resources;
        for (name, machine) in &resources.instances {
            for (ix, interface) in machine.interfaces.iter().enumerate() {
                if interface.network != *network {
                    continue;
                }
                let owner = |primary| Owner::Machine {
                    name: name.clone(),
                    interface: ix,
                    primary,
                };
                let v6 = interface.ipv6_address.map(IpAddr::V6);
                for address in interface.address.into_iter().chain(v6) {
                    self.own(address, owner(true), Kind::Instance, name);
                }
                for range in &interface.alias_ranges {
                    self.aliases.insert(range, owner(false));
                }
            }
        }
        for (name, pod) in &resources.pods {
            let Some(address) = pod.address else { continue };
            let here = resources
                .get(&pod.cluster)
                .is_some_and(|cluster| cluster.network == *network);
            if here && !pod.host_network {
                self.own(address, Owner::Pod(name.clone()), Kind::Pod, name);
            }
        }
    }

    /// Gives an address to a machine or pod, unless another has it: then nobody can say whose it is.
    fn own(&mut self, address: IpAddr, owner: Owner, kind: Kind, name: &Name) {
        let owner = match self.owners.get(&address) {
            Some(_) => Owner::Several(Id::new(kind, name.clone())),
            None => owner,
        };
        self.owners.insert(address, owner);
    }

    fn add_forwarding_rules(&mut self, scenario: &Scenario, network: &Ref<Network>) {
        let resources = &scenario.resources;
        for (name, rule) in &resources.forwarding_rules {
            let internal = !matches!(rule.scheme, Scheme::External | Scheme::ExternalManaged);
            let here = rule.network.as_ref() == Some(network)
                || rule.network.is_none()
                    && rule.subnet.as_ref().is_some_and(|subnet| {
                        resources
                            .get(subnet)
                            .is_some_and(|subnet| subnet.network == *network)
                    });
            let (Some(address), true, true) = (rule.address, internal, here) else {
                continue;
            };
            let owner = match rule.target {
                ForwardingTarget::AllApis | ForwardingTarget::VpcSc => {
                    Owner::PscGoogleApis(name.clone())
                }
                _ => Owner::ForwardingRule(name.clone()),
            };
            self.owners.insert(address, owner);
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

    /// The gateways of a region.
    pub(crate) fn gateways(&self, region: &str) -> &[Gateway] {
        self.nats.get(region).map_or(&[], Vec::as_slice)
    }
}
