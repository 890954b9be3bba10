//! Rules of which it cannot be told whether they match: where one could decide there is no answer, and where it makes no
//! difference it is said that it was skipped.
//!
//! <https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/overview>

use hopscope_model::Cause;
use hopscope_model::resource::Kind;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;

use super::{kind_of, state};
use crate::address_set::Relation;
use crate::docs;
use crate::tables::firewall::Stage;
use crate::tables::network::NetworkTables;
use crate::tables::ports::Rank;
use crate::tables::rules::{Doubt, Flow, SecureTags};
use crate::walk::{At, End, Lack, Walk};

impl<'a> Walk<'a> {
    /// The end of it at a rule that may match: what would tell is not in the scenario, or in no configuration.
    pub(super) fn condition(
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
    pub(super) fn note_skipped(
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
                    if rule.silent == Some(field) {
                        self.note_undecidable(direction, stage, rank, field);
                        continue;
                    }
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

    pub(super) fn undecidable(
        &mut self,
        direction: Direction,
        stage: &'a Stage,
        rank: Rank,
        field: &'a str,
    ) -> End<'a> {
        let at = stage.name(rank).map(|name| At::new(kind_of(stage), name));
        self.note_undecidable(direction, stage, rank, field);
        let silent = stage.rules.rule(rank).and_then(|rule| rule.silent);
        if silent == Some(field) {
            return self.unmodelled("FIREWALL_DEFAULT_RANGE", at, docs::FIREWALL_RULES);
        }
        self.unmodelled(feature_of(field), at, docs::FIREWALL_POLICIES)
    }

    pub(super) fn note_undecidable(
        &mut self,
        direction: Direction,
        stage: &'a Stage,
        rank: Rank,
        field: &'a str,
    ) {
        let at = stage.name(rank).map(|name| At::new(kind_of(stage), name));
        let rule = stage.rules.rule(rank);
        let priority = rule.map_or(0, |rule| rule.priority);
        if rule.and_then(|rule| rule.silent) == Some(field) {
            self.note(state(direction), at, docs::FIREWALL_RULES, || {
                Says::new(SaysId::FirewallDefaultRange)
                    .arg("rule", at.map_or("", |at| &at.name.name))
                    .arg("priority", priority.to_string())
                    .arg("field", field)
            });
            return;
        }
        self.note(state(direction), at, docs::FIREWALL_POLICIES, || {
            Says::new(SaysId::FirewallPolicyUndecidable)
                .arg("policy", at.map_or("", |at| &at.name.name))
                .arg("priority", priority.to_string())
                .arg("field", field)
        });
    }
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
