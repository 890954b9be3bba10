//! YAML as web pages, chats and terminals hand it on: no-break spaces where it is indented, curly and HTML's quotes
//! around a value, a full-width colon behind a key, and addresses that go on in the next line.

use std::borrow::Cow;

use super::behind::is_aside;
use super::lines::{Lines, bullet, is_rest_of};
use super::{Repairs, count};

/// Pairs of quotes, and what they were.
const QUOTES: &[(&str, &str, &str)] = &[
    ("\u{201c}", "\u{201d}", "\""),
    ("\u{201d}", "\u{201d}", "\""),
    ("\u{2018}", "\u{2019}", "'"),
    ("\u{2019}", "\u{2019}", "'"),
    ("&quot;", "&quot;", "\""),
    ("&#34;", "&#34;", "\""),
    ("&#39;", "&#39;", "'"),
];

/// A text that was mended, and where it and the source go different ways: offsets in both, in order.
pub(super) struct Mended<'a> {
    pub(super) text: Cow<'a, str>,
    shifts: Vec<(usize, usize)>,
}

impl Mended<'_> {
    /// The offset in the source of an offset in the text.
    pub(super) fn offset(&self, offset: usize) -> usize {
        let at = self.shifts.partition_point(|(own, _)| *own <= offset);
        match at.checked_sub(1).and_then(|at| self.shifts.get(at)) {
            Some((own, source)) => source + (offset - own),
            None => offset,
        }
    }
}

/// Mends a document; `start` is where it stands in the source.
pub(super) fn mend<'a>(
    body: &'a str,
    start: usize,
    (wrapped, asides): (bool, bool),
    repairs: &mut Repairs,
) -> Mended<'a> {
    let entities = body.contains("&quot;") || body.contains("&#3");
    let mut mended = Mended {
        text: Cow::Borrowed(body),
        shifts: Vec::new(),
    };
    if body.is_ascii() && !entities && !wrapped && !asides {
        return mended;
    }
    let mut text = String::with_capacity(body.len());
    for line in (Lines { text: body, at: 0 }) {
        if asides && is_aside(line.content) {
            count(&mut repairs.asides, start + line.start);
            continue;
        }
        let own = body.get(line.start..line.end).unwrap_or_default();
        let content = line.start + own.find(line.content).unwrap_or_default();
        let lead = body.get(line.start..content).unwrap_or_default();
        if wrapped && is_rest_of(&text, &line) {
            text.truncate(text.trim_end().len());
            count(&mut repairs.wrapped, start + line.start);
        } else if lead.is_ascii() {
            text.push_str(lead);
        } else {
            text.push_str(&" ".repeat(line.indent));
            count(&mut repairs.invisible, start + line.start);
        }
        mended.shifts.push((text.len(), content));
        let mut value = line.content;
        let mut at = content;
        if let Some(rest) = value.strip_prefix("-\u{a0}") {
            text.push_str("- ");
            count(&mut repairs.invisible, start + content);
            (value, at) = (rest, content + 3);
            mended.shifts.push((text.len(), at));
        }
        if let Some((key, rest)) = value.split_once('：')
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-./ ".contains(&byte))
        {
            text.push_str(key);
            text.push_str(": ");
            count(&mut repairs.invisible, start + at + key.len());
            at += value.len() - rest.trim_start().len();
            value = rest.trim_start();
            mended.shifts.push((text.len(), at));
        }
        if let Some((key, rest)) = value.split_once(":\u{a0}")
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"_-./".contains(&byte))
        {
            text.push_str(key);
            text.push_str(": ");
            count(&mut repairs.invisible, start + at + key.len());
            at += value.len() - rest.len();
            value = rest;
            mended.shifts.push((text.len(), at));
        }
        if let Some(rest) = bullet(value) {
            text.push_str("- ");
            count(&mut repairs.invisible, start + at);
            at += value.len() - rest.len();
            value = rest;
            mended.shifts.push((text.len(), at));
        }
        if let Some((dash, open, close, plain, key)) = quoted_key(value) {
            count(&mut repairs.quotes, start + at + dash);
            for own in [value.get(..dash).unwrap_or_default(), plain, key, plain] {
                text.push_str(own);
            }
            let behind = dash + open.len() + key.len() + close.len();
            at += behind;
            value = value.get(behind..).unwrap_or_default();
            mended.shifts.push((text.len(), at));
        }
        let (before, quoted) = split_value(value);
        let pair = QUOTES.iter().find_map(|(open, close, plain)| {
            let inside = quoted.strip_prefix(open)?.strip_suffix(close)?;
            Some((*open, *close, *plain, inside))
        });
        match pair {
            Some((open, close, plain, inside)) => {
                let at = at + before.len();
                text.push_str(before);
                text.push_str(plain);
                count(&mut repairs.quotes, start + at);
                mended.shifts.push((text.len(), at + open.len()));
                text.push_str(inside);
                text.push_str(plain);
                mended
                    .shifts
                    .push((text.len(), at + open.len() + inside.len() + close.len()));
            }
            None => text.push_str(value),
        }
        text.push('\n');
        mended.shifts.push((text.len(), line.end));
    }
    mended.text = Cow::Owned(text);
    mended
}

/// A key in quotes that are no quotes of YAML: where they begin, what opens and closes them, what they were, and the key.
fn quoted_key(line: &str) -> Option<(usize, &str, &str, &str, &str)> {
    let inside = line.trim_start_matches(['-', ' ']);
    QUOTES.iter().find_map(|(open, close, plain)| {
        let (key, rest) = inside.strip_prefix(open)?.split_once(close)?;
        let own = rest.trim_start().starts_with(':');
        own.then_some((line.len() - inside.len(), *open, *close, *plain, key))
    })
}

/// What stands before a value, and the value: behind dashes and the first colon.
fn split_value(line: &str) -> (&str, &str) {
    let inside = line.trim_start_matches(['-', ' ']);
    let start = line.len() - inside.len();
    let key = inside
        .split_once(": ")
        .filter(|(key, _)| !key.contains(char::is_whitespace) && key.is_ascii());
    let value = key.map_or(start, |(_, value)| line.len() - value.trim_start().len());
    line.split_at_checked(value).unwrap_or(("", line))
}
