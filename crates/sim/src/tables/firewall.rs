//! The firewall of a network, per direction: stages in Google's order of evaluation.
//!
//! <https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order>: hierarchical policies from the
//! organisation down, system policies, then VPC firewall rules, global and regional network firewall policies;
//! with `networkFirewallPolicyEnforcementOrder` `BEFORE_CLASSIC_FIREWALL`, VPC firewall rules come last. What
//! no stage decides, the implied rules do: ingress is denied, egress allowed.

use hopscope_model::name::Name;
use hopscope_model::order;
use hopscope_model::resource::Connector;
use hopscope_model::resource::firewall::{Direction, Firewall};
use hopscope_model::resource::firewall_policy::{FirewallPolicy, PolicyLevel};
use hopscope_model::{Layer4, PortRange, Protocol, Scenario, google};

use super::members::{Gathered, Members, ancestors};
use super::policy::policy_rules;
use super::ports::Rank;
use super::rules::{Action, DEFAULT_RANGE, Doubt, Flow, Identity, Match, Off, Rule, RuleList};

/// How many rules that may match are followed both ways for one packet.
const MOST_DOUBTS: u32 = 32;

/// Both directions of a network's firewall.
#[derive(Clone, Default, Debug)]
pub(crate) struct FirewallTable {
    ingress: Vec<Stage>,
    egress: Vec<Stage>,
    /// Hierarchical policies that hang on folders or organisations, where the ancestors of the network's
    /// project are not known: they may apply.
    pub(crate) ancestors_unknown: bool,
    /// Policies with ingress rules for the proxies of internal load balancers.
    pub(crate) for_load_balancers: Vec<Name>,
}

/// Whether a policy has an ingress rule for load balancers.
fn guards_load_balancers(policy: &FirewallPolicy) -> bool {
    let mut rules = policy.rules.iter();
    rules.any(|rule| {
        rule.for_load_balancers && !rule.disabled && rule.direction == Direction::Ingress
    })
}

/// One stage.
#[derive(Clone, Debug)]
pub(crate) struct Stage {
    pub(crate) kind: StageKind,
    pub(crate) rules: RuleList,
    /// Names of the VPC firewall rules, by `Rule::origin`, and whether Serverless VPC Access manages them.
    names: Vec<(Name, bool)>,
}

/// What a stage holds.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum StageKind {
    /// VPC firewall rules.
    VpcRules,
    /// One policy.
    Policy(Name, PolicyLevel),
}

/// What the firewall decides, and by what.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Decision<'t> {
    /// A rule allows or denies.
    Rule {
        allow: bool,
        stage: &'t Stage,
        rank: Rank,
    },
    /// The implied rule.
    Implied { allow: bool },
    /// A rule may match, and would decide otherwise.
    Uncertain {
        stage: &'t Stage,
        rank: Rank,
        doubt: Doubt,
    },
    /// A rule matches whose action is not modelled.
    NotModelled { stage: &'t Stage, rank: Rank },
}

impl Stage {
    /// The name of what a rule belongs to: the VPC firewall rule itself, or the policy.
    pub(crate) fn name(&self, rank: Rank) -> Option<&Name> {
        match &self.kind {
            StageKind::Policy(name, _) => Some(name),
            StageKind::VpcRules => {
                let rule = self.rules.rule(rank)?;
                self.names.get(rule.origin as usize).map(|(name, _)| name)
            }
        }
    }

    /// Whether it is for machines of a region: a regional policy only for its own.
    pub(crate) fn is_for(&self, region: &str) -> bool {
        match &self.kind {
            StageKind::VpcRules => true,
            StageKind::Policy(name, _) => {
                name.is_global() || name.location.is_empty() || *name.location == *region
            }
        }
    }

    /// Whether a rule is one that Serverless VPC Access manages and no export shows.
    pub(crate) fn is_managed(&self, rank: Rank) -> bool {
        self.rules
            .rule(rank)
            .and_then(|rule| self.names.get(rule.origin as usize))
            .is_some_and(|(_, managed)| *managed)
    }
}

