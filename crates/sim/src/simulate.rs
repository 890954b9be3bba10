//! One request through a topology: who asks, whether a proxy is between, every path it may take.

use hopscope_model::request::{Request, Source, TargetHost};
use hopscope_model::resource::{Kind, UnreadPart};
use hopscope_model::result::{Outcome, OutcomeKind, SeenSource, Trace};
use hopscope_model::{Cause, Id};

use crate::expect::hold;
use crate::held::hold_test;
use crate::outcome::{Traced, compose, shows_source, source_of};
use crate::proxy::{self, Plan};
use crate::topology::Topology;
use crate::walk::{
    Ask, AskedHost, At, Choices, End, Keep, Lack, Mode, Origin, Seen, Walk, unread_part,
};

/// The most paths that are followed.
const MOST_PATHS: usize = 64;

/// More paths than are followed: what the others do is not known.
const TOO_MANY: Verdict = Verdict {
    outcome: OutcomeKind::Unmodelled,
    cause: Some(Cause::TraceTooLong),
};

/// How a request ends, and why: what `simulate` says, without the trace.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Verdict {
    /// How it ends.
    pub outcome: OutcomeKind,
    /// Why it is not delivered; `None` where several paths differ.
    pub cause: Option<Cause>,
}

/// How a request ends, from where, and at what: what `simulate` says, without the trace.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Answer {
    /// How it ends.
    pub verdict: Verdict,
    /// The source the destination sees.
    pub source: Option<SeenSource>,
    /// What it was delivered to, where every path that gets there ends at the same thing.
    pub reached: Option<Id>,
    /// One path at least gets there.
    pub arrives: bool,
    /// What becomes of one path at least is not known.
    pub unknown: bool,
}

/// Walks a request through a topology, along every path it may take, and says what happens, with the candidates
/// that lost at each step.
pub fn simulate(net: &Topology, request: &Request) -> Outcome {
    walk(net, request, Keep::Losers)
}

/// The same without the losing candidates, for when nobody looks at them yet: `considered` is left empty.
pub fn trace(net: &Topology, request: &Request) -> Outcome {
    walk(net, request, Keep::Steps)
}

fn walk(net: &Topology, request: &Request, keep: Keep) -> Outcome {
    let mut outcome = match ask(net, request) {
        Ok(ask) => run(net, request, ask, keep),
        Err(end) => {
            let walk = Walk::new(net, nobody(request), Choices::default(), keep, Mode::Stop);
            compose(net, vec![Traced::ended(walk, end)])
        }
    };
    outcome.name = request.name.clone();
    outcome.from = hopscope_model::reference::write_source(&net.scenario, &request.from);
    outcome.to = hopscope_model::reference::write_target(&net.scenario, &request.to);
    hold(&mut outcome, request.expect.as_ref());
    hold_test(&net.scenario, &mut outcome, request.test.as_deref());
    outcome
}

/// Only how it ends. Where no proxy is between and there is one path, it allocates nothing.
pub fn verdict(net: &Topology, request: &Request) -> Verdict {
    let mut found: Option<Verdict> = None;
    let walked = each_path(net, request, &mut |_, end| {
        let one = Verdict::of(end);
        found = Some(found.map_or(one, |found| found.and(one)));
    });
    match walked {
        Walked::All => found.unwrap_or(TOO_MANY),
        Walked::NotAll => found.map_or(TOO_MANY, |found| found.and(TOO_MANY)),
        Walked::Otherwise => {
            let outcome = trace(net, request);
            Verdict {
                outcome: outcome.outcome,
                cause: outcome.cause,
            }
        }
    }
}

