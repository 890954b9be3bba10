//! What the table of types cannot say: fields that follow from others, and from what stands beside.

use super::Making;
use super::links::Said;
use super::node::{Node, Value, put};
use super::plan::Instance;
use super::shape::{Lacks, Made};
use super::table::row_of;
use crate::names::Path;

impl Making<'_> {
    /// What the table does not say of some types.
    pub(super) fn mend(&self, own: &Instance<'_>, made: &mut Made) {
        let at = own.at;
        match own.kind {
            "google_compute_instance" => self.interfaces(own, made),
            "google_compute_instance_from_template"
            | "google_compute_instance_from_machine_image" => {
                // What it does not say is in the template.
                let why = ("networkInterfaces".to_owned(), Lacks::AfterApply);
                made.lacks.get_or_insert(why);
            }
            "google_compute_subnetwork" if has_ipv6(&own.values) => {
                let keys = [
                    "ipv6_cidr_range",
                    "external_ipv6_prefix",
                    "internal_ipv6_prefix",
                ];
                if later(own.unknown, &keys) {
                    let why = ("ipv6CidrRange".to_owned(), Lacks::AfterApply);
                    made.lacks.get_or_insert(why);
                }
            }
            "google_compute_forwarding_rule" | "google_compute_global_forwarding_rule" => {
                // https://docs.cloud.google.com/compute/docs/reference/rest/v1/forwardingRules: without network and
                // subnet an internal one is in the default network.
                let scheme = own.values.word("load_balancing_scheme");
                let internal = scheme.is_some_and(|own| own.starts_with("INTERNAL"));
                let has = |key: &str| made.members.iter().any(|(own, _)| own == key);
                let (network, protocol) = (has("network") || has("subnetwork"), has("IPProtocol"));
                if internal && !network {
                    put(&mut made.members, "network", Node::text_at(at, "default"));
                }
                // The same page, of IPProtocol: "If not specified, the default value used is TCP." Those of Private
                // Service Connect have none.
                let later = own
                    .unknown
                    .is_some_and(|own| own.at("ip_protocol").is_true());
                if later && !protocol && scheme.is_some() {
                    put(&mut made.members, "IPProtocol", Node::text_at(at, "TCP"));
                }
            }
            "google_compute_firewall_policy" => {
                if let Some(name) = self.own_name(own) {
                    put(&mut made.members, "name", Node::text_at(at, name));
                    // Its number is not needed to know it.
                    if made.lacks.as_ref().is_some_and(|(path, _)| path == "name") {
                        made.lacks = None;
                    }
                }
                self.rules(own, made);
            }
            "google_compute_network_firewall_policy"
            | "google_compute_region_network_firewall_policy" => self.rules(own, made),
            "google_compute_firewall_policy_with_rules"
            | "google_compute_network_firewall_policy_with_rules"
            | "google_compute_region_network_firewall_policy_with_rules" => {
                self.with_rules(own, made);
            }
            "google_compute_backend_service" | "google_compute_region_backend_service" => {
                // https://registry.terraform.io/providers/hashicorp/google/4.84.0/docs/resources/compute_backend_service#nested_iap:
                // before there was `enabled`, the block was what enabled it.
                let block = own.values.at("iap").list().first();
                if block.is_some_and(|block| block.get("enabled").is_none()) {
                    put(
                        &mut made.members,
                        "iap.enabled",
                        Node::leaf(at, true.into()),
                    );
                }
            }
            "google_container_cluster" => {
                let values = &own.values;
                if !values
                    .at("master_authorized_networks_config")
                    .list()
                    .is_empty()
                {
                    let enabled = Node::leaf(at, true.into());
                    put(
                        &mut made.members,
                        "masterAuthorizedNetworksConfig.enabled",
                        enabled,
                    );
                }
                let aliases = !values.at("ip_allocation_policy").list().is_empty()
                    || values.word("networking_mode") == Some("VPC_NATIVE");
                if aliases {
                    let enabled = Node::leaf(at, true.into());
                    put(
                        &mut made.members,
                        "ipAllocationPolicy.useIpAliases",
                        enabled,
                    );
                }
            }
            "google_dns_managed_zone" if own.values.at("reverse_lookup").is_true() => {
                let empty = Node::object(at, Vec::new());
                put(&mut made.members, "reverseLookupConfig", empty);
            }
            "google_project" => {
                let above = [("org_id", "organization"), ("folder_id", "folder")];
                let above = above.into_iter().find_map(|(key, kind)| {
                    let id = own.values.word(key)?;
                    Some((kind, id.rsplit('/').next().unwrap_or(id)))
                });
                if let Some((kind, id)) = above {
                    put(&mut made.members, "parent.type", Node::text_at(at, kind));
                    put(&mut made.members, "parent.id", Node::text_at(at, id));
                }
                made.members.retain(|(key, _)| key != "project");
            }
            "google_cloud_run_service" | "google_cloud_run_domain_mapping" => {
                let place = own.values.word("location").unwrap_or_default();
                let label = vec![(
                    "cloud.googleapis.com/location".to_owned(),
                    Node::text_at(at, place),
                )];
                put(
                    &mut made.members,
                    "metadata.labels",
                    Node::object(at, label),
                );
            }
            "google_network_security_address_group" => {
                let (parent, place) = (own.values.word("parent"), own.values.word("location"));
                if let (Some(parent), Some(place), Some(name)) = (parent, place, self.own_name(own))
                {
                    let name = format!("{parent}/locations/{place}/addressGroups/{name}");
                    put(&mut made.members, "name", Node::text_at(at, &name));
                    made.members
                        .retain(|(key, _)| !matches!(key.as_str(), "project" | "parent"));
                }
            }
            "google_compute_target_pool" => {
                // Written as `ZONE/NAME`.
                for (_, list) in made
                    .members
                    .iter_mut()
                    .filter(|(key, _)| key == "instances")
                {
                    let Value::List(list) = &mut list.value else {
                        continue;
                    };
                    for own in list {
                        let short = own.text().and_then(|text| text.split_once('/'));
                        let short = short.filter(|(_, name)| !name.contains('/'));
                        if let Some((zone, name)) = short {
                            let text = format!("zones/{zone}/instances/{name}");
                            own.value = Value::Leaf(text.as_str().into());
                        }
                    }
                }
            }
            "google_compute_route" => {
                let zone = own.values.word("next_hop_instance_zone");
                let name = own.values.word("next_hop_instance");
                if let (Some(zone), Some(name)) = (zone, name)
                    && !name.contains('/')
                {
                    let text = format!("zones/{zone}/instances/{name}");
                    put(
                        &mut made.members,
                        "nextHopInstance",
                        Node::text_at(at, &text),
                    );
                }
            }
            _ => {}
        }
    }

    /// A policy that is made has those rules that are made for it. Of one that is there already others may be elsewhere.
    fn rules(&self, own: &Instance<'_>, made: &mut Made) {
        if own.created {
            put(
                &mut made.members,
                "rules",
                Node::list_of(own.at, Vec::new()),
            );
        }
    }

    /// All rules of a policy stand with it: those that people made, and those that Google has.
    fn with_rules(&self, own: &Instance<'_>, made: &mut Made) {
        let above = own.kind == "google_compute_firewall_policy_with_rules";
        if let Some(name) = self.own_name(own).filter(|_| above) {
            put(&mut made.members, "name", Node::text_at(own.at, name));
            if made.lacks.as_ref().is_some_and(|(path, _)| path == "name") {
                made.lacks = None;
            }
        }
        let place = made
            .members
            .iter()
            .position(|(key, _)| key == "predefinedRules");
        let google = place.map(|place| made.members.remove(place).1);
        if made.members.iter().all(|(key, _)| key != "rules") {
            put(
                &mut made.members,
                "rules",
                Node::list_of(own.at, Vec::new()),
            );
        }
        let rules = made.members.iter_mut().find(|(key, _)| key == "rules");
        if let (
            Some((
                _,
                Node {
                    value: Value::List(rules),
                    ..
                },
            )),
            Some(Node {
                value: Value::List(more),
                ..
            }),
        ) = (rules, google)
        {
            rules.extend(more);
        }
    }

    /// Interfaces of a machine that say their subnet say their network by it.
    fn interfaces(&self, own: &Instance<'_>, made: &mut Made) {
        let given = own.values.at("network_interface").list();
        for (_, list) in made
            .members
            .iter_mut()
            .filter(|(key, _)| key == "networkInterfaces")
        {
            let Value::List(list) = &mut list.value else {
                continue;
            };
            for (index, (interface, given)) in list.iter_mut().zip(given).enumerate() {
                let unknown = own.unknown.map(|own| own.at("network_interface").list());
                let unknown = unknown.and_then(|list| list.get(index));
                let keys = ["ipv6_address", "ipv6_access_config"];
                if has_ipv6(given) && later(unknown, &keys) {
                    let path = format!("networkInterfaces[{index}].ipv6Address");
                    made.lacks.get_or_insert((path, Lacks::AfterApply));
                }
                let subnet = interface.word("subnetwork").map(str::to_owned);
                let host = given.word("subnetwork_project");
                let network = interface.get("network").is_none();
                let at = interface.at;
                let Value::Object(members) = &mut interface.value else {
                    continue;
                };
                let Some(subnet) = subnet else {
                    continue;
                };
                let path = Path::parse(&subnet);
                if let (Some(host), None) = (host, path.project) {
                    let zone = own.values.word("zone").unwrap_or_default();
                    let region = hopscope_model::name::region_of(zone);
                    let text =
                        format!("projects/{host}/regions/{region}/subnetworks/{}", path.name);
                    put(members, "subnetwork", Node::text_at(at, &text));
                }
                if network && let Some(network) = self.network_of(own, &subnet, host) {
                    put(members, "network", Node::text_at(at, &network));
                }
            }
        }
    }

    /// The network of a subnet that is in the same document.
    fn network_of(&self, own: &Instance<'_>, subnet: &str, host: Option<&str>) -> Option<String> {
        let path = Path::parse(subnet);
        let project = path.project.or(host);
        let zone = own.values.word("zone").unwrap_or_default();
        let region = path
            .location
            .unwrap_or(hopscope_model::name::region_of(zone));
        let found = self.named(path.name).map(|(_, own)| own);
        let mut found = found.filter(|own| {
            own.kind == "google_compute_subnetwork"
                && self.said(own, "region") == Said::Known(region.to_owned())
                && match (self.said(own, "project"), project) {
                    (Said::Known(one), Some(other)) => one == other,
                    _ => true,
                }
        });
        let (Some(subnet), None) = (found.next(), found.next()) else {
            return None;
        };
        let row = row_of(subnet.kind)?;
        let made = self.shape(subnet, row);
        let network = Node::object(0, made.members);
        let network = network.word("network")?;
        // A bare name is in the project of the subnet.
        match (Path::parse(network).project, self.said(subnet, "project")) {
            (None, Said::Known(project)) => {
                let name = Path::parse(network).name;
                Some(format!("projects/{project}/global/networks/{name}"))
            }
            _ => Some(network.to_owned()),
        }
    }
}

/// Whether a subnet or interface has IPv6.
fn has_ipv6(values: &Node) -> bool {
    values
        .word("stack_type")
        .is_some_and(|own| own != "IPV4_ONLY")
}

/// Whether one of these will be known only later.
fn later(unknown: Option<&Node>, keys: &[&str]) -> bool {
    let unknown = |key: &&str| unknown.is_some_and(|own| own.at(key).holds_true());
    keys.iter().any(unknown)
}
