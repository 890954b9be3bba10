//! Proposals as changes: what is worked out between two scenarios makes one into the other.

#[path = "scenarios/corpus.rs"]
mod corpus;
#[path = "scenarios/every.rs"]
mod every;
#[path = "scenarios/gallery.rs"]
mod gallery;

use hopscope_document::{Input, Options, changes_between, differences, with_branch};
use hopscope_model::Scenario;
use hopscope_model::compare::Change;
use hopscope_model::resource::Resources;
use hopscope_model::scenario::Branch;

/// The scenarios of the gallery.
fn scenarios() -> Vec<Scenario> {
    let read = |text: &String| {
        let input = Input { file: None, text };
        hopscope_document::read(&[input], &Options::default()).scenario
    };
    gallery::texts().iter().map(read).collect()
}

#[test]
fn the_changes_between_two_scenarios_make_one_into_the_other() {
    let gallery = scenarios();
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

/// The objects of a scenario's file, as text.
fn objects(of: &Scenario) -> Vec<String> {
    let text = hopscope_document::canonical(of);
    let file: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    let list = file["resources"].as_array().cloned().unwrap_or_default();
    list.iter().map(ToString::to_string).collect()
}

/// A scenario without one resource, for each that it has; what hung on it is left behind.
fn less_one(own: &Scenario) -> Vec<Scenario> {
    let ids: Vec<_> = own.resources.ids().collect();
    let without = ids.iter().map(|id| {
        let mut less = own.clone();
        less.resources.remove(id);
        less
    });
    without.collect()
}

#[test]
fn no_object_differs_without_being_told() {
    let gallery = scenarios();
    let mut changed = 0;
    for one in &gallery {
        let less = less_one(one);
        let others = gallery.iter().filter(|other| other.project == one.project);
        for other in others.chain(&less) {
            let told = differences(one, other);
            let count = |change| {
                let of = told.iter().filter(|own| own.change == change);
                of.filter(|own| own.object != "complete").count()
            };
            // Nothing is told that is not so. References to what is gone are written longer, which is no difference.
            let (before, after) = (objects(one), objects(other));
            let gone = before.iter().filter(|own| !after.contains(own)).count();
            let new = after.iter().filter(|own| !before.contains(own)).count();
            assert!(
                count(Change::Removed) + count(Change::Changed) <= gone,
                "{told:#?}"
            );
            assert!(
                count(Change::Added) + count(Change::Changed) <= new,
                "{told:#?}"
            );
            let empty = told
                .iter()
                .find(|own| own.change == Change::Changed && own.fields.is_empty());
            assert_eq!(empty, None);
            // And what is so is told.
            for id in one.resources.ids().chain(other.resources.ids()) {
                let short = one.short(&id);
                let is_told = told.iter().any(|own| own.resource == short);
                assert!(
                    one.resources.same(&other.resources, &id) || is_told,
                    "{short}: {told:#?}"
                );
            }
            assert_eq!(
                told.is_empty(),
                before == after && one.complete == other.complete
            );
            changed += count(Change::Changed);
        }
    }
    assert!(changed > 10, "{changed}");
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

/// Files of `tests/import`, by name.
fn files() -> Vec<(String, String)> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/import");
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder is there")
        .map(|entry| entry.expect("a file").path())
        .filter(|path| path.extension().is_some_and(|own| own != "expect"))
        .map(|path| {
            let name = path.file_name().expect("a name").to_string_lossy();
            let text = std::fs::read_to_string(&path).expect("text");
            (name.into_owned(), text)
        })
        .collect();
    files.sort();
    files
}

#[test]
fn what_a_saved_proposal_adds_is_what_was_there() {
    let read = |text: &str| {
        let input = Input { file: None, text };
        hopscope_document::read(&[input], &Options::default()).scenario
    };
    let files = files().into_iter().map(|(name, text)| (name, read(&text)));
    let mut all: Vec<(String, Scenario)> = files.chain(every::scenarios()).collect();
    all.dedup_by(|one, other| one.1.resources == other.1.resources);
    let mut unread = 0;
    for (name, own) in all {
        // As a file has it: what is left out there is left out on both sides.
        let whole = read(&hopscope_document::write(&own));
        let mut before = Scenario {
            resources: Resources::default(),
            ..whole.clone()
        };
        before.branches = vec![Branch {
            name: "B".to_owned(),
            changes: changes_between(&before, &whole.resources),
            ..Branch::default()
        }];
        let saved = read(&hopscope_document::write(&before));
        let branch = saved.branches.first().expect("the proposal is saved");
        let (made, _) = with_branch(&saved, branch);
        // What a field of a change holds is not kept where nobody knows the field.
        let no_text = |mut of: Resources| {
            of.unread.iter_mut().for_each(|own| own.text.clear());
            of
        };
        let gone = Branch {
            name: "gone".to_owned(),
            changes: changes_between(&whole, &Resources::default()),
            ..Branch::default()
        };
        let (made_away, _) = with_branch(&whole, &gone);
        assert_eq!(made_away.resources.unread, [], "{name}");
        unread += whole.resources.unread.len();
        assert_eq!(no_text(made.resources), no_text(whole.resources), "{name}");
    }
    assert!(unread > 30, "{unread}");
}

/// A proposal brings an object of a kind that is not modelled: its address is kept, and nothing else of it.
#[test]
fn what_a_proposal_brings_of_kinds_that_are_not_modelled_has_its_address() {
    let text = r#"{"hopscope":1,"project":"acme-dev","resources":[{"kind":"compute#network","name":"vpc"}],
        "branches":[{"name":"B","changes":[{"op":"replace","object":{
            "name":"projects/acme-dev/locations/us-east1/instances/cache","host":"10.7.0.9","authString":"leak",
            "authorizedNetwork":"projects/acme-dev/global/networks/vpc"}}]}]}"#;
    let options = Options::default();
    let once = hopscope_document::read(&[Input { file: None, text }], &options).scenario;
    let written = hopscope_document::write(&once);
    assert!(!written.contains("leak"), "{written}");
    let input = Input {
        file: None,
        text: &written,
    };
    for scenario in [&once, &hopscope_document::read(&[input], &options).scenario] {
        let (proposed, _) = with_branch(scenario, &scenario.branches[0]);
        let [own] = proposed.resources.strangers.as_slice() else {
            panic!("{:?}", proposed.resources.strangers);
        };
        assert_eq!(own.word, "instances");
        assert!(own.network.is_some());
        assert_eq!(own.addresses, ["10.7.0.9/32".parse().expect("an address")]);
    }
}
