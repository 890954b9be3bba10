//! Each family of networks from nothing, by what the page offers alone: what is added brings what it needs, connections
//! write the fields, and the few that are left are typed. Nothing here is JSON.

use hopscope_editor::Editor;
use hopscope_editor::action::Action;
use hopscope_editor::design::connect;
use hopscope_editor::edit::{Edit, Of};
use hopscope_editor::state::Theme;
use hopscope_model::reference::resolve;
use hopscope_text::Lang;

/// A scenario that somebody designs.
struct Design(Editor);

impl Design {
    fn new() -> Self {
        Self(Editor::new(Lang::En, Theme::System)).edit(Edit::Start)
    }

    fn edit(self, edit: Edit) -> Self {
        Self(self.0.apply(Action::Edit(edit)))
    }

    /// From the list of what can be added.
    fn add(self, word: &'static str) -> Self {
        let next = self.edit(Edit::Add(word));
        let draft = next.0.draft.as_deref();
        assert!(draft.is_none(), "{word}: {draft:?}");
        next
    }

    fn named(self, name: &str) -> Self {
        let next = self.edit(Edit::Name(name.to_owned()));
        assert!(next.0.draft.is_none(), "{name}: {:?}", next.0.draft);
        next
    }

    fn project(self, project: &str) -> Self {
        let next = self.edit(Edit::MoveTo(project.to_owned()));
        assert!(next.0.draft.is_none(), "{project}: {:?}", next.0.draft);
        next
    }

    fn choose(self, reference: &str) -> Self {
        let open = self.0.open.as_ref().expect("open");
        assert!(resolve(&open.scenario, reference).is_ok(), "{reference}");
        Self(self.0.apply(Action::ChooseResource(Some(reference.into()))))
    }

    /// The connection of what is chosen to another, as the list offers it.
    fn join(self, to: &str) -> Self {
        let open = self.0.open.as_ref().expect("open");
        let from = self.0.chosen_id().expect("something is chosen");
        let to = resolve(&open.scenario, to).unwrap_or_else(|_| panic!("{to}"));
        let mut choices = connect::choices(&open.scenario, &from).into_iter();
        let choice = choices.find(|own| own.to == to && own.path != connect::REQUEST);
        let choice = choice.unwrap_or_else(|| panic!("{from:?} has no connection to {to:?}"));
        let short = open.scenario.short(&from);
        self.edit(Edit::Connect(short.as_str().into(), choice))
    }

    fn put(self, object: usize, path: &str, text: &str) -> Self {
        self.edit(Edit::Set {
            of: Of::Resource,
            object,
            path: path.to_owned(),
            text: text.to_owned(),
        })
    }

    fn set(self, path: &str, text: &str) -> Self {
        let next = self.put(0, path, text);
        assert!(next.0.draft.is_none(), "{path}: {:?}", next.0.draft);
        next
    }

    fn row(self, object: usize, path: &str) -> Self {
        self.edit(Edit::AddRow {
            of: Of::Resource,
            object,
            path: path.to_owned(),
        })
    }

    /// What can be put on what is chosen, by its word.
    fn also(self, word: &str) -> Self {
        let shown = hopscope_editor::view::inspector(Lang::En, &self.0).expect("an inspector");
        let part = shown.addable.iter().find(|(_, own)| *own == word);
        let (part, _) = part.unwrap_or_else(|| panic!("{word}: {:?}", shown.addable));
        let part = *part;
        let next = self.edit(Edit::AddObject(part));
        assert!(next.0.draft.is_none(), "{word}: {:?}", next.0.draft);
        next
    }

    /// Asks, and says what comes of it.
    fn ask(&self, request: &str) -> String {
        let next = self.0.apply(Action::Ask(request.to_owned()));
        let open = next.open.as_ref().expect("open");
        let result = open
            .results
            .last()
            .unwrap_or_else(|| panic!("{request} was not taken"));
        let mut said = format!("{}", result.outcome);
        for part in [
            result.cause.map(|own| own.as_str().to_owned()),
            result.status.map(|own| own.to_string()),
        ]
        .into_iter()
        .flatten()
        {
            said.push(' ');
            said.push_str(&part);
        }
        said
    }
}

