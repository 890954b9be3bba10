//! New resources: complete, with a name that is free, in the place that is chosen. What a new one needs and is not
//! there comes with it: a machine in an empty scenario brings a network and a subnet.

use hopscope_model::name::{GLOBAL, region_of};
use hopscope_model::resource::subnet::SubnetPurpose;
use hopscope_model::{Id, Kind, Name, Scenario};
use serde_json::{Value, json};

use super::candidates::nodes;
use super::fields::{New, PROXY_ONLY, SERVICES, form_of, new_of};
use super::free::{
    first_of, free_address, free_endpoint, free_external, free_name, free_pod_address, free_range,
    free_range6, private_address,
};
use super::json::{get, set};
use super::name::{Identity, google_name, identity, is_named, set_identity};
use super::object::{objects, owner};
use crate::import::Group;

/// Where a new one goes, when nothing says.
const REGION: &str = "asia-northeast1";

/// Where ranges of control planes begin.
const CONTROL: [u8; 4] = [172, 16, 0, 0];

/// What the first project is in, when nothing says.
const ORGANIZATION: &str = "organizations/123456789012";

/// The asset type of projects.
const PROJECT: &str = "cloudresourcemanager.googleapis.com/Project";

/// An empty scenario. It holds everything that there is, so that what it does not hold is not there.
pub fn new_scenario() -> Scenario {
    let project = "my-project";
    let mut scenario = Scenario {
        project: Some(project.to_owned()),
        ..Scenario::default()
    };
    for kind in Kind::ALL {
        if !matches!(
            kind,
            Kind::Project
                | Kind::Host
                | Kind::OnPremNetwork
                | Kind::Pod
                | Kind::NetworkPolicy
                | Kind::KubeService
                | Kind::Peering
                | Kind::Nat
        ) {
            scenario.complete.insert((project.to_owned(), *kind));
        }
    }
    scenario
}

/// Where something new goes.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Place {
    region: Option<String>,
    network: Option<Id>,
    subnet: Option<Id>,
}

/// What is in the project of its network.
const PARTS_OF_NETWORKS: &[Kind] = &[Kind::Subnet, Kind::Firewall, Kind::Route, Kind::Router];

/// Where objects name the subnet they are in.
const IN_SUBNET: &[&str] = &[
    "subnetwork",
    "networkInterfaces[0].subnetwork",
    "template.vpcAccess.networkInterfaces[0].subnetwork",
    "template.template.vpcAccess.networkInterfaces[0].subnetwork",
    "serviceConfig.directVpcNetworkInterface[0].subnetwork",
    "natSubnets[0]",
];

/// Where objects name the network they are in.
const IN_NETWORK: &[&str] = &[
    "network",
    "networkInterfaces[0].network",
    "associations[0].attachmentTarget",
    "linkedVpcNetwork.uri",
    "networks[0].networkUrl",
    "privateVisibilityConfig.networks[0].networkUrl",
    "settings.ipConfiguration.privateNetwork",
];

/// The place of what is chosen: its region, network and subnet, as far as it has them.
pub fn place_of(scenario: &Scenario, chosen: Option<&Id>) -> Place {
    let all = &scenario.resources;
    let mut place = Place::default();
    if let Some(id) = chosen {
        let id = owner(id);
        let location = &id.name.location;
        if !id.name.is_global() && !location.is_empty() {
            place.region = Some(region_of(location).to_owned());
        }
        match id.kind {
            Kind::Network => place.network = Some(id),
            Kind::Subnet => place.subnet = Some(id),
            _ => {
                let own = objects(scenario, &id);
                let named = |paths: &[&str], kind: Kind| {
                    let text = paths
                        .iter()
                        .find_map(|path| get(own.first()?, path)?.as_str())?;
                    let mut names = scenario.resources.names(kind);
                    let found = names
                        .find(|name| is_named(text, &id.name, &Id::new(kind, (*name).clone())));
                    found.map(|name| Id::new(kind, name.clone()))
                };
                place.subnet = named(IN_SUBNET, Kind::Subnet);
                place.network = named(IN_NETWORK, Kind::Network);
            }
        }
    }
    // Machines and load balancers are in no subnet of another purpose, but beside it.
    if let Some(own) = place.subnet.as_ref()
        && let Some(subnet) = all.subnets.get(&own.name)
        && subnet.purpose != SubnetPurpose::Private
    {
        place.network = Some(Id::new(Kind::Network, subnet.network.name().clone()));
        place.subnet = None;
    }
    if place.subnet.is_none() {
        // The only candidates are those of the chosen network and region.
        let fits = all.subnets.iter().find(|(name, subnet)| {
            let network = place.network.as_ref();
            network.is_none_or(|id| *subnet.network.name() == id.name)
                && place
                    .region
                    .as_deref()
                    .is_none_or(|region| region == &*name.location)
                && subnet.purpose == SubnetPurpose::Private
        });
        place.subnet = fits.map(|(name, _)| Id::new(Kind::Subnet, name.clone()));
    }
    if let Some(subnet) = &place.subnet {
        place.region = Some(subnet.name.location.to_string());
        let network = all.subnets.get(&subnet.name).map(|own| &own.network);
        if let Some(network) = network {
            place.network = Some(Id::new(Kind::Network, network.name().clone()));
        }
    }
    if place.network.is_none() {
        let first = all.networks.keys().next();
        place.network = first.map(|name| Id::new(Kind::Network, name.clone()));
    }
    place
}

