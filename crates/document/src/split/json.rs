//! One JSON document from its first bracket to its last, mended on the way: curly quotes, full-width brackets, commas
//! too many, line breaks inside strings.

use std::borrow::Cow;
use std::ops::Range;

use super::{DEPTH_LIMIT, Piece, Repairs, count, is_space, python};

/// Copies the source, mended, from the first repair on.
pub(super) struct Mender<'a> {
    source: &'a str,
    start: usize,
    /// `None` as long as nothing had to be mended.
    clean: Option<String>,
    /// Up to where the source is copied.
    copied: usize,
    shifts: Vec<(usize, usize)>,
}

impl<'a> Mender<'a> {
    /// Puts `with` in place of a range of the source.
    pub(super) fn replace(&mut self, range: Range<usize>, with: &str) {
        let before = self
            .source
            .get(self.copied..range.start)
            .unwrap_or_default();
        let clean = self.clean.get_or_insert_with(String::new);
        clean.push_str(before);
        clean.push_str(with);
        self.copied = range.end;
        self.shifts.push((clean.len(), range.end));
    }

    fn finish(self, end: usize) -> (Cow<'a, str>, Vec<(usize, usize)>) {
        match self.clean {
            None => {
                let whole = self.source.get(self.start..end).unwrap_or_default();
                (Cow::Borrowed(whole), self.shifts)
            }
            Some(mut clean) => {
                clean.push_str(self.source.get(self.copied..end).unwrap_or_default());
                (Cow::Owned(clean), self.shifts)
            }
        }
    }
}

/// Reads the one document that begins at `start`.
pub(super) fn lex(source: &str, start: usize) -> Piece<'_> {
    let bytes = source.as_bytes();
    let mut mender = Mender {
        source,
        start,
        clean: None,
        copied: start,
        shifts: Vec::new(),
    };
    let mut repairs = Repairs::default();
    let (mut depth, mut too_deep) = (0_usize, None);
    // The last comma, as long as nothing but space follows it.
    let mut comma: Option<usize> = None;
    let mut at = start;
    let mut whole = false;
    let of_python = python::begins(source.get(start..).unwrap_or_default());
    while let Some(&byte) = bytes.get(at) {
        let width = match byte {
            b' ' | b'\t' | b'\n' | b'\r' => {
                at += 1;
                continue;
            }
            byte if byte.is_ascii() => 1,
            _ => source
                .get(at..)
                .and_then(|rest| rest.chars().next())
                .map_or(1, char::len_utf8),
        };
        let character = source.get(at..at + width).unwrap_or_default();
        let ascii = match character {
            "｛" => "{",
            "｝" => "}",
            "［" => "[",
            "］" => "]",
            "：" => ":",
            "，" => ",",
            "\u{201c}" | "\u{201d}" => {
                comma = None;
                count(&mut repairs.quotes, at);
                mender.replace(at..at + width, "\"");
                at = lex_string(source, at + width, true, &mut mender, &mut repairs);
                continue;
            }
            "'" | "\"" if of_python => {
                comma = None;
                at = python::text(source, at, &mut mender, &mut repairs);
                continue;
            }
            "N" | "T" | "F" if of_python => {
                comma = None;
                at += python::word(source, at, &mut mender).unwrap_or(1);
                continue;
            }
            "\"" => {
                comma = None;
                at = lex_string(source, at + 1, false, &mut mender, &mut repairs);
                continue;
            }
            "/" if let Some(length) = comment(source.get(at..).unwrap_or_default()) => {
                // A comma before it may be the last all the same.
                count(&mut repairs.comments, at);
                mender.replace(at..at + length, " ");
                at += length;
                continue;
            }
            "&" if let Some(length) = entity(source.get(at..).unwrap_or_default()) => {
                comma = None;
                count(&mut repairs.quotes, at);
                mender.replace(at..at + length, "\"");
                at = lex_escaped(source, at + length, &mut mender);
                continue;
            }
            other if width > 1 && other.chars().all(is_space) => " ",
            other => other,
        };
        if width > 1 && ascii.len() == 1 {
            // A comma that is taken out below is not mended twice.
            count(&mut repairs.invisible, at);
            if ascii != "," {
                mender.replace(at..at + width, ascii);
            }
        }
        match ascii {
            "{" | "[" => {
                comma = None;
                depth += 1;
                if depth > DEPTH_LIMIT && too_deep.is_none() {
                    too_deep = Some(at);
                }
            }
            "}" | "]" => {
                if let Some(comma) = comma.take() {
                    count(&mut repairs.commas, comma);
                }
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    at += width;
                    whole = true;
                    break;
                }
            }
            "," => {
                // Looking ahead costs each space one more look: the next comma ends it.
                if closes_after(source, at + width) {
                    mender.replace(at..at + width, " ");
                    comma = Some(at);
                } else {
                    if width > 1 {
                        mender.replace(at..at + width, ",");
                    }
                    comma = None;
                }
            }
            " " => {}
            _ => comma = None,
        }
        at += width;
    }
    let (text, shifts) = mender.finish(at);
    Piece {
        shifts,
        whole,
        too_deep,
        repairs,
        ..Piece::new(start..at, text)
    }
}

