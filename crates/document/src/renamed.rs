//! Resources called otherwise: the writer writes each name that it passes as the new one, be it an object's own or a
//! reference, whatever the field; what was written is read again. No list of fields that hold names has to be kept
//! for that, and none can be forgotten.

use std::borrow::Cow;
use std::sync::Arc;

use hopscope_model::index::Index;
use hopscope_model::reference::{Names, resolve, resolve_among};
use hopscope_model::request::{Source, TargetHost};
use hopscope_model::resource::{Scope, Unread};
use hopscope_model::scenario::VERSION;
use hopscope_model::{Id, Kind, Name, Scenario};

use crate::codec::Written;
use crate::item::is_number;
use crate::names::{Known, Path, resolve as means};
use crate::tree::{Members, Tree};
use crate::{Input, Options, branch, canonical};

/// What is called otherwise, and how.
#[derive(Default)]
pub(crate) struct Renaming {
    names: Index<Id, Name>,
    /// Names by kind and location alone: what is referred to in a project that only a number tells, or nothing, may be
    /// meant.
    loose: Index<Id, Arc<str>>,
}

impl Renaming {
    /// What a resource is called now. What belongs to another goes by that one's name: a pod by its cluster's.
    pub(crate) fn name<'n>(&self, kind: Kind, name: &'n Name) -> Cow<'n, Name> {
        if self.names.is_empty() {
            return Cow::Borrowed(name);
        }
        let own = self.names.get(&Id::new(kind, name.clone()));
        if own.is_none() && (is_number(&name.project) || name.project.is_empty()) {
            let loose = loose(&Id::new(kind, name.clone()));
            return match self.loose.get(&loose) {
                Some(new) => Cow::Owned(Name {
                    name: new.clone(),
                    ..name.clone()
                }),
                None => Cow::Borrowed(name),
            };
        }
        let parent = match kind.scope() {
            Scope::Parented(parent, _) => Some(parent),
            _ => None,
        };
        let parent = parent.and_then(|kind| {
            let (parent, _) = name.name.split_once('/')?;
            let parent = Name::new(name.project.clone(), name.location.clone(), parent);
            self.names.get(&Id::new(kind, parent))
        });
        let Some(parent) = parent else {
            return own.map_or(Cow::Borrowed(name), |own| Cow::Owned(own.clone()));
        };
        let (_, rest) = own.unwrap_or(name).name.split_once('/').unwrap_or_default();
        Cow::Owned(Name::new(
            parent.project.clone(),
            parent.location.clone(),
            format!("{}/{rest}", parent.name),
        ))
    }

    /// The same with its kind.
    pub(crate) fn id(&self, id: &Id) -> Id {
        Id::new(id.kind, self.name(id.kind, &id.name).into_owned())
    }

    /// What could not be read refers to others all the same, and has a name.
    pub(crate) fn unread(&self, unread: &Unread, scenario: &Scenario, value: &mut Tree) {
        let Unread {
            kind,
            project,
            location,
            name,
            ..
        } = unread;
        let own = Id::new(*kind, Name::new(&**project, &**location, &**name));
        let Tree::Object(members) = value else { return };
        for (key, value) in members {
            match value {
                Tree::Text(text) if key == "name" && text == name => {
                    *text = self.name(own.kind, &own.name).name.to_string();
                }
                value => self.inside(key, value, &own.name, scenario),
            }
        }
    }

    fn inside(&self, key: &str, value: &mut Tree, from: &Name, scenario: &Scenario) {
        match value {
            Tree::Text(text) => {
                if let Some(new) = self.reference(key, text, from, scenario) {
                    *text = new;
                }
            }
            Tree::List(list) => {
                for value in list {
                    self.inside(key, value, from, scenario);
                }
            }
            Tree::Object(members) => {
                for (key, value) in members {
                    self.inside(key, value, from, scenario);
                }
            }
            _ => {}
        }
    }

    /// What a text refers to by its new name, where it refers to what has one.
    fn reference(&self, key: &str, text: &str, from: &Name, of: &Scenario) -> Option<String> {
        let word = text.split('/').next().unwrap_or_default();
        if word != text && Kind::from_code(word).is_some() {
            let id = resolve(of, text).ok()?;
            return self.names.get(&id).map(|_| of.short(&self.id(&id)));
        }
        // `…/networks/shop` says what it is; `"network":"shop"` is told by its key.
        let path = Path::parse(text);
        let is_of = |kind: Kind| match path.collection {
            Some(word) => word == kind.collection() || Kind::from_collection(word) == Some(kind),
            None => kind.collection().strip_suffix('s') == Some(key),
        };
        let nothing = Known::default();
        let named = self.names.keys().filter(|id| is_of(id.kind));
        let is_meant = |id: &Id| {
            let own = means(id.kind, text, from, &nothing);
            // A number, or nothing, may be that of any project.
            let unsaid = is_number(&own.project) || own.project.is_empty();
            own == id.name || unsaid && loose(&Id::new(id.kind, own)) == loose(id)
        };
        let id = named.into_iter().find(|id| is_meant(id))?;
        Some(path_of(text, &self.id(id).name))
    }

    /// A text that names something as Google does, by its new name.
    pub(crate) fn named(&self, text: &str, from: &Name, of: &Scenario) -> Option<String> {
        let is_path = text.contains('/');
        is_path
            .then(|| self.reference("", text, from, of))
            .flatten()
    }
}

