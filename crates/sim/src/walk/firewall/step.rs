//! The step of a firewall: which rule decided, and each that was passed over with the one field that did not fit.
//!
//! What a rule matches by: <https://cloud.google.com/firewall/docs/firewall-policies-rule-details>.

use hopscope_model::resource::Kind;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::SaysId;
use ipnet::IpNet;

use super::{kind_of, state};
use crate::docs;
use crate::tables::firewall::{Stage, StageKind};
use crate::tables::network::NetworkTables;
use crate::tables::ports::Rank;
use crate::tables::rules::{Field, Flow, Rule};
use crate::walk::{At, Walk};

impl<'a> Walk<'a> {
    pub(in crate::walk) fn note_rule(
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

    pub(in crate::walk) fn note_implied(
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
