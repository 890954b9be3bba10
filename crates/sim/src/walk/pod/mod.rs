//! GKE pods: which address they send with, and arriving at one.
//!
//! <https://cloud.google.com/kubernetes-engine/docs/concepts/ip-masquerade-agent>: to destinations in the
//! non-masquerade list a pod keeps its own address; to others its node puts its own on the packet. With default
//! SNAT disabled and no agent, the pod always keeps its address.

mod interfaces;
mod same_node;
mod service;

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::instance::Interface;
use hopscope_model::resource::{Cluster, Instance, Kind, Pod, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};
use ipnet::IpNet;

use super::network_policy::Guarded;
use super::vpc::{Sender, SenderKind};
use super::{At, Checked, End, Lack, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::network::SubnetRange;
use crate::tables::rules::SecureTags;

/// Whether an address is one that a cluster gives to Services.
fn is_service(cluster: &Cluster, address: IpAddr) -> bool {
    let range = cluster.service_range;
    range.is_some_and(|range| range.contains(&address))
}

/// A pod with what it runs on.
struct Placed<'a> {
    pod: &'a Pod,
    cluster: &'a Cluster,
    node: &'a Name,
    machine: &'a Instance,
    interface: &'a Interface,
}

impl<'a> Placed<'a> {
    /// As network policies ask for it.
    fn guarded(&self, at: At<'a>) -> Guarded<'a> {
        Guarded {
            at,
            pod: self.pod,
            cluster: self.cluster,
            node: self.node,
        }
    }
}

impl<'a> Walk<'a> {
    /// The network policy that keeps health checks of a range from a pod's port, if one does.
    pub(super) fn pod_keeps_out_checks(
        &mut self,
        name: &'a Name,
        range: IpNet,
        port: u16,
    ) -> Checked<'a, Option<&'a Name>> {
        let guarded = self.placed(name)?.guarded(At::new(Kind::Pod, name));
        self.policy_against_checks(guarded, range, port)
    }

    /// Ends it if network policies may keep a pod from asking for names.
    pub(super) fn pod_may_resolve(&mut self, name: &'a Name) -> Checked<'a> {
        let placed = self.placed(name)?;
        // What could not be read of the cluster may say which name servers its pods ask.
        let cluster = At::new(Kind::Cluster, placed.pod.cluster.name());
        self.part_is_read(cluster, &[UnreadPart::Resource])?;
        self.may_ask_for_names(placed.guarded(At::new(Kind::Pod, name)))
    }

    fn placed(&self, name: &'a Name) -> Checked<'a, Placed<'a>> {
        let resources = &self.net.scenario.resources;
        let lack =
            |kind, name| self.incomplete(Cause::ResourceConfigNotFound, Lack::One(kind, name));
        let pod = resources
            .pods
            .get(name)
            .ok_or_else(|| lack(Kind::Pod, name))?;
        let cluster = resources
            .get(&pod.cluster)
            .ok_or_else(|| lack(Kind::Cluster, pod.cluster.name()))?;
        let node = pod.node.as_ref().ok_or_else(|| {
            self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(At::new(Kind::Pod, name), "node"),
            )
        })?;
        let (machine, interface) = self.interface(node.name(), 0)?;
        Ok(Placed {
            pod,
            cluster,
            node: node.name(),
            machine,
            interface,
        })
    }

