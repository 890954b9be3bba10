//! Firewall rules at a machine, in both directions.
//!
//! <https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order>,
//! <https://cloud.google.com/firewall/docs/firewalls>

use std::net::IpAddr;

use hopscope_model::order;
use hopscope_model::resource::Kind;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};
use ipnet::IpNet;

use super::vpc::SenderKind;
use super::{At, Checked, End, Lack, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::firewall::{Decision, Stage, StageKind};
use crate::tables::network::NetworkTables;
use crate::tables::ports::Rank;
use crate::tables::rules::{Doubt, Field, Flow, Identity, Rule, SecureTags};

/// The most parts that a set of addresses is cut into.
const MOST_PARTS: usize = 64;

impl<'a> Walk<'a> {
    /// The firewall of a network at one machine. `from` says what sends, where it is in the same network.
    pub(super) fn firewall(
        &mut self,
        direction: Direction,
        network: &'a NetworkTables,
        flow: Flow<'a>,
        at: At<'a>,
        from: Option<SenderKind>,
        sees: CallerSees,
    ) -> Checked<'a> {
        let project = &network.name.project;
        self.unread(Kind::FirewallPolicy, project, Some(network))?;
        self.unread(Kind::Firewall, project, Some(network))?;
        self.assume_complete(Kind::FirewallPolicy, project);
        self.assume_no_more_above(project);
        self.assume_complete(Kind::Firewall, project);
        if network.firewall.ancestors_unknown {
            return Err(self.incomplete(Cause::FirewallConfigNotFound, Lack::Ancestors(project)));
        }
        let undefined_tags = direction == Direction::Ingress
            && from == Some(SenderKind::DirectVpc)
            && !flow.source.tags.is_empty();
        let plain = Flow {
            source: if from == Some(SenderKind::DirectVpc) {
                Identity::default()
            } else {
                flow.source
            },
            ..flow
        };
        let decision = network.firewall.decide(direction, &plain);
        if undefined_tags {
            let with_tags = network.firewall.decide(direction, &flow);
            if with_tags.allows() != decision.allows() {
                return Err(self.tags_undefined(with_tags, decision, network, flow, at));
            }
        }
        match decision {
            Decision::Rule { allow, stage, rank } => {
                self.note_rule(direction, stage, rank, network, &plain, allow);
                if allow {
                    return Ok(());
                }
                let name = stage.name(rank).map(|name| At::new(kind_of(stage), name));
                self.block(Cause::FirewallRule, name.or(Some(at)), sees)
            }
            Decision::Implied { allow } => {
                self.note_implied(direction, network, &plain, allow);
                if allow {
                    return Ok(());
                }
                let network_at = At::new(Kind::Network, &network.name);
                self.block(Cause::FirewallRule, Some(network_at), sees)
            }
            Decision::NotModelled { stage, rank } => {
                Err(self.undecidable(direction, stage, rank, "action"))
            }
            Decision::Uncertain {
                stage,
                rank,
                doubt: Doubt::Condition,
            } => Err(self.condition(direction, stage, rank, &plain)),
            Decision::Uncertain {
                stage,
                rank,
                doubt: Doubt::Addresses,
            } => {
                let Some(rule) = stage.rules.rule(rank) else {
                    return Ok(());
                };
                let parts = parts_of(flow.remote, rule, &stage.rules);
                if parts.len() < 2 {
                    let name = stage.name(rank).map(|name| At::new(kind_of(stage), name));
                    let _ = name;
                    return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
                }
                let pick = self.choose(parts.len());
                let Some(remote) = parts.get(pick).copied() else {
                    return Ok(());
                };
                // Of a list of addresses the walk goes on with the one taken; of a range it stays the range,
                // for nobody can tell which part of it is taken next.
                if let (AddressSet::Many(_), Direction::Ingress) = (flow.remote, direction) {
                    self.packet.source = remote;
                }
                self.firewall(direction, network, Flow { remote, ..flow }, at, from, sees)
            }
        }
    }

    /// Whether the ingress firewall lets a flow in, where that can be told.
    pub(super) fn lets_in(
        &mut self,
        network: &'a NetworkTables,
        flow: &Flow<'a>,
    ) -> Checked<'a, bool> {
        match network.firewall.decide(Direction::Ingress, flow) {
            Decision::Rule { allow, .. } | Decision::Implied { allow } => Ok(allow),
            Decision::NotModelled { stage, rank } => {
                Err(self.undecidable(Direction::Ingress, stage, rank, "action"))
            }
            Decision::Uncertain { stage, rank, .. } => {
                Err(self.condition(Direction::Ingress, stage, rank, flow))
            }
        }
    }

    /// The end of it at a rule that may match: what would tell is not in the scenario, or in no configuration.
    fn condition(
        &mut self,
        direction: Direction,
        stage: &'a Stage,
        rank: Rank,
        flow: &Flow<'a>,
    ) -> End<'a> {
        let Some(rule) = stage.rules.rule(rank) else {
            return self.undecidable(direction, stage, rank, "match");
        };
        let field = rule.undecidable_field();
        let group = rule.missing_group.as_ref();
        let group = group.filter(|_| field.is_some_and(|field| field.ends_with("AddressGroups")));
        let lack = match (field, group) {
            (_, Some(group)) => Some(Lack::One(Kind::AddressGroup, group)),
            (None, _) => rule.unknown_tags(flow).map(Lack::SecureTags),
            _ => None,
        };
        if let Some(group) = group
            && let Err(end) = self.unread(Kind::AddressGroup, &group.project, None)
        {
            return end;
        }
        let Some(lack) = lack else {
            return self.undecidable(direction, stage, rank, field.unwrap_or("match"));
        };
        let field = field.unwrap_or(match flow.target.secure_tags {
            SecureTags::Unknown(_) if !rule.target_secure_tags.is_empty() => "targetSecureTags",
            _ => "srcSecureTags",
        });
        self.note_undecidable(direction, stage, rank, field);
        self.incomplete(Cause::ResourceConfigNotFound, lack)
    }

    /// Rules that may match, and of which it does not matter whether they do: each is said, for nothing is passed
    /// over in silence.
    fn note_skipped(
        &mut self,
        direction: Direction,
        network: &'a NetworkTables,
        flow: &Flow<'a>,
        until: Option<(&'a Stage, Rank)>,
    ) {
        let stages = network.firewall.stages(direction).iter();
        for stage in stages.filter(|stage| stage.is_for(flow.region)) {
            for (rank, rule) in (0..).zip(stage.rules.rules()) {
                if until.is_some_and(|(own, at)| std::ptr::eq(own, stage) && at == rank) {
                    return;
                }
                if rule.doubt(flow) == Doubt::Condition && rule.matches(flow) == Relation::Some {
                    let field = rule.undecidable_field().unwrap_or("secureTags");
                    let at = stage.name(rank).map(|name| At::new(kind_of(stage), name));
                    let priority = rule.priority;
                    self.note(state(direction), at, docs::FIREWALL_POLICIES, || {
                        Says::new(SaysId::FirewallPolicySkipped)
                            .arg("policy", at.map_or("", |at| &at.name.name))
                            .arg("priority", priority.to_string())
                            .arg("field", field)
                    });
                }
            }
        }
    }

    /// Google documents source tags against Direct VPC egress as undefined
    /// (<https://cloud.google.com/run/docs/configuring/vpc-direct-vpc>), and they were observed to work.
    fn tags_undefined(
        &mut self,
        with_tags: Decision<'a>,
        without: Decision<'a>,
        network: &'a NetworkTables,
        flow: Flow<'a>,
        at: At<'a>,
    ) -> End<'a> {
        let by_rule = |decision: Decision<'a>| match decision {
            Decision::Rule { stage, rank, .. } => stage
                .rules
                .rule(rank)
                .filter(|rule| !rule.source_tags.is_empty())
                .and_then(|_| stage.name(rank)),
            _ => None,
        };
        let rule = by_rule(with_tags).or(by_rule(without));
        let _ = network;
        let at = rule.map_or(at, |name| At::new(Kind::Firewall, name));
        self.note(
            State::ApplyIngressFirewallRule,
            Some(at),
            docs::DIRECT_VPC,
            || {
                Says::new(SaysId::FirewallTagsUndefined)
                    .arg("rule", &*at.name.name)
                    .arg("tags", flow.source.tags.join(", "))
            },
        );
        End::Unmodelled {
            cause: Cause::IngressFirewallTagsUnsupportedByDirectVpcEgress,
            feature: "SOURCE_TAGS_OF_DIRECT_VPC_EGRESS",
            at: Some(at),
            doc: docs::DIRECT_VPC,
        }
    }

    fn undecidable(
        &mut self,
        direction: Direction,
        stage: &'a Stage,
        rank: Rank,
        field: &'a str,
    ) -> End<'a> {
        let at = stage.name(rank).map(|name| At::new(kind_of(stage), name));
        self.note_undecidable(direction, stage, rank, field);
        self.unmodelled(feature_of(field), at, docs::FIREWALL_POLICIES)
    }

    fn note_undecidable(
        &mut self,
        direction: Direction,
        stage: &'a Stage,
        rank: Rank,
        field: &'a str,
    ) {
        let at = stage.name(rank).map(|name| At::new(kind_of(stage), name));
        let priority = stage.rules.rule(rank).map_or(0, |rule| rule.priority);
        self.note(state(direction), at, docs::FIREWALL_POLICIES, || {
            Says::new(SaysId::FirewallPolicyUndecidable)
                .arg("policy", at.map_or("", |at| &at.name.name))
                .arg("priority", priority.to_string())
                .arg("field", field)
        });
    }

    pub(super) fn note_rule(
        &mut self,
        direction: Direction,
        stage: &'a Stage,
        rank: Rank,
        network: &'a NetworkTables,
        flow: &Flow<'a>,
        allow: bool,
    ) {
        if !self.is_tracing() {
            return;
        }
        let Some(rule) = stage.rules.rule(rank) else {
            return;
        };
        self.note_skipped(direction, network, flow, Some((stage, rank)));
        let name = stage.name(rank);
        let at = name.map(|name| At::new(kind_of(stage), name));
        let text = name.map_or("", |name| &*name.name);
        let priority = rule.priority.to_string();
        let says = match (&stage.kind, allow) {
            (StageKind::VpcRules, true) if stage.is_managed(rank) => {
                Says::new(SaysId::FirewallManagedAllows)
                    .arg("rule", text)
                    .arg("connector", connector_of(text))
            }
            (StageKind::VpcRules, true) => Says::new(SaysId::FirewallAllows)
                .arg("rule", text)
                .arg("priority", priority),
            (StageKind::VpcRules, false) => Says::new(SaysId::FirewallDenies)
                .arg("rule", text)
                .arg("priority", priority),
            (StageKind::Policy(..), true) => Says::new(SaysId::FirewallPolicyAllows)
                .arg("policy", text)
                .arg("priority", priority),
            (StageKind::Policy(..), false) => Says::new(SaysId::FirewallPolicyDenies)
                .arg("policy", text)
                .arg("priority", priority),
        };
        let doc = match stage.kind {
            StageKind::VpcRules if stage.is_managed(rank) => docs::CONNECTOR_FIREWALL,
            StageKind::VpcRules => docs::FIREWALL_RULES,
            StageKind::Policy(..) => docs::FIREWALL_POLICIES,
        };
        let flow = *flow;
        self.note_considered(
            state(direction),
            at,
            doc,
            || says,
            |walk| walk.passed_over(direction, network, &flow, Some((stage, rank))),
        );
    }

    pub(super) fn note_implied(
        &mut self,
        direction: Direction,
        network: &'a NetworkTables,
        flow: &Flow<'a>,
        allow: bool,
    ) {
        if !self.is_tracing() {
            return;
        }
        self.note_skipped(direction, network, flow, None);
        let at = At::new(Kind::Network, &network.name);
        let id = if allow {
            SaysId::FirewallImpliedAllow
        } else {
            SaysId::FirewallImpliedDeny
        };
        let flow = *flow;
        self.note_considered(
            state(direction),
            Some(at),
            docs::FIREWALL_RULES,
            || Says::new(id).arg("network", &*network.name.name),
            |walk| walk.passed_over(direction, network, &flow, None),
        );
    }

    /// The rules that came before the one that decided, and why each did not match. Worked out only for a
    /// trace.
    fn passed_over(
        &self,
        direction: Direction,
        network: &'a NetworkTables,
        flow: &Flow<'a>,
        until: Option<(&'a Stage, Rank)>,
    ) -> (usize, Vec<Loser>) {
        let mut total = 0;
        let mut shown = Vec::new();
        for stage in network
            .firewall
            .stages(direction)
            .iter()
            .filter(|stage| stage.is_for(flow.region))
        {
            for (rank, rule) in (0..).zip(stage.rules.rules()) {
                let decided = until.is_some_and(|(own, at)| std::ptr::eq(own, stage) && at == rank);
                total += 1;
                if decided {
                    return (total, shown);
                }
                if shown.len() == MOST_LOSERS {
                    continue;
                }
                if let (Some(field), Some(name)) = (rule.lost_by(flow), stage.name(rank)) {
                    let name = self.short(At::new(kind_of(stage), name));
                    let resource = match stage.kind {
                        StageKind::VpcRules => name,
                        StageKind::Policy(..) => format!("{name}#{}", rule.priority),
                    };
                    shown.push(Loser {
                        resource,
                        lost_because: because(direction, rule, flow, field),
                    });
                }
            }
        }
        (total, shown)
    }
}

