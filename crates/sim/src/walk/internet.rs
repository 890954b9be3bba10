//! Arriving over the internet: at Google's front ends, at an external address of the scenario, at a host.
//!
//! <https://cloud.google.com/compute/docs/ip-addresses>: an external address is translated to the internal one of the
//! interface it belongs to; <https://cloud.google.com/vpc/docs/routes#special_return_paths>: what comes from Google's
//! front ends and health checks takes routes of their own.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::request::GoogleCaller;
use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State, google};
use ipnet::IpNet;

use super::google_apis::{Came, Door};
use super::load_balancer::Client;
use super::{AskedHost, At, Checked, End, Lack, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::topology::ExternalOwner;

/// From where a packet comes to the internet.
#[derive(Clone, Copy, Debug)]
pub(super) enum From<'a> {
    /// A host on it.
    Internet,
    /// The serverless path past every VPC.
    Serverless,
    /// A VPC network, by its internet gateway.
    Vpc,
    /// A service of Google's.
    Google(GoogleCaller, &'a str),
}

impl<'a> Walk<'a> {
    /// From the internet side, to whatever has the destination.
    pub(super) fn arrive_from_internet(&mut self, from: From<'a>) -> Checked<'a, End<'a>> {
        let came = match from {
            From::Google(caller, project) => Came::Google(caller, project),
            _ => Came::Public,
        };
        let (source, destination) = (self.packet.source, self.packet.destination);
        if source.has_version()
            && destination.has_version()
            && source.is_ipv6() != destination.is_ipv6()
        {
            return Err(End::Unmodelled {
                cause: Cause::MismatchedIpVersion,
                feature: "NO_COMMON_IP_VERSION",
                at: None,
                doc: docs::IPV6,
            });
        }
        if destination.is_ipv6() || source.is_ipv6() {
            let both = source.is_ipv6() && destination.is_ipv6();
            let google = destination.one().is_some_and(|own| {
                google::is_google_ipv6(own) && self.net.external_owner(own).is_none()
            });
            if !both || google {
                return Err(self.unmodelled("IPV6", None, docs::IPV6));
            }
            if self.ask.protocol == Protocol::ICMP {
                // ICMPv6 is protocol 58: a rule for `icmp` is one for IPv4's
                // (<https://cloud.google.com/firewall/docs/firewalls#protocols_and_ports>).
                return Err(self.unmodelled("ICMP_OVER_IPV6", None, docs::IPV6));
            }
        }
        let address = match self.packet.destination {
            AddressSet::GoogleApis => return self.google_front_end(Door::Public, came),
            AddressSet::One(address) => address,
            _ => return self.somewhere_on_the_internet(),
        };
        let hosts = self.net.hosts_at(address);
        if let Some(owner) = self.net.external_owner(address) {
            if let Some(host) = hosts.first() {
                let at = At::new(Kind::Host, host);
                return Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::EXTERNAL_IP));
            }
            return self.to_external_owner(owner, address, from);
        }
        if google::is_private(address) {
            if let From::Google(GoogleCaller::Eventarc | GoogleCaller::Workflows, _) = from {
                // By a network attachment or Service Directory these two may call a private address
                // (<https://docs.cloud.google.com/eventarc/standard/docs/vpc-endpoints/route-vpc-internal-endpoint-events>).
                return Err(self.unmodelled(
                    "GOOGLE_CALLER_OF_PRIVATE_ENDPOINT",
                    None,
                    docs::ROUTES,
                ));
            }
            return Err(self.private_from_internet(address));
        }
        let pick = self.choose(hosts.len());
        if let Some(host) = hosts.get(pick) {
            return self.to_host(host, address);
        }
        match google::google_address(address) {
            Some(google::GoogleAddress::Default) => {
                return self.google_front_end(Door::Public, came);
            }
            Some(_) => {
                // The VIPs are not announced to the internet.
                return Err(self.private_from_internet(address));
            }
            None => {}
        }
        self.unread_external_owner()?;
        self.no_stranger_has(address, None, None)?;
        self.no_service_has(address, None)?;
        if address.is_ipv6() {
            self.in_external_subnet(address)?;
        }
        self.somewhere_on_the_internet()
    }

    /// An IPv6 address of a subnet of the scenario that nothing has is nowhere on the internet.
    fn in_external_subnet(&mut self, address: IpAddr) -> Checked<'a> {
        self.unread_anywhere(Kind::Subnet, None)?;
        let networks = &self.net.networks;
        let mut found = networks
            .iter()
            .filter_map(|own| Some((own, own.range(address)?)));
        let Some((network, range)) = found.next() else {
            return Ok(());
        };
        let at = At::new(Kind::Subnet, &range.subnet);
        if self.net.has_range_of(network, address) {
            return Err(self.unmodelled("OTHER_ADDRESS_OF_IPV6_RANGE", Some(at), docs::SUBNETS));
        }
        let kinds = [Kind::Instance, Kind::ForwardingRule, Kind::Address];
        self.assume_no_other_owner(&kinds, &range.subnet.project);
        self.note(State::ApplyRoute, Some(at), docs::DROP_REASONS, || {
            Says::new(SaysId::AddressUnused)
                .arg("address", address.to_string())
                .arg("subnet", &*range.subnet.name)
        });
        Err(self.stop(Cause::UnknownExternalAddress, Some(at), CallerSees::Timeout))
    }

    fn private_from_internet(&mut self, address: IpAddr) -> End<'a> {
        self.note(State::ApplyRoute, None, docs::DROP_REASONS, || {
            Says::new(SaysId::PrivateFromInternet).arg("address", address.to_string())
        });
        let cause = if address.is_ipv6() {
            Cause::NoRouteFromInternetToPrivateIpv6Address
        } else {
            Cause::NoRouteFromInternetToPrivateIpv4Address
        };
        self.stop(cause, None, CallerSees::Timeout)
    }

    fn somewhere_on_the_internet(&mut self) -> Checked<'a, End<'a>> {
        self.unread_anywhere(Kind::Host, None)?;
        self.is_seen(None);
        self.assume_public_host();
        Ok(self.delivered("INTERNET", None))
    }

    /// That a destination of which nothing is known is some host on the internet, and not Google's.
    pub(super) fn assume_public_host(&mut self) {
        let destination = self.packet.destination;
        let text = match self.ask.host {
            AskedHost::Name(name) => name.to_owned(),
            _ => destination.text(),
        };
        self.assume(
            "ASSUMED_PUBLIC_HOST",
            |_| vec![("host", text.clone())],
            || None,
        );
    }

    fn to_external_owner(
        &mut self,
        owner: &'a ExternalOwner,
        address: IpAddr,
        from: From<'a>,
    ) -> Checked<'a, End<'a>> {
        self.blocked_at_external_address(None)?;
        match owner {
            ExternalOwner::Machine(name, interface) => {
                self.machine_from_internet(name, *interface, address)
            }
            ExternalOwner::ForwardingRules(names) => {
                self.to_forwarding_rules(names, Client::Internet)
            }
            ExternalOwner::CloudNat(name) => {
                let at = At::new(Kind::Nat, name);
                self.note(State::Nat, Some(at), docs::CLOUD_NAT, || {
                    Says::new(SaysId::AddressUnused)
                        .arg("address", address.to_string())
                        .arg("subnet", &*name.name)
                });
                Err(self.stop(Cause::UnknownExternalAddress, Some(at), CallerSees::Timeout))
            }
            ExternalOwner::Reserved(name) => {
                self.unread_external_owner()?;
                let at = At::new(Kind::Address, name);
                self.no_stranger_has(address, None, Some(at))?;
                let own = self.net.scenario.resources.addresses.get(name);
                if let Some(own) = own.filter(|own| own.is_used()) {
                    self.no_stranger_uses(at, own)?;
                    // Something uses it that is not in the scenario.
                    return Err(
                        self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "users"))
                    );
                }
                let kinds = [Kind::Instance, Kind::ForwardingRule, Kind::Router];
                self.assume_no_other_owner(&kinds, &name.project);
                self.note(State::ApplyRoute, Some(at), docs::DROP_REASONS, || {
                    Says::new(SaysId::AddressUnused)
                        .arg("address", address.to_string())
                        .arg("subnet", &*name.name)
                });
                Err(self.stop(Cause::UnknownExternalAddress, Some(at), CallerSees::Timeout))
            }
            ExternalOwner::Several(id) => Err(self.unmodelled(
                "ADDRESS_OF_SEVERAL",
                Some(At::new(id.kind, &id.name)),
                docs::EXTERNAL_IP,
            )),
            ExternalOwner::Sql(name) => self.to_public_sql(name),
            ExternalOwner::SqlOutgoing(name) => {
                let at = At::new(Kind::Sql, name);
                self.note(
                    State::ArriveAtProcess,
                    Some(at),
                    docs::SQL_ADDRESSES,
                    || {
                        Says::new(SaysId::SqlOutgoing)
                            .arg("address", address.to_string())
                            .arg("instance", &*name.name)
                    },
                );
                Err(self.stop(Cause::UnknownExternalAddress, Some(at), CallerSees::Timeout))
            }
            ExternalOwner::ControlPlane(name) => self.to_public_control_plane(name, from),
        }
    }

    /// A host of the scenario, with its own allow-list.
    fn to_host(&mut self, name: &'a Name, address: IpAddr) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Host, name);
        let Some(host) = self.net.scenario.resources.hosts.get(name) else {
            return self.somewhere_on_the_internet();
        };
        if host.at.is_some() {
            // Over the internet, by whatever its network lets in from there.
            return Err(self.unmodelled("ON_PREMISES_NETWORK", Some(at), docs::HYBRID));
        }
        self.at_host(name, address, "INTERNET")
    }

    /// At a host, wherever it is: what listens, and its own allow-list.
    pub(super) fn at_host(
        &mut self,
        name: &'a Name,
        address: IpAddr,
        target: &'static str,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Host, name);
        let Some(host) = self.net.scenario.resources.hosts.get(name) else {
            return self.somewhere_on_the_internet();
        };
        self.is_seen(None);
        self.note(State::ArriveAtProcess, Some(at), "", || {
            Says::new(SaysId::ArriveHost)
                .arg("name", &*name.name)
                .arg("address", address.to_string())
        });
        let (protocol, port) = (self.ask.protocol, self.ask.port);
        let listens = host.listens.as_ref().is_none_or(|list| {
            !protocol.has_ports()
                || list
                    .iter()
                    .any(|(own, by)| Some(*own) == port && *by == protocol)
        });
        if !listens {
            let listening: Vec<_> = host
                .listens
                .iter()
                .flatten()
                .map(|(port, protocol)| format!("{protocol}:{port}"))
                .collect();
            self.note(State::ArriveAtProcess, Some(at), "", || {
                Says::new(SaysId::ProcessNone)
                    .arg(
                        "port",
                        port.map_or_else(String::new, |port| port.to_string()),
                    )
                    .arg("listening", listening.join(", "))
            });
            let (cause, sees) = if protocol == Protocol::TCP {
                (Cause::ConnectionRefused, CallerSees::Refused)
            } else {
                (Cause::PortNotServed, CallerSees::Timeout)
            };
            return Err(self.stop(cause, Some(at), sees));
        }
        if let Some(list) = &host.allow_from {
            self.allow_list(at, list)?;
        }
        self.speak_to_process(at)?;
        Ok(self.delivered(target, Some(at)))
    }

    /// An allow-list of a host's or process's own.
    pub(super) fn allow_list(&mut self, at: At<'a>, list: &'a [IpNet]) -> Checked<'a> {
        if self.is_listed(at, list, "")? {
            return Ok(());
        }
        Err(self.stop(Cause::SourceNotAllowed, Some(at), CallerSees::NotAllowed))
    }

    /// Whether the source is in a list of ranges, with the step that says so.
    pub(super) fn is_listed(
        &mut self,
        at: At<'a>,
        list: &'a [IpNet],
        doc: &'static str,
    ) -> Checked<'a, bool> {
        let mut source = self.packet.source;
        if source == AddressSet::Ranges(&google::INTERNET_NEG_RANGES) {
            self.ranges_as_of();
        }
        let mut relation = source.relation_to_any(list);
        if let (Relation::Some, AddressSet::Many(addresses)) = (relation, source) {
            // Which of the addresses it is, nobody can say beforehand.
            let pick = self.choose(addresses.len());
            if let Some(address) = addresses.get(pick) {
                source = AddressSet::One(*address);
                self.packet.source = source;
                self.is_seen(None);
                relation = source.relation_to_any(list);
            }
        }
        let text = || list.iter().map(IpNet::to_string).collect::<Vec<_>>();
        match relation {
            Relation::All => {
                let entry = list
                    .iter()
                    .find(|range| source.relation(range) == Relation::All)
                    .or(list.first());
                self.note(State::CheckAllowList, Some(at), doc, || {
                    Says::new(SaysId::AllowListHas)
                        .arg("source", source.text())
                        .arg("entry", entry.map_or_else(String::new, IpNet::to_string))
                });
                Ok(true)
            }
            Relation::None => {
                self.note(State::CheckAllowList, Some(at), doc, || {
                    Says::new(SaysId::AllowListLacks)
                        .arg("source", source.text())
                        .arg("list", text().join(", "))
                });
                Ok(false)
            }
            Relation::Some => {
                // A range of which the list has a part: whether the next connection comes from that part
                // cannot be told.
                match source {
                    AddressSet::Range(_) | AddressSet::Ranges(_) => {
                        if self.choose(2) == 0 {
                            self.note(State::CheckAllowList, Some(at), doc, || {
                                Says::new(SaysId::AllowListHas)
                                    .arg("source", source.text())
                                    .arg("entry", text().join(", "))
                            });
                            Ok(true)
                        } else {
                            self.note(State::CheckAllowList, Some(at), doc, || {
                                Says::new(SaysId::AllowListLacks)
                                    .arg("source", source.text())
                                    .arg("list", text().join(", "))
                            });
                            Ok(false)
                        }
                    }
                    _ => Err(self.incomplete(Cause::UnknownIp, Lack::Address)),
                }
            }
        }
    }
}
