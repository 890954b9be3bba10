//! The text under which an object that cannot be read is kept, so that it is written back, and reading it again
//! fails in the same way until it is corrected.

use hopscope_model::Name;
use serde_json::{Map, Value};

use crate::envelope::{Around, Envelope};
use crate::item::{EFFECTIVE_POLICY, Item};
use crate::kept::{KEPT, KEPT_ANNOTATIONS, PROXY_VARIABLES};
use crate::reader::network_text;
use crate::registry::{Recognised, Turn, kind_of, recognise};
use crate::scan::Step;
use crate::secret::looks_secret;
use crate::serverless::domain_mapping::DOMAIN_MAPPING;

/// Marks an object whose text could not be kept as it was: reading it again must not make it look whole.
pub(crate) const UNREAD_MARK: &str = "hopscope#unread";

/// The text under which an unread object is kept: what the readers know of it, and the way to what was wrong,
/// so that reading it again fails in the same way.
pub(crate) fn unread_text(item: &Item<'_>, name: &Name, path: &[Step]) -> String {
    let text = item.envelope.text;
    let parsed = serde_json::from_str::<Value>(text)
        .ok()
        .filter(|_| item.whole);
    let marked = parsed.is_none() || item.envelope.has(UNREAD_MARK);
    let mut object = match parsed {
        Some(Value::Object(object)) => keep_object(object, Some(path)),
        _ => {
            let mut object = Map::new();
            for (key, value) in &item.envelope.members.list {
                let raw = text.get(value.range.clone()).unwrap_or_default();
                if let Ok(value) = serde_json::from_str(raw) {
                    object.insert(key.clone(), value);
                }
            }
            keep_object(object, None)
        }
    };
    if kind_of(&item.envelope).is_none() && !item.envelope.has("assetType") {
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
            object.insert(key.to_owned(), word.into());
        }
    }
    let mapping = item.row.kinds.contains(&DOMAIN_MAPPING);
    if item.parent.is_none() && (item.row.turn == Turn::First || mapping) {
        say_identity(&mut object, item, name);
    }
    // A pod that kubectl printed: its own name may be cut off, its cluster it never says.
    let pod = item.row.kinds.contains(&"core Pod") && !name.name.is_empty();
    let named = object.get("metadata").and_then(|own| own.get("name"));
    if pod && named.is_none() {
        object.insert("name".to_owned(), name.name.to_string().into());
    }
    if let Some(network) = network_text(&item.envelope)
        && marked
        && !object.contains_key("network")
    {
        object.insert("network".to_owned(), network.into());
    }
    let effective = item.row.kinds.contains(&EFFECTIVE_POLICY);
    // What it is has to show without what stood around it, and without what was cut off.
    let text = Value::Object(object.clone()).to_string();
    let alone = recognise(&Envelope::of(&text), &Around::default());
    let same = matches!(alone, Recognised::Row(row) if std::ptr::eq(row, item.row));
    if !same
        && !effective
        && let Some(word) = item.row.kinds.first().or(item.row.assets.first())
    {
        object.insert("assetType".to_owned(), (*word).into());
    }
    if marked {
        mark(&mut object, path);
    }
    // Policies of effective firewalls are what they are by the key that holds them, and by the network asked for.
    if effective {
        let list = vec![Value::Object(object)];
        object = Map::from_iter([("firewallPolicys".to_owned(), list.into())]);
    }
    let network = item.around.network.clone().filter(|_| effective);
    let whose = network.or_else(|| {
        let (cluster, _) = name.name.split_once('/').filter(|_| pod)?;
        let place = [&*name.project, &*name.location, cluster];
        let place: Vec<&str> = place.into_iter().filter(|part| !part.is_empty()).collect();
        Some(format!("cluster/{}", place.join("/")))
    });
    if item.parent.is_none() && whose.is_none() {
        return Value::Object(object).to_string();
    }
    let mut wrapper = Map::new();
    wrapper.insert("kind".to_owned(), "hopscope#export".into());
    if let Some(parent) = &item.parent {
        if let Some(project) = &parent.project {
            wrapper.insert("project".to_owned(), project.clone().into());
        }
        wrapper.insert("resource".to_owned(), parent.reference.clone().into());
    } else if let Some(whose) = whose {
        wrapper.insert("resource".to_owned(), whose.into());
    }
    // One object, not a list: it says nothing of what else there is.
    wrapper.insert("items".to_owned(), Value::Object(object));
    Value::Object(wrapper).to_string()
}

