//! What connects the generated network with others: a peered network, a VPN tunnel with an on-premises network behind
//! it, policy-based routes, a hub.

use std::net::IpAddr;

use hopscope_model::name::{Name, Ref};
use hopscope_model::resource::firewall::{Direction, Firewall};
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::network::{Network, Peering};
use hopscope_model::resource::policy_route::{PolicyNextHop, PolicyRoute};
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::resource::router::{BgpPeer, LearnedRoute, Router};
use hopscope_model::resource::subnet::{Subnet, SubnetPurpose};
use hopscope_model::resource::{Hub, OnPremNetwork, Spoke, VpnTunnel};
use hopscope_model::{Layer4, Scenario};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{REGION, machine, network, range, ranges, tags};

/// What is generated of it.
#[derive(Clone, Debug)]
pub(crate) struct Connected {
    peered: Option<[bool; 6]>,
    hub: Option<bool>,
    tunnel: Option<[bool; 4]>,
    learned: Vec<(ipnet::IpNet, u32)>,
    policies: Vec<PolicyRoute>,
    routes: Vec<(ipnet::IpNet, bool)>,
}

prop_compose! {
    fn policy()(
        source in proptest::option::of(ranges()),
        destination in proptest::option::of(ranges()),
        tags in tags(),
        priority in 0u32..3,
        skip in any::<bool>(),
    ) -> PolicyRoute {
        PolicyRoute {
            ipv6: false,
            network: network(),
            source,
            destination,
            protocol: None,
            tags,
            attachments: None,
            priority,
            next_hop: if skip {
                PolicyNextHop::DefaultRouting
            } else {
                PolicyNextHop::LoadBalancer(address("10.0.0.50"))
            },
        }
    }
}

prop_compose! {
    pub(crate) fn connected()(
        peered in proptest::option::of(any::<[bool; 6]>()),
        hub in any::<Option<bool>>(),
        tunnel in proptest::option::of(any::<[bool; 4]>()),
        learned in vec((ranges(), 0u32..3), 0..3),
        policies in vec(policy(), 0..2),
        rare in select(vec![true, false, false]),
        routes in vec((ranges(), any::<bool>()), 0..2),
    ) -> Connected {
        let policies = if rare { policies } else { Vec::new() };
        Connected { peered, hub, tunnel, learned, policies, routes }
    }
}

fn address(text: &str) -> IpAddr {
    text.parse().expect("an address")
}

fn other() -> Ref<Network> {
    Ref::to(Name::global("p", "other"))
}

fn tunnel() -> Ref<VpnTunnel> {
    Ref::to(Name::new("p", REGION, "office"))
}

impl Connected {
    /// Puts it beside what is there.
    pub(crate) fn add(self, scenario: &mut Scenario) {
        if self.peered.is_some() || self.hub.is_some() {
            self.other_network(scenario);
        }
        if let Some(flags) = self.peered {
            let side = |name: &str, to, [active, export, import]: [bool; 3]| Peering {
                name: name.to_owned(),
                network: to,
                active: active || export,
                export_custom_routes: export,
                import_custom_routes: import,
                export_subnet_routes_with_public_ip: None,
                import_subnet_routes_with_public_ip: active,
                dual_stack: false,
            };
            let [a, b, c, d, e, f] = flags;
            let networks = &mut scenario.resources.networks;
            if let Some(own) = networks.get_mut(network().name()) {
                own.peerings.push(side("to-other", other(), [a, b, c]));
            }
            if let Some(own) = networks.get_mut(other().name())
                && (a || d)
            {
                own.peerings.push(side("back", network(), [d, e, f]));
            }
        }
        if let Some(inactive) = self.hub {
            let hub: Ref<Hub> = Ref::to(Name::global("p", "hub"));
            scenario
                .resources
                .insert(hub.name().clone(), Hub::default());
            for (name, network) in [("vpc", network()), ("other", other())] {
                let spoke = Spoke {
                    hub: Some(hub.clone()),
                    not_active: inactive && name == "other",
                    network: Some(network),
                    ..Spoke::default()
                };
                scenario.resources.insert(Name::global("p", name), spoke);
            }
        }
        if let Some(flags) = self.tunnel {
            self.office(scenario, flags);
        }
        for (n, policy) in self.policies.into_iter().enumerate() {
            let name = Name::global("p", format!("policy-{n}"));
            scenario.resources.insert(name, policy);
        }
    }

