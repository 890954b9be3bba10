//! Name resolution, as the party that opens the connection sees it.
//!
//! <https://cloud.google.com/dns/docs/vpc-name-res-order>: outbound server policy; response policies; private
//! zones, forwarding zones and peering zones by longest suffix; Compute Engine internal DNS; public DNS. A
//! serverless workload with VPC access asks its network, in both egress settings (article 001, experiments 2
//! and 3); one without asks public DNS.

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::name::{Name, Ref};
use hopscope_model::resource::dns::{NameServerTarget, ZoneRole};
use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::resource::serverless::VpcAccess;
use hopscope_model::resource::{Cluster, Instance, Kind, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State, google};

use super::hybrid::Unreached;
use super::{AskedHost, At, Checked, End, Lack, Origin, Sees, Walk};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::dns::{
    ENDPOINT_ZONE, Lookup, NetworkDns, Records, ResponseTable, ServerTable, ZoneOf, ZoneTable,
};
use crate::tables::firewall::Decision;
use crate::tables::network::Owner;
use crate::tables::rules::{Flow, Identity};
use hopscope_model::resource::firewall::Direction;

/// The most names of a chain of CNAME records that are followed. How many Cloud DNS follows, no page of
/// Google's says.
const MOST_NAMES: usize = 32;

/// The most networks that peering zones may lead through.
const MOST_PEERINGS: usize = 8;

static RUN_APP: [IpAddr; 4] = [
    IpAddr::V4(google::RUN_APP_PUBLIC[0]),
    IpAddr::V4(google::RUN_APP_PUBLIC[1]),
    IpAddr::V4(google::RUN_APP_PUBLIC[2]),
    IpAddr::V4(google::RUN_APP_PUBLIC[3]),
];
static PRIVATE_VIP: [IpAddr; 4] = vip(8);
static RESTRICTED_VIP: [IpAddr; 4] = vip(4);
static LOOPBACK: [IpAddr; 1] = [IpAddr::V4(Ipv4Addr::LOCALHOST)];
static METADATA: [IpAddr; 1] = [IpAddr::V4(google::METADATA_SERVER)];

const fn vip(first: u8) -> [IpAddr; 4] {
    [
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first)),
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first + 1)),
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first + 2)),
        IpAddr::V4(Ipv4Addr::new(199, 36, 153, first + 3)),
    ]
}

/// Who is asked.
#[derive(Clone, Copy)]
enum View<'a> {
    /// Public DNS.
    Public,
    /// A network, and the cluster whose pods ask.
    Network(&'a Name, Option<&'a Ref<Cluster>>),
}

/// What a name resolves to.
#[derive(Clone, Copy)]
pub(crate) enum Answer<'a> {
    /// These addresses.
    Addresses(&'a [IpAddr], &'a [IpAddr]),
    /// Public addresses of Google's APIs.
    Google,
    /// Some host on the internet.
    Public,
}

impl Answer<'_> {
    /// The address a client that asks for both takes first: IPv6 before IPv4 (RFC 6724).
    pub(crate) fn preferred(self) -> Option<IpAddr> {
        match self {
            Self::Addresses(v4, v6) => v6.first().or(v4.first()).copied(),
            Self::Google | Self::Public => None,
        }
    }
}

/// One question answered: addresses, or another name, and where that one is looked for.
pub(super) enum Reply<'a> {
    Answer(Answer<'a>),
    Alias(&'a str, Chase<'a>),
}

