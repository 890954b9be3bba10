//! Private Service Connect endpoints: a forwarding rule in the consumer's network that leads to a service attachment,
//! and by it to a load balancer in the producer's.
//!
//! <https://cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints>,
//! <https://cloud.google.com/vpc/docs/about-vpc-hosted-services>: an endpoint works once the producer accepted it, for
//! clients of its own network; of other regions only with global access on both sides, of peered networks not at all.
//! The producer sees an address of the attachment's NAT subnets.

use std::net::IpAddr;

use hopscope_model::resource::forwarding_rule::ForwardingRule;
use hopscope_model::resource::service_attachment::Consumer;
use hopscope_model::resource::{Kind, ServiceAttachment};
use hopscope_model::result::{OutcomeKind, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Name, Ref, State};
use ipnet::IpNet;

use super::Client;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::rules::Identity;
use crate::walk::vpc::{Sender, SenderKind};
use crate::walk::{At, Checked, End, Lack, Walk};

/// The status of a connection that works.
const ACCEPTED: &str = "ACCEPTED";

/// That of one which works in part, or not at all.
const NEEDS_ATTENTION: &str = "NEEDS_ATTENTION";

/// The status that says nothing.
const UNSPECIFIED: &str = "STATUS_UNSPECIFIED";

impl<'a> Walk<'a> {
    /// At an endpoint.
    pub(super) fn to_endpoint(
        &mut self,
        at: At<'a>,
        rule: &'a ForwardingRule,
        attachment: &'a Ref<ServiceAttachment>,
        client: Client<'a>,
    ) -> Checked<'a, End<'a>> {
        let Client::Inside(sender) = client else {
            return Err(self.unmodelled("FORWARDING_RULE_TARGET", Some(at), docs::PSC_SERVICES));
        };
        let network = &self.network_of_rule(at, rule)?.name;
        let propagated = self.propagated.take();
        let doc = match propagated {
            Some(_) => docs::PSC_PROPAGATION,
            None => docs::PSC_SERVICES,
        };
        self.note(State::ApplyForwardingRule, Some(at), doc, || {
            let id = match propagated {
                Some(_) => SaysId::PscEndpointPropagated,
                None => SaysId::PscEndpoint,
            };
            Says::new(id)
                .arg("endpoint", &*at.name.name)
                .arg("attachment", &*attachment.name().name)
                .arg("hub", propagated.map_or("", |hub| &hub.name))
        });
        let found = self.net.scenario.resources.get(attachment);
        if *network != sender.network.name && propagated.is_none() {
            // By no hub that propagates it; peering does not come this far.
            return Err(self.unmodelled("PSC_PROPAGATION", Some(at), docs::PSC_ACCESS));
        }
        let status = rule.psc_connection_status.as_deref();
        self.is_accepted(at, status, Some(network), attachment, found)?;
        self.endpoint_is_in_reach(at, rule, found, sender)?;
        // Producers see other addresses than the client's, so what they answer comes out of the endpoint
        // (<https://docs.cloud.google.com/vpc/docs/about-vpc-hosted-services>).
        let answers = Sender {
            at,
            network: self.network_of_rule(at, rule)?,
            subnet: rule.subnet.as_ref(),
            part: Part::Primary,
            identity: Identity::default(),
            kind: SenderKind::Proxy,
            external: None,
            ..sender
        };
        let asked = self.packet.destination;
        let before = self.ended.take();
        let end = self.behind_endpoint(at, attachment, sender, propagated.is_some())?;
        self.ended = before.or(Some((answers, asked)));
        Ok(end)
    }

    /// What an endpoint leads to: a database of Google's, or a producer's load balancer.
    fn behind_endpoint(
        &mut self,
        at: At<'a>,
        attachment: &'a Ref<ServiceAttachment>,
        sender: Sender<'a>,
        propagated: bool,
    ) -> Checked<'a, End<'a>> {
        let found = self.net.scenario.resources.get(attachment);
        if let Some(sql) = self.sql_of(attachment).filter(|_| found.is_none()) {
            if sender.region != at.name.region() {
                return Err(self.unmodelled(
                    "PSC_GLOBAL_ACCESS_OF_PRODUCER",
                    Some(at),
                    docs::PSC_ACCESS,
                ));
            }
            if self.packet.destination.is_ipv6() {
                return Err(self.unmodelled("PSC_OVER_IPV6", Some(at), docs::PSC_ACCESS));
            }
            // With an address of a network of Google's.
            self.packet.source = AddressSet::GoogleDynamic;
            self.packet.fixed = Some(false);
            return self.to_published_sql(sql);
        }
        self.to_producer((at, propagated), attachment, None)
    }

