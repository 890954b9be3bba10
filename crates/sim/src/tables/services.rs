//! Kubernetes Services: which one has an address or a node port, and which pods stand behind it.
//!
//! <https://kubernetes.io/docs/concepts/services-networking/service/>: the pods of its namespace that have every label of
//! its selector, and are ready.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::{KubeService, Pod};
use hopscope_model::{Index, Protocol, Scenario};

/// Every Service of a scenario, as it is looked up.
#[derive(Clone, Default, Debug)]
pub(crate) struct Services {
    /// By cluster.
    of_cluster: Index<Name, Vec<Name>>,
    /// By the addresses that they have: in the cluster, or outside.
    by_address: Index<IpAddr, Vec<Name>>,
    /// By `nodePort`.
    by_node_port: Index<u16, Vec<Name>>,
    /// The pods behind each.
    pods: Index<Name, Vec<Name>>,
    /// Namespaces of which pods are known; with one of which it is not known what labels it has.
    namespaces: Index<String, Option<Name>>,
}

impl Services {
    pub(crate) fn new(scenario: &Scenario) -> Self {
        let resources = &scenario.resources;
        let mut found = Self::default();
        if resources.kube_services.is_empty() {
            return found;
        }
        // Pods by namespace and each of their labels: a selector is looked up by its first.
        let mut labelled: Index<String, Vec<&Name>> = Index::new();
        for (name, pod) in &resources.pods {
            let known = found.namespaces.get_or_default(namespace(name));
            if pod.labels.is_none() {
                known.get_or_insert(name.clone());
            }
            for (key, value) in pod.labels.iter().flatten() {
                let known = labelled.get_or_default(label(&namespace(name), key, value));
                known.push(name);
            }
        }
        for (name, service) in &resources.kube_services {
            let cluster = service.cluster.name().clone();
            found.of_cluster.get_or_default(cluster).push(name.clone());
            for address in service.addresses.iter().chain(&service.outside) {
                found.by_address.get_or_default(*address).push(name.clone());
            }
            for port in service.ports.iter().filter_map(|own| own.node_port) {
                let known = found.by_node_port.get_or_default(port);
                if known.last() != Some(name) {
                    known.push(name.clone());
                }
            }
            let Some((first, rest)) = service.selector.as_ref().and_then(|own| own.split_first())
            else {
                continue;
            };
            let key = label(&namespace(name), &first.0, &first.1);
            let fitting = labelled.get(&key).into_iter().flatten().copied();
            let behind = fitting.filter(|pod| {
                let pod = resources.pods.get(pod);
                pod.is_some_and(|pod| has_all(pod, rest) && !pod.not_running && !pod.not_ready)
            });
            let behind: Vec<Name> = behind.cloned().collect();
            found.pods.insert(name.clone(), behind);
        }
        found
    }

    /// Whether any Service of a cluster is in the scenario.
    pub(crate) fn is_known(&self, cluster: &Name) -> bool {
        self.of_cluster.get(cluster).is_some()
    }

    /// Those of an address.
    pub(crate) fn at(&self, address: IpAddr) -> &[Name] {
        self.by_address.get(&address).map_or(&[], Vec::as_slice)
    }

    /// Those of a node port.
    pub(crate) fn at_node_port(&self, port: u16) -> &[Name] {
        self.by_node_port.get(&port).map_or(&[], Vec::as_slice)
    }

    /// What is known of the pods in a Service's namespace: nothing, or all but the labels of this one, or all.
    pub(crate) fn namespace_of(&self, service: &Name) -> Option<Option<&Name>> {
        let known = self.namespaces.get(&namespace(service));
        known.map(Option::as_ref)
    }

    /// The ready pods behind one.
    pub(crate) fn pods(&self, service: &Name) -> &[Name] {
        self.pods.get(service).map_or(&[], Vec::as_slice)
    }
}

/// Whether a port of a Service is of this protocol and number.
pub(crate) fn port_of(
    service: &KubeService,
    protocol: Protocol,
    fits: impl Fn(&hopscope_model::resource::kube_service::ServicePort) -> bool,
) -> Option<&hopscope_model::resource::kube_service::ServicePort> {
    let mut ports = service.ports.iter();
    ports.find(|own| own.protocol == protocol && fits(own))
}

fn has_all(pod: &Pod, labels: &[(String, String)]) -> bool {
    let own = pod.labels.as_ref();
    labels
        .iter()
        .all(|(key, value)| own.is_some_and(|own| own.get(key) == Some(value)))
}

/// Cluster and namespace, with the place of the cluster.
fn namespace(name: &Name) -> String {
    let own = &name.name;
    let own = own.rsplit_once('/').map_or("", |(own, _)| own);
    format!("{}/{}/{own}", name.project, name.location)
}

fn label(namespace: &str, key: &str, value: &str) -> String {
    format!("{namespace}\0{key}\0{value}")
}
