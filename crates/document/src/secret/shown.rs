//! Lines of a text as they may be shown around a place in it: whoever looks over a shoulder, or at a log, sees what the
//! readers look at, and stars for the values of everything else.

use super::said::{hide_said, is_secret};
use crate::kept::{KEPT, KEPT_ANNOTATIONS};

/// How many lines above one are looked at for what it is inside of.
const ABOVE: usize = 200;

/// What stands where a character is not shown.
const HIDDEN: char = '*';

/// Known fields whose values are anything all the same, as is everything inside of them.
const ANYTHING: &[&str] = &[
    "annotations",
    "data",
    "environmentvariables",
    "labels",
    "stringdata",
    "userlabels",
    "value",
    "variables",
];

/// What is shown of a value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Show {
    /// All.
    All,
    /// Not the value itself; fields inside of it decide for themselves.
    Inside,
    /// Nothing.
    Nothing,
}

/// A line of a text as it may be shown, with as many characters as it has.
///
/// `above` are lines before it, `torn` says that it does not begin where the line does, and `all` that no value is to
/// be shown, whatever it is of.
pub(crate) fn shown(line: &str, above: &[&str], torn: bool, all: bool) -> String {
    let mut own = Line {
        hidden: vec![false; line.len()],
        text: line,
        all,
    };
    match torn {
        true => own.torn(),
        false => own.whole(above),
    }
    let said = hide_said(line);
    let hidden = own.hidden;
    let was = said.char_indices().filter(|(_, own)| *own == HIDDEN);
    let mut stars = hidden;
    for (at, _) in was {
        if let Some(own) = stars.get_mut(at) {
            *own |= line.as_bytes().get(at) != Some(&b'*');
        }
    }
    let star = |(at, own): (usize, char)| match stars.get(at) {
        Some(true) if !own.is_whitespace() => HIDDEN,
        _ => own,
    };
    line.char_indices().map(star).collect()
}

struct Line<'a> {
    text: &'a str,
    hidden: Vec<bool>,
    all: bool,
}

impl Line<'_> {
    fn hide(&mut self, start: usize, end: usize) {
        let own = self.hidden.get_mut(start..end);
        own.into_iter().flatten().for_each(|own| *own = true);
    }

    /// What a field of this name shows.
    fn of(&self, key: &str) -> Show {
        let key = key.trim_matches(['"', '\'']);
        let plain = |own: &str| own.replace('_', "").to_ascii_lowercase();
        let word = plain(key);
        if ANYTHING.contains(&word.as_str()) || is_secret(key) {
            return Show::Nothing;
        }
        let known = KEPT.iter().chain(KEPT_ANNOTATIONS);
        match !self.all && known.into_iter().any(|own| plain(own) == word) {
            true => Show::All,
            false => Show::Inside,
        }
    }

    /// A line that begins where it does.
    fn whole(&mut self, above: &[&str]) {
        let (indent, rest) = items(self.text);
        let inside = self.inside(above, indent, rest.len() < self.text.trim_start().len());
        let start = self.text.len() - rest.len();
        if inside == Show::Nothing {
            return self.hide(start, self.text.len());
        }
        if rest.starts_with(['"', '{', '[', ']', '}', ',']) {
            return self.json(start, inside, None);
        }
        let Some((key, value)) = member(rest) else {
            if inside != Show::All {
                self.hide(start, self.text.len());
            }
            return;
        };
        let show = self.of(key);
        let start = self.text.len() - value.len();
        if value.starts_with(['"', '{', '[']) {
            self.json(start, inside, Some(show));
        } else if show != Show::All {
            self.hide(start, self.text.len());
        }
    }

    /// A part of a long line: nothing is shown before a member begins.
    fn torn(&mut self) {
        let bytes = self.text.as_bytes();
        let begins = |at: &usize| {
            let before = bytes.get(..*at).unwrap_or_default().trim_ascii_end();
            let key = self.text.get(*at + 1..).unwrap_or_default();
            let end = key.find('"').unwrap_or(key.len());
            let (key, behind) = key.split_at(end);
            bytes.get(*at) == Some(&b'"')
                && before.last().is_some_and(|own| b"{,".contains(own))
                && key.chars().all(is_part)
                && behind
                    .get(1..)
                    .is_some_and(|own| own.trim_start().starts_with(':'))
        };
        let start = (0..bytes.len()).find(begins).unwrap_or(bytes.len());
        self.hide(0, start);
        self.json(start, Show::All, None);
    }

    /// Members and values as JSON writes them. `pending` is what the first value shows, where its name is known.
    fn json(&mut self, start: usize, inside: Show, pending: Option<Show>) {
        let mut around = vec![inside];
        let mut pending = pending;
        let mut at = start;
        while let Some(own) = self.text.get(at..).and_then(|rest| rest.chars().next()) {
            let top = around.last().copied().unwrap_or(Show::All);
            match own {
                '"' => {
                    let end = end_of(self.text, at + 1);
                    let behind = self.text.get(end + 1..).unwrap_or_default().trim_start();
                    let key = self.text.get(at + 1..end).unwrap_or_default();
                    let name = behind.starts_with([':', '=']) && pending.is_none();
                    if name {
                        pending = Some(match top {
                            Show::Nothing => Show::Nothing,
                            _ => self.of(key),
                        });
                    } else if pending.take().unwrap_or(top) != Show::All {
                        self.hide(at + 1, end);
                    }
                    at = end;
                }
                '{' => around.push(match (pending.take(), top) {
                    (Some(Show::Nothing), _) | (None, Show::Nothing) => Show::Nothing,
                    _ => Show::All,
                }),
                '[' => around.push(pending.take().unwrap_or(top)),
                '}' | ']' => {
                    around.pop();
                }
                ',' => pending = None,
                _ => {}
            }
            at += own.len_utf8();
        }
    }

    /// What the lines above let be shown of a value that stands in this one without its name.
    fn inside(&self, above: &[&str], indent: usize, item: bool) -> Show {
        let mut show = match self.all {
            true => Show::Inside,
            false => Show::All,
        };
        let (mut indent, mut item, mut nearest) = (indent, item, true);
        for line in above.iter().rev().take(ABOVE) {
            let (own, rest) = items(line);
            // Items of a list may stand right below its name.
            let beside = item && own == indent && rest.len() == line.trim_start().len();
            if rest.is_empty() || own >= indent && !beside {
                continue;
            }
            (indent, item) = (own, rest.len() < line.trim_start().len());
            let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
            let found = match quoted {
                Some((key, behind)) => behind
                    .trim_start()
                    .strip_prefix([':', '='])
                    .map(|value| (key, value.trim_start())),
                None => member(rest),
            };
            let Some((key, value)) = found else {
                // An object in a list: what is inside of it has names.
                nearest &= !rest.starts_with(['{', '[']);
                continue;
            };
            let block = value.starts_with(['|', '>']);
            match self.of(key) {
                Show::Nothing => return Show::Nothing,
                Show::Inside if block => return Show::Nothing,
                Show::Inside if nearest && !value.starts_with('{') => show = Show::Inside,
                _ => {}
            }
            nearest = false;
        }
        show
    }
}

