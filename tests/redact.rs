//! Redacting changes who it is and not what happens: every request of `tests/scenarios` and of the gallery ends as it
//! did, and what was to be hidden stands nowhere any more.

#[path = "scenarios/corpus.rs"]
mod corpus;
#[path = "scenarios/every.rs"]
mod every;
#[path = "scenarios/gallery.rs"]
mod gallery;

use std::collections::BTreeSet;

use hopscope_document::{
    Input, Options, Redact, canonical, changes_between, redacted, with_branch,
};
use hopscope_model::scenario::Branch;
use hopscope_model::{Kind, Outcome, Scenario};
use hopscope_sim::{Topology, simulate};

fn read(text: &str) -> Scenario {
    let input = Input { file: None, text };
    hopscope_document::read(&[input], &Options::default()).scenario
}

fn scenarios() -> Vec<(String, Scenario)> {
    let mut all = every::scenarios();
    for text in gallery::texts() {
        let scenario = read(&text);
        all.push((scenario.title.clone().unwrap_or_default(), scenario));
    }
    assert!(all.len() > 700, "{}", all.len());
    all
}

fn answers(scenario: &Scenario) -> Vec<String> {
    let (topology, _) = Topology::link(scenario);
    let answer = |request| said(&simulate(&topology, request));
    scenario.requests.iter().map(answer).collect()
}

/// What an answer says, without names and addresses: how it ends and why, at which step, how many addresses are seen,
/// whether the expectation is met, and what was assumed or missing.
fn said(outcome: &Outcome) -> String {
    let steps: Vec<_> = outcome.traces.iter().map(|own| own.steps.len()).collect();
    let source = outcome.source.as_ref();
    let source = source.map(|own| (own.addresses.len(), own.fixed, own.logged.is_some()));
    let assumed: Vec<_> = outcome
        .assumptions
        .iter()
        .map(|own| own.id.as_str())
        .collect();
    format!(
        "{} {:?} {:?} {:?} {steps:?} {source:?} {} {assumed:?} {} {} {}",
        outcome.outcome,
        outcome.cause,
        outcome.status,
        outcome.expectation,
        outcome.resolved.len(),
        outcome.missing.len(),
        outcome.unmodelled.len(),
        outcome.legs.len(),
    )
}

#[test]
fn answers_stay_what_they_were_and_what_is_hidden_is_gone() {
    let (mut other, mut there) = (Vec::new(), Vec::new());
    for (name, scenario) in scenarios() {
        let before = answers(&scenario);
        for what in [Redact::Projects, Redact::Names] {
            let redacted = redacted(&scenario, what);
            let after = answers(&redacted);
            if before != after {
                other.push(format!(
                    "{what:?} {name}\n  before {before:?}\n  after  {after:?}"
                ));
            }
            let text = canonical(&redacted);
            let words: BTreeSet<&str> = words(&text).collect();
            for secret in secrets(&scenario, what) {
                // Rules inside of a resource keep their names.
                let rule = format!("\"ruleName\":\"{secret}\"");
                if words.contains(secret.as_str()) && !text.contains(&rule) {
                    there.push(format!("{what:?} {name}: {secret}"));
                }
            }
        }
    }
    assert!(
        other.is_empty(),
        "{} differ:\n{}",
        other.len(),
        other.join("\n")
    );
    assert!(
        there.is_empty(),
        "{} are there:\n{}",
        there.len(),
        there.join("\n")
    );
}

/// A proposal changes with pseudonyms what it changed without.
#[test]
fn proposals_change_what_they_changed() {
    let gallery: Vec<Scenario> = gallery::texts().iter().map(|text| read(text)).collect();
    let mut changing = 0;
    for (before, after) in gallery.iter().zip(gallery.iter().skip(1)) {
        let mut scenario = before.clone();
        scenario.branches.push(Branch {
            name: "as the next one".to_owned(),
            changes: changes_between(before, &after.resources),
            declared: Vec::new(),
        });
        let shifts = |scenario: &Scenario| {
            let (proposed, problems) = with_branch(scenario, &scenario.branches[0]);
            assert_eq!(problems, Vec::new());
            (answers(scenario), answers(&proposed))
        };
        let own = shifts(&scenario);
        changing += usize::from(own.0 != own.1);
        for what in [Redact::Projects, Redact::Names] {
            let redacted = redacted(&scenario, what);
            assert_eq!(shifts(&redacted), own, "{what:?} {:?}", before.title);
            let text = canonical(&redacted);
            assert!(!words(&text).any(|word| word == "acme-dev"), "{text}");
        }
    }
    assert!(changing > 6, "{changing}");
}

