//! YAML as JSON text, with a table of which place in the one is which in the other: what is read afterwards is one
//! path. Plain scalars stay texts, whatever they look like (`0123`, `1.10`, `yes`): only who reads a field knows what
//! it is. Only null is told apart. What cannot be gone on with ends the text, and all before it stays.
//!
//! <https://yaml.org/spec/1.2.2/>

use std::ops::Range;

use hopscope_yaml::{Error, Event, Events};

use crate::scan::{elements, members};
use crate::split::DEPTH_LIMIT;

/// How often the size of the text all that aliases stand for may be, and a little for small texts.
const COPIED: (usize, usize) = (16, 16 * 1024);

/// The key that takes the members of another object in.
const MERGE: &str = "<<";

/// The first document of a YAML text as JSON.
#[derive(Debug)]
pub(crate) struct Json {
    /// It is cut off where the YAML could not be gone on with.
    pub(crate) text: String,
    /// Offsets in `text`, and in the YAML, in the order of the first.
    pub(crate) marks: Vec<(usize, usize)>,
    /// Where in the YAML it first nests too deep.
    pub(crate) too_deep: Option<usize>,
    /// Why it is cut off, and where.
    pub(crate) ended: Option<(End, usize)>,
}

/// Why a text could not be gone on with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum End {
    /// It ends inside of something.
    Cut,
    /// It is no YAML.
    Broken,
    /// Aliases stand for too much.
    Large,
    /// It begins inside of something.
    Late,
}

/// Reads the first document of a text.
pub(crate) fn json(text: &str) -> Json {
    let mut writer = Writer {
        json: Json {
            text: String::with_capacity(text.len() + text.len() / 4),
            marks: Vec::new(),
            too_deep: None,
            ended: None,
        },
        open: Vec::new(),
        anchors: Vec::new(),
        copied: COPIED.0 * text.len() + COPIED.1,
        last: 0,
    };
    let mut events = Events::of(text);
    while let Some((event, at)) = events.event() {
        let told = match event {
            Ok(event) => writer.event(event, at),
            Err(Error::Cut) => Err(End::Cut),
            Err(Error::Broken) => Err(End::Broken),
        };
        if let Err(end) = told {
            let cut = end == End::Broken && at >= text.trim_end().len();
            writer.json.ended = Some((if cut { End::Cut } else { end }, at));
            // The last word may have swallowed what was not understood.
            writer.json.text.truncate(writer.last);
            break;
        }
    }
    writer.json
}

/// A list or object that is not closed yet.
struct Open {
    /// An object, not a list.
    object: bool,
    /// An object: a key comes next.
    key: bool,
    /// Nothing is in it so far.
    empty: bool,
    /// The next value is taken apart into members.
    merging: bool,
    /// Objects whose members it takes in, where it has none of that name itself.
    merged: Vec<String>,
    anchor: usize,
    /// Where it begins in the JSON.
    start: usize,
    /// How deep what is in it nests.
    height: usize,
}

