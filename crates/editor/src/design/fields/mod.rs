//! THE table of forms: for each kind of object its fields as Google names them, what may stand in them, what Google
//! takes where nothing stands, Google's page, and a new one. One form component draws all of them.

mod compute;
mod labels;
mod load_balancing;
mod new;
mod other;
mod own;
mod serverless;

use hopscope_model::Kind;
use serde_json::Value;

use super::json;
use crate::import::Group;

/// What may stand in a field.
#[derive(Clone, Copy, Debug)]
pub enum Input {
    /// Any text.
    Text,
    /// One of these.
    Choice(&'static [&'static str]),
    /// True or false.
    Flag,
    /// A number.
    Number,
    /// Several texts.
    List,
    /// The name of a resource of one of these kinds, as Google's fields have it.
    Refer(&'static [Kind]),
    /// The same, or one of these words.
    ReferOr(&'static [Kind], &'static [&'static str]),
    /// Several of these.
    ReferAll(&'static [Kind]),
    /// Any text; the names of resources of these kinds are suggested.
    Suggest(&'static [Kind]),
    /// A network, or a folder or organisation that a project of the scenario is in.
    Node,
    /// The reference of a resource of one of these kinds, as Hopscope's own objects have it.
    Own(&'static [Kind]),
    /// Several of these.
    OwnAll(&'static [Kind]),
    /// Labels: `app=web, tier=front`.
    Pairs,
    /// A selector of labels, as kubectl takes it.
    Selector,
    /// Whether something is there of which nothing else is read; what stands for it.
    There(&'static str),
    /// Objects with these fields.
    Rows(&'static [Field]),
}

/// A field.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// The way to it inside its object.
    pub path: &'static str,
    /// What may stand in it.
    pub input: Input,
    /// What holds where nothing stands.
    pub default: &'static str,
    /// It means nothing unless another field of the object holds one of these words, or anything where there is none.
    pub only: Option<(&'static str, &'static [&'static str])>,
}

impl Field {
    /// The same, where another field holds one of these words, or anything at all where there is none.
    const fn only(self, path: &'static str, words: &'static [&'static str]) -> Self {
        Self {
            only: Some((path, words)),
            ..self
        }
    }

    /// Whether the field means anything in an object, or holds something all the same.
    pub fn applies(&self, object: &Value) -> bool {
        let Some((path, words)) = self.only else {
            return true;
        };
        let other = json::get(object, path).map(json::text);
        let there = other.is_some_and(|own| words.is_empty() || words.contains(&&*own));
        there || json::get(object, self.path).is_some()
    }
}

/// A kind of object.
#[derive(Debug)]
pub struct Form {
    /// Its `kind`, or `assetType`.
    pub word: &'static str,
    /// What it is.
    pub group: Group,
    /// Google's page about it.
    pub doc: &'static str,
    /// Its fields.
    pub fields: &'static [Field],
    /// A new one, with `$name`, `$region` and the like where the place decides. Empty: it only comes with others.
    pub new: &'static str,
    /// What a new one is called, before its number.
    pub stem: &'static str,
}

/// A field without a default.
const fn field(path: &'static str, input: Input) -> Field {
    Field {
        path,
        input,
        default: "",
        only: None,
    }
}

/// A field with a default.
const fn or(path: &'static str, input: Input, default: &'static str) -> Field {
    Field {
        path,
        input,
        default,
        only: None,
    }
}

/// Every form, in the order in which the palette offers them.
pub static FORMS: &[&[Form]] = &[
    serverless::FORMS,
    compute::FORMS,
    load_balancing::FORMS,
    other::FORMS,
    own::FORMS,
];

/// Every form, in the order in which the palette offers them.
pub fn forms() -> impl Iterator<Item = &'static Form> {
    FORMS.iter().flat_map(|forms| forms.iter())
}

/// The form of an object.
pub fn form_of(object: &Value) -> Option<&'static Form> {
    let word = |key: &str| object.get(key).and_then(Value::as_str);
    let mut word = word("assetType").or_else(|| word("kind"))?;
    if word == own::EXPORT {
        word = own::export_word(object);
    }
    if word.starts_with("compute#target") && word.ends_with("Proxy") {
        word = load_balancing::TARGET_PROXY;
    }
    if word == compute::POLICY && object.get("type").and_then(Value::as_str) == Some("HIERARCHY") {
        word = compute::HIERARCHY;
    }
    if word == serverless::FUNCTION && object.get("serviceConfig").is_none() {
        word = serverless::FIRST_GENERATION;
    }
    forms().find(|form| form.word == word)
}

/// The form of a kind of resource.
pub fn form(kind: Kind) -> Option<&'static Form> {
    forms().find(|form| form.group == Group::Kind(kind) && !form.word.starts_with(own::EXPORT))
}

/// The field at a path, whatever the positions in it.
pub fn field_at(fields: &'static [Field], path: &str) -> Option<&'static Field> {
    let mut rest = path;
    let mut fields = fields;
    loop {
        let found = fields.iter().find(|own| {
            rest.strip_prefix(own.path)
                .is_some_and(|after| after.is_empty() || after.starts_with('['))
        })?;
        let after = rest.get(found.path.len()..).unwrap_or_default();
        match (found.input, after.split_once("].")) {
            (Input::Rows(inside), Some((_, inner))) => {
                fields = inside;
                rest = inner;
            }
            _ => return Some(found),
        }
    }
}

/// What one typed, as the field has it; `None`: nothing.
pub fn typed(input: Input, text: &str) -> Option<Value> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    Some(match input {
        // What is no number the reader says itself.
        Input::Number => match text.parse::<u64>() {
            Ok(number) => number.into(),
            Err(_) => text.into(),
        },
        Input::Flag => (text == "true").into(),
        Input::Pairs => labels::pairs(text),
        Input::Selector => labels::selector(text),
        Input::There(stands) => {
            let stands = (text == "true").then_some(stands)?;
            serde_json::from_str(stands).unwrap_or_default()
        }
        Input::List | Input::ReferAll(_) | Input::OwnAll(_) => {
            let parts = text.split([',', '\n', ' ']).filter(|part| !part.is_empty());
            Value::Array(parts.map(Value::from).collect())
        }
        _ => text.into(),
    })
}

/// What may stand in one of several.
pub fn one_of(input: Input) -> Option<Input> {
    match input {
        Input::ReferAll(kinds) => Some(Input::Refer(kinds)),
        Input::OwnAll(kinds) => Some(Input::Own(kinds)),
        _ => None,
    }
}

pub use labels::{pairs_text, selector_text};
pub use new::{New, new_of, news};
pub(super) use new::{PROXY_ONLY, SERVICES};
pub use own::{PARTS, REQUEST};
