//! Which lines of a paste are a YAML document, told by how they begin and how far they are indented: keys as Google's
//! and Kubernetes' objects have them, not sentences with a colon in them.

use std::collections::BTreeSet;
use std::ops::Range;

use super::behind::{Behind, Document, is_aside};

/// Lines that look like a YAML document.
#[derive(Debug)]
pub(super) struct Block {
    /// Where they stand, with the marks of where the document begins and ends.
    pub(super) range: Range<usize>,
    /// The document alone.
    pub(super) body: Range<usize>,
    /// How far it is indented.
    pub(super) base: usize,
    /// It is a list, not an object.
    pub(super) list: bool,
    /// The last line is a key without a value, or a dash without anything behind it.
    pub(super) open: bool,
    /// A terminal wrapped lines of it.
    pub(super) wrapped: bool,
    /// A shell or a pager put lines of its own between those of it.
    pub(super) asides: bool,
    /// Where lines were left out, with `...`, or stand behind something else: what stands here is not all of it.
    pub(super) cut: Option<usize>,
    /// It is gcloud's flattened format: no YAML, though most of its lines look like it.
    pub(super) flattened: bool,
}

/// What a line is that stands no deeper than the first of its document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Line<'a> {
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
        Line::Key(_) if is_inside_json(first.content, lines.clone()) => return None,
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
    let mut flattened = false;
    let mut asides = false;
    let mut cut = None;
    // A wrapped line, and where its rest ends.
    let mut joined: Option<(usize, usize)> = None;
    // The last key further inside, and how far it is indented.
    let mut inner = None;
    let mut line = Some(first);
    while let Some(own) = line {
        if !own.content.is_empty() {
            let kind = kind(own.content);
            flattened |= own.indent == base && is_flattened(own.content);
            if let Line::Key(key) = kind
                && own.indent == base
                && !list
                && let Some(begin) = keys.another(key, own, &lines)
            {
                // Another document began further up.
                let end = begin.max(first.start + 1);
                return Some(Block {
                    range: at..end,
                    body: body..end,
                    base,
                    list,
                    open: false,
                    wrapped,
                    asides,
                    cut,
                    flattened,
                });
            }
            let goes_on = own.indent > base
                || (own.indent == base
                    && match kind {
                        Line::Key(_) => !list,
                        Line::Item | Line::Comment | Line::Closing => true,
                        Line::Other => is_flattened(own.content) || is_long_key(own, last),
                    });
            // What a terminal wrapped goes on at its left edge.
            let before = text.get(body..end).unwrap_or_default();
            let rest = !goes_on && end == own.start && is_rest_of(before, &own);
            wrapped |= rest;
            joined = joined.filter(|(_, behind)| *behind == own.start);
            if rest {
                joined = Some((last.start, own.end));
            }
            let document = || Document {
                base,
                list,
                keys: &keys,
                direct: end == own.start,
                items: kind_of(last) == Line::Item || is_open(last.content),
                inner,
            };
            if own.is_mark() || (!goes_on && !rest && own.content != "...") {
                let aside = is_aside(own.content);
                let open = end == own.start && is_open(last.content) && !own.is_mark();
                let behind = match open && !aside {
                    true => Behind::GoesOn,
                    false => document().behind(own, lines.clone()),
                };
                match behind {
                    Behind::GoesOn => asides |= aside,
                    Behind::Ends => break,
                    Behind::Torn => {
                        // A line that seemed to be wrapped may have been none of it either.
                        cut.get_or_insert(joined.map_or(end, |(start, _)| start));
                        break;
                    }
                }
                if aside {
                    end = own.end;
                    line = lines.next();
                    continue;
                }
            }
            if own.content == "..." && own.indent == base {
                let again = |line: &Row<'_>| !line.content.is_empty();
                let next = lines.clone().find(again);
                if !keys.is_named()
                    || next.is_none_or(|next| !document().is_own(&next, false, false))
                {
                    return Some(Block {
                        range: at..own.end,
                        body: body..own.start,
                        base,
                        list,
                        open: false,
                        wrapped,
                        asides,
                        cut,
                        flattened,
                    });
                }
                cut.get_or_insert(own.start);
            }
            if let Line::Key(key) = kind
                && own.indent > base
            {
                inner = Some((own.indent, key));
            }
            last = own;
            end = own.end;
        }
        line = lines.next();
    }
    body = body.min(end);
    Some(Block {
        range: at..end,
        body: body..end,
        base,
        list,
        open: is_open(last.content),
        wrapped,
        asides,
        cut,
        flattened,
    })
}

