//! The linked scenario: a graph of places a packet can be and moves it can make, and the tables that a stage
//! looks up. Made once; a walk only reads.

mod dangling;
mod doubt;
mod external;
mod graph;
mod hosts;

pub use graph::{Move, Place};

pub(crate) use external::ExternalOwner;
pub(crate) use hosts::RunHost;

use std::collections::BTreeMap;
use std::net::IpAddr;

use hopscope_model::name::{Id, Name};
use hopscope_model::order;
use hopscope_model::resource::forwarding_rule::Scheme;
use hopscope_model::resource::{Address, Function, IamPolicy, IamResource, Instance, Kind};
use hopscope_model::{Index, Problem, Protocol, Scenario, Set, google};
use ipnet::Ipv6Net;
use petgraph::stable_graph::{NodeIndex, StableDiGraph};
use petgraph::visit::EdgeRef;
use rustc_hash::FxHashMap;

use crate::contradictions::contradictions;
use crate::tables::dns::DnsTables;
use crate::tables::firewall::connector_tag;
use crate::tables::hub::Hubs;
use crate::tables::hybrid::Links;
use crate::tables::members::Gathered;
use crate::tables::network::{NetworkIx, NetworkTables};
use crate::tables::services::Services;
use crate::tables::strangers::Strangers;
use dangling::dangling;
use doubt::{in_doubt, project_in_doubt};
use external::{behind, external_owners};
use hosts::{dns_endpoints, function_hosts, host_and_function, run_hosts};

/// A linked scenario.
#[derive(Clone, Debug)]
pub struct Topology {
    pub(crate) scenario: Scenario,
    graph: StableDiGraph<Place, Move>,
    nodes: BTreeMap<Place, NodeIndex>,
    pub(crate) networks: Vec<NetworkTables>,
    /// VPN tunnels and VLAN attachments.
    pub(crate) links: Links,
    /// Hubs of Network Connectivity Center.
    pub(crate) hubs: Hubs,
    /// Looked up at every hop, and never walked through: order does not matter.
    network_ix: FxHashMap<Name, NetworkIx>,
    machines: FxHashMap<Name, Instance>,
    pub(crate) dns: DnsTables,
    /// Cloud Run services and functions by host name; whether it is the default URL.
    run_hosts: Index<Box<str>, RunHost>,
    /// Functions of the 1st generation by host name and the first part of the path.
    function_hosts: Index<Box<str>, Name>,
    /// Clusters by the host name of their control plane's DNS-based endpoint.
    dns_endpoints: Index<Box<str>, Name>,
    external: Index<IpAddr, ExternalOwner>,
    /// Machines that a load balancer may pass packets to.
    pub(crate) behind: Set<Name>,
    /// Network policies by cluster.
    network_policies: Index<Name, Vec<Name>>,
    /// Nodes, with their cluster: machines that say so, or that run pods.
    pod_nodes: Index<Name, Name>,
    /// Kubernetes Services.
    pub(crate) services: Services,
    /// What kinds that are not modelled have of addresses.
    pub(crate) strangers: Strangers,
    /// Security policies that come before those of backend services.
    pub(crate) armor_above: Vec<Name>,
    /// Internal addresses that are reserved, by address.
    reserved_internal: Index<IpAddr, Vec<Name>>,
    /// An external forwarding rule whose address is not in the scenario.
    pub(crate) unaddressed: Option<Name>,
    /// Usually one an address.
    hosts: Index<IpAddr, Vec<Name>>,
    reserved_external: Index<IpAddr, ()>,
    processes: Index<Id, Vec<usize>>,
    connector_tags: Index<Name, Vec<String>>,
    /// Networks that may be the same as one that something names by the number of a project which nothing joins
    /// with an id; with that number.
    in_doubt: Index<Name, Box<str>>,
    /// The IAM policies of projects, and of what is above them.
    pub(crate) wide_policies: Vec<(IamResource, IamPolicy)>,
    /// By project, the kinds of which it has some in the scenario, or of which the scenario says that it has all.
    settled: Index<Box<str>, Vec<Kind>>,
}

