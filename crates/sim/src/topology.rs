//! The linked scenario: a graph of places a packet can be and moves it can make, and the tables that a stage
//! looks up. Made once; a walk only reads.

use std::collections::BTreeMap;
use std::net::IpAddr;

use hopscope_model::export_command;
use hopscope_model::name::{GLOBAL, Id, Name, Ref};
use hopscope_model::order;
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};
use hopscope_model::resource::{IamPolicy, IamResource, Instance, Kind, Resource};
use hopscope_model::{Index, Problem, ProblemCode, Scenario, Set, Severity, google};
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

/// A place a packet can be.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// A resource: a workload, connector, subnet, network, forwarding rule, host, NAT gateway, …
    Resource(Id),
    /// The default internet gateway of a network.
    InternetGateway(Name),
    /// The internet.
    Internet,
    /// Google's front ends, by which APIs and Cloud Run are reached.
    GoogleFrontEnd,
}

/// A move a packet can make from one place to another.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Move {
    /// Serverless egress past every VPC.
    ServerlessInternet,
    /// Direct VPC egress into a subnet.
    DirectVpcEgress,
    /// Egress through a connector.
    ConnectorEgress,
    /// An interface is in a subnet; a subnet is part of a network.
    Attached,
    /// A route of the network leads there.
    Route,
    /// Cloud NAT translates what leaves through the internet gateway.
    CloudNat,
    /// A PSC endpoint leads there.
    PrivateServiceConnect,
    /// Private Google Access, or Google's public front ends.
    GoogleAccess,
    /// A front end serves it.
    Serves,
    /// Over the internet.
    Public,
    /// VPC peering.
    Peering,
}

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
    /// Clusters by the host name of their control plane's DNS-based endpoint.
    dns_endpoints: Index<Box<str>, Name>,
    external: Index<IpAddr, ExternalOwner>,
    /// Network policies by cluster.
    network_policies: Index<Name, Vec<Name>>,
    /// Nodes, with their cluster: machines that say so, or that run pods.
    pod_nodes: Index<Name, Name>,
    /// Kubernetes Services.
    pub(crate) services: Services,
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

/// What answers for a host name at Cloud Run.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct RunHost {
    pub(crate) service: Name,
    /// A `run.app` (or `cloudfunctions.net`) name of its own, not a custom domain.
    pub(crate) default_url: bool,
    /// Another service has the name too, as the scenario has it.
    pub(crate) contested: bool,
}

