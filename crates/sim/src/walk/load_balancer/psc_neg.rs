//! Private Service Connect backends: a load balancer of the consumer's that leads to a service attachment by a NEG.
//!
//! <https://cloud.google.com/vpc/docs/private-service-connect-backends>: a load balancer for all regions needs global
//! access at the producer's; the producer's load balancer has one port, unless the NEG says which.

use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::load_balancing::{ProxyProtocol, PscTarget};
use hopscope_model::resource::{ForwardingRule, Neg, ServiceAttachment};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Ref, State};

use super::proxy::{Proxy, behind_proxy};
use crate::docs;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// To what a PSC NEG leads to.
    pub(super) fn to_published(
        &mut self,
        proxy: Proxy<'a>,
        service: At<'a>,
        (at, neg): (At<'a>, &'a Neg),
    ) -> Checked<'a, End<'a>> {
        let attachment = match &neg.psc_target {
            Some(PscTarget::Attachment(attachment)) => attachment,
            Some(PscTarget::Api(_)) => {
                return Err(self.unmodelled("PSC_NEG_GOOGLE_API", Some(at), docs::PSC_BACKENDS));
            }
            None => {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(at, "pscTargetService"),
                ));
            }
        };
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::PSC_BACKENDS,
            || {
                Says::new(SaysId::PscBackend)
                    .arg("service", &*service.name.name)
                    .arg("neg", &*at.name.name)
                    .arg("attachment", &*attachment.name().name)
            },
        );
        let found = self.net.scenario.resources.get(attachment);
        if self.sql_of(attachment).is_some() {
            return Err(self.unmodelled("CLOUD_SQL_PSC_NEG", Some(at), docs::PSC_BACKENDS));
        }
        let status = neg.psc_connection_status.as_deref();
        let network = neg.network.as_ref().map(Ref::name);
        self.is_accepted(at, status, network, attachment, found)
            .map_err(behind_proxy)?;
        let port = self.producer_port(proxy, (at, neg), attachment)?;
        let client = self.packet.source;
        self.packet.source = proxy.source();
        self.packet.fixed = Some(true);
        self.note_proxied(proxy, service, client);
        self.to_producer((at, false), attachment, Some(port))
            .map_err(behind_proxy)
    }

    /// The port of the producer's load balancer, which has to be one that this load balancer can reach.
    fn producer_port(
        &mut self,
        proxy: Proxy<'a>,
        (at, neg): (At<'a>, &'a Neg),
        attachment: &'a Ref<ServiceAttachment>,
    ) -> Checked<'a, u16> {
        let (attachment_at, own) = self.referred(attachment)?;
        let Some(target) = &own.target else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(attachment_at, "targetService"),
            ));
        };
        let (rule_at, rule) = self.referred(target)?;
        // "Classic Application Load Balancer isn't supported", and a producer's proxy Network Load Balancer not from global
        // external Application Load Balancers (<https://docs.cloud.google.com/vpc/docs/about-vpc-hosted-services>).
        let resources = &self.net.scenario.resources;
        let consumer = resources.forwarding_rules.get(proxy.rule.name);
        let classic = consumer.is_some_and(|own| own.scheme == Scheme::External);
        let relay = match &rule.target {
            ForwardingTarget::Proxy(own) => resources.get(own),
            _ => None,
        };
        let relay = relay.is_some_and(|own| own.protocol == ProxyProtocol::Tcp);
        if classic || relay && proxy.is_global() {
            return Err(self.unmodelled("PSC_NEG_LOAD_BALANCER", Some(at), docs::PSC_BACKENDS));
        }
        if proxy.is_global() && !rule_at.name.is_global() && !rule.allow_global_access {
            return Err(self.neg_fails(
                SaysId::PscBackendGlobalAccess,
                Cause::PscNegProducerEndpointNoGlobalAccess,
                at,
                rule_at,
            ));
        }
        match neg.producer_port.or(only_port(rule)) {
            Some(port) => Ok(port),
            // Of several ports one is taken, says one page ("If port 443 is included, the consumer backend uses port 443"),
            // and Connectivity Tests drop it.
            None if !rule.all_ports && !rule.ports.is_empty() => {
                Err(self.unmodelled("PSC_NEG_WITHOUT_PORT", Some(at), docs::PSC_SERVICES))
            }
            None => Err(self.neg_fails(
                SaysId::PscBackendPorts,
                Cause::PscNegProducerForwardingRuleMultiplePorts,
                at,
                rule_at,
            )),
        }
    }

    fn neg_fails(&mut self, id: SaysId, cause: Cause, at: At<'a>, rule: At<'a>) -> End<'a> {
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::PSC_BACKENDS,
            || {
                Says::new(id)
                    .arg("neg", &*at.name.name)
                    .arg("rule", &*rule.name.name)
            },
        );
        self.stop(cause, Some(at), CallerSees::GatewayError)
    }
}

/// The one port of a rule, if it has one.
fn only_port(rule: &ForwardingRule) -> Option<u16> {
    match rule.ports.as_slice() {
        [range] if range.first == range.last && !rule.all_ports => Some(range.first),
        _ => None,
    }
}