/// What could not be read names others by Google's collections, of which a kind may have several.
#[test]
fn what_could_not_be_read_names_others_by_their_pseudonyms() {
    let scenario = read(
        r#"{"hopscope":1,"project":"acme-dev","resources":[
  {"kind":"compute#targetHttpsProxy","name":"front-door","urlMap":"m"},
  {"kind":"compute#instanceGroup","name":"back-office","zone":"r1-a"},
  {"kind":"compute#forwardingRule","name":"f","IPProtocol":[],"target":"projects/acme-dev/global/targetHttpsProxies/front-door"},
  {"kind":"compute#backendService","name":"b","protocol":[],"backends":[{"group":"projects/acme-dev/zones/r1-a/instanceGroups/back-office"}]}
]}"#,
    );
    assert_eq!(scenario.resources.unread.len(), 2);
    let text = canonical(&redacted(&scenario, Redact::Names));
    for own in ["front-door", "back-office"] {
        assert!(!text.contains(own), "{own}: {text}");
    }
}

/// Of an object whose kind is not modelled what is kept says whose it is by its name, and by a kind of its author's.
#[test]
fn what_is_not_modelled_keeps_its_address_and_not_its_name() {
    let scenario = read(
        r#"{"hopscope":1,"project":"acme-dev","resources":[
  {"kind":"compute#network","name":"trading"},
  {"name":"projects/acme-dev/locations/r1/clusters/ledger/instances/settlement","ipAddress":"10.7.0.3","network":"projects/acme-dev/global/networks/trading"},
  {"apiVersion":"acme.example/v1","kind":"Vault","metadata":{"name":"gold"},"status":{"ip":"10.7.0.4"}}
]}"#,
    );
    assert_eq!(scenario.resources.strangers.len(), 2);
    let redacted = redacted(&scenario, Redact::Names);
    let text = canonical(&redacted);
    for own in ["acme", "ledger", "settlement", "trading", "Vault", "gold"] {
        assert!(!text.contains(own), "{own}: {text}");
    }
    let of = |scenario: &Scenario| -> Vec<_> {
        let all = scenario.resources.strangers.iter();
        all.map(|own| (own.addresses.clone(), own.network.is_some()))
            .collect()
    };
    let (mut before, mut after) = (of(&scenario), of(&redacted));
    before.sort();
    after.sort();
    assert_eq!(before, after);
}

/// What is called in a scenario as Google calls something.
const GOOGLES: &[&str] = &["default-internet-gateway", "functions"];

/// What tells whose a network is, as far as it is a word of its own.
fn secrets(scenario: &Scenario, what: Redact) -> Vec<String> {
    let mut secrets = vec![scenario.default_project().to_owned()];
    for id in scenario.resources.ids() {
        secrets.push(id.name.project.to_string());
        if what == Redact::Names && id.kind != Kind::Project {
            secrets.push(id.name.name.to_string());
        }
    }
    // Short ones are in other words too, and a word of Google's is no secret.
    secrets.retain(|own| own.len() > 7 && !GOOGLES.contains(&own.as_str()));
    let text = canonical(scenario);
    secrets.extend(words(&text).filter(|own| is_person(own)).map(str::to_owned));
    secrets
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    let word = |letter: char| letter.is_ascii_alphanumeric() || "-_.@".contains(letter);
    text.split(move |letter| !word(letter))
}

fn is_person(word: &str) -> bool {
    let domain = word.split_once('@').map_or("", |(_, domain)| domain);
    domain.contains('.') && !domain.ends_with("gserviceaccount.com")
}
