//! What a scenario names, whatever names it: the objects of its canonical form, and the words, addresses and ranges
//! in them. Nothing here knows a kind, so that a new one cannot be forgotten.

use std::net::IpAddr;

use hopscope_document as document;
use hopscope_model::Scenario;
use hopscope_model::reference::write_target;
use hopscope_model::scenario::View;
use ipnet::IpNet;
use serde_json::Value;

/// The objects of a scenario: what could decide about a packet, and nothing that people only wrote beside it. What
/// requests ask for is among them, for it is asked for here too.
pub(super) fn objects(scenario: &Scenario) -> Vec<Value> {
    let bare = Scenario {
        title: None,
        description: None,
        requests: Vec::new(),
        branches: Vec::new(),
        notes: Vec::new(),
        view: View::default(),
        ..scenario.clone()
    };
    let whole: Value = serde_json::from_str(&document::canonical(&bare)).unwrap_or_default();
    let list = whole.get("resources").and_then(Value::as_array);
    let mut list = list.cloned().unwrap_or_default();
    let targets = scenario
        .requests
        .iter()
        .map(|own| write_target(scenario, &own.to));
    list.extend(targets.map(Value::String));
    list
}

/// Every text and number in a value, with the object that it stands in and its key there; elements of a list have
/// the list's.
pub(super) fn each_leaf(value: &Value, each: &mut dyn FnMut(&Value, &str, &Value)) {
    fn go(parent: &Value, key: &str, value: &Value, each: &mut dyn FnMut(&Value, &str, &Value)) {
        match value {
            Value::Object(members) => {
                for (key, member) in members {
                    go(value, key, member, each);
                }
            }
            Value::Array(list) => {
                for member in list {
                    go(parent, key, member, each);
                }
            }
            leaf => each(parent, key, leaf),
        }
    }
    go(&Value::Null, "", value, each);
}

/// Where the words of a text are: what a name may be, and what `---` joins apart.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    pieces(text, is_word).flat_map(|(start, word)| {
        let mut at = start;
        word.split("---").map(move |part| {
            let own = (at, part);
            at += part.len() + 3;
            own
        })
    })
}

/// Where the addresses of a text are.
pub(super) fn addresses(text: &str) -> impl Iterator<Item = (usize, &str, IpAddr)> {
    let is_v4 = |c: char| c.is_ascii_digit() || c == '.';
    let is_v6 = |c: char| c.is_ascii_hexdigit() || c == ':';
    let v4 = pieces(text, is_v4).filter(|(_, piece)| piece.contains('.'));
    let v6 = pieces(text, is_v6).filter(|(_, piece)| piece.contains("::") || piece.len() > 8);
    v4.chain(v6).filter_map(|(start, piece)| {
        let bare = piece.trim_matches('.');
        let skipped = piece.len() - piece.trim_start_matches('.').len();
        Some((start + skipped, bare, bare.parse().ok()?))
    })
}

/// The ranges in a text that hold more than one address.
pub(super) fn ranges(text: &str) -> impl Iterator<Item = IpNet> {
    let is_range = |c: char| c.is_ascii_hexdigit() || matches!(c, '.' | ':' | '/');
    let found = pieces(text, is_range).filter_map(|(_, piece)| piece.parse::<IpNet>().ok());
    found.map(|range| range.trunc())
}

fn pieces(text: &str, is_part: impl Fn(char) -> bool) -> impl Iterator<Item = (usize, &str)> {
    let mut rest = 0;
    text.split(move |c: char| !is_part(c))
        .map(move |piece| {
            // Between two pieces stands one character, which may be longer than one byte.
            let at = rest;
            rest = at + piece.len();
            rest += text
                .get(rest..)
                .and_then(|text| text.chars().next())
                .map_or(0, char::len_utf8);
            (at, piece)
        })
        .filter(|(_, piece)| !piece.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_addresses_are_found_where_they_stand() {
        let text = r#"{"name":"web","ü":"tag---web-1.a.run.app","x":["10.0.0.5:80","2001:db8::1","10.0.0.0/24"]}"#;
        let found: Vec<_> = words(text)
            .filter(|(_, own)| own.starts_with("web"))
            .collect();
        assert_eq!(found.len(), 2);
        assert!(
            found
                .iter()
                .all(|(at, own)| text.get(*at..at + own.len()) == Some(*own))
        );
        let found: Vec<_> = addresses(text).map(|(_, _, own)| own.to_string()).collect();
        assert_eq!(found, ["10.0.0.5", "10.0.0.0", "2001:db8::1"]);
        let found: Vec<_> = ranges(text).map(|own| own.to_string()).collect();
        assert_eq!(found, ["10.0.0.0/24"]);
    }
}
