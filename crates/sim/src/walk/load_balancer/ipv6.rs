//! IPv6 front ends: a passthrough load balancer has no way from one to a backend without an IPv6 address.
//!
//! <https://cloud.google.com/load-balancing/docs/ipv6>,
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/states/reasons-dropped-packets>. How
//! packets go on to backends that have one is not modelled.

use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::{ForwardingRule, ForwardingTarget, Scheme};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use super::backends::Sends;
use crate::docs;
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// At a rule with an IPv6 address.
    pub(super) fn over_ipv6(
        &mut self,
        at: At<'a>,
        rule: &'a ForwardingRule,
    ) -> Checked<'a, End<'a>> {
        let passes = matches!(rule.scheme, Scheme::Internal | Scheme::External);
        let ForwardingTarget::BackendService(service) = &rule.target else {
            return Err(self.unmodelled("IPV6", Some(at), docs::IPV6));
        };
        if !passes {
            return Err(self.unmodelled("IPV6", Some(at), docs::IPV6));
        }
        let (service_at, service) = self.referred(service)?;
        let network = match rule.scheme {
            Scheme::Internal => Some(self.network_of_rule(at, rule)?),
            _ => None,
        };
        let sends = Sends {
            packets: true,
            network,
            sees: CallerSees::Timeout,
        };
        let all = self.backends(service_at, service, sends)?;
        let Some(first) = all.first() else {
            return self
                .no_backends(service_at, CallerSees::Timeout)
                .and(Err(self.unmodelled("IPV6", Some(at), docs::IPV6)));
        };
        for backend in &all {
            let (_, own) = self.interface(backend.machine, backend.interface)?;
            if own.ipv6_address.is_some() || own.external_ipv6_address.is_some() {
                return Err(self.unmodelled("IPV6", Some(at), docs::IPV6));
            }
        }
        let machine = At::new(Kind::Instance, first.machine);
        let address = self.packet.destination;
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(machine),
            docs::LB_IPV6,
            || {
                Says::new(SaysId::LoadBalancerBackendVersion)
                    .arg("service", &*service_at.name.name)
                    .arg("backend", &*machine.name.name)
                    .arg("address", address.text())
            },
        );
        Err(self.stop(
            Cause::LoadBalancerBackendIpVersionMismatch,
            Some(machine),
            CallerSees::Timeout,
        ))
    }
}
