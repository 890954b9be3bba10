//! How much a link may hold. Whoever opens one did not make it: the work it costs is bounded before it is done.

use hopscope_model::Scenario;

/// The most characters of a payload.
pub const PAYLOAD: usize = 64_000;
/// The most bytes that a payload may inflate to.
pub const INFLATED: usize = 4 * 1024 * 1024;
/// The deepest nesting of its JSON.
pub const DEPTH: usize = 64;
/// The most resources.
pub const RESOURCES: usize = 5_000;
/// The most requests.
pub const REQUESTS: usize = 1_000;

/// A limit that was passed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Limit {
    /// [`PAYLOAD`].
    Payload,
    /// [`INFLATED`].
    Inflated,
    /// [`DEPTH`].
    Depth,
    /// [`RESOURCES`].
    Resources,
    /// [`REQUESTS`].
    Requests,
}

impl Limit {
    /// The number.
    pub const fn most(self) -> usize {
        match self {
            Self::Payload => PAYLOAD,
            Self::Inflated => INFLATED,
            Self::Depth => DEPTH,
            Self::Resources => RESOURCES,
            Self::Requests => REQUESTS,
        }
    }
}

/// Whether a JSON text keeps the limits that can be counted without reading it: how deep it is nested, and how many
/// elements the lists `resources` and `requests` of its top level have. What is no JSON is the reader's to say.
pub(crate) fn keeps(text: &str) -> Result<(), Limit> {
    let bytes = text.as_bytes();
    let (mut depth, mut at, mut most, mut count) = (0usize, 0, None, 0);
    // The last string at the top level, which is the key where a list begins.
    let mut key: &[u8] = &[];
    while let Some(&byte) = bytes.get(at) {
        // A list has one element more than commas; an empty one is counted as one, which no limit is near to.
        if let (2, b',', Some(_)) = (depth, byte, most) {
            count += 1;
        }
        match byte {
            b'"' => {
                let end = end_of_string(bytes, at);
                if depth == 1 {
                    key = bytes.get(at + 1..end).unwrap_or_default();
                }
                at = end;
            }
            b'{' | b'[' => {
                depth += 1;
                if depth > DEPTH {
                    return Err(Limit::Depth);
                }
                if depth == 2 {
                    count = 1;
                    most = match (byte, key) {
                        (b'[', b"resources") => Some(Limit::Resources),
                        (b'[', b"requests") => Some(Limit::Requests),
                        _ => None,
                    };
                }
            }
            b'}' | b']' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if let Some(limit) = most.filter(|limit| count > limit.most()) {
            return Err(limit);
        }
        at += 1;
    }
    Ok(())
}

/// Where the quote is that ends the string which begins at a quote.
fn end_of_string(bytes: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => break,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    at
}

/// Whether what was read keeps the limits too: lists may stand inside of other objects, and are flattened by reading.
pub fn fits(scenario: &Scenario) -> Result<(), Limit> {
    if scenario.requests.len() > REQUESTS {
        return Err(Limit::Requests);
    }
    let resources = scenario.resources.ids().take(RESOURCES + 1).count();
    if resources > RESOURCES {
        return Err(Limit::Resources);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(key: &str, count: usize) -> String {
        format!(
            "{{\"hopscope\":1,\"{key}\":[{}]}}",
            vec!["{\"a\":[1,2]}"; count].join(",")
        )
    }

    #[test]
    fn elements_are_counted_where_they_count() {
        assert_eq!(keeps(&list("resources", RESOURCES)), Ok(()));
        assert_eq!(
            keeps(&list("resources", RESOURCES + 1)),
            Err(Limit::Resources)
        );
        assert_eq!(keeps(&list("requests", REQUESTS)), Ok(()));
        assert_eq!(keeps(&list("requests", REQUESTS + 1)), Err(Limit::Requests));
        assert_eq!(keeps(&list("notes", RESOURCES + 1)), Ok(()));
        assert_eq!(
            keeps(r#"{"title":"resources [[[[","requests":["\"[{,"]}"#),
            Ok(())
        );
    }

    #[test]
    fn depth_is_counted_outside_of_strings() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert_eq!(keeps(&nested(DEPTH)), Ok(()));
        assert_eq!(keeps(&nested(DEPTH + 1)), Err(Limit::Depth));
        assert_eq!(keeps(&format!("\"{}\"", nested(DEPTH + 1))), Ok(()));
    }

    #[test]
    fn what_is_no_json_ends_too() {
        for text in ["", "\"", "\"\\", "]]]]", "{\"resources\":[", "\\\""] {
            assert_eq!(keeps(text), Ok(()), "{text}");
        }
    }
}
