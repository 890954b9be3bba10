//! IPv6 front ends: which there are, and which backends can take what comes to them.
//!
//! <https://cloud.google.com/load-balancing/docs/ipv6>: global external load balancers with a proxy end the client's
//! connection, and make another one to a backend. Passthrough load balancers
//! (<https://cloud.google.com/load-balancing/docs/internal>,
//! <https://cloud.google.com/load-balancing/docs/network/networklb-backend-service>) and protocol forwarding change
//! nothing in a packet: a backend needs an IPv6 address itself, an internal one behind an internal front end and an
//! external one behind an external one. Of regional and cross-region load balancers with a proxy the first page says
//! that they have none; since 2026-05-26 they have, as Preview
//! (<https://cloud.google.com/load-balancing/docs/release-notes>): that is not modelled.

use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::{ForwardingRule, ForwardingTarget, Scheme};
use hopscope_model::resource::instance::Interface;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};

use super::Backend;
use crate::address_set::AddressSet;
use crate::docs;
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// At a rule with an IPv6 address: goes on where it is told what becomes of packets there.
    pub(super) fn takes_ipv6(&self, at: At<'a>, rule: &'a ForwardingRule) -> Checked<'a> {
        let global = at.name.is_global();
        let feature = match (&rule.target, rule.scheme) {
            _ if self.ask.protocol == Protocol::ICMP => "ICMP_OVER_IPV6",
            (ForwardingTarget::Proxy(_), Scheme::External | Scheme::ExternalManaged) if global => {
                return Ok(());
            }
            (ForwardingTarget::Proxy(_) | ForwardingTarget::Pool(_), _) => "IPV6_FRONT_END",
            _ => return Ok(()),
        };
        Err(self.unmodelled(feature, Some(at), docs::LB_IPV6))
    }

    /// Whether an interface has an address of the version of what comes to a front end, internal or external.
    pub(super) fn has_version(
        &self,
        at: At<'a>,
        own: &'a Interface,
        to: AddressSet<'a>,
        internal: bool,
    ) -> Checked<'a, bool> {
        if !to.is_ipv6() {
            return Ok(!self.has_ipv6_alone(own)?);
        }
        let (inside, outside) = (own.ipv6_address, own.external_ipv6_address);
        let (same, other) = match internal {
            true => (inside, outside),
            false => (outside, inside),
        };
        match (same, other) {
            (Some(_), _) => Ok(true),
            (None, None) => Ok(false),
            (None, Some(_)) => {
                Err(self.unmodelled("IPV6_ACCESS_TYPE_OF_BACKEND", Some(at), docs::LB_IPV6))
            }
        }
    }

    /// An interface in a subnet without IPv4. Elsewhere an address that is not given may be one that is not known yet.
    pub(super) fn has_ipv6_alone(&self, own: &'a Interface) -> Checked<'a, bool> {
        let ipv6 = own.ipv6_address.or(own.external_ipv6_address);
        match &own.subnet {
            Some(subnet) if own.address.is_none() && ipv6.is_some() => {
                let (_, subnet) = self.referred(subnet)?;
                Ok(subnet.range.is_none())
            }
            _ => Ok(false),
        }
    }

    /// What is passed on to a machine that has no address of its version goes nowhere.
    pub(super) fn is_of_version(&mut self, backend: Backend<'a>) -> Checked<'a> {
        let at = At::new(Kind::Instance, backend.machine);
        let (_, own) = self.interface(backend.machine, backend.interface)?;
        let has = match self.packet.destination.is_ipv6() {
            true => own.ipv6_address.or(own.external_ipv6_address).is_some(),
            false => !self.has_ipv6_alone(own)?,
        };
        match has {
            true => Ok(()),
            false => Err(self.version_differs(at)),
        }
    }

    fn version_differs(&mut self, at: At<'a>) -> End<'a> {
        let address = self.packet.destination;
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::LB_IPV6,
            || {
                Says::new(SaysId::LoadBalancerBackendVersion)
                    .arg("backend", &*at.name.name)
                    .arg("address", address.text())
            },
        );
        self.stop(
            Cause::LoadBalancerBackendIpVersionMismatch,
            Some(at),
            CallerSees::Timeout,
        )
    }
}
