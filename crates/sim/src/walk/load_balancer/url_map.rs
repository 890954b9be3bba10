//! URL maps: the backend service for a host and a path.
//!
//! <https://cloud.google.com/load-balancing/docs/url-map-concepts>: the host rule of the host itself comes before one with
//! a wildcard, and of these the longer one; of the path rules the exact path comes before one with `/*`, and of these
//! the longer one. Of route rules the first in the order of priorities is taken that matches; what they say of headers,
//! query parameters, and by regular expressions and templates is not read, and does no harm where it leads to the same
//! service. Ports in host rules are not read either.
//! Of weighted backend services each with a weight gets its share (<https://cloud.google.com/compute/docs/reference/rest/v1/urlMaps>).

use hopscope_model::resource::load_balancing::{
    PathMatch, PathMatcher, RouteMatch, RouteRule, UrlAction,
};
use hopscope_model::resource::{BackendService, UrlMap};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, Ref, State};

use super::proxy::Proxy;
use crate::docs;
use crate::walk::{At, Checked, Lack, Walk};

impl<'a> Walk<'a> {
    /// The backend service that the map gives to what is asked for.
    pub(super) fn by_url(
        &mut self,
        proxy: Proxy<'a>,
        reference: &'a Ref<UrlMap>,
    ) -> Checked<'a, &'a Ref<BackendService>> {
        let (at, map) = self.referred(reference)?;
        let host = self.host_text();
        let path = path_of(self.ask.path);
        let action = match self.matcher(at, map, &host)? {
            Some(matcher) if !matcher.route_rules.is_empty() => match by_route(matcher, path) {
                Route::By(Some(action)) => Some(action),
                Route::By(None) => {
                    let lack = Lack::Field(at, "pathMatchers[].routeRules[].service");
                    return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
                }
                Route::None => matcher.default.as_ref(),
                Route::Unknown => {
                    return Err(self.unmodelled("URL_MAP_ROUTE_RULES", Some(at), docs::URL_MAPS));
                }
            },
            Some(matcher) => match by_path(matcher, path) {
                // A rule that fits and says nothing that is known does not fall through to the default.
                Some(None) => {
                    let lack = Lack::Field(at, "pathMatchers[].pathRules[].service");
                    return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
                }
                Some(action) => action,
                None => matcher.default.as_ref(),
            },
            None => map.default.as_ref(),
        };
        match action {
            Some(UrlAction::Weighted(services)) => {
                let taken = |own: &&(Ref<BackendService>, u32)| own.1 > 0;
                let count = services.iter().filter(taken).count();
                let pick = self.choose(count);
                let Some((service, _)) = services.iter().filter(taken).nth(pick) else {
                    return Err(self.unmodelled("URL_MAP_ROUTE_ACTION", Some(at), docs::URL_MAPS));
                };
                self.note(State::ProxyConnection, Some(at), docs::URL_MAPS, || {
                    Says::new(SaysId::UrlMapChooses)
                        .arg("map", &*at.name.name)
                        .arg("host", host)
                        .arg("path", path)
                        .arg("service", &*service.name().name)
                });
                Ok(service)
            }
            Some(UrlAction::Service(service)) => {
                self.note(State::ProxyConnection, Some(at), docs::URL_MAPS, || {
                    Says::new(SaysId::UrlMapChooses)
                        .arg("map", &*at.name.name)
                        .arg("host", host)
                        .arg("path", path)
                        .arg("service", &*service.name().name)
                });
                Ok(service)
            }
            Some(UrlAction::Redirect { .. }) => {
                Err(self.unmodelled("URL_REDIRECT", Some(at), docs::URL_MAPS))
            }
            Some(UrlAction::Bucket(_)) => {
                Err(self.unmodelled("BACKEND_BUCKET", Some(at), docs::URL_MAPS))
            }
            Some(UrlAction::RouteAction) => {
                Err(self.unmodelled("URL_MAP_ROUTE_ACTION", Some(at), docs::URL_MAPS))
            }
            None => {
                let _ = proxy;
                Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::Field(at, "defaultService"),
                ))
            }
        }
    }

    /// The path matcher of a host; `None`: no host rule is for it.
    fn matcher(
        &self,
        at: At<'a>,
        map: &'a UrlMap,
        host: &str,
    ) -> Checked<'a, Option<&'a PathMatcher>> {
        let mut best: Option<(usize, &str)> = None;
        for (hosts, matcher) in &map.host_rules {
            for pattern in hosts {
                if let Some((own, _)) = pattern.rsplit_once(':') {
                    if host_fits(own, host).is_none() {
                        continue;
                    }
                    return Err(self.unmodelled("URL_MAP_HOST_PORT", Some(at), docs::URL_MAPS));
                }
                let Some(length) = host_fits(pattern, host) else {
                    continue;
                };
                if best.is_none_or(|(own, _)| length > own) {
                    best = Some((length, matcher));
                }
            }
        }
        let Some((_, name)) = best else {
            return Ok(None);
        };
        let mut matchers = map.path_matchers.iter();
        match matchers.find(|matcher| matcher.name == name) {
            Some(matcher) => Ok(Some(matcher)),
            None => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "pathMatchers"),
            )),
        }
    }
}

