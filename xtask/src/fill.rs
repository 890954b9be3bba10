//! Puts what only a build knows into a source of the page.

use anyhow::{Result, bail};

/// A text with each of these in the place of what stands for it. What stands for it is there once, or the source is
/// not what the build takes it for.
pub(crate) fn fill<'a>(
    source: &str,
    text: &str,
    places: impl IntoIterator<Item = (&'a str, String)>,
) -> Result<String> {
    let mut text = text.to_owned();
    for (place, value) in places {
        if text.matches(place).count() != 1 {
            bail!("{source} must have `{place}` exactly once");
        }
        text = text.replace(place, &value);
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_that_is_missing_or_there_twice_is_an_error() {
        let filled =
            |text| fill("a file", text, [("X", "1".to_owned())]).map_err(|own| own.to_string());
        assert_eq!(filled("a X b"), Ok("a 1 b".to_owned()));
        for text in ["a b", "X X"] {
            assert_eq!(
                filled(text),
                Err("a file must have `X` exactly once".to_owned())
            );
        }
    }
}
