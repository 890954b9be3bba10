//! Numbers and ids of projects: whatever says that they belong together, in whichever file, what is named by the one
//! and by the other is the same; and what only looks like it joins nothing.

use std::collections::BTreeSet;

use hopscope_document::{Input, Options, Read, canonical, read};
use hopscope_model::ProblemCode;

/// A network by its project's id, in a second project that has a rule of its own.
const BY_ID: &str = r#"[
  {"kind":"compute#network","name":"vpc","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc"},
  {"kind":"compute#network","name":"other","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-other/global/networks/other"}]"#;

/// What is in it, by its project's number.
const BY_NUMBER: &str = r#"[
  {"kind":"compute#subnetwork","name":"s","region":"asia-northeast1","ipCidrRange":"10.0.0.0/24","network":"https://www.googleapis.com/compute/v1/projects/123456789012/global/networks/vpc","selfLink":"https://www.googleapis.com/compute/v1/projects/123456789012/regions/asia-northeast1/subnetworks/s"},
  {"kind":"compute#firewall","name":"web","network":"https://www.googleapis.com/compute/v1/projects/123456789012/global/networks/vpc","allowed":[{"IPProtocol":"tcp"}],"selfLink":"https://www.googleapis.com/compute/v1/projects/123456789012/global/firewalls/web"},
  {"name":"accessPolicies/1/servicePerimeters/p","title":"p","status":{"resources":["projects/123456789012"],"restrictedServices":["storage.googleapis.com"]}}]"#;

fn read_files(texts: &[&str]) -> Read {
    let inputs = texts.iter().map(|text| Input { file: None, text });
    read(&inputs.collect::<Vec<_>>(), &Options::default())
}

/// Every order of three.
fn orders(texts: [&str; 3]) -> Vec<Vec<&str>> {
    let [a, b, c] = texts;
    vec![
        vec![a, b, c],
        vec![a, c, b],
        vec![b, a, c],
        vec![b, c, a],
        vec![c, a, b],
        vec![c, b, a],
    ]
}

#[track_caller]
fn check_joined(proof: &str) {
    let mut written = BTreeSet::new();
    for texts in orders([BY_ID, BY_NUMBER, proof]) {
        let read = read_files(&texts);
        let all = &read.scenario.resources;
        for name in all.subnets.keys().chain(all.firewalls.keys()) {
            assert_eq!(&*name.project, "acme-dev", "{proof}");
        }
        let networks = all.subnets.iter().map(|(_, own)| own.network.name());
        for name in networks.chain(all.firewalls.iter().map(|(_, own)| own.network.name())) {
            assert!(all.networks.contains_key(name), "{proof}: {name:?}");
        }
        let number = read.scenario.project_of_number("123456789012");
        assert_eq!(number, Some("acme-dev"), "{proof}: the perimeter's");
        let unknown = read.problems.iter();
        let unknown = unknown.filter(|own| own.code == ProblemCode::ProjectUnknown);
        assert_eq!(unknown.count(), 0, "{proof}: {:?}", read.problems);
        written.insert(canonical(&read.scenario));
    }
    assert_eq!(written.len(), 1, "{proof}: another order, another scenario");
}

#[track_caller]
fn check_apart(text: &str) {
    for texts in orders([BY_ID, BY_NUMBER, text]) {
        let read = read_files(&texts);
        let subnets = read.scenario.resources.subnets.keys();
        let projects: Vec<&str> = subnets.map(|own| &*own.project).collect();
        assert_eq!(projects, ["123456789012"], "{text}");
        let told = |own: &&hopscope_model::Problem| {
            own.code == ProblemCode::ProjectUnknown
                && own
                    .args
                    .get("number")
                    .is_some_and(|own| own == "123456789012")
        };
        assert!(read.problems.iter().any(|own| told(&own)), "{text}");
    }
}

