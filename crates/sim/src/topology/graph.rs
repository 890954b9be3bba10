//! The graph of places and moves: where a packet can be, and how it gets from one place to another.

use hopscope_model::Scenario;
use hopscope_model::name::{Id, Name};
use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::resource::serverless::VpcAccess;
use petgraph::stable_graph::NodeIndex;

use super::{ExternalOwner, Topology};

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

impl Topology {
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

    pub(super) fn build_graph(&mut self, networks: &[Name]) {
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
