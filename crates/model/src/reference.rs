//! Reading what people write: references to resources, sources and targets of requests (contract, sections 3
//! and 4).

use std::collections::BTreeMap;
use std::net::IpAddr;

use thiserror::Error;

use crate::name::{GLOBAL, Id, Name};
use crate::problem::{Problem, ProblemCode, Severity};
use crate::request::{GoogleCaller, Source, Target, TargetHost, scheme_port, scheme_protocol};
use crate::resource::{Kind, Resources, Scope};
use crate::scenario::Scenario;
use crate::why::{Reason, What, Why};

/// What can be wrong with a reference, source or target.
#[derive(Clone, PartialEq, Eq, Debug, Error)]
pub enum ReferenceError {
    /// The first word is no kind.
    #[error("`{0}` does not begin with a kind such as `run/` or `vm/`")]
    NoKind(String),
    /// It fits several things.
    #[error("`{text}` could be any of: {}", candidates.join(", "))]
    Ambiguous {
        /// As written.
        text: String,
        /// What it could be, as short references.
        candidates: Vec<String>,
    },
    /// Not an address.
    #[error("`{0}` is not an IP address")]
    NotAnAddress(String),
    /// Not a service of Google's.
    #[error("`{0}` is not one of the Google services that call")]
    NotACaller(String),
    /// Not a URL, nor a thing with a port.
    #[error("`{0}` is neither a URL nor a thing with a port such as `vm/web:22`")]
    NotATarget(String),
    /// The scheme is not known.
    #[error("`{0}` is not a scheme that is known")]
    UnknownScheme(String),
    /// No port, where none is known.
    #[error("`{0}` needs a port")]
    PortMissing(String),
    /// A port that is none.
    #[error("`{0}` is not a port")]
    NotAPort(String),
    /// This kind cannot be a source.
    #[error("a {0} cannot be the source of a request")]
    NotASource(Kind),
    /// This kind has no address to be asked for by.
    #[error("a {0} is asked for by a URL, a host name or an address, not by its own name")]
    NotADestination(Kind),
}

impl ReferenceError {
    /// Why it means nothing, or several things.
    pub fn reason(&self) -> Reason {
        match self {
            Self::NoKind(text) => Reason::about(Why::NoKind, text),
            Self::Ambiguous { text, candidates } => {
                Reason::about(Why::Ambiguous, text).with("choices", &candidates.join(", "))
            }
            Self::NotAnAddress(text) => Reason::not_a(text, What::Address),
            Self::NotACaller(text) => Reason::not_a(text, What::Caller),
            Self::NotATarget(text) => Reason::not_a(text, What::Target),
            Self::UnknownScheme(text) => Reason::not_a(text, What::Scheme),
            Self::PortMissing(text) => Reason::about(Why::NoPort, text),
            Self::NotAPort(text) => Reason::not_a(text, What::Port),
            Self::NotASource(kind) => Reason::new(Why::NotASource).with("kind", kind.code()),
            Self::NotADestination(kind) => {
                Reason::new(Why::NotADestination).with("kind", kind.code())
            }
        }
    }

    /// The problem it makes.
    pub fn problem(&self) -> Problem {
        let code = match self {
            Self::Ambiguous { .. } => ProblemCode::ReferenceAmbiguous,
            Self::PortMissing(_) => ProblemCode::PortMissing,
            _ => ProblemCode::FieldInvalid,
        };
        let problem = Problem::new(Severity::Error, code);
        match self {
            Self::Ambiguous { text, candidates } => problem
                .arg("text", text)
                .arg("candidates", candidates.join(", ")),
            Self::PortMissing(text) => problem.arg("text", text),
            _ => problem.why(&self.reason()),
        }
    }
}

/// The names of a scenario's resources by their last part, and by each end of one that has several, for resolving many references.
#[derive(Clone, Default, Debug)]
pub struct Names(BTreeMap<(Kind, String), Vec<Name>>);

