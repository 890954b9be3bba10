//! The encoding of a text: UTF-8, UTF-16 as Windows PowerShell redirects into, and the code pages of Windows that
//! editors and `cmd` write. Names and addresses of Google's are ASCII in all of them; what is not is in descriptions.
//!
//! <https://encoding.spec.whatwg.org/#legacy-single-byte-encodings>

/// How many bytes at the start tell UTF-16 that does not say so.
const LOOKED_AT: usize = 64;

/// Bytes that Windows-1252 gives no character.
const NO_CHARACTER: [u8; 5] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

/// What Windows-1252 has from 0x80 to 0x9f, where Latin-1 has nothing that is printed.
const WINDOWS: [char; 32] = [
    '€', '\u{fffd}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{fffd}', 'Ž',
    '\u{fffd}', '\u{fffd}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '•', '–', '—',
    '\u{2dc}', '™', 'š', '›', 'œ', '\u{fffd}', 'ž', 'Ÿ',
];

/// A text, and its encoding where that had to be guessed. Texts have no NUL.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Option<String> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        // A line break that something else added is no half of a character.
        let whole = matches!(rest, [] | [b'\n' | b'\r']);
        whole.then(|| String::from_utf16(&units).ok())?
    };
    let own = |text: Option<String>| Some((text?, None));
    let decoded = match bytes {
        [0xff, 0xfe, rest @ ..] => own(units(rest, u16::from_le_bytes)),
        [0xfe, 0xff, rest @ ..] => own(units(rest, u16::from_be_bytes)),
        _ if is_wide(bytes, 1) => Some((units(bytes, u16::from_le_bytes)?, Some("utf-16le"))),
        _ if is_wide(bytes, 0) => Some((units(bytes, u16::from_be_bytes)?, Some("utf-16be"))),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => own(Some(text.to_owned())),
            Err(_) => code_page(bytes),
        },
    };
    decoded.filter(|(text, _)| !text.contains('\0'))
}

/// Whether every other byte at the start is NUL, from this one on, and the rest is not.
fn is_wide(bytes: &[u8], nul: usize) -> bool {
    let start = bytes.get(..LOOKED_AT).unwrap_or(bytes);
    let (pairs, rest) = start.as_chunks::<2>();
    let wide = |pair: &[u8; 2]| pair.get(nul) == Some(&0) && pair.get(1 - nul) != Some(&0);
    rest.is_empty() && pairs.len() > 1 && pairs.iter().all(wide)
}

/// A text in a code page of Windows: Japanese, where it has what the western one has not, and else that. What is no
/// text at all has bytes below the space.
fn code_page(bytes: &[u8]) -> Option<(String, Option<&'static str>)> {
    let control = |own: &u8| *own < b' ' && !b"\t\n\r\x0c\x1b\x08".contains(own);
    if bytes.iter().any(control) {
        return None;
    }
    if bytes.iter().any(|own| NO_CHARACTER.contains(own))
        && let Some(text) = shift_jis(bytes)
    {
        return Some((text, Some("shift_jis")));
    }
    let character = |own: &u8| match own.checked_sub(0x80) {
        Some(high) => WINDOWS
            .get(usize::from(high))
            .copied()
            .unwrap_or(char::from(*own)),
        None => char::from(*own),
    };
    Some((bytes.iter().map(character).collect(), Some("windows-1252")))
}

/// A text in which every character that is not ASCII is one of Shift JIS. Which one it is would take a table larger
/// than the rest of the reader, and decides about nothing: the second byte of some is a backslash, which does.
fn shift_jis(bytes: &[u8]) -> Option<String> {
    let mut text = String::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        at += 1;
        match byte {
            0..=0x7f => text.push(char::from(*byte)),
            // Katakana of half width.
            0xa1..=0xdf => text.push(char::from_u32(0xff61 + u32::from(byte - 0xa1))?),
            0x81..=0x9f | 0xe0..=0xfc => {
                let second = bytes.get(at)?;
                if !matches!(second, 0x40..=0x7e | 0x80..=0xfc) {
                    return None;
                }
                at += 1;
                text.push('\u{fffd}');
            }
            _ => return None,
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<(&str, Option<&str>)>) {
        let decoded = decode(bytes);
        let decoded = decoded.as_ref().map(|(text, own)| (text.as_str(), *own));
        assert_eq!(decoded, expected);
    }

    #[test]
    fn an_encoding_is_told_by_its_bytes() {
        check("{\"名\"}".as_bytes(), Some(("{\"名\"}", None)));
        check(b"{\0}\0", Some(("{}", Some("utf-16le"))));
        check(b"\0{\0}", Some(("{}", Some("utf-16be"))));
        check(b"{\0}", None);
        check(b"caf\xe9 \x80", Some(("café €", Some("windows-1252"))));
        // `表` ends with a backslash; `、` is nothing in the western page.
        check(
            b"\"\x95\x5c\x81\x41\"",
            Some(("\"\u{fffd}\u{fffd}\"", Some("shift_jis"))),
        );
        check(b"\x89PNG\r\n\x1a\n", None);
        check(b"\x81\xff", Some(("\u{fffd}ÿ", Some("windows-1252"))));
        check(b"", Some(("", None)));
    }
}
