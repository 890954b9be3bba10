//! Plans and states of Terraform beside each other and beside exports. What single plans come to is in
//! `tests/import` and `tests/scenarios/terraform`, and over other people's plans in `tests/exports.rs`.

use hopscope_document::{Input, Options, Read, read, write};
use hopscope_model::resource::UnreadPart;
use hopscope_model::{Kind, Problem, Protocol, Severity};
use serde_json::{Value, json};

fn read_all(texts: &[&str]) -> Read {
    let inputs: Vec<Input<'_>> = texts
        .iter()
        .map(|text| Input { file: None, text })
        .collect();
    read(&inputs, &Options::default())
}

/// Resources as `terraform show -json` prints them.
fn resources(list: &[(&str, Value)]) -> Value {
    let list = list.iter().enumerate().map(|(number, (kind, values))| {
        json!({"address": format!("{kind}.r{number}"), "mode": "managed", "type": kind,
            "name": format!("r{number}"), "values": values})
    });
    json!({"root_module": {"resources": list.collect::<Vec<_>>()}})
}

/// A plan in which everything is known.
fn plan(list: &[(&str, Value)]) -> String {
    let changes = list.iter().enumerate().map(|(number, (kind, _))| {
        json!({"address": format!("{kind}.r{number}"),
            "change": {"actions": ["no-op"], "after_unknown": {}}})
    });
    json!({"format_version": "1.2", "terraform_version": "1.9.8", "planned_values": resources(list),
        "resource_changes": changes.collect::<Vec<_>>()})
    .to_string()
}

/// The same as a state.
fn state(list: &[(&str, Value)]) -> String {
    json!({"format_version": "1.0", "terraform_version": "1.9.8", "values": resources(list)})
        .to_string()
}

/// The same as a raw state file.
fn raw(list: &[(&str, Value)]) -> String {
    let list = list.iter().enumerate().map(|(number, (kind, values))| {
        json!({"mode": "managed", "type": kind, "name": format!("r{number}"),
            "instances": [{"schema_version": 0, "attributes": values}]})
    });
    json!({"version": 4, "terraform_version": "1.9.8", "serial": 1, "lineage": "x", "outputs": {},
        "resources": list.collect::<Vec<_>>()})
    .to_string()
}

#[track_caller]
fn no_errors(problems: &[Problem]) {
    let wrong = problems.iter().find(|own| own.severity == Severity::Error);
    assert!(wrong.is_none(), "{wrong:#?}");
}

