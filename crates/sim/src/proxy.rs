//! Proxies and tunnels that the client chose: who opens which connection, and what each sees.
//!
//! A request through a proxy is two connections. `http`, `https` and `socks5h` proxies resolve the target's
//! name themselves; with `socks5` the client does (RFC 1928). `ssh -D` is a SOCKS server whose connections leave
//! from the machine at the tunnel's other end (article 000).

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::order;
use hopscope_model::reference;
use hopscope_model::request::{Credential, ProxyChoice, Request, Source};
use hopscope_model::resource::Kind;
use hopscope_model::resource::hopscope::{
    ProcessProtocol, ProxyScope, ProxySettings, ProxyVariable, Tunnel,
};
use hopscope_model::result::{
    Expectation, Missing, Outcome, OutcomeKind, Says, Step, StoppedAt, Trace,
};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Id, Protocol, State, google};

use crate::docs;
use crate::no_proxy::{self, Entry};
use crate::outcome::{Traced, compose, count};
use crate::simulate::explore;
use crate::topology::Topology;
use crate::walk::{Ask, AskedHost, Choices, End, Keep, Lack, Mode, Origin, Sees, Walk};

/// What the client's proxy settings say of a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Plan {
    /// No proxy.
    Direct,
    /// A setting would apply, but an entry of `NO_PROXY` takes the host out.
    Bypassed(String),
    /// Through this proxy, by this setting.
    Via(ProxyUrl, String),
    /// A proxy URL that is not understood.
    NotUnderstood(String),
    /// A variable decides that is set to what no export says.
    Unknown(ProxyVariable),
    /// An entry of `NO_PROXY` takes the host out for some libraries.
    Undecided,
}

/// A proxy URL.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct ProxyUrl {
    kind: ProxyKind,
    host: String,
    port: u16,
    text: String,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum ProxyKind {
    Http,
    Socks5,
    Socks5h,
}

impl ProxyUrl {
    fn parse(text: &str) -> Option<Self> {
        let (scheme, rest) = text.split_once("://").unwrap_or(("http", text));
        let (kind, default_port) = match scheme.to_ascii_lowercase().as_str() {
            "http" => (ProxyKind::Http, 80),
            "https" => (ProxyKind::Http, 443),
            "socks5" => (ProxyKind::Socks5, 1080),
            "socks5h" => (ProxyKind::Socks5h, 1080),
            _ => return None,
        };
        let authority = rest.split('/').next()?;
        let authority = authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host);
        let (host, port) = match authority.rsplit_once(':') {
            // The colons of an IPv6 address are inside its brackets.
            Some((_, rest)) if rest.ends_with(']') => (authority, default_port),
            Some((host, port)) => (host, port.parse().ok()?),
            None => (authority, default_port),
        };
        (!host.is_empty()).then(|| Self {
            kind,
            host: without_brackets(host)
                .trim_end_matches('.')
                .to_ascii_lowercase(),
            port,
            text: text.to_owned(),
        })
    }

    fn is_local(&self) -> bool {
        is_localhost(&self.host)
    }

    fn wants(&self) -> ProcessProtocol {
        match self.kind {
            ProxyKind::Http => ProcessProtocol::HttpProxy,
            ProxyKind::Socks5 | ProxyKind::Socks5h => ProcessProtocol::Socks5,
        }
    }
}

fn without_brackets(host: &str) -> &str {
    let inside = host.strip_prefix('[');
    let inside = inside.and_then(|inside| inside.strip_suffix(']'));
    inside.unwrap_or(host)
}

fn is_localhost(host: &str) -> bool {
    host == "localhost"
        || host
            .parse::<IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// Who has the settings: the workload as the request names it, or the Cloud Run service underneath.
fn callers(request: &Request, ask: &Ask) -> Vec<Id> {
    let mut found = Vec::new();
    if let Source::Workload(id) | Source::Interface(id, _) = &request.from {
        found.push(id.clone());
    }
    if let Origin::Serverless { at, .. } = ask.origin {
        found.push(at.id());
    }
    found.dedup();
    found
}

fn settings<'a>(net: &'a Topology, request: &Request, ask: &Ask) -> Option<&'a ProxySettings> {
    callers(request, ask)
        .iter()
        .find_map(|id| net.scenario.resources.proxy_settings.get(id))
}