impl Names {
    /// Of what is there now.
    pub fn of(resources: &Resources) -> Self {
        let mut names = Self::default();
        for id in resources.ids() {
            let whole = &*id.name.name;
            let ends = match id.kind.scope() {
                Scope::Parented(..) => whole.match_indices('/').map(|(at, _)| at + 1).collect(),
                _ => Vec::new(),
            };
            for end in ends {
                let own = (id.kind, whole.get(end..).unwrap_or_default().to_owned());
                names.0.entry(own).or_default().push(id.name.clone());
            }
            let own = (id.kind, whole.to_owned());
            names.0.entry(own).or_default().push(id.name);
        }
        names
    }

    /// What is called so, in order.
    pub fn called(&self, kind: Kind, name: &str) -> &[Name] {
        self.0
            .get(&(kind, name.to_owned()))
            .map_or(&[], Vec::as_slice)
    }
}

/// What a reference points to: the one resource of the scenario that it fits. Where none fits, the id it would
/// have (the location empty if not written), so that what asks for it can be told what is missing.
pub fn resolve(scenario: &Scenario, text: &str) -> Result<Id, ReferenceError> {
    resolve_by(scenario, text, |kind, parts| {
        scenario
            .resources
            .names(kind)
            .filter(|name| fits(kind, name, parts))
            .cloned()
            .collect()
    })
}

/// The same, with the names at hand.
pub fn resolve_among(names: &Names, scenario: &Scenario, text: &str) -> Result<Id, ReferenceError> {
    resolve_by(scenario, text, |kind, parts| {
        let own = name_parts(kind).min(parts.len());
        names
            .called(kind, &parts[parts.len() - own..].join("/"))
            .iter()
            .filter(|name| fits(kind, name, parts))
            .cloned()
            .collect()
    })
}

fn resolve_by(
    scenario: &Scenario,
    text: &str,
    fitting: impl Fn(Kind, &[String]) -> Vec<Name>,
) -> Result<Id, ReferenceError> {
    let (kind, mut parts) = split(text)?;
    // A project may be written by its number.
    if parts.len() > name_parts(kind) + 1
        && let Some(project) = parts.first_mut()
        && let Some(id) = scenario.project_of_number(project)
    {
        *project = id.to_owned();
    }
    let mut found: Vec<Id> = fitting(kind, &parts)
        .into_iter()
        .map(|name| Id::new(kind, name))
        .collect();
    if found.len() > 1 {
        // A name of the default project is what is meant, where it is the only one there.
        let default = scenario.default_project();
        let here: Vec<_> = found
            .iter()
            .filter(|id| *id.name.project == *default)
            .cloned()
            .collect();
        if parts.len() < 3 && here.len() == 1 {
            found = here;
        }
    }
    match found.len() {
        1 => Ok(found.remove(0)),
        0 => Ok(Id::new(
            kind,
            guess(kind, &parts, scenario.default_project()),
        )),
        _ => Err(ReferenceError::Ambiguous {
            text: text.to_owned(),
            candidates: found.iter().map(|id| scenario.short(id)).collect(),
        }),
    }
}

/// Splits a reference into its kind and the parts behind it, outermost first.
fn split(text: &str) -> Result<(Kind, Vec<String>), ReferenceError> {
    let no_kind = || ReferenceError::NoKind(text.to_owned());
    if let Some(id) = google_name(text) {
        return Ok(id);
    }
    let (code, rest) = text.split_once('/').ok_or_else(no_kind)?;
    let kind = Kind::from_code(code).ok_or_else(no_kind)?;
    let parts: Vec<String> = rest.split('/').map(str::to_owned).collect();
    if parts.iter().any(String::is_empty) {
        return Err(no_kind());
    }
    Ok((kind, parts))
}

/// How many parts the name itself of a kind has.
fn name_parts(kind: Kind) -> usize {
    match kind.scope() {
        Scope::Parented(_, parts) => parts,
        _ => 1,
    }
}

