//! Problems of the input, for people: a sentence, the line with a caret, and what to do next.

use std::collections::BTreeMap;

use hopscope_model::Why;
use hopscope_model::compare::Change;
use hopscope_model::problem::{Problem, Severity};
use hopscope_text::{Lang, diff, problem};

use crate::excerpt::excerpt;
use crate::input::Loaded;
use crate::output::complain;

/// Writes problems to standard error, those of at least a severity, and how many of the rest there are.
pub(crate) fn print(lang: Lang, loaded: &Loaded, problems: &[Problem], least: Severity) {
    // Severities are ordered from the worst.
    let (told, rest): (Vec<_>, Vec<_>) = problems.iter().partition(|own| own.severity <= least);
    // Each text is taken into lines once, however much is wrong with it.
    let mut lines: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for own in told {
        let text = loaded.text_of(own);
        let excerpt = text.and_then(|(name, text)| {
            let lines = lines.entry(name).or_insert_with(|| text.lines().collect());
            shown(own, lines)
        });
        complain(&one(
            lang,
            own,
            text.map(|(name, _)| name),
            excerpt.as_deref(),
        ));
    }
    let rest = rest.len();
    if rest > 0 {
        complain(&match lang {
            Lang::En => format!("{rest} more, of lesser weight: `hopscope import` shows them"),
            Lang::Ja => format!("ほか {rest} 件の軽い注記は `hopscope import` で表示されます"),
        });
    }
}

/// How many characters of a line are looked at on each side of a place.
const AROUND: usize = 4096;

/// The line that a problem is in, as it may be shown: this lands in logs.
fn shown(own: &Problem, lines: &[&str]) -> Option<String> {
    let number = own.line?;
    let at = usize::try_from(number).ok()?.checked_sub(1)?;
    let (above, rest) = lines.split_at_checked(at)?;
    let line = rest.first()?;
    let hide = own
        .args
        .get("why")
        .is_some_and(|why| why == Why::Sensitive.as_str());
    let column = usize::try_from(own.column.unwrap_or(1)).ok()?;
    // Exports without line breaks are one line.
    let from = match line.len() > AROUND {
        true => column.saturating_sub(AROUND),
        false => 0,
    };
    let part: String = line.chars().skip(from).take(2 * AROUND).collect();
    let part = hopscope_document::shown(&part, above, from > 0, hide);
    let column = own.column.and_then(|_| u32::try_from(column - from).ok());
    Some(excerpt(&part, number, column))
}

/// One problem, over several lines; with the name of its text and what is shown of it, where there are such.
pub(crate) fn one(lang: Lang, own: &Problem, name: Option<&str>, shown: Option<&str>) -> String {
    let word = problem::severity(lang, own.severity);
    let mut out = format!("{word} {}: {}\n", own.code, problem::text(lang, own));
    let name = name.or(own.file.as_deref());
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
    for line in shown.into_iter().flat_map(str::lines) {
        out.push_str(&format!("  {line}\n"));
    }
    for field in &own.fields {
        let line = diff::field_line(lang, Change::Changed, field);
        out.push_str(&format!("  ≠ {line}\n"));
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
