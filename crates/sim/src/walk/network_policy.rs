//! Kubernetes network policies: what a pod may send and take, before its node translates anything and after its node's
//! firewall.
//!
//! <https://kubernetes.io/docs/concepts/services-networking/network-policies/>: a pod that some policy selects for a
//! direction sends or takes only what one of these lets through; replies pass; a pod's own node is always reached, and
//! always let in. <https://cloud.google.com/kubernetes-engine/docs/concepts/network-policy>: policies are not for pods
//! with their node's network. With Dataplane V2 an `ipBlock` is for addresses outside the cluster
//! (<https://docs.cilium.io/en/stable/security/policy/language/#ip-cidr-based>); whether one that holds a pod or a node is
//! for it, Google's pages do not say. Of protocols other than TCP, UDP and SCTP, and of whether an `ipBlock` is for an
//! address before or after a Service rewrites it, Kubernetes' page says that it is not defined.
//! Which server a pod asks for names: <https://cloud.google.com/kubernetes-engine/docs/how-to/nodelocal-dns-cache>,
//! <https://cloud.google.com/kubernetes-engine/docs/how-to/cloud-dns>.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::network_policy::{
    NetworkPolicy, PolicyConnections, PolicyPeer, PolicyPort, Selector,
};
use hopscope_model::resource::{Cluster, Kind, Pod};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};
use ipnet::IpNet;

use super::{At, Checked, Lack, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::network::Owner;

/// The label that every namespace has, with its name.
const NAME_LABEL: &str = "kubernetes.io/metadata.name";

/// Whether something fits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Fit {
    Yes,
    No,
    /// It cannot be told, because of this field.
    Unsure(&'static str),
}

/// The other end of a connection, as policies see it.
#[derive(Clone, Copy)]
struct Peer<'a> {
    address: AddressSet<'a>,
    /// The address before a Service or a node put another in its place.
    before: Option<AddressSet<'a>>,
    /// A pod of the same cluster.
    pod: Option<(&'a Name, &'a Pod)>,
    /// A machine that runs pods of the cluster.
    node: Option<&'a Name>,
}

/// A pod for which policies are asked.
#[derive(Clone, Copy)]
pub(super) struct Guarded<'a> {
    pub(super) at: At<'a>,
    pub(super) pod: &'a Pod,
    pub(super) cluster: &'a Cluster,
    pub(super) node: &'a Name,
}

/// The direction of a policy that is none of those that the cluster enforces, by its kind.
fn beside(own: &NetworkPolicy) -> Option<Direction> {
    match own.other_kind.as_deref()? {
        "EgressNATPolicy" => Some(Direction::Egress),
        "AuthorizationPolicy" => Some(Direction::Ingress),
        _ => None,
    }
}