/// Whether a line is a field of a JSON object whose beginning is missing.
fn is_inside_json(content: &str, mut lines: Lines<'_>) -> bool {
    let closes = |line: Row<'_>| line.content.starts_with(['}', ']']);
    content.starts_with('"')
        && (content.ends_with([',', '{', '[']) || lines.next().is_some_and(closes))
}

/// Whether a line is a key without a value, or a dash without anything behind it.
fn is_open(content: &str) -> bool {
    let told = without_comment(content).trim_end();
    told.ends_with(':') || told.ends_with(" -") || told == "-"
}

/// A line without the comment behind what it says. Most have none.
fn without_comment(content: &str) -> &str {
    match content.contains('#') {
        true => content.split(" #").next().unwrap_or_default(),
        false => content,
    }
}

/// Whether a line is half of a key and its value, as YAML has them where the key is long.
fn is_long_key(line: Row<'_>, last: Row<'_>) -> bool {
    line.content.starts_with("? ")
        || (last.content.starts_with("? ") && line.content.starts_with(':'))
}

/// Whether a line is one of gcloud's flattened format: the way to a value, with dots and numbers.
pub(crate) fn is_flattened(content: &str) -> bool {
    let Some((way, value)) = content.split_once(':') else {
        return false;
    };
    let part = |own: char| own.is_ascii_alphanumeric() || "_-.[]".contains(own);
    let deep = way.contains('.') || (way.contains('[') && way.ends_with(']'));
    deep && way.starts_with(|own: char| own.is_ascii_lowercase())
        && way.chars().all(part)
        && (value.is_empty() || value.starts_with(' '))
}

/// The keys of a document's outermost object. Documents that follow one another without a mark between them show by a
/// key that is there again.
#[derive(Default)]
pub(super) struct Keys<'a> {
    seen: BTreeSet<&'a str>,
    last: &'a str,
    /// Where the keys last began anew in alphabetical order, which is how gcloud prints them.
    began: usize,
}

/// Keys by which objects are told apart: a document that has one of them is not followed by one that has none.
pub(super) const OWN_NAME: [&str; 4] = ["name", "kind", "metadata", "bindings"];

/// How many lines are looked at for one of them.
pub(super) const AHEAD: usize = 2_000;

impl<'a> Keys<'a> {
    /// One more key; where another document began, if this one shows it.
    fn another(&mut self, key: &'a str, line: Row<'a>, lines: &Lines<'a>) -> Option<usize> {
        if key <= self.last {
            self.began = line.start;
        }
        self.last = key;
        let again = !self.seen.insert(key);
        (again && self.is_named_again(key, line.indent, lines.clone())).then_some(self.began)
    }

    /// Whether a key, or one of those that follow it, names another object. Where none does, a field of this one is
    /// there twice.
    fn is_named_again(&self, key: &'a str, base: usize, lines: Lines<'a>) -> bool {
        let names: Vec<&str> = OWN_NAME
            .into_iter()
            .filter(|name| self.seen.contains(name))
            .collect();
        if names.is_empty() || names.contains(&key) {
            return true;
        }
        let mut seen = BTreeSet::from([key]);
        for line in lines.take(AHEAD).filter(|own| own.indent == base) {
            match kind(line.content) {
                Line::Key(key) if names.contains(&key) => return true,
                Line::Key(key) if seen.insert(key) => {}
                Line::Item | Line::Comment | Line::Closing => {}
                Line::Other if line.content.is_empty() => {}
                Line::Key(_) | Line::Other => return false,
            }
        }
        false
    }

    /// Whether the object so far has a key by which objects are told apart.
    pub(super) fn is_named(&self) -> bool {
        OWN_NAME.iter().any(|name| self.seen.contains(name))
    }

