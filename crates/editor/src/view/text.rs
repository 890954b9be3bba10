//! The whole page as text: what a test compares, and what a person could read aloud.

use std::fmt::Write as _;

use crate::state::{Editor, View};
use crate::view;

/// What the page shows.
pub fn text(editor: &Editor) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let _ = write(&mut out, editor);
    out
}

fn write(out: &mut String, editor: &Editor) -> std::fmt::Result {
    let lang = editor.lang;
    match (&editor.open, editor.view) {
        (Some(open), View::Workspace) => {
            writeln!(out, "== {} ==", view::title(lang, open))?;
            requests(out, editor, open)?;
            result(out, editor)?;
        }
        _ => writeln!(out, "== {} ==", view::ui(lang).gallery)?,
    }
    if let Some(import) = &editor.import {
        preview(out, &view::preview(lang, import))?;
    }
    if let Some(notice) = editor.notice {
        writeln!(out, "({})", view::notice(lang, notice))?;
    }
    Ok(())
}

fn requests(out: &mut String, editor: &Editor, open: &crate::Open) -> std::fmt::Result {
    let list = view::requests(editor.lang, open);
    write!(out, "{}", list.heading)?;
    match &list.summary {
        Some((summary, _)) => writeln!(out, " | {summary}")?,
        None => writeln!(out)?,
    }
    for (index, row) in list.rows.iter().enumerate() {
        let here = if index == editor.chosen.request {
            ">"
        } else {
            " "
        };
        write!(out, "{here} {} | {} → {}", row.word, row.from, row.to)?;
        if let Some((source, _)) = &row.source {
            write!(out, " | {source}")?;
        }
        if let Some(unmet) = &row.unmet {
            write!(out, " | {unmet}")?;
        }
        writeln!(out)?;
    }
    Ok(())
}

fn result(out: &mut String, editor: &Editor) -> std::fmt::Result {
    let Some(card) = view::result(editor.lang, editor) else {
        return Ok(());
    };
    writeln!(out, "[{}] {}", card.word, card.reason)?;
    for fact in &card.facts {
        writeln!(
            out,
            "  {}: {} {}",
            fact.label,
            fact.value.join(", "),
            fact.note
        )?;
    }
    for text in card.expectation.iter().flat_map(|(_, texts)| texts) {
        writeln!(out, "  {text}")?;
    }
    if let Some(test) = &card.test {
        writeln!(out, "  {} {}: {}", test.icon, test.name, test.says)?;
        for difference in &test.differences {
            writeln!(out, "    {}", difference.text)?;
        }
    }
    let Some(steps) = view::steps(editor.lang, editor) else {
        return Ok(());
    };
    writeln!(out, "{}", steps.heading)?;
    for step in &steps.rows {
        let here = match (step.chosen, step.decides) {
            (true, _) => ">",
            (false, true) => "!",
            (false, false) => " ",
        };
        writeln!(out, "{here} {}. {}", step.number, step.title)?;
    }
    Ok(())
}

fn preview(out: &mut String, preview: &view::Preview) -> std::fmt::Result {
    writeln!(out, "-- {} --", preview.heading.text)?;
    for (count, word) in &preview.heading.counts {
        writeln!(out, "  {count} {word}")?;
    }
    // The sentences are `hopscope-text`'s own concern.
    for problem in preview.problems.shown.iter().chain(&preview.notes.shown) {
        writeln!(out, "  {} {}", problem.code, problem.place.join(", "))?;
        for line in &problem.fields {
            writeln!(out, "    {line}")?;
        }
    }
    for missing in &preview.missing.shown {
        writeln!(out, "  ? {}", missing.text)?;
    }
    for section in &preview.sections {
        writeln!(out, "  {}:", section.title)?;
        for row in &section.rows {
            writeln!(out, "    {} {}", row.kind, row.name)?;
            for line in &row.fields {
                writeln!(out, "      {line}")?;
            }
        }
    }
    if preview.useful {
        writeln!(out, "  [{}]", preview.accept)?;
    }
    Ok(())
}
