//! Internet NEGs: a host outside Google Cloud behind a load balancer.
//!
//! <https://cloud.google.com/load-balancing/docs/negs/internet-neg-concepts>: Google's front ends ask public DNS for the
//! endpoint's name and connect over the internet, with addresses that `_cloud-eoips.googleusercontent.com` lists
//! (<https://cloud.google.com/load-balancing/docs/firewall-rules>). Envoys go by the VPC network and Cloud NAT, which is not
//! modelled.

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::resource::Neg;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State, google};

use super::proxy::{Proxy, behind_proxy};
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
        if proxy.envoy.is_some() {
            return Err(self.unmodelled("INTERNET_NEG", Some(at), docs::INTERNET_NEG));
        }
        let Some(endpoints) = &neg.endpoints else {
            return Err(self.no_endpoints(at));
        };
        let pick = self.choose(endpoints.len());
        let Some(endpoint) = endpoints.get(pick) else {
            return Err(self.no_endpoints(at));
        };
        let name = endpoint.fqdn.as_deref();
        if name.is_some_and(google::is_google_name) {
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
        self.packet.source = AddressSet::GoogleDynamic;
        self.packet.fixed = Some(false);
        self.note_proxied(proxy, service, client);
        // It is Google's front end that asks now, and public DNS.
        self.ask.host = host;
        self.ask.port = Some(port);
        self.ask.resolved = None;
        self.ask.origin = Origin::Internet(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let resolved = self.resolved.len();
        self.resolve_target()?;
        self.resolved.truncate(resolved);
        self.arrive_from_internet(From::Internet)
            .map_err(behind_proxy)
    }
}
