//! Scenarios by the dozen: what a number of dice throws makes. The same throws always make the same.

use std::collections::BTreeMap;

use hopscope_model::request::{Credential, ProxyChoice, Source, Target, TargetHost};
use hopscope_model::resource::VpnTunnel;
use hopscope_model::resource::cluster::Cluster;
use hopscope_model::resource::dns::{Zone, ZoneRole};
use hopscope_model::resource::firewall::{Direction, Firewall};
use hopscope_model::resource::forwarding_rule::{ForwardingRule, ForwardingTarget, Scheme};
use hopscope_model::resource::hopscope::{
    Host, OnPremLink, OnPremNetwork, Process, ProcessProtocol, Tunnel,
};
use hopscope_model::resource::instance::{Instance, Interface};
use hopscope_model::resource::load_balancing::{
    AddressSelection, BackendGroup, BackendService, InstanceGroup, ProxyProtocol, TargetProxy,
};
use hopscope_model::resource::network::{Network, Peering};
use hopscope_model::resource::pod::Pod;
use hopscope_model::resource::route::{NextHop, Route};
use hopscope_model::resource::router::{Nat, NatRanges, Router};
use hopscope_model::resource::serverless::{
    Connector, Ingress, RunJob, RunService, ServerlessEgress, VpcAccess,
};
use hopscope_model::resource::subnet::Subnet;
use hopscope_model::{Id, Kind, Name, Ref, Request, Scenario};

const REGIONS: [&str; 3] = ["asia-northeast1", "us-central1", "europe-west4"];
const WORDS: [&str; 8] = [
    "web",
    "db",
    "billing-frontend",
    "a",
    "checkout-api-production-blue",
    "cache",
    "在庫",
    "worker",
];

/// Throws that depend on nothing but their seed.
pub(crate) struct Dice(u64);

impl Dice {
    /// Dice of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed ^ 0x9e37_79b9_7f4a_7c15)
    }

    /// A number below another; 0 below 0.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (usize::try_from(self.0 >> 33).unwrap_or(0))
            .checked_rem(limit)
            .unwrap_or(0)
    }

    /// One in so many.
    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) == 0
    }

    fn of<'a>(&mut self, these: &[&'a str]) -> &'a str {
        these[self.below(these.len())]
    }

    fn word(&mut self, index: usize) -> String {
        format!("{}-{index}", self.of(&WORDS))
    }
}

/// A scenario of about this many resources.
pub(crate) fn sketch(seed: u64, size: usize) -> Scenario {
    let mut dice = Dice::new(seed);
    let mut scenario = Scenario {
        project: Some("acme".to_owned()),
        ..Scenario::default()
    };
    let projects = ["acme", "acme", "shared-host", "acme-prod"];
    let networks: Vec<Name> = (0..=dice.below(2 + size / 60))
        .map(|index| Name::global(dice.of(&projects), dice.word(index)))
        .collect();
    let subnets: Vec<(Name, Name)> = (0..=size / 12)
        .map(|index| {
            let network = networks[dice.below(networks.len())].clone();
            (
                Name::new(network.project.clone(), dice.of(&REGIONS), dice.word(index)),
                network,
            )
        })
        .collect();
    containers(&mut dice, &mut scenario, &networks, &subnets);
    for index in 0..size {
        let (subnet, network) = subnets[dice.below(subnets.len())].clone();
        thing(&mut dice, &mut scenario, index, &subnet, &network);
    }
    balancer(&mut dice, &mut scenario, &networks[0]);
    requests(&mut dice, &mut scenario);
    scenario
}

/// Pins and closed containers, some of them of nothing that is there.
pub(crate) fn touch(seed: u64, scenario: &mut Scenario) {
    let mut dice = Dice::new(seed);
    let ids: Vec<String> = scenario
        .resources
        .ids()
        .map(|id| scenario.short(&id))
        .collect();
    for _ in 0..dice.below(6) {
        let place = |dice: &mut Dice| i32::try_from(dice.below(1200)).unwrap_or(0) - 100;
        let at = (place(&mut dice), place(&mut dice));
        scenario
            .view
            .pins
            .insert(ids[dice.below(ids.len())].clone(), at);
    }
    if dice.one_in(3) {
        scenario
            .view
            .collapsed
            .push(ids[dice.below(ids.len())].clone());
        scenario.view.collapsed.push("network/nowhere".to_owned());
    }
}

