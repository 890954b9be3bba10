//! What a resource is called: in its own object, in the fields of others, and after it is called otherwise.

use hopscope_model::name::{GLOBAL, region_of};
use hopscope_model::request::TargetHost;
use hopscope_model::{Id, Kind, Name, Scenario};
use serde_json::Value;

use super::json;

/// Whether Google names a kind by its location, whatever that is: `locations/global`.
fn is_located(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RunService
            | Kind::Function
            | Kind::Connector
            | Kind::Cluster
            | Kind::AddressGroup
            | Kind::Hub
    )
}

/// The whole name of a resource, as Google's fields have it.
pub fn google_name(id: &Id) -> String {
    let Name {
        project,
        location,
        name,
    } = &id.name;
    let word = id.kind.collection();
    let project = if project.is_empty() { "-" } else { project };
    let place = match &**location {
        own if is_located(id.kind) => format!("locations/{own}"),
        GLOBAL => GLOBAL.to_owned(),
        own if region_of(own) == own => format!("regions/{own}"),
        own => format!("zones/{own}"),
    };
    format!("projects/{project}/{place}/{word}/{name}")
}

/// Whether a field of the resource `from` names this one. What the field leaves out is filled in from there.
pub fn is_named(text: &str, from: &Name, id: &Id) -> bool {
    let mut parts = text.trim_end_matches('/').split('/').rev();
    if parts.next() != Some(&*id.name.name) {
        return false;
    }
    let (mut project, mut location) = (None, None);
    let mut after = "";
    for part in parts {
        match part {
            "projects" => project = Some(after),
            "regions" | "zones" | "locations" => location = Some(after),
            GLOBAL => location = Some(GLOBAL),
            _ => {}
        }
        after = part;
    }
    let own = &id.name;
    let same_project = project.unwrap_or(&from.project) == &*own.project;
    let same_place = match location {
        Some(location) => location == &*own.location,
        None => {
            own.is_global()
                || *own.location == *from.location
                || region_of(&own.location) == region_of(&from.location)
        }
    };
    same_project && same_place
}

/// What of an object says who it is.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Identity {
    /// Its name.
    pub name: String,
    /// Region or zone; `None` where it has no say in that.
    pub location: Option<String>,
}

/// Where the name of an object stands.
fn name_key(object: &Value) -> &'static str {
    if object.get("responsePolicyName").is_some() {
        "responsePolicyName"
    } else if object.get("projectId").is_some() {
        "projectId"
    } else {
        "name"
    }
}

/// Whether Google has an object's kind both globally and in regions.
fn may_be_regional(object: &Value) -> bool {
    let kind = object.get("kind").and_then(Value::as_str);
    let hierarchy = object.get("type").is_some();
    kind.is_some_and(|kind| {
        kind == "compute#firewallPolicy" && !hierarchy
            || kind.starts_with("compute#target") && kind.ends_with("Proxy")
            || BOTH.contains(&kind)
    })
}

/// The kinds of objects that are global or regional, beside policies and target proxies.
const BOTH: &[&str] = &[
    "compute#address",
    "compute#backendService",
    "compute#forwardingRule",
    "compute#healthCheck",
    "compute#networkEndpointGroup",
    "compute#securityPolicy",
    "compute#urlMap",
];

/// Who an object says that it is.
pub fn identity(object: &Value) -> Identity {
    let word = |key: &str| object.get(key).and_then(Value::as_str).map(str::to_owned);
    let whole = word(name_key(object)).unwrap_or_default();
    let parts: Vec<&str> = whole.split('/').collect();
    let place = parts.iter().position(|part| *part == "locations");
    let inside = place
        .and_then(|at| parts.get(at + 1))
        .map(|it| (*it).to_owned());
    Identity {
        name: parts.last().copied().unwrap_or_default().to_owned(),
        location: inside
            .or_else(|| word("region"))
            .or_else(|| word("zone"))
            .or_else(|| word("location"))
            .filter(|location| location != GLOBAL)
            .or_else(|| may_be_regional(object).then(|| GLOBAL.to_owned())),
    }
}

/// Calls an object otherwise.
pub(super) fn set_identity(object: &mut Value, to: &Identity) {
    let key = name_key(object);
    let old = object.get(key).and_then(Value::as_str).unwrap_or_default();
    let mut parts: Vec<&str> = old.split('/').collect();
    let place = parts.iter().position(|part| *part == "locations");
    let mut inside = false;
    if let (Some(at), Some(location)) = (place, &to.location)
        && let Some(part) = parts.get_mut(at + 1)
    {
        *part = location;
        inside = true;
    }
    if let Some(last) = parts.last_mut() {
        *last = &to.name;
    }
    let whole = parts.join("/");
    json::set(object, key, Some(whole.into()));
    if let (false, Some(location)) = (inside, &to.location) {
        let location = match location.as_str() {
            "" => GLOBAL,
            own => own,
        };
        let zonal = region_of(location) != location;
        let key = match object.get("location") {
            Some(_) => "location",
            None if zonal => "zone",
            None => "region",
        };
        for other in ["region", "zone"] {
            json::set(object, other, None);
        }
        if location != GLOBAL {
            json::set(object, key, Some(location.into()));
        }
    }
}

