//! The objects of a plan or state: each resource by its row, parts put into what they belong to, policies gathered.

use super::config::whole;
use super::links::{MOST, Said};
use super::node::{Node, Value, put};
use super::plan::Instance;
use super::shape::{Lacks, Made, say_kind};
use super::table::{Place, Row, Use, row_of};
use super::{LACKS_MARK, Making, PARTS_MARK, iam};
use hopscope_model::Index;
use hopscope_model::name::GLOBAL;

use crate::envelope::{Around, Envelope};
use crate::names::Path;
use crate::strangers::{Held, written};
use crate::unread::UNREAD_MARK;

/// What binds a tag to a machine.
const BINDING: &str = "cloudresourcemanager.googleapis.com/TagBinding";

/// What parts belong to that the document does not hold, by name; with where the first stands.
type Elsewhere = Index<String, (usize, Made)>;

/// Whose a part is.
pub(super) enum Parents {
    /// That of this instance.
    One(usize),
    /// One of these, and nobody knows which.
    AnyOf(Vec<usize>),
    /// Of something that the document does not hold.
    Elsewhere,
}

impl Making<'_> {
    /// Everything that is read of it, and the types of what is not.
    pub(crate) fn objects(&self) -> Vec<Node> {
        let mut made: Vec<Option<Made>> = Vec::new();
        for own in &self.instances {
            made.push(self.resource(own));
        }
        let new = self.instances.iter().filter(|own| own.created);
        let mut loose: Vec<Node> = new.filter_map(|own| self.empty(own)).collect();
        let mut elsewhere = Elsewhere::new();
        // What changes a part comes after the part.
        let (later, parts): (Vec<_>, Vec<_>) = self
            .instances
            .iter()
            .partition(|own| own.kind.ends_with("_routes_config"));
        for own in parts.into_iter().chain(later).filter(|own| !own.data) {
            let Some(row) = row_of(own.kind) else {
                continue;
            };
            match row.what {
                Use::Part(by, parents, list) => {
                    self.part(own, row, (by, parents, list), &mut made, &mut elsewhere);
                }
                Use::Member(word, by, parents) => {
                    // Whose it is, nobody knows: any of them may have it.
                    let doubt = match self.parents(own, by, parents) {
                        Parents::AnyOf(all) if word != BINDING => all,
                        _ => Vec::new(),
                    };
                    if doubt.is_empty() {
                        loose.push(self.member(own, row, (word, by, parents)));
                    }
                    for at in doubt {
                        if let Some(parent) = made.get_mut(at).and_then(Option::as_mut) {
                            let why = ("items".to_owned(), Lacks::AfterApply);
                            parent.lacks.get_or_insert(why);
                        }
                    }
                }
                Use::Object(..) | Use::Name(_) => {}
            }
        }
        let mut policies = iam::Policies::new();
        let routes = self.routes();
        for own in &self.instances {
            match own.kind {
                "google_compute_instance_group" => loose.extend(self.machines(own)),
                "google_compute_network" => loose.extend(self.default_route(own, &routes)),
                _ => {}
            }
            if !own.data && !self.policy(own, &mut policies) {
                loose.extend(self.stranger(own));
            }
        }
        // Others say what is there; where there are no others, that it was left out.
        if self.instances.iter().all(|own| own.data) {
            for own in &self.instances {
                let kind = Node::text_at(own.at, &format!("data.{}", own.kind));
                let kind = vec![("assetType".to_owned(), kind)];
                loose.push(Node::object(own.at, kind));
            }
        }
        let own = self.instances.iter().zip(made);
        let objects = own.filter_map(|(own, made)| Some(finish(own.at, made?)));
        let elsewhere = elsewhere.into_values().into_iter();
        let elsewhere = elsewhere.map(|(at, made)| finish(at, made));
        let rest = elsewhere.chain(iam::objects(policies));
        objects.chain(loose).chain(rest).collect()
    }

    /// A resource that is an object of its own.
    fn resource(&self, own: &Instance<'_>) -> Option<Made> {
        let row = row_of(own.kind)?;
        let Use::Object(..) = row.what else {
            return None;
        };
        // Of what is read and not managed, a project is there whole.
        if own.data && own.kind != "google_project" {
            return None;
        }
        let mut made = self.shape(own, row);
        say_kind(row, own.at, &mut made.members);
        self.say_place(own, row.place, &mut made);
        self.mend(own, &mut made);
        if let Some(lists) = parts_elsewhere(own, &made.members) {
            put(&mut made.members, PARTS_MARK, Node::text_at(own.at, &lists));
        }
        if self.own_name(own).is_none() {
            let why = Lacks::AfterApply;
            made.lacks.get_or_insert(("name".to_owned(), why));
        }
        Some(made)
    }

    /// Puts a part into what it belongs to; where that is not in the document, it is something that is not read
    /// whole.
    fn part(
        &self,
        own: &Instance<'_>,
        row: &Row,
        (by, parents, list): (&str, &[&str], &str),
        made: &mut [Option<Made>],
        elsewhere: &mut Elsewhere,
    ) {
        let mut part = self.shape(own, row);
        let found = self.parents(own, by, parents);
        part.members
            .retain(|(key, _)| !matches!(key.as_str(), "project" | "region"));
        let element = match part.members.iter().position(|(key, _)| key == ".") {
            Some(at) => part.members.swap_remove(at).1,
            None => Node::object(own.at, part.members),
        };
        let index = match found {
            Parents::One(index) => index,
            Parents::AnyOf(all) if !all.is_empty() => {
                for at in all {
                    if let Some(parent) = made.get_mut(at).and_then(Option::as_mut) {
                        let why = (list.to_owned(), Lacks::AfterApply);
                        parent.lacks.get_or_insert(why);
                    }
                }
                return;
            }
            _ => {
                let lacks = part.lacks;
                let Some((key, there)) = self.elsewhere(own, by, parents) else {
                    return;
                };
                if !elsewhere.contains_key(&key) {
                    elsewhere.insert(key.clone(), (own.at, there));
                }
                if let Some((_, parent)) = elsewhere.get_mut(&key) {
                    let at = push(&mut parent.members, list, element);
                    match lacks {
                        Some((path, why)) => {
                            parent.lacks = Some((format!("{list}[{at}].{path}"), why));
                        }
                        None => {
                            let why = (list.to_owned(), Lacks::Parent);
                            parent.lacks.get_or_insert(why);
                        }
                    }
                }
                return;
            }
        };
        let Some(parent) = made.get_mut(index).and_then(Option::as_mut) else {
            return;
        };
        let at = push(&mut parent.members, list, element);
        if let Some((path, why)) = part.lacks {
            let dot = if path.is_empty() { "" } else { "." };
            let path = format!("{list}[{at}]{dot}{path}");
            parent.lacks.get_or_insert((path, why));
        }
    }

    /// The resources that a part may be of: the one that it names, where it is in the document.
    pub(super) fn parents(&self, own: &Instance<'_>, by: &str, parents: &[&str]) -> Parents {
        let fits = |kind: &str| {
            let word = kind.strip_prefix("google_").unwrap_or(kind);
            parents.contains(&word)
        };
        let Some(text) = own.values.word(by) else {
            let resource = self.config.resource(own);
            let expression = resource.and_then(|own| own.at("expressions").get(by));
            let found = expression.and_then(|expression| self.follow(own, expression));
            let found = found.filter(|found| !found.by_key);
            let at = found.map(|found| found.instance);
            let one = at.filter(|at| self.instances.get(*at).is_some_and(|own| fits(own.kind)));
            return match one {
                Some(at) => Parents::One(at),
                // Nobody knows which.
                None => {
                    let all = self.instances.iter().enumerate();
                    let all = all.filter(|(_, own)| !own.data && fits(own.kind));
                    Parents::AnyOf(all.map(|(at, _)| at).collect())
                }
            };
        };
        let path = Path::parse(text);
        let project = match path.project {
            Some(project) => Said::Known(project.to_owned()),
            None => self.said(own, "project"),
        };
        let region = path.location.or(own.values.word("region"));
        let found = self.named(path.name).filter(|(_, other)| {
            fits(other.kind)
                && match (self.said(other, "project"), &project) {
                    (Said::Known(one), Said::Known(two)) => one == *two,
                    _ => true,
                }
                && match (self.said(other, "region"), region) {
                    (Said::Known(one), Some(two)) => one == two || two == GLOBAL,
                    _ => true,
                }
        });
        let found: Vec<usize> = found.map(|(at, _)| at).collect();
        match found.as_slice() {
            [] => Parents::Elsewhere,
            [only] => Parents::One(*only),
            _ => Parents::AnyOf(found),
        }
    }

    /// What a part belongs to and the document does not hold: known by its name, which is what tells it from others.
    fn elsewhere(&self, own: &Instance<'_>, by: &str, parents: &[&str]) -> Option<(String, Made)> {
        let kind = format!("google_{}", parents.first()?);
        // What nodes a cluster has says nothing of a packet's way where the cluster is somewhere else.
        if kind == "google_container_cluster" {
            return None;
        }
        let row = row_of(&kind)?;
        let mut made = Made::default();
        say_kind(row, own.at, &mut made.members);
        self.say_place(own, row.place, &mut made);
        let text = own.values.word(by).unwrap_or_default();
        let path = Path::parse(text);
        if !text.is_empty() {
            put(&mut made.members, "name", Node::text_at(own.at, path.name));
        }
        if let Some(project) = path.project {
            put(&mut made.members, "project", Node::text_at(own.at, project));
        }
        if let Some(location) = path.location.filter(|_| row.place == Place::Region) {
            put(&mut made.members, "region", Node::text_at(own.at, location));
        }
        let mut key = String::new();
        for (_, node) in &made.members {
            node.write(&mut key, &mut Vec::new());
        }
        Some((key, made))
    }

    /// A part that the reader joins to its parent.
    fn member(
        &self,
        own: &Instance<'_>,
        row: &Row,
        (word, by, parents): (&str, &str, &[&str]),
    ) -> Node {
        let mut made = self.shape(own, row);
        made.members
            .retain(|(key, _)| !matches!(key.as_str(), "project" | "zone" | "region"));
        let mut items = vec![made.members];
        match word {
            "compute#networkEndpointWithHealthStatus" => {
                // Several stand in one resource as a list.
                let list = own.values.at("network_endpoints").list();
                let given = own.values.get("network_endpoints");
                if given.is_some_and(|own| !own.holds_hidden()) {
                    items = list
                        .iter()
                        .map(|own| {
                            let own = own.members().iter().filter(|(_, own)| !own.is_empty());
                            own.map(|(key, own)| (super::rules::camel(key), own.clone()))
                                .collect()
                        })
                        .collect();
                }
                for item in &mut items {
                    let endpoint = Node::object(own.at, std::mem::take(item));
                    item.push(("networkEndpoint".to_owned(), endpoint));
                }
            }
            BINDING => {
                let mut item = items.pop().unwrap_or_default();
                put(&mut item, "assetType", Node::text_at(own.at, word));
                match self.bound_machine(own) {
                    Some(machine) => put(&mut item, "parent", Node::text_at(own.at, &machine)),
                    None => {
                        // It is a machine's, and nobody knows which.
                        put(&mut item, "kind", Node::text_at(own.at, "compute#instance"));
                        item.retain(|(key, _)| key == "kind");
                        let lacks = Some(("tags".to_owned(), Lacks::AfterApply));
                        let made = Made {
                            members: item,
                            lacks,
                            ..Made::default()
                        };
                        return finish(own.at, made);
                    }
                }
                return finish(
                    own.at,
                    Made {
                        members: item,
                        lacks: made.lacks,
                        ..Made::default()
                    },
                );
            }
            _ => {}
        }
        let objects = items.into_iter().map(|mut item| {
            put(&mut item, "kind", Node::text_at(own.at, word));
            let made = Made {
                members: item,
                lacks: made.lacks.clone(),
                ..Made::default()
            };
            finish(own.at, made)
        });
        let objects = Node::list_of(own.at, objects.collect());
        let mut export = self.export(own, self.parent_text(own, by, parents), objects);
        // Each is a resource of its own, beside which others may have made more.
        if matches!(word, "dns#resourceRecordSet" | "dns#responsePolicyRule")
            && let Value::Object(members) = &mut export.value
        {
            put(members, "partial", Node::leaf(own.at, true.into()));
        }
        export
    }

    /// The machine that a tag is bound to.
    fn bound_machine(&self, own: &Instance<'_>) -> Option<String> {
        if let Some(parent) = own.values.word("parent") {
            return Some(parent.to_owned());
        }
        let expression = self.config.resource(own)?.at("expressions").get("parent")?;
        let references = whole(expression).into_iter();
        let mut machines = references.filter(|own| own.starts_with("google_compute_instance."));
        let (Some(machine), None) = (machines.next(), machines.next()) else {
            return None;
        };
        let list = Node::list_of(0, vec![Node::text_at(0, machine)]);
        let expression = Node::object(0, vec![("references".to_owned(), list)]);
        let found = self.follow(own, &expression)?;
        let machine = self.instances.get(found.instance)?;
        let link = self.link(machine, &self.said(own, "project"), MOST)?;
        Some(format!("//compute.googleapis.com/{link}"))
    }

    pub(super) fn export(&self, own: &Instance<'_>, resource: Option<String>, items: Node) -> Node {
        let mut wrapper = Vec::new();
        put(
            &mut wrapper,
            "kind",
            Node::text_at(own.at, "hopscope#export"),
        );
        if let Said::Known(project) = self.said(own, "project") {
            put(&mut wrapper, "project", Node::text_at(own.at, &project));
        }
        // Without it the reader says that nobody knows whose it is.
        let resource = resource.unwrap_or_default();
        put(&mut wrapper, "resource", Node::text_at(own.at, &resource));
        put(&mut wrapper, "items", items);
        Node::object(own.at, wrapper)
    }

    /// How the reader finds what a part belongs to.
    fn parent_text(&self, own: &Instance<'_>, by: &str, parents: &[&str]) -> Option<String> {
        if let Parents::One(index) = self.parents(own, by, parents) {
            let parent = self.instances.get(index)?;
            return self.whose(parent, &self.said(own, "project"));
        }
        let text = own.values.word(by)?;
        if text.contains('/') {
            return Some(text.to_owned());
        }
        let code = match *parents.first()? {
            "dns_managed_zone" => "zone",
            "dns_response_policy" => "response-policy",
            "compute_instance_group" => "instance-group",
            _ => "neg",
        };
        Some(format!("{code}/{text}"))
    }

    /// How the reader finds an instance that has parts.
    pub(super) fn whose(&self, parent: &Instance<'_>, project: &Said) -> Option<String> {
        // These have no path that says what they are.
        if parent.kind == "google_dns_response_policy" {
            return Some(format!("response-policy/{}", self.own_name(parent)?));
        }
        self.link(parent, project, MOST)
    }

    /// A type that is not read, as an object that says no more than that, and what it has of addresses.
    fn stranger(&self, own: &Instance<'_>) -> Option<Node> {
        if !matches!(
            row_of(own.kind).map(|row| row.what),
            Some(Use::Name(_)) | None
        ) {
            return None;
        }
        let text_at = |text: &str| Node::text_at(own.at, text);
        let mut members = vec![("assetType".to_owned(), text_at(own.kind))];
        let mut text = String::new();
        own.values.write(&mut text, &mut Vec::new());
        if let Some(held) = Held::of(&Envelope::of(text.as_str()), &Around::default()) {
            members.push(("name".to_owned(), text_at(&held.name)));
            let mut networks = Vec::new();
            for network in &held.networks {
                // A bare name is one by its key alone.
                match network.contains('/') {
                    true => networks.push(text_at(network)),
                    false => members.push(("network".to_owned(), text_at(network))),
                }
            }
            members.push(("networks".to_owned(), Node::list_of(own.at, networks)));
            let addresses = held.addresses.iter();
            let addresses = addresses.map(|own| text_at(&written(own))).collect();
            members.push(("addresses".to_owned(), Node::list_of(own.at, addresses)));
        }
        Some(Node::object(own.at, members))
    }
}