struct Writer {
    json: Json,
    open: Vec<Open>,
    /// What anchors stand for, by their number: where it is in the JSON, and how deep it nests.
    anchors: Vec<Option<(Range<usize>, usize)>>,
    /// How much aliases may still add.
    copied: usize,
    /// Where in the JSON the last word begins, or what came last ends.
    last: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>, at: usize) -> Result<(), End> {
        let word = matches!(event, Event::Scalar { .. });
        let before = self.json.text.len();
        self.write(event, at)?;
        self.last = if word && !self.is_value_next() {
            before
        } else {
            self.json.text.len()
        };
        Ok(())
    }

    /// Whether a key came last.
    fn is_value_next(&self) -> bool {
        self.open
            .last()
            .is_some_and(|open| open.object && !open.key)
    }

    fn write(&mut self, event: Event<'_>, at: usize) -> Result<(), End> {
        match event {
            Event::Scalar {
                text,
                null,
                plain,
                anchor,
            } => self.scalar(&text, null, plain, anchor, at),
            Event::Start { object, anchor } => self.begin(object, anchor, at),
            Event::End => self.close(),
            Event::Alias(anchor) => self.alias(anchor, at),
        }
    }

    fn scalar(
        &mut self,
        text: &str,
        null: bool,
        plain: bool,
        anchor: usize,
        at: usize,
    ) -> Result<(), End> {
        if plain && text == MERGE && self.is_key() {
            self.merging(true);
            return Ok(());
        }
        self.begin_node(at);
        let start = self.json.text.len();
        if null && !self.is_key() {
            self.json.text.push_str("null");
        } else {
            write_text(if null { "" } else { text }, &mut self.json.text);
        }
        self.anchored(anchor, start, 0);
        if self.is_key() {
            self.json.text.push(':');
            self.expect_key(false);
            return Ok(());
        }
        self.end_value(start, 0)
    }

    fn begin(&mut self, object: bool, anchor: usize, at: usize) -> Result<(), End> {
        // Google's objects have no keys that are lists or objects themselves.
        if self.is_key() {
            return Err(End::Broken);
        }
        self.begin_node(at);
        if self.open.len() >= DEPTH_LIMIT && self.json.too_deep.is_none() {
            self.json.too_deep = Some(at);
        }
        let start = self.json.text.len();
        self.json.text.push(if object { '{' } else { '[' });
        self.open.push(Open {
            object,
            key: object,
            empty: true,
            merging: false,
            merged: Vec::new(),
            anchor,
            start,
            height: 0,
        });
        Ok(())
    }

    fn close(&mut self) -> Result<(), End> {
        let Some(own) = self.open.pop() else {
            return Ok(());
        };
        if !own.merged.is_empty() {
            self.merge(&own)?;
        }
        self.json.text.push(if own.object { '}' } else { ']' });
        let height = own.height + 1;
        self.anchored(own.anchor, own.start, height);
        self.end_value(own.start, height)
    }

    /// What an anchor stands for, again.
    fn alias(&mut self, anchor: usize, at: usize) -> Result<(), End> {
        let own = self.anchors.get(anchor).cloned().flatten();
        // One inside of what it stands for has no end.
        let (range, height) = own.ok_or(End::Broken)?;
        let text = self.json.text.get(range.clone()).unwrap_or_default();
        let text = text.to_owned();
        let key = self.is_key();
        if key && !text.starts_with('"') {
            return Err(End::Broken);
        }
        self.take(text.len())?;
        self.begin_node(at);
        if self.open.len() + height > DEPTH_LIMIT && self.json.too_deep.is_none() {
            self.json.too_deep = Some(at);
        }
        let start = self.json.text.len();
        // A place inside is where it was written.
        let first = self
            .json
            .marks
            .partition_point(|(own, _)| *own < range.start);
        let last = self.json.marks.partition_point(|(own, _)| *own < range.end);
        for mark in first..last {
            if let Some((own, at)) = self.json.marks.get(mark).copied() {
                self.json.marks.push((start + (own - range.start), at));
            }
        }
        self.json.text.push_str(&text);
        if key {
            self.json.text.push(':');
            self.expect_key(false);
            return Ok(());
        }
        self.end_value(start, height)
    }

    /// Takes in the members of other objects that are not there; of several the first has it.
    fn merge(&mut self, own: &Open) -> Result<(), End> {
        let mut empty = own.empty;
        for other in &own.merged {
            let here = members(self.json.text.get(own.start..).unwrap_or_default());
            let other = other.as_str();
            let more = members(other);
            let more = more.iter().filter(|(key, _)| here.get(key).is_none());
            for (key, value) in more.collect::<Vec<_>>() {
                let value = other.get(value.range()).unwrap_or_default();
                self.take(key.len() + value.len())?;
                if !empty {
                    self.json.text.push(',');
                }
                empty = false;
                write_text(&key, &mut self.json.text);
                self.json.text.push(':');
                self.json.text.push_str(value);
            }
        }
        Ok(())
    }

    /// Notes that aliases add so much.
    fn take(&mut self, size: usize) -> Result<(), End> {
        self.copied = self.copied.checked_sub(size).ok_or(End::Large)?;
        Ok(())
    }

    fn anchored(&mut self, anchor: usize, start: usize, height: usize) {
        if anchor > 0 {
            if self.anchors.len() <= anchor {
                self.anchors.resize(anchor + 1, None);
            }
            if let Some(own) = self.anchors.get_mut(anchor) {
                *own = Some((start..self.json.text.len(), height));
            }
        }
    }

    fn is_key(&self) -> bool {
        self.open.last().is_some_and(|open| open.key)
    }

    fn expect_key(&mut self, key: bool) {
        if let Some(open) = self.open.last_mut() {
            open.key = key && open.object;
            open.empty = false;
        }
    }

    fn merging(&mut self, merging: bool) {
        if let Some(open) = self.open.last_mut() {
            open.merging = merging;
            open.key = open.object && !merging;
        }
    }

    /// A key or value begins: behind a comma, unless it is the first, or the value of a key.
    fn begin_node(&mut self, at: usize) {
        let follows = |open: &Open| !open.empty && (open.key || !open.object);
        if self.open.last().is_some_and(follows) {
            self.json.text.push(',');
        }
        self.json.marks.push((self.json.text.len(), at));
    }

    fn end_value(&mut self, start: usize, height: usize) -> Result<(), End> {
        let Some(open) = self.open.last_mut() else {
            return Ok(());
        };
        open.height = open.height.max(height);
        if !open.merging {
            self.expect_key(true);
            return Ok(());
        }
        let value = self.json.text.split_off(start);
        while self.json.marks.last().is_some_and(|(own, _)| *own > start) {
            self.json.marks.pop();
        }
        // Anchors are counted in the order in which they begin.
        let inside = |own: &Option<(Range<usize>, usize)>| {
            own.as_ref().is_some_and(|(range, _)| range.end > start)
        };
        while self.anchors.last().is_some_and(inside) {
            self.anchors.pop();
        }
        self.merging(false);
        let objects: Vec<String> = match value.as_bytes().first() {
            Some(b'{') => vec![value],
            Some(b'[') => {
                let own = |range: Range<usize>| value.get(range).unwrap_or_default().to_owned();
                let list = elements(value.as_str()).list.into_iter();
                list.map(|element| own(element.range())).collect()
            }
            _ => return Err(End::Broken),
        };
        if let Some(open) = self.open.last_mut() {
            open.merged.extend(objects);
        }
        Ok(())
    }
}

