//! `hopscope matrix`: who gets where, what a proposal opens and closes, what is not known; both languages.

mod support;

use serde_json::{Value, json};

use support::{Folder, is_japanese, json as read, run};

/// A machine with an external address, one without, and firewall rules.
fn scenario(rules: &[Value], nat: &str) -> String {
    let vm = |name: &str, address: &str, external: Option<&str>| {
        let access = external.map(|address| json!([{"type": "ONE_TO_ONE_NAT", "natIP": address}]));
        json!({
            "kind": "compute#instance", "name": name, "zone": "asia-northeast1-a", "status": "RUNNING",
            "networkInterfaces": [{
                "name": "nic0", "network": "vpc", "subnetwork": "app", "networkIP": address,
                "accessConfigs": access.unwrap_or(json!([])),
            }],
        })
    };
    let mut resources = vec![
        json!({"kind": "compute#network", "name": "vpc"}),
        json!({"kind": "compute#subnetwork", "name": "app", "region": "asia-northeast1", "network": "vpc", "ipCidrRange": "10.10.0.0/24"}),
        json!({"kind": "compute#route", "name": "default", "network": "vpc", "destRange": "0.0.0.0/0", "nextHopGateway": "default-internet-gateway", "priority": 1000}),
        vm("web", "10.10.0.5", Some("203.0.113.80")),
        vm("batch", "10.10.0.6", None),
        json!({"kind": "compute#address", "name": "nat-a", "region": "asia-northeast1", "addressType": "EXTERNAL", "address": "203.0.113.10"}),
        json!({"kind": "compute#address", "name": "nat-b", "region": "asia-northeast1", "addressType": "EXTERNAL", "address": "203.0.113.11"}),
        json!({"kind": "compute#router", "name": "r", "region": "asia-northeast1", "network": "vpc", "nats": [{
            "name": "n", "natIpAllocateOption": "MANUAL_ONLY", "natIps": [nat],
            "sourceSubnetworkIpRangesToNat": "ALL_SUBNETWORKS_ALL_IP_RANGES"}]}),
        json!({"kind": "hopscope#host", "name": "partner", "addresses": ["198.51.100.20"], "dnsNames": ["api.partner.example"]}),
    ];
    resources.extend(rules.iter().cloned());
    json!({"hopscope": 1, "project": "acme-dev", "resources": resources}).to_string()
}

fn allow(name: &str, source: &str, port: &str) -> Value {
    json!({"kind": "compute#firewall", "name": name, "network": "vpc", "direction": "INGRESS", "priority": 1000,
        "sourceRanges": [source], "allowed": [{"IPProtocol": "tcp", "ports": [port]}]})
}

