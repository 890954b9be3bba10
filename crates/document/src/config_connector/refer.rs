//! References of Config Connector: to another object by its name in Kubernetes, or `external` by what Google's API
//! calls it.
//!
//! <https://docs.cloud.google.com/config-connector/docs/how-to/creating-resource-references>

use hopscope_model::Index;
use hopscope_model::name::GLOBAL;

use super::PROJECT;
use super::object::{Object, is_zone, last, row_for, snake, type_of};
use crate::names::joined;
use crate::terraform::Node;
use crate::terraform::table::{Place, Use};

/// Stands in a plan for what nobody knows yet; no name holds it.
pub(super) const UNKNOWN: &str = "\u{0}";

/// Members of a reference.
const MEMBERS: &[&str] = &["name", "namespace", "external", "kind", "apiVersion"];

/// Fields that hold one of several references or texts.
const CHOICES: &[&str] = &[
    "target",
    "group",
    "ipAddress",
    "defaultService",
    "service",
    "backendService",
    "natIp",
    "source",
    "networkIp",
    "healthChecks",
    "resources",
    "identities",
    "sources",
    "egressTo",
];

/// What fields refer to that end with these words; the first that fits.
const KINDS: &[(&str, &str)] = &[
    ("nat_ip", "ComputeAddress"),
    ("nat_ips", "ComputeAddress"),
    ("source_nat_active_ips", "ComputeAddress"),
    ("source_nat_drain_ips", "ComputeAddress"),
    ("ip_address", "ComputeAddress"),
    ("network_ip", "ComputeAddress"),
    ("rrdatas", "ComputeAddress"),
    ("network", "ComputeNetwork"),
    ("uri", "ComputeNetwork"),
    ("target_resources", "ComputeNetwork"),
    ("attachment_target", "ComputeNetwork"),
    ("source_nat_active_ranges", "ComputeSubnetwork"),
    ("source_nat_drain_ranges", "ComputeSubnetwork"),
    ("nat_subnets", "ComputeSubnetwork"),
    ("instance", "ComputeInstance"),
    ("instances", "ComputeInstance"),
    ("virtual_machine", "ComputeInstance"),
    ("uris", "ComputeVPNTunnel"),
    ("vpn_tunnel", "ComputeVPNTunnel"),
    ("target_vpn_gateway", "ComputeTargetVPNGateway"),
    ("vpn_gateway", "ComputeVPNGateway"),
    ("peer_gcp_gateway", "ComputeVPNGateway"),
    ("peer_external_gateway", "ComputeExternalVPNGateway"),
    ("target_service", "ComputeForwardingRule"),
    ("next_hop_ilb", "ComputeForwardingRule"),
    ("backend_service", "ComputeBackendService"),
    ("http_health_check", "ComputeHTTPHealthCheck"),
    ("https_health_check", "ComputeHTTPSHealthCheck"),
    ("health_check", "ComputeHealthCheck"),
    ("security_policy", "ComputeSecurityPolicy"),
    ("backup_target_pool", "ComputeTargetPool"),
    ("cluster", "ContainerCluster"),
    ("gke_cluster_name", "ContainerCluster"),
    ("connector", "VPCAccessConnector"),
    ("service", "RunService"),
    ("function", "CloudFunctionsFunction"),
    ("project", "Project"),
    ("consumer_reject_lists", "Project"),
    ("service_account", "IAMServiceAccount"),
    ("service_accounts", "IAMServiceAccount"),
];

/// Fields in which the address itself stands, and not what it is called.
const ADDRESSES: &[&str] = &["natIpRef", "networkIpRef", "rrdatasRefs", "ipAddressRef"];

/// Projects of namespaces.
pub(super) struct Namespaces {
    known: Index<String, String>,
    /// The one that is meant where nothing is said.
    project: Option<String>,
}

/// Whether an object does nothing here but say which project is meant.
pub(super) fn is_namespace(own: &Node) -> bool {
    own.word("kind") == Some("Namespace")
        && own.at("metadata").at("annotations").word(PROJECT).is_some()
}

