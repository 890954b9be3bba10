//! Config Connector: objects of Kubernetes that stand for Google's. Their fields are the arguments of Terraform's
//! types in another spelling, so what is read here is a Terraform plan of them, and [`crate::terraform`]'s table says
//! what each is.
//!
//! <https://docs.cloud.google.com/config-connector/docs/reference/overview>: `spec` is what is wanted, references are
//! `networkRef: {name}` to another object or `{external}`, and `spec.resourceID` is the name in Google's API where it
//! is not that of the object. <https://docs.cloud.google.com/config-connector/docs/how-to/organizing-resources/project-scoped-resources>:
//! the project is that of an annotation, of the object or of its namespace, or is called like the namespace.

mod convert;
mod refer;

use hopscope_model::name::GLOBAL;
use memchr::memmem;

use crate::split::Piece;
use crate::terraform::table::{self, Place, Row, row_of};
use crate::terraform::{Node, Value, put};

/// The group of an API of Config Connector's.
const GROUP: &str = ".cnrm.cloud.google.com/";

/// Annotations that say the project.
const PROJECT: &str = "cnrm.cloud.google.com/project-id";

/// Kinds that are not called like Terraform's type.
const TYPES: &[(&str, &str)] = &[
    ("RunService", "cloud_run_v2_service"),
    ("RunJob", "cloud_run_v2_job"),
    ("SQLInstance", "sql_database_instance"),
    ("ComputeVPNGateway", "compute_ha_vpn_gateway"),
    ("ComputeTargetVPNGateway", "compute_vpn_gateway"),
    ("CloudFunctionsFunction", "cloudfunctions_function"),
    ("CloudFunctions2Function", "cloudfunctions2_function"),
    ("VPCAccessConnector", "vpc_access_connector"),
];

/// An object, as far as it is known before its references are.
struct Object {
    node: Node,
    kind: String,
    /// Terraform's type.
    own_type: String,
    row: &'static Row,
    namespace: String,
    /// Its name in Kubernetes.
    name: String,
    /// Its name in Google's API.
    id: String,
    project: Option<String>,
    location: Option<String>,
}

