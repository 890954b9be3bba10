//! Plans of Terraform beside exports that hold the same resources: what a plan changes and takes away is changed and
//! gone in its branch whoever else holds it, in any order, and nothing else is.
//!
//! <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>

use hopscope_document::{Input, Options, read, with_branch};
use hopscope_model::{Scenario, Severity};
use serde_json::{Value, json};

/// A resource: its address, type and values.
type Own = (&'static str, Value);

fn resources(list: &[Own]) -> Value {
    let list = list.iter().map(|(address, values)| {
        let (kind, name) = address.split_once('.').expect("an address");
        json!({"address": address, "mode": "managed", "type": kind, "name": name, "values": values})
    });
    json!({"root_module": {"resources": list.collect::<Vec<_>>()}})
}

/// A plan: what is there, what will be of what it touches, and what it does with each.
fn plan(before: &[Own], after: &[Own], changes: &[(&str, &[&str])]) -> Value {
    let changes = changes.iter().map(|(address, actions)| {
        json!({"address": address, "change": {"actions": actions, "after_unknown": {}}})
    });
    json!({"format_version": "1.2", "terraform_version": "1.9.8",
        "planned_values": resources(after),
        "resource_changes": changes.collect::<Vec<_>>(),
        "prior_state": {"format_version": "1.0", "values": resources(before)}})
}

/// What is there, and what a plan makes of it.
#[track_caller]
fn sides(texts: &[&str]) -> (Scenario, Scenario) {
    let inputs: Vec<Input<'_>> = texts
        .iter()
        .map(|text| Input { file: None, text })
        .collect();
    let read = read(&inputs, &Options::default());
    let wrong = read
        .problems
        .iter()
        .find(|own| own.severity == Severity::Error);
    assert!(wrong.is_none(), "{wrong:#?}");
    let [branch] = read.scenario.branches.as_slice() else {
        panic!("{:#?}", read.scenario.branches);
    };
    let (after, problems) = with_branch(&read.scenario, branch);
    assert_eq!(problems, [], "{branch:#?}");
    let unread = &after.resources.unread;
    assert!(unread.is_empty(), "{unread:#?}");
    (read.scenario, after)
}

fn ssh(priority: u32) -> Own {
    (
        "google_compute_firewall.ssh",
        json!({"name": "ssh", "project": "acme-dev", "network": "projects/acme-dev/global/networks/vpc",
            "direction": "INGRESS", "priority": priority, "source_ranges": ["10.0.0.0/8"],
            "allow": [{"protocol": "tcp", "ports": ["22"]}]}),
    )
}

fn network() -> Own {
    (
        "google_compute_network.vpc",
        json!({"name": "vpc", "project": "acme-dev", "auto_create_subnetworks": false,
            "delete_default_routes_on_create": true, "routing_mode": "REGIONAL"}),
    )
}

/// Parts of what others hold: a gateway, a rule of a policy, a record set, a grant.
fn parts() -> Vec<Own> {
    vec![
        (
            "google_compute_router_nat.n",
            json!({"name": "n", "router": "r", "region": "asia-northeast1", "project": "acme-dev",
                "nat_ip_allocate_option": "AUTO_ONLY",
                "source_subnetwork_ip_ranges_to_nat": "ALL_SUBNETWORKS_ALL_IP_RANGES"}),
        ),
        (
            "google_compute_network_firewall_policy_rule.deny",
            json!({"firewall_policy": "fp", "project": "acme-dev", "priority": 10, "action": "deny",
                "direction": "INGRESS",
                "match": [{"src_ip_ranges": ["0.0.0.0/0"], "layer4_configs": [{"ip_protocol": "all"}]}]}),
        ),
        (
            "google_dns_record_set.a",
            json!({"managed_zone": "z", "project": "acme-dev", "name": "a.corp.", "type": "A",
                "ttl": 60, "rrdatas": ["10.0.0.2"]}),
        ),
        (
            "google_cloud_run_v2_service_iam_member.all",
            json!({"name": "open", "location": "asia-northeast1", "project": "acme-dev",
                "role": "roles/run.invoker", "member": "allUsers"}),
        ),
    ]
}

/// The same and more, as gcloud prints it.
fn export() -> String {
    let api = "https://www.googleapis.com/compute/v1/projects/acme-dev";
    let rule = |priority: u32| {
        json!({"priority": priority, "action": "deny", "direction": "INGRESS",
            "match": {"srcIpRanges": ["0.0.0.0/0"], "layer4Configs": [{"ipProtocol": "all"}]}})
    };
    let gateway = |name: &str| {
        json!({"name": name, "natIpAllocateOption": "AUTO_ONLY",
            "sourceSubnetworkIpRangesToNat": "ALL_SUBNETWORKS_ALL_IP_RANGES"})
    };
    json!([
        {"kind": "compute#network", "name": "vpc", "autoCreateSubnetworks": false,
            "routingConfig": {"routingMode": "REGIONAL"}, "selfLink": format!("{api}/global/networks/vpc"),
            "peerings": [{"name": "old", "network": "projects/old/global/networks/old", "state": "ACTIVE"}]},
        {"kind": "compute#firewall", "name": "ssh", "selfLink": format!("{api}/global/firewalls/ssh"),
            "network": format!("{api}/global/networks/vpc"), "direction": "INGRESS", "priority": 1000,
            "sourceRanges": ["10.0.0.0/8"], "allowed": [{"IPProtocol": "tcp", "ports": ["22"]}]},
        {"kind": "compute#firewall", "name": "web", "selfLink": format!("{api}/global/firewalls/web"),
            "network": format!("{api}/global/networks/vpc"), "direction": "INGRESS", "priority": 1000,
            "sourceRanges": ["10.0.0.0/8"], "allowed": [{"IPProtocol": "tcp", "ports": ["80"]}]},
        {"kind": "compute#router", "name": "r", "selfLink": format!("{api}/regions/asia-northeast1/routers/r"),
            "network": format!("{api}/global/networks/vpc"), "region": "asia-northeast1",
            "nats": [gateway("n"), gateway("old")]},
        {"kind": "compute#firewallPolicy", "name": "fp", "selfLink": format!("{api}/global/firewallPolicies/fp"),
            "associations": [{"name": "vpc", "attachmentTarget": format!("{api}/global/networks/vpc")}],
            "rules": [rule(10), rule(20)]},
        {"kind": "dns#managedZone", "name": "z", "dnsName": "corp.", "visibility": "private",
            "selfLink": "https://dns.googleapis.com/dns/v1/projects/acme-dev/managedZones/z"},
        {"kind": "hopscope#export", "managedZone": "z", "project": "acme-dev", "items": [
            {"kind": "dns#resourceRecordSet", "name": "a.corp.", "type": "A", "ttl": 60, "rrdatas": ["10.0.0.2"]},
            {"kind": "dns#resourceRecordSet", "name": "b.corp.", "type": "A", "ttl": 60, "rrdatas": ["10.0.0.3"]}]},
        {"kind": "hopscope#runService", "assetType": "run.googleapis.com/Service",
            "name": "projects/acme-dev/locations/asia-northeast1/services/open",
            "ingress": "INGRESS_TRAFFIC_ALL", "uri": "https://open-abc123-an.a.run.app", "template": {}},
        {"kind": "hopscope#iamPolicy", "resource": "run/acme-dev/asia-northeast1/open", "bindings": [
            {"role": "roles/run.invoker", "members": ["allUsers", "user:kept@example.com"]}]}
    ])
    .to_string()
}

/// What is there of all that matters here, each by a word.
fn words(of: &Scenario) -> Vec<String> {
    let own = &of.resources;
    let mut found: Vec<String> = Vec::new();
    for (name, rule) in &own.firewalls {
        found.push(format!("firewall {} {}", name.name, rule.priority));
    }
    let peerings = own.networks.values().flat_map(|own| &own.peerings);
    found.extend(peerings.map(|own| format!("peering {}", own.name)));
    let nats = own.routers.values().flat_map(|own| &own.nats);
    found.extend(nats.map(|own| format!("nat {}", own.name)));
    let rules = own.firewall_policies.values().flat_map(|own| &own.rules);
    found.extend(rules.map(|own| format!("rule {}", own.priority)));
    let records = own.zones.values().flat_map(|own| &own.records);
    found.extend(records.map(|own| format!("record {}", own.name)));
    let grants = own
        .iam_policies
        .iter()
        .flat_map(|(_, own)| &own.bindings)
        .flat_map(|own| &own.members);
    found.extend(grants.map(|own| format!("grant {own}")));
    found
}

/// What is there with the export alone.
const THERE: &[&str] = &[
    "firewall ssh 1000",
    "firewall web 1000",
    "peering old",
    "nat n",
    "nat old",
    "rule 10",
    "rule 20",
    "record a.corp.",
    "record b.corp.",
    "grant allUsers",
    "grant user:kept@example.com",
];

/// What is there without some.
fn without(gone: &[&str]) -> Vec<String> {
    let stays = THERE.iter().filter(|own| !gone.contains(own));
    stays.map(|own| (*own).to_owned()).collect()
}

/// Both orders of an export and a plan.
fn orders<'t>(export: &'t str, plan: &'t str) -> [[&'t str; 2]; 2] {
    [[export, plan], [plan, export]]
}

