//! `compute#urlMap`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/urlMaps>

use hopscope_model::resource::load_balancing::PathMatcher;
use hopscope_model::resource::{BackendService, UrlMap};
use hopscope_model::{Reason, Ref, Why};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::names::Path;

/// Stands for what is not read in a path matcher when it is written.
const NOT_MODELLED: &str = "routeRules";

impl Codec for UrlMap {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let default_service = service(fields, "defaultService", at);
        if default_service.is_none() && (is_action(fields) || fields.has("defaultService")) {
            let why = Reason::new(Why::UrlMapActions);
            at.not_modelled("defaultService", why);
        }
        let hosts = fields.objects("hostRules");
        let matchers = fields.objects("pathMatchers");
        Self {
            default_service,
            host_rules: hosts
                .iter()
                .map(|own| (own.texts("hosts"), own.needed_text("pathMatcher")))
                .collect(),
            path_matchers: matchers.iter().map(|own| path_matcher(own, at)).collect(),
        }
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

/// Whether something else than a service is the default.
fn is_action(fields: &Fields<'_>) -> bool {
    fields.has("defaultUrlRedirect") || fields.has("defaultRouteAction")
}

fn path_matcher(fields: &Fields<'_>, at: &At<'_>) -> PathMatcher {
    let default_service = service(fields, "defaultService", at);
    let mut not_modelled = fields.any("routeRules")
        || is_action(fields)
        || (default_service.is_none() && fields.has("defaultService"));
    let mut path_rules = Vec::new();
    for rule in fields.objects("pathRules") {
        let backend = service(&rule, "service", at);
        not_modelled |= backend.is_none() || rule.has("urlRedirect") || rule.has("routeAction");
        path_rules.push((rule.texts("paths"), backend));
    }
    PathMatcher {
        name: fields.needed_text("name"),
        default_service,
        path_rules,
        not_modelled,
    }
}

/// The backend service of a rule; backend buckets are none.
fn service(fields: &Fields<'_>, key: &str, at: &At<'_>) -> Option<Ref<BackendService>> {
    let text = fields.text(key)?;
    (Path::parse(&text).collection != Some("backendBuckets")).then(|| at.refer(&text))
}
