//! Pods: `hopscope#pod`, and what `kubectl get pods -o json` prints.

use std::net::IpAddr;

use hopscope_model::resource::{Cluster, Instance, Network, Pod};
use hopscope_model::{Kind, Name, Reason, Ref, What};

use crate::codec::{At, Codec, Out};
use crate::envelope::Identity;
use crate::field::FieldError;
use crate::fields::{Fields, UNREAD};
use crate::item::Item;
use crate::reader::Reader;

/// The namespace of a pod that names none.
const DEFAULT_NAMESPACE: &str = "default";

/// Fields of `hopscope#pod`.
pub(crate) const FIELDS: &[&str] = &[
    "kind",
    "project",
    "name",
    "cluster",
    "namespace",
    "node",
    "ip",
    "labels",
    "hostNetwork",
    "interfaces",
    "defaultNetwork",
    "phase",
    "ready",
];

impl Codec for Pod {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let node = fields.text("node");
        let interfaces = fields.objects("interfaces");
        let interface = |own: &Fields<'_>| {
            let address = own.needed("ip").unwrap_or(UNREAD);
            (at.needed::<Network>(own, "network"), address)
        };
        Self {
            cluster: cluster_in(at),
            node: node.map(|node| node_in(&node, at)),
            address: fields.word("ip"),
            labels: fields.has("labels").then(|| fields.texts_by_name("labels")),
            host_network: fields.flag("hostNetwork"),
            interfaces: interfaces.iter().map(interface).collect(),
            default_network: at.maybe(fields, "defaultNetwork"),
            not_running: is_over(fields),
            not_ready: fields.word("ready") == Some(false),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        if let Some(node) = &self.node {
            let id = hopscope_model::Id::new(Kind::Instance, node.name().clone());
            out.put("node", out.of.short(&id));
        }
        out.shown("ip", self.address);
        if let Some(own) = &self.labels {
            let mut labels = out.nested();
            for (key, value) in own {
                labels.put(key, &**value);
            }
            out.put("labels", labels.map);
        }
        out.flag("hostNetwork", self.host_network);
        let interfaces = self.interfaces.iter().map(|(network, address)| {
            let mut own = out.nested();
            own.refer("network", network);
            own.show("ip", address);
            own.map
        });
        let interfaces = interfaces.collect();
        out.objects("interfaces", interfaces);
        out.refer_maybe("defaultNetwork", self.default_network.as_ref());
        if self.not_running {
            out.put("phase", "Failed");
        }
        if self.not_ready {
            out.put("ready", false);
        }
    }
}

/// What kubectl prints.
fn printed(fields: &Fields<'_>, at: &At<'_>) -> Pod {
    let metadata = fields.needed_object("metadata");
    let (spec, status) = (fields.object("spec"), fields.object("status"));
    let node = spec.text("nodeName");
    Pod {
        cluster: cluster_in(at),
        node: node.map(|node| node_in(&node, at)),
        address: status.word("podIP"),
        // It leaves out what is empty.
        labels: Some(metadata.texts_by_name("labels")),
        host_network: spec.flag("hostNetwork"),
        interfaces: Vec::new(),
        default_network: None,
        not_running: is_over(&status),
        not_ready: status.objects("conditions").iter().any(|own| {
            own.text("type").as_deref() == Some("Ready")
                && own.text("status").is_some_and(|own| own != "True")
        }),
    }
}

/// The cluster of a pod is the first part of its name.
fn cluster_in(at: &At<'_>) -> Ref<Cluster> {
    let cluster = at.name.name.split('/').next().unwrap_or_default();
    let Name {
        project, location, ..
    } = &at.name;
    Ref::to(Name::new(project.clone(), location.clone(), cluster))
}

/// The machine that a pod runs on: `vm/…`, or its bare name, as kubectl prints it.
fn node_in(text: &str, at: &At<'_>) -> Ref<Instance> {
    let Some(rest) = text.strip_prefix("vm/") else {
        return at.refer(text);
    };
    let parts: Vec<&str> = rest.split('/').collect();
    match parts.as_slice() {
        [project, location, name] => Ref::to(Name::new(*project, *location, *name)),
        [location, name] => Ref::to(Name::new(at.name.project.clone(), *location, *name)),
        _ => at.refer(rest),
    }
}

impl Reader<'_> {
    /// `hopscope#pod`.
    pub(crate) fn hopscope_pod(&mut self, item: &Item<'_>) {
        let envelope = &item.envelope;
        let namespace = envelope.word("namespace");
        let namespace = namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
        let Some(text) = envelope.word("cluster") else {
            let error = FieldError::missing("cluster");
            return self.failed(item, Kind::Pod, &Identity::default(), "", &[error]);
        };
        let project = envelope
            .word("project")
            .unwrap_or_else(|| self.default_project(item.source).to_owned());
        let cluster = match self.find(Some(Kind::Cluster), &text, &project) {
            Ok(id) if id.kind == Kind::Cluster => id.name,
            Ok(_) => {
                let error = FieldError::invalid("cluster", Reason::not_a(&text, What::Cluster));
                return self.failed(item, Kind::Pod, &Identity::default(), "", &[error]);
            }
            Err(error) => return self.reference_failed(item, Kind::Pod, "cluster", &error),
        };
        let own = envelope.word("name");
        let identity = pod_identity(&cluster, namespace, own);
        let name = identity.name.clone().unwrap_or_default();
        self.resource_as::<Pod>(item, identity);
        let name = Name::new(cluster.project, cluster.location, name);
        if !self.is_unread(Kind::Pod, &name) {
            let place = format!("{}/{}/{}", name.project, name.location, name.name);
            self.keep_fields(item, &format!("hopscope#pod {place}"), FIELDS);
        }
    }

    /// What kubectl prints; its cluster is what a wrapper says, or the only one whose range its address is in.
    pub(crate) fn printed_pod(&mut self, item: &Item<'_>) {
        let cluster = match self.parent(item) {
            Some(Ok(id)) if id.kind == Kind::Cluster => Some(id.name),
            Some(_) => None,
            None => self.cluster_of(
                item.envelope
                    .object("status")
                    .and_then(|status| status.word("podIP")),
            ),
        };
        let Some(cluster) = cluster else {
            return self.parent_unknown(item, "pod");
        };
        let metadata = item.envelope.object("metadata");
        let word = |key| metadata.as_ref().and_then(|metadata| metadata.word(key));
        let namespace = word("namespace");
        let namespace = namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
        let mut identity = pod_identity(&cluster, namespace, word("name"));
        // Where its own name was cut off, an unread pod says its whole name.
        identity.name = identity.name.or(item.envelope.word("name"));
        self.resource_from::<Pod>(item, identity, printed);
    }

    fn cluster_of(&self, address: Option<String>) -> Option<Name> {
        let address: IpAddr = address?.parse().ok()?;
        let clusters = self.scenario.resources.clusters.iter();
        let mut fitting = clusters
            .filter(|(_, cluster)| cluster.pod_ranges().any(|range| range.contains(&address)));
        let (only, _) = fitting.next()?;
        fitting.next().is_none().then(|| only.clone())
    }
}

fn pod_identity(cluster: &Name, namespace: &str, own: Option<String>) -> Identity {
    Identity {
        weak_project: None,
        project: Some(cluster.project.to_string()),
        location: Some(cluster.location.to_string()),
        name: own.map(|own| format!("{}/{namespace}/{own}", cluster.name)),
    }
}

/// A pod that has come to its end, or has not begun.
fn is_over(fields: &Fields<'_>) -> bool {
    fields.text("phase").is_some_and(|phase| phase != "Running")
}
