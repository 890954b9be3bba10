//! Host names: those of the scenario get other labels, part by part, so that what was below a domain stays below it;
//! those that Google makes of a resource's name go by its new one.

use hopscope_model::google::is_google_name;
use hopscope_model::index::Index;
use hopscope_model::{Id, Kind, Name, Scenario, Set, order};

use crate::redact::numbered;
use crate::redact::words::Words;
use crate::tree::Tree;

/// Keys under which host names stand, alone, in a URL, or in a list of either.
const KEYS: &[&str] = &[
    "dnsName",
    "dnsNames",
    "hostname",
    "hosts",
    "host",
    "fqdn",
    "uri",
    "urls",
    "url",
    "http",
    "https",
    "all",
    "noProxy",
    "audience",
    "oauth2ClientId",
    "to",
    "rrdatas",
    "dnsSuffix",
    "domain",
    "domainNames",
    "endpoint",
    "value",
    "customAudiences",
    "pscDnsName",
];

/// What names end in that Google makes of numbers, and what stands for one: OAuth clients, DNS-based endpoints of GKE
/// control planes.
const NUMBERED: &[(&str, &str)] = &[
    (".apps.googleusercontent.com", "client"),
    (".gke.goog", "gke"),
];

/// Adds every host name of a document.
pub(crate) fn add(scenario: &Scenario, document: &Tree, new: &[(Id, Name)], words: &mut Words) {
    let mut found = Set::default();
    gather("", document, &mut found);
    for service in scenario.resources.run_services.values() {
        for domain in &service.custom_domains {
            found.add(domain.clone());
        }
    }
    // They are told by the domain below which Google makes their names.
    let is_numbered = |host: &str| NUMBERED.iter().any(|(end, _)| host.ends_with(end));
    for (end, stem) in NUMBERED {
        let hosts = found.keys().filter(|host| host.ends_with(end)).cloned();
        let hosts = order::once(hosts);
        for (host, number) in hosts.iter().zip(1..) {
            let new = numbered(stem, number, hosts.len());
            let rest = host.split_once('.').map_or("", |(_, rest)| rest);
            words.add(host, format!("{new}.{rest}"));
        }
    }
    let mut labels: Set<String> = Set::default();
    let (own, googles): (Vec<String>, Vec<String>) = found
        .keys()
        .filter(|host| !is_numbered(host))
        .cloned()
        .partition(|host| !is_google_name(host) && !host.ends_with(".internal"));
    for host in &own {
        // The last label stays: `.example` stands for ordinary hosts, and a domain of the world is one.
        if let Some((front, _)) = host.rsplit_once('.') {
            for label in front.split('.').filter(|label| *label != "*") {
                labels.add(label.to_owned());
            }
        }
    }
    let labels = order::once(labels.keys().cloned());
    let count = labels.len();
    let numbers = labels.iter().zip(1..);
    let new_labels: Index<String, String> = numbers
        .map(|(label, number)| (label.clone(), numbered("name", number, count)))
        .collect();
    let label = |old: &str| {
        new_labels
            .get(old)
            .cloned()
            .unwrap_or_else(|| old.to_owned())
    };
    for host in &own {
        if let Some((front, last)) = host.rsplit_once('.') {
            let front: Vec<String> = front.split('.').map(label).collect();
            words.add(host, format!("{}.{last}", front.join(".")));
        }
    }
    let names = made_of(new);
    for host in &googles {
        if let Some(new) = made(host, &names, words) {
            words.add(host, new);
        }
    }
    functions(scenario, new, words);
}

/// The functions of a region share a host, and are told apart by the first part of the path
/// (<https://cloud.google.com/functions/docs/calling/http>).
fn functions(scenario: &Scenario, new: &[(Id, Name)], words: &mut Words) {
    for (id, name) in new.iter().filter(|(id, _)| id.kind == Kind::Function) {
        let function = scenario.resources.functions.get(&id.name);
        for url in function.into_iter().flat_map(|own| &own.urls) {
            let own = format!("/{}", &*id.name.name);
            let Some(host) = url.strip_suffix(&own) else {
                continue;
            };
            let host = words.replaced(host).unwrap_or_else(|| host.to_owned());
            words.add_url(url, format!("{host}/{}", &*name.name));
        }
    }
}

/// The names of which Google makes host names, by kind: old, and new.
fn made_of(new: &[(Id, Name)]) -> Index<(Kind, String), String> {
    let mut names = Index::new();
    for (id, name) in new {
        names.insert((id.kind, id.name.name.to_string()), name.name.to_string());
    }
    names
}

