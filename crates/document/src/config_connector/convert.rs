//! Objects of Config Connector as a Terraform plan: keys in Terraform's spelling, references as texts, objects as the
//! blocks that Terraform has for them.

use super::iam::{self, On};
use super::object::{Object, is_zone, snake};
use super::refer::{self, Objects, Said, UNKNOWN};
use crate::terraform::table::Place;
use crate::terraform::{Node, Value, put};
use crate::tree::Tree;

/// What `status` says beside what Google filled in.
const OF_KUBERNETES: &[&str] = &[
    "conditions",
    "observedGeneration",
    "observedState",
    "externalRef",
];

/// Arguments that Terraform calls otherwise: the block they are in, or the type of an object, the argument, and what it
/// is called there.
const FIELDS: &[(&str, &str, &str)] = &[
    ("google_compute_firewall_policy", "folder", "parent"),
    ("google_compute_firewall_policy", "organization", "parent"),
    (
        "google_compute_router_peer",
        "router_interface",
        "interface",
    ),
    (
        "google_compute_target_pool",
        "backup_target_pool",
        "backup_pool",
    ),
    ("google_project", "folder", "folder_id"),
    ("google_project", "organization", "org_id"),
    ("consumerAcceptLists", "project", "project_id_or_num"),
    ("subnetwork", "subnetwork", "name"),
    ("serviceAccount", "service_account", "email"),
    ("networks", "network", "network_url"),
    ("targetNetwork", "network", "network_url"),
];

/// Fields whose keys are their author's.
const MAPS: &[&str] = &[
    "annotations",
    "environmentVariables",
    "envVariables",
    "labels",
    "resourceManagerTags",
];

/// What a field is where it is left out, and Google's API says it: the type, the argument, and its word.
/// <https://docs.cloud.google.com/config-connector/docs/reference/resource-docs/compute/computenetworkendpointgroup>
const DEFAULTS: &[(&str, &str, &str)] = &[
    (
        "google_compute_network_endpoint_group",
        "network_endpoint_type",
        "GCE_VM_IP_PORT",
    ),
    (
        "google_compute_region_network_endpoint_group",
        "network_endpoint_type",
        "SERVERLESS",
    ),
];

/// A plan in which everything is as it is wanted.
pub(super) fn plan(objects: &Objects) -> Node {
    let (mut resources, mut changes) = (Vec::new(), Vec::new());
    for own in &objects.list {
        let made = match (&own.on, own.row) {
            (Some(On::Read(_, argument)), _) => iam::values(own, argument, objects),
            (None, Some(_)) => vec![values(own, objects)],
            _ => vec![Node::object(own.node.at, Vec::new())],
        };
        for mut values in made {
            let at = values.at;
            let text = |text: &str| Node::text_at(at, text);
            let name = format!("n{}", resources.len());
            let address = format!("{}.{name}", own.own_type);
            let mut unknown = unknown(own, &values);
            mark(&mut values, &mut unknown);
            resources.push(Node::object(
                at,
                vec![
                    ("address".to_owned(), text(&address)),
                    ("mode".to_owned(), text("managed")),
                    ("type".to_owned(), text(&own.own_type)),
                    ("name".to_owned(), text(&name)),
                    ("values".to_owned(), values),
                ],
            ));
            let mut change = vec![("address".to_owned(), text(&address))];
            put(&mut change, "change.after_unknown", unknown);
            changes.push(Node::object(at, change));
        }
    }
    let mut plan = Vec::new();
    put(&mut plan, "format_version", Node::text_at(0, "1.0"));
    let path = "planned_values.root_module.resources";
    put(&mut plan, path, Node::list_of(0, resources));
    put(&mut plan, "resource_changes", Node::list_of(0, changes));
    Node::object(0, plan)
}

fn values(own: &Object, objects: &Objects) -> Node {
    let mut members = Vec::new();
    let place = own.row.map(|row| row.place);
    let status = own.node.at("status");
    from_template(own, objects, &mut members);
    for from in [status.at("observedState"), status, own.node.at("spec")] {
        for (key, value) in from.members() {
            let known = OF_KUBERNETES.contains(&key.as_str()) || key == "resourceID";
            if known || (key == "location" && place != Some(Place::Location)) {
                continue;
            }
            let (key, value) = member(own, "", key, value, objects);
            put(&mut members, &key, value);
        }
    }
    let at = own.node.at;
    let put_text = |members: &mut Vec<(String, Node)>, key: &str, text: &str| {
        let there = members
            .iter()
            .any(|(own, value)| own == key && !value.is_null());
        if !there && !text.is_empty() {
            put(members, key, Node::text_at(at, text));
        }
    };
    let key = match own.own_type.as_str() {
        // Its name is what it is shown as.
        "google_project" => "project_id",
        "google_dns_response_policy" => "response_policy_name",
        "google_dns_response_policy_rule" => "rule_name",
        // What tells rules of a policy from each other is their priority.
        "google_compute_network_firewall_policy_rule" => "priority",
        _ => "name",
    };
    put_text(&mut members, key, &own.id);
    if let Some(project) = &own.project {
        put_text(&mut members, "project", project);
    }
    if let Some(location) = &own.location {
        match place {
            Some(Place::Region) => put_text(&mut members, "region", location),
            Some(Place::Zone) if is_zone(location) => put_text(&mut members, "zone", location),
            Some(Place::Location) => put_text(&mut members, "location", location),
            _ => {}
        }
    }
    for (_, key, word) in DEFAULTS.iter().filter(|(row, ..)| *row == own.own_type) {
        put_text(&mut members, key, word);
    }
    Node::object(at, members)
}

