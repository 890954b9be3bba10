//! The writer: canonical form and content id (contract, section 2). Keys stand in the order in which each kind
//! writes them, resources by kind, project, location and name.

use std::any::Any;

use hopscope_model::name::{GLOBAL, region_of};
use hopscope_model::order;
use hopscope_model::resource::hopscope::ProxyScope;
use hopscope_model::resource::{
    Address, AddressGroup, App, Attachment, BackendService, Cluster, Connector, DnsPolicy,
    Firewall, FirewallPolicy, ForwardingRule, Function, HealthCheck, Host, Hub, Instance,
    InstanceGroup, KubeService, Neg, Network, NetworkPolicy, OnPremNetwork, Perimeter, Pod,
    PolicyRoute, Project, ResponsePolicy, Route, Router, RunJob, RunService, SecurityPolicy,
    ServiceAttachment, Spoke, Sql, Subnet, TargetInstance, TargetPool, TargetProxy, UrlMap,
    VpnTunnel, Zone,
};
use hopscope_model::scenario::VERSION;
use hopscope_model::{Id, Kind, Name, Scenario};
use sha2::{Digest, Sha256};

use crate::branch;
use crate::codec::{Codec, Out, Written, list_of};
use crate::compute::{bgp, instance_group, neg, target_proxy};
use crate::dns::{record, response_policy};
use crate::gke::{config_map, network_policy};
use crate::hopscope::{appliance, name_server, process, proxy_settings, tunnel};
use crate::names::{Standing, joined, standing};
use crate::other::iam_policy;
use crate::request;
use crate::serverless::domain_mapping;
use crate::strangers;
use crate::tree::{Members, Tree};

/// The scenario as a file: the canonical form, indented by two spaces.
pub(crate) fn file(scenario: &Scenario) -> String {
    let mut text = String::new();
    Tree::Object(document(scenario)).write_indented(&mut text, Some(0));
    text.push('\n');
    text
}

/// The canonical form.
pub(crate) fn canonical(scenario: &Scenario) -> String {
    Tree::Object(document(scenario)).to_string()
}

/// The first 12 hex digits of the SHA-256 of the canonical form, without what does not change an answer's meaning.
pub(crate) fn content_id(scenario: &Scenario) -> String {
    let mut document = document(scenario);
    document.retain(|(key, _)| !["hopscope", "view", "shared"].contains(&&**key));
    let hash = Sha256::digest(Tree::Object(document).to_string().as_bytes());
    let mut id = String::new();
    for byte in hash.iter().take(6) {
        id.push_str(&format!("{byte:02x}"));
    }
    id
}

pub(crate) fn document(scenario: &Scenario) -> Members {
    let mut out = Out::nowhere(Written::new(scenario));
    out.put("hopscope", VERSION);
    out.maybe("title", scenario.title.as_deref());
    out.maybe("description", scenario.description.as_deref());
    out.maybe("project", scenario.project.as_deref());
    out.put("resources", resources(scenario));
    let complete = scenario
        .complete
        .iter()
        .map(|(project, kind)| format!("{project}/{kind}"));
    let mut complete: Vec<String> = complete.collect();
    order::sort(&mut complete);
    out.list("complete", &complete);
    let requests = scenario
        .requests
        .iter()
        .map(|own| request::write(own, &out));
    let requests = requests.collect();
    out.objects("requests", requests);
    let branches = scenario.branches.iter();
    let branches = branches.map(|own| branch::write(own, &out)).collect();
    out.objects("branches", branches);
    let notes = scenario.notes.iter().map(|note| {
        let mut own = out.nested();
        own.put("on", &*note.on);
        own.put("text", &*note.text);
        own.map
    });
    let notes = notes.collect();
    out.objects("notes", notes);
    let mut view = out.nested();
    let mut pins = out.nested();
    for (reference, (x, y)) in scenario.view.pins.iter() {
        pins.put(reference, vec![Tree::from(*x), Tree::from(*y)]);
    }
    view.object("pins", pins);
    let collapsed: Vec<&String> = scenario.view.collapsed.iter().collect();
    view.list("collapsed", &collapsed);
    out.object("view", view);
    for (key, text) in &scenario.kept {
        out.number(key, Tree::parse(text));
    }
    out.map
}