#[test]
fn an_external_application_load_balancer_to_cloud_run_with_iap() {
    let design = Design::new()
        .add("run.googleapis.com/Service")
        .named("shop")
        .set("ingress", "INGRESS_TRAFFIC_INTERNAL_LOAD_BALANCER")
        .add("compute#networkEndpointGroup")
        .join("run/shop")
        .add("compute#forwardingRule EXTERNAL_MANAGED")
        .choose("backend-service/external-lb-backend")
        .join("neg/neg")
        .add("hopscope#host")
        .named("customer")
        .choose("run/shop")
        .also("IAM policy");
    let ask = "host/customer -> https://203.0.113.10/";
    assert_eq!(design.ask(ask), "delivered");
    let design = design
        .choose("backend-service/external-lb-backend")
        .set("iap.enabled", "true");
    assert_eq!(design.ask(ask), "rejected IAP_DENIED 403");
}

#[test]
fn an_internal_application_load_balancer_brings_its_proxy_only_subnet() {
    let design = Design::new()
        .add("compute#instance")
        .named("client")
        .add("compute#forwardingRule INTERNAL_MANAGED")
        .add("compute#instance")
        .named("server")
        .also("process")
        .put(1, "port", "80")
        .add("compute#instanceGroup")
        .join("vm/server")
        .choose("backend-service/internal-lb-backend")
        .join("instance-group/instance-group");
    // Neither health checks nor the Envoys of the subnet that came with it are let in yet.
    let ask = "vm/client -> http://10.0.0.3/";
    assert_eq!(
        design.ask(ask),
        "dropped FIREWALL_BLOCKING_LOAD_BALANCER_BACKEND_HEALTH_CHECK"
    );
    let design = design
        .choose("network/vpc")
        .add("compute#firewall")
        .named("allow-health-checks")
        .set("sourceRanges", "35.191.0.0/16, 130.211.0.0/22")
        .row(0, "allowed")
        .put(0, "allowed[1].IPProtocol", "tcp");
    assert_eq!(design.ask(ask), "dropped FIREWALL_RULE");
    let design = design
        .add("compute#firewall")
        .named("allow-proxies")
        .set("sourceRanges", "10.129.0.0/23")
        .set("allowed[0].ports", "80");
    assert_eq!(design.ask(ask), "delivered");
}

#[test]
fn a_private_service_connect_endpoint_to_a_published_service() {
    let design = Design::new()
        .add("compute#network")
        .named("consumer")
        .add("compute#subnetwork")
        .named("consumer-subnet")
        .add("compute#instance")
        .named("client")
        .add("compute#network")
        .named("producer")
        .add("compute#subnetwork")
        .named("producer-subnet")
        .add("compute#instance")
        .named("server")
        .also("process")
        .put(1, "port", "443")
        .put(1, "protocol", "https")
        .add("compute#subnetwork PRIVATE_SERVICE_CONNECT")
        .add("compute#instanceGroup")
        .join("vm/server")
        .add("compute#backendService")
        .join("instance-group/instance-group")
        .choose("subnet/producer-subnet")
        .add("compute#forwardingRule")
        .join("backend-service/backend-service")
        .add("compute#serviceAttachment")
        .join("forwarding-rule/forwarding-rule")
        .join("subnet/psc-nat")
        .set("connectionPreference", "ACCEPT_AUTOMATIC")
        .choose("subnet/consumer-subnet")
        .add("compute#forwardingRule")
        .named("endpoint")
        .join("service-attachment/service-attachment");
    // What comes out of the attachment is not let in by the producer's firewall yet.
    let ask = "vm/client -> https://10.0.0.3/";
    assert_eq!(
        design.ask(ask),
        "dropped DROPPED_INSIDE_PSC_SERVICE_PRODUCER"
    );
    // Nor are health checks: what a load balancer does without a healthy backend is no one answer.
    let design = design.choose("network/producer").add("compute#firewall");
    assert_eq!(design.ask(ask), "unmodelled UNSUPPORTED");
    let design = design.set("sourceRanges", "10.0.0.0/8, 35.191.0.0/16, 130.211.0.0/22");
    assert_eq!(design.ask(ask), "delivered");
    let design = design
        .choose("service-attachment/service-attachment")
        .set("connectionPreference", "ACCEPT_MANUAL");
    assert_eq!(design.ask(ask), "dropped PSC_CONNECTION_NOT_ACCEPTED");
}