/// Who has an external address.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum ExternalOwner {
    /// A VM, by interface index.
    Machine(Name, usize),
    /// Forwarding rules, in order of their names: one address may have several, by protocol and port.
    ForwardingRules(Vec<Name>),
    /// A Cloud NAT gateway: takes nothing that it did not start.
    CloudNat(Name),
    /// Reserved, and used by nothing that is in the scenario.
    Reserved(Name),
    /// A Cloud SQL instance.
    Sql(Name),
    /// The control plane of a cluster.
    ControlPlane(Name),
    /// Several things, as the scenario has it, one of them this.
    Several(Id),
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
            dns_endpoints: dns_endpoints(scenario),
            external: external_owners(scenario),
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

    fn node(&mut self, place: Place) -> NodeIndex {
        if let Some(node) = self.nodes.get(&place) {
            return *node;
        }
        let node = self.graph.add_node(place.clone());
        self.nodes.insert(place, node);
        node
    }

    fn edge(&mut self, from: Place, to: Place, by: Move) {
        let (from, to) = (self.node(from), self.node(to));
        self.graph.add_edge(from, to, by);
    }

    fn build_graph(&mut self, networks: &[Name]) {
        let scenario = self.scenario.clone();
        let resources = &scenario.resources;
        let at = |kind, name: &Name| Place::Resource(Id::new(kind, name.clone()));
        for (name, subnet) in &resources.subnets {
            self.edge(
                at(Kind::Subnet, name),
                at(Kind::Network, subnet.network.name()),
                Move::Attached,
            );
        }
        for (name, connector) in &resources.connectors {
            let connector_at = at(Kind::Connector, name);
            if let Some(subnet) = &connector.subnet {
                self.edge(
                    connector_at,
                    at(Kind::Subnet, subnet.name()),
                    Move::Attached,
                );
            } else if let Some(network) = &connector.network {
                self.edge(
                    connector_at,
                    at(Kind::Network, network.name()),
                    Move::Attached,
                );
            }
        }
        let workloads = (resources.run_services.iter())
            .map(|(name, own)| (at(Kind::RunService, name), &own.egress))
            .chain(
                (resources.run_jobs.iter())
                    .map(|(name, own)| (at(Kind::RunJob, name), &own.egress)),
            )
            .chain(
                (resources.functions.iter())
                    .map(|(name, own)| (at(Kind::Function, name), &own.egress)),
            );
        for (place, egress) in workloads {
            self.edge(place.clone(), Place::Internet, Move::ServerlessInternet);
            match &egress.vpc {
                VpcAccess::None => {}
                VpcAccess::Connector(connector) => self.edge(
                    place,
                    at(Kind::Connector, connector.name()),
                    Move::ConnectorEgress,
                ),
                VpcAccess::Direct { subnet, .. } => {
                    self.edge(
                        place,
                        at(Kind::Subnet, subnet.name()),
                        Move::DirectVpcEgress,
                    );
                }
            }
        }
        for (name, machine) in &resources.instances {
            for interface in &machine.interfaces {
                let to = match &interface.subnet {
                    Some(subnet) => at(Kind::Subnet, subnet.name()),
                    None => at(Kind::Network, interface.network.name()),
                };
                self.edge(at(Kind::Instance, name), to, Move::Attached);
            }
        }
        for (name, pod) in &resources.pods {
            if let Some(node) = &pod.node {
                self.edge(
                    at(Kind::Pod, name),
                    at(Kind::Instance, node.name()),
                    Move::Attached,
                );
            }
        }
        self.build_graph_of_networks(&scenario, networks);
        self.edge(Place::Internet, Place::GoogleFrontEnd, Move::GoogleAccess);
        for name in resources.run_services.keys() {
            self.edge(
                Place::GoogleFrontEnd,
                at(Kind::RunService, name),
                Move::Serves,
            );
        }
        for (name, host) in &resources.hosts {
            if host.at.is_none() {
                self.edge(Place::Internet, at(Kind::Host, name), Move::Public);
                self.edge(at(Kind::Host, name), Place::Internet, Move::Public);
            }
        }
        let owners = self.external.clone();
        for (_, owner) in owners.iter() {
            match owner {
                ExternalOwner::Machine(name, _) => {
                    self.edge(Place::Internet, at(Kind::Instance, name), Move::Public);
                }
                ExternalOwner::ForwardingRules(names) => {
                    for name in names {
                        self.edge(
                            Place::Internet,
                            at(Kind::ForwardingRule, name),
                            Move::Public,
                        );
                    }
                }
                _ => {}
            }
        }
    }

    fn build_graph_of_networks(&mut self, scenario: &Scenario, names: &[Name]) {
        let resources = &scenario.resources;
        let at = |kind, name: &Name| Place::Resource(Id::new(kind, name.clone()));
        for name in names {
            let gateway = Place::InternetGateway(name.clone());
            self.edge(at(Kind::Network, name), gateway.clone(), Move::Route);
            self.edge(gateway.clone(), Place::Internet, Move::Public);
            self.edge(gateway, Place::GoogleFrontEnd, Move::GoogleAccess);
        }
        for (name, network) in &resources.networks {
            for peering in &network.peerings {
                self.edge(
                    at(Kind::Network, name),
                    at(Kind::Network, peering.network.name()),
                    Move::Peering,
                );
            }
        }
        for (name, router) in &resources.routers {
            for nat in &router.nats {
                let nat_name = Name::new(
                    name.project.clone(),
                    name.location.clone(),
                    format!("{}/{}", name.name, nat.name),
                );
                self.edge(
                    Place::InternetGateway(router.network.name().clone()),
                    at(Kind::Nat, &nat_name),
                    Move::CloudNat,
                );
                self.edge(at(Kind::Nat, &nat_name), Place::Internet, Move::Public);
            }
        }
        for (name, rule) in &resources.forwarding_rules {
            let google = matches!(
                rule.target,
                ForwardingTarget::AllApis | ForwardingTarget::VpcSc
            );
            if let (true, Some(network)) = (google, &rule.network) {
                let place = at(Kind::ForwardingRule, name);
                self.edge(
                    at(Kind::Network, network.name()),
                    place.clone(),
                    Move::PrivateServiceConnect,
                );
                self.edge(place, Place::GoogleFrontEnd, Move::GoogleAccess);
            }
        }
    }
}

