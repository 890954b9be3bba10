//! Generated networks and requests: a network with machines, rules, routes, Cloud NAT, a Cloud Run service and zones,
//! connected with others or not.

#[path = "connected.rs"]
mod connected;

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::name::{Name, Ref};
use hopscope_model::request::{Credential, ProxyChoice, Source, Target, TargetHost};
use hopscope_model::resource::dns::{RecordSet, Zone, ZoneRole};
use hopscope_model::resource::firewall::{Direction, Firewall};
use hopscope_model::resource::instance::{Instance, Interface};
use hopscope_model::resource::network::Network;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::resource::router::{Nat, NatIp, NatRanges, Router};
use hopscope_model::resource::serverless::{Ingress, RunService, ServerlessEgress, VpcAccess};
use hopscope_model::resource::subnet::{Subnet, SubnetPurpose};
use hopscope_model::resource::{Appliance, Host, Kind};
use hopscope_model::{Id, Layer4, PortRange, Protocol, Request, Scenario};
use ipnet::{IpNet, Ipv4Net};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use connected::connected;

pub(crate) const REGION: &str = "asia-northeast1";

pub(crate) fn network() -> Ref<Network> {
    Ref::to(Name::global("p", "vpc"))
}

fn subnet() -> Ref<Subnet> {
    Ref::to(Name::new("p", REGION, "subnet"))
}

pub(crate) fn range(text: &str) -> IpNet {
    text.parse().expect("a range")
}

/// Addresses at which something may be, or nothing.
fn addresses() -> impl Strategy<Value = IpAddr> {
    let some = [
        "10.0.0.2",
        "10.0.0.3",
        "10.0.0.4",
        "10.0.0.99",
        "10.9.9.9",
        "10.1.0.2",
        "192.168.5.20",
        "198.51.100.7",
        "203.0.113.9",
        "199.36.153.5",
        "199.36.153.9",
        "216.239.32.53",
        "169.254.169.254",
        "8.8.8.8",
        "34.1.2.3",
        "2001:db8::1",
    ];
    prop_oneof![
        4 => select(some.map(|text| text.parse::<IpAddr>().expect("an address")).to_vec()),
        1 => any::<u32>().prop_map(|bits| IpAddr::V4(Ipv4Addr::from(bits))),
    ]
}

pub(crate) fn ranges() -> impl Strategy<Value = IpNet> {
    prop_oneof![
        select(vec![
            range("0.0.0.0/0"),
            range("10.0.0.0/8"),
            range("10.0.0.0/24"),
            range("10.0.0.2/32"),
            range("35.191.0.0/16"),
            range("198.51.100.0/24"),
            range("199.36.153.4/30"),
            range("128.0.0.0/1"),
        ]),
        (any::<u32>(), 0u8..=32).prop_map(|(bits, length)| {
            let net = Ipv4Net::new(Ipv4Addr::from(bits), length).expect("a length up to 32");
            IpNet::V4(net.trunc())
        }),
    ]
}

pub(crate) fn tags() -> impl Strategy<Value = Vec<String>> {
    vec(select(vec!["a".to_owned(), "b".to_owned()]), 0..2)
}

fn layer4() -> impl Strategy<Value = Layer4> {
    let protocols = vec![
        None,
        Some(Protocol::TCP),
        Some(Protocol::UDP),
        Some(Protocol::ICMP),
    ];
    let ports = vec(
        select(vec![
            PortRange::single(22),
            PortRange::single(443),
            PortRange::ALL,
        ]),
        0..2,
    );
    (select(protocols), ports).prop_map(|(protocol, ports)| Layer4 { protocol, ports })
}

prop_compose! {
    fn firewall()(
        ingress in any::<bool>(),
        priority in 0u32..4,
        deny in any::<bool>(),
        layer4 in vec(layer4(), 1..3),
        sources in vec(ranges(), 0..3),
        destinations in vec(ranges(), 0..2),
        source_tags in tags(),
        target_tags in tags(),
        disabled in any::<bool>(),
    ) -> Firewall {
        Firewall {
            network: network(),
            direction: if ingress { Direction::Ingress } else { Direction::Egress },
            priority,
            deny,
            layer4,
            disabled: disabled && priority == 0,
            source_ranges: sources,
            destination_ranges: destinations,
            source_tags: if ingress { source_tags } else { Vec::new() },
            source_service_accounts: Vec::new(),
            target_tags,
            target_service_accounts: Vec::new(),
        }
    }
}