/// What applies to the request itself.
pub(crate) fn plan(net: &Topology, request: &Request, ask: &Ask) -> Plan {
    if request.proxy == ProxyChoice::Default && net.scenario.resources.proxy_settings.is_empty() {
        return Plan::Direct;
    }
    let host = match ask.host {
        AskedHost::Name(name) => name.to_owned(),
        AskedHost::Address(address) => address.to_string(),
        AskedHost::Thing(id) => id.name.name.to_string(),
    };
    match &request.proxy {
        ProxyChoice::None => Plan::Direct,
        ProxyChoice::Url(text) => match ProxyUrl::parse(text) {
            Some(url) => Plan::Via(url, "proxy".to_owned()),
            None => Plan::NotUnderstood(text.clone()),
        },
        ProxyChoice::Use => match settings(net, request, ask) {
            Some(settings) => by_settings(settings, &request.to.scheme, (&host, ask.port)),
            None => Plan::Direct,
        },
        ProxyChoice::Default => match settings(net, request, ask) {
            Some(settings) if settings.scope != ProxyScope::Application => {
                by_settings(settings, &request.to.scheme, (&host, ask.port))
            }
            _ => Plan::Direct,
        },
    }
}

fn by_settings(settings: &ProxySettings, scheme: &str, (host, port): (&str, Option<u16>)) -> Plan {
    let every_socket = settings.scope == ProxyScope::AllSockets;
    let (name, own) = match scheme {
        "http" => ("http", &settings.http),
        "https" => ("https", &settings.https),
        _ if every_socket => ("all", &settings.all),
        // Only HTTP libraries follow proxy settings.
        _ => return Plan::Direct,
    };
    let unknown = |variable| settings.unknown.contains(&variable);
    let (first, other) = match name {
        "http" => (ProxyVariable::Http, ProxyVariable::All),
        "https" => (ProxyVariable::Https, ProxyVariable::All),
        _ => (ProxyVariable::All, ProxyVariable::All),
    };
    if unknown(first) {
        return Plan::Unknown(first);
    }
    if own.is_none() && unknown(other) {
        return Plan::Unknown(other);
    }
    let any = [&settings.https, &settings.http];
    let (name, text) = match (own, &settings.all) {
        (Some(text), _) => (name, text),
        (None, Some(text)) => ("all", text),
        (None, None) if every_socket && name == "all" => match any.into_iter().flatten().next() {
            Some(text) => ("all", text),
            None => return Plan::Direct,
        },
        (None, None) => return Plan::Direct,
    };
    if unknown(ProxyVariable::No) {
        return Plan::Unknown(ProxyVariable::No);
    }
    let says = |own: &&String| no_proxy::entry(own, host, port);
    match settings.no_proxy.iter().max_by_key(says) {
        Some(entry) if says(&entry) == Entry::Direct => {
            // The first that says so, as it is read.
            let first = settings
                .no_proxy
                .iter()
                .find(|own| says(own) == Entry::Direct);
            return Plan::Bypassed(first.unwrap_or(entry).clone());
        }
        Some(entry) if says(&entry) == Entry::Undecided => return Plan::Undecided,
        _ => {}
    }
    match ProxyUrl::parse(text) {
        Some(url) => Plan::Via(url, name.to_owned()),
        None => Plan::NotUnderstood(text.clone()),
    }
}

/// Whether obtaining the request's credential, or the request itself, asks the metadata server by way of a
/// proxy on another machine: that never yields the caller's identity (article 000).
pub(crate) fn captures_metadata(net: &Topology, request: &Request, ask: &Ask) -> bool {
    let asked_for = match ask.host {
        AskedHost::Name(name) => google::METADATA_NAMES.contains(&name),
        AskedHost::Address(address) => address == IpAddr::V4(google::METADATA_SERVER),
        AskedHost::Thing(_) => false,
    };
    if asked_for {
        return matches!(plan(net, request, ask), Plan::Via(url, _) if leaves(net, request, ask, &url));
    }
    let has_server = !matches!(
        ask.origin,
        Origin::Host { .. } | Origin::Internet(_) | Origin::OnPrem(..) | Origin::Google(..)
    );
    let needed = match ask.credential {
        Credential::IdToken { principal, .. } | Credential::AccessToken { principal } => {
            principal.is_none()
        }
        Credential::Adc { .. } => true,
        Credential::None | Credential::Untrusted => false,
    };
    if !needed || !has_server {
        return false;
    }
    match metadata_plan(net, request, ask) {
        Plan::Via(url, _) => leaves(net, request, ask, &url),
        Plan::Unknown(_) | Plan::Undecided => true,
        _ => false,
    }
}

