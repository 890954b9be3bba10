//! Rules of firewall policies.
//!
//! <https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-details>

use hopscope_model::header::Layer4;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::firewall_policy::{PolicyAction, PolicyRule};
use hopscope_model::{Kind, PortRange};
use ipnet::IpNet;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::firewall::{direction, write_layer4};
use crate::codec::{At, Out};
use crate::field::{FieldError, Given, List, Maybe, Present, RuleProtocol};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireRule {
    priority: Given<u32>,
    #[serde(default)]
    rule_name: Maybe<String>,
    #[serde(default)]
    direction: Maybe<String>,
    action: Given<String>,
    #[serde(default)]
    disabled: Maybe<bool>,
    #[serde(default, rename = "match")]
    matches: Option<Match>,
    #[serde(default)]
    target_secure_tags: List<SecureTag>,
    #[serde(default)]
    target_service_accounts: List<Given<String>>,
    #[serde(default)]
    target_resources: List<Given<String>>,
    #[serde(default)]
    target_type: Maybe<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Match {
    #[serde(default)]
    src_ip_ranges: List<Given<IpNet>>,
    #[serde(default)]
    dest_ip_ranges: List<Given<IpNet>>,
    #[serde(default)]
    layer4_configs: List<WireLayer4>,
    #[serde(default)]
    src_secure_tags: List<SecureTag>,
    #[serde(default)]
    src_fqdns: List<Present>,
    #[serde(default)]
    dest_fqdns: List<Present>,
    #[serde(default)]
    src_region_codes: List<Present>,
    #[serde(default)]
    dest_region_codes: List<Present>,
    #[serde(default)]
    src_threat_intelligences: List<Present>,
    #[serde(default)]
    dest_threat_intelligences: List<Present>,
    #[serde(default)]
    src_address_groups: List<Present>,
    #[serde(default)]
    dest_address_groups: List<Present>,
    #[serde(default)]
    src_networks: List<Present>,
    #[serde(default)]
    src_network_context: Maybe<String>,
    #[serde(default)]
    dest_network_context: Maybe<String>,
    #[serde(default)]
    src_network_type: Maybe<String>,
    #[serde(default)]
    dest_network_type: Maybe<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireLayer4 {
    #[serde(alias = "IPProtocol")]
    ip_protocol: Given<RuleProtocol>,
    #[serde(default)]
    ports: List<Given<PortRange>>,
}

#[derive(Deserialize)]
struct SecureTag {
    name: Given<String>,
    #[serde(default)]
    state: Maybe<String>,
}

pub(super) fn rule(wire: WireRule, at: &At<'_>) -> Result<PolicyRule, FieldError> {
    let matches = wire.matches.unwrap_or_default();
    let direction = direction(&wire.direction)?;
    let undecidable = undecidable(&matches);
    let tagged = !matches.src_secure_tags.0.is_empty() || !wire.target_secure_tags.0.is_empty();
    let source_secure_tags = effective(matches.src_secure_tags);
    let target_secure_tags = effective(wire.target_secure_tags);
    Ok(PolicyRule {
        priority: wire.priority.0,
        name: wire.rule_name.0,
        direction,
        action: match wire.action.0.as_str() {
            "allow" => PolicyAction::Allow,
            "deny" => PolicyAction::Deny,
            "goto_next" => PolicyAction::GotoNext,
            _ => PolicyAction::NotModelled,
        },
        action_name: wire.action.0,
        disabled: wire.disabled.or_default(),
        layer4: matches
            .layer4_configs
            .0
            .into_iter()
            .map(|layer4| Layer4 {
                protocol: layer4.ip_protocol.0.0,
                ports: layer4.ports.words(),
            })
            .collect(),
        source_ranges: matches.src_ip_ranges.words(),
        destination_ranges: matches.dest_ip_ranges.words(),
        ineffective: tagged && source_secure_tags.is_empty() && target_secure_tags.is_empty(),
        source_secure_tags,
        target_secure_tags,
        target_service_accounts: wire.target_service_accounts.words(),
        target_networks: at.refer_all(&wire.target_resources.words()),
        for_load_balancers: wire.target_type.is("INTERNAL_MANAGED_LB"),
        undecidable,
    })
}

/// Match fields that no configuration can decide, by name.
fn undecidable(matches: &Match) -> Vec<String> {
    let given = [
        ("srcFqdns", !matches.src_fqdns.0.is_empty()),
        ("destFqdns", !matches.dest_fqdns.0.is_empty()),
        ("srcRegionCodes", !matches.src_region_codes.0.is_empty()),
        ("destRegionCodes", !matches.dest_region_codes.0.is_empty()),
        (
            "srcThreatIntelligences",
            !matches.src_threat_intelligences.0.is_empty(),
        ),
        (
            "destThreatIntelligences",
            !matches.dest_threat_intelligences.0.is_empty(),
        ),
        ("srcAddressGroups", !matches.src_address_groups.0.is_empty()),
        (
            "destAddressGroups",
            !matches.dest_address_groups.0.is_empty(),
        ),
        ("srcNetworks", !matches.src_networks.0.is_empty()),
        (
            "srcNetworkContext",
            is_limited(&matches.src_network_context),
        ),
        (
            "destNetworkContext",
            is_limited(&matches.dest_network_context),
        ),
        ("srcNetworkType", is_limited(&matches.src_network_type)),
        ("destNetworkType", is_limited(&matches.dest_network_type)),
    ];
    given
        .into_iter()
        .filter(|(_, given)| *given)
        .map(|(field, _)| field.to_owned())
        .collect()
}

fn is_limited(word: &Maybe<String>) -> bool {
    word.0
        .as_deref()
        .is_some_and(|word| !matches!(word, "UNSPECIFIED" | "ALL_NETWORKS"))
}

/// Secure tags that are in effect; a tag without a state is.
fn effective(tags: List<SecureTag>) -> Vec<String> {
    tags.0
        .into_iter()
        .filter(|tag| !tag.state.is("INEFFECTIVE"))
        .map(|tag| tag.name.0)
        .collect()
}

pub(super) fn write_rule(rule: &PolicyRule, out: &Out<'_>) -> Map<String, Value> {
    let mut own = out.nested();
    own.put("priority", rule.priority);
    own.maybe("ruleName", rule.name.as_deref());
    if rule.direction == Direction::Egress {
        own.put("direction", "EGRESS");
    }
    own.put("action", &*rule.action_name);
    let tags = |tags: &[String]| -> Vec<Map<String, Value>> {
        tags.iter()
            .map(|tag| Map::from_iter([("name".to_owned(), Value::from(tag.as_str()))]))
            .collect()
    };
    let mut matches = out.nested();
    matches.list("srcIpRanges", &rule.source_ranges);
    matches.list("destIpRanges", &rule.destination_ranges);
    matches.objects("layer4Configs", write_layer4(&rule.layer4, "ipProtocol"));
    matches.objects("srcSecureTags", tags(&rule.source_secure_tags));
    for field in &rule.undecidable {
        // That the field is there is what counts: its values decide nothing here.
        if field.ends_with("Context") || field.ends_with("Type") {
            matches.put(field, "OTHER");
        } else {
            matches.put(field, vec![Value::from("*")]);
        }
    }
    own.object("match", matches);
    let mut targets = tags(&rule.target_secure_tags);
    if rule.ineffective {
        let tag = [("name", "-"), ("state", "INEFFECTIVE")];
        let tag = tag.map(|(key, value)| (key.to_owned(), Value::from(value)));
        targets.push(Map::from_iter(tag));
    }
    own.objects("targetSecureTags", targets);
    own.list("targetServiceAccounts", &rule.target_service_accounts);
    let networks: Vec<_> = rule
        .target_networks
        .iter()
        .map(|network| out.path(Kind::Network, "networks", network.name()))
        .collect();
    own.list("targetResources", networks);
    if rule.for_load_balancers {
        own.put("targetType", "INTERNAL_MANAGED_LB");
    }
    own.flag("disabled", rule.disabled);
    own.map
}
