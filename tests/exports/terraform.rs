//! What a plan or state of Terraform's holds, found by a plain walk: types and names. Each resource of a type that is a
//! kind is read, kept as unread or named in a problem; each other type is part of one, or told as not modelled.

use std::collections::BTreeMap;

use hopscope_document::{Read, with_branch};
use hopscope_model::{Kind, Scenario};
use serde_json::Value;

use super::{Counts, is_there, last};

/// Types that are kinds.
const KINDS: &[(&str, Kind)] = &[
    ("google_compute_network", Kind::Network),
    ("google_compute_subnetwork", Kind::Subnet),
    ("google_compute_route", Kind::Route),
    ("google_compute_firewall", Kind::Firewall),
    ("google_compute_firewall_policy", Kind::FirewallPolicy),
    (
        "google_compute_network_firewall_policy",
        Kind::FirewallPolicy,
    ),
    (
        "google_compute_region_network_firewall_policy",
        Kind::FirewallPolicy,
    ),
    ("google_compute_address", Kind::Address),
    ("google_compute_global_address", Kind::Address),
    ("google_compute_router", Kind::Router),
    ("google_compute_instance", Kind::Instance),
    ("google_compute_forwarding_rule", Kind::ForwardingRule),
    (
        "google_compute_global_forwarding_rule",
        Kind::ForwardingRule,
    ),
    ("google_compute_target_http_proxy", Kind::TargetProxy),
    ("google_compute_target_https_proxy", Kind::TargetProxy),
    ("google_compute_target_tcp_proxy", Kind::TargetProxy),
    ("google_compute_target_ssl_proxy", Kind::TargetProxy),
    ("google_compute_region_target_http_proxy", Kind::TargetProxy),
    (
        "google_compute_region_target_https_proxy",
        Kind::TargetProxy,
    ),
    ("google_compute_region_target_tcp_proxy", Kind::TargetProxy),
    ("google_compute_url_map", Kind::UrlMap),
    ("google_compute_region_url_map", Kind::UrlMap),
    ("google_compute_backend_service", Kind::BackendService),
    (
        "google_compute_region_backend_service",
        Kind::BackendService,
    ),
    ("google_compute_instance_group", Kind::InstanceGroup),
    ("google_compute_instance_group_manager", Kind::InstanceGroup),
    (
        "google_compute_region_instance_group_manager",
        Kind::InstanceGroup,
    ),
    ("google_compute_network_endpoint_group", Kind::Neg),
    ("google_compute_region_network_endpoint_group", Kind::Neg),
    ("google_compute_global_network_endpoint_group", Kind::Neg),
    ("google_compute_health_check", Kind::HealthCheck),
    ("google_compute_region_health_check", Kind::HealthCheck),
    ("google_compute_security_policy", Kind::SecurityPolicy),
    ("google_compute_service_attachment", Kind::ServiceAttachment),
    ("google_compute_vpn_tunnel", Kind::VpnTunnel),
    ("google_compute_interconnect_attachment", Kind::Attachment),
    ("google_dns_managed_zone", Kind::Zone),
    ("google_dns_policy", Kind::DnsPolicy),
    ("google_dns_response_policy", Kind::ResponsePolicy),
    ("google_cloud_run_service", Kind::RunService),
    ("google_cloud_run_v2_service", Kind::RunService),
    ("google_cloud_run_v2_job", Kind::RunJob),
    ("google_vpc_access_connector", Kind::Connector),
    ("google_cloudfunctions_function", Kind::Function),
    ("google_cloudfunctions2_function", Kind::Function),
    ("google_container_cluster", Kind::Cluster),
    ("google_sql_database_instance", Kind::Sql),
    ("google_project", Kind::Project),
    (
        "google_network_connectivity_policy_based_route",
        Kind::PolicyRoute,
    ),
    ("google_network_connectivity_hub", Kind::Hub),
    ("google_network_connectivity_spoke", Kind::Spoke),
];