/// One of many types, with arguments that are called otherwise in Google's API.
fn everything() -> Vec<(&'static str, Value)> {
    let (project, region) = ("acme-dev", "asia-northeast1");
    vec![
        (
            "google_project",
            json!({"project_id": project, "number": "123456789012", "org_id": "1"}),
        ),
        (
            "google_compute_network",
            json!({"project": project, "name": "vpc", "auto_create_subnetworks": false,
            "delete_default_routes_on_create": true, "routing_mode": "GLOBAL", "mtu": 0}),
        ),
        (
            "google_compute_subnetwork",
            json!({"project": project, "region": region, "name": "s", "network": "vpc",
            "ip_cidr_range": "10.0.0.0/24", "private_ip_google_access": true, "role": "",
            "secondary_ip_range": [{"range_name": "pods", "ip_cidr_range": "10.60.0.0/17"}]}),
        ),
        (
            "google_compute_route",
            json!({"project": project, "name": "out", "network": "vpc", "dest_range": "0.0.0.0/0",
            "next_hop_gateway": "default-internet-gateway", "priority": 1000, "next_hop_ip": ""}),
        ),
        (
            "google_compute_router",
            json!({"project": project, "region": region, "name": "r", "network": "vpc",
            "bgp": [{"asn": 64514, "advertise_mode": "CUSTOM", "advertised_groups": ["ALL_SUBNETS"],
                "advertised_ip_ranges": [{"range": "10.9.0.0/16", "description": ""}]}]}),
        ),
        (
            "google_compute_router_nat",
            json!({"project": project, "region": region, "router": "r", "name": "nat",
            "nat_ip_allocate_option": "AUTO_ONLY", "source_subnetwork_ip_ranges_to_nat": "LIST_OF_SUBNETWORKS",
            "subnetwork": [{"name": format!("projects/{project}/regions/{region}/subnetworks/s"),
                "source_ip_ranges_to_nat": ["ALL_IP_RANGES"]}], "min_ports_per_vm": 0,
            "source_subnetwork_ip_ranges_to_nat64": "LIST_OF_IPV6_SUBNETWORKS",
            "nat64_subnetwork": [{"name": format!("projects/{project}/regions/{region}/subnetworks/s")}],
            "rules": [{"rule_number": 100, "match": "destination.ip == '198.51.100.1'",
                "action": [{"source_nat_active_ips": [], "source_nat_active_ranges": []}]}]}),
        ),
        (
            "google_compute_router_interface",
            json!({"project": project, "region": region, "router": "r", "name": "if",
            "vpn_tunnel": "t"}),
        ),
        (
            "google_compute_router_peer",
            json!({"project": project, "region": region, "router": "r", "name": "peer",
            "interface": "if", "peer_ip_address": "169.254.1.1", "enable": true, "custom_learned_route_priority": 0}),
        ),
        (
            "google_compute_vpn_tunnel",
            json!({"project": project, "region": region, "name": "t", "router": "r",
            "vpn_gateway": format!("projects/{project}/regions/{region}/vpnGateways/gw"), "shared_secret": "hunter2"}),
        ),
        (
            "google_compute_ha_vpn_gateway",
            json!({"project": project, "region": region, "name": "gw"}),
        ),
        (
            "google_compute_network_peering",
            json!({"name": "to-other", "network": format!("projects/{project}/global/networks/vpc"),
            "peer_network": "projects/other/global/networks/other", "export_custom_routes": true}),
        ),
        (
            "google_service_networking_connection",
            json!({"network": format!("projects/{project}/global/networks/vpc"),
            "service": "servicenetworking.googleapis.com", "reserved_peering_ranges": ["psa"]}),
        ),
        (
            "google_compute_network_peering_routes_config",
            json!({"project": project, "network": "vpc",
            "peering": "servicenetworking-googleapis-com", "export_custom_routes": true, "import_custom_routes": false}),
        ),
        (
            "google_compute_network_firewall_policy",
            json!({"project": project, "name": "pol"}),
        ),
        (
            "google_compute_network_firewall_policy_rule",
            json!({"project": project, "firewall_policy": "pol", "priority": 10,
            "action": "deny", "direction": "EGRESS", "match": [{"dest_ip_ranges": ["0.0.0.0/0"],
                "layer4_configs": [{"ip_protocol": "tcp", "ports": ["25"]}], "dest_fqdns": []}]}),
        ),
        (
            "google_compute_network_firewall_policy_association",
            json!({"project": project, "firewall_policy": "pol",
            "name": "a", "attachment_target": format!("projects/{project}/global/networks/vpc")}),
        ),
        (
            "google_compute_instance",
            json!({"project": project, "zone": "asia-northeast1-a", "name": "vm",
            "instance_id": "123", "current_status": "RUNNING", "tags": ["web"], "can_ip_forward": true,
            "metadata": {"ssh-keys": "me:ssh-rsa AAAA"}, "metadata_startup_script": "echo hunter2",
            "network_interface": [{"subnetwork": format!("projects/{project}/regions/{region}/subnetworks/s"),
                "network_ip": "10.0.0.2", "access_config": [{"nat_ip": "198.51.100.9"}], "alias_ip_range": [
                    {"ip_cidr_range": "10.60.0.0/24", "subnetwork_range_name": "pods"}]}],
            "service_account": [{"email": "vm@acme-dev.iam.gserviceaccount.com", "scopes": []}]}),
        ),
        (
            "google_compute_instance_group",
            json!({"project": project, "zone": "asia-northeast1-a", "name": "ig",
            "instances": [format!("projects/{project}/zones/asia-northeast1-a/instances/vm")],
            "named_port": [{"name": "http", "port": 80}]}),
        ),
        (
            "google_compute_health_check",
            json!({"project": project, "name": "hc", "tcp_health_check": [{"port": 0,
            "port_specification": "USE_SERVING_PORT"}], "http_health_check": []}),
        ),
        (
            "google_compute_backend_service",
            json!({"project": project, "name": "bs", "protocol": "HTTP", "ip_address_selection_policy": "IPV6_ONLY",
            "load_balancing_scheme": "EXTERNAL_MANAGED", "port_name": "http", "iap": [{"oauth2_client_id": "x"}],
            "health_checks": [format!("projects/{project}/global/healthChecks/hc")], "backend": [
                {"group": format!("projects/{project}/zones/asia-northeast1-a/instanceGroups/ig"), "capacity_scaler": 1}]}),
        ),
        (
            "google_compute_url_map",
            json!({"project": project, "name": "um",
            "default_service": format!("projects/{project}/global/backendServices/bs"),
            "host_rule": [{"hosts": ["x.example"], "path_matcher": "m"}], "path_matcher": [{"name": "m",
                "default_service": format!("projects/{project}/global/backendServices/bs"), "path_rule": [
                    {"paths": ["/a"], "service": "", "url_redirect": [{"host_redirect": "y.example", "https_redirect": true}]}]}]}),
        ),
        (
            "google_compute_target_http_proxy",
            json!({"project": project, "name": "tp",
            "url_map": format!("projects/{project}/global/urlMaps/um")}),
        ),
        (
            "google_compute_global_forwarding_rule",
            json!({"project": project, "name": "fr", "ip_address": "198.51.100.7",
            "ip_protocol": "TCP", "port_range": "80-80", "load_balancing_scheme": "EXTERNAL_MANAGED",
            "target": format!("projects/{project}/global/targetHttpProxies/tp")}),
        ),
        (
            "google_dns_managed_zone",
            json!({"project": project, "name": "corp", "dns_name": "corp.example.", "visibility":
            "private", "private_visibility_config": [{"networks": [{"network_url": format!("projects/{project}/global/networks/vpc")}]}]}),
        ),
        (
            "google_dns_record_set",
            json!({"project": project, "managed_zone": "corp", "name": "vm.corp.example.", "type": "A",
            "ttl": 60, "rrdatas": [], "routing_policy": [{"wrr": [{"weight": 1.0, "rrdatas": ["10.0.0.2"]}], "geo": []}]}),
        ),
        (
            "google_dns_response_policy",
            json!({"project": project, "response_policy_name": "rp", "networks": [
            {"network_url": format!("projects/{project}/global/networks/vpc")}]}),
        ),
        (
            "google_dns_response_policy_rule",
            json!({"project": project, "response_policy": "rp", "rule_name": "one",
            "dns_name": "one.example.", "local_data": [{"local_datas": [
                {"name": "one.example.", "type": "A", "ttl": 60, "rrdatas": ["10.0.0.2"]}]}]}),
        ),
        (
            "google_cloud_run_service",
            json!({"project": project, "location": region, "name": "old", "metadata": [
            {"annotations": {"run.googleapis.com/ingress": "internal"}, "namespace": project}], "template": [
                {"metadata": [{"annotations": {"run.googleapis.com/vpc-access-egress": "all-traffic",
                    "run.googleapis.com/vpc-access-connector": "con"}}], "spec": [{"service_account_name": "old@acme-dev.iam.gserviceaccount.com",
                        "containers": [{"image": "x", "env": [{"name": "API_KEY", "value": "hunter2"},
                            {"name": "NO_PROXY", "value": "10.0.0.0/8"}, {"name": "HTTP_PROXY", "value": "http://10.0.0.9:3128"}]}]}]}],
            "status": [{"url": "https://old-abc123-an.a.run.app"}]}),
        ),
        (
            "google_vpc_access_connector",
            json!({"project": project, "region": region, "name": "con", "network": "vpc",
            "ip_cidr_range": "10.8.0.0/28", "state": "READY", "subnet": []}),
        ),
        (
            "google_project_iam_member",
            json!({"project": project, "role": "roles/run.invoker", "member": "user:a@example.com"}),
        ),
        (
            "google_cloud_run_service_iam_binding",
            json!({"project": project, "location": region, "service": "old",
            "role": "roles/run.invoker", "members": ["allUsers"]}),
        ),
        (
            "google_cloudfunctions2_function",
            json!({"project": project, "location": region, "name": "fn", "service_config": [
            {"uri": "https://fn-abc123-an.a.run.app", "ingress_settings": "ALLOW_ALL", "environment_variables": {"TOKEN": "hunter2"}}]}),
        ),
        (
            "google_sql_database_instance",
            json!({"project": project, "region": region, "name": "db", "root_password": "hunter2",
            "database_version": "POSTGRES_16", "ip_address": [{"ip_address": "10.70.0.3", "type": "PRIVATE"}], "settings": [
                {"ip_configuration": [{"ipv4_enabled": false, "private_network": format!("projects/{project}/global/networks/vpc")}]}]}),
        ),
        (
            "google_container_cluster",
            json!({"project": project, "location": region, "name": "gke", "network": "vpc",
            "subnetwork": "s", "cluster_ipv4_cidr": "10.60.0.0/17", "enable_autopilot": true,
            "private_cluster_config": [{"enable_private_nodes": true, "master_ipv4_cidr_block": "172.16.0.0/28"}],
            "master_authorized_networks_config": [{"cidr_blocks": [{"cidr_block": "10.0.0.0/8", "display_name": ""}]}],
            "ip_allocation_policy": [{"cluster_secondary_range_name": "pods"}]}),
        ),
        (
            "google_compute_service_attachment",
            json!({"project": project, "region": region, "name": "sa",
            "connection_preference": "ACCEPT_MANUAL", "enable_proxy_protocol": false, "nat_subnets": ["s"],
            "target_service": format!("projects/{project}/regions/{region}/forwardingRules/ilb"),
            "consumer_accept_lists": [{"project_id_or_num": "other", "connection_limit": 10}]}),
        ),
        (
            "google_network_connectivity_policy_based_route",
            json!({"project": project, "name": "pbr",
            "network": format!("projects/{project}/global/networks/vpc"), "priority": 100, "next_hop_ilb_ip": "10.0.0.50",
            "filter": [{"protocol_version": "IPV4", "src_range": "10.0.0.0/24", "dest_range": "0.0.0.0/0", "ip_protocol": "ALL"}],
            "virtual_machine": [{"tags": ["web"]}]}),
        ),
    ]
}

