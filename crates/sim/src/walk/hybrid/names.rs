//! Whom an on-premises network asks for names: a resolver of its own, or by an inbound server policy a VPC network.
//!
//! <https://cloud.google.com/dns/docs/server-policies-overview#dns-server-policy-in>: what the policy's network resolves
//! for its machines, it resolves for what asks at the policy's entry points as well.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::Kind;
use hopscope_model::resource::hopscope::NameServerPlace;
use hopscope_model::resource::route::NextHop;
use hopscope_model::result::Says;
use hopscope_model::says::SaysId;
use hopscope_model::{Cause, State, google};

use super::Hop;
use super::advertised::Advertised;
use super::leave::longest;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::network::NetworkTables;
use crate::tables::rules::Identity;
use crate::walk::dns::Reply;
use crate::walk::vpc::{Routed, Sender, SenderKind};
use crate::walk::{At, Checked, End, Lack, Origin, Walk};

impl<'a> Walk<'a> {
    /// A name, asked from an on-premises network.
    pub(in crate::walk) fn ask_onprem(
        &mut self,
        name: &'a Name,
        host: &'a str,
    ) -> Checked<'a, Reply<'a>> {
        let network = self.onprem(name)?;
        if !network.inbound_policy_resolver {
            // A name server that is described, in the network itself, is its resolver.
            let own = self.net.dns.servers.iter().find(|server| match &server.on {
                NameServerPlace::Address(address) => longest(&network.ranges, *address).is_some(),
                NameServerPlace::Machine(id) => {
                    id.kind == Kind::Host && self.onprem_of(&id.name) == Some(name)
                }
            });
            self.note(State::ResolveName, None, docs::DNS_INBOUND, || {
                Says::new(SaysId::ResolveOnPrem)
                    .arg("name", host)
                    .arg("network", &*name.name)
            });
            return match own {
                Some(server) => self.answer_of(server, host),
                None => self.ask_public(host),
            };
        }
        self.unread_anywhere(Kind::DnsPolicy, None)?;
        self.no_layer_2(network)?;
        let (mut asked, mut lacking) = (None, None);
        // What keeps from knowing whether an entry point is reached, and a network none of whose entry points is.
        let (mut unknown, mut unreached) = (None, None);
        for via in &network.via {
            let (at, hop) = self.hop_of(via);
            let Some(hop) = hop else {
                lacking = lacking.or(Some(Lack::One(at.kind, at.name)));
                continue;
            };
            if hop.link.down {
                continue;
            }
            let Some(entered) = self.network_of_hop(hop)? else {
                lacking = lacking.or(Some(Lack::Field(at, "router")));
                continue;
            };
            if !self.net.dns.of_network(&entered.name).inbound {
                self.assume_complete(Kind::DnsPolicy, &entered.name.project);
                continue;
            }
            match self.reaches_entry_point(hop, entered) {
                Ok(true) => asked = asked.or(Some(entered)),
                Ok(false) => unreached = unreached.or(Some(entered)),
                Err(end) => unknown = unknown.or(Some(end)),
            }
        }
        if let (None, Some(end)) = (asked, unknown) {
            return Err(end);
        }
        if let (None, Some(lack)) = (asked, lacking) {
            // By that one the VPC network might be asked.
            return Err(self.incomplete(Cause::ResourceConfigNotFound, lack));
        }
        let Some(entered) = asked else {
            let at = At::new(Kind::OnPremNetwork, name);
            self.note(State::ResolveName, Some(at), docs::DNS_INBOUND, || {
                let says = match unreached {
                    Some(vpc) => {
                        Says::new(SaysId::ResolveInboundUnreached).arg("vpc", &*vpc.name.name)
                    }
                    None => Says::new(SaysId::ResolveNoInbound),
                };
                says.arg("name", host).arg("network", &*name.name)
            });
            return Err(self.name_error(Cause::DnsServfail, "SERVFAIL", Some(at)));
        };
        self.note(State::ResolveName, None, docs::DNS_INBOUND, || {
            Says::new(SaysId::ResolveInbound)
                .arg("name", host)
                .arg("network", &*entered.name.name)
        });
        self.ask_network(&entered.name, None, host, 0)
    }

    /// Whether any entry point of inbound forwarding is advertised by a tunnel or attachment: it has an address of a subnet.
    fn reaches_entry_point(
        &mut self,
        hop: Hop<'a>,
        network: &'a NetworkTables,
    ) -> Checked<'a, bool> {
        let mut unknown = None;
        for address in &network.entry_points {
            match self.advertised(hop, *address) {
                Ok(Advertised::By(_)) => return Ok(true),
                Ok(_) => {}
                Err(end) => unknown = unknown.or(Some(end)),
            }
        }
        match unknown {
            Some(end) => Err(end),
            None if network.entry_points.is_empty() => {
                // Its subnets are not in the scenario.
                let lack = Lack::List(Kind::Subnet, &network.name.project);
                Err(self.incomplete(Cause::ResourceConfigNotFound, lack))
            }
            None => {
                let project = &network.name.project;
                self.unread(Kind::Subnet, project, Some(network))?;
                // An address that could not be read may be one of an entry point.
                self.unread(Kind::Address, project, None)?;
                self.assume_complete(Kind::Address, project);
                Ok(false)
            }
        }
    }
}

