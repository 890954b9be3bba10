//! One input and the places in it: byte offsets to lines and columns, both from 1, columns in characters.

use std::cell::OnceCell;

/// Bytes between two counts of characters.
const CHUNK: usize = 1024;

/// A text that somebody brought.
pub(crate) struct Source<'a> {
    /// The name of its file.
    pub(crate) file: Option<&'a str>,
    /// The text, without a byte order mark at its start.
    pub(crate) text: &'a str,
    /// How many secrets it seemed to hold, and where the first was; they are hidden in `text`.
    pub(crate) secrets: Option<(usize, usize)>,
    /// It began with a byte order mark.
    pub(crate) byte_order_mark: bool,
    /// How many of its lines ended with a carriage return alone.
    pub(crate) returns: usize,
    /// How many sequences of a terminal's were left out of it.
    pub(crate) escapes: usize,
    /// How many links and odd characters were made plain in it.
    pub(crate) links: usize,
    index: OnceCell<Index>,
}

/// Where lines start, and how many characters stand before every chunk. Made only when a place is asked for.
struct Index {
    lines: Vec<usize>,
    /// Empty for plain ASCII, where a character is a byte.
    characters: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(file: Option<&'a str>, text: &'a str) -> Self {
        let stripped = text.strip_prefix('\u{feff}');
        Self {
            file,
            text: stripped.unwrap_or(text),
            secrets: None,
            byte_order_mark: stripped.is_some(),
            returns: 0,
            escapes: 0,
            links: 0,
            index: OnceCell::new(),
        }
    }

    /// Line and column of a byte offset.
    pub(crate) fn place(&self, offset: usize) -> (u32, u32) {
        let index = self.index.get_or_init(|| Index::of(self.text));
        let offset = offset.min(self.text.len());
        let line = index.lines.partition_point(|&start| start <= offset).max(1);
        let start = index.lines.get(line - 1).copied().unwrap_or(0);
        let column = self.characters_before(index, offset)
            - self.characters_before(index, start).min(offset);
        (clamp(line), clamp(column + 1))
    }

    fn characters_before(&self, index: &Index, offset: usize) -> usize {
        if index.characters.is_empty() {
            return offset;
        }
        let chunk = offset / CHUNK;
        let counted = index.characters.get(chunk).copied().unwrap_or(0);
        let rest = self.text.as_bytes().get(chunk * CHUNK..offset);
        counted + rest.map_or(0, count_characters)
    }
}

impl Index {
    fn of(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        lines.extend(
            bytes
                .iter()
                .enumerate()
                .filter(|(_, byte)| **byte == b'\n')
                .map(|(at, _)| at + 1),
        );
        let mut characters = Vec::new();
        if !text.is_ascii() {
            let mut counted = 0;
            for chunk in bytes.chunks(CHUNK) {
                characters.push(counted);
                counted += count_characters(chunk);
            }
            characters.push(counted);
        }
        Self { lines, characters }
    }
}

/// Characters begin with every byte that does not continue one.
fn count_characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| (**byte as i8) >= -64).count()
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_characters() {
        let source = Source::new(None, "\u{feff}ab\n日本語x");
        assert_eq!(source.place(0), (1, 1));
        assert_eq!(source.place(3), (2, 1));
        assert_eq!(source.place(3 + 9), (2, 4));
        let long = "あ".repeat(5000);
        assert_eq!(Source::new(None, &long).place(3 * 4321), (1, 4322));
    }
}
