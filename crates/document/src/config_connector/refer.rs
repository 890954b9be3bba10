//! References of Config Connector: to another object by its name in Kubernetes, or `external` by what Google's API
//! calls it.
//!
//! <https://docs.cloud.google.com/config-connector/docs/how-to/creating-resource-references>

use hopscope_model::Index;
use hopscope_model::name::GLOBAL;

use super::{Object, PROJECT, Place, row_for, type_of};
use crate::terraform::Node;
use crate::terraform::table::Use;

/// Members of a reference.
const MEMBERS: &[&str] = &["name", "namespace", "external", "kind", "apiVersion"];

/// Fields that hold one of several references, or a text.
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
];

/// Projects of namespaces.
pub(super) struct Namespaces(Index<String, String>);

/// Whether an object does nothing here but say which project is meant.
pub(super) fn is_namespace(own: &Node) -> bool {
    own.word("kind") == Some("Namespace")
        && own.at("metadata").at("annotations").word(PROJECT).is_some()
}

/// What the namespaces among the objects say of their projects.
pub(super) fn namespaces<'n>(nodes: impl Iterator<Item = &'n Node>) -> Namespaces {
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
    Namespaces(known)
}

impl Namespaces {
    /// The project of what is in a namespace: that of its annotation, or the one that is called like it.
    pub(super) fn project(&self, namespace: &str) -> Option<String> {
        let known = self.0.get(namespace).cloned();
        let named = || match namespace {
            "" | "default" | "config-control" | "cnrm-system" => None,
            own => Some(own.to_owned()),
        };
        known.or_else(named)
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

/// What a value means, where it is a reference.
pub(super) fn said(own: &Object, key: &str, value: &Node, objects: &[Object]) -> Said {
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
fn named(own: &Object, key: &str, value: &Node, name: &str, objects: &[Object]) -> String {
    let namespace = value.word("namespace").unwrap_or(&own.namespace);
    let word = key.strip_suffix("Ref").unwrap_or(key);
    let fits = |kind: &str| match value.word("kind") {
        Some(own) => own == kind,
        None => kind
            .to_ascii_lowercase()
            .ends_with(&word.to_ascii_lowercase()),
    };
    let same = |other: &&Object| other.name == name && other.namespace == namespace;
    let mut found = objects
        .iter()
        .filter(same)
        .filter(|other| fits(&other.kind));
    let other = match found.next() {
        Some(one) => Some(one),
        // A list of addresses does not say that they are addresses.
        None => {
            let mut all = objects.iter().filter(same);
            all.next().filter(|_| all.next().is_none())
        }
    };
    match other {
        Some(other) => full(other).unwrap_or_else(|| other.id.clone()),
        None => by_kind(own, word, name).unwrap_or_else(|| name.to_owned()),
    }
}

fn full(other: &Object) -> Option<String> {
    let (Use::Object(_, collection) | Use::Name(collection)) = other.row.what else {
        return None;
    };
    path(
        other.project.as_deref()?,
        other.row.place,
        other.location.as_deref(),
        collection,
        &other.id,
    )
}

/// The path of what is not among the objects, where the reference says its kind and it is as global as what refers.
fn by_kind(own: &Object, word: &str, name: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next()?.to_ascii_uppercase();
    let kind = format!("Compute{first}{}", letters.as_str());
    let (_, row) = row_for(&type_of(&kind), own.location.as_deref())?;
    let Use::Object(_, collection) = row.what else {
        return None;
    };
    path(
        own.project.as_deref()?,
        row.place,
        own.location.as_deref(),
        collection,
        name,
    )
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
        (Place::Region, Some(own)) => format!("regions/{own}"),
        (Place::Zone, Some(own)) => format!("zones/{own}"),
        (Place::Location, Some(own)) => format!("locations/{own}"),
        _ => return None,
    };
    Some(format!("projects/{project}/{place}/{collection}/{name}"))
}
