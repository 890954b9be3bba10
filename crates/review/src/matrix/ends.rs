//! Who can ask, and for what: every workload, every public range that something names, every on-premises range; every
//! machine, service, front end and host, and whatever requests ask for beside them.

use std::net::IpAddr;

use hopscope_model::google;
use hopscope_model::name::GLOBAL;
use hopscope_model::reference::{write_source, write_target};
use hopscope_model::request::{Credential, Source, Target, TargetHost, scheme_port};
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::resource::load_balancing::ProxyProtocol;
use hopscope_model::{Id, Index, Kind, Name, Protocol, Request, Scenario, order};
use ipnet::IpNet;
use serde_json::Value;

use super::alike::GoesBy;
use super::scan::{each_leaf, ranges};

/// Who asks, or what is asked for, on both sides.
#[derive(Clone, Debug)]
pub(super) struct End<T> {
    /// What it is called.
    pub(super) label: String,
    /// The resource that it is.
    pub(super) thing: Option<Id>,
    /// Which of the ends of that resource: alike resources have alike ends.
    pub(super) form: String,
    /// The internet, or something that only private networks reach.
    pub(super) place: Place,
    /// Of a source, the addresses that are called its own: those that are the same on both sides.
    pub(super) own: Vec<String>,
    /// As each side has it; `None` where it is not there.
    pub(super) sides: [Option<T>; 2],
}

/// Where an end is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// An address on the internet.
    Internet,
    /// A host on the internet, which may have a way of its own inside.
    Outside,
    /// A destination that the internet has no address for.
    Inside,
    /// Anywhere else.
    Any,
}

impl Place {
    /// Whether what is asked from here is asked from the internet.
    pub(super) fn is_internet(self) -> bool {
        matches!(self, Self::Internet | Self::Outside)
    }
}

/// What is asked for.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Asked {
    /// A machine, at every port.
    Ports(TargetHost),
    /// This.
    Exactly(Target, String, Credential),
}

/// The most ranges of the internet, or of on-premises networks, that are asked from.
const MOST_RANGES: usize = 64;

/// Addresses of the internet that stand for all that nothing names.
const ANYWHERE: [&str; 4] = ["203.0.113.9", "198.51.100.9", "192.0.2.9", "8.26.56.26"];

/// Puts what both sides have together: what is to be there in its order, then what only is there now. What is no
/// resource, an address of the internet or a name that somebody asks for, is there on both sides; `is_there` says
/// whether a side has what it needs.
pub(super) fn both<T: Clone>(
    lists: [Vec<End<T>>; 2],
    is_there: &dyn Fn(&T, usize) -> bool,
) -> Vec<End<T>> {
    let [before, after] = lists;
    let mut all: Index<String, End<T>> = Index::new();
    let mut order = Vec::new();
    for (side, list) in [(1, after), (0, before)] {
        for mut own in list {
            let value = own.sides.iter_mut().find_map(Option::take);
            let known = match all.get_mut(&own.label) {
                Some(known) => known,
                None => {
                    order.push(own.label.clone());
                    all.insert(own.label.clone(), own.clone());
                    let Some(known) = all.get_mut(&own.label) else {
                        continue;
                    };
                    known
                }
            };
            if known.place != own.place {
                // One of the two has an address that the internet can ask for.
                known.place = Place::Any;
            }
            if known.thing != own.thing {
                // Two things go by one name: then it is nobody's own.
                known.thing = None;
            }
            for (at, place) in known.sides.iter_mut().enumerate() {
                let other = || own.thing.is_none() && place.is_none();
                if at == side || other() {
                    *place = value.clone().filter(|value| is_there(value, at));
                }
            }
        }
    }
    order
        .iter()
        .filter_map(|label| all.get(label).cloned())
        .collect()
}

fn end<T>(
    label: String,
    thing: Option<&Id>,
    form: impl Into<String>,
    place: Place,
    own: T,
) -> End<T> {
    End {
        label,
        thing: thing.cloned(),
        form: form.into(),
        place,
        own: Vec::new(),
        sides: [Some(own), None],
    }
}

/// Whether a scenario has what a source is of.
pub(super) fn can_ask(scenario: &Scenario, source: &Source) -> bool {
    match source {
        Source::Workload(id) | Source::Interface(id, _) => scenario.resources.contains(id),
        Source::OnPrem(name, _) => scenario.resources.onprem_networks.contains_key(name),
        Source::Internet(_) | Source::Google(..) => true,
    }
}

