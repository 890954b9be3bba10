//! What of a scenario is drawn, and in what it is drawn: one file a part of the picture.

mod edge;
mod group;
mod load_balancer;
mod machines;
mod need;
mod outside;
mod serverless;
mod vpc;

use std::net::IpAddr;
use std::rc::Rc;

use hopscope_model::order;
use hopscope_model::request::{Source, TargetHost};
use hopscope_model::resource::Resource;
use hopscope_model::says::LabelId;
use hopscope_model::{Id, Index, Kind, Name, Ref, Scenario, Set};

use crate::plan::{Item, ItemId, Line, Plan};
use crate::scene::{LaneKind, Look, Shape};

/// What is to be drawn of a scenario, with the containers closed that its view says are.
pub(crate) fn gather(scenario: &Scenario) -> Plan {
    let mut plan = gather_open(scenario);
    group::collapse(&mut plan, &scenario.view.collapsed);
    plan
}

/// The same, with every container open.
pub(crate) fn gather_open(scenario: &Scenario) -> Plan {
    let mut gather = Gather {
        scenario,
        plan: Plan::default(),
        addresses: Index::new(),
        ports: Index::new(),
        twins: Set::new(),
    };
    for process in &scenario.resources.processes {
        gather.ports.get_or_default(&process.on).add(process.port);
    }
    gather.outside();
    gather.networks();
    gather.machines();
    gather.serverless();
    gather.forwarding_rules();
    gather.hybrid();
    gather.requested();
    gather.unread();
    gather.edge();
    gather.addresses_shown();
    let mut plan = group::spare_subnets(gather.plan, &scenario.view.pins);
    group::by_region(&mut plan);
    group::by_project(&mut plan, scenario);
    plan.sort();
    plan
}

/// The plan as it grows.
struct Gather<'a> {
    scenario: &'a Scenario,
    plan: Plan,
    /// Which item has an address.
    addresses: Index<IpAddr, ItemId>,
    /// On which ports processes listen, by machine.
    ports: Index<&'a Id, Set<u16>>,
    /// Workloads of one kind and name in several regions: their region is worth a line.
    twins: Set<(Kind, &'a str)>,
}

impl Gather<'_> {
    /// An item for a resource: an endpoint on its own in its lane, to be changed by who asked for it.
    fn item(&self, id: &Id, lane: LaneKind) -> Item {
        Item {
            id: self.scenario.short(id).into(),
            kind: Some(id.kind),
            shape: Shape::Endpoint,
            look: Look::Plain,
            lane,
            parent: None,
            children: Vec::new(),
            rank: 0,
            region: Rc::from(""),
            project: Rc::from(&*id.name.project),
            lines: vec![Line::title(own_name(&id.name))],
            collapsed: false,
        }
    }

    /// An item for what is in no configuration.
    fn synthetic(&self, id: &str, label: LabelId, shape: Shape, lane: LaneKind) -> Item {
        Item {
            id: id.into(),
            kind: None,
            shape,
            look: Look::Plain,
            lane,
            parent: None,
            children: Vec::new(),
            rank: 0,
            region: Rc::from(""),
            project: Rc::from(""),
            lines: vec![Line::heading(label)],
            collapsed: false,
        }
    }

    /// What shows a resource that something refers to; where it is not in the scenario, a dotted box.
    fn referred<R: Resource>(
        &mut self,
        reference: &Ref<R>,
        lane: LaneKind,
        parent: Option<ItemId>,
    ) -> ItemId {
        self.known_or_ghost(&Id::new(R::KIND, reference.name().clone()), lane, parent)
    }

    fn known_or_ghost(&mut self, id: &Id, lane: LaneKind, parent: Option<ItemId>) -> ItemId {
        if let Some(known) = self.plan.find(&self.scenario.short(id)) {
            return known;
        }
        let mut item = self.item(id, lane);
        item.look = Look::Ghost;
        item.parent = parent;
        item.rank = 9;
        item.lines.push(Line::kind(id.kind));
        item.lines.push(Line::word(LabelId::Missing));
        self.plan.add(item)
    }

    fn shown_by(&mut self, kind: Kind, name: &Name, item: ItemId) {
        let short = self.scenario.short(&Id::new(kind, name.clone()));
        self.plan.shown_by(short, item);
    }

    /// Sources and targets of requests that are not in the scenario.
    fn requested(&mut self) {
        let scenario = self.scenario;
        let mut asked: Vec<&Id> = Vec::new();
        for request in &scenario.requests {
            match &request.from {
                Source::Workload(id) | Source::Interface(id, _) => asked.push(id),
                _ => {}
            }
            if let TargetHost::Thing(id) = &request.to.host {
                asked.push(id);
            }
        }
        order::sort(&mut asked);
        for id in asked {
            if let Some(lane) = lane_of(id.kind)
                && !scenario.resources.contains(id)
            {
                self.known_or_ghost(id, lane, None);
            }
        }
    }

    /// Objects that could not be read whole: drawn where they would be, so that nobody takes them for absent.
    fn unread(&mut self) {
        let scenario = self.scenario;
        let mut unread: Vec<_> = scenario.resources.unread.iter().collect();
        order::sort(&mut unread);
        for object in unread {
            let Some(lane) = lane_of(object.kind) else {
                continue;
            };
            let name = Name::new(&*object.project, &*object.location, &*object.name);
            let mut item = self.item(&Id::new(object.kind, name), lane);
            item.look = Look::Ghost;
            item.rank = 9;
            item.lines.push(Line::kind(object.kind));
            item.lines.push(Line::word(LabelId::Unread));
            if let Some(network) = &object.network {
                item.parent = Some(self.network(network));
            }
            self.plan.add(item);
        }
    }

    /// Reserved addresses are shown by what has them.
    fn addresses_shown(&mut self) {
        let scenario = self.scenario;
        for (name, address) in &scenario.resources.addresses {
            if let Some(&item) = self.addresses.get(&address.address) {
                self.shown_by(Kind::Address, name, item);
            }
        }
    }
}

/// The last part of a name: of `CLUSTER/NAMESPACE/POD` it is `POD`.
fn own_name(name: &Name) -> &str {
    name.name.rsplit('/').next().unwrap_or_default()
}

/// The lane in which a resource of a kind stands, if it is a box of its own.
fn lane_of(kind: Kind) -> Option<LaneKind> {
    Some(match kind {
        Kind::RunService | Kind::RunJob | Kind::Function | Kind::App => LaneKind::Serverless,
        Kind::Instance
        | Kind::Pod
        | Kind::Cluster
        | Kind::Sql
        | Kind::Connector
        | Kind::Network
        | Kind::Subnet => LaneKind::Vpc,
        Kind::ForwardingRule | Kind::Zone => LaneKind::Edge,
        Kind::Host => LaneKind::Internet,
        Kind::OnPremNetwork => LaneKind::OnPrem,
        _ => return None,
    })
}
