//! Application Load Balancers: they speak HTTP, choose a backend service by URL, and have backends of many kinds.
//!
//! <https://cloud.google.com/load-balancing/docs/application-load-balancer>,
//! <https://cloud.google.com/load-balancing/docs/backend-service#backends>. They tell a backend who the client is in
//! `X-Forwarded-For`.

use hopscope_model::resource::load_balancing::{BackendGroup, ProxyProtocol};
use hopscope_model::resource::{BackendService, TargetProxy};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Ref, State};

use super::proxy::Proxy;
use crate::docs;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// At a target HTTP or HTTPS proxy.
    pub(super) fn to_application(
        &mut self,
        proxy: Proxy<'a>,
        at: At<'a>,
        target: &'a TargetProxy,
    ) -> Checked<'a, End<'a>> {
        self.speaks(proxy)?;
        let Some(map) = &target.url_map else {
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "urlMap")));
        };
        let service = self.by_url(proxy, map)?;
        self.to_service(proxy, service)
    }

    /// HTTP without TLS at an HTTP proxy, with it at an HTTPS proxy.
    fn speaks(&mut self, proxy: Proxy<'a>) -> Checked<'a> {
        if self.ask.method == "CONNECT" || self.ask.proxy_wanted.is_some() {
            return Err(self.unmodelled(
                "HTTP_PROXY_BEHIND_LOAD_BALANCER",
                Some(proxy.rule),
                docs::APPLICATION_LB,
            ));
        }
        if !self.ask.http || proxy.protocol == ProxyProtocol::Grpc {
            return Err(self.unmodelled(
                "OTHER_THAN_HTTP_AT_LOAD_BALANCER",
                Some(proxy.rule),
                docs::APPLICATION_LB,
            ));
        }
        let tls = proxy.protocol == ProxyProtocol::Https;
        if tls == self.ask.tls {
            return Ok(());
        }
        let asked = if self.ask.tls { "https" } else { "http" };
        let port = self.ask.port;
        self.note(
            State::ProxyConnection,
            Some(proxy.rule),
            docs::APPLICATION_LB,
            || {
                Says::new(SaysId::PortNotServed)
                    .arg("protocol", asked)
                    .arg(
                        "port",
                        port.map_or_else(String::new, |port| port.to_string()),
                    )
                    .arg("at", &*proxy.rule.name.name)
            },
        );
        self.block(Cause::PortNotServed, Some(proxy.rule), CallerSees::Closed)
    }

    /// To the backends of a service, of whatever kind they are.
    pub(super) fn to_service(
        &mut self,
        proxy: Proxy<'a>,
        reference: &'a Ref<BackendService>,
    ) -> Checked<'a, End<'a>> {
        let (at, service) = self.referred(reference)?;
        self.armor_above(service)?;
        self.armor(at, service)?;
        if service.iap {
            self.pass_iap(at, service.iap_client.as_deref())?;
        }
        let mut others = Vec::new();
        for group in &service.backends {
            let BackendGroup::Neg(reference) = group else {
                continue;
            };
            if service.drained.contains(group) {
                continue;
            }
            let (neg_at, neg) = self.referred(reference)?;
            if !matches!(&*neg.endpoint_type, "GCE_VM_IP_PORT" | "GCE_VM_IP") {
                others.push((neg_at, neg));
            }
        }
        self.selection_is_followed(proxy, at, service, others.is_empty())?;
        if others.is_empty() {
            return self.to_machines(proxy, at, service);
        }
        let active = service.backends.len() - service.drained.len().min(service.backends.len());
        if others.len() < active {
            // Hybrid NEGs beside zonal ones; how traffic is shared between them is not told.
            let (neg_at, _) = others.first().copied().unzip();
            return Err(self.unmodelled("MIXED_BACKENDS", neg_at, docs::LOAD_BALANCING));
        }
        let pick = self.choose(others.len());
        let Some((neg_at, neg)) = others.get(pick).copied() else {
            return Err(self.stop(
                Cause::ForwardingRuleNoInstances,
                Some(at),
                CallerSees::GatewayError,
            ));
        };
        match &*neg.endpoint_type {
            "SERVERLESS" => self.to_serverless(proxy, at, (neg_at, neg)),
            "PRIVATE_SERVICE_CONNECT" => self.to_published(proxy, at, (neg_at, neg)),
            "INTERNET_FQDN_PORT" | "INTERNET_IP_PORT" => {
                self.to_internet_neg(proxy, at, (neg_at, neg))
            }
            "NON_GCP_PRIVATE_IP_PORT" => self.to_hybrid_neg(proxy, at, service, (neg_at, neg)),
            _ => Err(self.unmodelled(
                "NETWORK_ENDPOINT_GROUP_TYPE",
                Some(neg_at),
                docs::LOAD_BALANCING,
            )),
        }
    }
}