#[test]
fn plans_and_both_forms_of_state_are_read_as_the_same() {
    let list = everything();
    let planned = read_all(&[&plan(&list)]);
    no_errors(&planned.problems);
    let shown = read_all(&[&state(&list)]);
    let raw = read_all(&[&raw(&list)]);
    assert_eq!(write(&planned.scenario), write(&shown.scenario));
    assert_eq!(write(&planned.scenario), write(&raw.scenario));
    assert!(planned.scenario.resources.unread.is_empty());
    expect_test::expect_file!["terraform/everything.json"].assert_eq(&write(&planned.scenario));
}

#[test]
fn nothing_secret_of_a_plan_enters() {
    let list = everything();
    for text in [plan(&list), state(&list), raw(&list)] {
        let read = read_all(&[&text]);
        let written = write(&read.scenario);
        for secret in ["hunter2", "ssh-rsa", "API_KEY", "TOKEN"] {
            assert!(!written.contains(secret), "{secret}");
            let told = read
                .problems
                .iter()
                .any(|own| format!("{own:?}").contains(secret));
            assert!(!told, "{secret}");
        }
        assert!(
            written.contains("3128"),
            "proxies of the environment are settings"
        );
    }
    // What is marked as sensitive is not read, whatever it is.
    let mut plan: Value = serde_json::from_str(&plan(&list)).expect("JSON");
    let own = plan["planned_values"]["root_module"]["resources"]
        .as_array_mut()
        .and_then(|list| {
            list.iter_mut()
                .find(|own| own["type"] == "google_compute_subnetwork")
        });
    if let Some(own) = own {
        own["sensitive_values"] = json!({"ip_cidr_range": true});
    }
    let read = read_all(&[&plan.to_string()]);
    assert!(
        !write(&read.scenario).contains("10.0.0.0/24\",\n      \"kind\": \"compute#subnetwork")
    );
    let unread = &read.scenario.resources.unread;
    assert!(
        unread
            .iter()
            .any(|own| own.kind == Kind::Subnet && own.field == "ipCidrRange"),
        "{unread:?}"
    );
}

#[test]
fn a_plan_that_does_not_say_what_it_knows_is_not_trusted() {
    let list = everything();
    let whole: Value = serde_json::from_str(&plan(&list)).expect("JSON");
    // What is left of it when only the values are taken along.
    let values = json!({"planned_values": whole["planned_values"]}).to_string();
    let read = read_all(&[&values]);
    let resources = &read.scenario.resources;
    assert_eq!(resources.ids().count(), 0, "{}", write(&read.scenario));
    assert!(
        resources
            .unread
            .iter()
            .any(|own| own.kind == Kind::Network && own.after_apply)
    );
}

#[test]
fn a_grant_on_nobody_knows_what_is_none_of_nobody() {
    let unknown = |kind: &str, unknown: Value| json!({"address": format!("{kind}.x"), "change": {"actions": ["create"], "after_unknown": unknown}});
    let text = json!({"format_version": "1.2", "terraform_version": "1.9.8",
        "planned_values": {"root_module": {"resources": [
            {"address": "google_cloud_run_v2_service.x", "mode": "managed", "type": "google_cloud_run_v2_service",
                "name": "x", "values": {"name": "x", "project": "acme-dev", "location": "asia-northeast1", "template": []}},
            {"address": "google_cloud_run_v2_service_iam_member.x", "mode": "managed",
                "type": "google_cloud_run_v2_service_iam_member", "name": "x",
                "values": {"role": "roles/run.invoker", "member": "allUsers"}}]}},
        "resource_changes": [unknown("google_cloud_run_v2_service", json!({"uri": true})),
            unknown("google_cloud_run_v2_service_iam_member", json!({"name": true, "location": true, "project": true}))]})
    .to_string();
    let read = read_all(&[&text]);
    let unread = &read.scenario.resources.unread;
    let policy = unread.iter().find(|own| own.part == UnreadPart::IamPolicy);
    assert_eq!(
        policy.map(|own| (own.kind, own.name.as_str())),
        Some((Kind::RunService, "x")),
        "{unread:#?}"
    );
}

