//! JSON as it is read and written: one tree, in which the members of objects stand in order, and twice where they
//! are there twice. Everything that is read of an object is taken out of its tree (see [`crate::fields`]): straight
//! from the text, every kind would bring a parser of its own, and a page that travels can't carry fifty of them.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use hopscope_model::{Reason, What, Why};

use crate::envelope::Envelope;
use crate::field::FieldError;
use crate::kept::KEPT;
use crate::outline::tag;
use crate::scan::{self, Part, members};

/// A JSON value.
#[derive(Clone, PartialEq, Debug)]
pub(crate) enum Tree {
    Null,
    Bool(bool),
    Unsigned(u64),
    Signed(i64),
    Float(f64),
    Text(String),
    List(Vec<Tree>),
    Object(Members),
}

/// The members of an object, in order. Keys that readers know are not copied.
pub(crate) type Members = Vec<(Key, Tree)>;

/// The key of a member.
pub(crate) type Key = Cow<'static, str>;

impl Tree {
    /// Reads a text that is nothing but one value; of a member that is there twice the last.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Some(serde_json::from_str::<Self>(text).ok()?.once())
    }

    /// Of members that are there twice the last, in the place of the first.
    pub(crate) fn once(self) -> Self {
        match self {
            Self::List(list) => Self::List(list.into_iter().map(Self::once).collect()),
            Self::Object(members) => {
                let mut kept = Members::with_capacity(members.len());
                for (key, value) in members {
                    put(&mut kept, &key, value.once());
                }
                Self::Object(kept)
            }
            other => other,
        }
    }

    /// Reads a text as it is, saying where it is no JSON. Whole documents were split before: this is seldom.
    pub(crate) fn read(text: &str) -> Result<Self, FieldError> {
        serde_json::from_str(text).map_err(|error| not_json(text, &error))
    }

    /// The same of an object, without what no reader asks for: that is looked through and not kept.
    pub(crate) fn read_known(object: &Envelope<'_>) -> Result<Self, FieldError> {
        if let Some(known) = Self::known(&object.members) {
            return Ok(known);
        }
        let text = object.text;
        let mut from = serde_json::Deserializer::from_str(text);
        let read = from.deserialize_any(KnownVisitor);
        read.and_then(|tree| from.end().map(|()| tree))
            .map_err(|error| not_json(text, &error))
    }

    /// What a reader may ask for, of an object whose document was gone over.
    fn known(object: &scan::Members<'_>) -> Option<Self> {
        let inside = object.whole_part()?.inside()?;
        let mut known = Members::with_capacity(inside.len());
        for (own, value) in inside {
            let key = object.key(own);
            if place(own.tag, &key).is_some() {
                known.push((key_of(own.tag, key), Self::of(value)?));
            }
        }
        Some(Self::Object(known))
    }

    /// A value of a document that was gone over.
    fn of(part: Part<'_>) -> Option<Self> {
        Some(match part.text.as_bytes().first()? {
            b'{' => {
                let (object, inside) = (members(part), part.inside()?);
                let mut list = Members::with_capacity(inside.len());
                for (own, value) in inside {
                    let key = key_of(own.tag, object.key(own));
                    list.push((key, Self::of(value)?));
                }
                Self::Object(list)
            }
            b'[' => {
                let inside = part.inside()?;
                let mut list = Vec::with_capacity(inside.len());
                for (_, value) in inside {
                    list.push(Self::of(value)?);
                }
                Self::List(list)
            }
            b'"' if part.is_plain() => {
                let inside = part.text.get(1..part.text.len() - 1)?;
                Self::Text(inside.to_owned())
            }
            b't' => Self::Bool(true),
            b'f' => Self::Bool(false),
            b'n' => Self::Null,
            _ => serde_json::from_str(part.text).ok()?,
        })
    }

    /// What it is.
    pub(crate) fn what(&self) -> What {
        match self {
            Self::Null => What::Null,
            Self::Bool(_) => What::Bool,
            Self::Unsigned(_) | Self::Signed(_) | Self::Float(_) => What::Number,
            Self::Text(_) => What::Text,
            Self::List(_) => What::List,
            Self::Object(_) => What::Object,
        }
    }

    /// The member of an object; of two the last.
    pub(crate) fn get(&self, key: &str) -> Option<&Tree> {
        match self {
            Self::Object(members) => get(members, key),
            _ => None,
        }
    }

    /// Adds the lists of another object to its own; of two elements of one name the later says more.
    pub(crate) fn join(&mut self, other: Tree) {
        match (self, other) {
            (Self::Object(own), Self::Object(other)) => {
                for (key, value) in other {
                    let there = own.iter_mut().find(|(name, _)| *name == key);
                    match (there, &value) {
                        (Some((_, there)), Self::List(_) | Self::Object(_)) => there.join(value),
                        (None, Self::List(_) | Self::Object(_)) => own.push((key, value)),
                        _ => {}
                    }
                }
            }
            (Self::List(own), Self::List(other)) => {
                for value in other {
                    let name = value.get("name").cloned();
                    let same = |own: &&mut Tree| name.is_some() && own.get("name") == name.as_ref();
                    match (own.iter_mut().find(same), value) {
                        (Some(Self::Object(there)), Self::Object(more)) => {
                            for (key, value) in more {
                                put(there, &key, value);
                            }
                        }
                        (_, value) => own.push(value),
                    }
                }
            }
            _ => {}
        }
    }

    /// Takes the elements of another object's lists out of its own: those of the same name, priority or target, or
    /// that are the same.
    pub(crate) fn leave(&mut self, other: &Tree) {
        match (self, other) {
            (Self::Object(own), Self::Object(other)) => {
                for (key, value) in other {
                    if let Some((_, there)) = own.iter_mut().find(|(name, _)| name == key) {
                        there.leave(value);
                    }
                }
            }
            (Self::List(own), Self::List(other)) => {
                own.retain(|own| !other.iter().any(|other| own.is_meant(other)));
            }
            _ => {}
        }
    }

    /// Puts the elements of another object's list before its own, but for those that it has itself.
    pub(crate) fn keep(&mut self, path: &str, other: &Tree) {
        let key = match path.split_once('.') {
            None => path,
            Some((key, rest)) => {
                let (Self::Object(own), Some(other)) = (self, other.get(key)) else {
                    return;
                };
                let mut inside = get(own, key).cloned();
                let inside = inside.get_or_insert_with(|| Self::Object(Members::new()));
                inside.keep(rest, other);
                return put(own, key, inside.clone());
            }
        };
        let (Self::Object(own), Some(Self::List(there))) = (self, other.get(key)) else {
            return;
        };
        let mut all = there.clone();
        if let Some(Self::List(list)) = get(own, key) {
            all.retain(|other| !list.iter().any(|own| own.is_meant(other)));
            all.extend(list.iter().cloned());
        }
        put(own, key, Self::List(all));
    }

    /// Whether an element is the one that another stands for.
    fn is_meant(&self, other: &Tree) -> bool {
        for key in ["name", "priority"] {
            if let (Some(one), Some(two)) = (self.get(key), other.get(key)) {
                return one == two;
            }
        }
        let target = |own: &Tree| match own.get("attachmentTarget") {
            Some(Tree::Text(text)) => text.rsplit('/').next().map(str::to_owned),
            _ => None,
        };
        match (target(self), target(other)) {
            (Some(one), Some(two)) => one == two,
            _ => self == other,
        }
    }

    /// Writes it without white space.
    pub(crate) fn write(&self, text: &mut String) {
        self.write_indented(text, None);
    }

    /// Writes it, each member and element on a line of its own where `depth` says how deep it stands.
    pub(crate) fn write_indented(&self, text: &mut String, depth: Option<usize>) {
        match self {
            Self::Null => text.push_str("null"),
            Self::Bool(value) => text.push_str(if *value { "true" } else { "false" }),
            Self::Unsigned(number) => text.push_str(&number.to_string()),
            Self::Signed(number) => text.push_str(&number.to_string()),
            Self::Float(number) => {
                text.push_str(&serde_json::to_string(number).unwrap_or_default());
            }
            Self::Text(own) => write_text(own, text),
            Self::List(list) => {
                let mut around = Around::open('[', text, depth);
                for item in list {
                    around.next(text);
                    item.write_indented(text, around.inside);
                }
                around.close(']', text);
            }
            Self::Object(members) => {
                let mut around = Around::open('{', text, depth);
                for (key, value) in members {
                    around.next(text);
                    write_text(key, text);
                    text.push_str(if depth.is_some() { ": " } else { ":" });
                    value.write_indented(text, around.inside);
                }
                around.close('}', text);
            }
        }
    }
}

impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(&text)
    }
}

/// The brackets of a list or object that is being written.
struct Around {
    /// How deep its inside stands, where it is indented.
    inside: Option<usize>,
    empty: bool,
}

impl Around {
    fn open(bracket: char, text: &mut String, depth: Option<usize>) -> Self {
        text.push(bracket);
        Self {
            inside: depth.map(|depth| depth + 1),
            empty: true,
        }
    }

    fn next(&mut self, text: &mut String) {
        if !self.empty {
            text.push(',');
        }
        self.empty = false;
        self.line(text, 0);
    }

    fn close(&self, bracket: char, text: &mut String) {
        if !self.empty {
            self.line(text, 1);
        }
        text.push(bracket);
    }

    fn line(&self, text: &mut String, out: usize) {
        if let Some(depth) = self.inside {
            text.push('\n');
            (out..depth).for_each(|_| text.push_str("  "));
        }
    }
}

/// A text in JSON's quotes.
pub(crate) fn write_text(own: &str, text: &mut String) {
    text.push_str(&serde_json::to_string(own).unwrap_or_default());
}

/// The texts of a list that stands in a text; none where there is no such list.
pub(crate) fn texts(list: &str) -> Vec<String> {
    let Some(Tree::List(list)) = Tree::parse(list) else {
        return Vec::new();
    };
    let texts = list.into_iter().map(|own| match own {
        Tree::Text(text) => Some(text),
        _ => None,
    });
    texts.collect::<Option<_>>().unwrap_or_default()
}

