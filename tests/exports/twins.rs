//! A plan of Terraform's and what Cloud Asset Inventory has of the same resources are read as the same: over the
//! pairs of `terraform-validator`, and those of `terraform-google-conversion` whose plan is there.

use std::fs;
use std::path::Path;

use hopscope_document::{Input, Options, read};
use hopscope_model::resource::Resources;
use hopscope_model::{Id, Scenario};

/// Stands for the project in the templates.
const PROJECT: &str = "{{.Provider.project}}";

/// Pairs that are not read as the same, and why.
const KNOWN: &[(&str, &str)] = &[
    (
        "terraform-validator/example_compute_address",
        "the twin leaves out references that a plan does not know: its subnet has no network, its address no subnet",
    ),
    (
        "terraform-google-conversion/example_compute_address",
        "the same",
    ),
    (
        "terraform-validator/example_compute_subnetwork",
        "the same: its subnet has no network",
    ),
    (
        "terraform-google-conversion/example_compute_subnetwork",
        "the same",
    ),
    (
        "terraform-validator/example_compute_target_https_proxy",
        "the plan is of a project by name, the twin of the one that stands for any",
    ),
    (
        "terraform-google-conversion/example_compute_target_https_proxy",
        "the same",
    ),
    (
        "terraform-validator/example_compute_target_ssl_proxy",
        "the same",
    ),
    (
        "terraform-google-conversion/example_compute_target_ssl_proxy",
        "the same",
    ),
    (
        "terraform-google-conversion/example_container_cluster",
        "the twin is of another cluster",
    ),
    (
        "terraform-validator/example_dns_managed_zone",
        "a zone that a plan makes has no records but those of the plan; of the twin's it is not known",
    ),
    (
        "terraform-google-conversion/example_dns_managed_zone",
        "the same",
    ),
    (
        "terraform-validator/example_project_create_empty_project_id",
        "the id of the project is made of a number that the plan does not know",
    ),
    (
        "terraform-validator/example_project_iam",
        "a binding is added to a policy of which the plan knows no more; the twin is a whole policy",
    ),
    (
        "terraform-validator/example_project_iam_binding",
        "the same",
    ),
    (
        "terraform-validator/example_project_update",
        "the number of the project in the plan is a template",
    ),
    (
        "terraform-validator/example_sql_database_instance",
        "a plan does not know the addresses; the twin is without them, and so has none",
    ),
    (
        "terraform-validator/full_container_cluster",
        "the twin leaves out useIpAliases, which a block for ranges means; its subnet is global",
    ),
    (
        "terraform-google-conversion/full_container_cluster",
        "the same",
    ),
];

/// Begins the files of the newer project.
const NEWER: &str = "tfplan2cai_testdata_templates_";

#[test]
fn a_plan_and_its_twin_are_read_as_the_same() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/exports");
    if !folder.is_dir() {
        eprintln!("SKIPPED: {} is not there", folder.display());
        return;
    }
    let plans = folder.join("terraform-validator");
    let mut files: Vec<_> = fs::read_dir(&plans)
        .expect("a folder")
        .map(|entry| entry.expect("a file").path())
        .collect();
    files.sort();
    let mut found = Vec::new();
    let mut count = 0;
    for plan in files {
        let file = plan
            .file_name()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let Some(name) = file.strip_suffix(".tfplan.json") else {
            continue;
        };
        let twins = [
            plans.join(format!("{name}.json")),
            folder
                .join("terraform-google-conversion")
                .join(format!("{NEWER}{name}.json")),
        ];
        for twin in twins.iter().filter(|twin| twin.is_file()) {
            count += 1;
            let differing = differing(&load(&plan), &load(twin));
            if !differing.is_empty() {
                let folder = twin.parent().and_then(Path::file_name).unwrap_or_default();
                let pair = format!("{}/{name}", folder.to_string_lossy());
                eprintln!("{pair}: {}", differing.join(", "));
                found.push(pair);
            }
        }
    }
    eprintln!(
        "{count} pairs, {} of them read as the same",
        count - found.len()
    );
    assert!(count > 20, "{count} pairs");
    let known: Vec<&str> = KNOWN.iter().map(|(pair, _)| *pair).collect();
    assert_eq!(found, known, "another difference than those that are known");
}

fn load(file: &Path) -> Scenario {
    let text = fs::read_to_string(file).expect("text");
    let options = Options {
        project: Some(PROJECT.to_owned()),
        ..Options::default()
    };
    let read = read(
        &[Input {
            file: None,
            text: &text,
        }],
        &options,
    );
    // Of what changes, what it becomes.
    match read.scenario.branches.first() {
        Some(branch) => hopscope_document::with_branch(&read.scenario, branch).0,
        None => read.scenario,
    }
}

/// What only one of the two has, or another way.
fn differing(plan: &Scenario, twin: &Scenario) -> Vec<String> {
    let mut found = Vec::new();
    let ids = |of: &Resources| {
        let ids: Vec<Id> = of.ids().collect();
        // Google makes it, and no inventory of a plan has it.
        let made = |id: &Id| id.name.name.starts_with("default-route-");
        ids.into_iter()
            .filter(move |id| !made(id))
            .collect::<Vec<_>>()
    };
    let (one, other) = (&plan.resources, &twin.resources);
    for id in ids(one) {
        if !other.contains(&id) {
            found.push(format!("only the plan has {}", plan.short(&id)));
        } else if !one.same(other, &id) {
            found.push(format!("{} differs", plan.short(&id)));
        }
    }
    for id in ids(other).iter().filter(|id| !one.contains(id)) {
        found.push(format!("only the twin has {}", twin.short(id)));
    }
    let unread = |of: &Resources| {
        let unread = of.unread.iter();
        let mut named: Vec<String> = unread
            .map(|own| format!("{} {}", own.kind.code(), own.name))
            .collect();
        named.dedup();
        named
    };
    if unread(one) != unread(other) {
        found.push(format!("unread {:?} and {:?}", unread(one), unread(other)));
    }
    if one.iam_policies != other.iam_policies {
        found.push("policies differ".to_owned());
    }
    found
}