    /// Whether a key comes behind those that were there.
    pub(super) fn is_next(&self, key: &str) -> bool {
        key > self.last && !self.seen.contains(key)
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
    let rest = line.indent == 0 && plain && last.len() >= WIDTH && address.contains('/');
    rest && !is_aside(line.content) && !is_time(line.content)
}

/// Whether a line is a time of day, as chats have it between what was said.
fn is_time(content: &str) -> bool {
    let mut parts = content.split(':');
    let digits = |own: &str| own.len() <= 2 && own.bytes().all(|byte| byte.is_ascii_digit());
    content.contains(':') && parts.all(digits)
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
    pub(super) fn is_mark(&self) -> bool {
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

pub(super) fn kind_of(line: Row<'_>) -> Line<'_> {
    kind(line.content)
}

fn kind(content: &str) -> Line<'_> {
    match content.as_bytes().first() {
        Some(b'#') => Line::Comment,
        Some(b'}' | b']') => Line::Closing,
        Some(_) if content == "-" || is_item(content) => Line::Item,
        Some(_) => key_of(content).map_or(Line::Other, Line::Key),
        None => Line::Other,
    }
}

fn is_item(content: &str) -> bool {
    content.starts_with("- ") || content.starts_with("-\u{a0}") || bullet(content).is_some()
}

/// What stands behind the dash or point that a word processor or a chat puts in place of a list's `- `.
pub(super) fn bullet(content: &str) -> Option<&str> {
    BULLETS.iter().find_map(|own| content.strip_prefix(own))
}

const BULLETS: [&str; 3] = ["\u{2013} ", "\u{2014} ", "\u{2022} "];

/// Whether the first item of a list is an object or a list, not a sentence.
fn begins_object(content: &str, mut lines: Lines<'_>) -> bool {
    let inside = bullet(content).unwrap_or(content);
    let inside = inside.trim_start_matches(['-', ' ', '\u{a0}']);
    // An anchor names what follows.
    let inside = match inside.strip_prefix('&') {
        Some(named) => named.split_once(' ').map_or("", |(_, own)| own),
        None => inside,
    };
    let inside = match inside {
        "" => lines.next().map_or("", |next| next.content),
        own => own.strip_prefix('{').unwrap_or(own).trim_start(),
    };
    matches!(kind(inside), Line::Key(_) | Line::Item)
}

/// The key of a line, where it is one that a sentence does not begin with.
fn key_of(content: &str) -> Option<&str> {
    let quote = content
        .chars()
        .next()
        .filter(|own| "\"'\u{2018}\u{2019}\u{201c}\u{201d}".contains(*own));
    let (key, value) = match quote {
        Some(quote) => {
            let close = match quote {
                '\u{2018}' => '\u{2019}',
                '\u{201c}' => '\u{201d}',
                own => own,
            };
            let rest = content.get(quote.len_utf8()..)?;
            let (key, rest) = rest.split_once(close)?;
            (key, rest.trim_start().strip_prefix(':')?)
        }
        None => match content.split_once([':', '：']) {
            Some((key, value)) if content.get(key.len()..)?.starts_with('：') => {
                return is_key(key)
                    .then_some(key)
                    .filter(|_| is_value(value.trim()));
            }
            other => {
                let (key, value) = other?;
                (key.trim_end(), value)
            }
        },
    };
    let spaced = value.is_empty() || value.starts_with([' ', '\t', '\u{a0}']);
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
            // Most values have no colon at all.
            !value.contains(':') || {
                let told = without_comment(value);
                !told.contains(": ") && !told.ends_with(':')
            }
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
    fn what_a_pager_or_a_chat_put_into_a_document_does_not_end_it() {
        let half = "name: x\nnetwork: y\n";
        let rest = "sourceRanges:\n- z\ntargetTags:\n- none\n";
        for foreign in [
            "--More--",
            "alice  10:32 AM",
            "WARNING: odd",
            "[Page 2]",
            "^C",
            "...",
            "```\n```yaml",
        ] {
            let whole = format!("{half}{foreign}\n{rest}");
            check(&whole, &[&whole]);
        }
        let whole = "name: x\nranges:\n- a\n--More--\n- b\nz: 1\n";
        check(whole, &[whole]);
        let whole = "kind: x\nlist:\n  a: b\n--More--\n  c: d\n";
        check(whole, &[whole]);
    }

    #[test]
    fn what_follows_a_command_or_begins_anew_is_another_document() {
        let half = "kind: x\nname: x\n";
        check(
            &format!("{half}$ gcloud y\nstatus: z\n"),
            &[half, "status: z\n"],
        );
        check(
            &format!("{half}Now the policy:\nbindings: z\n"),
            &[half, "bindings: z\n"],
        );
        check(&format!("{half}Then do:\n\n- this\n- that\n"), &[half]);
    }

    #[test]
    fn a_field_that_is_there_twice_begins_no_document() {
        let whole = "kind: x\nname: x\ntags: a\ntags: b\n";
        check(whole, &[whole]);
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
