//! What is taken out of an object while it is read. A field that cannot be read is noted with the way to it, and
//! reading goes on with nothing in its place: in the end everything that is wrong is known, not only the first, and
//! what was read counts only where nothing is.
//!
//! A kind asks for its fields by name and type, and nothing here is compiled once more for a kind.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::{Reason, What, Why};

use crate::field::FieldError;
use crate::scan::Step;
use crate::tree::{Key, Tree, is_known};

/// How many errors of one object are told.
const MOST_ERRORS: usize = 100;

/// An object that is being read. One that is not there has no fields, and none of them is missed.
#[derive(Clone, Copy)]
pub(crate) struct Fields<'a> {
    members: Option<&'a [(Key, Tree)]>,
    /// What it stands in, and how it is found there.
    up: Option<(&'a Fields<'a>, &'a str, Option<usize>)>,
    /// What is wrong inside of it is said of where it stands: it is written as a text.
    inside_text: bool,
    /// Fields that no reader is known to ask for were not kept of the whole object; nor are they of what stands in it
    /// where it cannot be read.
    known_only: bool,
    wrong: &'a RefCell<Vec<FieldError>>,
}

/// Objects of which the keys are somebody's own words.
const OWN_KEYS: &[&str] = &[
    "annotations",
    "labels",
    "matchLabels",
    "resourceManagerTags",
    "selector",
];

/// Stands for an address that could not be read.
pub(crate) const UNREAD: IpAddr = IpAddr::V4(Ipv4Addr::UNSPECIFIED);