/// Where the target of a CNAME record is looked for (<https://cloud.google.com/dns/docs/cnamechasing>).
#[derive(Clone, Copy)]
pub(super) enum Chase<'a> {
    /// The record is of a private zone: in the private zones of this network, and nowhere else.
    Private(&'a Name, Option<&'a Ref<Cluster>>),
    /// It is of a public zone: in public zones, past every private one.
    Public,
    /// It is of a response policy: nowhere.
    Nowhere(&'a Name),
    /// A name server that is not Google's has it: there.
    Server(&'a ServerTable),
}

impl<'a> Walk<'a> {
    /// Resolves the target, if it is a name, and sets the destination.
    pub(super) fn resolve_target(&mut self) -> Checked<'a> {
        let (v4, v6): (&'a [IpAddr], &'a [IpAddr]) = match (self.ask.resolved, self.ask.host) {
            (Some(address), _) | (None, AskedHost::Address(address)) => {
                self.packet.destination = AddressSet::One(address);
                self.packet_exists();
                return Ok(());
            }
            (None, AskedHost::Thing(id)) => {
                let address = match id.kind {
                    Kind::Sql => self.sql_address(&id.name)?,
                    Kind::Cluster => self.control_plane_address(&id.name)?,
                    _ => self.address_of(id)?,
                };
                self.packet.destination = AddressSet::One(address);
                self.packet_exists();
                return Ok(());
            }
            (None, AskedHost::Name(host)) => match self.asked(host)? {
                Answer::Google => {
                    self.packet.destination = AddressSet::GoogleApis;
                    self.packet_exists();
                    return Ok(());
                }
                Answer::Public => {
                    self.packet.destination = AddressSet::Public;
                    self.packet_exists();
                    return Ok(());
                }
                Answer::Addresses(v4, v6) => (v4, v6),
            },
        };
        let alone = self.origin_has_ipv6_alone();
        if !v4.is_empty() && !v6.is_empty() && !alone && self.origin_has_ipv6() {
            // It takes IPv6 first (RFC 6724, section 6), which is not modelled, and maybe IPv4 after it (RFC 8305).
            return Err(self.unmodelled("IPV6", None, docs::IPV6));
        }
        // IPv4 is what every other source here has; a name with IPv6 addresses alone cannot be asked for over it.
        let ipv6 = v4.is_empty() || (alone && !v6.is_empty());
        let usable = if ipv6 { v6 } else { v4 };
        let pick = self.choose(usable.len());
        if let Some(address) = usable.get(pick) {
            self.packet.destination = AddressSet::One(*address);
        }
        self.packet_exists();
        Ok(())
    }

    /// The answer to a name, where nothing keeps the origin from asking.
    fn asked(&mut self, host: &'a str) -> Checked<'a, Answer<'a>> {
        if let Origin::Pod(pod) = self.ask.origin
            && !google::METADATA_NAMES.contains(&host)
        {
            self.pod_may_resolve(pod)?;
        }
        self.resolve(host)
    }

    /// Whether what opens the connection may have an IPv6 address to send from, as well as an IPv4 one.
    fn origin_has_ipv6(&self) -> bool {
        let resources = &self.net.scenario.resources;
        let machine_has = |name: &Name| {
            self.net.machine(name).is_some_and(|machine| {
                machine.interfaces.iter().any(|interface| {
                    interface.ipv6_address.is_some() || interface.external_ipv6_address.is_some()
                })
            })
        };
        match self.ask.origin {
            Origin::Machine { name, .. } => machine_has(name),
            Origin::Pod(name) => {
                let pod = resources.pods.get(name);
                let node = pod.and_then(|pod| pod.node.as_ref());
                node.is_some_and(|node| machine_has(node.name()))
            }
            Origin::Serverless { egress, .. } => match &egress.vpc {
                VpcAccess::Direct { subnet, .. } => resources
                    .get(subnet)
                    .is_some_and(|subnet| subnet.ipv6_range.is_some()),
                VpcAccess::None | VpcAccess::Connector(_) => false,
            },
            Origin::Host { name } => {
                let host = resources.hosts.get(name);
                host.is_some_and(|host| host.addresses.iter().any(IpAddr::is_ipv6))
            }
            Origin::Internet(_) | Origin::Google(..) | Origin::OnPrem(..) => false,
        }
    }

    /// Whether it surely has no IPv4 address to send from, but an IPv6 one.
    fn origin_has_ipv6_alone(&self) -> bool {
        let resources = &self.net.scenario.resources;
        match self.ask.origin {
            Origin::Internet(address) => address.is_ipv6(),
            Origin::Host { name } => resources.hosts.get(name).is_some_and(|host| {
                !host.addresses.is_empty() && host.addresses.iter().all(IpAddr::is_ipv6)
            }),
            _ => false,
        }
    }

    /// What the client's own resolver answers first: IPv6 before IPv4 where a name has both (RFC 6724).
    pub(crate) fn client_answer(&mut self, host: &'a str) -> Checked<'a, Answer<'a>> {
        self.resolve(host)
    }

    /// Whether somebody on the internet asks for a running machine that has an external address nobody has said.
    fn is_external_pending(&self, machine: &Instance) -> bool {
        let pending = machine.interfaces.iter().any(|own| own.external_pending);
        pending && machine.status == "RUNNING" && matches!(self.ask.origin, Origin::Internet(_))
    }

    /// The address of a thing of the scenario, seen from the origin: internal in the same network.
    fn address_of(&self, id: &'a hopscope_model::Id) -> Checked<'a, IpAddr> {
        let resources = &self.net.scenario.resources;
        let lack = || self.incomplete(Cause::ResourceConfigNotFound, Lack::One(id.kind, &id.name));
        match id.kind {
            Kind::Instance => {
                let (machine, _) = self.interface(&id.name, 0)?;
                let own = self.origin_network();
                let inside = machine
                    .interfaces
                    .iter()
                    .find(|interface| Some(interface.network.name()) == own)
                    .and_then(|interface| interface.address);
                let outside = || {
                    machine
                        .interfaces
                        .iter()
                        .find_map(|interface| interface.external_address)
                };
                if inside.is_none() && outside().is_none() && self.is_external_pending(machine) {
                    return Err(self.external_unknown(At::new(Kind::Instance, &id.name)));
                }
                let first = || machine.interfaces.first().and_then(|own| own.address);
                if matches!(self.ask.origin, Origin::Google(..)) {
                    // IAP and health checks come to the internal address.
                    return first().ok_or_else(lack);
                }
                inside.or_else(outside).or_else(first).ok_or_else(lack)
            }
            Kind::Host => resources
                .hosts
                .get(&id.name)
                .and_then(|host| host.addresses.first().copied())
                .ok_or_else(lack),
            Kind::Pod => resources
                .pods
                .get(&id.name)
                .and_then(|pod| pod.address)
                .ok_or_else(lack),
            Kind::ForwardingRule => resources
                .forwarding_rules
                .get(&id.name)
                .and_then(|rule| rule.address)
                .ok_or_else(lack),
            Kind::Address => resources
                .addresses
                .get(&id.name)
                .map(|own| own.address)
                .ok_or_else(lack),
            _ => Err(self.unmodelled(
                "DESTINATION_KIND",
                Some(At::new(id.kind, &id.name)),
                docs::DROP_REASONS,
            )),
        }
    }

    /// The network the origin's packets enter, if they enter one.
    pub(super) fn origin_network(&self) -> Option<&'a Name> {
        let resources = &self.net.scenario.resources;
        match self.ask.origin {
            Origin::Machine {
                name, interface, ..
            } => self
                .net
                .machine(name)
                .and_then(|machine| machine.interfaces.get(interface))
                .map(|interface| interface.network.name()),
            Origin::Pod(name) => resources
                .pods
                .get(name)
                .and_then(|pod| resources.get(&pod.cluster))
                .map(|cluster| cluster.network.name()),
            Origin::Serverless { egress, .. } => match &egress.vpc {
                VpcAccess::None => None,
                VpcAccess::Direct {
                    network, subnet, ..
                } => resources
                    .get(subnet)
                    .map(|subnet| subnet.network.name())
                    .or(network.as_ref().map(Ref::name)),
                VpcAccess::Connector(connector) => {
                    let connector = resources.get(connector)?;
                    let by_subnet = connector
                        .subnet
                        .as_ref()
                        .and_then(|subnet| resources.get(subnet))
                        .map(|subnet| subnet.network.name());
                    by_subnet.or(connector.network.as_ref().map(Ref::name))
                }
            },
            _ => None,
        }
    }

    /// A workload with VPC access asks its network, so what leads to that network must be there.
    fn network_is_known(&self) -> Checked<'a> {
        let Origin::Serverless { egress, .. } = self.ask.origin else {
            return Ok(());
        };
        let (kind, name) = match &egress.vpc {
            VpcAccess::None => return Ok(()),
            VpcAccess::Direct { subnet, .. } => (Kind::Subnet, subnet.name()),
            VpcAccess::Connector(connector) => (Kind::Connector, connector.name()),
        };
        let there = self
            .net
            .scenario
            .resources
            .contains(&hopscope_model::Id::new(kind, name.clone()));
        if there && self.origin_network().is_some() {
            return Ok(());
        }
        self.unread(kind, &name.project, None)?;
        Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::One(kind, name)))
    }

    fn view(&self) -> View<'a> {
        let cluster = match self.ask.origin {
            Origin::Pod(name) => self
                .net
                .scenario
                .resources
                .pods
                .get(name)
                .map(|pod| &pod.cluster),
            _ => None,
        };
        match self.origin_network() {
            Some(network) => View::Network(network, cluster),
            None => View::Public,
        }
    }

    fn resolve(&mut self, host: &'a str) -> Checked<'a, Answer<'a>> {
        if host == "localhost" {
            return Ok(self.answered(Answer::Addresses(&LOOPBACK, &[])));
        }
        let metadata = google::METADATA_NAMES.contains(&host)
            && !matches!(
                self.ask.origin,
                Origin::Host { .. } | Origin::Internet(_) | Origin::OnPrem(..)
            );
        if metadata {
            // Every workload's resolver knows it, whatever the network's policies say.
            self.note(State::ResolveName, None, docs::METADATA, || {
                Says::new(SaysId::ResolveMetadata).arg("name", host)
            });
            return Ok(self.answered(Answer::Addresses(&METADATA, &[])));
        }
        self.network_is_known()?;
        let onprem = match self.ask.origin {
            Origin::OnPrem(network, _) => Some(network),
            Origin::Host { name } => self.onprem_of(name),
            _ => None,
        };
        let mut chain = [""; MOST_NAMES];
        let mut reply = match onprem {
            Some(network) => self.ask_onprem(network, host)?,
            None => self.ask_view(self.view(), host, 0)?,
        };
        let mut name = host;
        for at in 0..MOST_NAMES {
            let (target, chase) = match reply {
                Reply::Answer(answer) => return Ok(self.answered(answer)),
                Reply::Alias(target, chase) => (target, chase),
            };
            if let Some(own) = chain.get_mut(at) {
                *own = name;
            }
            if chain.iter().take(at + 1).any(|own| *own == target) {
                self.note(State::ResolveName, None, docs::DNS_RECORDS, || {
                    Says::new(SaysId::ResolveLoop).arg("name", host)
                });
                return Err(self.name_error(Cause::DnsLoop, "SERVFAIL", None));
            }
            name = target;
            reply = self.chase(chase, name)?;
        }
        Err(self.unmodelled("DNS_LONG_CNAME_CHAIN", None, docs::DNS_CHASING))
    }

    /// Asks for the target of a CNAME record.
    fn chase(&mut self, chase: Chase<'a>, name: &'a str) -> Checked<'a, Reply<'a>> {
        match chase {
            Chase::Private(network, cluster) => {
                let zone = cluster
                    .and_then(|own| self.net.dns.cluster_zone(own, name))
                    .or_else(|| self.private_zone(network, name));
                match zone {
                    Some(zone) => self.ask_zone(zone, (network, cluster), name, 0),
                    // Cloud DNS answers with the record alone. Some resolvers of machines then ask for its
                    // target themselves, and some do not.
                    None => Err(self.unmodelled(
                        "DNS_CNAME_OUT_OF_PRIVATE_ZONES",
                        Some(At::new(Kind::Network, network)),
                        docs::DNS_CHASING,
                    )),
                }
            }
            Chase::Public => self.ask_public(name),
            Chase::Nowhere(policy) => Err(self.unmodelled(
                "DNS_CNAME_OF_RESPONSE_POLICY",
                Some(At::new(Kind::ResponsePolicy, policy)),
                docs::DNS_CHASING,
            )),
            Chase::Server(server) => self.answer_of(server, name),
        }
    }

    fn answered(&mut self, answer: Answer<'a>) -> Answer<'a> {
        if self.is_tracing() {
            match answer {
                Answer::Addresses(v4, v6) => self
                    .resolved
                    .extend(v4.iter().chain(v6).map(IpAddr::to_string)),
                Answer::Google => {
                    self.resolved.push("google".to_owned());
                }
                Answer::Public => {
                    self.resolved.push("public".to_owned());
                }
            }
        }
        answer
    }

    pub(super) fn name_error(
        &self,
        cause: Cause,
        rcode: &'static str,
        at: Option<At<'a>>,
    ) -> End<'a> {
        End::Stopped {
            cause,
            at,
            sees: Sees {
                id: CallerSees::NameError,
                arg: rcode,
            },
        }
    }

    fn ask_view(&mut self, view: View<'a>, name: &'a str, depth: usize) -> Checked<'a, Reply<'a>> {
        match view {
            View::Public => self.ask_public(name),
            View::Network(network, cluster) => self.ask_network(network, cluster, name, depth),
        }
    }

    /// One network's order.
    pub(super) fn ask_network(
        &mut self,
        network: &'a Name,
        cluster: Option<&'a Ref<Cluster>>,
        name: &'a str,
        depth: usize,
    ) -> Checked<'a, Reply<'a>> {
        self.network_is_not_in_doubt(network)?;
        let dns = self.net.dns.of_network(network);
        if cluster.is_some() {
            self.unread_anywhere(Kind::ResponsePolicy, None)?;
            self.unread_anywhere(Kind::Zone, None)?;
        }
        if let Some(own) = cluster.and_then(|own| self.net.dns.of_cluster(own))
            && let Some(reply) = self.ask_response_policies(&own.response_policies, name)?
        {
            return Ok(reply);
        }
        if let Some(zone) = cluster.and_then(|own| self.net.dns.cluster_zone(own, name)) {
            return self.ask_zone(zone, (network, cluster), name, depth);
        }
        self.unread_anywhere(Kind::DnsPolicy, None)?;
        self.assume_complete(Kind::DnsPolicy, &network.project);
        if let Some(second) = &dns.second_alternative {
            let at = At::new(Kind::DnsPolicy, second);
            return Err(self.unmodelled("DNS_POLICIES_OF_ONE_NETWORK", Some(at), docs::DNS_ORDER));
        }
        if let Some((policy, servers)) = &dns.alternative {
            let at = At::new(Kind::DnsPolicy, policy);
            return self.ask_servers(network, name, servers, at, |server| {
                Says::new(SaysId::ResolveAlternative)
                    .arg("name", name)
                    .arg("policy", &*policy.name)
                    .arg("server", server)
            });
        }
        self.unread_anywhere(Kind::ResponsePolicy, None)?;
        self.assume_complete(Kind::ResponsePolicy, &network.project);
        if let Some(reply) = self.ask_response_policies(&dns.response_policies, name)? {
            return Ok(reply);
        }
        self.unread_anywhere(Kind::Zone, None)?;
        self.assume_complete(Kind::Zone, &network.project);
        let zone = self.private_zone(network, name);
        let is_root = zone.is_some_and(|zone| zone.apex == 0);
        if let Some(zone) = zone.filter(|_| !is_root || !self.is_completed(name)) {
            return self.ask_zone(zone, (network, cluster), name, depth);
        }
        if let Some(addresses) = dns.internal.get(name) {
            self.note(State::ResolveName, None, docs::INTERNAL_DNS, || {
                Says::new(SaysId::ResolveInternal)
                    .arg("name", name)
                    .arg("addresses", list(addresses))
            });
            return Ok(Reply::Answer(Answer::Addresses(addresses, &[])));
        }
        if let Some(machine) = dns.global_names.get(name) {
            // Whether a project has such names is in its metadata (`VmDnsSetting`) and in when it was made; of
            // machines of one name in several zones it is one.
            let at = At::new(Kind::Instance, machine);
            return Err(self.unmodelled("GLOBAL_INTERNAL_DNS", Some(at), docs::INTERNAL_DNS));
        }
        if google::is_below(name, "internal") {
            self.unread_anywhere(Kind::Instance, None)?;
        }
        if self.is_completed(name) {
            // Which names a search path completes depends on the machine's zone and image, or on the pod's
            // namespace and what services the cluster has.
            return Err(self.unmodelled("DNS_SEARCH_PATH", None, docs::INTERNAL_DNS));
        }
        if let Some((endpoint, address)) = psc_endpoint(dns, name) {
            let at = At::new(Kind::ForwardingRule, endpoint);
            self.note(State::ResolveName, Some(at), docs::PSC_APIS, || {
                Says::new(SaysId::ResolvePscAuto)
                    .arg("name", name)
                    .arg("endpoint", &*endpoint.name)
                    .arg("addresses", address.to_string())
            });
            return Ok(Reply::Answer(Answer::Addresses(
                std::slice::from_ref(address),
                &[],
            )));
        }
        if google::is_below(name, ENDPOINT_ZONE) {
            // It may be the name of one that could not be read.
            self.unread_anywhere(Kind::ForwardingRule, None)?;
            if !dns.endpoints.is_empty() {
                self.note(State::ResolveName, None, docs::PSC_APIS, || {
                    Says::new(SaysId::ResolveNxdomain)
                        .arg("name", name)
                        .arg("zone", ENDPOINT_ZONE)
                });
                return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", None));
            }
        }
        self.ask_public(name)
    }

    /// The private zone that answers for a name: that of the longest suffix, and those that Google makes are among them.
    fn private_zone(&self, network: &Name, name: &str) -> Option<ZoneOf> {
        let dns = self.net.dns.of_network(network);
        let zone = dns.zone(name)?;
        if dns.internal_zone(name).is_some_and(|own| zone.apex <= own) {
            return None;
        }
        if !dns.endpoints.is_empty() && google::is_below(name, ENDPOINT_ZONE) {
            // The zone of the endpoints itself may be in the scenario.
            let role = self.net.dns.zones.get(zone.ix).map(|zone| &zone.role);
            let is_own = zone.apex == ENDPOINT_ZONE.len()
                && matches!(role, Some(ZoneRole::ServiceDirectory));
            if is_own || zone.apex < ENDPOINT_ZONE.len() {
                return None;
            }
        }
        Some(zone)
    }

    /// A name that what asks completes first, by its search path.
    fn is_completed(&self, name: &str) -> bool {
        !name.contains('.') || self.is_kubernetes_name(name)
    }

    /// A pod asks for `SERVICE.NAMESPACE`, `….svc` or `….cluster.local`: names of the cluster's own.
    fn is_kubernetes_name(&self, name: &str) -> bool {
        if !matches!(self.ask.origin, Origin::Pod(_)) {
            return false;
        }
        let last = name.rsplit('.').next().unwrap_or_default();
        let pods = &self.net.scenario.resources.pods;
        matches!(last, "svc" | "local")
            || pods
                .iter()
                .any(|(pod, _)| pod.name.split('/').nth(1) == Some(last))
    }

    fn ask_response_policies(
        &mut self,
        policies: &'a [ResponseTable],
        name: &'a str,
    ) -> Checked<'a, Option<Reply<'a>>> {
        if let [_, second, ..] = policies {
            // A network, or a cluster, can have one.
            let at = At::new(Kind::ResponsePolicy, &second.name);
            return Err(self.unmodelled(
                "DNS_POLICIES_OF_ONE_NETWORK",
                Some(at),
                docs::RESPONSE_POLICIES,
            ));
        }
        for policy in policies {
            let at = At::new(Kind::ResponsePolicy, &policy.name);
            if !policy.known && !policy.has(name) {
                return Err(self.incomplete(
                    Cause::ResourceConfigNotFound,
                    Lack::ResponsePolicyRules(&policy.name),
                ));
            }
            let Some((rule, data)) = policy.find(name) else {
                continue;
            };
            let Some(records) = data else {
                self.note(
                    State::ResolveName,
                    Some(at),
                    docs::RESPONSE_POLICIES,
                    || {
                        Says::new(SaysId::ResolveResponsePolicyBypass)
                            .arg("name", name)
                            .arg("policy", &*policy.name.name)
                            .arg("rule", rule)
                    },
                );
                return Ok(None);
            };
            self.records_agree(records, Some(at))?;
            if let Some(target) = &records.cname {
                self.note_alias(name, target, &policy.name.name, Some(at));
                let chase = Chase::Nowhere(&policy.name);
                return Ok(Some(Reply::Alias(target, chase)));
            }
            if records.v4.is_empty() && records.v6.is_empty() {
                return Err(self.no_data(name, &policy.name.name, Some(at)));
            }
            self.note(
                State::ResolveName,
                Some(at),
                docs::RESPONSE_POLICIES,
                || {
                    Says::new(SaysId::ResolveResponsePolicy)
                        .arg("name", name)
                        .arg("policy", &*policy.name.name)
                        .arg("rule", rule)
                        .arg("addresses", addresses_of(records))
                },
            );
            return Ok(Some(Reply::Answer(Answer::Addresses(
                &records.v4,
                &records.v6,
            ))));
        }
        Ok(None)
    }

    fn ask_zone(
        &mut self,
        of: ZoneOf,
        (network, cluster): (&'a Name, Option<&'a Ref<Cluster>>),
        name: &'a str,
        depth: usize,
    ) -> Checked<'a, Reply<'a>> {
        let Some(zone) = self.net.dns.zones.get(of.ix) else {
            return self.ask_public(name);
        };
        let at = At::new(Kind::Zone, &zone.name);
        if of.contested {
            return Err(self.unmodelled("DNS_ZONES_OF_ONE_NAME", Some(at), docs::DNS_ORDER));
        }
        match &zone.role {
            ZoneRole::Forwarding(servers) => {
                self.ask_servers(network, name, servers, at, |server| {
                    Says::new(SaysId::ResolveForwarded)
                        .arg("name", name)
                        .arg("zone", &*zone.name.name)
                        .arg("server", server)
                })
            }
            ZoneRole::Peering(target) => {
                self.note(State::ResolveName, Some(at), docs::DNS_PEERING, || {
                    Says::new(SaysId::ResolvePeering)
                        .arg("name", name)
                        .arg("zone", &*zone.name.name)
                        .arg("network", &*target.name().name)
                });
                if depth >= MOST_PEERINGS {
                    return Err(self.name_error(Cause::DnsLoop, "SERVFAIL", Some(at)));
                }
                if self.net.scenario.resources.get(target).is_none() {
                    return Err(self.incomplete(
                        Cause::NetworkConfigNotFound,
                        Lack::One(Kind::Network, target.name()),
                    ));
                }
                self.ask_network(target.name(), None, name, depth + 1)
            }
            ZoneRole::ServiceDirectory => {
                Err(self.unmodelled("SERVICE_DIRECTORY_ZONE", Some(at), docs::DNS_ORDER))
            }
            ZoneRole::ReverseLookup => {
                Err(self.unmodelled("REVERSE_LOOKUP_ZONE", Some(at), docs::DNS_ORDER))
            }
            ZoneRole::Managed => {
                if !self.holds_answer(zone, name) {
                    return Err(self
                        .incomplete(Cause::ResourceConfigNotFound, Lack::RecordSets(&zone.name)));
                }
                let records = match zone.records.find(name) {
                    Lookup::NoName => {
                        self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                            Says::new(SaysId::ResolveNxdomain)
                                .arg("name", name)
                                .arg("zone", &*zone.name.name)
                        });
                        return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", Some(at)));
                    }
                    Lookup::Delegated => {
                        return Err(self.unmodelled("DNS_DELEGATION", Some(at), docs::DNS_RECORDS));
                    }
                    Lookup::Records(records) => records,
                };
                self.records_agree(records, Some(at))?;
                if let Some(target) = &records.cname {
                    self.note_alias(name, target, &zone.name.name, Some(at));
                    return Ok(Reply::Alias(target, Chase::Private(network, cluster)));
                }
                if records.v4.is_empty() && records.v6.is_empty() {
                    return Err(self.no_data(name, &zone.name.name, Some(at)));
                }
                self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                    Says::new(SaysId::ResolvePrivateZone)
                        .arg("name", name)
                        .arg("zone", &*zone.name.name)
                        .arg("network", &*network.name)
                        .arg("addresses", addresses_of(records))
                });
                Ok(Reply::Answer(Answer::Addresses(&records.v4, &records.v6)))
            }
        }
    }

    fn note_alias(&mut self, name: &str, target: &str, zone: &str, at: Option<At<'a>>) {
        self.note(State::ResolveName, at, docs::DNS_RECORDS, || {
            Says::new(SaysId::ResolveCname)
                .arg("name", name)
                .arg("target", target)
                .arg("zone", zone)
        });
    }

    /// Whether what is known of a zone decides what it answers: all of its records, or enough of those of the name
    /// itself, beside which others may be there.
    fn holds_answer(&self, zone: &ZoneTable, name: &str) -> bool {
        let enough = |own: &Records| {
            own.cname.is_some()
                || !own.v4.is_empty() && (!own.v6.is_empty() || !self.origin_has_ipv6())
        };
        zone.records_known || zone.records.own(name).is_some_and(enough)
    }

    /// Records that no server can hold together are not answered from.
    fn records_agree(&self, records: &Records, at: Option<At<'a>>) -> Checked<'a> {
        if records.contradictory {
            return Err(self.unmodelled("DNS_CONTRADICTORY_RECORDS", at, docs::DNS_RECORDS));
        }
        Ok(())
    }

    fn no_data(&mut self, name: &str, zone: &str, at: Option<At<'a>>) -> End<'a> {
        self.note(State::ResolveName, at, docs::DNS_RECORDS, || {
            Says::new(SaysId::ResolveNodata)
                .arg("name", name)
                .arg("zone", zone)
        });
        self.name_error(Cause::DnsNodata, "NODATA", at)
    }

    /// Public DNS: zones and hosts of the scenario, Google's names, and anything else.
    pub(super) fn ask_public(&mut self, name: &'a str) -> Checked<'a, Reply<'a>> {
        let net = self.net;
        let of = net.dns.public_zone(name);
        let zone = of.and_then(|of| net.dns.zones.get(of.ix));
        self.unread_anywhere(Kind::Zone, None)?;
        if let Some(zone) = zone {
            let at = At::new(Kind::Zone, &zone.name);
            if of.is_some_and(|of| of.contested) {
                return Err(self.unmodelled("DNS_ZONES_OF_ONE_NAME", Some(at), docs::DNS_ORDER));
            }
            let answers = self.holds_answer(zone, name);
            if !answers && !net.dns.hosts.contains_key(name) {
                return Err(
                    self.incomplete(Cause::ResourceConfigNotFound, Lack::RecordSets(&zone.name))
                );
            }
            let found = match answers {
                true => zone.records.find(name),
                false => Lookup::NoName,
            };
            match found {
                Lookup::Records(records) => {
                    self.records_agree(records, Some(at))?;
                    if let Some(target) = &records.cname {
                        self.note_alias(name, target, &zone.name.name, Some(at));
                        return Ok(Reply::Alias(target, Chase::Public));
                    }
                    if records.v4.is_empty() && records.v6.is_empty() {
                        return Err(self.no_data(name, &zone.name.name, Some(at)));
                    }
                    self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                        Says::new(SaysId::ResolvePublicZone)
                            .arg("name", name)
                            .arg("zone", &*zone.name.name)
                            .arg("addresses", addresses_of(records))
                    });
                    return Ok(Reply::Answer(Answer::Addresses(&records.v4, &records.v6)));
                }
                Lookup::Delegated => {}
                Lookup::NoName if net.dns.hosts.contains_key(name) => {}
                Lookup::NoName => {
                    self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                        Says::new(SaysId::ResolveNxdomain)
                            .arg("name", name)
                            .arg("zone", &*zone.name.name)
                    });
                    return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", Some(at)));
                }
            }
        }
        if let Some(host) = net.dns.hosts.get(name) {
            let at = At::new(Kind::Host, &host.host);
            self.note(State::ResolveName, Some(at), docs::DNS_ORDER, || {
                Says::new(SaysId::ResolvePublicHost)
                    .arg("name", name)
                    .arg("host", &*host.host.name)
                    .arg("addresses", format_both(&host.v4, &host.v6))
            });
            return Ok(Reply::Answer(Answer::Addresses(&host.v4, &host.v6)));
        }
        if let Some(answer) = self.google_name(name) {
            self.note(State::ResolveName, None, docs::DNS_ORDER, || {
                let addresses = match answer {
                    Answer::Addresses(v4, _) => list(v4),
                    _ => "google".to_owned(),
                };
                Says::new(SaysId::ResolvePublicGoogle)
                    .arg("name", name)
                    .arg("addresses", addresses)
            });
            return Ok(Reply::Answer(answer));
        }
        if google::is_below(name, ENDPOINT_ZONE) {
            // The zone is one of the network with the endpoint; what public DNS says of the name, no page does.
            return Err(self.unmodelled("PSC_NAME_OUTSIDE_ITS_NETWORK", None, docs::PSC_APIS));
        }
        let nowhere = !name.contains('.')
            || ["internal", "local", "invalid", "onion"]
                .iter()
                .any(|domain| google::is_below(name, domain));
        if nowhere {
            self.note(State::ResolveName, None, docs::DNS_ORDER, || {
                Says::new(SaysId::ResolveNxdomain)
                    .arg("name", name)
                    .arg("zone", "public DNS")
            });
            return Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", None));
        }
        self.unread_anywhere(Kind::Host, None)?;
        self.unread_domain(name)?;
        self.note(State::ResolveName, None, docs::DNS_ORDER, || {
            Says::new(SaysId::ResolvePublicUnknown).arg("name", name)
        });
        Ok(Reply::Answer(Answer::Public))
    }

    /// What public DNS answers for Google's own names. Built-in answers are IPv4.
    fn google_name(&self, name: &str) -> Option<Answer<'a>> {
        match name {
            "private.googleapis.com" => return Some(Answer::Addresses(&PRIVATE_VIP, &[])),
            "restricted.googleapis.com" => return Some(Answer::Addresses(&RESTRICTED_VIP, &[])),
            _ => {}
        }
        if google::is_below(name, ENDPOINT_ZONE) {
            return None;
        }
        if google::is_below(name, "run.app") {
            return Some(Answer::Addresses(&RUN_APP, &[]));
        }
        let google =
            google::is_google_name(name) || self.net.run_host(name, self.ask.path).is_some();
        google.then_some(Answer::Google)
    }

    /// Name servers that are not Google's, asked in turn: the first that answers, answers.
    fn ask_servers(
        &mut self,
        network: &'a Name,
        name: &'a str,
        servers: &'a [NameServerTarget],
        at: At<'a>,
        says: impl Fn(&str) -> Says<SaysId>,
    ) -> Checked<'a, Reply<'a>> {
        let mut failed = None;
        for server in servers {
            let Some(address) = server.address else {
                return Err(self.unmodelled(
                    "NAME_SERVER_BY_DOMAIN",
                    Some(at),
                    docs::DNS_FORWARDING,
                ));
            };
            self.note(State::ResolveName, Some(at), docs::DNS_FORWARDING, || {
                says(&address.to_string())
            });
            let machine = match self.reach_server(network, address, server.private_path) {
                Ok(machine) => machine,
                Err(NotReached::End(end)) => return Err(end),
                Err(NotReached::Because(why)) => {
                    failed = Some((address, why));
                    continue;
                }
            };
            return self.ask_server(name, address, machine);
        }
        let (address, why) = failed.map_or((String::new(), "no-server"), |(address, why)| {
            (address.to_string(), why)
        });
        self.note(State::ResolveName, Some(at), docs::DNS_FORWARDING, || {
            Says::new(SaysId::ResolveServfail)
                .arg("name", name)
                .arg("server", address)
                .arg("why", why)
        });
        Err(self.name_error(Cause::DnsServfail, "SERVFAIL", Some(at)))
    }

    /// Whether a query of Cloud DNS (from 35.199.192.0/19, over a special path) reaches a name server.
    fn reach_server(
        &mut self,
        network: &'a Name,
        address: IpAddr,
        private_path: bool,
    ) -> Result<Option<At<'a>>, NotReached<'a>> {
        let by_network = private_path
            || matches!(address, IpAddr::V4(address) if google::RFC_1918.iter().any(|own| own.contains(&address)));
        if !by_network {
            // Standard routing goes into the network for RFC 1918 addresses alone
            // (<https://cloud.google.com/dns/docs/zones/zones-overview>).
            return match google::is_private(address) {
                true => Err(NotReached::Because("not-on-internet")),
                false => Ok(None),
            };
        }
        let tables = self.network_of(network).map_err(NotReached::End)?;
        if let Some(Owner::Several(id)) = tables.owner(address) {
            let at = At::new(id.kind, &id.name);
            let end = self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::SUBNETS);
            return Err(NotReached::End(end));
        }
        let (name, interface) = match tables.owner(address) {
            Some(Owner::Machine {
                name, interface, ..
            }) => (name, interface),
            // The load balancer in front of name servers most often.
            Some(_) => {
                let at = At::new(Kind::Network, network);
                let feature = "NAME_SERVER_OTHER_THAN_VM";
                let end = self.unmodelled(feature, Some(at), docs::DNS_FORWARDING);
                return Err(NotReached::End(end));
            }
            // On-premises, or nowhere.
            None => {
                return match tables.range(address) {
                    Some(_) => match self.unread_internal_owner(tables) {
                        Ok(()) => Err(NotReached::Because("no-machine")),
                        Err(end) => Err(NotReached::End(end)),
                    },
                    None => match self.reach_onprem_server(tables, address) {
                        Ok(host) => Ok(host),
                        Err(Unreached::End(end)) => Err(NotReached::End(end)),
                        Err(Unreached::Because(why)) => Err(NotReached::Because(why)),
                    },
                };
            }
        };
        let at = At::new(Kind::Instance, name);
        let (machine, _) = self.interface(name, *interface).map_err(NotReached::End)?;
        if machine.status != "RUNNING" {
            return Err(NotReached::Because("not-running"));
        }
        let flow = Flow {
            remote: AddressSet::Ranges(std::slice::from_ref(&google::CLOUD_DNS_RANGE)),
            local: AddressSet::One(address),
            protocol: Protocol::UDP,
            port: Some(53),
            target: Identity::of(name, machine),
            source: Identity::default(),
            region: name.region(),
        };
        self.unread(Kind::Firewall, &network.project, Some(tables))
            .map_err(NotReached::End)?;
        self.assume_complete(Kind::Firewall, &network.project);
        let allowed = match tables.firewall.decide(Direction::Ingress, &flow) {
            Decision::Rule { allow, .. } | Decision::Implied { allow } => allow,
            Decision::Uncertain { .. } | Decision::NotModelled { .. } => {
                return Err(NotReached::End(self.unmodelled(
                    "FIREWALL_POLICY_MATCH",
                    Some(at),
                    docs::FIREWALL_POLICIES,
                )));
            }
        };
        if !allowed {
            return Err(NotReached::Because("firewall"));
        }
        self.part_is_read(at, &[UnreadPart::Process])
            .map_err(NotReached::End)?;
        let id = at.id();
        let listens = self.net.processes(&id).is_none_or(|mut processes| {
            processes
                .any(|process| process.port == 53 && process.protocol.transport() == Protocol::UDP)
        });
        if !listens {
            return Err(NotReached::Because("not-listening"));
        }
        Ok(Some(at))
    }

    /// What a name server that was reached answers.
    fn ask_server(
        &mut self,
        name: &'a str,
        address: IpAddr,
        machine: Option<At<'a>>,
    ) -> Checked<'a, Reply<'a>> {
        let net = self.net;
        let hosts = net.hosts_at(address);
        let described = net.dns.servers.iter().find(|server| match &server.on {
            NameServerPlace::Address(own) => *own == address,
            NameServerPlace::Machine(id) => {
                machine.is_some_and(|at| at.kind == id.kind && *at.name == id.name)
                    || id.kind == Kind::Host && hosts.contains(&id.name)
            }
        });
        let Some(server) = described else {
            // Google's own public resolvers answer what public DNS answers.
            if matches!(address.to_string().as_str(), "8.8.8.8" | "8.8.4.4") {
                return self.ask_public(name);
            }
            return Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::NameServer(address)));
        };
        self.answer_of(server, name)
    }

    pub(super) fn answer_of(
        &mut self,
        server: &'a ServerTable,
        name: &'a str,
    ) -> Checked<'a, Reply<'a>> {
        match server.records.find(name) {
            Lookup::Records(records) if records.contradictory => {
                self.records_agree(records, None)?;
                Err(self.no_data(name, &server.name, None))
            }
            Lookup::Records(records) if records.cname.is_some() => {
                let target = records.cname.as_deref().unwrap_or_default();
                self.note_alias(name, target, &server.name, None);
                Ok(Reply::Alias(target, Chase::Server(server)))
            }
            Lookup::Records(records) if !records.v4.is_empty() || !records.v6.is_empty() => {
                self.note(State::ResolveName, None, docs::DNS_FORWARDING, || {
                    Says::new(SaysId::ResolveNameServer)
                        .arg("name", name)
                        .arg("server", &server.name)
                        .arg("addresses", addresses_of(records))
                });
                Ok(Reply::Answer(Answer::Addresses(&records.v4, &records.v6)))
            }
            _ if server.else_public => self.ask_public(name),
            Lookup::Records(_) => Err(self.no_data(name, &server.name, None)),
            _ => {
                self.note(State::ResolveName, None, docs::DNS_FORWARDING, || {
                    Says::new(SaysId::ResolveNxdomain)
                        .arg("name", name)
                        .arg("zone", &server.name)
                });
                Err(self.name_error(Cause::DnsNxdomain, "NXDOMAIN", None))
            }
        }
    }
}

/// Why a name server was not reached.
enum NotReached<'a> {
    End(End<'a>),
    Because(&'static str),
}

/// `SERVICE-ENDPOINT.p.googleapis.com`, in the zone that comes with the first endpoint.
fn psc_endpoint<'a>(dns: &'a NetworkDns, name: &str) -> Option<(&'a Name, &'a IpAddr)> {
    let label = name.strip_suffix(".p.googleapis.com")?;
    dns.endpoints.iter().find_map(|(endpoint, (own, address))| {
        label
            .strip_suffix(&**endpoint)
            .is_some_and(|service| service.ends_with('-'))
            .then_some((own, address))
    })
}

fn addresses_of(records: &Records) -> String {
    format_both(&records.v4, &records.v6)
}

fn format_both(v4: &[IpAddr], v6: &[IpAddr]) -> String {
    let all: Vec<_> = v4.iter().chain(v6).map(IpAddr::to_string).collect();
    all.join(", ")
}

fn list(addresses: &[IpAddr]) -> String {
    format_both(addresses, &[])
}