/// Whether a scenario has what is asked for, where that is a thing of its.
pub(super) fn can_be_asked(scenario: &Scenario, asked: &Asked) -> bool {
    let (Asked::Ports(host) | Asked::Exactly(Target { host, .. }, ..)) = asked;
    match host {
        TargetHost::Thing(id) => scenario.resources.contains(id),
        TargetHost::Name(_) | TargetHost::Address(_) => true,
    }
}

/// By what else than its name a resource goes.
pub(super) fn goes_by(scenario: &Scenario, id: &Id) -> GoesBy {
    let all = &scenario.resources;
    let mut by = GoesBy::default();
    match id.kind {
        Kind::Instance => {
            let machine = all.instances.get(&id.name);
            for interface in machine.into_iter().flat_map(|own| &own.interfaces) {
                by.addresses.extend(interface.address);
                by.addresses.extend(interface.external_address);
                by.addresses.extend(interface.ipv6_address.map(IpAddr::V6));
                by.addresses
                    .extend(interface.external_ipv6_address.map(IpAddr::V6));
            }
        }
        Kind::Pod => {
            if let Some(pod) = all.pods.get(&id.name) {
                by.addresses.extend(pod.address);
                by.addresses
                    .extend(pod.interfaces.iter().map(|(_, address)| *address));
            }
        }
        Kind::Sql => {
            if let Some(sql) = all.sqls.get(&id.name) {
                by.addresses.extend(sql.private_address);
                by.addresses.extend(sql.public_address);
            }
        }
        Kind::ForwardingRule => {
            let rule = all.forwarding_rules.get(&id.name);
            by.addresses.extend(rule.and_then(|own| own.address));
        }
        Kind::Host => {
            if let Some(host) = all.hosts.get(&id.name) {
                by.addresses.extend(&host.addresses);
                by.hosts.extend(host.dns_names.iter().cloned());
            }
        }
        Kind::RunService => {
            if let Some(service) = all.run_services.get(&id.name) {
                by.hosts
                    .extend(service.urls.iter().map(|url| host_of(url).to_owned()));
                by.hosts.extend(service.custom_domains.iter().cloned());
            }
        }
        Kind::Function => {
            let urls = all.functions.get(&id.name).map(|own| &own.urls);
            by.hosts.extend(
                urls.into_iter()
                    .flatten()
                    .map(|url| host_of(url).to_owned()),
            );
        }
        _ => {}
    }
    by
}

fn host_of(url: &str) -> &str {
    let bare = url.split_once("://").map_or(url, |(_, rest)| rest);
    bare.split(['/', ':']).next().unwrap_or(bare)
}

/// Who can ask.
pub(super) fn sources(scenario: &Scenario, objects: &[Value]) -> Vec<End<Source>> {
    let mut list = Vec::new();
    for id in scenario.resources.ids() {
        let whole = || Source::Workload(id.clone());
        let host = scenario.resources.hosts.get(&id.name);
        let place = match host.filter(|_| id.kind == Kind::Host) {
            Some(host) if host.at.is_none() => Place::Outside,
            _ => Place::Any,
        };
        let mut add = |form: &str, source: Source| {
            let label = write_source(scenario, &source);
            list.push(end(label, Some(&id), form, place, source));
        };
        match id.kind {
            Kind::Instance => {
                let machine = scenario.resources.instances.get(&id.name);
                let interfaces = machine.map_or(&[][..], |own| &own.interfaces);
                match interfaces {
                    [_, _, ..] => {
                        for own in interfaces {
                            add(&own.name, Source::Interface(id.clone(), own.name.clone()));
                        }
                    }
                    _ => add("", whole()),
                }
            }
            Kind::RunService
            | Kind::RunJob
            | Kind::Function
            | Kind::App
            | Kind::Pod
            | Kind::Host => add("", whole()),
            _ => {}
        }
    }
    let named = outside_ranges(scenario, objects);
    for address in from_internet(&named) {
        let source = Source::Internet(address);
        let label = write_source(scenario, &source);
        list.push(end(label.clone(), None, label, Place::Internet, source));
    }
    for (name, network) in &scenario.resources.onprem_networks {
        for address in representatives(&network.ranges, &inner(objects, &network.ranges)) {
            let source = Source::OnPrem(name.clone(), address);
            let label = write_source(scenario, &source);
            list.push(end(label.clone(), None, label, Place::Any, source));
        }
    }
    for request in &scenario.requests {
        let source = &request.from;
        let place = match source {
            Source::Internet(_) => Place::Internet,
            Source::OnPrem(..) | Source::Google(..) => Place::Any,
            Source::Workload(_) | Source::Interface(..) => continue,
        };
        let label = write_source(scenario, source);
        list.push(end(label.clone(), None, label, place, source.clone()));
    }
    list
}

