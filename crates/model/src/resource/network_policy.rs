//! Kubernetes NetworkPolicies: which connections the pods they select may open and take.
//!
//! <https://kubernetes.io/docs/concepts/services-networking/network-policies/>,
//! <https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy>

use ipnet::IpNet;

use super::Cluster;
use super::firewall::Direction;
use crate::name::Ref;
use crate::{PortRange, Protocol};

/// A policy; its name is `CLUSTER/NAMESPACE/NAME`, its location the cluster's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NetworkPolicy {
    /// The cluster it is of.
    pub cluster: Ref<Cluster>,
    /// The kind of a policy that is no plain NetworkPolicy (`FQDNNetworkPolicy`): what it says is not read.
    pub other_kind: Option<String>,
    /// `podSelector`: the pods of its namespace that it is for.
    pub pods: Selector,
    /// `ingress`, where `policyTypes` has it: connections that may come in.
    pub ingress: Option<Vec<PolicyConnections>>,
    /// `egress`, likewise: connections that may go out.
    pub egress: Option<Vec<PolicyConnections>>,
}

impl NetworkPolicy {
    /// What it says of a direction; `None`: nothing.
    pub fn connections(&self, direction: Direction) -> Option<&[PolicyConnections]> {
        match direction {
            Direction::Ingress => self.ingress.as_deref(),
            Direction::Egress => self.egress.as_deref(),
        }
    }
}

/// A label selector: everything in it has to hold.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Selector {
    /// `matchLabels`.
    pub labels: Vec<(String, String)>,
    /// `matchExpressions`.
    pub expressions: Vec<Expression>,
}

/// One of `matchExpressions`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Expression {
    /// The label.
    pub key: String,
    /// What is asked of it.
    pub operator: Operator,
    /// With `In` and `NotIn`.
    pub values: Vec<String>,
}

/// `operator` of an expression.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// The label has one of the values.
    In,
    /// It has none of them, or is not there.
    NotIn,
    /// It is there.
    Exists,
    /// It is not.
    DoesNotExist,
}

impl Operator {
    /// As Kubernetes spells them.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("In", Self::In),
        ("NotIn", Self::NotIn),
        ("Exists", Self::Exists),
        ("DoesNotExist", Self::DoesNotExist),
    ];
}

impl Selector {
    /// Whether labels fit.
    pub fn fits<'l>(&self, label: impl Fn(&str) -> Option<&'l str>) -> bool {
        self.labels
            .iter()
            .all(|(key, value)| label(key) == Some(value))
            && self.expressions.iter().all(|own| {
                let found = label(&own.key);
                let listed = found.is_some_and(|found| own.values.iter().any(|own| own == found));
                match own.operator {
                    Operator::In => listed,
                    Operator::NotIn => !listed,
                    Operator::Exists => found.is_some(),
                    Operator::DoesNotExist => found.is_none(),
                }
            })
    }

    /// The labels it asks for.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        let labels = self.labels.iter().map(|(key, _)| key.as_str());
        labels.chain(self.expressions.iter().map(|own| own.key.as_str()))
    }
}

/// One entry of `ingress` or `egress`.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct PolicyConnections {
    /// `from` or `to`; empty: everyone.
    pub peers: Vec<PolicyPeer>,
    /// `ports`; empty: every port.
    pub ports: Vec<PolicyPort>,
}

/// One of `from` or `to`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PolicyPeer {
    /// `podSelector` and `namespaceSelector`; without the latter, pods of the policy's own namespace.
    Pods {
        /// `podSelector`; `None`: every pod.
        pods: Option<Selector>,
        /// `namespaceSelector`.
        namespaces: Option<Selector>,
    },
    /// `ipBlock`.
    Block {
        /// `cidr`.
        range: IpNet,
        /// `except`.
        except: Vec<IpNet>,
    },
}

/// One of `ports`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PolicyPort {
    /// `protocol`; TCP unless given.
    pub protocol: Protocol,
    /// `port` to `endPort`; `None`: every port, unless there is a name.
    pub ports: Option<PortRange>,
    /// A port by its name, which only the pod's containers tell.
    pub name: Option<String>,
}