#[test]
fn what_nobody_sets_is_what_google_makes_of_nothing() {
    let text = json!({"format_version": "1.2", "terraform_version": "1.9.8",
        "planned_values": {"root_module": {"resources": [
            {"address": "google_compute_forwarding_rule.x", "mode": "managed", "type": "google_compute_forwarding_rule",
                "name": "x", "values": {"name": "x", "project": "acme-dev", "region": "asia-northeast1",
                    "load_balancing_scheme": "INTERNAL", "all_ports": true,
                    "backend_service": "projects/acme-dev/regions/asia-northeast1/backendServices/bs"}}]}},
        "resource_changes": [{"address": "google_compute_forwarding_rule.x", "change": {"actions": ["create"],
            "after_unknown": {"ip_protocol": true, "network": true, "subnetwork": true, "ip_address": true, "target": false}}}],
        "configuration": {"root_module": {"resources": [{"address": "google_compute_forwarding_rule.x",
            "expressions": {"name": {"constant_value": "x"}, "backend_service": {"constant_value": "bs"}}}]}}})
    .to_string();
    let read = read_all(&[&text]);
    let rule = read.scenario.resources.forwarding_rules.values().next();
    let rule = rule.expect("it is read");
    // Not every protocol, and the network that is called so.
    assert_eq!(rule.protocol, Some(Protocol::TCP));
    assert_eq!(
        rule.network.as_ref().map(|own| &*own.name().name),
        Some("default")
    );
    assert_eq!(rule.address, None);
}

#[test]
fn a_part_joins_what_another_export_holds() {
    let export = json!([
        {"kind": "compute#network", "name": "vpc", "peerings": [{"name": "old",
            "network": "projects/old/global/networks/old", "state": "ACTIVE"}],
            "selfLink": "https://www.googleapis.com/compute/v1/projects/acme-dev/global/networks/vpc"},
        {"kind": "compute#router", "name": "r", "network": "vpc", "region": "asia-northeast1", "nats": [
            {"name": "old", "natIpAllocateOption": "AUTO_ONLY",
                "sourceSubnetworkIpRangesToNat": "ALL_SUBNETWORKS_ALL_IP_RANGES"}],
            "selfLink": "https://www.googleapis.com/compute/v1/projects/acme-dev/regions/asia-northeast1/routers/r"}
    ])
    .to_string();
    let parts: Vec<(&str, Value)> = everything()
        .into_iter()
        .filter(|(kind, _)| {
            matches!(
                *kind,
                "google_compute_network_peering" | "google_compute_router_nat"
            )
        })
        .collect();
    let parts = plan(&parts);
    for texts in [[&*export, &*parts], [&*parts, &*export]] {
        let read = read_all(&texts);
        no_errors(&read.problems);
        assert_eq!(read.problems, [], "nothing is there twice");
        let resources = &read.scenario.resources;
        assert!(resources.unread.is_empty(), "{:#?}", resources.unread);
        let peerings = resources.networks.values().flat_map(|own| &own.peerings);
        let peerings: Vec<&str> = peerings.map(|own| own.name.as_str()).collect();
        assert_eq!(peerings, ["old", "to-other"]);
        let nats = resources.routers.values().flat_map(|own| &own.nats);
        let nats: Vec<&str> = nats.map(|own| own.name.as_str()).collect();
        assert_eq!(nats, ["old", "nat"]);
    }
    // Alone they are parts of something that is not known whole.
    let alone = read_all(&[&parts]);
    let unread = &alone.scenario.resources.unread;
    let unread: Vec<(Kind, &str)> = unread
        .iter()
        .map(|own| (own.kind, own.name.as_str()))
        .collect();
    assert_eq!(unread, [(Kind::Network, "vpc"), (Kind::Router, "r")]);
}

/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/dns_record_set>: one record set of a
/// zone, not all that it has.
#[test]
fn records_and_rules_are_all_there_are_only_where_the_plan_makes_what_has_them() {
    let list = vec![
        (
            "google_dns_managed_zone",
            json!({"project": "p", "name": "z", "dns_name": "corp.", "visibility": "private"}),
        ),
        (
            "google_dns_record_set",
            json!({"project": "p", "managed_zone": "z", "name": "a.corp.", "type": "A", "ttl": 60,
            "rrdatas": ["10.0.0.2"]}),
        ),
        (
            "google_dns_response_policy",
            json!({"project": "p", "response_policy_name": "rp"}),
        ),
        (
            "google_dns_response_policy_rule",
            json!({"project": "p", "response_policy": "rp", "rule_name": "x", "dns_name": "x.example.",
            "behavior": "bypassResponsePolicy"}),
        ),
        (
            "google_dns_response_policy_rule",
            json!({"project": "p", "response_policy": "rp", "rule_name": "b", "dns_name": "b.example.",
            "behavior": "bypassResponsePolicy"}),
        ),
    ];
    let created = plan(&list).replace("no-op", "create");
    for (text, all) in [(state(&list), false), (plan(&list), false), (created, true)] {
        let read = read_all(&[&text]);
        no_errors(&read.problems);
        let check = |resources: &hopscope_model::resource::Resources| {
            let zone = resources.zones.values().next().expect("the zone");
            assert_eq!((zone.records.len(), zone.records_known), (1, all));
            let policy = resources.response_policies.values().next();
            let policy = policy.expect("the policy");
            let rules: Vec<&str> = policy.rules.iter().map(|own| own.name.as_str()).collect();
            assert_eq!(
                (rules.as_slice(), policy.rules_known),
                (["b", "x"].as_slice(), all)
            );
        };
        check(&read.scenario.resources);
        let again = read_all(&[&write(&read.scenario)]);
        check(&again.scenario.resources);
    }
}

#[test]
fn a_whole_list_of_records_stays_whole_beside_some_of_them() {
    let whole = r#"{"kind":"hopscope#export","managedZone":"z","items":[
        {"name":"b.corp.","type":"A","ttl":60,"rrdatas":["10.0.0.3"]}]}"#;
    let state = state(&[
        (
            "google_dns_managed_zone",
            json!({"project": "p", "name": "z", "dns_name": "corp.", "visibility": "private"}),
        ),
        (
            "google_dns_record_set",
            json!({"project": "p", "managed_zone": "z", "name": "a.corp.", "type": "A", "ttl": 60,
            "rrdatas": ["10.0.0.2"]}),
        ),
    ]);
    for texts in [[whole, &state], [&state, whole]] {
        let read = read_all(&texts);
        no_errors(&read.problems);
        let zone = read.scenario.resources.zones.values().next();
        let zone = zone.expect("the zone");
        assert_eq!((zone.records.len(), zone.records_known), (2, true));
    }
}

/// A network and a firewall rule that are there, and a plan of which only this is said.
fn plan_of(planned: Value, changes: Value) -> String {
    let there = [
        (
            "google_compute_network",
            json!({"project": "p", "name": "vpc", "auto_create_subnetworks": false}),
        ),
        (
            "google_compute_firewall",
            json!({"project": "p", "name": "ssh", "network": "projects/p/global/networks/vpc",
            "direction": "INGRESS", "priority": 1000, "allow": [{"protocol": "tcp", "ports": ["22"]}]}),
        ),
    ];
    let mut plan = json!({"format_version": "1.2", "terraform_version": "1.9.8",
        "prior_state": {"values": resources(&there)}, "planned_values": planned});
    if !changes.is_null() {
        plan["resource_changes"] = changes;
    }
    plan.to_string()
}

