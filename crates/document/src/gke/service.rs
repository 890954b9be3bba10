//! Services, as `kubectl get services -o json` prints them, and nodes: which machines are nodes of which cluster.
//!
//! <https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/>,
//! <https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/>

use std::net::IpAddr;

use hopscope_model::resource::kube_service::ServicePort;
use hopscope_model::resource::{Cluster, Instance, KubeService};
use hopscope_model::{
    Id, Kind, Name, ProblemCode, Protocol, Reason, Ref, What, export_command, order,
};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::report;

/// A headless Service has this for an address.
const NONE: &str = "None";

/// Who gets what a node takes: pods of the whole cluster, or its own.
const POLICIES: &[(&str, bool)] = &[("Cluster", false), ("Local", true)];

/// What begins a node's `providerID`.
const PROVIDER: &str = "gce://";

impl Codec for KubeService {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let Name {
            project, location, ..
        } = &at.name;
        let cluster = at.name.name.split('/').next().unwrap_or_default();
        let spec = fields.needed_object("spec");
        let status = fields.object("status");
        let balancer = status.object("loadBalancer");
        let mut texts = spec.texts("clusterIPs");
        if texts.is_empty() {
            texts.extend(spec.text("clusterIP"));
        }
        let mut addresses: Vec<IpAddr> = Vec::new();
        for text in texts.iter().filter(|own| *own != NONE && !own.is_empty()) {
            match text.parse() {
                Ok(address) => addresses.push(address),
                Err(_) => spec.wrong("clusterIP", Reason::not_a(text, What::Address)),
            }
        }
        let ingress = balancer.objects("ingress");
        let mut outside: Vec<IpAddr> = ingress.iter().filter_map(|own| own.word("ip")).collect();
        outside.extend(spec.words::<IpAddr>("externalIPs"));
        Self {
            cluster: Ref::to(Name::new(project.clone(), location.clone(), cluster)),
            addresses,
            outside: order::once(outside),
            ports: spec.objects("ports").iter().map(port).collect(),
            selector: spec
                .has("selector")
                .then(|| spec.texts_by_name("selector").into_iter().collect()),
            external_local: spec.choice("externalTrafficPolicy", POLICIES) == Some(true),
            internal_local: spec.choice("internalTrafficPolicy", POLICIES) == Some(true),
            source_ranges: spec.words("loadBalancerSourceRanges"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut spec = out.nested();
        spec.list("clusterIPs", &self.addresses);
        if let Some(own) = &self.selector {
            let mut selector = out.nested();
            for (key, value) in own {
                selector.text(key, value);
            }
            spec.put("selector", selector.map);
        }
        let ports = self.ports.iter().map(|port| {
            let mut own = out.nested();
            if port.protocol != Protocol::TCP {
                own.text("protocol", &port.protocol.to_string().to_ascii_uppercase());
            }
            own.put("port", u32::from(port.port));
            if port.target != Some(port.port) {
                own.number("targetPort", port.target.map(u32::from));
            }
            own.maybe("targetPort", port.target_name.as_deref());
            own.number("nodePort", port.node_port.map(u32::from));
            own.map
        });
        spec.objects("ports", ports.collect());
        for (key, local) in [
            ("externalTrafficPolicy", self.external_local),
            ("internalTrafficPolicy", self.internal_local),
        ] {
            if local {
                spec.text(key, "Local");
            }
        }
        spec.list("loadBalancerSourceRanges", &self.source_ranges);
        out.put("spec", spec.map);
        let (mut status, mut balancer) = (out.nested(), out.nested());
        balancer.each("ingress", "ip", &self.outside);
        status.object("loadBalancer", balancer);
        out.object("status", status);
    }
}

fn port(fields: &Fields<'_>) -> ServicePort {
    let protocol = fields.text("protocol");
    let protocol = protocol.as_deref().unwrap_or("TCP").to_ascii_lowercase();
    let known = Protocol::parse(&protocol);
    if known.is_none() {
        fields.wrong("protocol", Reason::not_a(&protocol, What::Protocol));
    }
    let port: u16 = fields.needed("port").unwrap_or_default();
    let target = fields.text("targetPort");
    let number = target.as_deref().map(str::parse::<u16>);
    ServicePort {
        protocol: known.unwrap_or(Protocol::TCP),
        port,
        node_port: fields.word("nodePort"),
        target: match &number {
            // What is not said, and 0, is the port itself.
            None | Some(Ok(0)) => Some(port),
            Some(Ok(own)) => Some(*own),
            Some(Err(_)) => None,
        },
        target_name: target.filter(|_| matches!(number, Some(Err(_)))),
    }
}

impl Reader<'_> {
    /// A Service. Its cluster is what it says itself, what a wrapper says, or the only one there is.
    pub(crate) fn kube_service(&mut self, item: &Item<'_>) {
        let Some(identity) = self.in_cluster(item) else {
            return self.parent_unknown(item, "service");
        };
        self.resource_as::<KubeService>(item, identity);
    }

