//! Putting the paths of a request together into one result (contract, section 6).

use hopscope_model::order;
use hopscope_model::result::{
    Assumption, Blocker, Expectation, Missing, NotModelled, Outcome, OutcomeKind, Reached,
    SeenSource, Step, StoppedAt, Trace,
};

use crate::simulate::Verdict;
use crate::topology::Topology;
use crate::walk::{At, End, Seen, Walk};

/// One path, walked.
pub(crate) struct Traced<'a> {
    pub(crate) end: End<'a>,
    pub(crate) steps: Vec<Step>,
    seen: Option<Seen<'a>>,
    pub(crate) resolved: Vec<String>,
    assumptions: Vec<Assumption>,
    pub(crate) blockers: Vec<Blocker>,
    missing: Option<Missing>,
    not_modelled: Option<NotModelled>,
    /// The resource it stopped at.
    stopped_at: Option<String>,
    pub(crate) reached: Option<Reached>,
}

impl<'a> Traced<'a> {
    /// A walk that has ended.
    pub(crate) fn new(walk: Walk<'a>, end: End<'a>) -> Self {
        let short = |at: Option<At<'a>>| at.map(|at| walk.short(at));
        let (stopped_at, missing, not_modelled, reached) = match end {
            End::Delivered { target, at } => {
                let reached = Reached {
                    target: target.to_owned(),
                    resource: short(at),
                };
                (None, None, None, Some(reached))
            }
            End::Forwarded { .. } => (None, None, None, None),
            End::Stopped { at, .. } => (short(at), None, None, None),
            End::Incomplete { lack, .. } => (None, Some(walk.missing(lack)), None, None),
            End::Unmodelled {
                feature, at, doc, ..
            } => (
                short(at),
                None,
                Some(walk.not_modelled(feature, at, doc)),
                None,
            ),
        };
        Self {
            end,
            steps: walk.steps,
            seen: walk.seen,
            resolved: walk.resolved,
            assumptions: walk.assumptions,
            blockers: walk.blockers,
            missing,
            not_modelled,
            stopped_at,
            reached,
        }
    }

    /// A walk that could not begin.
    pub(crate) fn ended(mut walk: Walk<'a>, end: End<'a>) -> Self {
        walk.note_end(end);
        Self::new(walk, end)
    }

    fn same_as(&self, other: &Self) -> bool {
        self.end == other.end
            && self.steps.len() == other.steps.len()
            && self.steps.iter().zip(&other.steps).all(|(a, b)| {
                a.state == b.state && a.resource == b.resource && a.says.id == b.says.id
            })
    }
}

/// The packet reached the destination, or the front end that answers for it.
pub(crate) fn shows_source(end: End<'_>) -> bool {
    match end {
        End::Delivered { .. } | End::Forwarded { .. } => true,
        End::Stopped { cause, .. } => cause.outcome() == OutcomeKind::Rejected,
        _ => false,
    }
}

/// The result of all paths.
pub(crate) fn compose(net: &Topology, paths: Vec<Traced>) -> Outcome {
    let _ = net;
    let verdict = paths
        .iter()
        .map(|path| Verdict::of_end(path.end))
        .reduce(Verdict::and)
        .unwrap_or(Verdict {
            outcome: OutcomeKind::Unmodelled,
            cause: None,
        });
    let shown = paths.iter().filter(|path| shows_source(path.end));
    let source = source_of(&shown.filter_map(|path| path.seen).collect::<Vec<_>>());
    let resolved: Vec<String> = order::once(paths.iter().flat_map(|path| path.resolved.clone()));
    let assumptions: Vec<Assumption> =
        order::once(paths.iter().flat_map(|path| path.assumptions.clone()));
    let missing: Vec<Missing> = order::once(paths.iter().filter_map(|path| path.missing.clone()));
    let not_modelled: Vec<NotModelled> =
        order::once(paths.iter().filter_map(|path| path.not_modelled.clone()));
    let mut kept: Vec<Traced> = Vec::new();
    for path in paths {
        if !kept.iter().any(|own| own.same_as(&path)) {
            kept.push(path);
        }
    }
    let stopped = kept
        .iter()
        .position(|path| !matches!(path.end, End::Delivered { .. } | End::Forwarded { .. }));
    let stopped_path = stopped.and_then(|at| kept.get(at));
    let stopped_at = stopped.zip(stopped_path).map(|(at, path)| StoppedAt {
        trace: count(at + 1),
        step: count(path.steps.len()),
        resource: path.stopped_at.clone(),
    });
    let caller_sees = match stopped_path.map(|path| path.end) {
        Some(End::Stopped { sees, .. }) if verdict.outcome != OutcomeKind::Ambiguous => {
            Some(sees.says())
        }
        _ => None,
    };
    let reached = kept.iter().find_map(|path| path.reached.clone());
    let blockers = stopped_path.map_or_else(Vec::new, |path| path.blockers.clone());
    Outcome {
        name: None,
        from: String::new(),
        to: String::new(),
        outcome: verdict.outcome,
        cause: verdict.cause,
        status: verdict.cause.and_then(hopscope_model::Cause::status),
        caller_sees,
        stopped_at,
        reached: reached.filter(|_| {
            matches!(
                verdict.outcome,
                OutcomeKind::Delivered | OutcomeKind::Ambiguous
            )
        }),
        source,
        resolved,
        assumptions,
        missing,
        unmodelled: not_modelled,
        blockers,
        traces: kept
            .into_iter()
            .map(|path| {
                let verdict = Verdict::of_end(path.end);
                Trace {
                    outcome: verdict.outcome,
                    cause: verdict.cause,
                    steps: path.steps,
                }
            })
            .collect(),
        legs: Vec::new(),
        expectation: Expectation::None,
        unmet: Vec::new(),
        connectivity_test: None,
    }
}

/// What the destination sees of all paths that show it a source.
pub(crate) fn source_of(seen: &[Seen<'_>]) -> Option<SeenSource> {
    let first = seen.first()?;
    let addresses = order::once(seen.iter().flat_map(|seen| seen.source.to_strings()));
    let fixed = if seen.iter().any(|seen| seen.fixed == Some(false)) {
        Some(false)
    } else if seen.iter().all(|seen| seen.fixed == Some(true)) {
        Some(true)
    } else {
        None
    };
    let logged = first
        .logged
        .filter(|logged| seen.iter().all(|seen| seen.logged == Some(*logged)));
    Some(SeenSource {
        addresses: sorted(addresses),
        fixed,
        logged: logged.map(str::to_owned),
    })
}

/// Addresses in numeric order, tokens after them.
fn sorted(mut addresses: Vec<String>) -> Vec<String> {
    let key = |text: &String| {
        let address = text.split('/').next().unwrap_or_default();
        address
            .parse::<std::net::IpAddr>()
            .map_or((1, None, text.clone()), |address| {
                (0, Some(address), text.clone())
            })
    };
    order::sort_by_key(&mut addresses, key);
    addresses
}

pub(crate) fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}
