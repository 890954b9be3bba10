//! YAML that was cut off, anywhere, is not taken for what it was: `tests/cuts.md`.

use std::path::Path;

use hopscope_document::{Input, Options, read, write};
use serde_json::Value;

/// The fenced block of a section.
fn yaml(section: &str) -> &str {
    let (_, rest) = section.split_once("````yaml\n").expect("YAML");
    rest.split_once("````").expect("an end").0
}

/// The objects that were read, without those that could not be, and those of which only the addresses are known.
fn objects(text: &str) -> Vec<Value> {
    let mut scenario = read(&[Input { file: None, text }], &Options::default()).scenario;
    scenario.resources.unread.clear();
    // A request to what is not modelled is answered neither way.
    scenario.resources.strangers.clear();
    let whole: Value = serde_json::from_str(&write(&scenario)).expect("it is JSON");
    whole["resources"].as_array().cloned().unwrap_or_default()
}

/// The field of the object that a line is of.
fn field<'t>(lines: &[&'t str], at: usize) -> &'t str {
    let mut before = lines[..=at].iter().rev();
    let own = before.find(|line| !line.starts_with([' ', '-']));
    own.and_then(|line| line.split(':').next())
        .unwrap_or_default()
}

/// What is said of cuts that nothing tells: the words behind `untold:`.
fn untold(section: &str) -> Vec<String> {
    let said = section.split_once("\nuntold: ").map(|(_, rest)| rest);
    let said = said
        .and_then(|rest| rest.lines().next())
        .unwrap_or_default();
    said.split(", ")
        .filter(|own| !own.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn what_was_cut_off_is_not_taken_for_whole() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cuts.md");
    let text = std::fs::read_to_string(&path).expect("the document is there");
    let (mut wrong, mut seen) = (Vec::new(), 0);
    for section in text.split("\n## ").skip(1) {
        let command = section.lines().next().unwrap_or_default();
        let own = yaml(section);
        let whole = objects(own);
        assert!(!whole.is_empty(), "{command} is read");
        let lines: Vec<&str> = own.lines().collect();
        let said = untold(section);
        let mut met = Vec::new();
        let mut check = |cut: &[&str], word: String| {
            let text = format!("{}\n", cut.join("\n"));
            seen += 1;
            if objects(&text).iter().all(|own| whole.contains(own)) {
                return;
            }
            if !said.contains(&word) {
                wrong.push(format!("{command}: {word}"));
            }
            met.push(word);
        };
        for at in 1..lines.len() {
            check(&lines[..at], format!("behind `{}`", field(&lines, at - 1)));
            check(&lines[at..], format!("before `{}`", field(&lines, at)));
        }
        for word in said.iter().filter(|own| !met.contains(own)) {
            wrong.push(format!("{command}: {word} is told"));
        }
    }
    wrong.dedup();
    assert!(seen > 500);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