fn fits(kind: Kind, name: &Name, parts: &[String]) -> bool {
    let own = name_parts(kind).min(parts.len());
    let (front, last) = parts.split_at(parts.len() - own);
    let last = last.join("/");
    // Of what is in something else, the end of its name is enough.
    let short = parts.len() < name_parts(kind) && is_end_of(&name.name, &last);
    if *name.name != *last && !short {
        return false;
    }
    match front {
        [] => true,
        [location] => *name.location == **location,
        [project, location] => *name.project == **project && *name.location == **location,
        _ => false,
    }
}

/// Whether a text is the last parts of a name.
fn is_end_of(name: &str, text: &str) -> bool {
    let before = name.strip_suffix(text);
    before.is_some_and(|before| before.ends_with('/'))
}

fn guess(kind: Kind, parts: &[String], default_project: &str) -> Name {
    let own = name_parts(kind).min(parts.len());
    let (front, last) = parts.split_at(parts.len() - own);
    let name = last.join("/");
    let (project, location) = match front {
        [] => (default_project, ""),
        [location] => (default_project, location.as_str()),
        [project, location, ..] => (project.as_str(), location.as_str()),
    };
    match kind.scope() {
        Scope::World => Name::new("", GLOBAL, name),
        Scope::Global => Name::new(project, GLOBAL, name),
        Scope::Located | Scope::Parented(..) => Name::new(project, location, name),
    }
}

/// `projects/P/LOCATION…/COLLECTION/NAME` with anything before it: kind, and project, location, name.
fn google_name(text: &str) -> Option<(Kind, Vec<String>)> {
    let start = if text.starts_with("projects/") {
        0
    } else {
        text.find("/projects/")? + 1
    };
    let parts: Vec<&str> = text.get(start..)?.split('/').collect();
    match parts.as_slice() {
        ["projects", project, "global", collection, name] => Some((
            Kind::from_collection(collection)?,
            vec![(*project).into(), GLOBAL.into(), (*name).into()],
        )),
        [
            "projects",
            project,
            "regions" | "zones" | "locations",
            location,
            collection,
            name,
        ] => Some((
            Kind::from_collection(collection)?,
            vec![(*project).into(), (*location).into(), (*name).into()],
        )),
        ["projects", project, "managedZones", name] => Some((
            Kind::Zone,
            vec![(*project).into(), GLOBAL.into(), (*name).into()],
        )),
        ["projects", project] => Some((Kind::Project, vec![(*project).into()])),
        _ => None,
    }
}

/// Reads the source of a request.
pub fn source(scenario: &Scenario, text: &str) -> Result<Source, ReferenceError> {
    source_by(scenario, text, |text| resolve(scenario, text))
}

/// The same, with the names at hand.
pub fn source_among(
    names: &Names,
    scenario: &Scenario,
    text: &str,
) -> Result<Source, ReferenceError> {
    source_by(scenario, text, |text| resolve_among(names, scenario, text))
}

fn source_by(
    scenario: &Scenario,
    text: &str,
    resolve: impl Fn(&str) -> Result<Id, ReferenceError>,
) -> Result<Source, ReferenceError> {
    let address = |text: &str| {
        text.parse::<IpAddr>()
            .map_err(|_| ReferenceError::NotAnAddress(text.to_owned()))
    };
    if let Some(rest) = text.strip_prefix("internet:") {
        return Ok(Source::Internet(address(rest)?));
    }
    if let Some(rest) = text.strip_prefix("onprem:") {
        let (network, host) = rest
            .split_once(':')
            .ok_or_else(|| ReferenceError::NotAnAddress(rest.to_owned()))?;
        return Ok(Source::OnPrem(
            Name::new("", GLOBAL, network),
            address(host)?,
        ));
    }
    if let Some(rest) = text.strip_prefix("google:") {
        let (service, project) = rest.split_once('@').unwrap_or((rest, ""));
        let caller = GoogleCaller::parse(service)
            .ok_or_else(|| ReferenceError::NotACaller(service.to_owned()))?;
        let project = if project.is_empty() {
            scenario.default_project()
        } else {
            project
        };
        let project = scenario.project_of_number(project).unwrap_or(project);
        return Ok(Source::Google(caller, project.to_owned()));
    }
    let (reference, interface) = match text.rsplit_once(':') {
        Some((reference, interface)) if interface.starts_with("nic") => {
            (reference, Some(interface))
        }
        _ => (text, None),
    };
    let id = resolve(reference)?;
    match id.kind {
        Kind::RunService
        | Kind::RunJob
        | Kind::Function
        | Kind::App
        | Kind::Instance
        | Kind::Pod
        | Kind::Host => Ok(match interface {
            Some(interface) if id.kind == Kind::Instance => {
                Source::Interface(id, interface.to_owned())
            }
            _ => Source::Workload(id),
        }),
        kind => Err(ReferenceError::NotASource(kind)),
    }
}

