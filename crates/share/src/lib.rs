//! A scenario as a link and back: the envelope around its text, and the answers that travel inside of it.
//!
//! ```text
//! link     = page "#" envelope
//! envelope = "h1" "." codec "." len "." crc "." payload *("." item) ".z"
//! ```
//!
//! A link is opened by every later version, for ever: codecs are only added, and `tests/share/links.txt` holds
//! links that must go on opening. A link that was cut, altered, made by a newer version or made to do harm is told
//! as what it is, and nothing else is opened instead of it.
#![forbid(unsafe_code)]

mod answers;
mod base64url;
mod codec;
mod crc;
mod envelope;
mod limits;
mod show;

pub use answers::{Then, answers_then, with_answers};
pub use codec::{dictionary, payload_length};
pub use envelope::{Broken, Opened, TooLong, is_link, open, seal};
pub use limits::{DEPTH, INFLATED, Limit, PAYLOAD, REQUESTS, RESOURCES, fits};
pub use show::Show;