/// An object and what it is sorted by: kind, project, location, name, then what hangs on it.
type Sorted = (String, Tree);

/// The resources of a scenario as its file has them, in their order.
pub(crate) fn resources(scenario: &Scenario) -> Vec<Tree> {
    written(Written::new(scenario))
}

/// The same by whatever names.
pub(crate) fn written(of: Written<'_>) -> Vec<Tree> {
    let mut list = Vec::new();
    tables(of, &mut list);
    exports(of, &mut list);
    unnamed(of, &mut list);
    for unread in &of.scenario.resources.unread {
        let value = Tree::parse(&unread.text);
        if let Some(mut value) = value {
            if let Some(renaming) = of.renaming {
                renaming.unread(unread, of.scenario, &mut value);
            }
            let key = joined(&[
                unread.kind.code(),
                &unread.project,
                &unread.location,
                &unread.name,
                "3",
                &unread.text,
            ]);
            list.push((key, value));
        }
    }
    for own in &of.scenario.resources.strangers {
        let key = joined(&["stranger", &strangers::identity(own)]);
        list.push((key, strangers::write(own, of)));
    }
    order::sort_by(&mut list, &|(one, _), (two, _)| one.cmp(two));
    list.into_iter().map(|(_, value)| value).collect()
}

fn key(kind: Kind, name: &Name, rank: &str, text: &str) -> String {
    let Name {
        project,
        location,
        name,
    } = name;
    joined(&[kind.code(), project, location, name, rank, text])
}

