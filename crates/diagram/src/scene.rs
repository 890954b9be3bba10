//! What a picture is made of, in plain numbers: nodes, wires, and the trace laid over them.
//!
//! A unit is one CSS pixel at 100 %; every position is a whole number. Whatever draws a scene (the page, the SVG
//! writer) only places these numbers, and puts words where a [`Text`] asks for them.

use std::rc::Rc;

use hopscope_model::Index;
use hopscope_model::Kind;
use hopscope_model::says::LabelId;

pub use crate::geometry::{Point, Rect};
pub use crate::laid::{
    BADGE_RADIUS, Badge, END_RADIUS, EndMark, Overlay, PORT_SIDE, Segment, Sign,
};

/// A whole picture without any trace.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Scene {
    /// Everything that is drawn lies within this, with a margin.
    pub bounds: Rect,
    /// Lanes that have something, from left to right.
    pub lanes: Vec<Lane>,
    /// What is drawn; a container always before what is in it, so that this is the order to paint in.
    pub nodes: Vec<Rc<Node>>,
    /// Connections that the configuration makes. Painted above containers, below everything else.
    pub wires: Vec<Rc<Wire>>,
    /// The node that shows a resource, by short reference: itself, or what stands for it (a route or firewall rule
    /// is shown by its network, a backend service by its forwarding rule, what is in a collapsed container by that
    /// container). Resources that nothing shows are not in it.
    pub places: Rc<Index<Rc<str>, usize>>,
}

/// A column of the picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Lane {
    /// Which.
    pub kind: LaneKind,
    /// Its heading.
    pub title: Text,
    /// Where the heading's base line begins.
    pub at: Point,
    /// Left and right side of what is in it.
    pub span: (i32, i32),
}

/// The columns, from left to right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum LaneKind {
    /// The internet and hosts on it.
    Internet,
    /// DNS, Google front ends, Google APIs, load balancers that face the internet.
    Edge,
    /// Cloud Run services and jobs, functions, App Engine.
    Serverless,
    /// VPC networks and what is in them.
    Vpc,
    /// On-premises networks and hosts in them.
    OnPrem,
}

/// Something drawn. Its id is the short reference of a resource (`run/asia-northeast1/web`), or one of the names
/// in [`synthetic`] for what is in no configuration.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Node {
    /// Stable from one layout to the next.
    pub id: Rc<str>,
    /// The kind of resource it stands for; `None` for what is in no configuration.
    pub kind: Option<Kind>,
    /// Its shape, which says what it does to a packet.
    pub shape: Shape,
    /// In which lane.
    pub lane: LaneKind,
    /// Position in [`Scene::nodes`] of the container that holds it.
    pub parent: Option<usize>,
    /// Where.
    pub rect: Rect,
    /// The outline as an SVG path, with the rectangle's upper left corner at 0 0.
    pub d: Rc<str>,
    /// What is written in it; positions are from the rectangle's upper left corner. The first is the title.
    pub labels: Vec<Label>,
    /// How it is drawn.
    pub look: Look,
    /// Its position comes from the scenario's pins.
    pub pinned: bool,
    /// A container that is shown without what is in it.
    pub collapsed: bool,
    /// Where a new connection can be pulled out of it, from the rectangle's upper left corner.
    pub port: Option<Point>,
}

/// What a shape says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Shape {
    /// Diamond: decides (DNS).
    Checkpoint,
    /// Pill: passes on (front end, NAT, gateway, load balancer, connector, PSC endpoint).
    Hop,
    /// Rounded rectangle: where connections start and end.
    Endpoint,
    /// Thin border around others: project, VPC, region, subnet.
    Container,
}

/// How a node's border and ground are drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Look {
    /// Panel with a thin border.
    Plain,
    /// A project or region: border only.
    Frame,
    /// A VPC network or on-premises network: a hint of the accent.
    Network,
    /// A subnet or cluster: dashed border.
    Subnet,
    /// Referred to, but not in the scenario: dotted border, no ground.
    Ghost,
}

/// A line of text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Label {
    /// Where its base line begins, or its middle is.
    pub at: Point,
    /// Which of the two.
    pub anchor: Anchor,
    /// In what manner.
    pub style: Style,
    /// The widest it may be; longer text is shortened with [`crate::fit`], whole in the tooltip.
    pub room: i32,
    /// What it says.
    pub text: Text,
}

