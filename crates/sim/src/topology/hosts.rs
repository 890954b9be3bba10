//! What is found by a host name: Cloud Run services and functions, and control planes of clusters.

use hopscope_model::name::{GLOBAL, Name};
use hopscope_model::{Index, Scenario, google};

/// What answers for a host name at Cloud Run.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct RunHost {
    pub(crate) service: Name,
    /// A `run.app` (or `cloudfunctions.net`) name of its own, not a custom domain.
    pub(crate) default_url: bool,
    /// Another service has the name too, as the scenario has it.
    pub(crate) contested: bool,
}

/// Host names by which Cloud Run services answer: their URLs and custom domains; a service with none gets
/// `NAME-NUMBER.REGION.run.app` where the project's number is known, and with number `000000000000` otherwise
/// (contract, section 6).
pub(super) fn run_hosts(scenario: &Scenario) -> Index<Box<str>, RunHost> {
    let resources = &scenario.resources;
    let mut found: Index<Box<str>, RunHost> = Index::new();
    let mut add = |host: &str, service: &Name, default_url| {
        if let Some(own) = found.get_mut(host) {
            own.contested |= own.service != *service;
            return;
        }
        let own = RunHost {
            service: service.clone(),
            default_url,
            contested: false,
        };
        found.insert(host.into(), own);
    };
    for (name, service) in &resources.run_services {
        for url in &service.urls {
            add(&host_of(url), name, true);
        }
        let project = Name::new("", GLOBAL, name.project.clone());
        let project = resources.projects.get(&project);
        let number = project.and_then(|project| project.number);
        if let Some(number) = number {
            add(
                &format!("{}-{number}.{}.run.app", name.name, name.location),
                name,
                true,
            );
        } else if service.urls.is_empty() {
            add(
                &format!("{}-000000000000.{}.run.app", name.name, name.location),
                name,
                true,
            );
        }
        for domain in &service.custom_domains {
            add(domain, name, false);
        }
    }
    for function in resources.functions.values() {
        if let Some(service) = &function.service {
            for url in &function.urls {
                add(&host_and_function(url), service.name(), true);
            }
        }
    }
    found
}

/// The host of a URL, and the function's name behind it where functions share a host.
pub(super) fn host_and_function(url: &str) -> String {
    let host = host_of(url);
    if !google::is_below(&host, "cloudfunctions.net") {
        return host;
    }
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let function = rest.split(['/', '?', '#']).nth(1).unwrap_or_default();
    format!("{host}/{function}")
}

fn host_of(url: &str) -> String {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    rest.split(['/', ':', '?'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase()
}

pub(super) fn dns_endpoints(scenario: &Scenario) -> Index<Box<str>, Name> {
    let mut found = Index::new();
    for (name, cluster) in &scenario.resources.clusters {
        if let Some(host) = &cluster.dns_endpoint {
            found.insert(host.to_ascii_lowercase().into(), name.clone());
        }
    }
    found
}