impl FirewallTable {
    /// The firewall of a network. Rules of other networks are not in it.
    pub(crate) fn new(
        scenario: &Scenario,
        network: &Name,
        all: &Gathered<'_>,
        own: &Members<'_>,
    ) -> Self {
        let resources = &scenario.resources;
        let before = resources
            .networks
            .get(network)
            .is_some_and(|own| own.policies_before_classic_firewall);
        let ancestors = ancestors(scenario, &network.project);
        let mut policies: Vec<(&Name, &FirewallPolicy)> = own.policies.clone();
        for node in ancestors {
            for (name, policy) in all.policies_by_node.get(&**node).into_iter().flatten() {
                if !policies.iter().any(|(own, _)| own == name) {
                    policies.push((name, policy));
                }
            }
        }
        let hanging = policies.iter().filter(|(_, own)| !own.nodes.is_empty());
        let ancestors_unknown = ancestors.is_empty() && hanging.count() < all.hierarchical;
        // Organisation before folders: the farther ancestor comes first.
        order::sort_by_key(&mut policies, |(name, policy)| {
            let depth = policy
                .nodes
                .iter()
                .filter_map(|node| ancestors.iter().position(|own| own == node))
                .max()
                .unwrap_or_default();
            (
                policy.level,
                std::cmp::Reverse(depth),
                policy.order,
                (*name).clone(),
            )
        });
        let stages = |direction| {
            let vpc = vpc_stage(scenario, network, own, direction);
            let (mut first, last): (Vec<_>, Vec<_>) = policies
                .iter()
                .map(|(name, policy)| Stage {
                    kind: StageKind::Policy((*name).clone(), policy.level),
                    rules: policy_rules(scenario, policy, network, direction),
                    names: Vec::new(),
                })
                .partition(|stage| match stage.kind {
                    StageKind::Policy(_, level) => {
                        matches!(level, PolicyLevel::Hierarchical | PolicyLevel::System)
                    }
                    StageKind::VpcRules => true,
                });
            if before {
                first.extend(last);
                first.push(vpc);
            } else {
                first.push(vpc);
                first.extend(last);
            }
            first
        };
        Self {
            ingress: stages(Direction::Ingress),
            egress: stages(Direction::Egress),
            ancestors_unknown,
            for_load_balancers: policies
                .iter()
                .filter(|(_, policy)| guards_load_balancers(policy))
                .map(|(name, _)| (*name).clone())
                .collect(),
        }
    }

    /// The stages of a direction, in order.
    pub(crate) fn stages(&self, direction: Direction) -> &[Stage] {
        match direction {
            Direction::Ingress => &self.ingress,
            Direction::Egress => &self.egress,
        }
    }

    /// What the firewall decides about a flow.
    pub(crate) fn decide(&self, direction: Direction, flow: &Flow) -> Decision<'_> {
        self.decide_from(direction, flow, (0, 0), &mut { MOST_DOUBTS })
    }

    /// The same from a rule of a stage on. A rule that may match decides nothing where the packet fares the same
    /// whether it does or not.
    fn decide_from(
        &self,
        direction: Direction,
        flow: &Flow,
        (first, mut from): (usize, Rank),
        doubts: &mut u32,
    ) -> Decision<'_> {
        for (ix, stage) in self.stages(direction).iter().enumerate().skip(first) {
            let from = std::mem::take(&mut from);
            if !stage.is_for(flow.region) {
                continue;
            }
            let own = Flow {
                // Network tags are no criterion of policies, and secure tags none of VPC firewall rules.
                target: match stage.kind {
                    StageKind::VpcRules => flow.target,
                    StageKind::Policy(..) => Identity {
                        tags: &[],
                        ..flow.target
                    },
                },
                ..*flow
            };
            let (rank, doubt) = match stage.rules.first(&own, from) {
                Match::None => continue,
                Match::Uncertain(rank, doubt) => (rank, Some(doubt)),
                Match::Rule(rank) => (rank, None),
            };
            let Some(action) = stage.rules.rule(rank).map(|rule| rule.action) else {
                continue;
            };
            if let Some(doubt) = doubt {
                let uncertain = Decision::Uncertain { stage, rank, doubt };
                if doubt == Doubt::Addresses || *doubts == 0 {
                    return uncertain;
                }
                *doubts -= 1;
                let without = self.decide_from(direction, flow, (ix, rank + 1), doubts);
                let with = match action {
                    Action::Allow => Some(true),
                    Action::Deny => Some(false),
                    Action::NotModelled => None,
                    Action::Next => self
                        .decide_from(direction, flow, (ix + 1, 0), doubts)
                        .allows(),
                };
                return match without.allows() {
                    Some(allow) if with == Some(allow) => without,
                    _ => uncertain,
                };
            }
            match action {
                Action::Next => {}
                Action::NotModelled => return Decision::NotModelled { stage, rank },
                Action::Allow | Action::Deny => {
                    return Decision::Rule {
                        allow: action == Action::Allow,
                        stage,
                        rank,
                    };
                }
            }
        }
        Decision::Implied {
            allow: direction == Direction::Egress,
        }
    }
}

