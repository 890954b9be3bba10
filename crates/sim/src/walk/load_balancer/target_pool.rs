//! Target pools, the older way to an external passthrough load balancer, and protocol forwarding to one machine.
//!
//! <https://cloud.google.com/load-balancing/docs/target-pools>,
//! <https://cloud.google.com/load-balancing/docs/protocol-forwarding>: a pool without a health check takes every machine
//! as healthy, and a target instance has none.

use hopscope_model::resource::forwarding_rule::{ForwardingRule, Scheme};
use hopscope_model::resource::{Kind, TargetInstance, TargetPool};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Name, Ref, State, google};

use super::backends::Sends;
use super::health::{Checks, Probe};
use super::passthrough::Pool;
use super::{Backend, Client};
use crate::docs;
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// To the machines of a target pool.
    pub(super) fn to_pool(
        &mut self,
        reference: &'a Ref<TargetPool>,
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        let (at, pool) = self.referred(reference)?;
        let mut all = Vec::new();
        self.machines_of(at, pool, false, &mut all)?;
        if let Some(backup) = &pool.backup {
            let (backup_at, backup) = self.referred(backup)?;
            self.machines_of(backup_at, backup, true, &mut all)?;
        }
        let probe = match pool.health_checks.first() {
            None => Probe::None,
            Some(check) => {
                let (check_at, check) = self.referred(check)?;
                Probe::Asks(check_at, check.port)
            }
        };
        let checks = Checks {
            ranges: &google::PASSTHROUGH_CHECK_RANGES,
            to: Some(self.packet.destination),
            internal: false,
        };
        let pool = Pool {
            at,
            all,
            probe,
            checks,
            // At or below the ratio, not only below it.
            ratio: pool.failover_ratio.saturating_add(1),
            drops: false,
        };
        self.pass_on(pool, client)
    }

    fn machines_of(
        &self,
        at: At<'a>,
        pool: &'a TargetPool,
        failover: bool,
        found: &mut Vec<Backend<'a>>,
    ) -> Checked<'a> {
        self.part_is_read(at, &[hopscope_model::resource::UnreadPart::Resource])?;
        for machine in &pool.instances {
            self.interface(machine.name(), 0)?;
            found.push(Backend {
                machine: machine.name(),
                interface: 0,
                pod: None,
                address: None,
                ipv6_address: None,
                port: None,
                failover,
            });
        }
        Ok(())
    }

    /// To the machine of a target instance.
    pub(super) fn to_target_instance(
        &mut self,
        rule_at: At<'a>,
        rule: &'a ForwardingRule,
        reference: &'a Ref<TargetInstance>,
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        let (at, target) = self.referred(reference)?;
        let name = target.instance.name();
        let (machine, _) = self.interface(name, 0)?;
        let network: Option<&Name> = match (&target.network, rule.scheme) {
            (Some(network), _) => Some(network.name()),
            (None, Scheme::Internal) => Some(&self.network_of_rule(rule_at, rule)?.name),
            (None, _) => None,
        };
        let sends = Sends {
            packets: true,
            network: None,
            sees: CallerSees::Timeout,
        };
        let interface = self.interface_in(at, name, machine, network, sends.sees)?;
        let (_, own) = self.interface(name, interface)?;
        let machine_at = At::new(Kind::Instance, name);
        let internal = rule.scheme == Scheme::Internal;
        self.has_version(machine_at, own, self.packet.destination, internal)?;
        let backend = Backend {
            machine: name,
            interface,
            pod: None,
            address: None,
            ipv6_address: None,
            port: None,
            failover: false,
        };
        let (source, destination) = (self.packet.source, self.packet.destination);
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(At::new(Kind::Instance, name)),
            docs::PROTOCOL_FORWARDING,
            || {
                Says::new(SaysId::ProtocolForwards)
                    .arg("target", &*at.name.name)
                    .arg("backend", &*name.name)
                    .arg("source", source.text())
                    .arg("address", destination.text())
            },
        );
        self.pass_to(backend, client)
    }
}