/// A member of an object; of two the last.
pub(crate) fn get<'a>(members: &'a [(Key, Tree)], key: &str) -> Option<&'a Tree> {
    let found = members.iter().rev().find(|(own, _)| own == key)?;
    Some(&found.1)
}

/// Puts a member into an object: in the place of the one of its name, or at the end.
pub(crate) fn put(members: &mut Members, key: &str, value: Tree) {
    match members.iter_mut().find(|(own, _)| own == key) {
        Some((_, own)) => *own = value,
        None => members.push((key.to_owned().into(), value)),
    }
}

/// The byte offset of a place as serde_json counts: lines from 1, columns in bytes.
fn not_json(text: &str, error: &serde_json::Error) -> FieldError {
    FieldError {
        offset: Some(offset(text, error.line(), error.column())),
        ..FieldError::at(Vec::new(), Reason::new(Why::NotJson))
    }
}

fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

impl<'de> Deserialize<'de> for Tree {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(TreeVisitor)
    }
}

struct TreeVisitor;

impl<'de> Visitor<'de> for TreeVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("any JSON value")
    }

    fn visit_unit<E>(self) -> Result<Tree, E> {
        Ok(Tree::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Tree, E> {
        Ok(Tree::Bool(value))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Tree, E> {
        Ok(Tree::Unsigned(number))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Tree, E> {
        Ok(Tree::Signed(number))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Tree, E> {
        Ok(Tree::Float(number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Tree, E> {
        Ok(Tree::Text(text.to_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Tree, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Tree::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Tree, A::Error> {
        let mut members = Members::new();
        while let Some(member) = fields.next_entry()? {
            members.push(member);
        }
        Ok(Tree::Object(members))
    }
}

/// Whether a reader may ask an object for this field.
pub(crate) fn is_known(key: &str) -> bool {
    place(tag(key.as_bytes()), key).is_some()
}

/// A key that readers know as the one that they know.
fn key_of(tag: u32, key: Cow<'_, str>) -> Key {
    match place(tag, &key) {
        Some(known) => Cow::Borrowed(known),
        None => Cow::Owned(key.into_owned()),
    }
}

/// A key, with its tag, among those that are kept.
fn place(tag: u32, key: &str) -> Option<&'static str> {
    let mut at = tag as usize % SLOTS;
    loop {
        let place = PLACES.get(at).copied().filter(|place| *place > 0)?;
        let known = KEPT.get(usize::from(place) - 1)?;
        if *known == key {
            return Some(known);
        }
        at = (at + 1) % SLOTS;
    }
}

/// More than three for each of [`KEPT`], and a power of two.
const SLOTS: usize = 2048;

/// Where each of [`KEPT`] is, from 1, in or behind its slot: every key of every object is looked up here.
static PLACES: [u16; SLOTS] = places();

const fn places() -> [u16; SLOTS] {
    let (mut places, mut at) = ([0; SLOTS], 0);
    while at < KEPT.len() {
        let mut own = tag(KEPT[at].as_bytes()) as usize % SLOTS;
        while places[own] != 0 {
            own = (own + 1) % SLOTS;
        }
        at += 1;
        places[own] = at as u16;
    }
    places
}

/// An object, of which only the fields are kept that are known.
struct KnownVisitor;

impl<'de> Visitor<'de> for KnownVisitor {
    type Value = Tree;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<Tree, A::Error> {
        let mut members = Members::new();
        while let Some(key) = fields.next_key::<String>()? {
            if is_known(&key) {
                members.push((key.into(), fields.next_value()?));
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Tree::Object(members))
    }
}

macro_rules! into_tree {
    ( $( $from:ty: $own:ident => $into:expr; )+ ) => { $(
        impl From<$from> for Tree {
            fn from($own: $from) -> Self { $into }
        }
    )+ };
}

into_tree! {
    bool: own => Self::Bool(own);
    u16: own => Self::Unsigned(own.into());
    u32: own => Self::Unsigned(own.into());
    u8: own => Self::Unsigned(own.into());
    i64: own => if own < 0 { Self::Signed(own) } else { Self::Unsigned(own.unsigned_abs()) };
    i32: own => i64::from(own).into();
    &str: own => Self::Text(own.to_owned());
    String: own => Self::Text(own);
    Vec<Tree>: own => Self::List(own);
    Members: own => Self::Object(own);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, indented: &str) {
        let tree = Tree::read(text).expect("JSON");
        let mut found = String::new();
        tree.write_indented(&mut found, Some(0));
        assert_eq!(
            (tree.to_string().as_str(), found.as_str()),
            (text, indented)
        );
    }

    #[test]
    fn what_is_read_is_written_the_same() {
        check(
            r#"{"b":[1,-2,1.5,1e+300,true,null],"a":{},"a":[],"\"":"a\n\u0001é"}"#,
            "{\n  \"b\": [\n    1,\n    -2,\n    1.5,\n    1e+300,\n    true,\n    null\n  ],\n  \"a\": {},\n  \"a\": [],\n  \"\\\"\": \"a\\n\\u0001é\"\n}",
        );
    }

    #[test]
    fn of_a_member_that_is_there_twice_the_last_is_kept() {
        let text = r#"{"a":1,"b":[{"c":1,"c":2}],"a":3}"#;
        let kept = Tree::parse(text).map(|tree| tree.to_string());
        assert_eq!(kept.as_deref(), Some(r#"{"a":3,"b":[{"c":2}]}"#));
        assert_eq!(
            Tree::read(text).map(|tree| tree.to_string()).as_deref(),
            Ok(text)
        );
    }

    #[test]
    fn what_is_no_json_says_where() {
        let error = Tree::read("{\"a\":\n x}").expect_err("no JSON");
        assert_eq!((error.offset, error.reason.why), (Some(7), Why::NotJson));
    }
}
