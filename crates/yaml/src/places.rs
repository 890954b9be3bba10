//! Byte offsets of lines and columns. They are asked for in order, or nearly so.

use saphyr_parser::Marker;

pub(crate) struct Places<'a> {
    text: &'a str,
    lines: Vec<usize>,
    ascii: bool,
    /// Line, column and offset that were asked for last.
    last: (usize, usize, usize),
}

impl<'a> Places<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        let bytes = text.as_bytes();
        let mut lines = vec![0];
        for (at, byte) in bytes.iter().enumerate() {
            if *byte == b'\n' || (*byte == b'\r' && bytes.get(at + 1) != Some(&b'\n')) {
                lines.push(at + 1);
            }
        }
        Self {
            text,
            lines,
            ascii: text.is_ascii(),
            last: (1, 0, 0),
        }
    }

    pub(crate) fn offset(&mut self, marker: &Marker) -> usize {
        let (line, column) = (marker.line(), marker.col());
        let start = line.checked_sub(1).and_then(|line| self.lines.get(line));
        let start = start.copied().unwrap_or(self.text.len());
        if self.ascii {
            return (start + column).min(self.text.len());
        }
        let (known, mut at, mut offset) = match self.last {
            (known, at, offset) if known == line => (known, at, offset),
            _ => (line, 0, start),
        };
        while at < column {
            let rest = self.text.get(offset..).unwrap_or_default();
            let Some(next) = rest.chars().next() else {
                break;
            };
            offset += next.len_utf8();
            at += 1;
        }
        while at > column {
            let before = self.text.get(..offset).unwrap_or_default();
            let Some(last) = before.chars().next_back() else {
                break;
            };
            offset -= last.len_utf8();
            at -= 1;
        }
        self.last = (known, at, offset);
        offset
    }
}