/// What the settings say of asking the metadata server for a credential.
fn metadata_plan(net: &Topology, request: &Request, ask: &Ask) -> Plan {
    match settings(net, request, ask) {
        Some(settings) if settings.scope != ProxyScope::Application => {
            by_settings(settings, "http", (google::METADATA_NAMES[0], Some(80)))
        }
        _ => Plan::Direct,
    }
}

/// Whether a proxy is, or leads to, another machine.
fn leaves(net: &Topology, request: &Request, ask: &Ask, url: &ProxyUrl) -> bool {
    !url.is_local() || tunnel(net, request, ask, url).is_some()
}

/// The outcome of asking the metadata server through a proxy.
pub(crate) fn metadata_via_proxy<'a>(
    net: &'a Topology,
    request: &'a Request,
    ask: Ask<'a>,
    keep: Keep,
) -> Outcome {
    let undecided = match metadata_plan(net, request, &ask) {
        own @ (Plan::Unknown(_) | Plan::Undecided) => Some(own),
        _ => None,
    };
    let mut walk = Walk::new(net, ask, Choices::default(), keep, Mode::Stop);
    if let Some(plan) = undecided {
        let end = not_known(&walk, &plan);
        return compose(net, vec![Traced::ended(walk, end)]);
    }
    let proxy = match plan(net, request, &ask) {
        Plan::Via(url, _) => url.text,
        _ => settings(net, request, &ask)
            .and_then(|own| own.http.clone().or(own.all.clone()))
            .unwrap_or_default(),
    };
    walk.note(State::ObtainCredential, None, docs::METADATA, || {
        Says::new(SaysId::ProxyMetadata).arg("proxy", proxy)
    });
    let end = End::Stopped {
        cause: Cause::MetadataViaProxy,
        at: None,
        sees: Sees {
            id: CallerSees::LibraryError,
            arg: "Compute Engine Metadata server unavailable",
        },
    };
    compose(net, vec![Traced::ended(walk, end)])
}

/// The end where the settings do not say whether a proxy is used, or which.
fn not_known<'a>(walk: &Walk<'a>, plan: &Plan) -> End<'a> {
    match (plan, walk.ask.origin) {
        (Plan::Unknown(variable), Origin::Serverless { at, .. }) => walk.incomplete(
            Cause::ResourceConfigNotFound,
            Lack::Field(at, variable.name()),
        ),
        (Plan::NotUnderstood(_), _) => walk.unmodelled("PROXY_SCHEME", None, docs::PROXY),
        _ => walk.unmodelled("NO_PROXY_ENTRY", None, docs::PROXY),
    }
}

fn tunnel<'a>(
    net: &'a Topology,
    request: &Request,
    ask: &Ask,
    url: &ProxyUrl,
) -> Option<&'a Tunnel> {
    let callers = callers(request, ask);
    net.scenario.resources.tunnels.iter().find(|tunnel| {
        let Some(listens) = tunnel.listens() else {
            return false;
        };
        let same_host = match listens.host {
            // On every address, of which the proxy URL can name the local one.
            None => url.is_local(),
            Some(host) => host == url.host || is_localhost(host) && url.is_local(),
        };
        callers.contains(&tunnel.on) && same_host && listens.port == url.port
    })
}

/// A request through a proxy: one leg to it, one from it.
pub(crate) fn through<'a>(
    net: &'a Topology,
    request: &'a Request,
    ask: Ask<'a>,
    plan: Plan,
    keep: Keep,
) -> Outcome {
    let mut client = Walk::new(net, ask, Choices::default(), keep, Mode::Stop);
    if let Some(end) = client.credential_only() {
        return compose(net, vec![Traced::new(client, end)]);
    }
    match plan {
        Plan::Direct => compose(net, explore(net, ask, keep)),
        Plan::NotUnderstood(_) | Plan::Unknown(_) | Plan::Undecided => {
            let end = not_known(&client, &plan);
            compose(net, vec![Traced::ended(client, end)])
        }
        Plan::Bypassed(entry) => {
            let host = client.host_name();
            client.note(State::ApplyProxySettings, None, docs::PROXY, || {
                Says::new(SaysId::ProxyBypassed)
                    .arg("host", host)
                    .arg("entry", entry)
            });
            let note = client.steps.pop();
            let mut outcome = compose(net, explore(net, ask, keep));
            put_first(&mut outcome, note.into_iter().collect());
            outcome
        }
        Plan::Via(url, setting) => via(net, request, ask, client, (&url, &setting), keep),
    }
}