/// What the proposal of a plan does, one word each.
#[track_caller]
fn proposed(text: &str) -> Vec<String> {
    let read = read_all(&[text]);
    no_errors(&read.problems);
    assert_eq!(read.scenario.resources.firewalls.len(), 1);
    let [branch] = read.scenario.branches.as_slice() else {
        panic!("one proposal: {:?}", read.scenario.branches);
    };
    let words = branch.changes.iter().map(|own| {
        let own: Value = serde_json::from_str(own).expect("JSON");
        let name = own["ref"].as_str().or(own["object"]["name"].as_str());
        format!(
            "{} {}",
            own["op"].as_str().unwrap_or_default(),
            name.unwrap_or_default()
        )
    });
    words.collect()
}

/// `planned_values` is made of a plan's changes: <https://developer.hashicorp.com/terraform/internals/json-format>. With
/// `-target` these are not all there is, with `-refresh-only` there are none.
#[test]
fn what_a_plan_does_not_touch_stays_as_it_is() {
    let network = json!({"root_module": {"resources": [{"address": "google_compute_network.r0",
        "mode": "managed", "type": "google_compute_network", "name": "r0", "values":
        {"project": "p", "name": "vpc", "auto_create_subnetworks": false}}]}});
    let none = json!({"root_module": {}});
    let change = |address: &str, actions: Value, after: Value| {
        json!({"address": address, "mode": "managed", "change":
            {"actions": actions, "before": {}, "after": after, "after_unknown": {}}})
    };
    let stays = change("google_compute_network.r0", json!(["no-op"]), json!({}));
    let firewall = |actions: Value| change("google_compute_firewall.r1", actions, Value::Null);
    let check = |planned: &Value, changes: Value, expected: &[&str]| {
        let found = proposed(&plan_of(planned.clone(), changes));
        assert_eq!(found, expected);
    };
    check(&none, Value::Null, &[]);
    check(&none, json!([]), &[]);
    check(&network, json!([stays]), &[]);
    check(&network, json!([stays, firewall(json!(["forget"]))]), &[]);
    check(
        &network,
        json!([stays, firewall(json!(["delete"]))]),
        &["remove firewall/ssh"],
    );
    // What is left of something that was replaced before is no part of the network.
    let mut deposed = firewall(json!(["delete"]));
    deposed["deposed"] = json!("1a2b");
    check(&network, json!([stays, deposed]), &[]);
    // What moved is the same under another address.
    let mut moved = change("google_compute_firewall.other", json!(["no-op"]), json!({}));
    moved["previous_address"] = json!("google_compute_firewall.r1");
    let mut both = network.clone();
    both["root_module"]["resources"].as_array_mut().expect("a list").push(json!({
        "address": "google_compute_firewall.other", "mode": "managed", "type": "google_compute_firewall",
        "name": "other", "values": {"project": "p", "name": "ssh", "network": "projects/p/global/networks/vpc",
        "direction": "INGRESS", "priority": 1000, "allow": [{"protocol": "tcp", "ports": ["2222"]}]}}));
    check(&both, json!([stays, moved]), &["replace ssh"]);
}

#[test]
fn the_changes_of_a_plan_are_enough() {
    let values = |port: &str| {
        json!({"project": "p", "name": "ssh", "network": "projects/p/global/networks/vpc",
            "direction": "INGRESS", "priority": 1000, "allow": [{"protocol": "tcp", "ports": [port]}]})
    };
    let cut = |actions: Value, before: Value, after: Value, unknown: Value| {
        json!({"resource_changes": [{"address": "module.m.google_compute_firewall.r", "module_address": "module.m",
            "mode": "managed", "type": "google_compute_firewall", "name": "r", "change": {"actions": actions,
            "before": before, "after": after, "after_unknown": unknown}}]})
        .to_string()
    };
    let whole = json!({});
    let update = cut(
        json!(["update"]),
        values("22"),
        values("2222"),
        whole.clone(),
    );
    assert_eq!(proposed(&update), ["replace ssh"]);
    let gone = cut(json!(["delete"]), values("22"), Value::Null, whole.clone());
    assert_eq!(proposed(&gone), ["remove firewall/ssh"]);
    let forgotten = cut(json!(["forget"]), values("22"), Value::Null, whole.clone());
    assert!(proposed(&forgotten).is_empty());
    let made = read_all(&[&cut(json!(["create"]), Value::Null, values("22"), whole)]);
    no_errors(&made.problems);
    assert_eq!(made.scenario.resources.firewalls.len(), 1);
    assert!(made.scenario.branches.is_empty());
    // What is not known yet is no default here either.
    let mut later = values("22");
    later.as_object_mut().expect("an object").remove("allow");
    let later = cut(
        json!(["create"]),
        Value::Null,
        later,
        json!({"allow": true}),
    );
    assert_eq!(read_all(&[&later]).scenario.resources.unread.len(), 1);
}

/// "With sensitive leaf values replaced with true": <https://developer.hashicorp.com/terraform/internals/json-format>.
#[test]
fn what_is_sensitive_inside_a_list_is_not_read_either() {
    let values = json!({"project": "p", "name": "ssh", "network": "projects/p/global/networks/vpc",
        "direction": "INGRESS", "priority": 1000, "source_ranges": ["203.0.113.77/32"],
        "allow": [{"protocol": "tcp", "ports": ["22"]}]});
    let marks = [
        json!({"source_ranges": [true]}),
        json!({"source_ranges": true}),
        json!(true),
    ];
    for marks in marks {
        let mut in_state: Value =
            serde_json::from_str(&state(&[("google_compute_firewall", values.clone())]))
                .expect("JSON");
        in_state["values"]["root_module"]["resources"][0]["sensitive_values"] = marks.clone();
        let mut in_plan: Value =
            serde_json::from_str(&plan(&[("google_compute_firewall", values.clone())]))
                .expect("JSON");
        let mut in_values = in_plan.clone();
        in_values["planned_values"]["root_module"]["resources"][0]["sensitive_values"] =
            marks.clone();
        in_plan["resource_changes"][0]["change"]["after_sensitive"] = marks;
        for text in [in_state, in_plan, in_values] {
            let read = read_all(&[&text.to_string()]);
            assert_eq!(read.scenario.resources.unread.len(), 1, "{text}");
            assert!(read.scenario.resources.firewalls.is_empty());
            let told = format!("{}{:?}", write(&read.scenario), read.problems);
            assert!(!told.contains("203.0.113.77"), "{told}");
        }
    }
    // So is a member of a policy: who else is granted the role, nobody knows then.
    let mut grant: Value = serde_json::from_str(&state(&[(
        "google_project_iam_binding",
        json!({"project": "p", "role": "roles/run.invoker", "members": ["user:alice@example.com", "allUsers"]}),
    )]))
    .expect("JSON");
    grant["values"]["root_module"]["resources"][0]["sensitive_values"] =
        json!({"members": [true, false]});
    let read = read_all(&[&grant.to_string()]);
    assert!(!write(&read.scenario).contains("alice"));
    assert_eq!(read.scenario.resources.iam_policies.len(), 0);
    assert_eq!(read.scenario.resources.unread.len(), 1);
}