fn loose(id: &Id) -> Id {
    let Name { location, name, .. } = id.name.clone();
    Id::new(id.kind, Name::new("", location, name))
}

/// A path with another name at its end, and another location where it has one.
fn path_of(text: &str, new: &Name) -> String {
    let mut parts: Vec<&str> = text.split('/').collect();
    let place = |part: &&str| ["regions", "zones", "locations"].contains(part);
    let place = parts.iter().position(place);
    if let Some(part) = place.and_then(|at| parts.get_mut(at + 1)) {
        *part = &new.location;
    }
    if let Some(last) = parts.last_mut() {
        *last = &new.name;
    }
    parts.join("/")
}

/// The scenario with resources called otherwise, by what they were called. Texts keep what they say: a host name, a
/// member of an IAM policy, an expression.
pub(crate) fn renamed(scenario: &Scenario, new: &[(Id, Name)]) -> Scenario {
    let mut renaming = Renaming::default();
    for (id, name) in new {
        renaming.names.insert(id.clone(), name.clone());
        renaming.loose.insert(loose(id), name.name.clone());
    }
    let mut next = scenario.clone();
    by(&renaming, &mut next);
    for request in &mut next.requests {
        if let Source::Workload(id) | Source::Interface(id, _) = &mut request.from {
            *id = renaming.id(id);
        }
        if let Source::OnPrem(name, _) = &mut request.from {
            *name = renaming.name(Kind::OnPremNetwork, name).into_owned();
        }
        if let TargetHost::Thing(id) = &mut request.to.host {
            *id = renaming.id(id);
        }
        let traces = request.test.iter_mut().flat_map(|test| &mut test.traces);
        for step in traces.flat_map(|trace| &mut trace.steps) {
            step.resource = step.resource.take().map(|id| renaming.id(&id));
        }
    }
    for (own, branch) in next.branches.iter_mut().zip(&scenario.branches) {
        let (mut proposed, _) = branch::apply(scenario, branch);
        by(&renaming, &mut proposed);
        let mut base = scenario.clone();
        by(&renaming, &mut base);
        own.changes = branch::between(&base, &proposed.resources);
    }
    let mut references = Index::new();
    for id in scenario.resources.ids() {
        let (before, after) = (scenario.short(&id), scenario.short(&renaming.id(&id)));
        if before != after {
            references.insert(before, after);
        }
    }
    let among = Names::of(&scenario.resources);
    for note in &mut next.notes {
        let id = resolve_among(&among, scenario, &note.on);
        if let Some(new) = id.ok().and_then(|id| references.get(&scenario.short(&id))) {
            note.on.clone_from(new);
        }
    }
    let pins = std::mem::take(&mut next.view.pins);
    for (on, at) in pins.iter() {
        let on = references.get(on).unwrap_or(on);
        next.view.pins.insert(on.clone(), *at);
    }
    for own in &mut next.view.collapsed {
        if let Some(new) = references.get(own) {
            own.clone_from(new);
        }
    }
    next
}

