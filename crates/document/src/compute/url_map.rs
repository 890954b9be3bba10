//! `compute#urlMap`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/urlMaps>

use hopscope_model::Ref;
use hopscope_model::resource::load_balancing::PathMatcher;
use hopscope_model::resource::{BackendService, UrlMap};
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe, Present};
use crate::names::Path;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    default_service: Maybe<String>,
    #[serde(default)]
    default_url_redirect: Present,
    #[serde(default)]
    default_route_action: Present,
    #[serde(default)]
    host_rules: List<HostRule>,
    #[serde(default)]
    path_matchers: List<WirePathMatcher>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct HostRule {
    #[serde(default)]
    hosts: List<Given<String>>,
    path_matcher: Given<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WirePathMatcher {
    name: Given<String>,
    #[serde(default)]
    default_service: Maybe<String>,
    #[serde(default)]
    default_url_redirect: Present,
    #[serde(default)]
    default_route_action: Present,
    #[serde(default)]
    path_rules: List<PathRule>,
    #[serde(default)]
    route_rules: List<Present>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct PathRule {
    #[serde(default)]
    paths: List<Given<String>>,
    #[serde(default)]
    service: Maybe<String>,
    #[serde(default)]
    url_redirect: Present,
    #[serde(default)]
    route_action: Present,
}

/// Stands for what is not read in a path matcher when it is written.
const NOT_MODELLED: &str = "routeRules";

impl Codec for UrlMap {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let default_service = service(&wire.default_service, at);
        if default_service.is_none()
            && (wire.default_url_redirect.0
                || wire.default_route_action.0
                || wire.default_service.0.is_some())
        {
            at.not_modelled(
                "defaultService",
                "redirects, route actions and backend buckets are not modelled",
            );
        }
        Ok(Self {
            default_service,
            host_rules: wire
                .host_rules
                .0
                .into_iter()
                .map(|rule| (rule.hosts.words(), rule.path_matcher.0))
                .collect(),
            path_matchers: wire
                .path_matchers
                .0
                .into_iter()
                .map(|matcher| path_matcher(matcher, at))
                .collect(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("defaultService", self.default_service.as_ref());
        let hosts = self.host_rules.iter().map(|(hosts, matcher)| {
            let mut own = out.nested();
            own.list("hosts", hosts);
            own.put("pathMatcher", &**matcher);
            own.map
        });
        let hosts = hosts.collect();
        out.objects("hostRules", hosts);
        let matchers = self.path_matchers.iter().map(|matcher| {
            let mut own = out.nested();
            own.put("name", &*matcher.name);
            own.refer_maybe("defaultService", matcher.default_service.as_ref());
            let rules = matcher.path_rules.iter().map(|(paths, service)| {
                let mut rule = own.nested();
                rule.list("paths", paths);
                rule.refer_maybe("service", service.as_ref());
                rule.map
            });
            let rules = rules.collect();
            own.objects("pathRules", rules);
            if matcher.not_modelled {
                let rule = own.nested();
                own.objects(NOT_MODELLED, vec![rule.map]);
            }
            own.map
        });
        let matchers = matchers.collect();
        out.objects("pathMatchers", matchers);
    }
}

fn path_matcher(wire: WirePathMatcher, at: &At<'_>) -> PathMatcher {
    let mut not_modelled = !wire.route_rules.0.is_empty()
        || wire.default_url_redirect.0
        || wire.default_route_action.0;
    let default_service = service(&wire.default_service, at);
    not_modelled |= default_service.is_none() && wire.default_service.0.is_some();
    let path_rules = wire
        .path_rules
        .0
        .into_iter()
        .map(|rule| {
            let backend = service(&rule.service, at);
            not_modelled |= backend.is_none() || rule.url_redirect.0 || rule.route_action.0;
            (rule.paths.words(), backend)
        })
        .collect();
    PathMatcher {
        name: wire.name.0,
        default_service,
        path_rules,
        not_modelled,
    }
}

/// The backend service of a rule; backend buckets are none.
fn service(text: &Maybe<String>, at: &At<'_>) -> Option<Ref<BackendService>> {
    let text = text.0.as_deref()?;
    (Path::parse(text).collection != Some("backendBuckets")).then(|| at.refer(text))
}
