//! A list of firewall rules in order of evaluation, and the first that matches a flow.
//!
//! A verdict does not scan: rules are filed by target (every machine, a tag, a service account), by remote
//! range in a prefix tree, and at each prefix by protocol and port. What cannot be filed so (a condition on
//! the near side's address too, or one that no configuration decides) is checked one by one.

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::resource::Instance;
use hopscope_model::{Layer4, Name, Protocol};
use ipnet::{IpNet, Ipv4Net};
use rustc_hash::FxHashMap;

use super::ports::{PortIndex, Rank, lower};
use super::prefixes::Prefixes;
use crate::address_set::{AddressSet, Relation};

/// What stands for the far side where a rule names none: every IPv4 address, and no IPv6 one
/// (<https://cloud.google.com/firewall/docs/firewalls#sources>).
pub(super) const DEFAULT_RANGE: IpNet = IpNet::V4(Ipv4Net::new_assert(Ipv4Addr::UNSPECIFIED, 0));

/// What a rule does.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Action {
    /// Lets it on.
    Allow,
    /// Ends it.
    Deny,
    /// On to the next stage.
    Next,
    /// Decided by something that is not modelled.
    NotModelled,
}

/// A rule as the tables need it: VPC firewall rules and policy rules alike.
#[derive(Clone, Debug)]
pub(crate) struct Rule {
    /// Index of the resource it came from, in its own list.
    pub(crate) origin: u32,
    pub(crate) priority: u32,
    pub(crate) action: Action,
    pub(crate) layer4: Vec<Layer4>,
    /// Ranges of the far side.
    pub(crate) remote: Vec<IpNet>,
    /// The field that would say which addresses of the far side it is for, where its absence says nothing of IPv6: with
    /// the range that stands for it, every IPv4 address and no certain IPv6 one.
    pub(crate) silent: Option<&'static str>,
    /// Ranges of the near side; empty: every address.
    pub(crate) local: Vec<IpNet>,
    pub(crate) source_tags: Vec<String>,
    pub(crate) source_service_accounts: Vec<String>,
    pub(crate) target_tags: Vec<String>,
    pub(crate) target_service_accounts: Vec<String>,
    /// Secure tags of the far side: with its ranges and tags they are a union.
    pub(crate) source_secure_tags: Vec<String>,
    /// Secure tags of the machines it is for.
    pub(crate) target_secure_tags: Vec<String>,
    /// An address group that it names and that is not in the scenario.
    pub(crate) missing_group: Option<Name>,
    /// It is there and for nothing of this network: which field says so, with what it holds, and what would count.
    pub(crate) off: Option<Box<Off>>,
    /// Fields that no configuration decides, and that have to fit as well as the rest.
    pub(crate) undecidable: Vec<String>,
    /// Fields for the far side that no configuration decides: with the ranges they are a union, so that one of
    /// them is enough.
    pub(crate) undecidable_remote: Vec<String>,
}

/// Why a rule never matches in this network.
#[derive(Clone, Debug)]
pub(crate) struct Off {
    pub(crate) field: &'static str,
    pub(crate) wanted: String,
    pub(crate) got: String,
}

/// What a machine is matched by.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Identity<'a> {
    pub(crate) tags: &'a [String],
    pub(crate) service_account: Option<&'a str>,
    pub(crate) secure_tags: SecureTags<'a>,
}

impl<'a> Identity<'a> {
    /// Of a machine.
    pub(crate) fn of(name: &'a Name, machine: &'a Instance) -> Self {
        Self {
            tags: &machine.tags,
            service_account: machine.service_account.as_deref(),
            secure_tags: match &machine.secure_tags {
                Some(tags) => SecureTags::Known(tags),
                None => SecureTags::Unknown(name),
            },
        }
    }
}

/// The secure tags that are bound to a machine (<https://cloud.google.com/firewall/docs/tags-firewalls-overview>).
#[derive(Clone, Copy, Debug)]
pub(crate) enum SecureTags<'a> {
    /// These, and no others.
    Known(&'a [String]),
    /// The scenario does not say which this machine has.
    Unknown(&'a Name),
}

impl Default for SecureTags<'_> {
    fn default() -> Self {
        Self::Known(&[])
    }
}

