//! Words that are written otherwise, wherever they stand as a whole: in a path, a URL, a host name, a sentence.

use hopscope_model::index::Index;

/// What is written instead of what.
#[derive(Default)]
pub(crate) struct Words {
    all: Index<String, String>,
    /// Projects, which Google also writes behind a region or a service: `asia-northeast1-shop.cloudfunctions.net`,
    /// `web-dot-shop.an.r.appspot.com`.
    projects: Vec<(String, String)>,
    /// URLs whose path names something: those of functions of one host.
    urls: Vec<(String, String)>,
}

impl Words {
    /// One word more; of two the first stays.
    pub(crate) fn add(&mut self, old: &str, new: String) {
        self.all.insert_first(old.to_owned(), new);
    }

    /// A project more.
    pub(crate) fn add_project(&mut self, old: &str, new: String) {
        self.projects.push((old.to_owned(), new.clone()));
        self.add(old, new);
    }

    /// A URL more, and what stands below it.
    pub(crate) fn add_url(&mut self, old: &str, new: String) {
        self.urls.push((old.to_owned(), new));
    }

    /// A text with its words written otherwise; `None` where none of them is in it.
    pub(crate) fn replaced(&self, text: &str) -> Option<String> {
        if let Some(new) = self.all.get(text) {
            return Some(new.clone());
        }
        for (old, new) in &self.urls {
            if let Some(below) = text.strip_prefix(old.as_str())
                && (below.is_empty() || below.starts_with(['/', '?', '#']))
            {
                let below = self.replaced(below).unwrap_or_else(|| below.to_owned());
                return Some(format!("{new}{below}"));
            }
        }
        let mut out = String::new();
        let mut rest = text;
        // Ids of projects of a domain hold a colon, and are no word.
        let whole: String;
        for (old, new) in self.projects.iter().filter(|(old, _)| old.contains(':')) {
            if rest.contains(old.as_str()) {
                whole = rest.replace(old.as_str(), new);
                return Some(self.replaced(&whole).unwrap_or(whole));
            }
        }
        while !rest.is_empty() {
            let end = rest.find(|letter| !is_word(letter)).unwrap_or(rest.len());
            let (word, after) = rest.split_at(end);
            out.push_str(&self.word(word));
            let next = after.find(is_word).unwrap_or(after.len());
            let (between, after) = after.split_at(next);
            out.push_str(between);
            rest = after;
        }
        (out != text).then_some(out)
    }

    /// A word: as a whole, without the dots at its ends, or by its parts.
    fn word(&self, word: &str) -> String {
        let bare = word.trim_start_matches(['*', '.']).trim_end_matches('.');
        if let Some(new) = self.all.get(bare)
            && let Some(at) = word.find(bare)
        {
            let (before, after) = word.split_at(at);
            let after = after.get(bare.len()..).unwrap_or_default();
            return format!("{before}{new}{after}");
        }
        for separator in ['@', '.'] {
            if word.contains(separator) {
                let parts: Vec<String> =
                    word.split(separator).map(|part| self.word(part)).collect();
                return parts.join(match separator {
                    '@' => "@",
                    _ => ".",
                });
            }
        }
        self.label(word)
    }

    /// A part that has a project at its end, or a number in it.
    fn label(&self, label: &str) -> String {
        for (old, new) in &self.projects {
            if let Some(front) = label.strip_suffix(old.as_str()) {
                let is_region = front.strip_suffix('-').is_some_and(|front| {
                    front.ends_with(|last: char| last.is_ascii_digit()) && front.contains('-')
                });
                if is_region || front.ends_with("-dot-") {
                    return format!("{front}{new}");
                }
            }
        }
        let mut parts: Vec<&str> = label.split('-').collect();
        for part in &mut parts {
            let number = part.len() > 5 && part.bytes().all(|byte| byte.is_ascii_digit());
            if let Some(new) = self.all.get(*part).filter(|_| number) {
                *part = new;
            }
        }
        parts.join("-")
    }
}

/// What a word consists of.
fn is_word(letter: char) -> bool {
    letter.is_alphanumeric() || "-_.*@+%".contains(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_where_they_stand_whole() {
        let mut words = Words::default();
        words.add_project("acme-dev", "project-1".to_owned());
        words.add_project("acme.example:dev", "project-2".to_owned());
        words.add("api.shop.example", "h1.h2.example".to_owned());
        words.add("123456789012", "100000000001".to_owned());
        for (text, expected) in [
            ("projects/acme-dev/global", "projects/project-1/global"),
            (
                "web@acme-dev.iam.gserviceaccount.com",
                "web@project-1.iam.gserviceaccount.com",
            ),
            ("vm.c.acme-dev.internal.", "vm.c.project-1.internal."),
            (
                "https://asia-northeast1-acme-dev.cloudfunctions.net/f",
                "https://asia-northeast1-project-1.cloudfunctions.net/f",
            ),
            (
                "web-dot-acme-dev.an.r.appspot.com",
                "web-dot-project-1.an.r.appspot.com",
            ),
            (
                "projects/acme.example:dev/global",
                "projects/project-2/global",
            ),
            (
                "http://api.shop.example:8080/x",
                "http://h1.h2.example:8080/x",
            ),
            (".api.shop.example.", ".h1.h2.example."),
            (
                "api-123456789012.us-east1.run.app",
                "api-100000000001.us-east1.run.app",
            ),
            (
                "123456789012-compute@developer.gserviceaccount.com",
                "100000000001-compute@developer.gserviceaccount.com",
            ),
        ] {
            assert_eq!(words.replaced(text).as_deref(), Some(expected), "{text}");
        }
        for text in [
            "acme-dev-2",
            "my-acme-dev",
            "other.shop.example",
            "12345",
            "",
            "名前",
        ] {
            assert_eq!(words.replaced(text), None, "{text}");
        }
    }
}