#[test]
fn the_best_path_selection_mode_of_a_network_is_read() {
    let text = state(&[(
        "google_compute_network",
        json!({"project": "p", "name": "vpc", "bgp_best_path_selection_mode": "STANDARD"}),
    )]);
    let read = read_all(&[&text]);
    no_errors(&read.problems);
    let expected = r#""bgpBestPathSelectionMode": "STANDARD""#;
    assert!(
        write(&read.scenario).contains(expected),
        "{}",
        write(&read.scenario)
    );
}

/// `_iam_member` is "Non-authoritative": <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/google_project_iam>.
#[test]
fn what_several_states_grant_on_one_resource_is_granted_together() {
    let member = |member: &str| {
        state(&[(
            "google_project_iam_member",
            json!({"project": "p", "role": "roles/run.invoker", "member": member}),
        )])
    };
    let (one, two) = (member("allUsers"), member("user:b@example.com"));
    let whole = r#"{"kind":"hopscope#iamPolicy","resource":"project/p","bindings":[
        {"role":"roles/run.invoker","members":["user:c@example.com"]},
        {"role":"roles/viewer","members":["user:d@example.com"]}]}"#;
    let check = |texts: &[&str], members: &[&str], partial: bool| {
        let read = read_all(texts);
        assert!(read.problems.is_empty(), "{:?}", read.problems);
        let policies = &read.scenario.resources.iam_policies;
        let [policy] = policies.values().collect::<Vec<_>>()[..] else {
            panic!("one policy");
        };
        assert_eq!(policy.partial, partial);
        let of = |role: &str| {
            let found = policy.bindings.iter().find(|own| own.role == role);
            found.map(|own| own.members.clone()).unwrap_or_default()
        };
        assert_eq!(of("roles/run.invoker"), members);
        // Who has this one matters to nobody: that somebody has it is kept.
        let viewer = policy.bindings.iter().any(|own| own.role == "roles/viewer");
        assert_eq!((viewer, of("roles/viewer").len()), (!partial, 0));
    };
    check(&[&one, &two], &["allUsers", "user:b@example.com"], true);
    check(&[&two, &one], &["user:b@example.com", "allUsers"], true);
    check(&[&one, &one], &["allUsers"], true);
    check(&[whole, &one], &["user:c@example.com", "allUsers"], false);
    // Only what Terraform adds is added: a policy that is written is what there is.
    let written = write(&read_all(&[&one]).scenario);
    assert!(!written.contains("hopscope#adds"), "{written}");
}

#[test]
fn a_resource_of_a_perimeter_is_one_element_of_its_list() {
    let text = state(&[
        (
            "google_access_context_manager_service_perimeter",
            json!({"name": "accessPolicies/1/servicePerimeters/p", "parent": "accessPolicies/1", "title": "p",
            "perimeter_type": "PERIMETER_TYPE_REGULAR",
            "status": [{"restricted_services": ["storage.googleapis.com"]}]}),
        ),
        (
            "google_access_context_manager_service_perimeter_resource",
            json!({"perimeter_name": "accessPolicies/1/servicePerimeters/p", "resource": "projects/123"}),
        ),
        (
            "google_access_context_manager_service_perimeter_resource",
            json!({"perimeter_name": "accessPolicies/1/servicePerimeters/p", "resource": "projects/456"}),
        ),
    ]);
    let read = read_all(&[&text]);
    no_errors(&read.problems);
    assert!(read.scenario.resources.unread.is_empty());
    let written = write(&read.scenario);
    for project in ["projects/123", "projects/456"] {
        assert!(written.contains(project), "{written}");
    }
}

/// `google_compute_router` has no argument for its NAT gateways, `google_compute_network` none for its peerings.
#[test]
fn a_state_of_what_has_parts_leaves_the_parts_that_an_export_has() {
    let exports = json!([
        {"kind": "compute#network", "name": "vpc", "selfLink": "https://www.googleapis.com/compute/v1/projects/p/global/networks/vpc",
            "peerings": [{"name": "out", "network": "projects/q/global/networks/other", "state": "ACTIVE"}]},
        {"kind": "compute#router", "name": "r", "selfLink": "https://www.googleapis.com/compute/v1/projects/p/regions/us-east1/routers/r",
            "network": "projects/p/global/networks/vpc", "nats": [{"name": "n", "natIpAllocateOption": "AUTO_ONLY",
            "sourceSubnetworkIpRangesToNat": "ALL_SUBNETWORKS_ALL_IP_RANGES"}]},
        {"kind": "compute#firewallPolicy", "name": "pol", "selfLink": "https://www.googleapis.com/compute/v1/projects/p/global/firewallPolicies/pol",
            "rules": [{"priority": 10, "action": "deny", "direction": "INGRESS", "match": {"srcIpRanges": ["0.0.0.0/0"],
            "layer4Configs": [{"ipProtocol": "all"}]}}]}
    ])
    .to_string();
    let state = state(&[
        (
            "google_compute_network",
            json!({"project": "p", "name": "vpc", "mtu": 1500}),
        ),
        (
            "google_compute_router",
            json!({"project": "p", "region": "us-east1", "name": "r", "network": "projects/p/global/networks/vpc"}),
        ),
        (
            "google_compute_network_firewall_policy",
            json!({"project": "p", "name": "pol"}),
        ),
        (
            "google_compute_network_firewall_policy_rule",
            json!({"project": "p", "firewall_policy": "pol", "priority": 20, "action": "allow", "direction": "INGRESS",
            "match": [{"src_ip_ranges": ["0.0.0.0/0"], "layer4_configs": [{"ip_protocol": "all"}]}]}),
        ),
    ]);
    let read = read_all(&[&exports, &state]);
    no_errors(&read.problems);
    let resources = &read.scenario.resources;
    let network = resources.networks.values().next().expect("the network");
    assert_eq!((network.peerings.len(), network.mtu), (1, Some(1500)));
    let router = resources.routers.values().next().expect("the router");
    assert_eq!(router.nats.len(), 1);
    let policy = resources
        .firewall_policies
        .values()
        .next()
        .expect("the policy");
    assert_eq!(policy.rules.len(), 2);
    // An export says all that there is.
    let read = read_all(&[&state, &exports]);
    let policy = read.scenario.resources.firewall_policies.values().next();
    assert_eq!(policy.expect("the policy").rules.len(), 1);
}