/// A text in JSON's quotes.
fn write_text(own: &str, json: &mut String) {
    let plain = |byte: u8| byte >= b' ' && byte != b'"' && byte != b'\\';
    if own.bytes().all(plain) {
        json.push('"');
        json.push_str(own);
        json.push('"');
    } else {
        crate::tree::write_text(own, json);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(yaml: &str, expected: &str) {
        let json = json(yaml);
        assert_eq!((json.text.as_str(), json.ended), (expected, None), "{yaml}");
        if crate::tree::Tree::read(expected).is_err() {
            panic!("no JSON: {expected}");
        }
    }

    #[test]
    fn plain_scalars_stay_texts() {
        check(
            "a: 0123\nb: 1.10\nc: yes\nd: 80-80\ne: 10.0.0.0/8\nf: 1e3\ng: 12:30\n",
            r#"{"a":"0123","b":"1.10","c":"yes","d":"80-80","e":"10.0.0.0/8","f":"1e3","g":"12:30"}"#,
        );
        check(
            "a: ~\nb: null\nc:\nd: 'null'\ne: !!str null\nf: !!null x\ng: \"\"\n",
            r#"{"a":null,"b":null,"c":null,"d":"null","e":"null","f":null,"g":""}"#,
        );
        check(
            "8080: x\n'a b': y\n? z\n",
            r#"{"8080":"x","a b":"y","z":null}"#,
        );
    }

    #[test]
    fn long_texts_stand_on_several_lines() {
        check(
            "a: one\n  two\n\n  three\nb: |\n  {\"x\":\n  1}\nc: >-\n  one\n  two\nd: 'it''s\n  one'\ne: \"a\\\n  b\\t\"\n",
            r#"{"a":"one two\nthree","b":"{\"x\":\n1}\n","c":"one two","d":"it's one","e":"ab\t"}"#,
        );
    }

    #[test]
    fn lists_and_objects() {
        check(
            "- a: 1\n  b:\n  - 2\n  -\n    - 3\n- {c: [4, {}], d: []}\n",
            r#"[{"a":"1","b":["2",["3"]]},{"c":["4",{}],"d":[]}]"#,
        );
        check("# nothing\n---\n- a\n", r#"["a"]"#);
    }

    #[test]
    fn aliases_stand_for_what_they_name() {
        check(
            "a: &x {b: &y 1, c: [2]}\nd: *x\ne: *y\n*y : f\n",
            r#"{"a":{"b":"1","c":["2"]},"d":{"b":"1","c":["2"]},"e":"1","1":"f"}"#,
        );
        check(
            "base: &x {b: 1, c: 2}\nown:\n  <<: *x\n  c: 3\nboth:\n  <<: [{c: 4}, *x]\n'<<': 5\n",
            r#"{"base":{"b":"1","c":"2"},"own":{"c":"3","b":"1"},"both":{"c":"4","b":"1"},"<<":"5"}"#,
        );
    }

    #[test]
    fn what_has_no_end_ends() {
        assert_eq!(json("a: &x [*x]").ended, Some((End::Broken, 7)));
        let mut laughs = String::from("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for n in 1..10 {
            let list = vec![format!("*a{}", n - 1); 9].join(", ");
            laughs.push_str(&format!("a{n}: &a{n} [{list}]\n"));
        }
        let json = json(&laughs);
        assert!(matches!(json.ended, Some((End::Large, _))));
        assert!(json.text.len() < 100 * laughs.len());
    }

    #[test]
    fn what_came_before_a_break_stays() {
        let check = |yaml: &str, text: &str, end: End, at: &str| {
            let json = json(yaml);
            let found = json.ended.map(|(end, offset)| (end, &yaml[offset..]));
            assert_eq!((json.text.as_str(), found), (text, Some((end, at))));
        };
        check(
            "- {a: 1}\n- b: 2\n   c: 3\n",
            r#"[{"a":"1"},{"b":"#,
            End::Broken,
            ": 3\n",
        );
        check("- {a: 1}\n- {b: 2", r#"[{"a":"1"},{"b":"#, End::Cut, "");
        check("a: 1\nb: 'x", r#"{"a":"1","b":"#, End::Cut, "'x");
    }

    #[test]
    fn depth_is_measured() {
        let deep = |levels: usize| json(&format!("{}1{}", "[".repeat(levels), "]".repeat(levels)));
        assert_eq!(deep(DEPTH_LIMIT).too_deep, None);
        assert_eq!(deep(DEPTH_LIMIT + 1).too_deep, Some(DEPTH_LIMIT));
        let mut aliases = String::from("- &a0 []\n");
        for n in 1..70 {
            aliases.push_str(&format!("- &a{n} [*a{}]\n", n - 1));
        }
        assert!(json(&aliases).too_deep.is_some());
        assert!(json(&"[".repeat(100_000)).ended.is_some());
    }

    #[test]
    fn places_are_those_of_the_text() {
        let yaml = "名前: ｘ\r\nlist:\r\n- a\r\n- あ: {い: う}\r\n";
        let json = json(yaml);
        let at = |part: &str| {
            let offset = json.text.find(part).unwrap_or_default();
            let at = json.marks.partition_point(|(own, _)| *own <= offset);
            &yaml[json.marks[at - 1].1..]
        };
        assert!(at("\"ｘ\"").starts_with("ｘ\r"));
        assert!(at("\"a\"").starts_with("a\r"));
        assert!(at("{\"い").starts_with("{い"));
        assert!(at("\"う\"").starts_with("う}"));
    }
}
