//! Words that are taken out of an object: texts, and what is written as one. A word that may be absent is absent as
//! well where it is null or empty.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hopscope_model::{Reason, What, order};

use crate::field::Word;
use crate::fields::Fields;
use crate::tree::Tree;

impl<'a> Fields<'a> {
    /// The text of a word, number or flag; `None` where there is nothing, or something else, which is noted.
    fn raw(&self, key: &str, what: What) -> Option<Cow<'a, str>> {
        let tree = self.get(key)?;
        let text = said(tree);
        if text.is_none() {
            self.wrong(key, Reason::wrong_type(tree.what(), what));
        }
        text.filter(|text| !text.trim().is_empty())
    }

    /// The same for one that has to be there.
    fn needed_raw(&self, key: &str, what: What) -> Option<Cow<'a, str>> {
        let text = self.raw(key, what);
        if text.is_none() {
            match self.member(key) {
                None => self.missing(key),
                Some(_) => self.wrong(key, Reason::nothing(what)),
            }
        }
        text
    }

    /// A text that is there and not empty.
    #[inline(never)]
    pub(crate) fn text(&self, key: &str) -> Option<String> {
        self.raw(key, What::Text).map(Cow::into_owned)
    }

    /// The first that is there of a text in several spellings.
    pub(crate) fn text_of(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }

    /// A text that has to be there.
    #[inline(never)]
    pub(crate) fn needed_text(&self, key: &str) -> String {
        self.needed_raw(key, What::Text)
            .map(Cow::into_owned)
            .unwrap_or_default()
    }

    /// Notes that what is written in place of an address or a reference is neither: names have no dots and no
    /// colons.
    pub(crate) fn address_or_name(&self, key: &str, text: &str) {
        if !text.contains('/') && text.contains(['.', ':']) {
            self.wrong(key, Reason::not_a(text, What::Address));
        }
    }

    /// The texts of a list.
    #[inline(never)]
    pub(crate) fn texts(&self, key: &str) -> Vec<String> {
        let mut texts = Vec::new();
        self.each_raw(key, What::Text, &mut |text| {
            texts.push(text.to_owned());
            true
        });
        texts
    }

    /// Texts by their names.
    pub(crate) fn texts_by_name(&self, key: &str) -> BTreeMap<String, String> {
        let own = self.object(key);
        let names = own.members().iter();
        order::map(names.map(|(name, _)| (name.to_string(), own.needed_text(name))))
    }

    /// A word that is there.
    pub(crate) fn word<T: Word>(&self, key: &str) -> Option<T> {
        let text = self.raw(key, T::WHAT)?;
        let word = T::read(text.trim());
        self.checked(word.is_some(), key, &text, T::WHAT);
        word
    }

    /// A word that has to be there.
    pub(crate) fn needed<T: Word>(&self, key: &str) -> Option<T> {
        let text = self.needed_raw(key, T::WHAT)?;
        let word = T::read(text.trim());
        self.checked(word.is_some(), key, &text, T::WHAT);
        word
    }

    fn checked(&self, read: bool, key: &str, text: &str, what: What) {
        if !read {
            self.wrong(key, Reason::not_a(text.trim(), what));
        }
    }

    /// A flag that is false unless it is there.
    #[inline(never)]
    pub(crate) fn flag(&self, key: &str) -> bool {
        self.word(key).unwrap_or_default()
    }

    /// The words of a list.
    #[inline(never)]
    pub(crate) fn words<T: Word>(&self, key: &str) -> Vec<T> {
        let mut words = Vec::new();
        self.each_raw(key, T::WHAT, &mut |text| {
            let word = T::read(text.trim());
            let read = word.is_some();
            words.extend(word);
            read
        });
        words
    }

    /// The same, telling a list that is not there from an empty one.
    pub(crate) fn words_given<T: Word>(&self, key: &str) -> Option<Vec<T>> {
        self.has(key).then(|| self.words(key))
    }

    /// Gives the text of each element; whether that is what it has to be is said back.
    fn each_raw(&self, key: &str, what: What, take: &mut dyn FnMut(&str) -> bool) {
        for (index, tree) in self.list(key).iter().enumerate() {
            let reason = match said(tree) {
                Some(text) if text.trim().is_empty() => Reason::nothing(what),
                Some(text) if take(&text) => continue,
                Some(text) => Reason::not_a(text.trim(), what),
                None if matches!(tree, Tree::Null) => Reason::nothing(what),
                None => Reason::wrong_type(tree.what(), what),
            };
            self.wrong_at(key, index, reason);
        }
    }

    /// The one that a word stands for, among those there are.
    pub(crate) fn choice<T: Copy>(&self, key: &str, table: &[(&str, T)]) -> Option<T> {
        let text = self.raw(key, What::Text)?;
        self.chosen(key, &text, table)
    }

    /// The same for each word of a list.
    pub(crate) fn choices<T: Copy>(&self, key: &str, table: &[(&str, T)]) -> Vec<T> {
        let texts = self.texts(key);
        texts
            .iter()
            .filter_map(|text| self.chosen(key, text, table))
            .collect()
    }

    /// The same for a word that has to be there.
    pub(crate) fn needed_choice<T: Copy>(&self, key: &str, table: &[(&str, T)]) -> Option<T> {
        let text = self.needed_raw(key, What::Text)?;
        self.chosen(key, &text, table)
    }

    fn chosen<T: Copy>(&self, key: &str, text: &str, table: &[(&str, T)]) -> Option<T> {
        let found = table.iter().find(|(word, _)| *word == text);
        if found.is_none() {
            let words: Vec<&str> = table.iter().map(|(word, _)| *word).collect();
            self.wrong(key, Reason::none_of(text, &words));
        }
        found.map(|(_, own)| *own)
    }

    /// One text, or a list of them; `None` where there is neither.
    pub(crate) fn one_or_more(&self, key: &str) -> Option<Vec<String>> {
        match self.get(key)? {
            Tree::List(_) => Some(self.texts(key)),
            _ => self.text(key).map(|text| vec![text]),
        }
    }

    /// The one word that each object of a list has.
    pub(crate) fn each<T: Word>(&self, key: &str, word: &str) -> Vec<T> {
        let objects = self.objects(key);
        objects.iter().filter_map(|own| own.needed(word)).collect()
    }

    /// The one text that each object of a list has.
    pub(crate) fn each_text(&self, key: &str, text: &str) -> Vec<String> {
        let objects = self.objects(key);
        objects.iter().map(|own| own.needed_text(text)).collect()
    }
}

