//! Backends that fare alike: of a large group only some are followed, each of which stands for those like it.
//!
//! <https://cloud.google.com/load-balancing/docs/backend-service>: which backend gets a connection nobody can tell, and a
//! group of a template's machines may have hundreds.

use hopscope_model::resource::firewall::Direction;

use super::Backend;
use super::health::Health;
use crate::address_set::AddressSet;
use crate::tables::firewall::Decision;
use crate::tables::rules::{Flow, Identity};
use crate::walk::Walk;

/// How many backends are each followed.
const MOST_BACKENDS: usize = 16;

/// Beyond that many that differ there are more paths than are followed, and that is the answer.
const MOST_KINDS: usize = 64;

impl<'a> Walk<'a> {
    /// Of more backends than that, one of each that fare alike when this comes to them.
    pub(super) fn one_of_each(
        &self,
        all: Vec<(Backend<'a>, Health<'a>)>,
        source: AddressSet<'a>,
    ) -> Vec<(Backend<'a>, Health<'a>)> {
        if all.len() <= MOST_BACKENDS {
            return all;
        }
        let mut kept: Vec<(Backend<'a>, Health<'a>)> = Vec::new();
        for (backend, health) in all {
            let known = kept
                .iter()
                .any(|(own, of_own)| *of_own == health && self.fare_alike(own, &backend, source));
            if !known {
                kept.push((backend, health));
            }
            if kept.len() > MOST_KINDS {
                break;
            }
        }
        kept
    }

    /// Whether nothing that decides about a packet differs between two machines.
    fn fare_alike(&self, one: &Backend<'a>, two: &Backend<'a>, source: AddressSet<'a>) -> bool {
        let described = |backend: &Backend<'a>| {
            let resources = &self.net.scenario.resources;
            let mut appliances = resources.appliances.iter();
            self.net.processes(&backend.at().id()).is_some()
                || appliances.any(|own| own.on.name() == backend.machine)
                || backend.pod.is_some()
        };
        if described(one) || described(two) || one.port != two.port {
            return false;
        }
        let (Some(a), Some(b)) = (self.net.machine(one.machine), self.net.machine(two.machine))
        else {
            return false;
        };
        let interfaces = a
            .interfaces
            .get(one.interface)
            .zip(b.interfaces.get(two.interface));
        let Some((first, second)) = interfaces else {
            return false;
        };
        let same = a.status == b.status
            && a.tags == b.tags
            && a.service_account == b.service_account
            && a.secure_tags == b.secure_tags
            && a.can_ip_forward == b.can_ip_forward
            && first.network == second.network
            && one.machine.region() == two.machine.region();
        let Some((_, network)) = self.net.network(first.network.name()).filter(|_| same) else {
            return false;
        };
        let local = |backend: &Backend<'a>, own: Option<std::net::IpAddr>| match backend.port {
            None => Some(self.packet.destination),
            Some(_) => backend.address.or(own).map(AddressSet::One),
        };
        let (Some(at_one), Some(at_two)) = (local(one, first.address), local(two, second.address))
        else {
            return false;
        };
        let flow = |local| Flow {
            remote: source,
            local,
            protocol: self.ask.protocol,
            port: one.port.or(self.ask.port),
            target: Identity::of(one.machine, a),
            source: Identity::default(),
            region: one.machine.region(),
        };
        let decide = |local| network.firewall.decide(Direction::Ingress, &flow(local));
        same_decision(&decide(at_one), &decide(at_two))
    }
}

/// Whether the same rule decides, in the same way.
fn same_decision(one: &Decision<'_>, two: &Decision<'_>) -> bool {
    match (one, two) {
        (
            Decision::Rule { stage, rank, .. },
            Decision::Rule {
                stage: other,
                rank: at,
                ..
            },
        ) => std::ptr::eq(*stage, *other) && rank == at,
        (Decision::Implied { allow }, Decision::Implied { allow: other }) => allow == other,
        _ => false,
    }
}
