//! Hybrid connectivity NEGs: endpoints on-premises or in other clouds, behind a VPN tunnel or VLAN attachment.
//!
//! <https://cloud.google.com/load-balancing/docs/negs/hybrid-neg-concepts>,
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets>: the load
//! balancer's proxies reach an endpoint by a dynamic route of their own region, and by no other. Whether such a way
//! works to its end (health checks, what has to be advertised) is not modelled.

use hopscope_model::resource::{Kind, Neg};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::proxy::Proxy;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::rules::Identity;
use crate::walk::vpc::{Routed, Sender, SenderKind};
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// To an endpoint of a hybrid NEG.
    pub(super) fn to_hybrid_neg(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
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
        let routed = self.route_to(Sender {
            at,
            network,
            region,
            subnet: proxy.envoy.map(|envoy| envoy.subnet),
            part: Part::Primary,
            identity: Identity::default(),
            kind: SenderKind::Proxy,
            external: None,
        })?;
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
            Routed::None => (Cause::NoRoute, At::new(Kind::Network, &network.name)),
            Routed::By(_) => {
                return Err(self.unmodelled("HYBRID_NEG", Some(at), docs::HYBRID_NEG));
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
}
