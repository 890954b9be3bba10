//! A reader of JSON's outline that never fails and never recurses: members of objects, elements of lists, and
//! how far a value reaches. What is whole before a cut is found; what is not JSON is stepped over.

use std::borrow::Cow;
use std::ops::Range;

use crate::outline::{Entry, Node, bit, tag};

/// The text of a value, with what is known of its inside where the document it is of was gone over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    node: Option<Node<'a>>,
}

impl<'a> From<&'a str> for Part<'a> {
    fn from(text: &'a str) -> Self {
        Self { text, node: None }
    }
}

impl<'a> Part<'a> {
    /// A value of a document that was gone over.
    pub(crate) fn new(text: &'a str, node: Node<'a>) -> Self {
        let node = Some(node);
        Self { text, node }
    }

    /// What is inside of an object or list whose document was gone over, with each entry.
    pub(crate) fn inside(self) -> Option<impl ExactSizeIterator<Item = (&'a Entry, Self)>> {
        let Self { text, node } = self;
        let node = node?;
        let base = node.own.start as usize;
        Some(node.inside().iter().map(move |own| {
            let range = own.start as usize - base..own.end as usize - base;
            let text = text.get(range).unwrap_or_default();
            (own, Self::new(text, node.at(own)))
        }))
    }

    /// Whether it is a text that stands for itself between its quotes, as far as that is known.
    pub(crate) fn is_plain(self) -> bool {
        self.node.is_some_and(|node| node.own.plain)
    }
}

/// One value inside an object or list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'a> {
    start: usize,
    end: usize,
    /// It reaches its own end: brackets and quotes are closed.
    pub(crate) whole: bool,
    node: Option<Node<'a>>,
}

impl<'a> Value<'a> {
    /// Where it stands in the text that was scanned.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.end
    }

    /// Itself, of the text that was scanned.
    pub(crate) fn part(&self, text: &'a str) -> Part<'a> {
        Part {
            text: text.get(self.range()).unwrap_or_default(),
            node: self.node,
        }
    }
}

/// The members of an object, in order; a key may come twice.
#[derive(Default, Debug)]
pub(crate) struct Members<'a> {
    text: &'a str,
    /// Where the text begins in what its entries count from.
    base: usize,
    /// What was gone over, where it was.
    node: Option<Node<'a>>,
    list: Cow<'a, [Entry]>,
    /// A bit for each key that is there.
    seen: u64,
    /// The object has its closing bracket, and between its brackets nothing but members.
    pub(crate) whole: bool,
}

impl<'a> Members<'a> {
    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    pub(crate) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The value of a key; of a key that comes twice the last, as serde_json has it.
    pub(crate) fn get(&self, key: &str) -> Option<Value<'a>> {
        let tag = tag(key.as_bytes());
        if self.seen & bit(tag) == 0 {
            return None;
        }
        let mut same = self.list.iter().enumerate().rev();
        let found = same.find(|(_, own)| own.tag == tag && self.key(own) == key);
        found.map(|(at, own)| self.value(at, own))
    }

    /// Every value of a key.
    pub(crate) fn all(&self, key: &str) -> impl Iterator<Item = Value<'a>> {
        let tag = tag(key.as_bytes());
        let list = match self.seen & bit(tag) {
            0 => &[][..],
            _ => &self.list,
        };
        let same = list.iter().enumerate();
        let same = same.filter(move |(_, own)| own.tag == tag && self.key(own) == key);
        same.map(|(at, own)| self.value(at, own))
    }

    /// Keys and values.
    pub(crate) fn iter(
        &self,
    ) -> impl DoubleEndedIterator<Item = (Cow<'a, str>, Value<'a>)> + ExactSizeIterator + '_ {
        let list = self.list.iter().enumerate();
        list.map(|(at, own)| (self.key(own), self.value(at, own)))
    }

    /// All of it, where its document was gone over.
    pub(crate) fn whole_part(&self) -> Option<Part<'a>> {
        Some(Part::new(self.text, self.node?))
    }

    /// The key of one of its entries.
    pub(crate) fn key(&self, own: &Entry) -> Cow<'a, str> {
        let range = own.key as usize - self.base..own.key_end as usize - self.base;
        let raw = self.text.get(range).unwrap_or_default();
        match own.plain_key {
            true => Cow::Borrowed(raw.get(1..raw.len() - 1).unwrap_or_default()),
            false => string(raw),
        }
    }

    fn value(&self, at: usize, own: &Entry) -> Value<'a> {
        Value {
            start: own.start as usize - self.base,
            end: own.end as usize - self.base,
            whole: own.whole,
            node: self
                .node
                .and_then(|node| Some(node.at(node.inside().get(at)?))),
        }
    }
}

