//! JSON with the place of every value: what Terraform prints is put together anew as Google's objects, and each
//! problem with one of these is shown where Terraform says the value.

use crate::scan::{self, elements, members};
use crate::split::DEPTH_LIMIT;
use crate::tree::{Tree, write_text};

/// A value, and where it stands in the document it comes from.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub(crate) at: usize,
    pub(crate) value: Value,
}

/// What it is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A text, number, flag, or null.
    Leaf(Tree),
    List(Vec<Node>),
    Object(Vec<(String, Node)>),
    /// It is marked as sensitive, and not kept.
    Hidden,
}

/// Stands for what is not there.
static NOTHING: Node = Node {
    at: 0,
    value: Value::Leaf(Tree::Null),
};

impl Node {
    /// Reads a document; `None` where it is not whole JSON, or nests too deep.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::below(text, 0, DEPTH_LIMIT)
    }

    fn below(text: &str, at: usize, left: usize) -> Option<Self> {
        let left = left.checked_sub(1)?;
        let inside = |own: &scan::Value<'_>| {
            let inside = text.get(own.range())?;
            Self::below(inside, at + own.range().start, left)
        };
        let value = match text.as_bytes().first() {
            Some(b'{') => {
                let found = members(text);
                let mut list = Vec::with_capacity(found.len());
                for (key, own) in found.iter() {
                    let node = inside(&own)?;
                    list.push((key.into_owned(), node));
                }
                Value::Object(found.whole.then_some(list)?)
            }
            Some(b'[') => {
                let found = elements(text);
                let mut list = Vec::with_capacity(found.list.len());
                for own in &found.list {
                    list.push(inside(own)?);
                }
                Value::List(found.whole.then_some(list)?)
            }
            _ => Value::Leaf(Tree::parse(text)?),
        };
        Some(Self { at, value })
    }

    /// A text that stands for what is found at a place.
    pub(crate) fn text_at(at: usize, text: &str) -> Self {
        Self::leaf(at, text.into())
    }

    /// A value without parts.
    pub(crate) fn leaf(at: usize, tree: Tree) -> Self {
        Self {
            at,
            value: Value::Leaf(tree),
        }
    }

    /// An object.
    pub(crate) fn object(at: usize, members: Vec<(String, Node)>) -> Self {
        Self {
            at,
            value: Value::Object(members),
        }
    }

    /// A list.
    pub(crate) fn list_of(at: usize, list: Vec<Node>) -> Self {
        Self {
            at,
            value: Value::List(list),
        }
    }

    /// Its members; what is no object has none.
    pub(crate) fn members(&self) -> &[(String, Node)] {
        match &self.value {
            Value::Object(members) => members,
            _ => &[],
        }
    }

    /// Its elements; what is no list has none.
    pub(crate) fn list(&self) -> &[Node] {
        match &self.value {
            Value::List(list) => list,
            _ => &[],
        }
    }

    /// A member, to be changed.
    pub(crate) fn inside_mut(&mut self, key: &str) -> Option<&mut Node> {
        let Value::Object(members) = &mut self.value else {
            return None;
        };
        let found = members.iter_mut().rev().find(|(own, _)| own == key);
        found.map(|(_, own)| own)
    }

    /// Everything in a text stands where the text stands.
    pub(crate) fn stand_at(&mut self, at: usize) {
        self.at = at;
        match &mut self.value {
            Value::Leaf(_) | Value::Hidden => {}
            Value::List(list) => list.iter_mut().for_each(|own| own.stand_at(at)),
            Value::Object(members) => {
                members.iter_mut().for_each(|(_, own)| own.stand_at(at));
            }
        }
    }

    /// A member that is there and not null.
    pub(crate) fn get(&self, key: &str) -> Option<&Node> {
        let found = self.members().iter().rev().find(|(own, _)| own == key)?;
        (!found.1.is_null()).then_some(&found.1)
    }

    /// The same, or null.
    pub(crate) fn at(&self, key: &str) -> &Node {
        self.get(key).unwrap_or(&NOTHING)
    }

    /// The text of a member, where it is a text and not an empty one.
    pub(crate) fn word(&self, key: &str) -> Option<&str> {
        self.get(key)?.text()
    }

    /// Its text, where it is one and not an empty one.
    pub(crate) fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Leaf(Tree::Text(text)) if !text.is_empty() => Some(text),
            _ => None,
        }
    }

    pub(crate) fn is_null(&self) -> bool {
        matches!(self.value, Value::Leaf(Tree::Null))
    }

    /// Whether it is `true`, as JSON or YAML has it.
    pub(crate) fn is_true(&self) -> bool {
        match &self.value {
            Value::Leaf(Tree::Bool(own)) => *own,
            Value::Leaf(Tree::Text(own)) => own == "true",
            _ => false,
        }
    }

    pub(crate) fn is_hidden(&self) -> bool {
        matches!(self.value, Value::Hidden)
    }

    /// Whether anything in it is marked as sensitive.
    pub(crate) fn holds_hidden(&self) -> bool {
        match &self.value {
            Value::Leaf(_) => false,
            Value::Hidden => true,
            Value::List(list) => list.iter().any(Self::holds_hidden),
            Value::Object(members) => members.iter().any(|(_, own)| own.holds_hidden()),
        }
    }

    /// Takes away what a node of the same shape marks with `true`; of what is empty there is nothing to take.
    pub(crate) fn hide(&mut self, marks: &Self) {
        if marks.is_true() {
            if !self.is_empty() {
                self.value = Value::Hidden;
            }
            return;
        }
        match &mut self.value {
            Value::Leaf(_) | Value::Hidden => {}
            Value::List(list) => {
                let pairs = list.iter_mut().zip(marks.list());
                pairs.for_each(|(own, mark)| own.hide(mark));
            }
            Value::Object(members) => {
                for (key, own) in members {
                    own.hide(marks.at(key));
                }
            }
        }
    }

    /// Whether `true` stands anywhere in it.
    pub(crate) fn holds_true(&self) -> bool {
        match &self.value {
            Value::Leaf(_) | Value::Hidden => self.is_true(),
            Value::List(list) => list.iter().any(Self::holds_true),
            Value::Object(members) => members.iter().any(|(_, own)| own.holds_true()),
        }
    }

    /// Whether nothing is said by it: null, an empty text, a list or object without anything.
    pub(crate) fn is_empty(&self) -> bool {
        match &self.value {
            Value::Leaf(Tree::Null) => true,
            Value::Leaf(Tree::Text(text)) => text.is_empty(),
            Value::Leaf(_) | Value::Hidden => false,
            Value::List(list) => list.is_empty(),
            Value::Object(members) => members.is_empty(),
        }
    }

    /// Writes it, noting for each value where it is written and where it comes from.
    pub(crate) fn write(&self, text: &mut String, places: &mut Vec<(usize, usize)>) {
        places.push((text.len(), self.at));
        match &self.value {
            Value::Leaf(tree) => tree.write(text),
            Value::Hidden => Tree::Null.write(text),
            Value::List(list) => {
                text.push('[');
                for (index, own) in list.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    own.write(text, places);
                }
                text.push(']');
            }
            Value::Object(members) => {
                text.push('{');
                for (index, (key, own)) in members.iter().enumerate() {
                    if index > 0 {
                        text.push(',');
                    }
                    write_text(key, text);
                    text.push(':');
                    own.write(text, places);
                }
                text.push('}');
            }
        }
    }
}