/// The objects of a new resource, what it needs first; and the one that was asked for, by its position.
pub fn make(scenario: &Scenario, new: New, place: &Place) -> (Vec<Value>, usize) {
    let mut place = place.clone();
    let region = place.region.clone().unwrap_or_else(|| REGION.to_owned());
    let mut made = Vec::new();
    let in_cluster = new.objects.contains("$cluster");
    let no_cluster = in_cluster && scenario.resources.clusters.keys().next().is_none();
    let in_subnet = new.objects.contains("$subnet") || no_cluster;
    if (in_subnet || new.objects.contains("$network")) && place.network.is_none() {
        place.network = need(scenario, Kind::Network, &region, &place, &mut made);
    }
    if in_subnet && place.subnet.is_none() {
        place.subnet = need(scenario, Kind::Subnet, &region, &place, &mut made);
    }
    if no_cluster {
        need(scenario, Kind::Cluster, &region, &place, &mut made);
    }
    let no_hub = scenario.resources.hubs.keys().next().is_none();
    if new.objects.contains("$hub") && no_hub {
        need(scenario, Kind::Hub, &region, &place, &mut made);
    }
    if new.objects.contains("$private") {
        services(scenario, &region, &place, &mut made);
    }
    if new.objects.contains("$node") && nodes(scenario).is_empty() {
        let project = scenario.default_project();
        made.push(json!({"assetType": PROJECT, "projectId": project, "ancestors": [ORGANIZATION]}));
    }
    // Envoy-based load balancers have no addresses without.
    if new.word.ends_with("INTERNAL_MANAGED") && !has_proxy_only(scenario, &region, &place) {
        bring(scenario, PROXY_ONLY, &region, &place, &mut made);
    }
    let kind = match new.group {
        Group::Kind(kind) => kind,
        _ => Kind::Host,
    };
    let mut name = free(scenario, new);
    // The first is the scenario's own.
    if kind == Kind::Project {
        let own = Id::new(kind, Name::global("", scenario.default_project()));
        if !scenario.resources.contains(&own) {
            scenario.default_project().clone_into(&mut name);
        }
    }
    let at = made.len();
    made.extend(fill(scenario, new.objects, &name, &region, &place));
    // What makes up a network is where the network is
    // (https://cloud.google.com/vpc/docs/shared-vpc#resources_that_can_be_shared).
    let network = place.network.map(|own| own.name.project);
    let project = network.filter(|own| **own != *scenario.default_project());
    if let Some(project) = project.filter(|_| PARTS_OF_NETWORKS.contains(&kind)) {
        for own in made.iter_mut().skip(at) {
            own["project"] = project.to_string().into();
        }
    }
    (made, at)
}

/// The objects of what a reference names, which is not there; none where the reference does not say enough.
pub fn missing(scenario: &Scenario, reference: &str) -> Vec<Value> {
    let parts: Vec<&str> = reference.split('/').collect();
    let (Some(kind), Some(name)) = (parts.first(), parts.last()) else {
        return Vec::new();
    };
    let new = Kind::from_code(kind).and_then(new_of);
    let Some(new) = new.filter(|_| parts.len() < 4) else {
        return Vec::new();
    };
    let location = (parts.len() == 3).then(|| parts[1].to_owned());
    let mut place = place_of(scenario, None);
    if let Some(location) = &location {
        place.region = Some(region_of(location).to_owned());
    }
    let (mut made, at) = make(scenario, new, &place);
    if let Some(own) = made.get_mut(at) {
        let name = (*name).to_owned();
        set_identity(own, &Identity { name, location });
    }
    made
}

/// Makes what a new one needs and is not there.
fn need(
    scenario: &Scenario,
    kind: Kind,
    region: &str,
    place: &Place,
    made: &mut Vec<Value>,
) -> Option<Id> {
    let name = bring(scenario, new_of(kind)?, region, place, made);
    let location = match kind {
        Kind::Network | Kind::Hub => GLOBAL,
        _ => region,
    };
    let name = Name::new(scenario.default_project(), location, name);
    Some(Id::new(kind, name))
}