fn containers(
    dice: &mut Dice,
    scenario: &mut Scenario,
    networks: &[Name],
    subnets: &[(Name, Name)],
) {
    let resources = &mut scenario.resources;
    for network in networks {
        let mut value = Network::default();
        if dice.one_in(3) {
            value.peerings.push(Peering {
                name: "peer".to_owned(),
                network: Ref::to(networks[dice.below(networks.len())].clone()),
                active: true,
                export_custom_routes: false,
                import_custom_routes: false,
                export_subnet_routes_with_public_ip: None,
                import_subnet_routes_with_public_ip: false,
                dual_stack: false,
            });
        }
        // One in eight is referred to, and missing.
        if !dice.one_in(8) {
            resources.networks.insert(network.clone(), value);
        }
        for index in 0..dice.below(4) {
            let name = Name::global(
                network.project.clone(),
                format!("{}-route-{index}", network.name),
            );
            resources.insert(name, route(network));
            let name = Name::global(
                network.project.clone(),
                format!("{}-allow-{index}", network.name),
            );
            resources.insert(name, firewall(network));
        }
        if dice.one_in(2) {
            let name = Name::new(
                network.project.clone(),
                REGIONS[0],
                format!("{}-router", network.name),
            );
            resources.routers.insert(name, router(network));
        }
    }
    for (index, (name, network)) in subnets.iter().enumerate() {
        if dice.one_in(10) {
            continue;
        }
        let range = format!("10.{}.{}.0/24", index / 200, index % 200)
            .parse()
            .ok();
        resources
            .subnets
            .insert(name.clone(), subnet(network, range, dice.one_in(2)));
    }
}

fn thing(dice: &mut Dice, scenario: &mut Scenario, index: usize, subnet: &Name, network: &Name) {
    let resources = &mut scenario.resources;
    let word = dice.word(index);
    let here = Name::new("acme", &*subnet.location, word.clone());
    match dice.below(16) {
        0..5 => {
            let name = Name::new(
                subnet.project.clone(),
                format!("{}-a", subnet.location),
                word,
            );
            let mut interfaces = vec![interface(network, subnet, index)];
            if dice.one_in(6) {
                interfaces.push(interface(network, subnet, index + 1));
            }
            resources.instances.insert(
                name.clone(),
                Instance {
                    node_of: None,
                    status: "RUNNING".to_owned(),
                    can_ip_forward: false,
                    tags: Vec::new(),
                    secure_tags: None,
                    service_account: None,
                    interfaces,
                },
            );
            if dice.one_in(3) {
                resources.processes.push(Process {
                    on: Id::new(Kind::Instance, name),
                    port: u16::try_from(index).unwrap_or(80),
                    protocol: ProcessProtocol::Tcp,
                    allow_from: None,
                });
            }
        }
        5..9 => {
            resources
                .run_services
                .insert(here, service(egress(dice, subnet, network), dice.below(4)));
        }
        9 => {
            resources.run_jobs.insert(
                here,
                RunJob {
                    egress: egress(dice, subnet, network),
                    service_account: None,
                    not_ready: false,
                },
            );
        }
        10 => {
            resources.connectors.insert(
                Name::new("acme", &*subnet.location, "connector"),
                Connector {
                    network: Some(Ref::to(network.clone())),
                    subnet: None,
                    range: "10.8.0.0/28".parse().ok(),
                    state: "READY".to_owned(),
                },
            );
        }
        11 => {
            resources.hosts.insert(
                Name::new("", "global", word.clone()),
                Host {
                    addresses: format!("198.51.100.{}", index % 250)
                        .parse()
                        .into_iter()
                        .collect(),
                    dns_names: vec![format!("{word}.example")],
                    at: dice
                        .one_in(2)
                        .then(|| Ref::to(Name::new("", "global", "office"))),
                    ..Host::default()
                },
            );
        }
        12 => {
            resources.zones.insert(
                Name::global("acme", word.clone()),
                Zone {
                    dns_name: format!("{word}.internal.example."),
                    private: !dice.one_in(3),
                    networks: vec![Ref::to(network.clone())],
                    clusters: Vec::new(),
                    role: ZoneRole::Managed,
                    records: Vec::new(),
                    records_known: true,
                },
            );
        }
        13 => {
            let cluster = Name::new("acme", &*subnet.location, "cluster");
            resources
                .clusters
                .insert(cluster.clone(), self::cluster(network, subnet));
            resources.pods.insert(
                Name::new("acme", &*subnet.location, format!("cluster/default/{word}")),
                pod(&cluster, index),
            );
        }
        14 => {
            let rule = forwarding_rule(network, index, ForwardingTarget::AllApis, Scheme::None);
            resources
                .forwarding_rules
                .insert(Name::global("acme", word), rule);
        }
        _ => {
            let tunnel = Name::new("acme", &*subnet.location, word.clone());
            resources.vpn_tunnels.insert(
                tunnel.clone(),
                VpnTunnel {
                    not_established: false,
                    router: Some(Ref::to(Name::new(
                        network.project.clone(),
                        REGIONS[0],
                        format!("{}-router", network.name),
                    ))),
                    ..VpnTunnel::default()
                },
            );
            resources.onprem_networks.insert(
                Name::new("", "global", word),
                OnPremNetwork {
                    ranges: "192.168.0.0/16".parse().into_iter().collect(),
                    via: vec![OnPremLink::VpnTunnel(Ref::to(tunnel))],
                    inbound_policy_resolver: false,
                },
            );
        }
    }
}

