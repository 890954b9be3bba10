//! Firewall rules at a machine, in both directions.
//!
//! <https://cloud.google.com/firewall/docs/firewall-policies-rule-eval-order>,
//! <https://cloud.google.com/firewall/docs/firewalls>

mod doubt;
mod parts;
mod step;

use hopscope_model::resource::Kind;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State};

use self::parts::parts_of;
use super::vpc::SenderKind;
use super::{At, Checked, End, Lack, Walk};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::firewall::{Decision, Stage, StageKind};
use crate::tables::network::NetworkTables;
use crate::tables::rules::{Doubt, Flow, Identity};

impl<'a> Walk<'a> {
    /// Ends it if a rule or policy of a network's firewall could not be read, or a policy is not there; lists that there
    /// are no others.
    pub(super) fn firewall_is_known(&mut self, network: &'a NetworkTables) -> Checked<'a> {
        let project = &network.name.project;
        self.unread(Kind::FirewallPolicy, project, Some(network))?;
        self.policy_is_there(network)?;
        self.unread(Kind::Firewall, project, Some(network))?;
        self.assume_complete(Kind::FirewallPolicy, project);
        self.assume_no_more_above(project);
        self.assume_complete(Kind::Firewall, project);
        Ok(())
    }

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
        self.firewall_is_known(network)?;
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
                doubt: Doubt::Addresses,
                ..
            } => {
                let parts = parts_of(flow.remote, &stage.rules);
                if parts.len() < 2 {
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

    /// Ends it if a network names a firewall policy that is not in the scenario.
    pub(super) fn policy_is_there(&self, network: &'a NetworkTables) -> Checked<'a> {
        let own = self.net.scenario.resources.networks.get(&network.name);
        match own.and_then(|own| own.firewall_policy.as_ref()) {
            None => Ok(()),
            Some(policy) => Err(self.incomplete(
                Cause::FirewallConfigNotFound,
                Lack::One(Kind::FirewallPolicy, policy.name()),
            )),
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
