//! What the designs are made of: one function a habit, in the order in which such a company comes by them.

use std::cell::{Cell, RefCell};

use hopscope_document::{Input, Options};
use hopscope_sim::Topology;
use serde_json::{Value, json};

/// How many resources a design has, and how many requests.
pub(crate) const SIZES: [(usize, usize); 5] = [(8, 3), (22, 8), (50, 20), (200, 40), (500, 60)];

const PROJECT: &str = "tsubame-logi-prd";
const REGIONS: [(&str, &str); 3] = [
    ("asia-northeast1", "an"),
    ("asia-northeast2", "dt"),
    ("us-west1", "uw"),
];
const TEAMS: [&str; 17] = [
    "haiso",
    "tracking",
    "billing",
    "fleet",
    "locker",
    "kanri",
    "routing",
    "gateway",
    "dispatch",
    "warehouse",
    "returns",
    "label",
    "customs",
    "pricing",
    "driver",
    "geocode",
    "slots",
];
const PARTS: [&str; 11] = [
    "api", "bff", "worker", "admin", "events", "sync", "export", "search", "notify", "ledger",
    "cron",
];
const PARTNERS: [&str; 12] = [
    "yubin",
    "truckstar",
    "mapion",
    "bankgate",
    "weathernow",
    "smsfactory",
    "faxline",
    "tollroad",
    "customs-edi",
    "palletpool",
    "fuelcard",
    "ekispert",
];

/// What machines are for, with the ports on which they listen.
const ROLES: [(&str, &[&str]); 6] = [
    ("bastion", &["22"]),
    ("edi", &["8021-8029"]),
    ("sftp", &["22"]),
    ("batch", &["80", "443"]),
    ("redis", &["6379"]),
    ("mysql", &["3306"]),
];
const TOWNS: [&str; 6] = [
    "kawasaki", "narita", "sendai", "hakata", "nagoya", "oakland",
];

/// A design that grows until it has as many resources as it is to have.
pub(crate) struct Design {
    resources: Vec<Value>,
    requests: Vec<(String, String)>,
    networks: Vec<String>,
    blocks: Vec<usize>,
    taken: Cell<usize>,
    names: RefCell<Vec<String>>,
    towns: Cell<usize>,
    /// Where the newest network leaves by.
    nat: String,
    services: Vec<(String, String)>,
    machines: Vec<(String, usize)>,
    hosts: Vec<String>,
    /// Where the sequence of choices stands: the same each time.
    seed: Cell<u64>,
    most: usize,
}

impl Design {
    /// The design as a file, with its requests and what each ends with.
    pub(crate) fn text(resources: usize, requests: usize) -> String {
        let mut own = Self {
            resources: Vec::new(),
            requests: Vec::new(),
            networks: Vec::new(),
            blocks: Vec::new(),
            taken: Cell::new(0),
            names: RefCell::new(Vec::new()),
            towns: Cell::new(0),
            nat: String::new(),
            services: Vec::new(),
            machines: Vec::new(),
            hosts: Vec::new(),
            seed: Cell::new(0x7375_6261_6d65),
            most: resources,
        };
        own.grow();
        own.ask(requests);
        let requests: Vec<Value> = own
            .requests
            .iter()
            .map(|(from, to)| json!({"from": from, "to": to}))
            .collect();
        let document = json!({
            "hopscope": 1, "title": format!("{PROJECT}: {resources}"), "project": PROJECT,
            "resources": own.resources, "complete": [format!("{PROJECT}/route")], "requests": requests,
        });
        let text = document.to_string();
        let input = Input {
            file: None,
            text: &text,
        };
        let read = hopscope_document::read(&[input], &Options::default());
        assert_eq!(read.problems, Vec::new());
        let mut scenario = read.scenario;
        let (topology, _) = Topology::link(&scenario);
        let mut kept = serde_json::from_str::<Value>(&hopscope_document::write(&scenario))
            .expect("what was written");
        for (index, request) in scenario.requests.iter().enumerate() {
            let outcome = hopscope_sim::simulate(&topology, request);
            let mut expect = json!({"outcome": outcome.outcome.as_str()});
            if let Some(cause) = outcome.cause {
                expect["cause"] = cause.as_str().into();
            }
            kept["requests"][index]["expect"] = expect;
        }
        let text = kept.to_string();
        let input = Input {
            file: None,
            text: &text,
        };
        scenario = hopscope_document::read(&[input], &Options::default()).scenario;
        hopscope_document::write(&scenario)
    }

