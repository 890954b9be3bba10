//! A report as Markdown, for a pull request or a design document: every request with its outcome and the source the
//! other side sees, then the reasons, what was assumed, and what is missing.

use hopscope_model::Severity;
use hopscope_model::result::{Expectation, Outcome, OutcomeKind, Report};

use crate::headline::headline;
use crate::lang::Lang;
use crate::report::counts;
use crate::{assumption_text, held, outcome, pages};

/// The most characters of a comment on a pull request: GitHub takes 65,536.
pub(crate) const COMMENT: usize = 60_000;

/// The report. With a link, whoever reads it can open what it is about.
pub fn report(lang: Lang, title: &str, report: &Report, link: Option<&str>) -> String {
    write(lang, title, report, link, usize::MAX)
}

/// The same, as long as a comment may be: what is not as expected comes before what is, and what is left out is
/// counted.
pub fn comment(lang: Lang, title: &str, report: &Report, link: Option<&str>) -> String {
    write(lang, title, report, link, COMMENT)
}

fn write(lang: Lang, title: &str, report: &Report, link: Option<&str>, most: usize) -> String {
    let mut end = String::new();
    problems(lang, report, most / 10, &mut end);
    assumptions(lang, report, most / 10, &mut end);
    missing(lang, report, most / 10, &mut end);
    let id = lang.pick("Content id", "内容 ID");
    let rules = lang.pick("rules", "規則");
    end.push_str(&format!(
        "\n---\n\n{id} `{}` · {rules} {}",
        report.scenario, report.rules
    ));
    if let Some(link) = link {
        let open = lang.pick("Open in Hopscope", "Hopscope で開く");
        end.push_str(&format!(" · [{open}](<{link}>)"));
    }
    end.push('\n');

    let mut out = format!(
        "# {}\n\n{}\n\n",
        cut(&plain(title), 300),
        counts(lang, &report.results)
    );
    table(lang, report, most / 2, &mut out);
    let room = most.saturating_sub(out.len() + end.len() + 200);
    let results = report.results.iter().enumerate();
    let reasons = results.map(|(index, result)| {
        let mut text = String::new();
        reason(lang, index + 1, result, &mut text);
        (rank(result), text)
    });
    let left = fitting(reasons.collect(), room, &mut out);
    left_out(lang, left, &mut out);
    out.push_str(&end);
    out
}

/// What of the results is told first where there is no room for all.
fn rank(result: &Outcome) -> u8 {
    let open = matches!(
        result.outcome,
        OutcomeKind::Incomplete | OutcomeKind::Unmodelled
    );
    match result.expectation {
        Expectation::Unmet => 0,
        Expectation::None if open => 1,
        Expectation::None => 2,
        Expectation::Met => 3,
    }
}

/// Writes as many of the pieces as there is room for, the lower ranks first, in their order; how many it left out.
pub(crate) fn fitting(pieces: Vec<(u8, String)>, room: usize, out: &mut String) -> usize {
    let mut used = 0;
    let mut kept = vec![false; pieces.len()];
    for rank in 0..4 {
        for ((own, text), kept) in pieces.iter().zip(&mut kept) {
            if *own == rank && used + text.len() <= room {
                used += text.len();
                *kept = true;
            }
        }
    }
    for ((_, text), _) in pieces.iter().zip(&kept).filter(|(_, kept)| **kept) {
        out.push_str(text);
    }
    kept.iter().filter(|kept| !**kept).count()
}

/// Says that something was left out.
pub(crate) fn left_out(lang: Lang, left: usize, out: &mut String) {
    if left > 0 {
        out.push_str(&match lang {
            Lang::En => format!("\n{left} more have no room here.\n"),
            Lang::Ja => format!("\nほか {left} 件は長さの制限のため省略しました。\n"),
        });
    }
}

/// At most so many characters of a text.
pub(crate) fn cut(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}

