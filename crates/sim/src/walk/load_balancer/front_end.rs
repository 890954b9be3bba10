//! The front end: which of the forwarding rules of an address takes a packet, and whether it may come from there.
//!
//! <https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts>: several rules share an address where their
//! protocols or ports differ; a rule with source ranges comes before the one without, and a rule of one protocol
//! before one of all (`L3_DEFAULT`). A regional internal rule is for clients of its region unless it has global access.

use hopscope_model::name::Name;
use hopscope_model::resource::forwarding_rule::{ForwardingRule, ForwardingTarget, Scheme};
use hopscope_model::resource::load_balancing::ProxyProtocol;
use hopscope_model::resource::{BackendService, Kind, Resource, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, Ref, State};

use super::Client;
use crate::address_set::Relation;
use crate::docs;
use crate::tables::network::NetworkTables;
use crate::walk::{At, Checked, End, Lack, Walk};

/// What a rule of all protocols takes
/// (<https://cloud.google.com/load-balancing/docs/forwarding-rule-concepts#l3-default>).
const L3_DEFAULT: [Protocol; 8] = [
    Protocol::TCP,
    Protocol::UDP,
    Protocol::ICMP,
    Protocol::ICMPV6,
    Protocol::SCTP,
    Protocol::ESP,
    Protocol::AH,
    Protocol::GRE,
];

impl<'a> Walk<'a> {
    /// At an address of forwarding rules: the one that takes the packet.
    pub(in crate::walk) fn to_forwarding_rules(
        &mut self,
        names: &'a [Name],
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        self.unread_anywhere(Kind::ForwardingRule, None)?;
        let taking = self.taking_rule(names)?;
        let by_quic = || names.iter().find(|name| self.may_be_http3(name));
        match taking.or_else(by_quic).or(names.first()) {
            Some(name) => self.to_forwarding_rule(name, client),
            None => Err(self.incomplete(Cause::UnknownIp, Lack::Address)),
        }
    }

    /// The rule that takes the packet: by source first, then by protocol.
    fn taking_rule(&self, names: &'a [Name]) -> Checked<'a, Option<&'a Name>> {
        let rules = &self.net.scenario.resources.forwarding_rules;
        let mut best: Option<(u8, bool, &Name)> = None;
        for name in names {
            let Some(rule) = rules.get(name).filter(|rule| self.fits(rule)) else {
                continue;
            };
            let mut steering = 0;
            for range in &rule.source_ranges {
                match self.packet.source.relation(range) {
                    Relation::All => steering = steering.max(range.prefix_len() + 1),
                    Relation::None => {}
                    Relation::Some => {
                        return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
                    }
                }
            }
            if steering == 0 && !rule.source_ranges.is_empty() {
                continue;
            }
            let rank = (steering, rule.protocol.is_some());
            if best.is_none_or(|(length, own, _)| rank > (length, own)) {
                best = Some((rank.0, rank.1, name));
            }
        }
        Ok(best.map(|(.., name)| name))
    }

    /// Whether protocol and port are the rule's.
    fn fits(&self, rule: &ForwardingRule) -> bool {
        let port = self.ask.port;
        let published = matches!(rule.target, ForwardingTarget::ServiceAttachment(_));
        let protocol = match rule.protocol {
            Some(own) => own == self.ask.protocol,
            None => {
                let asked = self.ask.protocol;
                let service = match &rule.target {
                    ForwardingTarget::BackendService(own) => self.protocol_of(own),
                    _ => None,
                };
                published || service.map_or(L3_DEFAULT.contains(&asked), |own| own == asked)
            }
        };
        protocol
            && (rule.all_ports
                || rule.ports.is_empty()
                || port.is_some_and(|port| rule.ports.iter().any(|own| own.contains(port))))
    }

    /// The one protocol of a backend service. With any other than `UNSPECIFIED`, a forwarding rule cannot be one of
    /// `L3_DEFAULT` (<https://cloud.google.com/load-balancing/docs/internal#forwarding-rule-protocols>).
    fn protocol_of(&self, service: &Ref<BackendService>) -> Option<Protocol> {
        let service = self.net.scenario.resources.get(service)?;
        match service.protocol.as_deref() {
            Some("TCP") => Some(Protocol::TCP),
            Some("UDP") => Some(Protocol::UDP),
            _ => None,
        }
    }

    /// Whether a backend service has one protocol.
    pub(in crate::walk) fn service_is_of_one_protocol(&self, own: &Ref<BackendService>) -> bool {
        self.protocol_of(own).is_some()
    }

    /// Whether it is UDP to the TCP port of a global external rule with a proxy: HTTP/3, if that is what is sent
    /// (<https://cloud.google.com/load-balancing/docs/https#QUIC>).
    fn may_be_http3(&self, name: &Name) -> bool {
        let rules = &self.net.scenario.resources.forwarding_rules;
        let port = self.ask.port.filter(|_| self.ask.protocol == Protocol::UDP);
        let (Some(rule), Some(port)) = (rules.get(name), port) else {
            return false;
        };
        name.is_global()
            && matches!(rule.scheme, Scheme::External | Scheme::ExternalManaged)
            && matches!(rule.target, ForwardingTarget::Proxy(_))
            && rule.protocol == Some(Protocol::TCP)
            && rule.ports.iter().any(|own| own.contains(port))
    }