/// What of a text is at its position.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
}

/// The manner of a text.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Style {
    /// 12 px, semibold, ink.
    Title,
    /// 11 px, third ink: kinds, settings, counts.
    Note,
    /// 11 px, monospace, second ink: what a machine would print.
    Mono,
    /// 11 px, semibold, letter-spaced, third ink: the heading of a lane.
    Lane,
}

/// What a label says: as it stands, or words of a language that `hopscope-text` knows.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Text {
    /// Names, addresses, words of `gcloud`: the same in every language.
    Plain(Rc<str>),
    /// The name of a kind of resource.
    Kind(Kind),
    /// A label, with its arguments in the order of [`LabelId::args`].
    Word(LabelId, Vec<String>),
}

/// A connection that the configuration makes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Wire {
    /// Position in [`Scene::nodes`] of where it begins.
    pub from: usize,
    /// Position in [`Scene::nodes`] of where it ends.
    pub to: usize,
    /// What it stands for.
    pub kind: WireKind,
    /// Its corners, first to last.
    pub points: Vec<Point>,
    /// The same as an SVG path, with rounded corners.
    pub d: Rc<str>,
}

/// What a wire stands for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum WireKind {
    /// A serverless workload enters a VPC: Direct VPC egress or a connector.
    VpcAccess,
    /// A NAT gateway serves a subnet, or leads to the internet.
    Nat,
    /// VPC peering.
    Peering,
    /// A forwarding rule to its backends, or a PSC endpoint to what it stands for.
    Forwarding,
    /// A DNS zone and the network that sees it.
    Zone,
    /// A further interface of a VM, in another subnet.
    Interface,
    /// A VPN tunnel or VLAN attachment.
    Hybrid,
    /// A proxy or SSH tunnel that a client uses.
    Proxy,
}

/// A row of the outline: the same things as a tree, for those who read rather than look.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineRow {
    /// How deep in the tree, from 0.
    pub depth: u8,
    /// Id of the node; several rows may lead to one (routes and firewall rules to their network). Headings that
    /// stand for no node have an id of their own, which begins with `outline:`.
    pub id: Rc<str>,
    /// The resources it stands for, as short references: one, or all of a count.
    pub resources: Vec<Rc<str>>,
    /// Its sign.
    pub shape: Shape,
    /// What it is called.
    pub title: Text,
    /// What is worth knowing at a glance.
    pub detail: Vec<Text>,
    /// Referred to, but not in the scenario.
    pub missing: bool,
}

/// Ids of nodes that stand for what is in no configuration.
pub mod synthetic {
    /// The internet, other than the hosts that a scenario names.
    pub const INTERNET: &str = "internet";
    /// Name resolution.
    pub const DNS: &str = "dns";
    /// Google front ends, before Cloud Run and global load balancers.
    pub const GOOGLE_FRONT_END: &str = "google-front-end";
    /// Google's APIs and services.
    pub const GOOGLE_APIS: &str = "google-apis";
}

impl Scene {
    /// The node that shows a resource, by its short reference or a name in [`synthetic`].
    pub fn node(&self, id: &str) -> Option<&Rc<Node>> {
        self.nodes.get(*self.places.get(id)?)
    }

    /// The same scene, with every node and wire that did not change taken from `previous`, so that whoever
    /// compares pointers sees what is new and nothing else.
    #[must_use]
    pub fn reusing(mut self, previous: &Self) -> Self {
        let before: Index<&str, &Rc<Node>> =
            Index::from_iter(previous.nodes.iter().map(|node| (&*node.id, node)));
        for node in &mut self.nodes {
            if let Some(old) = before.get(&*node.id)
                && **old == *node
            {
                *node = Rc::clone(old);
            }
        }
        let before: Index<(usize, usize, WireKind), &Rc<Wire>> = Index::from_iter(
            previous
                .wires
                .iter()
                .map(|wire| ((wire.from, wire.to, wire.kind), wire)),
        );
        for wire in &mut self.wires {
            if let Some(old) = before.get(&(wire.from, wire.to, wire.kind))
                && **old == *wire
            {
                *wire = Rc::clone(old);
            }
        }
        self
    }
}
