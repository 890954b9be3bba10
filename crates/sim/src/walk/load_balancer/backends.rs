//! The machines and pods behind a backend service: by instance group, or by zonal NEG.
//!
//! <https://cloud.google.com/load-balancing/docs/backend-service>: a proxy sends to the port that the group's named port
//! says, or to the endpoint's; a passthrough load balancer to the interface in its network, ports as they are.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::instance::Interface;
use hopscope_model::resource::load_balancing::{BackendGroup, Endpoint};
use hopscope_model::resource::{BackendService, Instance, InstanceGroup, Kind, Neg, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Ref, State};

use super::Backend;
use crate::docs;
use crate::tables::network::{NetworkTables, Owner};
use crate::walk::{At, Checked, End, Lack, Walk};

/// How a load balancer sends to a backend.
#[derive(Clone, Copy)]
pub(super) struct Sends<'a> {
    /// It passes packets on; otherwise it opens connections.
    pub(super) packets: bool,
    /// Its network, where it has one.
    pub(super) network: Option<&'a NetworkTables>,
    /// What the caller sees where it cannot.
    pub(super) sees: CallerSees,
}

/// Backends, and what the first that cannot be one ends in: it stands only where there is no other.
#[derive(Default)]
struct Backends<'a> {
    list: Vec<Backend<'a>>,
    unusable: Option<End<'a>>,
}

impl<'a> Backends<'a> {
    /// What a check gives, unless this is a backend that gets nothing.
    fn usable<T>(&mut self, found: Checked<'a, T>) -> Checked<'a, Option<T>> {
        match found {
            Err(end @ End::Stopped { .. }) => {
                self.unusable.get_or_insert(end);
                Ok(None)
            }
            other => other.map(Some),
        }
    }
}

impl<'a> Walk<'a> {
    /// The machines and pods of every group that is not drained.
    pub(super) fn backends(
        &mut self,
        at: At<'a>,
        service: &'a BackendService,
        sends: Sends<'a>,
    ) -> Checked<'a, Vec<Backend<'a>>> {
        let mut found = Backends::default();
        for group in &service.backends {
            if service.drained.contains(group) {
                continue;
            }
            let first = found.list.len();
            match group {
                BackendGroup::InstanceGroup(reference) => {
                    let (group_at, group) = self.referred(reference)?;
                    self.members(at, service, (group_at, group), sends, &mut found)?;
                }
                BackendGroup::Neg(reference) => {
                    let (neg_at, neg) = self.referred(reference)?;
                    self.endpoints(at, (neg_at, neg), sends, &mut found)?;
                }
            }
            if service.failover.contains(group) {
                let own = found.list.get_mut(first..).unwrap_or_default();
                own.iter_mut().for_each(|backend| backend.failover = true);
            }
        }
        match found.unusable {
            Some(end) if found.list.is_empty() => Err(end),
            _ => Ok(found.list),
        }
    }

