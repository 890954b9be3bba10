//! Containers that no resource asks for by itself: regions inside a network, projects around networks; and
//! containers that are shown closed.

use std::rc::Rc;

use hopscope_model::says::LabelId;
use hopscope_model::{Id, Index, Kind, Name, Scenario, Set};

use crate::plan::{Item, ItemId, Line, Plan};
use crate::scene::{LaneKind, Look, Shape};

/// In a network that spans regions, those with two things or more become a container. A single thing says its
/// region itself, so that the forty subnets of an auto-mode network do not become forty boxes in boxes.
pub(super) fn by_region(plan: &mut Plan) {
    for network in 0..plan.items.len() {
        if plan.items[network].kind != Some(Kind::Network) {
            continue;
        }
        let mut regions: Index<Rc<str>, Vec<ItemId>> = Index::new();
        for &child in &plan.items[network].children {
            let region = &plan.items[child].region;
            if !region.is_empty() {
                regions.get_or_default(Rc::clone(region)).push(child);
            }
        }
        if regions.len() < 2 {
            continue;
        }
        for (region, inside) in regions.iter().filter(|(_, inside)| inside.len() > 1) {
            let item = Item {
                id: format!("region:{region}@{}", plan.items[network].id).into(),
                kind: None,
                lines: vec![Line::title(region)],
                ..frame(&plan.items[network], Some(network))
            };
            let container = plan.add(item);
            for &child in inside {
                plan.put(child, container);
                // The container says it.
                plan.items[child]
                    .lines
                    .retain(|line| line.text != Line::note(region).text);
            }
        }
    }
}

/// A network of more subnets with nothing in them than this shows how many there are, as an auto-mode network does.
const SPARE: usize = 12;

/// Subnets that nothing is in and nothing leads to are one box, where there are many. One that was given a place
/// of its own keeps it.
pub(super) fn spare_subnets(mut plan: Plan, pins: &Index<String, (i32, i32)>) -> Plan {
    let mut linked = vec![false; plan.items.len()];
    for link in &plan.links {
        linked[link.from] = true;
        linked[link.to] = true;
    }
    let mut spare: Index<ItemId, Vec<ItemId>> = Index::new();
    for (at, item) in plan.items.iter().enumerate() {
        let is_spare = item.kind == Some(Kind::Subnet) && item.look == Look::Subnet;
        let is_empty = item.children.is_empty() && !linked[at] && !pins.contains_key(&*item.id);
        if let Some(network) = item.parent.filter(|_| is_spare && is_empty) {
            spare.get_or_default(network).push(at);
        }
    }
    let mut shown: Vec<ItemId> = (0..plan.items.len()).collect();
    for (&network, inside) in spare.iter().filter(|(_, inside)| inside.len() > SPARE) {
        let box_of_all = plan.add(Item {
            id: format!("subnets@{}", plan.items[network].id).into(),
            shape: Shape::Endpoint,
            look: Look::Subnet,
            lines: vec![Line::heading_count(LabelId::SpareSubnets, inside.len())],
            ..frame(&plan.items[network], Some(network))
        });
        for &subnet in inside {
            shown[subnet] = box_of_all;
        }
    }
    for place in plan.places.values_mut() {
        *place = shown.get(*place).copied().unwrap_or(*place);
    }
    let mut kept: Vec<bool> = shown.iter().enumerate().map(|(at, &by)| at == by).collect();
    kept.resize(plan.items.len(), true);
    plan.retain(&kept)
}

/// Where networks of several projects are drawn, each project is a container around its own.
pub(super) fn by_project(plan: &mut Plan, scenario: &Scenario) {
    let mut projects: Index<Rc<str>, Vec<ItemId>> = Index::new();
    for root in plan.roots(LaneKind::Vpc) {
        if plan.items[root].kind == Some(Kind::Network) {
            projects
                .get_or_default(Rc::clone(&plan.items[root].project))
                .push(root);
        }
    }
    if projects.len() < 2 {
        return;
    }
    for (project, inside) in projects.iter().filter(|(project, _)| !project.is_empty()) {
        let Some(&first) = inside.first() else {
            continue;
        };
        let id = Id::new(Kind::Project, Name::global("", &**project));
        let item = Item {
            id: scenario.short(&id).into(),
            kind: Some(Kind::Project),
            lines: vec![Line::title(project)],
            ..frame(&plan.items[first], None)
        };
        let container = plan.add(item);
        for &network in inside {
            plan.put(network, container);
        }
    }
}

/// A thin frame beside or inside what it is like.
fn frame(like: &Item, parent: Option<ItemId>) -> Item {
    Item {
        id: Rc::from(""),
        kind: None,
        shape: Shape::Container,
        look: Look::Frame,
        lane: like.lane,
        parent,
        children: Vec::new(),
        rank: 0,
        region: Rc::from(""),
        project: Rc::clone(&like.project),
        lines: Vec::new(),
        collapsed: false,
    }
}

/// Closes containers: what is in them is shown by them.
pub(super) fn collapse(plan: &mut Plan, collapsed: &[String]) {
    let closed: Set<ItemId> = Set::from_iter(
        collapsed
            .iter()
            .filter_map(|id| plan.find(id))
            .filter(|&item| !plan.items[item].children.is_empty()),
    );
    if closed.is_empty() {
        return;
    }
    // What shows each item now: the outermost closed container around it, or itself.
    let shown: Vec<ItemId> = (0..plan.items.len())
        .map(|item| {
            let (mut at, mut by) = (item, item);
            while let Some(parent) = plan.items[at].parent {
                if closed.contains(&parent) {
                    by = parent;
                }
                at = parent;
            }
            by
        })
        .collect();
    for &container in closed.keys() {
        let inside = (0..plan.items.len())
            .filter(|&item| {
                item != container
                    && plan.items[item].children.is_empty()
                    && plan.is_inside(item, container)
            })
            .count();
        let item = &mut plan.items[container];
        item.collapsed = true;
        item.lines.push(Line::count(LabelId::Inside, inside));
    }
    for &container in closed.keys() {
        plan.items[container].children.clear();
    }
    for place in plan.places.values_mut() {
        *place = shown[*place];
    }
    plan.links = plan
        .links
        .iter()
        .map(|link| crate::plan::Link {
            from: shown[link.from],
            to: shown[link.to],
            kind: link.kind,
        })
        .filter(|link| link.from != link.to)
        .collect();
}