    pub(super) fn start_pod(&mut self, name: &'a Name) -> Checked<'a> {
        let at = At::new(Kind::Pod, name);
        let placed = self.placed(name)?;
        let address = if placed.pod.host_network {
            placed.interface.address
        } else {
            placed.pod.address
        };
        let Some(address) = address else {
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "ip")));
        };
        self.packet.source = AddressSet::One(address);
        self.packet.fixed = Some(true);
        self.note(State::StartFromGkePod, Some(at), docs::MASQUERADE, || {
            Says::new(SaysId::StartPod)
                .arg("name", &*name.name)
                .arg("address", address.to_string())
                .arg("node", &*placed.node.name)
        });
        if placed.pod.not_running {
            return Err(self.stop(Cause::GkePodNotRunning, Some(at), CallerSees::Timeout));
        }
        if placed.cluster.not_running {
            let cluster = At::new(Kind::Cluster, placed.pod.cluster.name());
            return Err(self.stop(
                Cause::GkeClusterNotRunning,
                Some(cluster),
                CallerSees::Timeout,
            ));
        }
        self.must_run(At::new(Kind::Instance, placed.node), placed.machine)
    }

    pub(super) fn leave_pod(&mut self, name: &'a Name) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Pod, name);
        if self.is_metadata_server() {
            let guarded = self.placed(name)?.guarded(at);
            self.may_ask_metadata(guarded)?;
            return self.metadata_server();
        }
        let placed = self.placed(name)?;
        if let Some((network, address)) = self.other_interface(placed.pod) {
            return self.leave_by_other_interface(at, &placed, network, address);
        }
        let mut sender = self.machine_sender(placed.node, 0)?;
        let cluster = placed.pod.cluster.name();
        let behind = self.from_inside(cluster, placed.cluster, placed.node)?;
        if behind == Some(name) {
            // What a pod sees that a Service sends back to itself, no page that we know says.
            return Err(self.unmodelled("GKE_SERVICE", Some(at), docs::GKE_SERVICES));
        }
        if placed.pod.host_network {
            self.note(
                State::SkipGkePodIpMasquerading,
                Some(at),
                docs::MASQUERADE,
                || {
                    Says::new(SaysId::PodHostNetwork)
                        .arg("pod", &*name.name)
                        .arg("node", &*placed.node.name)
                },
            );
            return match self.on_the_same_node(sender.network, placed.node)? {
                Some(end) => Ok(end),
                None => self.leave_vpc(sender),
            };
        }
        self.network_policies(Direction::Egress, placed.guarded(at))?;
        if let Some(end) = self.on_the_same_node(sender.network, placed.node)? {
            return Ok(end);
        }
        if !placed.cluster.vpc_native {
            return Err(self.unmodelled("ROUTES_BASED_CLUSTER", Some(at), docs::MASQUERADE));
        }
        if self.masquerade(at, &placed)? {
            return self.leave_vpc(sender);
        }
        // The pod's own address is an alias of the node: one-to-one NAT covers only the primary one.
        sender.kind = SenderKind::Pod;
        sender.external = None;
        let own = self.packet.source.one();
        let range = own.and_then(|own| sender.network.range(own));
        let range = range.and_then(|range| range.secondary.as_deref());
        let range = range.or(placed.cluster.pod_range_name.as_deref());
        sender.part = Part::Secondary(range);
        if !matches!(sender.identity.secure_tags, SecureTags::Known(&[])) {
            // Whether its node's secure tags go with an alias address, no page that we know says.
            sender.identity.secure_tags = SecureTags::Unknown(placed.node);
        }
        self.leave_vpc(sender)
    }

    /// Whether the node puts its own address on the packet; if so, it has.
    fn masquerade(&mut self, at: At<'a>, placed: &Placed<'a>) -> Checked<'a, bool> {
        let source = self.packet.source;
        let destination = self.packet.destination;
        let cluster = placed.cluster;
        let configured = cluster.non_masquerade.as_deref();
        if configured.is_none() && cluster.default_snat_disabled {
            self.note(
                State::SkipGkePodIpMasquerading,
                Some(at),
                docs::MASQUERADE,
                || Says::new(SaysId::PodKeepsAddressSnatDisabled).arg("address", source.text()),
            );
            return Ok(false);
        }
        // The documentation ranges are in Google's list, and here stand for ordinary internet hosts: unless
        // the scenario itself uses one, they are not kept.
        let default: Vec<IpNet> = google::NON_MASQUERADE_RANGES
            .iter()
            .filter(|range| !google::DOCUMENTATION_RANGES.contains(range))
            .map(|range| IpNet::V4(*range))
            .collect();
        let ranges = configured.unwrap_or(&default);
        let kept = ranges
            .iter()
            .find(|range| destination.relation(range) == Relation::All);
        if let Some(range) = kept {
            self.note(
                State::SkipGkePodIpMasquerading,
                Some(at),
                docs::MASQUERADE,
                || {
                    Says::new(SaysId::PodKeepsAddress)
                        .arg("address", source.text())
                        .arg("range", range.to_string())
                },
            );
            return Ok(false);
        }
        if ranges
            .iter()
            .any(|range| destination.relation(range) == Relation::Some)
        {
            return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
        }
        let node_at = At::new(Kind::Instance, placed.node);
        let address = self.primary_address(node_at, placed.interface)?;
        self.packet.source = AddressSet::One(address);
        self.note(State::Nat, Some(node_at), docs::MASQUERADE, || {
            Says::new(SaysId::PodMasquerade)
                .arg("pod", &*at.name.name)
                .arg("node", &*placed.node.name)
                .arg("address", address.to_string())
        });
        Ok(true)
    }

    /// At a pod's address: its node's ingress firewall, then the pod.
    pub(super) fn to_pod(
        &mut self,
        name: &'a Name,
        sender: Option<Sender<'a>>,
    ) -> Checked<'a, End<'a>> {
        let placed = self.placed(name)?;
        self.must_run(At::new(Kind::Instance, placed.node), placed.machine)?;
        self.ingress_at_machine(placed.node, 0, sender)?;
        self.at_pod(name)
    }

    /// On its node: network policies, then the pod.
    fn at_pod(&mut self, name: &'a Name) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Pod, name);
        let placed = self.placed(name)?;
        if placed.pod.not_running {
            self.note(State::ArriveAtGkePod, Some(at), docs::DROP_REASONS, || {
                Says::new(SaysId::PodNotRunning).arg("name", &*name.name)
            });
            return Err(self.stop(Cause::GkePodNotRunning, Some(at), CallerSees::Timeout));
        }
        self.network_policies(Direction::Ingress, placed.guarded(at))?;
        let destination = self.packet.destination;
        self.note(State::ArriveAtGkePod, Some(at), "", || {
            Says::new(SaysId::ArrivePod)
                .arg("name", &*name.name)
                .arg("address", destination.text())
        });
        self.is_seen(None);
        self.speak_to_process(at)?;
        Ok(self.delivered("GKE_POD", Some(at)))
    }

    /// An address in a range of pods or services of which no pod is known: Kubernetes says what is there.
    pub(super) fn in_pod_range(&mut self, range: &'a SubnetRange) -> Checked<'a> {
        let Some(secondary) = &range.secondary else {
            return Ok(());
        };
        let cluster = self
            .net
            .scenario
            .resources
            .clusters
            .iter()
            .find(|(_, own)| {
                own.subnet
                    .as_ref()
                    .is_some_and(|subnet| *subnet.name() == range.subnet)
                    && (own.pod_range_name.as_deref() == Some(secondary)
                        || own
                            .service_range
                            .is_some_and(|own| own.trunc() == range.range))
            });
        match cluster {
            // Addresses of Services are only for the cluster's own pods and nodes.
            Some((_, own))
                if own
                    .service_range
                    .is_some_and(|own| own.trunc() == range.range) =>
            {
                Ok(())
            }
            Some((name, _)) => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(At::new(Kind::Cluster, name), "pods"),
            )),
            None => Ok(()),
        }
    }
}