/// How it ends, from where, and at what: what is compared where there are too many requests to keep a trace of each.
pub fn answer(net: &Topology, request: &Request) -> Answer {
    let (mut found, mut seen): (Option<Verdict>, Vec<Seen<'_>>) = (None, Vec::new());
    let mut reached: Option<Option<At<'_>>> = None;
    let mut unknown = false;
    let walked = each_path(net, request, &mut |walk, end| {
        let one = Verdict::of(end);
        found = Some(found.map_or(one, |found| found.and(one)));
        unknown |= is_unknown(one.outcome);
        if shows_source(end) {
            seen.extend(walk.seen);
        }
        if let End::Delivered { at, .. } = end {
            reached = Some(reached.map_or(at, |own| own.filter(|own| Some(*own) == at)));
        }
    });
    if walked == Walked::Otherwise {
        let outcome = trace(net, request);
        // Of several connections the last that was tried decides, and each may be what is not known.
        let all = outcome.legs.iter().flat_map(|leg| &leg.traces);
        let unknown = all
            .chain(&outcome.traces)
            .any(|own| is_unknown(own.outcome));
        return Answer {
            arrives: match outcome.outcome {
                OutcomeKind::Ambiguous => {
                    let last = outcome.legs.last().unwrap_or(&outcome);
                    let is = |own: &Trace| own.outcome == OutcomeKind::Delivered;
                    last.traces.iter().any(is)
                }
                outcome => outcome == OutcomeKind::Delivered,
            },
            unknown: unknown || is_unknown(outcome.outcome),
            verdict: Verdict {
                outcome: outcome.outcome,
                cause: outcome.cause,
            },
            source: outcome.source,
            reached: None,
        };
    }
    let found = found.unwrap_or(TOO_MANY);
    Answer {
        verdict: match walked {
            Walked::All => found,
            _ => found.and(TOO_MANY),
        },
        source: source_of(&seen),
        arrives: reached.is_some(),
        unknown: unknown || walked == Walked::NotAll,
        reached: reached.flatten().map(At::id),
    }
}

fn is_unknown(outcome: OutcomeKind) -> bool {
    matches!(outcome, OutcomeKind::Incomplete | OutcomeKind::Unmodelled)
}

/// What came of walking every path of a request.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Walked {
    /// Every path was walked.
    All,
    /// There are more than are followed.
    NotAll,
    /// A proxy is between: there are several connections.
    Otherwise,
}

/// Walks every path of a request of one connection, keeping nothing.
fn each_path<'a>(
    net: &'a Topology,
    request: &'a Request,
    each: &mut dyn FnMut(&Walk<'a>, End<'a>),
) -> Walked {
    let ask = match ask(net, request) {
        Ok(ask) => ask,
        Err(end) => {
            let walk = Walk::new(
                net,
                nobody(request),
                Choices::default(),
                Keep::Verdict,
                Mode::Stop,
            );
            each(&walk, end);
            return Walked::All;
        }
    };
    if proxy::plan(net, request, &ask) != Plan::Direct
        || proxy::captures_metadata(net, request, &ask)
    {
        return Walked::Otherwise;
    }
    let mut choices = Choices::default();
    for _ in 0..MOST_PATHS {
        let mut walk = Walk::new(net, ask, choices, Keep::Verdict, Mode::Stop);
        let end = walk.run();
        each(&walk, end);
        match choices.next(&walk.options) {
            Some(next) => choices = next,
            None if Choices::are_all(&walk.options) => return Walked::All,
            None => break,
        }
    }
    Walked::NotAll
}

/// Turns an outcome that rests on assumptions into `incomplete` (`--strict`).
pub fn strict(outcome: &mut Outcome) {
    for leg in &mut outcome.legs {
        strict(leg);
    }
    let certain = matches!(
        outcome.outcome,
        OutcomeKind::Incomplete | OutcomeKind::Unmodelled
    );
    if outcome.assumptions.is_empty() || certain {
        return;
    }
    outcome.outcome = OutcomeKind::Incomplete;
    outcome.cause = Some(Cause::ResourceConfigNotFound);
    outcome.status = None;
    outcome.reached = None;
    outcome.source = None;
    outcome.missing = outcome
        .assumptions
        .iter()
        .map(|assumption| hopscope_model::result::Missing {
            kind: assumption
                .args
                .get("kind")
                .map_or(settling_kind(&assumption.id), String::as_str)
                .to_owned(),
            name: assumption
                .args
                .get("resource")
                .or(assumption.args.get("host"))
                .cloned(),
            project: assumption.args.get("project").cloned(),
            command: assumption.settled_by.clone(),
        })
        .collect();
}

