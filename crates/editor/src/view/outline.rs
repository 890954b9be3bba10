//! The outline: the same things as the picture, line by line, and which of them show.

use std::rc::Rc;

use hopscope_diagram::scene::Shape;
use hopscope_model::Set;
use hopscope_model::resource::Unread;
use hopscope_text::Lang;

use super::label::{kind_word, words};
use crate::open::Open;

/// A line of the outline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OutlineLine {
    /// What it is, for as long as it is there.
    pub key: Rc<str>,
    /// How deep, from 0.
    pub depth: u8,
    /// What choosing it chooses, as a reference; `None` for a heading.
    pub resource: Option<Rc<str>>,
    /// Its sign.
    pub shape: Shape,
    /// What it is called.
    pub title: String,
    /// What is worth knowing at a glance.
    pub detail: String,
    /// Referred to, but not there.
    pub missing: bool,
    /// Whether something is below it.
    pub holds: bool,
    /// What is below it shows only when asked for: there is much of it.
    pub folded: bool,
}

/// The outline of what is open. What a row counts follows below it, one by one.
pub fn outline_lines(lang: Lang, open: &Open) -> Vec<OutlineLine> {
    let mut lines: Vec<OutlineLine> = Vec::new();
    for (at, row) in open.outline.iter().enumerate() {
        let counts = row.resources.len() > 1;
        let next = open.outline.get(at + 1);
        let mut detail = String::new();
        for text in &row.detail {
            if !detail.is_empty() {
                detail.push_str(" · ");
            }
            detail.push_str(&words(lang, text));
        }
        lines.push(OutlineLine {
            key: match row.resources.as_slice() {
                [only] => Rc::clone(only),
                [] => Rc::clone(&row.id),
                [first, ..] => format!("{first}…").into(),
            },
            depth: row.depth,
            resource: match row.resources.as_slice() {
                [only] => Some(Rc::clone(only)),
                [] => open.scene.node(&row.id).map(|node| Rc::clone(&node.id)),
                _ => None,
            },
            shape: row.shape,
            title: words(lang, &row.title),
            detail,
            missing: row.missing,
            holds: counts || next.is_some_and(|next| next.depth > row.depth),
            folded: counts,
        });
        for resource in row.resources.iter().filter(|_| counts) {
            lines.push(OutlineLine {
                key: Rc::clone(resource),
                depth: row.depth.saturating_add(1),
                resource: Some(Rc::clone(resource)),
                shape: row.shape,
                title: resource.rsplit('/').next().unwrap_or_default().to_owned(),
                // What is between the kind and the name: a location.
                detail: resource
                    .split_once('/')
                    .and_then(|(_, rest)| rest.rsplit_once('/'))
                    .map_or_else(String::new, |(location, _)| location.to_owned()),
                missing: false,
                holds: false,
                folded: false,
            });
        }
    }
    unread(lang, open, &mut lines);
    strangers(lang, open, &mut lines);
    // What stands in several places is told apart by which time it is.
    let mut seen: Set<Rc<str>> = Set::new();
    for line in &mut lines {
        while !seen.add(Rc::clone(&line.key)) {
            line.key = format!("{}'", line.key).into();
        }
    }
    lines
}

/// Objects of kinds that are not modelled, which have addresses: there is nothing to be done with them, and they count.
fn strangers(lang: Lang, open: &Open, lines: &mut Vec<OutlineLine>) {
    let heading = |depth, key: Rc<str>, title: String, detail: String| OutlineLine {
        key,
        depth,
        resource: None,
        shape: Shape::Endpoint,
        title,
        detail,
        missing: false,
        holds: depth == 0,
        folded: false,
    };
    let all = &open.scenario.resources.strangers;
    if !all.is_empty() {
        let title = super::ui(lang).strangers.to_owned();
        lines.push(heading(0, "strangers".into(), title, String::new()));
    }
    for own in all {
        let name = own.name.rsplit('/').next().unwrap_or_default();
        let addresses: Vec<String> = own.addresses.iter().map(ToString::to_string).collect();
        let detail = format!("{} {}", own.word, addresses.join(", "));
        let key = format!("{} {}", own.word, own.name).into();
        lines.push(heading(1, key, name.to_owned(), detail));
    }
}

