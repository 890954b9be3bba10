//! An external TCP proxy load balancer in front of machines: forwarding rule, backends with their health
//! checks' firewall, and the connection the load balancer opens itself.
//!
//! <https://cloud.google.com/load-balancing/docs/firewall-rules>: both health checks and the proxied connections
//! come from Google front ends; the client's address is seen by neither firewall nor machine. Other kinds of
//! load balancers answer `unmodelled`.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::forwarding_rule::{ForwardingRule, ForwardingTarget, Scheme};
use hopscope_model::resource::instance::Interface;
use hopscope_model::resource::load_balancing::{BackendGroup, ProxyProtocol};
use hopscope_model::resource::{BackendService, InstanceGroup, Kind, UnreadPart};
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State, google};
use ipnet::IpNet;

use super::{At, Checked, End, Lack, Walk};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::rules::{Flow, Identity};

/// A machine behind a backend service, and the port it is served on.
#[derive(Clone, Copy)]
struct Backend<'a> {
    machine: &'a Name,
    interface: usize,
    /// Its address, where the group says it; the interface's primary one otherwise.
    address: Option<IpAddr>,
    port: u16,
}

/// How health checks fare at a backend; of the firewall, as Google's `HealthCheckFirewallsConfigState` says.
enum Health {
    Configured,
    Partially(String),
    NotConfigured,
    /// The machine does not run.
    Stopped,
    /// Of the machine's processes none is on the port that is checked.
    NothingListens(u16),
}

impl Health {
    /// Whether the backend takes traffic.
    fn is_healthy(&self) -> bool {
        matches!(self, Self::Configured | Self::Partially(_))
    }
}

impl<'a> Walk<'a> {
    /// At an external address: the forwarding rule whose protocol and port match, or the first if none does.
    pub(super) fn to_forwarding_rules(&mut self, names: &'a [Name]) -> Checked<'a, End<'a>> {
        let rules = &self.net.scenario.resources.forwarding_rules;
        let fitting = names
            .iter()
            .find(|name| rules.get(name).is_some_and(|rule| self.fits(rule)));
        self.unread_anywhere(Kind::ForwardingRule, None)?;
        match fitting.or(names.first()) {
            Some(name) => self.to_forwarding_rule(name),
            None => Err(self.incomplete(Cause::UnknownIp, Lack::Address)),
        }
    }

    fn fits(&self, rule: &ForwardingRule) -> bool {
        let port = self.ask.port;
        rule.protocol.is_none_or(|own| own == self.ask.protocol)
            && (rule.all_ports
                || rule.ports.is_empty()
                || port.is_some_and(|port| rule.ports.iter().any(|own| own.contains(port))))
    }

