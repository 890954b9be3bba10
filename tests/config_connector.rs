//! Config Connector: which file an object is in says nothing, nor where in it; every kind that stands for one of
//! ours is read; and what is referred to is found by its name in Kubernetes.

use std::fs;
use std::path::Path;

use hopscope_document::{Input, Options, Read, canonical, read};
use hopscope_model::{Problem, ProblemCode};

/// The documents of the fixtures, as they stand.
fn documents() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut found = Vec::new();
    for name in ["config_connector.yaml", "config_connector_more.yaml"] {
        let text = fs::read_to_string(folder.join(name)).expect("text");
        found.extend(text.split("---\n").map(str::to_owned));
    }
    found
}

fn read_files(texts: &[String]) -> Read {
    let names: Vec<String> = (0..texts.len()).map(|at| format!("{at}.yaml")).collect();
    let inputs = texts.iter().zip(&names).map(|(text, name)| Input {
        file: Some(name),
        text,
    });
    read(&inputs.collect::<Vec<_>>(), &Options::default())
}

/// What is said, and the text of the line it is said of.
fn said(read: &Read, texts: &[String]) -> Vec<String> {
    let line = |own: &Problem| {
        let file = own.file.as_deref()?.strip_suffix(".yaml")?;
        let text = texts.get(file.parse::<usize>().ok()?)?;
        let line = usize::try_from(own.line?).ok()?;
        Some(text.lines().nth(line - 1)?.trim().to_owned())
    };
    let mut said: Vec<String> = read
        .problems
        .iter()
        .filter(|own| own.code != ProblemCode::NoiseSkipped)
        .map(|own| {
            // How many of a kind there are in a file is another thing.
            let args: Vec<_> = own
                .args
                .iter()
                .filter(|(key, _)| **key != *"count")
                .collect();
            format!(
                "{:?} {} {:?} {:?} {args:?}",
                own.severity,
                own.code,
                own.resource,
                line(own)
            )
        })
        .collect();
    said.sort();
    said
}

#[test]
fn which_file_an_object_is_in_says_nothing() {
    let documents = documents();
    let whole = vec![documents.join("---\n")];
    let expected = read_files(&whole);
    assert!(expected.problems.len() > 3, "{:?}", expected.problems);
    let mut orders = vec![documents.clone()];
    let reversed = documents.iter().rev().cloned().collect::<Vec<_>>();
    orders.push(reversed.clone());
    for by in [3, 7, 11] {
        let mut rotated = documents.clone();
        rotated.rotate_left(by);
        orders.push(rotated);
    }
    // Several in a file, and none.
    orders.push(vec![reversed.join("---\n")]);
    orders.push(documents.chunks(4).map(|some| some.join("---\n")).collect());
    orders.push(reversed.chunks(5).map(|some| some.join("---\n")).collect());
    for texts in orders {
        let read = read_files(&texts);
        assert_eq!(canonical(&read.scenario), canonical(&expected.scenario));
        assert_eq!(said(&read, &texts), said(&expected, &whole));
    }
}

#[test]
fn beside_other_files_each_problem_is_shown_in_its_own() {
    let mut texts = vec![
        r#"[{"kind":"compute#network","name":"other","project":"acme-net"}]"#.to_owned(),
        "\u{feff}\u{3042}: \u{3044}\n".to_owned(),
    ];
    texts.extend(documents());
    let read = read_files(&texts);
    let wrong = read.problems.iter().find(|own| {
        own.code == ProblemCode::FieldInvalid
            && own.args.get("value").is_some_and(|own| own == "80-x")
    });
    let wrong = wrong.expect("the rule with a wrong port");
    let file: usize = wrong
        .file
        .as_deref()
        .and_then(|own| own.strip_suffix(".yaml"))
        .expect("a file")
        .parse()
        .expect("its number");
    let line = usize::try_from(wrong.line.expect("a line")).expect("a small one");
    let column = usize::try_from(wrong.column.expect("a column")).expect("a small one");
    let text = texts[file].lines().nth(line - 1).expect("the line");
    assert!(
        text.get(column - 1..)
            .is_some_and(|own| own.starts_with("\"80-x\"")),
        "{text}"
    );
}

/// A list in which something else stands too: that is read as what it is, and the others all the same.
#[test]
fn a_list_may_hold_other_objects_too() {
    let text = r#"{"apiVersion":"v1","kind":"List","items":[
      {"apiVersion":"compute.cnrm.cloud.google.com/v1beta1","kind":"ComputeDisk","metadata":{"name":"d","namespace":"acme"},"spec":{"location":"us-east1-b"}},
      {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"settings","namespace":"acme"},"data":{"a":"b"}},
      {"apiVersion":"compute.cnrm.cloud.google.com/v1beta1","kind":"ComputeNetwork","metadata":{"name":"vpc","namespace":"acme"},"spec":{"autoCreateSubnetworks":false}}]}"#;
    let read = read(&[Input { file: None, text }], &Options::default());
    assert_eq!(read.scenario.resources.networks.len(), 1);
    let kinds: Vec<_> = read
        .problems
        .iter()
        .filter_map(|own| own.args.get("kind"))
        .collect();
    assert_eq!(
        kinds,
        ["compute.cnrm.cloud.google.com ComputeDisk"],
        "{:?}",
        read.problems
    );
}
