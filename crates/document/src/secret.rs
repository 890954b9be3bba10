//! What looks like a secret.

use memchr::memmem;

/// Whether a text holds something that looks like a secret.
pub(crate) fn looks_secret(text: &str) -> bool {
    count(text).is_some()
}

/// How many secrets a text seems to hold, and where the first is: private keys, the field of a service account
/// key, Google API keys, OAuth access tokens.
pub(crate) fn count(text: &str) -> Option<(usize, usize)> {
    let text = text.as_bytes();
    let armoured = memmem::find_iter(text, "PRIVATE KEY-----").filter(|at| {
        let before = at.saturating_sub(30);
        text.get(before..*at)
            .is_some_and(|before| before.windows(6).any(|window| window == b"BEGIN "))
    });
    let fields = memmem::find_iter(text, "\"private_key\"");
    let keys = runs(text, "AIza", 35).chain(runs(text, "ya29.", 20));
    let (mut number, mut first) = (0, usize::MAX);
    for at in armoured.chain(fields).chain(keys) {
        number += 1;
        first = first.min(at);
    }
    (number > 0).then_some((number, first))
}

/// Where `prefix` is followed by a long run of what keys are made of.
fn runs<'a>(text: &'a [u8], prefix: &'a str, length: usize) -> impl Iterator<Item = usize> + 'a {
    memmem::find_iter(text, prefix).filter(move |at| {
        text.get(at + prefix.len()..at + prefix.len() + length)
            .is_some_and(|run| {
                run.iter()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn secrets_are_told_by_their_looks() {
        assert_eq!(count("-----BEGIN RSA PRIVATE KEY-----"), Some((1, 15)));
        assert_eq!(count("-----BEGIN CERTIFICATE-----"), None);
        assert_eq!(count(&format!("x AIza{}", "0".repeat(35))), Some((1, 2)));
        assert_eq!(count("AIza short"), None);
    }
}
