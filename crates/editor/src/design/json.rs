//! Fields of a JSON object by their path, as the reader writes paths in problems: `allowed[0].ports`.

use serde_json::{Map, Value};

/// A step of a path.
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

fn steps(path: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    for part in path.split('.') {
        let (key, indices) = part.split_at(part.find('[').unwrap_or(part.len()));
        if !key.is_empty() {
            steps.push(Step::Key(key));
        }
        for index in indices.split(['[', ']']) {
            if let Ok(index) = index.parse() {
                steps.push(Step::Index(index));
            }
        }
    }
    steps
}

/// What stands at a path.
pub fn get<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let mut at = value;
    for step in steps(path) {
        at = match step {
            Step::Key(key) => at.get(key)?,
            Step::Index(index) => at.get(index)?,
        };
    }
    Some(at)
}

/// The same, to change it.
pub fn get_mut<'a>(value: &'a mut Value, path: &str) -> Option<&'a mut Value> {
    let mut at = value;
    for step in steps(path) {
        at = match step {
            Step::Key(key) => at.get_mut(key)?,
            Step::Index(index) => at.get_mut(index)?,
        };
    }
    Some(at)
}

/// Puts something at a path, or takes it away. Objects on the way come and go with what is in them.
pub fn set(value: &mut Value, path: &str, to: Option<Value>) {
    put(value, &steps(path), to);
}

fn put(at: &mut Value, steps: &[Step<'_>], to: Option<Value>) {
    let Some((step, rest)) = steps.split_first() else {
        *at = to.unwrap_or(Value::Null);
        return;
    };
    match step {
        Step::Key(key) => {
            if !at.is_object() {
                *at = Value::Object(Map::new());
            }
            let Value::Object(fields) = at else { return };
            if rest.is_empty() && to.is_none() {
                fields.shift_remove(*key);
                return;
            }
            let field = fields.entry(*key).or_insert(Value::Null);
            put(field, rest, to);
            if is_empty(field) && !rest.is_empty() {
                fields.shift_remove(*key);
            }
        }
        Step::Index(index) => {
            if !at.is_array() {
                *at = Value::Array(Vec::new());
            }
            let Value::Array(items) = at else { return };
            if rest.is_empty() && to.is_none() {
                if *index < items.len() {
                    items.remove(*index);
                }
                return;
            }
            // One behind the last is a new one; nothing is put further behind.
            if *index == items.len() {
                items.push(Value::Null);
            }
            if let Some(item) = items.get_mut(*index) {
                put(item, rest, to);
            }
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(fields) => fields.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// A value as one types it: lists with commas between.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        Value::Array(items) => {
            let mut all = String::new();
            for item in items {
                if !all.is_empty() {
                    all.push_str(", ");
                }
                all.push_str(&text(item));
            }
            all
        }
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_put_is_found_and_what_is_taken_leaves_nothing_behind() {
        let mut object = json!({"kind": "k"});
        set(&mut object, "a.b[0].c", Some(json!(1)));
        assert_eq!(object, json!({"kind": "k", "a": {"b": [{"c": 1}]}}));
        assert_eq!(get(&object, "a.b[0].c"), Some(&json!(1)));
        assert_eq!(get(&object, "a.b[1]"), None);
        set(&mut object, "a.b[3].c", Some(json!(2)));
        assert_eq!(get(&object, "a.b[1]"), None);
        set(&mut object, "a.b[0]", None);
        assert_eq!(object, json!({"kind": "k"}));
    }

    #[test]
    fn lists_are_typed_with_commas() {
        assert_eq!(text(&json!(["a", 1, "b"])), "a, 1, b");
        assert_eq!(text(&json!(true)), "true");
    }
}