/// Lets an object say its name, project and place itself, where they came from what stood around it.
fn say_identity(object: &mut Map<String, Value>, item: &Item<'_>, name: &Name) {
    let text = Value::Object(object.clone()).to_string();
    let alone = Item {
        piece: item.piece,
        source: item.source,
        offset: item.offset,
        path: Vec::new(),
        envelope: Envelope::of(&text),
        around: Around::default(),
        parent: None,
        row: item.row,
        whole: item.whole,
    };
    let own = (item.row.identity)(&alone);
    let differs =
        |own: &Option<String>, known: &str| !known.is_empty() && own.as_deref() != Some(known);
    if differs(&own.name, &name.name) {
        object.insert("name".to_owned(), name.name.to_string().into());
    }
    if differs(&own.project, &name.project) {
        object.insert("project".to_owned(), name.project.to_string().into());
    }
    if differs(&own.location, &name.location) && !name.is_global() {
        for key in ["zone", "region", "location"] {
            object.shift_remove(key);
        }
        let key = match name.region() == &*name.location {
            true => "region",
            false => "zone",
        };
        object.insert(key.to_owned(), name.location.to_string().into());
    }
}

/// Marks an object with the way to what could not be read.
fn mark(object: &mut Map<String, Value>, path: &[Step]) {
    let field = crate::field::write_path(path);
    let value = if field.is_empty() {
        Value::Bool(true)
    } else {
        field.into()
    };
    object.insert(UNREAD_MARK.to_owned(), value);
}

/// What is kept of an object; what `path` leads to is kept whatever it is called.
fn keep_object(object: Map<String, Value>, path: Option<&[Step]>) -> Map<String, Value> {
    let next = match path.and_then(<[Step]>::first) {
        Some(Step::Key(key)) => Some(key.clone()),
        _ => None,
    };
    let variable = object
        .get("name")
        .and_then(Value::as_str)
        .is_none_or(|name| PROXY_VARIABLES.contains(&name.to_ascii_uppercase().as_str()));
    let environment = object.contains_key("value") && object.contains_key("name");
    object
        .into_iter()
        .filter_map(|(key, value)| {
            let rest = (next.as_deref() == Some(&key))
                .then(|| path.unwrap_or_default().get(1..))
                .flatten();
            if key == "value" && environment && !variable {
                return None;
            }
            let known = KEPT.contains(&key.as_str()) || KEPT_ANNOTATIONS.contains(&key.as_str());
            if !known && rest.is_none() {
                return None;
            }
            let value = match key.as_str() {
                // Labels are the author's own keys.
                "labels" => value,
                "metadata" if value.get("items").is_some() => return None,
                _ => keep(value, rest),
            };
            Some((key, value))
        })
        .collect()
}

fn keep(value: Value, path: Option<&[Step]>) -> Value {
    match value {
        Value::Object(object) => Value::Object(keep_object(object, path)),
        Value::Array(list) => {
            let next = match path.and_then(<[Step]>::first) {
                Some(Step::Index(index)) => Some(*index),
                _ => None,
            };
            let list = list.into_iter().enumerate().map(|(index, value)| {
                let rest = (next == Some(index))
                    .then(|| path.unwrap_or_default().get(1..))
                    .flatten();
                keep(value, rest)
            });
            Value::Array(list.collect())
        }
        Value::String(text) if looks_secret(&text) => Value::Null,
        other => other,
    }
}
