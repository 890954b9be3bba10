//! The scenarios that come with the page: `scenarios/gallery/`, compiled in.

use std::sync::LazyLock;

use hopscope_text::Lang;
use serde::Deserialize;

macro_rules! files {
    ( $( $file:literal ),+ $(,)? ) => {
        &[ $( ($file, include_str!(concat!("../../../scenarios/gallery/", $file))) ),+ ]
    };
}

/// THE list of files: a new one is a row here and a row in `index.json`; a test holds the two together.
const FILES: &[(&str, &str)] = files![
    "01-ingress-all.hopscope.json",
    "02-ingress-internal.hopscope.json",
    "03-all-traffic.hopscope.json",
    "04-private-ranges-only.hopscope.json",
    "05-restricted-vip.hopscope.json",
    "06-psc-endpoint.hopscope.json",
    "07-no-default-route.hopscope.json",
    "08-function-to-storage.hopscope.json",
    "09-fixed-source-ip.hopscope.json",
    "10-ssh-tunnel.hopscope.json",
    "11-forward-proxy-on-cloud-run.hopscope.json",
    "12-gke-and-squid.hopscope.json",
    "13-id-tokens.hopscope.json",
];

const INDEX: &str = include_str!("../../../scenarios/gallery/index.json");

/// A scenario of the gallery.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Example {
    /// Its file's name.
    pub file: String,
    title_ja: String,
    title_en: String,
    question_ja: String,
    question_en: String,
    /// Year and month of the article it comes from.
    pub article: Option<String>,
}

static EXAMPLES: LazyLock<Vec<Example>> =
    LazyLock::new(|| serde_json::from_str(INDEX).unwrap_or_default());

/// Every example, in the order they are shown.
pub fn examples() -> &'static [Example] {
    &EXAMPLES
}

impl Example {
    /// Its title.
    pub fn title(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.title_en,
            Lang::Ja => &self.title_ja,
        }
    }

    /// The question it answers.
    pub fn question(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.question_en,
            Lang::Ja => &self.question_ja,
        }
    }

    /// The scenario, as a file has it.
    pub fn text(&self) -> &'static str {
        FILES
            .iter()
            .find(|(file, _)| *file == self.file)
            .map_or("", |(_, text)| text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_names_the_files_and_no_others() {
        let named: Vec<_> = examples().iter().map(|example| &*example.file).collect();
        let files: Vec<_> = FILES.iter().map(|(file, _)| *file).collect();
        assert_eq!(named, files);
        assert_eq!(named.len(), 13);
    }
}