/// The resources, and what is kept of their fields, as they are read by their new names.
fn by(renaming: &Renaming, scenario: &mut Scenario) {
    let mut file = Members::new();
    file.push(("hopscope".into(), VERSION.into()));
    if let Some(project) = &scenario.project {
        file.push(("project".into(), Tree::from(&**project)));
    }
    let resources = canonical::written(Written {
        scenario,
        renaming: Some(renaming),
    });
    file.push(("resources".into(), resources.into()));
    let text = Tree::Object(file).to_string();
    let read = crate::read(
        &[Input {
            file: None,
            text: &text,
        }],
        &Options::default(),
    );
    scenario.resources = read.scenario.resources;
    scenario.kept_fields = read.scenario.kept_fields;
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHOP: &str = r#"{"hopscope":1,"project":"shop","resources":[
        {"kind":"compute#network","name":"vpc"},
        {"kind":"compute#subnetwork","name":"vpc","region":"us-east1","network":"vpc","ipCidrRange":"10.0.0.0/24"},
        {"kind":"compute#firewall","name":"broken","network":"vpc","direction":"SIDEWAYS","targetTags":["vpc"]},
        {"assetType":"vpcaccess.googleapis.com/Connector","name":"projects/shop/locations/us-east1/connectors/c","subnet":{"name":"vpc"}},
        {"kind":"compute#address","name":"a","region":"us-east1","address":"203.0.113.9","users":["projects/shop/global/networks/vpc"]},
        {"assetType":"container.googleapis.com/Cluster","name":"vpc","location":"us-east1","network":"vpc"},
        {"kind":"hopscope#pod","name":"web","cluster":"cluster/us-east1/vpc","namespace":"vpc","ip":"10.0.0.9"}],
      "requests":[{"from":"pod/vpc/vpc/web","to":"http://vpc.example/vpc"}],
      "branches":[{"name":"vpc","changes":[{"op":"replace","object":{"kind":"compute#subnetwork","name":"vpc","region":"us-east1","network":"vpc","ipCidrRange":"10.0.0.0/23"}}]}],
      "notes":[{"on":"network/vpc","text":"vpc"}],
      "view":{"pins":{"network/vpc":[10,20],"subnet/us-east1/vpc":[1,2]}}}"#;

    fn scenario(text: &str) -> Scenario {
        crate::read(&[Input { file: None, text }], &Options::default()).scenario
    }

    #[test]
    fn a_name_is_written_anew_wherever_it_stands_and_nowhere_else() {
        let before = scenario(SHOP);
        let network = Id::new(Kind::Network, Name::global("shop", "vpc"));
        let cluster = Id::new(Kind::Cluster, Name::new("shop", "us-east1", "vpc"));
        let new = [
            (network, Name::global("shop", "main")),
            (cluster, Name::new("shop", "us-west1", "gke")),
        ];
        let after = renamed(&before, &new);
        let expected = [
            (r#"work","name":"vpc"}"#, r#"work","name":"main"}"#),
            (r#""network":"vpc""#, r#""network":"main""#),
            ("networks/vpc", "networks/main"),
            ("network/vpc", "network/main"),
            (
                r#""name":"vpc","location":"us-east1""#,
                r#""name":"gke","location":"us-west1""#,
            ),
            ("cluster/us-east1/vpc", "cluster/us-west1/gke"),
            ("pod/vpc/vpc/web", "pod/gke/vpc/web"),
        ];
        let mut text = canonical::canonical(&before);
        for (old, new) in expected {
            assert!(text.contains(old), "{old}");
            text = text.replace(old, new);
        }
        assert_eq!(canonical::canonical(&after), text);
    }

    #[test]
    fn a_proposal_goes_by_the_new_names_too() {
        let before = scenario(SHOP);
        let subnet = Id::new(Kind::Subnet, Name::new("shop", "us-east1", "vpc"));
        let after = renamed(&before, &[(subnet, Name::new("shop", "us-east1", "front"))]);
        let [branch] = &after.branches[..] else {
            panic!("one proposal");
        };
        let (proposed, _) = branch::apply(&after, branch);
        let front = Name::new("shop", "us-east1", "front");
        let range = proposed.resources.subnets.get(&front).map(|own| own.range);
        assert_eq!(format!("{range:?}"), "Some(Some(10.0.0.0/23))");
        assert_eq!(proposed.resources.subnets.len(), 1);
        assert_eq!(proposed.resources.connectors.len(), 1);
        assert!(canonical::canonical(&after).contains(r#""subnet":{"name":"front"}"#));
    }
}
