//! Containers of Cloud Run: of their environment, only the proxy settings are read. Images, and values of other
//! variables, never enter a scenario.

use hopscope_model::resource::ProxySettings;
use hopscope_model::resource::hopscope::{ProxyScope, ProxyVariable};

use crate::codec::{At, Out};
use crate::fields::Fields;
use crate::tree::{Members, Tree};

/// Takes proxy settings out of the environment of containers. Of a variable that is set twice, in capitals and in
/// small letters or in two containers, the first counts.
pub(super) fn read_proxies(workload: &Fields<'_>, at: &At<'_>) {
    let mut variables = Vec::new();
    for container in workload.objects("containers") {
        for variable in container.objects("env") {
            let name = variable.needed_text("name");
            let elsewhere = SOURCES.iter().any(|source| variable.has(source));
            variables.extend(match variable.get("value") {
                Some(value) => Some((name, known(value))),
                // Without either it is set to nothing.
                None => elsewhere.then_some((name, None)),
            });
        }
    }
    read_variables(variables, at);
}

/// Where the value of a variable comes from that is not written beside it: Cloud Run v2, Knative.
const SOURCES: [&str; 2] = ["valueSource", "valueFrom"];

/// The value of a variable as it is written, of any type: only those of proxy variables are looked at. What is no
/// text is no value that is known.
pub(super) fn known(value: &Tree) -> Option<String> {
    match value {
        Tree::Text(value) => Some(value.clone()),
        _ => None,
    }
}

/// The same for variables as functions print them, in one object. A value that is not known keeps its variable
/// from being taken for one that is not set.
pub(super) fn read_variables(variables: Vec<(String, Option<String>)>, at: &At<'_>) {
    let mut settings = ProxySettings {
        scope: ProxyScope::Environment,
        ..ProxySettings::default()
    };
    let mut said = at.said.borrow_mut();
    for (name, value) in variables {
        let Some(variable) = ProxyVariable::of(&name) else {
            continue;
        };
        let Some(value) = value else {
            settings.unknown.insert(variable);
            continue;
        };
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        let slot = match variable {
            ProxyVariable::Http => &mut settings.http,
            ProxyVariable::Https => &mut settings.https,
            ProxyVariable::All => &mut settings.all,
            ProxyVariable::No => {
                if settings.no_proxy.is_empty() {
                    settings.no_proxy = no_proxy(value);
                }
                continue;
            }
        };
        let (url, secret) = without_user(value);
        said.secrets += usize::from(secret);
        slot.get_or_insert(url);
    }
    // What is written beside a variable that is not known does not count.
    for variable in &settings.unknown {
        match variable {
            ProxyVariable::Http => settings.http = None,
            ProxyVariable::Https => settings.https = None,
            ProxyVariable::All => settings.all = None,
            ProxyVariable::No => settings.no_proxy.clear(),
        }
    }
    let any = settings.http.is_some() || settings.https.is_some() || settings.all.is_some();
    let any = any || !settings.no_proxy.is_empty() || !settings.unknown.is_empty();
    said.proxies = any.then_some(settings);
}

/// A list of hosts, as the variable holds it.
fn no_proxy(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|host| !host.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Scheme, host and port of a proxy's URL, which is all that is needed of it, and whether the rest seems to hold a secret:
/// a password, or a query.
pub(crate) fn without_user(url: &str) -> (String, bool) {
    let (scheme, rest) = match url.split_once("://") {
        Some((scheme, rest)) => (Some(scheme), rest),
        None => (None, url),
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let port = host.rsplit_once(':').map_or("", |(_, port)| port);
    let digits = port.ends_with(']') || port.bytes().all(|own| own.is_ascii_digit());
    // A password with what ends a host in it, which no library reads: neither does this.
    let torn = !digits && path.contains('@');
    let host = if torn { NOT_READ } else { host };
    let secret = torn || user.contains(':') || path.contains(['?', '#']);
    match scheme {
        Some(scheme) => (format!("{scheme}://{host}"), secret),
        None => (host.to_owned(), secret),
    }
}

/// Stands for a host and port of which one cannot tell where they begin: there is no such port.
const NOT_READ: &str = "*:*";

/// Proxy settings as variables, of which some have no value that is known; none where they do not come from an
/// environment.
pub(super) fn environment(settings: Option<&ProxySettings>) -> Vec<(&'static str, Option<String>)> {
    let Some(settings) = settings.filter(|settings| settings.scope == ProxyScope::Environment)
    else {
        return Vec::new();
    };
    let mut variables = Vec::new();
    for variable in ProxyVariable::ALL {
        let value = match variable {
            ProxyVariable::Http => settings.http.clone(),
            ProxyVariable::Https => settings.https.clone(),
            ProxyVariable::All => settings.all.clone(),
            ProxyVariable::No => {
                (!settings.no_proxy.is_empty()).then(|| settings.no_proxy.join(","))
            }
        };
        if value.is_some() || settings.unknown.contains(&variable) {
            variables.push((variable.name(), value));
        }
    }
    variables
}

/// The same as the environment of a container; no container where there are none.
pub(super) fn write_environment(settings: Option<&ProxySettings>, out: &Out<'_>) -> Vec<Members> {
    let mut written = Vec::new();
    for (name, value) in environment(settings) {
        let mut own = out.nested();
        own.put("name", name);
        match value {
            Some(value) => own.put("value", value),
            // Only that it is elsewhere matters, not where.
            None => own.put("valueSource", Members::new()),
        }
        written.push(own.map);
    }
    if written.is_empty() {
        return Vec::new();
    }
    let mut container = out.nested();
    container.objects("env", written);
    vec![container.map]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_of_proxies_are_left_out() {
        let check = |url: &str, expected: &str, secret: bool| {
            assert_eq!(without_user(url), (expected.to_owned(), secret));
        };
        check("http://me:pw@proxy:3128", "http://proxy:3128", true);
        check("http://proxy:3128", "http://proxy:3128", false);
        check("me:pw@proxy:3128", "proxy:3128", true);
        check(
            "socks5h://localhost:5000/@x",
            "socks5h://localhost:5000",
            false,
        );
        check("http://proxy:3128/?token=x", "http://proxy:3128", true);
        check("http://me@proxy:3128/", "http://proxy:3128", false);
        check("proxy?x", "proxy", true);
        check("http://[2001:db8::1]/x", "http://[2001:db8::1]", false);
        check("http://me:a/b@proxy:3128", "http://*:*", true);
        check("http://proxy:$PORT", "http://proxy:$PORT", false);
    }
}
