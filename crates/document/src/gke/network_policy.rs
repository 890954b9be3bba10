//! NetworkPolicies, as `kubectl get networkpolicies -o json` prints them, and the namespaces that they select by label.
//! Of other kinds of policies only that they are there is read.
//!
//! <https://kubernetes.io/docs/reference/kubernetes-api/policy-resources/network-policy-v1/>

use hopscope_model::resource::cluster::Namespace;
use hopscope_model::resource::network_policy::{
    Expression, Operator, PolicyConnections, PolicyPeer, PolicyPort, Selector,
};
use hopscope_model::resource::{Cluster, NetworkPolicy};
use hopscope_model::{Id, Kind, Name, PortRange, Protocol, Reason, Ref, What, order};

use crate::codec::{At, Codec, Out};
use crate::envelope::Identity;
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::tree::Members;

/// The namespace of what names none.
const DEFAULT_NAMESPACE: &str = "default";

/// The label that every namespace has, with its name.
pub(crate) const NAME_LABEL: &str = "kubernetes.io/metadata.name";

/// The kind that is read.
const PLAIN: &str = "NetworkPolicy";

/// The group of one whose own kind is called the same (<https://docs.tigera.io/calico/latest/reference/resources/networkpolicy>).
const CALICO: &str = "projectcalico.org";

/// Directions of `policyTypes`.
const TYPES: &[(&str, bool)] = &[("Ingress", false), ("Egress", true)];

impl Codec for NetworkPolicy {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let mut cluster = at.name.name.split('/');
        let Name {
            project, location, ..
        } = &at.name;
        let cluster = cluster.next().unwrap_or_default();
        let kind = at.word.rsplit(['/', ' ']).next().unwrap_or_default();
        let given = fields.text("otherKind");
        let plain = kind == PLAIN && !at.word.contains(CALICO);
        let other = given.or_else(|| (!plain).then(|| kind.to_owned()));
        let spec = match other {
            None => fields.needed_object("spec"),
            Some(_) => fields.object("spec"),
        };
        let mut policy = Self {
            cluster: Ref::to(Name::new(project.clone(), location.clone(), cluster)),
            other_kind: other,
            pods: Selector::default(),
            ingress: None,
            egress: None,
        };
        if policy.other_kind.is_some() {
            return policy;
        }
        // Without what it says, a rule that says something else would let everything through.
        spec.only(&["egress", "ingress", "podSelector", "policyTypes"]);
        policy.pods = selector(&spec.needed_object("podSelector"));
        let types = spec.choices("policyTypes", TYPES);
        let ingress = connections(&spec, "ingress", "from");
        let egress = connections(&spec, "egress", "to");
        // Without types it is for ingress, and for egress where it has such rules.
        let unsaid = types.is_empty();
        policy.ingress = (unsaid || types.contains(&false)).then_some(ingress);
        let has_egress = unsaid && !egress.is_empty();
        policy.egress = (has_egress || types.contains(&true)).then_some(egress);
        policy
    }

    fn write(&self, out: &mut Out<'_>) {
        if let Some(kind) = &self.other_kind {
            out.text("otherKind", kind);
            return;
        }
        let mut spec = out.nested();
        spec.put("podSelector", write_selector(&self.pods, out));
        let types = [("Ingress", &self.ingress), ("Egress", &self.egress)];
        let given = types.iter().filter(|(_, own)| own.is_some());
        let given: Vec<&str> = given.map(|(word, _)| *word).collect();
        spec.list("policyTypes", &given);
        let lists = [
            ("ingress", "from", &self.ingress),
            ("egress", "to", &self.egress),
        ];
        for (key, peers, own) in lists {
            let own = own.iter().flatten();
            let own = own.map(|own| write_connections(own, peers, out)).collect();
            spec.objects(key, own);
        }
        out.put("spec", spec.map);
    }
}

fn selector(fields: &Fields<'_>) -> Selector {
    let expression = |own: &Fields<'_>| Expression {
        key: own.needed_text("key"),
        operator: own
            .needed_choice("operator", Operator::WORDS)
            .unwrap_or(Operator::Exists),
        values: own.texts("values"),
    };
    fields.only(&["matchExpressions", "matchLabels"]);
    Selector {
        labels: fields.texts_by_name("matchLabels").into_iter().collect(),
        expressions: fields
            .objects("matchExpressions")
            .iter()
            .map(expression)
            .collect(),
    }
}