impl Namespaces {
    /// What the namespaces among the objects say of their projects.
    pub(super) fn of<'n>(nodes: impl Iterator<Item = &'n Node>, project: Option<&str>) -> Self {
        let mut known = Index::new();
        for node in nodes {
            for own in super::items(node) {
                let metadata = own.at("metadata");
                let project = metadata.at("annotations").word(PROJECT);
                if let (true, Some(name), Some(project)) =
                    (is_namespace(own), metadata.word("name"), project)
                {
                    known.insert(name.to_owned(), project.to_owned());
                }
            }
        }
        let project = project.map(str::to_owned);
        Self { known, project }
    }

    /// The project of what is in a namespace: that of its annotation, or the one that is called like it.
    pub(super) fn project(&self, namespace: &str) -> Option<String> {
        let known = self.known.get(namespace).cloned();
        known.or_else(|| match namespace {
            "" | "default" | "config-control" | "cnrm-system" => self.project.clone(),
            own => Some(own.to_owned()),
        })
    }
}

/// All objects, by their names in Kubernetes.
pub(super) struct Objects {
    pub(super) list: Vec<Object>,
    named: Index<String, Vec<usize>>,
    namespaces: Namespaces,
}

impl Objects {
    pub(super) fn of(list: Vec<Object>, namespaces: Namespaces) -> Self {
        let mut named: Index<String, Vec<usize>> = Index::new();
        for (at, own) in list.iter().enumerate() {
            let key = joined(&[&own.namespace, &own.name]);
            match named.get_mut(&key) {
                Some(found) => found.push(at),
                None => named.insert(key, vec![at]),
            }
        }
        Self {
            list,
            named,
            namespaces,
        }
    }

    /// The object that a reference of another names, of a kind that fits.
    pub(super) fn find(
        &self,
        own: &Object,
        reference: &Node,
        name: &str,
        fits: &dyn Fn(&str) -> bool,
    ) -> Option<&Object> {
        self.called(own, reference, name)
            .find(|other| fits(&other.kind))
    }

    /// All objects of a name; in the namespace of the object that refers to it, where no other is said.
    fn called(&self, own: &Object, reference: &Node, name: &str) -> impl Iterator<Item = &Object> {
        let namespace = reference.word("namespace").unwrap_or(&own.namespace);
        let found = self.named.get(&joined(&[namespace, name]));
        let found = found.map_or(&[][..], Vec::as_slice);
        found.iter().filter_map(|at| self.list.get(*at))
    }

    /// The project of what is in a namespace, or in that of an object.
    pub(super) fn project_in(&self, own: &Object, namespace: Option<&str>) -> Option<String> {
        match namespace {
            Some(namespace) => self.namespaces.project(namespace),
            None => own.project.clone(),
        }
    }
}

/// What an object stands for.
pub(super) enum Said {
    /// A reference, as Google's API writes it.
    Text(String),
    /// A value that is kept elsewhere.
    Secret,
    /// Something else.
    No,
}

/// Whether a field holds one of several references.
pub(super) fn is_choice(key: &str) -> bool {
    CHOICES.contains(&key)
}

/// Whether a value is a reference, or a list of references.
pub(super) fn may_be_one(value: &Node) -> bool {
    let known = |(key, _): &(String, Node)| MEMBERS.contains(&key.as_str());
    let mut all = value.list().iter();
    value.members().iter().all(known) && all.all(|own| own.members().iter().all(known))
}

/// What a value means, where it is a reference.
pub(super) fn said(own: &Object, key: &str, value: &Node, objects: &Objects) -> Said {
    let members = value.members();
    if members.iter().any(|(key, _)| key == "valueFrom") {
        return Said::Secret;
    }
    let known = |(key, _): &(String, Node)| MEMBERS.contains(&key.as_str());
    if members.is_empty() || !members.iter().all(known) {
        return Said::No;
    }
    if let Some(external) = value.word("external") {
        return Said::Text(external.to_owned());
    }
    match value.word("name") {
        Some(name) => Said::Text(named(own, key, value, name, objects)),
        None => Said::No,
    }
}

