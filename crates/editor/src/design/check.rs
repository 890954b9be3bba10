//! What the reader takes as it is and Google would refuse: ranges of one network that overlap, and a workload in
//! another region than its subnet or connector.

use std::net::IpAddr;

use hopscope_model::name::region_of;
use hopscope_model::resource::serverless::VpcAccess;
use hopscope_model::{Id, Kind, Name, Scenario};

/// What is odd about a resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Warning {
    /// The field.
    pub path: &'static str,
    /// What it collides with, as a reference; or the region where it would have to be.
    pub with: String,
    /// It is a region that does not fit; else a range that overlaps.
    pub region: bool,
}

/// What is odd about a resource.
pub fn warnings(scenario: &Scenario, id: &Id) -> Vec<Warning> {
    let all = &scenario.resources;
    let mut found = Vec::new();
    let mut elsewhere = |path: &'static str, name: &Name| {
        if region_of(&id.name.location) != region_of(&name.location) && !name.location.is_empty() {
            found.push(Warning {
                path,
                with: name.location.to_string(),
                region: true,
            });
        }
    };
    let mut serverless =
        |access: &VpcAccess, subnet: &'static str, connector: &'static str| match access {
            VpcAccess::Direct { subnet: own, .. } => elsewhere(subnet, own.name()),
            VpcAccess::Connector(own) => elsewhere(connector, own.name()),
            VpcAccess::None => {}
        };
    match id.kind {
        Kind::RunService => {
            if let Some(own) = all.run_services.get(&id.name) {
                serverless(
                    &own.egress.vpc,
                    "template.vpcAccess.networkInterfaces[0].subnetwork",
                    "template.vpcAccess.connector",
                );
            }
        }
        Kind::RunJob => {
            if let Some(own) = all.run_jobs.get(&id.name) {
                serverless(
                    &own.egress.vpc,
                    "template.template.vpcAccess.networkInterfaces[0].subnetwork",
                    "template.template.vpcAccess.connector",
                );
            }
        }
        Kind::Function => {
            if let Some(own) = all.functions.get(&id.name) {
                serverless(
                    &own.egress.vpc,
                    "serviceConfig.directVpcNetworkInterface[0].subnetwork",
                    "serviceConfig.vpcConnector",
                );
            }
        }
        Kind::Instance => {
            let vm = all.instances.get(&id.name);
            if let Some(subnet) = vm
                .and_then(|vm| vm.interfaces.first())
                .and_then(|own| own.subnet.as_ref())
            {
                elsewhere("networkInterfaces[0].subnetwork", subnet.name());
            }
        }
        Kind::Subnet => overlaps(scenario, id, &mut found),
        _ => {}
    }
    found
}

fn overlaps(scenario: &Scenario, id: &Id, found: &mut Vec<Warning>) {
    let all = &scenario.resources;
    let Some(own) = all.subnets.get(&id.name) else {
        return;
    };
    let Some(range) = own.range else { return };
    let (first, last) = (range.network(), range.broadcast());
    let mut against = |low: IpAddr, high: IpAddr, with: &Id| {
        if low.is_ipv4() == first.is_ipv4() && low <= last && first <= high {
            found.push(Warning {
                path: "ipCidrRange",
                with: scenario.short(with),
                region: false,
            });
        }
    };
    for (name, other) in &all.subnets {
        if *name == id.name || other.network != own.network {
            continue;
        }
        let with = Id::new(Kind::Subnet, name.clone());
        if let Some(range) = other.range {
            against(range.network(), range.broadcast(), &with);
        }
        for second in &other.secondary_ranges {
            against(second.range.network(), second.range.broadcast(), &with);
        }
    }
}
