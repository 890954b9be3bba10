//! Results of Connectivity Tests: what is made of them, what is kept, and what comes of holding them against the
//! answers given here. `tests/import/connectivity_tests.yaml` is how gcloud prints a list of them; what stands beside
//! it here is the network that they are about.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/reference/networkmanagement/rest/v1/projects.locations.global.connectivityTests>

use hopscope_document::{Input, Options, Read, Redact, canonical, read, redacted, write};
use hopscope_model::connectivity_test::{Agreement, Held, TestDifference, TestField};
use hopscope_model::reference::{write_source, write_target};
use hopscope_model::{Outcome, Scenario};
use hopscope_sim::{Topology, simulate};

const TESTS: &str = include_str!("import/connectivity_tests.yaml");

/// A machine without an external address, a database, a Cloud Run service with Direct VPC egress, Cloud NAT.
const NETWORK: &str = r#"[
  {"kind":"compute#network","name":"vpc","selfLink":"https://www.googleapis.com/compute/v1/projects/shop-dev/global/networks/vpc","autoCreateSubnetworks":false},
  {"kind":"compute#subnetwork","name":"apps","region":"us-central1","network":"vpc","ipCidrRange":"10.10.0.0/24"},
  {"kind":"compute#route","name":"default-route-1","network":"vpc","destRange":"0.0.0.0/0","priority":1000,"nextHopGateway":"default-internet-gateway"},
  {"kind":"compute#firewall","name":"egress-web","network":"vpc","direction":"EGRESS","priority":920,"allowed":[{"IPProtocol":"all"}],"destinationRanges":["0.0.0.0/0"]},
  {"kind":"compute#instance","name":"web","zone":"us-central1-a","status":"RUNNING","networkInterfaces":[{"name":"nic0","network":"vpc","subnetwork":"regions/us-central1/subnetworks/apps","networkIP":"10.10.0.3"}]},
  {"kind":"compute#instance","name":"db","zone":"us-central1-a","status":"RUNNING","networkInterfaces":[{"name":"nic0","network":"vpc","subnetwork":"regions/us-central1/subnetworks/apps","networkIP":"10.10.0.9"}]},
  {"kind":"compute#address","name":"nat-ip","region":"us-central1","address":"203.0.113.7","addressType":"EXTERNAL","status":"IN_USE"},
  {"kind":"compute#router","name":"router","region":"us-central1","network":"vpc","nats":[{"name":"nat","natIpAllocateOption":"MANUAL_ONLY","natIps":["regions/us-central1/addresses/nat-ip"],"sourceSubnetworkIpRangesToNat":"ALL_SUBNETWORKS_ALL_IP_RANGES"}]},
  {"assetType":"run.googleapis.com/Service","name":"projects/shop-dev/locations/us-central1/services/api","ingress":"INGRESS_TRAFFIC_ALL","uri":"https://api-abc123-uc.a.run.app","template":{"vpcAccess":{"egress":"ALL_TRAFFIC","networkInterfaces":[{"network":"vpc","subnetwork":"apps"}]}}},
  {"kind":"hopscope#host","name":"partner","addresses":["198.51.100.20"]}
]"#;

fn read_all(texts: &[&str]) -> Read {
    let inputs: Vec<Input<'_>> = texts
        .iter()
        .map(|text| Input { file: None, text })
        .collect();
    read(&inputs, &Options::default())
}

fn ends(scenario: &Scenario) -> Vec<(String, String, String)> {
    let requests = scenario.requests.iter();
    requests
        .map(|own| {
            (
                own.name.clone().unwrap_or_default(),
                write_source(scenario, &own.from),
                write_target(scenario, &own.to),
            )
        })
        .collect()
}

fn end(name: &str, from: &str, to: &str) -> (String, String, String) {
    (name.to_owned(), from.to_owned(), to.to_owned())
}

/// Answers the request of a name.
fn answer(scenario: &Scenario, name: &str) -> Outcome {
    let (net, _) = Topology::link(scenario);
    let mut requests = scenario.requests.iter();
    let request = requests.find(|own| own.name.as_deref() == Some(name));
    simulate(&net, request.expect("the test is a request"))
}

