//! What a kind of resource needs to be read and written: the way from the fields that Google prints to the model,
//! and back.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Display;

use hopscope_model::resource::{ProxySettings, Resource};
use hopscope_model::{Id, Kind, Name, Reason, Ref, Scenario};

use crate::fields::Fields;
use crate::names::{self, Known};
use crate::renamed::Renaming;
use crate::scan::Step;
use crate::tree::{Members, Tree};

/// A kind that has a table.
pub(crate) trait Codec: Resource + PartialEq {
    /// The model's resource; what is wrong with its fields is noted there.
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self;

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
    pub(crate) not_modelled: Vec<(Vec<Step>, Reason)>,
    /// Proxy settings in its environment variables.
    pub(crate) proxies: Option<ProxySettings>,
    /// Its address is that of this resource.
    pub(crate) address_of: Option<String>,
    /// How many it says that it has of what is listed apart.
    pub(crate) size: Option<u64>,
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

    fn name(&self, kind: Kind, text: &str) -> Name {
        names::resolve(kind, text, &self.name, self.known)
    }

    /// What a reference in this object means.
    pub(crate) fn refer<R: Resource>(&self, text: &str) -> Ref<R> {
        Ref::to(self.name(R::KIND, text))
    }

    /// What a field means that has to be there.
    pub(crate) fn needed<R: Resource>(&self, fields: &Fields<'_>, key: &str) -> Ref<R> {
        self.refer(&fields.needed_text(key))
    }

    /// The same for one that may be absent or empty.
    pub(crate) fn maybe<R: Resource>(&self, fields: &Fields<'_>, key: &str) -> Option<Ref<R>> {
        Some(self.refer(&fields.text(key)?))
    }

    /// The same for each of a list.
    pub(crate) fn all<R: Resource>(&self, texts: &[String]) -> Vec<Ref<R>> {
        texts.iter().map(|text| self.refer(text)).collect()
    }

    /// Says that a field matters and is not modelled.
    pub(crate) fn not_modelled(&self, field: &str, why: Reason) {
        let steps = field.split('.').map(|key| Step::Key(key.to_owned()));
        let path: Vec<Step> = steps.collect();
        let mut said = self.said.borrow_mut();
        // Once a field, however often it is there.
        if said.not_modelled.iter().all(|(own, _)| *own != path) {
            said.not_modelled.push((path, why));
        }
    }
}

/// A scenario that is being written.
#[derive(Clone, Copy)]
pub(crate) struct Written<'a> {
    /// The scenario.
    pub(crate) scenario: &'a Scenario,
    /// What of it is written by another name.
    pub(crate) renaming: Option<&'a Renaming>,
}

impl<'a> Written<'a> {
    /// By the names that it has.
    pub(crate) fn new(scenario: &'a Scenario) -> Self {
        Self {
            scenario,
            renaming: None,
        }
    }

    /// The name by which a resource is written.
    pub(crate) fn name<'n>(&self, kind: Kind, name: &'n Name) -> Cow<'n, Name> {
        match self.renaming {
            Some(renaming) => renaming.name(kind, name),
            None => Cow::Borrowed(name),
        }
    }

    /// A reference of ours to a resource (contract, section 3).
    pub(crate) fn short(&self, id: &Id) -> String {
        match self.renaming {
            Some(renaming) => self.scenario.short(&renaming.id(id)),
            None => self.scenario.short(id),
        }
    }
}

/// An object that is being written, keys in the order in which they are put.
pub(crate) struct Out<'a> {
    /// What it is of.
    pub(crate) of: Written<'a>,
    /// The name of its resource, where it is one's.
    was: Option<&'a Name>,
    /// The name by which it is written, which references are shortened by.
    pub(crate) name: Cow<'a, Name>,
    /// Its keys.
    pub(crate) map: Members,
}

impl<'a> Out<'a> {
    /// An object of the resource of this name.
    pub(crate) fn new(of: Written<'a>, kind: Kind, name: &'a Name) -> Self {
        Self {
            of,
            was: Some(name),
            name: of.name(kind, name),
            map: Members::new(),
        }
    }

    /// An object that is none of a resource's: references are written as in the default project.
    pub(crate) fn nowhere(of: Written<'a>) -> Self {
        Self {
            of,
            was: None,
            name: Cow::Owned(Name::global(of.scenario.default_project(), "")),
            map: Members::new(),
        }
    }

    /// An object inside this one; put it with [`Out::put`].
    pub(crate) fn nested(&self) -> Self {
        Self {
            of: self.of,
            was: self.was,
            name: self.name.clone(),
            map: Members::new(),
        }
    }

