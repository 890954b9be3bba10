//! The text under which an object that cannot be read is kept, so that it is written back, and reading it again
//! fails in the same way until it is corrected.

use std::cell::OnceCell;

use hopscope_model::{Kind, Name};

use crate::compute::peering::{CONNECTION, PEERING};
use crate::envelope::{Around, Envelope, Identity};
use crate::item::{EFFECTIVE_POLICY, Item};
use crate::keep::Keep;
use crate::printed::left_out;
use crate::reader::{fallback_location, network_text};
use crate::registry::{Recognised, Turn, kind_of, recognise};
use crate::scan::Step;
use crate::serverless::domain_mapping::DOMAIN_MAPPING;
use crate::terraform::{LACKS_MARK, Lacks};
use crate::tree::{Members, Tree, get, put, texts};
use crate::unknown::unknown_match;

/// Asset type of what binds a tag to a machine.
const TAG_BINDING: &str = "cloudresourcemanager.googleapis.com/TagBinding";

/// What is said of peerings apart from their network, with the field that names it.
const SAID_OF_PEERINGS: &[(&str, &str)] = &[(CONNECTION, "network"), (PEERING, "source_network")];

/// Marks an object whose text could not be kept as it was: reading it again must not make it look whole.
pub(crate) const UNREAD_MARK: &str = "hopscope#unread";

/// Who such an object is, where what is left of it does not say so: project, location and name.
pub(crate) const IS_MARK: &str = "hopscope#is";

/// The text under which an unread object is kept: what the readers know of it, and the way to what was wrong,
/// so that reading it again fails in the same way.
pub(crate) fn unread_text(item: &Item<'_>, name: &Name, path: &[Step]) -> String {
    let text = item.envelope.text;
    let keep = Keep::of(item);
    let parsed = Tree::parse(text).filter(|_| item.whole);
    // A member that is there twice is written once, which must not make it look right.
    let as_it_is = Tree::read(text).ok().filter(|_| item.whole);
    // Once it says its kind, nothing else tells that it was not printed whole.
    let printed = !left_out(item).is_empty() || unknown_match(item).is_some();
    let marked =
        printed || as_it_is.is_none() || as_it_is != parsed || item.envelope.has(UNREAD_MARK);
    let mut object = match parsed {
        Some(Tree::Object(object)) => keep.object(object, Some(path)),
        _ => {
            let mut object = Members::new();
            for (key, value) in item.envelope.members.iter() {
                let raw = text.get(value.range()).unwrap_or_default();
                match Tree::parse(raw) {
                    Some(value) => put(&mut object, &key, value),
                    // The last of a key counts, also where it says nothing.
                    None => object.retain(|(own, _)| *own != key),
                }
            }
            keep.object(object, None)
        }
    };
    // What it seemed to say may not be kept.
    let says = |key: &str| get(&object, key).is_some();
    if (kind_of(&item.envelope).is_none() || !says("kind")) && !says("assetType") {
        let row = item.row.kinds.iter().find(|kind| kind.contains('#'));
        let row = row
            .or(item.row.assets.first())
            .map(|word| (*word).to_owned());
        let word = crate::registry::word(&item.envelope, &item.around)
            .filter(|word| word.contains(['#', '/']));
        if let Some(word) = word.or(row) {
            let key = if word.contains('#') {
                "kind"
            } else {
                "assetType"
            };
            put(&mut object, key, word.into());
        }
    }
    let mapping = item.row.kinds.contains(&DOMAIN_MAPPING);
    if item.parent.is_none() && (item.row.turn == Turn::First || mapping) {
        say_identity(&mut object, item, name);
    }
    // A pod that kubectl printed: its own name may be cut off, its cluster it never says.
    let pod = item.row.kinds.contains(&"core Pod") && !name.name.is_empty();
    let named = named_of(&object);
    if pod && named.is_none() {
        put(&mut object, "name", name.name.to_string().into());
    }
    // A binding names its machine by a number, which a scenario does not hold.
    let binding = item.row.assets.contains(&TAG_BINDING) && !name.name.is_empty();
    if binding && get(&object, "parent").is_some() {
        let Name {
            project,
            location,
            name,
        } = name;
        let machine = format!(
            "//compute.googleapis.com/projects/{project}/zones/{location}/instances/{name}"
        );
        put(&mut object, "parent", machine.into());
    }
    // What is said of a peering names the network's project by a number, which nothing may join with an id later.
    let said =
        |own: &&(&str, &str)| item.row.assets.contains(&own.0) || item.row.kinds.contains(&own.0);
    if let Some((_, key)) = SAID_OF_PEERINGS.iter().find(said)
        && !name.name.is_empty()
    {
        let Name { project, name, .. } = name;
        let network = format!("projects/{project}/global/networks/{name}");
        put(&mut object, key, network.into());
    }
    // The name of a policy may be cut off as well, whose cluster and namespace are in its name here.
    let policy = item.row.kind == Kind::KubeService
        || (item.row.kind == Kind::NetworkPolicy && item.row.kinds.len() > 1);
    let mut parts = name.name.splitn(3, '/').skip(1);
    if let (true, None, Some(namespace), Some(own)) =
        (policy, get(&object, "name"), parts.next(), parts.next())
        && named_of(&object).is_none()
    {
        put(&mut object, "name", own.into());
        put(&mut object, "namespace", namespace.into());
    }
    if let Some(network) = network_text(&item.envelope)
        && marked
        && get(&object, "network").is_none()
    {
        put(&mut object, "network", network.into());
    }
    let effective = item.row.kinds.contains(&EFFECTIVE_POLICY);
    // What it is has to show without what stood around it, and without what was cut off.
    let text = Tree::Object(object.clone()).to_string();
    let alone = recognise(&Envelope::of(text.as_str()), &Around::default());
    let same = matches!(alone, Recognised::Row(row) if std::ptr::eq(row, item.row));
    if !same
        && !effective
        && let Some(word) = item.row.kinds.first().or(item.row.assets.first())
    {
        put(&mut object, "assetType", (*word).into());
    }
    let says = item.row.turn != Turn::First && !mapping || says_identity(&object, item, name);
    if !says {
        let is = [&*name.project, &*name.location, &*name.name];
        put(&mut object, IS_MARK, is.map(Tree::from).to_vec().into());
    }
    if marked || !says {
        mark(&mut object, path);
        let why = printed.then(|| Lacks::NotPrinted.word().to_owned());
        if let Some(why) = why.or_else(|| item.envelope.word(LACKS_MARK)) {
            put(&mut object, LACKS_MARK, why.into());
        }
    }
    // Policies of effective firewalls are what they are by the key that holds them, and by the network asked for.
    if effective {
        let list = vec![Tree::Object(object)];
        object = vec![("firewallPolicys".into(), list.into())];
    }
    let network = item.around.network.clone().filter(|_| effective);
    let whose = network.or_else(|| {
        let (cluster, _) = name.name.split_once('/').filter(|_| pod)?;
        let place = [&*name.project, &*name.location, cluster];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        Some(format!("cluster/{}", place.join("/")))
    });
    if item.parent.is_none() && whose.is_none() {
        return Tree::Object(object).to_string();
    }
    let mut wrapper = Members::new();
    put(&mut wrapper, "kind", "hopscope#export".into());
    if let Some(parent) = &item.parent {
        if let Some(project) = &parent.project {
            put(&mut wrapper, "project", project.clone().into());
        }
        put(&mut wrapper, "resource", parent.reference.clone().into());
        if item.around.of_all {
            put(&mut wrapper, "partial", false.into());
        }
    } else if let Some(whose) = whose {
        put(&mut wrapper, "resource", whose.into());
    }
    // One object, not a list: it says nothing of what else there is.
    put(&mut wrapper, "items", Tree::Object(object));
    Tree::Object(wrapper).to_string()
}

