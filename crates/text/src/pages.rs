//! Google's pages, in the language of the reader.

use crate::lang::Lang;

/// Sites that serve their pages in Japanese with `hl=ja`.
const SITES: &[&str] = &[
    "https://cloud.google.com/",
    "https://docs.cloud.google.com/",
];

/// The address of a page in a language: Google's pages take `hl=ja` before the fragment. Other pages, and
/// English, stay as they are.
pub fn doc_link(url: &str, lang: Lang) -> String {
    if lang == Lang::En || !SITES.iter().any(|site| url.starts_with(site)) || url.contains("hl=") {
        return url.to_owned();
    }
    let (page, fragment) = match url.find('#') {
        Some(at) => url.split_at(at),
        None => (url, ""),
    };
    let join = if page.contains('?') { '&' } else { '?' };
    format!("{page}{join}hl=ja{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_pages_are_asked_for_before_the_fragment() {
        let ja = |url| doc_link(url, Lang::Ja);
        assert_eq!(
            ja("https://cloud.google.com/vpc/docs/routes#order"),
            "https://cloud.google.com/vpc/docs/routes?hl=ja#order"
        );
        assert_eq!(
            ja("https://cloud.google.com/x?a=b"),
            "https://cloud.google.com/x?a=b&hl=ja"
        );
        assert_eq!(
            ja("https://www.rfc-editor.org/rfc/rfc9110"),
            "https://www.rfc-editor.org/rfc/rfc9110"
        );
        assert_eq!(
            doc_link("https://cloud.google.com/vpc/docs/routes", Lang::En),
            "https://cloud.google.com/vpc/docs/routes"
        );
    }
}
