//! What is found by a host name: Cloud Run services, functions of both generations, and control planes of clusters.

use hopscope_model::name::{GLOBAL, Name};
use hopscope_model::{Index, Scenario, google};

/// What answers for a host name at Cloud Run.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct RunHost {
    pub(crate) service: Name,
    /// A `run.app` (or `cloudfunctions.net`) name of its own, not a custom domain.
    pub(crate) default_url: bool,
    /// Of a revision with a tag: its own URL, which is not the service's.
    pub(crate) tagged: bool,
    /// Another service has the name too, as the scenario has it.
    pub(crate) contested: bool,
}

/// Host names by which Cloud Run services answer: their URLs and custom domains; a service with none gets
/// `NAME-NUMBER.REGION.run.app` where the project's number is known, and with number `000000000000` otherwise
/// (contract, section 6).
pub(super) fn run_hosts(scenario: &Scenario) -> Index<Box<str>, RunHost> {
    let resources = &scenario.resources;
    let mut found: Index<Box<str>, RunHost> = Index::new();
    let mut add = |host: &str, own: &RunHost| match found.get_mut(host) {
        Some(first) => first.contested |= first.service != own.service,
        None => {
            found.insert(host.into(), own.clone());
        }
    };
    for (name, service) in &resources.run_services {
        let own = RunHost {
            service: name.clone(),
            default_url: true,
            tagged: false,
            contested: false,
        };
        let mut hosts: Vec<String> = service.urls.iter().map(|url| host_of(url)).collect();
        let project = Name::new("", GLOBAL, name.project.clone());
        let project = resources.projects.get(&project);
        let number = project.and_then(|project| project.number);
        if let Some(number) = number {
            hosts.push(format!("{}-{number}.{}.run.app", name.name, name.location));
        } else if service.urls.is_empty() {
            let (name, region) = (&name.name, &name.location);
            hosts.push(format!("{name}-000000000000.{region}.run.app"));
        }
        for host in &hosts {
            add(host, &own);
        }
        let tagged = RunHost {
            tagged: true,
            ..own.clone()
        };
        for (tag, host) in service
            .tags
            .iter()
            .flat_map(|tag| hosts.iter().map(move |host| (tag, host)))
        {
            add(&format!("{}---{host}", tag.to_ascii_lowercase()), &tagged);
        }
        let mapped = RunHost {
            default_url: false,
            ..own
        };
        for domain in &service.custom_domains {
            add(domain, &mapped);
        }
    }
    for function in resources.functions.values() {
        if let Some(service) = &function.service {
            let own = RunHost {
                service: service.name().clone(),
                default_url: true,
                tagged: false,
                contested: false,
            };
            for url in &function.urls {
                add(&host_and_function(url), &own);
            }
        }
    }
    found
}

/// Functions of the 1st generation by the URL of their HTTP trigger.
pub(super) fn function_hosts(scenario: &Scenario) -> Index<Box<str>, Name> {
    let mut found = Index::new();
    for (name, function) in &scenario.resources.functions {
        if function.first_generation {
            for url in &function.urls {
                found.insert(host_and_function(url).into(), name.clone());
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