/// The connector in the name of a rule that is managed for it: `aet-REGION-CONNECTOR-SUFFIX`.
fn connector_of(rule: &str) -> &str {
    let inner = rule.strip_prefix("aet-").unwrap_or(rule);
    let inner = inner.rsplit_once('-').map_or(inner, |(inner, _)| inner);
    // A region has one dash: `asia-northeast1`.
    inner.splitn(3, '-').nth(2).unwrap_or(inner)
}

fn kind_of(stage: &Stage) -> Kind {
    match stage.kind {
        StageKind::VpcRules => Kind::Firewall,
        StageKind::Policy(..) => Kind::FirewallPolicy,
    }
}

fn state(direction: Direction) -> State {
    match direction {
        Direction::Ingress => State::ApplyIngressFirewallRule,
        Direction::Egress => State::ApplyEgressFirewallRule,
    }
}

fn because(direction: Direction, rule: &Rule, flow: &Flow, field: Field) -> LostBecause {
    let ranges = |ranges: &[IpNet]| {
        let all: Vec<_> = ranges.iter().map(IpNet::to_string).collect();
        all.join(", ")
    };
    let ingress = direction == Direction::Ingress;
    let (name, wanted, got) = match field {
        Field::Off => match &rule.off {
            Some(off) => (off.field, off.wanted.clone(), off.got.clone()),
            None => ("disabled", String::new(), String::new()),
        },
        Field::TargetSecureTags => (
            "targetSecureTags",
            rule.target_secure_tags.join(", "),
            flow.target.secure_tags.text(),
        ),
        Field::SourceSecureTags => (
            "srcSecureTags",
            rule.source_secure_tags.join(", "),
            flow.source.secure_tags.text(),
        ),
        Field::TargetTags => (
            "targetTags",
            rule.target_tags.join(", "),
            flow.target.tags.join(", "),
        ),
        Field::TargetServiceAccounts => (
            "targetServiceAccounts",
            rule.target_service_accounts.join(", "),
            flow.target.service_account.unwrap_or_default().to_owned(),
        ),
        Field::Layer4 => (
            match rule.action {
                crate::tables::rules::Action::Allow => "allowed",
                crate::tables::rules::Action::Deny => "denied",
                _ => "layer4Configs",
            },
            rule.layer4
                .iter()
                .map(layer4_text)
                .collect::<Vec<_>>()
                .join(", "),
            match flow.port {
                Some(port) => format!("{}:{port}", flow.protocol),
                None => flow.protocol.to_string(),
            },
        ),
        Field::Remote => (
            if ingress {
                "sourceRanges"
            } else {
                "destinationRanges"
            },
            ranges(&rule.remote),
            flow.remote.text(),
        ),
        Field::Local => (
            if ingress {
                "destinationRanges"
            } else {
                "sourceRanges"
            },
            ranges(&rule.local),
            flow.local.text(),
        ),
        Field::SourceTags => (
            "sourceTags",
            rule.source_tags.join(", "),
            flow.source.tags.join(", "),
        ),
        Field::SourceServiceAccounts => (
            "sourceServiceAccounts",
            rule.source_service_accounts.join(", "),
            flow.source.service_account.unwrap_or_default().to_owned(),
        ),
    };
    LostBecause {
        field: name.to_owned(),
        wanted,
        got,
    }
}

