//! Passthrough Network Load Balancers: a healthy backend gets the packet as it is, from the client's address to the
//! forwarding rule's.
//!
//! <https://cloud.google.com/load-balancing/docs/internal>,
//! <https://cloud.google.com/load-balancing/docs/network/networklb-backend-service>. With no healthy backend
//! connections go to all primary ones, unless `dropTrafficIfUnhealthy` says otherwise
//! (<https://cloud.google.com/load-balancing/docs/internal/failover-overview#drop_traffic>), while Connectivity Tests
//! calls it a drop.

use hopscope_model::resource::forwarding_rule::{ForwardingRule, Scheme};
use hopscope_model::resource::{BackendService, Kind};
use hopscope_model::result::{OutcomeKind, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Ref, State, google};

use super::backends::Sends;
use super::health::{Checks, Health, Probe};
use super::{Backend, Client};
use crate::address_set::AddressSet;
use crate::docs;
use crate::walk::vpc::SenderKind;
use crate::walk::{At, Checked, End, Mode, Walk};

/// Backends of a passthrough load balancer, and which of them are active.
pub(super) struct Pool<'a> {
    /// The backend service, or the target pool.
    pub(super) at: At<'a>,
    pub(super) all: Vec<Backend<'a>>,
    pub(super) probe: Probe<'a>,
    pub(super) checks: Checks<'a>,
    /// The share of primary backends that have to be healthy, in millionths.
    pub(super) ratio: u32,
    /// With no healthy backend nothing is sent.
    pub(super) drops: bool,
}

impl<'a> Walk<'a> {
    /// Through a passthrough load balancer.
    pub(in crate::walk) fn pass_through(
        &mut self,
        at: At<'a>,
        rule: &'a ForwardingRule,
        service: &'a Ref<BackendService>,
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        let (service_at, service) = self.referred(service)?;
        let internal = rule.scheme == Scheme::Internal;
        let network = match (internal, &service.network) {
            (true, _) => Some(self.network_of_rule(at, rule)?),
            (false, Some(network)) => Some(self.network_of(network.name())?),
            (false, None) => None,
        };
        self.armor(service_at, service)?;
        let sees = CallerSees::Timeout;
        let sends = Sends {
            packets: true,
            network,
            sees,
        };
        let all = self.backends(service_at, service, sends)?;
        let checks = Checks {
            ranges: match (internal, self.packet.destination.is_ipv6()) {
                (true, false) => &google::FRONT_END_RANGES,
                (false, false) => &google::PASSTHROUGH_CHECK_RANGES,
                (true, true) => &google::HEALTH_CHECK_RANGES_IPV6,
                (false, true) => &google::PASSTHROUGH_CHECK_RANGES_IPV6,
            },
            to: match client {
                Client::NextHop(_) => rule.address.map(AddressSet::One),
                _ => Some(self.packet.destination),
            },
            internal,
        };
        if all.is_empty() {
            self.no_backends(service_at, sees)?;
        }
        let pool = Pool {
            at: service_at,
            all,
            probe: self.probe(service_at, service)?,
            checks,
            ratio: service.failover_ratio,
            drops: service.drop_if_unhealthy,
        };
        self.pass_on(pool, client)
    }

