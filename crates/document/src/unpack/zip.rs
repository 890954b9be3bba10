//! Zip archives, by the list of contents at their end. Not those of more than 4 GB, nor encrypted ones.
//!
//! <https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT>

use super::{Wrong, crc32};

/// The longest comment that may stand behind the list of contents, with the record in front of it.
const TAIL: usize = 65_535 + 22;

/// One file of an archive.
pub(super) struct Entry {
    pub(super) name: String,
    encrypted: bool,
    method: u16,
    sum: u32,
    packed: usize,
    /// Where its own header begins.
    start: usize,
}

/// The files of an archive, in order.
pub(super) fn entries(bytes: &[u8], most: usize) -> Result<Vec<Entry>, Wrong> {
    let from = bytes.len().saturating_sub(TAIL);
    let tail = bytes.get(from..).unwrap_or_default();
    let end = tail.windows(4).rposition(|window| window == b"PK\x05\x06");
    let end = end.and_then(|end| tail.get(end..)).ok_or(Wrong::Damaged)?;
    let count = short(end, 10).ok_or(Wrong::Damaged)?;
    if usize::from(count) > most {
        return Err(Wrong::TooLarge);
    }
    let mut at = long(end, 16).ok_or(Wrong::Damaged)?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let (entry, length) = bytes.get(at..).and_then(entry).ok_or(Wrong::Damaged)?;
        at += length;
        entries.push(entry);
    }
    Ok(entries)
}

fn entry(own: &[u8]) -> Option<(Entry, usize)> {
    let name = usize::from(short(own, 28)?);
    let more = usize::from(short(own, 30)?) + usize::from(short(own, 32)?);
    let entry = Entry {
        name: String::from_utf8_lossy(own.get(46..46 + name)?).into_owned(),
        encrypted: short(own, 8)? & 1 != 0,
        method: short(own, 10)?,
        sum: u32::try_from(long(own, 16)?).ok()?,
        packed: long(own, 20)?,
        start: long(own, 42)?,
    };
    own.starts_with(b"PK\x01\x02")
        .then_some((entry, 46 + name + more))
}

/// What a file holds.
pub(super) fn inflate(bytes: &[u8], entry: &Entry, limit: usize) -> Result<Vec<u8>, Wrong> {
    let packed = packed(bytes, entry).ok_or(Wrong::Damaged)?;
    let inside = match entry.method {
        0 if packed.len() > limit => return Err(Wrong::TooLarge),
        0 => packed.to_vec(),
        8 => super::inflate(packed, limit)?.0,
        _ => return Err(Wrong::Damaged),
    };
    match crc32(&inside) == entry.sum && !entry.encrypted {
        true => Ok(inside),
        false => Err(Wrong::Damaged),
    }
}

fn packed<'a>(bytes: &'a [u8], entry: &Entry) -> Option<&'a [u8]> {
    let own = bytes.get(entry.start..)?;
    let head = 30 + usize::from(short(own, 26)?) + usize::from(short(own, 28)?);
    own.starts_with(b"PK\x03\x04")
        .then(|| own.get(head..head.checked_add(entry.packed)?))?
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    let own = bytes.get(at..)?.first_chunk::<2>()?;
    Some(u16::from_le_bytes(*own))
}

fn long(bytes: &[u8], at: usize) -> Option<usize> {
    let own = bytes.get(at..)?.first_chunk::<4>()?;
    usize::try_from(u32::from_le_bytes(*own)).ok()
}
