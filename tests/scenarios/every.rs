//! Every request of the scenarios, for laws that hold for all of them.

use std::fs;

use hopscope_model::Scenario;

use crate::corpus;

/// Every request with the scenario that it is asked of, by name.
pub(crate) fn scenarios() -> Vec<(String, Scenario)> {
    let mut all = Vec::new();
    for file in corpus::files() {
        let text = fs::read_to_string(&file).expect("a file that is there");
        for case in corpus::parse(&file, &text).expect("a file of scenarios") {
            let (scenario, _) = corpus::read(&case).expect("a request");
            all.push((case.name, scenario));
        }
    }
    all
}
