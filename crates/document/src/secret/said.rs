//! Secrets in what is said or shown: a message of gcloud's, a line of a terminal. A word that says what it is, such as
//! `Authorization:`, `client_secret=` or `"password":`, has one behind it.

use std::borrow::Cow;
use std::ops::Range;

use hopscope_model::order;

use super::{masked, runs, secrets};

/// Words for what is not to be shown, in small letters, as they are a part of others: `shared_secret`, `X-Api-Key`.
const WORDS: [&str; 13] = [
    "authorization",
    "cookie",
    "secret",
    "token",
    "passw",
    "passphrase",
    "api-key",
    "api_key",
    "apikey",
    "private_key",
    "private-key",
    "key-data",
    "credential",
];

/// Those behind which everything to the end of the line is one.
const LINES: usize = 2;

/// Beginnings of tokens that say what they are: JSON Web Tokens, Google's OAuth client secrets and refresh tokens.
const BEGINNINGS: [(&str, usize); 3] = [("eyJ", 10), ("GOCSPX-", 10), ("1//0", 20)];

/// A text without what seems to be a secret, as long as it was.
pub(crate) fn hide_said(text: &str) -> Cow<'_, str> {
    let mut found = secrets(text);
    for (prefix, length) in BEGINNINGS {
        found.extend(runs(text.as_bytes(), prefix, length));
    }
    behind_words(text, &mut found);
    if found.is_empty() {
        return Cow::Borrowed(text);
    }
    order::sort_by_key(&mut found, |own| (own.start, own.end));
    Cow::Owned(masked(text, &found))
}

/// Whether a word is one of those.
pub(crate) fn is_secret(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    WORDS.iter().any(|own| word.contains(own))
}

/// What stands behind words that say what it is.
fn behind_words(text: &str, found: &mut Vec<Range<usize>>) {
    // As long as the text is: only ASCII letters are changed.
    let small = text.to_ascii_lowercase();
    for (index, word) in WORDS.into_iter().enumerate() {
        for (at, _) in small.match_indices(word) {
            found.extend(behind(text, at + word.len(), index < LINES));
        }
    }
}

/// The value behind a word that begins before `at`, where there is one.
fn behind(text: &str, at: usize, line: bool) -> Option<Range<usize>> {
    let part = |own: char| own.is_ascii_alphanumeric() || "_-".contains(own);
    let rest = text.get(at..)?.trim_start_matches(part);
    let rest = rest.strip_prefix(['"', '\'']).unwrap_or(rest).trim_start();
    let rest = rest
        .strip_prefix([':', '='])?
        .trim_start_matches([' ', '\t']);
    let (rest, end) = match rest.chars().next()? {
        quote @ ('"' | '\'') => {
            let inside = rest.get(1..)?;
            (inside, inside.find([quote, '\n']))
        }
        '{' | '[' => return None,
        _ if line => (rest, rest.find(['\n', '\'', '"'])),
        _ => {
            let ends = |own: char| own.is_whitespace() || ",;&'\"})".contains(own);
            (rest, rest.find(ends))
        }
    };
    let start = text.len() - rest.len();
    Some(start..start + end.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(hide_said(text), expected);
    }

    #[test]
    fn what_stands_behind_a_word_for_a_secret_is_hidden() {
        check("> Authorization: Bearer abc", "> Authorization: ****** ***");
        check(
            "set-cookie: id=1; Secure\nHost: x",
            "set-cookie: ***** ******\nHost: x",
        );
        check(
            "{'client_secret': 'abc', 'a': 'b'}",
            "{'client_secret': '***', 'a': 'b'}",
        );
        check(
            "export API_TOKEN=\"a b\" X=1",
            "export API_TOKEN=\"* *\" X=1",
        );
        check(
            "-H 'X-Api-Key: abc' https://a",
            "-H 'X-Api-Key: ***' https://a",
        );
        check("?access_token=abc&x=1", "?access_token=***&x=1");
        check(
            "a eyJabcdefghijk.eyJabcdefghijk.abc",
            "a **************.**************.abc",
        );
    }

    #[test]
    fn sentences_stay() {
        for text in [
            "Expected OAuth 2 access token, login cookie or other valid credential.",
            "ERROR: (gcloud.x) token is not valid",
            "\"secretEnvironmentVariables\": [",
        ] {
            check(text, text);
        }
    }
}