fn table(lang: Lang, report: &Report, room: usize, out: &mut String) {
    let heads = match lang {
        Lang::En => ["Request", "Outcome", "Expectation", "Source IP"],
        Lang::Ja => ["通信", "結果", "期待", "送信元 IP"],
    };
    out.push_str(&format!(
        "| # | {} |\n|---|---|---|---|---|\n",
        heads.join(" | ")
    ));
    let results = report.results.iter().enumerate();
    let rows = results.map(|(index, result)| {
        let head = headline(lang, result);
        let expectation = match result.expectation {
            Expectation::Met => "✓",
            Expectation::Unmet => "✕",
            Expectation::None => "–",
        };
        let word = outcome::word_with_status(lang, result.outcome, result.status);
        let number = index + 1;
        let row = format!(
            "| {number} | {} | {} **{word}** | {expectation} {} | {} |\n",
            way(result),
            head.icon,
            outcome::expectation(lang, result.expectation),
            plain(&head.source),
        );
        (rank(result), row)
    });
    let left = fitting(rows.collect(), room, out);
    left_out(lang, left, out);
}

/// What could not be used of the input: without it, the results are others.
fn problems(lang: Lang, report: &Report, room: usize, out: &mut String) {
    let errors = report.problems.iter();
    let errors = errors.filter(|own| own.severity == Severity::Error);
    let items = errors.map(|own| {
        let place = own.resource.as_deref().or(own.path.as_deref());
        let place = place.map_or_else(String::new, |place| format!(" {}", code(place)));
        let text = plain(&crate::problem_text(lang, own));
        (0, format!("- {}{place}: {text}\n", code(own.code.as_str())))
    });
    let heading = lang.pick("Errors in the input", "入力のエラー");
    list(lang, heading, items.collect(), room, out);
}

fn way(result: &Outcome) -> String {
    let name = result
        .name
        .as_deref()
        .map_or_else(String::new, |name| format!("{}<br>", plain(name)));
    format!("{name}{} → {}", code(&result.from), code(&result.to))
}

fn reason(lang: Lang, number: usize, result: &Outcome, out: &mut String) {
    let head = headline(lang, result);
    let name = result.name.as_deref().unwrap_or(&result.to);
    out.push_str(&format!(
        "\n## {number}. {}\n\n{} **{}** {}\n",
        plain(name),
        head.icon,
        head.outcome,
        plain(&head.reason)
    ));
    if let Some(sees) = &head.caller_sees {
        out.push_str(&format!("\n{}\n", plain(sees)));
    }
    let mut item = |label: &str, text: String| out.push_str(&format!("\n- {label}: {text}"));
    if let Some(resolved) = &head.resolved {
        item(lang.pick("Name resolution", "名前解決"), code(resolved));
    }
    if let Some(own) = head.code {
        item(lang.pick("Reason code", "理由コード"), code(own));
    }
    if let Some(stopped) = &result.stopped_at {
        let place = stopped.resource.as_deref().map_or_else(String::new, code);
        let step = match lang {
            Lang::En => format!("step {} {place}", stopped.step),
            Lang::Ja => format!("{} 段目 {place}", stopped.step),
        };
        item(
            lang.pick("Stopped at", "止まった所"),
            step.trim_end().to_owned(),
        );
    }
    if let Some(expectation) = head
        .expectation
        .as_ref()
        .filter(|_| result.expectation == Expectation::Unmet)
    {
        item(lang.pick("Expectation", "期待"), plain(expectation));
    }
    if let Some(own) = &result.connectivity_test {
        let held::AgreementText { icon, word } = held::agreement(lang, own.agreement);
        let said = plain(&held::sentence(lang, own));
        let differences = own.differences.iter();
        let differences =
            differences.map(|one| format!("\n  - {}", plain(&held::difference(lang, one))));
        let missing = own.missing.iter();
        let missing = missing.map(|one| format!("\n  - {}", plain(&held::missing(lang, one))));
        let differences: String = differences.chain(missing).collect();
        item(
            held::name(lang),
            format!("{icon} **{word}** {said}{differences}"),
        );
    }
    for blocker in &result.blockers {
        let label = lang.pick("Behind this, also in the way", "この先にもある障害");
        item(label, code(blocker.cause.as_str()));
    }
    for not in &result.unmodelled {
        let doc = not.doc.as_deref().map(|url| pages::doc_link(url, lang));
        let doc = doc.map_or_else(String::new, |url| format!(" <{url}>"));
        item(
            lang.pick("Not modelled", "未対応の機能"),
            code(&not.feature) + &doc,
        );
    }
    out.push('\n');
}

