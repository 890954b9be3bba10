//! References that lead nowhere: each is a problem, with the command that exports what is missing.

use hopscope_model::export_command;
use hopscope_model::name::{Id, Name, Ref};
use hopscope_model::order;
use hopscope_model::resource::forwarding_rule::ForwardingTarget;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::load_balancing::{PscTarget, UrlAction};
use hopscope_model::resource::route::NextHop;
use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};
use hopscope_model::resource::{Kind, Resource};
use hopscope_model::{Index, Problem, ProblemCode, Scenario, Set, Severity};

/// References that lead nowhere, in the order of what refers.
pub(super) fn dangling(scenario: &Scenario) -> Vec<Problem> {
    let mut found = Vec::new();
    let mut seen: Index<Id, Vec<Id>> = Index::new();
    let resources = &scenario.resources;
    let mut want = |by: Id, missing: Id, there: bool| {
        if there {
            return;
        }
        let wanted = seen.get_or_default(by.clone());
        if wanted.contains(&missing) {
            return;
        }
        wanted.push(missing.clone());
        let unread = resources
            .unread
            .iter()
            .any(|unread| unread.kind == missing.kind && *unread.name == *missing.name.name);
        if unread {
            return;
        }
        found.push(
            Problem::new(Severity::Warning, ProblemCode::ReferenceMissing)
                .on(scenario.short(&by))
                .arg("kind", missing.kind.code())
                .arg("name", &*missing.name.name)
                .arg("reference", scenario.short(&missing))
                .next(
                    "export-it",
                    Some(export_command::describe(missing.kind, &missing.name)),
                ),
        );
    };
    macro_rules! check {
        ($by:expr, $reference:expr) => {{
            let reference = $reference;
            let there = resources.get(reference).is_some();
            want($by, id_of(reference), there);
        }};
    }
    let id = |kind, name: &Name| Id::new(kind, name.clone());
    for (name, own) in &resources.subnets {
        check!(id(Kind::Subnet, name), &own.network);
    }
    for (name, own) in &resources.networks {
        if let Some(policy) = &own.firewall_policy {
            check!(id(Kind::Network, name), policy);
        }
        for subnet in &own.other_subnets {
            check!(id(Kind::Network, name), subnet);
        }
    }
    for (name, own) in &resources.routes {
        check!(id(Kind::Route, name), &own.network);
        if let NextHop::Peering(by) = &own.next_hop
            && let Some(network) = resources.get(&own.network)
        {
            let there = network.peerings.iter().any(|own| own.name == *by);
            let Name {
                project,
                name: network,
                ..
            } = own.network.name();
            let peering = Name::global(project.clone(), format!("{network}/{by}"));
            want(
                id(Kind::Route, name),
                Id::new(Kind::Peering, peering),
                there,
            );
        }
    }
    for (name, own) in &resources.firewalls {
        check!(id(Kind::Firewall, name), &own.network);
    }
    for (name, own) in &resources.firewall_policies {
        for rule in &own.rules {
            let groups = rule.source_address_groups.iter();
            for group in groups.chain(&rule.destination_address_groups) {
                check!(id(Kind::FirewallPolicy, name), group);
            }
        }
    }
    for (name, own) in &resources.routers {
        check!(id(Kind::Router, name), &own.network);
        for nat in &own.nats {
            for ip in &nat.ips {
                if let hopscope_model::resource::router::NatIp::Reserved(address) = ip {
                    check!(id(Kind::Router, name), address);
                }
            }
        }
    }
    for (name, own) in &resources.policy_routes {
        check!(id(Kind::PolicyRoute, name), &own.network);
    }
    for (name, own) in &resources.vpn_tunnels {
        if let Some(router) = &own.router {
            check!(id(Kind::VpnTunnel, name), router);
        }
    }
    for (name, own) in &resources.attachments {
        if let Some(router) = &own.router {
            check!(id(Kind::Attachment, name), router);
        }
    }
    for (name, own) in &resources.spokes {
        if let Some(hub) = &own.hub {
            check!(id(Kind::Spoke, name), hub);
        }
    }
    for (name, own) in &resources.onprem_networks {
        for via in &own.via {
            let by = id(Kind::OnPremNetwork, name);
            match via {
                OnPremLink::VpnTunnel(tunnel) => check!(by, tunnel),
                OnPremLink::Attachment(own) => check!(by, own),
            }
        }
    }
    for (name, own) in &resources.instances {
        for interface in &own.interfaces {
            check!(id(Kind::Instance, name), &interface.network);
            if let Some(subnet) = &interface.subnet {
                check!(id(Kind::Instance, name), subnet);
            }
        }
    }
    let mut egress = |by: Id, egress: &ServerlessEgress| match &egress.vpc {
        VpcAccess::None => {}
        VpcAccess::Connector(connector) => {
            let there = resources.get(connector).is_some();
            want(by, id_of(connector), there);
        }
        VpcAccess::Direct {
            subnet, network, ..
        } => {
            let there = resources.get(subnet).is_some();
            want(by.clone(), id_of(subnet), there);
            if let Some(network) = network {
                let there = resources.get(network).is_some();
                want(by, id_of(network), there);
            }
        }
    };
    for (name, own) in &resources.run_services {
        egress(id(Kind::RunService, name), &own.egress);
    }
    for (name, own) in &resources.run_jobs {
        egress(id(Kind::RunJob, name), &own.egress);
    }
    for (name, own) in &resources.functions {
        egress(id(Kind::Function, name), &own.egress);
    }
    for (name, own) in &resources.apps {
        egress(id(Kind::App, name), &own.egress);
    }
    for (name, own) in &resources.connectors {
        if let Some(network) = &own.network {
            check!(id(Kind::Connector, name), network);
        }
        if let Some(subnet) = &own.subnet {
            check!(id(Kind::Connector, name), subnet);
        }
    }
    for (name, own) in &resources.zones {
        for network in &own.networks {
            check!(id(Kind::Zone, name), network);
        }
    }
    for (name, own) in &resources.kube_services {
        check!(id(Kind::KubeService, name), &own.cluster);
    }
    for (name, own) in &resources.network_policies {
        check!(id(Kind::NetworkPolicy, name), &own.cluster);
    }
    for (name, own) in &resources.clusters {
        check!(id(Kind::Cluster, name), &own.network);
        if let Some(subnet) = &own.subnet {
            check!(id(Kind::Cluster, name), subnet);
        }
    }
    for (name, own) in &resources.pods {
        check!(id(Kind::Pod, name), &own.cluster);
        if let Some(node) = &own.node {
            check!(id(Kind::Pod, name), node);
        }
    }
    let mut managed: Set<Name> = Set::new();
    for sql in resources.sqls.values() {
        if let Some(attachment) = &sql.attachment {
            managed.add(attachment.name().clone());
        }
    }
    for (name, own) in &resources.forwarding_rules {
        match &own.target {
            ForwardingTarget::Proxy(proxy) => check!(id(Kind::ForwardingRule, name), proxy),
            ForwardingTarget::BackendService(service) => {
                check!(id(Kind::ForwardingRule, name), service);
            }
            ForwardingTarget::Pool(pool) => check!(id(Kind::ForwardingRule, name), pool),
            ForwardingTarget::Instance(target) => check!(id(Kind::ForwardingRule, name), target),
            // Google's own are in no project that could be exported; the instance stands for one.
            ForwardingTarget::ServiceAttachment(attachment)
                if managed.contains(attachment.name()) => {}
            ForwardingTarget::ServiceAttachment(attachment) => {
                check!(id(Kind::ForwardingRule, name), attachment);
            }
            _ => {}
        }
        if let Some(network) = &own.network {
            check!(id(Kind::ForwardingRule, name), network);
        }
    }
    for (name, own) in &resources.target_proxies {
        if let Some(service) = &own.service {
            check!(id(Kind::TargetProxy, name), service);
        }
        if let Some(map) = &own.url_map {
            check!(id(Kind::TargetProxy, name), map);
        }
    }
    for (name, own) in &resources.target_pools {
        for machine in &own.instances {
            check!(id(Kind::TargetPool, name), machine);
        }
        if let Some(backup) = &own.backup {
            check!(id(Kind::TargetPool, name), backup);
        }
    }
    for (name, own) in &resources.target_instances {
        check!(id(Kind::TargetInstance, name), &own.instance);
    }
    for (name, own) in &resources.service_attachments {
        if let Some(target) = &own.target {
            check!(id(Kind::ServiceAttachment, name), target);
        }
        for subnet in &own.nat_subnets {
            check!(id(Kind::ServiceAttachment, name), subnet);
        }
    }
    for (name, own) in &resources.backend_services {
        for policy in own.security_policy.iter().chain(&own.edge_security_policy) {
            check!(id(Kind::BackendService, name), policy);
        }
        for group in &own.backends {
            match group {
                hopscope_model::resource::load_balancing::BackendGroup::InstanceGroup(group) => {
                    check!(id(Kind::BackendService, name), group);
                }
                hopscope_model::resource::load_balancing::BackendGroup::Neg(neg) => {
                    check!(id(Kind::BackendService, name), neg);
                }
            }
        }
    }
    for (name, own) in &resources.routes {
        let by = id(Kind::Route, name);
        match &own.next_hop {
            NextHop::Instance(machine) => check!(by, machine),
            NextHop::ForwardingRule(rule) => check!(by, rule),
            NextHop::VpnTunnel(tunnel) => check!(by, tunnel),
            NextHop::Attachment(own) => check!(by, own),
            _ => {}
        }
    }
    for (name, own) in &resources.firewall_policies {
        for network in &own.networks {
            check!(id(Kind::FirewallPolicy, name), network);
        }
    }
    for (name, own) in &resources.spokes {
        if let Some(network) = &own.network {
            check!(id(Kind::Spoke, name), network);
        }
        for link in &own.links {
            match link {
                OnPremLink::VpnTunnel(tunnel) => check!(id(Kind::Spoke, name), tunnel),
                OnPremLink::Attachment(own) => check!(id(Kind::Spoke, name), own),
            }
        }
        for machine in own.appliances.iter().filter_map(|own| own.machine.as_ref()) {
            check!(id(Kind::Spoke, name), machine);
        }
    }
    for (name, own) in &resources.dns_policies {
        for network in &own.networks {
            check!(id(Kind::DnsPolicy, name), network);
        }
    }
    for (name, own) in &resources.response_policies {
        for network in &own.networks {
            check!(id(Kind::ResponsePolicy, name), network);
        }
        for cluster in &own.clusters {
            check!(id(Kind::ResponsePolicy, name), cluster);
        }
    }
    for (name, own) in &resources.zones {
        for cluster in &own.clusters {
            check!(id(Kind::Zone, name), cluster);
        }
    }
    for (name, own) in &resources.sqls {
        if let Some(network) = &own.private_network {
            check!(id(Kind::Sql, name), network);
        }
    }
    for (name, own) in &resources.negs {
        if let Some(service) = &own.cloud_run {
            check!(id(Kind::Neg, name), service);
        }
        if let Some(function) = &own.function {
            check!(id(Kind::Neg, name), function);
        }
        if let Some(PscTarget::Attachment(attachment)) = &own.psc_target
            && !managed.contains(attachment.name())
        {
            check!(id(Kind::Neg, name), attachment);
        }
        let endpoints = own.endpoints.iter().flatten();
        for machine in endpoints.filter_map(|own| own.instance.as_ref()) {
            check!(id(Kind::Neg, name), machine);
        }
    }
    for (name, own) in &resources.instance_groups {
        for machine in own.members.iter().flatten() {
            check!(id(Kind::InstanceGroup, name), machine);
        }
    }
    for (name, own) in &resources.target_pools {
        for health in &own.health_checks {
            check!(id(Kind::TargetPool, name), health);
        }
    }
    for (name, own) in &resources.backend_services {
        for health in &own.health_checks {
            check!(id(Kind::BackendService, name), health);
        }
    }
    for (name, own) in &resources.forwarding_rules {
        if let Some(subnet) = &own.subnet {
            check!(id(Kind::ForwardingRule, name), subnet);
        }
    }
    for (name, own) in &resources.url_maps {
        let matchers = own.path_matchers.iter().flat_map(|own| {
            let paths = own.path_rules.iter().map(|(_, action)| action);
            let routes = own.route_rules.iter().map(|own| &own.action);
            paths.chain(routes).chain([&own.default])
        });
        for action in matchers.chain([&own.default]).flatten() {
            match action {
                UrlAction::Service(service) => check!(id(Kind::UrlMap, name), service),
                UrlAction::Weighted(services) => {
                    for (service, _) in services {
                        check!(id(Kind::UrlMap, name), service);
                    }
                }
                _ => {}
            }
        }
    }
    for (name, own) in &resources.hosts {
        if let Some(network) = &own.at {
            check!(id(Kind::Host, name), network);
        }
    }
    // What hangs on something of which an export tells, or a person has misspelt it.
    let on = (resources.processes.iter())
        .map(|own| (format!("hopscope#process {}", own.port), &own.on))
        .chain((resources.tunnels.iter()).map(|own| ("hopscope#tunnel".to_owned(), &own.on)));
    for (by, on) in on {
        let unread = |own: &hopscope_model::resource::Unread| own.is_called(on);
        if !resources.contains(on) && !resources.unread.iter().any(unread) {
            let command = export_command::describe(on.kind, &on.name);
            found.push(
                Problem::new(Severity::Warning, ProblemCode::ReferenceMissing)
                    .on(by)
                    .arg("kind", on.kind.code())
                    .arg("name", &*on.name.name)
                    .arg("reference", scenario.short(on))
                    .next("export-it", (!command.is_empty()).then_some(command)),
            );
        }
    }
    order::sort_by(&mut found, &|a, b| {
        (&a.resource, &a.args).cmp(&(&b.resource, &b.args))
    });
    found
}

fn id_of<R: Resource>(reference: &Ref<R>) -> Id {
    Id::new(R::KIND, reference.name().clone())
}
