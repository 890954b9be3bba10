//! The firewall stage alone: what a network's firewall says about a flow at a machine with given tags and
//! service account. For comparison with other evaluators, and for questions about rules themselves.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::{Protocol, resource::firewall::Direction};

use crate::address_set::AddressSet;
use crate::tables::firewall::Decision;
use crate::tables::rules::{Flow, Identity, SecureTags};
use crate::topology::Topology;

/// A flow at a machine.
#[derive(Clone, Debug)]
pub struct FirewallFlow<'a> {
    /// Seen from the machine.
    pub direction: Direction,
    /// The far side.
    pub remote: IpAddr,
    /// Protocol.
    pub protocol: Protocol,
    /// Destination port, where the protocol has one.
    pub port: Option<u16>,
    /// Network tags of the far machine, if it is one of the same network.
    pub source_tags: &'a [String],
    /// Its service account.
    pub source_service_account: Option<&'a str>,
    /// Network tags of the machine itself.
    pub target_tags: &'a [String],
    /// Its service account.
    pub target_service_account: Option<&'a str>,
}

/// What the firewall says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FirewallVerdict {
    /// Allowed or denied by a rule, by its name (and priority, for a policy's).
    Rule {
        /// Whether it allows.
        allow: bool,
        /// The rule or policy.
        by: Name,
        /// Its priority.
        priority: u32,
    },
    /// By the implied rule.
    Implied {
        /// Whether it allows.
        allow: bool,
    },
    /// A rule that could decide has a condition or an action that is not modelled.
    NotModelled {
        /// The rule or policy.
        by: Name,
        /// Its priority.
        priority: u32,
    },
}

/// What the firewall of a network says about a flow; `None` where there is no such network.
pub fn firewall_verdict(
    net: &Topology,
    network: &Name,
    flow: &FirewallFlow,
) -> Option<FirewallVerdict> {
    let (_, network) = net.network(network)?;
    // A flow says nothing of secure tags.
    let secure_tags = SecureTags::Unknown(&network.name);
    let (source, target) = (
        Identity {
            tags: flow.source_tags,
            service_account: flow.source_service_account,
            secure_tags,
        },
        Identity {
            tags: flow.target_tags,
            service_account: flow.target_service_account,
            secure_tags,
        },
    );
    let inner = Flow {
        remote: AddressSet::One(flow.remote),
        local: AddressSet::Public,
        protocol: flow.protocol,
        port: flow.port,
        target,
        source,
        region: "",
    };
    let by = |stage: &crate::tables::firewall::Stage, rank| {
        let priority = stage.rules.rule(rank)?.priority;
        Some((stage.name(rank)?.clone(), priority))
    };
    Some(match network.firewall.decide(flow.direction, &inner) {
        Decision::Rule { allow, stage, rank } => {
            let (by, priority) = by(stage, rank)?;
            FirewallVerdict::Rule {
                allow,
                by,
                priority,
            }
        }
        Decision::Implied { allow } => FirewallVerdict::Implied { allow },
        Decision::Uncertain { stage, rank, .. } | Decision::NotModelled { stage, rank } => {
            let (by, priority) = by(stage, rank)?;
            FirewallVerdict::NotModelled { by, priority }
        }
    })
}