impl Decision<'_> {
    /// Whether the packet gets through, where that is certain.
    pub(crate) fn allows(&self) -> Option<bool> {
        match self {
            Self::Rule { allow, .. } | Self::Implied { allow } => Some(*allow),
            _ => None,
        }
    }
}

/// VPC firewall rules of a network: ascending priority, and deny before allow at equal priority
/// (<https://cloud.google.com/firewall/docs/firewalls#priority_order_for_firewall_rules>).
fn vpc_stage(
    scenario: &Scenario,
    network: &Name,
    members: &Members<'_>,
    direction: Direction,
) -> Stage {
    let managed = connector_rules(scenario, network, &members.connectors);
    let mut own: Vec<(&Name, &Firewall, bool)> = Vec::new();
    let given = members.firewalls.iter();
    own.extend(given.map(|(name, rule)| (*name, *rule, false)));
    for (name, rule) in &managed {
        if !scenario.resources.firewalls.contains_key(name) {
            own.push((name, rule, true));
        }
    }
    // Those that Google manages are off only where it is not known what they say.
    own.retain(|(_, rule, managed)| rule.direction == direction && !(*managed && rule.disabled));
    order::sort_by(&mut own, &|(name, rule, _), (other, than, _)| {
        let order = (rule.priority, !rule.deny).cmp(&(than.priority, !than.deny));
        order.then_with(|| name.cmp(other))
    });
    let names = own
        .iter()
        .map(|(name, _, managed)| ((*name).clone(), *managed))
        .collect();
    let rules = own
        .iter()
        .zip(0..)
        .map(|((_, rule, _), origin)| vpc_rule(rule, origin))
        .collect();
    Stage {
        kind: StageKind::VpcRules,
        rules: RuleList::new(rules),
        names,
    }
}