/// Rules of a policy are resources of their own, "google_compute_network_firewall_policy_rule": where none is there, they
/// may be in another state, or made by hand.
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_network_firewall_policy_rule>
#[test]
fn a_policy_without_rules_may_have_them_elsewhere() {
    let policy = |values: Value| ("google_compute_network_firewall_policy", values);
    let rule = (
        "google_compute_network_firewall_policy_rule",
        json!({"project": "p", "firewall_policy": "pol", "priority": 20, "action": "allow", "direction": "INGRESS",
            "match": [{"src_ip_ranges": ["0.0.0.0/0"], "layer4_configs": [{"ip_protocol": "all"}]}]}),
    );
    let alone = [policy(json!({"project": "p", "name": "pol"}))];
    let hierarchical = [(
        "google_compute_firewall_policy",
        json!({"name": "77", "parent": "folders/42", "short_name": "org"}),
    )];
    let of = |texts: &[&str]| {
        let read = read_all(texts);
        let whole = read.scenario.resources.firewall_policies.values();
        let rules: Vec<usize> = whole.map(|own| own.rules.len()).collect();
        let unread = read.scenario.resources.unread.iter();
        let fields: Vec<String> = unread.map(|own| own.field.clone()).collect();
        (rules, fields, read)
    };
    for text in [
        state(&alone),
        raw(&alone),
        plan(&alone),
        state(&hierarchical),
    ] {
        let (rules, fields, read) = of(&[&text]);
        assert_eq!(
            (rules, fields),
            (vec![], vec!["rules".to_owned()]),
            "{text}"
        );
        let own = &read.problems[..];
        assert_eq!(own.len(), 1, "{own:?}");
        assert_eq!(own[0].args["why"], "parts-elsewhere");
        assert_eq!(own[0].severity, Severity::Warning);
        let next = own[0].next.clone().expect("an advice");
        assert!(
            next.command
                .expect("a command")
                .starts_with("gcloud compute ")
        );
        // It stays so when it is opened again.
        let (rules, fields, _) = of(&[&write(&read.scenario)]);
        assert_eq!(
            (rules, fields),
            (vec![], vec!["rules".to_owned()]),
            "{text}"
        );
    }
    // With a rule beside it, in the same state or in another one, or exported, it has that.
    let (alone, rules) = (state(&alone), state(std::slice::from_ref(&rule)));
    let both = state(&[policy(json!({"project": "p", "name": "pol"})), rule]);
    for texts in [vec![&*both], vec![&alone, &rules], vec![&rules, &alone]] {
        assert_eq!(of(&texts).0, [1], "{texts:?}");
        assert_eq!(of(&texts).1, Vec::<String>::new());
    }
    let export = r#"{"kind":"compute#firewallPolicy","name":"pol","selfLink":"projects/p/global/firewallPolicies/pol","rules":[
        {"priority":10,"action":"deny","direction":"INGRESS","match":{"srcIpRanges":["0.0.0.0/0"],"layer4Configs":[{"ipProtocol":"all"}]}},
        {"priority":2147483647,"action":"goto_next","direction":"INGRESS","match":{"srcIpRanges":["0.0.0.0/0"],"layer4Configs":[{"ipProtocol":"all"}]}}]}"#;
    for texts in [[export, &alone], [&alone, export]] {
        assert_eq!(of(&texts).0, [2], "{texts:?}");
        assert_eq!(of(&texts).1, Vec::<String>::new());
    }
    // One that is made has what is made for it.
    let made = json!({"format_version": "1.2", "terraform_version": "1.9.8",
        "planned_values": resources(&[policy(json!({"project": "p", "name": "pol"}))]),
        "resource_changes": [{"address": "google_compute_network_firewall_policy.r0",
            "change": {"actions": ["create"], "after_unknown": {}}}]});
    assert_eq!(of(&[&made.to_string()]).0, [0]);
}

/// A policy may have its rules with it, those that Google has made apart from them: they are all there are.
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_network_firewall_policy_with_rules>
#[test]
fn a_policy_may_have_its_rules_with_it() {
    let rule = |priority: u32, action: &str| {
        json!({"priority": priority, "action": action, "direction": "INGRESS", "disabled": false, "enable_logging": false,
            "rule_name": "", "security_profile_group": "", "target_secure_tag": [], "target_service_accounts": [], "tls_inspect": false,
            "match": [{"src_ip_ranges": ["0.0.0.0/0"], "dest_fqdns": [], "src_secure_tag": [],
                "layer4_config": [{"ip_protocol": "tcp", "ports": ["22"]}]}]})
    };
    let global = json!({"project": "p", "name": "pol", "rule": [rule(1, "deny")],
        "predefined_rules": [rule(2_147_483_645, "goto_next")]});
    let association = (
        "google_compute_network_firewall_policy_association",
        json!({"project": "p", "firewall_policy": "pol", "name": "a",
            "attachment_target": "projects/p/global/networks/vpc"}),
    );
    let own = [
        ("google_compute_network_firewall_policy_with_rules", global),
        association,
    ];
    for text in [state(&own), raw(&own), plan(&own)] {
        let read = read_all(&[&text]);
        no_errors(&read.problems);
        let mut policies = read.scenario.resources.firewall_policies.iter();
        let (name, policy) = policies.next().expect("the policy");
        assert_eq!(format!("{name:?}"), "p/global/pol");
        let rules: Vec<_> = policy.rules.iter().map(|own| own.priority).collect();
        assert_eq!(rules, [1, 2_147_483_645], "{text}");
        assert_eq!(policy.networks.len(), 1, "{text}");
        let written = write(&read.scenario);
        assert!(written.contains("\"22\""), "{written}");
    }
    // In a region, and above projects, where Google gives it a number for a name.
    let more = [
        (
            "google_compute_region_network_firewall_policy_with_rules",
            json!({"project": "p", "region": "us-east1", "name": "pol", "rule": [rule(1, "deny")]}),
        ),
        (
            "google_compute_firewall_policy_with_rules",
            json!({"policy_id": "77", "short_name": "org", "parent": "folders/42", "rule": [rule(1, "deny")]}),
        ),
    ];
    let read = read_all(&[&state(&more)]);
    no_errors(&read.problems);
    let names = read.scenario.resources.firewall_policies.keys();
    let names: Vec<_> = names.map(|own| format!("{own:?}")).collect();
    assert_eq!(names, ["/global/77", "p/us-east1/pol"]);
    // Rules that are known only later are not none.
    let later = json!({"format_version": "1.2", "terraform_version": "1.9.8",
        "planned_values": resources(&[("google_compute_network_firewall_policy_with_rules", json!({"project": "p", "name": "pol"}))]),
        "resource_changes": [{"address": "google_compute_network_firewall_policy_with_rules.r0",
            "change": {"actions": ["create"], "after_unknown": {"rule": true, "predefined_rules": true}}}]});
    let read = read_all(&[&later.to_string()]);
    assert_eq!(read.scenario.resources.firewall_policies.len(), 0);
    assert_eq!(read.scenario.resources.unread.len(), 1);
    assert!(read.scenario.resources.unread[0].after_apply);
}