/// What a machine has from its template, where nothing else is said; it is not known without the template.
fn from_template(own: &Object, objects: &Objects, members: &mut Vec<(String, Node)>) {
    const MADE: &[&str] = &["networkInterface", "tags", "serviceAccount", "canIpForward"];
    let Some(reference) = own.node.at("spec").get("instanceTemplateRef") else {
        return;
    };
    let name = reference.word("name").unwrap_or_default();
    let template = objects.find(own, reference, name, &|kind| {
        kind == "ComputeInstanceTemplate"
    });
    for key in MADE {
        let (key, value) = match template {
            Some(template) => match template.node.at("spec").get(key) {
                Some(value) => member(template, "", key, value, objects),
                None => continue,
            },
            None => (snake(key), Node::text_at(reference.at, UNKNOWN)),
        };
        put(members, &key, value);
    }
}

/// What Google chooses where nobody does, and is not there yet.
fn unknown(own: &Object, values: &Node) -> Node {
    let mut members = Vec::new();
    let fields = own.row.map_or(&[][..], |row| row.fields);
    let chosen = fields
        .iter()
        .filter_map(|rule| rule.strip_prefix(['!', '~']));
    for key in chosen.filter(|key| !key.contains('.') && values.get(key).is_none()) {
        put(&mut members, key, Node::leaf(own.node.at, Tree::Bool(true)));
    }
    Node::object(own.node.at, members)
}

/// Takes what nobody knows yet out of the values, and says so beside them.
fn mark(values: &mut Node, unknown: &mut Node) {
    let yes = |at: usize| Node::leaf(at, Tree::Bool(true));
    match &mut values.value {
        Value::Leaf(Tree::Text(text)) if text == UNKNOWN => {
            *unknown = yes(values.at);
            values.value = Value::Leaf(Tree::Null);
        }
        Value::Leaf(_) | Value::Hidden => {}
        Value::List(list) => {
            let mut beside: Vec<Node> = Vec::with_capacity(list.len());
            for own in list {
                let mut one = Node::object(own.at, Vec::new());
                mark(own, &mut one);
                beside.push(one);
            }
            if beside.iter().any(Node::holds_true) {
                *unknown = Node::list_of(values.at, beside);
            }
        }
        Value::Object(members) => {
            for (key, own) in members {
                let mut one = Node::object(own.at, Vec::new());
                mark(own, &mut one);
                if let (true, Value::Object(beside)) = (one.holds_true(), &mut unknown.value) {
                    put(beside, key, one);
                }
            }
        }
    }
}

/// A member, with its key and value in Terraform's shape.
fn member(own: &Object, block: &str, key: &str, value: &Node, objects: &Objects) -> (String, Node) {
    let bare = key.strip_suffix("Refs").or(key.strip_suffix("Ref"));
    let bare = bare.filter(|_| refer::may_be_one(value));
    let name = snake(bare.unwrap_or(key));
    let around = match block {
        "" => own.own_type.as_str(),
        block => block,
    };
    let known = FIELDS
        .iter()
        .find(|(of, own, _)| (*of, *own) == (around, &name));
    let known = known.map(|(_, _, other)| (*other).to_owned());
    let name = known.unwrap_or(name);
    let value = self::value(own, key, value, objects);
    // A list of references is called like the list of texts beside it.
    let name = match key.ends_with("Refs") && !name.ends_with('s') {
        true => format!("{name}s"),
        false => name,
    };
    (name, value)
}

fn value(own: &Object, key: &str, value: &Node, objects: &Objects) -> Node {
    let at = value.at;
    if MAPS.contains(&key) {
        return value.clone();
    }
    match &value.value {
        Value::Leaf(tree) => Node::leaf(at, typed(tree)),
        Value::Hidden => value.clone(),
        Value::List(list) => {
            let inside = |item: &Node| match &item.value {
                Value::Object(_) => block(own, key, item, objects),
                _ => self::value(own, key, item, objects),
            };
            Node::list_of(at, list.iter().map(inside).collect())
        }
        Value::Object(_) => {
            let inside = block(own, key, value, objects);
            match &inside.value {
                // Terraform has a list of one block.
                Value::Object(_) => Node::list_of(at, vec![inside]),
                _ => inside,
            }
        }
    }
}

/// A word of YAML's as the flag or number that it is in Terraform; as a text it is read the same.
fn typed(tree: &Tree) -> Tree {
    let Tree::Text(text) = tree else {
        return tree.clone();
    };
    match (text.as_str(), text.parse::<u64>()) {
        ("true", _) => Tree::Bool(true),
        ("false", _) => Tree::Bool(false),
        (text, Ok(number)) if number.to_string() == text => Tree::Unsigned(number),
        _ => tree.clone(),
    }
}

/// An object: a reference is a text, and so is what holds nothing but one of several references.
fn block(own: &Object, key: &str, value: &Node, objects: &Objects) -> Node {
    match refer::said(own, key, value, objects) {
        Said::Text(text) => return Node::text_at(value.at, &text),
        Said::Secret => return Node::leaf(value.at, Tree::Null),
        Said::No => {}
    }
    if let [(only, inside)] = value.members() {
        let reference = refer::said(own, only, inside, objects);
        if let (true, Said::Text(text)) = (refer::is_choice(key), reference) {
            return Node::text_at(value.at, &text);
        }
        if refer::is_choice(key) && inside.text().is_some() {
            return inside.clone();
        }
    }
    let members = value.members().iter();
    let members = members.map(|(inner, inside)| member(own, key, inner, inside, objects));
    Node::object(value.at, members.collect())
}