    /// The proxy settings of the resource that it is of.
    pub(crate) fn proxies(&self, kind: Kind) -> Option<&'a ProxySettings> {
        let id = Id::new(kind, self.was?.clone());
        self.of.scenario.resources.proxy_settings.get(&id)
    }

    #[inline(never)]
    fn insert(&mut self, key: &str, value: Tree) {
        self.map.push((key.to_owned().into(), value));
    }

    /// Any value.
    pub(crate) fn put(&mut self, key: &str, value: impl Into<Tree>) {
        self.insert(key, value.into());
    }

    /// A text.
    #[inline(never)]
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        self.insert(key, text.into());
    }

    /// An object, where it has keys.
    #[inline(never)]
    pub(crate) fn object(&mut self, key: &str, object: Out<'_>) {
        if !object.map.is_empty() {
            self.put(key, object.map);
        }
    }

    /// A text that may be absent.
    #[inline(never)]
    pub(crate) fn maybe(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    /// A number that may be absent.
    pub(crate) fn number(&mut self, key: &str, number: Option<impl Into<Tree>>) {
        if let Some(number) = number {
            self.put(key, number);
        }
    }

    /// Something with a textual form that may be absent.
    pub(crate) fn shown(&mut self, key: &str, value: Option<impl Display>) {
        if let Some(value) = value {
            self.show(key, &value);
        }
    }

    /// Something with a textual form.
    #[inline(never)]
    pub(crate) fn show(&mut self, key: &str, value: &dyn Display) {
        self.put(key, value.to_string());
    }

    /// A flag that is false by default.
    #[inline(never)]
    pub(crate) fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.put(key, true);
        }
    }

    /// A list of things with a textual form, where it has any.
    pub(crate) fn list<T: Display>(&mut self, key: &str, values: &[T]) {
        if !values.is_empty() {
            self.put(key, shown(values));
        }
    }

    /// A list of objects, where it has any.
    #[inline(never)]
    pub(crate) fn objects(&mut self, key: &str, values: Vec<Members>) {
        if !values.is_empty() {
            self.put(key, list_of(values));
        }
    }

    /// A list of objects that have one text each, where it has any.
    pub(crate) fn each<T: Display>(&mut self, key: &str, word: &str, values: &[T]) {
        self.each_of(
            key,
            word,
            &mut values.iter().map(|value| value as &dyn Display),
        );
    }

    #[inline(never)]
    fn each_of(&mut self, key: &str, word: &str, values: &mut dyn Iterator<Item = &dyn Display>) {
        let mut objects = Vec::new();
        for value in values {
            let mut own = self.nested();
            own.show(word, value);
            objects.push(own.map);
        }
        self.objects(key, objects);
    }

    /// A reference.
    pub(crate) fn refer<R: Resource>(&mut self, key: &str, reference: &Ref<R>) {
        self.refer_name(key, R::KIND, Some(reference.name()));
    }

    /// A reference that may be absent.
    pub(crate) fn refer_maybe<R: Resource>(&mut self, key: &str, reference: Option<&Ref<R>>) {
        self.refer_name(key, R::KIND, reference.map(Ref::name));
    }

    #[inline(never)]
    fn refer_name(&mut self, key: &str, kind: Kind, name: Option<&Name>) {
        if let Some(name) = name {
            self.put(key, self.shorten(kind, name));
        }
    }

    /// The shortest form of a reference.
    pub(crate) fn short<R: Resource>(&self, reference: &Ref<R>) -> String {
        self.shorten(R::KIND, reference.name())
    }

    #[inline(never)]
    fn shorten(&self, kind: Kind, name: &Name) -> String {
        names::shorten(kind, &self.of.name(kind, name), &self.name)
    }

    /// A text that names something as Google does, by the name by which that is written.
    pub(crate) fn named<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let renaming = self.of.renaming;
        let new = renaming.and_then(|own| own.named(text, &self.name, self.of.scenario));
        new.map_or(Cow::Borrowed(text), Cow::Owned)
    }

    /// The same for each of a list.
    pub(crate) fn all_named<'t>(&self, texts: &'t [String]) -> Vec<Cow<'t, str>> {
        texts.iter().map(|text| self.named(text)).collect()
    }

    /// The shortest form of each reference of a list.
    pub(crate) fn all<R: Resource>(&self, references: &[Ref<R>]) -> Vec<String> {
        references.iter().map(|own| self.short(own)).collect()
    }

    /// A reference with at least its collection, where that says what it is.
    pub(crate) fn path(&self, kind: Kind, collection: &str, name: &Name) -> String {
        names::shorten_in(
            kind,
            collection,
            &self.of.name(kind, name),
            &self.name,
            false,
        )
    }
}

/// Things with a textual form as a list.
pub(crate) fn shown<T: Display>(values: &[T]) -> Vec<Tree> {
    texts(&mut values.iter().map(|value| value as &dyn Display))
}

fn texts(values: &mut dyn Iterator<Item = &dyn Display>) -> Vec<Tree> {
    let mut list = Vec::new();
    for value in values {
        list.push(Tree::Text(value.to_string()));
    }
    list
}

/// Objects as a list.
pub(crate) fn list_of(objects: Vec<Members>) -> Vec<Tree> {
    objects.into_iter().map(Tree::Object).collect()
}
