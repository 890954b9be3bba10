//! Proposals as changes: what is worked out between two scenarios makes one into the other.

use std::fs;

use hopscope_document::{Input, Options, changes_between, with_branch};
use hopscope_model::Scenario;
use hopscope_model::scenario::Branch;

/// The scenarios of the gallery.
fn gallery() -> Vec<Scenario> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/gallery");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the gallery is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".hopscope.json"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 13);
    let read = |path| {
        let text = fs::read_to_string(path).expect("a scenario");
        let input = Input {
            file: None,
            text: &text,
        };
        hopscope_document::read(&[input], &Options::default()).scenario
    };
    files.iter().map(read).collect()
}

#[test]
fn the_changes_between_two_scenarios_make_one_into_the_other() {
    let gallery = gallery();
    for one in &gallery {
        for other in &gallery {
            let branch = Branch {
                name: "B".to_owned(),
                changes: changes_between(one, &other.resources),
                ..Branch::default()
            };
            let (made, problems) = with_branch(one, &branch);
            let serious = problems
                .iter()
                .find(|own| own.severity == hopscope_model::Severity::Error);
            assert!(serious.is_none(), "{serious:?}\n{:#?}", branch.changes);
            let ids = |of: &Scenario| of.resources.ids().collect::<Vec<_>>();
            assert_eq!(ids(&made), ids(other));
            for id in other.resources.ids() {
                assert!(made.resources.same(&other.resources, &id), "{id:?}");
            }
            assert_eq!(
                made.resources.processes, other.resources.processes,
                "{:#?}",
                branch.changes
            );
            assert_eq!(made.resources.tunnels, other.resources.tunnels);
            if std::ptr::eq(one, other) {
                assert!(branch.changes.is_empty());
            }
        }
    }
}

#[test]
fn the_branch_of_the_contract_is_read_and_written() {
    let text = r#"{"hopscope":1,"project":"acme-dev","resources":[
        {"kind":"compute#network","name":"default"},
        {"kind":"compute#subnetwork","name":"default","region":"asia-northeast1","network":"default","ipCidrRange":"10.146.0.0/20"},
        {"kind":"dns#managedZone","name":"run-app","dnsName":"run.app.","visibility":"private"}],
      "branches":[{"name":"B","changes":[
        {"op":"replace","object":{"kind":"compute#subnetwork","name":"default","region":"asia-northeast1","network":"default","ipCidrRange":"10.146.0.0/20","privateIpGoogleAccess":true}},
        {"op":"remove","ref":"zone/run-app"}],"declared":["client calls server"]}]}"#;
    let read = hopscope_document::read(&[Input { file: None, text }], &Options::default());
    let branch = read.scenario.branches.first().expect("a branch");
    assert_eq!((branch.name.as_str(), branch.declared.len()), ("B", 1));
    let (proposed, problems) = with_branch(&read.scenario, branch);
    assert_eq!(problems, []);
    assert!(proposed.resources.zones.is_empty() && !read.scenario.resources.zones.is_empty());
    let has_access = |of: &Scenario| {
        of.resources
            .subnets
            .values()
            .all(|own| own.private_google_access)
    };
    assert!(has_access(&proposed) && !has_access(&read.scenario));

    let written = hopscope_document::write(&read.scenario);
    let again = hopscope_document::read(
        &[Input {
            file: None,
            text: &written,
        }],
        &Options::default(),
    );
    assert_eq!(again.scenario, read.scenario);
    assert_eq!(hopscope_document::write(&again.scenario), written);
}

#[test]
fn a_branch_that_is_none_is_told_and_the_rest_is_read() {
    let text = r#"{"hopscope":1,"resources":[{"kind":"compute#network","name":"shop"}],
      "branches":[{"changes":7},{"name":"C","changes":[{"op":"replace"}]}]}"#;
    let read = hopscope_document::read(&[Input { file: None, text }], &Options::default());
    assert!(!read.problems.is_empty());
    assert_eq!(read.scenario.resources.networks.len(), 1);
}
