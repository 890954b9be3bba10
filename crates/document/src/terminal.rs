//! What a terminal puts between the characters of a text: colours, titles, where the cursor goes (`jq -C`, `script`),
//! and lines that end with a carriage return alone. Without them the text is what people saw.
//!
//! ECMA-48, <https://ecma-international.org/publications-and-standards/standards/ecma-48/>

use std::borrow::Cow;

use memchr::{memchr, memchr_iter};

use crate::links;

const ESCAPE: u8 = 0x1b;

/// A text as people saw it.
pub(crate) struct Plain<'a> {
    pub(crate) text: Cow<'a, str>,
    /// How many sequences were left out.
    pub(crate) escapes: usize,
    /// How many of its lines ended with a carriage return alone.
    pub(crate) returns: usize,
    /// How many links and odd characters were made plain.
    pub(crate) links: usize,
}

impl<'a> Plain<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let (text, escapes) = match memchr(ESCAPE, text.as_bytes()) {
            Some(_) => without_escapes(text),
            None => (text.into(), 0),
        };
        let (text, links) = match text {
            Cow::Borrowed(text) => links::without(text),
            Cow::Owned(text) => {
                let (plain, count) = links::without(&text);
                (plain.into_owned().into(), count)
            }
        };
        let returns = memchr_iter(b'\r', text.as_bytes()).count();
        match returns > 0 && memchr(b'\n', text.as_bytes()).is_none() {
            true => Self {
                text: text.replace('\r', "\n").into(),
                escapes,
                returns,
                links,
            },
            false => Self {
                text,
                escapes,
                returns: 0,
                links,
            },
        }
    }
}

/// A text without what begins with an escape, and how many of these there were.
fn without_escapes(text: &str) -> (Cow<'_, str>, usize) {
    let mut plain = String::with_capacity(text.len());
    let (mut at, mut count) = (0, 0);
    for start in memchr_iter(ESCAPE, text.as_bytes()) {
        // It may stand inside of another.
        if start < at {
            continue;
        }
        plain.push_str(text.get(at..start).unwrap_or_default());
        at = start + length(text.as_bytes().get(start..).unwrap_or_default());
        // The terminal goes back to the beginning of an empty line.
        let rest = text.as_bytes().get(at..at + 2);
        if rest.is_some_and(|rest| rest.starts_with(b"\r") && rest != b"\r\n") {
            at += 1;
        }
        while !text.is_char_boundary(at) {
            at += 1;
        }
        count += 1;
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    (plain.into(), count)
}

/// How long the sequence is that a text begins with. A title ends on its line.
fn length(bytes: &[u8]) -> usize {
    let inside = |from: usize| bytes.get(from..).unwrap_or_default().iter();
    match bytes.get(1) {
        Some(b'[') => {
            let parameters = inside(2)
                .take_while(|own| (0x20..0x40).contains(*own))
                .count();
            let last = bytes
                .get(2 + parameters)
                .filter(|own| (0x40..0x7f).contains(*own));
            2 + parameters + usize::from(last.is_some())
        }
        Some(b']') => {
            let ends = |own: &u8| matches!(*own, 0x07 | ESCAPE | b'\n');
            let title = inside(2).take_while(|own| !ends(own)).count();
            match bytes.get(2 + title) {
                Some(0x07) => 3 + title,
                Some(&ESCAPE) if bytes.get(3 + title) == Some(&b'\\') => 4 + title,
                _ => 2 + title,
            }
        }
        // Character sets.
        Some(b'(' | b')') => 3.min(bytes.len()),
        Some(0x30..=0x7e) => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, escapes: usize) {
        let plain = Plain::of(text);
        assert_eq!((&*plain.text, plain.escapes), (expected, escapes));
    }

    #[test]
    fn a_text_is_what_people_saw() {
        check("a\r\nb", "a\r\nb", 0);
        check("\x1b[34;1m\"kind\"\x1b[0m: 1", "\"kind\": 1", 2);
        check("\x1b]0;me@host: ~\x07$ x\n", "$ x\n", 1);
        check("\x1b]0;title\x1b\\$ x\n\x1b]0;open\nb", "$ x\n\nb", 2);
        check("\x1b[?2004l\rname: x\n", "name: x\n", 1);
        check("\x1b(B\x1b[m\x1b=あ\x1b", "あ", 4);
        check("\x1b[あ\x1b", "あ", 2);
        check("a\rb\r", "a\nb\n", 0);
    }
}
