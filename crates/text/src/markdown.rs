//! A report as Markdown, for a pull request or a design document: every request with its outcome and the source the
//! other side sees, then the reasons, what was assumed, and what is missing.

use hopscope_model::result::{Expectation, Outcome, Report};

use crate::headline::headline;
use crate::lang::Lang;
use crate::{assumption_text, outcome, pages};

/// The report. With a link, whoever reads it can open what it is about.
pub fn report(lang: Lang, title: &str, report: &Report, link: Option<&str>) -> String {
    let mut out = format!("# {}\n\n", plain(title));
    table(lang, report, &mut out);
    for (index, result) in report.results.iter().enumerate() {
        reason(lang, index + 1, result, &mut out);
    }
    assumptions(lang, report, &mut out);
    missing(lang, report, &mut out);
    let id = lang.pick("Content id", "内容 ID");
    let rules = lang.pick("rules", "規則");
    out.push_str(&format!(
        "\n---\n\n{id} `{}` · {rules} {}",
        report.scenario, report.rules
    ));
    if let Some(link) = link {
        let open = lang.pick("Open in Hopscope", "Hopscope で開く");
        out.push_str(&format!(" · [{open}](<{link}>)"));
    }
    out.push('\n');
    out
}

fn table(lang: Lang, report: &Report, out: &mut String) {
    let heads = match lang {
        Lang::En => ["Request", "Outcome", "Expectation", "Source IP"],
        Lang::Ja => ["通信", "結果", "期待", "送信元 IP"],
    };
    out.push_str(&format!(
        "| # | {} |\n|---|---|---|---|---|\n",
        heads.join(" | ")
    ));
    for (index, result) in report.results.iter().enumerate() {
        let head = headline(lang, result);
        let expectation = match result.expectation {
            Expectation::Met => "✓",
            Expectation::Unmet => "✕",
            Expectation::None => "–",
        };
        let word = outcome::word_with_status(lang, result.outcome, result.status);
        let number = index + 1;
        out.push_str(&format!(
            "| {number} | {} | {} **{word}** | {expectation} {} | {} |\n",
            way(result),
            head.icon,
            outcome::expectation(lang, result.expectation),
            plain(&head.source),
        ));
    }
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
fn assumptions(lang: Lang, report: &Report, out: &mut String) {
    let mut told = Vec::new();
    for own in report.results.iter().flat_map(|result| &result.assumptions) {
        let text = assumption_text(lang, own);
        if !told.contains(&text) {
            if told.is_empty() {
                out.push_str(&format!("\n## {}\n\n", lang.pick("Assumed", "前提")));
            }
            out.push_str(&format!("- {}", plain(&text)));
            command(own.settled_by.as_deref(), out);
            told.push(text);
        }
    }
}

/// Each thing that is missing once, with the command that exports it.
fn missing(lang: Lang, report: &Report, out: &mut String) {
    let mut told = Vec::new();
    for own in report.results.iter().flat_map(|result| &result.missing) {
        if !told.contains(&own) {
            if told.is_empty() {
                out.push_str(&format!(
                    "\n## {}\n\n",
                    lang.pick("Missing", "足りないもの")
                ));
            }
            let name = own.name.as_deref().unwrap_or("*");
            out.push_str(&format!("- {}", code(&format!("{}/{name}", own.kind))));
            command(own.command.as_deref(), out);
            told.push(own);
        }
    }
}

fn command(command: Option<&str>, out: &mut String) {
    match command {
        Some(command) => out.push_str(&format!("\n  `{command}`\n")),
        None => out.push('\n'),
    }
}

/// Text that Markdown takes as text.
fn plain(text: &str) -> String {
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
fn code(text: &str) -> String {
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
}