    fn members(
        &mut self,
        at: At<'a>,
        service: &'a BackendService,
        (group_at, group): (At<'a>, &'a InstanceGroup),
        sends: Sends<'a>,
        found: &mut Backends<'a>,
    ) -> Checked<'a> {
        let port = match sends.packets {
            true => None,
            false => {
                let port = self.named_port(at, service, group_at, group, sends.sees);
                match found.usable(port)? {
                    Some(port) => Some(port),
                    None => return Ok(()),
                }
            }
        };
        self.part_is_read(group_at, &[UnreadPart::Resource])?;
        let Some(members) = &group.members else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::GroupMembers(group_at.name),
            ));
        };
        let group_network = group.network.as_ref().map(Ref::name);
        let network = sends.network.map(|network| &network.name).or(group_network);
        for member in members {
            let (machine, _) = self.interface(member.name(), 0)?;
            let interface = self.interface_in(at, member.name(), machine, network, sends.sees);
            let Some(interface) = found.usable(interface)? else {
                continue;
            };
            let (_, own) = self.interface(member.name(), interface)?;
            found.list.push(Backend {
                machine: member.name(),
                interface,
                pod: None,
                address: None,
                ipv6_address: own.external_ipv6_address.or(own.ipv6_address),
                port,
                failover: false,
            });
        }
        Ok(())
    }

    /// The interface of a machine that is in the load balancer's network.
    pub(super) fn interface_in(
        &mut self,
        at: At<'a>,
        name: &'a Name,
        machine: &'a Instance,
        network: Option<&'a Name>,
        sees: CallerSees,
    ) -> Checked<'a, usize> {
        let Some(network) = network else {
            return Ok(0);
        };
        let mut interfaces = machine.interfaces.iter();
        if let Some(found) = interfaces.position(|own| own.network.name() == network) {
            return Ok(found);
        }
        let machine_at = At::new(Kind::Instance, name);
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(machine_at),
            docs::LOAD_BALANCING,
            || {
                Says::new(SaysId::LoadBalancerBackendNetwork)
                    .arg("service", &*at.name.name)
                    .arg("backend", &*name.name)
                    .arg("network", &*network.name)
            },
        );
        Err(self.stop(
            Cause::LoadBalancerBackendInvalidNetwork,
            Some(machine_at),
            sees,
        ))
    }

    fn endpoints(
        &mut self,
        at: At<'a>,
        (neg_at, neg): (At<'a>, &'a Neg),
        sends: Sends<'a>,
        found: &mut Backends<'a>,
    ) -> Checked<'a> {
        let wanted = match sends.packets {
            true => "GCE_VM_IP",
            false => "GCE_VM_IP_PORT",
        };
        if neg.endpoint_type != wanted {
            return Err(self.unmodelled(
                "NETWORK_ENDPOINT_GROUP_TYPE",
                Some(neg_at),
                docs::LOAD_BALANCING,
            ));
        }
        if let (Some(own), Some(network)) = (&neg.network, sends.network)
            && *own.name() != network.name
        {
            // Between networks that are connected it is possible for some load balancers.
            return Err(self.unmodelled(
                "BACKEND_IN_ANOTHER_NETWORK",
                Some(neg_at),
                docs::LOAD_BALANCING,
            ));
        }
        self.part_is_read(neg_at, &[UnreadPart::Resource])?;
        let Some(endpoints) = &neg.endpoints else {
            return Err(self.no_endpoints(neg_at));
        };
        for endpoint in endpoints {
            let port = endpoint
                .port
                .or(neg.default_port)
                .filter(|_| !sends.packets);
            if port.is_none() && !sends.packets {
                return Err(self.no_endpoints(neg_at));
            }
            let mut backend = self.endpoint(neg_at, endpoint)?;
            backend.port = port;
            let (machine, own) = self.interface(backend.machine, backend.interface)?;
            let network = sends.network.map(|network| &network.name);
            if network.is_some_and(|network| own.network.name() != network) {
                let interface =
                    self.interface_in(at, backend.machine, machine, network, sends.sees);
                if found.usable(interface)?.is_none() {
                    continue;
                }
            }
            found.list.push(backend);
        }
        Ok(())
    }

    pub(super) fn no_endpoints(&self, neg: At<'a>) -> End<'a> {
        self.incomplete(
            Cause::PermissionDeniedNoNegEndpointConfigs,
            Lack::NegEndpoints(neg.name),
        )
    }

    /// The machine, or the pod on it, that an endpoint is.
    fn endpoint(&self, neg: At<'a>, endpoint: &'a Endpoint) -> Checked<'a, Backend<'a>> {
        let Some(instance) = &endpoint.instance else {
            return Err(self.no_endpoints(neg));
        };
        let (machine, _) = self.interface(instance.name(), 0)?;
        // An address of an alias range is the interface's that has the range.
        let has = |own: &Interface, address: IpAddr| {
            own.address == Some(address)
                || own.alias_ranges.iter().any(|own| own.contains(&address))
        };
        let interface = match endpoint.address {
            None => Some(0),
            Some(address) => machine.interfaces.iter().position(|own| has(own, address)),
        };
        let Some(interface) = interface else {
            // Of the machine as it is here it is no address.
            return Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::Field(
                    At::new(Kind::Instance, instance.name()),
                    "networkInterfaces[].aliasIpRanges",
                ),
            ));
        };
        let (_, own) = self.interface(instance.name(), interface)?;
        if own.address != endpoint.address && endpoint.address.is_some() {
            // An alias address is that of a pod, which may not be known.
            self.unread_anywhere(Kind::Pod, None)?;
            self.unread_anywhere(Kind::Cluster, None)?;
        }
        let network = self.net.network(own.network.name());
        let owner = network
            .zip(endpoint.address)
            .and_then(|((_, network), address)| network.owner(address));
        let pod = match owner {
            Some(Owner::Pod(pod)) => Some(pod),
            _ => None,
        };
        if let (None, Some(address), Some((_, network))) = (pod, endpoint.address, network)
            && own.address != Some(address)
        {
            self.no_pod_at(network, address)?;
        }
        Ok(Backend {
            machine: instance.name(),
            interface,
            pod,
            address: endpoint.address,
            ipv6_address: endpoint.ipv6_address,
            port: None,
            failover: false,
        })
    }

    /// Ends it if an address of a machine's alias range is a pod's of which not enough is known.
    fn no_pod_at(&self, network: &'a NetworkTables, address: IpAddr) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        let mut pods = resources.pods.values();
        if let Some(pod) = pods.find(|pod| pod.address == Some(address)) {
            let cluster = pod.cluster.name();
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::Cluster, cluster),
            ));
        }
        let Some(range) = network.range(address) else {
            return Ok(());
        };
        let guarded = resources.clusters.iter().find(|(_, own)| {
            let subnet = own.subnet.as_ref();
            own.network_policy
                && subnet.is_some_and(|subnet| *subnet.name() == range.subnet)
                && own.pod_range_name.as_deref() == range.secondary.as_deref()
        });
        match guarded {
            // Its policies may be for the pod there.
            Some((name, _)) => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(At::new(Kind::Cluster, name), "pods"),
            )),
            None => Ok(()),
        }
    }

    /// The port of the group that the service's `portName` names. A proxy sends to it.
    fn named_port(
        &mut self,
        service_at: At<'a>,
        service: &'a BackendService,
        group_at: At<'a>,
        group: &'a InstanceGroup,
        sees: CallerSees,
    ) -> Checked<'a, u16> {
        let wanted = service.port_name.as_deref().unwrap_or("http");
        let mut ports = group.named_ports.iter();
        if let Some((_, port)) = ports.find(|(name, _)| name == wanted) {
            if ports.any(|(name, other)| name == wanted && other != port) {
                let feature = "NAMED_PORT_OF_SEVERAL";
                return Err(self.unmodelled(feature, Some(group_at), docs::LOAD_BALANCING));
            }
            return Ok(*port);
        }
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(group_at),
            docs::LOAD_BALANCING,
            || {
                Says::new(SaysId::LoadBalancerNamedPort)
                    .arg("service", &*service_at.name.name)
                    .arg("port", wanted)
                    .arg("group", &*group_at.name.name)
            },
        );
        Err(self.stop(
            Cause::BackendServiceNamedPortNotDefined,
            Some(group_at),
            sees,
        ))
    }
}
