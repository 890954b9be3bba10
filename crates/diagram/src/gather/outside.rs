//! Hosts on the internet, on-premises networks and the hosts in them.

use std::fmt::Write;
use std::net::IpAddr;

use hopscope_model::resource::Host;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::{Id, Kind, Name, Ref, Set};

use super::Gather;
use crate::plan::{ItemId, Line};
use crate::scene::{LaneKind, Look, Shape, WireKind};

impl Gather<'_> {
    pub(super) fn outside(&mut self) {
        let scenario = self.scenario;
        for (name, network) in &scenario.resources.onprem_networks {
            let mut item = self.item(
                &Id::new(Kind::OnPremNetwork, name.clone()),
                LaneKind::OnPrem,
            );
            item.shape = Shape::Container;
            item.look = Look::Network;
            item.lines
                .extend(network.ranges.iter().take(2).map(Line::mono));
            self.plan.add(item);
        }
        for (name, host) in &scenario.resources.hosts {
            self.host(name, host);
        }
    }

    fn host(&mut self, name: &Name, host: &Host) {
        let lane = match host.at {
            Some(_) => LaneKind::OnPrem,
            None => LaneKind::Internet,
        };
        let parent = host.at.as_ref().map(|network| {
            let item = self.referred(network, lane, None);
            self.plan.items[item].shape = Shape::Container;
            item
        });
        let mut item = self.item(&Id::new(Kind::Host, name.clone()), lane);
        item.parent = parent;
        item.lines
            .extend(host.dns_names.first().map(|name| Line::note(name)));
        item.lines.extend(
            host.addresses
                .first()
                .map(|address| self.address_line(address, &Id::new(Kind::Host, name.clone()))),
        );
        let item = self.plan.add(item);
        for address in &host.addresses {
            self.addresses.insert_first(*address, item);
        }
    }

    /// An address and the ports on which processes listen there.
    pub(super) fn address_line(&self, address: &IpAddr, machine: &Id) -> Line {
        let mut text = address.to_string();
        for port in self
            .ports
            .get(machine)
            .into_iter()
            .flat_map(Set::keys)
            .take(2)
        {
            let _ = write!(text, " :{port}");
        }
        Line::mono(text)
    }

    /// VPN tunnels and VLAN attachments: in the network of their router, wired to what is behind them.
    pub(super) fn hybrid(&mut self) {
        let resources = &self.scenario.resources;
        for (name, tunnel) in &resources.vpn_tunnels {
            let router = tunnel.router.as_ref();
            let by_route = resources.routes.values().find_map(|route| {
                let hop =
                    hopscope_model::resource::route::NextHop::VpnTunnel(Ref::to(name.clone()));
                (route.next_hop == hop).then_some(&route.network)
            });
            let network = router
                .and_then(|router| resources.get(router))
                .map_or(by_route, |router| Some(&router.network));
            let parent = network.map(|network| self.network(network));
            self.link_hop(&Id::new(Kind::VpnTunnel, name.clone()), parent);
        }
        for (name, attachment) in &resources.attachments {
            let router = attachment.router.as_ref();
            let parent = router
                .and_then(|router| resources.get(router))
                .map(|router| self.network(&router.network));
            self.link_hop(&Id::new(Kind::Attachment, name.clone()), parent);
        }
        for (name, network) in &resources.onprem_networks {
            let here = self
                .scenario
                .short(&Id::new(Kind::OnPremNetwork, name.clone()));
            let Some(here) = self.plan.find(&here) else {
                continue;
            };
            for via in &network.via {
                let hop = match via {
                    OnPremLink::VpnTunnel(tunnel) => self.referred(tunnel, LaneKind::OnPrem, None),
                    OnPremLink::Attachment(link) => self.referred(link, LaneKind::OnPrem, None),
                };
                self.plan.link(hop, here, WireKind::Hybrid);
            }
        }
        self.hubs();
    }

    fn link_hop(&mut self, id: &Id, parent: Option<ItemId>) {
        let lane = match parent {
            Some(_) => LaneKind::Vpc,
            None => LaneKind::OnPrem,
        };
        let mut item = self.item(id, lane);
        item.shape = Shape::Hop;
        item.rank = 6;
        item.parent = parent;
        item.region = id.name.region().into();
        item.lines.push(Line::kind(id.kind));
        self.plan.add(item);
    }

    /// Network Connectivity Center: a hub, wired to the networks that are its spokes.
    fn hubs(&mut self) {
        let resources = &self.scenario.resources;
        for name in resources.hubs.keys() {
            let mut item = self.item(&Id::new(Kind::Hub, name.clone()), LaneKind::Vpc);
            item.shape = Shape::Hop;
            item.rank = 8;
            item.lines.push(Line::kind(Kind::Hub));
            self.plan.add(item);
        }
        for (name, spoke) in &resources.spokes {
            let Some(hub) = spoke.hub.as_ref().and_then(|hub| {
                let id = Id::new(Kind::Hub, hub.name().clone());
                self.plan.find(&self.scenario.short(&id))
            }) else {
                continue;
            };
            self.shown_by(Kind::Spoke, name, hub);
            if let Some(network) = &spoke.network {
                let network = self.network(network);
                self.plan.link(hub, network, WireKind::Hybrid);
            }
            for link in &spoke.links {
                let link = match link {
                    OnPremLink::VpnTunnel(tunnel) => self.referred(tunnel, LaneKind::OnPrem, None),
                    OnPremLink::Attachment(own) => self.referred(own, LaneKind::OnPrem, None),
                };
                self.plan.link(hub, link, WireKind::Hybrid);
            }
        }
    }

    /// What has an address: a host, a machine, a pod, a forwarding rule.
    pub(super) fn at_address(&self, address: Option<IpAddr>) -> Option<ItemId> {
        self.addresses.get(&address?).copied()
    }

    /// SSH tunnels lead from who runs them to the machine at their other end.
    pub(super) fn tunnels(&mut self) {
        let scenario = self.scenario;
        for tunnel in &scenario.resources.tunnels {
            let through = self.referred(&tunnel.through, LaneKind::Vpc, None);
            if let Some(on) = self.plan.find(&scenario.short(&tunnel.on)) {
                self.plan.link(on, through, WireKind::Proxy);
            }
        }
    }
}
