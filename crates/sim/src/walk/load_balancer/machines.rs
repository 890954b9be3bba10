//! The connection that a load balancer with a proxy opens to a machine or pod: which backends are healthy, and which of
//! them gets it.
//!
//! <https://cloud.google.com/load-balancing/docs/firewall-rules>: connections and health checks come from ranges of
//! Google's, or from the proxy-only subnet, which the machine's firewall has to let in.

use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::load_balancing::AddressSelection;
use hopscope_model::resource::{BackendService, Kind};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};

use super::Backend;
use super::backends::Sends;
use super::health::Health;
use super::proxy::{Proxy, behind_proxy};
use super::selection::selection_word;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::NetworkTables;
use crate::tables::rules::{Flow, Identity};
use crate::walk::{At, Checked, End, Packet, Walk};

/// A backend with the address that is connected to, and how it fares there.
pub(super) type Way<'a> = (Backend<'a>, Health<'a>);

impl<'a> Walk<'a> {
    /// To the machines and pods of a backend service.
    pub(super) fn to_machines(
        &mut self,
        proxy: Proxy<'a>,
        at: At<'a>,
        service: &'a BackendService,
    ) -> Checked<'a, End<'a>> {
        let sees = CallerSees::GatewayError;
        let sends = Sends {
            packets: false,
            network: proxy.envoy.map(|envoy| envoy.network),
            sees,
        };
        let backends = self.backends(at, service, sends)?;
        if backends.is_empty() {
            self.no_backends(at, sees)?;
        }
        let probe = self.probe(at, service)?;
        // Traffic goes to healthy backends; if there is none, to none.
        let mut reached = Vec::new();
        let mut unhealthy = Vec::new();
        for backend in backends {
            let way = self.way_to(proxy, service, probe, backend)?;
            match way.1.is_healthy() {
                true => reached.push(way),
                false => unhealthy.push(way),
            }
        }
        if reached.is_empty() {
            let blocked = unhealthy
                .iter()
                .find(|(_, health)| *health == Health::NotConfigured);
            let ipv6 = blocked.is_some_and(|(backend, _)| backend.is_ipv6());
            let checks = proxy.checks(ipv6);
            match self.none_healthy(at, &unhealthy, checks) {
                Some((Cause::LoadBalancerBackendIpVersionMismatch, kept_out)) => {
                    let cause = Cause::LoadBalancerBackendIpVersionMismatch;
                    return Err(self.stop(cause, Some(kept_out), sees));
                }
                Some((cause, kept_out)) => self.block(cause, Some(kept_out), sees)?,
                None => {}
            }
            let all = unhealthy.iter();
            reached = all
                .map(|(backend, _)| (*backend, Health::Configured))
                .collect();
        }
        let (six, four): (Vec<_>, Vec<_>) = reached
            .into_iter()
            .partition(|(backend, _)| backend.is_ipv6());
        let mut reached = self.one_of_each(four, proxy.source());
        if !six.is_empty() {
            let source = self.source_over_ipv6(proxy)?;
            reached.extend(self.one_of_each(six, source));
        }
        let pick = self.choose(reached.len());
        let Some((backend, health)) = reached.into_iter().nth(pick) else {
            return Err(self.stop(Cause::ForwardingRuleNoInstances, Some(at), sees));
        };
        self.note_backend(at, service, backend, health, &unhealthy);
        self.proxy_to(proxy, at, backend).map_err(behind_proxy)
    }