fn held(scenario: &Scenario, name: &str) -> Held {
    *answer(scenario, name)
        .connectivity_test
        .expect("what the test said is held against the answer")
}

/// A difference as field, step of the test, step here, and both sides.
type Told = (TestField, Option<u32>, Option<u32>, String, String);

fn told(held: &Held) -> Vec<Told> {
    let own = |own: &TestDifference| {
        (
            own.field,
            own.there.map(|at| at.step),
            own.here.map(|at| at.step),
            own.test.clone().unwrap_or_default(),
            own.own.clone().unwrap_or_default(),
        )
    };
    held.differences.iter().map(own).collect()
}

#[test]
fn each_test_is_a_request() {
    let read = read_all(&[NETWORK, TESTS]);
    assert_eq!(
        ends(&read.scenario),
        [
            end(
                "web-to-partner",
                "vm/us-central1-a/web",
                "tcp://198.51.100.20:443"
            ),
            end(
                "run-to-db",
                "run/us-central1/api",
                "vm/us-central1-a/db:5432"
            ),
        ]
    );
    let problems = read.problems.iter();
    let problems: Vec<String> = problems
        .map(|own| {
            format!(
                "{} {}",
                own.code,
                own.args.get("test").map_or("", |own| own)
            )
        })
        .collect();
    // An office that nobody described, a source that no request has, no port.
    assert_eq!(
        problems,
        [
            "REFERENCE_MISSING office-dns",
            "FIELD_NOT_MODELLED from-sql",
            "PORT_MISSING never-run"
        ]
    );
}

#[test]
fn the_network_may_come_later() {
    // By themselves the tests name their machines, of which nothing more is known yet.
    let alone = read_all(&[TESTS]).scenario;
    assert_eq!(alone.project.as_deref(), Some("shop-dev"));
    let web = held(&alone, "web-to-partner");
    assert_eq!(web.agreement, Agreement::NotKnownHere);
    let outcome = answer(&alone, "web-to-partner");
    assert_eq!(outcome.missing.len(), 1, "{:?}", outcome.missing);
    let later = read_all(&[&write(&alone), NETWORK]).scenario;
    assert_eq!(held(&later, "web-to-partner").agreement, Agreement::Same);
}

#[test]
fn an_office_that_is_described_asks_from_there() {
    let office =
        r#"{"kind":"hopscope#onPremNetwork","name":"office","ranges":["192.168.10.0/24"]}"#;
    let scenario = read_all(&[NETWORK, office, TESTS]).scenario;
    let from = end(
        "office-dns",
        "onprem:office:192.168.10.4",
        "udp://10.10.0.9:53",
    );
    assert!(ends(&scenario).contains(&from), "{:?}", ends(&scenario));
    // The analysis did not complete: it confirms nothing.
    let held = held(&scenario, "office-dns");
    assert!(matches!(
        held.agreement,
        Agreement::NotKnownThere | Agreement::NotKnownHere
    ));
}

#[test]
fn the_same_way_to_the_same_end_is_the_same() {
    let scenario = read_all(&[NETWORK, TESTS]).scenario;
    let web = held(&scenario, "web-to-partner");
    assert_eq!((web.agreement, told(&web)), (Agreement::Same, Vec::new()));
    assert_eq!(web.probing_result.as_deref(), Some("REACHABLE"));
    assert_eq!(web.verify_time.as_deref(), Some("2026-11-20T08:00:03Z"));
}

