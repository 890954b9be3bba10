//! Forwarding rules: load balancers and Private Service Connect endpoints, wired to what is behind them.

use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::load_balancing::{BackendGroup, PscTarget, UrlAction};
use hopscope_model::resource::{BackendService, ForwardingRule, InstanceGroup, Neg, UrlMap};
use hopscope_model::says::LabelId;
use hopscope_model::{Id, Kind, Name, PortRange, Ref};

use super::Gather;
use crate::plan::{ItemId, Line};
use crate::scene::{LaneKind, Shape, WireKind, synthetic};

impl Gather<'_> {
    pub(super) fn forwarding_rules(&mut self) {
        let resources = &self.scenario.resources;
        for (name, rule) in &resources.forwarding_rules {
            let item = self.forwarding_rule(name, rule);
            if let Some(address) = rule.address {
                self.addresses.insert_first(address, item);
            }
        }
        // Behind them, once every address is known.
        for (name, rule) in &resources.forwarding_rules {
            let short = self
                .scenario
                .short(&Id::new(Kind::ForwardingRule, name.clone()));
            if let Some(item) = self.plan.find(&short) {
                self.target(item, &rule.target);
            }
        }
        // What is published, behind what it is published by.
        for (name, attachment) in &resources.service_attachments {
            let id = Id::new(Kind::ServiceAttachment, name.clone());
            let short = self.scenario.short(&id);
            if let (Some(item), Some(target)) = (self.plan.find(&short), &attachment.target) {
                let there = self.referred(target, LaneKind::Vpc, None);
                self.plan.link(item, there, WireKind::Forwarding);
            }
        }
    }

    fn forwarding_rule(&mut self, name: &Name, rule: &ForwardingRule) -> ItemId {
        let psc = matches!(
            rule.target,
            ForwardingTarget::AllApis
                | ForwardingTarget::VpcSc
                | ForwardingTarget::ServiceAttachment(_)
        );
        let faces_internet = match rule.scheme {
            Scheme::External | Scheme::ExternalManaged => true,
            Scheme::Internal | Scheme::InternalManaged | Scheme::InternalSelfManaged => false,
            Scheme::None => !psc && rule.network.is_none() && rule.subnet.is_none(),
        };
        let lane = if faces_internet {
            LaneKind::Edge
        } else {
            LaneKind::Vpc
        };
        let mut item = self.item(&Id::new(Kind::ForwardingRule, name.clone()), lane);
        item.shape = Shape::Hop;
        item.rank = if faces_internet { 3 } else { 4 };
        if !faces_internet {
            item.parent = match (&rule.subnet, &rule.network) {
                (Some(subnet), network) => Some(self.subnet(subnet, network.as_ref())),
                (None, Some(network)) => Some(self.network(network)),
                (None, None) => None,
            };
            item.region = if name.is_global() {
                "".into()
            } else {
                name.region().into()
            };
        }
        item.lines.push(Line::word(if psc {
            LabelId::PscEndpoint
        } else if faces_internet {
            LabelId::ExternalLoadBalancer
        } else {
            LabelId::InternalLoadBalancer
        }));
        if let Some(address) = rule.address {
            let mut text = address.to_string();
            if let [PortRange { first, last }] = rule.ports.as_slice()
                && first == last
            {
                text.push_str(&format!(" :{first}"));
            }
            item.lines.push(Line::mono(text));
        }
        self.plan.add(item)
    }

    fn target(&mut self, rule: ItemId, target: &ForwardingTarget) {
        let resources = &self.scenario.resources;
        match target {
            ForwardingTarget::AllApis | ForwardingTarget::VpcSc => {
                let apis = self.google_apis();
                self.plan.link(rule, apis, WireKind::Forwarding);
            }
            ForwardingTarget::ServiceAttachment(attachment) => {
                let there = self.referred(attachment, LaneKind::Vpc, None);
                self.plan.items[there].shape = Shape::Hop;
                self.plan.link(rule, there, WireKind::Forwarding);
            }
            ForwardingTarget::Proxy(proxy) => {
                self.shown_by(Kind::TargetProxy, proxy.name(), rule);
                let Some(value) = resources.get(proxy) else {
                    return;
                };
                if let Some(map) = &value.url_map {
                    self.shown_by(Kind::UrlMap, map.name(), rule);
                    if let Some(map) = resources.get(map) {
                        for service in services(map) {
                            self.behind(rule, service);
                        }
                    }
                }
                if let Some(service) = &value.service {
                    self.behind(rule, service);
                }
            }
            ForwardingTarget::BackendService(service) => self.behind(rule, service),
            ForwardingTarget::Pool(pool) => {
                self.shown_by(Kind::TargetPool, pool.name(), rule);
                let pool = resources.get(pool);
                for machine in pool.into_iter().flat_map(|pool| &pool.instances) {
                    let there = self.referred(machine, LaneKind::Vpc, None);
                    self.plan.link(rule, there, WireKind::Forwarding);
                }
            }
            ForwardingTarget::Instance(target) => {
                self.shown_by(Kind::TargetInstance, target.name(), rule);
                if let Some(target) = resources.get(target) {
                    let there = self.referred(&target.instance, LaneKind::Vpc, None);
                    self.plan.link(rule, there, WireKind::Forwarding);
                }
            }
            ForwardingTarget::Other(_) | ForwardingTarget::None => {}
        }
    }

    /// Wires a forwarding rule to the backends of a service.
    fn behind(&mut self, rule: ItemId, service: &Ref<BackendService>) {
        let resources = &self.scenario.resources;
        self.shown_by(Kind::BackendService, service.name(), rule);
        let Some(value) = resources.get(service) else {
            return;
        };
        for check in &value.health_checks {
            self.shown_by(Kind::HealthCheck, check.name(), rule);
        }
        let policies = value
            .security_policy
            .iter()
            .chain(&value.edge_security_policy);
        for policy in policies {
            self.shown_by(Kind::SecurityPolicy, policy.name(), rule);
        }
        for backend in &value.backends {
            let ends = match backend {
                BackendGroup::InstanceGroup(group) => self.group_members(rule, group),
                BackendGroup::Neg(neg) => self.neg_endpoints(rule, neg),
            };
            for end in ends {
                self.plan.link(rule, end, WireKind::Forwarding);
            }
        }
    }

    fn group_members(&mut self, rule: ItemId, group: &Ref<InstanceGroup>) -> Vec<ItemId> {
        let value = self.scenario.resources.get(group);
        if let Some(members) = value.and_then(|value| value.members.as_ref()) {
            self.shown_by(Kind::InstanceGroup, group.name(), rule);
            return members
                .iter()
                .map(|member| self.referred(member, LaneKind::Vpc, None))
                .collect();
        }
        // Its machines are not known: the group stands for them.
        let parent = value.and_then(|value| match (&value.subnet, &value.network) {
            (Some(subnet), network) => Some(self.subnet(subnet, network.as_ref())),
            (None, Some(network)) => Some(self.network(network)),
            (None, None) => None,
        });
        vec![self.whole_group(
            &Id::new(Kind::InstanceGroup, group.name().clone()),
            parent,
            value.is_some(),
        )]
    }

    fn neg_endpoints(&mut self, rule: ItemId, neg: &Ref<Neg>) -> Vec<ItemId> {
        let Some(value) = self.scenario.resources.get(neg) else {
            return vec![self.whole_group(&Id::new(Kind::Neg, neg.name().clone()), None, false)];
        };
        if let Some(service) = &value.cloud_run {
            self.shown_by(Kind::Neg, neg.name(), rule);
            return vec![self.referred(service, LaneKind::Serverless, None)];
        }
        if let Some(function) = &value.function {
            self.shown_by(Kind::Neg, neg.name(), rule);
            return vec![self.referred(function, LaneKind::Serverless, None)];
        }
        match &value.psc_target {
            Some(PscTarget::Attachment(attachment)) => {
                self.shown_by(Kind::Neg, neg.name(), rule);
                let there = self.referred(attachment, LaneKind::Vpc, None);
                self.plan.items[there].shape = Shape::Hop;
                return vec![there];
            }
            Some(PscTarget::Api(_)) => {
                self.shown_by(Kind::Neg, neg.name(), rule);
                return vec![self.google_apis()];
            }
            None => {}
        }
        let Some(endpoints) = &value.endpoints else {
            let parent = value.network.as_ref().map(|network| self.network(network));
            return vec![self.whole_group(&Id::new(Kind::Neg, neg.name().clone()), parent, true)];
        };
        self.shown_by(Kind::Neg, neg.name(), rule);
        let mut ends = Vec::new();
        for endpoint in endpoints {
            let end = self.at_address(endpoint.address).or_else(|| {
                let host = self.scenario.resources.hosts.iter().find(|(_, host)| {
                    endpoint
                        .fqdn
                        .as_ref()
                        .is_some_and(|fqdn| host.dns_names.contains(fqdn))
                });
                let (name, _) = host?;
                self.plan
                    .find(&self.scenario.short(&Id::new(Kind::Host, name.clone())))
            });
            match (end, &endpoint.instance) {
                (Some(end), _) => ends.push(end),
                (None, Some(instance)) => ends.push(self.referred(instance, LaneKind::Vpc, None)),
                (None, None) => {}
            }
        }
        ends
    }

    /// A group whose members are not known.
    fn whole_group(&mut self, id: &Id, parent: Option<ItemId>, known: bool) -> ItemId {
        if !known {
            return self.known_or_ghost(id, LaneKind::Vpc, parent);
        }
        let mut item = self.item(id, LaneKind::Vpc);
        item.parent = parent;
        item.region = id.name.region().into();
        item.lines.push(Line::kind(id.kind));
        self.plan.add(item)
    }

    /// Google's APIs and services, drawn where something leads to them.
    pub(super) fn google_apis(&mut self) -> ItemId {
        let mut item = self.synthetic(
            synthetic::GOOGLE_APIS,
            LabelId::GoogleApis,
            Shape::Endpoint,
            LaneKind::Edge,
        );
        item.rank = 4;
        item.lines.push(Line::mono("*.googleapis.com"));
        self.plan.add(item)
    }
}

/// Every backend service that a URL map can lead to.
fn services(map: &UrlMap) -> impl Iterator<Item = &Ref<BackendService>> {
    map.actions().flat_map(|action| {
        let (one, many) = match action {
            UrlAction::Service(service) => (Some(service), &[][..]),
            UrlAction::Weighted(services) => (None, services.as_slice()),
            _ => (None, &[][..]),
        };
        one.into_iter().chain(many.iter().map(|(own, _)| own))
    })
}
