//! JSON that is whole and well-formed, gone over once: where each value stands and what is inside of it. Everything that
//! is asked of such a document later, its lists, objects, keys and values, is looked up here and not scanned again.
//! What is not well-formed has no outline; it is read as far as it can be ([`crate::scan`]).

use std::borrow::Cow;

use crate::scan::string;
use crate::split::DEPTH_LIMIT;

/// One value, with the key before it where it is an object's. Places are those in the document, which is far shorter
/// than they could count.
#[derive(Clone, Copy, Default, Debug)]
pub(crate) struct Entry {
    /// Tells keys apart before they are compared: [`tag`].
    pub(crate) tag: u32,
    /// The key, with its quotes.
    pub(crate) key: u32,
    pub(crate) key_end: u32,
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Where the values inside of it begin among all, and how many they are.
    pub(crate) first: u32,
    pub(crate) count: u32,
    /// A bit for each key inside: most that are asked for are not there.
    pub(crate) seen: u64,
    /// The key stands for itself between its quotes.
    pub(crate) plain_key: bool,
    /// So does the value, where it is a text.
    pub(crate) plain: bool,
    /// The value reaches its own end.
    pub(crate) whole: bool,
}

impl Entry {
    /// One of 64 bits by its key.
    pub(crate) fn bit(&self) -> u64 {
        bit(self.tag)
    }
}

/// One of 64 bits by the tag of a key.
pub(crate) fn bit(tag: u32) -> u64 {
    1 << (tag.wrapping_mul(0x9e37_79b9) >> 26)
}

/// A document gone over.
#[derive(Debug)]
pub(crate) struct Outline {
    /// Every value; those inside of one stand together.
    all: Vec<Entry>,
    root: Entry,
}

/// One value of a document that was gone over.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node<'a> {
    all: &'a [Entry],
    pub(crate) own: &'a Entry,
}

impl Outline {
    /// Goes over the document that a text begins with.
    pub(crate) fn of(text: &str) -> Option<Self> {
        let mut going = Going {
            text,
            bytes: text.as_bytes(),
            at: 0,
            open: Vec::new(),
            waiting: Vec::new(),
            all: Vec::new(),
        };
        let root = going.document()?;
        Some(Self {
            all: going.all,
            root,
        })
    }

    /// Where the document ends.
    pub(crate) fn end(&self) -> usize {
        self.root.end as usize
    }

    /// All of it.
    pub(crate) fn root(&self) -> Node<'_> {
        Node {
            all: &self.all,
            own: &self.root,
        }
    }
}

impl<'a> Node<'a> {
    /// The members of an object or elements of a list, in order.
    pub(crate) fn inside(self) -> &'a [Entry] {
        let first = self.own.first as usize;
        let end = first + self.own.count as usize;
        self.all.get(first..end).unwrap_or_default()
    }

    /// One of these.
    pub(crate) fn at(self, own: &'a Entry) -> Self {
        Self { all: self.all, own }
    }
}

/// What tells most keys apart: length and a few letters.
pub(crate) const fn tag(key: &[u8]) -> u32 {
    let (Some(first), Some(last)) = (key.first(), key.last()) else {
        return 0;
    };
    let (third, middle) = (key[key.len() / 3], key[key.len() / 2]);
    let mut sum = key.len() as u32;
    sum = sum.wrapping_mul(31).wrapping_add(*first as u32);
    sum = sum.wrapping_mul(31).wrapping_add(third as u32);
    sum = sum.wrapping_mul(31).wrapping_add(middle as u32);
    sum.wrapping_mul(31).wrapping_add(*last as u32)
}

struct Going<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// What is not closed yet: its entry, and where what is inside of it begins among what waits.
    open: Vec<(Entry, usize)>,
    /// What is inside of it, until it is closed.
    waiting: Vec<Entry>,
    all: Vec<Entry>,
}

