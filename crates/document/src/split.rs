//! Finds JSON and YAML documents in what people paste: between prompts, banners and Markdown fences, one after
//! another, cut off, with curly quotes, full-width brackets and commas too many. Never fails, goes over the text once.
//! YAML becomes JSON here; what is read afterwards is one path.

mod behind;
pub(crate) mod gaps;
mod json;
pub(crate) mod lines;
mod mend;
mod python;

use std::borrow::Cow;
use std::ops::Range;

use crate::outline::Outline;
use crate::scan::{Part, Step, elements, members, way_to};
use crate::secret;
use crate::terraform::Short;
use crate::yaml::{self, End};

/// How deep brackets may nest.
pub(crate) const DEPTH_LIMIT: usize = 64;

/// How many fields an object of nothing but words has that is no prose.
const FIELDS: usize = 3;

/// One document.
#[derive(Debug)]
pub(crate) struct Piece<'a> {
    /// Where it stands in the source.
    pub(crate) range: Range<usize>,
    /// Its text as JSON, mended where it had to be.
    pub(crate) text: Cow<'a, str>,
    /// Where `text` and the source go different ways: offsets in both, in order of the first.
    shifts: Vec<(usize, usize)>,
    /// Its last bracket is closed.
    pub(crate) whole: bool,
    /// YAML that could not be gone on with: why, and where in the source.
    pub(crate) ended: Option<(End, usize)>,
    /// Where it first nests too deep.
    pub(crate) too_deep: Option<usize>,
    /// A line or two of YAML, which may as well be prose: it counts where it turns out to be a kind that is read.
    pub(crate) prose: bool,
    /// It was YAML.
    pub(crate) yaml: bool,
    /// It is put together of several.
    assembled: bool,
    /// What it holds is in one that was put together of several.
    pub(crate) elsewhere: bool,
    /// What was mended.
    pub(crate) repairs: Repairs,
    /// Why it is not all of what Terraform printed, or was to.
    pub(crate) short: Option<Short>,
    /// What it was before its objects were put together anew.
    before: Option<Box<Before<'a>>>,
    /// Where each of its values is, where it is well-formed.
    outline: Option<Outline>,
}

/// A document of another shape, of which one of Google's objects is made.
#[derive(Debug)]
struct Before<'a> {
    piece: Piece<'a>,
    /// Where a value stands in the new text, and where in the old one, in order.
    places: Vec<(usize, usize)>,
}

/// What was mended: how often, and where first (offset in the source).
#[derive(Clone, Default, Debug)]
pub(crate) struct Repairs {
    /// Curly quotes.
    pub(crate) quotes: Option<(usize, usize)>,
    /// Quotes of Python's.
    pub(crate) python: Option<(usize, usize)>,
    /// Comments in JSON.
    pub(crate) comments: Option<(usize, usize)>,
    /// Commas before a closing bracket.
    pub(crate) commas: Option<(usize, usize)>,
    /// Invisible and full-width characters outside strings.
    pub(crate) invisible: Option<(usize, usize)>,
    /// Line breaks inside strings.
    pub(crate) wrapped: Option<(usize, usize)>,
    /// Lines of a shell or a pager between those of YAML.
    pub(crate) asides: Option<(usize, usize)>,
}

impl<'a> Piece<'a> {
    fn new(range: Range<usize>, text: Cow<'a, str>) -> Self {
        Self {
            range,
            text,
            shifts: Vec::new(),
            whole: true,
            ended: None,
            too_deep: None,
            prose: false,
            yaml: false,
            assembled: false,
            elsewhere: false,
            repairs: Repairs::default(),
            short: None,
            before: None,
            outline: None,
        }
    }

    /// A document in which nothing has to be mended.
    fn well_formed(source: &'a str, start: usize) -> Option<Self> {
        let rest = source.get(start..)?;
        let outline = Outline::of(rest)?;
        let end = outline.end();
        Some(Self {
            outline: Some(outline),
            ..Self::new(start..start + end, Cow::Borrowed(rest.get(..end)?))
        })
    }

    /// The same, if it was mended, without the secrets that this showed.
    pub(crate) fn without_secrets(mut self) -> Self {
        if let Cow::Owned(text) = &self.text
            && let (Cow::Owned(hidden), _) = secret::hide(text)
        {
            self.text = Cow::Owned(hidden);
        }
        self
    }

    /// What was made of another document, and is well-formed.
    fn gone_over(self) -> Self {
        let outline = Outline::of(&self.text).filter(|own| own.end() == self.text.len());
        Self { outline, ..self }
    }