/// Reads an object with a function; what is wrong with it instead, if anything is. At least one error.
pub(crate) fn read<T>(
    tree: &Tree,
    read: impl FnOnce(&Fields<'_>) -> T,
) -> Result<T, Vec<FieldError>> {
    let (mut read, mut value) = (Some(read), None);
    let wrong = look(tree, &mut |fields| {
        value = read.take().map(|read| read(fields))
    });
    match value {
        Some(value) if wrong.is_empty() => Ok(value),
        _ => Err(wrong),
    }
}

/// Shows the fields of an object to a function; what is wrong with them. Where nothing is, they were shown.
pub(crate) fn look(tree: &Tree, read: &mut dyn FnMut(&Fields<'_>)) -> Vec<FieldError> {
    let wrong = RefCell::default();
    if let Some(fields) = Fields::root(tree, &wrong) {
        read(&fields);
    }
    in_order(wrong.into_inner())
}

/// The same of a tree that [`Tree::read_known`] made.
pub(crate) fn look_known(tree: &Tree, read: &mut dyn FnMut(&Fields<'_>)) -> Vec<FieldError> {
    let wrong = RefCell::default();
    if let Some(fields) = Fields::root(tree, &wrong) {
        read(&Fields {
            known_only: true,
            ..fields
        });
    }
    in_order(wrong.into_inner())
}

/// What cannot be read before what is missing.
fn in_order(wrong: Vec<FieldError>) -> Vec<FieldError> {
    let (mut first, missing): (Vec<_>, Vec<_>) =
        wrong.into_iter().partition(|error| !error.missing);
    first.extend(missing);
    first
}

impl<'a> Fields<'a> {
    /// The fields of a whole object.
    fn root(tree: &'a Tree, wrong: &'a RefCell<Vec<FieldError>>) -> Option<Self> {
        match tree {
            Tree::Object(members) => Some(Self {
                members: Some(members),
                up: None,
                inside_text: false,
                known_only: false,
                wrong,
            }),
            other => {
                let reason = Reason::wrong_type(other.what(), What::Object);
                wrong.borrow_mut().push(FieldError::at(Vec::new(), reason));
                None
            }
        }
    }

    /// Whether it is there.
    pub(crate) fn is_there(&self) -> bool {
        self.members.is_some()
    }

    /// Its members, as they are written.
    pub(crate) fn members(&self) -> &'a [(Key, Tree)] {
        let whole = self.up.is_none();
        debug_assert!(!self.known_only || !whole, "not all of them were kept");
        self.members.unwrap_or_default()
    }

    /// Says that a field cannot be read.
    pub(crate) fn wrong(&self, key: &str, reason: Reason) {
        self.note(key, None, false, reason);
    }

    /// Says that an element of a list cannot be read.
    pub(crate) fn wrong_at(&self, key: &str, index: usize, reason: Reason) {
        self.note(key, Some(index), false, reason);
    }

    /// Says of a field that nobody knows that it cannot be read: where all the others of its object narrow something
    /// down, it would too.
    pub(crate) fn only(&self, known: &[&str]) {
        self.only_of(&[""], known);
    }

    /// The same of fields that begin with one of these.
    pub(crate) fn only_of(&self, starts: &[&str], known: &[&str]) {
        // Of a whole object those that nobody knows were not kept.
        if self.known_only && self.up.is_none() {
            return;
        }
        let says = |value: &Tree| match value {
            Tree::Null | Tree::Bool(false) => false,
            Tree::List(list) => !list.is_empty(),
            Tree::Text(text) => !text.is_empty(),
            Tree::Object(members) => !members.is_empty(),
            _ => true,
        };
        let mut members = self.members().iter();
        let begins = |key: &str| starts.iter().any(|start| key.starts_with(start));
        let unknown =
            members.find(|(key, value)| begins(key) && !known.contains(&&**key) && says(value));
        if let Some((key, _)) = unknown {
            self.wrong(key, Reason::none_of(key, known));
        }
    }

    /// Says that a field is missing.
    pub(crate) fn missing(&self, key: &str) {
        if self.members.is_some() {
            self.note(key, None, true, Reason::new(Why::Nothing));
        }
    }

    #[cold]
    fn note(&self, key: &str, index: Option<usize>, missing: bool, reason: Reason) {
        let mut path: Vec<Step> = index.map(Step::Index).into_iter().collect();
        path.push(Step::Key(key.to_owned()));
        let mut here = self;
        loop {
            if here.inside_text {
                path.clear();
            }
            let Some((up, key, index)) = here.up else {
                break;
            };
            path.extend(index.map(Step::Index));
            path.push(Step::Key(key.to_owned()));
            here = up;
        }
        path.reverse();
        let mut wrong = self.wrong.borrow_mut();
        // What cannot be read is not missing on top of it. Nobody reads more than that of one object, and each is
        // compared with all before it.
        if wrong.len() < MOST_ERRORS && wrong.iter().all(|own| !own.path.starts_with(&path)) {
            wrong.push(FieldError {
                missing,
                ..FieldError::at(path, reason)
            });
        }
    }

    /// A field that is there and not null.
    pub(crate) fn get(&self, key: &str) -> Option<&'a Tree> {
        self.member(key).filter(|own| !matches!(own, Tree::Null))
    }

    pub(crate) fn member(&self, key: &str) -> Option<&'a Tree> {
        // What is not kept would read as absent: a field that a reader asks for is in the list of those.
        debug_assert!(
            !self.known_only || is_known(key) || self.has_own_keys(key),
            "{key} is not kept"
        );
        let all = self.members.unwrap_or_default();
        let mut found = all.iter().filter(|(own, _)| own == key);
        let (_, own) = found.next()?;
        if found.next().is_some() {
            self.wrong(key, Reason::new(Why::Twice));
            return None;
        }
        Some(own)
    }

    /// Whether its keys are somebody's own words, which are kept by other rules: labels, annotations, tags, and what
    /// is written as a text. Or nothing is asked for.
    fn has_own_keys(&self, key: &str) -> bool {
        let own = |(_, key, _): (&Fields<'_>, &str, Option<usize>)| OWN_KEYS.contains(&key);
        key.is_empty() || self.inside_text || self.up.is_some_and(own)
    }

    /// Whether a field is there and not null.
    pub(crate) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// A list of anything; absent is empty.
    pub(crate) fn list(&self, key: &str) -> &'a [Tree] {
        match self.get(key) {
            None => &[],
            Some(Tree::List(list)) => list,
            Some(other) => {
                self.wrong(key, Reason::wrong_type(other.what(), What::List));
                &[]
            }
        }
    }

    /// Whether a list holds anything.
    #[inline(never)]
    pub(crate) fn any(&self, key: &str) -> bool {
        !self.list(key).is_empty()
    }

    fn below<'s>(
        &'s self,
        key: &'s str,
        index: Option<usize>,
        tree: Option<&'s Tree>,
    ) -> Fields<'s> {
        let members = match tree {
            Some(Tree::Object(members)) => Some(members.as_slice()),
            None => None,
            Some(other) => {
                let reason = Reason::wrong_type(other.what(), What::Object);
                self.note(key, index, false, reason);
                None
            }
        };
        Fields {
            members,
            up: Some((self, key, index)),
            inside_text: false,
            known_only: self.known_only,
            wrong: self.wrong,
        }
    }

    /// An object inside.
    #[inline(never)]
    pub(crate) fn object<'s>(&'s self, key: &'s str) -> Fields<'s> {
        self.below(key, None, self.get(key))
    }

    /// The same for one that has to be there.
    pub(crate) fn needed_object<'s>(&'s self, key: &'s str) -> Fields<'s> {
        self.expect(key, What::Object);
        self.object(key)
    }

    fn expect(&self, key: &str, what: What) {
        match self.member(key) {
            None => self.missing(key),
            Some(Tree::Null) => self.wrong(key, Reason::wrong_type(What::Null, what)),
            Some(_) => {}
        }
    }

    /// The objects of a list.
    #[inline(never)]
    pub(crate) fn objects<'s>(&'s self, key: &'s str) -> Vec<Fields<'s>> {
        let list = self.list(key).iter().enumerate();
        list.map(|(index, tree)| self.below(key, Some(index), Some(tree)))
            .collect()
    }

    /// The same for a list that has to be there.
    pub(crate) fn needed_objects<'s>(&'s self, key: &'s str) -> Vec<Fields<'s>> {
        self.expect(key, What::List);
        self.objects(key)
    }

    /// The JSON that a text holds.
    pub(crate) fn json(&self, key: &str) -> Option<Tree> {
        let text = self.text(key)?;
        let tree = Tree::parse(&text);
        if tree.is_none() {
            self.wrong(key, Reason::new(Why::NotJson));
        }
        tree
    }

    /// The fields of an object around what such a text holds; what is wrong inside is said of the text.
    pub(crate) fn inside<'s>(&'s self, key: &'s str, object: &'s [(Key, Tree)]) -> Fields<'s> {
        Fields {
            members: Some(object),
            up: Some((self, key, None)),
            inside_text: true,
            known_only: false,
            wrong: self.wrong,
        }
    }
}
