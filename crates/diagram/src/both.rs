//! Two scenarios as one picture: everything that either has is placed once, so that nothing moves between what is there
//! and what is to be there.

use std::rc::Rc;

use hopscope_model::compare::Change;
use hopscope_model::{Scenario, Set};

use crate::gather::gather;
use crate::layout::place;
use crate::plan::Plan;
use crate::scene::{Scene, WireKind};

/// Two scenarios as one picture.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Both {
    /// Everything that either has.
    pub scene: Scene,
    /// Whether only one of them has a node, in the order of nodes.
    pub nodes: Vec<Option<Change>>,
    /// Whether only one of them has a wire, in the order of wires.
    pub wires: Vec<Option<Change>>,
}

/// Where everything in two scenarios is drawn, and which of them has it. What both have is drawn as the second has it.
pub fn layout_both(before: &Scenario, after: &Scenario) -> Both {
    let (old, mut plan) = (gather(before), gather(after));
    let (had, has) = (ids(&old), ids(&plan));
    let (were, are) = (wires(&old), wires(&plan));
    join(&old, &mut plan);
    let scene = place(plan, &after.view.pins);
    let of = |was: bool, is: bool| match (was, is) {
        (true, false) => Some(Change::Removed),
        (false, true) => Some(Change::Added),
        _ => None,
    };
    let nodes = scene.nodes.iter();
    let nodes = nodes.map(|node| of(had.contains(&node.id), has.contains(&node.id)));
    let id = |at: usize| scene.nodes.get(at).map(|node| Rc::clone(&node.id));
    let wires = scene.wires.iter().map(|wire| {
        let key = id(wire.from).zip(id(wire.to));
        let key = key.map(|(from, to)| (from, to, wire.kind));
        key.and_then(|key| of(were.contains(&key), are.contains(&key)))
    });
    let (nodes, wires) = (nodes.collect(), wires.collect());
    Both {
        scene,
        nodes,
        wires,
    }
}

fn ids(plan: &Plan) -> Set<Rc<str>> {
    plan.items.iter().map(|item| Rc::clone(&item.id)).collect()
}

fn wires(plan: &Plan) -> Set<(Rc<str>, Rc<str>, WireKind)> {
    let id = |at: usize| plan.items.get(at).map(|item| Rc::clone(&item.id));
    let both = plan.links.iter();
    both.filter_map(|link| Some((id(link.from)?, id(link.to)?, link.kind)))
        .collect()
}

/// Adds what only the old plan has. A container stands before what is in it, in both.
fn join(old: &Plan, plan: &mut Plan) {
    let mut at = Vec::with_capacity(old.items.len());
    for item in &old.items {
        let parent = item.parent.and_then(|parent| at.get(parent).copied());
        let mut own = item.clone();
        own.parent = parent;
        own.children.clear();
        at.push(plan.add(own));
    }
    for (resource, item) in old.places.iter() {
        if let Some(item) = at.get(*item) {
            plan.shown_by(resource.to_string(), *item);
        }
    }
    for link in &old.links {
        if let (Some(from), Some(to)) = (at.get(link.from), at.get(link.to)) {
            plan.link(*from, *to, link.kind);
        }
    }
}