/// What another object is called in Google's API, in full where its kind is known.
fn named(own: &Object, key: &str, value: &Node, name: &str, objects: &Objects) -> String {
    let bare = key.strip_suffix("Refs").or(key.strip_suffix("Ref"));
    let word = snake(bare.unwrap_or(key));
    let ends = |long: &str, short: &str| {
        long.strip_suffix(short)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('_'))
    };
    let said = value.word("kind").map(str::to_owned);
    let given = KINDS.iter().find(|(field, _)| ends(&word, field));
    let said = said.or(given.map(|(_, kind)| (*kind).to_owned()));
    let fits = |kind: &str| match &said {
        Some(said) => said == kind,
        None => ends(&snake(kind), &word),
    };
    // A rule of a policy is of one of its own kind.
    let alike = |kind: &str| fits(kind) && own.kind.starts_with(kind);
    let other = objects.find(own, value, name, &alike);
    let other = other.or_else(|| objects.find(own, value, name, &fits));
    let other = other.or_else(|| {
        // A field that does not say of what kind it is.
        let mut all = objects.called(own, value, name);
        all.next()
            .filter(|_| said.is_none() && all.next().is_none())
    });
    let account = said.as_deref() == Some("IAMServiceAccount");
    let address = ADDRESSES.contains(&key);
    match other {
        Some(other) if other.kind == "IAMServiceAccount" => other.email(),
        Some(other) if address => other.address(),
        // Google makes its number.
        Some(other) if other.kind == "Folder" => {
            let id = other.node.at("spec").word("resourceID");
            id.map(|id| format!("folders/{}", last(id)))
        }
        Some(other) => Some(full(other).unwrap_or_else(|| other.id.clone())),
        None if account || address || word.ends_with("folder") => None,
        None => {
            let project = objects.project_in(own, value.word("namespace"));
            let own_type = said.map(|kind| type_of(&kind)).or_else(|| type_in(&word));
            let path = own_type.and_then(|found| by_kind(own, project.as_deref(), &found, name));
            Some(path.unwrap_or_else(|| name.to_owned()))
        }
    }
    .unwrap_or_else(|| UNKNOWN.to_owned())
}

impl Object {
    /// The e-mail address of a service account.
    pub(super) fn email(&self) -> Option<String> {
        // An account of another project by its whole address.
        if self.id.contains('@') {
            return Some(last(&self.id).to_owned());
        }
        let project = self.project.as_deref()?;
        Some(format!("{}@{project}.iam.gserviceaccount.com", self.id))
    }

    /// What an address is, where that is said.
    fn address(&self) -> Option<String> {
        let status = self.node.at("status");
        [self.node.at("spec"), status, status.at("observedState")]
            .into_iter()
            .find_map(|own| own.word("address"))
            .map(str::to_owned)
    }
}

/// The path of an object.
fn full(other: &Object) -> Option<String> {
    let location = other.location.as_deref();
    let (_, row) = row_for(&type_of(&other.kind), location)?;
    let (Use::Object(_, collection) | Use::Name(collection)) = row.what else {
        return None;
    };
    let project = other.project.as_deref()?;
    path(project, row.place, location, collection, &other.id)
}

/// Terraform's type of what a field's words say: `privateNetworkRef` is a network.
fn type_in(word: &str) -> Option<String> {
    const BEGIN: &[&str] = &["compute", "dns", "network_connectivity", "vpc_access"];
    let mut rest = Some(word);
    while let Some(word) = rest {
        let types = BEGIN.iter().map(|begin| format!("{begin}_{word}"));
        let mut types = types.filter(|own| row_for(own, None).is_some());
        if let Some(found) = types.next() {
            return Some(found);
        }
        rest = word.split_once('_').map(|(_, rest)| rest);
    }
    None
}

/// The path of what is not among the objects, where it is known of what kind it is and it is as global as what refers.
fn by_kind(own: &Object, project: Option<&str>, own_type: &str, name: &str) -> Option<String> {
    let (_, row) = row_for(own_type, own.location.as_deref())?;
    let Use::Object(_, collection) = row.what else {
        return None;
    };
    let location = own.location.as_deref();
    path(project?, row.place, location, collection, name)
}

fn path(
    project: &str,
    place: Place,
    location: Option<&str>,
    collection: &str,
    name: &str,
) -> Option<String> {
    let place = match (place, location) {
        (Place::Global, _) => GLOBAL.to_owned(),
        (Place::Region, Some(own)) if own != GLOBAL && !is_zone(own) => format!("regions/{own}"),
        (Place::Zone, Some(own)) if is_zone(own) => format!("zones/{own}"),
        (Place::Location, Some(own)) => format!("locations/{own}"),
        (Place::None, _) if collection == "managedZones" => {
            return Some(format!("projects/{project}/{collection}/{name}"));
        }
        _ => return None,
    };
    Some(format!("projects/{project}/{place}/{collection}/{name}"))
}
