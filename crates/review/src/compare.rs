//! A scenario held against what it is to become: every request is asked of both, then the resources are held against
//! each other.

use std::rc::Rc;

use hopscope_document as document;
use hopscope_model::compare::{Asked, Compared, Comparison, Pair, Shift, asks_the_same, pairs};
use hopscope_model::{Problem, Request, Scenario};
use hopscope_sim::Topology;

/// What is held against what.
#[derive(Clone, Copy, Debug)]
pub struct Compare<'a> {
    /// What is there.
    pub base: &'a Scenario,
    /// What is to be there.
    pub proposal: &'a Scenario,
    /// The requests, by name, whose answers are meant to change; `None` where nothing could be said.
    pub declared: Option<&'a [String]>,
    /// What rests on an assumption is `incomplete` (`--strict`).
    pub strict: bool,
}

/// Asks both, and holds their resources against each other. Beside the comparison, what is wrong with requests that
/// have no answer, by their place in it.
pub fn compare(own: &Compare<'_>) -> (Comparison, Vec<Problem>) {
    let (before, after) = (own.base, own.proposal);
    let (base_net, _) = Topology::link(before);
    let (net, _) = Topology::link(after);
    let mut requests = Vec::new();
    let mut problems = Vec::new();
    for (index, pair) in pairs(&before.requests, &after.requests)
        .into_iter()
        .enumerate()
    {
        let Some((was, is, asked)) = asked(&before.requests, &after.requests, pair) else {
            continue;
        };
        let mut ask = |net: &Topology, request: &Request| {
            let one = std::slice::from_ref(request);
            let (mut results, wrong) = hopscope_sim::answers(net, one, own.strict);
            problems.extend(wrong.into_iter().map(|mut own| {
                own.path = Some(format!("requests[{index}].to"));
                own
            }));
            results.pop().map(Rc::new)
        };
        let (Some(was), Some(is)) = (ask(&base_net, was), ask(&net, is)) else {
            continue;
        };
        let declared = own.declared.map(|declared| {
            let name = is.name.as_ref().or(was.name.as_ref());
            name.is_some_and(|name| declared.contains(name))
        });
        requests.push(Compared {
            shift: Shift::between(&was, &is),
            asked,
            declared,
            before: was,
            after: is,
        });
    }
    let resources = document::differences(before, after);
    let comparison = Comparison {
        requests,
        resources,
    };
    (comparison, problems)
}

/// What each side is asked. A request that only one has is asked of both.
fn asked<'a>(
    base: &'a [Request],
    proposal: &'a [Request],
    (was, is): Pair,
) -> Option<(&'a Request, &'a Request, Asked)> {
    let (was, is) = (
        was.and_then(|at| base.get(at)),
        is.and_then(|at| proposal.get(at)),
    );
    Some(match (was, is) {
        (Some(was), Some(is)) if asks_the_same(was, is) => (was, is, Asked::Both),
        (Some(was), Some(is)) => (was, is, Asked::Otherwise),
        (Some(was), None) => (was, was, Asked::Base),
        (None, Some(is)) => (is, is, Asked::Proposal),
        (None, None) => return None,
    })
}