/// The public ranges that something names and that are nobody's in the scenario.
fn outside_ranges(scenario: &Scenario, objects: &[Value]) -> Vec<IpNet> {
    let own: Vec<IpNet> = scenario
        .resources
        .subnets
        .values()
        .flat_map(|own| {
            own.range
                .into_iter()
                .chain(own.secondary_ranges.iter().map(|own| own.range))
        })
        .chain(
            scenario
                .resources
                .onprem_networks
                .values()
                .flat_map(|own| own.ranges.clone()),
        )
        .collect();
    let vips = [
        &google::PRIVATE_VIP,
        &google::RESTRICTED_VIP,
        &google::DIRECT_CONNECTIVITY,
    ];
    let vips = vips.into_iter().chain(&google::DEFAULT_DOMAINS);
    let google: Vec<IpNet> = google::SPECIAL_PATH_RANGES
        .into_iter()
        .chain(google::PASSTHROUGH_CHECK_RANGES)
        .chain(vips.map(|range| IpNet::V4(*range)))
        .collect();
    let mut named = all_ranges(objects);
    named.retain(|range| {
        let overlaps = |other: &IpNet| other.contains(range) || range.contains(other);
        matches!(range, IpNet::V4(_))
            && range.prefix_len() > 0
            && !google::is_private(range.network())
            && !google.iter().any(|other| other.contains(range))
            && !own.iter().any(overlaps)
    });
    named
}

fn all_ranges(objects: &[Value]) -> Vec<IpNet> {
    let mut found = Vec::new();
    for object in objects {
        each_leaf(object, &mut |_, _, leaf| {
            if let Value::String(text) = leaf {
                found.extend(ranges(text));
            }
        });
    }
    order::once(found)
}

/// The ranges that something names within others.
fn inner(objects: &[Value], within: &[IpNet]) -> Vec<IpNet> {
    let mut found = all_ranges(objects);
    found.retain(|range| within.iter().any(|own| own.contains(range)));
    found
}

/// An address of each public range that is in no smaller one, and one that is in none.
fn from_internet(named: &[IpNet]) -> Vec<IpAddr> {
    let mut found = Vec::new();
    let is_free = |address: &IpAddr| !named.iter().any(|range| range.contains(address));
    let anywhere = ANYWHERE.iter().filter_map(|text| text.parse().ok());
    found.extend(anywhere.filter(is_free).take(1));
    found.extend(representatives(&[], named));
    found
}

/// An address of each range that is in none of the smaller ones.
fn representatives(ranges: &[IpNet], named: &[IpNet]) -> Vec<IpAddr> {
    let all = order::once(ranges.iter().chain(named).copied());
    let mut found = Vec::new();
    for range in all.iter().take(MOST_RANGES) {
        let smaller = || {
            let inside = all
                .iter()
                .filter(move |own| *own != range && range.contains(*own));
            inside.copied()
        };
        let after = |address: IpAddr| match address {
            IpAddr::V4(own) => u32::from(own)
                .checked_add(1)
                .map(|own| IpAddr::V4(own.into())),
            IpAddr::V6(own) => u128::from(own)
                .checked_add(1)
                .map(|own| IpAddr::V6(own.into())),
        };
        // The first address of a range is a network's own, where it is one.
        let mut candidates: Vec<IpAddr> = after(range.network()).into_iter().collect();
        candidates.push(range.network());
        candidates.extend(smaller().filter_map(|own| after(own.broadcast())));
        let is_its = |address: &IpAddr| {
            range.contains(address) && !smaller().any(|own| own.contains(address))
        };
        found.extend(candidates.into_iter().find(is_its));
    }
    found
}

