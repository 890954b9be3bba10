//! 2,000 scenarios that nobody wrote, always the same: changed ones of `tests/scenarios`, and networks as the laws are
//! held against. `-- --dump DIR` writes them out, for the same run in WebAssembly
//! (`tests/e2e/engine.spec.mjs`), and without it this holds that they are worth asking about.

#[path = "generated/changed.rs"]
mod changed;
#[path = "scenarios/corpus.rs"]
mod corpus;
#[path = "scenarios/every.rs"]
mod every;
#[path = "properties/network.rs"]
mod network;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use changed::{Corpus, Dice};
use hopscope_document::{Input, Options};
use hopscope_model::Scenario;
use hopscope_sim::{Topology, answers};
use proptest::collection::vec;
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How many are changed scenarios of the suite, and how many are networks of the laws.
const CHANGED: usize = 1_700;
const NETWORKS: usize = 300;

fn main() {
    let texts = texts();
    assert_eq!(texts.len(), 2_000);
    let arguments: Vec<String> = std::env::args().collect();
    match arguments.iter().position(|own| own == "--dump") {
        Some(at) => {
            let folder = arguments.get(at + 1).expect("a folder after --dump");
            write(Path::new(folder), &texts);
        }
        None => look(&texts),
    }
}

/// All of them, as files.
fn texts() -> Vec<String> {
    let all = every::scenarios();
    let written: Vec<String> = all
        .iter()
        .map(|(_, own)| hopscope_document::write(own))
        .collect();
    let corpus = Corpus::new(&written);
    let mut texts: Vec<String> = (0..CHANGED)
        .map(|seed| corpus.scenario(seed, CHANGED, &mut Dice::new(seed as u64)))
        .collect();
    let rng = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(Config::default(), rng);
    let networks = (network::scenarios(), vec(network::requests(), 3));
    for _ in 0..NETWORKS {
        let tree = networks.new_tree(&mut runner).expect("a network");
        let (mut scenario, requests) = tree.current();
        scenario.requests = requests;
        texts.push(hopscope_document::write(&scenario));
    }
    texts
}

fn write(folder: &Path, texts: &[String]) {
    fs::create_dir_all(folder).expect("a folder can be made");
    for (number, text) in texts.iter().enumerate() {
        let file = folder.join(format!("{number:04}.hopscope.json"));
        fs::write(file, text).expect("a file can be written");
    }
}

fn read(text: &str) -> Scenario {
    hopscope_document::read(&[Input { file: None, text }], &Options::default()).scenario
}

/// How often each thing comes.
type Count = BTreeMap<String, usize>;

/// That they are not all alike: every kind of resource, every outcome and most causes are among them.
fn look(texts: &[String]) {
    let (mut kinds, mut outcomes, mut causes) = (Count::new(), Count::new(), Count::new());
    let (mut states, mut problems, mut asked) = (Count::new(), 0, 0);
    for text in texts {
        let scenario = read(text);
        for id in scenario.resources.ids() {
            *kinds.entry(id.kind.to_string()).or_default() += 1;
        }
        let (topology, dangling) = Topology::link(&scenario);
        let (results, wrong) = answers(&topology, &scenario.requests, false);
        problems += usize::from(!dangling.is_empty() || !wrong.is_empty());
        asked += results.len();
        for result in &results {
            *outcomes.entry(result.outcome.to_string()).or_default() += 1;
            if let Some(cause) = result.cause {
                *causes.entry(cause.to_string()).or_default() += 1;
            }
            for step in result.traces.iter().flat_map(|trace| &trace.steps) {
                *states.entry(step.state.to_string()).or_default() += 1;
            }
        }
    }
    assert!(asked > 2_500, "{asked} requests");
    assert!(problems > 300, "{problems} with problems");
    // Whatever becomes of the scenarios that these are made of, most of what they reach is to stay reached.
    assert!(kinds.len() > 37, "{kinds:?}");
    assert!(causes.len() > 70, "{causes:?}");
    assert!(states.len() > 38, "{states:?}");
    assert_eq!(outcomes.len(), 7, "{outcomes:?}");
}
