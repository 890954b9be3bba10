//! Proxy load balancers: the client's connection ends at Google's front end or at an Envoy in a proxy-only subnet, and
//! another one goes to a backend.
//!
//! <https://cloud.google.com/load-balancing/docs/proxy-only-subnets>,
//! <https://cloud.google.com/load-balancing/docs/firewall-rules>: the client's address is seen by neither firewall nor
//! machine. Global and classic external load balancers are front ends of Google's; all others are Envoys, which need an
//! active proxy-only subnet in their region.

use hopscope_model::resource::forwarding_rule::{ForwardingRule, Scheme};
use hopscope_model::resource::load_balancing::ProxyProtocol;
use hopscope_model::resource::subnet::SubnetPurpose;
use hopscope_model::resource::{Kind, Subnet, TargetProxy};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Ref, State, google};
use ipnet::IpNet;

use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::network::NetworkTables;
use crate::tables::rules::Identity;
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
