//! Rules of firewall policies.
//!
//! <https://docs.cloud.google.com/firewall/docs/firewall-policies-rule-details>

use hopscope_model::Kind;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::firewall_policy::{PolicyAction, PolicyRule};

use super::firewall::{direction, layer4, write_layer4};
use crate::codec::{At, Out};
use crate::fields::Fields;
use crate::other::address_group::{groups, write_groups};
use crate::tree::{Members, Tree};

/// What a rule does, as Google spells it.
const ACTIONS: &[(&str, PolicyAction)] = &[
    ("allow", PolicyAction::Allow),
    ("deny", PolicyAction::Deny),
    ("goto_next", PolicyAction::GotoNext),
];

/// Match fields that no configuration can decide: lists, and words for what is not limited.
const UNDECIDABLE: &[&str] = &[
    "srcFqdns",
    "destFqdns",
    "srcRegionCodes",
    "destRegionCodes",
    "srcThreatIntelligences",
    "destThreatIntelligences",
    "srcNetworks",
    "srcNetworkContext",
    "destNetworkContext",
    "srcNetworkType",
    "destNetworkType",
];

/// Match fields that are read.
const READ: &[&str] = &[
    "srcIpRanges",
    "destIpRanges",
    "layer4Configs",
    "srcSecureTags",
    "srcAddressGroups",
    "destAddressGroups",
];

/// Fields of a rule that are read, and those that say nothing of what it matches.
const RULE: &[&str] = &[
    "action",
    "description",
    "direction",
    "disabled",
    "enableLogging",
    "kind",
    "match",
    "priority",
    "ruleName",
    "ruleTupleCount",
    "securityProfileGroup",
    "targetResources",
    "targetSecureTags",
    "targetServiceAccounts",
    "targetType",
    "tlsInspect",
];

/// What a rule is for, and whether that is load balancers.
const TARGETS: &[(&str, bool)] = &[("INSTANCES", false), ("INTERNAL_MANAGED_LB", true)];

/// Whether a secure tag is in effect.
const TAG_STATES: &[(&str, bool)] = &[("EFFECTIVE", true), ("INEFFECTIVE", false)];

pub(super) fn rule(fields: &Fields<'_>, at: &At<'_>) -> PolicyRule {
    let matches = fields.object("match");
    let source_secure_tags = effective(&matches, "srcSecureTags");
    let target_secure_tags = effective(fields, "targetSecureTags");
    let source_ranges = matches.words("srcIpRanges");
    let source_groups = groups(&matches.texts("srcAddressGroups"), at);
    let undecidable = undecidable(fields, &matches);
    // Tags that are all without effect switch a rule off: those of its sources only where it has no others.
    let no_source = source_ranges.is_empty() && source_groups.is_empty() && undecidable.is_empty();
    let sources_off = matches.any("srcSecureTags") && source_secure_tags.is_empty() && no_source;
    let targets_off = fields.any("targetSecureTags") && target_secure_tags.is_empty();
    let ineffective = sources_off || targets_off;
    let action = fields.needed_text("action");
    let known = ACTIONS.iter().find(|(word, _)| *word == action);
    PolicyRule {
        priority: fields.needed("priority").unwrap_or_default(),
        name: fields.text("ruleName"),
        direction: direction(fields),
        action: known.map_or(PolicyAction::NotModelled, |(_, action)| *action),
        action_name: action,
        disabled: fields.flag("disabled"),
        layer4: layer4(&matches, "layer4Configs", ["ipProtocol", "IPProtocol"]),
        source_ranges,
        destination_ranges: matches.words("destIpRanges"),
        source_address_groups: source_groups,
        destination_address_groups: groups(&matches.texts("destAddressGroups"), at),
        ineffective,
        source_secure_tags,
        // One that is off is off whatever the others are.
        target_secure_tags: if ineffective {
            Vec::new()
        } else {
            target_secure_tags
        },
        target_service_accounts: fields.texts("targetServiceAccounts"),
        target_networks: at.all(&fields.texts("targetResources")),
        for_load_balancers: fields.choice("targetType", TARGETS).unwrap_or(false),
        undecidable,
    }
}

/// The match fields there are that no configuration can decide.
fn undecidable(rule: &Fields<'_>, matches: &Fields<'_>) -> Vec<String> {
    let given = UNDECIDABLE.iter().filter(|field| match is_list(field) {
        true => matches.any(field),
        false => matches
            .text(field)
            .is_some_and(|word| !matches!(word.as_str(), "UNSPECIFIED" | "ALL_NETWORKS")),
    });
    let mut found: Vec<String> = given.map(|field| (*field).to_owned()).collect();
    // A field that is not known limits the rule in a way that is not known either.
    let matched = matches.members().iter().map(|own| (own, READ));
    let around = rule.members().iter().map(|own| (own, RULE));
    for ((key, value), read) in matched.chain(around) {
        let key = &**key;
        let known = read.contains(&key) || UNDECIDABLE.contains(&key);
        let empty = match value {
            Tree::Null => true,
            Tree::List(list) => list.is_empty(),
            Tree::Text(text) => text.is_empty(),
            Tree::Object(members) => members.is_empty(),
            _ => false,
        };
        let there = found.iter().any(|own| own == key);
        if !known && !empty && !there {
            found.push(key.to_owned());
        }
    }
    found
}

fn is_list(field: &str) -> bool {
    !field.ends_with("Context") && !field.ends_with("Type")
}

/// Secure tags that are in effect; a tag without a state is.
fn effective(fields: &Fields<'_>, key: &str) -> Vec<String> {
    let mut names = Vec::new();
    for tag in fields.objects(key) {
        let name = tag.needed_text("name");
        if tag.choice("state", TAG_STATES).unwrap_or(true) {
            names.push(name);
        }
    }
    names
}

pub(super) fn write_rule(rule: &PolicyRule, out: &Out<'_>) -> Members {
    let mut own = out.nested();
    own.put("priority", rule.priority);
    own.maybe("ruleName", rule.name.as_deref());
    if rule.direction == Direction::Egress {
        own.put("direction", "EGRESS");
    }
    own.put("action", &*rule.action_name);
    let mut matches = out.nested();
    matches.list("srcIpRanges", &rule.source_ranges);
    matches.list("destIpRanges", &rule.destination_ranges);
    matches.objects(
        "layer4Configs",
        write_layer4(&rule.layer4, "ipProtocol", out),
    );
    matches.list(
        "srcAddressGroups",
        &write_groups(&rule.source_address_groups, out),
    );
    matches.list(
        "destAddressGroups",
        &write_groups(&rule.destination_address_groups, out),
    );
    matches.each("srcSecureTags", "name", &rule.source_secure_tags);
    for field in &rule.undecidable {
        // That the field is there is what counts: its values decide nothing here.
        if is_list(field) {
            matches.list(field, &["*"]);
        } else {
            matches.text(field, "OTHER");
        }
    }
    own.object("match", matches);
    own.each("targetSecureTags", "name", &rule.target_secure_tags);
    if rule.ineffective {
        let mut tag = out.nested();
        tag.text("name", "-");
        tag.text("state", "INEFFECTIVE");
        own.objects("targetSecureTags", vec![tag.map]);
    }
    own.list("targetServiceAccounts", &rule.target_service_accounts);
    let networks: Vec<_> = rule
        .target_networks
        .iter()
        .map(|network| out.path(Kind::Network, "networks", network.name()))
        .collect();
    own.list("targetResources", &networks);
    if rule.for_load_balancers {
        own.put("targetType", "INTERNAL_MANAGED_LB");
    }
    own.flag("disabled", rule.disabled);
    own.map
}