/// Types that are part of another resource, or say who may do what with one.
const PARTS: &[&str] = &[
    "google_compute_router_interface",
    "google_compute_router_peer",
    "google_compute_router_nat",
    "google_compute_network_peering",
    "google_compute_network_peering_routes_config",
    "google_service_networking_connection",
    "google_compute_firewall_policy_rule",
    "google_compute_firewall_policy_association",
    "google_compute_network_firewall_policy_rule",
    "google_compute_network_firewall_policy_association",
    "google_compute_network_endpoint",
    "google_compute_region_network_endpoint",
    "google_compute_global_network_endpoint",
    "google_dns_record_set",
    "google_dns_response_policy_rule",
    "google_container_node_pool",
    "google_tags_location_tag_binding",
    "google_project_iam_member",
    "google_project_iam_binding",
    "google_project_iam_policy",
    "google_folder_iam_binding",
    "google_organization_iam_binding",
    "google_service_account_iam_binding",
    "google_service_account_iam_member",
    "google_cloud_run_service_iam_binding",
    "google_cloud_run_service_iam_member",
    "google_cloud_run_service_iam_policy",
    "google_cloud_run_v2_service_iam_binding",
    "google_cloud_run_v2_job_iam_binding",
    "google_cloudfunctions_function_iam_binding",
    "google_cloudfunctions2_function_iam_binding",
];

/// The resources of a document, by type and name; nothing where it is not Terraform's.
pub(crate) fn resources(document: &Value) -> Vec<(String, Option<String>)> {
    let mut found = Vec::new();
    for values in ["planned_values", "values"] {
        if document.get("format_version").is_some() {
            module(&document[values]["root_module"], &mut found);
        }
    }
    if document["version"] == 4 {
        for own in document["resources"].as_array().into_iter().flatten() {
            for instance in own["instances"].as_array().into_iter().flatten() {
                add(own, &instance["attributes"], &mut found);
            }
        }
    }
    found
}

fn module(module_of: &Value, found: &mut Vec<(String, Option<String>)>) {
    for own in module_of["resources"].as_array().into_iter().flatten() {
        add(own, &own["values"], found);
    }
    for own in module_of["child_modules"].as_array().into_iter().flatten() {
        module(own, found);
    }
}

fn add(own: &Value, values: &Value, found: &mut Vec<(String, Option<String>)>) {
    let kind = own["type"].as_str().unwrap_or_default();
    if own["mode"] != "managed" || kind.is_empty() {
        return;
    }
    let key = match kind {
        "google_project" => "project_id",
        "google_dns_response_policy" => "response_policy_name",
        "google_compute_firewall_policy" if values["name"].as_str().is_none() => "short_name",
        _ => "name",
    };
    found.push((kind.to_owned(), values[key].as_str().map(last)));
}

/// Checks that nothing of a document was passed over.
pub(crate) fn check(name: &str, document: &Value, result: &Read, counts: &mut Counts) {
    let found = resources(document);
    let mut sides: Vec<Scenario> = vec![result.scenario.clone()];
    for branch in &result.scenario.branches {
        sides.push(with_branch(&result.scenario, branch).0);
    }
    let problems = &result.problems;
    let told: BTreeMap<&str, &str> = problems
        .iter()
        .filter(|problem| problem.code.as_str() == "KIND_NOT_MODELLED")
        .filter_map(|problem| Some((problem.args.get("kind")?.as_str(), "")))
        .collect();
    for (kind, own) in found {
        if let Some((_, known)) = KINDS.iter().find(|(word, _)| *word == kind) {
            *counts.terraform.entry(*known).or_default() += 1;
            let read = |scenario: &Scenario| match &own {
                Some(own) => is_there(&scenario.resources, *known, own),
                // What it is called, only the apply tells.
                None => {
                    let mut unread = scenario.resources.unread.iter();
                    unread.any(|own| own.kind == *known && own.name.is_empty())
                }
            };
            assert!(
                sides.iter().any(read),
                "{name}: {kind} {own:?} is neither read nor kept"
            );
        } else if !PARTS.contains(&kind.as_str()) {
            assert!(
                told.contains_key(kind.as_str()),
                "{name}: {kind} is passed over"
            );
        }
    }
}
