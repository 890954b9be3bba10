//! Cloud Run services and jobs, functions, App Engine: where they stand and how they reach a VPC.

use hopscope_model::resource::serverless::{Ingress, ServerlessEgress, VpcAccess};
use hopscope_model::says::LabelId;
use hopscope_model::{Id, Index, Kind, Name};

use super::Gather;
use crate::plan::Line;
use crate::scene::{LaneKind, Text, WireKind};

impl Gather<'_> {
    pub(super) fn serverless(&mut self) {
        let resources = &self.scenario.resources;
        let mut seen: Index<_, i32> = Index::new();
        for kind in [Kind::RunService, Kind::RunJob, Kind::Function] {
            for name in resources.names(kind) {
                *seen.get_or_default((kind, &*name.name)) += 1;
            }
        }
        let twice = seen.iter().filter(|(_, count)| **count > 1);
        self.twins = twice.map(|(key, _)| *key).collect();
        for (name, service) in &resources.run_services {
            self.workload(
                Kind::RunService,
                name,
                Some(service.ingress),
                &service.egress,
                service.not_ready,
            );
        }
        for (name, job) in &resources.run_jobs {
            self.workload(Kind::RunJob, name, None, &job.egress, job.not_ready);
        }
        for (name, function) in &resources.functions {
            // Of the 2nd generation, the Cloud Run service underneath shows both.
            let underneath = function
                .service
                .as_ref()
                .filter(|service| resources.get(service).is_some());
            if let Some(service) = underneath {
                let item = self.referred(service, LaneKind::Serverless, None);
                self.shown_by(Kind::Function, name, item);
                for line in &mut self.plan.items[item].lines {
                    if line.text == Text::Kind(Kind::RunService) {
                        line.text = Text::Kind(Kind::Function);
                    }
                }
            } else {
                self.workload(
                    Kind::Function,
                    name,
                    Some(function.ingress),
                    &function.egress,
                    function.not_active,
                );
            }
        }
        for (name, app) in &resources.apps {
            self.workload(Kind::App, name, None, &app.egress, false);
        }
        self.tunnels();
    }

    fn workload(
        &mut self,
        kind: Kind,
        name: &Name,
        ingress: Option<Ingress>,
        egress: &ServerlessEgress,
        down: bool,
    ) {
        let mut item = self.item(&Id::new(kind, name.clone()), LaneKind::Serverless);
        item.lines.push(Line::kind(kind));
        if *name.project != *self.scenario.default_project() {
            item.lines.push(Line::note(&name.project));
        }
        if self.twins.contains(&(kind, &*name.name)) {
            item.lines.push(Line::note(name.region()));
        }
        item.lines
            .extend(ingress.map(|ingress| Line::word(ingress_label(ingress))));
        if egress.vpc != VpcAccess::None {
            item.lines.push(Line::note(if egress.all_traffic {
                "all-traffic"
            } else {
                "private-ranges-only"
            }));
        }
        if down {
            item.lines.push(Line::word(LabelId::NotRunning));
        }
        let item = self.plan.add(item);
        let entry = match &egress.vpc {
            VpcAccess::None => return,
            VpcAccess::Connector(connector) => self.referred(connector, LaneKind::Vpc, None),
            VpcAccess::Direct {
                network, subnet, ..
            } => self.subnet(subnet, network.as_ref()),
        };
        self.plan.link(item, entry, WireKind::VpcAccess);
    }
}

/// The label of an ingress setting.
pub(crate) const fn ingress_label(ingress: Ingress) -> LabelId {
    match ingress {
        Ingress::All => LabelId::IngressAll,
        Ingress::Internal => LabelId::IngressInternal,
        Ingress::InternalAndLoadBalancing => LabelId::IngressLoadBalancing,
        Ingress::None => LabelId::IngressNone,
    }
}
