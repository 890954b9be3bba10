//! The envelope: what tells a whole link from a cut, an altered and a newer one, before anything is inflated.

use crate::codec;
use crate::crc::crc32;
use crate::limits::{Limit, PAYLOAD, keeps};
use crate::show::Show;

/// The version that is written.
const VERSION: &str = "h1";
/// What a whole link ends with.
const END: &str = "z";
/// How many letters a sum has.
const SUM: usize = 8;

/// What a link held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Opened {
    /// The scenario as text, to be given to the one reader.
    pub text: String,
    /// What of it to show.
    pub show: Show,
}

/// Why a link cannot be opened.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Broken {
    /// It is no link of Hopscope's.
    NotALink,
    /// Its end is missing.
    Cut {
        /// How many characters of the payload are there.
        got: usize,
        /// How many there were, where that can still be read.
        of: Option<usize>,
    },
    /// Something in it is not what it was.
    Altered,
    /// It is whole, and of a version or codec that is not known here.
    TooNew,
    /// It is whole, and holds more than is opened.
    TooLarge(Limit),
    /// It is whole, and what it holds is nothing that Hopscope wrote.
    Unreadable,
}

/// A scenario that is too long for a link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TooLong {
    /// Which limit it passes.
    pub limit: Limit,
    /// How long its payload is, in characters.
    pub payload: usize,
}

/// Seals a text in canonical form: an envelope, without the page in front of it.
pub fn seal(text: &str, show: &Show) -> Result<String, TooLong> {
    let payload = codec::encode(text);
    let too_long = |limit| TooLong {
        limit,
        payload: payload.len(),
    };
    if payload.len() > PAYLOAD {
        return Err(too_long(Limit::Payload));
    }
    if text.len() > Limit::Inflated.most() {
        return Err(too_long(Limit::Inflated));
    }
    keeps(text).map_err(too_long)?;
    let length = payload.len();
    let codec = codec::WRITTEN;
    let sum = sum(VERSION, codec, &length.to_string(), &payload);
    let show = show.write();
    Ok(format!(
        "{VERSION}.{codec}.{length}.{sum}.{payload}{show}.{END}"
    ))
}

/// Opens a link or an envelope. Whether it is whole is known before anything is inflated.
pub fn open(link: &str) -> Result<Opened, Broken> {
    let envelope = envelope(link);
    if !is_envelope(&envelope) {
        return Err(Broken::NotALink);
    }
    let mut parts = envelope.split('.');
    let mut part = || parts.next().unwrap_or_default();
    let (version, codec, length, given, payload) = (part(), part(), part(), part(), part());
    let items: Vec<&str> = parts.collect();
    let Some((&END, items)) = items.split_last() else {
        // The end is there, and what stands before it is not in its place: a dot became something else.
        if payload == END && given.len() != SUM {
            return Err(Broken::Altered);
        }
        return Err(Broken::Cut {
            got: payload.len(),
            // The number itself is whole only where something follows it.
            of: length.parse().ok().filter(|_| !given.is_empty()),
        });
    };
    if length != payload.len().to_string() || given != sum(version, codec, length, payload) {
        return Err(Broken::Altered);
    }
    if version != VERSION {
        return Err(Broken::TooNew);
    }
    if payload.len() > PAYLOAD {
        return Err(Broken::TooLarge(Limit::Payload));
    }
    let text = codec::decode(codec, payload)?;
    keeps(&text).map_err(Broken::TooLarge)?;
    let mut show = Show::default();
    for item in items {
        show.read(item);
    }
    Ok(Opened { text, show })
}

/// Whether a text is a link or an envelope, or what is left of one: of other texts nothing is said.
pub fn is_link(text: &str) -> bool {
    is_envelope(&envelope(text))
}

/// The envelope of a link, without what mail, chat and shell put around it and the line breaks they put into it.
fn envelope(link: &str) -> String {
    // Mail breaks lines with `=`, which stands in no envelope.
    let letters = link.chars();
    let letters = letters.filter(|letter| !letter.is_whitespace() && *letter != SOFT);
    let link: String = letters.collect();
    let link = link.trim_matches(['<', '>', '"', '\'', '`']);
    // A link inside of another link, as mail has it that looks where links lead.
    let written = ENCODED.iter().find_map(|mark| link.split_once(mark));
    let written = written.filter(|(_, fragment)| is_envelope(fragment));
    let envelope = match link.split_once('#') {
        // A `#` that came into an envelope on its way does not make a page of what stands before it.
        Some((page, fragment)) if is_envelope(fragment) || !is_envelope(page) => fragment,
        _ => written.map_or(link, |(_, fragment)| fragment),
    };
    before_rest(envelope).to_owned()
}

/// What ends a line that goes on in quoted-printable mail: <https://www.rfc-editor.org/rfc/rfc2045#section-6.7>.
const SOFT: char = '=';

/// A `#` where it stands in another link, or in one of those.
const ENCODED: [&str; 2] = ["%23", "%2523"];

/// An envelope without what a sentence, Markdown or another link has behind it: nothing stands behind its end.
fn before_rest(envelope: &str) -> &str {
    let mut at = 0;
    for (index, part) in envelope.split('.').enumerate() {
        let rest = part.strip_prefix(END).filter(|_| index > HEAD);
        let letter = |own: char| own.is_ascii_alphanumeric() || own == '-' || own == '_';
        if rest.is_some_and(|rest| !rest.starts_with(letter)) {
            return envelope.get(..at + END.len()).unwrap_or(envelope);
        }
        at += part.len() + 1;
    }
    envelope
}

/// The index of the payload among the parts of an envelope.
const HEAD: usize = 4;

