//! A backend of a passthrough load balancer that asks the load balancer: it answers itself.
//!
//! <https://cloud.google.com/load-balancing/docs/internal>: the guest environment of each backend takes the forwarding
//! rule's address for its own, so that what a backend sends there, to whatever port, never leaves it.

use hopscope_model::State;
use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::forwarding_rule::{ForwardingRule, ForwardingTarget, Scheme};
use hopscope_model::resource::load_balancing::BackendGroup;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;

use crate::docs;
use crate::tables::network::Owner;
use crate::topology::ExternalOwner;
use crate::walk::{At, Checked, End, Walk};

impl<'a> Walk<'a> {
    /// What a machine sends to a front end that it stands behind itself.
    pub(in crate::walk) fn to_own_front_end(
        &mut self,
        name: &'a Name,
    ) -> Checked<'a, Option<End<'a>>> {
        if !self.stands_behind_destination(name) {
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

    fn stands_behind_destination(&self, name: &'a Name) -> bool {
        let (Some(address), Some(machine)) =
            (self.packet.destination.one(), self.net.machine(name))
        else {
            return false;
        };
        let rules = &self.net.scenario.resources.forwarding_rules;
        let behind = |names: &'a [Name]| {
            let mut rules = names.iter().filter_map(|rule| rules.get(rule));
            rules.any(|rule| self.stands_behind(rule, name))
        };
        let inside = machine.interfaces.iter().any(|interface| {
            let network = self.net.network(interface.network.name());
            match network.and_then(|(_, network)| network.owner(address)) {
                Some(Owner::ForwardingRules(names)) => behind(names),
                _ => false,
            }
        });
        inside
            || match self.net.external_owner(address) {
                Some(ExternalOwner::ForwardingRules(names)) => behind(names),
                _ => false,
            }
    }

    /// Whether a machine is a backend that a rule passes packets to.
    fn stands_behind(&self, rule: &'a ForwardingRule, name: &Name) -> bool {
        let resources = &self.net.scenario.resources;
        match &rule.target {
            ForwardingTarget::BackendService(service)
                if matches!(rule.scheme, Scheme::Internal | Scheme::External) =>
            {
                let groups = resources
                    .get(service)
                    .into_iter()
                    .flat_map(|own| &own.backends);
                let mut groups = groups;
                groups.any(|group| match group {
                    BackendGroup::InstanceGroup(group) => {
                        let group = resources.get(group);
                        let mut members = group.into_iter().flat_map(|own| &own.members).flatten();
                        members.any(|member| member.name() == name)
                    }
                    BackendGroup::Neg(neg) => {
                        let neg = resources.get(neg);
                        let mut endpoints =
                            neg.into_iter().flat_map(|own| &own.endpoints).flatten();
                        endpoints
                            .any(|own| own.instance.as_ref().is_some_and(|own| own.name() == name))
                    }
                })
            }
            ForwardingTarget::Pool(pool) => {
                let mut machines = resources
                    .get(pool)
                    .into_iter()
                    .flat_map(|own| &own.instances);
                machines.any(|own| own.name() == name)
            }
            ForwardingTarget::Instance(target) => resources
                .get(target)
                .is_some_and(|own| own.instance.name() == name),
            _ => false,
        }
    }
}
