//! Whether a backend is healthy, as far as configuration says: the machine runs, health checks get in, and something
//! listens where they knock. To a pod they come as any other traffic, so network policies hold for them
//! (<https://cloud.google.com/kubernetes-engine/docs/how-to/network-policy>).
//!
//! <https://cloud.google.com/load-balancing/docs/health-check-concepts>,
//! <https://cloud.google.com/load-balancing/docs/firewall-rules>: health checks come from ranges of Google's, which
//! differ by load balancer; those of a passthrough load balancer are addressed to the forwarding rule's address.

use hopscope_model::resource::{BackendService, Kind, UnreadPart};
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Name, Protocol, State};
use ipnet::IpNet;

use super::Backend;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::NetworkTables;
use crate::tables::rules::{Flow, Identity};
use crate::walk::{At, Checked, Lack, Walk};

/// From where health checks come, and to which address.
#[derive(Clone, Copy)]
pub(super) struct Checks<'a> {
    pub(super) ranges: &'static [IpNet],
    /// The forwarding rule's address; a backend's own where it is none.
    pub(super) to: Option<AddressSet<'a>>,
    /// The forwarding rule is an internal one.
    pub(super) internal: bool,
}

/// What a health check asks.
#[derive(Clone, Copy)]
pub(super) enum Probe<'a> {
    /// There is none: every backend counts as healthy.
    None,
    /// This check, which asks this port; none: the port that is served.
    Asks(At<'a>, Option<u16>),
}

/// How health checks fare at a backend; of the firewall, as Google's `HealthCheckFirewallsConfigState` says.
#[derive(PartialEq, Eq)]
pub(super) enum Health<'a> {
    Configured,
    Partially(String),
    NotConfigured,
    /// A network policy of the pod's keeps them out.
    KeptOut(&'a Name),
    /// The machine does not run.
    Stopped,
    /// Of the machine's processes none is on the port that is checked.
    NothingListens(u16),
    /// It has no address of the IP version in which packets and checks come.
    OtherVersion,
    /// It has no address of the IP version, which this is, in which connections are made to it.
    NoAddress(&'static str),
    /// The node runs no pod of this Service, which is served by each pod's own node alone.
    WithoutPod(&'a Name),
}

impl Health<'_> {
    /// Whether the backend takes traffic.
    pub(super) fn is_healthy(&self) -> bool {
        matches!(self, Self::Configured | Self::Partially(_))
    }
}

impl<'a> Backend<'a> {
    /// What it is.
    pub(super) fn at(&self) -> At<'a> {
        match self.pod {
            Some(pod) => At::new(Kind::Pod, pod),
            None => At::new(Kind::Instance, self.machine),
        }
    }
}

