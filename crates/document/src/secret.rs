//! What looks like a secret: private keys, Google API keys, OAuth access tokens. It is hidden before anything is read, so
//! that it is in no object, no message and no link; what is hidden is as long as it was, so every place stays.

use std::borrow::Cow;
use std::ops::Range;

use hopscope_model::order;
use memchr::memmem;

/// What stands where a secret stood, for each of its bytes.
const HIDDEN: char = '*';

pub(crate) mod said;
pub(crate) mod shown;

/// A text without its secrets, how many there seem to be, and where the first is.
pub(crate) fn hide(text: &str) -> (Cow<'_, str>, Option<(usize, usize)>) {
    let found = secrets(text);
    let Some(first) = found.first() else {
        return (Cow::Borrowed(text), None);
    };
    let told = Some((found.len(), first.start));
    (Cow::Owned(masked(text, &found)), told)
}

/// A text with these parts of it hidden, which are in order.
pub(crate) fn masked(text: &str, parts: &[Range<usize>]) -> String {
    let mut hidden = String::with_capacity(text.len());
    let mut at = 0;
    for secret in parts {
        // Two may overlap: a token inside of a private key's field.
        let start = secret.start.max(at);
        hidden.push_str(text.get(at..start).unwrap_or_default());
        let own = text.get(start..secret.end.max(start)).unwrap_or_default();
        for character in own.chars() {
            if character.is_ascii_whitespace() {
                hidden.push(character);
            } else {
                hidden.extend(std::iter::repeat_n(HIDDEN, character.len_utf8()));
            }
        }
        at = secret.end.max(start);
    }
    hidden.push_str(text.get(at..).unwrap_or_default());
    hidden
}

/// Where secrets stand, in order.
fn secrets(text: &str) -> Vec<Range<usize>> {
    let bytes = text.as_bytes();
    let armoured = memmem::find_iter(bytes, "PRIVATE KEY-----").filter_map(|at| {
        // "-----BEGIN RSA PRIVATE KEY-----"
        let before = at.saturating_sub(30);
        let begin = memmem::rfind(bytes.get(before..at)?, b"BEGIN ")?;
        Some(before + begin..end_of_key(text, at + "PRIVATE KEY-----".len()))
    });
    let fields = memmem::find_iter(bytes, "\"private_key\"").filter_map(|at| {
        let behind = at + "\"private_key\"".len();
        let value = text.get(behind..)?.trim_start().strip_prefix(':')?;
        let value = value.trim_start().strip_prefix('"')?;
        let start = text.len() - value.len();
        Some(start..start + value.find('"').unwrap_or(value.len()))
    });
    let keys = runs(bytes, "AIza", 35).chain(runs(bytes, "ya29.", 20));
    let mut all: Vec<Range<usize>> = armoured.chain(fields).chain(keys).collect();
    order::sort_by_key(&mut all, |own| (own.start, own.end));
    // A field that holds a key is one secret.
    let mut last = 0;
    all.retain(|own| {
        let inside = own.end <= last;
        last = last.max(own.end);
        !inside && !own.is_empty()
    });
    all
}

/// Where a private key ends: with its last line, the text it is in, or what may be one.
fn end_of_key(text: &str, from: usize) -> usize {
    let rest = text.as_bytes().get(from..).unwrap_or_default();
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"+/=-:,\\ \t\r\n".contains(&byte);
    let length = rest.iter().take_while(|byte| part(**byte)).count();
    let last = "PRIVATE KEY-----";
    let end = memmem::find(rest.get(..length).unwrap_or_default(), last.as_bytes());
    from + end.map_or(length, |end| end + last.len())
}

/// Where `prefix` is followed by a long run of what keys are made of.
fn runs<'a>(
    text: &'a [u8],
    prefix: &'a str,
    length: usize,
) -> impl Iterator<Item = Range<usize>> + 'a {
    memmem::find_iter(text, prefix).filter_map(move |at| {
        let part = |byte: &&u8| byte.is_ascii_alphanumeric() || b"-_".contains(*byte);
        let run = text.get(at + prefix.len()..)?.iter().take_while(part);
        let end = at + prefix.len() + run.count();
        (end - at - prefix.len() >= length).then_some(at..end)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, count: usize) {
        let (hidden, told) = hide(text);
        assert_eq!(hidden, expected);
        assert_eq!(told.map_or(0, |(count, _)| count), count, "{text}");
        assert_eq!(hidden.len(), text.len());
    }

    #[test]
    fn secrets_are_hidden() {
        let key = format!("AIza{}", "0".repeat(35));
        let stars = "*".repeat(39);
        check(
            &format!("x {key} y {key}"),
            &format!("x {stars} y {stars}"),
            2,
        );
        check(
            &format!("?access_token=ya29.{}&x", "a_-".repeat(9)),
            &format!("?access_token={}&x", "*".repeat(32)),
            1,
        );
        check(
            "a: |\n  -----BEGIN RSA PRIVATE KEY-----\n  MII+/=\n  -----END RSA PRIVATE KEY-----\nb: c",
            "a: |\n  -----***** *** ******* ********\n  ******\n  ******** *** ******* ********\nb: c",
            1,
        );
        check(
            "{\"private_key\": \"-----BEGIN PRIVATE KEY-----\\nMII\\n\", \"b\": 1}",
            "{\"private_key\": \"********** ******* ***************\", \"b\": 1}",
            1,
        );
    }

    #[test]
    fn what_is_no_secret_stays() {
        for text in [
            "-----BEGIN CERTIFICATE-----",
            "AIza short",
            "\"private_key\": 1",
        ] {
            check(text, text, 0);
        }
    }
}
