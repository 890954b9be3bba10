//! Which parts of the outside world the scenario has anything to do with: only those are drawn.

use hopscope_model::Scenario;
use hopscope_model::google::{google_address, is_below, is_google_name, is_private};
use hopscope_model::request::{Source, TargetHost};
use hopscope_model::resource::forwarding_rule::Scheme;

/// Names of serverless workloads, which Google front ends serve and not "Google's APIs".
const SERVERLESS_DOMAINS: [&str; 3] = ["run.app", "cloudfunctions.net", "appspot.com"];

/// Whether a request, or a private zone, is about Google's APIs.
pub(super) fn google_apis(scenario: &Scenario) -> bool {
    let api = |name: &str| {
        is_google_name(name)
            && !SERVERLESS_DOMAINS
                .iter()
                .any(|domain| is_below(name, domain))
    };
    let asked = scenario.requests.iter().any(|request| {
        matches!(request.from, Source::Google(..))
            || match &request.to.host {
                TargetHost::Name(name) => api(name),
                TargetHost::Address(address) => google_address(*address).is_some(),
                TargetHost::Thing(_) => false,
            }
    });
    asked
        || scenario
            .resources
            .zones
            .values()
            .any(|zone| zone.private && api(zone.dns_name.trim_end_matches('.')))
}

/// Whether anything can come from or go to the internet, other than the hosts that the scenario names.
pub(super) fn internet(scenario: &Scenario) -> bool {
    let resources = &scenario.resources;
    let nat = || {
        resources
            .routers
            .values()
            .any(|router| router.nats.iter().any(|nat| !nat.private))
    };
    let machine = || {
        resources.instances.values().any(|instance| {
            instance
                .interfaces
                .iter()
                .any(|one| one.external_address.is_some() || one.external_pending)
        })
    };
    let balancer = || {
        resources
            .forwarding_rules
            .values()
            .any(|rule| matches!(rule.scheme, Scheme::External | Scheme::ExternalManaged))
    };
    nat() || machine() || balancer() || asked(scenario)
}

/// Whether a request comes from the internet, or goes to a name or address that nothing here has.
fn asked(scenario: &Scenario) -> bool {
    let resources = &scenario.resources;
    scenario.requests.iter().any(|request| {
        matches!(request.from, Source::Internet(_))
            || match &request.to.host {
                TargetHost::Name(name) => {
                    !is_google_name(name)
                        && !name.ends_with(".internal")
                        && !resources
                            .hosts
                            .values()
                            .any(|host| host.dns_names.contains(name))
                        && !resources
                            .zones
                            .values()
                            .any(|zone| is_below(name, zone.dns_name.trim_end_matches('.')))
                }
                TargetHost::Address(address) => {
                    !is_private(*address)
                        && google_address(*address).is_none()
                        && !resources
                            .hosts
                            .values()
                            .any(|host| host.addresses.contains(address))
                }
                TargetHost::Thing(_) => false,
            }
    })
}