/// The kind of object that settles an assumption which is not about a kind itself.
fn settling_kind(assumption: &str) -> &str {
    match assumption {
        "ASSUMED_LISTENING" => "hopscope#process",
        "ASSUMED_PUBLIC_HOST" => "host",
        "ASSUMED_ALLOWED" => "iam-policy",
        other => other,
    }
}

impl Verdict {
    fn of(end: End) -> Self {
        let (outcome, cause) = match end {
            End::Delivered { .. } => (OutcomeKind::Delivered, None),
            End::Forwarded { .. } => (OutcomeKind::Forwarded, None),
            End::Stopped { cause, .. }
            | End::Incomplete { cause, .. }
            | End::Unmodelled { cause, .. } => (cause.outcome(), Some(cause)),
        };
        Self { outcome, cause }
    }

    /// Several traces: with equal outcomes that outcome, and the cause if equal; else ambiguous.
    pub(crate) fn and(self, other: Self) -> Self {
        if self.outcome != other.outcome {
            return Self {
                outcome: OutcomeKind::Ambiguous,
                cause: None,
            };
        }
        Self {
            outcome: self.outcome,
            cause: self.cause.filter(|cause| Some(*cause) == other.cause),
        }
    }

    pub(crate) fn of_end(end: End) -> Self {
        Self::of(end)
    }
}

fn run<'a>(net: &'a Topology, request: &'a Request, ask: Ask<'a>, keep: Keep) -> Outcome {
    if proxy::captures_metadata(net, request, &ask) {
        return proxy::metadata_via_proxy(net, request, ask, keep);
    }
    match proxy::plan(net, request, &ask) {
        Plan::Direct => compose(net, explore(net, ask, keep)),
        plan => proxy::through(net, request, ask, plan, keep),
    }
}

/// Every path a connection may take, each with its trace; and what is behind the first block.
pub(crate) fn explore<'a>(net: &'a Topology, ask: Ask<'a>, keep: Keep) -> Vec<Traced<'a>> {
    let mut found = Vec::new();
    let mut choices = Choices::default();
    let mut all = false;
    while found.len() < MOST_PATHS {
        let mut walk = Walk::new(net, ask, choices, keep, Mode::Stop);
        let end = walk.run();
        let next = choices.next(&walk.options);
        all = next.is_none() && Choices::are_all(&walk.options);
        let mut traced = Traced::new(walk, end);
        if let End::Stopped { .. } = end {
            let mut behind = Walk::new(net, ask, choices, Keep::Verdict, Mode::GoOn);
            behind.run();
            traced.blockers = behind.blockers.into_iter().skip(1).collect();
        }
        found.push(traced);
        match next {
            Some(next) => choices = next,
            None => break,
        }
    }
    if !all {
        let walk = Walk::new(net, ask, choices, keep, Mode::Stop);
        let end = End::Unmodelled {
            cause: Cause::TraceTooLong,
            feature: "MORE_PATHS_THAN_ARE_FOLLOWED",
            at: None,
            doc: "",
        };
        found.push(Traced::ended(walk, end));
    }
    found
}

/// The connection a request asks for, if who asks is in the scenario.
pub(crate) fn ask<'a>(net: &'a Topology, request: &'a Request) -> Result<Ask<'a>, End<'a>> {
    let origin = origin(net, &request.from)?;
    Ok(Ask {
        origin,
        client: origin,
        ..nobody(request)
    })
}

fn nobody(request: &Request) -> Ask<'_> {
    let unknown = Origin::Internet(std::net::IpAddr::V4(std::net::Ipv4Addr::UNSPECIFIED));
    Ask {
        origin: unknown,
        by_proxy: false,
        host: match &request.to.host {
            TargetHost::Name(name) => AskedHost::Name(name),
            TargetHost::Address(address) => AskedHost::Address(*address),
            TargetHost::Thing(id) => AskedHost::Thing(id),
        },
        protocol: request.to.protocol(),
        port: request.to.port,
        http: request.to.is_http(),
        tls: request.to.scheme == "https",
        method: &request.method,
        path: &request.to.path,
        credential: &request.credential,
        client: unknown,
        proxy_wanted: None,
        resolved: None,
    }
}