impl<'a> Walk<'a> {
    /// How a backend fares.
    pub(super) fn health(
        &mut self,
        probe: Probe<'a>,
        backend: Backend<'a>,
        checks: Checks<'a>,
    ) -> Checked<'a, Health<'a>> {
        let (machine, interface) = self.interface(backend.machine, backend.interface)?;
        let network = self.network_of(interface.network.name())?;
        let machine_at = At::new(Kind::Instance, backend.machine);
        self.subnet_fits(machine_at, interface)?;
        if let Some(to) = checks.to
            && !self.has_version(machine_at, interface, to, checks.internal)?
        {
            return Ok(Health::OtherVersion);
        }
        let Probe::Asks(check, port) = probe else {
            return Ok(Health::Configured);
        };
        if machine.status != "RUNNING" {
            return Ok(Health::Stopped);
        }
        let local = match (checks.to, backend.address) {
            (Some(to), _) => to,
            (None, Some(address)) => AddressSet::One(address),
            (None, None) => AddressSet::One(self.primary_address(machine_at, interface)?),
        };
        self.firewall_is_known(network)?;
        let Some(port) = port.or(backend.port) else {
            // Where packets are passed on, no port is the one that serves.
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(check, "port")));
        };
        let flow = Flow {
            remote: AddressSet::Ranges(checks.ranges),
            local,
            protocol: Protocol::TCP,
            port: Some(port),
            target: Identity::of(backend.machine, machine),
            source: Identity::default(),
            region: backend.machine.region(),
        };
        let mut blocked = Vec::new();
        let mut policy = None;
        for range in checks.ranges {
            let against = match backend.pod {
                _ if !self.is_open(network, &flow, *range)? => {
                    blocked.push(range.to_string());
                    continue;
                }
                Some(pod) => self.pod_keeps_out_checks(pod, *range, port)?,
                None => None,
            };
            if against.is_some() {
                policy = against;
                blocked.push(range.to_string());
            }
        }
        if blocked.len() == checks.ranges.len() {
            return Ok(policy.map_or(Health::NotConfigured, Health::KeptOut));
        }
        let to_address = checks.to.map(|_| self.packet.destination);
        if backend.pod.is_none()
            && let Some(service) = self.lacks_pod_of(backend.machine, to_address, backend.port)
        {
            return Ok(Health::WithoutPod(service));
        }
        let at = backend.at();
        self.part_is_read(at, &[UnreadPart::Process])?;
        let declared = self.net.listener(&at.id(), Protocol::TCP, port);
        let listens = declared.is_none_or(|own| own.is_some());
        if let Some(list) = declared.flatten().and_then(|own| own.allow_from.as_deref()) {
            self.admits_check(check, at, list, checks)?;
        }
        Ok(match (listens, blocked.is_empty()) {
            (false, _) => Health::NothingListens(port),
            (true, true) => Health::Configured,
            (true, false) => Health::Partially(blocked.join(", ")),
        })
    }

    /// A check that wants an answer of HTTP gets none from a process whose own allow-list leaves the checks out; how a
    /// load balancer fares without it, the list alone does not say. One of TCP is content with a connection.
    fn admits_check(
        &self,
        check: At<'a>,
        at: At<'a>,
        list: &[IpNet],
        checks: Checks<'a>,
    ) -> Checked<'a> {
        let own = self.net.scenario.resources.health_checks.get(check.name);
        if own.is_none_or(|own| matches!(own.protocol.as_str(), "TCP" | "SSL")) {
            return Ok(());
        }
        let admits = |range: &IpNet| list.iter().any(|own| own.contains(range));
        if checks.ranges.iter().all(admits) {
            return Ok(());
        }
        Err(self.unmodelled("HEALTH_CHECK_AT_ALLOW_LIST", Some(at), docs::LOAD_BALANCING))
    }

    /// Whether one range gets in.
    pub(super) fn is_open(
        &mut self,
        network: &'a NetworkTables,
        flow: &Flow<'a>,
        range: IpNet,
    ) -> Checked<'a, bool> {
        let flow = Flow {
            remote: AddressSet::Range(range),
            ..*flow
        };
        self.lets_in(network, &flow)
    }

    /// What the service's health check asks. A check that is not in the scenario may ask any port.
    pub(super) fn probe(
        &self,
        service_at: At<'a>,
        service: &'a BackendService,
    ) -> Checked<'a, Probe<'a>> {
        let Some(reference) = service.health_checks.first() else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(service_at, "healthChecks"),
            ));
        };
        let (at, check) = self.referred(reference)?;
        Ok(Probe::Asks(at, check.port))
    }

    /// The service has no backend.
    pub(super) fn no_backends(&mut self, at: At<'a>, sees: CallerSees) -> Checked<'a> {
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::LOAD_BALANCING,
            || Says::new(SaysId::LoadBalancerNoBackends).arg("service", &*at.name.name),
        );
        Err(self.stop(Cause::ForwardingRuleNoInstances, Some(at), sees))
    }

    /// No backend is healthy: what keeps the checks out first, in the order firewall, stopped, not listening.
    pub(super) fn none_healthy(
        &mut self,
        at: At<'a>,
        unhealthy: &[(Backend<'a>, Health<'a>)],
        checks: Checks<'a>,
    ) -> Option<(Cause, At<'a>)> {
        let firewall = unhealthy
            .iter()
            .find(|(_, health)| matches!(health, Health::NotConfigured));
        let stopped = unhealthy
            .iter()
            .find(|(_, health)| matches!(health, Health::Stopped));
        let (backend, health) = firewall.or(stopped).or(unhealthy.first())?;
        let backend_at = backend.at();
        let (says, cause) = match health {
            Health::Stopped => {
                let status = self.net.machine(backend.machine);
                let says = Says::new(SaysId::InstanceNotRunning)
                    .arg("name", &*backend.machine.name)
                    .arg("status", status.map_or("", |machine| &machine.status));
                (says, Cause::InstanceNotRunning)
            }
            Health::NothingListens(port) => {
                let says = Says::new(SaysId::LoadBalancerBackendUnhealthy)
                    .arg("service", &*at.name.name)
                    .arg("backend", &*backend_at.name.name)
                    .arg("port", port.to_string());
                (says, Cause::ForwardingRuleNoInstances)
            }
            Health::WithoutPod(service) => {
                let says = Says::new(SaysId::ServiceWithoutPod)
                    .arg("service", &*service.name)
                    .arg("node", &*backend_at.name.name);
                (says, Cause::ForwardingRuleNoInstances)
            }
            Health::OtherVersion => {
                let says = Says::new(SaysId::LoadBalancerBackendVersion)
                    .arg("backend", &*backend_at.name.name)
                    .arg(
                        "address",
                        checks.to.map_or_else(String::new, AddressSet::text),
                    );
                (says, Cause::LoadBalancerBackendIpVersionMismatch)
            }
            Health::NoAddress(version) => {
                let says = Says::new(SaysId::LoadBalancerBackendNoAddress)
                    .arg("service", &*at.name.name)
                    .arg("backend", &*backend_at.name.name)
                    .arg("version", *version);
                (says, Cause::LoadBalancerBackendIpVersionMismatch)
            }
            Health::KeptOut(policy) => {
                let says = Says::new(SaysId::NetworkPolicyDenies)
                    .arg("policies", &*policy.name)
                    .arg("pod", &*backend_at.name.name);
                (says, Cause::GkeNetworkPolicy)
            }
            _ => {
                let ranges = AddressSet::Ranges(checks.ranges).text();
                let says = Says::new(SaysId::LoadBalancerBackendBlocked)
                    .arg("service", &*at.name.name)
                    .arg("backend", &*backend_at.name.name)
                    .arg("ranges", ranges);
                (says, Cause::FirewallBlockingLoadBalancerBackendHealthCheck)
            }
        };
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(backend_at),
            docs::LB_FIREWALL,
            || says,
        );
        Some((cause, backend_at))
    }

    /// The backends that take no traffic.
    pub(super) fn passed_over_backends(
        &self,
        unhealthy: &[(Backend<'a>, Health<'a>)],
    ) -> (usize, Vec<Loser>) {
        let mut shown = Vec::new();
        for (backend, _) in unhealthy.iter().take(MOST_LOSERS) {
            shown.push(Loser {
                resource: self.short(backend.at()),
                lost_because: LostBecause {
                    field: "healthState".to_owned(),
                    wanted: "HEALTHY".to_owned(),
                    got: "UNHEALTHY".to_owned(),
                },
            });
        }
        (unhealthy.len() + 1, shown)
    }
}