/// Why a query does not reach a name server, or that it cannot be told.
pub(in crate::walk) enum Unreached<'a> {
    End(End<'a>),
    Because(&'static str),
}

impl<'a> Walk<'a> {
    /// Whether a query that Cloud DNS forwards reaches a name server of an on-premises network, and its answer the
    /// network again: Cloud DNS asks from 35.199.192.0/19, for which on-premises needs a route, and no subnet has it
    /// (<https://cloud.google.com/dns/docs/zones/forwarding-zones#firewall-rules>). What host has the address, if any.
    pub(in crate::walk) fn reach_onprem_server(
        &mut self,
        network: &'a NetworkTables,
        address: IpAddr,
    ) -> Result<Option<At<'a>>, Unreached<'a>> {
        let unmodelled = |walk: &Self| {
            let feature = "NAME_SERVER_BEHIND_HYBRID_CONNECTIVITY";
            Unreached::End(walk.unmodelled(feature, None, docs::DNS_FORWARDING))
        };
        let Some(region) = self.origin_region() else {
            return Err(unmodelled(self));
        };
        let asks = Sender {
            at: At::new(Kind::Network, &network.name),
            network,
            region,
            subnet: None,
            part: Part::Primary,
            identity: Identity::default(),
            kind: SenderKind::Machine,
            external: None,
        };
        let from = AddressSet::Ranges(std::slice::from_ref(&google::CLOUD_DNS_RANGE));
        let found = self.routed_between(asks, from, AddressSet::One(address));
        let (kind, name) = match found.map_err(Unreached::End)? {
            Routed::None => return Err(Unreached::Because("no-route")),
            Routed::Down => return Err(Unreached::Because("tunnel-down")),
            // Of a peered network, or of another spoke's: its machines answer into their own network.
            Routed::Subnet(_) => return Err(Unreached::Because("answers-elsewhere")),
            Routed::By(entry) => match &entry.route.next_hop {
                NextHop::VpnTunnel(own) => (Kind::VpnTunnel, own.name()),
                NextHop::Attachment(own) => (Kind::Attachment, own.name()),
                NextHop::InternetGateway => return Err(Unreached::Because("no-route")),
                _ => return Err(unmodelled(self)),
            },
        };
        let Some(hop) = self.hop(kind, name) else {
            return Err(unmodelled(self));
        };
        let behind = self.behind(hop, address).map_err(Unreached::End)?;
        let Some((_, onprem)) = behind else {
            return Err(unmodelled(self));
        };
        // Answers are taken only where they come back to the network that has asked
        // (<https://cloud.google.com/dns/docs/best-practices#use_dns_peering_to_avoid_outbound_forwarding_from_multiple_vpc_networks>).
        let (mut here, mut elsewhere) = (false, false);
        for via in &onprem.via {
            let Some(hop) = self.hop_of(via).1 else {
                return Err(unmodelled(self));
            };
            if !self.knows_cloud_dns(hop).map_err(Unreached::End)? {
                continue;
            }
            match &hop.link.network {
                Some(own) if *own == network.name => here = true,
                Some(_) => elsewhere = true,
                None => return Err(unmodelled(self)),
            }
        }
        if !here && !elsewhere {
            return Err(Unreached::Because("no-way-back"));
        }
        let asked_elsewhere = hop.link.network.as_ref() != Some(&network.name);
        if here && asked_elsewhere {
            return Err(unmodelled(self));
        }
        // Which of several networks an answer goes to is on-premises' choice.
        let ways = usize::from(here) + usize::from(elsewhere);
        if !here || self.choose(ways) > 0 {
            return Err(Unreached::Because("answers-elsewhere"));
        }
        self.unread_anywhere(Kind::Host, None)
            .map_err(Unreached::End)?;
        let host = self.net.hosts_at(address).first();
        Ok(host.map(|host| At::new(Kind::Host, host)))
    }

    /// Whether an on-premises network has a route to where Cloud DNS asks from.
    fn knows_cloud_dns(&self, hop: Hop<'a>) -> Checked<'a, bool> {
        let range = google::CLOUD_DNS_RANGE;
        let first = self.advertised(hop, range.network())?;
        let last = self.advertised(hop, range.broadcast())?;
        Ok(matches!(
            (first, last),
            (Advertised::By(_), Advertised::By(_))
        ))
    }

    /// The region of who asks.
    fn origin_region(&self) -> Option<&'a str> {
        let resources = &self.net.scenario.resources;
        match self.ask.origin {
            Origin::Machine { name, .. } => Some(name.region()),
            Origin::Serverless { at, .. } => Some(at.name.region()),
            Origin::Pod(name) => {
                let node = resources.pods.get(name)?.node.as_ref()?;
                Some(node.name().region())
            }
            Origin::OnPrem(..) | Origin::Host { .. } | Origin::Internet(_) | Origin::Google(..) => {
                None
            }
        }
    }
}
