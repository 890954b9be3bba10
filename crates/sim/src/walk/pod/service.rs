//! Kubernetes Services: what a node does with a packet to a cluster IP, a node port or the address of a load balancer.
//!
//! <https://kubernetes.io/docs/tutorials/services/source-ip/>: a packet to a cluster IP keeps the pod's address. With
//! `externalTrafficPolicy: Local` a node passes packets from outside to its own pods alone, and their source stays; without
//! such a pod it drops them. With `Cluster` it passes them to any, and puts its own address on what goes to another node.
//! <https://cloud.google.com/kubernetes-engine/docs/concepts/service>. What a pod on the node itself sees then, and what
//! becomes of packets from the cluster's own pods to the load balancer, these pages do not say.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::kube_service::ServicePort;
use hopscope_model::resource::{Cluster, Kind, KubeService};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Ref, State};
use ipnet::IpNet;

use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::services::port_of;
use crate::walk::{At, Checked, End, Lack, Origin, Walk};

/// The ports that nodes give to Services, unless a cluster says otherwise, which GKE's cannot.
const NODE_PORTS: std::ops::RangeInclusive<u16> = 30_000..=32_767;

/// How many pods behind a Service are each followed.
const MOST_PODS: usize = 32;

/// A Service and its port that a packet is for.
#[derive(Clone, Copy)]
struct Asked<'a> {
    name: &'a Name,
    service: &'a KubeService,
    port: &'a ServicePort,
}

impl<'a> Asked<'a> {
    fn at(self) -> At<'a> {
        At::new(Kind::KubeService, self.name)
    }
}

