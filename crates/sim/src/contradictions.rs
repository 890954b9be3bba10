//! What a scenario says that cannot be so: a subnet of another network, a private address on the internet, one
//! name or address of two things. Each is a problem of the scenario; the walk trusts none of it.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::{Id, Index, Problem, ProblemCode, Reason, Scenario, Severity, Why, google};

/// Problems, in the order of what they are about.
pub(crate) fn contradictions(scenario: &Scenario) -> Vec<Problem> {
    let mut found = Vec::new();
    wrong_subnets(scenario, &mut found);
    private_hosts(scenario, &mut found);
    for (text, owners) in shared(scenario).iter() {
        if owners.len() > 1 {
            found.push(
                Problem::new(Severity::Warning, ProblemCode::ReferenceAmbiguous)
                    .arg("text", text)
                    .arg("candidates", owners.join(", ")),
            );
        }
    }
    found
}

/// Interfaces whose subnet is of another network.
fn wrong_subnets(scenario: &Scenario, found: &mut Vec<Problem>) {
    let resources = &scenario.resources;
    for (name, machine) in &resources.instances {
        for (ix, interface) in machine.interfaces.iter().enumerate() {
            let Some(reference) = &interface.subnet else {
                continue;
            };
            let Some(subnet) = resources.get(reference) else {
                continue;
            };
            if subnet.network == interface.network {
                continue;
            }
            let short = |kind, name: &Name| scenario.short(&Id::new(kind, name.clone()));
            let why = Reason::about(
                Why::SubnetOfOtherNetwork,
                &short(Kind::Subnet, reference.name()),
            )
            .with("other", &short(Kind::Network, subnet.network.name()));
            found.push(
                Problem::new(Severity::Error, ProblemCode::FieldInvalid)
                    .on(short(Kind::Instance, name))
                    .arg("field", format!("networkInterfaces[{ix}].subnetwork"))
                    .why(&why)
                    .next("correct-field", None),
            );
        }
    }
}

/// Hosts on the internet with an address that nothing there has.
fn private_hosts(scenario: &Scenario, found: &mut Vec<Problem>) {
    for (name, host) in &scenario.resources.hosts {
        for (ix, address) in host.addresses.iter().enumerate() {
            if host.at.is_none() && google::is_private(*address) {
                found.push(
                    Problem::new(Severity::Error, ProblemCode::FieldInvalid)
                        .on(scenario.short(&Id::new(Kind::Host, name.clone())))
                        .arg("field", format!("addresses[{ix}]"))
                        .why(&Reason::about(Why::PrivateAddress, &address.to_string()))
                        .next("correct-field", None),
                );
            }
        }
    }
}

/// Who has each public name and each address, as short references. Several forwarding rules may have one
/// address, so they are left out.
fn shared(scenario: &Scenario) -> Index<String, Vec<String>> {
    let resources = &scenario.resources;
    let mut owners: Index<String, Vec<String>> = Index::new();
    let mut add = |text: String, kind: Kind, name: &Name| {
        let short = scenario.short(&Id::new(kind, name.clone()));
        let list = owners.get_or_default(text);
        if !list.contains(&short) {
            list.push(short);
        }
    };
    for (name, host) in &resources.hosts {
        if host.at.is_some() {
            continue;
        }
        for dns_name in &host.dns_names {
            add(dns_name.clone(), Kind::Host, name);
        }
        for address in &host.addresses {
            add(address.to_string(), Kind::Host, name);
        }
    }
    for (name, service) in &resources.run_services {
        for url in service.urls.iter().chain(&service.custom_domains) {
            let host = url.trim_start_matches("https://").trim_end_matches('/');
            add(host.to_owned(), Kind::RunService, name);
        }
    }
    for (name, machine) in &resources.instances {
        for interface in &machine.interfaces {
            let external = interface.external_address;
            let v6 = interface.external_ipv6_address.map(IpAddr::V6);
            for address in external.into_iter().chain(v6) {
                add(address.to_string(), Kind::Instance, name);
            }
            if let Some(address) = interface.address {
                let network = &interface.network.name().name;
                add(format!("{address} ({network})"), Kind::Instance, name);
            }
        }
    }
    for (name, pod) in &resources.pods {
        if let (Some(address), Some(cluster)) = (pod.address, resources.get(&pod.cluster))
            && !pod.host_network
        {
            let network = &cluster.network.name().name;
            add(format!("{address} ({network})"), Kind::Pod, name);
        }
    }
    owners
}
