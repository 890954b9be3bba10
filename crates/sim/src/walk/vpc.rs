//! Leaving a machine, or serverless egress, in a VPC network: egress firewall, then route, then next hop.
//!
//! <https://cloud.google.com/vpc/docs/routes#routeselection>. The egress firewall comes before the route, as
//! Connectivity Tests prints it, and sees the internal source and the original destination.

use std::net::IpAddr;

use hopscope_model::name::Name;
use hopscope_model::resource::firewall::Direction;
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::resource::{Kind, Subnet};
use hopscope_model::result::{Loser, LostBecause, MOST_LOSERS, Says};
use hopscope_model::says::{CallerSees, SaysId};
use hopscope_model::{Cause, Protocol, Ref, State, google};

use super::{At, Checked, End, Lack, Walk};
use crate::address_set::{AddressSet, Relation};
use crate::docs;
use crate::tables::nat::Part;
use crate::tables::network::{NetworkTables, Owner, SubnetRange};
use crate::tables::route::{Found, applies};
use crate::tables::rules::{Flow, Identity};

/// What sends a packet in a VPC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SenderKind {
    /// A VM, from its primary internal address.
    Machine,
    /// A pod, from its alias address.
    Pod,
    /// A machine that forwards another's packets as they are.
    Forwarder,
    /// Direct VPC egress.
    DirectVpc,
    /// A connector.
    Connector,
}

/// A sender in a VPC.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sender<'a> {
    pub(super) at: At<'a>,
    pub(super) network: &'a NetworkTables,
    pub(super) region: &'a str,
    pub(super) subnet: Option<&'a Ref<Subnet>>,
    /// Which of the subnet's ranges the source is in.
    pub(super) part: Part<'a>,
    pub(super) identity: Identity<'a>,
    pub(super) kind: SenderKind,
    /// External address that goes with the source (one-to-one NAT).
    pub(super) external: Option<IpAddr>,
}

impl<'a> Walk<'a> {
    /// From a VM's interface.
    pub(super) fn leave_machine(
        &mut self,
        name: &'a Name,
        interface: usize,
    ) -> Checked<'a, End<'a>> {
        if self.is_metadata_server() {
            return Ok(self.metadata_server());
        }
        if self.is_own_address(name) {
            // What a machine sends to an address of its own never leaves it.
            return self.arrived_at_machine(At::new(Kind::Instance, name));
        }
        let sender = self.machine_sender(name, interface)?;
        self.leave_vpc(sender)
    }

    fn is_own_address(&self, name: &'a Name) -> bool {
        let Some(address) = self.packet.destination.one() else {
            return false;
        };
        address.is_loopback()
            || self.net.machine(name).is_some_and(|machine| {
                machine.interfaces.iter().any(|interface| {
                    interface.address == Some(address)
                        || interface.ipv6_address.map(IpAddr::V6) == Some(address)
                })
            })
    }

    /// A VM's interface as a sender, from its primary address.
    pub(super) fn machine_sender(
        &self,
        name: &'a Name,
        interface: usize,
    ) -> Checked<'a, Sender<'a>> {
        let (machine, interface) = self.interface(name, interface)?;
        let network = self.network_of(interface.network.name())?;
        self.subnet_fits(At::new(Kind::Instance, name), interface)?;
        Ok(Sender {
            at: At::new(Kind::Instance, name),
            network,
            region: name.region(),
            subnet: interface.subnet.as_ref(),
            part: Part::Primary,
            identity: Identity {
                tags: &machine.tags,
                service_account: machine.service_account.as_deref(),
            },
            kind: SenderKind::Machine,
            external: interface.external_address,
        })
    }

