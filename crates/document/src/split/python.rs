//! What Python prints of its dictionaries and lists (`print(response)`), as JSON: quotes, `None`, `True` and `False`.
//! An object of JavaScript's with single quotes is read the same way.
//!
//! <https://docs.python.org/3/reference/lexical_analysis.html#string-and-bytes-literals>

use super::json::Mender;
use super::{Repairs, count, is_space};

/// Words of Python's, and what they are in JSON.
const WORDS: [(&str, &str); 3] = [("None", "null"), ("True", "true"), ("False", "false")];

/// Whether the first thing in a document that is no bracket is a text in single quotes.
pub(super) fn begins(text: &str) -> bool {
    let mut inside = text
        .chars()
        .filter(|own| !is_space(*own) && !matches!(own, '\n' | '\r' | '[' | '{'));
    // Such a list alone may be anything.
    text.starts_with(['{', '[']) && inside.next() == Some('\'') && has_object(text)
}

/// Whether an object stands among the first brackets.
fn has_object(text: &str) -> bool {
    let before = text.split('\'').next().unwrap_or_default();
    before.contains('{')
}

/// Puts the word of JSON in the place of one of Python's; how long that is.
pub(super) fn word(source: &str, at: usize, mender: &mut Mender<'_>) -> Option<usize> {
    let before = source.get(..at)?.chars().next_back();
    let part = |own: char| own.is_alphanumeric() || own == '_';
    if before.is_some_and(part) {
        return None;
    }
    let rest = source.get(at..)?;
    let (own, json) = WORDS.iter().find(|(own, _)| rest.starts_with(own))?;
    if rest.get(own.len()..)?.starts_with(part) {
        return None;
    }
    mender.replace(at..at + own.len(), json);
    Some(own.len())
}

/// Goes over a text that begins with a quote of either kind; gives the offset behind its end.
pub(super) fn text(
    source: &str,
    start: usize,
    mender: &mut Mender<'_>,
    repairs: &mut Repairs,
) -> usize {
    let bytes = source.as_bytes();
    let quote = bytes.get(start).copied().unwrap_or(b'\'');
    if quote == b'\'' {
        count(&mut repairs.python, start);
        mender.replace(start..start + 1, "\"");
    }
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => {
                match bytes.get(at + 1) {
                    Some(b'\'') => mender.replace(at..at + 2, "'"),
                    // Two digits of a character below 256.
                    Some(b'x') => mender.replace(at..at + 2, "\\u00"),
                    _ => {}
                }
                at += 2;
            }
            byte if byte == quote => {
                if quote == b'\'' {
                    mender.replace(at..at + 1, "\"");
                }
                return at + 1;
            }
            b'"' => {
                mender.replace(at..at + 1, "\\\"");
                at += 1;
            }
            // A text of Python's ends on its line.
            b'\n' | b'\r' => {
                count(&mut repairs.wrapped, at);
                mender.replace(at..at + 1, "");
                at += 1;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}