impl<'a> Walk<'a> {
    /// A packet of a pod or node of a cluster to one of the cluster's Services: it is for a pod from now on, whose name
    /// is returned. `None`: it is for none of them.
    pub(super) fn from_inside(
        &mut self,
        cluster: &'a Name,
        own: &'a Cluster,
        node: &'a Name,
    ) -> Checked<'a, Option<&'a Name>> {
        let Some(address) = self.packet.destination.one() else {
            return Ok(None);
        };
        let in_range = super::is_service(own, address);
        let known = self.net.services.at(address);
        let asked = self.service_asked(known, cluster, |port| Some(port.port));
        let at = At::new(Kind::Cluster, cluster);
        let Some(asked) = asked else {
            let mut known = known.iter();
            if !in_range && !known.any(|name| self.is_of(name, cluster)) {
                return Ok(None);
            }
            self.services_are_known(cluster)?;
            return Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES));
        };
        if !asked.service.addresses.contains(&address) {
            // The node itself may do what the load balancer would.
            return Err(self.unmodelled("GKE_SERVICE", Some(asked.at()), docs::GKE_SERVICES));
        }
        if asked.service.internal_local && own.dataplane_v2 {
            return Err(self.unmodelled("GKE_SERVICE", Some(asked.at()), docs::GKE_SERVICES));
        }
        let local = asked.service.internal_local.then_some(node);
        self.to_pod_behind(asked, local).map(Some)
    }

    /// Ends it where a Service names an address that nothing else of the scenario has: that of its load balancer, whose
    /// forwarding rule is not there, or one that is of its cluster alone
    /// (<https://docs.cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer>).
    pub(in crate::walk) fn no_service_has(
        &self,
        address: IpAddr,
        network: Option<&Name>,
    ) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        let of_network = |own: &KubeService| {
            let cluster = resources.clusters.get(own.cluster.name());
            cluster.is_none_or(|own| network.is_none_or(|network| own.network.name() == network))
        };
        for name in self.net.services.at(address) {
            let Some(own) = resources
                .kube_services
                .get(name)
                .filter(|own| of_network(own))
            else {
                continue;
            };
            if own.addresses.contains(&address) {
                if network.is_some() {
                    // Of the network nothing has it.
                    continue;
                }
                let at = At::new(Kind::KubeService, name);
                return Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES));
            }
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::ForwardingRule, &name.project),
            ));
        }
        Ok(())
    }

    /// What a node itself sends to a cluster IP: it does not leave as it is.
    pub(in crate::walk) fn node_to_service(&self, name: &Name) -> Checked<'a> {
        let net = self.net;
        let cluster = net.cluster_of_node(name);
        let own = cluster.and_then(|own| Some((own, net.scenario.resources.clusters.get(own)?)));
        match (own, self.packet.destination.one()) {
            (Some((cluster, own)), Some(address)) if super::is_service(own, address) => {
                let at = At::new(Kind::Cluster, cluster);
                Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES))
            }
            _ => Ok(()),
        }
    }

    /// A machine, where it is a node and the packet is for a Service there.
    pub(in crate::walk) fn at_node(&mut self, at: At<'a>) -> Checked<'a, Option<End<'a>>> {
        let (Some(port), Some(address)) = (self.ask.port, self.packet.destination.one()) else {
            return Ok(None);
        };
        let Some(cluster) = self.net.cluster_of_node(at.name) else {
            let services = &self.net.services;
            let port_of_one = !services.at_node_port(port).is_empty();
            if port_of_one || NODE_PORTS.contains(&port) || !services.at(address).is_empty() {
                // A pod or a node that could not be read may say that it is one.
                self.unread_anywhere(Kind::Pod, None)?;
                self.unread_anywhere(Kind::Cluster, None)?;
            }
            return Ok(None);
        };
        let own = self.net.machine(at.name).is_some_and(|machine| {
            machine.interfaces.iter().any(|interface| {
                interface.address == Some(address)
                    || interface.ipv6_address.map(IpAddr::V6) == Some(address)
                    || interface.external_ipv6_address.map(IpAddr::V6) == Some(address)
            })
        });
        let asked = match own {
            true => self.service_asked(self.net.services.at_node_port(port), cluster, |own| {
                own.node_port
            }),
            false => {
                self.service_asked(self.net.services.at(address), cluster, |own| Some(own.port))
            }
        };
        let Some(asked) = asked else {
            let mut there = self.net.services.at(address).iter();
            if !own && there.any(|name| self.is_of(name, cluster)) {
                // At another port of it.
                let at = At::new(Kind::Cluster, cluster);
                return Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES));
            }
            let listens = self.net.processes(&at.id()).is_some();
            if !listens && (!own || NODE_PORTS.contains(&port)) {
                self.services_are_known(cluster)?;
            }
            return Ok(None);
        };
        self.source_is_let_in(asked, own)?;
        let local = asked.service.external_local;
        // kube-proxy lets what a pod of the cluster sends, and the node itself, go on to any pod: "It is subject to neither
        // form of traffic policy" (<https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/iptables/proxier.go>).
        let inside = match self.ask.origin {
            Origin::Pod(name) => {
                let pod = self.net.scenario.resources.pods.get(name);
                pod.is_some_and(|own| own.cluster.name() == cluster)
            }
            Origin::Machine { name, .. } => name == at.name,
            _ => false,
        };
        if local && own && inside && self.lacks_pod_of(at.name, None, Some(port)).is_some() {
            return Err(self.unmodelled("GKE_SERVICE", Some(asked.at()), docs::GKE_SERVICES));
        }
        let pod = self.to_pod_behind(asked, local.then_some(at.name))?;
        let placed = self.placed(pod)?;
        if placed.node == at.name {
            if !local {
                return Err(self.unmodelled(
                    "GKE_SERVICE_SOURCE",
                    Some(asked.at()),
                    docs::GKE_SERVICES,
                ));
            }
            return self.at_pod(pod).map(Some);
        }
        let (_, interface) = self.interface(at.name, 0)?;
        let node_address = self.primary_address(at, interface)?;
        let client = self.packet.source;
        self.before_node = Some(client);
        self.packet.source = AddressSet::One(node_address);
        self.packet.fixed = Some(true);
        self.note(State::Nat, Some(at), docs::GKE_SERVICES, || {
            Says::new(SaysId::ServiceMasquerade)
                .arg("node", &*at.name.name)
                .arg("address", node_address.to_string())
                .arg("client", client.text())
        });
        let sender = self.machine_sender(at.name, 0)?;
        self.leave_vpc(sender).map(Some)
    }

    /// The Service with `externalTrafficPolicy: Local` that a load balancer would reach on a node which runs no pod of it:
    /// health checks fail there (<https://cloud.google.com/kubernetes-engine/docs/concepts/service-load-balancer>).
    /// Packets are passed on as they are, or go to a port of the node.
    pub(in crate::walk) fn lacks_pod_of(
        &self,
        node: &Name,
        to: Option<AddressSet<'a>>,
        port: Option<u16>,
    ) -> Option<&'a Name> {
        let net = self.net;
        let cluster = net.cluster_of_node(node)?;
        let asked = match to {
            Some(to) => {
                let known = net.services.at(to.one()?);
                self.service_asked(known, cluster, |own| Some(own.port))
            }
            None => net.services.at_node_port(port?).iter().find_map(|name| {
                let service = net.scenario.resources.kube_services.get(name)?;
                let found = port_of(service, self.ask.protocol, |own| own.node_port == port)?;
                (service.cluster.name() == cluster).then_some(Asked {
                    name,
                    service,
                    port: found,
                })
            }),
        }?;
        let pods = net.services.pods(asked.name);
        let here = pods.iter().any(|pod| {
            let pod = net.scenario.resources.pods.get(pod);
            // Where it runs may not be known.
            pod.is_none_or(|own| own.node.as_ref().is_none_or(|own| own.name() == node))
        });
        let known = net.services.namespace_of(asked.name) == Some(None);
        let lacks =
            asked.service.external_local && asked.service.selector.is_some() && known && !here;
        lacks.then_some(asked.name)
    }

    /// The Service of a cluster that has a port of this protocol and number.
    fn service_asked(
        &self,
        names: &'a [Name],
        cluster: &Name,
        number: impl Fn(&ServicePort) -> Option<u16>,
    ) -> Option<Asked<'a>> {
        let net = self.net;
        names.iter().find_map(|name| {
            let service = net.scenario.resources.kube_services.get(name)?;
            let port = port_of(service, self.ask.protocol, |own| {
                number(own).is_some() && number(own) == self.ask.port
            })?;
            (service.cluster.name() == cluster).then_some(Asked {
                name,
                service,
                port,
            })
        })
    }

    fn is_of(&self, service: &Name, cluster: &Name) -> bool {
        let found = self.net.scenario.resources.kube_services.get(service);
        found.is_some_and(|own| own.cluster.name() == cluster)
    }

    /// Ends it if a cluster's Services are not in the scenario: one could be asked for.
    fn services_are_known(&self, cluster: &'a Name) -> Checked<'a> {
        let project = &cluster.project;
        self.unread(Kind::KubeService, project, None)?;
        let net = self.net;
        if net.services.is_known(cluster) || net.scenario.is_complete(project, Kind::KubeService) {
            return Ok(());
        }
        Err(self.incomplete(
            Cause::ResourceConfigNotFound,
            Lack::List(Kind::KubeService, project),
        ))
    }

    /// `loadBalancerSourceRanges`: GKE makes a firewall rule of them, which has let the packet in.
    fn source_is_let_in(&self, asked: Asked<'a>, at_node_port: bool) -> Checked<'a> {
        let ranges: &[IpNet] = match at_node_port {
            // They are for the load balancer's address.
            true => &[],
            false => &asked.service.source_ranges,
        };
        let source = self.packet.source;
        let all = |range: &IpNet| source.relation(range) == Relation::All;
        if ranges.is_empty() || ranges.iter().any(all) {
            return Ok(());
        }
        // The rule and the Service contradict each other, or the source is not known well enough.
        Err(self.unmodelled("GKE_SERVICE", Some(asked.at()), docs::GKE_SERVICES))
    }

    /// To one of the pods behind a Service, or behind it on one node: the packet is for it from now on.
    fn to_pod_behind(&mut self, asked: Asked<'a>, node: Option<&Name>) -> Checked<'a, &'a Name> {
        let Asked { service, port, .. } = asked;
        let net = self.net;
        let resources = &net.scenario.resources;
        let at = asked.at();
        let project = &asked.name.project;
        if service.selector.is_none() || port.target.is_none() {
            return Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES));
        }
        self.unread(Kind::Pod, project, None)?;
        let namespace = net.services.namespace_of(asked.name);
        if let Some(Some(pod)) = namespace {
            let pod = At::new(Kind::Pod, pod);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(pod, "labels")));
        }
        let mut pods: Vec<&'a Name> = Vec::new();
        for name in net.services.pods(asked.name) {
            let on = resources.pods.get(name).and_then(|own| own.node.as_ref());
            match (node, on.map(Ref::name)) {
                (Some(_), None) => {
                    return Err(self.incomplete(
                        Cause::ResourceConfigNotFound,
                        Lack::Field(At::new(Kind::Pod, name), "node"),
                    ));
                }
                (Some(node), Some(on)) if on != node => {}
                _ => pods.push(name),
            }
        }
        if pods.is_empty() {
            // kubectl lists the pods of a namespace: where one of them is there, all are.
            if namespace.is_none() && !net.scenario.is_complete(project, Kind::Pod) {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::List(Kind::Pod, project),
                ));
            }
            self.note(State::Nat, Some(at), docs::GKE_SERVICES, || {
                let says = Says::new(SaysId::ServiceWithoutPod).arg("service", &*asked.name.name);
                match node {
                    Some(node) => says.arg("node", &*node.name),
                    None => says,
                }
            });
            return Err(self.stop(Cause::PortNotServed, Some(at), CallerSees::Timeout));
        }
        // Which pod gets a connection nobody can tell; beyond that many there are more paths than are followed.
        if pods.len() > MOST_PODS {
            return Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES));
        }
        let pick = self.choose(pods.len());
        let Some(pod) = pods.get(pick).copied() else {
            return Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES));
        };
        let placed = self.placed(pod)?;
        let address = match placed.pod.host_network {
            true => placed.interface.address,
            false => placed.pod.address,
        };
        let Some(address) = address else {
            let pod = At::new(Kind::Pod, pod);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(pod, "ip")));
        };
        self.before_service = Some(self.packet.destination);
        self.packet.destination = AddressSet::One(address);
        self.ask.port = port.target;
        self.note(State::Nat, Some(at), docs::GKE_SERVICES, || {
            Says::new(SaysId::ServiceToPod)
                .arg("service", &*asked.name.name)
                .arg("pod", &*pod.name)
                .arg("address", address.to_string())
                .arg("port", port.target.unwrap_or(port.port).to_string())
        });
        Ok(pod)
    }
}
