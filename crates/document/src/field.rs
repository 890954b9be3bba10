//! Fields as Google prints them: addresses and ports as strings, 64-bit numbers as strings, lists that are
//! absent or null. Every type here says what is wrong in words, and [`crate::wire`] where.

use std::fmt;
use std::marker::PhantomData;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hopscope_model::{PortRange, Protocol};
use ipnet::{IpNet, Ipv6Net};
use serde::de::{DeserializeOwned, Error, Visitor};
use serde::{Deserialize, Deserializer};

use crate::scan::{Step, skip_string};
use crate::wire::Tree;

/// What could not be read, and where inside its object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FieldError {
    /// The way to the field, from the object.
    pub(crate) path: Vec<Step>,
    /// The field is needed and not there.
    pub(crate) missing: bool,
    /// What is wrong, in words.
    pub(crate) why: String,
    /// Where in the object's text, where the path does not say: what is not JSON.
    pub(crate) offset: Option<usize>,
}

impl FieldError {
    /// A field that cannot be read.
    pub(crate) fn invalid(field: &str, why: impl Into<String>) -> Self {
        Self::at(vec![Step::Key(field.to_owned())], why)
    }

    /// Something wrong at a path.
    pub(crate) fn at(path: Vec<Step>, why: impl Into<String>) -> Self {
        Self {
            path,
            missing: false,
            why: why.into(),
            offset: None,
        }
    }

    /// A field that is not there.
    pub(crate) fn missing(field: &str) -> Self {
        Self {
            missing: true,
            ..Self::invalid(field, format!("missing field `{field}`"))
        }
    }

    /// The same, inside an element of a list.
    pub(crate) fn inside(mut self, list: &str, index: usize) -> Self {
        self.path
            .splice(0..0, [Step::Key(list.to_owned()), Step::Index(index)]);
        self
    }

    /// The same, inside another object.
    pub(crate) fn under(mut self, field: &str) -> Self {
        self.path.insert(0, Step::Key(field.to_owned()));
        self
    }

    /// The last field of the path.
    pub(crate) fn field(&self) -> String {
        self.path
            .iter()
            .rev()
            .find_map(|step| match step {
                Step::Key(key) => Some(key.clone()),
                Step::Index(_) => None,
            })
            .unwrap_or_default()
    }
}

/// A path as people read it: `allowed[0].ports[1]`; a key that is no plain word in brackets and quotes.
pub(crate) fn write_path(path: &[Step]) -> String {
    let mut text = String::new();
    for step in path {
        match step {
            Step::Index(index) => text.push_str(&format!("[{index}]")),
            Step::Key(key)
                if !key.is_empty()
                    && key.chars().all(|character| {
                        character.is_alphanumeric() || "_$#".contains(character)
                    }) =>
            {
                if !text.is_empty() {
                    text.push('.');
                }
                text.push_str(key);
            }
            Step::Key(key) => {
                let quoted = serde_json::Value::from(key.as_str()).to_string();
                text.push_str(&format!("[{quoted}]"));
            }
        }
    }
    text
}

/// The reverse of [`write_path`].
pub(crate) fn read_path(text: &str) -> Vec<Step> {
    let mut path = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix('[').filter(|rest| rest.starts_with('"')) {
            let end = skip_string(quoted.as_bytes(), 0).0;
            let key = quoted.get(..end).unwrap_or_default();
            path.push(Step::Key(
                serde_json::from_str(key).unwrap_or_else(|_| key.to_owned()),
            ));
            rest = quoted.get(end + 1..).unwrap_or_default();
        } else if let Some(inside) = rest.strip_prefix('[') {
            let end = inside.find(']').unwrap_or(inside.len());
            let index = inside.get(..end).and_then(|index| index.parse().ok());
            path.push(Step::Index(index.unwrap_or_default()));
            rest = inside.get(end + 1..).unwrap_or_default();
        } else {
            rest = rest.strip_prefix('.').unwrap_or(rest);
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            path.push(Step::Key(rest.get(..end).unwrap_or_default().to_owned()));
            rest = rest.get(end..).unwrap_or_default();
        }
    }
    path
}

