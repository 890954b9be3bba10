//! What chats and word processors make of names and URLs: links in angle brackets or Markdown's, characters in which a
//! line may break or may not. Names and URLs of Google's have none of these, and with them they would mean another thing.

use std::borrow::Cow;

use memchr::memmem;

/// A text without them, and how many there were. What people write into a scenario file stays as it is.
pub(crate) fn without(text: &str) -> (Cow<'_, str>, usize) {
    if memmem::find(text.as_bytes(), b"\"hopscope\"").is_some() {
        return (text.into(), 0);
    }
    let (text, links) = without_links(text);
    let (text, invisible) = match text {
        Cow::Borrowed(text) => without_invisible(text),
        Cow::Owned(text) => {
            let (plain, count) = without_invisible(&text);
            (plain.into_owned().into(), count)
        }
    };
    (text, links + invisible)
}

/// `<https://…>`, `<https://…|…>` and `[https://…](https://…)` as URLs, where they are all of a value.
fn without_links(text: &str) -> (Cow<'_, str>, usize) {
    let bytes = text.as_bytes();
    let opened = |open: &'static [u8]| memmem::find_iter(bytes, open);
    let mut opened: Vec<usize> = opened(b"<http").chain(opened(b"[http")).collect();
    hopscope_model::order::sort(&mut opened);
    let links = opened.into_iter().filter_map(|start| {
        let before = start.checked_sub(1).and_then(|own| bytes.get(own));
        if !matches!(before, None | Some(b'"' | b'\'' | b' ' | b'\n')) {
            return None;
        }
        let (url, length) = link(bytes.get(start).copied(), text.get(start + 1..)?)?;
        let end = start + 1 + length;
        let ends = matches!(
            bytes.get(end),
            None | Some(b'"' | b'\'' | b',' | b'\n' | b'\r')
        );
        ends.then_some((start, end, url))
    });
    replaced(text, links)
}

/// A text with parts of it, in their order, replaced by others, and how many were: none that begins inside of another.
fn replaced<'a>(
    text: &'a str,
    parts: impl Iterator<Item = (usize, usize, &'a str)>,
) -> (Cow<'a, str>, usize) {
    let mut plain = String::new();
    let (mut at, mut count) = (0, 0);
    for (start, end, with) in parts {
        if start < at {
            continue;
        }
        plain.push_str(text.get(at..start).unwrap_or_default());
        plain.push_str(with);
        at = end;
        count += 1;
    }
    if count == 0 {
        return (text.into(), 0);
    }
    plain.push_str(text.get(at..).unwrap_or_default());
    (plain.into(), count)
}

/// How long no URL is.
const LONG: usize = 2048;

/// The URL of a link that was opened by a bracket, and how long the rest of it is.
fn link(open: Option<u8>, rest: &str) -> Option<(&str, usize)> {
    let ends = |own: char| own.is_whitespace() || "\"'<>|[]()".contains(own);
    let url = rest.get(..rest.find(ends)?)?;
    let behind = rest.get(url.len()..)?;
    let inside = |from: &str, last: u8| {
        let mut bytes = from.bytes().take(LONG);
        let stop = bytes.position(|own| [last, b'"', b'\n'].contains(&own))?;
        (from.as_bytes().get(stop) == Some(&last)).then_some(stop + 1)
    };
    let more = match open? {
        b'<' if behind.starts_with('>') => 1,
        b'<' => 1 + inside(behind.strip_prefix('|')?, b'>')?,
        b'[' => 2 + inside(behind.strip_prefix("](")?, b')')?,
        _ => return None,
    };
    Some((url, url.len() + more))
}

/// Zero-width characters and hyphens of other kinds inside of a word of ASCII.
fn without_invisible(text: &str) -> (Cow<'_, str>, usize) {
    if text.is_ascii() {
        return (text.into(), 0);
    }
    let word = |own: Option<&u8>| {
        own.is_some_and(|own| own.is_ascii_alphanumeric() || b"/_.-".contains(own))
    };
    let bytes = text.as_bytes();
    let odd = text.char_indices().filter_map(|(start, own)| {
        let with = match own {
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' => "",
            '\u{2010}' | '\u{2011}' => "-",
            _ => return None,
        };
        let end = start + own.len_utf8();
        let before = start.checked_sub(1).and_then(|own| bytes.get(own));
        (word(before) && word(bytes.get(end))).then_some((start, end, with))
    });
    replaced(text, odd)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str, count: usize) {
        let (plain, found) = without(text);
        assert_eq!((&*plain, found), (expected, count));
    }

    #[test]
    fn links_are_urls() {
        check("\"<https://a/b>\",\n", "\"https://a/b\",\n", 1);
        check("\"<https://a/b|a b>\"", "\"https://a/b\"", 1);
        check("x: [https://a](https://a)\ny: 1", "x: https://a\ny: 1", 1);
        check("<https://a>", "https://a", 1);
        check("see <https://a> there", "see <https://a> there", 0);
        let own = "{\"hopscope\":1,\"title\":\"<https://a>\",\"description\":\"a\u{200b}b\"}";
        check(own, own, 0);
        check("[\"https://a\"]", "[\"https://a\"]", 0);
        check("<a href='https://a'>", "<a href='https://a'>", 0);
        check("\"<https://a", "\"<https://a", 0);
    }

    #[test]
    fn a_word_has_no_characters_that_nobody_sees() {
        check("projects/\u{200b}acme\u{2011}dev", "projects/acme-dev", 2);
        check(
            "\u{feff}{\u{200b}\"a\": \"日\u{200b}本\"}",
            "\u{feff}{\u{200b}\"a\": \"日\u{200b}本\"}",
            0,
        );
    }
}
