//! How the text of a scenario becomes a payload. Codecs are only added: a link is opened for ever.

use miniz_oxide::deflate::core::{
    CompressorOxide, TDEFLFlush, TDEFLStatus, compress, create_comp_flags_from_zip_params,
};
use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use crate::base64url;
use crate::envelope::Broken;
use crate::limits::{INFLATED, Limit};

/// The codec that is written: raw deflate (RFC 1951) with preset dictionary 0.
pub(crate) const WRITTEN: &str = "d0";

/// Preset dictionary 0: what scenarios are full of, the most frequent last. Frozen: a link of codec `d0` opens only
/// with these very bytes, and `tests/share.rs` holds their sum. A better one is `d1`, beside it.
const D0: &[u8] = include_bytes!("dictionary/d0.bin");

/// The highest level: a link is made once and sent often.
const LEVEL: i32 = 10;

/// Writes a payload in the codec that is written.
pub(crate) fn encode(text: &str) -> String {
    base64url::encode(&deflate(D0, text.as_bytes()))
}

/// The text of a payload.
pub(crate) fn decode(codec: &str, payload: &str) -> Result<String, Broken> {
    let bytes = match codec {
        "d0" => inflate(D0, &bytes(payload)?)?,
        "j" => inflate(&[], &bytes(payload)?)?,
        "p" => bytes(payload)?,
        _ => return Err(Broken::TooNew),
    };
    String::from_utf8(bytes).map_err(|_| Broken::Unreadable)
}

/// What has the right sum and is not base64url was never a link of ours.
fn bytes(payload: &str) -> Result<Vec<u8>, Broken> {
    base64url::decode(payload).ok_or(Broken::Unreadable)
}

/// Preset dictionary 0, for those who hold it to its sum.
pub fn dictionary() -> &'static [u8] {
    D0
}

/// How many characters the payload of a text has with a dictionary: an empty one is none.
pub fn payload_length(dictionary: &[u8], text: &str) -> usize {
    base64url::encode(&deflate(dictionary, text.as_bytes())).len()
}

/// Raw deflate of a text that seems to follow a dictionary: that is written first, flushed to a whole byte, and what
/// it became is thrown away. Whoever inflates has the dictionary already.
fn deflate(dictionary: &[u8], text: &[u8]) -> Vec<u8> {
    let flags = create_comp_flags_from_zip_params(LEVEL, 0, 0);
    let mut state = CompressorOxide::new(flags);
    let mut out = Vec::new();
    if !dictionary.is_empty() {
        write(&mut state, dictionary, TDEFLFlush::Sync, &mut out);
        out.clear();
    }
    write(&mut state, text, TDEFLFlush::Finish, &mut out);
    out
}

/// Gives a compressor all of a text and takes all that comes of it.
fn write(state: &mut CompressorOxide, text: &[u8], flush: TDEFLFlush, out: &mut Vec<u8>) {
    let (mut read, mut written) = (0, out.len());
    loop {
        out.resize(written + text.len() / 2 + 256, 0);
        let (from, to) = (
            text.get(read..).unwrap_or_default(),
            out.get_mut(written..).unwrap_or_default(),
        );
        let room = to.len();
        let (status, taken, given) = compress(state, from, to, flush);
        read += taken;
        written += given;
        // Where room is left, nothing is left to write: the flush is through.
        if status != TDEFLStatus::Okay || (read == text.len() && given < room) {
            break;
        }
    }
    out.truncate(written);
}

/// The reverse. A few bytes can stand for a great many: they are counted while they come.
fn inflate(dictionary: &[u8], bytes: &[u8]) -> Result<Vec<u8>, Broken> {
    let most = dictionary.len() + INFLATED;
    let mut out = dictionary.to_vec();
    let mut state = DecompressorOxide::new();
    let (mut read, mut written) = (0, out.len());
    loop {
        out.resize((out.len() + 4 * bytes.len() + 256).min(most), 0);
        let from = bytes.get(read..).unwrap_or_default();
        let flags = TINFL_FLAG_USING_NON_WRAPPING_OUTPUT_BUF;
        let (status, taken, given) = decompress(&mut state, from, &mut out, written, flags);
        read += taken;
        written += given;
        match status {
            TINFLStatus::Done => break,
            TINFLStatus::HasMoreOutput if written < most => {}
            TINFLStatus::HasMoreOutput => return Err(Broken::TooLarge(Limit::Inflated)),
            _ => return Err(Broken::Unreadable),
        }
    }
    out.truncate(written);
    Ok(out.split_off(dictionary.len()))
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
            for codec in ["j", "d0"] {
                assert_eq!(decode(codec, payload), Err(Broken::Unreadable), "{payload}");
            }
        }
        assert_eq!(decode("p", "_w"), Err(Broken::Unreadable));
        assert_eq!(decode("p", "e30").as_deref(), Ok("{}"));
        assert_eq!(decode("d1", "e30"), Err(Broken::TooNew));
    }

    #[test]
    fn any_length_comes_back_with_and_without_a_dictionary() {
        let text: Vec<u8> = (0..40_000u32).map(|at| (at * at / 7) as u8).collect();
        for length in [0, 1, 255, 256, 257, 4_000, 40_000] {
            for dictionary in [&[][..], b"abc", D0] {
                let text = &text[..length];
                let deflated = deflate(dictionary, text);
                assert_eq!(inflate(dictionary, &deflated).as_deref(), Ok(text));
            }
        }
    }

    /// Without the dictionary the stream says something else or nothing: it is never guessed.
    #[test]
    fn a_dictionary_is_what_it_was_made_with() {
        let text = &D0[D0.len() / 2..];
        let deflated = deflate(D0, text);
        assert!(deflated.len() < text.len() / 50);
        assert_ne!(inflate(&[], &deflated).as_deref(), Ok(text));
    }
}
