//! Proxy load balancers: the client's connection ends at Google's front end or at an Envoy in a proxy-only subnet, and
//! another one goes to a backend.
//!
//! <https://cloud.google.com/load-balancing/docs/proxy-only-subnets>,
//! <https://cloud.google.com/load-balancing/docs/firewall-rules>: the client's address is seen by neither firewall nor
//! machine. Global and classic external load balancers are front ends of Google's; all others are Envoys, which need an
//! active proxy-only subnet in their region.

use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::forwarding_rule::{ForwardingRule, Scheme};
use hopscope_model::resource::load_balancing::ProxyProtocol;
use hopscope_model::resource::subnet::SubnetPurpose;
use hopscope_model::resource::{Kind, Subnet, TargetProxy};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Ref, State, google};
use ipnet::IpNet;

use super::Backend;
use super::backends::Sends;
use super::health::{Checks, Health};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::network::NetworkTables;
use crate::tables::rules::{Flow, Identity};
use crate::walk::vpc::{Sender, SenderKind};
use crate::walk::{At, Checked, End, Lack, Walk};

/// A load balancer that opens connections of its own.
#[derive(Clone, Copy)]
pub(super) struct Proxy<'a> {
    /// Its forwarding rule.
    pub(super) rule: At<'a>,
    pub(super) protocol: ProxyProtocol,
    /// Its network and where it is in it; of Google's front ends there is none.
    pub(super) envoy: Option<Envoy<'a>>,
    /// It has an internal address.
    pub(super) internal: bool,
    /// It says who the client is in a line before everything else (`PROXY_V1`).
    pub(super) header: bool,
    /// The address that the client has asked: over IPv6 a rule has a whole range of them.
    pub(super) asked: AddressSet<'a>,
}

/// Envoys of a region.
#[derive(Clone, Copy)]
pub(super) struct Envoy<'a> {
    pub(super) network: &'a NetworkTables,
    /// The proxy-only subnet.
    pub(super) subnet: &'a Ref<Subnet>,
    /// Its range.
    pub(super) range: IpNet,
    /// It serves backends of every region (`GLOBAL_MANAGED_PROXY`).
    pub(super) cross_region: bool,
}

impl<'a> Envoy<'a> {
    /// As what it sends in its network: without network tags, which are of machines.
    pub(super) fn sender(&self, at: At<'a>) -> Sender<'a> {
        Sender {
            at,
            network: self.network,
            region: self.subnet.name().region(),
            subnet: Some(self.subnet),
            part: Part::Primary,
            identity: Identity::default(),
            kind: SenderKind::Proxy,
            external: None,
        }
    }
}

impl<'a> Proxy<'a> {
    /// With which addresses it opens connections.
    pub(super) fn source(&self) -> AddressSet<'a> {
        match self.envoy {
            Some(envoy) => AddressSet::Range(envoy.range),
            None => AddressSet::Ranges(&google::FRONT_END_RANGES),
        }
    }

    /// Whether it speaks HTTP.
    pub(super) fn is_application(&self) -> bool {
        matches!(
            self.protocol,
            ProxyProtocol::Http | ProxyProtocol::Https | ProxyProtocol::Grpc
        )
    }

    /// Whether it ends TLS.
    pub(super) fn tls(&self) -> bool {
        matches!(self.protocol, ProxyProtocol::Https | ProxyProtocol::Ssl)
    }

    /// Whether it is one for all regions.
    pub(super) fn is_global(&self) -> bool {
        self.envoy.is_none_or(|envoy| envoy.cross_region)
    }
}