/// An external load balancer in front of the first machine, and an SSH tunnel from the first service to it.
fn balancer(dice: &mut Dice, scenario: &mut Scenario, network: &Name) {
    let resources = &mut scenario.resources;
    let Some(machine) = resources.instances.keys().next().cloned() else {
        return;
    };
    let machine: Ref<Instance> = Ref::to(machine);
    let global = |name: &str| Name::global("acme", name);
    let group = Name::new("acme", "asia-northeast1-a", "group");
    resources.instance_groups.insert(
        group.clone(),
        InstanceGroup {
            members: (!dice.one_in(3)).then(|| vec![machine.clone()]),
            ..InstanceGroup::default()
        },
    );
    resources.backend_services.insert(
        global("backend"),
        BackendService {
            scheme: Scheme::ExternalManaged,
            protocol: None,
            port_name: None,
            backends: vec![BackendGroup::InstanceGroup(Ref::to(group))],
            drained: Vec::new(),
            failover: Vec::new(),
            failover_ratio: 0,
            drop_if_unhealthy: false,
            health_checks: Vec::new(),
            iap: false,
            iap_client: None,
            security_policy: None,
            edge_security_policy: None,
            address_selection: AddressSelection::default(),
            network: None,
        },
    );
    resources.target_proxies.insert(
        global("proxy"),
        TargetProxy {
            protocol: ProxyProtocol::Tcp,
            url_map: None,
            service: Some(Ref::to(global("backend"))),
            proxy_header: false,
            quic_disabled: false,
            server_tls_policy: None,
        },
    );
    let target = ForwardingTarget::Proxy(Ref::to(global("proxy")));
    let rule = forwarding_rule(network, 1, target, Scheme::ExternalManaged);
    resources.forwarding_rules.insert(global("front"), rule);
    if let Some(service) = resources.run_services.keys().next().cloned() {
        resources.tunnels.push(Tunnel {
            on: Id::new(Kind::RunService, service),
            listen: "localhost:5000".to_owned(),
            through: machine,
            to: "203.0.113.9:22".to_owned(),
        });
    }
}

fn requests(dice: &mut Dice, scenario: &mut Scenario) {
    let ids: Vec<Id> = scenario.resources.ids().collect();
    if ids.is_empty() {
        // Nobody is there to ask.
        return;
    }
    for _ in 0..dice.below(3) {
        let name = ["storage.googleapis.com", "nobody.example"][dice.below(2)];
        scenario.requests.push(Request {
            name: None,
            from: Source::Workload(ids[dice.below(ids.len())].clone()),
            to: Target {
                scheme: "https".to_owned(),
                host: TargetHost::Name(name.to_owned()),
                port: Some(443),
                port_written: false,
                path: "/".to_owned(),
            },
            method: "GET".to_owned(),
            proxy: ProxyChoice::default(),
            credential: Credential::default(),
            expect: None,
            test: None,
        });
    }
}

fn egress(dice: &mut Dice, subnet: &Name, network: &Name) -> ServerlessEgress {
    let vpc = match dice.below(4) {
        0 => VpcAccess::None,
        1 => VpcAccess::Connector(Ref::to(Name::new(
            "acme",
            subnet.location.clone(),
            "connector",
        ))),
        _ => VpcAccess::Direct {
            network: Some(Ref::to(network.clone())),
            subnet: Ref::to(subnet.clone()),
            tags: Vec::new(),
        },
    };
    ServerlessEgress {
        vpc,
        all_traffic: dice.one_in(2),
    }
}

