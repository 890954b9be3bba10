//! What stands between documents and is one itself: behind a prompt or in a cell of a table, quoted, with numbers or
//! times before its lines, or what is left of one whose beginning a terminal had forgotten. It counts where it turns
//! out to be a kind that is read.

use std::borrow::Cow;
use std::ops::Range;

use super::{Piece, Repairs, pieces};
use crate::yaml::End;

/// The documents of what stands between two others.
pub(super) fn documents(text: &str, gap: Range<usize>) -> Vec<Piece<'_>> {
    let own = text.get(gap.clone()).unwrap_or_default();
    if !own.contains([':', '：']) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut start = gap.start;
    if let Some(late) = late(own, gap.start) {
        found.extend(around(text, start..late.range.start));
        start = late.range.end;
        found.push(late);
    }
    found.extend(around(text, start..gap.end));
    for piece in &mut found {
        piece.prose = true;
    }
    found
}

/// The documents behind prefixes, and those in lines between them.
fn around(text: &str, gap: Range<usize>) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = gap.start;
    for piece in behind_prefixes(text, gap.clone()) {
        found.extend(in_lines(text, at..piece.range.start));
        at = piece.range.end;
        found.push(piece);
    }
    found.extend(in_lines(text, at..gap.end));
    found
}

/// The documents that begin anywhere in a line.
fn in_lines(text: &str, gap: Range<usize>) -> Vec<Piece<'_>> {
    let until = text.get(..gap.end).unwrap_or_default();
    let mut found = pieces(until, gap.start, false);
    let own = text.get(gap).unwrap_or_default();
    if own.starts_with('+') || own.contains("\n+") {
        // What `diff` marks as gone is not there.
        found.retain(|piece| {
            let before = text.get(..piece.range.start).unwrap_or_default();
            !before.ends_with("\n-") && before != "-"
        });
    }
    found
}

/// What stands before each line of a document.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Prefix {
    /// `> `, as mails and chats quote.
    Quote,
    /// `+`, as `diff` marks what is new.
    Added,
    /// The number of the line.
    Number,
    /// The same with a colon, as `grep -n` has it.
    Colon,
    /// The name of the file, and a number where there is one, as `grep -r` has it.
    File,
    /// When it was logged.
    Time,
}

/// The prefix of a line, and how long it is.
fn prefix(line: &str) -> Option<(Prefix, usize)> {
    let inside = line.trim_start_matches([' ', '\t']);
    let lead = line.len() - inside.len();
    let digits = inside.bytes().take_while(u8::is_ascii_digit).count();
    let quoted = inside.trim_start_matches('>');
    if quoted.len() < inside.len() {
        let rest = quoted.strip_prefix(' ').unwrap_or(quoted);
        return Some((Prefix::Quote, line.len() - rest.len()));
    }
    if line.starts_with('+') && !line.starts_with("+++") {
        return Some((Prefix::Added, 1));
    }
    if let Some(length) = time(inside) {
        return Some((Prefix::Time, lead + length));
    }
    if let Some(length) = file(line) {
        return Some((Prefix::File, length));
    }
    if lead == 0 && (1..=7).contains(&digits) && inside.as_bytes().get(digits) == Some(&b':') {
        return Some((Prefix::Colon, digits + 1));
    }
    if (1..=7).contains(&digits) {
        let rest = inside.get(digits..).unwrap_or_default();
        // `bat` draws a line behind them.
        let rest = rest
            .trim_start_matches(' ')
            .strip_prefix('│')
            .unwrap_or(rest);
        let rest = rest.strip_prefix([':', '|', '.', ')']).unwrap_or(rest);
        let behind = rest.strip_prefix([' ', '\t']);
        let behind = behind.or_else(|| rest.is_empty().then_some(rest))?;
        return Some((Prefix::Number, line.len() - behind.len()));
    }
    None
}