impl Going<'_> {
    /// One value after the other, until the first is closed.
    fn document(&mut self) -> Option<Entry> {
        let mut own = Entry::default();
        loop {
            own.start = short(self.at)?;
            match self.bytes.get(self.at)? {
                open @ (b'{' | b'[') => {
                    if self.open.len() >= DEPTH_LIMIT {
                        return None;
                    }
                    let object = *open == b'{';
                    self.open.push((own, self.waiting.len()));
                    self.at += 1;
                    self.space();
                    // An empty one is closed below.
                    if self.bytes.get(self.at) != Some(if object { &b'}' } else { &b']' }) {
                        own = self.begin(object)?;
                        continue;
                    }
                }
                b'"' => {
                    own.plain = self.text()?;
                    self.close(own)?;
                }
                _ => {
                    self.word()?;
                    self.close(own)?;
                }
            }
            // Behind a value: the next one, or the end of what it is in.
            loop {
                let (around, first) = *self.open.last()?;
                let object = self.bytes.get(around.start as usize) == Some(&b'{');
                self.space();
                match self.bytes.get(self.at)? {
                    b',' => {
                        self.at += 1;
                        self.space();
                        own = self.begin(object)?;
                        break;
                    }
                    closing if *closing == if object { b'}' } else { b']' } => {
                        self.at += 1;
                        self.open.pop();
                        let inside = self.waiting.drain(first..);
                        let own = Entry {
                            seen: inside
                                .as_slice()
                                .iter()
                                .fold(0, |seen, own| seen | own.bit()),
                            first: short(self.all.len())?,
                            count: short(inside.len())?,
                            ..around
                        };
                        self.all.extend(inside);
                        if self.open.is_empty() {
                            return self.ended(own);
                        }
                        self.close(own)?;
                    }
                    _ => return None,
                }
            }
        }
    }

    /// What stands before the next value: in an object its key.
    fn begin(&mut self, object: bool) -> Option<Entry> {
        let mut own = Entry::default();
        if object {
            let start = self.at;
            if self.bytes.get(start) != Some(&b'"') {
                return None;
            }
            own.plain_key = self.text()?;
            (own.key, own.key_end) = (short(start)?, short(self.at)?);
            let raw = self.text.get(start..self.at)?;
            own.tag = match own.plain_key {
                true => tag(raw.as_bytes().get(1..raw.len() - 1)?),
                false => match string(raw) {
                    // It is no text for serde_json.
                    Cow::Borrowed(_) => return None,
                    Cow::Owned(key) => tag(key.as_bytes()),
                },
            };
            self.space();
            if self.bytes.get(self.at) != Some(&b':') {
                return None;
            }
            self.at += 1;
            self.space();
        }
        Some(own)
    }

    fn ended(&self, own: Entry) -> Option<Entry> {
        Some(Entry {
            end: short(self.at)?,
            whole: true,
            ..own
        })
    }

    fn close(&mut self, own: Entry) -> Option<()> {
        let own = self.ended(own)?;
        self.waiting.push(own);
        // What is nothing but brackets and digits would be many times as large as it is written.
        let many = self.at / LEAST + SOME;
        (self.waiting.len() + self.all.len() < many).then_some(())
    }

    fn space(&mut self) {
        while let Some(byte) = self.bytes.get(self.at) {
            match byte {
                b' ' if self.eight() == Some(SPACES) => self.at += 8,
                b' ' | b'\n' | b'\r' | b'\t' => self.at += 1,
                _ => return,
            }
        }
    }

    /// The next eight bytes.
    fn eight(&self) -> Option<u64> {
        let eight = self.bytes.get(self.at..self.at + 8)?;
        Some(u64::from_le_bytes(eight.try_into().ok()?))
    }

    /// Behind the text that begins here; whether it stands for itself between its quotes.
    fn text(&mut self) -> Option<bool> {
        let mut plain = true;
        self.at += 1;
        loop {
            while let Some(eight) = self.eight() {
                let ends = ending(eight);
                if ends != 0 {
                    self.at += (ends.trailing_zeros() / 8) as usize;
                    break;
                }
                self.at += 8;
            }
            match self.bytes.get(self.at)? {
                b'"' => {
                    self.at += 1;
                    return Some(plain);
                }
                b'\\' => {
                    plain = false;
                    self.at += match self.bytes.get(self.at + 1)? {
                        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => 2,
                        b'u' => {
                            let digits = self.bytes.get(self.at + 2..self.at + 6)?;
                            let all = digits.iter().all(u8::is_ascii_hexdigit);
                            all.then_some(6)?
                        }
                        _ => return None,
                    };
                }
                0..b' ' => return None,
                _ => self.at += 1,
            }
        }
    }

    /// Behind the number or word that begins here.
    fn word(&mut self) -> Option<()> {
        let rest = self.bytes.get(self.at..)?;
        let word = [&b"true"[..], b"false", b"null"];
        let word = word.iter().find(|own| rest.starts_with(own));
        self.at += match word {
            Some(word) => word.len(),
            None => number(rest)?,
        };
        // A word goes on to what may stand behind it.
        let next = self.bytes.get(self.at)?;
        matches!(next, b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t').then_some(())
    }
}

/// How many bytes a value has at least, one with another, where there are more than some.
const LEAST: usize = 4;
const SOME: usize = 1_000;

