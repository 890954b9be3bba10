//! Internet NEGs: a host outside Google Cloud behind a load balancer.
//!
//! <https://cloud.google.com/load-balancing/docs/negs/internet-neg-concepts>: Google's front ends ask public DNS for the
//! endpoint's name and connect over the internet, with addresses that `_cloud-eoips.googleusercontent.com` lists
//! (<https://cloud.google.com/load-balancing/docs/https#firewall-rules>). Envoys go by the routes of their VPC network and by a
//! Cloud NAT gateway for them (`ENDPOINT_TYPE_MANAGED_PROXY_LB`).

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::resource::Neg;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, Name, State, google};

use super::proxy::{Envoy, Proxy, behind_proxy};
use crate::address_set::AddressSet;
use crate::docs;
use crate::walk::internet::From;
use crate::walk::{AskedHost, At, Checked, End, Lack, Origin, Walk};

impl<'a> Walk<'a> {
    /// To the endpoint of an internet NEG.
    pub(super) fn to_internet_neg(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
        (at, neg): (At<'a>, &'a Neg),
    ) -> Checked<'a, End<'a>> {
        let Some(endpoints) = &neg.endpoints else {
            return Err(self.no_endpoints(at));
        };
        let pick = self.choose(endpoints.len());
        let Some(endpoint) = endpoints.get(pick) else {
            return Err(self.no_endpoints(at));
        };
        let name = endpoint.fqdn.as_deref();
        let envoy = proxy.envoy.filter(|_| endpoint.address.is_none());
        let own_names = envoy.is_some_and(|envoy| self.has_own_names(&envoy.network.name));
        if own_names || name.is_some_and(google::is_google_name) {
            // Which service of Google's answers hangs on the host name that is sent.
            return Err(self.unmodelled("INTERNET_NEG", Some(at), docs::INTERNET_NEG));
        }
        let host = match (endpoint.address, name) {
            (Some(address), _) => AskedHost::Address(address),
            (None, Some(name)) => AskedHost::Name(name),
            (None, None) => return Err(self.no_endpoints(at)),
        };
        self.count_hop(at)?;
        let text = match (endpoint.address, name) {
            (Some(address), _) => address.to_string(),
            (None, name) => name.unwrap_or_default().to_owned(),
        };
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::INTERNET_NEG,
            || {
                Says::new(SaysId::LoadBalancerInternet)
                    .arg("service", &*service.name.name)
                    .arg("neg", &*at.name.name)
                    .arg("host", text)
            },
        );
        let port = endpoint.port.or(neg.default_port).or(match proxy.tls() {
            true => Some(443),
            false => Some(80),
        });
        let Some(port) = port else {
            return Err(self.incomplete(
                Cause::PermissionDeniedNoNegEndpointConfigs,
                Lack::NegEndpoints(at.name),
            ));
        };
        let client = self.packet.source;
        self.packet.source = match proxy.envoy {
            Some(_) => proxy.source(),
            None => AddressSet::Ranges(&google::INTERNET_NEG_RANGES),
        };
        self.packet.fixed = Some(proxy.envoy.is_some());
        self.note_proxied(proxy, service, client);
        // It is the load balancer that asks now, and public DNS.
        self.ask.host = host;
        self.ask.port = Some(port);
        self.ask.resolved = None;
        self.ask.origin = Origin::Internet(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let resolved = self.resolved.len();
        self.resolve_target()?;
        self.resolved.truncate(resolved);
        let end = match proxy.envoy {
            None => self.arrive_from_internet(From::Internet),
            Some(envoy) => self.out_of_network(envoy, at),
        };
        end.map_err(behind_proxy)
    }

    /// From an Envoy by the routes of its network.
    fn out_of_network(&mut self, envoy: Envoy<'a>, at: At<'a>) -> Checked<'a, End<'a>> {
        if self.is_google_destination() || self.packet.destination.is_private() {
            return Err(self.unmodelled("INTERNET_NEG", Some(at), docs::INTERNET_NEG));
        }
        let sender = envoy.sender(at);
        if let Some(end) = self.policy_routes(sender)? {
            return Ok(end);
        }
        self.routed(sender)
    }

    /// Whether a network has zones or policies of its own, by which a name may mean something else in it.
    fn has_own_names(&self, network: &Name) -> bool {
        let resources = &self.net.scenario.resources;
        let zones = resources.zones.values().map(|own| &own.networks);
        let policies = resources.dns_policies.values().map(|own| &own.networks);
        let responses = resources
            .response_policies
            .values()
            .map(|own| &own.networks);
        let mut all = zones.chain(policies).chain(responses).flatten();
        all.any(|own| own.name() == network)
    }
}