/// Whether a text begins as envelopes of all versions do, `h` and a number, as far as it goes; or ends as they do
/// and has what is needed to see that it was altered there.
fn is_envelope(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = text.split('.');
    let mut part = || parts.next().unwrap_or_default();
    let (version, _, length, given) = (part(), part(), part(), part());
    let number = version.strip_prefix('h').unwrap_or_default();
    if digits(number) {
        return true;
    }
    let begins = number.starts_with(|letter: char| letter.is_ascii_digit());
    let placed = digits(length) && given.len() == SUM;
    text.rsplit('.').next() == Some(END) && (begins || placed)
}

/// The sum of everything that stands for the scenario.
fn sum(version: &str, codec: &str, length: &str, payload: &str) -> String {
    let sum = crc32(&format!("{version}.{codec}.{length}.{payload}"));
    format!("{sum:08x}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str =
        r#"{"hopscope":1,"resources":[{"kind":"compute#network","name":"default"}]}"#;

    fn sealed() -> String {
        seal(TEXT, &Show::default()).expect("it is short")
    }

    /// An envelope whose sum is right, whatever it holds.
    fn forged(version: &str, codec: &str, payload: &str) -> String {
        let length = payload.len().to_string();
        let sum = sum(version, codec, &length, payload);
        format!("{version}.{codec}.{length}.{sum}.{payload}.z")
    }

    #[test]
    fn a_link_opens_with_all_that_is_put_around_it() {
        let envelope = sealed();
        let half = envelope.len() / 2;
        let (one, two) = envelope.split_at(half);
        for link in [
            envelope.clone(),
            format!("#{envelope}"),
            format!("https://hopscope.example/app/?x=1#{envelope}"),
            format!("  <https://hopscope.example/#{envelope}>\n"),
            format!("\"#{one}\r\n {two}\""),
            format!("https://hopscope.example/#{envelope}."),
            format!("(https://hopscope.example/#{envelope})."),
            format!("<https://hopscope.example/#{envelope}|the way>"),
            format!("[the way](https://hopscope.example/#{envelope}),"),
            format!("https://hopscope.example/#{envelope}。"),
            format!("https://hopscope.example/%23{envelope}"),
            format!(
                "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fhopscope.example%2F%23{envelope}&data=05%7C02"
            ),
            format!("https://hopscope.example/#{one}=\r\n{two}"),
        ] {
            assert_eq!(
                open(&link).map(|opened| opened.text).as_deref(),
                Ok(TEXT),
                "{link}"
            );
        }
    }

    #[test]
    fn what_is_no_link_is_no_broken_link() {
        for text in [
            "",
            "#",
            "#main",
            "h",
            "hello.z",
            "https://hopscope.example/",
            "hx.j.1.2.3.z",
            "a.b.1.12345678",
        ] {
            assert_eq!(open(text), Err(Broken::NotALink), "{text}");
            assert!(!is_link(text), "{text}");
        }
        assert!(is_link("#h1.j.12"));
    }

    #[test]
    fn a_cut_link_says_how_much_is_there() {
        let envelope = sealed();
        let (head, _) = envelope.split_at(envelope.len() - 10);
        let length: usize = envelope
            .split('.')
            .nth(2)
            .and_then(|len| len.parse().ok())
            .expect("a number");
        assert_eq!(
            open(head),
            Err(Broken::Cut {
                got: length - 8,
                of: Some(length)
            })
        );
        assert_eq!(open("h1.j.12"), Err(Broken::Cut { got: 0, of: None }));
        for end in 2..envelope.len() {
            let cut = open(&envelope[..end]);
            assert!(matches!(cut, Err(Broken::Cut { .. })), "{end}: {cut:?}");
        }
    }

    #[test]
    fn a_newer_link_is_whole_and_not_opened() {
        assert_eq!(open(&forged("h2", "j", "abcd")), Err(Broken::TooNew));
        assert_eq!(open(&forged("h1", "d1", "abcd")), Err(Broken::TooNew));
        assert_eq!(open(&forged("h1", "e0", "abcd")), Err(Broken::TooNew));
        // A sum that is not right says nothing of versions.
        assert_eq!(open("h2.j.4.00000000.abcd.z"), Err(Broken::Altered));
    }

    #[test]
    fn plain_text_is_a_codec() {
        let link = forged("h1", "p", "eyJob3BzY29wZSI6MX0");
        assert_eq!(
            open(&link).map(|opened| opened.text).as_deref(),
            Ok("{\"hopscope\":1}")
        );
    }

    #[test]
    fn what_is_too_large_is_not_looked_into() {
        let payload = "A".repeat(PAYLOAD + 1);
        assert_eq!(
            open(&forged("h1", "p", &payload)),
            Err(Broken::TooLarge(Limit::Payload))
        );
        let nested = codec::encode(&"[".repeat(100));
        assert_eq!(
            open(&forged("h1", codec::WRITTEN, &nested)),
            Err(Broken::TooLarge(Limit::Depth))
        );
    }

    #[test]
    fn what_would_not_be_opened_is_not_sealed() {
        let many = vec!["{}"; 5_001].join(",");
        let text = format!("{{\"resources\":[{many}]}}");
        let refused = seal(&text, &Show::default()).map_err(|refused| refused.limit);
        assert_eq!(refused, Err(Limit::Resources));
    }

    #[test]
    fn what_to_show_travels_beside() {
        let show = Show {
            request: Some(3),
            step: Some(6),
            diff: false,
            lang: Some("ja".to_owned()),
        };
        let link = seal(TEXT, &show).expect("it is short");
        assert!(link.ends_with(".r3.t6.lja.z"), "{link}");
        assert_eq!(open(&link).map(|opened| opened.show), Ok(show));
    }
}