/// Lists of a resource that it does not say: its parts are resources of their own, which may be in another state, or in
/// none. Some types have no arguments for these, and of others it may be either: what is said there is all there is.
///
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_router_nat>, and likewise;
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/access_context_manager_service_perimeter_resource>,
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/compute_security_policy_rule>,
/// <https://registry.terraform.io/providers/hashicorp/google/latest/docs/resources/container_node_pool>: either in the one
/// or the other.
fn parts_elsewhere(own: &Instance<'_>, members: &[(String, Node)]) -> Option<String> {
    let apart = match own.kind {
        "google_compute_network" => "peerings",
        "google_compute_router" => "nats interfaces bgpPeers",
        "google_compute_firewall_policy"
        | "google_compute_network_firewall_policy"
        | "google_compute_region_network_firewall_policy" => "rules associations",
        "google_compute_firewall_policy_with_rules"
        | "google_compute_network_firewall_policy_with_rules"
        | "google_compute_region_network_firewall_policy_with_rules" => "associations",
        _ => "",
    };
    let either = match own.kind {
        "google_compute_security_policy" | "google_compute_region_security_policy" => "rules",
        "google_container_cluster" => "nodePools",
        // Without `status` it is a dry run alone.
        "google_access_context_manager_service_perimeter" if says(members, "status") => {
            "status.resources"
        }
        _ => "",
    };
    // What is made anew has nothing of before.
    let unsaid = |path: &&str| !own.created && !path.is_empty() && !says(members, path);
    let mut lists = apart.to_owned();
    if let Some(path) = Some(either).filter(unsaid) {
        lists.push_str(path);
    }
    (!lists.is_empty()).then_some(lists)
}