fn origin<'a>(net: &'a Topology, source: &'a Source) -> Result<Origin<'a>, End<'a>> {
    match source {
        Source::Internet(address) => Ok(Origin::Internet(*address)),
        Source::OnPrem(name, address) => Ok(Origin::OnPrem(name, *address)),
        Source::Google(caller, project) => Ok(Origin::Google(*caller, project)),
        Source::Workload(id) => workload(net, id, None),
        Source::Interface(id, interface) => workload(net, id, Some(interface)),
    }
}

fn workload<'a>(
    net: &'a Topology,
    id: &'a Id,
    interface: Option<&str>,
) -> Result<Origin<'a>, End<'a>> {
    let resources = &net.scenario.resources;
    let name = &id.name;
    let at = At::new(id.kind, name);
    let found = match id.kind {
        Kind::RunService => resources
            .run_services
            .get(name)
            .map(|own| Origin::Serverless {
                at,
                egress: &own.egress,
            }),
        Kind::RunJob => resources.run_jobs.get(name).map(|own| Origin::Serverless {
            at,
            egress: &own.egress,
        }),
        Kind::App => resources.apps.get(name).map(|own| Origin::Serverless {
            at,
            egress: &own.egress,
        }),
        // A function of the 2nd generation is a Cloud Run service underneath, whose own export says how it
        // reaches out.
        Kind::Function => resources.functions.get(name).map(|own| {
            let service = own
                .service
                .as_ref()
                .and_then(|service| Some((service, resources.get(service)?)));
            match service {
                Some((reference, service)) => Origin::Serverless {
                    at: At::new(Kind::RunService, reference.name()),
                    egress: &service.egress,
                },
                None => Origin::Serverless {
                    at,
                    egress: &own.egress,
                },
            }
        }),
        Kind::Instance => resources.instances.get(name).and_then(|own| {
            let wanted_interface = interface.is_some();
            let interface = match interface {
                Some(wanted) => own.interfaces.iter().position(|own| own.name == wanted)?,
                None => 0,
            };
            Some(Origin::Machine {
                name,
                interface,
                bound: wanted_interface,
            })
        }),
        Kind::Pod => resources.pods.get(name).map(|_| Origin::Pod(name)),
        Kind::Host => resources.hosts.get(name).map(|_| Origin::Host { name }),
        _ => None,
    };
    // Its tunnels and proxy settings say who opens which connection, its processes whether a proxy of its own does.
    let parts = [UnreadPart::Client, UnreadPart::Process];
    let service = match &found {
        Some(Origin::Serverless { at, .. }) => At::new(at.kind, at.name),
        _ => at,
    };
    let part = unread_part(&net.scenario, id.kind, name, &parts)
        .or_else(|| unread_part(&net.scenario, service.kind, service.name, &parts));
    if let (Some(_), Some(unread)) = (&found, part) {
        return Err(End::Incomplete {
            cause: Cause::ResourceUnreadable,
            lack: Lack::Unread(unread),
        });
    }
    found.ok_or_else(|| {
        let unread = resources.unread.iter().find(|unread| {
            unread.kind == id.kind
                && *unread.name == *name.name
                && (name.location.is_empty() || *unread.location == *name.location)
        });
        let cause = match (unread, id.kind) {
            (Some(_), _) => Cause::ResourceUnreadable,
            (None, Kind::Instance) => Cause::VmInstanceConfigNotFound,
            (None, _) => Cause::ResourceConfigNotFound,
        };
        let lack = match unread {
            Some(unread) => Lack::Unread(unread),
            None => Lack::One(id.kind, name),
        };
        End::Incomplete { cause, lack }
    })
}
