//! What a machine sends over IPv6: from an internal (ULA) or an external (GUA) address of its interface, which no NAT
//! changes.
//!
//! <https://cloud.google.com/vpc/docs/ipv6-support>, <https://cloud.google.com/vpc/docs/subnets#ipv6-ranges>: external
//! addresses are the interface's own, and reach the internet as they are. Which of an interface's addresses sends follows
//! from the destination's scope (RFC 6724). NAT64 (<https://cloud.google.com/nat/docs/public-nat#nat64>), pods and Direct
//! VPC egress over IPv6 are not modelled.

use std::net::{IpAddr, Ipv6Addr};

use hopscope_model::google;
use hopscope_model::resource::Kind;
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, State};

use super::{Sender, SenderKind};
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::Owner;
use crate::walk::internet::From;
use crate::walk::{AskedHost, At, Checked, End, Lack, Walk};

/// Addresses that stand for IPv4 ones at NAT64.
const NAT64_PREFIX: [u16; 6] = [0x64, 0xff9b, 0, 0, 0, 0];

impl<'a> Walk<'a> {
    /// Into the network over IPv6. A machine without an IPv6 address has no way to send it.
    pub(super) fn leave_ipv6(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let machine = self.net.machine(sender.at.name);
        let interface = machine.and_then(|machine| {
            let mut own = machine.interfaces.iter();
            own.find(|own| *own.network.name() == sender.network.name)
        });
        let (internal, external) = match interface {
            Some(own) => (own.ipv6_address, own.external_ipv6_address),
            None => (None, None),
        };
        if sender.at.kind == Kind::Instance && internal.is_none() && external.is_none() {
            self.note_no_route(sender);
            return Err(self.stop(
                Cause::NoRoute,
                Some(At::new(Kind::Network, &sender.network.name)),
                CallerSees::Unreachable,
            ));
        }
        let Some(IpAddr::V6(destination)) = self.packet.destination.one() else {
            return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
        };
        if sender.kind != SenderKind::Machine {
            return Err(self.unmodelled("IPV6", Some(sender.at), docs::IPV6));
        }
        if destination == google::METADATA_SERVER_IPV6 {
            return Err(self.unmodelled("METADATA_OVER_IPV6", Some(sender.at), docs::IPV6));
        }
        if self.ask.protocol == Protocol::ICMP {
            return Err(self.unmodelled("ICMP_OVER_IPV6", Some(sender.at), docs::IPV6));
        }
        if is_nat64(destination) {
            return Err(self.unmodelled("NAT64", Some(sender.at), docs::IPV6));
        }
        let private = google::is_private(IpAddr::V6(destination));
        let source = if private {
            internal.or(external)
        } else {
            external.or(internal)
        };
        let Some(source) = source else {
            return Err(self.unmodelled("IPV6", Some(sender.at), docs::IPV6));
        };
        let outside = external.filter(|external| *external == source);
        let address = IpAddr::V6(source);
        self.packet.source = AddressSet::One(address);
        self.packet.fixed = match outside {
            Some(_) => self.net.is_reserved(address).then_some(true),
            None => Some(true),
        };
        self.note(
            State::StartFromInstance,
            Some(sender.at),
            docs::IPV6,
            || {
                Says::new(SaysId::Ipv6Source)
                    .arg("name", &*sender.at.name.name)
                    .arg("address", source.to_string())
            },
        );
        let sender = Sender {
            external: outside.map(IpAddr::V6),
            ..sender
        };
        self.blocked_outwards(sender)?;
        self.egress_firewall(sender)?;
        let owner = sender.network.owner(IpAddr::V6(destination));
        if let Some(Owner::PscGoogleApis(endpoint)) = owner {
            return self.to_psc_google_apis(sender, endpoint);
        }
        if let Some(end) = self.policy_routes(sender)? {
            return Ok(end);
        }
        let of_machine = sender.network.range(IpAddr::V6(destination)).is_some()
            || self.net.external_owner(IpAddr::V6(destination)).is_some();
        if outside.is_none() && !private && of_machine {
            // From the external address back to the internal one there is no route; of replies nothing is said.
            return Err(self.unmodelled("IPV6_INTERNAL_TO_EXTERNAL", Some(sender.at), docs::IPV6));
        }
        if outside.is_some() && destination.is_unique_local() {
            let network = At::new(Kind::Network, &sender.network.name);
            self.note(State::ApplyRoute, Some(network), docs::DROP_REASONS, || {
                Says::new(SaysId::Ipv6ExternalToPrivate)
                    .arg("source", source.to_string())
                    .arg("address", destination.to_string())
            });
            return Err(self.stop(
                Cause::NoRouteFromExternalIpv6SourceToPrivateIpv6Address,
                Some(network),
                CallerSees::Timeout,
            ));
        }
        self.routed(sender)
    }

    /// To an IPv4 address from a machine with IPv6 alone: by NAT64, if at all. That is for names, of which DNS64 makes
    /// addresses (<https://cloud.google.com/dns/docs/configure-dns64>); with no gateway for it, an address that is asked
    /// for itself is out of reach.
    pub(super) fn leave_ipv4_without_it(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let network = sender.network;
        let by_name = matches!(self.ask.host, AskedHost::Name(_));
        let mut gateways = network.gateways(sender.region).iter();
        if by_name || gateways.any(|own| own.covers_nat64(sender.subnet)) {
            return Err(self.unmodelled("NAT64", Some(sender.at), docs::IPV6));
        }
        let project = &network.name.project;
        self.unread(Kind::Router, project, Some(network))?;
        self.assume_complete(Kind::Router, project);
        self.note_no_route(sender);
        Err(self.stop(
            Cause::NoRoute,
            Some(At::new(Kind::Network, &network.name)),
            CallerSees::Unreachable,
        ))
    }

    /// By the default internet gateway: an external address goes as it is, and there is no NAT for an internal one.
    pub(in crate::walk::vpc) fn ipv6_to_internet(
        &mut self,
        sender: Sender<'a>,
    ) -> Checked<'a, End<'a>> {
        let destination = self.packet.destination.one();
        if destination.is_some_and(google::is_google_ipv6) && sender.external.is_none() {
            // Private Google Access is for internal IPv6 addresses too; front ends over IPv6 are not modelled.
            self.private_google_access(sender)?;
            return Err(self.unmodelled("IPV6", Some(sender.at), docs::IPV6));
        }
        if sender.external.is_none() {
            self.no_external_address(sender, docs::IPV6)?;
        }
        self.arrive_from_internet(From::Vpc)
    }
}

fn is_nat64(address: Ipv6Addr) -> bool {
    address.segments().starts_with(&NAT64_PREFIX)
}