    fn note_backend(
        &mut self,
        at: At<'a>,
        service: &'a BackendService,
        backend: Backend<'a>,
        health: Health<'a>,
        unhealthy: &[Way<'a>],
    ) {
        let backend_at = backend.at();
        let port = backend
            .port
            .map_or_else(String::new, |port| port.to_string());
        let says = match health {
            Health::Partially(blocked) => {
                Says::new(SaysId::LoadBalancerBackendPartial).arg("blocked", blocked)
            }
            _ if backend.is_ipv6() => Says::new(SaysId::LoadBalancerBackendIpv6)
                .arg("policy", selection_word(service.address_selection)),
            _ if service.address_selection == AddressSelection::PreferIpv6 => {
                Says::new(SaysId::LoadBalancerBackendIpv4)
            }
            _ => Says::new(SaysId::LoadBalancerBackend),
        };
        self.note_considered(
            State::AnalyzeLoadBalancerBackend,
            Some(backend_at),
            docs::LB_FIREWALL,
            || {
                says.arg("service", &*at.name.name)
                    .arg("backend", &*backend_at.name.name)
                    .arg("port", port)
            },
            |walk| walk.passed_over_backends(unhealthy),
        );
    }

    fn proxy_to(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
        backend: Backend<'a>,
    ) -> Checked<'a, End<'a>> {
        let machine_at = At::new(Kind::Instance, backend.machine);
        let (machine, interface) = self.interface(backend.machine, backend.interface)?;
        let address = match backend.address {
            Some(address) => address,
            None => self.primary_address(machine_at, interface)?,
        };
        let client = self.packet.source;
        self.packet.source = match backend.is_ipv6() {
            true => self.source_over_ipv6(proxy)?,
            false => proxy.source(),
        };
        self.packet.fixed = Some(true);
        self.packet.destination = AddressSet::One(address);
        self.ask.port = backend.port;
        self.note_proxied(proxy, service, client);
        if let Some(pod) = backend.pod {
            let end = self.to_pod(pod, None)?;
            return self.back_to_envoy(proxy, At::new(Kind::Pod, pod), end);
        }
        self.must_run(machine_at, machine)?;
        let network = self.network_of(interface.network.name())?;
        let flow = Flow {
            remote: self.packet.source,
            local: self.packet.destination,
            protocol: self.ask.protocol,
            port: self.ask.port,
            target: Identity::of(backend.machine, machine),
            source: Identity::default(),
            region: backend.machine.region(),
        };
        let flow = match proxy.envoy {
            Some(_) => flow,
            None if backend.is_ipv6() => flow,
            None => self.from_open_range(network, flow)?,
        };
        self.firewall(
            Direction::Ingress,
            network,
            flow,
            machine_at,
            None,
            CallerSees::GatewayError,
        )?;
        self.answers_by(backend.machine, backend.interface)?;
        let end = self.arrived_at_machine(machine_at)?;
        self.back_to_envoy(proxy, machine_at, end)
    }

    /// Envoys are in the network of the proxy-only subnet, so that policy-based routes are for what is sent to them: a
    /// special routing path is there for Google's front ends alone
    /// (<https://cloud.google.com/vpc/docs/routes#special_return_paths>).
    fn back_to_envoy(
        &mut self,
        proxy: Proxy<'a>,
        backend: At<'a>,
        end: End<'a>,
    ) -> Checked<'a, End<'a>> {
        let answers = proxy
            .envoy
            .and_then(|envoy| self.machine_of(backend, envoy.network));
        let (Some(answers), End::Delivered { .. }) = (answers, end) else {
            return Ok(end);
        };
        let Packet {
            source,
            destination,
            ..
        } = self.packet;
        match self.policy_takes_back(answers, destination, source)? {
            true => Err(self.unmodelled("REPLY_BY_POLICY", Some(backend), docs::POLICY_ROUTES)),
            false => Ok(end),
        }
    }

    /// One of Google's ranges closed is a warning, not an outcome of its own: the connections that come are from the one
    /// that is open.
    fn from_open_range(
        &mut self,
        network: &'a NetworkTables,
        flow: Flow<'a>,
    ) -> Checked<'a, Flow<'a>> {
        let mut open = Vec::new();
        for range in google::FRONT_END_RANGES {
            if self.is_open(network, &flow, range)? {
                open.push(range);
            }
        }
        Ok(match open.as_slice() {
            [range] => {
                self.packet.source = AddressSet::Range(*range);
                Flow {
                    remote: self.packet.source,
                    ..flow
                }
            }
            _ => flow,
        })
    }
}
