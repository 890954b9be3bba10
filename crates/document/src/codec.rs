//! What a kind of resource needs to be read and written: a struct in Google's shape, the way from it to the
//! model, and back.

use std::cell::RefCell;

use hopscope_model::resource::{ProxySettings, Resource};
use hopscope_model::{Kind, Name, Ref, Scenario};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::field::{FieldError, Maybe};
use crate::names::{self, Known};
use crate::scan::Step;

/// A kind that has a table, in Google's shape.
pub(crate) trait Codec: Resource + PartialEq {
    /// As Google prints it; unknown fields are ignored.
    type Wire: DeserializeOwned;

    /// The model's resource.
    fn read(wire: Self::Wire, at: &At<'_>) -> Result<Self, FieldError>;

    /// Google's fields, defaults left out; kind, name and place are there already.
    fn write(&self, out: &mut Out<'_>);

    /// What other objects gave the earlier resource of this name, and this one's own export does not hold.
    fn keep_parts(&mut self, _earlier: &Self) {}

    /// Whether an earlier resource of this name is another one in truth: Google keeps them apart, names here
    /// do not.
    fn clashes(&self, _earlier: &Self) -> bool {
        false
    }
}

/// Where an object stands while it is read: what its references are filled in from.
pub(crate) struct At<'a> {
    /// Its own name.
    pub(crate) name: Name,
    /// The kind it was recognised by, as Google spells it.
    pub(crate) word: String,
    /// What is known of other objects.
    pub(crate) known: &'a Known,
    /// What reading it gives beside the resource.
    pub(crate) said: RefCell<Said>,
}

/// What reading an object gives beside the resource.
#[derive(Default)]
pub(crate) struct Said {
    /// Fields that matter and are not modelled: path and why.
    pub(crate) not_modelled: Vec<(Vec<Step>, String)>,
    /// Proxy settings in its environment variables.
    pub(crate) proxies: Option<ProxySettings>,
    /// Its address is that of this resource.
    pub(crate) address_of: Option<String>,
    /// Secrets that were left out of fields which are kept.
    pub(crate) secrets: usize,
}

impl<'a> At<'a> {
    pub(crate) fn new(name: Name, known: &'a Known) -> Self {
        Self {
            name,
            word: String::new(),
            known,
            said: RefCell::default(),
        }
    }

    /// What a reference in this object means.
    pub(crate) fn refer<R: Resource>(&self, text: &str) -> Ref<R> {
        names::refer(text, &self.name, self.known)
    }

    /// The same for one that may be absent or empty.
    pub(crate) fn maybe<R: Resource>(&self, text: &Maybe<String>) -> Option<Ref<R>> {
        text.0.as_deref().map(|text| self.refer(text))
    }

    /// The same for each of a list.
    pub(crate) fn refer_all<R: Resource>(&self, texts: &[String]) -> Vec<Ref<R>> {
        texts.iter().map(|text| self.refer(text)).collect()
    }

    /// Says that a field matters and is not modelled.
    pub(crate) fn not_modelled(&self, field: &str, why: impl Into<String>) {
        let path: Vec<Step> = field
            .split('.')
            .map(|key| Step::Key(key.to_owned()))
            .collect();
        let mut said = self.said.borrow_mut();
        // Once a field, however often it is there.
        if said.not_modelled.iter().all(|(own, _)| *own != path) {
            said.not_modelled.push((path, why.into()));
        }
    }
}

/// An object that is being written, keys in the order in which they are put.
pub(crate) struct Out<'a> {
    /// The scenario it is of.
    pub(crate) scenario: &'a Scenario,
    /// Its own name, which references are shortened by.
    pub(crate) name: &'a Name,
    /// Its keys.
    pub(crate) map: Map<String, Value>,
}

impl<'a> Out<'a> {
    pub(crate) fn new(scenario: &'a Scenario, name: &'a Name) -> Self {
        Self {
            scenario,
            name,
            map: Map::new(),
        }
    }

    /// An object inside this one; put it with [`Out::put`].
    pub(crate) fn nested(&self) -> Self {
        Self::new(self.scenario, self.name)
    }

    /// Any value.
    pub(crate) fn put(&mut self, key: &str, value: impl Into<Value>) {
        self.map.insert(key.to_owned(), value.into());
    }

    /// An object, where it has keys.
    pub(crate) fn object(&mut self, key: &str, object: Out<'_>) {
        if !object.map.is_empty() {
            self.put(key, object.map);
        }
    }

    /// A value that may be absent.
    pub(crate) fn maybe(&mut self, key: &str, value: Option<impl Into<Value>>) {
        if let Some(value) = value {
            self.put(key, value);
        }
    }

    /// Something with a textual form that may be absent.
    pub(crate) fn shown(&mut self, key: &str, value: Option<impl ToString>) {
        self.maybe(key, value.map(|value| value.to_string()));
    }

    /// A flag that is false by default.
    pub(crate) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, true);
        }
    }

    /// A list of things with a textual form, where it has any.
    pub(crate) fn list<T: ToString>(&mut self, key: &str, values: impl IntoIterator<Item = T>) {
        let values: Vec<Value> = values
            .into_iter()
            .map(|value| Value::String(value.to_string()))
            .collect();
        if !values.is_empty() {
            self.put(key, values);
        }
    }

    /// A list of objects, where it has any.
    pub(crate) fn objects(&mut self, key: &str, values: Vec<Map<String, Value>>) {
        if !values.is_empty() {
            self.put(
                key,
                values.into_iter().map(Value::Object).collect::<Vec<_>>(),
            );
        }
    }

    /// A reference.
    pub(crate) fn refer<R: Resource>(&mut self, key: &str, reference: &Ref<R>) {
        let text = self.short(reference);
        self.put(key, text);
    }

    /// A reference that may be absent.
    pub(crate) fn refer_maybe<R: Resource>(&mut self, key: &str, reference: Option<&Ref<R>>) {
        if let Some(reference) = reference {
            self.refer(key, reference);
        }
    }

    /// The shortest form of a reference.
    pub(crate) fn short<R: Resource>(&self, reference: &Ref<R>) -> String {
        names::shorten(R::KIND, reference.name(), self.name)
    }

    /// A reference with at least its collection, where that says what it is.
    pub(crate) fn path(&self, kind: Kind, collection: &str, name: &Name) -> String {
        names::shorten_in(kind, collection, name, self.name, false)
    }
}
