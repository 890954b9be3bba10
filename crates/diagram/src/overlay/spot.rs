//! Where in the picture a step happens.

use std::net::IpAddr;

use hopscope_model::resource::route::NextHop;
use hopscope_model::result::{Outcome, Step};
use hopscope_model::says::SaysId;
use hopscope_model::{Id, Kind, Scenario, State};

use crate::scene::{Scene, Shape, synthetic};

/// Where a step happens, seen from where the packet is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Spot {
    /// At this node.
    At(usize),
    /// Where the packet is: something about it is decided there.
    Here,
    /// On the way from where the packet is to wherever it goes next.
    Leaving,
    /// A question to this node, with the packet staying where it is.
    Asks(usize),
}

/// What is needed to find spots.
pub(super) struct Spots<'a> {
    pub(super) scene: &'a Scene,
    pub(super) scenario: &'a Scenario,
    pub(super) outcome: &'a Outcome,
}

impl Spots<'_> {
    fn node(&self, id: &str) -> Option<usize> {
        self.scene.places.get(id).copied()
    }

    pub(super) fn is_container(&self, node: usize) -> bool {
        self.scene
            .nodes
            .get(node)
            .is_some_and(|node| node.shape == Shape::Container && !node.collapsed)
    }

    /// Whether a node is a container, or in it.
    pub(super) fn is_within(&self, node: usize, container: usize) -> bool {
        let mut at = Some(node);
        while let Some(here) = at {
            if here == container {
                return true;
            }
            at = self.scene.nodes.get(here).and_then(|node| node.parent);
        }
        false
    }

    /// The spot of a step while the packet is at `here`.
    pub(super) fn spot(&self, step: &Step, here: Option<usize>) -> Spot {
        let named = step.resource.as_deref().and_then(|id| self.node(id));
        match step.state {
            State::ResolveName => {
                let asked = named
                    .filter(|&node| self.answers(node, step.says.id))
                    .or_else(|| self.node(synthetic::DNS));
                asked
                    .filter(|node| Some(*node) != here)
                    .map_or(Spot::Here, Spot::Asks)
            }
            State::StartFromInternet
            | State::StartFromGoogleService
            | State::StartFromPrivateNetwork => named
                .or_else(|| self.started(step))
                .map_or(Spot::Here, Spot::At),
            State::ProxyConnection if step.resource.is_none() => self
                .node(synthetic::GOOGLE_FRONT_END)
                .or_else(|| self.node(synthetic::GOOGLE_APIS))
                .map_or(Spot::Leaving, Spot::At),
            // A load balancer looks at its backends; nothing goes there yet.
            State::AnalyzeLoadBalancerBackend => Spot::Here,
            // What a workload or machine decides about its own packets, and what is checked of their source.
            State::ServerlessExternalConnection
            | State::ApplyEgressFirewallRule
            | State::CheckPrivateGoogleAccess
            | State::CheckServicePerimeter => self.by(here),
            State::DirectVpcEgressConnection | State::Nat if named == here => self.by(here),
            State::Deliver => named
                .or_else(|| self.reached(step))
                .map_or(Spot::Here, Spot::At),
            State::Forward => named
                .filter(|&node| !self.is_container(node))
                .map_or(Spot::Here, Spot::At),
            State::Drop | State::Abort | State::Reject => Spot::Here,
            _ => match named {
                Some(node) if self.is_container(node) => match here {
                    Some(here) if self.is_within(here, node) => self.by(Some(here)),
                    _ => Spot::At(node),
                },
                Some(node) => Spot::At(node),
                None => Spot::Here,
            },
        }
    }

    /// Whether a node is what was asked, and not what the answer leads to.
    fn answers(&self, node: usize, says: SaysId) -> bool {
        let by_server = matches!(
            says,
            SaysId::ResolveNameServer
                | SaysId::ResolveAlternative
                | SaysId::ResolveForwarded
                | SaysId::ResolveServfail
        );
        match self.scene.nodes.get(node).map(|node| node.shape) {
            Some(Shape::Checkpoint) => true,
            Some(Shape::Endpoint | Shape::Hop) => by_server,
            _ => false,
        }
    }

    /// At a border things are decided there; at a box, on the way out of it.
    fn by(&self, here: Option<usize>) -> Spot {
        match here {
            Some(node) if self.is_container(node) => Spot::Here,
            _ => Spot::Leaving,
        }
    }

    /// Where a request starts whose first step names no resource.
    fn started(&self, step: &Step) -> Option<usize> {
        let address = step
            .says
            .args
            .get("address")
            .and_then(|text| self.at_address(text));
        match step.state {
            State::StartFromGoogleService => self
                .node(synthetic::GOOGLE_APIS)
                .or_else(|| self.node(synthetic::GOOGLE_FRONT_END)),
            State::StartFromPrivateNetwork => address.or_else(|| {
                let network = step.says.args.get("network")?;
                self.node(&format!("{}/{network}", Kind::OnPremNetwork))
            }),
            _ => address,
        }
        .or_else(|| self.node(&self.outcome.from))
        .or_else(|| self.node(synthetic::INTERNET))
    }

    /// What was reached, where the last step names no resource.
    fn reached(&self, step: &Step) -> Option<usize> {
        let reached = self.outcome.reached.as_ref();
        if let Some(node) = reached.and_then(|reached| self.node(reached.resource.as_deref()?)) {
            return Some(node);
        }
        let target = reached.map_or_else(
            || {
                step.says
                    .args
                    .get("target")
                    .map(String::as_str)
                    .unwrap_or_default()
            },
            |reached| reached.target.as_str(),
        );
        match target {
            "GOOGLE_API" => self.node(synthetic::GOOGLE_APIS),
            "INTERNET" => self
                .destination(step)
                .or_else(|| self.node(synthetic::INTERNET)),
            _ => None,
        }
    }

    /// Where a packet would go next: to the next hop of the route that was chosen, or to what has the address it is
    /// for.
    pub(super) fn destination(&self, step: &Step) -> Option<usize> {
        if let Some(hop) = self.next_hop(step) {
            return Some(hop);
        }
        self.at_address(&step.packet.as_ref()?.destination)
    }

    /// The next hop of the route that a step names, if it is drawn.
    fn next_hop(&self, step: &Step) -> Option<usize> {
        let named = step.resource.as_deref()?;
        let (_, route) = self.scenario.resources.routes.iter().find(|(name, _)| {
            self.scenario.short(&Id::new(Kind::Route, (*name).clone())) == named
        })?;
        let id = match &route.next_hop {
            NextHop::Instance(machine) => Id::new(Kind::Instance, machine.name().clone()),
            NextHop::ForwardingRule(rule) => Id::new(Kind::ForwardingRule, rule.name().clone()),
            NextHop::VpnTunnel(tunnel) => Id::new(Kind::VpnTunnel, tunnel.name().clone()),
            NextHop::Attachment(link) => Id::new(Kind::Attachment, link.name().clone()),
            NextHop::Hub(hub) => Id::new(Kind::Hub, hub.name().clone()),
            NextHop::Ip(address) | NextHop::ForwardingRuleIp(address) => {
                return self.at_address(&address.to_string());
            }
            _ => return None,
        };
        self.node(&self.scenario.short(&id))
    }

    /// The node that has an address.
    fn at_address(&self, text: &str) -> Option<usize> {
        let address: IpAddr = text.parse().ok()?;
        let resources = &self.scenario.resources;
        let id = |kind, name: &hopscope_model::Name| Some(Id::new(kind, name.clone()));
        let found = resources
            .forwarding_rules
            .iter()
            .find(|(_, rule)| rule.address == Some(address))
            .and_then(|(name, _)| id(Kind::ForwardingRule, name))
            .or_else(|| {
                let has = |interface: &hopscope_model::resource::instance::Interface| {
                    interface.address == Some(address)
                        || interface.external_address == Some(address)
                };
                let (name, _) = resources
                    .instances
                    .iter()
                    .find(|(_, instance)| instance.interfaces.iter().any(has))?;
                id(Kind::Instance, name)
            })
            .or_else(|| {
                let (name, _) = resources
                    .pods
                    .iter()
                    .find(|(_, pod)| pod.address == Some(address))?;
                id(Kind::Pod, name)
            })
            .or_else(|| {
                let (name, _) = resources
                    .hosts
                    .iter()
                    .find(|(_, host)| host.addresses.contains(&address))?;
                id(Kind::Host, name)
            })
            .or_else(|| {
                let (name, _) = resources.sqls.iter().find(|(_, sql)| {
                    sql.private_address == Some(address) || sql.public_address == Some(address)
                })?;
                id(Kind::Sql, name)
            })?;
        self.node(&self.scenario.short(&found))
    }
}
