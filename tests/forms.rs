//! Everything that a scenario can hold has its place in a form: what is written of every scenario, export and example
//! of these tests is found in the table of forms, or is named here with the reason why no form shows it.

#[path = "scenarios/corpus.rs"]
mod corpus;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use hopscope_document::{Input, Options};
use hopscope_editor::design::fields::{self, Field, Input as May};
use hopscope_model::Scenario;
use serde_json::Value;

/// Who an object is, and on what: the inspector shows that above its forms.
const IDENTITY: &[&str] = &[
    "kind",
    "assetType",
    "apiVersion",
    "name",
    "region",
    "zone",
    "location",
    "project",
    "projectId",
    "on",
    "resource",
    "managedZone",
    "responsePolicyName",
    "cluster",
    "namespace",
];

/// Fields that no form shows with what is below them, by the word of their form, and why.
const ELSEWHERE: &[(&str, &str, &str)] = &[
    (
        "*",
        "partial",
        "says of an export that it is not all there is",
    ),
    (
        "compute#firewallPolicy",
        "type",
        "which of the kinds of policies it is: a form of its own",
    ),
    (
        "compute#firewallPolicy HIERARCHY",
        "type",
        "which of the kinds of policies it is: this form",
    ),
    (
        "compute#firewallPolicy",
        "rules[].match.srcDeviceGroups",
        "made up: a field that nobody knows",
    ),
    (
        "compute#firewallPolicy",
        "rules[].match.targetNewThings",
        "made up: a field that nobody knows",
    ),
    (
        "cloudfunctions.googleapis.com/Function",
        "environment",
        "of which generation it is: a form of its own",
    ),
    (
        "compute#network",
        "firewallPolicy",
        "output only: of a policy that is not there; those that are say which networks they govern",
    ),
    (
        "compute#network",
        "subnetworks",
        "output only: subnets say themselves which network they are in",
    ),
    (
        "compute#route",
        "nextHopHub",
        "output only: Network Connectivity Center makes these routes",
    ),
    (
        "compute#route",
        "nextHopNetwork",
        "output only: Google makes these routes of subnets",
    ),
    (
        "hopscope#export router",
        "items[].kind",
        "the kind of what get-status prints",
    ),
    (
        "hopscope#export router",
        "items[].result",
        "it has learned nothing",
    ),
    (
        "hopscope#export zone",
        "items[].routingPolicy",
        "routing policies are read as one set of addresses, whatever they choose by",
    ),
    (
        "hopscope#host",
        "adc",
        "an object without anything in it: no credentials, as without the object",
    ),
    (
        "networking.k8s.io/NetworkPolicy",
        "otherKind",
        "policies of other kinds are only known to be there",
    ),
    (
        "run.googleapis.com/Job",
        "terminalCondition.type",
        "there is one condition that counts: Ready",
    ),
    (
        "run.googleapis.com/Service",
        "terminalCondition.type",
        "there is one condition that counts: Ready",
    ),
    (
        "DomainMapping",
        "metadata.namespace",
        "its project, which is that of its service",
    ),
    (
        "DomainMapping",
        "metadata.labels.cloud.googleapis.com/location",
        "its region, which is that of its service",
    ),
    ("DomainMapping", "spec.routeName", "the service it is on"),
];

/// Files with fields that are no one's: how such are treated is what they test.
const MADE_UP: &[&str] = &["hopscope_objects.json", "secrets_of_ours.json"];

fn written(mut scenario: Scenario) -> String {
    // What could not be read is shown as it came.
    scenario.resources.unread.clear();
    // Kinds that are not modelled have no form.
    scenario.resources.strangers.clear();
    hopscope_document::write(&scenario)
}