#[test]
fn a_project_is_known_by_its_number_and_its_id_in_any_file() {
    for proof in [
        // `gcloud projects describe`, in both versions of the API, and as YAML; `gcloud projects list`.
        r#"{"projectId":"acme-dev","projectNumber":"123456789012","lifecycleState":"ACTIVE"}"#,
        "projectId: acme-dev\nname: projects/123456789012\nstate: ACTIVE\nparent: organizations/7\n",
        r#"[{"projectId":"acme-other","projectNumber":"210987654321","lifecycleState":"ACTIVE"},{"projectId":"acme-dev","projectNumber":"123456789012","lifecycleState":"ACTIVE"}]"#,
        // Cloud Asset Inventory: the project, something in it, its policy alone, and what a search finds.
        r#"{"name":"//cloudresourcemanager.googleapis.com/projects/123456789012","asset_type":"cloudresourcemanager.googleapis.com/Project","resource":{"data":{"projectId":"acme-dev","projectNumber":"123456789012"}}}"#,
        r#"{"name":"//storage.googleapis.com/projects/acme-dev/buckets/b","assetType":"storage.googleapis.com/Bucket","ancestors":["projects/123456789012","folders/5","organizations/7"],"resource":{"data":{}}}"#,
        r#"{"name":"//cloudresourcemanager.googleapis.com/projects/acme-dev","assetType":"cloudresourcemanager.googleapis.com/Project","ancestors":["projects/123456789012","organizations/7"],"iamPolicy":{"bindings":[]}}"#,
        r#"[{"name":"//pubsub.googleapis.com/projects/acme-dev/topics/t","assetType":"pubsub.googleapis.com/Topic","project":"projects/123456789012"}]"#,
        // Compute Engine's own word for the project, and the list of its service accounts.
        r#"{"kind":"compute#project","name":"acme-dev","defaultServiceAccount":"123456789012-compute@developer.gserviceaccount.com"}"#,
        r#"[{"email":"123456789012-compute@developer.gserviceaccount.com","name":"projects/acme-dev/serviceAccounts/123456789012-compute@developer.gserviceaccount.com","projectId":"acme-dev","uniqueId":"1"}]"#,
        // A route of the network whose two links say the project in two ways.
        r#"{"kind":"compute#route","name":"r","destRange":"0.0.0.0/0","network":"https://www.googleapis.com/compute/v1/projects/123456789012/global/networks/vpc","nextHopGateway":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/gateways/default-internet-gateway","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/routes/r"}"#,
        // A Cloud Run service that says its number in its URL, or its namespace.
        r#"{"assetType":"run.googleapis.com/Service","name":"projects/acme-dev/locations/asia-northeast1/services/api","template":{},"urls":["https://api-123456789012.asia-northeast1.run.app"]}"#,
        // Terraform knows both.
        r#"{"format_version":"1.0","terraform_version":"1.9.8","values":{"root_module":{"resources":[{"address":"google_project.p","mode":"managed","type":"google_project","name":"p","values":{"project_id":"acme-dev","number":"123456789012"}}]}}}"#,
    ] {
        check_joined(proof);
    }
}

#[test]
fn what_only_looks_like_it_joins_nothing() {
    for text in [
        // A machine runs as the service account of another project.
        r#"{"kind":"compute#instance","name":"vm","zone":"asia-northeast1-a","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/zones/asia-northeast1-a/instances/vm","networkInterfaces":[{"network":"projects/acme-dev/global/networks/vpc","networkIP":"10.0.0.2"}],"serviceAccounts":[{"email":"123456789012-compute@developer.gserviceaccount.com"}]}"#,
        // A machine has an interface in a Shared VPC of another project.
        r#"{"kind":"compute#instance","name":"vm","zone":"asia-northeast1-a","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/zones/asia-northeast1-a/instances/vm","networkInterfaces":[{"network":"projects/123456789012/global/networks/vpc","networkIP":"10.0.0.2"}]}"#,
        // Somebody of another project is granted something.
        r#"{"kind":"hopscope#iamPolicy","resource":"project/acme-dev","bindings":[{"role":"roles/editor","members":["serviceAccount:123456789012-compute@developer.gserviceaccount.com"]}]}"#,
        // A service account that is not the default one of Compute Engine.
        r#"[{"email":"service-123456789012@compute-system.iam.gserviceaccount.com","projectId":"acme-dev","uniqueId":"1"}]"#,
        // The number of another project.
        r#"{"projectId":"acme-dev","projectNumber":"555555555555","lifecycleState":"ACTIVE"}"#,
    ] {
        check_apart(text);
    }
}
