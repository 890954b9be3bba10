//! Connections: what may be joined to what, and what becomes of the objects when it is.

mod table;

use hopscope_model::{Id, Kind, Scenario};
use serde_json::Value;

use super::free::free_address;
use super::json;
use super::name::{google_name, is_named};
use super::object::{objects, put};
use table::TABLE;

pub use table::Connection;

/// Stands for a request, which writes no field.
pub const REQUEST: &str = "request";

/// Who can ask.
const CALLERS: &[Kind] = &[
    Kind::RunService,
    Kind::RunJob,
    Kind::Function,
    Kind::App,
    Kind::Instance,
    Kind::Pod,
    Kind::Host,
];

/// Whether anything can be joined to resources of a kind.
pub fn is_source(kind: Kind) -> bool {
    CALLERS.contains(&kind) || TABLE.iter().any(|own| own.from == kind)
}

/// A connection that may be made from one resource.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Choice {
    /// To what.
    pub to: Id,
    /// The field that it writes; [`REQUEST`] for a request.
    pub path: &'static str,
}

/// What may be joined to a resource: fields first, then requests.
pub fn choices(scenario: &Scenario, from: &Id) -> Vec<Choice> {
    let all = &scenario.resources;
    let mut found = Vec::new();
    // Only some target proxies have a URL map, and only the others a backend service of their own.
    let proxy = all.target_proxies.get(&from.name);
    let layer4 = proxy.is_some_and(|own| {
        use hopscope_model::resource::load_balancing::ProxyProtocol;
        matches!(own.protocol, ProxyProtocol::Tcp | ProxyProtocol::Ssl)
    });
    for connection in TABLE.iter().filter(|own| own.from == from.kind) {
        if from.kind == Kind::TargetProxy && layer4 != (connection.to == Kind::BackendService) {
            continue;
        }
        for name in all.names(connection.to) {
            let to = Id::new(connection.to, name.clone());
            if to != *from {
                found.push(Choice {
                    to,
                    path: connection.path,
                });
            }
        }
    }
    if CALLERS.contains(&from.kind) {
        for id in all.ids() {
            if id != *from && target(scenario, &id).is_some() {
                found.push(Choice {
                    to: id,
                    path: REQUEST,
                });
            }
        }
    }
    found
}

/// How one asks for a resource: by its URL, name, address, or itself with a port.
pub fn target(scenario: &Scenario, id: &Id) -> Option<String> {
    let all = &scenario.resources;
    match id.kind {
        Kind::RunService => {
            let url = all.run_services.get(&id.name)?.urls.first()?;
            Some(format!("{}/", url.trim_end_matches('/')))
        }
        Kind::Function => {
            let url = all.functions.get(&id.name)?.urls.first()?;
            Some(url.clone())
        }
        Kind::Host => {
            let host = all.hosts.get(&id.name)?;
            match (host.dns_names.first(), host.addresses.first()) {
                (Some(name), _) => Some(format!("https://{name}/")),
                (None, Some(address)) => Some(format!("tcp://{address}:443")),
                (None, None) => None,
            }
        }
        Kind::Instance => Some(format!("{}:443", scenario.short(id))),
        Kind::Sql => {
            let port = scenario.resources.sqls.get(&id.name)?.port();
            Some(format!("{}:{}", scenario.short(id), port.unwrap_or(5432)))
        }
        Kind::Cluster => Some(format!("{}:443", scenario.short(id))),
        Kind::ForwardingRule => {
            let rule = all.forwarding_rules.get(&id.name)?;
            let port = rule.ports.first().map_or(443, |range| range.first);
            Some(format!("tcp://{}:{port}", rule.address?))
        }
        _ => None,
    }
}

/// The scenario with a connection; `None` where there is no such.
pub fn connect(scenario: &Scenario, from: &Id, choice: &Choice) -> Option<Scenario> {
    let row = TABLE
        .iter()
        .find(|own| own.from == from.kind && own.to == choice.to.kind && own.path == choice.path)?;
    let mut next = join(scenario, from, row, &choice.to)?;
    if row.to == Kind::Network && row.from == row.to {
        // Both sides of a peering name the other.
        next = join(&next, &choice.to, row, from)?;
    }
    Some(next)
}

fn join(scenario: &Scenario, from: &Id, row: &Connection, to: &Id) -> Option<Scenario> {
    let mut list = objects(scenario, from);
    // The list that hangs on a resource is an object of its own.
    let position = list
        .iter()
        .position(|object| object.get("items").is_some())
        .filter(|_| row.path.starts_with("items"));
    let at = match (position, row.path.starts_with("items")) {
        (Some(at), _) => at,
        (None, true) => {
            let resource = scenario.short(from);
            list.push(
                serde_json::json!({"kind": "hopscope#export", "resource": resource, "items": []}),
            );
            list.len() - 1
        }
        (None, false) => 0,
    };
    let object = list.get_mut(at)?;
    for path in row.without {
        if json::get(object, path).is_some() {
            json::set(object, path, None);
        }
    }
    let own = matches!(
        row.from,
        Kind::Pod | Kind::NetworkPolicy | Kind::KubeService | Kind::Host | Kind::OnPremNetwork
    );
    let name = match (row.from, row.to) {
        // A label is a bare name.
        (Kind::Instance, Kind::Cluster) => to.name.name.to_string(),
        _ if own => scenario.short(to),
        _ => google_name(to),
    };
    let mut path = row.path.to_owned();
    if let Some((list, rest)) = row.path.split_once("[+]") {
        let there = json::get(object, list).and_then(Value::as_array);
        let taken = there.is_some_and(|items| {
            let inside = rest.trim_start_matches('.');
            let mut items = items.iter();
            items.any(|item| {
                let item = if inside.is_empty() {
                    Some(item)
                } else {
                    json::get(item, inside)
                };
                item.and_then(Value::as_str)
                    .is_some_and(|text| text == name || is_named(text, &from.name, to))
            })
        });
        if taken {
            return Some(scenario.clone());
        }
        path = one_more(object, &path);
    }
    let beside: Vec<(String, String)> = row
        .with
        .iter()
        .map(|(path, value)| {
            let value = value
                .replace("$from", &from.name.name)
                .replace("$to", &to.name.name)
                .replace("$place", &to.name.location);
            (one_more(object, path), value)
        })
        .collect();
    json::set(object, &path, Some(name.into()));
    for (path, value) in beside {
        if json::get(object, &path).is_none() {
            json::set(object, &path, Some(value.into()));
        }
    }
    if (row.from, row.to) == (Kind::Instance, Kind::Subnet) {
        let address = free_address(scenario, Some(to));
        let network = scenario
            .resources
            .subnets
            .get(&to.name)
            .map(|own| google_name(&Id::new(Kind::Network, own.network.name().clone())).into());
        json::set(object, "networkInterfaces[0].network", network);
        json::set(
            object,
            "networkInterfaces[0].networkIP",
            Some(address.into()),
        );
    }
    let (next, wrong) = put(scenario, from, &list);
    let worse = next.resources.unread.len() > scenario.resources.unread.len();
    (!worse || wrong.is_empty()).then_some(next)
}

/// A path with the position behind the last for `[+]`.
fn one_more(object: &Value, path: &str) -> String {
    let Some((list, rest)) = path.split_once("[+]") else {
        return path.to_owned();
    };
    let count = json::get(object, list).and_then(Value::as_array);
    format!("{list}[{}]{rest}", count.map_or(0, Vec::len))
}