    /// To one of the backends that are active.
    pub(super) fn pass_on(&mut self, pool: Pool<'a>, client: Client<'a>) -> Checked<'a, End<'a>> {
        let sees = CallerSees::Timeout;
        if pool.all.is_empty() {
            self.no_backends(pool.at, sees)?;
        }
        self.not_to_itself(&pool.all, client)?;
        let (mut healthy, mut unhealthy) = (Vec::new(), Vec::new());
        for backend in &pool.all {
            let health = self.health(pool.probe, *backend, pool.checks)?;
            match health.is_healthy() {
                true => healthy.push((*backend, health)),
                false => unhealthy.push((*backend, health)),
            }
        }
        if healthy.is_empty() {
            return self.without_healthy(&pool, &unhealthy, client);
        }
        let active = self.active_pool(pool.at, pool.ratio, &pool.all, healthy);
        let active = self.one_of_each(active, self.packet.source);
        let pick = self.choose(active.len());
        let Some((backend, health)) = active.into_iter().nth(pick) else {
            return Err(self.stop(Cause::ForwardingRuleNoInstances, Some(pool.at), sees));
        };
        let source = self.packet.source;
        let destination = self.packet.destination;
        self.note_considered(
            State::AnalyzeLoadBalancerBackend,
            Some(backend.at()),
            docs::LB_FIREWALL,
            || {
                match health {
                    Health::Partially(blocked) => {
                        Says::new(SaysId::LoadBalancerPassesPartial).arg("blocked", blocked)
                    }
                    _ => Says::new(SaysId::LoadBalancerPasses),
                }
                .arg("service", &*pool.at.name.name)
                .arg("backend", &*backend.at().name.name)
                .arg("source", source.text())
                .arg("address", destination.text())
            },
            |walk| walk.passed_over_backends(&unhealthy),
        );
        self.pass_to(backend, client)
    }

    /// A backend that has its own load balancer as the next hop of a route.
    fn not_to_itself(&self, all: &[Backend<'a>], client: Client<'a>) -> Checked<'a> {
        let Client::NextHop(sender) = client else {
            return Ok(());
        };
        let own = all.iter().any(|backend| backend.machine == sender.at.name);
        if own && sender.kind == SenderKind::Machine && sender.at.kind == Kind::Instance {
            // Whether it gets back what it sends by a route to itself, no page that we know says.
            return Err(self.unmodelled(
                "NEXT_HOP_OF_OWN_BACKEND",
                Some(sender.at),
                docs::NEXT_HOP_ILB,
            ));
        }
        Ok(())
    }

    /// No backend is healthy. Google's pages contradict each other about what happens then; only where it is a drop
    /// either way is it told.
    fn without_healthy(
        &mut self,
        pool: &Pool<'a>,
        unhealthy: &[(Backend<'a>, Health<'a>)],
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        let sees = CallerSees::Timeout;
        let Some((cause, kept_out)) = self.none_healthy(pool.at, unhealthy, pool.checks) else {
            return Err(self.stop(Cause::ForwardingRuleNoInstances, Some(pool.at), sees));
        };
        let stopped = self.stop(cause, Some(kept_out), sees);
        if pool.drops {
            self.block(cause, Some(kept_out), sees)?;
        }
        let all = &pool.all;
        let mut primary: Vec<_> = all.iter().filter(|backend| !backend.failover).collect();
        if primary.is_empty() {
            primary = all.iter().collect();
        }
        let pick = self.choose(primary.len());
        let Some(backend) = primary.get(pick) else {
            return Err(stopped);
        };
        if self.mode == Mode::GoOn {
            self.block(cause, Some(kept_out), sees)?;
            return self.pass_to(**backend, client);
        }
        let (steps, assumptions) = (self.steps.len(), self.assumptions.len());
        let packet = self.packet;
        let last_resort = self.pass_to(**backend, client);
        self.steps.truncate(steps);
        self.assumptions.truncate(assumptions);
        self.seen = None;
        self.packet = packet;
        match last_resort {
            Err(End::Stopped { cause, .. }) if cause.outcome() == OutcomeKind::Dropped => {
                Err(stopped)
            }
            _ => Err(self.unmodelled("NO_HEALTHY_BACKEND", Some(pool.at), docs::FAILOVER)),
        }
    }

    /// The packet at a backend.
    pub(super) fn pass_to(
        &mut self,
        backend: Backend<'a>,
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Instance, backend.machine);
        let (machine, _) = self.interface(backend.machine, backend.interface)?;
        self.must_run(at, machine)?;
        let sender = match client {
            Client::NextHop(sender) => {
                return self.through(sender, backend.machine, backend.interface);
            }
            Client::Inside(sender) => Some(sender),
            Client::Internet | Client::Published => None,
        };
        self.is_of_version(backend)?;
        self.ingress_at_machine(backend.machine, backend.interface, sender)?;
        self.answers_by(backend.machine, backend.interface)?;
        self.arrived_at_machine(at)
    }
}