    fn to_forwarding_rule(&mut self, name: &'a Name) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::ForwardingRule, name);
        let Some(rule) = self.net.scenario.resources.forwarding_rules.get(name) else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::ForwardingRule, name),
            ));
        };
        self.takes(at, rule)?;
        let service = self.tcp_proxy_service(at, rule)?;
        self.through_proxy(service)
    }

    fn takes(&mut self, at: At<'a>, rule: &'a ForwardingRule) -> Checked<'a> {
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        let text = port.map_or_else(String::new, |port| port.to_string());
        if self.fits(rule) {
            let destination = self.packet.destination;
            self.note(
                State::ApplyForwardingRule,
                Some(at),
                docs::FORWARDING_RULES,
                || {
                    Says::new(SaysId::ForwardingRuleTakes)
                        .arg("rule", &*at.name.name)
                        .arg("address", destination.text())
                        .arg("port", text)
                },
            );
            return Ok(());
        }
        self.note(
            State::ApplyForwardingRule,
            Some(at),
            docs::FORWARDING_RULES,
            || {
                Says::new(SaysId::ForwardingRuleMismatch)
                    .arg("rule", &*at.name.name)
                    .arg("protocol", protocol.to_string())
                    .arg("port", text)
            },
        );
        Err(self.stop(Cause::ForwardingRuleMismatch, Some(at), CallerSees::Timeout))
    }

    /// The backend service of a global or classic external TCP proxy load balancer.
    fn tcp_proxy_service(&mut self, at: At<'a>, rule: &'a ForwardingRule) -> Checked<'a, At<'a>> {
        let resources = &self.net.scenario.resources;
        let ForwardingTarget::Proxy(reference) = &rule.target else {
            return Err(self.unmodelled(
                "EXTERNAL_PASSTHROUGH_LOAD_BALANCER",
                Some(at),
                docs::LOAD_BALANCING,
            ));
        };
        let Some(proxy) = resources.get(reference) else {
            self.unread(Kind::TargetProxy, &reference.name().project, None)?;
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::TargetProxy, reference.name()),
            ));
        };
        let global = at.name.is_global() || rule.scheme == Scheme::External;
        let service = match (&proxy.service, proxy.protocol, global) {
            (Some(service), ProxyProtocol::Tcp, true) => service,
            (None, ProxyProtocol::Tcp, true) => {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(At::new(Kind::TargetProxy, reference.name()), "service"),
                ));
            }
            (_, ProxyProtocol::Http | ProxyProtocol::Https | ProxyProtocol::Grpc, _) => {
                return Err(self.unmodelled(
                    "EXTERNAL_APPLICATION_LOAD_BALANCER",
                    Some(at),
                    docs::LOAD_BALANCING,
                ));
            }
            _ => {
                return Err(self.unmodelled(
                    "EXTERNAL_PROXY_LOAD_BALANCER",
                    Some(at),
                    docs::LOAD_BALANCING,
                ));
            }
        };
        if resources.get(service).is_none() {
            self.unread(Kind::BackendService, &service.name().project, None)?;
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::BackendService, service.name()),
            ));
        }
        Ok(At::new(Kind::BackendService, service.name()))
    }

    fn through_proxy(&mut self, at: At<'a>) -> Checked<'a, End<'a>> {
        let Some(service) = self.net.scenario.resources.backend_services.get(at.name) else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::BackendService, at.name),
            ));
        };
        if let Some(policy) = &service.security_policy {
            let _ = policy;
            return Err(self.unmodelled("CLOUD_ARMOR", Some(at), docs::LOAD_BALANCING));
        }
        if service.iap {
            return Err(self.unmodelled("IAP", Some(at), docs::IAP));
        }
        let backends = self.backends(at, service)?;
        if backends.is_empty() {
            self.note(
                State::AnalyzeLoadBalancerBackend,
                Some(at),
                docs::LOAD_BALANCING,
                || Says::new(SaysId::LoadBalancerNoBackends).arg("service", &*at.name.name),
            );
            return Err(self.stop(
                Cause::ForwardingRuleNoInstances,
                Some(at),
                CallerSees::GatewayError,
            ));
        }
        // Traffic goes to healthy backends; if there is none, to none.
        let mut reached = Vec::new();
        let mut unhealthy = Vec::new();
        for backend in &backends {
            let health = self.health(at, service, *backend)?;
            match health.is_healthy() {
                true => reached.push((*backend, health)),
                false => unhealthy.push((*backend, health)),
            }
        }
        if reached.is_empty() {
            self.none_healthy(at, &unhealthy)?;
            reached = backends
                .iter()
                .map(|backend| (*backend, Health::Configured))
                .collect();
        }
        let pick = self.choose(reached.len());
        let Some((backend, health)) = reached.into_iter().nth(pick) else {
            return Err(self.stop(
                Cause::ForwardingRuleNoInstances,
                Some(at),
                CallerSees::GatewayError,
            ));
        };
        self.proxy_to(at, backend, health, &unhealthy)
    }

    /// No backend is healthy: what keeps the checks out first, in the order firewall, stopped, not listening.
    fn none_healthy(&mut self, at: At<'a>, unhealthy: &[(Backend<'a>, Health)]) -> Checked<'a> {
        let firewall = unhealthy
            .iter()
            .find(|(_, health)| matches!(health, Health::NotConfigured));
        let stopped = unhealthy
            .iter()
            .find(|(_, health)| matches!(health, Health::Stopped));
        let Some((backend, health)) = firewall.or(stopped).or(unhealthy.first()) else {
            return Ok(());
        };
        let machine_at = At::new(Kind::Instance, backend.machine);
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
                    .arg("backend", &*backend.machine.name)
                    .arg("port", port.to_string());
                (says, Cause::ForwardingRuleNoInstances)
            }
            _ => {
                let ranges = AddressSet::Ranges(&google::FRONT_END_RANGES).text();
                let says = Says::new(SaysId::LoadBalancerBackendBlocked)
                    .arg("service", &*at.name.name)
                    .arg("backend", &*backend.machine.name)
                    .arg("ranges", ranges);
                (says, Cause::FirewallBlockingLoadBalancerBackendHealthCheck)
            }
        };
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(machine_at),
            docs::LB_FIREWALL,
            || says,
        );
        self.block(cause, Some(machine_at), CallerSees::GatewayError)
    }

    /// The connection that the load balancer opens to a backend.
    fn proxy_to(
        &mut self,
        service: At<'a>,
        backend: Backend<'a>,
        health: Health,
        unhealthy: &[(Backend<'a>, Health)],
    ) -> Checked<'a, End<'a>> {
        let machine_at = At::new(Kind::Instance, backend.machine);
        let port = backend.port.to_string();
        let says = match health {
            Health::Partially(blocked) => {
                Says::new(SaysId::LoadBalancerBackendPartial).arg("blocked", blocked)
            }
            _ => Says::new(SaysId::LoadBalancerBackend),
        };
        self.note_considered(
            State::AnalyzeLoadBalancerBackend,
            Some(machine_at),
            docs::LB_FIREWALL,
            || {
                says.arg("service", &*service.name.name)
                    .arg("backend", &*backend.machine.name)
                    .arg("port", port)
            },
            |walk| walk.passed_over_backends(unhealthy),
        );
        let (machine, interface) = self.interface(backend.machine, backend.interface)?;
        let address = match backend.address {
            Some(address) => address,
            None => self.primary_address(machine_at, interface)?,
        };
        self.packet.source = AddressSet::Ranges(&google::FRONT_END_RANGES);
        self.packet.fixed = Some(true);
        self.packet.destination = AddressSet::One(address);
        self.ask.port = Some(backend.port);
        let source = self.packet.source;
        self.note(
            State::ProxyConnection,
            Some(service),
            docs::LB_FIREWALL,
            || {
                Says::new(SaysId::LoadBalancerProxies)
                    .arg("service", &*service.name.name)
                    .arg("source", source.text())
            },
        );
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
        // One of the two ranges closed is a warning, not an outcome of its own: the load balancer's
        // connections come from the ranges that are open.
        let mut open = Vec::new();
        for range in google::FRONT_END_RANGES {
            if self.is_open(network, &flow, range)? {
                open.push(range);
            }
        }
        let flow = match open.as_slice() {
            [range] => Flow {
                remote: AddressSet::Range(IpNet::V4(*range)),
                ..flow
            },
            _ => flow,
        };
        self.firewall(
            Direction::Ingress,
            network,
            flow,
            machine_at,
            None,
            CallerSees::GatewayError,
        )?;
        self.arrived_at_machine(machine_at)
    }

    /// The backends that take no traffic.
    fn passed_over_backends(&self, unhealthy: &[(Backend<'a>, Health)]) -> (usize, Vec<Loser>) {
        let mut shown = Vec::new();
        for (backend, _) in unhealthy.iter().take(MOST_LOSERS) {
            shown.push(Loser {
                resource: self.short(At::new(Kind::Instance, backend.machine)),
                lost_because: LostBecause {
                    field: "healthState".to_owned(),
                    wanted: "HEALTHY".to_owned(),
                    got: "UNHEALTHY".to_owned(),
                },
            });
        }
        (unhealthy.len() + 1, shown)
    }

    fn is_open(
        &mut self,
        network: &'a crate::tables::network::NetworkTables,
        flow: &Flow<'a>,
        range: ipnet::Ipv4Net,
    ) -> Checked<'a, bool> {
        let flow = Flow {
            remote: AddressSet::Range(IpNet::V4(range)),
            ..*flow
        };
        self.lets_in(network, &flow)
    }

    /// Whether a backend is healthy, as far as configuration says: the machine runs, health checks get in, and
    /// something listens where they knock.
    fn health(
        &mut self,
        service_at: At<'a>,
        service: &'a BackendService,
        backend: Backend<'a>,
    ) -> Checked<'a, Health> {
        let (machine, interface) = self.interface(backend.machine, backend.interface)?;
        let network = self.network_of(interface.network.name())?;
        let at = At::new(Kind::Instance, backend.machine);
        self.subnet_fits(at, interface)?;
        let port = self.checked_port(service_at, service)?;
        if machine.status != "RUNNING" {
            return Ok(Health::Stopped);
        }
        let address = match backend.address {
            Some(address) => address,
            None => self.primary_address(at, interface)?,
        };
        self.unread(Kind::Firewall, &network.name.project, Some(network))?;
        self.unread(Kind::FirewallPolicy, &network.name.project, Some(network))?;
        let port = port.unwrap_or(backend.port);
        let flow = Flow {
            remote: AddressSet::Ranges(&google::FRONT_END_RANGES),
            local: AddressSet::One(address),
            protocol: Protocol::TCP,
            port: Some(port),
            target: Identity::of(backend.machine, machine),
            source: Identity::default(),
            region: backend.machine.region(),
        };
        let mut blocked = Vec::new();
        for range in google::FRONT_END_RANGES {
            if !self.is_open(network, &flow, range)? {
                blocked.push(range.to_string());
            }
        }
        if blocked.len() == google::FRONT_END_RANGES.len() {
            return Ok(Health::NotConfigured);
        }
        self.part_is_read(at, &[UnreadPart::Process])?;
        let listens = self.net.processes(&at.id()).is_none_or(|mut processes| {
            processes.any(|process| {
                process.port == port && process.protocol.transport() == Protocol::TCP
            })
        });
        Ok(match (listens, blocked.is_empty()) {
            (false, _) => Health::NothingListens(port),
            (true, true) => Health::Configured,
            (true, false) => Health::Partially(blocked.join(", ")),
        })
    }

    /// The port that the service's health check asks; `None`: the one that is served. A check that is not in
    /// the scenario may ask any.
    fn checked_port(
        &self,
        service_at: At<'a>,
        service: &'a BackendService,
    ) -> Checked<'a, Option<u16>> {
        let Some(reference) = service.health_checks.first() else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(service_at, "healthChecks"),
            ));
        };
        match self.net.scenario.resources.get(reference) {
            Some(check) => Ok(check.port),
            None => {
                self.unread(Kind::HealthCheck, &reference.name().project, None)?;
                Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::One(Kind::HealthCheck, reference.name()),
                ))
            }
        }
    }

    fn backends(
        &mut self,
        at: At<'a>,
        service: &'a BackendService,
    ) -> Checked<'a, Vec<Backend<'a>>> {
        let resources = &self.net.scenario.resources;
        let mut found = Vec::new();
        for group in &service.backends {
            if service.drained.contains(group) {
                continue;
            }
            match group {
                BackendGroup::InstanceGroup(reference) => {
                    let Some(group) = resources.get(reference) else {
                        self.unread(Kind::InstanceGroup, &reference.name().project, None)?;
                        return Err(self.incomplete(
                            Cause::ResourceConfigNotFound,
                            Lack::One(Kind::InstanceGroup, reference.name()),
                        ));
                    };
                    let group_at = At::new(Kind::InstanceGroup, reference.name());
                    let port = self.named_port(at, service, group_at, group)?;
                    self.part_is_read(group_at, &[UnreadPart::Resource])?;
                    let Some(members) = &group.members else {
                        return Err(self.incomplete(
                            Cause::ResourceConfigNotFound,
                            Lack::GroupMembers(reference.name()),
                        ));
                    };
                    for member in members {
                        self.interface(member.name(), 0)?;
                        found.push(Backend {
                            machine: member.name(),
                            interface: 0,
                            address: None,
                            port,
                        });
                    }
                }
                BackendGroup::Neg(reference) => {
                    let Some(neg) = resources.get(reference) else {
                        self.unread(Kind::Neg, &reference.name().project, None)?;
                        return Err(self.incomplete(
                            Cause::ResourceConfigNotFound,
                            Lack::One(Kind::Neg, reference.name()),
                        ));
                    };
                    let neg_at = At::new(Kind::Neg, reference.name());
                    if neg.endpoint_type != "GCE_VM_IP_PORT" {
                        return Err(self.unmodelled(
                            "NETWORK_ENDPOINT_GROUP_TYPE",
                            Some(neg_at),
                            docs::LOAD_BALANCING,
                        ));
                    }
                    self.part_is_read(neg_at, &[UnreadPart::Resource])?;
                    let Some(endpoints) = &neg.endpoints else {
                        return Err(self.incomplete(
                            Cause::PermissionDeniedNoNegEndpointConfigs,
                            Lack::NegEndpoints(reference.name()),
                        ));
                    };
                    for endpoint in endpoints {
                        let port = endpoint.port.or(neg.default_port);
                        let (Some(instance), Some(port)) = (&endpoint.instance, port) else {
                            return Err(self.incomplete(
                                Cause::PermissionDeniedNoNegEndpointConfigs,
                                Lack::NegEndpoints(reference.name()),
                            ));
                        };
                        let (machine, _) = self.interface(instance.name(), 0)?;
                        // An address of an alias range is the interface's that has the range.
                        let has = |own: &Interface, address: IpAddr| {
                            own.address == Some(address)
                                || own.alias_ranges.iter().any(|own| own.contains(&address))
                        };
                        let interface = match endpoint.address {
                            None => Some(0),
                            Some(address) => {
                                let mut all = machine.interfaces.iter();
                                all.position(|own| has(own, address))
                            }
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
                        found.push(Backend {
                            machine: instance.name(),
                            interface,
                            address: endpoint.address,
                            port,
                        });
                    }
                }
            }
        }
        Ok(found)
    }

    /// The port of the group that the service's `portName` names. A TCP proxy sends to it.
    fn named_port(
        &mut self,
        service_at: At<'a>,
        service: &'a BackendService,
        group_at: At<'a>,
        group: &'a InstanceGroup,
    ) -> Checked<'a, u16> {
        let wanted = service.port_name.as_deref().unwrap_or("http");
        let port = group
            .named_ports
            .iter()
            .find(|(name, _)| name == wanted)
            .map(|(_, port)| *port);
        match port {
            Some(port) => Ok(port),
            None => {
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
                    CallerSees::GatewayError,
                ))
            }
        }
    }
}