/// How a source is written.
pub fn write_source(scenario: &Scenario, source: &Source) -> String {
    match source {
        Source::Workload(id) => scenario.short(id),
        Source::Interface(id, interface) => format!("{}:{interface}", scenario.short(id)),
        Source::Internet(address) => format!("internet:{address}"),
        Source::OnPrem(name, address) => format!("onprem:{}:{address}", name.name),
        Source::Google(caller, project) => format!("google:{}@{project}", caller.as_str()),
    }
}

/// Reads the target of a request.
pub fn target(scenario: &Scenario, text: &str) -> Result<Target, ReferenceError> {
    target_by(text, |text| resolve(scenario, text))
}

/// The same, with the names at hand.
pub fn target_among(
    names: &Names,
    scenario: &Scenario,
    text: &str,
) -> Result<Target, ReferenceError> {
    target_by(text, |text| resolve_among(names, scenario, text))
}

fn target_by(
    text: &str,
    resolve: impl Fn(&str) -> Result<Id, ReferenceError>,
) -> Result<Target, ReferenceError> {
    let not_a_target = || ReferenceError::NotATarget(text.to_owned());
    let Some((scheme, rest)) = text.split_once("://") else {
        let (reference, port) = text.rsplit_once(':').ok_or_else(|| match split(text) {
            Ok((kind, _)) if !is_destination(kind) => ReferenceError::NotADestination(kind),
            Ok(_) => ReferenceError::PortMissing(text.to_owned()),
            Err(_) => not_a_target(),
        })?;
        let id = resolve(reference).map_err(|error| match error {
            ReferenceError::NoKind(_) => not_a_target(),
            other => other,
        })?;
        if !is_destination(id.kind) {
            return Err(ReferenceError::NotADestination(id.kind));
        }
        return Ok(Target {
            scheme: "tcp".to_owned(),
            host: TargetHost::Thing(id),
            port: Some(port_number(port)?),
            port_written: true,
            path: String::new(),
        });
    };
    let scheme = scheme.to_ascii_lowercase();
    let protocol =
        scheme_protocol(&scheme).ok_or_else(|| ReferenceError::UnknownScheme(scheme.clone()))?;
    let (authority, path) = match rest.find(['/', '?', '#']) {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let authority = authority
        .rsplit_once('@')
        .map_or(authority, |(_, host)| host);
    let (host, port) = if let Some(bracketed) = authority.strip_prefix('[') {
        let (host, after) = bracketed.split_once(']').ok_or_else(not_a_target)?;
        (host, after.strip_prefix(':'))
    } else if authority.matches(':').count() > 1 {
        (authority, None)
    } else {
        match authority.split_once(':') {
            Some((host, port)) => (host, Some(port)),
            None => (authority, None),
        }
    };
    let host = host.strip_suffix('.').unwrap_or(host).to_ascii_lowercase();
    let host = match host.parse::<IpAddr>() {
        Ok(address) => TargetHost::Address(address),
        // Between brackets stands an address; one with a zone (`%eth0`) means something to one machine alone.
        Err(_) if authority.starts_with('[') || !is_host_name(&host) => {
            return Err(not_a_target());
        }
        Err(_) => TargetHost::Name(host),
    };
    let written = port.map(port_number).transpose()?;
    let port = written.or_else(|| scheme_port(&scheme));
    if port.is_none() && protocol.has_ports() {
        return Err(ReferenceError::PortMissing(text.to_owned()));
    }
    Ok(Target {
        scheme,
        host,
        port: port.filter(|_| protocol.has_ports()),
        port_written: written.is_some(),
        path: path.to_owned(),
    })
}

/// Port 0 is reserved (RFC 6335): nothing is reached at it.
fn port_number(text: &str) -> Result<u16, ReferenceError> {
    let port: u16 = text.parse().unwrap_or(0);
    match port {
        0 => Err(ReferenceError::NotAPort(text.to_owned())),
        port => Ok(port),
    }
}

/// Labels of 1 to 63 characters, 253 together (RFC 1035). Which characters, servers have their own minds.
fn is_host_name(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && !label.contains(|c: char| c.is_whitespace() || "%:[]\\".contains(c))
        })
}

