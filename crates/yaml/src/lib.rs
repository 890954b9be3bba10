//! What stands in the first document of a YAML text, one thing after another, and where: the events of saphyr-parser,
//! as far as somebody who wants values needs them. It is a crate of its own because the parser is generic code, which
//! is compiled where it is used: here it is compiled for speed (`profile.web`), while the page is compiled for size.
//!
//! <https://yaml.org/spec/1.2.2/>

mod places;

use std::borrow::Cow;

use saphyr_parser::{Event as Own, Parser, ScalarStyle, ScanError, StrInput, Tag};

use crate::places::Places;

/// Something that stands in a document.
#[derive(PartialEq, Eq, Debug)]
pub enum Event<'a> {
    /// A word, in quotes or not.
    Scalar {
        /// What it says, without quotes and escapes.
        text: Cow<'a, str>,
        /// Whether it is null: nothing, `~` or `null`, not in quotes.
        null: bool,
        /// Neither in quotes nor with a tag.
        plain: bool,
        /// The number of its anchor, from 1; 0 if it has none.
        anchor: usize,
    },
    /// A list or object begins.
    Start {
        /// An object, not a list.
        object: bool,
        /// The number of its anchor, from 1; 0 if it has none.
        anchor: usize,
    },
    /// The list or object that began last and has not ended ends.
    End,
    /// What an anchor stands for, again, by its number.
    Alias(usize),
}

/// Why a text cannot be gone on with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Error {
    /// It ends inside of something.
    Cut,
    /// It is no YAML.
    Broken,
}

/// The events of the first document of a text.
pub struct Events<'a> {
    parser: Parser<'a, StrInput<'a>>,
    places: Places<'a>,
}

impl<'a> Events<'a> {
    /// Of a text.
    #[must_use]
    pub fn of(text: &'a str) -> Self {
        Self {
            parser: Parser::new_from_str(text),
            places: Places::of(text),
        }
    }

    /// The next one, or why there is none, and the byte of the text where it begins. None where the document ends;
    /// nothing useful after an error.
    // Not generic and never inlined: whoever calls it is compiled for size.
    #[inline(never)]
    pub fn event(&mut self) -> Option<(Result<Event<'a>, Error>, usize)> {
        loop {
            let (event, at) = match self.parser.next_event()? {
                Ok((event, span)) => (event, self.places.offset(&span.start)),
                Err(error) => return Some((Err(why(&error)), self.places.offset(error.marker()))),
            };
            let event = match event {
                Own::Scalar(text, style, anchor, tag) => Event::Scalar {
                    null: is_null(&text, style, tag.as_deref()),
                    plain: style == ScalarStyle::Plain && tag.is_none(),
                    text,
                    anchor,
                },
                Own::SequenceStart(anchor, _) => Event::Start {
                    object: false,
                    anchor,
                },
                Own::MappingStart(anchor, _) => Event::Start {
                    object: true,
                    anchor,
                },
                Own::SequenceEnd | Own::MappingEnd => Event::End,
                Own::Alias(anchor) => Event::Alias(anchor),
                Own::DocumentEnd | Own::StreamEnd => return None,
                Own::Nothing | Own::StreamStart | Own::DocumentStart(_) => continue,
            };
            return Some((Ok(event), at));
        }
    }
}

fn why(error: &ScanError) -> Error {
    if error.info().contains("end of stream") {
        Error::Cut
    } else {
        Error::Broken
    }
}

/// Whether a scalar is null: nothing, `~` or `null`, not in quotes.
fn is_null(text: &str, style: ScalarStyle, tag: Option<&Tag>) -> bool {
    match tag {
        Some(tag) => tag.is_yaml_core_schema() && tag.suffix == "null",
        None => style == ScalarStyle::Plain && matches!(text, "" | "~" | "null" | "Null" | "NULL"),
    }
}