/// What can be asked for.
pub(super) fn destinations(scenario: &Scenario) -> Vec<End<Asked>> {
    let mut list = Vec::new();
    for id in scenario.resources.ids() {
        of(scenario, &id, &mut list);
    }
    let things: Vec<String> = list.iter().map(|own| own.label.clone()).collect();
    for request in &scenario.requests {
        let known = match &request.to.host {
            TargetHost::Thing(id) => things.contains(&scenario.short(id)),
            TargetHost::Address(address) => list.iter().any(|own| {
                own.sides
                    .iter()
                    .flatten()
                    .any(|asked| *asked == Asked::Ports(TargetHost::Address(*address)))
            }),
            TargetHost::Name(_) => false,
        };
        if !known {
            let mut label = write_target(scenario, &request.to);
            if !matches!(request.method.as_str(), "" | "GET") {
                label = format!("{label} {}", request.method);
            }
            let private = match request.to.host {
                TargetHost::Address(address) if google::is_private(address) => Place::Inside,
                _ => Place::Any,
            };
            let asked = Asked::Exactly(
                request.to.clone(),
                request.method.clone(),
                request.credential.clone(),
            );
            list.push(end(label.clone(), None, label, private, asked));
        }
    }
    // A request for a service's own URL is asked already.
    let mut seen: Vec<String> = Vec::new();
    list.retain(|own| {
        let key = own.label.trim_end_matches('/').to_owned();
        let is_new = !seen.contains(&key);
        seen.push(key);
        is_new
    });
    list
}

fn of(scenario: &Scenario, id: &Id, list: &mut Vec<End<Asked>>) {
    let all = &scenario.resources;
    let short = scenario.short(id);
    let mut at = |form: String, label: String, address: IpAddr| {
        let place = match google::is_private(address) {
            true => Place::Inside,
            false => Place::Any,
        };
        let asked = Asked::Ports(TargetHost::Address(address));
        list.push(end(label, Some(id), form, place, asked));
    };
    match id.kind {
        Kind::Instance => {
            let Some(machine) = all.instances.get(&id.name) else {
                return;
            };
            let mut first = true;
            for own in &machine.interfaces {
                let addresses = [
                    own.address,
                    own.external_address,
                    own.ipv6_address.map(IpAddr::V6),
                    own.external_ipv6_address.map(IpAddr::V6),
                ];
                for (which, address) in addresses.into_iter().enumerate() {
                    let Some(address) = address else { continue };
                    let label = match first {
                        true => short.clone(),
                        false => format!("{short} {address}"),
                    };
                    first = false;
                    at(format!("{} {which}", own.name), label, address);
                }
            }
        }
        Kind::Pod => {
            if let Some(address) = all.pods.get(&id.name).and_then(|own| own.address) {
                at(String::new(), short, address);
            }
        }
        Kind::ForwardingRule => front_end(scenario, id, short, list),
        Kind::Sql => {
            let Some(sql) = all.sqls.get(&id.name) else {
                return;
            };
            let place = match sql.public_address {
                Some(_) => Place::Any,
                None => Place::Inside,
            };
            for port in [
                sql.port(),
                Some(hopscope_model::resource::sql::CONNECTOR_PORT),
            ] {
                let Some(port) = port else { continue };
                let target = to("tcp", TargetHost::Thing(id.clone()), port, "");
                let label = write_target(scenario, &target);
                let asked = exactly(target, Credential::None);
                list.push(end(label, Some(id), port.to_string(), place, asked));
            }
        }
        Kind::Cluster => {
            let target = to("tcp", TargetHost::Thing(id.clone()), 443, "");
            let label = write_target(scenario, &target);
            let asked = exactly(target, Credential::None);
            list.push(end(label, Some(id), "443", Place::Any, asked));
        }
        Kind::RunService => {
            let urls = all.run_services.get(&id.name).map(|own| &own.urls);
            let hosts = urls
                .into_iter()
                .flatten()
                .map(|url| host_of(url).to_owned());
            let host = hosts.into_iter().next();
            let host = host.unwrap_or_else(|| default_host(scenario, &id.name));
            list.push(service(scenario, id, host, "/"));
        }
        Kind::Function => {
            let urls = all.functions.get(&id.name).map(|own| &own.urls);
            let url = urls.and_then(|urls| urls.first());
            if let Some(url) = url {
                let rest = url.split_once("://").map_or("", |(_, rest)| rest);
                let path = rest.find('/').and_then(|at| rest.get(at..)).unwrap_or("/");
                list.push(service(scenario, id, host_of(url).to_owned(), path));
            }
        }
        Kind::Host => host(scenario, id, list),
        _ => {}
    }
}

/// A service by its URL. A workload that asks shows an ID token of its own.
fn service(scenario: &Scenario, id: &Id, host: String, path: &str) -> End<Asked> {
    let credential = Credential::IdToken {
        audience: format!("https://{host}"),
        principal: None,
    };
    let mut target = to("https", TargetHost::Name(host), 443, path);
    target.port_written = false;
    let label = write_target(scenario, &target);
    end(
        label,
        Some(id),
        "url",
        Place::Any,
        exactly(target, credential),
    )
}

