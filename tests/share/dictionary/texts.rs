//! Scenarios as links hold them: in canonical form, with the answers to their requests.

use std::fs;

use hopscope_document::{Input, Options};
use hopscope_model::Scenario;
use hopscope_sim::Topology;

use crate::corpus;

/// A scenario of a file, as a link holds it.
pub(crate) fn shared(text: &str) -> String {
    let input = Input { file: None, text };
    with_answers(hopscope_document::read(&[input], &Options::default()).scenario)
}

/// The scenarios of the tests, each with all requests that are asked of it as it stands.
pub(crate) fn of_tests() -> Vec<String> {
    let mut texts = Vec::new();
    for file in corpus::files() {
        let text = fs::read_to_string(&file).unwrap_or_default();
        let cases = corpus::parse(&file, &text).unwrap_or_default();
        let mut whole: Option<Scenario> = None;
        for case in cases.iter().filter(|case| case.change.is_none()) {
            if let Ok((scenario, _)) = corpus::read(case) {
                match &mut whole {
                    Some(whole) => whole.requests.extend(scenario.requests),
                    None => whole = Some(scenario),
                }
            }
        }
        texts.extend(whole.map(with_answers));
    }
    texts
}

fn with_answers(mut scenario: Scenario) -> String {
    let (topology, _) = Topology::link(&scenario);
    let answer = |request| hopscope_sim::simulate(&topology, request);
    let results: Vec<_> = scenario.requests.iter().map(answer).collect();
    hopscope_share::with_answers(&mut scenario, &results);
    hopscope_document::canonical(&scenario)
}
