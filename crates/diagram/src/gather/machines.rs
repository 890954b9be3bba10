//! What is in VPC networks: machines, clusters with their pods, databases, connectors, NAT gateways.

use hopscope_model::resource::router::{Nat64, NatIp, NatRanges};
use hopscope_model::resource::{Cluster, Connector, Instance, Router};
use hopscope_model::says::LabelId;
use hopscope_model::{Id, Kind, Name, Ref};

use super::Gather;
use crate::plan::{ItemId, Line};
use crate::scene::{LaneKind, Look, Shape, WireKind};

impl Gather<'_> {
    /// Machines, clusters with their pods, databases, connectors, NAT gateways.
    pub(super) fn machines(&mut self) {
        let resources = &self.scenario.resources;
        for (name, instance) in &resources.instances {
            self.instance(name, instance);
        }
        for (name, cluster) in &resources.clusters {
            self.cluster(name, cluster);
        }
        self.pods();
        self.databases();
        for (name, connector) in &resources.connectors {
            self.connector(name, connector);
        }
        for (name, router) in &resources.routers {
            self.nats(name, router);
        }
        self.service_attachments();
    }

    fn instance(&mut self, name: &Name, instance: &Instance) {
        let id = Id::new(Kind::Instance, name.clone());
        let mut item = self.item(&id, LaneKind::Vpc);
        item.region = name.region().into();
        let first = instance.interfaces.first();
        item.parent = first.map(|first| match &first.subnet {
            Some(subnet) => self.subnet(subnet, Some(&first.network)),
            None => self.network(&first.network),
        });
        let internal = first.and_then(|first| first.address);
        item.lines
            .extend(internal.map(|address| self.address_line(&address, &id)));
        let external = first.and_then(|first| first.external_address);
        item.lines.extend(external.map(Line::mono));
        if instance.status != "RUNNING" {
            item.lines.push(Line::word(LabelId::NotRunning));
        }
        let item = self.plan.add(item);
        for interface in &instance.interfaces {
            for address in [interface.address, interface.external_address]
                .into_iter()
                .flatten()
            {
                self.addresses.insert_first(address, item);
            }
        }
        for interface in instance.interfaces.iter().skip(1) {
            let there = match &interface.subnet {
                Some(subnet) => self.subnet(subnet, Some(&interface.network)),
                None => self.network(&interface.network),
            };
            self.plan.link(item, there, WireKind::Interface);
        }
    }

    fn cluster(&mut self, name: &Name, cluster: &Cluster) {
        let mut item = self.item(&Id::new(Kind::Cluster, name.clone()), LaneKind::Vpc);
        let this = Ref::to(name.clone());
        let has_pods = self
            .scenario
            .resources
            .pods
            .values()
            .any(|pod| pod.cluster == this);
        if has_pods {
            item.shape = Shape::Container;
            item.look = Look::Subnet;
        }
        item.rank = 1;
        item.region = name.region().into();
        item.parent = Some(match &cluster.subnet {
            Some(subnet) => self.subnet(subnet, Some(&cluster.network)),
            None => self.network(&cluster.network),
        });
        item.lines.push(Line::kind(Kind::Cluster));
        item.lines.extend(cluster.pod_range.map(Line::mono));
        if cluster.not_running {
            item.lines.push(Line::word(LabelId::NotRunning));
        }
        self.plan.add(item);
    }

    fn pods(&mut self) {
        for (name, policy) in &self.scenario.resources.network_policies {
            let cluster = self.referred(&policy.cluster, LaneKind::Vpc, None);
            self.plan.items[cluster].shape = Shape::Container;
            self.shown_by(Kind::NetworkPolicy, name, cluster);
        }
        for (name, service) in &self.scenario.resources.kube_services {
            let cluster = self.referred(&service.cluster, LaneKind::Vpc, None);
            self.plan.items[cluster].shape = Shape::Container;
            let mut item = self.item(&Id::new(Kind::KubeService, name.clone()), LaneKind::Vpc);
            item.parent = Some(cluster);
            item.lines.push(Line::kind(Kind::KubeService));
            let namespace = name.name.split('/').nth(1).unwrap_or_default();
            item.lines.push(Line::note(namespace));
            item.lines.extend(service.addresses.first().map(Line::mono));
            self.plan.add(item);
        }
        for (name, pod) in &self.scenario.resources.pods {
            let id = Id::new(Kind::Pod, name.clone());
            let cluster = self.referred(&pod.cluster, LaneKind::Vpc, None);
            self.plan.items[cluster].shape = Shape::Container;
            let mut item = self.item(&id, LaneKind::Vpc);
            item.parent = Some(cluster);
            let namespace = name.name.split('/').nth(1).unwrap_or_default();
            item.lines.push(Line::note(namespace));
            item.lines
                .extend(pod.address.map(|address| self.address_line(&address, &id)));
            let item = self.plan.add(item);
            // With the node's network, the address is the node's.
            if let Some(address) = pod.address.filter(|_| !pod.host_network) {
                self.addresses.insert_first(address, item);
            }
        }
    }

    fn databases(&mut self) {
        for (name, sql) in &self.scenario.resources.sqls {
            let parent = sql
                .private_network
                .as_ref()
                .map(|network| self.network(network));
            let lane = match parent {
                Some(_) => LaneKind::Vpc,
                None => LaneKind::Edge,
            };
            let mut item = self.item(&Id::new(Kind::Sql, name.clone()), lane);
            item.parent = parent;
            item.rank = if parent.is_some() { 2 } else { 5 };
            item.region = name.region().into();
            item.lines.push(Line::kind(Kind::Sql));
            let addresses = [sql.private_address, sql.public_address];
            item.lines
                .extend(addresses.into_iter().flatten().map(Line::mono));
            let item = self.plan.add(item);
            for address in addresses.into_iter().flatten() {
                self.addresses.insert_first(address, item);
            }
        }
    }

    fn connector(&mut self, name: &Name, connector: &Connector) {
        let parent = match (&connector.subnet, &connector.network) {
            (Some(subnet), network) => Some(self.subnet(subnet, network.as_ref())),
            (None, Some(network)) => Some(self.network(network)),
            (None, None) => None,
        };
        let mut item = self.item(&Id::new(Kind::Connector, name.clone()), LaneKind::Vpc);
        item.shape = Shape::Hop;
        item.rank = 3;
        item.parent = parent;
        item.region = name.region().into();
        item.lines.push(Line::kind(Kind::Connector));
        item.lines.extend(connector.range.map(Line::mono));
        if connector.state != "READY" {
            item.lines.push(Line::word(LabelId::NotRunning));
        }
        self.plan.add(item);
    }

    /// NAT gateways, wired to the subnets that they serve.
    fn nats(&mut self, name: &Name, router: &Router) {
        let resources = &self.scenario.resources;
        let network = self.network(&router.network);
        for nat in &router.nats {
            let part = Name::new(
                &*name.project,
                &*name.location,
                format!("{}/{}", name.name, nat.name),
            );
            let id = Id::new(Kind::Nat, part);
            let mut item = self.item(&id, LaneKind::Vpc);
            item.shape = Shape::Hop;
            item.rank = 5;
            item.parent = Some(network);
            item.region = name.region().into();
            item.lines.push(if nat.private {
                Line::word(LabelId::NatPrivate)
            } else {
                Line::kind(Kind::Nat)
            });
            let mut ips = Vec::new();
            for ip in &nat.ips {
                match ip {
                    NatIp::Literal(address) => ips.push(*address),
                    NatIp::Reserved(address) => {
                        ips.extend(resources.get(address).map(|address| address.address))
                    }
                }
            }
            match ips.as_slice() {
                [] if nat.auto_allocated => item.lines.push(Line::word(LabelId::NatAutomatic)),
                [] => {}
                [one] => item.lines.push(Line::mono(one)),
                [first, rest @ ..] => item
                    .lines
                    .push(Line::mono(format!("{first} +{}", rest.len()))),
            }
            let item = self.plan.add(item);
            for address in ips {
                self.addresses.insert_first(address, item);
            }
            let mut served: Vec<ItemId> = match &nat.ranges {
                NatRanges::Listed(subnets) => subnets
                    .iter()
                    .map(|listed| self.subnet(&listed.subnet, Some(&router.network)))
                    .collect(),
                NatRanges::AllRanges | NatRanges::AllPrimaryRanges => resources
                    .subnets
                    .iter()
                    .filter(|(subnet, value)| {
                        value.network == router.network && subnet.location == name.location
                    })
                    .map(|(subnet, _)| self.subnet(&Ref::to(subnet.clone()), None))
                    .collect(),
            };
            if let Nat64::Listed(subnets) = &nat.nat64 {
                for listed in subnets {
                    let subnet = self.subnet(listed, Some(&router.network));
                    if !served.contains(&subnet) {
                        served.push(subnet);
                    }
                }
            }
            for subnet in served {
                self.plan.link(subnet, item, WireKind::Nat);
            }
        }
    }

    fn service_attachments(&mut self) {
        for (name, attachment) in &self.scenario.resources.service_attachments {
            let network = attachment
                .nat_subnets
                .first()
                .map(|subnet| self.subnet(subnet, None));
            let mut item = self.item(
                &Id::new(Kind::ServiceAttachment, name.clone()),
                LaneKind::Vpc,
            );
            item.shape = Shape::Hop;
            item.rank = 4;
            item.parent = network;
            item.region = name.region().into();
            item.lines.push(Line::kind(Kind::ServiceAttachment));
            self.plan.add(item);
        }
    }
}
