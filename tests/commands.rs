//! What each command prints, in both of its formats and both of its forms, is read as the same: `tests/commands.md`.

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use hopscope_document::{Input, Options, read, write};
use hopscope_model::export_command::list;
use hopscope_model::{Kind, Severity};
use serde_json::{Value, json};

/// The fenced block of a kind in a section.
fn block<'t>(section: &'t str, kind: &str) -> Option<&'t str> {
    let (_, rest) = section.split_once(&format!("````{kind}\n"))?;
    rest.split_once("````").map(|(inside, _)| inside)
}

/// The objects of a scenario that is read from these, one a line, after what is told of it; an error fails.
fn objects(command: &str, texts: &[&str]) -> String {
    let given = texts.iter().filter(|text| !text.is_empty());
    let inputs: Vec<Input<'_>> = given.map(|text| Input { file: None, text }).collect();
    let found = read(&inputs, &Options::default());
    let mut out = String::new();
    for problem in found.problems {
        assert!(
            problem.severity != Severity::Error,
            "{command}: {problem:#?}\n{texts:#?}"
        );
        let kind = problem.args.get("kind").map_or("", String::as_str);
        let _ = writeln!(out, "{} {kind}", problem.code);
    }
    let whole: Value = serde_json::from_str(&write(&found.scenario)).expect("it is JSON");
    for object in whole["resources"].as_array().into_iter().flatten() {
        let _ = writeln!(out, "{object}");
    }
    out
}

/// YAML with a wrapper around: the items as a list of it.
fn within(fields: &Value, yaml: &str, is_list: bool) -> String {
    let mut out = String::from("kind: hopscope#export\n");
    for (key, value) in fields.as_object().into_iter().flatten() {
        let _ = writeln!(out, "{key}: {value}");
    }
    out.push_str("items:\n");
    for (at, line) in yaml.lines().enumerate() {
        let lead = match (is_list, at) {
            (true, 0) => "- ",
            _ => "  ",
        };
        let _ = writeln!(out, "{lead}{line}");
    }
    out
}

#[test]
fn every_command_is_read_in_both_formats() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/commands.md");
    let text = std::fs::read_to_string(&path).expect("the document is there");
    let mut written = String::new();
    for (at, section) in text.split("\n## ").enumerate() {
        if at == 0 {
            written.push_str(section);
            continue;
        }
        let command = section.lines().next().unwrap_or_default();
        let json_text = block(section, "json").expect("JSON");
        let yaml = block(section, "yaml").expect("YAML");
        let beside = block(section, "beside").unwrap_or("");
        let object: Value = serde_json::from_str(json_text).expect("it is JSON");
        let fields: Option<Value> = section
            .split_once("within `")
            .and_then(|(_, rest)| rest.split_once('`'))
            .map(|(own, _)| serde_json::from_str(own).expect("fields"));
        let lists = command.contains(" list");
        let mut forms = Vec::new();
        match &fields {
            Some(fields) => {
                let mut wrapped = fields.as_object().cloned().expect("fields");
                let inner = match lists {
                    true => json!([object]),
                    false => object.clone(),
                };
                wrapped.insert("items".to_owned(), inner);
                let rest = Value::Object(wrapped).to_string();
                let rest = rest.trim_start_matches('{');
                forms.push(format!("{{\"kind\":\"hopscope#export\",{rest}"));
                forms.push(within(fields, yaml, lists));
            }
            None => {
                forms.push(object.to_string());
                forms.push(yaml.to_owned());
                if lists {
                    forms.push(json!([object]).to_string());
                    forms.push(format!("---\n{yaml}"));
                }
            }
        }
        let mut found: Vec<String> = Vec::new();
        for form in &forms {
            found.push(objects(command, &[beside, form]));
        }
        for (form, own) in forms.iter().zip(&found) {
            assert_eq!(Some(own), found.first(), "{command}\n{form}");
        }
        let first = found.first().cloned().unwrap_or_default();
        assert!(!first.is_empty(), "{command}: nothing comes of it");
        let (before, rest) = section.split_once("````objects\n").expect("objects");
        let (_, after) = rest.split_once("````").expect("the block ends");
        let _ = write!(written, "\n## {before}````objects\n{first}````{after}");
    }
    expect_file![path].assert_eq(&written);
}

/// Kinds whose command prints what is not read yet, and what is read instead.
const OTHERWISE: &[(Kind, &str)] = &[(
    Kind::App,
    "a version as `gcloud app versions describe` prints it, and rows of Cloud Asset Inventory",
)];

#[test]
fn every_kind_that_a_command_exports_has_a_section() {
    let text = include_str!("commands.md");
    let headings = text.lines().filter_map(|own| own.strip_prefix("## `"));
    let headings: Vec<&str> = headings.collect();
    let mut missing = Vec::new();
    for kind in Kind::ALL {
        // Parts are in the export of what they are a part of.
        let command = list(*kind, "acme-dev");
        let flags = [" --", " -o", " list", " describe"];
        let ends = flags.iter().filter_map(|own| command.find(own)).min();
        let group = command.get(..ends.unwrap_or_default()).unwrap_or_default();
        let other = OTHERWISE.iter().any(|(own, _)| own == kind);
        if other == headings.iter().any(|own| own.starts_with(group)) {
            missing.push(format!("{kind}: {group}"));
        }
    }
    assert_eq!(missing, [""; 0], "no section, or one now");
}
