//! A backend of a passthrough load balancer that asks the load balancer: it answers itself.
//!
//! <https://cloud.google.com/load-balancing/docs/internal>: the guest environment of each backend takes the forwarding
//! rule's address for its own, so that what a backend sends there, to whatever port, never leaves it.

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::{ForwardingRule, ForwardingTarget, Scheme};
use hopscope_model::resource::load_balancing::BackendGroup;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State};

use crate::docs;
use crate::tables::network::Owner;
use crate::topology::ExternalOwner;
use crate::walk::{At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// What a machine sends to a front end that it stands behind itself.
    pub(in crate::walk) fn to_own_front_end(
        &mut self,
        name: &'a Name,
    ) -> Checked<'a, Option<End<'a>>> {
        if !self.stands_behind_destination(name)? {
            return Ok(None);
        }
        let at = At::new(Kind::Instance, name);
        let destination = self.packet.destination;
        self.note(
            State::AnalyzeLoadBalancerBackend,
            Some(at),
            docs::INTERNAL_LB,
            || {
                Says::new(SaysId::LoadBalancerSelf)
                    .arg("backend", &*name.name)
                    .arg("address", destination.text())
            },
        );
        self.arrived_at_machine(at).map(Some)
    }

    fn stands_behind_destination(&mut self, name: &'a Name) -> Checked<'a, bool> {
        let (Some(address), Some(machine)) =
            (self.packet.destination.one(), self.net.machine(name))
        else {
            return Ok(false);
        };
        for interface in &machine.interfaces {
            let Some((_, network)) = self.net.network(interface.network.name()) else {
                continue;
            };
            match network.owner(address) {
                Some(Owner::ForwardingRules(names)) if self.stands_behind_any(names, name)? => {
                    return Ok(true);
                }
                None if network.range(address).is_some() => {
                    self.unread_anywhere(Kind::ForwardingRule, Some(network))?;
                    self.assume_complete(Kind::ForwardingRule, &network.name.project);
                }
                _ => {}
            }
        }
        match self.net.external_owner(address) {
            Some(ExternalOwner::ForwardingRules(names)) => self.stands_behind_any(names, name),
            None | Some(ExternalOwner::Reserved(_)) if !self.packet.destination.is_private() => {
                self.unread_anywhere(Kind::ForwardingRule, None)?;
                if self.net.behind.contains(name) {
                    self.assume_complete(Kind::ForwardingRule, &name.project);
                }
                Ok(false)
            }
            _ => Ok(false),
        }
    }

    /// Whether a machine stands behind one of these rules. Where the backends of one are not known it may.
    fn stands_behind_any(&self, names: &'a [Name], name: &Name) -> Checked<'a, bool> {
        let mut unknown = None;
        for rule in names {
            // Packets are passed on within a region.
            if rule.region() != name.region() {
                continue;
            }
            let found = self.net.scenario.resources.forwarding_rules.get(rule);
            match found.map(|found| self.stands_behind(found, name)) {
                Some(Ok(true)) => return Ok(true),
                Some(Err(end)) => {
                    unknown.get_or_insert(end);
                }
                Some(Ok(false)) | None => {}
            }
        }
        unknown.map_or(Ok(false), Err)
    }

    /// Whether a machine is a backend that a rule passes packets to.
    fn stands_behind(&self, rule: &'a ForwardingRule, name: &Name) -> Checked<'a, bool> {
        match &rule.target {
            ForwardingTarget::BackendService(service)
                if matches!(rule.scheme, Scheme::Internal | Scheme::External) =>
            {
                let (_, service) = self.referred(service)?;
                for group in &service.backends {
                    if self.is_in(group, name)? {
                        return Ok(true);
                    }
                }
                Ok(false)
            }
            ForwardingTarget::Pool(pool) => {
                let (_, pool) = self.referred(pool)?;
                Ok(pool.instances.iter().any(|own| own.name() == name))
            }
            ForwardingTarget::Instance(target) => {
                let (_, target) = self.referred(target)?;
                Ok(target.instance.name() == name)
            }
            _ => Ok(false),
        }
    }

    fn is_in(&self, group: &'a BackendGroup, name: &Name) -> Checked<'a, bool> {
        match group {
            BackendGroup::InstanceGroup(reference) => {
                let (at, group) = self.referred(reference)?;
                match &group.members {
                    Some(members) => Ok(members.iter().any(|own| own.name() == name)),
                    None => {
                        Err(self
                            .incomplete(Cause::ResourceConfigNotFound, Lack::GroupMembers(at.name)))
                    }
                }
            }
            BackendGroup::Neg(reference) => {
                let (at, neg) = self.referred(reference)?;
                let Some(endpoints) = &neg.endpoints else {
                    return Err(self.no_endpoints(at));
                };
                let mut machines = endpoints.iter().filter_map(|own| own.instance.as_ref());
                Ok(machines.any(|own| own.name() == name))
            }
        }
    }
}