/// Goes over a string's inside; gives the offset behind its closing quote. A string that a curly quote opened
/// ends with any quote.
fn lex_string(
    source: &str,
    start: usize,
    curly: bool,
    mender: &mut Mender<'_>,
    repairs: &mut Repairs,
) -> usize {
    let bytes = source.as_bytes();
    let mut at = start;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at + 1,
            b'\\' => at += 2,
            b'\n' | b'\r' => {
                let end = if byte == b'\r' && bytes.get(at + 1) == Some(&b'\n') {
                    at + 2
                } else {
                    at + 1
                };
                count(&mut repairs.wrapped, at);
                mender.replace(at..end, "");
                at = end;
            }
            0xe2 if curly && is_curly(source, at) => {
                mender.replace(at..at + 3, "\"");
                return at + 3;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

fn is_curly(source: &str, at: usize) -> bool {
    matches!(source.get(at..at + 3), Some("\u{201c}" | "\u{201d}"))
}

/// Whether the next thing but space is a closing bracket.
fn closes_after(source: &str, at: usize) -> bool {
    let next = next_told(source.get(at..).unwrap_or_default());
    matches!(next, Some('}' | ']' | '｝' | '］'))
}

/// How long the comment is that a text begins with, without the end of its line. One that says that something was
/// left out is none that can be left out.
pub(super) fn comment(text: &str) -> Option<usize> {
    let length = if text.starts_with("//") {
        text.find(['\n', '\r']).unwrap_or(text.len())
    } else {
        let inside = text.strip_prefix("/*")?;
        inside.find("*/").map_or(text.len(), |end| end + 4)
    };
    let said = text.get(..length)?.to_lowercase();
    let mut words = said.split(|own: char| !own.is_alphanumeric());
    let left_out = said.contains("...")
        || said.contains(['…', '略'])
        || words.any(|word| LEFT_OUT.contains(&word));
    (!left_out).then_some(length)
}

/// Words by which people say that something was left out.
const LEFT_OUT: [&str; 8] = [
    "more",
    "snip",
    "snipped",
    "omitted",
    "truncated",
    "etc",
    "rest",
    "others",
];

/// The next thing of a text that is neither space nor a comment.
fn next_told(text: &str) -> Option<char> {
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches(|own: char| is_space(own) || matches!(own, '\n' | '\r'));
        match comment(rest) {
            Some(length) => rest = rest.get(length..)?,
            None => return rest.chars().next(),
        }
    }
}

/// How long the entity is that a text begins with and that stands for a quote.
pub(super) fn entity(text: &str) -> Option<usize> {
    let known = ["&quot;", "&#34;", "&#x22;"];
    let found = known.iter().find(|own| text.starts_with(**own));
    found.map(|own| own.len())
}

/// Entities that stand for others, and what they are in a string of JSON.
const ENTITIES: &[(&str, &str)] = &[
    ("&amp;", "&"),
    ("&lt;", "<"),
    ("&gt;", ">"),
    ("&#39;", "'"),
    ("&#x27;", "'"),
    ("&apos;", "'"),
    ("&#x2F;", "/"),
];

/// Goes over the inside of a string whose quotes are entities; gives the offset behind its end.
fn lex_escaped(source: &str, start: usize, mender: &mut Mender<'_>) -> usize {
    let bytes = source.as_bytes();
    let mut at = start;
    while let Some(byte) = bytes.get(at) {
        let rest = source.get(at..).unwrap_or_default();
        match byte {
            b'\\' => match entity(rest.get(1..).unwrap_or_default()) {
                Some(length) => {
                    mender.replace(at + 1..at + 1 + length, "\"");
                    at += 1 + length;
                }
                None => at += 2,
            },
            b'&' => {
                if let Some(length) = entity(rest) {
                    mender.replace(at..at + length, "\"");
                    return at + length;
                }
                let known = ENTITIES.iter().find(|(own, _)| rest.starts_with(own));
                match known {
                    Some((own, plain)) => {
                        mender.replace(at..at + own.len(), plain);
                        at += own.len();
                    }
                    None => at += 1,
                }
            }
            _ => at += 1,
        }
    }
    bytes.len()
}