fn layer4_text(layer4: &hopscope_model::Layer4) -> String {
    let protocol = layer4
        .protocol
        .map_or_else(|| "all".to_owned(), |protocol| protocol.to_string());
    if layer4.ports.is_empty() {
        return protocol;
    }
    let ports: Vec<_> = layer4.ports.iter().map(ToString::to_string).collect();
    format!("{protocol}:{}", ports.join(","))
}

fn feature_of(field: &str) -> &'static str {
    match field {
        "srcFqdns" | "destFqdns" => "FIREWALL_FQDN",
        "srcRegionCodes" | "destRegionCodes" => "FIREWALL_GEOLOCATION",
        "srcThreatIntelligences" | "destThreatIntelligences" => "FIREWALL_THREAT_INTELLIGENCE",
        "action" => "FIREWALL_POLICY_ACTION",
        _ => "FIREWALL_POLICY_MATCH",
    }
}

/// Cuts a set of addresses so that what a rule says is certain of each part.
fn parts_of<'a>(
    set: AddressSet<'a>,
    rule: &Rule,
    rules: &crate::tables::rules::RuleList,
) -> Vec<AddressSet<'a>> {
    let mut parts: Vec<AddressSet<'a>> = match set {
        AddressSet::Many(addresses) => addresses.iter().copied().map(AddressSet::One).collect(),
        AddressSet::Ranges(ranges) if ranges.len() > 1 => ranges
            .iter()
            .map(|range| AddressSet::Range(IpNet::V4(*range)))
            .collect(),
        AddressSet::Ranges(&[range]) => cut(IpNet::V4(range), rules),
        AddressSet::Range(range) => cut(range, rules),
        _ => Vec::new(),
    };
    let _ = rule;
    parts.truncate(MOST_PARTS);
    parts
}

/// One address for each piece into which the rules' ranges cut a range.
fn cut<'a>(own: IpNet, rules: &crate::tables::rules::RuleList) -> Vec<AddressSet<'a>> {
    let set = AddressSet::Range(own);
    let mut points = vec![own.network()];
    for range in rules.rules().iter().flat_map(|rule| &rule.remote) {
        if set.relation(range) == Relation::Some {
            points.push(range.network());
            if let Some(next) = after(range.broadcast()) {
                points.push(next);
            }
        }
    }
    points.retain(|point| own.contains(point));
    order::sort(&mut points);
    points.dedup();
    points.into_iter().map(AddressSet::One).collect()
}

fn after(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => u32::from(address)
            .checked_add(1)
            .map(|next| IpAddr::V4(next.into())),
        IpAddr::V6(address) => u128::from(address)
            .checked_add(1)
            .map(|next| IpAddr::V6(next.into())),
    }
}