fn connections(spec: &Fields<'_>, key: &str, peers: &str) -> Vec<PolicyConnections> {
    let one = |own: &Fields<'_>| {
        own.only(&[peers, "ports"]);
        PolicyConnections {
            peers: own.objects(peers).iter().map(peer).collect(),
            ports: own.objects("ports").iter().map(port).collect(),
        }
    };
    spec.objects(key).iter().map(one).collect()
}

fn peer(fields: &Fields<'_>) -> PolicyPeer {
    fields.only(&["ipBlock", "namespaceSelector", "podSelector"]);
    let block = fields.object("ipBlock");
    block.only(&["cidr", "except"]);
    if block.is_there() {
        return PolicyPeer::Block {
            range: block.needed("cidr").unwrap_or_default(),
            except: block.words("except"),
        };
    }
    let given = |key| {
        let own = fields.object(key);
        own.is_there().then(|| selector(&own))
    };
    let (pods, namespaces) = (given("podSelector"), given("namespaceSelector"));
    if pods.is_none() && namespaces.is_none() {
        fields.missing("podSelector");
    }
    PolicyPeer::Pods { pods, namespaces }
}

fn port(fields: &Fields<'_>) -> PolicyPort {
    fields.only(&["endPort", "port", "protocol"]);
    let text = fields.text("port");
    let number = text.as_deref().map(str::parse::<u16>);
    let last: Option<u16> = fields.word("endPort");
    let (ports, name) = match number {
        None => (None, None),
        Some(Ok(first)) => {
            let last = last.unwrap_or(first);
            if last < first {
                fields.wrong("endPort", Reason::not_a(&last.to_string(), What::Port));
            }
            (Some(PortRange { first, last }), None)
        }
        Some(Err(_)) => (None, text),
    };
    let protocol = fields.text("protocol");
    let protocol = protocol.as_deref().unwrap_or("TCP").to_ascii_lowercase();
    let known = Protocol::parse(&protocol);
    if known.is_none() {
        fields.wrong("protocol", Reason::not_a(&protocol, What::Protocol));
    }
    PolicyPort {
        protocol: known.unwrap_or(Protocol::TCP),
        ports,
        name,
    }
}

fn write_selector(selector: &Selector, out: &Out<'_>) -> Members {
    let mut own = out.nested();
    let mut labels = out.nested();
    for (key, value) in &selector.labels {
        labels.text(key, value);
    }
    own.object("matchLabels", labels);
    let expressions = selector.expressions.iter().map(|expression| {
        let mut own = out.nested();
        own.text("key", &expression.key);
        let words = Operator::WORDS.iter();
        let mut words = words.filter(|(_, own)| *own == expression.operator);
        own.maybe("operator", words.next().map(|(word, _)| *word));
        own.list("values", &expression.values);
        own.map
    });
    own.objects("matchExpressions", expressions.collect());
    own.map
}

fn write_connections(own: &PolicyConnections, peers: &str, out: &Out<'_>) -> Members {
    let mut entry = out.nested();
    let list = own.peers.iter().map(|peer| {
        let mut own = out.nested();
        match peer {
            PolicyPeer::Pods { pods, namespaces } => {
                for (key, selector) in [("namespaceSelector", namespaces), ("podSelector", pods)] {
                    if let Some(selector) = selector {
                        own.put(key, write_selector(selector, out));
                    }
                }
            }
            PolicyPeer::Block { range, except } => {
                let mut block = out.nested();
                block.show("cidr", range);
                block.list("except", except);
                own.put("ipBlock", block.map);
            }
        }
        own.map
    });
    entry.objects(peers, list.collect());
    let ports = own.ports.iter().map(|port| {
        let mut own = out.nested();
        own.text("protocol", &port.protocol.to_string().to_ascii_uppercase());
        match (&port.name, port.ports) {
            (Some(name), _) => own.text("port", name),
            (None, Some(ports)) => {
                own.put("port", u32::from(ports.first));
                if ports.last != ports.first {
                    own.put("endPort", u32::from(ports.last));
                }
            }
            (None, None) => {}
        }
        own.map
    });
    entry.objects("ports", ports.collect());
    entry.map
}

