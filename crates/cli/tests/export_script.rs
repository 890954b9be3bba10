//! `hopscope export-script`: the script is sound, changes nothing, and what it prints is a scenario. A gcloud of the
//! test's own answers it.

mod support;

use std::process::Command;

use serde_json::Value;

use support::{Folder, is_japanese, json, run, run_with};

/// Answers as gcloud does for the commands that it knows, and not for others; writes down each call.
const GCLOUD: &str = r##"#!/bin/sh
echo "$CLOUDSDK_CORE_DISABLE_PROMPTS $CLOUDSDK_CORE_SHOULD_PROMPT_TO_ENABLE_API $*" >> "$CALLS"
base='https://www.googleapis.com/compute/v1/projects'
case "$*" in
  "projects describe acme-dev "*) echo '{"projectId":"acme-dev","projectNumber":"111122223333","lifecycleState":"ACTIVE"}' ;;
  "projects describe acme-net "*) echo '{"projectId":"acme-net","projectNumber":"444455556666","lifecycleState":"ACTIVE"}' ;;
  "projects get-ancestors acme-dev --format=csv"*) printf 'project,acme-dev\norganization,12\n' ;;
  "compute firewall-policies list --organization=12 --format=json") echo '[{"kind":"compute#firewallPolicy","name":"999","shortName":"company","parent":"organizations/12","associations":[{"name":"organizations/12","attachmentTarget":"organizations/12"}],"rules":[{"kind":"compute#firewallPolicyRule","priority":10,"direction":"EGRESS","action":"deny","match":{"destIpRanges":["10.9.0.0/16"],"layer4Configs":[{"ipProtocol":"all"}]}}]}]' ;;
  "projects get-ancestors acme-dev "*) echo '[{"id":"acme-dev","type":"project"},{"id":"12","type":"organization"}]' ;;
  "projects get-iam-policy acme-dev "*) echo '{"bindings":[{"role":"roles/run.invoker","members":["user:a@acme.example"]}],"etag":"x","version":1}' ;;
  "compute networks list --project=acme-net "*) echo '[{"kind":"compute#network","name":"shared","selfLink":"'$base'/acme-net/global/networks/shared","autoCreateSubnetworks":false}]' ;;
  "compute networks subnets list --project=acme-net --format=json") echo '[{"kind":"compute#subnetwork","name":"apps","selfLink":"'$base'/acme-net/regions/asia-northeast1/subnetworks/apps","network":"'$base'/acme-net/global/networks/shared","region":"'$base'/acme-net/regions/asia-northeast1","ipCidrRange":"10.1.0.0/24"}]' ;;
  "compute routes list --project=acme-net "*) echo '[]'; echo 'Listed 0 items.' >&2 ;;
  "compute firewall-rules list --project=acme-net "*) echo '[]'; echo 'WARNING: Some requests did not succeed.' >&2 ;;
  "dns managed-zones list --project=acme-dev --format=json") echo '[{"kind":"dns#managedZone","id":"1","name":"run-app","dnsName":"run.app.","visibility":"private","privateVisibilityConfig":{"networks":[{"networkUrl":"'$base'/acme-net/global/networks/shared"}]}}]' ;;
  "dns managed-zones list --project=acme-dev --format=value(name)") echo run-app ;;
  "dns record-sets list --zone=run-app --project=acme-dev "*) echo '[{"kind":"dns#resourceRecordSet","name":"*.run.app.","type":"A","ttl":300,"rrdatas":["199.36.153.8"]}]' ;;
  "compute instance-groups list --project=acme-dev --format=json") echo '[{"kind":"compute#instanceGroup","name":"web","selfLink":"'$base'/acme-dev/zones/asia-northeast1-b/instanceGroups/web","zone":"'$base'/acme-dev/zones/asia-northeast1-b","network":"'$base'/acme-net/global/networks/shared"}]' ;;
  "compute instance-groups list --project=acme-dev --format=csv"*) echo 'web,asia-northeast1-b,zone' ;;
  "compute instance-groups list-instances web --zone=asia-northeast1-b --project=acme-dev "*) echo '[{"instance":"'$base'/acme-dev/zones/asia-northeast1-b/instances/web-1","status":"RUNNING"}]' ;;
  "compute network-endpoint-groups list --project=acme-dev --format=json") echo '[{"kind":"compute#networkEndpointGroup","name":"partner","networkEndpointType":"INTERNET_FQDN_PORT","selfLink":"'$base'/acme-dev/global/networkEndpointGroups/partner","defaultPort":443},{"kind":"compute#networkEndpointGroup","name":"svc","networkEndpointType":"SERVERLESS","selfLink":"'$base'/acme-dev/regions/asia-northeast1/networkEndpointGroups/svc","region":"'$base'/acme-dev/regions/asia-northeast1","cloudRun":{"service":"api"}}]' ;;
  "compute network-endpoint-groups list --project=acme-dev --format=csv"*) echo 'partner,INTERNET_FQDN_PORT,,'; echo 'svc,SERVERLESS,,asia-northeast1' ;;
  "compute network-endpoint-groups list-network-endpoints partner --global --project=acme-dev "*) echo '[{"networkEndpoint":{"fqdn":"api.partner.example","port":443}}]' ;;
  "run services list --project=acme-dev --format=json") echo '[{"apiVersion":"serving.knative.dev/v1","kind":"Service","metadata":{"name":"api","namespace":"111122223333","labels":{"cloud.googleapis.com/location":"asia-northeast1"},"annotations":{"run.googleapis.com/ingress":"all"}},"spec":{"template":{"spec":{"containers":[{"image":"x"}]}}},"status":{"url":"https://api-abc123-an.a.run.app"}}]' ;;
  "run services list --project=acme-dev --format=csv"*) echo 'api,asia-northeast1' ;;
  "run services get-iam-policy api --region=asia-northeast1 --project=acme-dev "*) echo '{"bindings":[{"role":"roles/run.invoker","members":["allUsers"]}],"etag":"x","version":1}' ;;
  "sql instances list --project=acme-dev "*) echo 'ERROR: (gcloud.sql.instances.list) HTTPError 403: Cloud SQL Admin API has not been used in project 111122223333' >&2; exit 1 ;;
  *"--format=json") echo '[]'; echo 'Listed 0 items.' >&2 ;;