#[test]
fn another_end_differs() {
    // Somebody has let the service in since.
    let rule = r#"{"kind":"compute#firewall","name":"db-from-apps","network":"projects/shop-dev/global/networks/vpc","direction":"INGRESS","sourceRanges":["10.10.0.0/24"],"allowed":[{"IPProtocol":"tcp","ports":["5432"]}]}"#;
    let scenario = read_all(&[NETWORK, rule, TESTS]).scenario;
    let db = held(&scenario, "run-to-db");
    assert_eq!(db.agreement, Agreement::Differs);
    let first = told(&db).into_iter().next();
    let expected = (
        TestField::Outcome,
        Some(3),
        Some(6),
        "UNREACHABLE FIREWALL_RULE".to_owned(),
        "delivered".to_owned(),
    );
    assert_eq!(first, Some(expected));
    // Without that rule both drop it, for the same reason.
    let scenario = read_all(&[NETWORK, TESTS]).scenario;
    let db = held(&scenario, "run-to-db");
    assert_ne!(db.agreement, Agreement::Differs);
    assert!(
        told(&db).iter().all(|own| own.0 != TestField::Cause),
        "{db:?}"
    );
}

#[test]
fn another_rule_and_another_address_on_the_way_are_named_with_both_sides() {
    let other = NETWORK
        .replace("203.0.113.7", "203.0.113.8")
        .replace("egress-web", "egress-all");
    let scenario = read_all(&[&other, TESTS]).scenario;
    let web = held(&scenario, "web-to-partner");
    assert_eq!(web.agreement, Agreement::OtherWay);
    let told = told(&web);
    let fields: Vec<_> = told
        .iter()
        .map(|own| (own.0, own.1, &*own.3, &*own.4))
        .collect();
    assert_eq!(
        fields,
        [
            (
                TestField::Resource,
                Some(2),
                "firewall/egress-web",
                "firewall/egress-all"
            ),
            (TestField::Source, Some(4), "203.0.113.7", "203.0.113.8"),
        ]
    );
}

#[test]
fn what_connectivity_tests_does_not_look_at_is_no_contradiction() {
    // The partner's own list of addresses lets others in.
    let closed = NETWORK.replace(
        r#""addresses":["198.51.100.20"]"#,
        r#""addresses":["198.51.100.20"],"allowFrom":["192.0.2.0/24"]"#,
    );
    let scenario = read_all(&[&closed, TESTS]).scenario;
    assert_eq!(
        held(&scenario, "web-to-partner").agreement,
        Agreement::Beyond
    );
    // A firewall here that drops it is one, unless the test left firewalls out.
    let rule = r#"{"kind":"compute#firewall","name":"no","network":"projects/shop-dev/global/networks/vpc","direction":"EGRESS","priority":1,"destinationRanges":["198.51.100.0/24"],"denied":[{"IPProtocol":"all"}]}"#;
    let scenario = read_all(&[NETWORK, rule, TESTS]).scenario;
    assert_eq!(
        held(&scenario, "web-to-partner").agreement,
        Agreement::Differs
    );
    let bypassed = TESTS.replace("displayName: web-to-partner", "bypassFirewallChecks: true");
    let scenario = read_all(&[NETWORK, rule, &bypassed]).scenario;
    assert_eq!(
        held(&scenario, "web-to-partner").agreement,
        Agreement::Beyond
    );
}

#[test]
fn what_was_seen_only_in_part_confirms_nothing() {
    let part = TESTS.replace(
        "      description: 'Final state: packet delivered to Internet.'\n      state: DELIVER",
        "      state: VIEWER_PERMISSION_MISSING",
    );
    let scenario = read_all(&[NETWORK, &part]).scenario;
    let web = held(&scenario, "web-to-partner");
    assert_eq!(web.agreement, Agreement::NotKnownThere);
}

#[test]
fn a_test_that_ran_again_replaces_what_it_said_and_one_of_a_request_belongs_to_it() {
    let before = read_all(&[NETWORK, TESTS]).scenario;
    let again = TESTS.replace("2026-11-20T08:00:03", "2026-11-21T08:00:03");
    let after = read_all(&[&write(&before), &again]).scenario;
    assert_eq!(ends(&after), ends(&before));
    let time = held(&after, "web-to-partner").verify_time;
    assert_eq!(time.as_deref(), Some("2026-11-21T08:00:03Z"));
    let own = r#"{"hopscope":1,"project":"shop-dev","resources":[],"requests":[{"name":"mine","from":"vm/us-central1-a/web","to":"tcp://198.51.100.20:443","expect":{"outcome":"delivered"}}]}"#;
    let scenario = read_all(&[own, NETWORK, TESTS]).scenario;
    assert_eq!(ends(&scenario).len(), 2);
    assert_eq!(held(&scenario, "mine").agreement, Agreement::Same);
}

