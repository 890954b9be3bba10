//! Policies of effective-firewalls exports (`firewallPolicys`, as Google spells it). What they hang on is the network
//! that was asked for.

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::{FirewallPolicy, Instance, Network};
use hopscope_model::{Id, Kind, Name, Ref};

use super::firewall_policy::join;
use crate::codec::{At, Codec};
use crate::envelope::{Identity, identity};
use crate::field::FieldError;
use crate::item::Item;
use crate::reader::{Reader, read};

impl Reader<'_> {
    /// A policy of an effective-firewalls export: what it hangs on is the network that was asked for.
    pub(crate) fn effective_policy(&mut self, item: &Item<'_>) {
        let network = match self.parent(item) {
            Some(Ok(id)) => self.network_and_region(&id),
            Some(Err(_)) => None,
            None => item.around.network.as_deref().map(|network| {
                let from = Name::global(self.default_project(item.source), "");
                (crate::names::refer(network, &from, &self.known), None)
            }),
        };
        let Some((network, region)) = network else {
            // It may govern any network.
            return self.unplaced(item, Kind::FirewallPolicy, "firewall-policy");
        };
        let level = item.envelope.word("type");
        let own = identity(&item.envelope, &item.around);
        let project = match level.as_deref() {
            Some("HIERARCHY" | "SYSTEM" | "SYSTEM_GLOBAL" | "SYSTEM_REGIONAL") => "-".to_owned(),
            _ => network.name().project.to_string(),
        };
        let location = match level.as_deref() {
            Some("NETWORK_REGIONAL") => own.location.or(region),
            // Google's own for a region are those of the machine's.
            Some("SYSTEM_REGIONAL") => own.location.or(region).or(Some(GLOBAL.to_owned())),
            _ => Some(GLOBAL.to_owned()),
        };
        let identity = Identity {
            weak_project: None,
            project: Some(project),
            location,
            // System policies have no number, but a name of their own.
            name: own
                .name
                .or_else(|| item.envelope.word("shortName"))
                .or_else(|| item.envelope.word("displayName")),
        };
        let name = match self.name(item, Kind::FirewallPolicy, &identity) {
            Ok(name) if level.as_deref() == Some("NETWORK_REGIONAL") && name.is_global() => {
                Err(FieldError::missing("region"))
            }
            other => other,
        };
        let name = match name {
            Ok(name) => name,
            Err(error) => return self.failed(item, Kind::FirewallPolicy, &identity, "", &[error]),
        };
        let at = At::new(name.clone(), &self.known);
        let read = read(item, |fields| FirewallPolicy::read(fields, &at));
        match read {
            Ok(mut policy) => {
                policy.networks.push(network);
                // One policy is in the export of every network that it governs: that is no duplicate.
                let id = Id::new(Kind::FirewallPolicy, name.clone());
                let table = &self.scenario.resources.firewall_policies;
                let same = table
                    .get(&name)
                    .is_some_and(|earlier| earlier.rules == policy.rules);
                if same {
                    let table = &mut self.scenario.resources.firewall_policies;
                    if let Some(earlier) = table.get_mut(&id.name) {
                        earlier.networks.append(&mut policy.networks);
                    }
                } else {
                    if let Some(earlier) = table.get(&name) {
                        // What governs one network governs the others all the same.
                        join(&mut policy.networks, &earlier.networks);
                        join(&mut policy.nodes, &earlier.nodes);
                    }
                    self.put(item, name, policy);
                }
            }
            Err(error) => self.failed(item, Kind::FirewallPolicy, &identity, "", &error),
        }
    }

    /// The network that effective firewalls were asked for, and the region where a machine was.
    fn network_and_region(&self, id: &Id) -> Option<(Ref<Network>, Option<String>)> {
        match id.kind {
            Kind::Network => Some((Ref::to(id.name.clone()), None)),
            Kind::Instance => {
                let instance: &Instance = self.scenario.resources.instances.get(&id.name)?;
                let network = instance.interfaces.first()?.network.clone();
                Some((network, Some(id.name.region().to_owned())))
            }
            _ => None,
        }
    }
}