/// How objects of a kind begin.
#[derive(Clone, Copy)]
enum Head {
    /// `kind`, `name`, place.
    Kind(&'static str),
    /// `assetType`, and the whole name.
    Named(&'static str),
    /// `assetType`, `name`, `location`.
    Asset(&'static str),
}

/// A kind that has a table: how its objects begin, and what writes them.
struct Table {
    kind: Kind,
    head: Head,
    write: fn(&dyn Any, &mut Out<'_>),
}

const fn table<R: Codec>(head: Head) -> Table {
    Table {
        kind: R::KIND,
        head,
        write: |resource, out| {
            if let Some(resource) = resource.downcast_ref::<R>() {
                resource.write(out);
            }
        },
    }
}

/// How the objects of a kind begin, and what writes them; none for parts of others.
fn table_of(kind: Kind) -> Option<Table> {
    Some(match kind {
        Kind::Network => table::<Network>(Head::Kind("compute#network")),
        Kind::Subnet => table::<Subnet>(Head::Kind("compute#subnetwork")),
        Kind::Route => table::<Route>(Head::Kind("compute#route")),
        Kind::Firewall => table::<Firewall>(Head::Kind("compute#firewall")),
        Kind::FirewallPolicy => table::<FirewallPolicy>(Head::Kind("compute#firewallPolicy")),
        Kind::Address => table::<Address>(Head::Kind("compute#address")),
        Kind::Router => table::<Router>(Head::Kind("compute#router")),
        Kind::Instance => table::<Instance>(Head::Kind("compute#instance")),
        Kind::ForwardingRule => table::<ForwardingRule>(Head::Kind("compute#forwardingRule")),
        Kind::TargetProxy => table::<TargetProxy>(Head::Kind("")),
        Kind::UrlMap => table::<UrlMap>(Head::Kind("compute#urlMap")),
        Kind::BackendService => table::<BackendService>(Head::Kind("compute#backendService")),
        Kind::InstanceGroup => table::<InstanceGroup>(Head::Kind("compute#instanceGroup")),
        Kind::Neg => table::<Neg>(Head::Kind("compute#networkEndpointGroup")),
        Kind::HealthCheck => table::<HealthCheck>(Head::Kind("compute#healthCheck")),
        Kind::TargetPool => table::<TargetPool>(Head::Kind("compute#targetPool")),
        Kind::TargetInstance => table::<TargetInstance>(Head::Kind("compute#targetInstance")),
        Kind::SecurityPolicy => table::<SecurityPolicy>(Head::Kind("compute#securityPolicy")),
        Kind::ServiceAttachment => {
            table::<ServiceAttachment>(Head::Kind("compute#serviceAttachment"))
        }
        Kind::VpnTunnel => table::<VpnTunnel>(Head::Kind("compute#vpnTunnel")),
        Kind::Attachment => table::<Attachment>(Head::Kind("compute#interconnectAttachment")),
        Kind::Zone => table::<Zone>(Head::Kind("dns#managedZone")),
        Kind::DnsPolicy => table::<DnsPolicy>(Head::Kind("dns#policy")),
        Kind::ResponsePolicy => table::<ResponsePolicy>(Head::Kind("dns#responsePolicy")),
        Kind::Sql => table::<Sql>(Head::Kind("sql#instance")),
        Kind::Host => table::<Host>(Head::Kind("hopscope#host")),
        Kind::OnPremNetwork => table::<OnPremNetwork>(Head::Kind("hopscope#onPremNetwork")),
        Kind::KubeService => table::<KubeService>(Head::Asset("k8s.io/Service")),
        Kind::NetworkPolicy => {
            table::<NetworkPolicy>(Head::Asset("networking.k8s.io/NetworkPolicy"))
        }
        Kind::Pod => table::<Pod>(Head::Kind("hopscope#pod")),
        Kind::RunService => table::<RunService>(Head::Named("run.googleapis.com/Service")),
        Kind::RunJob => table::<RunJob>(Head::Named("run.googleapis.com/Job")),
        Kind::Function => table::<Function>(Head::Named("cloudfunctions.googleapis.com/Function")),
        Kind::Connector => table::<Connector>(Head::Named("vpcaccess.googleapis.com/Connector")),
        Kind::AddressGroup => {
            table::<AddressGroup>(Head::Named("networksecurity.googleapis.com/AddressGroup"))
        }
        Kind::PolicyRoute => table::<PolicyRoute>(Head::Named(
            "networkconnectivity.googleapis.com/PolicyBasedRoute",
        )),
        Kind::Hub => table::<Hub>(Head::Named("networkconnectivity.googleapis.com/Hub")),
        Kind::Spoke => table::<Spoke>(Head::Named("networkconnectivity.googleapis.com/Spoke")),
        Kind::Cluster => table::<Cluster>(Head::Asset("container.googleapis.com/Cluster")),
        Kind::Project => {
            table::<Project>(Head::Asset("cloudresourcemanager.googleapis.com/Project"))
        }
        Kind::App => table::<App>(Head::Asset("appengine.googleapis.com/Service")),
        Kind::Perimeter => table::<Perimeter>(Head::Asset(
            "identity.accesscontextmanager.googleapis.com/ServicePerimeter",
        )),
        Kind::Peering | Kind::Nat => return None,
    })
}

fn tables(of: Written<'_>, list: &mut Vec<Sorted>) {
    for table in Kind::ALL.iter().filter_map(|kind| table_of(*kind)) {
        for (name, resource) in of.scenario.resources.each(table.kind) {
            let out = Out::new(of, table.kind, name);
            list.push(object(&table, resource, name, out));
        }
    }
}

/// One resource, as it is written.
pub(crate) fn one(scenario: &Scenario, id: &Id) -> Option<Tree> {
    let table = table_of(id.kind)?;
    let resource = scenario.resources.any(id)?;
    let out = Out::new(Written::new(scenario), id.kind, &id.name);
    Some(object(&table, resource, &id.name, out).1)
}

fn object(table: &Table, resource: &dyn Any, name: &Name, mut out: Out<'_>) -> Sorted {
    begin(table, resource, &mut out);
    (table.write)(resource, &mut out);
    kept_fields(&kept_key(table.kind, name), &mut out);
    let key = key(table.kind, &out.name, "0", "");
    (key, Tree::Object(out.map))
}

/// Kind, name and place.
fn begin(table: &Table, resource: &dyn Any, out: &mut Out<'_>) {
    let kind = table.kind;
    let name = out.name.clone();
    let own = &*name.name;
    match table.head {
        Head::Kind(word) => {
            let proxy = resource.downcast_ref::<TargetProxy>();
            let word = proxy.map_or(word, |proxy| target_proxy::kind_word(proxy.protocol));
            out.put("kind", word);
            match kind {
                Kind::ResponsePolicy => out.put("responsePolicyName", own),
                Kind::Pod => {
                    let mut parts = own.splitn(3, '/');
                    let mut part = || parts.next().unwrap_or_default();
                    let (cluster, namespace, pod) = (part(), part(), part());
                    let cluster = Name::new(name.project.clone(), name.location.clone(), cluster);
                    out.put("name", pod);
                    let cluster = out.of.scenario.short(&Id::new(Kind::Cluster, cluster));
                    out.put("cluster", cluster);
                    out.put("namespace", namespace);
                    return;
                }
                _ => out.put("name", own),
            }
            place(kind, out);
        }
        Head::Named(asset) => {
            out.put("assetType", asset);
            let part = |part: &str| {
                if part.is_empty() {
                    "-".to_owned()
                } else {
                    part.to_owned()
                }
            };
            let full = format!(
                "projects/{}/locations/{}/{}/{own}",
                part(&name.project),
                part(&name.location),
                kind.collection()
            );
            out.put("name", full);
        }
        Head::Asset(asset) => {
            out.put("assetType", asset);
            match kind {
                Kind::Project => out.put("projectId", own),
                Kind::NetworkPolicy | Kind::KubeService => network_policy::begin(out),
                Kind::App => {
                    let project = if name.project.is_empty() {
                        "-"
                    } else {
                        &name.project
                    };
                    out.put("name", format!("apps/{project}/services/{own}"));
                }
                Kind::Cluster => {
                    out.put("name", own);
                    out.put("location", &*name.location);
                    project(out);
                }
                _ => out.put("name", own),
            }
        }
    }
}

/// Region or zone, and the project where it is not the scenario's.
fn place(kind: Kind, out: &mut Out<'_>) {
    let name = out.name.clone();
    let location = &*name.location;
    match standing(kind) {
        Standing::World => return,
        Standing::Global => {}
        _ if location == GLOBAL || location.is_empty() => {}
        _ if region_of(location) == location => out.put("region", location),
        _ => out.put("zone", location),
    }
    if kind == Kind::FirewallPolicy && out.name.project.is_empty() {
        // Hierarchical policies are in no project, which their level says.
        return;
    }
    project(out);
}

fn project(out: &mut Out<'_>) {
    let name = out.name.clone();
    let own = &*name.project;
    if own != out.of.scenario.default_project() {
        out.put("project", if own.is_empty() { "-" } else { own });
    }
}

/// What other exports give of a resource, in the shape of those.
fn exports(of: Written<'_>, list: &mut Vec<Sorted>) {
    let resources = &of.scenario.resources;
    for (name, zone) in &resources.zones {
        let out = Out::new(of, Kind::Zone, name);
        let records = zone.records.iter().map(|own| record::write(own, &out));
        let records: Vec<_> = records.collect();
        if zone.records_known || !records.is_empty() {
            some_of(Kind::Zone, out, records, !zone.records_known, list);
        }
    }
    for (name, policy) in &resources.response_policies {
        let out = Out::new(of, Kind::ResponsePolicy, name);
        let rules = response_policy::write_rules(policy, &out);
        if policy.rules_known || !rules.is_empty() {
            some_of(Kind::ResponsePolicy, out, rules, !policy.rules_known, list);
        }
    }
    for (name, group) in &resources.instance_groups {
        let out = Out::new(of, Kind::InstanceGroup, name);
        if let Some(members) = instance_group::write_members(group, &out) {
            export(Kind::InstanceGroup, out, members, list);
        }
    }
    for (name, group) in &resources.negs {
        let out = Out::new(of, Kind::Neg, name);
        if let Some(endpoints) = neg::write_endpoints(group, &out) {
            export(Kind::Neg, out, endpoints, list);
        }
    }
    for (name, cluster) in &resources.clusters {
        let out = Out::new(of, Kind::Cluster, name);
        let maps = config_map::write(cluster, &out);
        let namespaces = network_policy::write_namespaces(cluster, &out);
        if let Some(parts) = network_policy::parts(maps, namespaces) {
            export(Kind::Cluster, out, parts, list);
        }
    }
    for (name, router) in &resources.routers {
        let out = Out::new(of, Kind::Router, name);
        if let Some(status) = bgp::write_status(router, &out) {
            export(Kind::Router, out, vec![status], list);
        }
    }
    for (name, service) in &resources.run_services {
        let out = Out::new(of, Kind::RunService, name);
        let mappings = domain_mapping::write(service, &out);
        for (index, mapping) in mappings.into_iter().enumerate() {
            let key = key(Kind::RunService, &out.name, "2", &format!("{index:06}"));
            list.push((key, Tree::Object(mapping)));
        }
    }
}

fn export(kind: Kind, out: Out<'_>, items: Vec<Members>, list: &mut Vec<Sorted>) {
    some_of(kind, out, items, false, list);
}

/// The same, where there may be more of them.
fn some_of(
    kind: Kind,
    mut out: Out<'_>,
    items: Vec<Members>,
    partial: bool,
    list: &mut Vec<Sorted>,
) {
    let name = out.name.clone();
    out.put("kind", "hopscope#export");
    if kind == Kind::Zone {
        project(&mut out);
        out.put("managedZone", &*name.name);
    } else {
        // It is written by that name already.
        let id = Id::new(kind, (*name).clone());
        out.put("resource", out.of.scenario.short(&id));
    }
    out.flag("partial", partial);
    out.put("items", list_of(items));
    list.push((key(kind, &name, "1", ""), Tree::Object(out.map)));
}

/// Hopscope objects that have no name of their own, and policies.
fn unnamed(of: Written<'_>, list: &mut Vec<Sorted>) {
    let resources = &of.scenario.resources;
    let mut add = |word: &str, on: &str, kind: &str, kept: &str, write: &dyn Fn(&mut Out<'_>)| {
        let mut out = Out::nowhere(of);
        out.put("kind", kind);
        write(&mut out);
        kept_fields(kept, &mut out);
        let key = joined(&[word, "", "", on, "0", kept]);
        list.push((key, Tree::Object(out.map)));
    };
    for (resource, policy) in resources.iam_policies.iter() {
        let word = iam_policy::resource_word(resource, of);
        let kept = format!("hopscope#iamPolicy {resource:?}");
        add("iam-policy", &word, "hopscope#iamPolicy", &kept, &|out| {
            out.put("resource", &*word);
            iam_policy::write_bindings(policy, out);
        });
    }
    for own in &resources.processes {
        let kept = process::identity(&own.on, own.port, own.protocol);
        let on = of.short(&own.on);
        add("process", &on, "hopscope#process", &kept, &|out| {
            process::write(own, out)
        });
    }
    for own in &resources.tunnels {
        let kept = tunnel::identity(&own.on);
        let on = of.short(&own.on);
        add("tunnel", &on, "hopscope#tunnel", &kept, &|out| {
            tunnel::write(own, out)
        });
    }
    for (on, settings) in resources.proxy_settings.iter() {
        if settings.scope == ProxyScope::Environment {
            continue;
        }
        let kept = proxy_settings::identity(on);
        let short = of.short(on);
        add(
            "proxy-settings",
            &short,
            "hopscope#proxySettings",
            &kept,
            &|out| {
                proxy_settings::write(on, settings, out);
            },
        );
    }
    for own in &resources.name_servers {
        let kept = name_server::identity(&own.name);
        add(
            "name-server",
            &own.name,
            "hopscope#nameServer",
            &kept,
            &|out| name_server::write(own, out),
        );
    }
    for own in &resources.appliances {
        let on = Id::new(Kind::Instance, own.on.name().clone());
        let kept = appliance::identity(&on);
        let short = of.short(&on);
        add("appliance", &short, "hopscope#appliance", &kept, &|out| {
            appliance::write(own, out)
        });
    }
}

/// What fields of a Hopscope object that has a table are kept under.
fn kept_key(kind: Kind, name: &Name) -> String {
    let own = &name.name;
    match kind {
        Kind::Host => format!("hopscope#host {own}"),
        Kind::OnPremNetwork => format!("hopscope#onPremNetwork {own}"),
        Kind::Pod => format!("hopscope#pod {}/{}/{own}", name.project, name.location),
        _ => String::new(),
    }
}

/// Fields that this version does not know, as they were read.
fn kept_fields(identity: &str, out: &mut Out<'_>) {
    let scenario = out.of.scenario;
    for (key, text) in scenario.kept_fields.get(identity).into_iter().flatten() {
        out.number(key, Tree::parse(text));
    }
}