pub(crate) fn machine(
    n: u8,
    external: bool,
    forwards: bool,
    running: bool,
    tags: Vec<String>,
) -> Instance {
    Instance {
        status: if running { "RUNNING" } else { "TERMINATED" }.to_owned(),
        can_ip_forward: forwards,
        tags,
        secure_tags: None,
        service_account: Some("sa@p.iam.gserviceaccount.com".to_owned()),
        node_of: None,
        interfaces: vec![Interface {
            name: "nic0".to_owned(),
            network: network(),
            subnet: Some(subnet()),
            address: Some(IpAddr::V4(Ipv4Addr::new(10, 0, 0, n))),
            external_address: external.then(|| IpAddr::V4(Ipv4Addr::new(34, 1, 2, n))),
            external_pending: false,
            alias_ranges: Vec::new(),
            ipv6_address: None,
            external_ipv6_address: None,
        }],
    }
}

fn next_hops() -> impl Strategy<Value = NextHop> {
    prop_oneof![
        4 => Just(NextHop::InternetGateway),
        1 => addresses().prop_map(NextHop::Ip),
        1 => select(vec!["vm-2", "vm-3", "gone"])
            .prop_map(|name| NextHop::Instance(Ref::to(Name::new("p", "asia-northeast1-a", name)))),
        1 => Just(NextHop::Unknown),
    ]
}

prop_compose! {
    fn route()(destination in ranges(), priority in 0u32..3, tags in tags(), next_hop in next_hops())
        -> Route
    {
        Route { network: network(), destination, priority, tags, next_hop }
    }
}

fn run_services() -> impl Strategy<Value = RunService> {
    let vpc = prop_oneof![
        Just(VpcAccess::None),
        tags().prop_map(|tags| VpcAccess::Direct {
            network: Some(network()),
            subnet: subnet(),
            tags,
        }),
    ];
    let ingress = select(vec![
        Ingress::All,
        Ingress::Internal,
        Ingress::InternalAndLoadBalancing,
    ]);
    (vpc, ingress, any::<bool>()).prop_map(|(vpc, ingress, all_traffic)| RunService {
        egress: ServerlessEgress { vpc, all_traffic },
        ingress,
        urls: vec!["https://run-x-an.a.run.app".to_owned()],
        tags: Vec::new(),
        custom_domains: Vec::new(),
        default_url_disabled: false,
        invoker_iam_disabled: false,
        iap_enabled: false,
        custom_audiences: Vec::new(),
        service_account: None,
        not_ready: false,
        other_revision: (!all_traffic).then(|| "s-001".to_owned()),
    })
}

fn zones() -> impl Strategy<Value = Zone> {
    let records = vec(
        (
            select(vec!["run.app.", "*.run.app.", "api.partner.example."]),
            // Data of another type is no record: the set would not be read.
            select(vec![
                ("A", "199.36.153.5"),
                ("A", "10.0.0.3"),
                ("CNAME", "run.app."),
                ("CNAME", "loop.run.app."),
            ]),
        ),
        0..4,
    );
    (select(vec!["run.app.", "example."]), any::<bool>(), records).prop_map(
        |(apex, private, records)| Zone {
            dns_name: apex.to_owned(),
            private,
            networks: vec![network()],
            clusters: Vec::new(),
            role: ZoneRole::Managed,
            records: records
                .into_iter()
                .map(|(name, (kind, data))| RecordSet {
                    name: name.to_owned(),
                    kind: kind.to_owned(),
                    data: vec![data.to_owned()],
                    routing_policy: false,
                })
                .collect(),
            records_known: true,
        },
    )
}

