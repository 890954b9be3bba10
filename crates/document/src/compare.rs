//! What differs between the resources of two scenarios, object by object and field by field, in canonical form.

use hopscope_model::compare::{Change, Difference, FieldDifference};
use hopscope_model::{Id, Scenario, Set};

use crate::attached::alone;
use crate::branch::{loose_objects, same};
use crate::canonical;
use crate::field::write_path;
use crate::scan::Step;
use crate::tree::Tree;

/// What an object is named by: it differs between objects of a kind, not between two versions of one.
const NAMED: &[&str] = &[
    "name",
    "resource",
    "on",
    "listen",
    "port",
    "protocol",
    "managedZone",
];

/// What tells elements of a list apart, wherever they stand in it.
const KEYS: &[&str] = &[
    "name",
    "priority",
    "interface",
    "network",
    "key",
    "host",
    "hosts",
];

/// Longer lists are not gone through: as many pairs of elements.
const MOST_PAIRS: usize = 1_000_000;

/// What is said of an object that was added or removed without naming its fields.
const SAID: &[&str] = &["kind", "assetType", "name", "resource", "on"];

/// Every difference, in the order of the file.
pub(crate) fn differences(before: &Scenario, after: &Scenario) -> Vec<Difference> {
    let mut list = Vec::new();
    let (mut loose_before, mut loose_after) = (loose_objects(before), loose_objects(after));
    let ids: Set<Id> = before
        .resources
        .ids()
        .chain(after.resources.ids())
        .collect();
    for id in ids.keys().filter(|id| !same(before, after, id)) {
        let reference = match after.resources.contains(id) {
            true => after.short(id),
            false => before.short(id),
        };
        let objects = |of: &Scenario| match of.resources.contains(id) {
            true => canonical::resources(&alone(of, id)),
            false => Vec::new(),
        };
        let (mut own, mut others) = (objects(before), objects(after));
        // What hung on it and is left behind is still there, and what waited for it was there before.
        cancel(&mut own, &mut loose_after);
        cancel(&mut loose_before, &mut others);
        held_against(own, others, Some(&reference), &mut list);
    }
    held_against(loose_before, loose_after, None, &mut list);
    whole_lists(before, after, Change::Removed, &mut list);
    whole_lists(after, before, Change::Added, &mut list);
    list
}

/// Takes away what both have.
fn cancel(before: &mut Vec<Tree>, after: &mut Vec<Tree>) {
    before.retain(|own| match after.iter().position(|other| other == own) {
        Some(at) => {
            after.remove(at);
            false
        }
        None => true,
    });
}

/// Objects that belong together, held against what they were.
fn held_against(
    mut before: Vec<Tree>,
    mut after: Vec<Tree>,
    reference: Option<&str>,
    list: &mut Vec<Difference>,
) {
    let mut add = |change, object: &Tree, fields| {
        let on = || {
            text(object, "resource")
                .or(text(object, "on"))
                .or(text(object, "name"))
        };
        list.push(Difference {
            change,
            resource: reference.or_else(on).unwrap_or_default().to_owned(),
            object: word(object).to_owned(),
            fields,
        });
    };
    cancel(&mut before, &mut after);
    for own in before {
        let other = after.iter().position(|other| {
            let is_same = |key: &str| own.get(key) == other.get(key);
            word(&own) == word(other) && NAMED.iter().all(|key| is_same(key))
        });
        match other {
            Some(at) => {
                let other = after.remove(at);
                let mut fields = Vec::new();
                differ(&mut Vec::new(), &own, &other, &mut fields);
                add(Change::Changed, &own, fields);
            }
            None => add(Change::Removed, &own, members(&own, Change::Removed)),
        }
    }
    for own in &after {
        add(Change::Added, own, members(own, Change::Added));
    }
}

/// The fields of an object that was added or removed.
fn members(object: &Tree, change: Change) -> Vec<FieldDifference> {
    let Tree::Object(members) = object else {
        return Vec::new();
    };
    let own = members.iter().filter(|(key, _)| !SAID.contains(&&**key));
    let fields = own.map(|(key, value)| {
        let path = [Step::Key(key.to_string())];
        match change {
            Change::Removed => field(&path, Some(value), None),
            _ => field(&path, None, Some(value)),
        }
    });
    fields.collect()
}

/// Lists that one holds whole, and the other doesn't: what is not in them is not there.
fn whole_lists(own: &Scenario, other: &Scenario, change: Change, list: &mut Vec<Difference>) {
    for (project, kind) in own.complete.difference(&other.complete) {
        list.push(Difference {
            change,
            resource: format!("{project}/{kind}"),
            object: "complete".to_owned(),
            fields: Vec::new(),
        });
    }
}

/// Notes each value that differs below a path.
fn differ(path: &mut Vec<Step>, before: &Tree, after: &Tree, out: &mut Vec<FieldDifference>) {
    match (before, after) {
        _ if before == after => {}
        (Tree::Object(own), Tree::Object(others)) => {
            let more = others.iter().filter(|(key, _)| before.get(key).is_none());
            for (key, _) in own.iter().chain(more) {
                path.push(Step::Key(key.to_string()));
                either(path, before.get(key), after.get(key), out);
                path.pop();
            }
        }
        (Tree::List(own), Tree::List(others)) => {
            let told = out.len();
            let longest = own.len().max(others.len());
            if longest.saturating_mul(longest) <= MOST_PAIRS {
                elements(path, own, others, out);
            }
            if out.len() == told {
                // The same in another order, or as often as before no longer.
                out.push(field(path, Some(before), Some(after)));
            }
        }
        _ => out.push(field(path, Some(before), Some(after))),
    }
}

