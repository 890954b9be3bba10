//! Name servers that are not Google's: whether Cloud DNS reaches them, and what they answer
//! (<https://cloud.google.com/dns/docs/zones/forwarding-zones>).

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::dns::NameServerTarget;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::resource::{Kind, UnreadPart};
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, Protocol, State, google};
use ipnet::IpNet;

use super::records::addresses_of;
use super::{Answer, Chase, Reply};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::dns::{Lookup, ServerTable};
use crate::tables::firewall::Decision;
use crate::tables::network::Owner;
use crate::tables::rules::{Flow, Identity};
use crate::walk::hybrid::Unreached;
use crate::walk::{At, Checked, End, Lack, Walk};

/// Why a name server was not reached.
enum NotReached<'a> {
    End(End<'a>),
    Because(&'static str),
}

impl<'a> Walk<'a> {
    /// Name servers that are not Google's, asked in turn: the first that answers, answers.
    pub(super) fn ask_servers(
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

    /// Whether a query of Cloud DNS reaches a name server, and is let in there.
    fn reach_server(
        &mut self,
        network: &'a Name,
        address: IpAddr,
        private_path: bool,
    ) -> Result<Option<At<'a>>, NotReached<'a>> {
        let by_network = private_path || is_rfc_1918(address);
        let found = self.way_to_server(network, address, by_network)?;
        let host = self.net.hosts_at(address).first();
        let at = found.or_else(|| host.map(|host| At::new(Kind::Host, host)));
        if let Some(at) = at {
            self.is_let_in(at, by_network)?;
        }
        Ok(found)
    }

    /// What the name server itself admits: whether something listens, and its own allow-list ("If your on-premises DNS
    /// server accepts requests only from specific IP addresses, make sure that the IP address range 35.199.192.0/19 is
    /// included", <https://cloud.google.com/dns/docs/best-practices>).
    fn is_let_in(&mut self, at: At<'a>, by_network: bool) -> Result<(), NotReached<'a>> {
        self.part_is_read(at, &[UnreadPart::Process])
            .map_err(NotReached::End)?;
        let net = self.net;
        let host = match at.kind {
            Kind::Host => net.scenario.resources.hosts.get(at.name),
            _ => None,
        };
        let open = host.and_then(|host| host.listens.as_ref());
        let mut listens = open.is_none_or(|open| open.contains(&(53, Protocol::UDP)));
        let mut lists: Vec<&'a [IpNet]> = Vec::new();
        lists.extend(host.and_then(|host| host.allow_from.as_deref()));
        if let Some(own) = net.listener(&at.id(), Protocol::UDP, 53) {
            listens &= own.is_some();
            lists.extend(own.and_then(|own| own.allow_from.as_deref()));
        }
        if !listens {
            return Err(NotReached::Because("not-listening"));
        }
        let everyone = |list: &&[IpNet]| list.iter().any(|range| range.prefix_len() == 0);
        for list in lists.into_iter().filter(|list| !everyone(list)) {
            if !by_network {
                // Over the internet Google asks from addresses that are in no configuration.
                let end = self.incomplete(Cause::UnknownIp, Lack::Address);
                return Err(NotReached::End(end));
            }
            let asks = AddressSet::Ranges(std::slice::from_ref(&google::CLOUD_DNS_RANGE));
            let relations = || list.iter().map(|range| asks.relation(range));
            if relations().any(|own| own == Relation::All) {
                continue;
            }
            if relations().any(|own| own != Relation::None) {
                let feature = "NAME_SERVER_ADMITS_PART";
                let end = self.unmodelled(feature, Some(at), docs::DNS_FORWARDING);
                return Err(NotReached::End(end));
            }
            return Err(NotReached::Because("allow-list"));
        }
        Ok(())
    }

    /// The way of a query (from 35.199.192.0/19, over a special path) to a name server.
    fn way_to_server(
        &mut self,
        network: &'a Name,
        address: IpAddr,
        by_network: bool,
    ) -> Result<Option<At<'a>>, NotReached<'a>> {
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

    pub(in crate::walk) fn answer_of(
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

fn is_rfc_1918(address: IpAddr) -> bool {
    matches!(address, IpAddr::V4(address) if google::RFC_1918.iter().any(|own| own.contains(&address)))
}