    /// At one rule.
    pub(super) fn to_forwarding_rule(
        &mut self,
        name: &'a Name,
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::ForwardingRule, name);
        let Some(rule) = self.net.scenario.resources.forwarding_rules.get(name) else {
            self.unread(Kind::ForwardingRule, &name.project, None)?;
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::One(Kind::ForwardingRule, name),
            ));
        };
        self.part_is_read(at, &[UnreadPart::Resource])?;
        self.takes(at, rule)?;
        if self.packet.destination.is_ipv6() {
            self.takes_ipv6(at, rule)?;
        }
        if let ForwardingTarget::ServiceAttachment(attachment) = &rule.target {
            return self.to_endpoint(at, rule, attachment, client);
        }
        self.is_in_reach(at, rule, client)?;
        match (&rule.target, rule.scheme) {
            (_, Scheme::InternalSelfManaged) => {
                Err(self.unmodelled("SERVICE_MESH", Some(at), docs::LOAD_BALANCING))
            }
            (ForwardingTarget::BackendService(service), Scheme::Internal | Scheme::External) => {
                self.pass_through(at, rule, service, client)
            }
            (ForwardingTarget::Pool(pool), Scheme::External) => self.to_pool(pool, client),
            (ForwardingTarget::Instance(target), Scheme::Internal | Scheme::External) => {
                self.to_target_instance(at, rule, target, client)
            }
            (ForwardingTarget::Proxy(proxy), _) => self.to_proxy(at, rule, proxy),
            (ForwardingTarget::None, _) => {
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "target")))
            }
            _ => Err(self.unmodelled("FORWARDING_RULE_TARGET", Some(at), docs::FORWARDING_RULES)),
        }
    }

    /// Protocol and port must be the rule's.
    fn takes(&mut self, at: At<'a>, rule: &'a ForwardingRule) -> Checked<'a> {
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        let text = || port.map_or_else(String::new, |port| port.to_string());
        let destination = self.packet.destination;
        if self.fits(rule) {
            self.note(
                State::ApplyForwardingRule,
                Some(at),
                docs::FORWARDING_RULES,
                || {
                    Says::new(SaysId::ForwardingRuleTakes)
                        .arg("rule", &*at.name.name)
                        .arg("address", destination.text())
                        .arg("port", text())
                },
            );
            return Ok(());
        }
        if self.may_be_http3(at.name)
            && let ForwardingTarget::Proxy(proxy) = &rule.target
        {
            let (proxy_at, proxy) = self.referred(proxy)?;
            if proxy.protocol == ProxyProtocol::Https && !proxy.quic_disabled {
                // `ENABLE` is "when possible", and without it Google manages whether it is used.
                return Err(self.unmodelled("HTTP3", Some(proxy_at), docs::QUIC));
            }
        }
        self.note(
            State::ApplyForwardingRule,
            Some(at),
            docs::FORWARDING_RULES,
            || {
                Says::new(SaysId::ForwardingRuleMismatch)
                    .arg("rule", &*at.name.name)
                    .arg("protocol", protocol.to_string())
                    .arg("port", text())
            },
        );
        Err(self.stop(Cause::ForwardingRuleMismatch, Some(at), CallerSees::Timeout))
    }

    /// A client of another region reaches a regional internal rule only with global access.
    fn is_in_reach(
        &mut self,
        at: At<'a>,
        rule: &'a ForwardingRule,
        client: Client<'a>,
    ) -> Checked<'a> {
        match client {
            Client::Inside(sender)
                if !at.name.is_global()
                    && !rule.allow_global_access
                    && sender.region != at.name.region() =>
            {
                self.other_region(at, sender.region)
            }
            _ => Ok(()),
        }
    }

    /// The client's region is not the rule's.
    pub(super) fn other_region(&mut self, at: At<'a>, region: &'a str) -> Checked<'a> {
        self.note(
            State::ApplyForwardingRule,
            Some(at),
            docs::GLOBAL_ACCESS,
            || {
                Says::new(SaysId::ForwardingRuleOtherRegion)
                    .arg("rule", &*at.name.name)
                    .arg("region", at.name.region())
                    .arg("from", region)
            },
        );
        self.block(
            Cause::ForwardingRuleRegionMismatch,
            Some(at),
            CallerSees::Timeout,
        )
    }

    /// The network that a rule's load balancer is in.
    pub(super) fn network_of_rule(
        &self,
        at: At<'a>,
        rule: &'a ForwardingRule,
    ) -> Checked<'a, &'a NetworkTables> {
        let subnet = rule.subnet.as_ref();
        let subnet = subnet.and_then(|own| self.net.scenario.resources.get(own));
        let by_subnet = subnet.map(|subnet| &subnet.network);
        match rule.network.as_ref().or(by_subnet) {
            Some(network) => self.network_of(network.name()),
            None => Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "network"))),
        }
    }

    /// What a reference leads to; it ends here if that is not in the scenario.
    pub(super) fn referred<R: Resource>(
        &self,
        reference: &'a Ref<R>,
    ) -> Checked<'a, (At<'a>, &'a R)> {
        let name = reference.name();
        match self.net.scenario.resources.get(reference) {
            Some(found) => Ok((At::new(R::KIND, name), found)),
            None => {
                self.unread(R::KIND, &name.project, None)?;
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::One(R::KIND, name)))
            }
        }
    }
}