/// Reads a value from its JSON text.
pub(crate) fn parse<T: DeserializeOwned>(text: &str) -> Result<T, FieldError> {
    T::deserialize(&tree(text)?)
}

/// The text as a tree. Whole documents were split before: what is no JSON at all seldom comes here.
fn tree(text: &str) -> Result<Tree, FieldError> {
    Tree::deserialize(&mut serde_json::Deserializer::from_str(text)).map_err(|error| {
        let mut why = error.to_string();
        if let Some(at) = why.rfind(" at line ") {
            why.truncate(at);
        }
        FieldError {
            offset: Some(offset(text, error.line(), error.column())),
            ..FieldError::at(Vec::new(), why)
        }
    })
}

/// The byte offset of a place as serde_json counts: lines from 1, columns in bytes.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = before.map(str::len).sum();
    (start + column.saturating_sub(1)).min(text.len())
}

/// What is written as one word or number.
pub(crate) trait Word: Sized {
    /// What it is, for `is not …`.
    const WHAT: &'static str;
    /// Reads it.
    fn read(text: &str) -> Option<Self>;
    /// Whether space around it is part of it.
    const RAW: bool = false;
}

impl Word for String {
    const WHAT: &'static str = "text";
    const RAW: bool = true;
    fn read(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }
}

impl Word for IpAddr {
    const WHAT: &'static str = "an IP address";
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Word for Ipv4Addr {
    const WHAT: &'static str = "an IPv4 address";
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Word for Ipv6Addr {
    const WHAT: &'static str = "an IPv6 address";
    fn read(text: &str) -> Option<Self> {
        // Interfaces print `…:0:0`, forwarding rules and access configurations sometimes `…/96`.
        text.split('/').next()?.parse().ok()
    }
}

impl Word for IpNet {
    const WHAT: &'static str = "a range of addresses such as 10.0.0.0/20";
    fn read(text: &str) -> Option<Self> {
        // A range without a mask is one address, as in rules that organisations print.
        match text.parse::<IpAddr>() {
            Ok(address) => Some(Self::from(address)),
            Err(_) => text.parse::<Self>().ok().map(|range| range.trunc()),
        }
    }
}

/// A range, or only its size (`/20`): what was asked for where Google chose the range.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Block(pub(crate) Option<IpNet>);

impl Word for Block {
    const WHAT: &'static str = IpNet::WHAT;
    fn read(text: &str) -> Option<Self> {
        match text.strip_prefix('/') {
            Some(size) => size.parse::<u8>().ok().map(|_| Self(None)),
            None => IpNet::read(text).map(|range| Self(Some(range))),
        }
    }
}

impl Word for Ipv6Net {
    const WHAT: &'static str = "an IPv6 range";
    fn read(text: &str) -> Option<Self> {
        text.parse::<Self>().ok().map(|range| range.trunc())
    }
}

impl Word for PortRange {
    const WHAT: &'static str = "a port or a range of ports";
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

/// A protocol of a rule; `all` is `None`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RuleProtocol(pub(crate) Option<Protocol>);

impl Word for RuleProtocol {
    const WHAT: &'static str = "a protocol";
    fn read(text: &str) -> Option<Self> {
        if text.eq_ignore_ascii_case("all") {
            return Some(Self(None));
        }
        Protocol::parse(text).map(|protocol| Self(Some(protocol)))
    }
}

macro_rules! numbers {
    ( $( $type:ty )+ ) => { $(
        impl Word for $type {
            const WHAT: &'static str = "a whole number in its range";
            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )+ };
}

numbers! { u8 u16 u32 u64 i64 }

impl Word for bool {
    const WHAT: &'static str = "true or false";
    fn read(text: &str) -> Option<Self> {
        match text {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }
}

/// A field that has to be there.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Given<T>(pub(crate) T);

/// A field that may be absent, null or an empty text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Maybe<T>(pub(crate) Option<T>);

impl<T> Default for Maybe<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Default> Maybe<T> {
    /// The value, or the type's default.
    pub(crate) fn or_default(self) -> T {
        self.0.unwrap_or_default()
    }
}

impl Maybe<String> {
    /// The text, or an empty one.
    pub(crate) fn as_str(&self) -> &str {
        self.0.as_deref().unwrap_or_default()
    }

    /// Whether it is this word.
    pub(crate) fn is(&self, word: &str) -> bool {
        self.0.as_deref() == Some(word)
    }
}

impl<'de, T: Word> Deserialize<'de> for Given<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        match from.deserialize_any(WordVisitor(PhantomData))? {
            Some(word) => Ok(Self(word)),
            None => Err(D::Error::custom(format_args!(
                "nothing where {} is needed",
                T::WHAT
            ))),
        }
    }
}

impl<'de, T: Word> Deserialize<'de> for Maybe<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(WordVisitor(PhantomData)).map(Self)
    }
}

struct WordVisitor<T>(PhantomData<fn() -> T>);

impl<T: Word> Visitor<'_> for WordVisitor<T> {
    type Value = Option<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::WHAT)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let trimmed = text.trim();
        if trimmed.is_empty() {
            return Ok(None);
        }
        match T::read(if T::RAW { text } else { trimmed }) {
            Some(word) => Ok(Some(word)),
            None => Err(E::custom(format_args!("`{trimmed}` is not {}", T::WHAT))),
        }
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Self::Value, E> {
        self.visit_str(&number.to_string())
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        self.visit_str(if value { "true" } else { "false" })
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        Ok(None)
    }
}