#[test]
fn what_a_plan_takes_away_is_gone_whoever_else_holds_it() {
    let before = [network(), ssh(1000)];
    let plan = plan(
        &before,
        &before[..1],
        &[
            ("google_compute_network.vpc", &["no-op"]),
            ("google_compute_firewall.ssh", &["delete"]),
        ],
    )
    .to_string();
    for texts in orders(&export(), &plan) {
        let (before, after) = sides(&texts);
        let there = words(&before);
        assert!(there.contains(&"firewall ssh 1000".to_owned()), "{there:?}");
        let left = words(&after);
        assert!(
            !left.iter().any(|own| own.starts_with("firewall ssh")),
            "{left:?}"
        );
        assert!(left.contains(&"firewall web 1000".to_owned()), "{left:?}");
    }
}

#[test]
fn what_a_plan_changes_is_changed_whoever_else_holds_it() {
    let plan = plan(
        &[ssh(1000)],
        &[ssh(7)],
        &[("google_compute_firewall.ssh", &["update"])],
    )
    .to_string();
    for texts in orders(&export(), &plan) {
        let (before, after) = sides(&texts);
        assert_eq!(words(&before), without(&[]));
        let mut left = without(&["firewall ssh 1000"]);
        left.insert(0, "firewall ssh 7".to_owned());
        assert_eq!(words(&after), left);
        // Nobody is told that there are two of it: one is what it was.
        let inputs = texts.map(|text| Input { file: None, text });
        let read = read(&inputs, &Options::default());
        let told = read.problems.iter().map(|own| own.severity);
        assert!(
            told.clone().all(|own| own == Severity::Note),
            "{:#?}",
            read.problems
        );
    }
}