/// Where what a line says begins, in characters, and it: behind the marks of list items.
fn items(line: &str) -> (usize, &str) {
    let mut rest = line.trim_start();
    let indent = line.len() - rest.len();
    while let Some(own) = rest.strip_prefix("- ") {
        rest = own.trim_start();
    }
    (indent, rest)
}

fn is_part(own: char) -> bool {
    own.is_ascii_alphanumeric() || "_-./".contains(own)
}

/// `key: value` or `KEY=value`, where a line begins with one.
fn member(rest: &str) -> Option<(&str, &str)> {
    let rest = rest.strip_prefix("export ").unwrap_or(rest);
    let end = rest.find(|own| !is_part(own))?;
    let (key, behind) = rest.split_at(end);
    let value = behind.trim_start().strip_prefix([':', '='])?;
    // A URL, or a time, is no member; nor is what a sentence begins with.
    let apart = value.is_empty() || value.starts_with([' ', '\t']) || behind.starts_with('=');
    let word = key.starts_with(|own: char| own.is_ascii_lowercase()) || behind.starts_with('=');
    (apart && word && !key.is_empty()).then(|| (key, value.trim_start()))
}

/// Where a text in quotes ends that begins there.
fn end_of(text: &str, start: usize) -> usize {
    let mut escaped = false;
    for (at, own) in text.get(start..).unwrap_or_default().char_indices() {
        match own {
            '"' if !escaped => return start + at,
            '\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let lines: Vec<&str> = text.lines().collect();
        let all = (0..lines.len()).map(|at| shown(lines[at], &lines[..at], false, false));
        assert_eq!(all.collect::<Vec<_>>().join("\n"), expected);
    }

    #[test]
    fn values_of_fields_that_are_not_read_are_not_shown() {
        check(
            r#"{"name": "a", "creator": "me@x", "network": "vpc", "labels": {"name": "b"}, "zone": "z"}"#,
            r#"{"name": "a", "creator": "****", "network": "vpc", "labels": {"name": "*"}, "zone": "z"}"#,
        );
        check(
            "{\n  \"args\": [\n    \"--key=a\"\n  ],\n  \"sourceRanges\": [\n    \"10.0.0.0/8\"\n  ]\n}",
            "{\n  \"args\": [\n    \"*******\"\n  ],\n  \"sourceRanges\": [\n    \"10.0.0.0/8\"\n  ]\n}",
        );
        check(
            "metadata:\n  items:\n  - key: a\n    value: |\n      secret: x\n      y\nname: z\nargs:\n- a\ntags:\n- web",
            "metadata:\n  items:\n  - key: a\n    value: *\n      ******* *\n      *\nname: z\nargs:\n- *\ntags:\n- web",
        );
        check(
            "  shared_secret = \"abc\"\n  source_ranges = [\"10.0.0.0/8\"]\n  images = [\"x\"]",
            "  shared_secret = \"***\"\n  source_ranges = [\"10.0.0.0/8\"]\n  images = [\"*\"]",
        );
    }

    #[test]
    fn prompts_and_sentences_are_shown() {
        check(
            "me@host:~$ gcloud compute networks list",
            "me@host:~$ gcloud compute networks list",
        );
        check(
            "ERROR: (gcloud.x) no such thing",
            "ERROR: (gcloud.x) no such thing",
        );
        check("PASSWORD=abc", "PASSWORD=***");
        check("> Authorization: Bearer abc", "> Authorization: ****** ***");
    }

    #[test]
    fn a_part_of_a_line_is_shown_where_it_is_known_what_it_is() {
        let torn = |text: &str| shown(text, &[], true, false);
        assert_eq!(
            torn(r#"a\",\"b\": "x", "name": "y"}"#),
            r#"********** **** "name": "y"}"#
        );
        assert_eq!(torn("abc def"), "*** ***");
    }

    #[test]
    fn nothing_is_shown_of_what_is_marked_as_sensitive() {
        assert_eq!(
            shown(r#"  "network_ip": "10.0.0.2","#, &[], false, true),
            r#"  "network_ip": "********","#
        );
        assert_eq!(
            shown(r#"    "a""#, &[r#"  "tags": ["#], false, true),
            r#"    "*""#
        );
    }
}
