//! What a field could name: the resources of its kinds, as the field has them.

use hopscope_model::{Id, Kind, Scenario, order};

use super::fields::Input;
use super::name::google_name;

/// What a field could name, and what it would hold then.
pub fn candidates(scenario: &Scenario, input: Input) -> Vec<(String, Id)> {
    let (kinds, own): (&[Kind], bool) = match input {
        Input::Refer(kinds)
        | Input::ReferOr(kinds, _)
        | Input::ReferAll(kinds)
        | Input::Suggest(kinds) => (kinds, false),
        Input::Own(kinds) | Input::OwnAll(kinds) => (kinds, true),
        Input::Node => (&[Kind::Network], false),
        _ => (&[], false),
    };
    let mut found = Vec::new();
    for kind in kinds {
        for name in scenario.resources.names(*kind) {
            let id = Id::new(*kind, name.clone());
            let value = match own {
                true => scenario.short(&id),
                false => google_name(&id),
            };
            found.push((value, id));
        }
    }
    found
}

/// The folders and organisations that projects of a scenario are in.
pub fn nodes(scenario: &Scenario) -> Vec<String> {
    let mut found = Vec::new();
    for project in scenario.resources.projects.values() {
        found.extend(project.ancestors.iter().cloned());
    }
    order::once(found)
}