    /// The Cloud SQL instance that an attachment of Google's publishes.
    pub(super) fn sql_of(&self, attachment: &Ref<ServiceAttachment>) -> Option<&'a Name> {
        let mut all = self.net.scenario.resources.sqls.iter();
        all.find(|(_, sql)| sql.attachment.as_ref() == Some(attachment))
            .map(|(name, _)| name)
    }

    /// The producer must have accepted the connection. What the consumer's side prints comes first, then what the
    /// attachment prints, then what its lists say.
    pub(super) fn is_accepted(
        &mut self,
        at: At<'a>,
        status: Option<&'a str>,
        network: Option<&'a Name>,
        reference: &'a Ref<ServiceAttachment>,
        attachment: Option<&'a ServiceAttachment>,
    ) -> Checked<'a> {
        let printed = attachment.and_then(|own| {
            let mut connected = own.connected.iter();
            let found = connected.find(|own| is_end_of(&own.endpoint, at))?;
            Some(found.status.as_str()).filter(|status| !status.is_empty())
        });
        let differ = printed.is_some_and(|printed| status.is_some_and(|own| own != printed));
        if differ && (status == Some(ACCEPTED) || printed == Some(ACCEPTED)) {
            // Of the two exports one is older, and which is not known.
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "pscConnectionStatus"),
            ));
        }
        let status = match (status.or(printed), attachment) {
            (Some(status), _) => status,
            (None, Some(own)) => match self.may_connect(at, network, reference, own)? {
                true => ACCEPTED,
                false => "PENDING",
            },
            (None, None) => {
                self.unread(Kind::ServiceAttachment, &reference.name().project, None)?;
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::One(Kind::ServiceAttachment, reference.name()),
                ));
            }
        };
        if status == NEEDS_ATTENTION {
            // "There is an issue on the producer side. Some traffic might be able to flow between the two networks"
            // (<https://docs.cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints>).
            return Err(self.unmodelled("PSC_NEEDS_ATTENTION", Some(at), docs::PSC_ACCESS));
        }
        if status == ACCEPTED {
            return Ok(());
        }
        if status == UNSPECIFIED {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "pscConnectionStatus"),
            ));
        }
        self.note(
            State::ApplyForwardingRule,
            Some(at),
            docs::PSC_SERVICES,
            || {
                Says::new(SaysId::PscNotAccepted)
                    .arg("endpoint", &*at.name.name)
                    .arg("attachment", &*reference.name().name)
                    .arg("status", status)
            },
        );
        self.block(
            Cause::PscConnectionNotAccepted,
            Some(at),
            CallerSees::Timeout,
        )
    }

    /// What the attachment's lists say of a consumer: who is rejected is, and with `ACCEPT_MANUAL` who is not accepted
    /// waits, as does who is beyond a limit.
    fn may_connect(
        &self,
        at: At<'a>,
        network: Option<&Name>,
        reference: &'a Ref<ServiceAttachment>,
        attachment: &'a ServiceAttachment,
    ) -> Checked<'a, bool> {
        let net = self.net;
        let project = &*at.name.project;
        let is_it = |consumer: &Consumer| match consumer {
            Consumer::Project(own) => own == project,
            Consumer::Network(own) => Some(own.name()) == network,
            Consumer::Endpoint(own) => is_end_of(own, at),
        };
        let rejected = attachment.reject.iter().any(is_it);
        // A project may be listed by a number that nothing joins with its id.
        let doubtful = |consumer: &'a Consumer| {
            let own = match consumer {
                Consumer::Project(own) => own.as_str(),
                Consumer::Network(own) if network.is_none_or(|it| it.name == own.name().name) => {
                    &*own.name().project
                }
                Consumer::Network(_) | Consumer::Endpoint(_) => return None,
            };
            net.project_in_doubt(own, project)
        };
        let by_network = |own: &Consumer| matches!(own, Consumer::Network(_));
        if network.is_none() && attachment.reject.iter().any(by_network) {
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "network")));
        }
        let mut named = attachment.reject.iter();
        if let Some(number) = named.find_map(doubtful).filter(|_| !rejected) {
            let lack = Lack::ProjectNumber(number);
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        }
        let mut listed = attachment.accept.iter().filter(|(own, _)| is_it(own));
        let listed = listed.next();
        if !rejected && (attachment.automatic == Some(true) || listed.is_some()) {
            let connected = attachment.connected.iter();
            let connected = connected.filter(|own| own.status == ACCEPTED).count();
            let limit = listed.and_then(|(_, limit)| *limit);
            if limit.is_some_and(|limit| connected >= usize::try_from(limit).unwrap_or(usize::MAX))
            {
                // Which of the connections count for this consumer, the attachment does not print.
                return Err(self.unmodelled(
                    "PSC_CONNECTION_LIMIT",
                    Some(At::new(Kind::ServiceAttachment, reference.name())),
                    docs::PSC_SERVICES,
                ));
            }
            return Ok(true);
        }
        let doubt = attachment.accept.iter().find_map(|(own, _)| doubtful(own));
        match doubt {
            Some(number) if !rejected => {
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::ProjectNumber(number)))
            }
            None if !rejected && attachment.automatic.is_none() => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(
                    At::new(Kind::ServiceAttachment, reference.name()),
                    "connectionPreference",
                ),
            )),
            _ => Ok(false),
        }
    }

    /// A client of the endpoint's own region, or of another one with global access. Peered networks do not come this
    /// far.
    fn endpoint_is_in_reach(
        &mut self,
        at: At<'a>,
        rule: &'a ForwardingRule,
        attachment: Option<&'a ServiceAttachment>,
        sender: Sender<'a>,
    ) -> Checked<'a> {
        if sender.region != at.name.region() {
            if !rule.allow_psc_global_access {
                self.other_region(at, sender.region)?;
            }
            // The producer's load balancer needs it too, except that it may be one for all regions.
            let target = attachment.and_then(|own| own.target.as_ref());
            let target = target.and_then(|own| Some((own, self.net.scenario.resources.get(own)?)));
            if target
                .is_some_and(|(own, target)| !own.name().is_global() && !target.allow_global_access)
            {
                return Err(self.unmodelled(
                    "PSC_GLOBAL_ACCESS_OF_PRODUCER",
                    Some(at),
                    docs::PSC_ACCESS,
                ));
            }
        }
        Ok(())
    }

    /// Through an attachment into the producer's network, to a port of the producer's where one is given: from an endpoint
    /// or backend, or a connection that is propagated from that.
    pub(super) fn to_producer(
        &mut self,
        consumer: (At<'a>, bool),
        reference: &'a Ref<ServiceAttachment>,
        port: Option<u16>,
    ) -> Checked<'a, End<'a>> {
        let (at, attachment) = self.referred(reference)?;
        if attachment.nat_subnets.is_empty() {
            self.nat_of(consumer, at, attachment, false)?;
        }
        let Some(target) = &attachment.target else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "targetService"),
            ));
        };
        let (target_at, rule) = self.referred(target)?;
        let Some(address) = rule.address else {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(target_at, "IPAddress"),
            ));
        };
        self.versions_fit(consumer, at, address)?;
        self.nat_of(consumer, at, attachment, address.is_ipv6())?;
        self.packet.destination = AddressSet::One(address);
        self.ask.port = port.or(self.ask.port);
        self.count_hop(at)?;
        let source = self.packet.source;
        self.note(State::Nat, Some(at), docs::PSC_SERVICES, || {
            let id = match attachment.proxy_protocol {
                true => SaysId::PscNatProxyProtocol,
                false => SaysId::PscNat,
            };
            Says::new(id)
                .arg("attachment", &*at.name.name)
                .arg("source", source.text())
                .arg("address", address.to_string())
        });
        let end = self.to_forwarding_rule(target.name(), Client::Published);
        end.map_err(|end| inside_producer(at, end))
    }

    /// An IPv6 endpoint leads to services of both versions, an IPv4 one to those with IPv4 only, and a hub propagates IPv4
    /// (<https://cloud.google.com/vpc/docs/about-accessing-vpc-hosted-services-endpoints#ip-version-translation>).
    fn versions_fit(
        &self,
        (consumer, propagated): (At<'a>, bool),
        at: At<'a>,
        service: IpAddr,
    ) -> Checked<'a> {
        // Behind a load balancer it does not matter by which version the client has come.
        let endpoint = consumer.kind == Kind::ForwardingRule;
        let asked = endpoint && self.packet.destination.is_ipv6();
        let fits = match (asked, service.is_ipv6()) {
            (false, false) => true,
            (false, true) => false,
            (true, true) => !propagated,
            (true, false) => !propagated && self.ask.protocol.has_ports(),
        };
        match fits {
            true => Ok(()),
            false => Err(self.unmodelled("PSC_OVER_IPV6", Some(at), docs::PSC_ACCESS)),
        }
    }

    /// The source becomes an address of a NAT subnet, for a propagated connection one of its own.
    fn nat_of(
        &mut self,
        (consumer, propagated): (At<'a>, bool),
        at: At<'a>,
        attachment: &'a ServiceAttachment,
        ipv6: bool,
    ) -> Checked<'a> {
        let mut connected = attachment.connected.iter();
        let own = connected.find(|own| is_end_of(&own.endpoint, consumer));
        self.packet.fixed = Some(true);
        if let Some(own) = own.filter(|own| !propagated && !own.nat_addresses.is_empty()) {
            self.packet.source = AddressSet::Many(&own.nat_addresses);
            return Ok(());
        }
        let pick = self.choose(attachment.nat_subnets.len());
        let Some(subnet) = attachment.nat_subnets.get(pick) else {
            self.note(State::Nat, Some(at), docs::PSC_SERVICES, || {
                Says::new(SaysId::PscNoNatSubnet).arg("attachment", &*at.name.name)
            });
            return Err(self.stop(
                Cause::NoNatSubnetsForPscServiceAttachment,
                Some(at),
                CallerSees::Timeout,
            ));
        };
        let (subnet_at, subnet) = self.referred(subnet)?;
        // Of one with both, the range of the service's version is used.
        let (range, field) = match ipv6 {
            true => (subnet.ipv6_range.map(IpNet::V6), "ipv6CidrRange"),
            false => (subnet.range, "ipCidrRange"),
        };
        match range {
            Some(range) => {
                self.packet.source = AddressSet::Range(range.trunc());
                Ok(())
            }
            None => {
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(subnet_at, field)))
            }
        }
    }
}