/// Everything that is read in these tests, as it is written, by where it is from.
fn texts() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for file in corpus::files() {
        let text = fs::read_to_string(&file).expect("a file that is there");
        for case in corpus::parse(&file, &text).expect("a file of scenarios") {
            let (scenario, _) = corpus::read(&case).expect("a request");
            all.push((case.name, written(scenario)));
        }
    }
    for folder in ["tests/import", "scenarios"] {
        for entry in fs::read_dir(root.join(folder)).expect("a folder").flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            let Ok(text) = fs::read_to_string(entry.path()) else {
                continue;
            };
            if name.ends_with(".expect") || MADE_UP.contains(&&*name) {
                continue;
            }
            let input = Input {
                file: None,
                text: &text,
            };
            let read = hopscope_document::read(&[input], &Options::default());
            all.push((name, written(read.scenario)));
        }
    }
    let commands = fs::read_to_string(root.join("tests/commands.md")).expect("the document");
    for block in commands.split("````objects\n").skip(1) {
        let objects = block.split("````").next().unwrap_or_default();
        let lines: Vec<&str> = objects.lines().filter(|own| own.starts_with('{')).collect();
        let text = format!("{{\"resources\":[{}]}}", lines.join(","));
        all.push(("commands.md".to_owned(), text));
    }
    all
}

/// The way to every value in an object, and whether it holds nothing; each list of objects by the first of them.
fn paths(value: &Value, path: &str, found: &mut BTreeSet<(String, bool)>) {
    match value {
        Value::Object(fields) if !fields.is_empty() => {
            for (key, value) in fields {
                let path = match path {
                    "" => key.clone(),
                    path => format!("{path}.{key}"),
                };
                paths(value, &path, found);
            }
        }
        Value::Array(items) if items.iter().any(Value::is_object) => {
            for item in items {
                paths(item, &format!("{path}[0]"), found);
            }
        }
        Value::Object(_) => {
            found.insert((path.to_owned(), true));
        }
        other => {
            let empty = other.as_array().is_some_and(Vec::is_empty);
            found.insert((path.to_owned(), empty));
        }
    }
}

/// Whether a form shows what stands at a path: in a field of its own, or as part of what one field holds.
fn is_shown(own: &'static [Field], path: &str, empty: bool) -> bool {
    match fields::field_at(own, path) {
        // A list without rows, or a row without anything in it.
        Some(field) if matches!(field.input, May::Rows(_)) => empty,
        Some(_) => true,
        // An object without anything in it, whose fields are shown.
        None => is_part(own, path) || empty && own.iter().any(|field| field.path.starts_with(path)),
    }
}

/// Labels, selectors and what is only there are one field, whatever is in it.
fn is_part(own: &'static [Field], path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(before, _)| {
        let before = before.trim_end_matches("[0]");
        let field = fields::field_at(own, before).map(|field| field.input);
        matches!(field, Some(May::Pairs | May::Selector | May::There(_))) || is_part(own, before)
    })
}

#[test]
fn everything_that_is_written_is_in_a_form() {
    let mut missing: BTreeMap<String, String> = BTreeMap::new();
    let mut used = BTreeSet::new();
    for (name, text) in texts() {
        let document: Value = serde_json::from_str(&text).expect("it is JSON");
        for object in document["resources"].as_array().into_iter().flatten() {
            let Some(form) = fields::form_of(object) else {
                missing.insert(format!("no form: {object}"), name.clone());
                continue;
            };
            let mut found = BTreeSet::new();
            paths(object, "", &mut found);
            for (path, empty) in found {
                let short = path.replace("[0]", "[]");
                let exempt = ELSEWHERE.iter().position(|(word, own, _)| {
                    let below = short.strip_prefix(own);
                    let below = below.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
                    (*word == "*" || *word == form.word) && below
                });
                if let Some(at) = exempt {
                    used.insert(at);
                    continue;
                }
                let top = path.split(['.', '[']).next().unwrap_or_default();
                if IDENTITY.contains(&top) || is_shown(form.fields, &path, empty) {
                    continue;
                }
                missing.insert(format!("{}: {short}", form.word), name.clone());
            }
        }
    }
    let lines: Vec<String> = missing
        .iter()
        .map(|(what, name)| format!("{what} ({name})"))
        .collect();
    assert!(lines.is_empty(), "in no form:\n{}", lines.join("\n"));
    let idle: Vec<_> = ELSEWHERE
        .iter()
        .enumerate()
        .filter(|(at, _)| !used.contains(at))
        .collect();
    assert!(idle.is_empty(), "nothing has these: {idle:?}");
}