fn via<'a>(
    net: &'a Topology,
    request: &'a Request,
    ask: Ask<'a>,
    mut client: Walk<'a>,
    (url, setting): (&ProxyUrl, &str),
    keep: Keep,
) -> Outcome {
    let host = client.host_name();
    client.note(State::ApplyProxySettings, None, docs::PROXY, || {
        Says::new(SaysId::ProxyUsed)
            .arg("proxy", &url.text)
            .arg("setting", setting)
            .arg("host", &host)
    });
    // Who resolves the target's name.
    let mut resolved: Option<IpAddr> = None;
    if let (ProxyKind::Socks5, AskedHost::Name(name)) = (url.kind, ask.host) {
        match client.client_answer(name) {
            Err(end) => return compose(net, vec![Traced::ended(client, end)]),
            Ok(answer) => {
                resolved = answer.preferred();
                let address = resolved.map_or_else(|| "?".to_owned(), |a| a.to_string());
                client.note(State::ApplyProxySettings, None, docs::PROXY, || {
                    Says::new(SaysId::ProxyClientResolves)
                        .arg("proxy", &url.text)
                        .arg("host", &host)
                        .arg("address", address)
                });
            }
        }
    } else {
        client.note(State::ApplyProxySettings, None, docs::PROXY, || {
            Says::new(SaysId::ProxyResolves)
                .arg("proxy", &url.text)
                .arg("host", &host)
        });
    }
    let client_resolved: Vec<String> = client.resolved.to_vec();
    let steps = std::mem::take(&mut client.steps);
    let mut outcome = match tunnel(net, request, &ask, url) {
        Some(tunnel) => through_tunnel(net, request, ask, tunnel, (resolved, steps), keep),
        None if url.is_local() => {
            local_proxy(net, request, ask, client, url, (resolved, steps), keep)
        }
        None => through_machine(net, request, ask, url, (resolved, steps), keep),
    };
    if resolved.is_some() {
        outcome.resolved = client_resolved;
    }
    outcome
}

/// By an SSH tunnel: the client dials the tunnel's address, and the machine at its end opens the connection.
fn through_tunnel<'a>(
    net: &'a Topology,
    request: &'a Request,
    ask: Ask<'a>,
    tunnel: &'a Tunnel,
    (resolved, mut steps): (Option<IpAddr>, Vec<Step>),
    keep: Keep,
) -> Outcome {
    let mut note = Walk::new(net, ask, Choices::default(), keep, Mode::Stop);
    let at = crate::walk::At::new(Kind::Instance, tunnel.through.name());
    note.note(State::ApplyProxySettings, Some(at), docs::PROXY, || {
        Says::new(SaysId::ProxyTunnel)
            .arg("listen", &tunnel.listen)
            .arg("through", &*tunnel.through.name().name)
            .arg("to", &tunnel.to)
    });
    steps.append(&mut note.steps);
    let (host, port) = tunnel.to.rsplit_once(':').unwrap_or((&tunnel.to, "22"));
    let first = Ask {
        host: match host.parse() {
            Ok(address) => AskedHost::Address(address),
            Err(_) => AskedHost::Name(host),
        },
        protocol: Protocol::TCP,
        port: port.parse().ok(),
        http: false,
        tls: false,
        method: "GET",
        credential: &Credential::None,
        proxy_wanted: None,
        resolved: None,
        ..ask
    };
    let first_to = format!("ssh://{}", tunnel.to);
    let paths = explore(net, first, keep);
    let ends = ends_of(&paths);
    let leg = leg(net, request, compose(net, paths), None, first_to);
    let through = net
        .scenario
        .short(&Id::new(Kind::Instance, tunnel.through.name().clone()));
    let elsewhere = leg.outcome == OutcomeKind::Delivered
        && ends
            .iter()
            .any(|end| end.as_deref() != Some(through.as_str()));
    if elsewhere {
        // The address dialled belongs to something else than the machine the tunnel is said to end at.
        let end = End::Incomplete {
            cause: Cause::VmInstanceConfigNotFound,
            lack: Lack::One(Kind::Instance, tunnel.through.name()),
        };
        return stopped_between(net, ask, steps, leg, end, keep);
    }
    let proxy = Origin::Machine {
        name: tunnel.through.name(),
        interface: 0,
        bound: false,
    };
    let proxies = vec![(Some(proxy), Some(through))];
    second_leg(net, request, ask, leg, &proxies, (resolved, steps), keep)
}