/// Lists that may be said with a resource, or be resources of their own, are those of an export where Terraform does not
/// say them, and Terraform's where it does.
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/access_context_manager_service_perimeter_resource>
#[test]
fn lists_that_terraform_does_not_say_stay_as_they_are() {
    let exports = json!([
        {"name": "accessPolicies/1/servicePerimeters/inside", "title": "inside", "perimeterType": "PERIMETER_TYPE_REGULAR",
            "status": {"resources": ["projects/111", "projects/222"], "restrictedServices": ["storage.googleapis.com"]}},
        {"kind": "compute#securityPolicy", "name": "armor", "selfLink": "projects/p/global/securityPolicies/armor", "rules": [
            {"kind": "compute#securityPolicyRule", "priority": 10, "action": "deny(403)",
                "match": {"versionedExpr": "SRC_IPS_V1", "config": {"srcIpRanges": ["198.51.100.0/24"]}}},
            {"kind": "compute#securityPolicyRule", "priority": 2147483647, "action": "allow",
                "match": {"versionedExpr": "SRC_IPS_V1", "config": {"srcIpRanges": ["*"]}}}]},
        {"name": "c", "selfLink": "https://container.googleapis.com/v1/projects/p/locations/us-east1/clusters/c", "location": "us-east1",
            "network": "vpc", "clusterIpv4Cidr": "10.60.0.0/14", "currentMasterVersion": "1.30", "nodePools": [
            {"name": "own", "networkConfig": {"podIpv4CidrBlock": "10.64.0.0/20"}}]}
    ])
    .to_string();
    let state = |resources: Value, rule: Value, pools: Value| {
        state(&[
            (
                "google_access_context_manager_service_perimeter",
                json!({"name": "accessPolicies/1/servicePerimeters/inside", "parent": "accessPolicies/1", "title": "inside",
                    "perimeter_type": "PERIMETER_TYPE_REGULAR",
                    "status": [{"resources": resources, "restricted_services": ["storage.googleapis.com"]}]}),
            ),
            (
                "google_compute_security_policy",
                json!({"project": "p", "name": "armor", "rule": rule}),
            ),
            (
                "google_container_cluster",
                json!({"project": "p", "name": "c", "location": "us-east1", "network": "projects/p/global/networks/vpc",
                    "cluster_ipv4_cidr": "10.60.0.0/14", "node_pool": pools}),
            ),
        ])
    };
    let counts = |texts: &[&str]| {
        let read = read_all(texts);
        no_errors(&read.problems);
        let resources = &read.scenario.resources;
        let perimeter = resources.perimeters.values().next().expect("one");
        let policy = resources.security_policies.values().next().expect("one");
        let text = write(&read.scenario);
        (
            perimeter.resources.len(),
            policy.rules.len(),
            text.contains("10.64.0.0/20"),
        )
    };
    let unsaid = state(json!([]), json!([]), json!([]));
    let null = state(Value::Null, Value::Null, Value::Null);
    for state in [&unsaid, &null] {
        assert_eq!(counts(&[&exports, state]), (2, 2, true));
        // Of two the later counts, and an export says all.
        assert_eq!(counts(&[state, &exports]), (2, 2, true));
        assert_eq!(counts(&[state]), (0, 0, false));
    }
    let said = state(
        json!(["projects/333"]),
        json!([{"action": "allow", "priority": 2147483647, "match": [{"versioned_expr": "SRC_IPS_V1", "config": [{"src_ip_ranges": ["*"]}]}]}]),
        json!([{"name": "other", "network_config": [{"pod_ipv4_cidr_block": "10.68.0.0/20"}]}]),
    );
    assert_eq!(counts(&[&exports, &said]), (1, 1, false));
}

/// Types that are not read have addresses all the same.
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/redis_instance>
#[test]
fn what_a_type_that_is_not_read_has_of_addresses_is_kept() {
    let list = [(
        "google_redis_instance",
        json!({"name": "cache", "id": "projects/acme-dev/locations/asia-northeast1/instances/cache",
            "host": "10.200.0.3", "reserved_ip_range": "10.200.0.0/29", "auth_string": "leak",
            "authorized_network": "projects/acme-dev/global/networks/vpc"}),
    )];
    for text in [plan(&list), state(&list), raw(&list)] {
        let read = read_all(&[&text]);
        let [own] = read.scenario.resources.strangers.as_slice() else {
            panic!("{:?}", read.scenario.resources.strangers);
        };
        assert_eq!(
            hopscope_document::canonical(&read.scenario)
                .matches("leak")
                .count(),
            0
        );
        let addresses: Vec<String> = own.addresses.iter().map(ToString::to_string).collect();
        assert_eq!(addresses, ["10.200.0.0/29", "10.200.0.3/32"], "{text}");
        let name = "projects/acme-dev/locations/asia-northeast1/instances/cache";
        assert_eq!((&*own.word, &*own.name), ("google_redis_instance", name));
        assert!(own.network.is_some());
    }
}