/// Puts the objects of all documents into one, so that they find each other. What is none of them stays as it is.
pub(crate) fn assemble(mut pieces: Vec<Piece<'_>>) -> Vec<Piece<'_>> {
    let is_one =
        |piece: &Piece<'_>| memmem::find(piece.text.as_bytes(), GROUP.as_bytes()).is_some();
    if !pieces.iter().any(is_one) {
        return pieces;
    }
    let nodes: Vec<Option<Node>> = pieces
        .iter()
        .map(|piece| {
            let node = Node::parse(&piece.text).filter(|_| piece.whole)?;
            Some(relocated(node, piece))
        })
        .collect();
    let namespaces = refer::namespaces(nodes.iter().flatten());
    let mut objects = Vec::new();
    let mut first = None;
    for (index, node) in nodes.into_iter().enumerate() {
        let Some(node) = node else { continue };
        if refer::is_namespace(&node) {
            if let Some(piece) = pieces.get_mut(index) {
                piece.elsewhere = true;
            }
            continue;
        }
        let found: Option<Vec<Object>> = items(&node)
            .into_iter()
            .map(|item| object(item, &namespaces))
            .collect();
        // A list of which not everything is read here is told as what it is.
        let Some(found) = found.filter(|found| !found.is_empty()) else {
            continue;
        };
        objects.extend(found);
        first.get_or_insert(index);
        if let Some(piece) = pieces.get_mut(index) {
            piece.elsewhere = true;
        }
    }
    let Some(piece) = first.and_then(|first| pieces.get_mut(first)) else {
        return pieces;
    };
    let (mut text, mut places) = (String::new(), Vec::new());
    convert::plan(&objects).write(&mut text, &mut places);
    *piece = Piece::assembled(piece.range.clone(), text, places);
    pieces
}

/// Whether a kind says nothing of a packet's way: `storage.cnrm.cloud.google.com StorageBucket`.
pub(crate) fn is_irrelevant(kind: &str) -> bool {
    let own = kind.split_once(".cnrm.cloud.google.com ");
    own.is_some_and(|(_, kind)| table::is_irrelevant(&format!("google_{}", type_of(kind))))
}

/// The same value, with places in the source.
fn relocated(node: Node, piece: &Piece<'_>) -> Node {
    let at = piece.source_offset(node.at);
    let value = match node.value {
        Value::List(list) => {
            let list = list.into_iter().map(|own| relocated(own, piece));
            Value::List(list.collect())
        }
        Value::Object(members) => {
            let members = members.into_iter();
            Value::Object(
                members
                    .map(|(key, own)| (key, relocated(own, piece)))
                    .collect(),
            )
        }
        leaf => leaf,
    };
    Node { at, value }
}

/// The objects of a document: itself, or those of a list.
fn items(node: &Node) -> Vec<&Node> {
    match (node.word("kind"), &node.value) {
        (Some(kind), _) if kind.ends_with("List") => node.at("items").list().iter().collect(),
        (_, Value::List(list)) => list.iter().collect(),
        _ => vec![node],
    }
}

fn object(node: &Node, namespaces: &refer::Namespaces) -> Option<Object> {
    let kind = node.word("kind").filter(|_| {
        let version = node.word("apiVersion");
        version.is_some_and(|version| version.contains(GROUP))
    })?;
    let (metadata, spec) = (node.at("metadata"), node.at("spec"));
    let location = ["location", "region", "zone"]
        .into_iter()
        .find_map(|key| spec.word(key));
    let location = location.map(|own| own.rsplit('/').next().unwrap_or(own).to_owned());
    let (own_type, row) = row_for(&type_of(kind), location.as_deref())?;
    let name = metadata.word("name")?.to_owned();
    let namespace = metadata.word("namespace").unwrap_or_default().to_owned();
    let reference = spec.at("projectRef");
    let own = metadata.at("annotations").word(PROJECT).map(str::to_owned);
    let referred = reference.word("external").or(reference.word("name"));
    let referred = referred.map(|own| own.rsplit('/').next().unwrap_or(own).to_owned());
    let id = spec
        .word("resourceID")
        .map_or_else(|| name.clone(), str::to_owned);
    Some(Object {
        kind: kind.to_owned(),
        own_type,
        row,
        project: own.or(referred).or_else(|| namespaces.project(&namespace)),
        namespace,
        name,
        id,
        location,
        node: node.clone(),
    })
}

/// Terraform's type of a kind: `ComputeTargetHTTPProxy` is `compute_target_http_proxy`.
fn type_of(kind: &str) -> String {
    let own = TYPES.iter().find(|(own, _)| *own == kind);
    own.map_or_else(|| convert::snake(kind), |(_, own)| (*own).to_owned())
}

/// The row of a type. Where Terraform has a type for each scope, Config Connector has one kind and says the place.
fn row_for(own_type: &str, location: Option<&str>) -> Option<(String, &'static Row)> {
    let row = |own_type: &str| {
        let full = format!("google_{own_type}");
        row_of(&full).map(|row| (full, row))
    };
    let base = row(own_type);
    let place = base.as_ref().map(|(_, row)| row.place);
    let with = |word: &str| {
        let rest = own_type.strip_prefix("compute_")?;
        row(&format!("compute_{word}_{rest}"))
    };
    let other = match (location, place) {
        (Some(GLOBAL), Some(Place::Region | Place::Zone)) => with("global"),
        (Some(place), Some(Place::Global | Place::Zone)) if place != GLOBAL && !is_zone(place) => {
            with("region")
        }
        _ => None,
    };
    other.or(base)
}

/// `asia-northeast1-a` is a zone, `asia-northeast1` a region.
fn is_zone(location: &str) -> bool {
    location
        .rsplit('-')
        .next()
        .is_some_and(|last| last.len() == 1)
}