/// By a proxy at another machine or host.
fn through_machine<'a>(
    net: &'a Topology,
    request: &'a Request,
    ask: Ask<'a>,
    url: &ProxyUrl,
    (resolved, steps): (Option<IpAddr>, Vec<Step>),
    keep: Keep,
) -> Outcome {
    // `https` is tunnelled by CONNECT; `http` is asked for with an absolute URI.
    let connect = url.kind == ProxyKind::Http && request.to.scheme != "http";
    let address = url.host.parse::<IpAddr>().ok();
    let text = format!("tcp://{}:{}", url.host, url.port);
    let scenario = net.scenario();
    // The leg's own request: kept here so that its host lives as long as the walk.
    let own = OwnedHost {
        name: url.host.clone(),
    };
    let (ends, outcome) = {
        let first = Ask {
            host: match address {
                Some(address) => AskedHost::Address(address),
                None => AskedHost::Name(&own.name),
            },
            protocol: Protocol::TCP,
            port: Some(url.port),
            http: url.kind == ProxyKind::Http,
            tls: false,
            method: if connect { "CONNECT" } else { &request.method },
            credential: &Credential::None,
            proxy_wanted: Some(url.wants()),
            resolved: None,
            ..ask
        };
        let paths = explore(net, first, keep);
        (ends_of(&paths), compose(net, paths))
    };
    let leg = leg(net, request, outcome, None, text);
    let origin = |end: &Option<String>| {
        let id = reference::resolve(scenario, end.as_deref()?).ok()?;
        borrowed(net, &id)
    };
    let proxies: Vec<_> = ends.into_iter().map(|end| (origin(&end), end)).collect();
    second_leg(net, request, ask, leg, &proxies, (resolved, steps), keep)
}

/// Where the paths that are delivered end, each once: behind a load balancer there may be several machines.
fn ends_of(paths: &[Traced]) -> Vec<Option<String>> {
    let mut found = Vec::new();
    for reached in paths.iter().filter_map(|path| path.reached.as_ref()) {
        if !found.contains(&reached.resource) {
            found.push(reached.resource.clone());
        }
    }
    found
}

struct OwnedHost {
    name: String,
}

/// The origin that a proxy reached by an earlier leg is.
fn borrowed<'a>(net: &'a Topology, id: &Id) -> Option<Origin<'a>> {
    let resources = &net.scenario.resources;
    match id.kind {
        Kind::Instance => resources
            .instances
            .get_key_value(&id.name)
            .map(|(name, _)| Origin::Machine {
                name,
                interface: 0,
                bound: false,
            }),
        Kind::Host => resources
            .hosts
            .get_key_value(&id.name)
            .map(|(name, _)| Origin::Host { name }),
        Kind::Pod => resources
            .pods
            .get_key_value(&id.name)
            .map(|(name, _)| Origin::Pod(name)),
        _ => None,
    }
}

/// A proxy on the caller itself: a process of its own (a sidecar), or nothing.
fn local_proxy<'a>(
    net: &'a Topology,
    request: &'a Request,
    ask: Ask<'a>,
    mut client: Walk<'a>,
    url: &ProxyUrl,
    (resolved, steps): (Option<IpAddr>, Vec<Step>),
    keep: Keep,
) -> Outcome {
    let listens = callers(request, &ask).iter().any(|id| {
        net.processes(id).is_some_and(|mut processes| {
            processes.any(|process| process.port == url.port && process.protocol == url.wants())
        })
    });
    if listens {
        let own = Ask { resolved, ..ask };
        let mut outcome = compose(net, explore(net, own, keep));
        put_first(&mut outcome, steps);
        return outcome;
    }
    client.steps = steps;
    client.note(State::ApplyProxySettings, None, docs::PROXY, || {
        Says::new(SaysId::ProxyNothingListens).arg("proxy", &url.text)
    });
    let end = End::Stopped {
        cause: Cause::ConnectionRefused,
        at: None,
        sees: Sees::plain(CallerSees::Refused),
    };
    compose(net, vec![Traced::ended(client, end)])
}