impl SecureTags<'_> {
    /// How a list of tags, of which one is enough, relates to them.
    fn relation(self, wanted: &[String]) -> Relation {
        match self {
            _ if wanted.is_empty() => Relation::None,
            Self::Known(own) if own.iter().any(|tag| wanted.contains(tag)) => Relation::All,
            Self::Known(_) => Relation::None,
            Self::Unknown(_) => Relation::Some,
        }
    }

    /// As results print them.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Known(own) => own.join(", "),
            Self::Unknown(_) => "?".to_owned(),
        }
    }
}

/// A flow as firewall rules see it, from the machine they guard.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Flow<'a> {
    /// The far side.
    pub(crate) remote: AddressSet<'a>,
    /// The near side.
    pub(crate) local: AddressSet<'a>,
    pub(crate) protocol: Protocol,
    pub(crate) port: Option<u16>,
    /// The machine that is guarded.
    pub(crate) target: Identity<'a>,
    /// The far machine, where it is one of the same network that sends from its primary address.
    pub(crate) source: Identity<'a>,
    /// Region of the machine that is guarded: regional policies are for their own.
    pub(crate) region: &'a str,
}

/// The first rule that matches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Match {
    /// None does.
    None,
    /// This one, surely.
    Rule(Rank),
    /// This one may, and it would decide otherwise than what comes after it.
    Uncertain(Rank, Doubt),
}

/// Why it cannot be told whether a rule matches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Doubt {
    /// Some of the addresses match and some do not.
    Addresses,
    /// It has a condition that no configuration decides.
    Condition,
}

#[derive(Clone, Default, Debug)]
struct Bucket {
    by_remote: Prefixes<PortIndex>,
    source_tags: FxHashMap<Box<str>, PortIndex>,
    source_service_accounts: FxHashMap<Box<str>, PortIndex>,
}

/// Rules in order of evaluation.
#[derive(Clone, Default, Debug)]
pub(crate) struct RuleList {
    rules: Vec<Rule>,
    everyone: Bucket,
    by_tag: FxHashMap<Box<str>, Bucket>,
    by_service_account: FxHashMap<Box<str>, Bucket>,
    /// Ranks of rules that are checked one by one, ascending.
    one_by_one: Vec<Rank>,
}

impl RuleList {
    /// Files rules that are in order of evaluation.
    pub(crate) fn new(rules: Vec<Rule>) -> Self {
        let mut list = Self::default();
        for (rank, rule) in rules.iter().enumerate() {
            let rank = Rank::try_from(rank).unwrap_or(Rank::MAX - 1);
            if rule.off.is_some() {
                continue;
            }
            let secure = rule.source_secure_tags.len() + rule.target_secure_tags.len();
            if !rule.local.is_empty() || rule.undecidable_field().is_some() || secure > 0 {
                list.one_by_one.push(rank);
                continue;
            }
            if rule.target_tags.is_empty() && rule.target_service_accounts.is_empty() {
                list.everyone.add(rule, rank);
            }
            for tag in &rule.target_tags {
                list.by_tag
                    .entry(tag.as_str().into())
                    .or_default()
                    .add(rule, rank);
            }
            for account in &rule.target_service_accounts {
                list.by_service_account
                    .entry(account.as_str().into())
                    .or_default()
                    .add(rule, rank);
            }
        }
        list.everyone.build();
        list.by_tag.values_mut().for_each(Bucket::build);
        list.by_service_account.values_mut().for_each(Bucket::build);
        list.rules = rules;
        list
    }

    /// The rules, in order.
    pub(crate) fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule of a rank.
    pub(crate) fn rule(&self, rank: Rank) -> Option<&Rule> {
        self.rules.get(rank as usize)
    }

    /// The first rule that matches, as though those before `from` that may match did not.
    pub(crate) fn first(&self, flow: &Flow, from: Rank) -> Match {
        match flow.remote.one() {
            Some(remote) => self.first_for_one(flow, remote, from),
            None => self.first_for_set(flow, from),
        }
    }