    /// Into the network: egress firewall, route, next hop.
    pub(super) fn leave_vpc(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let destination = self.packet.destination;
        if destination.is_ipv6() {
            return self.leave_ipv6(sender);
        }
        self.blocked_always(sender)?;
        self.egress_firewall(sender)?;
        let network = sender.network;
        let owner = destination.one().and_then(|address| network.owner(address));
        if let Some(Owner::PscGoogleApis(endpoint)) = owner {
            return self.to_psc_google_apis(sender, endpoint);
        }
        self.policy_routes(sender)?;
        if let Some(range) = destination.one().and_then(|address| network.range(address)) {
            return self.to_subnet(sender, range, owner);
        }
        if let (Some(owner), Some(address)) = (owner, destination.one()) {
            // An address outside every subnet that something has all the same.
            return self.to_owner(sender, owner, address);
        }
        self.unread(Kind::Subnet, &network.name.project, Some(network))?;
        let lost_subnet = destination
            .one()
            .is_some_and(|address| network.routes.has_subnet_route(address));
        if lost_subnet {
            return Err(self.incomplete(
                Cause::ResourceConfigNotFound,
                Lack::List(Kind::Subnet, &network.name.project),
            ));
        }
        self.other_networks(sender)?;
        self.route(sender)
    }

    /// IPv6 belongs to a later model. A machine without an IPv6 address has no way to send it, though.
    fn leave_ipv6(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let machine = self.net.machine(sender.at.name);
        let v4_only = machine.is_some_and(|machine| {
            machine.interfaces.iter().all(|interface| {
                interface.ipv6_address.is_none() && interface.external_ipv6_address.is_none()
            })
        });
        if !v4_only {
            return Err(self.unmodelled("IPV6", Some(sender.at), docs::IPV6));
        }
        self.note_no_route(sender);
        Err(self.stop(
            Cause::NoRoute,
            Some(At::new(Kind::Network, &sender.network.name)),
            CallerSees::Unreachable,
        ))
    }

    /// Traffic that is always blocked (<https://cloud.google.com/firewall/docs/firewalls#blockedtraffic>).
    fn blocked_always(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let destination = self.packet.destination;
        let external = !destination.is_private()
            && destination.one().is_none_or(|address| {
                sender.network.range(address).is_none() && sender.network.owner(address).is_none()
            });
        if !external {
            return Ok(());
        }
        let protocol = self.ask.protocol;
        let port = self.ask.port;
        let smtp = protocol == Protocol::TCP && port == Some(25);
        let carried = [
            Protocol::TCP,
            Protocol::UDP,
            Protocol::ICMP,
            Protocol::AH,
            Protocol::ESP,
            Protocol::SCTP,
            Protocol::GRE,
            Protocol::IPIP,
            Protocol::ICMPV6,
        ];
        if !smtp && carried.contains(&protocol) {
            return Ok(());
        }
        self.note(
            State::ApplyEgressFirewallRule,
            Some(sender.at),
            docs::FIREWALL_BLOCKED,
            || {
                Says::new(SaysId::TrafficBlocked)
                    .arg("protocol", protocol.to_string())
                    .arg(
                        "port",
                        port.map_or_else(String::new, |port| port.to_string()),
                    )
            },
        );
        self.block(
            Cause::TrafficTypeBlocked,
            Some(sender.at),
            CallerSees::Timeout,
        )
    }

    fn egress_firewall(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let flow = Flow {
            remote: self.packet.destination,
            local: self.packet.source,
            protocol: self.ask.protocol,
            port: self.ask.port,
            target: sender.identity,
            source: Identity::default(),
            region: sender.region,
        };
        self.firewall(
            Direction::Egress,
            sender.network,
            flow,
            sender.at,
            None,
            CallerSees::Timeout,
        )
    }

