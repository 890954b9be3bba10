//! Proposals: read from the top level of a file, written to it, applied, and worked out from what somebody changed.

use hopscope_model::resource::Resources;
use hopscope_model::scenario::Branch;
use hopscope_model::{Id, Problem, Scenario, Set};

use crate::attached::alone;
use crate::canonical;
use crate::changes;
use crate::codec::Out;
use crate::fields::Fields;
use crate::keep::Keep;
use crate::strangers;
use crate::tree::{Members, Tree, get};

/// Reads one; what is wrong with it is told by the fields.
pub(crate) fn read(fields: &Fields<'_>) -> Branch {
    Branch {
        name: fields.needed_text("name"),
        changes: fields
            .list("changes")
            .iter()
            .map(|change| without_secrets(change.clone().once()).to_string())
            .collect(),
        declared: fields.texts("declared"),
    }
}

/// A change as it is kept: of Google's objects what the readers know. What Hopscope's own hold is the author's.
fn without_secrets(change: Tree) -> Tree {
    let Tree::Object(mut members) = change else {
        return change;
    };
    for (key, value) in &mut members {
        if &**key != "object" {
            continue;
        }
        if let Tree::Object(object) = std::mem::replace(value, Tree::Null) {
            let kind = match get(&object, "kind") {
                Some(Tree::Text(kind)) => kind.as_str(),
                _ => "",
            };
            let own = kind.starts_with("hopscope#") && kind != "hopscope#export";
            *value = Tree::Object(match own {
                true => object,
                false => match strangers::kept_of(&object) {
                    Some(kept) => kept,
                    None => Keep::unread().object(object, None),
                },
            });
        }
    }
    Tree::Object(members)
}

/// As its file has it.
pub(crate) fn write(branch: &Branch, around: &Out<'_>) -> Members {
    let mut out = around.nested();
    out.put("name", &*branch.name);
    let changes = branch
        .changes
        .iter()
        .filter_map(|change| Tree::parse(change));
    out.put("changes", changes.collect::<Vec<_>>());
    out.list("declared", &branch.declared);
    out.map
}

/// The scenario as a proposal would have it. Only its resources are others.
pub(crate) fn apply(scenario: &Scenario, branch: &Branch) -> (Scenario, Vec<Problem>) {
    if branch.changes.is_empty() {
        return (scenario.clone(), Vec::new());
    }
    changes::apply(scenario, &format!("[{}]", branch.changes.join(",")))
}

/// The changes that make the resources of a scenario what is proposed. A resource is replaced where that is enough,
/// else removed first: lists that belong to a parent merge into it.
pub(crate) fn between(scenario: &Scenario, proposed: &Resources) -> Vec<String> {
    let after = Scenario {
        resources: proposed.clone(),
        ..scenario.clone()
    };
    let ids: Set<Id> = scenario.resources.ids().chain(proposed.ids()).collect();
    let ids = ids.keys().cloned();
    let changed: Vec<Id> = ids.filter(|id| !same(scenario, &after, id)).collect();
    let list = listed(scenario, &after, &changed, &[]);
    let (tried, _) = changes::apply(scenario, &format!("[{}]", list.join(",")));
    let merged = |id: &&Id| proposed.contains(id) && !same(&tried, &after, id);
    let merged: Vec<&Id> = changed.iter().filter(merged).collect();
    if merged.is_empty() {
        return list;
    }
    listed(scenario, &after, &changed, &merged)
}

/// What changed as a list of changes; these are removed before they are replaced.
fn listed(before: &Scenario, after: &Scenario, changed: &[Id], first: &[&Id]) -> Vec<String> {
    let mut list = Vec::new();
    for id in changed {
        let stays = after.resources.contains(id);
        if before.resources.contains(id) && (!stays || first.contains(&id)) {
            list.push(removal(before, id));
        }
        if stays {
            replace(&alone(after, id), &mut list);
        }
    }
    for own in &before.resources.unread {
        let id = own.id();
        let stays = after.resources.contains(&id)
            || after.resources.unread.iter().any(|own| own.is_called(&id));
        if !stays && !before.resources.contains(&id) {
            list.push(removal(before, &id));
        }
    }
    loose(before, after, &mut list);
    list
}

/// Whether a resource, with what hangs on it, is the same in both.
pub(crate) fn same(one: &Scenario, other: &Scenario, id: &Id) -> bool {
    one.resources.same(&other.resources, id)
        && alone(one, id).resources == alone(other, id).resources
}

fn replace(alone: &Scenario, list: &mut Vec<String>) {
    for object in canonical::resources(alone) {
        list.push(replacing(object));
    }
}

fn replacing(object: Tree) -> String {
    let op = ("op".into(), Tree::from("replace"));
    Tree::Object(vec![op, ("object".into(), object)]).to_string()
}

fn removal(scenario: &Scenario, id: &Id) -> String {
    let op = ("op".into(), Tree::from("remove"));
    let reference = ("ref".into(), Tree::from(scenario.short(id)));
    Tree::Object(vec![op, reference]).to_string()
}

/// What hangs on nothing that is there: policies of projects and folders, name servers elsewhere, what is unread. All
/// but the last has no reference, so it can be proposed but not taken away.
fn loose(scenario: &Scenario, after: &Scenario, list: &mut Vec<String>) {
    let before = loose_objects(scenario);
    for object in loose_objects(after) {
        if !before.contains(&object) {
            list.push(replacing(object));
        }
    }
}

/// What hangs on nothing that is there, as objects.
pub(crate) fn loose_objects(of: &Scenario) -> Vec<Tree> {
    let mut rest = Scenario {
        project: of.project.clone(),
        kept_fields: of.kept_fields.clone(),
        ..Scenario::default()
    };
    let (from, to) = (&of.resources, &mut rest.resources);
    to.iam_policies.clone_from(&from.iam_policies);
    to.processes.clone_from(&from.processes);
    to.tunnels.clone_from(&from.tunnels);
    to.proxy_settings.clone_from(&from.proxy_settings);
    to.name_servers.clone_from(&from.name_servers);
    to.appliances.clone_from(&from.appliances);
    to.unread.clone_from(&from.unread);
    to.strangers.clone_from(&from.strangers);
    for id in of.resources.ids() {
        crate::attached::detach(to, &id);
        to.unread.retain(|own| !own.is_called(&id));
    }
    canonical::resources(&rest)
}
