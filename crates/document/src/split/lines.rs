//! Which lines of a paste are a YAML document, told by how they begin and how far they are indented: keys as Google's
//! and Kubernetes' objects have them, not sentences with a colon in them.

use std::collections::BTreeSet;
use std::ops::Range;

/// Lines that look like a YAML document.
#[derive(Debug)]
pub(super) struct Block {
    /// Where they stand, with the marks of where the document begins and ends.
    pub(super) range: Range<usize>,
    /// The document alone.
    pub(super) body: Range<usize>,
    /// The last line is a key without a value, or a dash without anything behind it.
    pub(super) open: bool,
    /// A terminal wrapped lines of it.
    pub(super) wrapped: bool,
}

/// What a line is that stands no deeper than the first of its document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Line<'a> {
    /// `key: value`, or `key:`.
    Key(&'a str),
    /// `- …`
    Item,
    /// A comment.
    Comment,
    /// A bracket that closes what a line before opened.
    Closing,
    /// Something else.
    Other,
}

/// The YAML document whose first line begins at an offset.
pub(super) fn block(text: &str, at: usize) -> Option<Block> {
    let mut lines = Lines { text, at };
    let mut start = at;
    let mut first = lines.next()?;
    if first.is_mark() {
        // A comment may stand before the first key.
        loop {
            start = lines.at;
            first = lines.next()?;
            if !first.content.is_empty() && kind(first.content) != Line::Comment {
                break;
            }
        }
    }
    let list = match kind(first.content) {
        Line::Key(_) => false,
        Line::Item if begins_object(first.content, lines.clone()) => true,
        _ => return None,
    };
    let base = first.indent;
    let mut keys = Keys::default();
    let mut last = first;
    let mut end = first.start;
    let mut body = start;
    let mut wrapped = false;
    let mut line = Some(first);
    while let Some(own) = line {
        if !own.content.is_empty() {
            let goes_on = own.indent > base
                || (own.indent == base
                    && match kind(own.content) {
                        Line::Key(key) if !list => match keys.another(key, own.start) {
                            None => true,
                            Some(begin) => {
                                // Another document began further up.
                                let end = begin.max(first.start + 1);
                                return Some(Block {
                                    range: at..end,
                                    body: body..end,
                                    open: false,
                                    wrapped,
                                });
                            }
                        },
                        Line::Item | Line::Comment | Line::Closing => true,
                        Line::Key(_) | Line::Other => false,
                    });
            // What a terminal wrapped goes on at its left edge.
            let before = text.get(body..end).unwrap_or_default();
            let rest = !goes_on && end == own.start && is_rest_of(before, &own);
            wrapped |= rest;
            if (!goes_on && !rest) || own.is_mark() {
                break;
            }
            if own.content == "..." {
                return Some(Block {
                    range: at..own.end,
                    body: body..own.start,
                    open: false,
                    wrapped,
                });
            }
            last = own;
            end = own.end;
        }
        line = lines.next();
    }
    body = body.min(end);
    let told = last
        .content
        .split(" #")
        .next()
        .unwrap_or_default()
        .trim_end();
    Some(Block {
        range: at..end,
        body: body..end,
        open: told.ends_with(':') || told.ends_with(" -") || told == "-",
        wrapped,
    })
}

/// The keys of a document's outermost object. Documents that follow one another without a mark between them show by a
/// key that is there again.
#[derive(Default)]
struct Keys<'a> {
    seen: BTreeSet<&'a str>,
    last: &'a str,
    /// Where the keys last began anew in alphabetical order, which is how gcloud prints them.
    began: usize,
}

impl<'a> Keys<'a> {
    /// One more key; where another document began, if this one shows it.
    fn another(&mut self, key: &'a str, at: usize) -> Option<usize> {
        if key <= self.last {
            self.began = at;
        }
        self.last = key;
        (!self.seen.insert(key)).then_some(self.began)
    }
}

/// The shortest line that a terminal wraps.
const WIDTH: usize = 60;

/// Whether a line is the rest of the one that a text ends with: a long one that ends inside of an address, and this one
/// is a single word at the left edge that such an address is made of.
pub(super) fn is_rest_of(before: &str, line: &Row<'_>) -> bool {
    let last = before.trim_end().rsplit('\n').next().unwrap_or_default();
    let address = last.rsplit(' ').next().unwrap_or_default();
    let part = |byte: u8| byte.is_ascii_alphanumeric() || b"_-./:%@".contains(&byte);
    let plain = !line.content.is_empty()
        && line.content.bytes().all(part)
        && line
            .content
            .bytes()
            .any(|byte| byte.is_ascii_alphanumeric())
        && !line.content.ends_with(':');
    line.indent == 0 && plain && last.len() >= WIDTH && address.contains('/')
}

/// One line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Row<'a> {
    pub(super) start: usize,
    /// Behind its line break.
    pub(super) end: usize,
    pub(super) indent: usize,
    /// Without the space around it.
    pub(super) content: &'a str,
}

impl Row<'_> {
    /// The mark that begins a document.
    fn is_mark(&self) -> bool {
        let rest = self.content.strip_prefix("---");
        self.indent == 0
            && rest.is_some_and(|rest| rest.trim().is_empty() || rest.starts_with(" #"))
    }
}

#[derive(Clone)]
pub(super) struct Lines<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
}