/// What is dropped at the producer's is so for the consumer; the steps say where.
fn inside_producer<'a>(at: At<'a>, end: End<'a>) -> End<'a> {
    match end {
        End::Stopped { cause, sees, .. }
            if cause.outcome() == OutcomeKind::Dropped && cause != Cause::RoutingLoop =>
        {
            End::Stopped {
                cause: Cause::DroppedInsidePscServiceProducer,
                at: Some(at),
                sees,
            }
        }
        other => other,
    }
}

/// The last part of a name.
fn last(name: &str) -> &str {
    name.rsplit('/').next().unwrap_or(name)
}

/// Whether a name that an attachment prints is that of a consumer's forwarding rule or NEG.
pub(super) fn is_end_of(text: &str, at: At<'_>) -> bool {
    let rest = text.split_once("/projects/").map_or(text, |(_, rest)| rest);
    let rest = rest.strip_prefix("projects/").unwrap_or(rest);
    let mut parts = rest.split('/');
    let project = parts.next().unwrap_or_default();
    let is_number = !project.is_empty() && project.bytes().all(|byte| byte.is_ascii_digit());
    let same_project = project == &*at.name.project || is_number;
    let same_place = rest
        .split('/')
        .any(|part| part == &*at.name.location || part == at.name.region());
    same_project && same_place && last(text) == &*at.name.name
}