    fn grow(&mut self) {
        self.network("core", 10);
        self.outgoing("core", 0);
        self.service();
        self.service();
        self.outside();
        for round in 0.. {
            if self.resources.len() >= self.most {
                break;
            }
            match round % 12 {
                0 => self.zone(round),
                1 | 7 => self.machine(),
                2 | 5 | 9 => self.service(),
                3 => self.firewall(),
                4 => self.balancer(),
                6 => self.outside(),
                8 => self.database(),
                10 => self.subnet(round),
                _ => self.office(),
            }
            if round % 40 == 39 {
                let name = format!("{}-net", TEAMS[(round / 40) % TEAMS.len()]);
                self.network(&name, 40 + round / 40);
                self.outgoing(&name, round % 3);
            }
        }
        self.resources.truncate(self.most);
    }

    /// The next of a sequence that looks like none (xorshift).
    fn next(&self, below: usize) -> usize {
        let mut seed = self.seed.get();
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        self.seed.set(seed);
        usize::try_from(seed >> 11).unwrap_or_default() % below
    }

    /// The first, which is the rule of the house, five times out of six; else one of the others.
    fn mostly(&self, words: &[&'static str]) -> &'static str {
        let at = self.next(6 * words.len());
        words.get(at).copied().unwrap_or(words[0])
    }

    /// The next address of a network: machines come one after another, with gaps where some went.
    fn address(&self, network: &str) -> String {
        let at = self
            .networks
            .iter()
            .position(|own| own == network)
            .unwrap_or(0);
        let taken = self.taken.get() + 1 + self.next(8) / 7;
        self.taken.set(taken);
        format!("10.{}.{}.{}", self.blocks[at], taken / 250, 2 + taken % 250)
    }

    /// Whose things come now: a team brings all of its own before the next one does.
    fn team(&self) -> &'static str {
        TEAMS[self.resources.len() / 14 % TEAMS.len()]
    }

    /// A name that is not taken: the second of a name has a number.
    fn free(&self, name: &str) -> String {
        let taken = |name: &str| self.names.borrow().iter().any(|own| own == name);
        let mut free = name.to_owned();
        let mut number = 1;
        while taken(&free) {
            number += 1;
            free = format!("{name}-{number}");
        }
        self.names.borrow_mut().push(free.clone());
        free
    }

    fn any_network(&self) -> String {
        // New things go to the newest network more often than to the others.
        let at = self.next(2 * self.networks.len());
        let last = self.networks.last();
        self.networks.get(at).or(last).cloned().unwrap_or_default()
    }

    fn network(&mut self, name: &str, block: usize) {
        self.networks.push(name.to_owned());
        self.blocks.push(block);
        self.resources.push(
            json!({"kind": "compute#network", "name": name, "autoCreateSubnetworks": false,
            "routingConfig": {"routingMode": "GLOBAL"}}),
        );
        self.resources.push(json!({"kind": "compute#subnetwork", "name": format!("{name}-tokyo"),
            "region": "asia-northeast1", "network": name, "ipCidrRange": format!("10.{block}.0.0/20"),
            "privateIpGoogleAccess": true}));
    }

    fn subnet(&mut self, round: usize) {
        let network = self.any_network();
        let (region, short) = REGIONS[(self.next(6) / 3) * self.next(3)];
        let name = self.free(&format!("{}-{short}", self.team()));
        let third = 16 * self.next(16);
        let google = self.next(8) > 0;
        self.resources.push(json!({"kind": "compute#subnetwork", "name": name,
            "region": region, "network": network, "ipCidrRange": format!("10.{}.{third}.0/22", 100 + round % 150),
            "privateIpGoogleAccess": google}));
    }

    fn outgoing(&mut self, network: &str, region: usize) {
        let (region, short) = REGIONS[region];
        let last = 16 + self.next(220);
        let address = format!("34.{}.{}.{last}", 84 + self.networks.len(), last % 97);
        self.resources.push(json!({"kind": "compute#route", "name": format!("{network}-internet"), "network": network,
            "destRange": "0.0.0.0/0", "nextHopGateway": "default-internet-gateway"}));
        self.resources.push(json!({"kind": "compute#router", "name": format!("{network}-{short}-router"),
            "region": region, "network": network, "nats": [{"name": format!("{network}-{short}-nat"),
            "natIpAllocateOption": "MANUAL_ONLY", "natIps": [format!("{network}-{short}-out")],
            "sourceSubnetworkIpRangesToNat": "ALL_SUBNETWORKS_ALL_IP_RANGES"}]}));
        self.resources.push(
            json!({"kind": "compute#address", "name": format!("{network}-{short}-out"),
            "region": region, "address": address, "addressType": "EXTERNAL"}),
        );
        self.nat = address;
    }

    fn service(&mut self) {
        let network = self.any_network();
        let part = PARTS[self.services.len() % PARTS.len()];
        let name = self.free(&format!("{}-{part}", self.team()));
        let (region, short) = REGIONS[0];
        let uri = format!("https://{name}-q7hx2kd4va-{short}.a.run.app");
        let ingress = self.mostly(&[
            "INGRESS_TRAFFIC_INTERNAL_ONLY",
            "INGRESS_TRAFFIC_ALL",
            "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER",
        ]);
        let egress = self.mostly(&["ALL_TRAFFIC", "PRIVATE_RANGES_ONLY"]);
        let mut template =
            json!({"serviceAccount": format!("{name}@{PROJECT}.iam.gserviceaccount.com")});
        if self.next(4) > 0 {
            template["vpcAccess"] = json!({"egress": egress,
                "networkInterfaces": [{"network": network, "subnetwork": format!("{network}-tokyo")}]});
        }
        self.resources
            .push(json!({"assetType": "run.googleapis.com/Service",
            "name": format!("projects/{PROJECT}/locations/{region}/services/{name}"),
            "ingress": ingress, "uri": uri, "template": template}));
        if self.next(5) == 0 {
            let caller = self.team();
            self.resources.push(json!({"kind": "hopscope#iamPolicy", "resource": format!("run/{region}/{name}"),
                "bindings": [{"role": "roles/run.invoker",
                "members": [format!("serviceAccount:{caller}-api@{PROJECT}.iam.gserviceaccount.com")]}]}));
        }
        self.services.push((name, uri));
    }

    fn outside(&mut self) {
        let name = self.free(PARTNERS[self.hosts.len() % PARTNERS.len()]);
        let last = 10 + 3 * self.hosts.len() % 240;
        let mut host = json!({"kind": "hopscope#host", "name": name,
            "addresses": [format!("203.0.113.{last}")], "dnsNames": [format!("api.{name}.example")]});
        if self.next(2) == 0 {
            host["allowFrom"] = json!([format!("{}/32", self.nat)]);
        }
        self.resources.push(host);
        self.hosts.push(name);
    }

    fn machine(&mut self) {
        let network = self.any_network();
        let (role, _) = ROLES[self.next(ROLES.len())];
        let name = self.free(&format!("{}-{role}", self.team()));
        let zone = self.mostly(&["a", "b", "c"]);
        let mut machine = json!({"kind": "compute#instance", "name": name, "zone": format!("asia-northeast1-{zone}"),
            "tags": {"items": [role]}, "networkInterfaces": [{"network": network,
            "subnetwork": format!("{network}-tokyo"),
            "networkIP": self.address(&network)}]});
        if self.next(8) == 0 {
            machine["serviceAccounts"] =
                json!([{"email": format!("{name}@{PROJECT}.iam.gserviceaccount.com")}]);
        }
        self.resources.push(machine);
        self.machines.push((
            name,
            match zone {
                "a" => 0,
                "b" => 1,
                _ => 2,
            },
        ));
    }

    fn firewall(&mut self) {
        let network = self.any_network();
        let (tag, ports) = ROLES[self.next(ROLES.len())];
        let name = self.free(&format!("{network}-to-{tag}"));
        let source = [
            json!(["10.0.0.0/8"]),
            json!(["35.235.240.0/20"]),
            json!(["35.191.0.0/16", "130.211.0.0/22"]),
            json!(["192.168.10.0/24", "192.168.44.0/24"]),
        ][self.next(8) % 5 % 4]
            .clone();
        let priority = [1000, 900, 500][self.next(8) / 6 * self.next(3)];
        let action = if self.next(5) == 0 {
            "denied"
        } else {
            "allowed"
        };
        let mut rule = json!({"kind": "compute#firewall", "name": name,
            "network": network, "priority": priority, "sourceRanges": source,
            action: [{"IPProtocol": "tcp", "ports": ports}]});
        if self.next(3) > 0 {
            rule["targetTags"] = json!([tag]);
        }
        self.resources.push(rule);
    }

    fn zone(&mut self, round: usize) {
        let network = self.any_network();
        let team = TEAMS[(round / 12) % TEAMS.len()];
        let name = format!("{team}-internal");
        let domain = format!("{team}.tsubame.internal.");
        if round >= 12 * TEAMS.len() {
            return self.subnet(round);
        }
        self.resources.push(json!({"kind": "dns#managedZone", "name": name, "dnsName": domain, "visibility": "private",
            "privateVisibilityConfig": {"networks": [{"networkUrl": network}]}}));
        let mut items = Vec::new();
        for part in PARTS.iter().take(1 + self.next(3)) {
            items.push(
                json!({"name": format!("{part}.{domain}"), "type": "A", "ttl": 300,
                "rrdatas": [self.address(&network)]}),
            );
        }
        self.resources
            .push(json!({"kind": "hopscope#export", "managedZone": name, "items": items}));
    }

    fn balancer(&mut self) {
        let network = self.any_network();
        let name = self.free(&format!("{}-ilb", self.team()));
        let port = [8080, 8080, 8080, 443][self.next(4)];
        self.resources.push(
            json!({"kind": "compute#healthCheck", "name": name, "region": "asia-northeast1",
            "type": "TCP", "tcpHealthCheck": {"port": port}}),
        );
        self.resources.push(
            json!({"kind": "compute#backendService", "name": name, "region": "asia-northeast1",
            "loadBalancingScheme": "INTERNAL", "protocol": "TCP", "healthChecks": [name],
            "backends": [{"group": format!("zones/asia-northeast1-b/instanceGroups/{name}")}]}),
        );
        self.resources.push(
            json!({"kind": "compute#instanceGroup", "name": name, "zone": "asia-northeast1-b",
            "network": network, "subnetwork": format!("{network}-tokyo")}),
        );
        self.resources.push(
            json!({"kind": "compute#forwardingRule", "name": name, "region": "asia-northeast1",
            "IPAddress": self.address(&network), "IPProtocol": "TCP",
            "ports": [port.to_string()], "loadBalancingScheme": "INTERNAL", "backendService": name,
            "network": network, "subnetwork": format!("{network}-tokyo")}),
        );
        let mut items = Vec::new();
        for number in 1..=6 {
            let machine = format!("{name}-{number}");
            items.push(json!({"instance": machine}));
            self.resources.push(
                json!({"kind": "compute#instance", "name": machine, "zone": "asia-northeast1-b",
                "tags": {"items": ["batch"]}, "networkInterfaces": [{"network": network,
                "subnetwork": format!("{network}-tokyo"), "networkIP": self.address(&network)}]}),
            );
        }
        self.resources.push(json!({"kind": "hopscope#export",
            "resource": format!("instance-group/asia-northeast1-b/{name}"), "items": items}));
    }

    fn database(&mut self) {
        let network = self.any_network();
        let name = self.free(&format!("{}-db", self.team()));
        let version = self.mostly(&["POSTGRES_16", "POSTGRES_15", "MYSQL_8_0"]);
        let last = 3 + self.next(4) + self.resources.len() % 240;
        self.resources.push(json!({"kind": "sql#instance", "name": name, "region": "asia-northeast1",
            "databaseVersion": version, "ipAddresses": [{"type": "PRIVATE", "ipAddress": format!("10.9.0.{last}")}],
            "settings": {"ipConfiguration": {"privateNetwork": format!("projects/{PROJECT}/global/networks/{network}")}}}));
    }

    fn office(&mut self) {
        let network = self.any_network();
        let town = self.free(TOWNS[self.towns.get() % TOWNS.len()]);
        self.towns.set(self.towns.get() + 1);
        self.resources.push(
            json!({"kind": "compute#vpnTunnel", "name": format!("{town}"),
            "region": "asia-northeast1", "peerIp": format!("198.51.100.{}", 1 + self.next(254)),
            "vpnGateway": format!("{network}-vpn"), "vpnGatewayInterface": self.next(2)}),
        );
        self.resources.push(
            json!({"kind": "compute#route", "name": format!("to-{town}"), "network": network,
            "destRange": format!("192.168.{}.0/24", 8 * self.towns.get()), "priority": 900,
            "nextHopVpnTunnel": format!("regions/asia-northeast1/vpnTunnels/{town}")}),
        );
    }

    /// Who asks whom: services one another and partners, machines machines, the internet services.
    fn ask(&mut self, count: usize) {
        let (services, machines) = (self.services.clone(), self.machines.clone());
        for round in 0.. {
            if self.requests.len() >= count {
                break;
            }
            let at = self.next(services.len());
            let (caller, _) = &services[at];
            let from = format!("run/{caller}");
            // Mostly those of one team ask one another.
            let next = (at + 1 + round / 40) % services.len();
            let (_, uri) = &services[next];
            let host = self.hosts[self.next(self.hosts.len())].clone();
            let request = match round % 5 {
                0 | 3 => (from, format!("{uri}/")),
                1 => (from, format!("https://api.{host}.example/")),
                2 if !machines.is_empty() => {
                    let (machine, zone) = &machines[self.next(machines.len())];
                    let role = ROLES.iter().find(|(role, _)| machine.contains(role));
                    let port = role.map_or("22", |(_, ports)| &ports[0][..ports[0].len().min(4)]);
                    let zone = ["a", "b", "c"][*zone];
                    (from, format!("vm/asia-northeast1-{zone}/{machine}:{port}"))
                }
                _ => {
                    let office = 7 + self.next(2);
                    (format!("internet:198.51.100.{office}"), format!("{uri}/"))
                }
            };
            if !self.requests.contains(&request) {
                self.requests.push(request);
            }
        }
    }
}