/// How far a character indents: web pages and chats put no-break and ideographic spaces.
fn width(character: char) -> Option<usize> {
    match character {
        ' ' | '\u{a0}' => Some(1),
        '\u{3000}' => Some(2),
        '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => Some(0),
        _ => None,
    }
}

impl<'a> Iterator for Lines<'a> {
    type Item = Row<'a>;

    fn next(&mut self) -> Option<Row<'a>> {
        let rest = self.text.get(self.at..).filter(|rest| !rest.is_empty())?;
        let line = rest.split_inclusive('\n').next()?;
        let start = self.at;
        self.at += line.len();
        let content = line.trim_start_matches(|own| width(own).is_some());
        let lead = line.get(..line.len() - content.len()).unwrap_or_default();
        Some(Row {
            start,
            end: self.at,
            indent: lead.chars().filter_map(width).sum(),
            content: content.trim(),
        })
    }
}

fn kind(content: &str) -> Line<'_> {
    match content.as_bytes().first() {
        Some(b'#') => Line::Comment,
        Some(b'}' | b']') => Line::Closing,
        Some(b'-') if content == "-" || is_item(content) => Line::Item,
        Some(_) => key_of(content).map_or(Line::Other, Line::Key),
        None => Line::Other,
    }
}

fn is_item(content: &str) -> bool {
    content.starts_with("- ") || content.starts_with("-\u{a0}")
}

/// Whether the first item of a list is an object or a list, not a sentence.
fn begins_object(content: &str, mut lines: Lines<'_>) -> bool {
    let inside = content.trim_start_matches(['-', ' ', '\u{a0}']);
    let inside = match inside {
        "" => lines.next().map_or("", |next| next.content),
        own => own,
    };
    matches!(kind(inside), Line::Key(_) | Line::Item)
}

/// The key of a line, where it is one that a sentence does not begin with.
fn key_of(content: &str) -> Option<&str> {
    let quote = content
        .chars()
        .next()
        .filter(|own| matches!(own, '"' | '\''));
    let (key, value) = match quote {
        Some(quote) => {
            let rest = content.get(1..)?;
            let (key, rest) = rest.split_once(quote)?;
            (key, rest.trim_start().strip_prefix(':')?)
        }
        None => match content.split_once([':', '：']) {
            Some((key, value)) if content.get(key.len()..)?.starts_with('：') => {
                return is_key(key)
                    .then_some(key)
                    .filter(|_| is_value(value.trim()));
            }
            other => other?,
        },
    };
    let spaced = value.is_empty() || value.starts_with([' ', '\t']);
    (is_key(key) && spaced && is_value(value.trim())).then_some(key)
}

/// Whether something is a key, and not how a sentence begins.
fn is_key(key: &str) -> bool {
    let is_word = |own: char| own.is_ascii_alphanumeric() || "_-./".contains(own);
    // Of Google's and Kubernetes' fields only those of IP addresses begin with a capital.
    let prose = key.starts_with(|own: char| own.is_ascii_uppercase()) && !key.starts_with("IP");
    !key.is_empty() && key.chars().all(is_word) && !prose
}

/// Whether something may stand behind a key: no second colon, which sentences and messages have, and no JSON, which
/// logs have.
fn is_value(value: &str) -> bool {
    match value.as_bytes().first() {
        Some(b'{' | b'[') => {
            let inside = value.trim_start_matches(['{', '[', ' ']);
            !inside.starts_with('"')
        }
        Some(b'"' | b'\'' | b'|' | b'>' | b'&' | b'*' | b'!' | b'#') | None => true,
        _ => {
            let told = value.split(" #").next().unwrap_or_default();
            !told.contains(": ") && !told.ends_with(':')
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        let mut at = 0;
        while at < text.len() {
            match block(text, at) {
                Some(block) => {
                    found.push(&text[block.body.clone()]);
                    assert!(block.range.end > at, "{text}");
                    at = block.range.end;
                }
                None => at += text[at..].find('\n').map_or(text.len(), |end| end + 1),
            }
        }
        assert_eq!(found, expected);
    }

    #[test]
    fn documents_end_at_what_is_no_yaml() {
        check(
            "me@host:~$ gcloud x\nname: a\nlist:\n- b\n\nmore:\n  c: d\n$ gcloud y\n  name: e\n  f: g\n```\n",
            &[
                "name: a\nlist:\n- b\n\nmore:\n  c: d\n",
                "  name: e\n  f: g\n",
            ],
        );
        check(
            "---\na: 1\n---\n# two\nb: 2\n...\nc: 3\n",
            &["a: 1\n", "b: 2\n", "c: 3\n"],
        );
    }

    #[test]
    fn sentences_and_messages_are_none() {
        check("Note: something\nERROR: (gcloud.x) no\nTo do, run:\n", &[]);
        check("bash: gcloud: command not found\n- one\n- two\n", &[]);
        check("http://x\n12:30 PM\nout: {\"a\":1}\nC:\\dir\n", &[]);
        check("name: a\nNote: b\n", &["name: a\n"]);
    }

    #[test]
    fn documents_may_follow_each_other() {
        check(
            "a: 1\nname: x\nz: 2\nb: 3\nname: y\n",
            &["a: 1\nname: x\nz: 2\n", "b: 3\nname: y\n"],
        );
        check("name: x\nname: y\n", &["name: x\n", "name: y\n"]);
    }
}
