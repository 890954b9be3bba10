//! A resource as JSON objects, and back: itself, lists that hang on it, and what of Hopscope's own is on it.

use hopscope_model::name::Name;
use hopscope_model::{Id, Kind, Problem, Request, Scenario, Severity};
use serde_json::{Value, json};

use super::fields::form_of;
use crate::import::Group;

/// What is wrong with one of the objects of a resource.
#[derive(Clone, PartialEq, Debug)]
pub struct Wrong {
    /// Which object, from 0.
    pub object: usize,
    /// Where in it.
    pub path: String,
    /// What.
    pub problem: Problem,
}

/// The resource that a part of one belongs to; others are their own.
pub(super) fn owner(id: &Id) -> Id {
    let kind = match id.kind {
        Kind::Nat => Kind::Router,
        Kind::Peering => Kind::Network,
        _ => return id.clone(),
    };
    let name = &id.name;
    let own = name.name.split('/').next().unwrap_or_default();
    Id::new(
        kind,
        Name::new(name.project.clone(), name.location.clone(), own),
    )
}

/// The objects of a resource: its own first.
pub fn objects(scenario: &Scenario, id: &Id) -> Vec<Value> {
    let id = owner(id);
    let alone = hopscope_document::alone(scenario, &id);
    let mut list = written(&alone);
    let own = |object: &Value| {
        form_of(object).is_some_and(|form| {
            form.group == Group::Kind(id.kind) && !form.word.starts_with("hopscope#export")
        })
    };
    if let Some(at) = list.iter().position(own) {
        let first = list.remove(at);
        list.insert(0, first);
    }
    list
}

/// The resources of a scenario as its file has them.
pub(super) fn written(scenario: &Scenario) -> Vec<Value> {
    let text = hopscope_document::canonical(scenario);
    match serde_json::from_str::<Value>(&text) {
        Ok(mut document) => match document.get_mut("resources").map(Value::take) {
            Some(Value::Array(list)) => list,
            _ => Vec::new(),
        },
        Err(_) => Vec::new(),
    }
}

/// A request as its file has it.
pub fn request_object(scenario: &Scenario, request: &Request) -> Value {
    let alone = Scenario {
        project: scenario.project.clone(),
        requests: vec![request.clone()],
        ..Scenario::default()
    };
    let text = hopscope_document::canonical(&alone);
    let document: Value = serde_json::from_str(&text).unwrap_or_default();
    document["requests"][0].clone()
}

/// The scenario with these as the objects of a resource, and what is wrong with them.
pub fn put(scenario: &Scenario, id: &Id, objects: &[Value]) -> (Scenario, Vec<Wrong>) {
    let id = owner(id);
    let mut changes = Vec::new();
    if is_there(scenario, &id) {
        changes.push(json!({"op": "remove", "ref": scenario.short(&id)}));
    }
    let first = changes.len();
    changes.extend(objects.iter().map(replacing));
    let (next, problems) =
        hopscope_document::read_changes(scenario, &Value::Array(changes).to_string());
    (next, wrongs(problems, first))
}

/// The scenario with more objects.
pub fn bring(scenario: &Scenario, objects: &[Value]) -> (Scenario, Vec<Wrong>) {
    let changes = objects.iter().map(replacing).collect();
    let (next, problems) =
        hopscope_document::read_changes(scenario, &Value::Array(changes).to_string());
    (next, wrongs(problems, 0))
}

fn replacing(object: &Value) -> Value {
    json!({"op": "replace", "object": object})
}

fn is_there(scenario: &Scenario, id: &Id) -> bool {
    let unread = &scenario.resources.unread;
    scenario.resources.contains(id) || unread.iter().any(|own| own.is_called(id))
}

/// Problems by the object they are in. Only what is wrong counts: what is missing elsewhere shows as a ghost.
fn wrongs(problems: Vec<Problem>, first: usize) -> Vec<Wrong> {
    let mut wrongs = Vec::new();
    for problem in problems {
        let path = problem.path.clone().unwrap_or_default();
        let (index, rest) = match path.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            Some((index, rest)) => (index.parse().unwrap_or(first), rest),
            None => (first, ""),
        };
        if problem.severity == Severity::Note {
            continue;
        }
        let rest = rest.strip_prefix(".object").unwrap_or(rest);
        wrongs.push(Wrong {
            object: index.saturating_sub(first),
            path: rest.trim_start_matches('.').to_owned(),
            problem,
        });
    }
    wrongs
}

/// The scenario without a resource and what is on it. Rules and routes go with their network: they mean nothing
/// without.
pub fn remove(scenario: &Scenario, id: &Id) -> Scenario {
    let mut before = scenario.clone();
    if id.kind == Kind::Network {
        let name = &id.name;
        let resources = &mut before.resources;
        resources
            .routes
            .retain(|_, route| route.network.name() != name);
        resources
            .firewalls
            .retain(|_, rule| rule.network.name() != name);
    }
    let short = scenario.short(id);
    let refers =
        |text: &str| hopscope_model::reference::resolve(scenario, text).is_ok_and(|on| on == *id);
    before.notes.retain(|note| !refers(&note.on));
    before.view.pins.remove(&short);
    before.view.collapsed.retain(|own| *own != short);
    if !is_there(&before, id) {
        return before;
    }
    let change = json!([{"op": "remove", "ref": short}]).to_string();
    hopscope_document::read_changes(&before, &change).0
}