fn either(
    path: &mut Vec<Step>,
    before: Option<&Tree>,
    after: Option<&Tree>,
    out: &mut Vec<FieldDifference>,
) {
    match (before, after) {
        (Some(before), Some(after)) => differ(path, before, after, out),
        (None, None) => {}
        _ => out.push(field(path, before, after)),
    }
}

/// The elements of a list: those of one key are the same one, and of values that have none each is itself.
fn elements(path: &mut Vec<Step>, own: &[Tree], others: &[Tree], out: &mut Vec<FieldDifference>) {
    let key = KEYS
        .iter()
        .find(|key| tells_apart(own, key) && tells_apart(others, key));
    let plain = |list: &[Tree]| {
        let mut values = list.iter();
        !values.any(|value| matches!(value, Tree::List(_) | Tree::Object(_)))
    };
    let is_same = |one: &Tree, other: &Tree| match key {
        Some(key) => one.get(key) == other.get(key),
        None => one == other,
    };
    if key.is_none() && !(plain(own) && plain(others)) {
        for at in 0..own.len().max(others.len()) {
            path.push(Step::Index(at));
            either(path, own.get(at), others.get(at), out);
            path.pop();
        }
        return;
    }
    // A value that stands where one was that is gone has taken its place.
    let is_new = |value: &&Tree| !own.iter().any(|other| is_same(other, value));
    let mut told = vec![false; others.len()];
    for (at, value) in own.iter().enumerate() {
        let mut other = others.iter().find(|other| is_same(value, other));
        if other.is_none() && key.is_none() {
            other = others.get(at).filter(is_new);
            if let (Some(_), Some(told)) = (other, told.get_mut(at)) {
                *told = true;
            }
        }
        path.push(Step::Index(at));
        either(path, Some(value), other, out);
        path.pop();
    }
    for (at, (value, told)) in others.iter().zip(told).enumerate() {
        if !told && is_new(&value) {
            path.push(Step::Index(at));
            either(path, None, Some(value), out);
            path.pop();
        }
    }
}

/// Whether every element has a value there, and each another one.
fn tells_apart(list: &[Tree], key: &str) -> bool {
    let values: Vec<Option<&Tree>> = list.iter().map(|own| own.get(key)).collect();
    let mut rest = values.as_slice();
    while let Some((first, others)) = rest.split_first() {
        if first.is_none() || others.contains(first) {
            return false;
        }
        rest = others;
    }
    true
}

fn field(path: &[Step], before: Option<&Tree>, after: Option<&Tree>) -> FieldDifference {
    FieldDifference {
        path: write_path(path),
        before: before.map(Tree::to_string),
        after: after.map(Tree::to_string),
    }
}

/// What an object is, as it says itself.
fn word(object: &Tree) -> &str {
    text(object, "kind")
        .or(text(object, "assetType"))
        .unwrap_or_default()
}

fn text<'a>(object: &'a Tree, key: &str) -> Option<&'a str> {
    match object.get(key) {
        Some(Tree::Text(text)) => Some(text),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(before: &str, after: &str, expected: &[(&str, &str, &str)]) {
        let tree = |text| Tree::parse(text).expect("it is JSON");
        let mut found = Vec::new();
        differ(&mut Vec::new(), &tree(before), &tree(after), &mut found);
        let shown = |own: &Option<String>| own.clone().unwrap_or_default();
        let found: Vec<_> = found
            .iter()
            .map(|own| (own.path.clone(), shown(&own.before), shown(&own.after)))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(path, before, after)| {
                (
                    (*path).to_owned(),
                    (*before).to_owned(),
                    (*after).to_owned(),
                )
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn fields_are_named_by_their_path() {
        check(
            r#"{"a":1,"b":{"c":true}}"#,
            r#"{"a":1,"b":{"c":false}}"#,
            &[("b.c", "true", "false")],
        );
        check(
            r#"{"a":1}"#,
            r#"{"b":2}"#,
            &[("a", "1", ""), ("b", "", "2")],
        );
        check(
            r#"{"labels":{"x/y":"1"}}"#,
            r#"{"labels":{}}"#,
            &[(r#"labels["x/y"]"#, "\"1\"", "")],
        );
    }

    #[test]
    fn a_value_more_in_a_list_changes_no_other() {
        check(
            r#"{"ranges":["10.0.0.0/8","192.168.0.0/16"]}"#,
            r#"{"ranges":["172.16.0.0/12","10.0.0.0/8"]}"#,
            &[
                ("ranges[1]", "\"192.168.0.0/16\"", ""),
                ("ranges[0]", "", "\"172.16.0.0/12\""),
            ],
        );
        check(
            r#"{"a":[1,2]}"#,
            r#"{"a":[2,1]}"#,
            &[("a", "[1,2]", "[2,1]")],
        );
    }

    #[test]
    fn an_element_is_known_by_its_name_wherever_it_stands() {
        check(
            r#"{"rules":[{"priority":1,"action":"deny"},{"priority":2,"action":"allow"}]}"#,
            r#"{"rules":[{"priority":0,"action":"goto_next"},{"priority":1,"action":"deny"},{"priority":2,"action":"deny"}]}"#,
            &[
                ("rules[1].action", "\"allow\"", "\"deny\""),
                ("rules[0]", "", r#"{"priority":0,"action":"goto_next"}"#),
            ],
        );
        // Two of one name tell nothing apart: then their place does.
        check(
            r#"[{"name":"a","x":1},{"name":"a","x":2}]"#,
            r#"[{"name":"a","x":1},{"name":"a","x":3}]"#,
            &[("[1].x", "2", "3")],
        );
    }
}