/// The path without query and fragment; a URL that ends with its host asks for `/`.
fn path_of(path: &str) -> &str {
    let end = path.find(['?', '#']).unwrap_or(path.len());
    match path.get(..end) {
        None | Some("") => "/",
        Some(path) => path,
    }
}

/// How closely a host rule's pattern fits; the host itself closest.
fn host_fits(pattern: &str, host: &str) -> Option<usize> {
    if pattern.eq_ignore_ascii_case(host) {
        return Some(usize::MAX);
    }
    let end = pattern.strip_prefix('*')?;
    let head = host.len().checked_sub(end.len())?;
    let tail = host.get(head..)?;
    (tail.eq_ignore_ascii_case(end)).then_some(end.len())
}

/// What the path rule says that fits closest; none fits, or it says nothing.
fn by_path<'m>(matcher: &'m PathMatcher, path: &str) -> Option<Option<&'m UrlAction>> {
    let mut best: Option<(usize, Option<&UrlAction>)> = None;
    for (paths, action) in &matcher.path_rules {
        for pattern in paths {
            let length = match pattern.strip_suffix('*') {
                _ if pattern == path => usize::MAX,
                Some(start) if path.starts_with(start) => start.len(),
                _ => continue,
            };
            if best.is_none_or(|(own, _)| length > own) {
                best = Some((length, action.as_ref()));
            }
        }
    }
    best.map(|(_, action)| action)
}

/// What the route rules do with a path.
enum Route<'m> {
    /// This one's action, if it has any.
    By(Option<&'m UrlAction>),
    /// None of them matches.
    None,
    /// One of them may match that comes before any that does.
    Unknown,
}

fn by_route<'m>(matcher: &'m PathMatcher, path: &str) -> Route<'m> {
    let mut sure: Option<&RouteRule> = None;
    for rule in &matcher.route_rules {
        let before = sure.is_none_or(|own| rule.priority < own.priority);
        if before && rule_fits(rule, path) == Some(true) {
            sure = Some(rule);
        }
    }
    let action = match sure {
        Some(rule) => rule.action.as_ref(),
        None => matcher.default.as_ref(),
    };
    // Those before it that may match do no harm where they do the same.
    let harmless = |rule: &RouteRule| {
        let service = matches!(rule.action, Some(UrlAction::Service(_)));
        service && rule.action.as_ref() == action
    };
    let mut before = matcher.route_rules.iter().filter(|rule| {
        sure.is_none_or(|own| rule.priority < own.priority) && rule_fits(rule, path).is_none()
    });
    match (before.all(harmless), sure) {
        (false, _) => Route::Unknown,
        (true, Some(_)) => Route::By(action),
        (true, None) => Route::None,
    }
}

/// Whether a route rule is for a path; `None`: it depends on what is not read.
fn rule_fits(rule: &RouteRule, path: &str) -> Option<bool> {
    if rule.matches.is_empty() {
        // Whether one without any match rule matches, the reference does not say.
        return None;
    }
    let mut says = Some(false);
    for own in &rule.matches {
        match path_fits(own, path) {
            Some(true) => return Some(true),
            Some(false) => {}
            None => says = None,
        }
    }
    says
}

/// Whether a match rule is for a path; `None`: it depends on what is not read.
fn path_fits(rule: &RouteMatch, path: &str) -> Option<bool> {
    let same = |a: &str, b: &str| match rule.ignore_case {
        true => a.eq_ignore_ascii_case(b),
        false => a == b,
    };
    let fits = match &rule.path {
        PathMatch::Any => true,
        PathMatch::Full(full) => same(full, path),
        PathMatch::Prefix(start) => path.get(..start.len()).is_some_and(|own| same(own, start)),
        PathMatch::Regex(_) | PathMatch::Template(_) => return None,
    };
    match fits {
        true if rule.more => None,
        fits => Some(fits),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closer_host_comes_first() {
        assert_eq!(
            host_fits("api.example.com", "API.example.com"),
            Some(usize::MAX)
        );
        assert_eq!(host_fits("*.example.com", "api.example.com"), Some(12));
        assert_eq!(host_fits("*", "api.example.com"), Some(0));
        assert_eq!(
            host_fits("*-api.example.com", "b-api.example.com"),
            Some(16)
        );
        assert_eq!(host_fits("*.example.com", "example.com"), None);
        assert_eq!(host_fits("example.com", "api.example.com"), None);
    }

    #[test]
    fn a_path_has_no_query() {
        assert_eq!(path_of(""), "/");
        assert_eq!(path_of("/a/b?c=/d"), "/a/b");
    }
}