    fn first_for_one(&self, flow: &Flow, remote: IpAddr, from: Rank) -> Match {
        let mut found = self.everyone.first(flow, remote);
        for tag in flow.target.tags {
            if let Some(bucket) = self.by_tag.get(tag.as_str()) {
                found = lower(found, bucket.first(flow, remote));
            }
        }
        if let Some(account) = flow.target.service_account
            && let Some(bucket) = self.by_service_account.get(account)
        {
            found = lower(found, bucket.first(flow, remote));
        }
        for &rank in &self.one_by_one {
            if found.is_some_and(|found| found < rank) {
                break;
            }
            let Some(rule) = self.rule(rank) else { break };
            if rule.matches(flow) == Relation::All {
                found = Some(rank);
                break;
            }
        }
        let doubtful = self.one_by_one.iter().copied();
        self.settle(flow, found, doubtful.filter(|rank| *rank >= from))
    }

    fn first_for_set(&self, flow: &Flow, from: Rank) -> Match {
        let ranks = 0..Rank::try_from(self.rules.len()).unwrap_or(Rank::MAX - 1);
        let found = ranks.clone().find(|rank| {
            self.rule(*rank)
                .is_some_and(|rule| rule.matches(flow) == Relation::All)
        });
        self.settle(flow, found, ranks.filter(|rank| *rank >= from))
    }

    /// The rule found, unless one before it may match and would decide otherwise.
    fn settle(
        &self,
        flow: &Flow,
        found: Option<Rank>,
        doubtful: impl Iterator<Item = Rank>,
    ) -> Match {
        let action = found
            .and_then(|rank| self.rule(rank))
            .map(|rule| rule.action);
        let doubt = doubtful
            .take_while(|rank| found.is_none_or(|found| *rank < found))
            .filter_map(|rank| Some((rank, self.rule(rank)?)))
            .find(|(_, rule)| Some(rule.action) != action && rule.matches(flow) == Relation::Some);
        match (doubt, found) {
            (Some((rank, rule)), _) => Match::Uncertain(rank, rule.doubt(flow)),
            (None, Some(rank)) => Match::Rule(rank),
            (None, None) => Match::None,
        }
    }
}

impl Bucket {
    fn add(&mut self, rule: &Rule, rank: Rank) {
        for layer4 in &rule.layer4 {
            for range in &rule.remote {
                self.by_remote.entry(range).add(layer4, rank);
            }
            for tag in &rule.source_tags {
                self.source_tags
                    .entry(tag.as_str().into())
                    .or_default()
                    .add(layer4, rank);
            }
            for account in &rule.source_service_accounts {
                self.source_service_accounts
                    .entry(account.as_str().into())
                    .or_default()
                    .add(layer4, rank);
            }
        }
    }

    fn build(&mut self) {
        self.by_remote.values_mut().for_each(PortIndex::build);
        self.source_tags.values_mut().for_each(PortIndex::build);
        self.source_service_accounts
            .values_mut()
            .for_each(PortIndex::build);
    }

    fn first(&self, flow: &Flow, remote: IpAddr) -> Option<Rank> {
        let of = |index: &PortIndex| index.first(flow.protocol, flow.port);
        let mut found = None;
        for index in self.by_remote.covering(remote) {
            found = lower(found, of(index));
        }
        for tag in flow.source.tags {
            if let Some(index) = self.source_tags.get(tag.as_str()) {
                found = lower(found, of(index));
            }
        }
        if let Some(account) = flow.source.service_account
            && let Some(index) = self.source_service_accounts.get(account)
        {
            found = lower(found, of(index));
        }
        found
    }
}

impl Rule {
    /// Why it cannot be told whether it matches.
    pub(crate) fn doubt(&self, flow: &Flow) -> Doubt {
        match self.undecidable_field() {
            None if self.unknown_tags(flow).is_some() => Doubt::Condition,
            None => Doubt::Addresses,
            Some(_) => Doubt::Condition,
        }
    }

