//! Every request of a report answered, for whoever prints one: the command line and the page say the same.

use hopscope_model::{Cause, Outcome, Problem, ProblemCode, Reason, Request, Severity, Why};

use crate::{Topology, hold, hold_test, simulate, strict};

/// Results in the order of requests. A request between two IP versions is no request: it is a problem, and has no
/// result (contract, section 6). With `certain`, what rests on an assumption is `incomplete` (`--strict`).
pub fn answers(
    net: &Topology,
    requests: &[Request],
    certain: bool,
) -> (Vec<Outcome>, Vec<Problem>) {
    let (mut results, mut problems) = (Vec::new(), Vec::new());
    for (ix, request) in requests.iter().enumerate() {
        let mut outcome = simulate(net, request);
        if certain {
            strict(&mut outcome);
            hold(&mut outcome, request.expect.as_ref());
            hold_test(&net.scenario, &mut outcome, request.test.as_deref());
        }
        if outcome.cause == Some(Cause::MismatchedIpVersion) {
            problems.push(no_common_version(ix, &outcome.to));
        } else {
            results.push(outcome);
        }
    }
    (results, problems)
}

fn no_common_version(ix: usize, to: &str) -> Problem {
    let path = format!("requests[{ix}].to");
    let mut problem = Problem::new(Severity::Error, ProblemCode::FieldInvalid)
        .arg("field", path.clone())
        .why(&Reason::about(Why::NoCommonIpVersion, to))
        .next("correct-field", None);
    problem.path = Some(path);
    problem
}