esac
"##;

fn script(more: &[&str]) -> String {
    let mut args = vec![
        "export-script",
        "--project",
        "acme-dev",
        "--project",
        "acme-net",
    ];
    args.extend(more);
    let told = run(&args);
    assert_eq!((told.status, told.err.as_str()), (0, ""));
    told.out
}

#[test]
fn what_the_script_prints_is_a_scenario_of_all_projects() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new("export-script");
    let gcloud = folder.write("bin/gcloud", GCLOUD);
    std::fs::set_permissions(&gcloud, std::fs::Permissions::from_mode(0o755)).expect("it runs");
    let file = folder.write("export.sh", &script(&[]));
    let calls = folder.0.join("calls");
    let path = std::env::var("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .arg(&file)
        .env("PATH", format!("{}:{path}", folder.0.join("bin").display()))
        .env("CALLS", &calls)
        .output()
        .expect("sh runs");
    let (out, err) = (
        String::from_utf8_lossy(&output.stdout).into_owned(),
        String::from_utf8_lossy(&output.stderr).into_owned(),
    );
    assert!(output.status.success(), "{err}");
    assert!(
        err.contains("left out: gcloud sql instances list --project=acme-dev"),
        "{err}"
    );
    assert!(
        err.contains("  ERROR: (gcloud.sql.instances.list) HTTPError 403"),
        "{err}"
    );

    let read = run_with(&["import", "-"], &[], Some(&out));
    assert_eq!(read.status, 0, "{}\n{}\n{out}", read.err, read.out);
    assert!(!read.err.contains("error "), "{}\n{out}", read.err);
    let whole: Value = json(&read);
    let text = read.out.replace(' ', "");
    for part in [
        "\"name\":\"shared\"",
        "\"ipCidrRange\":\"10.1.0.0/24\"",
        "\"managedZone\":\"run-app\"",
        "\"rrdatas\":[\n",
        "instances/web-1",
        "\"fqdn\":\"api.partner.example\"",
        "\"resource\":\"run/acme-dev/asia-northeast1/api\"",
        "\"allUsers\"",
        "\"user:a@acme.example\"",
        "\"shortName\":\"company\"",
        "\"10.9.0.0/16\"",
    ] {
        let part = if part == "instances/web-1" {
            "web-1"
        } else {
            part
        };
        assert!(text.contains(part), "{part}: {}", read.out);
    }
    let complete: Vec<&str> = whole["complete"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    // What gcloud warned about may be more than it listed.
    assert!(complete.contains(&"acme-net/route") && complete.contains(&"acme-dev/firewall"));
    assert!(!complete.contains(&"acme-net/firewall"), "{complete:?}");
    assert!(
        !complete
            .iter()
            .any(|own| own.ends_with("/sql") || own.ends_with("firewall-policy"))
    );

    let calls = std::fs::read_to_string(&calls).expect("calls");
    assert!(calls.lines().count() > 60, "{calls}");
    for call in calls.lines() {
        assert!(call.starts_with("1 false "), "{call}");
        let reads = call.split(' ').any(|word| {
            [
                "list",
                "describe",
                "get-iam-policy",
                "get-ancestors",
                "get-status",
                "list-instances",
                "list-network-endpoints",
            ]
            .contains(&word)
        });
        assert!(reads, "{call}");
    }
}

/// Has shellcheck look at a script, where it is there.
fn finds_nothing(file: &str) {
    match Command::new("shellcheck")
        .args(["--severity=style", file])
        .output()
    {
        Ok(told) => assert!(
            told.status.success(),
            "{}",
            String::from_utf8_lossy(&told.stdout)
        ),
        Err(error) => eprintln!("SKIPPED: the script was not looked at by shellcheck: {error}"),
    }
}

#[test]
fn the_script_is_sound() {
    let folder = Folder::new("export-script-sound");
    for lang in ["en", "ja"] {
        let text = script(&["--lang", lang]);
        assert_eq!(is_japanese(&text), lang == "ja");
        let file = folder.write(&format!("{lang}.sh"), &text);
        let sound = Command::new("sh")
            .args(["-n", &file])
            .status()
            .expect("sh runs");
        assert!(sound.success());
        finds_nothing(&file);
    }
}

#[test]
fn the_script_for_one_project_is_sound_too() {
    let folder = Folder::new("export-script-one");
    let told = run(&["export-script", "--project", "acme-dev"]);
    let file = folder.write("one.sh", &told.out);
    finds_nothing(&file);
}

#[test]
fn a_script_for_some_kinds_lists_them_alone_and_is_sound() {
    let folder = Folder::new("export-script-kinds");
    let text = script(&["--kind", "zone", "--kind", "peering"]);
    // Peerings are printed with their networks.
    for there in ["whole zone ", "part managedZone ", "whole network "] {
        assert!(text.contains(there), "{there}: {text}");
    }
    assert!(
        !text.contains("routes list") && !text.contains("policy \""),
        "{text}"
    );
    let file = folder.write("zones.sh", &text);
    finds_nothing(&file);
    let told = run(&["export-script", "--project=acme-dev", "--kind=pod"]);
    assert_eq!((told.status, told.out.as_str()), (2, ""));
    assert!(told.err.contains("kinds are "), "{}", told.err);
}

#[test]
fn what_is_no_project_is_refused() {
    for wrong in ["$(reboot)", "a b", "-x;y", "Acme"] {
        let told = run(&["export-script", &format!("--project={wrong}")]);
        assert_eq!((told.status, told.out.as_str()), (2, ""), "{wrong}");
        assert!(told.err.contains("is no project ID"), "{}", told.err);
        let ja = run(&[
            "export-script",
            &format!("--project={wrong}"),
            "--lang",
            "ja",
        ]);
        assert!(is_japanese(&ja.err), "{}", ja.err);
    }
    assert_eq!(run(&["export-script"]).status, 2);
}
