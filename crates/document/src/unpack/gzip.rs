//! gzip: members one after another, each with a sum.
//!
//! <https://www.rfc-editor.org/rfc/rfc1952>

use super::{Wrong, crc32};

/// What a file of one or more members holds.
pub(super) fn inflate(bytes: &[u8], limit: usize) -> Result<Vec<u8>, Wrong> {
    let mut rest = bytes;
    let mut all = Vec::new();
    while !rest.is_empty() {
        let body = behind_header(rest).ok_or(Wrong::Damaged)?;
        let (inside, taken) = super::inflate(body, limit.saturating_sub(all.len()))?;
        let tail = body.get(taken..).unwrap_or_default();
        let (sum, behind) = tail.split_first_chunk::<4>().ok_or(Wrong::Damaged)?;
        let (_, behind) = behind.split_first_chunk::<4>().ok_or(Wrong::Damaged)?;
        if u32::from_le_bytes(*sum) != crc32(&inside) {
            return Err(Wrong::Damaged);
        }
        all.extend(inside);
        // Tapes are filled up with zeros.
        rest = match behind.iter().all(|byte| *byte == 0) {
            true => &[],
            false => behind,
        };
    }
    Ok(all)
}

/// What is behind the header of a member: flags say what is in that.
fn behind_header(bytes: &[u8]) -> Option<&[u8]> {
    let (head, mut rest) = bytes.split_first_chunk::<10>()?;
    let [0x1f, 0x8b, 8, flags, ..] = *head else {
        return None;
    };
    if flags & 4 != 0 {
        let (length, behind) = rest.split_first_chunk::<2>()?;
        rest = behind.get(usize::from(u16::from_le_bytes(*length))..)?;
    }
    for text in [8, 16] {
        if flags & text != 0 {
            let end = rest.iter().position(|byte| *byte == 0)?;
            rest = rest.get(end + 1..)?;
        }
    }
    if flags & 2 != 0 {
        rest = rest.get(2..)?;
    }
    (flags & 0xe0 == 0).then_some(rest)
}