impl<'a> Walk<'a> {
    /// At a target proxy.
    pub(super) fn to_proxy(
        &mut self,
        at: At<'a>,
        rule: &'a ForwardingRule,
        reference: &'a Ref<TargetProxy>,
    ) -> Checked<'a, End<'a>> {
        let (proxy_at, target) = self.referred(reference)?;
        let internal = matches!(rule.scheme, Scheme::Internal | Scheme::InternalManaged);
        let envoy = match rule.scheme {
            Scheme::External => None,
            Scheme::ExternalManaged if at.name.is_global() => None,
            Scheme::ExternalManaged | Scheme::InternalManaged => Some(self.envoy(at, rule)?),
            _ => {
                return Err(self.unmodelled(
                    "FORWARDING_RULE_TARGET",
                    Some(at),
                    docs::FORWARDING_RULES,
                ));
            }
        };
        if let (true, Some(envoy)) = (internal, envoy) {
            self.guarded(envoy.network, at)?;
        }
        if target.server_tls_policy.is_some() {
            // Which clients it refuses is in the policy: https://cloud.google.com/load-balancing/docs/mtls
            return Err(self.unmodelled("MUTUAL_TLS", Some(proxy_at), docs::LOAD_BALANCING));
        }
        if let Some(envoy) = envoy {
            let answers = (envoy.sender(at), self.packet.destination);
            self.ended.get_or_insert(answers);
        }
        let proxy = Proxy {
            rule: at,
            protocol: target.protocol,
            envoy,
            internal,
            header: target.proxy_header,
            asked: self.packet.destination,
        };
        if proxy.is_application() {
            return self.to_application(proxy, proxy_at, target);
        }
        match &target.service {
            Some(service) => self.to_service(proxy, service),
            None => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(proxy_at, "service"),
            )),
        }
    }

    /// Firewall policies may have rules for the Envoys of internal load balancers
    /// (<https://cloud.google.com/firewall/docs/regional-network-app-lb>).
    fn guarded(&self, network: &'a NetworkTables, rule: At<'a>) -> Checked<'a> {
        let mut policies = network.firewall.for_load_balancers.iter();
        let policy = policies.find(|policy| {
            let regional = !policy.is_global() && !policy.location.is_empty();
            !regional || rule.name.is_global() || policy.region() == rule.name.region()
        });
        match policy {
            Some(policy) => Err(self.unmodelled(
                "FIREWALL_OF_LOAD_BALANCER",
                Some(At::new(Kind::FirewallPolicy, policy)),
                docs::FIREWALL_POLICIES,
            )),
            None => Ok(()),
        }
    }

    /// The Envoys of a rule, which are in the proxy-only subnet of its region.
    fn envoy(&mut self, at: At<'a>, rule: &'a ForwardingRule) -> Checked<'a, Envoy<'a>> {
        let network = self.network_of_rule(at, rule)?;
        let cross_region = at.name.is_global();
        let (region, purpose) = match (cross_region, &rule.subnet) {
            (false, _) => (at.name.region(), SubnetPurpose::RegionalManagedProxy),
            (true, Some(subnet)) => (subnet.name().region(), SubnetPurpose::GlobalManagedProxy),
            (true, None) => {
                return Err(
                    self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "subnetwork"))
                );
            }
        };
        if let Some((subnet, range)) = network.proxy_subnet(region, purpose) {
            return Ok(Envoy {
                network,
                subnet,
                range,
                cross_region,
            });
        }
        let project = &network.name.project;
        self.unread(Kind::Subnet, project, Some(network))?;
        if !self.net.is_settled(Kind::Subnet, project) {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::Subnet, project),
            ));
        }
        self.note(
            State::ProxyConnection,
            Some(at),
            docs::PROXY_SUBNETS,
            || {
                Says::new(SaysId::LoadBalancerNoProxySubnet)
                    .arg("rule", &*at.name.name)
                    .arg("region", region)
                    .arg("network", &*network.name.name)
            },
        );
        Err(self.stop(
            Cause::LoadBalancerHasNoProxySubnet,
            Some(at),
            CallerSees::Timeout,
        ))
    }

    /// The connection that the load balancer opens to a machine or pod.
    pub(super) fn to_machines(
        &mut self,
        proxy: Proxy<'a>,
        at: At<'a>,
        service: &'a hopscope_model::resource::BackendService,
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
        let checks = Checks {
            ranges: &google::FRONT_END_RANGES,
            to: None,
            internal: proxy.internal,
        };
        let probe = self.probe(at, service)?;
        // Traffic goes to healthy backends; if there is none, to none.
        let mut reached = Vec::new();
        let mut unhealthy = Vec::new();
        for backend in &backends {
            let health = self.health(probe, *backend, checks)?;
            match health.is_healthy() {
                true => reached.push((*backend, health)),
                false => unhealthy.push((*backend, health)),
            }
        }
        if reached.is_empty() {
            if let Some((cause, kept_out)) = self.none_healthy(at, &unhealthy, checks) {
                self.block(cause, Some(kept_out), sees)?;
            }
            reached = backends
                .iter()
                .map(|backend| (*backend, Health::Configured))
                .collect();
        }
        let reached = self.one_of_each(reached, proxy.source());
        let pick = self.choose(reached.len());
        let Some((backend, health)) = reached.into_iter().nth(pick) else {
            return Err(self.stop(Cause::ForwardingRuleNoInstances, Some(at), sees));
        };
        self.proxy_to(proxy, at, backend, health, &unhealthy)
            .map_err(behind_proxy)
    }

    fn proxy_to(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
        backend: Backend<'a>,
        health: Health<'a>,
        unhealthy: &[(Backend<'a>, Health<'a>)],
    ) -> Checked<'a, End<'a>> {
        let backend_at = backend.at();
        let port = backend
            .port
            .map_or_else(String::new, |port| port.to_string());
        let says = match health {
            Health::Partially(blocked) => {
                Says::new(SaysId::LoadBalancerBackendPartial).arg("blocked", blocked)
            }
            _ => Says::new(SaysId::LoadBalancerBackend),
        };
        self.note_considered(
            State::AnalyzeLoadBalancerBackend,
            Some(backend_at),
            docs::LB_FIREWALL,
            || {
                says.arg("service", &*service.name.name)
                    .arg("backend", &*backend_at.name.name)
                    .arg("port", port)
            },
            |walk| walk.passed_over_backends(unhealthy),
        );
        let machine_at = At::new(Kind::Instance, backend.machine);
        let (machine, interface) = self.interface(backend.machine, backend.interface)?;
        let address = match backend.address {
            Some(address) => address,
            None => self.primary_address(machine_at, interface)?,
        };
        let client = self.packet.source;
        self.packet.source = proxy.source();
        self.packet.fixed = Some(true);
        self.packet.destination = AddressSet::One(address);
        self.ask.port = backend.port;
        self.note_proxied(proxy, service, client);
        if let Some(pod) = backend.pod {
            return self.to_pod(pod, None);
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
        self.arrived_at_machine(machine_at)
    }

    /// One of Google's ranges closed is a warning, not an outcome of its own: connections come from the ranges that
    /// are open.
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
            [range] => Flow {
                remote: AddressSet::Range(*range),
                ..flow
            },
            _ => flow,
        })
    }

    /// The load balancer's own connection, and what it says about the client.
    pub(super) fn note_proxied(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
        client: AddressSet<'a>,
    ) {
        let source = self.packet.source;
        let doc = match proxy.envoy {
            Some(_) => docs::PROXY_SUBNETS,
            None => docs::LB_FIREWALL,
        };
        self.note(State::ProxyConnection, Some(service), doc, || {
            let says = match (proxy.is_application(), proxy.header) {
                (true, _) => Says::new(SaysId::LoadBalancerForwards)
                    .arg("client", client.text())
                    .arg("address", proxy.asked.text()),
                (false, true) => {
                    Says::new(SaysId::LoadBalancerProxyHeader).arg("client", client.text())
                }
                (false, false) => Says::new(SaysId::LoadBalancerProxies),
            };
            says.arg("service", &*service.name.name)
                .arg("source", source.text())
        });
    }
}

/// Behind a proxy the caller gets an error of the proxy's.
pub(super) fn behind_proxy(end: End<'_>) -> End<'_> {
    match end {
        End::Stopped { cause, at, sees }
            if matches!(
                sees.id,
                CallerSees::Timeout | CallerSees::Unreachable | CallerSees::Refused
            ) =>
        {
            End::Stopped {
                cause,
                at,
                sees: crate::walk::Sees::plain(CallerSees::GatewayError),
            }
        }
        other => other,
    }
}