/// How long the name of a file of JSON or YAML is, with the colon behind it and the number of the line.
fn file(line: &str) -> Option<usize> {
    let (name, rest) = line.split_once(':')?;
    let part = |own: char| own.is_ascii_alphanumeric() || "_-./+@ ".contains(own);
    let known = ENDS.iter().any(|end| name.ends_with(end)) && name.chars().all(part);
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let number = digits > 0 && rest.as_bytes().get(digits) == Some(&b':');
    let number = if number { digits + 1 } else { 0 };
    known.then_some(name.len() + 1 + number)
}

/// What names of files of exports end with.
const ENDS: [&str; 4] = [".json", ".yaml", ".yml", ".txt"];

/// Whether each line of a text begins with the name of a file, as its first do.
pub(super) fn names_files(text: &str) -> bool {
    if text.starts_with(['{', '[']) {
        return false;
    }
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let mut next = || lines.next().is_some_and(|line| file(line).is_some());
    next() && next()
}

/// How long a date and a time of day are, with the space behind them.
fn time(line: &str) -> Option<usize> {
    let own = line.strip_prefix('[').unwrap_or(line);
    let shape = b"0000-00-00T00:00";
    let fits = own.len() > shape.len()
        && own.bytes().zip(shape).all(|(own, shape)| match shape {
            b'0' => own.is_ascii_digit(),
            b'T' => own == b'T' || own == b' ',
            shape => own == *shape,
        });
    let end = own.get(shape.len()..).filter(|_| fits)?.find([' ', '\t'])?;
    Some(line.len() - own.len() + shape.len() + end + 1)
}

/// The documents of lines that have all the same prefix, without it.
fn behind_prefixes(text: &str, gap: Range<usize>) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut run = Run::default();
    let mut at = gap.start;
    let own = text.get(gap).unwrap_or_default();
    for line in own.split_inclusive('\n') {
        let told = prefix(line.trim_end_matches(['\n', '\r']));
        if told.map(|(kind, _)| kind) != run.kind {
            found.extend(std::mem::take(&mut run).documents());
        }
        if let Some((kind, length)) = told {
            run.kind = Some(kind);
            run.lines.push((run.text.len(), at + length));
            run.text.push_str(line.get(length..).unwrap_or_default());
        }
        at += line.len();
    }
    found.extend(run.documents());
    found
}

/// How many lines show that all begin the same.
const SHOWN: usize = 3;

/// What ends the prefix that a program puts before every line it passes on: `web_1  | `, `Step #1: `, `data: `.
const SEPARATORS: [char; 5] = ['|', ':', '>', '│', '#'];

/// The documents of lines that all begin in the same way, without that.
pub(super) fn behind_the_same(text: &str) -> Vec<Piece<'_>> {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let Some(first) = lines.next().filter(|line| !line.starts_with(['{', '['])) else {
        return Vec::new();
    };
    let next: Vec<&str> = lines.take(SHOWN - 1).collect();
    if next.len() + 1 < SHOWN {
        return Vec::new();
    }
    let shared = next.iter().fold(first.len(), |length, line| {
        let both = first.char_indices().zip(line.chars());
        let differs = both.into_iter().find(|((_, own), other)| own != other);
        let same = differs.map_or(first.len().min(line.len()), |((at, _), _)| at);
        length.min(same)
    });
    let shared = first.get(..shared).unwrap_or_default();
    let Some(end) = shared.rfind(SEPARATORS) else {
        return Vec::new();
    };
    let mark = shared.get(..end).unwrap_or_default().len();
    let mark = mark
        + shared
            .get(mark..)
            .and_then(|own| own.chars().next())
            .map_or(0, char::len_utf8);
    let mark = first.get(..mark).unwrap_or_default();
    let (mut run, mut found, mut at) = (Run::default(), Vec::new(), 0);
    for line in text.split_inclusive('\n') {
        match line.strip_prefix(mark) {
            Some(rest) => {
                let own = rest.strip_prefix(' ').unwrap_or(rest);
                run.lines
                    .push((run.text.len(), at + line.len() - own.len()));
                run.text.push_str(own);
            }
            None => found.extend(std::mem::take(&mut run).documents()),
        }
        at += line.len();
    }
    found.extend(run.documents());
    for piece in &mut found {
        piece.prose = true;
    }
    found
}