/// The text of a word, number or flag.
fn said(tree: &Tree) -> Option<Cow<'_, str>> {
    Some(match tree {
        Tree::Text(text) => Cow::Borrowed(text),
        Tree::Bool(value) => Cow::Borrowed(if *value { "true" } else { "false" }),
        // A number without a fraction is none of its decimals.
        #[allow(clippy::cast_possible_truncation)]
        Tree::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            Cow::Owned((*number as i64).to_string())
        }
        Tree::Unsigned(_) | Tree::Signed(_) | Tree::Float(_) => Cow::Owned(tree.to_string()),
        Tree::Null | Tree::List(_) | Tree::Object(_) => return None,
    })
}

#[cfg(test)]
mod tests {
    use hopscope_model::PortRange;

    use std::net::IpAddr;

    use super::*;
    use crate::field::write_path;
    use crate::fields::read;

    type Rule = (String, Vec<PortRange>, Option<IpAddr>, Vec<String>);

    fn rule(fields: &Fields<'_>) -> Rule {
        (
            fields.needed_text("network"),
            fields.words("ports"),
            fields.word("address"),
            fields.each_text("tags", "name"),
        )
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let errors = match read(&Tree::read(text).expect("JSON"), rule) {
            Ok(rule) => panic!("{rule:?}"),
            Err(errors) => errors,
        };
        let found: Vec<String> = errors
            .iter()
            .map(|error| {
                let args = error.reason.args.iter().map(|(_, value)| value.as_str());
                let args: Vec<&str> = args.collect();
                let why = if error.missing {
                    "missing"
                } else {
                    error.reason.why.as_str()
                };
                format!("{} {why} {}", write_path(&error.path), args.join(" "))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn everything_that_is_wrong_says_where() {
        check(
            r#"{"network":"n","ports":["80","80-x",[]]}"#,
            &[
                "ports[1] not-a 80-x ports",
                "ports[2] wrong-type list ports",
            ],
        );
        check(
            r#"{"ports":{},"address":"10.0.0"}"#,
            &[
                "ports wrong-type object list",
                "address not-a 10.0.0 address",
                "network missing ",
            ],
        );
        check(r#"{"network":null}"#, &["network nothing text"]);
        check(
            r#"{"network":"n","tags":[{"name":"a"},{},5]}"#,
            &["tags[2] wrong-type number object", "tags[1].name missing "],
        );
        check(r#"{"network":"n","network":"m"}"#, &["network twice "]);
        check("[]", &[" wrong-type list object"]);
    }

    #[test]
    fn null_and_empty_are_absent() {
        let tree = Tree::parse(r#"{"network":"n","ports":null,"address":" "}"#).expect("JSON");
        assert_eq!(read(&tree, rule), Ok(("n".into(), vec![], None, vec![])));
    }
}