/// Gateways, rules, record sets and grants are resources of their own in Terraform, and parts of others at Google.
#[test]
fn parts_that_a_plan_takes_away_leave_what_holds_them() {
    let gone = ["nat n", "rule 10", "record a.corp.", "grant allUsers"];
    let parts = parts();
    for (index, gone) in gone.iter().enumerate() {
        let before = &parts[index..=index];
        let plan = plan(before, &[], &[(before[0].0, &["delete"])]).to_string();
        for texts in orders(&export(), &plan) {
            let (_, after) = sides(&texts);
            assert_eq!(words(&after), without(&[gone]), "{gone}");
        }
    }
}

#[test]
fn what_a_plan_moves_to_another_address_stays() {
    let mut moved = ssh(1000);
    moved.0 = "google_compute_firewall.shell";
    let plan = plan(
        &[ssh(1000)],
        &[moved],
        &[
            ("google_compute_firewall.ssh", &["delete"]),
            ("google_compute_firewall.shell", &["create"]),
        ],
    )
    .to_string();
    for texts in orders(&export(), &plan) {
        let (_, after) = sides(&texts);
        assert_eq!(words(&after), without(&[]));
    }
}

/// A state that holds a network, a router and a policy, and none of what hangs on them: Terraform has peerings, gateways and
/// rules as resources of their own, which are in another state, or in none.
#[test]
fn a_state_of_what_has_parts_takes_none_of_them_away() {
    let list = [
        network(),
        (
            "google_compute_router.r",
            json!({"name": "r", "project": "acme-dev", "region": "asia-northeast1",
                "network": "projects/acme-dev/global/networks/vpc"}),
        ),
        (
            "google_compute_network_firewall_policy.fp",
            json!({"name": "fp", "project": "acme-dev"}),
        ),
    ];
    let state =
        json!({"format_version": "1.0", "terraform_version": "1.9.8", "values": resources(&list)})
            .to_string();
    for texts in orders(&export(), &state) {
        let inputs = texts.map(|text| Input { file: None, text });
        let read = read(&inputs, &Options::default());
        assert_eq!(words(&read.scenario), without(&[]));
        let policies = read.scenario.resources.firewall_policies.values();
        let governed: usize = policies.map(|own| own.networks.len()).sum();
        assert_eq!(governed, 1, "the policy is still that of the network");
    }
    // Beside it, one part says what it is now, and the others stay.
    let mut list = list.to_vec();
    list.extend(parts().into_iter().take(2));
    let before = list.clone();
    list[4].1["priority"] = json!(11);
    let plan = plan(
        &before,
        &list,
        &[
            ("google_compute_network.vpc", &["no-op"]),
            ("google_compute_router.r", &["no-op"]),
            ("google_compute_network_firewall_policy.fp", &["no-op"]),
            ("google_compute_router_nat.n", &["no-op"]),
            (
                "google_compute_network_firewall_policy_rule.deny",
                &["delete", "create"],
            ),
        ],
    )
    .to_string();
    for texts in orders(&export(), &plan) {
        let (before, after) = sides(&texts);
        let sorted = |of: &Scenario| {
            let mut all = words(of);
            all.sort();
            all
        };
        let mut there = without(&[]);
        there.sort();
        assert_eq!(sorted(&before), there);
        let mut left = without(&["rule 10"]);
        left.push("rule 11".to_owned());
        left.sort();
        assert_eq!(sorted(&after), left);
    }
}