/// A name that is free for something new and for all that comes with it.
fn free(scenario: &Scenario, new: New) -> String {
    let objects: Vec<Value> = serde_json::from_str(new.objects).unwrap_or_default();
    let mut all: Vec<(Kind, String)> = Vec::new();
    for object in &objects {
        let form = form_of(object).filter(|_| object.get("items").is_none());
        if let Some(Group::Kind(kind)) = form.map(|form| form.group) {
            all.push((kind, identity(object).name));
        }
    }
    free_name(new.stem, |name| {
        all.iter().any(|(kind, own)| {
            let own = own.replace("$name", name);
            let mut names = scenario.resources.names(*kind);
            names.any(|there| there.name.rsplit('/').next() == Some(&*own))
        })
    })
}

/// Makes something new, and says what it is called.
fn bring(
    scenario: &Scenario,
    new: New,
    region: &str,
    place: &Place,
    made: &mut Vec<Value>,
) -> String {
    let name = free(scenario, new);
    made.extend(fill(scenario, new.objects, &name, region, place));
    name
}

/// What a service of Google's needs to have addresses in a network: a range for them, and the peering to where it is
/// (<https://cloud.google.com/vpc/docs/private-services-access>).
fn services(scenario: &Scenario, region: &str, place: &Place, made: &mut Vec<Value>) {
    let Some(network) = &place.network else {
        return;
    };
    let mut ranges = scenario.resources.addresses.values();
    let has_range = ranges.any(|own| {
        let of = own.network.as_ref().map(|own| own.name());
        own.purpose.as_deref() == Some("VPC_PEERING") && of == Some(&network.name)
    });
    if !has_range {
        bring(scenario, SERVICES, region, place, made);
    }
    let mut there = objects(scenario, network);
    let own = match made.iter_mut().find(|own| is_network(own, network)) {
        Some(new) => new,
        None => match there.first_mut() {
            Some(own) => {
                made.push(own.take());
                let Some(own) = made.last_mut() else { return };
                own
            }
            None => return,
        },
    };
    let peerings = get(own, "peerings").and_then(Value::as_array);
    let is_it = |own: &Value| own.get("name").and_then(Value::as_str) == Some(PEERING);
    let count = peerings.map_or(0, Vec::len);
    if !peerings.is_some_and(|all| all.iter().any(is_it)) {
        let peering = json!({"name": PEERING, "network": TENANT, "state": "ACTIVE"});
        set(own, &format!("peerings[{count}]"), Some(peering));
    }
}

fn is_network(object: &Value, id: &Id) -> bool {
    let word = |key: &str| object.get(key).and_then(Value::as_str);
    word("kind") == Some("compute#network") && word("name") == Some(&id.name.name)
}

/// What Service Networking calls the peering that it makes.
const PEERING: &str = "servicenetworking-googleapis-com";

/// Where it leads: a network of Google's, in a project that is made for it.
const TENANT: &str = "projects/services-tp/global/networks/servicenetworking";

/// Whether the network has a proxy-only subnet in the region.
fn has_proxy_only(scenario: &Scenario, region: &str, place: &Place) -> bool {
    scenario.resources.subnets.iter().any(|(name, subnet)| {
        subnet.purpose == SubnetPurpose::RegionalManagedProxy
            && &*name.location == region
            && place
                .network
                .as_ref()
                .is_some_and(|own| own.name == *subnet.network.name())
    })
}

