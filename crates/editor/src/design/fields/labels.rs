//! Labels and selectors of labels in one line, as kubectl takes them: `app=web,tier in (front,back),!old`.
//!
//! <https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/#label-selectors>

use serde_json::{Map, Value, json};

/// What stands for an object that is there and holds nothing: no labels, or everything.
const NOTHING: &str = "{}";

/// The parts of a line: what is between commas that are in no brackets.
fn parts(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut from, mut inside) = (0, false);
    for (at, letter) in text.char_indices() {
        match letter {
            '(' => inside = true,
            ')' => inside = false,
            ',' | '\n' if !inside => {
                found.push(&text[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    found.push(&text[from..]);
    found.retain(|part| !part.trim().is_empty());
    found
}

/// `key=value, …` as an object; a part without a value has an empty one.
pub(super) fn pairs(text: &str) -> Value {
    let mut all = Map::new();
    for part in parts(text).into_iter().filter(|part| *part != NOTHING) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        all.insert(key.trim().to_owned(), value.trim().into());
    }
    Value::Object(all)
}

/// An object of texts as it is typed.
pub fn pairs_text(value: &Value) -> String {
    let Value::Object(all) = value else {
        return crate::design::json::text(value);
    };
    let mut parts = Vec::new();
    for (key, value) in all {
        parts.push(format!("{key}={}", crate::design::json::text(value)));
    }
    whole(&parts)
}

fn whole(parts: &[String]) -> String {
    match parts {
        [] => NOTHING.to_owned(),
        parts => parts.join(", "),
    }
}

/// A selector as an object with `matchLabels` and `matchExpressions`.
pub(super) fn selector(text: &str) -> Value {
    let mut labels = Map::new();
    let mut expressions = Vec::new();
    for part in parts(text) {
        let part = part.trim();
        if part == NOTHING {
            continue;
        }
        let set = [(" notin ", "NotIn"), (" in ", "In")];
        let set = set
            .iter()
            .find_map(|(word, operator)| Some((part.split_once(word)?, *operator)));
        if let Some(((key, values), operator)) = set {
            let values = values.trim().trim_matches(['(', ')']).split(',');
            let values: Vec<&str> = values.map(str::trim).collect();
            expressions.push(json!({"key": key.trim(), "operator": operator, "values": values}));
        } else if let Some((key, value)) = part.split_once("!=") {
            let key = key.trim();
            expressions.push(json!({"key": key, "operator": "NotIn", "values": [value.trim()]}));
        } else if let Some((key, value)) = part.split_once('=') {
            let value = value.trim_start_matches('=').trim();
            labels.insert(key.trim().to_owned(), value.into());
        } else if let Some(key) = part.strip_prefix('!') {
            expressions.push(json!({"key": key.trim(), "operator": "DoesNotExist"}));
        } else {
            expressions.push(json!({"key": part, "operator": "Exists"}));
        }
    }
    let mut all = Map::new();
    if !labels.is_empty() {
        all.insert("matchLabels".to_owned(), Value::Object(labels));
    }
    if !expressions.is_empty() {
        all.insert("matchExpressions".to_owned(), Value::Array(expressions));
    }
    Value::Object(all)
}

/// A selector as it is typed.
pub fn selector_text(value: &Value) -> String {
    let mut parts = Vec::new();
    if let Some(Value::Object(labels)) = value.get("matchLabels") {
        for (key, value) in labels {
            parts.push(format!("{key}={}", crate::design::json::text(value)));
        }
    }
    if let Some(Value::Array(expressions)) = value.get("matchExpressions") {
        for own in expressions {
            let word = |key: &str| own.get(key).and_then(Value::as_str).unwrap_or_default();
            let key = word("key");
            let values = own.get("values").map(crate::design::json::text);
            let values = values.unwrap_or_default();
            parts.push(match word("operator") {
                "In" => format!("{key} in ({values})"),
                "NotIn" => format!("{key} notin ({values})"),
                "DoesNotExist" => format!("!{key}"),
                _ => key.to_owned(),
            });
        }
    }
    whole(&parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_selector_is_typed_as_kubectl_takes_it() {
        let text = "app=web, kubernetes.io/metadata.name=shop, tier in (front, back), env notin (dev), !old, live";
        let value = selector(text);
        assert_eq!(
            value["matchLabels"],
            json!({"app": "web", "kubernetes.io/metadata.name": "shop"})
        );
        assert_eq!(
            value["matchExpressions"][0],
            json!({"key": "tier", "operator": "In", "values": ["front", "back"]})
        );
        assert_eq!(selector_text(&value), text);
        let other = selector("a==b,c!=d");
        assert_eq!(selector_text(&other), "a=b, c notin (d)");
    }

    #[test]
    fn what_holds_nothing_is_there_all_the_same() {
        assert_eq!(selector("{}"), json!({}));
        assert_eq!(selector_text(&json!({})), "{}");
        assert_eq!(pairs("{}"), json!({}));
        assert_eq!(pairs_text(&json!({})), "{}");
        assert_eq!(
            pairs("a=b, c = d=e,f"),
            json!({"a": "b", "c": "d=e", "f": ""})
        );
        assert_eq!(pairs_text(&json!({"a": "b", "f": ""})), "a=b, f=");
    }
}
