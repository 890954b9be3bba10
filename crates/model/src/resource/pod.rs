//! GKE pods: `hopscope#pod`, and what `kubectl get pods -o json` prints.

use std::collections::BTreeMap;
use std::net::IpAddr;

use super::{Cluster, Instance, Network};
use crate::name::Ref;

/// A pod; its name is `CLUSTER/NAMESPACE/NAME`, its location the cluster's.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pod {
    /// The cluster it runs in.
    pub cluster: Ref<Cluster>,
    /// The machine it runs on.
    pub node: Option<Ref<Instance>>,
    /// Its address.
    pub address: Option<IpAddr>,
    /// Labels; `None`: not said.
    pub labels: Option<BTreeMap<String, String>>,
    /// Uses the node's network.
    pub host_network: bool,
    /// Further interfaces (multi-network).
    pub interfaces: Vec<(Ref<Network>, IpAddr)>,
    /// The network of its default interface, where that is a further one.
    pub default_network: Option<Ref<Network>>,
    /// It is known not to be running.
    pub not_running: bool,
    /// Its condition `Ready` is not true: Services pass it over.
    pub not_ready: bool,
}
