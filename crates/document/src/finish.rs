//! What is left when every object is read: parts go to where they belong, once each.

use std::cmp::Ordering;

use hopscope_model::name::Ref;
use hopscope_model::order;
use hopscope_model::resource::hopscope::ProxyScope;
use hopscope_model::{Kind, Name, ProblemCode, export_command};

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
                    policy.rules = Vec::new();
                    policy.rules_known = true;
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
        self.put_settings();
        self.put_addresses();
        let resources = &mut self.scenario.resources;
        for group in resources.instance_groups.values_mut() {
            if let Some(members) = &mut group.members {
                once(members);
            }
        }
        for neg in resources.negs.values_mut() {
            if let Some(endpoints) = &mut neg.endpoints {
                once(endpoints);
            }
        }
        self.hold_sizes();
        let resources = &mut self.scenario.resources;
        for service in resources.run_services.values_mut() {
            once(&mut service.custom_domains);
        }
        let listing = resources.networks.iter();
        let listing = listing.filter(|(_, own)| !own.other_subnets.is_empty());
        let listing: Vec<Name> = listing.map(|(name, _)| name.clone()).collect();
        for name in listing {
            if let Some(network) = resources.networks.get_mut(&name) {
                let subnets = &resources.subnets;
                network
                    .other_subnets
                    .retain(|own| !subnets.contains_key(own.name()));
            }
        }
        self.join_firewall_policies();
        let resources = &mut self.scenario.resources;
        for policy in resources.firewall_policies.values_mut() {
            once(&mut policy.networks);
        }
        resources.processes = std::mem::take(&mut self.processes).into_values();
        resources.tunnels = std::mem::take(&mut self.tunnels).into_values();
        resources.name_servers = std::mem::take(&mut self.name_servers).into_values();
        resources.appliances = std::mem::take(&mut self.appliances).into_values();
        resources.strangers = std::mem::take(&mut self.strangers).into_values();
        self.scenario.resources.unread = self.take_unread();
    }

    /// A group says how many it has: a list of fewer is not whole, or of another time.
    /// <https://docs.cloud.google.com/compute/docs/reference/rest/v1/instanceGroups>
    fn hold_sizes(&mut self) {
        let count = |listed: usize| u64::try_from(listed).unwrap_or(u64::MAX);
        for (id, (size, place)) in std::mem::take(&mut self.parts.sizes).iter() {
            let resources = &mut self.scenario.resources;
            let (listed, command) = match id.kind {
                Kind::InstanceGroup => {
                    let group = resources.instance_groups.get_mut(&id.name);
                    let Some(members) = group.map(|own| &mut own.members) else {
                        continue;
                    };
                    let listed = members.as_ref().map(|own| count(own.len()));
                    if listed.is_some_and(|listed| listed < *size) {
                        *members = None;
                    }
                    (listed, export_command::group_members(&id.name))
                }
                _ => {
                    let neg = resources.negs.get_mut(&id.name);
                    let Some(endpoints) = neg.map(|own| &mut own.endpoints) else {
                        continue;
                    };
                    let listed = endpoints.as_ref().map(|own| count(own.len()));
                    if listed.is_some_and(|listed| listed < *size) {
                        *endpoints = None;
                    }
                    (listed, export_command::neg_endpoints(&id.name))
                }
            };
            if let Some(listed) = listed.filter(|listed| listed < size) {
                let problem = warning(ProblemCode::Truncated)
                    .arg("end", "size")
                    .arg("listed", listed.to_string())
                    .arg("size", size.to_string())
                    .next("export", Some(command));
                let short = id.short(self.scenario.default_project());
                self.report.at(*place, "", problem.on(short));
            }
        }
    }

    /// A network names the policy that governs it; of a policy's own list of networks an export may know nothing.
    /// <https://docs.cloud.google.com/compute/docs/reference/rest/v1/networks>
    fn join_firewall_policies(&mut self) {
        let resources = &mut self.scenario.resources;
        let named = resources.networks.iter();
        let named: Vec<(Name, Name)> = named
            .filter_map(|(name, own)| {
                Some((name.clone(), own.firewall_policy.as_ref()?.name().clone()))
            })
            .collect();
        for (name, policy) in named {
            let Some(policy) = resources.firewall_policies.get_mut(&policy) else {
                continue;
            };
            if policy.networks.iter().all(|own| *own.name() != name) {
                policy.networks.push(Ref::to(name.clone()));
            }
            if let Some(network) = resources.networks.get_mut(&name) {
                network.firewall_policy = None;
            }
        }
    }

    /// Proxy settings: those that are objects of their own come before those of an environment.
    fn put_settings(&mut self) {
        let own = std::mem::take(&mut self.parts.settings);
        for (id, settings) in std::mem::take(&mut self.parts.environment).iter() {
            let table = &mut self.scenario.resources.proxy_settings;
            let explicit = own.contains_key(id)
                || table
                    .get(id)
                    .is_some_and(|settings| settings.scope != ProxyScope::Environment);
            match settings {
                Some(settings) if !explicit => {
                    table.insert(id.clone(), settings.clone());
                }
                Some(_) => {
                    let problem = warning(ProblemCode::Duplicate)
                        .arg("same", "false")
                        .on(self.scenario.short(id));
                    self.report.nowhere(problem);
                }
                None if !explicit => {
                    table.remove(id);
                }
                None => {}
            }
        }
        let table = &mut self.scenario.resources.proxy_settings;
        for (id, settings) in own.iter() {
            table.insert(id.clone(), settings.clone());
        }
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

/// Leaves of what is there more than once the first.
fn once<T: Ord>(list: &mut Vec<T>) {
    let first = first(list.len(), &|one, two| list.get(one).cmp(&list.get(two)));
    let mut first = first.into_iter();
    list.retain(|_| first.next() == Some(true));
}

/// Whether each is the first of those it is equal to.
fn first(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<bool> {
    let mut sorted: Vec<usize> = (0..count).collect();
    order::sort_by(&mut sorted, &|one, two| compare(*one, *two));
    let mut first = vec![true; count];
    for pair in sorted.windows(2) {
        if let [one, two] = *pair
            && compare(one, two).is_eq()
            && let Some(own) = first.get_mut(two)
        {
            *own = false;
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_there_twice_the_first_stays() {
        let mut list = vec!["b", "a", "b", "c", "a", "b"];
        once(&mut list);
        assert_eq!(list, ["b", "a", "c"]);
    }
}
