//! VPC networks and their subnets.

use hopscope_model::resource::subnet::SubnetPurpose;
use hopscope_model::resource::{Network, Subnet};
use hopscope_model::says::LabelId;
use hopscope_model::{Id, Index, Kind, Name, Ref};

use super::Gather;
use crate::plan::{ItemId, Line};
use crate::scene::{LaneKind, Look, Shape, WireKind};

impl Gather<'_> {
    /// Networks, subnets, and what stands at a network without being in a subnet.
    pub(super) fn networks(&mut self) {
        let resources = &self.scenario.resources;
        let mut routes: Index<&Ref<Network>, usize> = Index::new();
        for route in resources.routes.values() {
            *routes.get_or_default(&route.network) += 1;
        }
        let mut firewalls: Index<&Ref<Network>, usize> = Index::new();
        for rule in resources.firewalls.values() {
            *firewalls.get_or_default(&rule.network) += 1;
        }
        for name in resources.networks.keys() {
            let mut item = self.item(&Id::new(Kind::Network, name.clone()), LaneKind::Vpc);
            item.shape = Shape::Container;
            item.look = Look::Network;
            let reference = Ref::to(name.clone());
            if let Some(&count) = routes.get(&reference) {
                item.lines.push(Line::count(LabelId::Routes, count));
            }
            if let Some(&count) = firewalls.get(&reference) {
                let line = Line::count(LabelId::Firewalls, count);
                item.lines.push(if item.lines.len() > 1 {
                    line.beside()
                } else {
                    line
                });
            }
            self.plan.add(item);
        }
        for (name, subnet) in &resources.subnets {
            let network = self.network(&subnet.network);
            self.add_subnet(name, subnet, network);
        }
        for (name, network) in &resources.networks {
            let here = self.network(&Ref::to(name.clone()));
            for peering in &network.peerings {
                let there = self.network(&peering.network);
                let part = Name::global(&*name.project, format!("{}/{}", name.name, peering.name));
                self.shown_by(Kind::Peering, &part, here);
                self.plan
                    .link(here.min(there), here.max(there), WireKind::Peering);
            }
        }
        self.shown_by_network();
    }

    /// Rules and routes have no box: their network shows them.
    fn shown_by_network(&mut self) {
        let resources = &self.scenario.resources;
        let mut shown: Vec<(Kind, &Name, &Ref<Network>)> = Vec::new();
        shown.extend(
            resources
                .routes
                .iter()
                .map(|(name, route)| (Kind::Route, name, &route.network)),
        );
        shown.extend(
            resources
                .firewalls
                .iter()
                .map(|(name, rule)| (Kind::Firewall, name, &rule.network)),
        );
        shown.extend(
            resources
                .policy_routes
                .iter()
                .map(|(name, route)| (Kind::PolicyRoute, name, &route.network)),
        );
        shown.extend(
            resources
                .routers
                .iter()
                .map(|(name, router)| (Kind::Router, name, &router.network)),
        );
        for (name, policy) in &resources.firewall_policies {
            shown.extend(
                policy
                    .networks
                    .first()
                    .map(|network| (Kind::FirewallPolicy, name, network)),
            );
        }
        for (kind, name, network) in shown {
            let network = self.network(network);
            self.shown_by(kind, name, network);
        }
        // A list of addresses is where a policy that names it is.
        for policy in resources.firewall_policies.values() {
            let groups = policy.rules.iter().flat_map(|rule| {
                let groups = rule.source_address_groups.iter();
                groups.chain(&rule.destination_address_groups)
            });
            for group in groups {
                if let Some(network) = policy.networks.first()
                    && resources.get(group).is_some()
                {
                    let network = self.network(network);
                    self.shown_by(Kind::AddressGroup, group.name(), network);
                }
            }
        }
    }

    /// What shows a network; a dotted container where the scenario has none of this name.
    pub(super) fn network(&mut self, network: &Ref<Network>) -> ItemId {
        let item = self.referred(network, LaneKind::Vpc, None);
        self.plan.items[item].shape = Shape::Container;
        item
    }

    /// What shows a subnet, as [`Self::network`] does.
    pub(super) fn subnet(
        &mut self,
        subnet: &Ref<Subnet>,
        network: Option<&Ref<Network>>,
    ) -> ItemId {
        let id = Id::new(Kind::Subnet, subnet.name().clone());
        if let Some(known) = self.plan.find(&self.scenario.short(&id)) {
            return known;
        }
        let parent = network.map(|network| self.network(network));
        let item = self.known_or_ghost(&id, LaneKind::Vpc, parent);
        self.plan.items[item].shape = Shape::Container;
        self.plan.items[item].rank = 0;
        self.plan.items[item].region = subnet.name().region().into();
        item
    }

    fn add_subnet(&mut self, name: &Name, subnet: &Subnet, network: ItemId) {
        let mut item = self.item(&Id::new(Kind::Subnet, name.clone()), LaneKind::Vpc);
        item.shape = Shape::Container;
        item.look = Look::Subnet;
        item.parent = Some(network);
        item.region = name.region().into();
        item.lines.extend(subnet.range.map(Line::mono));
        item.lines.extend(subnet.ipv6_range.map(Line::mono));
        item.lines.push(Line::note(name.region()));
        let purpose = match subnet.purpose {
            SubnetPurpose::Private if subnet.private_google_access => LabelId::PgaOn,
            SubnetPurpose::Private | SubnetPurpose::Other => LabelId::PgaOff,
            SubnetPurpose::RegionalManagedProxy | SubnetPurpose::GlobalManagedProxy => {
                LabelId::ProxyOnly
            }
            SubnetPurpose::PrivateServiceConnect => LabelId::PscSubnet,
            SubnetPurpose::PrivateNat => LabelId::PrivateNatSubnet,
        };
        item.lines.push(Line::word(purpose).beside());
        self.plan.add(item);
    }
}
