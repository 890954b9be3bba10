//! How the text of a scenario becomes a payload. Codecs are only added: a link is opened for ever.

use miniz_oxide::deflate::compress_to_vec;
use miniz_oxide::inflate::{TINFLStatus, decompress_to_vec_with_limit};

use crate::base64url;
use crate::envelope::Broken;
use crate::limits::{INFLATED, Limit};

/// The codec that is written: raw deflate (RFC 1951) without a dictionary.
pub(crate) const WRITTEN: &str = "j";

/// The highest level: a link is made once and sent often.
const LEVEL: u8 = 9;

/// Writes a payload in the codec that is written.
pub(crate) fn encode(text: &str) -> String {
    base64url::encode(&compress_to_vec(text.as_bytes(), LEVEL))
}

/// The text of a payload. `d0`, deflate with a preset dictionary, has a name already and no dictionary yet.
pub(crate) fn decode(codec: &str, payload: &str) -> Result<String, Broken> {
    let bytes = match codec {
        "j" => inflate(&bytes(payload)?)?,
        "p" => bytes(payload)?,
        _ => return Err(Broken::TooNew),
    };
    String::from_utf8(bytes).map_err(|_| Broken::Unreadable)
}

/// What has the right sum and is not base64url was never a link of ours.
fn bytes(payload: &str) -> Result<Vec<u8>, Broken> {
    base64url::decode(payload).ok_or(Broken::Unreadable)
}

/// A few bytes can stand for a great many: they are counted while they come.
fn inflate(bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    decompress_to_vec_with_limit(bytes, INFLATED).map_err(|error| match error.status {
        TINFLStatus::HasMoreOutput => Broken::TooLarge(Limit::Inflated),
        _ => Broken::Unreadable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_inflates_without_end_is_stopped() {
        let bomb = encode(&" ".repeat(INFLATED + 1));
        assert!(bomb.len() < 8_000, "{}", bomb.len());
        assert_eq!(
            decode(WRITTEN, &bomb),
            Err(Broken::TooLarge(Limit::Inflated))
        );
        let fits = " ".repeat(INFLATED);
        assert_eq!(decode(WRITTEN, &encode(&fits)), Ok(fits));
    }

    #[test]
    fn a_payload_of_nonsense_is_told() {
        for payload in ["", "AAAA", "_____w", "Zh"] {
            assert_eq!(decode("j", payload), Err(Broken::Unreadable), "{payload}");
        }
        assert_eq!(decode("p", "_w"), Err(Broken::Unreadable));
        assert_eq!(decode("p", "e30").as_deref(), Ok("{}"));
        assert_eq!(decode("d0", "e30"), Err(Broken::TooNew));
    }
}
