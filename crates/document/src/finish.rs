//! What is left when every object is read: parts go to where they belong, once each.

use std::collections::BTreeMap;

use hopscope_model::resource::hopscope::ProxyScope;
use hopscope_model::{Kind, Name, ProblemCode};

use crate::harvest::Listed;
use crate::names::resolve;
use crate::reader::Reader;
use crate::report::warning;

impl Reader<'_> {
    /// A list of parts came: they are known now, even if there are none. A policy's rules come as one list.
    pub(crate) fn listed(&mut self, listed: &Listed) {
        let Ok(id) = self.find_parent(listed.source, &listed.parent) else {
            return;
        };
        let resources = &mut self.scenario.resources;
        match id.kind {
            Kind::Zone => {
                if let Some(zone) = resources.zones.get_mut(&id.name) {
                    zone.records_known = true;
                }
            }
            Kind::ResponsePolicy => {
                if let Some(policy) = resources.response_policies.get_mut(&id.name) {
                    policy.rules = Some(Vec::new());
                }
            }
            Kind::InstanceGroup => {
                if let Some(group) = resources.instance_groups.get_mut(&id.name) {
                    group.members.get_or_insert_default();
                }
            }
            Kind::Neg => {
                if let Some(neg) = resources.negs.get_mut(&id.name) {
                    neg.endpoints.get_or_insert_default();
                }
            }
            _ => {}
        }
    }

    /// Puts everything where it belongs.
    pub(crate) fn finish(&mut self) {
        self.put_records();
        self.put_settings();
        self.put_addresses();
        let resources = &mut self.scenario.resources;
        for router in resources.routers.values_mut() {
            once(&mut router.nats, |nat| nat.name.clone());
        }
        for group in resources.instance_groups.values_mut() {
            if let Some(members) = &mut group.members {
                once(members, Clone::clone);
            }
        }
        for neg in resources.negs.values_mut() {
            if let Some(endpoints) = &mut neg.endpoints {
                once(endpoints, Clone::clone);
            }
        }
        for service in resources.run_services.values_mut() {
            once(&mut service.custom_domains, Clone::clone);
        }
        for policy in resources.firewall_policies.values_mut() {
            once(&mut policy.networks, Clone::clone);
        }
        resources.processes = std::mem::take(&mut self.processes).into_values().collect();
        resources.tunnels = std::mem::take(&mut self.tunnels).into_values().collect();
        resources.name_servers = std::mem::take(&mut self.name_servers)
            .into_values()
            .collect();
        resources.appliances = std::mem::take(&mut self.appliances).into_values().collect();
        self.scenario.resources.unread = self.take_unread();
    }

    /// Record sets, the later of one name and type in the place of the earlier.
    fn put_records(&mut self) {
        for (zone, records) in std::mem::take(&mut self.parts.records) {
            let Some(zone) = self.scenario.resources.zones.get_mut(&zone) else {
                continue;
            };
            let earlier = std::mem::take(&mut zone.records).into_iter();
            let mut all: BTreeMap<(String, String), _> = earlier
                .map(|record| ((record.name.clone(), record.kind.clone()), record))
                .collect();
            all.extend(records);
            zone.records = all.into_values().collect();
        }
    }

    /// Proxy settings: those that are objects of their own come before those of an environment.
    fn put_settings(&mut self) {
        let own = std::mem::take(&mut self.parts.settings);
        for (id, settings) in std::mem::take(&mut self.parts.environment) {
            let table = &mut self.scenario.resources.proxy_settings;
            let explicit = own.contains_key(&id)
                || table
                    .get(&id)
                    .is_some_and(|settings| settings.scope != ProxyScope::Environment);
            match settings {
                Some(settings) if !explicit => {
                    table.insert(id, settings);
                }
                Some(_) => {
                    let problem = warning(ProblemCode::Duplicate)
                        .arg("same", "false")
                        .on(self.scenario.short(&id));
                    self.report.nowhere(problem);
                }
                None if !explicit => {
                    table.remove(&id);
                }
                None => {}
            }
        }
        self.scenario.resources.proxy_settings.extend(own);
    }

    /// Forwarding rules that name an address resource where exports print the address.
    fn put_addresses(&mut self) {
        for (rule, text) in std::mem::take(&mut self.parts.addresses) {
            let name: Name = resolve(Kind::Address, &text, &rule, &self.known);
            let address = self.scenario.resources.addresses.get(&name);
            let address = address.map(|address| address.address);
            if let Some(rule) = self.scenario.resources.forwarding_rules.get_mut(&rule) {
                rule.address = rule.address.or(address);
            }
        }
    }
}

/// Leaves of what is there more than once the last, in the first's place.
fn once<T, K: Ord>(list: &mut Vec<T>, key: impl Fn(&T) -> K) {
    let mut last: BTreeMap<K, (usize, T)> = BTreeMap::new();
    for (index, value) in std::mem::take(list).into_iter().enumerate() {
        let key = key(&value);
        let first = last.get(&key).map_or(index, |(first, _)| *first);
        last.insert(key, (first, value));
    }
    let mut kept: Vec<(usize, T)> = last.into_values().collect();
    kept.sort_by_key(|(index, _)| *index);
    *list = kept.into_iter().map(|(_, value)| value).collect();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_of_a_name_stays_where_the_first_was() {
        let mut list = vec![("a", 1), ("b", 2), ("a", 3)];
        once(&mut list, |(name, _)| *name);
        assert_eq!(list, [("a", 3), ("b", 2)]);
    }
}
