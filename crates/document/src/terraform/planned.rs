//! What a plan makes of what is there, said of each of its objects: it stays, it changes, it goes. Other texts may hold
//! the same object, in any order; what changes and goes does so whoever else holds it.
//!
//! <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>

use hopscope_model::Index;

use super::join::finish;
use super::node::{Node, Value, put};
use super::shape::{Lacks, Made};
use super::table::part_lists;

/// Says of a list of objects what a plan makes of them.
pub(crate) const PLANNED_MARK: &str = "hopscope#planned";

/// What a plan makes of an object.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Planned {
    /// It is there before and after.
    Same,
    /// It is new, or another than before.
    Changed,
    /// It is there no more, or this part of it.
    Gone,
}

impl Planned {
    const ALL: [Self; 3] = [Self::Same, Self::Changed, Self::Gone];

    fn word(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }

    pub(crate) fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|own| own.word() == word)
    }
}

/// The objects after a plan, and those that it takes away, each under what it is.
pub(super) fn told(before: Vec<Node>, after: Vec<Node>) -> Vec<Node> {
    let mut old: Index<String, ()> = Index::new();
    for own in &before {
        old.insert(text(own), ());
    }
    let (mut new, mut by_name) = (Index::new(), Index::new());
    let (mut same, mut changed, mut gone) = (Vec::new(), Vec::new(), Vec::new());
    for own in after {
        let text = text(&own);
        if old.contains_key(&text) {
            same.push(own);
        } else {
            if let Some(name) = name(&own) {
                by_name.insert(name, changed.len());
            }
            changed.push(own);
        }
        new.insert(text, ());
    }
    for own in before {
        // One that is not read goes unread.
        if new.contains_key(&text(&own)) || own.members().len() == 1 {
            continue;
        }
        let later = name(&own).and_then(|name| by_name.get(&name));
        match later.and_then(|at| changed.get(*at)) {
            Some(later) => gone.extend(parts_gone(&own, later)),
            None => gone.push(own),
        }
    }
    let all = [same, changed, gone].into_iter().zip(Planned::ALL);
    let all = all.filter(|(list, _)| !list.is_empty());
    all.map(|(list, planned)| wrapped(list, planned)).collect()
}

fn wrapped(list: Vec<Node>, planned: Planned) -> Node {
    let at = list.first().map_or(0, |own| own.at);
    let mut members = Vec::new();
    put(&mut members, "kind", Node::text_at(at, "hopscope#export"));
    put(
        &mut members,
        PLANNED_MARK,
        Node::text_at(at, planned.word()),
    );
    put(&mut members, "items", Node::list_of(at, list));
    Node::object(at, members)
}

fn text(node: &Node) -> String {
    let mut text = String::new();
    node.write(&mut text, &mut Vec::new());
    text
}

/// What tells an object from others before and after; what holds parts of others has no name.
fn name(node: &Node) -> Option<String> {
    let kind = node.word("kind").or(node.word("assetType"))?;
    if matches!(kind, "hopscope#export" | "hopscope#iamPolicy") {
        return None;
    }
    let keys = ["name", "project", "zone", "region", "location"];
    let mut found = kind.to_owned();
    for key in keys {
        found.push(' ');
        found.push_str(node.word(key).unwrap_or_default());
    }
    Some(found)
}

/// The parts that an object has no more: they may stand in what others say of it.
fn parts_gone(before: &Node, after: &Node) -> Option<Node> {
    let own = before.members().iter();
    let own = own.filter(|(_, own)| matches!(own.value, Value::Leaf(_)));
    let mut members: Vec<(String, Node)> = own.cloned().collect();
    let mut lacks = None;
    for list in part_lists() {
        let there = at(after, list).list();
        let stays = |own: &Node| {
            let same = |other: &Node| match (key(own), key(other)) {
                (Some(one), Some(two)) => one == two,
                _ => text(own) == text(other),
            };
            there.iter().any(same)
        };
        let was = at(before, list).list().iter();
        let gone: Vec<Node> = was.filter(|own| !stays(own)).cloned().collect();
        if !gone.is_empty() {
            put(&mut members, list, Node::list_of(before.at, gone));
            lacks = Some((list.to_owned(), Lacks::Parent));
        }
    }
    lacks.as_ref()?;
    let made = Made {
        members,
        lacks,
        ..Made::default()
    };
    Some(finish(before.at, made))
}

fn at<'n>(node: &'n Node, path: &str) -> &'n Node {
    path.split('.').fold(node, Node::at)
}

/// What tells an element from others.
fn key(node: &Node) -> Option<String> {
    node.get("name").or(node.get("priority")).map(text)
}