#[test]
fn what_opens_from_the_internet_is_told_first() {
    let folder = Folder::new("matrix-opens");
    let base = folder.write(
        "base.json",
        &scenario(&[allow("inner", "10.10.0.0/24", "22")], "nat-a"),
    );
    let opened = [
        allow("inner", "10.10.0.0/24", "22"),
        allow("all", "0.0.0.0/0", "80"),
    ];
    let proposal = folder.write("proposal.json", &scenario(&opened, "nat-a"));
    let told = run(&["matrix", &base, &proposal]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    let lines: Vec<&str> = told.out.lines().collect();
    let at = lines.iter().position(|own| own.is_empty()).expect("a gap");
    assert_eq!(
        lines[at + 1],
        "Newly reachable from the internet",
        "{}",
        told.out
    );
    assert!(
        lines[at + 2].contains("internet:203.0.113.9"),
        "{}",
        told.out
    );
    assert!(
        lines[at + 2].contains("vm/asia-northeast1-a/web 203.0.113.80"),
        "{}",
        told.out
    );
    assert!(lines[at + 2].ends_with("tcp 80"), "{}", told.out);
    assert!(
        lines[at + 3].contains("before: ✕ dropped FIREWALL_RULE"),
        "{}",
        told.out
    );
    // The one without an external address is reached from inside alone.
    assert!(!lines[at + 2].contains("batch"), "{}", told.out);
}

#[test]
fn what_closes_is_worse() {
    let folder = Folder::new("matrix-closes");
    let base = folder.write(
        "base.json",
        &scenario(&[allow("inner", "10.10.0.0/24", "22-25")], "nat-a"),
    );
    let proposal = folder.write(
        "proposal.json",
        &scenario(&[allow("inner", "10.10.0.0/24", "22")], "nat-a"),
    );
    let told = run(&["matrix", &base, &proposal]);
    assert_eq!(told.status, 1, "{}{}", told.out, told.err);
    assert!(told.out.contains("No longer reachable"), "{}", told.out);
    assert!(told.out.contains("tcp 23-25"), "{}", told.out);
    let back = run(&["matrix", &proposal, &base]);
    assert_eq!(back.status, 0, "{}{}", back.out, back.err);
}

#[test]
fn another_source_ip_is_told() {
    let folder = Folder::new("matrix-source");
    let base = folder.write("base.json", &scenario(&[], "nat-a"));
    let proposal = folder.write("proposal.json", &scenario(&[], "nat-b"));
    let told = run(&["matrix", &base, &proposal, "--format", "json"]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    let whole = read(&told);
    let rows = whole["matrix"]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 1, "{}", told.out);
    assert_eq!(rows[0]["turn"], "source");
    assert_eq!(rows[0]["from"], json!(["vm/asia-northeast1-a/batch"]));
    assert_eq!(rows[0]["to"], json!(["https://api.partner.example/"]));
    assert_eq!(rows[0]["before"]["source"], json!(["203.0.113.10"]));
    assert_eq!(rows[0]["after"]["source"], json!(["203.0.113.11"]));
}

#[test]
fn what_is_not_known_is_neither_closed_nor_the_same() {
    let folder = Folder::new("matrix-unknown");
    let base = folder.write("base.json", &scenario(&[], "nat-a"));
    // Without the list of routes nothing is known of what leaves.
    let mut whole: Value = serde_json::from_str(&scenario(&[], "nat-a")).expect("JSON");
    let resources = whole["resources"].as_array_mut().expect("a list");
    resources.retain(|own| own["kind"] != "compute#route");
    let proposal = folder.write("proposal.json", &whole.to_string());
    let told = run(&["matrix", &base, &proposal, "--format", "json"]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    let whole = read(&told);
    assert_eq!(whole["matrix"]["counts"]["closed"], 0);
    assert!(
        whole["matrix"]["counts"]["unknown"].as_u64() > Some(0),
        "{}",
        told.out
    );
    let rows = whole["matrix"]["rows"].as_array().expect("rows");
    let row = rows
        .iter()
        .find(|own| own["before"]["outcome"] == "delivered");
    let row = row.expect("what was known before");
    assert_eq!(row["turn"], "unknown");
    assert_eq!(row["after"]["outcome"], "incomplete");
    assert_eq!(row["after"]["lacks"], json!(["route"]));
}

#[test]
fn one_scenario_says_who_gets_where() {
    let folder = Folder::new("matrix-one");
    let file = folder.write(
        "base.json",
        &scenario(&[allow("inner", "10.10.0.0/24", "22")], "nat-a"),
    );
    let told = run(&["matrix", &file, "--lang", "ja", "--format", "markdown"]);
    assert_eq!(told.status, 0, "{}{}", told.out, told.err);
    assert!(is_japanese(&told.out));
    assert!(told.out.contains("## 到達できる"), "{}", told.out);
    let empty = folder.write("empty.json", r#"{"hopscope":1,"resources":[]}"#);
    let none = run(&["matrix", &empty]);
    assert_eq!(none.status, 2, "{}{}", none.out, none.err);
}

#[test]
fn json_is_as_its_schema_says() {
    let schema = read(&run(&["schema", "matrix"]));
    let validator = jsonschema::validator_for(&schema).expect("the schema is one");
    let folder = Folder::new("matrix-schema");
    let base = folder.write("base.json", &scenario(&[], "nat-a"));
    let proposal = folder.write(
        "proposal.json",
        &scenario(&[allow("a", "0.0.0.0/0", "80")], "nat-b"),
    );
    let report = read(&run(&["matrix", &base, &proposal, "--format", "json"]));
    let wrong: Vec<String> = validator
        .iter_errors(&report)
        .map(|own| own.to_string())
        .collect();
    assert_eq!(wrong, Vec::<String>::new());
    let mut broken = report;
    broken["matrix"]["counts"] = json!("none");
    assert!(!validator.is_valid(&broken), "the schema refuses nothing");
}