/// The IAM policies of projects, folders and organisations: few, where each service may have one of its own.
fn wide_policies(scenario: &Scenario) -> Vec<(IamResource, IamPolicy)> {
    let all = scenario.resources.iam_policies.iter();
    let wide = all.filter(|(on, _)| match on {
        IamResource::Resource(id) => id.kind == Kind::Project,
        IamResource::ServiceAccount(_) => false,
        IamResource::Other(_) => true,
    });
    wide.map(|(on, policy)| (on.clone(), policy.clone()))
        .collect()
}

/// The number, where of two projects one is named by a number that may be the other's.
fn project_in_doubt<'p>(scenario: &Scenario, one: &'p str, other: &'p str) -> Option<&'p str> {
    let is_number =
        |project: &str| !project.is_empty() && project.bytes().all(|byte| byte.is_ascii_digit());
    let (number, id) = match (is_number(one), is_number(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    let id = Name::new("", GLOBAL, id);
    let known = scenario.resources.projects.get(&id);
    known
        .is_none_or(|own| own.number.is_none())
        .then_some(number)
}

/// Networks of which it is not known whether something that names a network of the same name by a project's number
/// is for them. What is attached by number (rules, routes, policies, zones) would otherwise be passed over.
fn in_doubt(scenario: &Scenario, names: &[Name]) -> Index<Name, Box<str>> {
    let resources = &scenario.resources;
    let attached = (resources
        .firewall_policies
        .values()
        .map(|own| &own.networks))
    .chain(resources.zones.values().map(|own| &own.networks))
    .chain(resources.dns_policies.values().map(|own| &own.networks))
    .chain(
        resources
            .response_policies
            .values()
            .map(|own| &own.networks),
    )
    .flatten()
    .map(Ref::name);
    let mut by_number: Index<&str, Vec<&Name>> = Index::new();
    for name in names.iter().chain(attached) {
        if name.project.bytes().all(|byte| byte.is_ascii_digit()) {
            by_number.get_or_default(&name.name).push(name);
        }
    }
    let mut found = Index::new();
    for name in resources.networks.keys() {
        let others = by_number.get(&*name.name).into_iter().flatten();
        let mut numbers =
            others.filter_map(|other| project_in_doubt(scenario, &other.project, &name.project));
        if let Some(number) = numbers.next() {
            found.insert(name.clone(), number.into());
        }
    }
    found
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

/// Host names by which Cloud Run services answer: their URLs and custom domains; a service with none gets
/// `NAME-NUMBER.REGION.run.app` where the project's number is known, and with number `000000000000` otherwise
/// (contract, section 6).
fn run_hosts(scenario: &Scenario) -> Index<Box<str>, RunHost> {
    let resources = &scenario.resources;
    let mut found: Index<Box<str>, RunHost> = Index::new();
    let mut add = |host: &str, service: &Name, default_url| {
        if let Some(own) = found.get_mut(host) {
            own.contested |= own.service != *service;
            return;
        }
        let own = RunHost {
            service: service.clone(),
            default_url,
            contested: false,
        };
        found.insert(host.into(), own);
    };
    for (name, service) in &resources.run_services {
        for url in &service.urls {
            add(&host_of(url), name, true);
        }
        let project = Name::new("", GLOBAL, name.project.clone());
        let project = resources.projects.get(&project);
        let number = project.and_then(|project| project.number);
        if let Some(number) = number {
            add(
                &format!("{}-{number}.{}.run.app", name.name, name.location),
                name,
                true,
            );
        } else if service.urls.is_empty() {
            add(
                &format!("{}-000000000000.{}.run.app", name.name, name.location),
                name,
                true,
            );
        }
        for domain in &service.custom_domains {
            add(domain, name, false);
        }
    }
    for function in resources.functions.values() {
        if let Some(service) = &function.service {
            for url in &function.urls {
                add(&host_and_function(url), service.name(), true);
            }
        }
    }
    found
}

/// The host of a URL, and the function's name behind it where functions share a host.
fn host_and_function(url: &str) -> String {
    let host = host_of(url);
    if !google::is_below(&host, "cloudfunctions.net") {
        return host;
    }
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let function = rest.split(['/', '?', '#']).nth(1).unwrap_or_default();
    format!("{host}/{function}")
}

fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
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

fn dns_endpoints(scenario: &Scenario) -> Index<Box<str>, Name> {
    let mut found = Index::new();
    for (name, cluster) in &scenario.resources.clusters {
        if let Some(host) = &cluster.dns_endpoint {
            found.insert(host.to_ascii_lowercase().into(), name.clone());
        }
    }
    found
}

fn external_owners(scenario: &Scenario) -> Index<IpAddr, ExternalOwner> {
    let resources = &scenario.resources;
    let mut found: Index<IpAddr, ExternalOwner> = Index::new();
    for (name, address) in &resources.addresses {
        if address.external {
            found.insert(address.address, ExternalOwner::Reserved(name.clone()));
        }
    }
    for (name, cluster) in &resources.clusters {
        if let Some(address) = cluster.public_endpoint {
            let owner = ExternalOwner::ControlPlane(name.clone());
            claim(&mut found, address, owner, Kind::Cluster, name);
        }
    }
    for (name, sql) in &resources.sqls {
        if let Some(address) = sql.public_address {
            let owner = ExternalOwner::Sql(name.clone());
            claim(&mut found, address, owner, Kind::Sql, name);
        }
    }
    for (router, own) in &resources.routers {
        for gateway in own.nats.iter() {
            let name = Name::new(
                router.project.clone(),
                router.location.clone(),
                format!("{}/{}", router.name, gateway.name),
            );
            for ip in &gateway.ips {
                let address = match ip {
                    hopscope_model::resource::router::NatIp::Literal(address) => Some(*address),
                    hopscope_model::resource::router::NatIp::Reserved(reference) => {
                        resources.get(reference).map(|own| own.address)
                    }
                };
                if let Some(address) = address {
                    let owner = ExternalOwner::CloudNat(name.clone());
                    claim(&mut found, address, owner, Kind::Nat, &name);
                }
            }
        }
    }
    for (name, rule) in &resources.forwarding_rules {
        let external = matches!(rule.scheme, Scheme::External | Scheme::ExternalManaged);
        if let (true, Some(address)) = (external, rule.address) {
            let owner = ExternalOwner::ForwardingRules(vec![name.clone()]);
            claim(&mut found, address, owner, Kind::ForwardingRule, name);
        }
    }
    for (name, machine) in &resources.instances {
        for (ix, interface) in machine.interfaces.iter().enumerate() {
            let v6 = interface.external_ipv6_address.map(IpAddr::V6);
            for address in interface.external_address.into_iter().chain(v6) {
                let owner = ExternalOwner::Machine(name.clone(), ix);
                claim(&mut found, address, owner, Kind::Instance, name);
            }
        }
    }
    found
}

/// Gives an external address to something. A reservation yields to what uses it, forwarding rules share; between
/// any others nobody can say whose it is.
fn claim(
    found: &mut Index<IpAddr, ExternalOwner>,
    address: IpAddr,
    owner: ExternalOwner,
    kind: Kind,
    name: &Name,
) {
    let owner = match (found.get_mut(&address), owner) {
        (None | Some(ExternalOwner::Reserved(_)), owner) => owner,
        (Some(own), owner) if *own == owner => return,
        (Some(ExternalOwner::ForwardingRules(own)), ExternalOwner::ForwardingRules(more)) => {
            own.extend(more);
            return;
        }
        _ => ExternalOwner::Several(Id::new(kind, name.clone())),
    };
    found.insert(address, owner);
}

/// References that lead nowhere, in the order of what refers.
fn dangling(scenario: &Scenario) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut seen: Index<Id, Vec<Id>> = Index::new();
    let resources = &scenario.resources;
    let mut want = |by: Id, missing: Id, there: bool| {
        if there {
            return;
        }
        let wanted = seen.get_or_default(by.clone());
        if wanted.contains(&missing) {
            return;
        }
        wanted.push(missing.clone());
        let unread = resources
            .unread
            .iter()
            .any(|unread| unread.kind == missing.kind && *unread.name == *missing.name.name);
        if unread {
            return;
        }
        found.push(
            Problem::new(Severity::Warning, ProblemCode::ReferenceMissing)
                .on(scenario.short(&by))
                .arg("kind", missing.kind.code())
                .arg("name", &*missing.name.name)
                .arg("reference", scenario.short(&missing))
                .next(
                    "export-it",
                    Some(export_command::describe(missing.kind, &missing.name)),
                ),
        );
    };
    macro_rules! check {
        ($by:expr, $reference:expr) => {{
            let reference = $reference;
            let there = resources.get(reference).is_some();
            want($by, id_of(reference), there);
        }};
    }
    let id = |kind, name: &Name| Id::new(kind, name.clone());
    for (name, own) in &resources.subnets {
        check!(id(Kind::Subnet, name), &own.network);
    }
    for (name, own) in &resources.networks {
        for subnet in &own.other_subnets {
            check!(id(Kind::Network, name), subnet);
        }
    }
    for (name, own) in &resources.routes {
        check!(id(Kind::Route, name), &own.network);
    }
    for (name, own) in &resources.firewalls {
        check!(id(Kind::Firewall, name), &own.network);
    }
    for (name, own) in &resources.firewall_policies {
        for rule in &own.rules {
            let groups = rule.source_address_groups.iter();
            for group in groups.chain(&rule.destination_address_groups) {
                check!(id(Kind::FirewallPolicy, name), group);
            }
        }
    }
    for (name, own) in &resources.routers {
        check!(id(Kind::Router, name), &own.network);
        for nat in &own.nats {
            for ip in &nat.ips {
                if let hopscope_model::resource::router::NatIp::Reserved(address) = ip {
                    check!(id(Kind::Router, name), address);
                }
            }
        }
    }
    for (name, own) in &resources.policy_routes {
        check!(id(Kind::PolicyRoute, name), &own.network);
    }
    for (name, own) in &resources.vpn_tunnels {
        if let Some(router) = &own.router {
            check!(id(Kind::VpnTunnel, name), router);
        }
    }
    for (name, own) in &resources.attachments {
        if let Some(router) = &own.router {
            check!(id(Kind::Attachment, name), router);
        }
    }
    for (name, own) in &resources.spokes {
        if let Some(hub) = &own.hub {
            check!(id(Kind::Spoke, name), hub);
        }
    }
    for (name, own) in &resources.onprem_networks {
        for via in &own.via {
            let by = id(Kind::OnPremNetwork, name);
            match via {
                OnPremLink::VpnTunnel(tunnel) => check!(by, tunnel),
                OnPremLink::Attachment(own) => check!(by, own),
            }
        }
    }
    for (name, own) in &resources.instances {
        for interface in &own.interfaces {
            check!(id(Kind::Instance, name), &interface.network);
            if let Some(subnet) = &interface.subnet {
                check!(id(Kind::Instance, name), subnet);
            }
        }
    }
    let mut egress = |by: Id, egress: &ServerlessEgress| match &egress.vpc {
        VpcAccess::None => {}
        VpcAccess::Connector(connector) => {
            let there = resources.get(connector).is_some();
            want(by, id_of(connector), there);
        }
        VpcAccess::Direct {
            subnet, network, ..
        } => {
            let there = resources.get(subnet).is_some();
            want(by.clone(), id_of(subnet), there);
            if let Some(network) = network {
                let there = resources.get(network).is_some();
                want(by, id_of(network), there);
            }
        }
    };
    for (name, own) in &resources.run_services {
        egress(id(Kind::RunService, name), &own.egress);
    }
    for (name, own) in &resources.run_jobs {
        egress(id(Kind::RunJob, name), &own.egress);
    }
    for (name, own) in &resources.functions {
        egress(id(Kind::Function, name), &own.egress);
    }
    for (name, own) in &resources.connectors {
        if let Some(network) = &own.network {
            check!(id(Kind::Connector, name), network);
        }
        if let Some(subnet) = &own.subnet {
            check!(id(Kind::Connector, name), subnet);
        }
    }
    for (name, own) in &resources.zones {
        for network in &own.networks {
            check!(id(Kind::Zone, name), network);
        }
    }
    for (name, own) in &resources.kube_services {
        check!(id(Kind::KubeService, name), &own.cluster);
    }
    for (name, own) in &resources.network_policies {
        check!(id(Kind::NetworkPolicy, name), &own.cluster);
    }
    for (name, own) in &resources.clusters {
        check!(id(Kind::Cluster, name), &own.network);
        if let Some(subnet) = &own.subnet {
            check!(id(Kind::Cluster, name), subnet);
        }
    }
    for (name, own) in &resources.pods {
        check!(id(Kind::Pod, name), &own.cluster);
        if let Some(node) = &own.node {
            check!(id(Kind::Pod, name), node);
        }
    }
    let mut managed: Set<Name> = Set::new();
    for sql in resources.sqls.values() {
        if let Some(attachment) = &sql.attachment {
            managed.add(attachment.name().clone());
        }
    }
    for (name, own) in &resources.forwarding_rules {
        match &own.target {
            ForwardingTarget::Proxy(proxy) => check!(id(Kind::ForwardingRule, name), proxy),
            ForwardingTarget::BackendService(service) => {
                check!(id(Kind::ForwardingRule, name), service);
            }
            ForwardingTarget::Pool(pool) => check!(id(Kind::ForwardingRule, name), pool),
            ForwardingTarget::Instance(target) => check!(id(Kind::ForwardingRule, name), target),
            // Google's own are in no project that could be exported; the instance stands for one.
            ForwardingTarget::ServiceAttachment(attachment)
                if managed.contains(attachment.name()) => {}
            ForwardingTarget::ServiceAttachment(attachment) => {
                check!(id(Kind::ForwardingRule, name), attachment);
            }
            _ => {}
        }
        if let Some(network) = &own.network {
            check!(id(Kind::ForwardingRule, name), network);
        }
    }
    for (name, own) in &resources.target_proxies {
        if let Some(service) = &own.service {
            check!(id(Kind::TargetProxy, name), service);
        }
        if let Some(map) = &own.url_map {
            check!(id(Kind::TargetProxy, name), map);
        }
    }
    for (name, own) in &resources.target_pools {
        for machine in &own.instances {
            check!(id(Kind::TargetPool, name), machine);
        }
        if let Some(backup) = &own.backup {
            check!(id(Kind::TargetPool, name), backup);
        }
    }
    for (name, own) in &resources.target_instances {
        check!(id(Kind::TargetInstance, name), &own.instance);
    }
    for (name, own) in &resources.service_attachments {
        if let Some(target) = &own.target {
            check!(id(Kind::ServiceAttachment, name), target);
        }
        for subnet in &own.nat_subnets {
            check!(id(Kind::ServiceAttachment, name), subnet);
        }
    }
    for (name, own) in &resources.backend_services {
        for policy in own.security_policy.iter().chain(&own.edge_security_policy) {
            check!(id(Kind::BackendService, name), policy);
        }
        for group in &own.backends {
            match group {
                hopscope_model::resource::load_balancing::BackendGroup::InstanceGroup(group) => {
                    check!(id(Kind::BackendService, name), group);
                }
                hopscope_model::resource::load_balancing::BackendGroup::Neg(neg) => {
                    check!(id(Kind::BackendService, name), neg);
                }
            }
        }
    }
    order::sort_by(&mut found, &|a, b| {
        (&a.resource, &a.args).cmp(&(&b.resource, &b.args))
    });
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

fn id_of<R: Resource>(reference: &Ref<R>) -> Id {
    Id::new(R::KIND, reference.name().clone())
}
