//! The same things as a tree of rows, for those who read rather than look.

use std::rc::Rc;

use hopscope_model::order;
use hopscope_model::says::LabelId;
use hopscope_model::{Id, Index, Kind, Scenario, Set};

use crate::gather::gather_open;
use crate::plan::{ItemId, Plan};
use crate::scene::{LaneKind, Look, OutlineRow, Shape, Text};

/// The outline of a scenario: workloads, networks with all that is in them, what faces the internet, name
/// resolution, hosts; then what has no box of its own, by kind.
pub fn outline(scenario: &Scenario) -> Vec<OutlineRow> {
    let plan = gather_open(scenario);
    let mut rows = Rows {
        scenario,
        plan: &plan,
        rows: Vec::new(),
        ruled: Index::new(),
    };
    rows.count_rules();
    rows.group(
        LabelId::LaneServerless,
        Shape::Endpoint,
        &rows.roots(LaneKind::Serverless),
    );
    for network in rows.roots(LaneKind::Vpc) {
        rows.tree(network, 0);
    }
    let (zones, others): (Vec<ItemId>, Vec<ItemId>) = rows
        .roots(LaneKind::Edge)
        .into_iter()
        .filter(|&item| plan.items[item].kind.is_some())
        .partition(|&item| plan.items[item].shape == Shape::Checkpoint);
    rows.group(LabelId::LaneEdge, Shape::Hop, &others);
    rows.group(LabelId::CloudDns, Shape::Checkpoint, &zones);
    let hosts: Vec<ItemId> = rows
        .roots(LaneKind::Internet)
        .into_iter()
        .filter(|&item| plan.items[item].kind.is_some())
        .collect();
    rows.group(LabelId::LaneInternet, Shape::Endpoint, &hosts);
    for network in rows.roots(LaneKind::OnPrem) {
        rows.tree(network, 0);
    }
    rows.rest();
    rows.rows
}

struct Rows<'a> {
    scenario: &'a Scenario,
    plan: &'a Plan,
    rows: Vec<OutlineRow>,
    /// Firewall rules and routes by the network that they are for.
    ruled: Index<(ItemId, Kind), Vec<Rc<str>>>,
}

impl Rows<'_> {
    fn roots(&self, lane: LaneKind) -> Vec<ItemId> {
        let mut roots = self.plan.roots(lane);
        order::sort_by_cached_key(&mut roots, |&item| self.plan.key(item));
        roots
    }

    fn count_rules(&mut self) {
        let resources = &self.scenario.resources;
        for kind in [Kind::Firewall, Kind::Route] {
            for name in resources.names(kind) {
                let id = self.scenario.short(&Id::new(kind, name.clone()));
                if let Some(network) = self.plan.find(&id) {
                    self.ruled.get_or_default((network, kind)).push(id.into());
                }
            }
        }
    }

    /// A heading and the rows below it; nothing where there are none.
    fn group(&mut self, heading: LabelId, shape: Shape, items: &[ItemId]) {
        if items.is_empty() {
            return;
        }
        self.heading(
            format!("outline:{heading}"),
            Text::Word(heading, Vec::new()),
            shape,
        );
        for &item in items {
            self.tree(item, 1);
        }
    }

    fn heading(&mut self, id: String, title: Text, shape: Shape) {
        self.rows.push(OutlineRow {
            depth: 0,
            id: id.into(),
            resources: Vec::new(),
            shape,
            title,
            detail: Vec::new(),
            missing: false,
        });
    }

    /// An item and all that is in it.
    fn tree(&mut self, item: ItemId, depth: u8) {
        let plan = self.plan;
        let value = &plan.items[item];
        let mut texts = value.lines.iter().map(|line| line.text.clone());
        let title = texts.next().unwrap_or(Text::Plain(Rc::clone(&value.id)));
        let network = value.kind == Some(Kind::Network);
        let detail: Vec<Text> = match value.kind {
            // The heading says what its own rows do not.
            Some(Kind::Network) if value.look != Look::Ghost => vec![Text::Kind(Kind::Network)],
            _ => texts
                .filter(|text| !matches!(text, Text::Plain(text) if text.is_empty()))
                .collect(),
        };
        self.rows.push(OutlineRow {
            depth,
            id: Rc::clone(&value.id),
            resources: match value.kind {
                Some(_) => vec![Rc::clone(&value.id)],
                None => self.counted(item),
            },
            shape: value.shape,
            title,
            detail,
            missing: value.look == Look::Ghost,
        });
        for &child in &value.children {
            self.tree(child, depth.saturating_add(1));
        }
        if network {
            for (kind, label) in [
                (Kind::Firewall, LabelId::Firewalls),
                (Kind::Route, LabelId::Routes),
            ] {
                let Some(rules) = self.ruled.get(&(item, kind)) else {
                    continue;
                };
                self.rows.push(OutlineRow {
                    depth: depth.saturating_add(1),
                    id: Rc::clone(&value.id),
                    resources: rules.clone(),
                    shape: Shape::Checkpoint,
                    title: Text::Word(label, vec![rules.len().to_string()]),
                    detail: Vec::new(),
                    missing: false,
                });
            }
        }
    }

    /// What a box that is in no configuration stands for.
    fn counted(&self, item: ItemId) -> Vec<Rc<str>> {
        let places = self.plan.places.iter();
        let mut counted: Vec<Rc<str>> = places
            .filter(|(id, at)| **at == item && **id != self.plan.items[item].id)
            .map(|(id, _)| Rc::clone(id))
            .collect();
        order::sort(&mut counted);
        counted
    }

    /// What has no box and no row yet, under the name of its kind; it leads to the box that shows it, if any.
    fn rest(&mut self) {
        let told: Set<Rc<str>> = Set::from_iter(
            self.rows
                .iter()
                .flat_map(|row| row.resources.iter().cloned()),
        );
        let mut kind_before = None;
        for id in self.scenario.resources.ids() {
            let short: Rc<str> = self.scenario.short(&id).into();
            if told.contains(&short) || id.kind == Kind::Project {
                continue;
            }
            if kind_before != Some(id.kind) {
                kind_before = Some(id.kind);
                self.heading(
                    format!("outline:{}", id.kind),
                    Text::Kind(id.kind),
                    Shape::Endpoint,
                );
            }
            let node = self
                .plan
                .find(&short)
                .map(|item| Rc::clone(&self.plan.items[item].id));
            self.rows.push(OutlineRow {
                depth: 1,
                id: node.unwrap_or_else(|| Rc::clone(&short)),
                resources: vec![short],
                shape: Shape::Endpoint,
                title: Text::Plain(Rc::clone(&Rc::from(&*id.name.name))),
                detail: match (id.name.is_global(), id.name.location.is_empty()) {
                    (false, false) => vec![Text::Plain(Rc::from(&*id.name.location))],
                    _ => Vec::new(),
                },
                missing: false,
            });
        }
    }
}