    /// All of it.
    pub(crate) fn part(&self) -> Part<'_> {
        match &self.outline {
            Some(outline) => Part::new(&self.text, outline.root()),
            None => Part::from(&*self.text),
        }
    }

    /// A document that is put together of others, which stand somewhere in the source: `shifts` says where.
    pub(crate) fn assembled(
        first: Range<usize>,
        text: String,
        shifts: Vec<(usize, usize)>,
    ) -> Self {
        Self {
            shifts,
            assembled: true,
            ..Self::new(first, Cow::Owned(text))
        }
        .gone_over()
    }

    /// The same document in another shape; `places` says which value of it comes from where.
    pub(crate) fn converted(self, text: String, places: Vec<(usize, usize)>) -> Self {
        let own = Self::new(self.range.clone(), Cow::Owned(text));
        Self {
            repairs: self.repairs.clone(),
            before: Some(Box::new(Before {
                places,
                piece: self,
            })),
            ..own
        }
        .gone_over()
    }

    /// Whether the document had another shape before.
    pub(crate) fn is_converted(&self) -> bool {
        self.before.is_some()
    }

    /// The way to what stands at an offset of `text`, where the document had another shape before.
    pub(crate) fn way_before(&self, offset: usize) -> Option<Vec<Step>> {
        let before = self.before.as_ref().filter(|own| !own.piece.assembled)?;
        Some(way_to(&before.piece.text, before.place(offset)))
    }

    /// The offset in the source of an offset in `text`.
    pub(crate) fn source_offset(&self, offset: usize) -> usize {
        if let Some(before) = &self.before {
            return before.piece.source_offset(before.place(offset));
        }
        let at = self.shifts.partition_point(|(clean, _)| *clean <= offset);
        let place = match at.checked_sub(1).and_then(|at| self.shifts.get(at)) {
            Some((clean, source)) => source + (offset - clean),
            None => self.range.start + offset,
        };
        match self.assembled {
            true => place,
            false => place.min(self.range.end),
        }
    }
}

impl Before<'_> {
    fn place(&self, offset: usize) -> usize {
        let at = self.places.partition_point(|(own, _)| *own <= offset);
        let last = at.checked_sub(1).and_then(|at| self.places.get(at));
        last.map_or(0, |(_, place)| *place)
    }
}

/// The documents of a text. A document begins where a bracket, or YAML, is the first thing on its line; only when
/// there is none, a bracket anywhere. What stands between them is looked at again.
pub(crate) fn split(text: &str) -> Vec<Piece<'_>> {
    let found = match gaps::names_files(text) {
        true => Vec::new(),
        false => pieces(text, 0, true),
    };
    if !found.iter().any(|piece| piece.whole && !piece.prose) {
        let behind = gaps::behind_the_same(text);
        if behind.iter().any(|piece| piece.whole) {
            return behind;
        }
    }
    if found.is_empty() {
        // Behind numbers of lines, quote marks or times.
        let behind = gaps::documents(text, 0..text.len());
        if behind.iter().any(|piece| piece.whole) {
            return behind;
        }
    }
    if found.iter().all(|piece| piece.prose) {
        let anywhere = pieces(text, 0, false);
        if !anywhere.is_empty() {
            return anywhere;
        }
    }
    let mut all = Vec::with_capacity(found.len());
    let mut at = 0;
    for piece in found {
        all.extend(gaps::documents(text, at..piece.range.start));
        at = piece.range.end;
        all.push(piece);
    }
    if !all.is_empty() {
        all.extend(gaps::documents(text, at..text.len()));
    }
    all
}

/// The documents from an offset on.
fn pieces(text: &str, from: usize, at_line_start: bool) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = from;
    // Nothing but space, or the end of another document, stands before on this line.
    let mut line_is_clear = true;
    let mut line_starts = true;
    let mut before = None;
    while let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if line_starts
            && at_line_start
            && let Some(block) = lines::block(text, at)
        {
            let own = (block.range.start, block.base, block.list);
            let begun = block.body.start > block.range.start;
            let late = !begun && behind::Before::lacks_beginning(before.as_ref(), text, own);
            let below = before.take().filter(|own| late && own.end == at);
            if let Some(last) = found.last_mut().filter(|_| below.is_some()) {
                lose_beginning(last);
            }
            at = block.range.end;
            before = Some(behind::Before {
                end: at,
                base: block.base,
                list: block.list,
            });
            if !block.flattened
                && let Some(mut piece) = piece_of(text, block)
            {
                if late {
                    lose_beginning(&mut piece);
                }
                found.push(piece);
            }
            continue;
        }
        line_starts = false;
        if (line_is_clear || !at_line_start) && begins_document(text, at, character) {
            let piece = Piece::well_formed(text, at).unwrap_or_else(|| json::lex(text, at));
            at = piece.range.end;
            found.push(piece);
            continue;
        }
        line_is_clear = match character {
            '\n' | '\r' => {
                line_starts = true;
                true
            }
            ',' | ';' => line_is_clear,
            _ => line_is_clear && is_space(character),
        };
        at += character.len_utf8();
    }
    found
}