    fn other_network(&self, scenario: &mut Scenario) {
        let resources = &mut scenario.resources;
        resources.insert(other().name().clone(), Network::default());
        let subnet = Name::new("p", REGION, "other");
        let own = Subnet {
            network: other(),
            range: Some(range("10.1.0.0/24")),
            secondary_ranges: Vec::new(),
            private_google_access: false,
            purpose: SubnetPurpose::Private,
            backup: false,
            ipv6_range: None,
            ipv6_external: false,
            hybrid: false,
        };
        resources.insert(subnet.clone(), own);
        let mut there = machine(2, true, true, true, Vec::new());
        for interface in &mut there.interfaces {
            interface.network = other();
            interface.subnet = Some(Ref::to(subnet.clone()));
            interface.address = Some(address("10.1.0.2"));
            interface.external_address = Some(address("34.1.2.9"));
        }
        resources.insert(Name::new("p", "asia-northeast1-a", "vm-other"), there);
        for (n, (destination, internet)) in self.routes.iter().enumerate() {
            let route = Route {
                network: other(),
                destination: *destination,
                priority: 1000,
                tags: Vec::new(),
                next_hop: match internet {
                    true => NextHop::InternetGateway,
                    false => NextHop::Ip(address("10.1.0.2")),
                },
            };
            resources.insert(Name::global("p", format!("other-{n}")), route);
        }
        let open = Firewall {
            network: other(),
            direction: Direction::Ingress,
            priority: 1000,
            deny: false,
            layer4: vec![Layer4::all()],
            disabled: false,
            source_ranges: vec![range("0.0.0.0/0")],
            destination_ranges: Vec::new(),
            source_tags: Vec::new(),
            source_service_accounts: Vec::new(),
            target_tags: Vec::new(),
            target_service_accounts: Vec::new(),
        };
        resources.insert(Name::global("p", "other-open"), open);
    }

    fn office(&self, scenario: &mut Scenario, [down, bgp, status, known]: [bool; 4]) {
        let resources = &mut scenario.resources;
        let router: Ref<Router> = Ref::to(Name::new("p", REGION, "edge"));
        let own = VpnTunnel {
            not_established: down && status,
            router: bgp.then(|| router.clone()),
            local_selectors: if down {
                vec![range("10.0.0.0/24")]
            } else {
                Vec::new()
            },
            ..VpnTunnel::default()
        };
        resources.insert(tunnel().name().clone(), own);
        let learned = self
            .learned
            .iter()
            .map(|(destination, priority)| LearnedRoute {
                destination: *destination,
                priority: *priority,
                peer: None,
                link: Some(OnPremLink::VpnTunnel(tunnel())),
            });
        let edge = Router {
            network: network(),
            nats: Vec::new(),
            sessions: Vec::new(),
            asn: None,
            custom_advertisement: down,
            advertised_ranges: vec![range("10.0.0.0/8")],
            advertises_subnets: !down,
            interfaces: Vec::new(),
            bgp_peers: vec![BgpPeer {
                name: "office".to_owned(),
                interface: None,
                address: None,
                ..BgpPeer::default()
            }],
            learned: status.then(|| learned.collect()),
        };
        if bgp {
            resources.insert(router.name().clone(), edge);
        } else {
            let route = Route {
                network: network(),
                destination: range("192.168.0.0/16"),
                priority: 1000,
                tags: Vec::new(),
                next_hop: NextHop::VpnTunnel(tunnel()),
            };
            resources.insert(Name::global("p", "to-office"), route);
        }
        if known {
            let office = OnPremNetwork {
                ranges: vec![range("192.168.0.0/16")],
                via: vec![OnPremLink::VpnTunnel(tunnel())],
                inbound_policy_resolver: down,
            };
            resources.insert(Name::new("", "global", "office"), office);
        }
    }
}
