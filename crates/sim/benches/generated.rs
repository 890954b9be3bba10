//! Networks generated for measuring: one axis grows, the others stay.

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::name::{Name, Ref};
use hopscope_model::request::{Credential, ProxyChoice, Source, Target, TargetHost};
use hopscope_model::resource::Kind;
use hopscope_model::resource::firewall::{Direction, Firewall};
use hopscope_model::resource::instance::{Instance, Interface};
use hopscope_model::resource::network::Network;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::resource::subnet::{Subnet, SubnetPurpose};
use hopscope_model::{Id, Layer4, PortRange, Protocol, Request, Scenario};
use ipnet::{IpNet, Ipv4Net};

/// How much of each.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// Virtual machines.
    pub machines: u32,
    /// VPC firewall rules.
    pub rules: u32,
    /// Custom routes.
    pub routes: u32,
}

fn net(address: u32, length: u8) -> IpNet {
    let net = Ipv4Net::new(Ipv4Addr::from(address), length);
    IpNet::V4(net.unwrap_or_default()).trunc()
}

fn machine_address(n: u32) -> IpAddr {
    IpAddr::V4(Ipv4Addr::from(0x0a00_0000 + 10 + n))
}

/// One network with one /12 subnet, its machines, firewall rules with tags and ranges, and routes.
pub fn scenario(size: Size) -> Scenario {
    let mut scenario = Scenario {
        project: Some("bench".to_owned()),
        ..Scenario::default()
    };
    let network: Ref<Network> = Ref::to(Name::global("bench", "vpc"));
    let subnet: Ref<Subnet> = Ref::to(Name::new("bench", "asia-northeast1", "subnet"));
    let resources = &mut scenario.resources;
    resources.insert(network.name().clone(), Network::default());
    resources.insert(
        subnet.name().clone(),
        Subnet {
            network: network.clone(),
            range: Some(net(0x0a00_0000, 12)),
            secondary_ranges: Vec::new(),
            private_google_access: true,
            purpose: SubnetPurpose::Private,
            backup: false,
            ipv6_range: None,
            ipv6_external: false,
            hybrid: false,
        },
    );
    for n in 0..size.machines {
        resources.insert(
            Name::new("bench", "asia-northeast1-a", format!("vm-{n:05}")),
            Instance {
                node_of: None,
                status: "RUNNING".to_owned(),
                can_ip_forward: false,
                tags: vec![format!("role-{}", n % 50), "all".to_owned()],
                secure_tags: None,
                service_account: Some(format!("sa-{}@bench.iam.gserviceaccount.com", n % 20)),
                interfaces: vec![Interface {
                    name: "nic0".to_owned(),
                    network: network.clone(),
                    subnet: Some(subnet.clone()),
                    address: Some(machine_address(n)),
                    external_address: None,
                    external_pending: false,
                    alias_ranges: Vec::new(),
                    ipv6_address: None,
                    external_ipv6_address: None,
                }],
            },
        );
    }
    for n in 0..size.rules {
        // A third match by range, a third by source tag, a third have a target tag; every tenth denies.
        let mut rule = Firewall {
            network: network.clone(),
            direction: if n % 5 == 4 {
                Direction::Egress
            } else {
                Direction::Ingress
            },
            priority: 1000 + n % 5000,
            deny: n % 10 == 9,
            layer4: vec![Layer4 {
                protocol: Some(if n % 7 == 0 {
                    Protocol::UDP
                } else {
                    Protocol::TCP
                }),
                ports: vec![PortRange::single(
                    u16::try_from(2000 + n % 6000).unwrap_or(2000),
                )],
            }],
            disabled: false,
            source_ranges: Vec::new(),
            destination_ranges: Vec::new(),
            source_tags: Vec::new(),
            source_service_accounts: Vec::new(),
            target_tags: Vec::new(),
            target_service_accounts: Vec::new(),
        };
        let range = net(0x0a00_0000 + (n * 977 % 0x000f_ff00), 24);
        match (rule.direction, n % 3) {
            (Direction::Egress, _) => rule.destination_ranges.push(range),
            (Direction::Ingress, 1) => rule.source_tags.push(format!("role-{}", n % 50)),
            (Direction::Ingress, _) => rule.source_ranges.push(range),
        }
        if n % 3 == 2 {
            rule.target_tags.push(format!("role-{}", n % 50));
        }
        resources.insert(Name::global("bench", format!("rule-{n:05}")), rule);
    }
    let mut last = Firewall {
        network: network.clone(),
        direction: Direction::Ingress,
        priority: 65000,
        deny: false,
        layer4: vec![Layer4::all()],
        disabled: false,
        source_ranges: vec![net(0x0a00_0000, 8)],
        destination_ranges: Vec::new(),
        source_tags: Vec::new(),
        source_service_accounts: Vec::new(),
        target_tags: Vec::new(),
        target_service_accounts: Vec::new(),
    };
    resources.insert(Name::global("bench", "allow-internal"), last.clone());
    last.source_ranges = vec![net(0, 0)];
    for n in 0..size.routes {
        let destination = if n == 0 {
            net(0, 0)
        } else {
            net(
                0x3000_0000 + n * 65_536,
                16 + u8::try_from(n % 8).unwrap_or(0),
            )
        };
        resources.insert(
            Name::global("bench", format!("route-{n:05}")),
            Route {
                network: network.clone(),
                destination,
                priority: 1000,
                tags: Vec::new(),
                next_hop: NextHop::InternetGateway,
            },
        );
    }
    for kind in [
        Kind::FirewallPolicy,
        Kind::PolicyRoute,
        Kind::Router,
        Kind::ForwardingRule,
        Kind::Route,
    ] {
        scenario.complete.insert(("bench".to_owned(), kind));
    }
    scenario
}

/// From the first machine to the last one's port 22.
pub fn request(size: Size) -> Request {
    let address = machine_address(size.machines.saturating_sub(1));
    ask("vm-00000", address)
}

/// From the first machine to an address on the internet.
pub fn outwards() -> Request {
    ask("vm-00000", IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7)))
}

fn ask(from: &str, to: IpAddr) -> Request {
    Request {
        name: None,
        from: Source::Workload(Id::new(
            Kind::Instance,
            Name::new("bench", "asia-northeast1-a", from),
        )),
        to: Target {
            scheme: "tcp".to_owned(),
            host: TargetHost::Address(to),
            port: Some(22),
            port_written: true,
            path: String::new(),
        },
        method: "GET".to_owned(),
        proxy: ProxyChoice::Default,
        credential: Credential::None,
        expect: None,
        test: None,
    }
}