/// The rules that Serverless VPC Access makes for its connectors, unless the connector is in a service project
/// of a Shared VPC (<https://cloud.google.com/vpc/docs/configure-serverless-vpc-access#restrict-access>).
fn connector_rules(
    scenario: &Scenario,
    network: &Name,
    connectors: &[(&Name, &Connector)],
) -> Vec<(Name, Firewall)> {
    let mut found = Vec::new();
    for (connector, own) in connectors {
        let subnet = own.subnet.as_ref().and_then(|s| scenario.resources.get(s));
        let (own_network, range) = match (&own.network, subnet) {
            (_, Some(subnet)) => (&subnet.network, subnet.range),
            (Some(own_network), None) => (own_network, own.range),
            (None, None) => continue,
        };
        if connector.project != network.project {
            continue;
        }
        let tag = connector_tag(connector);
        let mut add = |suffix: &str, direction, deny, priority, layer4: &[(&str, &str)]| {
            let name = format!("aet-{}-{}-{suffix}", connector.location, connector.name);
            let rule = Firewall {
                network: own_network.clone(),
                direction,
                priority,
                deny,
                layer4: layer4
                    .iter()
                    .map(|(protocol, ports)| Layer4 {
                        protocol: Protocol::parse(protocol),
                        ports: PortRange::parse(ports).into_iter().collect(),
                    })
                    .collect(),
                disabled: false,
                source_ranges: Vec::new(),
                destination_ranges: Vec::new(),
                source_tags: Vec::new(),
                source_service_accounts: Vec::new(),
                target_tags: Vec::new(),
                target_service_accounts: Vec::new(),
            };
            found.push((Name::global(network.project.clone(), name), rule));
            found.len() - 1
        };
        let own_ports = [("tcp", "667"), ("udp", "665-666"), ("icmp", "")];
        let everything = [("tcp", ""), ("udp", ""), ("icmp", "")];
        let health = add("hcfw", Direction::Ingress, false, 100, &[("tcp", "667")]);
        let serverless = add("rsgfw", Direction::Ingress, false, 100, &own_ports);
        let reply = add("earfw", Direction::Egress, false, 100, &own_ports);
        let subnet = add("sbntfw", Direction::Ingress, false, 1000, &everything);
        let tagged = add("tagfw", Direction::Ingress, false, 1000, &everything);
        let serverless_range = google::SERVERLESS_RANGE;
        for (ix, (_, rule)) in found.iter_mut().enumerate() {
            if ix == health {
                rule.source_ranges = google::FRONT_END_RANGES.to_vec();
                rule.target_tags = vec![tag.clone()];
            } else if ix == serverless {
                rule.source_ranges = vec![serverless_range];
                rule.target_tags = vec![tag.clone()];
            } else if ix == reply {
                rule.destination_ranges = vec![serverless_range];
                rule.target_tags = vec![tag.clone()];
            } else if ix == subnet {
                rule.source_ranges = range.into_iter().collect();
                // Without a known range it would match everything.
                rule.disabled = range.is_none();
            } else if ix == tagged {
                rule.source_tags = vec![tag.clone()];
            }
        }
    }
    found
}

/// The network tag of one connector's machines; all have `vpc-connector` too.
pub(crate) fn connector_tag(connector: &Name) -> String {
    format!("vpc-connector-{}-{}", connector.location, connector.name)
}

fn vpc_rule(rule: &Firewall, origin: u32) -> Rule {
    let (remote, local) = match rule.direction {
        Direction::Ingress => (&rule.source_ranges, &rule.destination_ranges),
        Direction::Egress => (&rule.destination_ranges, &rule.source_ranges),
    };
    let no_source_identity = rule.source_tags.is_empty() && rule.source_service_accounts.is_empty();
    let no_remote = remote.is_empty() && no_source_identity;
    // A rule has ranges of one version: of one that has only IPv6 ranges of the near side, no page says the default.
    let silent = no_remote && local.iter().any(|range| range.addr().is_ipv6());
    Rule {
        origin,
        priority: rule.priority,
        action: if rule.deny {
            Action::Deny
        } else {
            Action::Allow
        },
        layer4: rule.layer4.clone(),
        silent: silent.then_some(match rule.direction {
            Direction::Ingress => "sourceRanges",
            Direction::Egress => "destinationRanges",
        }),
        remote: if no_remote {
            vec![DEFAULT_RANGE]
        } else {
            remote.clone()
        },
        local: local.clone(),
        source_tags: rule.source_tags.clone(),
        source_service_accounts: rule.source_service_accounts.clone(),
        target_tags: rule.target_tags.clone(),
        target_service_accounts: rule.target_service_accounts.clone(),
        source_secure_tags: Vec::new(),
        target_secure_tags: Vec::new(),
        missing_group: None,
        off: rule.disabled.then(disabled),
        undecidable: Vec::new(),
        undecidable_remote: Vec::new(),
    }
}

/// A rule that is switched off.
fn disabled() -> Box<Off> {
    Box::new(Off {
        field: "disabled",
        wanted: "false".to_owned(),
        got: "true".to_owned(),
    })
}