/// What could not be read whole: it can be mended as JSON.
fn unread(lang: Lang, open: &Open, lines: &mut Vec<OutlineLine>) {
    let heading = lines.len();
    for own in &open.scenario.resources.unread {
        let reference = open.scenario.short(&own.id());
        if !open.shows(&reference) {
            continue;
        }
        if lines.len() == heading {
            lines.push(OutlineLine {
                key: "unread".into(),
                depth: 0,
                resource: None,
                shape: Shape::Endpoint,
                title: super::ui(lang).status_unread.to_owned(),
                detail: String::new(),
                missing: false,
                holds: true,
                folded: false,
            });
        }
        let reference: Rc<str> = reference.into();
        lines.push(OutlineLine {
            key: Rc::clone(&reference),
            depth: 1,
            resource: Some(reference),
            shape: Shape::Endpoint,
            title: unread_name(lang, &own.name, &own.field),
            detail: kind_word(lang, own.kind).to_owned(),
            missing: false,
            holds: false,
            folded: false,
        });
    }
}

/// What an object that could not be read whole is called.
pub(super) fn unread_name(lang: Lang, name: &str, field: &str) -> String {
    let ui = super::ui(lang);
    match name {
        "" if Unread::is_rest(name, field) => ui.rest_of_list,
        "" => ui.no_name,
        name => name,
    }
    .to_owned()
}

/// Whether what is below a line is hidden; `turned` are those that were opened or closed.
pub fn is_closed(line: &OutlineLine, turned: &[Rc<str>]) -> bool {
    line.folded != turned.contains(&line.key)
}

/// Which lines show: those that no closed line above them hides; while something is looked for, those that have all
/// its words, in any order, and what they are in.
pub fn shown_lines(lines: &[Rc<OutlineLine>], turned: &[Rc<str>], query: &str) -> Vec<usize> {
    let mut shown = Vec::new();
    if query.trim().is_empty() {
        let mut hidden_below: Option<u8> = None;
        for (at, line) in lines.iter().enumerate() {
            if hidden_below.is_some_and(|depth| line.depth > depth) {
                continue;
            }
            hidden_below = is_closed(line, turned).then_some(line.depth);
            shown.push(at);
        }
        return shown;
    }
    let query = query.to_lowercase();
    // From the end: what a line is in comes before it, each less deep than the last.
    let mut wanted: u8 = 0;
    for (at, line) in lines.iter().enumerate().rev() {
        let text = format!("{} {} {}", line.title, line.detail, line.key).to_lowercase();
        let found = query.split_whitespace().all(|word| text.contains(word));
        if found || line.depth < wanted {
            shown.push(at);
            wanted = line.depth;
        }
    }
    shown.reverse();
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines as a drawing: two spaces deeper are one deeper, `+` are folded.
    fn lines(drawing: &[&str]) -> Vec<Rc<OutlineLine>> {
        drawing
            .iter()
            .map(|line| {
                let title = line.trim_start();
                Rc::new(OutlineLine {
                    key: title.trim_end_matches('+').into(),
                    depth: u8::try_from((line.len() - title.len()) / 2).unwrap_or(u8::MAX),
                    resource: None,
                    shape: Shape::Endpoint,
                    title: title.trim_end_matches('+').to_owned(),
                    detail: String::new(),
                    missing: false,
                    holds: false,
                    folded: title.ends_with('+'),
                })
            })
            .collect()
    }

    fn shown(turned: &[&str], query: &str) -> String {
        let lines = lines(&[
            "vpc-a",
            "  rules+",
            "    allow-web",
            "    deny-all",
            "  subnet-a",
            "    web-1",
            "vpc-b",
            "  db-1",
        ]);
        let turned: Vec<Rc<str>> = turned.iter().map(|key| Rc::from(*key)).collect();
        let shown = shown_lines(&lines, &turned, query);
        let keys: Vec<&str> = shown.iter().map(|&at| &*lines[at].key).collect();
        keys.join(" ")
    }

    #[test]
    fn what_a_closed_line_holds_does_not_show() {
        assert_eq!(shown(&[], ""), "vpc-a rules subnet-a web-1 vpc-b db-1");
        assert_eq!(shown(&["vpc-a", "rules"], " "), "vpc-a vpc-b db-1");
        assert_eq!(
            shown(&["rules", "vpc-b"], ""),
            "vpc-a rules allow-web deny-all subnet-a web-1 vpc-b"
        );
    }

    #[test]
    fn what_is_looked_for_shows_with_what_it_is_in() {
        assert_eq!(
            shown(&["vpc-a"], "WEB"),
            "vpc-a rules allow-web subnet-a web-1"
        );
        assert_eq!(shown(&[], "1 web"), "vpc-a subnet-a web-1");
        assert_eq!(shown(&[], "vpc-b"), "vpc-b");
        assert_eq!(shown(&[], "nobody"), "");
    }
}
