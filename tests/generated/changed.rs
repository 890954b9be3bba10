//! Scenarios that nobody wrote: those of `tests/scenarios`, put together and changed at random. A field gets what
//! another object has there, something near what it has, or nothing; objects go, and come twice; requests are put
//! together from those of others. The same seed gives the same scenario.

use std::collections::BTreeMap;

use serde_json::{Value, json};

/// Splitmix64: <https://prng.di.unimi.it/splitmix64.c>.
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    const fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    fn one<'a, T>(&mut self, of: &'a [T]) -> Option<&'a T> {
        of.get(self.below(of.len()))
    }
}

/// What fields hold in all scenarios: by what an object is, and the names of the fields on the way to it.
type Seen = BTreeMap<(String, String), Vec<Value>>;

/// The scenarios that others are made of.
pub(crate) struct Corpus {
    scenarios: Vec<Value>,
    seen: Seen,
}

impl Corpus {
    pub(crate) fn new(texts: &[String]) -> Self {
        let parse = |text: &String| serde_json::from_str(text).expect("a file is JSON");
        let scenarios: Vec<Value> = texts.iter().map(parse).collect();
        let mut seen = Seen::new();
        for object in scenarios.iter().flat_map(|own| list(own, "resources")) {
            let kind = kind(object);
            leaves(object, &mut Vec::new(), &mut |path, leaf| {
                let values = seen.entry((kind.clone(), names(path))).or_default();
                if !values.contains(leaf) && values.len() < 40 {
                    values.push(leaf.clone());
                }
            });
        }
        Self { scenarios, seen }
    }

    /// A scenario made of the one that has its turn: of so many, each part of the corpus has its share, whatever is
    /// added to it.
    pub(crate) fn scenario(&self, turn: usize, of: usize, dice: &mut Dice) -> String {
        let own = self.scenarios.get(turn * self.scenarios.len() / of.max(1));
        let mut own = own.cloned().unwrap_or_default();
        if dice.below(5) == 0 {
            self.join(dice, &mut own);
        }
        if dice.below(3) == 0
            && let Some(mixed) = mixed(dice, list(&own, "requests"))
            && let Some(requests) = own.get_mut("requests").and_then(Value::as_array_mut)
        {
            requests.push(mixed);
        }
        for _ in 0..dice.below(4) {
            self.change(dice, &mut own);
        }
        own.to_string()
    }

    /// What another scenario holds comes too, where nothing has its place, and so does what is asked of it.
    fn join(&self, dice: &mut Dice, own: &mut Value) {
        let Some(other) = dice.one(&self.scenarios) else {
            return;
        };
        for key in ["resources", "requests"] {
            let more = list(other, key).to_vec();
            if let Some(all) = own.get_mut(key).and_then(Value::as_array_mut) {
                all.extend(more);
            }
        }
    }

    fn change(&self, dice: &mut Dice, own: &mut Value) {
        let Some(all) = own.get_mut("resources").and_then(Value::as_array_mut) else {
            return;
        };
        let ix = dice.below(all.len());
        let Some(object) = all.get_mut(ix) else {
            return;
        };
        let kind = kind(object);
        match dice.below(12) {
            0 => drop(all.remove(ix)),
            1 => {
                let mut twin = object.clone();
                if let Some(Value::String(name)) = twin.get_mut("name") {
                    name.push_str("-twin");
                }
                all.push(twin);
            }
            way => {
                let mut places = Vec::new();
                leaves(object, &mut Vec::new(), &mut |path, _| {
                    places.push(path.to_vec())
                });
                let Some(place) = dice.one(&places) else {
                    return;
                };
                if way < 4 {
                    remove(object, place);
                    return;
                }
                let pointer: String = place.iter().map(|part| format!("/{part}")).collect();
                let Some(leaf) = object.pointer_mut(&pointer) else {
                    return;
                };
                let seen = self.seen.get(&(kind, names(place)));
                *leaf = match seen.and_then(|values| dice.one(values)) {
                    Some(value) if way < 10 => value.clone(),
                    _ => near(dice, leaf),
                };
            }
        }
    }
}

/// A request with parts of two: who asks for what.
fn mixed(dice: &mut Dice, requests: &[Value]) -> Option<Value> {
    let mut own = dice.one(requests)?.clone();
    let other = dice.one(requests)?;
    let from = list_of_all(requests, "from");
    let own = own.as_object_mut()?;
    own.remove("name");
    own.remove("expect");
    own.insert("from".to_owned(), dice.one(&from)?.clone());
    own.insert("to".to_owned(), other.get("to")?.clone());
    if dice.below(3) == 0 {
        own.insert("credential".to_owned(), json!("untrusted"));
    }
    Some(Value::Object(own.clone()))
}

fn list_of_all(requests: &[Value], key: &str) -> Vec<Value> {
    let own = requests.iter().filter_map(|request| request.get(key));
    let outside = [json!("internet:203.0.113.77"), json!("google:scheduler@p")];
    own.cloned().chain(outside).collect()
}

/// Something near a value.
fn near(dice: &mut Dice, value: &Value) -> Value {
    match value {
        Value::Bool(own) => json!(!own),
        Value::Number(own) => json!(own.as_u64().unwrap_or_default() + 1),
        Value::String(own) => {
            let digit = own.char_indices().rfind(|(_, c)| c.is_ascii_digit());
            match (digit, dice.below(3)) {
                (Some((at, c)), 0 | 1) => {
                    let next = if c == '9' {
                        '1'
                    } else {
                        char::from(c as u8 + 1)
                    };
                    json!(format!("{}{next}{}", &own[..at], &own[at + 1..]))
                }
                (_, 2) => json!(own.chars().skip(1).collect::<String>()),
                _ => json!(format!("{own}x")),
            }
        }
        other => other.clone(),
    }
}

fn kind(object: &Value) -> String {
    let own = object.get("kind").or_else(|| object.get("assetType"));
    own.and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn list<'a>(of: &'a Value, key: &str) -> &'a [Value] {
    of.get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// The way without the places in lists.
fn names(path: &[String]) -> String {
    let named = path.iter().filter(|part| part.parse::<usize>().is_err());
    named.map(String::as_str).collect::<Vec<_>>().join(".")
}

fn leaves(value: &Value, path: &mut Vec<String>, found: &mut dyn FnMut(&[String], &Value)) {
    let children: Vec<(String, &Value)> = match value {
        Value::Object(own) => own.iter().map(|(key, own)| (key.clone(), own)).collect(),
        Value::Array(own) => own
            .iter()
            .enumerate()
            .map(|(ix, own)| (ix.to_string(), own))
            .collect(),
        _ => Vec::new(),
    };
    if children.is_empty() && !path.is_empty() {
        found(path, value);
    }
    for (part, child) in children {
        path.push(part.replace('~', "~0").replace('/', "~1"));
        leaves(child, path, found);
        path.pop();
    }
}

fn remove(object: &mut Value, place: &[String]) {
    let Some((last, way)) = place.split_last() else {
        return;
    };
    let pointer: String = way.iter().map(|part| format!("/{part}")).collect();
    match object.pointer_mut(&pointer) {
        Some(Value::Object(own)) => drop(own.remove(last)),
        Some(Value::Array(own)) => {
            if let Ok(ix) = last.parse::<usize>()
                && ix < own.len()
            {
                own.remove(ix);
            }
        }
        _ => {}
    }
}