impl Topology {
    /// Links a scenario. Problems name the references that lead nowhere, each with the command that exports
    /// what is missing.
    pub fn link(scenario: &Scenario) -> (Self, Vec<Problem>) {
        let resources = &scenario.resources;
        let all = Gathered::new(scenario);
        let links = Links::new(scenario, &all);
        let names: Vec<Name> = all.networks.keys().cloned().collect();
        let mut networks = Vec::with_capacity(names.len());
        for (name, own) in all.networks.iter() {
            networks.push(NetworkTables::new(scenario, &all, name, own, &links));
        }
        let network_ix = names.iter().cloned().zip(0..).collect();
        let hubs = Hubs::new(scenario, &all, &links);
        for network in &mut networks {
            network.routes.join(&hubs);
        }
        let mut topology = Self {
            scenario: scenario.clone(),
            graph: StableDiGraph::new(),
            nodes: BTreeMap::new(),
            networks,
            links,
            hubs,
            network_ix,
            machines: resources
                .instances
                .iter()
                .map(|(name, machine)| (name.clone(), machine.clone()))
                .collect(),
            dns: DnsTables::new(scenario),
            run_hosts: run_hosts(scenario),
            function_hosts: function_hosts(scenario),
            dns_endpoints: dns_endpoints(scenario),
            external: external_owners(scenario),
            behind: behind(scenario),
            unaddressed: resources
                .forwarding_rules
                .iter()
                .find(|(_, rule)| {
                    let external =
                        matches!(rule.scheme, Scheme::External | Scheme::ExternalManaged);
                    external && rule.address.is_none()
                })
                .map(|(name, _)| name.clone()),
            network_policies: network_policies(scenario),
            pod_nodes: nodes(scenario),
            services: Services::new(scenario),
            strangers: Strangers::new(scenario),
            armor_above: {
                let policies = resources.security_policies.iter();
                let above = policies.filter(|(_, own)| !own.associations.is_empty());
                above.map(|(name, _)| name.clone()).collect()
            },
            reserved_internal: reserved_internal(scenario),
            hosts: hosts_by_address(scenario),
            reserved_external: resources
                .addresses
                .values()
                .filter(|address| {
                    address.external && address.purpose.as_deref() != Some("NAT_AUTO")
                })
                .map(|address| (address.address, ()))
                .collect(),
            processes: Index::new(),
            in_doubt: in_doubt(scenario, &names),
            wide_policies: wide_policies(scenario),
            settled: settled(scenario),
            connector_tags: Index::from_iter(resources.connectors.keys().map(|name| {
                let tags = vec!["vpc-connector".to_owned(), connector_tag(name)];
                (name.clone(), tags)
            })),
        };
        for (ix, process) in resources.processes.iter().enumerate() {
            topology
                .processes
                .get_or_default(process.on.clone())
                .push(ix);
        }
        topology.build_graph(&names);
        let mut problems = dangling(scenario);
        problems.extend(contradictions(scenario));
        (topology, problems)
    }

    /// The graph of places and moves.
    pub fn graph(&self) -> &StableDiGraph<Place, Move> {
        &self.graph
    }

    /// The scenario it was linked from.
    pub fn scenario(&self) -> &Scenario {
        &self.scenario
    }

    /// The places that a move leads to from a place, in order.
    pub fn moves(&self, from: &Place, by: Move) -> Vec<&Place> {
        let Some(node) = self.nodes.get(from) else {
            return Vec::new();
        };
        let mut found: Vec<_> = self
            .graph
            .edges(*node)
            .filter(|edge| *edge.weight() == by)
            .filter_map(|edge| self.graph.node_weight(edge.target()))
            .collect();
        order::sort(&mut found);
        found
    }

    pub(crate) fn network(&self, name: &Name) -> Option<(NetworkIx, &NetworkTables)> {
        let ix = *self.network_ix.get(name)?;
        Some((ix, self.networks.get(ix)?))
    }

    /// A machine.
    pub(crate) fn machine(&self, name: &Name) -> Option<&Instance> {
        self.machines.get(name)
    }

    /// What answers for a host name at Cloud Run. The functions of a region share one host below
    /// `cloudfunctions.net`, and are told apart by the first part of the path.
    pub(crate) fn run_host(&self, host: &str, path: &str) -> Option<&RunHost> {
        if google::is_below(host, "cloudfunctions.net") {
            let key = host_and_function(&format!("https://{host}{path}"));
            return self.run_hosts.get(key.as_str());
        }
        self.run_hosts.get(host)
    }

