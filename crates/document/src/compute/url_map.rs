//! `compute#urlMap`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/urlMaps>

use hopscope_model::resource::UrlMap;
use hopscope_model::resource::load_balancing::{
    PathMatch, PathMatcher, RouteMatch, RouteRule, UrlAction,
};
use hopscope_model::{Reason, Why};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::names::Path;
use crate::tree::Members;

/// The keys of what is done: by default, and of a path rule.
const DEFAULT: [&str; 3] = ["defaultService", "defaultUrlRedirect", "defaultRouteAction"];
const OF_RULE: [&str; 3] = ["service", "urlRedirect", "routeAction"];

/// The collection of backend buckets.
const BUCKETS: &str = "backendBuckets";

/// What of a route action decides whether a request goes anywhere at all.
const FAULTS: &str = "faultInjectionPolicy";

/// What of it decides where a request goes.
const WEIGHTED: &str = "weightedBackendServices";

/// What a match rule says of a path, by key.
const PATHS: [&str; 4] = [
    "prefixMatch",
    "fullPathMatch",
    "regexMatch",
    "pathTemplateMatch",
];

/// What else it says, which is not read.
const MORE: [&str; 3] = ["headerMatches", "queryParameterMatches", "metadataFilters"];

impl Codec for UrlMap {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let default = action(fields, DEFAULT, at);
        if matches!(
            default,
            Some(UrlAction::RouteAction | UrlAction::Redirect { .. } | UrlAction::Bucket(_))
        ) {
            let why = Reason::new(Why::UrlMapActions);
            at.not_modelled("defaultService", why);
        }
        let hosts = fields.objects("hostRules");
        let matchers = fields.objects("pathMatchers");
        Self {
            default,
            host_rules: hosts
                .iter()
                .map(|own| (own.texts("hosts"), own.needed_text("pathMatcher")))
                .collect(),
            path_matchers: matchers.iter().map(|own| path_matcher(own, at)).collect(),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        write_action(self.default.as_ref(), DEFAULT, out);
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
            write_action(matcher.default.as_ref(), DEFAULT, &mut own);
            let rules = matcher.path_rules.iter().map(|(paths, action)| {
                let mut rule = own.nested();
                rule.list("paths", paths);
                write_action(action.as_ref(), OF_RULE, &mut rule);
                rule.map
            });
            let rules = rules.collect();
            own.objects("pathRules", rules);
            let rules = matcher.route_rules.iter().map(|rule| {
                let mut route = own.nested();
                route.put("priority", rule.priority);
                let matches = rule.matches.iter().map(|own| written(own, &route));
                let matches = matches.collect();
                route.objects("matchRules", matches);
                write_action(rule.action.as_ref(), OF_RULE, &mut route);
                route.map
            });
            let rules = rules.collect();
            own.objects("routeRules", rules);
            own.map
        });
        let matchers = matchers.collect();
        out.objects("pathMatchers", matchers);
    }
}

fn path_matcher(fields: &Fields<'_>, at: &At<'_>) -> PathMatcher {
    let rules = fields.objects("pathRules");
    let rules = rules
        .iter()
        .map(|rule| (rule.texts("paths"), action(rule, OF_RULE, at)));
    PathMatcher {
        name: fields.needed_text("name"),
        default: action(fields, DEFAULT, at),
        path_rules: rules.collect(),
        route_rules: fields
            .objects("routeRules")
            .iter()
            .map(|rule| RouteRule {
                priority: rule.word("priority").unwrap_or_default(),
                matches: rule.objects("matchRules").iter().map(route_match).collect(),
                action: action(rule, OF_RULE, at),
            })
            .collect(),
    }
}

fn route_match(fields: &Fields<'_>) -> RouteMatch {
    let [prefix, full, regex, template] = PATHS.map(|key| fields.text(key));
    let ways = [
        prefix.map(PathMatch::Prefix),
        full.map(PathMatch::Full),
        regex.map(PathMatch::Regex),
        template.map(PathMatch::Template),
    ];
    RouteMatch {
        path: ways.into_iter().flatten().next().unwrap_or(PathMatch::Any),
        ignore_case: fields.flag("ignoreCase"),
        more: MORE.iter().any(|key| fields.any(key)),
    }
}

fn written(rule: &RouteMatch, out: &Out<'_>) -> Members {
    let mut own = out.nested();
    let [prefix, full, regex, template] = PATHS;
    match &rule.path {
        PathMatch::Any => {}
        PathMatch::Prefix(text) => own.put(prefix, &**text),
        PathMatch::Full(text) => own.put(full, &**text),
        PathMatch::Regex(text) => own.put(regex, &**text),
        PathMatch::Template(text) => own.put(template, &**text),
    }
    own.flag("ignoreCase", rule.ignore_case);
    if rule.more {
        let [headers, ..] = MORE;
        own.objects(headers, vec![Members::new()]);
    }
    own.map
}

/// What is done with a request: of a redirect, a route action that decides, and a service, the first.
fn action(fields: &Fields<'_>, keys: [&str; 3], at: &At<'_>) -> Option<UrlAction> {
    let [service, redirect, route] = keys;
    if fields.has(redirect) {
        let https = fields.object(redirect).flag("httpsRedirect");
        return Some(UrlAction::Redirect { https });
    }
    let text = fields.text(service);
    let own = fields.object(route);
    if own.has(FAULTS) {
        return Some(UrlAction::RouteAction);
    }
    if own.any(WEIGHTED) {
        let services = own.objects(WEIGHTED);
        let services = services
            .iter()
            .map(|own| Some((at.maybe(own, "backendService")?, own.word("weight")?)));
        return Some(match services.collect() {
            Some(services) => UrlAction::Weighted(services),
            None => UrlAction::RouteAction,
        });
    }
    if own.is_there() && text.is_none() {
        return Some(UrlAction::RouteAction);
    }
    let text = text?;
    let path = Path::parse(&text);
    Some(match path.collection {
        Some(BUCKETS) => UrlAction::Bucket(path.name.to_owned()),
        _ => UrlAction::Service(at.refer(&text)),
    })
}

fn write_action(action: Option<&UrlAction>, keys: [&str; 3], out: &mut Out<'_>) {
    let [service, redirect, route] = keys;
    match action {
        None => {}
        Some(UrlAction::Service(own)) => out.refer(service, own),
        Some(UrlAction::Bucket(name)) => out.put(service, format!("global/{BUCKETS}/{name}")),
        Some(UrlAction::Redirect { https }) => {
            let mut own = out.nested();
            own.flag("httpsRedirect", *https);
            out.put(redirect, own.map);
        }
        Some(UrlAction::Weighted(services)) => {
            let mut own = out.nested();
            let services = services.iter().map(|(service, weight)| {
                let mut one = own.nested();
                one.refer("backendService", service);
                one.put("weight", *weight);
                one.map
            });
            let services = services.collect();
            own.objects(WEIGHTED, services);
            out.put(route, own.map);
        }
        Some(UrlAction::RouteAction) => {
            let mut own = out.nested();
            own.put(FAULTS, Members::new());
            out.put(route, own.map);
        }
    }
}