/// A Cloud Run service with an ingress setting by number.
pub(crate) fn service(egress: ServerlessEgress, ingress: usize) -> RunService {
    RunService {
        egress,
        ingress: [
            Ingress::All,
            Ingress::Internal,
            Ingress::InternalAndLoadBalancing,
            Ingress::None,
        ][ingress % 4],
        tags: Vec::new(),
        urls: Vec::new(),
        custom_domains: Vec::new(),
        default_url_disabled: false,
        invoker_iam_disabled: false,
        iap_enabled: false,
        custom_audiences: Vec::new(),
        service_account: None,
        not_ready: false,
        other_revision: None,
    }
}

/// A subnet for machines.
pub(crate) fn subnet(
    network: &Name,
    range: Option<ipnet::IpNet>,
    private_google_access: bool,
) -> Subnet {
    Subnet {
        network: Ref::to(network.clone()),
        range,
        secondary_ranges: Vec::new(),
        private_google_access,
        purpose: Default::default(),
        backup: false,
        ipv6_range: None,
        ipv6_external: false,
        hybrid: false,
    }
}

/// A default route.
pub(crate) fn route(network: &Name) -> Route {
    Route {
        network: Ref::to(network.clone()),
        destination: ipnet::Ipv4Net::default().into(),
        priority: 1000,
        tags: Vec::new(),
        next_hop: NextHop::InternetGateway,
    }
}

/// A rule that lets everything in.
pub(crate) fn firewall(network: &Name) -> Firewall {
    Firewall {
        network: Ref::to(network.clone()),
        direction: Direction::Ingress,
        priority: 1000,
        deny: false,
        layer4: Vec::new(),
        disabled: false,
        source_ranges: Vec::new(),
        destination_ranges: Vec::new(),
        source_tags: Vec::new(),
        source_service_accounts: Vec::new(),
        target_tags: Vec::new(),
        target_service_accounts: Vec::new(),
    }
}

/// A router with a NAT gateway for every subnet of its region.
pub(crate) fn router(network: &Name) -> Router {
    Router {
        network: Ref::to(network.clone()),
        nats: vec![Nat {
            name: "nat".to_owned(),
            private: false,
            auto_allocated: true,
            ips: Vec::new(),
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
    }
}

fn interface(network: &Name, subnet: &Name, index: usize) -> Interface {
    Interface {
        name: "nic0".to_owned(),
        network: Ref::to(network.clone()),
        subnet: Some(Ref::to(subnet.clone())),
        address: format!("10.0.{}.{}", index / 250, index % 250).parse().ok(),
        external_address: None,
        external_pending: false,
        alias_ranges: Vec::new(),
        ipv6_address: None,
        external_ipv6_address: None,
    }
}

fn cluster(network: &Name, subnet: &Name) -> Cluster {
    Cluster {
        network: Ref::to(network.clone()),
        subnet: Some(Ref::to(subnet.clone())),
        pod_range: "10.60.0.0/17".parse().ok(),
        more_pod_ranges: Vec::new(),
        intranode_visibility: false,
        service_range: None,
        pod_range_name: None,
        vpc_native: true,
        default_snat_disabled: false,
        non_masquerade: None,
        private_nodes: true,
        control_plane_range: None,
        private_endpoint: None,
        public_endpoint: None,
        authorized_networks: None,
        google_cloud_access: None,
        private_endpoint_enforced: None,
        private_endpoint_global: false,
        public_endpoint_disabled: false,
        ip_endpoints_off: false,
        dns_endpoint: None,
        cloud_dns: false,
        dns_cache: None,
        dns_endpoint_open: None,
        peering: None,
        namespaces: Vec::new(),
        dataplane_v2: false,
        network_policy: false,
        not_running: false,
        workload_identity: false,
    }
}

fn pod(cluster: &Name, index: usize) -> Pod {
    Pod {
        not_ready: false,
        cluster: Ref::to(cluster.clone()),
        node: None,
        address: format!("10.60.0.{}", index % 250).parse().ok(),
        labels: Some(BTreeMap::new()),
        host_network: false,
        interfaces: Vec::new(),
        default_network: None,
        not_running: false,
    }
}

fn forwarding_rule(
    network: &Name,
    index: usize,
    target: ForwardingTarget,
    scheme: Scheme,
) -> ForwardingRule {
    ForwardingRule {
        address: format!("10.255.0.{}", index % 250).parse().ok(),
        protocol: None,
        ports: Vec::new(),
        all_ports: false,
        scheme,
        target,
        network: Some(Ref::to(network.clone())),
        subnet: None,
        allow_global_access: false,
        allow_psc_global_access: false,
        psc_connection_status: None,
        source_ranges: Vec::new(),
        service_directory: false,
        service_label: None,
    }
}
