//! Firewall policies: `compute#firewallPolicy` of all three kinds, and the policies of effective-firewalls
//! exports (`firewallPolicys`, as Google spells it).
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/firewallPolicies>

use std::collections::BTreeSet;

use hopscope_model::header::Layer4;
use hopscope_model::name::GLOBAL;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::firewall_policy::{PolicyAction, PolicyLevel, PolicyRule};
use hopscope_model::resource::{FirewallPolicy, Instance, Network};
use hopscope_model::{Id, Kind, Name, PortRange, Ref};
use ipnet::IpNet;
use serde::Deserialize;
use serde_json::{Map, Value};

use super::firewall::{direction, write_layer4};
use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::field::{FieldError, Given, List, Maybe, Present, RuleProtocol};
use crate::item::Item;
use crate::names::Path;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default, rename = "type")]
    level: Maybe<String>,
    #[serde(default)]
    parent: Maybe<String>,
    #[serde(default)]
    self_link: Maybe<String>,
    #[serde(default)]
    short_name: Maybe<String>,
    #[serde(default)]
    display_name: Maybe<String>,
    #[serde(default)]
    priority: Maybe<i64>,
    #[serde(default)]
    associations: List<Association>,
    rules: Vec<WireRule>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Association {
    attachment_target: Given<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireRule {
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

/// Level as effective-firewalls exports spell it; the first of each level is how it is written.
const LEVELS: &[(&str, PolicyLevel)] = &[
    ("HIERARCHY", PolicyLevel::Hierarchical),
    ("NETWORK", PolicyLevel::Network),
    ("NETWORK_REGIONAL", PolicyLevel::NetworkRegional),
    ("SYSTEM", PolicyLevel::System),
    ("SYSTEM_GLOBAL", PolicyLevel::System),
    ("SYSTEM_REGIONAL", PolicyLevel::System),
];

impl Codec for FirewallPolicy {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let level = match wire.level.0.as_deref() {
            Some(word) => LEVELS
                .iter()
                .find(|(own, _)| *own == word)
                .map(|(_, level)| *level)
                .ok_or_else(|| {
                    FieldError::invalid(
                        "type",
                        format!("`{word}` is no level of policies that is known"),
                    )
                })?,
            None if is_hierarchical(&wire.parent, &wire.self_link) => PolicyLevel::Hierarchical,
            None if at.name.is_global() => PolicyLevel::Network,
            None => PolicyLevel::NetworkRegional,
        };
        let mut networks = Vec::new();
        let mut nodes = Vec::new();
        for association in wire.associations.0 {
            let target = association.attachment_target.0;
            let path = Path::parse(&target);
            match path.collection {
                Some(node @ ("folders" | "organizations")) => {
                    nodes.push(format!("{node}/{}", path.name));
                }
                _ => networks.push(at.refer(&target)),
            }
        }
        let rules = wire.rules.into_iter().enumerate();
        let rules = rules
            .map(|(index, wire)| rule(wire, at).map_err(|error| error.inside("rules", index)))
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            level,
            short_name: wire.short_name.0.or(wire.display_name.0),
            networks,
            nodes,
            order: wire.priority.or_default(),
            rules,
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        let level = LEVELS.iter().find(|(_, level)| *level == self.level);
        // What a network policy is, its place says.
        if matches!(self.level, PolicyLevel::Hierarchical | PolicyLevel::System) {
            out.maybe("type", level.map(|(word, _)| *word));
        }
        out.maybe("shortName", self.short_name.as_deref());
        if self.order != 0 {
            out.put("priority", self.order);
        }
        let targets = self.nodes.iter().cloned().chain(
            self.networks
                .iter()
                .map(|network| out.path(Kind::Network, "networks", network.name())),
        );
        let associations = targets.map(|target| {
            let mut own = out.nested();
            own.put("attachmentTarget", target);
            own.map
        });
        let associations = associations.collect();
        out.objects("associations", associations);
        let rules: Vec<Value> = self
            .rules
            .iter()
            .map(|rule| Value::Object(write_rule(rule, out)))
            .collect();
        out.put("rules", rules);
    }

    /// Where it hangs comes from its own export; one that does not say leaves it where it was.
    fn keep_parts(&mut self, earlier: &Self) {
        if self.networks.is_empty() && self.nodes.is_empty() {
            self.networks.clone_from(&earlier.networks);
            self.nodes.clone_from(&earlier.nodes);
        }
        if self.order == 0 {
            self.order = earlier.order;
        }
        if self.short_name.is_none() {
            self.short_name.clone_from(&earlier.short_name);
        }
    }
}

/// Adds what is not there yet.
fn join<T: Ord + Clone>(own: &mut Vec<T>, earlier: &[T]) {
    let there: BTreeSet<T> = own.iter().cloned().collect();
    own.extend(earlier.iter().filter(|one| !there.contains(one)).cloned());
}

/// A hierarchical policy hangs on an organisation or folder, and is in no project.
fn is_hierarchical(parent: &Maybe<String>, self_link: &Maybe<String>) -> bool {
    parent.0.is_some()
        || self_link
            .as_str()
            .contains("/locations/global/firewallPolicies/")
}

fn rule(wire: WireRule, at: &At<'_>) -> Result<PolicyRule, FieldError> {
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

fn write_rule(rule: &PolicyRule, out: &Out<'_>) -> Map<String, Value> {
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

/// A firewall policy as it is exported by itself. Hierarchical ones and Google's own are in no project.
pub(crate) fn policy_identity(item: &Item<'_>) -> Identity {
    let own = identity(&item.envelope, &item.around);
    let level = item.envelope.word("type");
    let parent = Maybe(item.envelope.word("parent"));
    let link = Maybe(item.envelope.word("selfLink"));
    let in_no_project = match level.as_deref() {
        Some(level) => !level.starts_with("NETWORK"),
        None => is_hierarchical(&parent, &link),
    };
    if !in_no_project {
        return own;
    }
    Identity {
        project: Some("-".to_owned()),
        location: Some(GLOBAL.to_owned()),
        ..own
    }
}

impl Reader<'_> {
    /// A policy of an effective-firewalls export: what it hangs on is the network that was asked for.
    pub(crate) fn effective_policy(&mut self, item: &Item<'_>) {
        let network = match self.parent(item) {
            Some(Ok(id)) => self.network_and_region(&id),
            Some(Err(_)) => None,
            None => item.around.network.as_deref().map(|network| {
                let from = Name::global(self.default_project(item.source), "");
                (crate::names::refer(network, &from, &self.known), None)
            }),
        };
        let Some((network, region)) = network else {
            return self.parent_unknown(item, "firewall-policy");
        };
        let level = Maybe(item.envelope.word("type"));
        let own = identity(&item.envelope, &item.around);
        let project = match level.0.as_deref() {
            Some("HIERARCHY" | "SYSTEM" | "SYSTEM_GLOBAL" | "SYSTEM_REGIONAL") => "-".to_owned(),
            _ => network.name().project.to_string(),
        };
        let location = match level.0.as_deref() {
            Some("NETWORK_REGIONAL") => own.location.or(region),
            _ => Some(GLOBAL.to_owned()),
        };
        let identity = Identity {
            weak_project: None,
            project: Some(project),
            location,
            // System policies have no number, but a name of their own.
            name: own
                .name
                .or_else(|| item.envelope.word("shortName"))
                .or_else(|| item.envelope.word("displayName")),
        };
        let name = match self.name(item, Kind::FirewallPolicy, &identity) {
            Ok(name) if level.is("NETWORK_REGIONAL") && name.is_global() => {
                Err(FieldError::missing("region"))
            }
            other => other,
        };
        let name = match name {
            Ok(name) => name,
            Err(error) => return self.failed(item, Kind::FirewallPolicy, &identity, "", &error),
        };
        let at = At::new(name.clone(), &self.known);
        let read = whole(item).and_then(|wire| FirewallPolicy::read(wire, &at));
        match read {
            Ok(mut policy) => {
                policy.networks.push(network);
                // One policy is in the export of every network that it governs: that is no duplicate.
                let id = Id::new(Kind::FirewallPolicy, name.clone());
                let table = &self.scenario.resources.firewall_policies;
                let same = table
                    .get(&name)
                    .is_some_and(|earlier| earlier.rules == policy.rules);
                if same {
                    let table = &mut self.scenario.resources.firewall_policies;
                    if let Some(earlier) = table.get_mut(&id.name) {
                        earlier.networks.append(&mut policy.networks);
                    }
                } else {
                    if let Some(earlier) = table.get(&name) {
                        // What governs one network governs the others all the same.
                        join(&mut policy.networks, &earlier.networks);
                        join(&mut policy.nodes, &earlier.nodes);
                    }
                    self.put(item, name, policy);
                }
            }
            Err(error) => self.failed(item, Kind::FirewallPolicy, &identity, "", &error),
        }
    }

    /// The network that effective firewalls were asked for, and the region where a machine was.
    fn network_and_region(&self, id: &Id) -> Option<(Ref<Network>, Option<String>)> {
        match id.kind {
            Kind::Network => Some((Ref::to(id.name.clone()), None)),
            Kind::Instance => {
                let instance: &Instance = self.scenario.resources.instances.get(&id.name)?;
                let network = instance.interfaces.first()?.network.clone();
                Some((network, Some(id.name.region().to_owned())))
            }
            _ => None,
        }
    }
}
