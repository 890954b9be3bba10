//! What stands at the edge of Google's network, and the internet beyond it.

use hopscope_model::resource::dns::ZoneRole;
use hopscope_model::resource::{DnsPolicy, ResponsePolicy, Zone};
use hopscope_model::says::LabelId;
use hopscope_model::{Id, Kind, Name};

use super::{Gather, need};
use crate::plan::{ItemId, Line};
use crate::scene::{LaneKind, Shape, WireKind, synthetic};

impl Gather<'_> {
    pub(super) fn edge(&mut self) {
        self.zones();
        let resources = &self.scenario.resources;
        if need::google_apis(self.scenario) {
            self.google_apis();
        }
        if let Some(apis) = self.plan.find(synthetic::GOOGLE_APIS) {
            for name in resources.perimeters.keys() {
                self.shown_by(Kind::Perimeter, name, apis);
            }
        }
        let serves = !resources.run_services.is_empty()
            || !resources.functions.is_empty()
            || !resources.apps.is_empty();
        if serves {
            let mut item = self.synthetic(
                synthetic::GOOGLE_FRONT_END,
                LabelId::GoogleFrontEnd,
                Shape::Hop,
                LaneKind::Edge,
            );
            item.rank = 2;
            item.lines.push(Line::note("TLS  HTTP"));
            self.plan.add(item);
        }
        if need::internet(self.scenario) {
            self.internet();
        }
        self.dns();
    }

    fn internet(&mut self) {
        let item = self.synthetic(
            synthetic::INTERNET,
            LabelId::Internet,
            Shape::Endpoint,
            LaneKind::Internet,
        );
        let internet = self.plan.add(item);
        self.plan.items[internet].rank = 1;
        for (name, router) in &self.scenario.resources.routers {
            for nat in router.nats.iter().filter(|nat| !nat.private) {
                let part = Name::new(
                    &*name.project,
                    &*name.location,
                    format!("{}/{}", name.name, nat.name),
                );
                if let Some(nat) = self
                    .plan
                    .find(&self.scenario.short(&Id::new(Kind::Nat, part)))
                {
                    self.plan.link(nat, internet, WireKind::Nat);
                }
            }
        }
    }

    /// Name resolution, drawn as soon as there is anything that could ask.
    fn dns(&mut self) {
        if self.plan.items.is_empty() {
            return;
        }
        let mut item = self.synthetic(
            synthetic::DNS,
            LabelId::Dns,
            Shape::Checkpoint,
            LaneKind::Edge,
        );
        item.lines.push(Line::word(LabelId::DnsPublic));
        self.plan.add(item);
    }

    /// Zones and policies, wired to the networks that see them.
    fn zones(&mut self) {
        let resources = &self.scenario.resources;
        for (name, zone) in &resources.zones {
            self.zone(name, zone);
        }
        for (name, policy) in &resources.response_policies {
            self.response_policy(name, policy);
        }
        for (name, policy) in &resources.dns_policies {
            self.dns_policy(name, policy);
        }
    }

    fn checkpoint(&mut self, kind: Kind, name: &Name, title: &str, line: Line) -> ItemId {
        let mut item = self.item(&Id::new(kind, name.clone()), LaneKind::Edge);
        item.shape = Shape::Checkpoint;
        item.rank = 1;
        item.lines = vec![Line::title(title), line];
        self.plan.add(item)
    }

    fn zone(&mut self, name: &Name, zone: &Zone) {
        let word = match &zone.role {
            ZoneRole::Forwarding(_) => LabelId::ZoneForwarding,
            ZoneRole::Peering(_) => LabelId::ZonePeering,
            _ if zone.private => LabelId::ZonePrivate,
            _ => LabelId::ZonePublic,
        };
        let dns_name = zone.dns_name.trim_end_matches('.');
        let title = if dns_name.is_empty() { "." } else { dns_name };
        let item = self.checkpoint(Kind::Zone, name, title, Line::word(word));
        for network in &zone.networks {
            let network = self.network(network);
            self.plan.link(item, network, WireKind::Zone);
        }
        for cluster in &zone.clusters {
            let cluster = self.referred(cluster, LaneKind::Vpc, None);
            self.plan.link(item, cluster, WireKind::Zone);
        }
    }

    fn response_policy(&mut self, name: &Name, policy: &ResponsePolicy) {
        let item = self.checkpoint(
            Kind::ResponsePolicy,
            name,
            &name.name,
            Line::kind(Kind::ResponsePolicy),
        );
        for network in &policy.networks {
            let network = self.network(network);
            self.plan.link(item, network, WireKind::Zone);
        }
    }

    fn dns_policy(&mut self, name: &Name, policy: &DnsPolicy) {
        if !policy.inbound_forwarding && policy.alternative_name_servers.is_empty() {
            return;
        }
        let item = self.checkpoint(
            Kind::DnsPolicy,
            name,
            &name.name,
            Line::kind(Kind::DnsPolicy),
        );
        for network in &policy.networks {
            let network = self.network(network);
            self.plan.link(item, network, WireKind::Zone);
        }
    }
}
