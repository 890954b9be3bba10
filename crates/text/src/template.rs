//! Templates: text with `{argument}` placeholders and `[optional parts]`.
//!
//! An optional part is left out when an argument in it is absent or empty. Outside of one, an absent argument
//! leaves nothing behind, and the space beside it goes too. Arguments are never read as templates.

use std::borrow::Cow;

/// A piece of a sentence, for those who set what a machine would print in another face.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Piece {
    /// Words of the sentence.
    Words(String),
    /// An argument: an address, a name, a code.
    Argument(String),
}

impl Piece {
    /// Its text.
    pub fn text(&self) -> &str {
        match self {
            Piece::Words(text) | Piece::Argument(text) => text,
        }
    }
}

/// What an argument of this name is, as it is to be read.
pub type Lookup<'a> = dyn Fn(&str) -> Option<Cow<'a, str>> + 'a;

/// A template with its arguments put in.
pub fn fill(template: &str, lookup: &Lookup<'_>) -> String {
    join(&pieces(template, lookup))
}

/// The text of pieces.
pub fn join(pieces: &[Piece]) -> String {
    pieces.iter().map(Piece::text).collect()
}

/// A template with its arguments put in, in pieces.
pub fn pieces(template: &str, lookup: &Lookup<'_>) -> Vec<Piece> {
    let mut out = Pieces::default();
    let mut rest = template;
    while let Some((before, inside)) = rest.split_once('[') {
        plain(before, lookup, &mut out);
        let (part, behind) = inside.split_once(']').unwrap_or((inside, ""));
        if placeholders(part).all(|name| lookup(name).is_some_and(|value| !value.is_empty())) {
            plain(part, lookup, &mut out);
        }
        rest = behind;
    }
    plain(rest, lookup, &mut out);
    out.done
}

/// The placeholders of a template, in order.
pub fn placeholders(template: &str) -> impl Iterator<Item = &str> {
    template
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Puts the arguments into a part without optional parts.
fn plain(part: &str, lookup: &Lookup<'_>, out: &mut Pieces) {
    let mut rest = part;
    while let Some((before, after)) = rest.split_once('{') {
        out.words(before);
        let (name, behind) = after.split_once('}').unwrap_or((after, ""));
        match lookup(name) {
            Some(value) if !value.is_empty() => out.argument(&value),
            _ => out.skipped = true,
        }
        rest = behind;
    }
    out.words(rest);
}

/// Pieces in the making.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    /// An argument was just left out.
    skipped: bool,
}

impl Pieces {
    fn words(&mut self, words: &str) {
        if words.is_empty() {
            return;
        }
        // Where an argument was left out, one of the two spaces around it goes with it.
        let open = self
            .done
            .last()
            .is_none_or(|piece| piece.text().ends_with([' ', '(']));
        let words = if self.skipped && open {
            words.strip_prefix(' ').unwrap_or(words)
        } else {
            words
        };
        self.skipped = false;
        let words = self.joined(words);
        match self.done.last_mut() {
            Some(Piece::Words(before)) => before.push_str(words),
            _ => self.done.push(Piece::Words(words.to_owned())),
        }
    }

    fn argument(&mut self, argument: &str) {
        self.skipped = false;
        let argument = self.joined(argument);
        self.done.push(Piece::Argument(argument.to_owned()));
    }

    /// What comes next, without the spaces where Japanese meets Japanese.
    fn joined<'a>(&mut self, next: &'a str) -> &'a str {
        let bare = next.trim_start_matches(' ');
        let starts = bare.chars().next().is_some_and(is_japanese);
        let before: Option<char> = self
            .done
            .iter()
            .rev()
            .find_map(|piece| piece.text().trim_end_matches(' ').chars().last());
        if !starts || !before.is_some_and(is_japanese) {
            return next;
        }
        if let Some(Piece::Words(words)) = self.done.last_mut() {
            words.truncate(words.trim_end_matches(' ').len());
        }
        bare
    }
}

/// Kana and ideographs, which take no spaces between them.
fn is_japanese(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(template: &str, args: &[(&str, &str)]) -> String {
        fill(template, &|wanted| {
            args.iter()
                .find(|(name, _)| *name == wanted)
                .map(|(_, value)| Cow::Borrowed(*value))
        })
    }

    #[test]
    fn arguments_take_their_places() {
        assert_eq!(
            filled("{a} meets {b}.", &[("a", "this"), ("b", "that")]),
            "this meets that."
        );
    }

    #[test]
    fn an_argument_is_no_template() {
        assert_eq!(
            filled("{a}[ and {b}]", &[("a", "{b} ["), ("b", "]{a}")]),
            "{b} [ and ]{a}"
        );
    }

    #[test]
    fn what_is_absent_leaves_no_hole() {
        assert_eq!(filled("port {a} of {b}", &[("b", "x")]), "port of x");
        assert_eq!(filled("{a} starts", &[]), "starts");
        assert_eq!(filled("x[ ({a})].", &[]), "x.");
        assert_eq!(filled("x[ ({a})].", &[("a", "")]), "x.");
        assert_eq!(filled("x[ ({a})].", &[("a", "1")]), "x (1).");
    }

    #[test]
    fn japanese_takes_no_spaces_inside() {
        assert_eq!(
            filled("判断に必要な {a} がない", &[("a", "ルート")]),
            "判断に必要なルートがない"
        );
        assert_eq!(
            filled("判断に必要な {a} がない", &[("a", "VM")]),
            "判断に必要な VM がない"
        );
        assert_eq!(filled("{a} {b} に届く", &[("a", "ホスト")]), "ホストに届く");
        assert_eq!(
            filled("{a} {b} に届く", &[("a", "ホスト"), ("b", "x")]),
            "ホスト x に届く"
        );
    }

    #[test]
    fn a_broken_template_is_no_panic() {
        assert_eq!(filled("a [b", &[]), "a b");
        assert_eq!(filled("a {b", &[]), "a ");
        assert_eq!(filled("a ] } b", &[]), "a ] } b");
    }
}