/// Puts a member into an object: in the place of the one of its name, or at the end; objects of one name become one.
/// With a path (`a.b`) into the object inside, which is made where it is not there.
pub(crate) fn put(members: &mut Vec<(String, Node)>, path: &str, node: Node) {
    // A dot alone is a name as well: that of what is an element itself.
    let inside = path.split_once('.').filter(|(key, _)| !key.is_empty());
    let Some((key, rest)) = inside else {
        return set(members, path, node);
    };
    let at = node.at;
    if members.iter().all(|(own, _)| own != key) {
        members.push((key.to_owned(), Node::object(at, Vec::new())));
    }
    if let Some((_, own)) = members.iter_mut().find(|(own, _)| own == key) {
        if !matches!(own.value, Value::Object(_)) {
            own.value = Value::Object(Vec::new());
        }
        if let Value::Object(inside) = &mut own.value {
            put(inside, rest, node);
        }
    }
}

/// The same by its name alone, whatever that holds.
fn set(members: &mut Vec<(String, Node)>, key: &str, node: Node) {
    let Some((_, own)) = members.iter_mut().find(|(own, _)| own == key) else {
        return members.push((key.to_owned(), node));
    };
    match (&mut own.value, node) {
        (
            Value::Object(inside),
            Node {
                value: Value::Object(more),
                ..
            },
        ) => {
            for (key, node) in more {
                set(inside, &key, node);
            }
        }
        (_, node) => *own = node,
    }
}