#[test]
fn a_hub_with_two_networks_and_an_on_premises_one() {
    let design = Design::new()
        .add("compute#network")
        .named("left")
        .add("compute#subnetwork")
        .named("left-subnet")
        .add("compute#instance")
        .named("left-vm")
        .add("networkconnectivity.googleapis.com/Spoke")
        .named("left-spoke")
        .add("compute#network")
        .named("right")
        .add("compute#subnetwork")
        .named("right-subnet")
        .add("compute#instance")
        .named("right-vm")
        .add("compute#firewall")
        .choose("network/right")
        .add("networkconnectivity.googleapis.com/Spoke")
        .named("right-spoke");
    assert_eq!(design.ask("vm/left-vm -> vm/right-vm:443"), "delivered");
    let design = design
        .choose("subnet/right-subnet")
        .add("compute#router BGP")
        .named("edge")
        .add("compute#vpnTunnel")
        .named("office")
        .join("router/edge")
        .choose("router/edge")
        .join("vpn-tunnel/office")
        .add("hopscope#onPremNetwork")
        .join("vpn-tunnel/office")
        .add("hopscope#host")
        .named("files")
        .set("addresses", "192.168.5.9")
        .join("onprem/onprem")
        .add("networkconnectivity.googleapis.com/Spoke")
        .named("office-spoke")
        .join("vpn-tunnel/office");
    assert_eq!(
        design.ask("vm/right-vm -> https://192.168.5.9/"),
        "delivered"
    );
    // The other network's ranges are advertised to on-premises networks only where the router is told to.
    let ask = "vm/left-vm -> https://192.168.5.9/";
    assert_eq!(
        design.ask(ask),
        "dropped NO_ADVERTISED_ROUTE_TO_GCP_DESTINATION"
    );
    let design = design
        .choose("router/edge")
        .set("bgp.advertiseMode", "CUSTOM")
        .set("bgp.advertisedGroups", "ALL_SUBNETS")
        .row(0, "bgp.advertisedIpRanges")
        .put(0, "bgp.advertisedIpRanges[0].range", "10.0.0.0/24");
    assert_eq!(design.ask(ask), "delivered");
    // A spoke exports what its filters let through.
    let design = design
        .choose("spoke/office-spoke")
        .set("linkedVpnTunnels.excludeExportRanges", "192.168.0.0/16");
    assert_eq!(design.ask(ask), "dropped PRIVATE_TRAFFIC_TO_INTERNET");
}

#[test]
fn a_private_cluster_with_authorized_networks() {
    let design = Design::new()
        .add("container.googleapis.com/Cluster enablePrivateNodes")
        .add("compute#instance")
        .named("node")
        .join("cluster/private-cluster")
        .add("hopscope#pod")
        .join("vm/node")
        .choose("network/vpc")
        .add("compute#subnetwork")
        .named("ops-subnet")
        .add("compute#instance")
        .named("ops");
    let ask = "vm/ops -> cluster/private-cluster:443";
    assert_eq!(design.ask(ask), "delivered");
    let pod = "pod/private-cluster/default/pod -> https://203.0.113.9/";
    assert_eq!(design.ask(pod), "dropped NO_EXTERNAL_ADDRESS");
    let design = design
        .choose("subnet/subnet")
        .add("compute#router")
        .choose("cluster/private-cluster")
        .set(
            "masterAuthorizedNetworksConfig.cidrBlocks[0].cidrBlock",
            "192.168.0.0/16",
        );
    assert_eq!(design.ask(pod), "delivered");
    assert_eq!(design.ask(ask), "dropped GKE_MASTER_UNAUTHORIZED_ACCESS");
}

#[test]
fn a_vpn_to_an_on_premises_network_that_asks_cloud_dns() {
    let design = Design::new()
        .add("compute#instance")
        .named("server")
        .also("process")
        .put(1, "port", "443")
        .put(1, "protocol", "https")
        .add("compute#firewall")
        .set("sourceRanges", "192.168.0.0/16")
        .add("compute#router BGP")
        .named("edge")
        .add("compute#vpnTunnel")
        .named("office")
        .join("router/edge")
        .choose("router/edge")
        .join("vpn-tunnel/office")
        .add("hopscope#onPremNetwork")
        .join("vpn-tunnel/office")
        .set("resolver", "inbound-policy")
        .add("hopscope#host")
        .named("desk")
        .set("addresses", "192.168.5.9")
        .join("onprem/onprem")
        .choose("network/vpc")
        .add("dns#policy")
        .add("dns#managedZone")
        .row(1, "items")
        .put(1, "items[0].name", "server.zone.example.")
        .put(1, "items[0].type", "A")
        .put(1, "items[0].rrdatas", "10.0.0.2");
    let ask = "host/desk -> https://server.zone.example/";
    assert_eq!(design.ask(ask), "delivered");
    let design = design
        .choose("dns-policy/dns-policy")
        .set("enableInboundForwarding", "false");
    assert_eq!(design.ask(ask), "dropped DNS_SERVFAIL");
}

