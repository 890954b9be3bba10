//! What belongs to which network, gathered in one pass: with a scan of the scenario for every network, linking would
//! cost the product of both.

use std::net::IpAddr;

use hopscope_model::name::{GLOBAL, Name};
use hopscope_model::resource::instance::Interface;
use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};
use hopscope_model::resource::{
    Address, Cluster, Connector, Firewall, FirewallPolicy, ForwardingRule, Pod, PolicyRoute,
    Resource, Route, Router, Sql, Subnet,
};
use hopscope_model::{Index, Ref, Scenario, Set};

/// What belongs to one network, each in the order of names.
#[derive(Default)]
pub(crate) struct Members<'a> {
    pub(crate) subnets: Vec<(&'a Name, &'a Subnet)>,
    pub(crate) routes: Vec<(&'a Name, &'a Route)>,
    pub(crate) policy_routes: Vec<(&'a Name, &'a PolicyRoute)>,
    pub(crate) firewalls: Vec<(&'a Name, &'a Firewall)>,
    /// Firewall policies that are associated with the network itself.
    pub(crate) policies: Vec<(&'a Name, &'a FirewallPolicy)>,
    pub(crate) routers: Vec<(&'a Name, &'a Router)>,
    pub(crate) connectors: Vec<(&'a Name, &'a Connector)>,
    /// Machines, with one of their interfaces and its number.
    pub(crate) interfaces: Vec<(&'a Name, usize, &'a Interface)>,
    pub(crate) pods: Vec<(&'a Name, &'a Pod)>,
    pub(crate) forwarding_rules: Vec<(&'a Name, &'a ForwardingRule)>,
    pub(crate) clusters: Vec<(&'a Name, &'a Cluster)>,
    pub(crate) sqls: Vec<(&'a Name, &'a Sql)>,
    /// Private Service Connect NEGs that have an address in it.
    pub(crate) psc_negs: Vec<(&'a Name, IpAddr)>,
    /// Reserved addresses of its subnets.
    pub(crate) addresses: Vec<(&'a Name, &'a Address)>,
}

/// The members of every network, and what all networks look into.
pub(crate) struct Gathered<'a> {
    /// By network. Networks that something refers to are here also when they are not in the scenario.
    pub(crate) networks: Index<Name, Members<'a>>,
    /// Firewall policies by the folder or organisation that they hang on.
    pub(crate) policies_by_node: Index<&'a str, Vec<(&'a Name, &'a FirewallPolicy)>>,
    /// How many firewall policies hang on a folder or organisation.
    pub(crate) hierarchical: usize,
    /// Subnets that serverless workloads use for Direct VPC egress.
    pub(crate) direct: Set<Name>,
    /// Addresses that Cloud NAT allocated, by router.
    pub(crate) allocated: Index<Name, Vec<IpAddr>>,
}

impl<'a> Gathered<'a> {
    /// Gathers them.
    pub(crate) fn new(scenario: &'a Scenario) -> Self {
        let resources = &scenario.resources;
        let mut all = Self {
            networks: Index::new(),
            policies_by_node: Index::new(),
            hierarchical: 0,
            direct: direct(scenario),
            allocated: allocated(scenario),
        };
        for name in resources.networks.keys() {
            all.of(name);
        }
        for (name, subnet) in &resources.subnets {
            all.of(subnet.network.name()).subnets.push((name, subnet));
        }
        for (name, route) in &resources.routes {
            all.of(route.network.name()).routes.push((name, route));
        }
        for (name, route) in &resources.policy_routes {
            let own = all.of(route.network.name());
            own.policy_routes.push((name, route));
        }
        for (name, rule) in &resources.firewalls {
            all.of(rule.network.name()).firewalls.push((name, rule));
        }
        for (name, router) in &resources.routers {
            all.of(router.network.name()).routers.push((name, router));
        }
        for (name, machine) in &resources.instances {
            for (ix, interface) in machine.interfaces.iter().enumerate() {
                let own = all.of(interface.network.name());
                own.interfaces.push((name, ix, interface));
            }
        }
        for (name, cluster) in &resources.clusters {
            let own = all.of(cluster.network.name());
            own.clusters.push((name, cluster));
        }
        for (name, connector) in &resources.connectors {
            let subnet = connector.subnet.as_ref().and_then(|own| resources.get(own));
            let by_subnet = subnet.map(|subnet| &subnet.network);
            if let Some(network) = by_subnet.or(connector.network.as_ref()) {
                all.of(network.name()).connectors.push((name, connector));
            }
        }
        for (name, rule) in &resources.forwarding_rules {
            let subnet = rule.subnet.as_ref().and_then(|own| resources.get(own));
            let by_subnet = subnet.map(|subnet| &subnet.network);
            if let Some(network) = rule.network.as_ref().or(by_subnet) {
                all.of(network.name()).forwarding_rules.push((name, rule));
            }
        }
        all.add_guests(scenario);
        all.add_policies(scenario);
        all
    }