    /// Policy-based routes come before every other route but the special paths.
    fn policy_routes(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let project = &sender.network.name.project;
        self.unread(Kind::PolicyRoute, project, Some(sender.network))?;
        self.assume_complete(Kind::PolicyRoute, project);
        let resources = &self.net.scenario.resources;
        let hit = resources.policy_routes.iter().find(|(_, route)| {
            let touches = |set: AddressSet, range: Option<ipnet::IpNet>| {
                range.is_none_or(|range| set.relation(&range) != Relation::None)
            };
            *route.network.name() == sender.network.name
                && (route.tags.is_empty()
                    || route
                        .tags
                        .iter()
                        .any(|tag| sender.identity.tags.contains(tag)))
                && touches(self.packet.source, route.source)
                && touches(self.packet.destination, route.destination)
        });
        match hit {
            Some((name, _)) => Err(self.unmodelled(
                "POLICY_BASED_ROUTE",
                Some(At::new(Kind::PolicyRoute, name)),
                docs::POLICY_ROUTES,
            )),
            None => Ok(()),
        }
    }

    /// A subnet route: always the most specific.
    fn to_subnet(
        &mut self,
        sender: Sender<'a>,
        range: &'a SubnetRange,
        owner: Option<&'a Owner>,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Subnet, &range.subnet);
        self.note(State::ApplyRoute, Some(at), docs::ROUTES, || {
            Says::new(SaysId::RouteSubnet)
                .arg("range", range.range.to_string())
                .arg("subnet", &*range.subnet.name)
        });
        let Some(address) = self.packet.destination.one() else {
            return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
        };
        if let Some(owner) = owner {
            return self.to_owner(sender, owner, address);
        }
        if range.hybrid {
            return Err(self.unmodelled("HYBRID_SUBNET", Some(at), docs::SUBNETS));
        }
        self.unread_internal_owner(sender.network)?;
        self.reserved_unused(sender.network, address)?;
        self.in_pod_range(range)?;
        if range.direct_vpc {
            self.note(
                State::DirectVpcEgressConnection,
                Some(at),
                docs::DIRECT_VPC,
                || {
                    Says::new(SaysId::RunNoVpcIngress)
                        .arg("address", address.to_string())
                        .arg("subnet", &*range.subnet.name)
                },
            );
            return Err(self.stop(Cause::RunNoVpcIngress, Some(at), CallerSees::Timeout));
        }
        let project = &range.subnet.project;
        self.assume_complete(Kind::Instance, project);
        self.assume_complete(Kind::ForwardingRule, project);
        self.note(State::ApplyRoute, Some(at), docs::DROP_REASONS, || {
            Says::new(SaysId::AddressUnused)
                .arg("address", address.to_string())
                .arg("subnet", &*range.subnet.name)
        });
        Err(self.stop(Cause::UnknownInternalAddress, Some(at), CallerSees::Timeout))
    }