/// Lines that follow one another and have the same prefix.
#[derive(Default)]
struct Run {
    kind: Option<Prefix>,
    /// Without it.
    text: String,
    /// Where each begins in that, and in the source.
    lines: Vec<(usize, usize)>,
}

impl Run {
    fn documents<'a>(self) -> Vec<Piece<'a>> {
        if self.lines.len() < 2 {
            return Vec::new();
        }
        let found = pieces(&self.text, 0, true).into_iter();
        let found = found.filter(|piece| !piece.prose);
        found.map(|piece| self.of_source(piece)).collect()
    }

    /// Where in the source a place is.
    fn place(&self, at: usize) -> usize {
        let line = self.lines.partition_point(|(own, _)| *own <= at);
        let line = line.checked_sub(1).and_then(|line| self.lines.get(line));
        line.map_or(0, |(own, source)| source + (at - own))
    }

    fn end(&self, at: usize) -> usize {
        self.place(at.saturating_sub(1)) + 1
    }

    /// The same document, whose places are those in the source.
    fn of_source<'a>(&self, piece: Piece<'_>) -> Piece<'a> {
        let mut marks: Vec<usize> = piece.shifts.iter().map(|(own, _)| *own).collect();
        let breaks = piece.text.bytes().enumerate();
        let lines = breaks.filter(|(_, byte)| *byte == b'\n');
        marks.extend(lines.map(|(at, _)| at + 1));
        marks.push(0);
        hopscope_model::order::sort(&mut marks);
        marks.dedup();
        let mark = |at: usize| (at, self.place(piece.source_offset(at)));
        let shifts = marks.into_iter().map(mark).collect();
        let mended = |own: Option<(usize, usize)>| own.map(|(count, at)| (count, self.place(at)));
        let repairs = Repairs {
            quotes: mended(piece.repairs.quotes),
            python: mended(piece.repairs.python),
            comments: mended(piece.repairs.comments),
            commas: mended(piece.repairs.commas),
            invisible: mended(piece.repairs.invisible),
            wrapped: mended(piece.repairs.wrapped),
            asides: mended(piece.repairs.asides),
        };
        let range = self.place(piece.range.start)..self.end(piece.range.end);
        Piece {
            shifts,
            whole: piece.whole,
            yaml: piece.yaml,
            ended: piece.ended.map(|(end, at)| (end, self.place(at))),
            too_deep: piece.too_deep.map(|at| self.place(at)),
            repairs,
            outline: piece.outline,
            ..Piece::new(range, Cow::Owned(piece.text.into_owned()))
        }
    }
}

/// What is left of an object whose beginning is missing: fields of it, and brackets that close what nothing opens. Of
/// its last bracket it is bereft too: nobody may take it for whole.
fn late(gap: &str, start: usize) -> Option<Piece<'_>> {
    let lines = gap.split_inclusive('\n').scan(0, |at, line| {
        let own = *at;
        *at += line.len();
        Some((own, line.trim_start()))
    });
    let mut lines = lines.filter(|(_, line)| is_member(line));
    let (first, _) = lines.next()?;
    let own = gap.get(first..).unwrap_or_default();
    let (closers, end) = unopened(own)?;
    let mut text = String::new();
    for (at, closer) in closers.iter().enumerate().rev() {
        text.push_str(match closer {
            b'}' if at == 0 => "{",
            b'}' => "{\"\":",
            _ => "[",
        });
    }
    let opened = text.len();
    text.push_str(own.get(..end)?);
    let start = start + first;
    Some(Piece {
        shifts: vec![(0, start), (opened, start)],
        whole: false,
        ended: Some((End::Late, start)),
        ..Piece::new(start..start + end + 1, Cow::Owned(text))
    })
}