fn named_of(object: &Members) -> Option<&Tree> {
    get(object, "metadata").and_then(|own| own.get("name"))
}

/// Lets an object say its name, project and place itself, where they came from what stood around it.
fn say_identity(object: &mut Members, item: &Item<'_>, name: &Name) {
    let text = Tree::Object(object.clone()).to_string();
    let alone = alone(item, &text);
    let own = alone.identity();
    let differs =
        |own: &Option<String>, known: &str| !known.is_empty() && own.as_deref() != Some(known);
    if differs(&own.name, &name.name) {
        let key = match item.row.kind {
            Kind::Project => "projectId",
            _ => "name",
        };
        put(object, key, name.name.to_string().into());
    }
    if differs(&own.project, &name.project) {
        put(object, "project", name.project.to_string().into());
    }
    // What is left of it may seem to say a place that the whole did not.
    let seems = |own: &Option<String>| own.as_deref().is_some_and(|own| !matches!(own, "" | "-"));
    if name.location.is_empty() && seems(&own.location) {
        put_place(object, "location", "-");
    }
    if differs(&own.location, &name.location) && !name.is_global() {
        let key = match name.region() == &*name.location {
            true => "region",
            false => "zone",
        };
        put_place(object, key, &name.location);
    }
}

/// Lets an object say its place, and no other.
fn put_place(object: &mut Members, key: &str, place: &str) {
    for key in ["zone", "region", "location"] {
        object.retain(|(own, _)| own != key);
    }
    put(object, key, place.into());
}

/// Whether what is left of an object still says who it is.
fn says_identity(object: &Members, item: &Item<'_>, name: &Name) -> bool {
    let text = Tree::Object(object.clone()).to_string();
    let alone = alone(item, &text);
    let own = alone.identity();
    let known = |own: &Option<String>| own.clone().filter(|own| own != "-");
    let project = known(&own.project).is_none_or(|own| own == *name.project);
    let location = known(&own.location);
    let location = location
        .as_deref()
        .unwrap_or(fallback_location(item.row.kind));
    project && location == &*name.location && own.name.as_deref().unwrap_or_default() == &*name.name
}

/// An object of this text, which nothing stands around.
fn alone<'a>(item: &Item<'a>, text: &'a str) -> Item<'a> {
    Item {
        piece: item.piece,
        source: item.source,
        offset: item.offset,
        path: Vec::new(),
        envelope: Envelope::of(text),
        around: Around::default(),
        parent: None,
        row: item.row,
        whole: item.whole,
        identity: OnceCell::new(),
    }
}

/// Who an object is that was kept as what cannot be read, where it does not say so in any other way.
pub(crate) fn is(envelope: &Envelope<'_>) -> Option<Identity> {
    let known = texts(
        envelope
            .raw(IS_MARK)
            .filter(|_| envelope.has(UNREAD_MARK))?,
    );
    let [project, location, name] = known.try_into().ok()?;
    let place = |own: String| {
        Some(
            Some(own)
                .filter(|own| !own.is_empty())
                .unwrap_or("-".into()),
        )
    };
    Some(Identity {
        project: place(project),
        weak_project: None,
        location: place(location),
        name: Some(name).filter(|own| !own.is_empty()),
    })
}

/// Marks an object with the way to what could not be read.
fn mark(object: &mut Members, path: &[Step]) {
    let field = crate::field::write_path(path);
    let value = if field.is_empty() {
        Tree::Bool(true)
    } else {
        field.into()
    };
    put(object, UNREAD_MARK, value);
}