/// The elements of a list.
#[derive(Default, Debug)]
pub(crate) struct Elements<'a> {
    /// In order.
    pub(crate) list: Vec<Value<'a>>,
    /// The list has its closing bracket.
    pub(crate) whole: bool,
}

/// The members of an object.
pub(crate) fn members<'a>(object: impl Into<Part<'a>>) -> Members<'a> {
    let Part { text, node } = object.into();
    let Some(node) = node.filter(|_| text.starts_with('{')) else {
        return scan_members(text);
    };
    Members {
        text,
        base: node.own.start as usize,
        node: Some(node),
        list: Cow::Borrowed(node.inside()),
        seen: node.own.seen,
        whole: true,
    }
}

/// The elements of a list.
pub(crate) fn elements<'a>(list: impl Into<Part<'a>>) -> Elements<'a> {
    let Part { text, node } = list.into();
    let Some(node) = node.filter(|_| text.starts_with('[')) else {
        return scan_elements(text);
    };
    let base = node.own.start as usize;
    let list = node.inside().iter().map(|own| Value {
        start: own.start as usize - base,
        end: own.end as usize - base,
        whole: own.whole,
        node: Some(node.at(own)),
    });
    Elements {
        list: list.collect(),
        whole: true,
    }
}

/// The members of the object that `text` starts with.
fn scan_members(text: &str) -> Members<'_> {
    let bytes = text.as_bytes();
    let mut members = Members {
        text,
        ..Members::default()
    };
    let mut clean = true;
    let mut at = after_open(bytes, b'{');
    loop {
        at = skip_space(bytes, at);
        match bytes.get(at) {
            None => return members,
            Some(b'}') => {
                members.whole = clean;
                return members;
            }
            Some(b',') => at += 1,
            Some(b'"') => {
                let (end, closed) = skip_string(bytes, at);
                if !closed {
                    return members;
                }
                let key = at..end;
                at = skip_space(bytes, end);
                if bytes.get(at) != Some(&b':') {
                    clean = false;
                    continue;
                }
                let start = skip_space(bytes, at + 1);
                match bytes.get(start) {
                    None => return members,
                    Some(b',' | b'}') => {
                        clean = false;
                        at = start;
                    }
                    Some(_) => {
                        let (end, whole) = skip_value(bytes, start);
                        let own = entry(text, key, start..end, whole);
                        members.seen |= own.bit();
                        members.list.to_mut().push(own);
                        at = end;
                    }
                }
            }
            Some(_) => {
                clean = false;
                at = skip_value(bytes, at).0;
            }
        }
    }
}

/// The elements of the list that `text` starts with.
fn scan_elements(text: &str) -> Elements<'_> {
    let bytes = text.as_bytes();
    let mut elements = Elements::default();
    let mut at = after_open(bytes, b'[');
    loop {
        at = skip_space(bytes, at);
        match bytes.get(at) {
            None => return elements,
            Some(b']') => {
                elements.whole = true;
                return elements;
            }
            Some(b',') => at += 1,
            Some(_) => {
                let (end, whole) = skip_value(bytes, at);
                elements.list.push(Value {
                    start: at,
                    end,
                    whole,
                    node: None,
                });
                at = end;
            }
        }
    }
}

fn entry(text: &str, key: Range<usize>, value: Range<usize>, whole: bool) -> Entry {
    // Texts are far shorter than that.
    let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let raw = text.get(key.clone()).unwrap_or_default();
    let own = string(raw);
    Entry {
        tag: tag(own.as_bytes()),
        key: short(key.start),
        key_end: short(key.end),
        start: short(value.start),
        end: short(value.end),
        plain_key: raw.len() == own.len() + 2 && matches!(own, Cow::Borrowed(_)),
        whole,
        ..Entry::default()
    }
}

/// What a string in its quotes says; one that is no JSON as it stands.
pub(crate) fn string(raw: &str) -> Cow<'_, str> {
    let inside = raw.strip_prefix('"').and_then(|raw| raw.strip_suffix('"'));
    match inside {
        Some(plain) if is_plain(plain) => Cow::Borrowed(plain),
        _ => serde_json::from_str(raw).map_or(Cow::Borrowed(raw), Cow::Owned),
    }
}

/// Whether a string stands for itself between its quotes.
pub(crate) fn is_plain(inside: &str) -> bool {
    inside
        .bytes()
        .all(|byte| byte != b'\\' && byte != b'"' && byte >= b' ')
}

/// How deep brackets nest in a text.
pub(crate) fn depth(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth, mut deepest) = (0, 0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at = skip_string(bytes, at).0,
            b'{' | b'[' => {
                depth += 1;
                deepest = deepest.max(depth);
                at += 1;
            }
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                at += 1;
            }
            _ => at += 1,
        }
    }
    deepest
}

/// One step of a path into JSON.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Step {
    /// Member of an object.
    Key(String),
    /// Element of a list, from 0.
    Index(usize),
}

