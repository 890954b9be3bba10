//! Everything that one run over a scenario says, as JSON: the same bytes as `hopscope check --format json`.

use hopscope_document::{Input, Options};
use hopscope_model::result::{RULES, Report};
use hopscope_sim::Topology;

/// Reads a scenario and runs every request of it.
pub fn report(text: &str) -> Report {
    let read = hopscope_document::read(&[Input { file: None, text }], &Options::default());
    let (topology, links) = Topology::link(&read.scenario);
    let (results, wrong) = hopscope_sim::answers(&topology, &read.scenario.requests, false);
    let mut problems = read.problems;
    problems.extend(links);
    problems.extend(wrong);
    Report {
        hopscope: 1,
        rules: RULES.to_owned(),
        scenario: hopscope_document::content_id(&read.scenario),
        problems,
        results,
    }
}

/// The report as JSON.
pub fn json(text: &str) -> String {
    // A report has no maps with keys that are no strings: writing it cannot fail.
    let json = serde_json::to_string_pretty(&report(text)).unwrap_or_default();
    format!("{json}\n")
}