/// <https://github.com/hashicorp/terraform/blob/main/internal/command/jsonplan/values.go>: of the changes only deletions are
/// left out of what is planned.
#[test]
fn what_is_let_go_of_stays_though_it_is_printed_among_what_is_planned() {
    let mut printed = ssh(1000);
    printed.1 = Value::Null;
    let plan = plan(
        &[network(), ssh(1000)],
        &[network(), printed],
        &[
            ("google_compute_network.vpc", &["no-op"]),
            ("google_compute_firewall.ssh", &["forget"]),
        ],
    )
    .to_string();
    let (before, after) = sides(&[&plan]);
    assert_eq!(words(&after), words(&before));
    assert_eq!(words(&after), ["firewall ssh 1000"]);
}

/// A plan of which its changes were cut off does not say what it takes away: nobody knows whether that stays.
#[test]
fn what_a_plan_without_its_changes_does_not_hold_is_not_known() {
    let plan = plan(&[network(), ssh(1000)], &[network()], &[]);
    let mut cut = plan.clone();
    cut.as_object_mut()
        .expect("a plan")
        .remove("resource_changes");
    let text = cut.to_string();
    let input = Input {
        file: None,
        text: &text,
    };
    let read = read(&[input], &Options::default());
    assert_eq!(words(&read.scenario), ["firewall ssh 1000"]);
    let (after, _) = with_branch(&read.scenario, &read.scenario.branches[0]);
    assert!(after.resources.firewalls.is_empty());
    let unread = &after.resources.unread;
    assert!(unread.iter().any(|own| own.name == "ssh"), "{unread:#?}");
}

/// The codes and ends of what is told of texts.
fn told(text: &str) -> Vec<String> {
    let read = read(&[Input { file: None, text }], &Options::default());
    let own = read.problems.iter();
    own.map(|own| {
        format!(
            "{} {}",
            own.code,
            own.args.get("end").map_or("", String::as_str)
        )
    })
    .collect()
}

