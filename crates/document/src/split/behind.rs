//! What stands behind the lines of a YAML document and is none of it: whether the document has ended there, goes on
//! behind it, or was torn in two. A half of one must not be taken for the whole.
//!
//! gcloud prints the fields of an object in alphabetical order, so that what decides often stands last.

use std::collections::BTreeSet;

use super::lines::{AHEAD, Keys, Line, Lines, OWN_NAME, Row, kind_of};
use super::{Piece, json};

/// How many lines may stand in a document that are none of it, for the document to go on.
const FOREIGN: usize = 6;

/// How many lines are looked through for the rest of a document that was torn in two.
const FAR: usize = 60;

/// What becomes of a document where a line comes that is none of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Behind {
    /// It has ended.
    Ends,
    /// It goes on; whether it can be read with what stands in it is the parser's to say.
    GoesOn,
    /// Its rest stands behind something else.
    Torn,
}

/// A document so far.
pub(super) struct Document<'a, 'b> {
    pub(super) base: usize,
    pub(super) list: bool,
    pub(super) keys: &'b Keys<'a>,
    /// Nothing stands between its last line and what comes.
    pub(super) direct: bool,
    /// Its last line is an item of a list.
    pub(super) items: bool,
    /// The last key further inside, and how far it is indented.
    pub(super) inner: Option<(usize, &'a str)>,
}

impl<'a> Document<'a, '_> {
    /// What becomes of it where a line comes that is none of it: what a pager, a warning or a chat put into it. A
    /// command begins something new, and so does a key that the order of gcloud's keys, the alphabet, has before, where
    /// what it begins has a name of its own.
    pub(super) fn behind(&self, foreign: Row<'a>, mut lines: Lines<'a>) -> Behind {
        let mut line = Some(foreign);
        if foreign.indent < self.base && matches!(kind_of(foreign), Line::Key(_)) {
            // What this was inside of goes on.
            return Behind::Ends;
        }
        let aside = is_aside(foreign.content);
        let (mut seen, mut direct, mut fence) = (0, self.direct, false);
        let (mut far, mut mark) = (false, false);
        for _ in 0..FAR {
            let Some(own) = line else { break };
            if own.content.is_empty() {
                direct = false;
            } else if is_command(own.content) {
                break;
            } else if seen > 0 && !far && self.is_own(&own, direct || aside, fence) {
                return Behind::GoesOn;
            } else if seen > 0 && self.is_rest(own) && !is_named(own, lines.clone()) {
                return Behind::Torn;
            } else if seen > 0 && self.begins_anew(own, mark, &lines) {
                break;
            } else {
                if begins_document(own.content)
                    && let Some(end) = end_of_json(lines.text, own)
                {
                    lines.at = end;
                    far = true;
                }
                mark |= own.is_mark();
                far |= seen == FOREIGN || mark;
                if far && !self.list && !self.keys.is_named() {
                    break;
                }
                fence |= own.content.starts_with("```");
                seen += 1;
            }
            line = lines.next();
        }
        Behind::Ends
    }

    /// Whether a line is one of its own.
    pub(super) fn is_own(&self, line: &Row<'_>, direct: bool, fence: bool) -> bool {
        match kind_of(*line) {
            Line::Key(_) | Line::Item if line.indent > self.base => direct && !fence,
            Line::Key(key) if line.indent == self.base => !self.list && self.keys.is_next(key),
            Line::Item if line.indent == self.base => !self.list && direct && self.items,
            _ => false,
        }
    }

    /// Whether a line has a key that comes next, wherever it stands.
    fn is_rest(&self, line: Row<'_>) -> bool {
        let Line::Key(key) = kind_of(line) else {
            return false;
        };
        let inside = |(indent, last): (usize, &str)| line.indent == indent && key > last;
        match line.indent > self.base {
            true => self.inner.is_some_and(inside),
            false => self.is_own(&line, false, false),
        }
    }

    /// Whether a line begins another document, or another item of a list.
    fn begins_anew(&self, line: Row<'a>, mark: bool, lines: &Lines<'a>) -> bool {
        let begins = match kind_of(line) {
            Line::Key(_) => mark || is_named(line, lines.clone()),
            Line::Item => mark || self.list,
            _ => false,
        };
        begins && line.indent == self.base
    }
}