/// A list; absent or null is an empty one.
#[derive(Clone, Debug)]
pub(crate) struct List<T>(pub(crate) Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::<Vec<T>>::deserialize(from).map(|list| Self(list.unwrap_or_default()))
    }
}

impl<T> List<Given<T>> {
    /// The words themselves.
    pub(crate) fn words(self) -> Vec<T> {
        self.0.into_iter().map(|given| given.0).collect()
    }
}

/// A value of any shape that is only asked whether it is there.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Present(pub(crate) bool);

impl<'de> Deserialize<'de> for Present {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Option::<serde::de::IgnoredAny>::deserialize(from).map(|value| Self(value.is_some()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Deserialize, Debug)]
    #[allow(dead_code)]
    struct Rule {
        network: Given<String>,
        #[serde(default)]
        ports: List<Given<PortRange>>,
        #[serde(default)]
        address: Maybe<IpAddr>,
    }

    #[track_caller]
    fn check(text: &str, path: &str, why: &str) {
        let error = match parse::<Rule>(text) {
            Ok(rule) => panic!("{rule:?}"),
            Err(error) => error,
        };
        assert_eq!(
            (write_path(&error.path).as_str(), error.why.as_str()),
            (path, why)
        );
    }

    #[test]
    fn what_is_wrong_says_where() {
        check(
            r#"{"network":"n","ports":["80","80-x"]}"#,
            "ports[1]",
            "`80-x` is not a port or a range of ports",
        );
        check(r#"{"ports":[80]}"#, "network", "missing field `network`");
        check(
            r#"{"network":"n","address":"10.0.0"}"#,
            "address",
            "`10.0.0` is not an IP address",
        );
        check(
            r#"{"network":null}"#,
            "network",
            "nothing where text is needed",
        );
        check(
            r#"{"network":"n","ports":{}}"#,
            "ports",
            "an object where a list is needed",
        );
    }

    #[test]
    fn paths_are_read_as_they_are_written() {
        for text in [
            "allowed[0].ports[1]",
            "[2].name",
            "items[\"regions/x\"].a[0]",
            "",
            "a..b",
        ] {
            assert_eq!(
                write_path(&read_path(text)),
                text.replace("..", "[\"\"]."),
                "{text}"
            );
        }
    }

    #[test]
    fn null_and_empty_are_absent() {
        let rule: Rule = parse(r#"{"network":"n","ports":null,"address":""}"#).expect("valid");
        assert!(rule.ports.0.is_empty() && rule.address.0.is_none());
    }
}
