//! Bytes in the 64 letters that every chat leaves alone: base64url without padding (RFC 4648, section 5).

const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Writes bytes.
pub(crate) fn encode(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let mut bits = 0u32;
        for at in 0..3 {
            bits = bits << 8 | u32::from(group.get(at).copied().unwrap_or_default());
        }
        for at in 0..=group.len() {
            let letter = bits >> (18 - 6 * at) & 63;
            out.push(char::from(LETTERS[letter as usize]));
        }
    }
    out
}

/// The reverse. `None` where a letter is none of the 64, or where bits are left over: every text that is read is
/// the one way to write what it stands for.
pub(crate) fn decode(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0u32;
        for at in 0..4 {
            bits = bits << 6
                | match group.get(at) {
                    Some(letter) => value(*letter)?,
                    None => 0,
                };
        }
        // Two letters hold a byte, three hold two, four hold three; one alone holds nothing.
        let bytes = group.len().checked_sub(1).filter(|bytes| *bytes > 0)?;
        let [_, three @ ..] = bits.to_be_bytes();
        let (kept, rest) = three.split_at(bytes);
        if rest.iter().any(|byte| *byte != 0) {
            return None;
        }
        out.extend_from_slice(kept);
    }
    Some(out)
}

fn value(letter: u8) -> Option<u32> {
    let value = match letter {
        b'A'..=b'Z' => letter - b'A',
        b'a'..=b'z' => letter - b'a' + 26,
        b'0'..=b'9' => letter - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors of RFC 4648, section 10, and the two letters that differ from plain base64.
    #[test]
    fn bytes_are_written_and_read() {
        let vectors: &[(&[u8], &str)] = &[
            (b"", ""),
            (b"f", "Zg"),
            (b"fo", "Zm8"),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg"),
            (b"fooba", "Zm9vYmE"),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff, 0xfe], "-__-"),
        ];
        for (bytes, text) in vectors {
            assert_eq!(encode(bytes), *text);
            assert_eq!(decode(text).as_deref(), Some(*bytes));
        }
    }

    #[test]
    fn there_is_one_way_to_write_bytes() {
        for text in ["Z", "Zg==", "Zh", "Zm9", "Zm9vY", "Zm+v", "Zm9 ", "Zｇ"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }
}
