//! YAML is another way to write the same: every export among the fixtures, and every resource of every scenario, is
//! read from YAML as it is from JSON. It is written here as gcloud writes it: keys in order, lists not indented,
//! quotes only where a word would be something else without them.
//!
//! <https://docs.cloud.google.com/sdk/gcloud/reference/topic/formats>

use std::fs;
use std::path::{Path, PathBuf};

use hopscope_document::{Input, Options, read, write};
use serde_json::{Deserializer, Value};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A document as gcloud prints it.
fn document(value: &Value) -> String {
    let mut text = String::from("---\n");
    node(value, 0, &mut text);
    text
}

fn node(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by_key(|(key, _)| *key);
            for (index, (key, value)) in members.into_iter().enumerate() {
                if index > 0 {
                    text.push_str(&" ".repeat(indent));
                }
                text.push_str(&scalar(key));
                text.push(':');
                inside(value, indent, text);
            }
        }
        Value::Array(values) if !values.is_empty() => {
            for (index, value) in values.iter().enumerate() {
                if index > 0 {
                    text.push_str(&" ".repeat(indent));
                }
                text.push_str("- ");
                node(value, indent + 2, text);
            }
        }
        word => {
            text.push_str(&flow(word));
            text.push('\n');
        }
    }
}

/// What stands behind a key.
fn inside(value: &Value, indent: usize, text: &mut String) {
    match value {
        Value::Object(members) if !members.is_empty() => {
            text.push('\n');
            text.push_str(&" ".repeat(indent + 2));
            node(value, indent + 2, text);
        }
        Value::Array(values) if !values.is_empty() => {
            text.push('\n');
            text.push_str(&" ".repeat(indent));
            node(value, indent, text);
        }
        _ => {
            text.push(' ');
            node(value, indent, text);
        }
    }
}

fn flow(value: &Value) -> String {
    match value {
        Value::String(word) => scalar(word),
        Value::Array(_) => "[]".to_owned(),
        Value::Object(_) => "{}".to_owned(),
        other => other.to_string(),
    }
}

fn scalar(word: &str) -> String {
    let plain = |own: char| own.is_ascii_alphanumeric() || "_./-:@+".contains(own);
    let colon = word.ends_with(':') || word.contains(": ");
    let begins = word.starts_with(|own: char| own.is_ascii_alphabetic());
    let other = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let safe = word.chars().all(plain) && begins && !colon;
    if safe && !other.contains(&word.to_ascii_lowercase().as_str()) {
        return word.to_owned();
    }
    match word.chars().any(char::is_control) {
        true => Value::from(word).to_string(),
        false => format!("'{}'", word.replace('\'', "''")),
    }
}

#[track_caller]
fn check(name: &str, values: &[Value], project: Option<&str>) {
    let options = Options {
        project: project.map(str::to_owned),
        ..Options::default()
    };
    let one = |text: &str| read(&[Input { file: None, text }], &options);
    let json: Vec<String> = values.iter().map(Value::to_string).collect();
    let yaml: String = values.iter().map(document).collect();
    let (json, read) = (one(&json.join("\n")), one(&yaml));
    // What could not be read is kept as it was written: there words and numbers are not the same.
    let (mut left, mut right) = (json.scenario, read.scenario);
    let unread = |own: &mut hopscope_model::Scenario| {
        let list = std::mem::take(&mut own.resources.unread).into_iter();
        list.map(|own| (own.kind, own.name, own.field))
            .collect::<Vec<_>>()
    };
    assert_eq!(unread(&mut left), unread(&mut right), "{name}:\n{yaml}");
    assert_eq!(write(&left), write(&right), "{name}:\n{yaml}");
    let codes = |problems: &[hopscope_model::Problem]| {
        let own = problems.iter();
        let own = own.map(|own| format!("{} {:?} {:?}", own.code, own.path, own.resource));
        let mut own: Vec<_> = own.collect();
        own.sort();
        own
    };
    assert_eq!(
        codes(&json.problems),
        codes(&read.problems),
        "{name}:\n{yaml}"
    );
}

#[test]
fn exports_are_read_from_yaml_as_from_json() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("tests/import")).expect("a folder") {
        let path = entry.expect("a file").path();
        let name = path.display().to_string();
        if !name.ends_with("json") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("text");
        let values: Result<Vec<Value>, _> = Deserializer::from_str(&text).into_iter().collect();
        let Ok(values) = values else { continue };
        // Scenarios and what Terraform prints are JSON.
        let other = [
            "hopscope",
            "terraform_version",
            "format_version",
            "planned_values",
        ];
        let other = |value: &Value| other.iter().any(|key| value.get(key).is_some());
        let own = !values.iter().any(other);
        // A word alone is no document of YAML's, nor is a list of none.
        let objects = values.iter().all(|value| {
            value.is_object()
                || value
                    .as_array()
                    .is_some_and(|list| list.iter().any(Value::is_object))
        });
        if own && objects {
            check(&name, &values, None);
            seen += 1;
        }
    }
    assert!(seen > 10, "{seen}");
}

#[test]
fn resources_of_scenarios_are_read_from_yaml_as_from_json() {
    let mut files = Vec::new();
    gather(&root().join("tests/scenarios"), &mut files);
    let mut seen = 0;
    for path in files {
        let text = fs::read_to_string(&path).expect("text");
        for block in text.split("```json scenario\n").skip(1) {
            let block = block.split("\n```").next().unwrap_or_default();
            let scenario: Value = serde_json::from_str(block).expect("JSON");
            let resources = scenario["resources"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            // Unknown fields of Hopscope's own objects are kept as they are written.
            let known = |own: &Value| own["kind"] != "hopscope#host";
            let resources: Vec<Value> = resources.into_iter().filter(known).collect();
            if resources.is_empty() {
                continue;
            }
            check(
                &path.display().to_string(),
                &resources,
                scenario["project"].as_str(),
            );
            seen += resources.len();
        }
    }
    assert!(seen > 1000, "{seen}");
}

/// What is planted in `tests/import` for `tests/private.rs`.
const PLANTED: &str = "leak";

#[test]
fn planted_secrets_are_not_read_from_yaml_either() {
    let mut seen = 0;
    for entry in fs::read_dir(root().join("tests/import")).expect("a folder") {
        let path = entry.expect("a file").path();
        let text = fs::read_to_string(&path).unwrap_or_default();
        if path.extension().is_some_and(|own| own == "expect") || !text.contains(PLANTED) {
            continue;
        }
        let values: Result<Vec<Value>, _> = Deserializer::from_str(&text).into_iter().collect();
        let values = values.unwrap_or_default();
        let whole = values.iter().map(document).collect::<String>();
        let lists = values.iter().filter_map(Value::as_array).flatten();
        let mut texts = vec![whole];
        for object in lists.chain(values.iter().filter(|own| own.is_object())) {
            for key in object.as_object().into_iter().flatten().map(|(key, _)| key) {
                let mut broken = object.clone();
                broken[key] = serde_json::json!([{"of": "another kind"}]);
                texts.push(document(&broken));
            }
        }
        for text in &texts {
            let read = read(&[Input { file: None, text }], &Options::default());
            let all = format!("{read:?} {}", write(&read.scenario));
            assert!(!all.contains(PLANTED), "{}:\n{text}", path.display());
            seen += 1;
        }
    }
    assert!(seen > 50, "{seen}");
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        match path.is_dir() {
            true => gather(&path, files),
            false => files.push(path),
        }
    }
}