    fn of(&mut self, network: &Name) -> &mut Members<'a> {
        self.networks.get_or_default(network.clone())
    }

    /// What has an address in a network and does not make the network known.
    fn add_guests(&mut self, scenario: &'a Scenario) {
        let resources = &scenario.resources;
        for (name, pod) in &resources.pods {
            let cluster = resources.get(&pod.cluster);
            if let Some(own) = cluster.and_then(|own| self.networks.get_mut(own.network.name())) {
                own.pods.push((name, pod));
            }
        }
        for (name, sql) in &resources.sqls {
            let network = sql.private_network.as_ref().map(Ref::name);
            if let Some(own) = network.and_then(|network| self.networks.get_mut(network)) {
                own.sqls.push((name, sql));
            }
        }
        for (name, neg) in &resources.negs {
            let subnet = neg.subnet.as_ref().and_then(|own| resources.get(own));
            let network = subnet.map(|own| &own.network).or(neg.network.as_ref());
            let own = network.and_then(|network| self.networks.get_mut(network.name()));
            if let (Some(own), Some(address)) = (own, neg.consumer_address) {
                own.psc_negs.push((name, address));
            }
        }
        for (name, address) in &resources.addresses {
            let subnet = address.subnet.as_ref().and_then(|own| resources.get(own));
            if let Some(own) = subnet.and_then(|own| self.networks.get_mut(own.network.name())) {
                own.addresses.push((name, address));
            }
        }
    }

    fn add_policies(&mut self, scenario: &'a Scenario) {
        for (name, policy) in &scenario.resources.firewall_policies {
            for network in order_of(&policy.networks) {
                if let Some(own) = self.networks.get_mut(network) {
                    own.policies.push((name, policy));
                }
            }
            self.hierarchical += usize::from(!policy.nodes.is_empty());
            for node in &policy.nodes {
                let own = self.policies_by_node.get_or_default(node);
                if own.last().is_none_or(|(last, _)| *last != name) {
                    own.push((name, policy));
                }
            }
        }
    }
}

/// The names that references go to, each once.
fn order_of<R: Resource>(references: &[Ref<R>]) -> Vec<&Name> {
    hopscope_model::order::once(references.iter().map(Ref::name))
}

fn direct(scenario: &Scenario) -> Set<Name> {
    let resources = &scenario.resources;
    let mut found = Set::new();
    let mut add = |egress: &ServerlessEgress| {
        if let VpcAccess::Direct { subnet, .. } = &egress.vpc {
            found.add(subnet.name().clone());
        }
    };
    resources
        .run_services
        .values()
        .for_each(|it| add(&it.egress));
    resources.run_jobs.values().for_each(|it| add(&it.egress));
    resources.functions.values().for_each(|it| add(&it.egress));
    found
}

/// An address that Cloud NAT allocated names its router among its users.
fn allocated(scenario: &Scenario) -> Index<Name, Vec<IpAddr>> {
    let mut found: Index<Name, Vec<IpAddr>> = Index::new();
    for (name, address) in &scenario.resources.addresses {
        if address.purpose.as_deref() != Some("NAT_AUTO") {
            continue;
        }
        for user in &address.users {
            if let Some((_, router)) = user.rsplit_once("/routers/") {
                let router = Name::new(name.project.clone(), name.location.clone(), router);
                let own = found.get_or_default(router);
                if !own.contains(&address.address) {
                    own.push(address.address);
                }
            }
        }
    }
    found
}

/// The folders and organisation above a project, as far as the scenario says.
pub(crate) fn ancestors<'a>(scenario: &'a Scenario, project: &str) -> &'a [String] {
    let project = Name::new("", GLOBAL, project);
    let project = scenario.resources.projects.get(&project);
    project.map_or(&[], |project| &project.ancestors)
}