/// A host name that begins with what a resource is called: `NAME-….run.app`, `NAME.ZONE.c.PROJECT.internal`,
/// `SERVICE-NAME.p.googleapis.com`. Of several names the longest.
fn made(host: &str, names: &Index<(Kind, String), String>, words: &Words) -> Option<String> {
    let (first, rest) = host.split_once('.')?;
    // `TAG---NAME-….run.app`: the tag is no name of a resource's, and stays.
    let (tag, first) = match first.split_once("---") {
        Some((tag, first)) => (format!("{tag}---"), first),
        None => (String::new(), first),
    };
    let begins = |kind: Kind| {
        let mut fitting: Vec<(&String, &String)> = Vec::new();
        for ((own, old), new) in names.iter() {
            let after = first.strip_prefix(old.as_str());
            if *own == kind && after.is_some_and(|after| after.starts_with('-')) {
                fitting.push((old, new));
            }
        }
        fitting.into_iter().max_by_key(|(old, _)| old.len())
    };
    let rest = words.replaced(rest).unwrap_or_else(|| rest.to_owned());
    if host.ends_with(".run.app") {
        let (old, new) = begins(Kind::RunService)?;
        let after = first.strip_prefix(old.as_str())?;
        let after = words.replaced(after).unwrap_or_else(|| after.to_owned());
        return Some(format!("{tag}{new}{after}.{rest}"));
    }
    if host.ends_with(".p.googleapis.com") {
        for ((kind, old), new) in names.iter() {
            let front = first.strip_suffix(old.as_str());
            if let (Kind::ForwardingRule, Some(front)) =
                (*kind, front.filter(|own| own.ends_with('-')))
            {
                return Some(format!("{front}{new}.{rest}"));
            }
        }
    }
    if let Some((rule, balancer)) = rest_of_balancer(host) {
        let new = names.get(&(Kind::ForwardingRule, rule.to_owned()))?;
        let balancer = words
            .replaced(balancer)
            .unwrap_or_else(|| balancer.to_owned());
        return Some(format!("{first}.{new}.{balancer}"));
    }
    if host.ends_with(".internal") && !host.ends_with(".google.internal") {
        let new = names.get(&(Kind::Instance, first.to_owned()))?;
        return Some(format!("{new}.{rest}"));
    }
    None
}

/// The rule of `LABEL.RULE.il4.REGION.lb.PROJECT.internal`, and what is behind it.
fn rest_of_balancer(host: &str) -> Option<(&str, &str)> {
    let (rule, rest) = host.split_once('.')?.1.split_once('.')?;
    (rest.ends_with(".internal") && rest.contains(".lb.")).then_some((rule, rest))
}

fn gather(key: &str, value: &Tree, found: &mut Set<String>) {
    match value {
        Tree::Text(text) if KEYS.contains(&key) => {
            // NO_PROXY and its like hold several.
            for own in text.split([',', ' ']).filter_map(host) {
                found.add(own);
            }
        }
        Tree::List(list) => list.iter().for_each(|own| gather(key, own, found)),
        Tree::Object(members) => {
            let has = |key: &str| members.iter().any(|(own, _)| own == key);
            let text = |key: &str| {
                members.iter().find_map(|(own, value)| match value {
                    Tree::Text(text) if own == key => Some(text.as_str()),
                    _ => None,
                })
            };
            // Records are told by what they hold, and by their names where that is not kept.
            let absolute = text("name").is_some_and(|own| own.ends_with('.'));
            let named = has("rrdatas") || has("localData") || has("type") && absolute;
            if let Some(own) = text("name").filter(|_| named).and_then(host) {
                found.add(own);
            }
            for (key, value) in members {
                gather(key, value, found);
            }
        }
        _ => {}
    }
}

/// The host name of a text that is one, or a URL; `None` for addresses and for names of one label.
fn host(text: &str) -> Option<String> {
    let text = text.split_once("://").map_or(text, |(_, rest)| rest);
    let text = text.split(['/', ':', '?']).next().unwrap_or_default();
    let text = text.rsplit('@').next().unwrap_or_default();
    let text = text.trim_start_matches(['*', '.']).trim_end_matches('.');
    let fits = |label: &str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_*".contains(&byte))
    };
    let (_, last) = text.rsplit_once('.')?;
    let is_host = text.split('.').all(fits) && last.bytes().any(|byte| byte.is_ascii_alphabetic());
    is_host.then(|| text.to_owned())
}