/// From the proxy to the target; of several proxies that take the first leg in turn, from each. The outer result
/// is that of the last leg attempted.
fn second_leg<'a>(
    net: &'a Topology,
    request: &'a Request,
    ask: Ask<'a>,
    first: Outcome,
    proxies: &[(Option<Origin<'a>>, Option<String>)],
    (resolved, steps): (Option<IpAddr>, Vec<Step>),
    keep: Keep,
) -> Outcome {
    if first.outcome != OutcomeKind::Delivered {
        let mut outcome = first.clone();
        put_first(&mut outcome, steps);
        outcome.legs = vec![first];
        return outcome;
    }
    let known: Vec<(Origin<'a>, Option<&str>)> = proxies
        .iter()
        .filter_map(|(origin, end)| Some(((*origin)?, end.as_deref())))
        .collect();
    if known.is_empty() || known.len() < proxies.len() {
        // A proxy of which the scenario says nothing: from where it goes on, nobody can tell.
        let end = End::Incomplete {
            cause: Cause::ResourceConfigNotFound,
            lack: Lack::Address,
        };
        let name = first.to.clone();
        let mut outcome = stopped_between(net, ask, steps, first, end, keep);
        outcome.missing = vec![Missing {
            kind: Kind::Host.code().to_owned(),
            name: Some(name),
            project: None,
            command: None,
        }];
        return outcome;
    }
    let to = reference::write_target(net.scenario(), &request.to);
    let mut whole = Vec::new();
    let mut legs = Vec::new();
    for (origin, end) in &known {
        let own = Ask {
            origin: *origin,
            by_proxy: true,
            resolved,
            proxy_wanted: None,
            ..ask
        };
        // The whole way: what led to this proxy, without its own ending.
        let led_here = |trace: &&Trace| {
            let last = trace.steps.last();
            last.is_some_and(|step| step.resource.as_deref() == *end)
        };
        let way = first.traces.iter().find(led_here).or(first.traces.first());
        let way = way.into_iter().flat_map(|trace| &trace.steps);
        let before: Vec<Step> = steps
            .iter()
            .chain(way.filter(|step| !step.state.is_final()))
            .cloned()
            .collect();
        for mut path in explore(net, own, keep) {
            path.steps.splice(0..0, before.iter().cloned());
            whole.push(path);
        }
        let outcome = compose(net, explore(net, own, keep));
        legs.push(leg(net, request, outcome, Some(*origin), to.clone()));
    }
    let mut outer = leg(net, request, compose(net, whole), None, to);
    outer.assumptions.extend(first.assumptions.iter().cloned());
    order::sort(&mut outer.assumptions);
    outer.assumptions.dedup();
    outer.legs = std::iter::once(first).chain(legs).collect();
    outer
}

fn stopped_between<'a>(
    net: &'a Topology,
    ask: Ask<'a>,
    steps: Vec<Step>,
    first: Outcome,
    end: End<'a>,
    keep: Keep,
) -> Outcome {
    let mut walk = Walk::new(net, ask, Choices::default(), keep, Mode::Stop);
    walk.steps = steps;
    let mut outcome = compose(net, vec![Traced::ended(walk, end)]);
    outcome.legs = vec![first];
    outcome
}

/// A leg as a result of its own.
fn leg(
    net: &Topology,
    request: &Request,
    mut outcome: Outcome,
    origin: Option<Origin>,
    to: String,
) -> Outcome {
    let own = |kind: Kind, name: &Name| net.scenario.short(&Id::new(kind, name.clone()));
    outcome.from = match origin {
        Some(Origin::Machine { name, .. }) => own(Kind::Instance, name),
        Some(Origin::Host { name }) => own(Kind::Host, name),
        Some(Origin::Pod(name)) => own(Kind::Pod, name),
        _ => reference::write_source(net.scenario(), &request.from),
    };
    outcome.to = to;
    outcome.expectation = Expectation::None;
    outcome
}

/// Puts steps before those of every trace.
fn put_first(outcome: &mut Outcome, steps: Vec<Step>) {
    let shift = count(steps.len());
    for trace in &mut outcome.traces {
        let mut all = steps.clone();
        all.append(&mut trace.steps);
        trace.steps = all;
    }
    if let Some(StoppedAt { step, .. }) = &mut outcome.stopped_at {
        *step += shift;
    }
}
