//! Projects that one thing names by id and another by number, or does not name: networks of which nobody knows whether
//! they are the same.

use hopscope_model::name::{GLOBAL, Name, Ref};
use hopscope_model::{Index, Scenario};

/// The number, where of two projects one is named by a number that may be the other's; empty where one is not named.
pub(super) fn project_in_doubt<'p>(
    scenario: &Scenario,
    one: &'p str,
    other: &'p str,
) -> Option<&'p str> {
    let is_number =
        |project: &str| !project.is_empty() && project.bytes().all(|byte| byte.is_ascii_digit());
    if one.is_empty() != other.is_empty() {
        return Some(if one.is_empty() { one } else { other });
    }
    let (number, id) = match (is_number(one), is_number(other)) {
        (true, false) => (one, other),
        (false, true) => (other, one),
        _ => return None,
    };
    let id = Name::new("", GLOBAL, id);
    let known = scenario.resources.projects.get(&id);
    known
        .is_none_or(|own| own.number.is_none())
        .then_some(number)
}

/// Networks of which it is not known whether something that names a network of the same name by a project's number,
/// or without a project, is for them. What is attached so (rules, routes, policies, zones) would otherwise be passed over.
pub(super) fn in_doubt(scenario: &Scenario, names: &[Name]) -> Index<Name, Box<str>> {
    let resources = &scenario.resources;
    let attached = (resources
        .firewall_policies
        .values()
        .map(|own| &own.networks))
    .chain(resources.zones.values().map(|own| &own.networks))
    .chain(resources.dns_policies.values().map(|own| &own.networks))
    .chain(
        resources
            .response_policies
            .values()
            .map(|own| &own.networks),
    )
    .flatten()
    .chain(
        resources
            .unread
            .iter()
            .filter_map(|own| own.network.as_ref()),
    )
    .map(Ref::name);
    let mut by_number: Index<&str, Vec<&Name>> = Index::new();
    for name in names.iter().chain(attached) {
        let by_id = name.project.bytes().any(|byte| !byte.is_ascii_digit());
        if !by_id {
            by_number.get_or_default(&name.name).push(name);
        }
    }
    let mut found = Index::new();
    for name in resources.networks.keys() {
        let others = by_number.get(&*name.name).into_iter().flatten();
        let mut numbers =
            others.filter_map(|other| project_in_doubt(scenario, &other.project, &name.project));
        if let Some(number) = numbers.next() {
            found.insert(name.clone(), number.into());
        }
    }
    found
}