    /// The machine whose secure tags would decide, and are not known.
    pub(crate) fn unknown_tags<'a>(&self, flow: &Flow<'a>) -> Option<&'a Name> {
        let sides = [
            (&self.target_secure_tags, flow.target.secure_tags),
            (&self.source_secure_tags, flow.source.secure_tags),
        ];
        sides.into_iter().find_map(|(wanted, own)| match own {
            SecureTags::Unknown(machine) if !wanted.is_empty() => Some(machine),
            _ => None,
        })
    }

    /// A field that no configuration decides.
    pub(crate) fn undecidable_field(&self) -> Option<&str> {
        let mut fields = self.undecidable_remote.iter().chain(&self.undecidable);
        fields.next().map(String::as_str).or(self.silent)
    }

    /// Whether the rule matches: all of the flow, none of it, or some (or it cannot be told).
    pub(crate) fn matches(&self, flow: &Flow) -> Relation {
        if self.lost_by(flow).is_some() {
            return Relation::None;
        }
        if !self.undecidable.is_empty() || self.target_relation(flow) == Relation::Some {
            return Relation::Some;
        }
        let local = if self.local.is_empty() {
            Relation::All
        } else {
            flow.local.relation_to_any(&self.local)
        };
        match (self.remote_relation(flow), local) {
            (Relation::All, Relation::All) => Relation::All,
            (Relation::None, _) | (_, Relation::None) => Relation::None,
            _ => Relation::Some,
        }
    }

    fn remote_relation(&self, flow: &Flow) -> Relation {
        let by_identity = self
            .source_tags
            .iter()
            .any(|tag| flow.source.tags.contains(tag))
            || flow.source.service_account.is_some_and(|account| {
                self.source_service_accounts
                    .iter()
                    .any(|own| own == account)
            });
        let by_secure_tag = flow.source.secure_tags.relation(&self.source_secure_tags);
        if by_identity || by_secure_tag == Relation::All {
            return Relation::All;
        }
        let unsure = !self.undecidable_remote.is_empty()
            || self.silent.is_some()
            || by_secure_tag == Relation::Some;
        match flow.remote.relation_to_any(&self.remote) {
            Relation::None if unsure => Relation::Some,
            by_range => by_range,
        }
    }

    /// Whether it is for the machine.
    fn target_relation(&self, flow: &Flow) -> Relation {
        if self.target_tags.is_empty()
            && self.target_service_accounts.is_empty()
            && self.target_secure_tags.is_empty()
        {
            return Relation::All;
        }
        let tag_hit = self
            .target_tags
            .iter()
            .any(|tag| flow.target.tags.contains(tag));
        let account_hit = flow.target.service_account.is_some_and(|account| {
            self.target_service_accounts
                .iter()
                .any(|own| own == account)
        });
        if tag_hit || account_hit {
            return Relation::All;
        }
        flow.target.secure_tags.relation(&self.target_secure_tags)
    }

    /// The first field by which the rule surely does not match, by its place in the order in which Google
    /// lists them: target, protocol and port, far side, near side.
    pub(crate) fn lost_by(&self, flow: &Flow) -> Option<Field> {
        if self.off.is_some() {
            return Some(Field::Off);
        }
        if self.target_relation(flow) == Relation::None {
            return Some(if !self.target_tags.is_empty() {
                Field::TargetTags
            } else if !self.target_secure_tags.is_empty() {
                Field::TargetSecureTags
            } else {
                Field::TargetServiceAccounts
            });
        }
        if !self
            .layer4
            .iter()
            .any(|layer4| layer4.matches(flow.protocol, flow.port))
        {
            return Some(Field::Layer4);
        }
        if self.remote_relation(flow) == Relation::None {
            let only_identity = self.remote.is_empty();
            return Some(match only_identity {
                true if !self.source_tags.is_empty() => Field::SourceTags,
                true if !self.source_service_accounts.is_empty() => Field::SourceServiceAccounts,
                true if !self.source_secure_tags.is_empty() => Field::SourceSecureTags,
                _ => Field::Remote,
            });
        }
        if !self.local.is_empty() && flow.local.relation_to_any(&self.local) == Relation::None {
            return Some(Field::Local);
        }
        None
    }
}

/// A field of a rule.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Field {
    Off,
    TargetSecureTags,
    SourceSecureTags,
    TargetTags,
    TargetServiceAccounts,
    Layer4,
    Remote,
    SourceTags,
    SourceServiceAccounts,
    Local,
}