    /// The function of the 1st generation that answers for a host name and a path.
    pub(crate) fn function_host(&self, host: &str, path: &str) -> Option<(&Name, &Function)> {
        if !google::is_below(host, "cloudfunctions.net") {
            return None;
        }
        let key = host_and_function(&format!("https://{host}{path}"));
        let name = self.function_hosts.get(key.as_str())?;
        Some((name, self.scenario.resources.functions.get(name)?))
    }

    /// The cluster of which a name is the DNS-based endpoint.
    pub(crate) fn dns_endpoint(&self, host: &str) -> Option<&Name> {
        self.dns_endpoints.get(host)
    }

    pub(crate) fn external_owner(&self, address: IpAddr) -> Option<&ExternalOwner> {
        let own = self.external.get(&address);
        own.or_else(|| self.global_owner(address))
    }

    /// A global forwarding rule or address has a whole /64 over IPv6, and shows the first address of it
    /// (<https://cloud.google.com/load-balancing/docs/ipv6#ipv6_address_format>).
    fn global_owner(&self, address: IpAddr) -> Option<&ExternalOwner> {
        let owner = self.external.get(&first_of(address, 64)?)?;
        let global = match owner {
            ExternalOwner::ForwardingRules(names) => names.iter().all(Name::is_global),
            ExternalOwner::Reserved(name) => name.is_global(),
            _ => false,
        };
        global.then_some(owner)
    }

    /// Whether something of a region, or of a network, has the /96 that an IPv6 address is of, by its first address
    /// (<https://cloud.google.com/vpc/docs/subnets#ipv6-ranges>).
    pub(crate) fn has_range_of(&self, network: &NetworkTables, address: IpAddr) -> bool {
        first_of(address, 96).is_some_and(|first| {
            self.external.get(&first).is_some() || network.owner(first).is_some()
        })
    }

    /// The network policies of a cluster.
    pub(crate) fn network_policies(&self, cluster: &Name) -> &[Name] {
        let found = self.network_policies.get(cluster);
        found.map_or(&[], Vec::as_slice)
    }

    /// The cluster of which a machine is known to be a node.
    pub(crate) fn cluster_of_node(&self, machine: &Name) -> Option<&Name> {
        self.pod_nodes.get(machine)
    }

    /// Whether a machine is known to run pods of a cluster.
    pub(crate) fn is_node_of(&self, machine: &Name, cluster: &Name) -> bool {
        self.pod_nodes.get(machine) == Some(cluster)
    }

    /// The hosts with an address: one, unless the scenario gives it to several.
    pub(crate) fn hosts_at(&self, address: IpAddr) -> &[Name] {
        self.hosts.get(&address).map_or(&[], Vec::as_slice)
    }

    /// The reservations of an internal address, in whatever network.
    pub(crate) fn reserved_at(&self, address: IpAddr) -> impl Iterator<Item = (&Name, &Address)> {
        let names = self.reserved_internal.get(&address).into_iter().flatten();
        let all = &self.scenario.resources.addresses;
        names.filter_map(|name| Some((name, all.get(name)?)))
    }

    /// Whether an external address is reserved, as far as the scenario says.
    pub(crate) fn is_reserved(&self, address: IpAddr) -> bool {
        self.reserved_external.contains_key(&address)
    }