/// New objects with everything filled in that the place decides.
fn fill(scenario: &Scenario, objects: &str, name: &str, region: &str, place: &Place) -> Vec<Value> {
    let refer = |id: &Option<Id>| id.as_ref().map(google_name).unwrap_or_default();
    let mut text = objects.to_owned();
    let mut put = |word: &str, value: &dyn Fn() -> String| {
        if text.contains(word) {
            text = text.replace(word, &value());
        }
    };
    put("$network", &|| refer(&place.network));
    put("$subnet", &|| refer(&place.subnet));
    put("$name", &|| name.to_owned());
    put("$hash", &|| "abc123".to_owned());
    put("$short", &|| {
        let first = region.split('-').filter_map(|part| part.chars().next());
        first.collect()
    });
    put("$region", &|| region.to_owned());
    put("$zone", &|| format!("{region}-a"));
    put("$project", &|| scenario.default_project().to_owned());
    put("$proxies", &|| free_range(scenario, [10, 129, 0, 0], 23));
    put("$services", &|| {
        first_of(&free_range(scenario, [10, 200, 0, 0], 16), 0)
    });
    put("$private", &|| {
        private_address(scenario, place.network.as_ref())
    });
    put("$apis", &|| free_endpoint(scenario));
    put("$control", &|| {
        first_of(&free_range(scenario, CONTROL, 28), 0)
    });
    put("$endpoint", &|| {
        first_of(&free_range(scenario, CONTROL, 28), 2)
    });
    put("$range64", &|| free_range6(scenario));
    put("$range24", &|| free_range(scenario, [10, 0, 0, 0], 24));
    put("$range28", &|| free_range(scenario, [10, 8, 0, 0], 28));
    put("$range16", &|| free_range(scenario, [10, 64, 0, 0], 16));
    put("$external", &|| free_external(scenario));
    put("$address", &|| {
        free_address(scenario, place.subnet.as_ref())
    });
    put("$node", &|| {
        let all = nodes(scenario);
        let top = all.iter().find(|own| own.starts_with("organizations/"));
        top.cloned().unwrap_or_else(|| ORGANIZATION.to_owned())
    });
    put("$hub", &|| {
        let first = scenario.resources.hubs.keys().next();
        let own = first.map(|name| Id::new(Kind::Hub, name.clone()));
        let new = || Id::new(Kind::Hub, Name::global(scenario.default_project(), "hub"));
        google_name(&own.unwrap_or_else(new))
    });
    put("$pod", &|| free_pod_address(scenario));
    put("$cluster", &|| {
        let first = scenario.resources.clusters.keys().next();
        first.map_or_else(
            || format!("cluster/{region}/cluster"),
            |name| scenario.short(&Id::new(Kind::Cluster, name.clone())),
        )
    });
    match serde_json::from_str(&text) {
        Ok(Value::Array(objects)) => objects,
        _ => Vec::new(),
    }
}

/// The objects of a copy of a resource, under another name, without what is on the old one alone.
pub fn duplicate(scenario: &Scenario, id: &Id) -> Vec<Value> {
    let id = owner(id);
    let own = id.name.name.rsplit('/').next().unwrap_or_default();
    let stem = match own.rsplit_once('-') {
        Some((stem, number)) if number.parse::<u32>().is_ok() => stem,
        _ => own,
    };
    let name = free_name(stem, |name| {
        let mut names = scenario.resources.names(id.kind);
        names.any(|own| own.name.rsplit('/').next() == Some(name))
    });
    let old = scenario.short(&id);
    let new = match old.strip_suffix(own) {
        Some(front) => format!("{front}{name}"),
        None => old.clone(),
    };
    let mut copies = objects(scenario, &id);
    for object in &mut copies {
        let is_own = form_of(object).is_some_and(|own| own.group == Group::Kind(id.kind))
            && object.get("items").is_none();
        if is_own {
            let location = identity(object).location;
            let name = name.clone();
            set_identity(object, &Identity { name, location });
            renew(scenario, &id, own, object);
        }
        for key in ["on", "resource"] {
            if object.get(key).and_then(Value::as_str) == Some(&old) {
                object[key] = new.clone().into();
            }
        }
        if object.get("managedZone").is_some() {
            object["managedZone"] = name.clone().into();
        }
    }
    copies
}

/// What two can't share: addresses, ranges, and the host names that Cloud Run makes of the name.
fn renew(scenario: &Scenario, id: &Id, old: &str, object: &mut Value) {
    let all = &scenario.resources;
    match id.kind {
        Kind::Subnet => {
            object["ipCidrRange"] = free_range(scenario, [10, 0, 0, 0], 24).into();
            set(object, "secondaryIpRanges", None);
        }
        Kind::Connector if object.get("ipCidrRange").is_some() => {
            object["ipCidrRange"] = free_range(scenario, [10, 8, 0, 0], 28).into();
        }
        Kind::Address => object["address"] = free_external(scenario).into(),
        Kind::Instance => {
            let interfaces = all.instances.get(&id.name);
            for (index, own) in interfaces.iter().flat_map(|vm| &vm.interfaces).enumerate() {
                let subnet = own.subnet.as_ref();
                let subnet = subnet.map(|own| Id::new(Kind::Subnet, own.name().clone()));
                let path = format!("networkInterfaces[{index}].networkIP");
                if get(object, &path).is_some() {
                    let address = free_address(scenario, subnet.as_ref());
                    set(object, &path, Some(address.into()));
                }
            }
        }
        Kind::RunService => {
            let name = identity(object).name;
            set(object, "urls", None);
            if let Some(uri) = object.get("uri").and_then(Value::as_str) {
                let uri = uri.replacen(old, &name, 1);
                object["uri"] = uri.into();
            }
        }
        _ => {}
    }
}