/// Whether a thing of this kind has an address of its own to be asked for by.
fn is_destination(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Instance
            | Kind::Host
            | Kind::Pod
            | Kind::Sql
            | Kind::Cluster
            | Kind::ForwardingRule
            | Kind::Address
    )
}

/// How a target is written.
pub fn write_target(scenario: &Scenario, target: &Target) -> String {
    let port = match target.port {
        Some(port) if target.port_written => format!(":{port}"),
        _ => String::new(),
    };
    let Target { scheme, path, .. } = target;
    match &target.host {
        TargetHost::Thing(id) => format!("{}{port}", scenario.short(id)),
        TargetHost::Name(name) => format!("{scheme}://{name}{port}{path}"),
        TargetHost::Address(IpAddr::V6(address)) => format!("{scheme}://[{address}]{port}{path}"),
        TargetHost::Address(address) => format!("{scheme}://{address}{port}{path}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roundtrip(text: &str) -> String {
        let scenario = Scenario::default();
        match target(&scenario, text) {
            Ok(target) => write_target(&scenario, &target),
            Err(error) => error.to_string(),
        }
    }

    #[test]
    fn targets_are_urls_or_things() {
        assert_eq!(
            roundtrip("https://Server.a.run.app/path?q=1"),
            "https://server.a.run.app/path?q=1"
        );
        assert_eq!(roundtrip("vm/web:22"), "vm/web:22");
        assert_eq!(roundtrip("tcp://10.0.0.5"), "`tcp://10.0.0.5` needs a port");
        assert_eq!(roundtrip("postgres://10.0.0.5"), "postgres://10.0.0.5");
        assert_eq!(roundtrip("icmp://10.0.0.5"), "icmp://10.0.0.5");
        assert_eq!(roundtrip("tcp://10.0.0.5:0"), "`0` is not a port");
        assert_eq!(roundtrip("https://example.com./"), "https://example.com/");
        for odd in [
            "https://[fe80::1%25eth0]/",
            "https://[fe80::1%eth0]/",
            "https://[example.com]/",
            "https://a..example/",
            "https://.example/",
            "https://example../",
            "https:///path",
        ] {
            let answer = roundtrip(odd);
            assert!(answer.contains("is neither a URL nor a thing"), "{answer}");
        }
        for service in ["run/server", "run/server:443"] {
            let answer = roundtrip(service);
            assert!(answer.contains("is asked for by a URL"), "{answer}");
        }
        assert_eq!(
            roundtrip("https://[2001:db8::1]:8443/"),
            "https://[2001:db8::1]:8443/"
        );
    }

    #[test]
    fn a_project_may_be_written_by_its_number() {
        let mut scenario = Scenario::default();
        let project = crate::resource::Project {
            number: Some(42),
            ancestors: Vec::new(),
        };
        let name = Name::new("", GLOBAL, "acme-dev");
        scenario.resources.insert(name, project);
        assert_eq!(
            source(&scenario, "google:scheduler@42"),
            Ok(Source::Google(
                GoogleCaller::Scheduler,
                "acme-dev".to_owned()
            ))
        );
        let id = resolve(&scenario, "run/42/asia-northeast1/api");
        let project = id.map(|id| id.name.project.to_string());
        assert_eq!(project, Ok("acme-dev".to_owned()));
    }
}
