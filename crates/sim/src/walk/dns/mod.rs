//! Name resolution, as the party that opens the connection sees it.
//!
//! <https://cloud.google.com/dns/docs/vpc-name-res-order>: outbound server policy; response policies; private
//! zones, forwarding zones and peering zones by longest suffix; Compute Engine internal DNS; public DNS. A
//! serverless workload with VPC access asks its network, in both egress settings (article 001, experiments 2
//! and 3); one without asks public DNS.

mod entry_point;
mod network;
mod origin;
mod public;
mod records;
mod response_policy;
mod servers;
mod zone;

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::name::{Name, Ref};
use hopscope_model::resource::{Cluster, Kind};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};

use super::{AskedHost, At, Checked, End, Origin, Sees, Walk};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::dns::ServerTable;

/// The most names of a chain of CNAME records that are followed. How many Cloud DNS follows, no page of
/// Google's says.
const MOST_NAMES: usize = 32;

static LOOPBACK: [IpAddr; 1] = [IpAddr::V4(Ipv4Addr::LOCALHOST)];
static METADATA: [IpAddr; 1] = [IpAddr::V4(google::METADATA_SERVER)];

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
    pub(crate) fn resolve_target(&mut self) -> Checked<'a> {
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
            if !self.sends_over_both() {
                return Err(self.unmodelled("IPV6", None, docs::IPV6));
            }
            // The client chooses: by the addresses it has (RFC 6724, section 6), by what its operator or the program
            // prefers, and by what answers (RFC 8305).
            let pick = self.choose(v6.len() + v4.len());
            let address = v6.iter().chain(v4).nth(pick);
            if let Some(address) = address {
                self.packet.destination = AddressSet::One(*address);
            }
            self.packet_exists();
            return Ok(());
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

    /// What the client's own resolver answers first: IPv6 before IPv4 where a name has both (RFC 6724).
    pub(crate) fn client_answer(&mut self, host: &'a str) -> Checked<'a, Answer<'a>> {
        self.resolve(host)
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
        match self.resolving_network() {
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
}