prop_compose! {
    fn one_network()(
        pga in any::<bool>(),
        nat in any::<Option<bool>>(),
        externals in any::<[bool; 3]>(),
        forwards in any::<[bool; 3]>(),
        running in any::<bool>(),
        machine_tags in tags(),
        firewalls in vec(firewall(), 0..8),
        routes in vec(route(), 0..4),
        service in run_services(),
        zones in vec(zones(), 0..2),
        allow_from in proptest::option::of(vec(ranges(), 0..2)),
        appliance in any::<Option<bool>>(),
    ) -> Scenario {
        let mut scenario = Scenario { project: Some("p".to_owned()), ..Scenario::default() };
        scenario.complete.insert(("p".to_owned(), Kind::Route));
        let resources = &mut scenario.resources;
        resources.insert(network().name().clone(), Network::default());
        resources.insert(subnet().name().clone(), Subnet {
            network: network(),
            range: Some(range("10.0.0.0/24")),
            secondary_ranges: Vec::new(),
            private_google_access: pga,
            purpose: SubnetPurpose::Private,
            backup: false,
            ipv6_range: None,
            ipv6_external: false,
            hybrid: false,
        });
        for (ix, n) in (2u8..5).enumerate() {
            let name = Name::new("p", "asia-northeast1-a", format!("vm-{n}"));
            let tags = if n == 2 { machine_tags.clone() } else { Vec::new() };
            let own = machine(n, externals[ix], forwards[ix], running || n != 4, tags);
            resources.insert(name, own);
        }
        if let Some(automatic) = nat {
            resources.insert(Name::new("p", REGION, "router"), Router {
                network: network(),
                nats: vec![Nat {
                    name: "nat".to_owned(),
                    private: false,
                    auto_allocated: automatic,
                    ips: if automatic {
                        Vec::new()
                    } else {
                        vec![NatIp::Literal(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 40)))]
                    },
                    drained_ips: Vec::new(),
                    ranges: NatRanges::AllRanges,
                    nat64: hopscope_model::resource::router::Nat64::Off,
                    rules: Vec::new(),
                    for_machines: true,
                    for_proxies: false,
                    min_ports_per_vm: None,
                    dynamic_port_allocation: false,
                }],
                sessions: Vec::new(),
asn: None,
                custom_advertisement: false,
                advertised_ranges: Vec::new(),
                advertises_subnets: false,
                interfaces: Vec::new(),
                bgp_peers: Vec::new(),
                learned: None,
            });
        }
        for (n, rule) in firewalls.into_iter().enumerate() {
            resources.insert(Name::global("p", format!("rule-{n}")), rule);
        }
        for (n, route) in routes.into_iter().enumerate() {
            resources.insert(Name::global("p", format!("route-{n}")), route);
        }
        resources.insert(Name::new("p", REGION, "run"), service);
        for (n, zone) in zones.into_iter().enumerate() {
            resources.insert(Name::global("p", format!("zone-{n}")), zone);
        }
        resources.insert(Name::new("", "global", "partner"), Host {
            addresses: vec![IpAddr::V4(Ipv4Addr::new(198, 51, 100, 7))],
            dns_names: vec!["api.partner.example".to_owned()],
            allow_from,
            ..Host::default()
        });
        if let Some(source_nat) = appliance {
            resources.appliances.push(Appliance {
                on: Ref::to(Name::new("p", "asia-northeast1-a", "vm-3")),
                to: "nic0".to_owned(),
                source_nat,
            });
        }
        scenario
    }
}

pub(crate) fn scenarios() -> impl Strategy<Value = Scenario> {
    let more = proptest::option::weighted(0.5, connected());
    (one_network(), more).prop_map(|(mut scenario, more)| {
        if let Some(more) = more {
            more.add(&mut scenario);
        }
        scenario
    })
}

fn sources() -> impl Strategy<Value = Source> {
    let machine = |name: &str| {
        Source::Workload(Id::new(
            Kind::Instance,
            Name::new("p", "asia-northeast1-a", name),
        ))
    };
    select(vec![
        machine("vm-2"),
        machine("vm-4"),
        machine("missing"),
        machine("vm-other"),
        Source::OnPrem(
            Name::new("", "global", "office"),
            IpAddr::V4(Ipv4Addr::new(192, 168, 5, 9)),
        ),
        Source::Workload(Id::new(Kind::RunService, Name::new("p", REGION, "run"))),
        Source::Workload(Id::new(Kind::Host, Name::new("", "global", "partner"))),
        Source::Internet(IpAddr::V4(Ipv4Addr::new(203, 0, 113, 200))),
    ])
}

prop_compose! {
    pub(crate) fn requests()(
        from in sources(),
        address in addresses(),
        name in select(vec![
            None,
            Some("run-x-an.a.run.app"),
            Some("other.run.app"),
            Some("api.partner.example"),
            Some("storage.googleapis.com"),
            Some("www.elsewhere.example"),
            Some("loop.run.app"),
        ]),
        scheme in select(vec!["https", "tcp", "udp", "icmp", "smtp"]),
        port in select(vec![22u16, 443]),
    ) -> Request {
        Request {
            name: None,
            from,
            to: Target {
                scheme: scheme.to_owned(),
                host: match name {
                    Some(name) => TargetHost::Name(name.to_owned()),
                    None => TargetHost::Address(address),
                },
                port: match scheme {
                    "icmp" => None,
                    "smtp" => Some(25),
                    "https" => Some(443),
                    _ => Some(port),
                },
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
}
