//! Hybrid connectivity NEGs: endpoints on-premises or in other clouds, behind a VPN tunnel or VLAN attachment.
//!
//! <https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts>,
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets>: the load
//! balancer's proxies reach an endpoint by a dynamic route of their own region, and by no other, in a network with global
//! dynamic routing. Its router has to advertise from where connections and health checks come: the region's proxy-only
//! subnet, or of front ends of Google's 35.191.0.0/16 and 130.211.0.0/22.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::route::NextHop;
use hopscope_model::resource::{BackendService, Kind, Neg};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State, google};

use super::health::Probe;
use super::proxy::{Proxy, behind_proxy};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::route::Entry;
use crate::tables::rules::Identity;
use crate::walk::vpc::{Routed, Sender, SenderKind, next_hop_text};
use crate::walk::{At, Checked, End, Lack, Walk};

/// An endpoint that is connected to.
#[derive(Clone, Copy)]
struct Endpoint<'a> {
    neg: At<'a>,
    address: IpAddr,
    /// The NEG has no other.
    alone: bool,
}

impl<'a> Walk<'a> {
    /// To an endpoint of a hybrid NEG.
    pub(super) fn to_hybrid_neg(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
        backends: &'a BackendService,
        (at, neg): (At<'a>, &'a Neg),
    ) -> Checked<'a, End<'a>> {
        let endpoints = neg.endpoints.as_deref().unwrap_or_default();
        let pick = self.choose(endpoints.len());
        let endpoint = endpoints.get(pick);
        let Some(address) = endpoint.and_then(|endpoint| endpoint.address) else {
            return Err(self.no_endpoints(at));
        };
        let port = endpoint.and_then(|endpoint| endpoint.port);
        let network = match (&neg.network, proxy.envoy) {
            (_, Some(envoy)) => envoy.network,
            (Some(network), None) => self.network_of(network.name())?,
            (None, None) => {
                return Err(
                    self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "network"))
                );
            }
        };
        let region = match proxy.envoy {
            Some(envoy) => envoy.subnet.name().region(),
            None => at.name.region(),
        };
        let client = self.packet.source;
        self.packet.source = proxy.source();
        self.packet.fixed = Some(true);
        self.packet.destination = AddressSet::One(address);
        self.ask.port = port.or(neg.default_port).or(self.ask.port);
        self.note_proxied(proxy, service, client);
        let sender = Sender {
            at,
            network,
            region,
            subnet: proxy.envoy.map(|envoy| envoy.subnet),
            part: Part::Primary,
            identity: Identity::default(),
            kind: SenderKind::Proxy,
            external: None,
        };
        let routed = self.route_to(sender)?;
        let (cause, route) = match routed {
            Routed::Subnet(subnet) => (
                Cause::HybridNegNonDynamicRouteMatched,
                At::new(Kind::Subnet, subnet),
            ),
            Routed::By(entry) if entry.kind != Kind::Router => (
                Cause::HybridNegNonDynamicRouteMatched,
                At::new(entry.kind, &entry.name),
            ),
            Routed::By(entry) if entry.name.region() != region => (
                Cause::HybridNegNonLocalDynamicRouteMatched,
                At::new(entry.kind, &entry.name),
            ),
            Routed::Down => (
                Cause::RouteNextHopVpnTunnelNotEstablished,
                At::new(Kind::Network, &network.name),
            ),
            Routed::None => {
                self.assume_no_other_network(&network.name.project);
                (Cause::NoRoute, At::new(Kind::Network, &network.name))
            }
            Routed::By(entry) => {
                let to = Endpoint {
                    neg: at,
                    address,
                    alone: endpoints.len() == 1,
                };
                return self.by_dynamic_route(proxy, (service, backends), to, sender, entry);
            }
        };
        self.note(State::ApplyRoute, Some(route), docs::HYBRID_NEG, || {
            Says::new(SaysId::HybridNegRoute)
                .arg("neg", &*at.name.name)
                .arg("address", address.to_string())
                .arg("route", &*route.name.name)
                .arg("region", region)
        });
        Err(self.stop(cause, Some(route), CallerSees::GatewayError))
    }

    /// By a dynamic route of the proxies' own region.
    fn by_dynamic_route(
        &mut self,
        proxy: Proxy<'a>,
        service: (At<'a>, &'a BackendService),
        to: Endpoint<'a>,
        sender: Sender<'a>,
        entry: &'a Entry,
    ) -> Checked<'a, End<'a>> {
        let network = &sender.network.name;
        let own = self.net.scenario.resources.networks.get(network);
        let route = &entry.route;
        let (kind, link) = match &route.next_hop {
            NextHop::VpnTunnel(own) => (Kind::VpnTunnel, Some(own.name())),
            NextHop::Attachment(own) => (Kind::Attachment, Some(own.name())),
            _ => (entry.kind, None),
        };
        // "Regional dynamic routing is not supported." Networks that are connected, router appliances, and where the Envoys of
        // a load balancer of all regions are, is left open.
        let followed = own.is_some_and(|own| own.global_dynamic_routing)
            && route.network.name() == network
            && !proxy.envoy.is_some_and(|envoy| envoy.cross_region);
        let (true, Some(link)) = (followed, link) else {
            return Err(self.unmodelled("HYBRID_NEG", Some(to.neg), docs::HYBRID_NEG));
        };
        self.check_gets_in(service, to)?;
        let at = At::new(entry.kind, &entry.name);
        self.note(State::ApplyRoute, Some(at), docs::HYBRID_NEG, || {
            Says::new(SaysId::RouteDynamic)
                .arg("router", &*entry.name.name)
                .arg("range", route.destination.to_string())
                .arg("priority", route.priority.to_string())
                .arg("nextHop", next_hop_text(&route.next_hop))
        });
        if proxy.envoy.is_none() {
            // From which of them the next connection comes, nobody can say.
            let pick = self.choose(google::FRONT_END_RANGES.len());
            if let Some(range) = google::FRONT_END_RANGES.get(pick) {
                self.packet.source = AddressSet::Range(*range);
            }
        }
        match self.into_link(sender, sender.network, at, kind, link) {
            // Health checks fail as well, and others get what it would have got.
            Err(End::Stopped { .. }) if !to.alone => {
                Err(self.unmodelled("HYBRID_NEG", Some(to.neg), docs::HYBRID_NEG))
            }
            end => end.map_err(behind_proxy),
        }
    }

    /// Health checks come from where connections come from, to a port that may be another one.
    fn check_gets_in(
        &mut self,
        (at, service): (At<'a>, &'a BackendService),
        to: Endpoint<'a>,
    ) -> Checked<'a> {
        let Probe::Asks(_, Some(port)) = self.probe(at, service)? else {
            return Ok(());
        };
        let hosts = self.net.hosts_at(to.address);
        let hosts = hosts.iter().filter_map(|name: &Name| {
            let host = self.net.scenario.resources.hosts.get(name)?;
            host.listens.as_ref()
        });
        let silent = |list: &Vec<(u16, Protocol)>| !list.contains(&(port, Protocol::TCP));
        if !hosts.into_iter().any(silent) {
            return Ok(());
        }
        if !to.alone {
            return Err(self.unmodelled("HYBRID_NEG", Some(to.neg), docs::HYBRID_NEG));
        }
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(to.neg),
            docs::HYBRID_NEG,
            || {
                Says::new(SaysId::LoadBalancerBackendUnhealthy)
                    .arg("service", &*at.name.name)
                    .arg("backend", to.address.to_string())
                    .arg("port", port.to_string())
            },
        );
        let cause = Cause::ForwardingRuleNoInstances;
        Err(self.stop(cause, Some(to.neg), CallerSees::GatewayError))
    }
}