/// Where the value at a path begins; where the path leads no further, the last that is there.
pub(crate) fn locate(text: &str, path: &[Step]) -> usize {
    let mut range = 0..text.len();
    for step in path {
        let Some(slice) = text.get(range.clone()) else {
            break;
        };
        let next = match step {
            Step::Key(key) => members(slice).get(key),
            Step::Index(index) => elements(slice).list.get(*index).copied(),
        };
        let Some(value) = next else { break };
        range = range.start + value.range().start..range.start + value.range().end;
    }
    range.start
}

/// The way to the value that begins at an offset; as far as values lead there.
pub(crate) fn way_to(text: &str, at: usize) -> Vec<Step> {
    let mut path = Vec::new();
    let mut range = 0..text.len();
    while range.start < at {
        let slice = text.get(range.clone()).unwrap_or_default();
        let start = range.start;
        let holds =
            |own: &Value<'_>| (start + own.range().start..start + own.range().end).contains(&at);
        let found = match slice.as_bytes().first() {
            Some(b'{') => {
                let found = members(slice);
                let found = found.iter().find(|(_, own)| holds(own));
                found.map(|(key, own)| (Step::Key(key.into_owned()), own))
            }
            Some(b'[') => {
                let mut list = elements(slice).list.into_iter().enumerate();
                let found = list.find(|(_, own)| holds(own));
                found.map(|(index, own)| (Step::Index(index), own))
            }
            _ => None,
        };
        let Some((step, own)) = found else { break };
        path.push(step);
        range = start + own.range().start..start + own.range().end;
    }
    path
}

fn after_open(bytes: &[u8], open: u8) -> usize {
    let at = skip_space(bytes, 0);
    if bytes.get(at) == Some(&open) {
        at + 1
    } else {
        bytes.len()
    }
}

pub(crate) fn skip_space(bytes: &[u8], mut at: usize) -> usize {
    while matches!(bytes.get(at), Some(b' ' | b'\t' | b'\n' | b'\r')) {
        at += 1;
    }
    at
}

/// The end of the string that begins at `at`, and whether it is closed.
pub(crate) fn skip_string(bytes: &[u8], at: usize) -> (usize, bool) {
    let mut at = at + 1;
    while let Some(found) = memchr::memchr2(b'"', b'\\', bytes.get(at..).unwrap_or_default()) {
        at += found;
        if bytes.get(at) == Some(&b'"') {
            return (at + 1, true);
        }
        at += 2;
    }
    (bytes.len(), false)
}

/// The end of the value that begins at `at`, and whether it is whole. Always goes on by a byte at least.
fn skip_value(bytes: &[u8], start: usize) -> (usize, bool) {
    match bytes.get(start) {
        Some(b'"') => return skip_string(bytes, start),
        Some(b'{' | b'[') => {}
        _ => {
            let mut at = start + 1;
            while let Some(byte) = bytes.get(at) {
                if matches!(byte, b',' | b']' | b'}' | b'{' | b'[' | b'"')
                    || byte.is_ascii_whitespace()
                {
                    return (at, true);
                }
                at += 1;
            }
            // A bare word at the very end may have been cut.
            return (bytes.len(), false);
        }
    }
    let (mut at, mut depth) = (start, 0_usize);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => {
                at = skip_string(bytes, at).0;
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth -= 1;
                if depth == 0 {
                    return (at + 1, true);
                }
            }
            _ => {}
        }
        at += 1;
    }
    (bytes.len(), false)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_whole_before_a_cut_is_found() {
        let text = r#"[{"a":1},{"b":[1,2]},{"c":{"d"#;
        let found = elements(text);
        assert!(!found.whole);
        let whole: Vec<_> = found.list.iter().map(|value| value.whole).collect();
        assert_eq!(whole, [true, true, false]);
        let cut = members(&text[found.list[2].range()]);
        assert_eq!(cut.len(), 1);
        assert!(!cut.whole && cut.iter().all(|(_, own)| !own.whole));
    }

    #[test]
    fn paths_lead_to_places() {
        let text = r#"{"allowed":[{"ports":["80","80-x"]}]}"#;
        let path = [
            Step::Key("allowed".into()),
            Step::Index(0),
            Step::Key("ports".into()),
            Step::Index(1),
        ];
        assert_eq!(&text[locate(text, &path)..][..6], "\"80-x\"");
        assert_eq!(way_to(text, locate(text, &path)), path);
    }

    #[test]
    fn nothing_makes_it_stand_still() {
        for text in [
            "[}", "[:", "{]", "{:", "{\"a\"", "{\"a\":", "[\"\\", "{a:1}", "", "]",
        ] {
            members(text);
            elements(text);
            depth(text);
        }
        assert_eq!(depth("[[{\"[[[\":[]}]]"), 4);
    }
}