    /// The processes of a machine; `None`: none is declared.
    pub(crate) fn processes<'s>(
        &'s self,
        on: &Id,
    ) -> Option<impl Iterator<Item = &'s hopscope_model::resource::Process> + use<'s>> {
        let list = self.processes.get(on)?;
        Some(
            list.iter()
                .filter_map(|ix| self.scenario.resources.processes.get(*ix)),
        )
    }

    /// The process of a machine that listens on a port, if any does; `None`: none is declared.
    pub(crate) fn listener(
        &self,
        on: &Id,
        protocol: Protocol,
        port: u16,
    ) -> Option<Option<&hopscope_model::resource::Process>> {
        let mut processes = self.processes(on)?;
        Some(processes.find(|own| own.port == port && own.protocol.transport() == protocol))
    }

    /// Whether nothing has to be assumed of a kind in a project: some of it is there, or it is said to be all.
    pub(crate) fn is_settled(&self, kind: Kind, project: &str) -> bool {
        let kinds = self.settled.get(project);
        kinds.is_some_and(|kinds| kinds.contains(&kind))
    }

    /// The IAM policy of a project.
    pub(crate) fn project_policy(&self, project: &str) -> Option<&IamPolicy> {
        let mut wide = self.wide_policies.iter();
        wide.find_map(|(on, policy)| match on {
            IamResource::Resource(id) => (*id.name.name == *project).then_some(policy),
            _ => None,
        })
    }

    /// The number by which something in the scenario names what may be this network.
    pub(crate) fn number_in_doubt(&self, network: &Name) -> Option<&str> {
        self.in_doubt.get(network).map(|number| &**number)
    }

    /// The number, where of two projects one is named by a number that may be the other's.
    pub(crate) fn project_in_doubt<'p>(&self, one: &'p str, other: &'p str) -> Option<&'p str> {
        project_in_doubt(&self.scenario, one, other)
    }

    /// The network tags of a connector's machines.
    pub(crate) fn connector_tags(&self, connector: &Name) -> &[String] {
        self.connector_tags
            .get(connector)
            .map_or(&[], Vec::as_slice)
    }
}

/// The IAM policies of projects, folders and organisations: few, where each service may have one of its own.
fn wide_policies(scenario: &Scenario) -> Vec<(IamResource, IamPolicy)> {
    let all = scenario.resources.iam_policies.iter();
    let wide = all.filter(|(on, _)| match on {
        IamResource::Resource(id) => id.kind == Kind::Project,
        IamResource::ServiceAccount(_) => false,
        // Of a project that only a number tells, it may be another's.
        IamResource::Iap(id) => id.name.project.bytes().all(|byte| byte.is_ascii_digit()),
        IamResource::Other(_) => true,
    });
    wide.map(|(on, policy)| (on.clone(), policy.clone()))
        .collect()
}

fn settled(scenario: &Scenario) -> Index<Box<str>, Vec<Kind>> {
    let mut found: Index<Box<str>, Vec<Kind>> = Index::new();
    let mut add = |project: &str, kind| {
        let kinds = found.get_or_default(project.into());
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    };
    for kind in Kind::ALL {
        for name in scenario.resources.names(*kind) {
            add(&name.project, *kind);
        }
    }
    for (project, kind) in &scenario.complete {
        add(project, *kind);
    }
    found
}

fn nodes(scenario: &Scenario) -> Index<Name, Name> {
    let mut found = Index::new();
    let resources = &scenario.resources;
    for (name, machine) in &resources.instances {
        if let Some(cluster) = &machine.node_of {
            found.insert(name.clone(), cluster.name().clone());
        }
    }
    for pod in resources.pods.values() {
        if let Some(node) = &pod.node {
            found.insert(node.name().clone(), pod.cluster.name().clone());
        }
    }
    found
}

fn network_policies(scenario: &Scenario) -> Index<Name, Vec<Name>> {
    let mut found: Index<Name, Vec<Name>> = Index::new();
    for (name, policy) in &scenario.resources.network_policies {
        let own = found.get_or_default(policy.cluster.name().clone());
        own.push(name.clone());
    }
    found
}

fn reserved_internal(scenario: &Scenario) -> Index<IpAddr, Vec<Name>> {
    let mut found: Index<IpAddr, Vec<Name>> = Index::new();
    for (name, own) in &scenario.resources.addresses {
        if !own.external {
            found.get_or_default(own.address).push(name.clone());
        }
    }
    found
}

fn hosts_by_address(scenario: &Scenario) -> Index<IpAddr, Vec<Name>> {
    let mut found: Index<IpAddr, Vec<Name>> = Index::new();
    for (name, host) in &scenario.resources.hosts {
        for address in &host.addresses {
            let list = found.get_or_default(*address);
            if !list.contains(name) {
                list.push(name.clone());
            }
        }
    }
    found
}

/// The first address of the range of an IPv6 address, by the length of its prefix.
fn first_of(address: IpAddr, length: u8) -> Option<IpAddr> {
    match address {
        IpAddr::V6(address) => {
            let range = Ipv6Net::new(address, length).ok()?;
            Some(IpAddr::V6(range.network()))
        }
        IpAddr::V4(_) => None,
    }
}