/// Notes that what stands before a document is missing.
fn lose_beginning(piece: &mut Piece<'_>) {
    piece.whole = false;
    piece.ended.get_or_insert((End::Late, piece.range.start));
}

/// Lines that look like YAML as a document; `None` where they are none, and no more than a few words.
fn piece_of(text: &str, block: lines::Block) -> Option<Piece<'_>> {
    let start = block.body.start;
    let body = text.get(start..block.cut.unwrap_or(block.body.end));
    let body = body.unwrap_or_default();
    let mut repairs = Repairs::default();
    let mended = mend::mend(body, start, (block.wrapped, block.asides), &mut repairs);
    let mut json = yaml::json(&mended.text);
    if let Some(cut) = block.cut
        && json.ended.is_none()
    {
        let left = json.text.trim_end_matches(['}', ']']).len();
        json.text.truncate(left);
        json.ended = Some((End::Broken, cut - start));
    }
    let place = |at: usize| start + mended.offset(at);
    let last = text.get(block.range.end..).unwrap_or_default();
    // From its start alone: there may be much space at the end, and many documents before it.
    let ends_text = last.trim_start().is_empty();
    let mut ended = json.ended.map(|(end, at)| match end {
        End::Cut if !ends_text => (End::Broken, place(at)),
        end => (end, place(at)),
    });
    if ended.is_none() && ends_text && block.open {
        ended = Some((End::Cut, block.range.end));
    }
    // Prose has none of Google's kinds in it.
    let says = |word: &str| memchr::memmem::find(json.text.as_bytes(), word.as_bytes()).is_some();
    let few = is_few(&json.text) && !says("\"compute#") && !says("\"dns#");
    if few && json.ended.is_some() && (block.cut.is_none() || !json.text.contains("\"kind\":")) {
        return None;
    }
    let shift = |(own, at): (usize, usize)| (own, place(at));
    let piece = Piece {
        shifts: json.marks.into_iter().map(shift).collect(),
        whole: ended.is_none(),
        ended,
        too_deep: json.too_deep.map(place),
        prose: few,
        yaml: true,
        repairs,
        ..Piece::new(block.range, Cow::Owned(json.text))
    };
    Some(piece.gone_over())
}

/// Whether a document holds no object, or only such as prose has: a word or two before a colon.
fn is_few(json: &str) -> bool {
    let nested = |text: &str| text.starts_with(['{', '[']);
    let is_few = |object: &str, fields: usize| {
        let list = members(object);
        let mut values = list.iter().map(|(_, own)| object.get(own.range()));
        list.len() < fields && !values.any(|own| own.is_some_and(nested))
    };
    match json.as_bytes().first() {
        Some(b'{') => is_few(json, FIELDS),
        Some(b'[') => elements(json).list.iter().all(|own| {
            let own = json.get(own.range()).unwrap_or_default();
            !own.starts_with('{') || is_few(own, FIELDS - 1)
        }),
        _ => true,
    }
}

fn count(counter: &mut Option<(usize, usize)>, at: usize) {
    match counter {
        None => *counter = Some((1, at)),
        Some((number, _)) => *number += 1,
    }
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
        // As a page of the web has it.
        Some('&') => json::entity(rest.trim_start()).is_some(),
        Some('/') => object && json::comment(rest.trim_start()).is_some(),
        Some('\'') => object && python::begins(text.get(at..).unwrap_or_default()),
        Some('}' | '｝') => object,
        Some('{' | '[' | ']' | '｛' | '［' | '］') => !object,
        // Numbers, and not when something was logged.
        Some('-' | '0'..='9') => !object && is_numbers(rest),
        Some(_) => false,
    }
}

/// Whether numbers alone stand before a closing bracket, and not much behind it: `[1]+  Done` is a shell's.
fn is_numbers(rest: &str) -> bool {
    let behind = rest.trim_start_matches(is_number).strip_prefix(']');
    behind.is_some_and(|behind| {
        let behind = behind.trim_start_matches([' ', '\t', '\r']);
        behind.is_empty() || behind.starts_with(['\n', ',', ';', ']', '{', '['])
    })
}

fn is_number(character: char) -> bool {
    character.is_ascii_digit() || ".,-+eE \t\r\n".contains(character)
}

/// Space, and what looks like it: no-break, ideographic, zero-width.
fn is_space(character: char) -> bool {
    matches!(
        character,
        ' ' | '\t' | '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}'
    ) || (character.is_whitespace() && !matches!(character, '\n' | '\r'))
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
        check(
            "name: x\nnetworks: []\n\n{\"a\": 1}\nSee: this\n---\n- b: y\n",
            &[
                "{\"name\":\"x\",\"networks\":[]}",
                "{\"a\": 1}",
                "[{\"b\":\"y\"}]",
            ],
        );
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
