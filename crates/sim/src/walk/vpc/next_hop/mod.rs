//! What a route's next hop does with a packet: one file for each kind that does something of its own.
//!
//! <https://cloud.google.com/vpc/docs/routes#static-route-next-hops>

mod internet;
mod load_balancer;
mod machine;

use std::net::IpAddr;

use hopscope_model::google::GoogleAddress;
use hopscope_model::resource::Kind;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::result::Says;
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, State, google};

use super::Sender;
use crate::address_set::AddressSet;
use crate::docs;
use crate::tables::network::NetworkTables;
use crate::walk::{AskedHost, At, Checked, End, Lack, Walk};

impl<'a> Walk<'a> {
    pub(super) fn next_hop(
        &mut self,
        sender: Sender<'a>,
        place: &'a NetworkTables,
        at: At<'a>,
        route: &'a Route,
    ) -> Checked<'a, End<'a>> {
        let google = self.is_google_destination();
        if google && route.next_hop != NextHop::InternetGateway {
            return Err(self.google_by_custom_next_hop(at, &route.next_hop));
        }
        match &route.next_hop {
            NextHop::VpnTunnel(_) | NextHop::Attachment(_) => {
                let learned = at.kind == Kind::Router && place.name == sender.network.name;
                self.hybrid_nat(sender, learned)?;
            }
            NextHop::Hub(hub) => self.private_nat(sender, Some(hub.name()))?,
            _ => {}
        }
        match &route.next_hop {
            NextHop::InternetGateway => self.internet_gateway(sender, at, google),
            NextHop::Instance(instance) => self.via_machine(sender, place, at, instance.name()),
            NextHop::Ip(address) => self.via_address(sender, place, at, *address),
            NextHop::ForwardingRule(rule) => self.via_forwarding_rule(sender, place, at, rule),
            NextHop::ForwardingRuleIp(address) => {
                self.via_load_balancer(sender, place, at, *address)
            }
            NextHop::VpnTunnel(tunnel) => {
                self.into_link(sender, place, at, Kind::VpnTunnel, tunnel.name())
            }
            NextHop::Attachment(own) => {
                self.into_link(sender, place, at, Kind::Attachment, own.name())
            }
            // The network of the spoke that exports it is not in the scenario.
            NextHop::Hub(_) => Ok(self.forwarded("NCC_HUB", Some(at))),
            NextHop::Peering(_) => Err(self.unmodelled("VPC_PEERING", Some(at), docs::PEERING)),
            NextHop::Subnet => Err(self.unmodelled("SUBNET_ROUTE", Some(at), docs::ROUTES)),
            // By which tunnel or attachment a router's peer is reached, its own export says.
            NextHop::Unknown if at.kind == Kind::Router => Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::Field(at, "bgpPeers[].peerIpAddress"),
            )),
            // Of a kind that is not known, or left out: it may lead anywhere.
            NextHop::Unknown => Err(self.unmodelled("ROUTE_NEXT_HOP", Some(at), docs::ROUTES)),
        }
    }

    /// Hybrid NAT uses the dynamic routes of its network's own routers; what it does with a packet that a static route or a
    /// peering brings there, the page does not say (<https://docs.cloud.google.com/nat/docs/nat-product-interactions>).
    fn hybrid_nat(&mut self, sender: Sender<'a>, learned: bool) -> Checked<'a> {
        if learned {
            return self.private_nat(sender, None);
        }
        match self.private_gateway(sender, None)? {
            Some((gateway, _)) => {
                let at = At::new(Kind::Nat, &gateway.name);
                let feature = "HYBRID_NAT_BY_OTHER_ROUTE";
                Err(self.unmodelled(feature, Some(at), docs::NAT_INTERACTIONS))
            }
            None => Ok(()),
        }
    }

    /// "Google Cloud does not support routing traffic to Google APIs and services through other VM instances or custom
    /// next hops" (<https://cloud.google.com/vpc/docs/configure-private-google-access#config-routing>): the VIPs, and names
    /// of Google's APIs and services. Whether other addresses of Google's (8.8.8.8, www.google.com) are carried, Google's
    /// sources contradict: routes know no exception for them.
    pub(in crate::walk::vpc) fn google_by_custom_next_hop(
        &mut self,
        at: At<'a>,
        next_hop: &NextHop,
    ) -> End<'a> {
        if !self.is_google_api() {
            return self.unmodelled(
                "GOOGLE_ADDRESS_BY_CUSTOM_NEXT_HOP",
                Some(at),
                docs::PGA_ROUTING,
            );
        }
        self.note(State::ApplyRoute, Some(at), docs::APIS_VIP, || {
            Says::new(SaysId::GoogleApiCustomNextHop)
                .arg("route", &*at.name.name)
                .arg("nextHop", next_hop_text(next_hop))
        });
        if let NextHop::VpnTunnel(tunnel) = next_hop {
            self.assume_complete(Kind::VpnTunnel, &tunnel.name().project);
        }
        // At the other end of such a tunnel is another VPC network.
        let vpc = match next_hop {
            NextHop::VpnTunnel(tunnel) => {
                let tunnel = self.net.scenario.resources.get(tunnel);
                tunnel.is_some_and(|own| own.peer_gateway.is_some())
            }
            _ => false,
        };
        let cause = match vpc {
            true => Cause::PrivateGoogleAccessViaVpnTunnelUnsupported,
            false => Cause::GoogleApiViaCustomNextHop,
        };
        self.stop(cause, Some(at), CallerSees::Timeout)
    }

    pub(in crate::walk) fn is_google_destination(&self) -> bool {
        match self.packet.destination {
            AddressSet::GoogleApis => true,
            AddressSet::One(address) => google::google_address(address).is_some(),
            _ => false,
        }
    }

    /// Whether what is asked is surely an API or a service of Google Cloud's: by a VIP, or by its name.
    fn is_google_api(&self) -> bool {
        if let AddressSet::One(address) = self.packet.destination {
            let by_vip = match google::google_address(address) {
                Some(GoogleAddress::PrivateVip | GoogleAddress::RestrictedVip) => true,
                _ => {
                    matches!(address, IpAddr::V4(own) if google::DIRECT_CONNECTIVITY.contains(&own))
                }
            };
            if by_vip {
                return true;
            }
        }
        match self.ask.host {
            AskedHost::Name(name) => {
                google::is_google_name(name) && !google::is_web_application(name)
                    || self.net.run_host(name, self.ask.path).is_some()
            }
            _ => false,
        }
    }

    pub(in crate::walk) fn note_hop_fails(
        &mut self,
        at: At<'a>,
        hop: String,
        cause: Cause,
    ) -> End<'a> {
        self.note(State::ApplyRoute, Some(at), docs::DROP_REASONS, || {
            Says::new(SaysId::RouteNextHopFails)
                .arg("route", &*at.name.name)
                .arg("nextHop", hop)
        });
        self.stop(cause, Some(at), CallerSees::Timeout)
    }
}

pub(in crate::walk) fn next_hop_text(next_hop: &NextHop) -> String {
    match next_hop {
        NextHop::InternetGateway => "default-internet-gateway".to_owned(),
        NextHop::Subnet => "subnet".to_owned(),
        NextHop::Instance(own) => own.name().name.to_string(),
        NextHop::Ip(address) | NextHop::ForwardingRuleIp(address) => address.to_string(),
        NextHop::ForwardingRule(own) => own.name().name.to_string(),
        NextHop::VpnTunnel(own) => own.name().name.to_string(),
        NextHop::Peering(name) => name.clone(),
        NextHop::Hub(own) => own.name().name.to_string(),
        NextHop::Attachment(own) => own.name().name.to_string(),
        NextHop::Unknown => "?".to_owned(),
    }
}