impl<'a> Walk<'a> {
    /// Ends it where a policy decides about the traffic of pods whether the cluster enforces network policies or not: which
    /// address Autopilot's pods show
    /// (<https://docs.cloud.google.com/kubernetes-engine/docs/how-to/egress-nat-policy-ip-masq-autopilot>), and what a
    /// service mesh lets in.
    fn others_beside(&self, direction: Direction, guarded: Guarded<'a>) -> Checked<'a> {
        let all = self.net.network_policies(guarded.pod.cluster.name());
        let policies = &self.net.scenario.resources.network_policies;
        let mut decides = all.iter().filter(|name| {
            let own = policies.get(name).and_then(beside);
            own == Some(direction) && !guarded.pod.host_network
        });
        match decides.next() {
            Some(name) => Err(self.unmodelled(
                "GKE_OTHER_NETWORK_POLICY",
                Some(At::new(Kind::NetworkPolicy, name)),
                docs::NETWORK_POLICY,
            )),
            None => Ok(()),
        }
    }

    /// Network policies of a pod for one direction.
    pub(super) fn network_policies(
        &mut self,
        direction: Direction,
        guarded: Guarded<'a>,
    ) -> Checked<'a> {
        let Guarded {
            at,
            pod,
            cluster,
            node,
        } = guarded;
        let name = &*at.name.name;
        let (skip, apply) = match direction {
            Direction::Ingress => (
                State::SkipGkeIngressNetworkPolicy,
                State::ApplyIngressGkeNetworkPolicy,
            ),
            Direction::Egress => (
                State::SkipGkeEgressNetworkPolicy,
                State::ApplyEgressGkeNetworkPolicy,
            ),
        };
        self.others_beside(direction, guarded)?;
        if !cluster.network_policy {
            return Ok(());
        }
        if pod.host_network {
            self.note(skip, Some(at), docs::NETWORK_POLICY, || {
                Says::new(SaysId::NetworkPolicyHostNetwork).arg("pod", name)
            });
            return Ok(());
        }
        let policies = self.policies_for(direction, guarded)?;
        if policies.is_empty() {
            self.note(skip, Some(at), docs::NETWORK_POLICY, || {
                Says::new(SaysId::NetworkPolicyNone).arg("pod", name)
            });
            return Ok(());
        }
        let peer = self.peer_of(direction, guarded);
        if peer.node == Some(node) {
            self.note(skip, Some(at), docs::NETWORK_POLICY, || {
                Says::new(SaysId::NetworkPolicyOwnNode)
                    .arg("pod", name)
                    .arg("node", &*node.name)
            });
            return Ok(());
        }
        if !matches!(
            self.ask.protocol,
            Protocol::TCP | Protocol::UDP | Protocol::SCTP
        ) {
            let first = policies.first();
            let first = first.map(|(name, _)| At::new(Kind::NetworkPolicy, name));
            let feature = "GKE_NETWORK_POLICY_PROTOCOL";
            return Err(self.unmodelled(feature, first, docs::NETWORK_POLICY));
        }
        let mut unsure = None;
        for (policy_name, policy) in &policies {
            let connections = policy.connections(direction).unwrap_or_default();
            for one in connections {
                let namespace = namespace_of(policy_name);
                match self.connection_fits(one, cluster, namespace, peer) {
                    Fit::No => {}
                    Fit::Unsure(field) => {
                        unsure.get_or_insert((*policy_name, field));
                    }
                    Fit::Yes => {
                        let policy_at = At::new(Kind::NetworkPolicy, policy_name);
                        self.note(apply, Some(policy_at), docs::NETWORK_POLICY, || {
                            Says::new(SaysId::NetworkPolicyAllows)
                                .arg("policy", &*policy_name.name)
                                .arg("pod", name)
                        });
                        return Ok(());
                    }
                }
            }
        }
        if let Some((policy, field)) = unsure {
            let policy_at = At::new(Kind::NetworkPolicy, policy);
            self.note(apply, Some(policy_at), docs::NETWORK_POLICY, || {
                Says::new(SaysId::NetworkPolicyUnsure)
                    .arg("policy", &*policy.name)
                    .arg("pod", name)
                    .arg("field", field)
            });
            return Err(match field {
                "labels" => self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(
                        peer.pod.map_or(at, |(name, _)| At::new(Kind::Pod, name)),
                        field,
                    ),
                ),
                "namespaceSelector" => self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Namespaces(pod.cluster.name()),
                ),
                "address" => self.incomplete(Cause::UnknownIp, Lack::Address),
                _ => self.unmodelled("GKE_NETWORK_POLICY", Some(policy_at), docs::NETWORK_POLICY),
            });
        }
        let first = policies
            .first()
            .map(|(name, _)| At::new(Kind::NetworkPolicy, name));
        let names: Vec<&str> = policies.iter().map(|(name, _)| &*name.name).collect();
        self.note(apply, first, docs::NETWORK_POLICY, || {
            Says::new(SaysId::NetworkPolicyDenies)
                .arg("policies", names.join(", "))
                .arg("pod", name)
        });
        self.block(Cause::GkeNetworkPolicy, first, CallerSees::Timeout)
    }

    /// The policy that keeps health checks of a range from a pod's port, if one does.
    pub(super) fn policy_against_checks(
        &mut self,
        guarded: Guarded<'a>,
        range: IpNet,
        port: u16,
    ) -> Checked<'a, Option<&'a Name>> {
        if !guarded.cluster.network_policy || guarded.pod.host_network {
            return Ok(None);
        }
        let policies = self.policies_for(Direction::Ingress, guarded)?;
        let peer = Peer {
            address: AddressSet::Range(range),
            before: None,
            pod: None,
            node: None,
        };
        let asked = (self.ask.protocol, self.ask.port);
        (self.ask.protocol, self.ask.port) = (Protocol::TCP, Some(port));
        let fits = any(policies.iter().flat_map(|(name, policy)| {
            let own = policy.connections(Direction::Ingress).unwrap_or_default();
            let own = own.iter();
            own.map(|one| self.connection_fits(one, guarded.cluster, namespace_of(name), peer))
        }));
        (self.ask.protocol, self.ask.port) = asked;
        let first = policies.first().map(|(name, _)| *name);
        match (fits, first) {
            (Fit::Unsure(_), Some(first)) => Err(self.unmodelled(
                "GKE_NETWORK_POLICY",
                Some(At::new(Kind::NetworkPolicy, first)),
                docs::NETWORK_POLICY,
            )),
            (Fit::No, Some(first)) => Ok(Some(first)),
            _ => Ok(None),
        }
    }

    /// The policies that select a pod and say something of a direction.
    fn policies_for(
        &mut self,
        direction: Direction,
        guarded: Guarded<'a>,
    ) -> Checked<'a, Vec<(&'a Name, &'a NetworkPolicy)>> {
        let project = &guarded.at.name.project;
        self.unread(Kind::NetworkPolicy, project, None)?;
        let all = self.net.network_policies(guarded.pod.cluster.name());
        let resources = &self.net.scenario.resources;
        let enforced = |name: &&Name| {
            let policy = resources.network_policies.get(name);
            policy.is_none_or(|own| beside(own).is_none())
        };
        let all = || all.iter().filter(enforced);
        let given =
            all().next().is_some() || self.net.scenario.is_complete(project, Kind::NetworkPolicy);
        if !given {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::NetworkPolicy, project),
            ));
        }
        let own = namespace_of(guarded.at.name);
        let mut found = Vec::new();
        for name in all() {
            let Some(policy) = resources.network_policies.get(name) else {
                continue;
            };
            if policy.other_kind.is_some() {
                return Err(self.unmodelled(
                    "GKE_OTHER_NETWORK_POLICY",
                    Some(At::new(Kind::NetworkPolicy, name)),
                    docs::NETWORK_POLICY,
                ));
            }
            if namespace_of(name) != own || policy.connections(direction).is_none() {
                continue;
            }
            match pod_fits(&policy.pods, guarded.pod) {
                Fit::Yes => found.push((name, policy)),
                Fit::No => {}
                Fit::Unsure(field) => {
                    return Err(self.incomplete(
                        Cause::ResourceConfigNotFound,
                        Lack::Field(guarded.at, field),
                    ));
                }
            }
        }
        // What was listed may have been that of other namespaces alone.
        if !all().any(|name| namespace_of(name) == own) {
            self.assume_complete_elsewhere(Kind::NetworkPolicy, project);
        }
        Ok(found)
    }

    /// Who is at the other end.
    fn peer_of(&self, direction: Direction, guarded: Guarded<'a>) -> Peer<'a> {
        let (address, before) = match direction {
            Direction::Ingress => (self.packet.source, self.before_node),
            Direction::Egress => (self.packet.destination, self.before_service),
        };
        let mut peer = Peer {
            address,
            before,
            pod: None,
            node: None,
        };
        let tables = self.net.network(guarded.cluster.network.name());
        let owner = address
            .one()
            .zip(tables)
            .and_then(|(address, (_, tables))| tables.owner(address));
        let resources = &self.net.scenario.resources;
        match owner {
            Some(Owner::Pod(name)) => {
                peer.pod = resources
                    .pods
                    .get(name)
                    .filter(|pod| pod.cluster == guarded.pod.cluster)
                    .map(|pod| (name, pod));
            }
            Some(Owner::Machine { name, .. }) => {
                let own = name == guarded.node;
                let runs = own || self.net.is_node_of(name, guarded.pod.cluster.name());
                peer.node = runs.then_some(name);
            }
            _ => {}
        }
        peer
    }

    fn connection_fits(
        &self,
        one: &PolicyConnections,
        cluster: &Cluster,
        namespace: &str,
        peer: Peer<'a>,
    ) -> Fit {
        let port = match one.ports.is_empty() {
            true => Fit::Yes,
            false => any(one.ports.iter().map(|own| self.port_fits(own))),
        };
        if port == Fit::No {
            return Fit::No;
        }
        let peers = match one.peers.is_empty() {
            true => Fit::Yes,
            false => any(one
                .peers
                .iter()
                .map(|own| peer_fits(own, cluster, namespace, peer))),
        };
        match (port, peers) {
            (_, Fit::No) => Fit::No,
            (Fit::Unsure(field), _) | (_, Fit::Unsure(field)) => Fit::Unsure(field),
            _ => Fit::Yes,
        }
    }

    fn port_fits(&self, own: &PolicyPort) -> Fit {
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        if own.protocol != protocol {
            return Fit::No;
        }
        match (&own.name, own.ports, port) {
            (Some(_), _, _) => Fit::Unsure("ports"),
            (None, None, _) => Fit::Yes,
            (None, Some(range), Some(port)) if range.first <= port && port <= range.last => {
                Fit::Yes
            }
            _ => Fit::No,
        }
    }

    /// Ends it if network policies isolate the pod: what they have to let through for the metadata server depends on
    /// the cluster (<https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy#network-policy-and-workload-identity>).
    pub(super) fn may_ask_metadata(&mut self, guarded: Guarded<'a>) -> Checked<'a> {
        if !guarded.cluster.network_policy || guarded.pod.host_network {
            return Ok(());
        }
        let policies = self.policies_for(Direction::Egress, guarded)?;
        let peer = self.peer_of(Direction::Egress, guarded);
        let lets = policies.iter().any(|(name, policy)| {
            let own = policy.connections(Direction::Egress).unwrap_or_default();
            let own = own.iter();
            own.filter(|one| one.peers.is_empty()).any(|one| {
                let namespace = namespace_of(name);
                self.connection_fits(one, guarded.cluster, namespace, peer) == Fit::Yes
            })
        });
        match policies.first() {
            Some((name, _)) if !lets => Err(self.unmodelled(
                "METADATA_BEHIND_NETWORK_POLICY",
                Some(At::new(Kind::NetworkPolicy, name)),
                docs::NETWORK_POLICY,
            )),
            _ => Ok(()),
        }
    }

    /// A pod resolves names by asking a server: ends it if network policies may keep it from that.
    pub(super) fn may_ask_for_names(&mut self, guarded: Guarded<'a>) -> Checked<'a> {
        if !guarded.cluster.network_policy || guarded.pod.host_network {
            return Ok(());
        }
        let policies = self.policies_for(Direction::Egress, guarded)?;
        let allows = |own: &PolicyConnections| {
            let dns = own.ports.is_empty()
                || own.ports.iter().any(|port| {
                    port.protocol == Protocol::UDP
                        && port
                            .ports
                            .is_none_or(|range| range.first <= 53 && 53 <= range.last)
                });
            // Cloud DNS and NodeLocal DNSCache are asked by addresses that no selector of pods has for certain.
            let servers = own.peers.is_empty()
                || (guarded.cluster.asks_kube_dns() && own.peers.iter().any(has_kube_dns));
            dns && servers
        };
        let asked = policies.iter().any(|(_, policy)| {
            let own = policy.connections(Direction::Egress).unwrap_or_default();
            own.iter().any(allows)
        });
        match policies.first() {
            Some((name, _)) if !asked => Err(self.unmodelled(
                "DNS_BEHIND_NETWORK_POLICY",
                Some(At::new(Kind::NetworkPolicy, name)),
                docs::NETWORK_POLICY,
            )),
            _ => Ok(()),
        }
    }
}

/// Whether a peer has the pods of kube-dns.
fn has_kube_dns(peer: &PolicyPeer) -> bool {
    let PolicyPeer::Pods { pods, namespaces } = peer else {
        return false;
    };
    let in_namespace = namespaces
        .as_ref()
        .is_some_and(|own| own.fits(|key| (key == NAME_LABEL).then_some("kube-system")));
    let by_label = pods
        .as_ref()
        .is_none_or(|own| own.fits(|key| (key == "k8s-app").then_some("kube-dns")));
    in_namespace && by_label
}

/// The namespace in the name of a pod or policy.
fn namespace_of(name: &Name) -> &str {
    name.name.split('/').nth(1).unwrap_or_default()
}

fn pod_fits(selector: &Selector, pod: &Pod) -> Fit {
    let Some(labels) = &pod.labels else {
        return match selector.keys().next() {
            Some(_) => Fit::Unsure("labels"),
            None => Fit::Yes,
        };
    };
    match selector.fits(|key| labels.get(key).map(String::as_str)) {
        true => Fit::Yes,
        false => Fit::No,
    }
}

/// Whether one of several fits.
fn any(fits: impl Iterator<Item = Fit>) -> Fit {
    let mut found = Fit::No;
    for fit in fits {
        match fit {
            Fit::Yes => return Fit::Yes,
            Fit::Unsure(_) => found = fit,
            Fit::No => {}
        }
    }
    found
}

fn peer_fits(own: &PolicyPeer, cluster: &Cluster, namespace: &str, peer: Peer) -> Fit {
    match own {
        PolicyPeer::Block { range, except } => {
            let has = |address: AddressSet| match address.relation(range) {
                Relation::None => Fit::No,
                Relation::Some => Fit::Unsure("address"),
                Relation::All => match address.relation_to_any(except) {
                    Relation::None => Fit::Yes,
                    Relation::All => Fit::No,
                    Relation::Some => Fit::Unsure("address"),
                },
            };
            let inside = has(peer.address);
            if peer.before.is_some_and(|before| has(before) != inside) {
                return Fit::Unsure("ipBlock");
            }
            let of_cluster = peer.pod.is_some() || peer.node.is_some();
            match inside {
                Fit::Yes if of_cluster && cluster.dataplane_v2 => Fit::Unsure("ipBlock"),
                inside => inside,
            }
        }
        PolicyPeer::Pods { pods, namespaces } => {
            let Some((name, pod)) = peer.pod else {
                return match peer.address.one() {
                    Some(address) if !may_be_pod(cluster, address) => Fit::No,
                    Some(_) => Fit::Unsure("podSelector"),
                    None => Fit::No,
                };
            };
            let own = namespace_of(name);
            let in_namespace = match namespaces {
                None if own == namespace => Fit::Yes,
                None => Fit::No,
                Some(selector) => namespace_fits(selector, cluster, own),
            };
            let by_label = pods.as_ref().map_or(Fit::Yes, |own| pod_fits(own, pod));
            match (by_label, in_namespace) {
                (Fit::No, _) | (_, Fit::No) => Fit::No,
                (Fit::Yes, other) => other,
                (unsure, _) => unsure,
            }
        }
    }
}

/// Whether an address that no known pod has may be one of the cluster's pods.
fn may_be_pod(cluster: &Cluster, address: IpAddr) -> bool {
    let mut ranges = cluster.pod_ranges().chain(cluster.service_range);
    ranges.any(|range| range.contains(&address))
}

fn namespace_fits(selector: &Selector, cluster: &Cluster, name: &str) -> Fit {
    let known = cluster.namespaces.iter().find(|own| own.name == name);
    let by_name_alone = selector.keys().all(|key| key == NAME_LABEL);
    if known.is_none() && !by_name_alone {
        return Fit::Unsure("namespaceSelector");
    }
    let fits = selector.fits(|key| {
        if key == NAME_LABEL {
            return Some(name);
        }
        let labels = known.map(|own| &own.labels)?;
        let found = labels.iter().find(|(own, _)| own == key);
        found.map(|(_, value)| value.as_str())
    });
    match fits {
        true => Fit::Yes,
        false => Fit::No,
    }
}
