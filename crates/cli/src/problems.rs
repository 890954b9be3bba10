//! Problems of the input, for people: a sentence, the line with a caret, and what to do next.

use hopscope_model::problem::{Problem, Severity};
use hopscope_text::{Lang, problem};

use crate::excerpt::excerpt;
use crate::input::Loaded;
use crate::output::complain;

/// Writes problems to standard error, those of at least a severity, and how many of the rest there are.
pub(crate) fn print(lang: Lang, loaded: &Loaded, problems: &[Problem], least: Severity) {
    // Severities are ordered from the worst.
    let (told, rest): (Vec<_>, Vec<_>) = problems.iter().partition(|own| own.severity <= least);
    for own in told {
        complain(&one(lang, own, loaded.text_of(own)));
    }
    let rest = rest.len();
    if rest > 0 {
        complain(&match lang {
            Lang::En => format!("{rest} more, of lesser weight: `hopscope import` shows them"),
            Lang::Ja => format!("ほか {rest} 件の軽い注記は `hopscope import` で表示されます"),
        });
    }
}

/// One problem, over several lines.
pub(crate) fn one(lang: Lang, own: &Problem, text: Option<(&str, &str)>) -> String {
    let word = problem::severity(lang, own.severity);
    let mut out = format!("{word} {}: {}\n", own.code, problem::text(lang, own));
    let name = text.map(|(name, _)| name).or(own.file.as_deref());
    let place: Vec<String> = [
        name.map(|name| match (own.line, own.column) {
            (Some(line), Some(column)) => format!("{name}:{line}:{column}"),
            (Some(line), None) => format!("{name}:{line}"),
            _ => name.to_owned(),
        }),
        own.path.clone(),
        own.resource.clone(),
    ]
    .into_iter()
    .flatten()
    .filter(|part| !part.is_empty())
    .collect();
    if !place.is_empty() {
        out.push_str(&format!("  --> {}\n", place.join("  ")));
    }
    if let (Some((_, text)), Some(line)) = (text, own.line)
        && let Some(lines) = excerpt(text, line, own.column)
    {
        for line in lines.lines() {
            out.push_str(&format!("  {line}\n"));
        }
    }
    let command = own
        .next
        .as_ref()
        .and_then(|next| next.command.as_deref())
        // An option alone is in the advice already.
        .filter(|command| !command.is_empty() && !command.starts_with('-'));
    if let Some(next) = problem::next(lang, own) {
        out.push_str(&format!("  = {next}\n"));
    }
    if let Some(command) = command {
        out.push_str(&format!("    $ {command}\n"));
    }
    out
}
