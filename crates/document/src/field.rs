//! What is written as one word, as Google prints it: addresses and ports as texts, 64-bit numbers as texts. And what
//! is wrong with a field, with the way to it.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use hopscope_model::{PortRange, Problem, ProblemCode, Protocol, Reason, Severity, What, Why};
use ipnet::{IpNet, Ipv6Net};

use crate::scan::{Step, skip_string};
use crate::tree::write_text;

/// What could not be read, and where inside its object.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct FieldError {
    /// The way to the field, from the object.
    pub(crate) path: Vec<Step>,
    /// The field is needed and not there.
    pub(crate) missing: bool,
    /// What is wrong; of a field that is not there nothing else.
    pub(crate) reason: Reason,
    /// Where in the object's text, where the path does not say: what is not JSON.
    pub(crate) offset: Option<usize>,
}

impl FieldError {
    /// A field that cannot be read.
    pub(crate) fn invalid(field: &str, reason: Reason) -> Self {
        Self::at(vec![Step::Key(field.to_owned())], reason)
    }

    /// Something wrong at a path.
    pub(crate) fn at(path: Vec<Step>, reason: Reason) -> Self {
        Self {
            path,
            missing: false,
            reason,
            offset: None,
        }
    }

    /// A field that is not there.
    pub(crate) fn missing(field: &str) -> Self {
        Self {
            missing: true,
            ..Self::invalid(field, Reason::new(Why::Nothing))
        }
    }

    /// The same, inside another object.
    pub(crate) fn under(mut self, field: &str) -> Self {
        self.path.insert(0, Step::Key(field.to_owned()));
        self
    }

    /// The problem it makes, without its place; of this code unless the field is missing.
    pub(crate) fn problem(&self, code: ProblemCode) -> Problem {
        let code = match self.missing {
            true => ProblemCode::FieldMissing,
            false => code,
        };
        let problem = Problem::new(Severity::Error, code).arg("field", self.field());
        match self.missing {
            true => problem,
            false => problem.why(&self.reason),
        }
    }

    /// The last field of the path.
    pub(crate) fn field(&self) -> &str {
        let mut steps = self.path.iter().rev();
        steps
            .find_map(|step| match step {
                Step::Key(key) => Some(key.as_str()),
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
            Step::Index(index) => {
                text.push('[');
                text.push_str(&index.to_string());
                text.push(']');
            }
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
                text.push('[');
                write_text(key, &mut text);
                text.push(']');
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

/// What is written as one word or number, apart from texts of any content.
pub(crate) trait Word: Sized {
    /// What it is.
    const WHAT: What;
    /// Reads it, without the space around it.
    fn read(text: &str) -> Option<Self>;
}

impl Word for IpAddr {
    const WHAT: What = What::Address;
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Word for Ipv4Addr {
    const WHAT: What = What::Ipv4Address;
    fn read(text: &str) -> Option<Self> {
        text.parse().ok()
    }
}

impl Word for Ipv6Addr {
    const WHAT: What = What::Ipv6Address;
    fn read(text: &str) -> Option<Self> {
        // Interfaces print `…:0:0`, forwarding rules and access configurations sometimes `…/96`.
        text.split('/').next()?.parse().ok()
    }
}

impl Word for IpNet {
    const WHAT: What = What::Range;
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
    const WHAT: What = What::Range;
    fn read(text: &str) -> Option<Self> {
        match text.strip_prefix('/') {
            Some(size) => size.parse::<u8>().ok().map(|_| Self(None)),
            None => IpNet::read(text).map(|range| Self(Some(range))),
        }
    }
}

impl Word for Ipv6Net {
    const WHAT: What = What::Ipv6Range;
    fn read(text: &str) -> Option<Self> {
        text.parse::<Self>().ok().map(|range| range.trunc())
    }
}

impl Word for PortRange {
    const WHAT: What = What::Ports;
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

impl Word for Protocol {
    const WHAT: What = What::Protocol;
    fn read(text: &str) -> Option<Self> {
        Self::parse(text)
    }
}

/// A protocol of a rule; `all` is `None`.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct RuleProtocol(pub(crate) Option<Protocol>);

impl Word for RuleProtocol {
    const WHAT: What = What::Protocol;
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
            const WHAT: What = What::WholeNumber;
            fn read(text: &str) -> Option<Self> {
                text.parse().ok()
            }
        }
    )+ };
}

numbers! { u8 u16 u32 u64 i64 }

impl Word for bool {
    const WHAT: What = What::Flag;
    fn read(text: &str) -> Option<Self> {
        match text {
            "true" | "True" | "TRUE" => Some(true),
            "false" | "False" | "FALSE" => Some(false),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