/// What `jq` takes out of `terraform show -json` is read as that, and it is told that the rest is not there.
#[test]
fn a_part_of_a_plan_or_state_is_read_as_it_would_be_in_it() {
    // All that is there has an identity.
    let there = |(address, mut values): Own| {
        values["id"] = json!(address);
        (address, values)
    };
    let list = [there(network()), there(ssh(700))];
    let whole =
        json!({"format_version": "1.0", "terraform_version": "1.9.8", "values": resources(&list)});
    let canonical = |text: &str| {
        let read = read(&[Input { file: None, text }], &Options::default());
        hopscope_document::canonical(&read.scenario)
    };
    let expected = canonical(&whole.to_string());
    assert!(expected.contains("\"priority\":700"), "{expected}");
    let module = &whole["values"]["root_module"];
    let in_module =
        json!({"child_modules": [{"address": "module.m", "resources": module["resources"]}]});
    let stream: Vec<String> = module["resources"]
        .as_array()
        .expect("a list")
        .iter()
        .map(Value::to_string)
        .collect();
    for (part, count) in [
        (whole["values"].to_string(), 1),
        (module.to_string(), 1),
        (in_module.to_string(), 1),
        (module["resources"].to_string(), 1),
        (stream.join("\n"), 2),
    ] {
        assert_eq!(told(&part), vec!["TRUNCATED plan-part"; count], "{part}");
        assert_eq!(canonical(&part), expected, "{part}");
    }
    // What is no resource of Google's is none.
    assert!(
        !told(r#"{"resources":[{"type":"aws_vpc","address":"a","values":{}}]}"#)
            .contains(&"TRUNCATED plan-part".to_owned())
    );
    assert_eq!(told(&whole.to_string()), Vec::<String>::new());
}

/// `jq .resource_changes`: what is there, and what will be.
/// The first plan of a root module has no state before it; what it makes is not there yet all the same.
/// <https://developer.hashicorp.com/terraform/internals/json-format#plan-representation>
#[test]
fn what_a_first_plan_makes_is_not_there_yet() {
    let address = ssh(900).0;
    let whole = json!({"format_version": "1.2", "terraform_version": "1.9.8", "planned_values": resources(&[ssh(900)]),
        "resource_changes": [{"address": address, "mode": "managed", "type": "google_compute_firewall", "name": "ssh",
            "change": {"actions": ["create"], "before": null, "after": ssh(900).1, "after_unknown": {}}}]});
    let mut alone = whole.clone();
    alone
        .as_object_mut()
        .expect("an object")
        .remove("planned_values");
    let network = r#"[{"kind":"compute#network","name":"vpc","selfLink":"projects/acme-dev/global/networks/vpc"}]"#;
    for plan in [whole.to_string(), alone.to_string()] {
        for texts in [[network, &plan], [&plan, network]] {
            let (before, after) = sides(&texts);
            assert_eq!(words(&before), [""; 0], "{texts:?}");
            assert_eq!(before.resources.networks.len(), 1, "{texts:?}");
            assert_eq!(words(&after), ["firewall ssh 900"], "{texts:?}");
            assert_eq!(after.resources.networks.len(), 1, "{texts:?}");
        }
    }
    // Where nothing else is there, it is what is asked.
    let requests = r#"{"hopscope":1,"resources":[],"requests":[{"from":"internet","to":"https://198.51.100.1/"}]}"#;
    let text = whole.to_string();
    for texts in [vec![&*text], vec![&*text, requests]] {
        let inputs = texts.iter().map(|text| Input { file: None, text });
        let inputs: Vec<Input<'_>> = inputs.collect();
        let read = read(&inputs, &Options::default());
        assert_eq!(read.scenario.branches.len(), 0);
        assert_eq!(words(&read.scenario), ["firewall ssh 900"]);
    }
}

#[test]
fn changes_alone_are_a_proposal() {
    let (address, before) = ssh(1000);
    let (kind, name) = address.split_once('.').expect("an address");
    let (_, after) = ssh(700);
    let change = json!({"address": address, "mode": "managed", "type": kind, "name": name,
        "change": {"actions": ["update"], "before": before, "after": after, "after_unknown": {}}});
    for text in [json!([change]).to_string(), change.to_string()] {
        let (before, after) = sides(&[&text]);
        let priority = |own: &Scenario| {
            own.resources
                .firewalls
                .values()
                .next()
                .expect("a rule")
                .priority
        };
        assert_eq!((priority(&before), priority(&after)), (1000, 700), "{text}");
        assert_eq!(told(&text), ["TRUNCATED plan-part"]);
    }
}

/// Of a value that is not there a part cannot say whether there is none, or whether it is known only after apply.
#[test]
fn what_a_part_does_not_say_may_be_known_later() {
    let address = |id: bool| {
        let mut own = json!({"address": "google_compute_address.nat", "mode": "managed", "type": "google_compute_address",
            "name": "nat", "values": {"name": "nat", "project": "p", "region": "us-east1", "address_type": "EXTERNAL"}});
        if id {
            own["values"]["id"] = json!("projects/p/regions/us-east1/addresses/nat");
            own["values"]["address"] = json!("203.0.113.7");
        }
        own.to_string()
    };
    let unread = |text: &str| {
        let read = read(&[Input { file: None, text }], &Options::default());
        (
            read.scenario.resources.addresses.len(),
            read.scenario.resources.unread.len(),
        )
    };
    assert_eq!(unread(&address(true)), (1, 0));
    assert_eq!(unread(&address(false)), (0, 1));
}

/// "errored indicates whether planning failed", and "complete" whether everything was planned.
#[test]
fn a_plan_that_is_not_whole_says_so() {
    for (field, value, expected) in [
        ("errored", true, vec!["TRUNCATED plan-errored"]),
        ("errored", false, vec![]),
        ("complete", false, vec!["TRUNCATED plan-incomplete"]),
        ("complete", true, vec![]),
    ] {
        let mut whole = plan(
            &[],
            &[network()],
            &[("google_compute_network.vpc", &["create"])],
        );
        whole[field] = json!(value);
        assert_eq!(told(&whole.to_string()), expected, "{field} {value}");
    }
}