impl Reader<'_> {
    /// A policy of any kind. Its cluster is what it says itself, what a wrapper says, or the only one there is.
    pub(crate) fn network_policy(&mut self, item: &Item<'_>) {
        let Some(identity) = self.in_cluster(item) else {
            return self.parent_unknown(item, "network-policy");
        };
        self.resource_as::<NetworkPolicy>(item, identity);
    }

    /// Who something of a cluster is: its cluster, its namespace, its name.
    pub(super) fn in_cluster(&self, item: &Item<'_>) -> Option<Identity> {
        let cluster = self.cluster_around(item)?;
        let metadata = item.envelope.object("metadata");
        let word = |key: &str| {
            let own = item.envelope.word(key);
            own.or_else(|| metadata.as_ref()?.word(key))
        };
        let namespace = word("namespace");
        let namespace = namespace.as_deref().unwrap_or(DEFAULT_NAMESPACE);
        let name = word("name").filter(|own| !own.contains('/'));
        Some(Identity {
            weak_project: None,
            project: Some(cluster.project.to_string()),
            location: Some(cluster.location.to_string()),
            name: name.map(|own| format!("{}/{namespace}/{own}", cluster.name)),
        })
    }

    /// A namespace: its labels are what policies select it by.
    pub(crate) fn namespace(&mut self, item: &Item<'_>) {
        let Some(cluster) = self.cluster_around(item) else {
            return self.parent_unknown(item, "namespace");
        };
        let found = read(item, |fields| {
            let metadata = fields.needed_object("metadata");
            let mut labels = metadata.texts_by_name("labels");
            labels.remove(NAME_LABEL);
            Namespace {
                name: metadata.needed_text("name"),
                labels: labels.into_iter().collect(),
            }
        });
        match found {
            Ok(namespace) => {
                if let Some(own) = self.scenario.resources.clusters.get_mut(&cluster) {
                    own.namespaces.retain(|own| own.name != namespace.name);
                    own.namespaces.push(namespace);
                    order::sort(&mut own.namespaces);
                }
            }
            Err(error) => self.part_failed(item, Kind::Cluster, &cluster, &error),
        }
    }

    pub(super) fn cluster_around(&self, item: &Item<'_>) -> Option<Name> {
        if let Some(text) = item.envelope.word("cluster") {
            let project = self.own_project(item);
            let found = self.find(Some(Kind::Cluster), &text, &project).ok()?;
            return (found.kind == Kind::Cluster).then_some(found.name);
        }
        match self.parent(item) {
            Some(Ok(id)) if id.kind == Kind::Cluster => Some(id.name),
            Some(_) => None,
            None => {
                let mut all = self.scenario.resources.clusters.keys();
                let only = all.next()?;
                all.next().is_none().then(|| only.clone())
            }
        }
    }
}

/// How a policy begins: its name, namespace and cluster.
pub(crate) fn begin(out: &mut Out<'_>) {
    let name = out.name.clone();
    let mut parts = name.name.splitn(3, '/');
    let mut part = || parts.next().unwrap_or_default();
    let (cluster, namespace, own) = (part(), part(), part());
    let cluster = Name::new(name.project.clone(), name.location.clone(), cluster);
    out.text("name", own);
    let cluster = out.of.scenario.short(&Id::new(Kind::Cluster, cluster));
    out.put("cluster", cluster);
    out.text("namespace", namespace);
}

/// The namespaces of a cluster, as kubectl prints them.
pub(crate) fn write_namespaces(cluster: &Cluster, out: &Out<'_>) -> Vec<Members> {
    let one = |namespace: &Namespace| {
        let mut labels = out.nested();
        for (key, value) in &namespace.labels {
            labels.text(key, value);
        }
        let mut metadata = out.nested();
        metadata.text("name", &namespace.name);
        metadata.object("labels", labels);
        let mut own = out.nested();
        own.text("apiVersion", "v1");
        own.text("kind", "Namespace");
        own.put("metadata", metadata.map);
        own.map
    };
    cluster.namespaces.iter().map(one).collect()
}

/// Namespaces and other parts of a cluster as a list, if there are any.
pub(crate) fn parts(maps: Option<Vec<Members>>, namespaces: Vec<Members>) -> Option<Vec<Members>> {
    let mut all = maps.unwrap_or_default();
    all.extend(namespaces);
    (!all.is_empty()).then_some(all)
}