/// Whether a line is a field of an object as JSON has it.
pub(crate) fn is_member(line: &str) -> bool {
    let inside = line.trim_start().strip_prefix('"');
    let key = inside.and_then(|inside| inside.split_once('"'));
    key.is_some_and(|(key, rest)| {
        let word = |own: u8| own.is_ascii_alphanumeric() || b"_-./@".contains(&own);
        !key.is_empty() && key.bytes().all(word) && rest.trim_start().starts_with(':')
    })
}

/// The brackets that close what nothing in a text opens, the innermost first, and where the last of an object is.
fn unopened(text: &str) -> Option<(Vec<u8>, usize)> {
    let (mut depth, mut closers, mut last) = (0_usize, Vec::new(), None);
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                while let Some((_, byte)) = bytes.next() {
                    match byte {
                        b'\\' => drop(bytes.next()),
                        b'"' => break,
                        _ => {}
                    }
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 0 => depth -= 1,
            b'}' | b']' => {
                closers.push(byte);
                if byte == b'}' {
                    last = Some((closers.len(), at));
                }
            }
            _ => {}
        }
        if closers.len() > super::DEPTH_LIMIT {
            return None;
        }
    }
    let (count, end) = last?;
    closers.truncate(count);
    Some((closers, end))
}

#[cfg(test)]
mod tests {
    use super::super::split;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, bool)]) {
        let found = split(text);
        let found: Vec<_> = found.iter().map(|own| (&*own.text, own.whole)).collect();
        assert_eq!(found, expected);
        for piece in split(text) {
            assert!(text.get(piece.range.clone()).is_some(), "{text}");
        }
    }

    #[test]
    fn documents_behind_prefixes_are_documents() {
        let object = "{\n  \"a\": 1,\n  \"b\": 2\n}\n";
        let whole = object.trim_end();
        for prefix in [
            "> ",
            ">> ",
            "+",
            "2026-01-02T03:04:05Z ",
            "[2026-01-02 03:04:05] ",
        ] {
            let lines = object.lines().map(|line| format!("{prefix}{line}\n"));
            check(
                &format!("[1]\n{}", lines.collect::<String>()),
                &[("[1]", true), (whole, true)],
            );
        }
        let lines = object.lines().enumerate();
        let lines = lines.map(|(at, line)| format!("{:>3}  {line}\n", at + 8));
        let text = format!("[1]\n{}", lines.collect::<String>());
        let found = split(&text);
        let at = found[1].text.find('2').unwrap_or_default();
        assert_eq!(text[found[1].source_offset(at)..].lines().next(), Some("2"));
        check(
            "[1]\n> a: 1\n> b: x\n> c:\n> - d\n",
            &[("[1]", true), (r#"{"a":"1","b":"x","c":["d"]}"#, true)],
        );
    }

    #[test]
    fn a_document_may_stand_in_a_line() {
        check(
            "[1]\nit is {\"a\": 1}, no?\n",
            &[("[1]", true), ("{\"a\": 1}", true)],
        );
        check("[me@x ~]$ y: z\n[1]\n10:30 > z\n", &[("[1]", true)]);
    }

    #[test]
    fn what_is_left_of_a_document_is_not_whole() {
        check(
            "\"b\": 2,\n  \"c\": {\"d\": 3}\n},\n{\"a\": 1}\n]\n",
            &[
                ("{\"b\": 2,\n  \"c\": {\"d\": 3}\n", false),
                ("{\"a\": 1}", true),
            ],
        );
        check(
            "[1]\n> {\"c\": 1,\n> \"d\": 2}\n\"b\": 2\n}\n",
            &[
                ("[1]", true),
                ("{\"c\": 1,\n\"d\": 2}", true),
                ("{\"b\": 2\n", false),
            ],
        );
        check(
            "    \"x\": 1\n  }\n],\n\"b\": 2\n}\n[2]\n",
            &[
                ("{\"\":[{    \"x\": 1\n  }\n],\n\"b\": 2\n", false),
                ("[2]", true),
            ],
        );
    }
}