/// Each assumption once, with what settles it.
fn assumptions(lang: Lang, report: &Report, room: usize, out: &mut String) {
    let mut told = Vec::new();
    let mut items = Vec::new();
    for own in report.results.iter().flat_map(|result| &result.assumptions) {
        let text = assumption_text(lang, own);
        if !told.contains(&text) {
            let mut item = format!("- {}", plain(&text));
            command(own.settled_by.as_deref(), &mut item);
            items.push((0, item));
            told.push(text);
        }
    }
    list(lang, lang.pick("Assumed", "前提"), items, room, out);
}

/// Each thing that is missing once, with the command that exports it.
fn missing(lang: Lang, report: &Report, room: usize, out: &mut String) {
    let mut told = Vec::new();
    let mut items = Vec::new();
    for own in report.results.iter().flat_map(|result| &result.missing) {
        if !told.contains(&own) {
            let name = own.name.as_deref().unwrap_or("*");
            let mut item = format!("- {}", code(&format!("{}/{name}", own.kind)));
            command(own.command.as_deref(), &mut item);
            items.push((0, item));
            told.push(own);
        }
    }
    list(lang, lang.pick("Missing", "足りないもの"), items, room, out);
}

/// A heading with as much of a list as there is room for.
fn list(lang: Lang, heading: &str, items: Vec<(u8, String)>, room: usize, out: &mut String) {
    if !items.is_empty() {
        out.push_str(&format!("\n## {heading}\n\n"));
        let left = fitting(items, room, out);
        left_out(lang, left, out);
    }
}

fn command(command: Option<&str>, out: &mut String) {
    match command {
        Some(command) => out.push_str(&format!("\n  `{command}`\n")),
        None => out.push('\n'),
    }
}

/// Text that Markdown takes as text.
pub(crate) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => {
                out.push('\\');
                out.push(letter);
            }
            '<' => out.push_str("&lt;"),
            '&' => out.push_str("&amp;"),
            '\n' | '\r' => out.push(' '),
            _ => out.push(letter),
        }
    }
    out
}

/// What a machine would print. A pipe would end the cell, and a backtick the code.
pub(crate) fn code(text: &str) -> String {
    let text = text
        .replace('`', "'")
        .replace('|', "\\|")
        .replace(['\n', '\r'], " ");
    format!("`{text}`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_markup_is_written_out() {
        assert_eq!(plain("a|b *c* <d> `e`"), "a\\|b \\*c\\* &lt;d> \\`e\\`");
        assert_eq!(code("a`|b"), "`a'\\|b`");
    }

    #[test]
    fn what_has_no_room_is_counted_and_the_worst_comes_first() {
        let piece = |rank, text: &str| (rank, text.to_owned());
        let pieces = vec![piece(3, "met "), piece(0, "unmet "), piece(2, "none ")];
        let mut out = String::new();
        assert_eq!(fitting(pieces.clone(), 11, &mut out), 1);
        assert_eq!(out, "unmet none ");
        out.clear();
        assert_eq!(fitting(pieces, usize::MAX, &mut out), 0);
        assert_eq!(out, "met unmet none ");
        assert_eq!(cut("あいう", 2), "あい…");
    }
}