/// Whether there is anything at a path.
fn says(members: &[(String, Node)], path: &str) -> bool {
    let (key, rest) = path.split_once('.').unwrap_or((path, ""));
    let found = members.iter().find(|(own, _)| own == key);
    found.is_some_and(|(_, own)| rest.is_empty() || says(own.members(), rest))
}

/// An object, with the mark of what it lacks.
pub(super) fn finish(at: usize, made: Made) -> Node {
    let mut members = made.members;
    if let Some((path, why)) = made.lacks {
        let path = match path.is_empty() {
            true => Node::leaf(at, true.into()),
            false => Node::text_at(at, &path),
        };
        put(&mut members, UNREAD_MARK, path);
        put(&mut members, LACKS_MARK, Node::text_at(at, why.word()));
    }
    Node::object(at, members)
}

/// Adds an element to a list inside of an object; where it then stands. What is there under the same name is
/// changed.
fn push(members: &mut Vec<(String, Node)>, path: &str, element: Node) -> usize {
    let (key, rest) = match path.split_once('.') {
        Some((key, rest)) => (key, Some(rest)),
        None => (path, None),
    };
    let at = element.at;
    if members.iter().all(|(own, _)| own != key) {
        let empty = match rest {
            Some(_) => Node::object(at, Vec::new()),
            None => Node::list_of(at, Vec::new()),
        };
        members.push((key.to_owned(), empty));
    }
    let Some((_, own)) = members.iter_mut().find(|(own, _)| own == key) else {
        return 0;
    };
    match (&mut own.value, rest) {
        (Value::Object(inside), Some(rest)) => push(inside, rest, element),
        (Value::List(list), None) => {
            let same =
                |own: &Node| own.word("name").is_some() && own.word("name") == element.word("name");
            if let Some(place) = list.iter().position(same) {
                if let (
                    Some(Node {
                        value: Value::Object(inside),
                        ..
                    }),
                    Value::Object(more),
                ) = (list.get_mut(place), element.value)
                {
                    for (key, node) in more {
                        put(inside, &key, node);
                    }
                }
                return place;
            }
            list.push(element);
            list.len() - 1
        }
        _ => {
            *own = Node::list_of(at, vec![element]);
            0
        }
    }
}