#[test]
fn json_and_asset_inventory_say_the_same() {
    let yaml = read_all(&[TESTS]).scenario;
    let one = r#"{"name":"projects/shop-dev/locations/global/connectivityTests/t","source":{"instance":"projects/shop-dev/zones/us-central1-a/instances/web"},"destination":{"instance":"projects/shop-dev/zones/us-central1-a/instances/db","port":22},"protocol":"TCP","reachabilityDetails":{"result":"UNREACHABLE","traces":[{"steps":[{"state":"DROP","drop":{"cause":"FIREWALL_RULE"}}]}]}}"#;
    let asset = format!(
        r#"{{"name":"//networkmanagement.googleapis.com/projects/shop-dev/locations/global/connectivityTests/t","assetType":"networkmanagement.googleapis.com/ConnectivityTest","resource":{{"version":"v1","data":{one}}}}}"#
    );
    let listed = format!(r#"{{"resources":[{one}]}}"#);
    let expected = [end("t", "vm/us-central1-a/web", "vm/us-central1-a/db:22")];
    for text in [one, &asset, &listed] {
        let read = read_all(&[text]);
        assert_eq!(read.problems, [], "{text}");
        assert_eq!(ends(&read.scenario), expected, "{text}");
    }
    assert_eq!(yaml.requests.len(), 2);
}

#[test]
fn it_is_kept_in_a_file_and_nothing_else_of_it_is() {
    let scenario = read_all(&[NETWORK, TESTS]).scenario;
    let text = canonical(&scenario);
    assert_eq!(read_all(&[&text]).scenario, scenario);
    for secret in [
        "web-sa@",
        "ops@shop.example",
        "taro",
        "secret-project",
        "63951",
    ] {
        assert!(TESTS.contains(secret));
        assert!(!text.contains(secret), "{secret}");
    }
}

#[test]
fn pseudonyms_reach_into_it() {
    let scenario = read_all(&[NETWORK, TESTS]).scenario;
    let hidden = redacted(&scenario, Redact::Names);
    let text = canonical(&hidden);
    for name in ["shop-dev", "web", "egress-web", "router", "apps", "api"] {
        let quoted = [format!("/{name}\""), format!("\"{name}\"")];
        assert!(
            quoted.iter().all(|own| !text.contains(own)),
            "{name}: {text}"
        );
    }
    for at in 1..=2 {
        let name = format!("request {at}");
        let before = scenario
            .requests
            .get(at - 1)
            .and_then(|own| own.name.clone());
        let before = held(&scenario, &before.unwrap_or_default());
        let after = held(&hidden, &name);
        assert_eq!(after.agreement, before.agreement);
        assert_eq!(after.differences.len(), before.differences.len());
    }
    assert!(text.contains("nat/router-1/nat"), "{text}");
    // What nobody has gets no pseudonym, and is left out; the project of it goes all the same.
    let alone = read_all(&[TESTS]).scenario;
    let text = canonical(&redacted(&alone, Redact::Names));
    assert!(!text.contains("egress-web"), "{text}");
    let text = canonical(&redacted(&alone, Redact::Projects));
    assert!(!text.contains("shop-dev"), "{text}");
}

#[test]
fn what_the_test_names_and_nobody_exported_is_named_with_its_command() {
    let without: Vec<&str> = NETWORK
        .lines()
        .filter(|line| !line.contains("compute#router"))
        .collect();
    let scenario = read_all(&[&without.join("\n"), TESTS]).scenario;
    let web = held(&scenario, "web-to-partner");
    assert_eq!(web.agreement, Agreement::Differs);
    let missing = web.missing.iter();
    let missing: Vec<_> = missing
        .map(|own| (&*own.kind, own.name.as_deref(), own.command.is_some()))
        .collect();
    assert_eq!(missing, [("router", Some("router"), true)]);
}