    /// Ends it if an address is reserved in the network and in use: by something that is not in the scenario.
    fn reserved_unused(&self, network: &NetworkTables, address: IpAddr) -> Checked<'a> {
        let resources = &self.net.scenario.resources;
        let used = resources.addresses.iter().find(|(_, own)| {
            let by_subnet = own.subnet.as_ref().and_then(|subnet| resources.get(subnet));
            let by_subnet = by_subnet.map(|subnet| &subnet.network);
            let here = own.network.as_ref().or(by_subnet);
            !own.external
                && own.address == address
                && !own.users.is_empty()
                && here.is_none_or(|own| *own.name() == network.name)
        });
        match used {
            Some((name, _)) => {
                let at = At::new(Kind::Address, name);
                Err(self.incomplete(Cause::ResourceConfigNotFound, Lack::Field(at, "users")))
            }
            None => Ok(()),
        }
    }

    /// Something of the network has the address.
    fn to_owner(
        &mut self,
        sender: Sender<'a>,
        owner: &'a Owner,
        address: IpAddr,
    ) -> Checked<'a, End<'a>> {
        match owner {
            Owner::Machine {
                name, interface, ..
            } => self.to_machine(name, *interface, Some(sender)),
            Owner::Pod(name) => self.to_pod(name, Some(sender)),
            Owner::PscGoogleApis(endpoint) => self.to_psc_google_apis(sender, endpoint),
            Owner::Serverless => {
                let range = sender.network.range(address);
                let at = range.map(|range| At::new(Kind::Subnet, &range.subnet));
                self.note(
                    State::DirectVpcEgressConnection,
                    at,
                    docs::DIRECT_VPC,
                    || {
                        Says::new(SaysId::RunNoVpcIngress)
                            .arg("address", address.to_string())
                            .arg("subnet", at.map_or("", |at| &at.name.name))
                    },
                );
                Err(self.stop(Cause::RunNoVpcIngress, at, CallerSees::Timeout))
            }
            Owner::Several(id) => Err(self.unmodelled(
                "ADDRESS_OF_SEVERAL",
                Some(At::new(id.kind, &id.name)),
                docs::SUBNETS,
            )),
            Owner::Sql(name) => Err(self.unmodelled(
                "CLOUD_SQL",
                Some(At::new(Kind::Sql, name)),
                docs::DROP_REASONS,
            )),
            Owner::ForwardingRule(name) => {
                let at = At::new(Kind::ForwardingRule, name);
                let feature = match self.net.scenario.resources.forwarding_rules.get(name) {
                    Some(rule) => match rule.target {
                        ForwardingTarget::ServiceAttachment(_) => "PSC_PUBLISHED_SERVICE",
                        _ if rule.scheme == Scheme::Internal => {
                            "INTERNAL_PASSTHROUGH_LOAD_BALANCER"
                        }
                        _ => "INTERNAL_PROXY_LOAD_BALANCER",
                    },
                    None => "INTERNAL_LOAD_BALANCER",
                };
                let doc = if feature == "PSC_PUBLISHED_SERVICE" {
                    docs::PSC_SERVICES
                } else {
                    docs::LOAD_BALANCING
                };
                Err(self.unmodelled(feature, Some(at), doc))
            }
        }
    }

    /// Networks connected to this one may have the address, or routes to it: peering, NCC, VPN, Interconnect.
    fn other_networks(&mut self, sender: Sender<'a>) -> Checked<'a> {
        let network = sender.network;
        let resources = &self.net.scenario.resources;
        let Some(own) = resources.networks.get(&network.name) else {
            return Ok(());
        };
        let project = &network.name.project;
        for kind in [Kind::VpnTunnel, Kind::Attachment, Kind::Spoke] {
            self.unread(kind, project, None)?;
        }
        self.unread(Kind::Router, project, Some(network))?;
        let destination = self.packet.destination;
        let private = destination.is_private();
        let at = At::new(Kind::Network, &network.name);
        for peering in own.peerings.iter().filter(|peering| peering.active) {
            let peer = self.net.network(peering.network.name());
            let there = match peer {
                Some((_, peer)) if peer.present => {
                    let by_subnet = destination
                        .one()
                        .is_some_and(|address| peer.range(address).is_some());
                    by_subnet || peering.import_custom_routes
                }
                // Its ranges are in no export of this project. Public ones are imported where asked for; Google's
                // own cannot be a subnet's (<https://cloud.google.com/vpc/docs/subnets#valid-ranges>).
                _ => {
                    private
                        || peering.import_custom_routes
                        || peering.import_subnet_routes_with_public_ip
                            && !self.is_google_destination()
                }
            };
            if there {
                return Err(self.unmodelled("VPC_PEERING", Some(at), docs::PEERING));
            }
        }
        // A spoke that names no network is of tunnels, attachments or appliances of some network here.
        let spoke = resources
            .spokes
            .iter()
            .find(|(name, spoke)| match &spoke.network {
                Some(own) => *own.name() == network.name,
                None => name.project == *project,
            });
        if let (Some((name, _)), true) = (spoke, private) {
            return Err(self.unmodelled(
                "NETWORK_CONNECTIVITY_CENTER",
                Some(At::new(Kind::Spoke, name)),
                docs::NCC,
            ));
        }
        // Routes learned by BGP are in no list of routes. They are of the router's region, or with global dynamic
        // routing of every region.
        let here = |router: &Name| own.global_dynamic_routing || *router.region() == *sender.region;
        let of_this = |router: &Option<Ref<hopscope_model::resource::Router>>| {
            // A router that is not in the scenario may be of this network.
            router.as_ref().is_some_and(|reference| {
                let network_fits = match resources.get(reference) {
                    Some(router) => *router.network.name() == network.name,
                    None => reference.name().project == network.name.project,
                };
                network_fits && here(reference.name())
            })
        };
        let peered = resources
            .routers
            .iter()
            .find(|(name, router)| {
                *router.network.name() == network.name && !router.bgp_peers.is_empty() && here(name)
            })
            .map(|(name, _)| At::new(Kind::Router, name));
        let tunnel = resources
            .vpn_tunnels
            .iter()
            .find(|(_, tunnel)| of_this(&tunnel.router))
            .map(|(name, _)| At::new(Kind::VpnTunnel, name));
        let attachment = resources
            .attachments
            .iter()
            .find(|(_, attachment)| of_this(&attachment.router))
            .map(|(name, _)| At::new(Kind::Attachment, name));
        if let Some(at) = tunnel.or(attachment).or(peered) {
            return Err(self.unmodelled("DYNAMIC_ROUTES", Some(at), docs::HYBRID));
        }
        if private {
            // What no subnet here has may well be behind one of these.
            for kind in [Kind::Router, Kind::VpnTunnel, Kind::Attachment, Kind::Spoke] {
                self.assume_complete(kind, project);
            }
        }
        Ok(())
    }

    /// A custom route.
    fn route(&mut self, sender: Sender<'a>) -> Checked<'a, End<'a>> {
        let network = sender.network;
        let destination = self.packet.destination;
        let at = At::new(Kind::Network, &network.name);
        self.unread(Kind::Route, &network.name.project, Some(network))?;
        if !network.routes.known {
            self.note(State::ApplyRoute, Some(at), docs::ROUTES, || {
                Says::new(SaysId::RouteUnknown)
                    .arg("address", destination.text())
                    .arg("network", &*network.name.name)
            });
            return Err(self.incomplete(
                Cause::RouteConfigNotFound,
                Lack::List(Kind::Route, &network.name.project),
            ));
        }
        let (list, count) = match network.routes.find(&destination, sender.identity.tags) {
            Found::Routes(list, count) => (list, count),
            Found::Uncertain(_) => {
                return Err(self.incomplete(Cause::UnknownIp, Lack::Address));
            }
            Found::None => {
                self.note_no_route(sender);
                return Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Unreachable));
            }
        };
        let mut equal = list
            .iter()
            .filter_map(|ix| network.routes.route(*ix))
            .filter(|(_, route)| applies(route, sender.identity.tags));
        let to_internet = |route: &Route| route.next_hop == NextHop::InternetGateway;
        let first = equal.next().map(|(_, route)| to_internet(route));
        if let Some((name, _)) = equal.find(|(_, route)| Some(to_internet(route)) != first) {
            // How traffic is shared between these, no page that we know says.
            return Err(self.unmodelled(
                "EQUAL_ROUTES_OF_DIFFERENT_KINDS",
                Some(At::new(Kind::Route, name)),
                docs::ROUTES,
            ));
        }
        let pick = self.choose(count as usize);
        let chosen = list
            .iter()
            .filter_map(|ix| network.routes.route(*ix))
            .filter(|(_, route)| applies(route, sender.identity.tags))
            .nth(pick);
        let Some((name, route)) = chosen else {
            self.note_no_route(sender);
            return Err(self.stop(Cause::NoRoute, Some(at), CallerSees::Unreachable));
        };
        let route_at = At::new(Kind::Route, name);
        self.note_considered(
            State::ApplyRoute,
            Some(route_at),
            docs::ROUTES,
            || {
                Says::new(SaysId::RouteStatic)
                    .arg("route", &*name.name)
                    .arg("range", route.destination.to_string())
                    .arg("priority", route.priority.to_string())
                    .arg("nextHop", next_hop_text(&route.next_hop))
            },
            |walk| walk.losing_routes(sender, Some(name)),
        );
        self.next_hop(sender, route_at, route)
    }

    fn note_no_route(&mut self, sender: Sender<'a>) {
        let network = sender.network;
        let destination = self.packet.destination;
        self.note_considered(
            State::ApplyRoute,
            Some(At::new(Kind::Network, &network.name)),
            docs::ROUTES,
            || {
                Says::new(SaysId::RouteNone)
                    .arg("address", destination.text())
                    .arg("network", &*network.name.name)
            },
            |walk| walk.losing_routes(sender, None),
        );
    }

    fn losing_routes(&self, sender: Sender<'a>, winner: Option<&Name>) -> (usize, Vec<Loser>) {
        let destination = self.packet.destination;
        let winning = winner.and_then(|winner| {
            sender
                .network
                .routes
                .routes()
                .iter()
                .find(|(name, _)| name == winner)
        });
        let mut shown = Vec::new();
        for (name, route) in sender.network.routes.routes() {
            if Some(name) == winner || shown.len() == MOST_LOSERS {
                continue;
            }
            let lost = |field: &str, wanted: String, got: String| LostBecause {
                field: field.to_owned(),
                wanted,
                got,
            };
            let lost_because = if destination.relation(&route.destination) == Relation::None {
                lost(
                    "destRange",
                    route.destination.to_string(),
                    destination.text(),
                )
            } else if !applies(route, sender.identity.tags) {
                lost(
                    "tags",
                    route.tags.join(", "),
                    sender.identity.tags.join(", "),
                )
            } else if let Some((_, winning)) = winning {
                if winning.destination.prefix_len() == route.destination.prefix_len() {
                    lost(
                        "priority",
                        route.priority.to_string(),
                        winning.priority.to_string(),
                    )
                } else {
                    lost(
                        "destRange",
                        route.destination.to_string(),
                        winning.destination.to_string(),
                    )
                }
            } else {
                continue;
            };
            shown.push(Loser {
                resource: self.short(At::new(Kind::Route, name)),
                lost_because,
            });
        }
        (sender.network.routes.routes().len(), shown)
    }

    fn next_hop(
        &mut self,
        sender: Sender<'a>,
        at: At<'a>,
        route: &'a Route,
    ) -> Checked<'a, End<'a>> {
        let google = self.is_google_destination();
        if google && route.next_hop != NextHop::InternetGateway {
            // <https://cloud.google.com/vpc/docs/configure-private-google-access#config-routing>
            self.note(State::ApplyRoute, Some(at), docs::APIS_VIP, || {
                Says::new(SaysId::GoogleApiCustomNextHop)
                    .arg("route", &*at.name.name)
                    .arg("nextHop", next_hop_text(&route.next_hop))
            });
            return Err(self.stop(
                Cause::GoogleApiViaCustomNextHop,
                Some(at),
                CallerSees::Timeout,
            ));
        }
        match &route.next_hop {
            NextHop::InternetGateway => self.internet_gateway(sender, at, google),
            NextHop::Instance(instance) => self.via_machine(sender, at, instance.name()),
            NextHop::Ip(address) => self.via_address(sender, at, *address),
            NextHop::ForwardingRule(rule) => {
                let found = self.net.scenario.resources.get(rule);
                match found {
                    None => {
                        Err(self.next_hop_fails(at, route, Cause::RouteNextHopResourceNotFound))
                    }
                    Some(found) if found.scheme != Scheme::Internal => Err(self.next_hop_fails(
                        at,
                        route,
                        Cause::RouteNextHopForwardingRuleTypeInvalid,
                    )),
                    Some(_) => {
                        Err(self.unmodelled("NEXT_HOP_LOAD_BALANCER", Some(at), docs::ROUTES))
                    }
                }
            }
            NextHop::ForwardingRuleIp(_) => {
                Err(self.unmodelled("NEXT_HOP_LOAD_BALANCER", Some(at), docs::ROUTES))
            }
            NextHop::VpnTunnel(_) => Err(self.unmodelled("CLOUD_VPN", Some(at), docs::HYBRID)),
            NextHop::Attachment(_) => {
                Err(self.unmodelled("CLOUD_INTERCONNECT", Some(at), docs::HYBRID))
            }
            NextHop::Hub(_) => {
                Err(self.unmodelled("NETWORK_CONNECTIVITY_CENTER", Some(at), docs::NCC))
            }
            NextHop::Peering(_) => Err(self.unmodelled("VPC_PEERING", Some(at), docs::PEERING)),
            NextHop::Subnet => Err(self.unmodelled("SUBNET_ROUTE", Some(at), docs::ROUTES)),
            NextHop::Unknown => Err(self.next_hop_fails(at, route, Cause::RouteBlackhole)),
        }
    }

    pub(super) fn is_google_destination(&self) -> bool {
        match self.packet.destination {
            AddressSet::GoogleApis => true,
            AddressSet::One(address) => google::google_address(address).is_some(),
            _ => false,
        }
    }

    fn next_hop_fails(&mut self, at: At<'a>, route: &'a Route, cause: Cause) -> End<'a> {
        self.note(State::ApplyRoute, Some(at), docs::DROP_REASONS, || {
            Says::new(SaysId::RouteNextHopFails)
                .arg("route", &*at.name.name)
                .arg("nextHop", next_hop_text(&route.next_hop))
        });
        self.stop(cause, Some(at), CallerSees::Timeout)
    }

    fn note_hop_fails(&mut self, at: At<'a>, hop: String, cause: Cause) -> End<'a> {
        self.note(State::ApplyRoute, Some(at), docs::DROP_REASONS, || {
            Says::new(SaysId::RouteNextHopFails)
                .arg("route", &*at.name.name)
                .arg("nextHop", hop)
        });
        self.stop(cause, Some(at), CallerSees::Timeout)
    }

    /// The default internet gateway: Google APIs, one-to-one NAT, Cloud NAT, or nothing.
    fn internet_gateway(
        &mut self,
        sender: Sender<'a>,
        route: At<'a>,
        google: bool,
    ) -> Checked<'a, End<'a>> {
        let destination = self.packet.destination;
        if destination.is_private() {
            self.note(State::ApplyRoute, Some(route), docs::DROP_REASONS, || {
                Says::new(SaysId::RoutePrivateToInternet)
                    .arg("address", destination.text())
                    .arg("route", &*route.name.name)
            });
            return Err(self.stop(
                Cause::PrivateTrafficToInternet,
                Some(route),
                CallerSees::Timeout,
            ));
        }
        if google {
            return self.to_google_from_vpc(sender);
        }
        self.translate_outwards(sender)?;
        self.arrive_from_internet(super::internet::From::Vpc)
    }

    /// `nextHopIp`: the primary internal address of a machine of this network.
    fn via_address(
        &mut self,
        sender: Sender<'a>,
        route: At<'a>,
        address: IpAddr,
    ) -> Checked<'a, End<'a>> {
        match sender.network.owner(address) {
            Some(Owner::Machine {
                name,
                interface,
                primary: true,
            }) => self.through(sender, route, name, *interface),
            Some(Owner::Machine { .. } | Owner::Pod(_)) => Err(self.note_hop_fails(
                route,
                address.to_string(),
                Cause::RouteNextHopInstanceNonPrimaryIp,
            )),
            Some(Owner::ForwardingRule(_)) => {
                Err(self.unmodelled("NEXT_HOP_LOAD_BALANCER", Some(route), docs::ROUTES))
            }
            Some(Owner::Several(id)) => {
                let at = At::new(id.kind, &id.name);
                Err(self.unmodelled("ADDRESS_OF_SEVERAL", Some(at), docs::SUBNETS))
            }
            _ => {
                self.unread_internal_owner(sender.network)?;
                self.reserved_unused(sender.network, address)?;
                self.assume_complete(Kind::Instance, &sender.network.name.project);
                Err(self.note_hop_fails(
                    route,
                    address.to_string(),
                    Cause::RouteNextHopIpAddressNotResolved,
                ))
            }
        }
    }

    /// `nextHopInstance`.
    fn via_machine(
        &mut self,
        sender: Sender<'a>,
        route: At<'a>,
        name: &'a Name,
    ) -> Checked<'a, End<'a>> {
        let Some(machine) = self.net.machine(name) else {
            self.unread(Kind::Instance, &name.project, None)?;
            // An export of all machines without it: it is gone. Otherwise it is only not here.
            if self.net.scenario.is_complete(&name.project, Kind::Instance) {
                return Err(self.note_hop_fails(
                    route,
                    name.name.to_string(),
                    Cause::RouteNextHopResourceNotFound,
                ));
            }
            return Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::One(Kind::Instance, name),
            ));
        };
        let interface = machine
            .interfaces
            .iter()
            .position(|interface| *interface.network.name() == sender.network.name);
        match interface {
            Some(interface) => self.through(sender, route, name, interface),
            None => Err(self.note_hop_fails(
                route,
                name.name.to_string(),
                Cause::RouteNextHopInstanceWrongNetwork,
            )),
        }
    }

    /// Through a machine that forwards.
    fn through(
        &mut self,
        sender: Sender<'a>,
        route: At<'a>,
        name: &'a Name,
        interface: usize,
    ) -> Checked<'a, End<'a>> {
        let at = At::new(Kind::Instance, name);
        self.count_hop(at)?;
        let (machine, _) = self.interface(name, interface)?;
        self.must_run(at, machine)?;
        if !machine.can_ip_forward {
            self.note(State::ApplyRoute, Some(at), docs::GUEST_FORWARDING, || {
                Says::new(SaysId::ForeignIp).arg("machine", &*name.name)
            });
            self.block(Cause::ForeignIpDisallowed, Some(at), CallerSees::Timeout)?;
        }
        self.ingress_at_machine(name, interface, Some(sender))?;
        self.note(
            State::SpoofingApproved,
            Some(at),
            docs::GUEST_FORWARDING,
            || Says::new(SaysId::SpoofingApproved).arg("machine", &*name.name),
        );
        let appliance = self
            .net
            .scenario
            .resources
            .appliances
            .iter()
            .find(|appliance| appliance.on.name() == name);
        let Some(appliance) = appliance else {
            let _ = route;
            return Err(self.unmodelled("GUEST_FORWARDING", Some(at), docs::GUEST_FORWARDING));
        };
        let out = machine
            .interfaces
            .iter()
            .position(|interface| interface.name == appliance.to);
        let Some(out) = out else {
            return Err(self.incomplete(
                Cause::VmInstanceConfigNotFound,
                Lack::Field(at, "networkInterfaces[].name"),
            ));
        };
        let mut next = self.machine_sender(name, out)?;
        if appliance.source_nat {
            let (_, interface) = self.interface(name, out)?;
            self.packet.source = AddressSet::One(self.primary_address(at, interface)?);
            self.packet.fixed = Some(true);
        } else {
            // The machine's external address and Cloud NAT go with its own address, not with another's.
            next.kind = SenderKind::Forwarder;
            next.external = None;
        }
        self.note(
            State::ArriveAtInstance,
            Some(at),
            docs::GUEST_FORWARDING,
            || {
                Says::new(SaysId::ForwardedByAppliance)
                    .arg("machine", &*name.name)
                    .arg("interface", &appliance.to)
            },
        );
        self.leave_vpc(next)
    }
}

fn next_hop_text(next_hop: &NextHop) -> String {
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