const SPACES: u64 = u64::from_le_bytes([b' '; 8]);

/// A bit in each byte, from the lowest to the first that is exact, that ends a run of plain text: quotes, backslashes,
/// control characters.
fn ending(eight: u64) -> u64 {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGH: u64 = u64::from_le_bytes([0x80; 8]);
    let is = |byte: u8| {
        let other = eight ^ (ONES * u64::from(byte));
        other.wrapping_sub(ONES) & !other
    };
    let control = eight.wrapping_sub(ONES * 0x20) & !eight;
    (is(b'"') | is(b'\\') | control) & HIGH
}

/// How long the number is that bytes begin with.
fn number(bytes: &[u8]) -> Option<usize> {
    let digits = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        rest.iter().take_while(|own| own.is_ascii_digit()).count()
    };
    let some = |from: usize| Some(from + Some(digits(from)).filter(|count| *count > 0)?);
    let start = usize::from(bytes.first() == Some(&b'-'));
    let mut at = match bytes.get(start)? {
        b'0' => start + 1,
        _ => some(start)?,
    };
    if bytes.get(at) == Some(&b'.') {
        at = some(at + 1)?;
    }
    if let Some(b'e' | b'E') = bytes.get(at) {
        let sign = matches!(bytes.get(at + 1), Some(b'+' | b'-'));
        at = some(at + 1 + usize::from(sign))?;
    }
    Some(at)
}

fn short(at: usize) -> Option<u32> {
    u32::try_from(at).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scan::{elements, members};

    /// Every value as it stands, each before what is inside of it.
    fn all(text: &str) -> Option<Vec<&str>> {
        fn add<'a>(text: &'a str, node: Node<'_>, out: &mut Vec<&'a str>) {
            out.push(&text[node.own.start as usize..node.own.end as usize]);
            for own in node.inside() {
                add(text, node.at(own), out);
            }
        }
        let (outline, mut out) = (Outline::of(text)?, Vec::new());
        add(text, outline.root(), &mut out);
        Some(out)
    }

    #[test]
    fn each_value_is_found_with_what_is_inside() {
        let text = r#"{"a" : [1, -2.5e+3,{}, []],"b":{"c":"d\"\u00e9","e":null}, "c":true } rest"#;
        let expected = [
            &text[..text.len() - 5],
            "[1, -2.5e+3,{}, []]",
            "1",
            "-2.5e+3",
            "{}",
            "[]",
            r#"{"c":"d\"\u00e9","e":null}"#,
            r#""d\"\u00e9""#,
            "null",
            "true",
        ];
        assert_eq!(all(text).as_deref(), Some(&expected[..]));
    }

    #[test]
    fn what_is_not_well_formed_has_none() {
        for text in [
            "",
            "{",
            "[1",
            "[1,]",
            "{\"a\":1,}",
            "{\"a\"}",
            "{a:1}",
            "[01]",
            "[1.]",
            "[-]",
            "[1e]",
            "[truely]",
            "[nul]",
            "[\"\n\"]",
            "[\"\\x\"]",
            "[\"\\u12g4\"]",
            "[\"a]",
            "[1 2]",
            "[}",
            "{]",
            "[\u{a0}1]",
            "{\"\\ud800\":1}",
        ] {
            assert!(Outline::of(text).is_none(), "{text}");
        }
        assert!(Outline::of(&("[".repeat(65) + &"]".repeat(65))).is_none());
        assert!(Outline::of(&("[".repeat(64) + &"]".repeat(64))).is_some());
    }

    #[test]
    fn it_says_what_scanning_does() {
        let text = r#"{"k\"ey":[{"a":1,"b":"x\ty","a":[true , false]}],"z":-0.5,"é":"日本語の長い文字列"}"#;
        let outline = Outline::of(text).expect("JSON");
        let part = crate::scan::Part::new(text, outline.root());
        let read = |own: crate::scan::Members<'_>| -> Vec<(String, String, bool)> {
            let own = own.iter().map(|(key, own)| {
                let value = text_of(own);
                (key.into_owned(), value, own.whole)
            });
            own.collect()
        };
        fn text_of(own: crate::scan::Value<'_>) -> String {
            format!("{:?}", own.range())
        }
        assert_eq!(read(members(part)), read(members(text)));
        let list = members(part).get("k\"ey").expect("a list").part(text);
        let inside = elements(list).list[0].part(list.text);
        assert_eq!(read(members(inside)), read(members(inside.text)));
        let found = members(inside)
            .get("a")
            .expect("the last")
            .part(inside.text);
        assert_eq!(found.text, "[true , false]");
    }
}
