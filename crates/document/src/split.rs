//! Finds JSON documents in what people paste: between prompts, banners and Markdown fences, one after another,
//! cut off, with curly quotes, full-width brackets and commas too many. Never fails, goes over the text once.

use std::borrow::Cow;
use std::ops::Range;

/// How deep brackets may nest.
pub(crate) const DEPTH_LIMIT: usize = 64;

/// One document.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// Where it stands in the source.
    pub(crate) range: Range<usize>,
    /// Its text, mended where it had to be.
    pub(crate) text: Cow<'a, str>,
    /// Where `text` and the source go different ways: offsets in both, in order.
    shifts: Vec<(usize, usize)>,
    /// Its last bracket is closed.
    pub(crate) whole: bool,
    /// Where it first nests too deep.
    pub(crate) too_deep: Option<usize>,
    /// What was mended.
    pub(crate) repairs: Repairs,
}

/// What was mended: how often, and where first (offset in the source).
#[derive(Clone, Default, Debug)]
pub(crate) struct Repairs {
    /// Curly quotes.
    pub(crate) quotes: Option<(usize, usize)>,
    /// Commas before a closing bracket.
    pub(crate) commas: Option<(usize, usize)>,
    /// Invisible and full-width characters outside strings.
    pub(crate) invisible: Option<(usize, usize)>,
    /// Line breaks inside strings.
    pub(crate) wrapped: Option<(usize, usize)>,
}

impl Piece<'_> {
    /// The offset in the source of an offset in `text`.
    pub(crate) fn source_offset(&self, offset: usize) -> usize {
        let at = self.shifts.partition_point(|(clean, _)| *clean <= offset);
        match at.checked_sub(1).and_then(|at| self.shifts.get(at)) {
            Some((clean, source)) => source + (offset - clean),
            None => self.range.start + offset,
        }
    }
}

/// The documents of a text. A document begins where a bracket is the first thing on its line; only when there
/// is none, anywhere.
pub(crate) fn split(text: &str) -> Vec<Piece<'_>> {
    let found = pieces(text, true);
    if found.is_empty() {
        pieces(text, false)
    } else {
        found
    }
}

fn pieces(text: &str, at_line_start: bool) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    // Nothing but space, or the end of another document, stands before on this line.
    let mut line_is_clear = true;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if (line_is_clear || !at_line_start) && begins_document(text, at, character) {
            let piece = lex(text, at);
            at = piece.range.end;
            found.push(piece);
            continue;
        }
        line_is_clear = match character {
            '\n' | '\r' => true,
            ',' | ';' => line_is_clear,
            _ => line_is_clear && is_space(character),
        };
        at += character.len_utf8();
    }
    found
}

/// Whether a bracket begins JSON: what follows tells it from a prompt such as `[me@host ~]$`.
fn begins_document(text: &str, at: usize, bracket: char) -> bool {
    let object = match bracket {
        '{' | '｛' => true,
        '[' | '［' => false,
        _ => return false,
    };
    let rest = text.get(at + bracket.len_utf8()..).unwrap_or_default();
    // A long run of spaces is looked at once only: it is then part of the document or of the noise.
    let next = rest
        .chars()
        .find(|character| !is_space(*character) && !matches!(character, '\n' | '\r'));
    match next {
        None => true,
        Some('"' | '\u{201c}' | '\u{201d}') => true,
        Some('}' | '｝') => object,
        Some('{' | '[' | ']' | '｛' | '［' | '］' | '-' | '0'..='9') => !object,
        Some(_) => false,
    }
}

/// Space, and what looks like it: no-break, ideographic, zero-width.
fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}'
    ) || (character.is_whitespace() && !matches!(character, '\n' | '\r'))
}

/// Copies the source, mended, from the first repair on.
struct Mender<'a> {
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
    fn replace(&mut self, range: Range<usize>, with: &str) {
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
fn lex(source: &str, start: usize) -> Piece<'_> {
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
            "\"" => {
                comma = None;
                at = lex_string(source, at + 1, false, &mut mender, &mut repairs);
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
        range: start..at,
        text,
        shifts,
        whole,
        too_deep,
        repairs,
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
    let rest = source.get(at..).unwrap_or_default();
    let next = rest
        .chars()
        .find(|character| !is_space(*character) && !matches!(character, '\n' | '\r'));
    matches!(next, Some('}' | ']' | '｝' | '］'))
}

fn count(counter: &mut Option<(usize, usize)>, at: usize) {
    match counter {
        None => *counter = Some((1, at)),
        Some((number, _)) => *number += 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<_> = split(text)
            .iter()
            .map(|piece| piece.text.to_string())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn documents_stand_between_noise() {
        check(
            "[me@host ~]$ gcloud x --format=json\n```json\n{\"a\": \"}\"}\n```\n$ y\n[1]\n",
            &["{\"a\": \"}\"}", "[1]"],
        );
        check(
            "{\"a\":1}\n{\"b\":2}{\"c\":3}",
            &["{\"a\":1}", "{\"b\":2}", "{\"c\":3}"],
        );
        check("out: {\"a\":1}", &["{\"a\":1}"]);
        check("name: x\nnetworks: []\n", &["[]"]);
    }

    #[test]
    fn what_can_be_mended_is() {
        check("｛“a”：［1，2，］｝", &["{\"a\":[1,2 ]}"]);
        check(
            "{\"a\":\u{a0}\"say \u{201c}hi\u{201d}\",\n}",
            &["{\"a\": \"say \u{201c}hi\u{201d}\" \n}"],
        );
        check(
            "{\"url\":\"https://exa\nmple\"}",
            &["{\"url\":\"https://example\"}"],
        );
    }

    #[test]
    fn places_in_the_source_survive_mending() {
        let text = "｛“a”：“ｘ”，“b”: 1｝";
        let pieces = split(text);
        let piece = &pieces[0];
        let clean = piece.text.find('1').unwrap_or_default();
        assert!(text[piece.source_offset(clean)..].starts_with('1'));
        assert_eq!(piece.source_offset(0), 0);
    }

    #[test]
    fn a_cut_document_is_a_document() {
        let pieces = split("[{\"a\":1},{\"b\":");
        assert_eq!(pieces.len(), 1);
        assert!(!pieces[0].whole);
    }

    #[test]
    fn depth_is_measured_without_recursion() {
        let text = "[".repeat(200_000);
        assert_eq!(split(&text)[0].too_deep, Some(DEPTH_LIMIT));
    }
}