/// Whether a resource can be called that at all.
pub fn is_name(text: &str) -> bool {
    let fits = |letter: char| !letter.is_whitespace() && letter != '/';
    !text.is_empty() && text.chars().all(fits)
}

/// The scenario with a resource called otherwise, everywhere; `None` where that cannot be: it is no name, or another
/// is called that already.
pub fn rename(
    scenario: &Scenario,
    old: &Id,
    to: &Identity,
    project: &str,
) -> Option<(Scenario, Id)> {
    let location = match &to.location {
        Some(location) if location.is_empty() => GLOBAL,
        Some(location) => location.as_str(),
        None => &old.name.location,
    };
    // What it is below stands before its name.
    let own = match old.name.name.rsplit_once('/') {
        Some((parent, _)) => format!("{parent}/{}", to.name),
        None => to.name.clone(),
    };
    let new = Id::new(old.kind, Name::new(project, location, own));
    if scenario.resources.contains(&new) || !is_name(&to.name) {
        return None;
    }
    let mut named = scenario.clone();
    // Cloud Run makes the host name of the service's.
    if let Some((old_url, url)) = new_uri(scenario, old, &to.name) {
        if let Some(service) = named.resources.run_services.get_mut(&old.name) {
            for own in &mut service.urls {
                if *own == old_url {
                    own.clone_from(&url);
                }
            }
        }
        for request in &mut named.requests {
            if let TargetHost::Name(host) = &mut request.to.host
                && old_url.strip_prefix("https://") == Some(host)
            {
                *host = url.trim_start_matches("https://").to_owned();
            }
        }
    }
    if *old.name.project != *project {
        begin_project(&mut named, project);
    }
    let mut names = vec![(old.clone(), new.name.clone())];
    if *old.name.project != *project && old.kind == Kind::Network {
        names.extend(parts_of(scenario, &old.name).into_iter().map(|id| {
            let Name { location, name, .. } = id.name.clone();
            (id, Name::new(project, location, name))
        }));
    }
    let next = hopscope_document::renamed(&named, &names);
    next.resources.contains(&new).then_some((next, new))
}

/// Whether a kind is in a project that one can choose.
pub fn has_project(id: &Id) -> bool {
    let own = matches!(
        id.kind,
        Kind::Pod
            | Kind::NetworkPolicy
            | Kind::KubeService
            | Kind::Nat
            | Kind::Peering
            | Kind::Project
    );
    let in_none = id.name.project.is_empty() || &*id.name.project == "-";
    !own && !in_none && id.kind.scope() != hopscope_model::resource::Scope::World
}

/// What makes up a network, and is where it is.
fn parts_of(scenario: &Scenario, network: &Name) -> Vec<Id> {
    let all = &scenario.resources;
    let mut found = Vec::new();
    let mut add = |kind: Kind, name: &Name, of: &Name| {
        if of == network {
            found.push(Id::new(kind, name.clone()));
        }
    };
    for (name, own) in &all.subnets {
        add(Kind::Subnet, name, own.network.name());
    }
    for (name, own) in &all.firewalls {
        add(Kind::Firewall, name, own.network.name());
    }
    for (name, own) in &all.routes {
        add(Kind::Route, name, own.network.name());
    }
    for (name, own) in &all.routers {
        add(Kind::Router, name, own.network.name());
    }
    found
}

/// A project that nothing is in yet holds everything that there is where the scenario's own does, as a new one does.
fn begin_project(scenario: &mut Scenario, project: &str) {
    let own = scenario.default_project().to_owned();
    let is_new = scenario
        .resources
        .ids()
        .all(|id| *id.name.project != *project);
    let whole = super::new_scenario().complete.len();
    let complete = scenario.complete.iter().filter(|(of, _)| *of == own);
    let kinds: Vec<Kind> = complete.map(|(_, kind)| *kind).collect();
    if is_new && kinds.len() == whole {
        for kind in kinds {
            scenario.complete.insert((project.to_owned(), kind));
        }
    }
}

/// The URL that holds the name of a Cloud Run service, and what it becomes with another name.
fn new_uri(scenario: &Scenario, id: &Id, name: &str) -> Option<(String, String)> {
    if id.kind != Kind::RunService {
        return None;
    }
    let service = scenario.resources.run_services.get(&id.name)?;
    let old = service.urls.first()?;
    let rest = old.strip_prefix("https://")?.strip_prefix(&*id.name.name)?;
    rest.starts_with('-')
        .then(|| (old.clone(), format!("https://{name}{rest}")))
}