/// What stands before the first line of a document.
pub(super) struct Before {
    /// Where the document before it ends.
    pub(super) end: usize,
    /// How far that is indented.
    pub(super) base: usize,
    /// That is a list.
    pub(super) list: bool,
}

impl Before {
    /// Whether a document that begins at an offset stands below the inside of one of its fields: its beginning is
    /// missing, as where a terminal has forgotten it.
    pub(super) fn lacks_beginning(
        before: Option<&Self>,
        text: &str,
        (at, base, list): (usize, usize, bool),
    ) -> bool {
        if let Some(own) = before.filter(|own| own.end == at) {
            return own.base > base || (own.list && own.base == base && !list);
        }
        let above = text.get(..at).unwrap_or_default();
        let start = above
            .trim_end_matches('\n')
            .rfind('\n')
            .map_or(0, |end| end + 1);
        let mut lines = Lines {
            text: above,
            at: start,
        };
        let Some(line) = lines.next().filter(|_| !list) else {
            return false;
        };
        match kind_of(line) {
            Line::Key(_) => line.indent > base,
            // An item that is a sentence is prose.
            Line::Item => line.indent >= base && line.content.split(' ').count() == 2,
            _ => false,
        }
    }
}

/// Whether one of the keys from a line on is one by which objects are told apart.
fn is_named<'a>(first: Row<'a>, lines: Lines<'a>) -> bool {
    let mut seen = BTreeSet::new();
    let all = std::iter::once(first).chain(lines).take(AHEAD);
    for line in all.filter(|own| own.indent <= first.indent) {
        match kind_of(line) {
            Line::Key(key) if line.indent == first.indent => {
                if OWN_NAME.contains(&key) {
                    return true;
                }
                if !seen.insert(key) {
                    return false;
                }
            }
            Line::Item | Line::Comment | Line::Closing if line.indent == first.indent => {}
            _ => return false,
        }
    }
    false
}

/// Whether a line is a command somebody gave, with its prompt: what stands below it is what that printed.
fn is_command(content: &str) -> bool {
    let words = ["gcloud ", "kubectl ", "terraform ", "cat ", "curl "];
    let asked = words.iter().any(|word| content.contains(word));
    asked && !content.contains("gcloud components")
}

/// Whether a line begins JSON.
fn begins_document(line: &str) -> bool {
    let first = line.chars().next();
    first.is_some_and(|first| super::begins_document(line, 0, first))
}

/// Where the line ends in which JSON does that begins in another.
fn end_of_json(text: &str, line: Row<'_>) -> Option<usize> {
    let own = text.get(line.start..line.end)?;
    let start = line.start + own.find(line.content)?;
    let piece = Piece::well_formed(text, start).unwrap_or_else(|| json::lex(text, start));
    let rest = text.get(piece.range.end..).filter(|_| piece.whole)?;
    Some(piece.range.end + rest.find('\n').map_or(rest.len(), |end| end + 1))
}

/// Whether a line is one that a shell or a pager prints by itself, whatever runs: of a command in the background, of
/// new mail, or where the screen is full. It takes the place of nothing.
///
/// <https://www.gnu.org/software/bash/manual/html_node/Job-Control-Basics.html>
pub(super) fn is_aside(content: &str) -> bool {
    content.starts_with("--More--")
        || content.starts_with("-- More --")
        || content.starts_with("You have new mail in ")
        || content.starts_with("You have mail in ")
        || is_job(content)
}

/// `[1] 4711` where a command goes to the background, `[1]+  Done   sleep 5` where it has ended.
fn is_job(content: &str) -> bool {
    let digits = |own: &str| !own.is_empty() && own.bytes().all(|byte| byte.is_ascii_digit());
    let inside = content
        .strip_prefix('[')
        .and_then(|own| own.split_once(']'));
    let Some((number, rest)) = inside.filter(|(number, _)| digits(number)) else {
        return false;
    };
    if digits(rest.trim_start()) && rest.starts_with(' ') {
        return true;
    }
    let rest = rest
        .trim_start_matches(['+', '-', ' '])
        .to_ascii_lowercase();
    let rest = rest.trim_start_matches(|own: char| own.is_ascii_digit() || own == ' ');
    let told = [
        "done",
        "exit ",
        "running",
        "terminated",
        "stopped",
        "killed",
        "suspended",
    ];
    number.len() <= 4 && told.iter().any(|word| rest.starts_with(word))
}
