//! Containers of Cloud Run: of their environment, only the proxy settings are read. Images, and values of other
//! variables, never enter a scenario.

use hopscope_model::resource::ProxySettings;
use hopscope_model::resource::hopscope::ProxyScope;

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
            // Of any type: only the values of proxy variables are looked at.
            if let Some(Tree::Text(value)) = variable.get("value") {
                variables.push((name, value.clone()));
            }
        }
    }
    read_variables(variables, at);
}

/// The same for variables as functions print them, in one object.
pub(super) fn read_variables(variables: Vec<(String, String)>, at: &At<'_>) {
    let mut settings = ProxySettings {
        scope: ProxyScope::Environment,
        ..ProxySettings::default()
    };
    let mut said = at.said.borrow_mut();
    for (name, value) in variables {
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        let slot = match name.to_ascii_uppercase().as_str() {
            "HTTP_PROXY" => &mut settings.http,
            "HTTPS_PROXY" => &mut settings.https,
            "ALL_PROXY" => &mut settings.all,
            "NO_PROXY" => {
                if settings.no_proxy.is_empty() {
                    settings.no_proxy = no_proxy(value);
                }
                continue;
            }
            _ => continue,
        };
        let (url, secret) = without_user(value);
        said.secrets += usize::from(secret);
        slot.get_or_insert(url);
    }
    let any = settings.http.is_some() || settings.https.is_some() || settings.all.is_some();
    said.proxies = (any || !settings.no_proxy.is_empty()).then_some(settings);
}

/// A list of hosts, as the variable holds it.
fn no_proxy(text: &str) -> Vec<String> {
    text.split(',')
        .map(str::trim)
        .filter(|host| !host.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A URL without user name and password, and whether it had a password.
pub(crate) fn without_user(url: &str) -> (String, bool) {
    let Some((scheme, rest)) = url.split_once("://") else {
        return match url.rsplit_once('@') {
            Some((user, host)) => (host.to_owned(), user.contains(':')),
            None => (url.to_owned(), false),
        };
    };
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at(end);
    match authority.rsplit_once('@') {
        Some((user, host)) => (format!("{scheme}://{host}{path}"), user.contains(':')),
        None => (url.to_owned(), false),
    }
}

/// Proxy settings as variables; none where they do not come from an environment.
pub(super) fn environment(settings: Option<&ProxySettings>) -> Vec<(&'static str, String)> {
    let Some(settings) = settings.filter(|settings| settings.scope == ProxyScope::Environment)
    else {
        return Vec::new();
    };
    let no_proxy = (!settings.no_proxy.is_empty()).then(|| settings.no_proxy.join(","));
    let variables = [
        ("HTTP_PROXY", settings.http.clone()),
        ("HTTPS_PROXY", settings.https.clone()),
        ("ALL_PROXY", settings.all.clone()),
        ("NO_PROXY", no_proxy),
    ];
    let variables = variables.into_iter();
    variables
        .filter_map(|(name, value)| Some((name, value?)))
        .collect()
}

/// The same as the environment of a container; no container where there are none.
pub(super) fn write_environment(settings: Option<&ProxySettings>, out: &Out<'_>) -> Vec<Members> {
    let mut written = Vec::new();
    for (name, value) in environment(settings) {
        let mut own = out.nested();
        own.put("name", name);
        own.put("value", value);
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
            "socks5h://localhost:5000/@x",
            false,
        );
    }
}
