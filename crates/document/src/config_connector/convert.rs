//! Objects of Config Connector as a Terraform plan: keys in Terraform's spelling, references as texts, objects as the
//! blocks that Terraform has for them.

use super::refer::{self, Said};
use super::{Object, Place, is_zone, put};
use crate::terraform::{Node, Value};
use crate::tree::Tree;

/// What `status` says beside what Google filled in.
const OF_KUBERNETES: &[&str] = &[
    "conditions",
    "observedGeneration",
    "observedState",
    "externalRef",
];

/// References inside of a block that Terraform calls otherwise: the block, the argument, and what it is called there.
const FIELDS: &[(&str, &str, &str)] = &[
    ("subnetwork", "subnetwork", "name"),
    ("serviceAccount", "service_account", "email"),
    ("networks", "network", "network_url"),
    ("targetNetwork", "network", "network_url"),
];

/// A plan in which everything is as it is wanted.
pub(super) fn plan(objects: &[Object]) -> Node {
    let (mut resources, mut changes) = (Vec::new(), Vec::new());
    for (index, own) in objects.iter().enumerate() {
        let at = own.node.at;
        let text = |text: &str| Node::text_at(at, text);
        let address = format!("{}.n{index}", own.own_type);
        let values = values(own, objects);
        let unknown = unknown(own, &values);
        resources.push(Node::object(
            at,
            vec![
                ("address".to_owned(), text(&address)),
                ("mode".to_owned(), text("managed")),
                ("type".to_owned(), text(&own.own_type)),
                ("name".to_owned(), text(&format!("n{index}"))),
                ("values".to_owned(), values),
            ],
        ));
        let mut change = vec![("address".to_owned(), text(&address))];
        put(&mut change, "change.after_unknown", unknown);
        changes.push(Node::object(at, change));
    }
    let mut plan = Vec::new();
    put(&mut plan, "format_version", Node::text_at(0, "1.0"));
    let path = "planned_values.root_module.resources";
    put(&mut plan, path, Node::list_of(0, resources));
    put(&mut plan, "resource_changes", Node::list_of(0, changes));
    Node::object(0, plan)
}

fn values(own: &Object, objects: &[Object]) -> Node {
    let mut members = Vec::new();
    let status = own.node.at("status");
    for from in [status.at("observedState"), status, own.node.at("spec")] {
        for (key, value) in from.members() {
            let known = OF_KUBERNETES.contains(&key.as_str()) || key == "resourceID";
            if known || (key == "location" && own.row.place != Place::Location) {
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
        if !there {
            put(members, key, Node::text_at(at, text));
        }
    };
    let key = match own.own_type.as_str() {
        "google_project" => "project_id",
        _ => "name",
    };
    put_text(&mut members, key, &own.id);
    if let Some(project) = &own.project {
        put_text(&mut members, "project", project);
    }
    if let Some(location) = &own.location {
        match own.row.place {
            Place::Region => put_text(&mut members, "region", location),
            Place::Zone if is_zone(location) => put_text(&mut members, "zone", location),
            Place::Location => put_text(&mut members, "location", location),
            _ => {}
        }
    }
    Node::object(at, members)
}

/// What Google chooses where nobody does, and is not there yet.
fn unknown(own: &Object, values: &Node) -> Node {
    let mut members = Vec::new();
    let chosen = own
        .row
        .fields
        .iter()
        .filter_map(|rule| rule.strip_prefix(['!', '~']));
    for key in chosen.filter(|key| !key.contains('.') && values.get(key).is_none()) {
        put(&mut members, key, Node::leaf(own.node.at, Tree::Bool(true)));
    }
    Node::object(own.node.at, members)
}

/// A member, with its key and value in Terraform's shape.
fn member(
    own: &Object,
    block: &str,
    key: &str,
    value: &Node,
    objects: &[Object],
) -> (String, Node) {
    let bare = key.strip_suffix("Refs").or(key.strip_suffix("Ref"));
    let name = snake(bare.unwrap_or(key));
    let known = FIELDS
        .iter()
        .find(|(around, own, _)| (*around, *own) == (block, &name));
    let name = known.map_or(name, |(_, _, other)| (*other).to_owned());
    let value = self::value(own, key, value, objects);
    // A list of references is called like the list of texts beside it.
    let name = match key.ends_with("Refs") && !name.ends_with('s') {
        true => format!("{name}s"),
        false => name,
    };
    (name, value)
}

fn value(own: &Object, key: &str, value: &Node, objects: &[Object]) -> Node {
    let at = value.at;
    match &value.value {
        Value::Leaf(tree) => Node::leaf(at, typed(tree)),
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
fn block(own: &Object, key: &str, value: &Node, objects: &[Object]) -> Node {
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
        if only == "ip" && refer::is_choice(key) {
            return inside.clone();
        }
    }
    let members = value.members().iter();
    let members = members.map(|(inner, inside)| member(own, key, inner, inside, objects));
    Node::object(value.at, members.collect())
}

/// `ipCidrRange` is `ip_cidr_range`, `nextHopILB` is `next_hop_ilb`.
pub(super) fn snake(word: &str) -> String {
    let letters: Vec<char> = word.chars().collect();
    let mut text = String::with_capacity(word.len() + 8);
    for (index, own) in letters.iter().enumerate() {
        let before = index.checked_sub(1).and_then(|before| letters.get(before));
        let after = letters.get(index + 1);
        let begins = before.is_some_and(|before| {
            !before.is_ascii_uppercase() || after.is_some_and(char::is_ascii_lowercase)
        });
        if own.is_ascii_uppercase() && begins {
            text.push('_');
        }
        text.push(own.to_ascii_lowercase());
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn keys_are_spelled_as_terraform_does() {
        for (key, expected) in [
            ("ipCidrRange", "ip_cidr_range"),
            ("ComputeTargetHTTPSProxy", "compute_target_https_proxy"),
            ("ComputeRouterNAT", "compute_router_nat"),
            ("DNSManagedZone", "dns_managed_zone"),
            ("nextHopILB", "next_hop_ilb"),
            ("vlanTag8021q", "vlan_tag8021q"),
        ] {
            assert_eq!(super::snake(key), expected);
        }
    }
}
