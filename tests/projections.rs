//! What a choice of fields left out of an export is unknown: whichever fields of which object are printed, the answer
//! is the one that the whole export gives, or it says that something is not known. The objects are as gcloud prints
//! them whole; names and addresses are of our own making.
//!
//! <https://docs.cloud.google.com/sdk/gcloud/reference/topic/projections>

use hopscope_document::{Input, Options, Read, read, write};
use hopscope_model::result::OutcomeKind;
use hopscope_model::{Outcome, ProblemCode, Scenario};
use hopscope_sim::{Topology, simulate};
use serde_json::{Map, Value};

/// A network with a machine that SSH reaches through IAP's range alone, because of a rule that denies the rest, and
/// that has a way out.
const WHOLE: &str = r#"[
  {"kind":"compute#network","id":"1","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","name":"vpc","autoCreateSubnetworks":false,"routingConfig":{"routingMode":"REGIONAL"},"networkFirewallPolicyEnforcementOrder":"AFTER_CLASSIC_FIREWALL"},
  {"kind":"compute#subnetwork","id":"2","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/regions/asia-northeast1/subnetworks/apps","name":"apps","region":"https://www.googleapis.com/compute/v1/projects/acme-dev/regions/asia-northeast1","network":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","ipCidrRange":"10.1.0.0/24","gatewayAddress":"10.1.0.1","privateIpGoogleAccess":true,"purpose":"PRIVATE","stackType":"IPV4_ONLY"},
  {"kind":"compute#route","id":"3","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/routes/out","name":"out","network":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","destRange":"0.0.0.0/0","nextHopGateway":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/gateways/default-internet-gateway","priority":900,"tags":["web"]},
  {"kind":"compute#route","id":"4","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/routes/back","name":"back","network":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","destRange":"0.0.0.0/0","nextHopGateway":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/gateways/default-internet-gateway","priority":2000},
  {"kind":"compute#firewall","id":"5","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/firewalls/deny","name":"deny","network":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","direction":"INGRESS","priority":700,"disabled":false,"denied":[{"IPProtocol":"tcp","ports":["22"]}],"sourceRanges":["198.51.100.0/24"],"targetTags":["web"]},
  {"kind":"compute#firewall","id":"6","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/firewalls/ssh","name":"ssh","network":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","direction":"INGRESS","priority":800,"disabled":false,"allowed":[{"IPProtocol":"tcp","ports":["22"]}],"sourceRanges":["0.0.0.0/0"],"targetTags":["web"]},
  {"kind":"compute#firewall","id":"7","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/firewalls/no-web","name":"no-web","network":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","direction":"EGRESS","priority":800,"disabled":true,"denied":[{"IPProtocol":"all"}],"destinationRanges":["0.0.0.0/0"]},
  {"kind":"compute#instance","id":"8","creationTimestamp":"2026-01-01T00:00:00.000-08:00","selfLink":"https://www.googleapis.com/compute/v1/projects/acme-dev/zones/asia-northeast1-a/instances/web-1","name":"web-1","zone":"https://www.googleapis.com/compute/v1/projects/acme-dev/zones/asia-northeast1-a","machineType":"https://www.googleapis.com/compute/v1/projects/acme-dev/zones/asia-northeast1-a/machineTypes/e2-small","status":"RUNNING","canIpForward":false,"tags":{"items":["web"],"fingerprint":"x"},"networkInterfaces":[{"name":"nic0","network":"https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc","subnetwork":"https://www.googleapis.com/compute/v1/projects/acme-dev/regions/asia-northeast1/subnetworks/apps","networkIP":"10.1.0.2","accessConfigs":[{"natIP":"203.0.113.9","type":"ONE_TO_ONE_NAT"}]}]}
]"#;

const REQUESTS: &str = r#"{"hopscope":1,"project":"acme-dev","resources":[],"requests":[
  {"name":"from IAP","from":"internet:35.235.240.9","to":"ssh://203.0.113.9"},
  {"name":"from a host","from":"internet:198.51.100.20","to":"ssh://203.0.113.9"},
  {"name":"to a host","from":"vm/web-1","to":"https://198.51.100.20"}
]}"#;

fn read_with(objects: &str) -> Read {
    let inputs = [REQUESTS, objects].map(|text| Input { file: None, text });
    read(&inputs, &Options::default())
}

fn answers(scenario: &Scenario) -> Vec<Outcome> {
    let (net, _) = Topology::link(scenario);
    let requests = scenario.requests.iter();
    requests.map(|own| simulate(&net, own)).collect()
}

/// What is answered, and whether it says that something is not known.
fn said(own: &Outcome) -> (String, bool) {
    let text = format!("{} {:?} {:?}", own.outcome, own.cause, own.source);
    (text, own.outcome == OutcomeKind::Incomplete)
}

fn objects() -> Vec<Map<String, Value>> {
    serde_json::from_str(WHOLE).expect("JSON")
}

/// The fields of an object that a number chooses, a bit each; its kind is no field that people choose.
fn chosen(object: &Map<String, Value>, choice: usize) -> Map<String, Value> {
    let fields = object.iter().filter(|(key, _)| *key != "kind");
    let chosen = fields
        .enumerate()
        .filter(|(at, (key, _))| *key == "name" || choice >> at & 1 == 1);
    chosen
        .map(|(_, (key, value))| (key.clone(), value.clone()))
        .collect()
}

#[test]
fn the_whole_export_is_answered() {
    let Read { scenario, problems } = read_with(WHOLE);
    assert_eq!(problems, []);
    let kinds: Vec<_> = answers(&scenario).iter().map(|own| own.outcome).collect();
    let expected = [
        OutcomeKind::Delivered,
        OutcomeKind::Dropped,
        OutcomeKind::Delivered,
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn what_was_not_printed_never_makes_another_answer() {
    let whole: Vec<_> = answers(&read_with(WHOLE).scenario)
        .iter()
        .map(said)
        .collect();
    let mut open = 0;
    for (index, object) in objects().iter().enumerate() {
        let all = 1usize << (object.len() - 1);
        // Every choice where there are few, and a few of each size where there are many.
        let step = (all / 96).max(1) | 1;
        for choice in (0..all - 1).step_by(step) {
            let mut brought = objects();
            let printed = chosen(object, choice);
            let names: Vec<&String> = printed.keys().collect();
            let names = format!("{} {index} with {names:?}", object["name"]);
            if let Some(own) = brought.get_mut(index) {
                *own = printed.clone();
            }
            let text = serde_json::to_string(&brought).expect("JSON");
            let Read { scenario, problems } = read_with(&text);
            // Nobody chooses all of these: what has them was printed whole, but for its kind.
            let made = ["id", "creationTimestamp", "selfLink"];
            if problems.is_empty() {
                assert!(made.iter().all(|key| printed.contains_key(*key)), "{names}");
                continue;
            }
            // Nothing shows what it was: it is left out, and told.
            let left_out = |own: &hopscope_model::Problem| own.code == ProblemCode::KindNotModelled;
            if problems.iter().any(left_out) {
                continue;
            }
            for (own, whole) in answers(&scenario).iter().map(said).zip(&whole) {
                open += usize::from(own.1);
                assert!(
                    own.1 || own == *whole,
                    "{names}: {} is no {}",
                    own.0,
                    whole.0
                );
            }
            // It stays so when the scenario is kept and opened again.
            let again = Input {
                file: None,
                text: &write(&scenario),
            };
            let again = read(&[again], &Options::default()).scenario;
            assert!(again == scenario, "{names}");
        }
    }
    assert!(open > 500, "{open}");
}