#[test]
fn a_hierarchical_policy_that_goes_on_and_secure_tags() {
    let design = Design::new()
        .add("compute#instance")
        .named("client")
        .add("compute#instance")
        .named("server")
        .add("compute#firewallPolicy HIERARCHY")
        .choose("network/vpc")
        .add("compute#firewallPolicy")
        .row(0, "rules[0].targetSecureTags")
        .put(0, "rules[0].targetSecureTags[0].name", "tagValues/1");
    let ask = "vm/client -> vm/server:443";
    assert_eq!(design.ask(ask), "dropped FIREWALL_RULE");
    let design = design
        .choose("vm/server")
        .set("params.resourceManagerTags", "tagKeys/1=tagValues/1");
    assert_eq!(design.ask(ask), "delivered");
    // What the policy of the organisation denies, none below can allow.
    let design = design
        .choose("firewall-policy/hierarchical-policy")
        .set("rules[0].action", "deny");
    assert_eq!(design.ask(ask), "dropped FIREWALL_RULE");
}

#[test]
fn a_perimeter_and_the_restricted_addresses() {
    let design = Design::new()
        .add("compute#instance")
        .named("batch")
        .choose("subnet/subnet")
        .set("privateIpGoogleAccess", "true")
        .add("identity.accesscontextmanager.googleapis.com/ServicePerimeter")
        .choose("network/vpc")
        .add("dns#managedZone")
        .set("dnsName", "googleapis.com.")
        .row(1, "items")
        .put(1, "items[0].name", "*.googleapis.com.")
        .put(1, "items[0].type", "A")
        .put(1, "items[0].rrdatas", "199.36.153.4,199.36.153.5");
    let inside = "vm/batch -> https://storage.googleapis.com/storage/v1/projects/my-project/b";
    assert_eq!(design.ask(inside), "delivered");
    let outside = "vm/batch -> https://storage.googleapis.com/storage/v1/projects/other/b";
    assert_eq!(
        design.ask(outside),
        "rejected VPC_SERVICE_CONTROLS_DENIED 403"
    );
}

#[test]
fn a_database_by_private_services_access() {
    let design = Design::new()
        .add("compute#instance")
        .named("batch")
        .add("compute#address VPC_PEERING")
        .add("sql#instance");
    assert_eq!(design.ask("vm/batch -> sql/sql:5432"), "delivered");
    let design = design.choose("network/vpc").edit(Edit::DropRow {
        of: Of::Resource,
        object: 0,
        path: "peerings[0]".to_owned(),
    });
    assert_eq!(
        design.ask("vm/batch -> sql/sql:5432"),
        "dropped GOOGLE_MANAGED_SERVICE_NO_PEERING"
    );
}

#[test]
fn a_shared_vpc() {
    let design = Design::new()
        .add("compute#instance")
        .named("web")
        .choose("network/vpc")
        .named("shared")
        .project("host-project")
        .choose("vm/web")
        .add("compute#instance")
        .named("db")
        .project("data-project")
        .choose("network/host-project/global/shared")
        .add("compute#firewall");
    // What makes up a network is in its project, what is in the network where it is put.
    let ids = design
        .0
        .open
        .as_ref()
        .expect("open")
        .scenario
        .resources
        .ids();
    let projects = ids.map(|id| format!("{}:{}", id.kind.code(), id.name.project));
    assert_eq!(
        projects.collect::<Vec<_>>().join(" "),
        "vm:data-project vm:my-project network:host-project subnet:host-project \
         route:host-project firewall:host-project"
    );
    let ask = "vm/web -> vm/data-project/asia-northeast1-a/db:443";
    assert_eq!(design.ask(ask), "delivered");
    let design = design.choose("vm/web").project("host-project");
    // It is of the host project now, and names its network from there.
    let network = &design.0.objects(Of::Resource)[0]["networkInterfaces"][0]["network"];
    assert_eq!(network, "shared");
    assert_eq!(
        design.ask(
            "vm/host-project/asia-northeast1-a/web -> vm/data-project/asia-northeast1-a/db:443"
        ),
        "delivered"
    );
}

#[test]
fn what_moves_to_the_project_of_its_network_stays_in_the_network() {
    let design = Design::new()
        .add("compute#network")
        .project("host-project")
        .add("compute#firewall")
        .project("other-project");
    let network = |design: &Design| {
        let text = design.0.objects(Of::Resource)[0]["network"].clone();
        text.as_str().unwrap_or_default().to_owned()
    };
    let whole = "projects/host-project/global/networks/vpc";
    assert_eq!(network(&design), whole);
    let design = design.project("my-project");
    assert_eq!(network(&design), whole);
    let design = design.project("host-project");
    assert_eq!(network(&design), "vpc");
    let missing = &design.0.open.as_ref().expect("open").problems;
    assert!(missing.is_empty(), "{missing:?}");
}