/// The URL of a service that names none (contract, section 6).
fn default_host(scenario: &Scenario, name: &Name) -> String {
    let project = Name::new("", GLOBAL, name.project.clone());
    let number = scenario.resources.projects.get(&project);
    let number = number
        .and_then(|own| own.number)
        .map_or_else(|| "0".repeat(12), |own| own.to_string());
    format!("{}-{number}.{}.run.app", name.name, name.location)
}

/// A front end: one that speaks HTTP is asked so, at its ports; any other at all ports.
fn front_end(scenario: &Scenario, id: &Id, short: String, list: &mut Vec<End<Asked>>) {
    let Some(rule) = scenario.resources.forwarding_rules.get(&id.name) else {
        return;
    };
    let Some(address) = rule.address else { return };
    let place = match google::is_private(address) {
        true => Place::Inside,
        false => Place::Any,
    };
    let host = TargetHost::Address(address);
    let proxy = match &rule.target {
        ForwardingTarget::Proxy(proxy) => scenario.resources.get(proxy),
        _ => None,
    };
    let scheme = match proxy.map(|own| own.protocol) {
        Some(ProxyProtocol::Http) => "http",
        Some(ProxyProtocol::Https | ProxyProtocol::Grpc) => "https",
        _ => {
            list.push(end(short, Some(id), "", place, Asked::Ports(host)));
            return;
        }
    };
    for range in &rule.ports {
        let mut target = to(scheme, host.clone(), range.first, "/");
        target.port_written = scheme_port(scheme) != target.port;
        let label = format!("{short} {}", write_target(scenario, &target));
        let form = format!("{scheme} {}", range.first);
        list.push(end(
            label,
            Some(id),
            form,
            place,
            exactly(target, Credential::None),
        ));
    }
}

/// A host by its first name, else by its first address, at what it listens on.
fn host(scenario: &Scenario, id: &Id, list: &mut Vec<End<Asked>>) {
    let Some(own) = scenario.resources.hosts.get(&id.name) else {
        return;
    };
    let by = match (own.dns_names.first(), own.addresses.first()) {
        (Some(name), _) => TargetHost::Name(name.clone()),
        (None, Some(address)) => TargetHost::Address(*address),
        (None, None) => return,
    };
    let place = match own.addresses.iter().all(|own| google::is_private(*own)) {
        true if !own.addresses.is_empty() => Place::Inside,
        _ => Place::Any,
    };
    let web = [(443, Protocol::TCP)];
    for (port, protocol) in own.listens.as_deref().unwrap_or(&web) {
        let scheme = match (*port, *protocol, &by) {
            (443, Protocol::TCP, TargetHost::Name(_)) => "https",
            (_, Protocol::UDP, _) => "udp",
            _ => "tcp",
        };
        let mut target = to(scheme, by.clone(), *port, "");
        if scheme == "https" {
            target.port_written = false;
            target.path = "/".to_owned();
        }
        let label = write_target(scenario, &target);
        let form = format!("{scheme} {port}");
        list.push(end(
            label,
            Some(id),
            form,
            place,
            exactly(target, Credential::None),
        ));
    }
}

fn to(scheme: &str, host: TargetHost, port: u16, path: &str) -> Target {
    Target {
        scheme: scheme.to_owned(),
        host,
        port: Some(port),
        port_written: true,
        path: path.to_owned(),
    }
}

fn exactly(target: Target, credential: Credential) -> Asked {
    Asked::Exactly(target, "GET".to_owned(), credential)
}

/// The question of one end to another.
pub(super) fn question(
    source: &Source,
    target: Target,
    method: &str,
    credential: &Credential,
) -> Request {
    let is_workload = match source {
        Source::Workload(id) => id.kind != Kind::Host,
        Source::Interface(..) => true,
        Source::Internet(_) | Source::OnPrem(..) | Source::Google(..) => false,
    };
    let shows = match credential {
        // Who has no service account has no token of its own.
        Credential::IdToken {
            principal: None, ..
        }
        | Credential::AccessToken { principal: None } => is_workload,
        Credential::Adc { .. } => matches!(source, Source::Workload(_) | Source::Interface(..)),
        _ => true,
    };
    Request {
        name: None,
        from: source.clone(),
        to: target,
        method: method.to_owned(),
        proxy: hopscope_model::request::ProxyChoice::Default,
        credential: match shows {
            true => credential.clone(),
            false => Credential::None,
        },
        expect: None,
        test: None,
    }
}