    /// A node: its machine is one of the cluster's. What else there is of the machine gcloud exports.
    pub(crate) fn node(&mut self, item: &Item<'_>) {
        let Some(cluster) = self.cluster_around(item) else {
            return self.parent_unknown(item, "node");
        };
        let machine = read(item, |fields| {
            let spec = fields.needed_object("spec");
            let text = spec.needed_text("providerID");
            let parts = text.strip_prefix(PROVIDER).map(|own| own.split('/'));
            let parts: Vec<&str> = parts.into_iter().flatten().collect();
            match parts.as_slice() {
                [project, zone, name] => Name::new(*project, *zone, *name),
                _ => {
                    spec.wrong("providerID", Reason::not_a(&text, What::Reference));
                    Name::global("", "")
                }
            }
        });
        match machine {
            Ok(machine) => match self.scenario.resources.instances.get_mut(&machine) {
                Some(instance) => instance.node_of = Some(Ref::to(cluster)),
                // What a node is to the network is its machine, which gcloud exports.
                None => {
                    let command = export_command::describe(Kind::Instance, &machine);
                    let id = Id::new(Kind::Instance, machine);
                    let missing = report::warning(ProblemCode::ReferenceMissing)
                        .on(self.short(item, &Id::new(Kind::Cluster, cluster)))
                        .arg("kind", Kind::Instance.code())
                        .arg("name", &*id.name.name)
                        .arg("reference", self.short(item, &id))
                        .next("export-it", Some(command));
                    self.tell(item, 0, &item.path, missing);
                }
            },
            Err(error) => self.part_failed(item, Kind::Cluster, &cluster, &error),
        }
    }
}

/// The cluster that the labels of a machine name, which GKE gives every node
/// (<https://cloud.google.com/kubernetes-engine/docs/how-to/creating-managing-labels>).
pub(crate) fn cluster_of_labels(fields: &Fields<'_>, at: &At<'_>) -> Option<Ref<Cluster>> {
    let labels = fields.object("labels");
    let (name, place) = (labels.text(NAME_LABEL)?, labels.text(PLACE_LABEL)?);
    Some(Ref::to(Name::new(
        at.name.project.clone(),
        place.as_str(),
        name.as_str(),
    )))
}

/// The same, written.
pub(crate) fn write_labels(instance: &Instance, out: &mut Out<'_>) {
    if let Some(cluster) = &instance.node_of {
        let cluster = out.of.name(Kind::Cluster, cluster.name());
        let Name { location, name, .. } = &*cluster;
        let mut labels = out.nested();
        labels.text(NAME_LABEL, name);
        labels.text(PLACE_LABEL, location);
        out.object("labels", labels);
    }
}

/// The label of a node with its cluster's name.
const NAME_LABEL: &str = "goog-k8s-cluster-name";

/// The label of a node with its cluster's place.
const PLACE_LABEL: &str = "goog-k8s-cluster-location";
