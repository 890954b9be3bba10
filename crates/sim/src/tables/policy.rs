//! Rules of firewall policies as the firewall's tables need them.
//!
//! <https://cloud.google.com/firewall/docs/firewall-policies-rule-details>: a rule is for machines by secure tag,
//! service account or network (`targetResources`); its source is any of ranges, address groups, secure tags, names,
//! countries and threat lists, its destination any of the same but tags. Address groups are lists of ranges
//! (<https://cloud.google.com/firewall/docs/address-groups-firewall-policies>).

use hopscope_model::name::{Name, Ref};
use hopscope_model::order;
use hopscope_model::resource::AddressGroup;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::firewall_policy::{FirewallPolicy, PolicyAction, PolicyRule};
use hopscope_model::{Layer4, Scenario};
use ipnet::IpNet;

use super::rules::{Action, DEFAULT_RANGE, Off, Rule, RuleList};

/// Fields for the far side of an ingress rule, of which a packet has to fit one
/// (<https://cloud.google.com/firewall/docs/firewall-policies-rule-details#sources>).
const FAR_SIDE_OF_INGRESS: &[&str] = &[
    "srcAddressGroups",
    "srcFqdns",
    "srcRegionCodes",
    "srcThreatIntelligences",
];

/// The same of an egress rule.
const FAR_SIDE_OF_EGRESS: &[&str] = &[
    "destAddressGroups",
    "destFqdns",
    "destRegionCodes",
    "destThreatIntelligences",
];

/// The rules of a policy for one direction, in order of evaluation.
pub(super) fn policy_rules(
    scenario: &Scenario,
    policy: &FirewallPolicy,
    network: &Name,
    direction: Direction,
) -> RuleList {
    let mut own: Vec<_> = policy
        .rules
        .iter()
        .filter(|rule| rule.direction == direction)
        .collect();
    order::sort_by_key(&mut own, |rule| {
        (rule.priority, rule.action != PolicyAction::Deny)
    });
    let rules = own
        .into_iter()
        .map(|rule| policy_rule(scenario, rule, network));
    RuleList::new(rules.collect())
}

fn policy_rule(scenario: &Scenario, rule: &PolicyRule, network: &Name) -> Rule {
    let mut missing_group = None;
    let mut side = |ranges: &[IpNet], groups: &[Ref<AddressGroup>]| {
        let mut all = ranges.to_vec();
        for group in groups {
            match scenario.resources.get(group) {
                Some(group) => all.extend(group.items.iter().copied()),
                None => {
                    missing_group.get_or_insert_with(|| group.name().clone());
                }
            }
        }
        all
    };
    let source = side(&rule.source_ranges, &rule.source_address_groups);
    let destination = side(&rule.destination_ranges, &rule.destination_address_groups);
    let mut fields = rule.undecidable.clone();
    let lacks = |groups: &[Ref<AddressGroup>]| {
        groups
            .iter()
            .any(|group| scenario.resources.get(group).is_none())
    };
    if lacks(&rule.source_address_groups) {
        fields.push("srcAddressGroups".to_owned());
    }
    if lacks(&rule.destination_address_groups) {
        fields.push("destAddressGroups".to_owned());
    }
    let (remote, local, remote_groups, far) = match rule.direction {
        Direction::Ingress => (
            source,
            destination,
            &rule.source_address_groups,
            FAR_SIDE_OF_INGRESS,
        ),
        Direction::Egress => (
            destination,
            source,
            &rule.destination_address_groups,
            FAR_SIDE_OF_EGRESS,
        ),
    };
    let local_groups = match rule.direction {
        Direction::Ingress => &rule.destination_address_groups,
        Direction::Egress => &rule.source_address_groups,
    };
    // Groups without a single address are no address at all.
    let nowhere = local.is_empty() && !local_groups.is_empty() && !lacks(local_groups);
    let (undecidable_remote, undecidable): (Vec<_>, Vec<_>) = fields
        .into_iter()
        .partition(|field| far.contains(&field.as_str()));
    let no_remote = remote.is_empty()
        && remote_groups.is_empty()
        && undecidable_remote.is_empty()
        && rule.source_secure_tags.is_empty();
    Rule {
        origin: rule.priority,
        priority: rule.priority,
        action: match rule.action {
            PolicyAction::Allow => Action::Allow,
            PolicyAction::Deny => Action::Deny,
            PolicyAction::GotoNext => Action::Next,
            PolicyAction::NotModelled => Action::NotModelled,
        },
        layer4: if rule.layer4.is_empty() {
            vec![Layer4::all()]
        } else {
            rule.layer4.clone()
        },
        silent: no_remote.then_some(match rule.direction {
            Direction::Ingress => "srcIpRanges",
            Direction::Egress => "destIpRanges",
        }),
        remote: if no_remote {
            vec![DEFAULT_RANGE]
        } else {
            remote
        },
        local,
        source_tags: Vec::new(),
        source_service_accounts: Vec::new(),
        target_tags: Vec::new(),
        target_service_accounts: rule.target_service_accounts.clone(),
        source_secure_tags: rule.source_secure_tags.clone(),
        target_secure_tags: rule.target_secure_tags.clone(),
        missing_group,
        off: off(rule, network, nowhere),
        undecidable,
        undecidable_remote,
    }
}

/// Why a rule never matches a machine of this network.
fn off(rule: &PolicyRule, network: &Name, nowhere: bool) -> Option<Box<Off>> {
    let off = |field, wanted: &str, got: &str| {
        Some(Box::new(Off {
            field,
            wanted: wanted.to_owned(),
            got: got.to_owned(),
        }))
    };
    if rule.disabled {
        return off("disabled", "false", "true");
    }
    if rule.ineffective {
        return off("targetSecureTags[].state", "EFFECTIVE", "INEFFECTIVE");
    }
    if nowhere {
        return off("addressGroups[].items", "0", "");
    }
    if rule.for_load_balancers {
        return off("targetType", "INTERNAL_MANAGED_LB", "INSTANCES");
    }
    let networks = &rule.target_networks;
    if !networks.is_empty() && networks.iter().all(|own| own.name() != network) {
        let names: Vec<&str> = networks.iter().map(|own| &*own.name().name).collect();
        return off("targetResources", &names.join(", "), &network.name);
    }
    None
}
