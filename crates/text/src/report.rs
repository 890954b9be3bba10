//! A report as plain text: what `hopscope trace` and `hopscope check` print. Fit to be pasted into a review.

use std::fmt::Write as _;

use hopscope_model::result::{Expectation, Outcome, Packet, Report, Step, Trace};

use crate::headline::{self, headline};
use crate::lang::Lang;
use crate::{assumption, cause, fill, held, outcome, pages, value};

/// How many candidates that lost are named below the step that decided.
const LOSERS: usize = 5;

/// Every result with its steps.
pub fn text(lang: Lang, report: &Report) -> String {
    let mut out = String::new();
    for (index, result) in report.results.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        head(lang, result, &mut out);
        details(lang, result, &mut out);
    }
    out
}

/// One result with its steps.
pub fn one(lang: Lang, result: &Outcome) -> String {
    let mut out = String::new();
    head(lang, result, &mut out);
    details(lang, result, &mut out);
    out
}

/// A line or two for every result, with the steps of those that are not as expected, and a count at the end.
pub fn summary(lang: Lang, report: &Report) -> String {
    let mut out = String::new();
    for (index, result) in report.results.iter().enumerate() {
        if index > 0 {
            out.push('\n');
        }
        head(lang, result, &mut out);
        if result.expectation == Expectation::Unmet {
            details(lang, result, &mut out);
        }
    }
    if !report.results.is_empty() {
        out.push('\n');
    }
    line(&mut out, &counts(lang, &report.results));
    out
}

/// How many results are as expected.
pub fn counts(lang: Lang, results: &[Outcome]) -> String {
    let count = |wanted| {
        let of = results.iter().filter(|own| own.expectation == wanted);
        of.count()
    };
    let (met, unmet, none) = (
        count(Expectation::Met),
        count(Expectation::Unmet),
        count(Expectation::None),
    );
    let all = results.len();
    match lang {
        Lang::En => format!(
            "{all} {}: {met} as expected, {unmet} not as expected, {none} without expectation.",
            if all == 1 { "request" } else { "requests" }
        ),
        Lang::Ja => {
            format!("通信 {all} 件: 期待どおり {met}、期待と違う {unmet}、期待なし {none}。")
        }
    }
}

/// The headline of a result.
fn head(lang: Lang, result: &Outcome, out: &mut String) {
    let head = headline(lang, result);
    let name = result.name.as_deref().unwrap_or_default();
    let gap = if name.is_empty() { "" } else { "  " };
    line(out, &format!("{} {}{gap}{name}", head.icon, head.outcome));
    line(out, &format!("  {} → {}", result.from, result.to));
    line(out, &format!("  {}", head.reason));
    if let Some(sees) = &head.caller_sees {
        line(out, &format!("  {sees}"));
    }
    let notes: Vec<String> = head
        .fixed
        .map(str::to_owned)
        .into_iter()
        .chain(head.logged)
        .collect();
    let notes = match (notes.is_empty(), lang) {
        (true, _) => String::new(),
        (false, Lang::En) => format!("; {}", notes.join("; ")),
        (false, Lang::Ja) => format!("、{}", notes.join("、")),
    };
    let label = lang.pick(
        "Source IP as the destination sees it",
        "宛先から見た送信元 IP",
    );
    line(out, &format!("  {label}: {}{notes}", head.source));
    if let Some(resolved) = &head.resolved {
        line(
            out,
            &format!("  {}: {resolved}", lang.pick("Name resolution", "名前解決")),
        );
    }
    if let Some(code) = head.code {
        line(
            out,
            &format!("  {}: {code}", lang.pick("Reason code", "理由コード")),
        );
    }
    if let Some(expectation) = &head.expectation {
        let sign = match result.expectation {
            Expectation::Unmet => '!',
            _ => '=',
        };
        line(out, &format!("  {sign} {expectation}"));
    }
    if let Some(own) = &result.connectivity_test {
        let held::AgreementText { icon, word } = held::agreement(lang, own.agreement);
        let name = held::name(lang);
        let stop = lang.pick(". ", "。");
        let sentence = held::sentence(lang, own);
        line(out, &format!("  {icon} {name}: {word}{stop}{sentence}"));
        for difference in &own.differences {
            line(
                out,
                &format!("    - {}", held::difference(lang, difference)),
            );
        }
        for missing in &own.missing {
            line(out, &format!("    - {}", held::missing(lang, missing)));
            if let Some(command) = &missing.command {
                line(out, &format!("      $ {command}"));
            }
        }
    }
}

/// Everything below the headline.
fn details(lang: Lang, result: &Outcome, out: &mut String) {
    for (index, leg) in result.legs.iter().enumerate() {
        out.push('\n');
        let label = lang.pick("Connection", "接続");
        let word = outcome::word_with_status(lang, leg.outcome, leg.status);
        line(
            out,
            &format!("  {label} {}: {} → {}: {word}", index + 1, leg.from, leg.to),
        );
        traces(lang, leg, out);
    }
    // With legs, the steps are theirs.
    if result.legs.is_empty() {
        traces(lang, result, out);
    }
    advice(lang, result, out);
}

fn traces(lang: Lang, result: &Outcome, out: &mut String) {
    let told = headline::trace(result);
    for (index, trace) in result.traces.iter().enumerate() {
        out.push('\n');
        if result.traces.len() > 1 {
            let label = lang.pick("Path", "経路");
            let word = outcome::word(lang, trace.outcome);
            line(out, &format!("  {label} {}: {word}", index + 1));
        }
        let decided = told.filter(|told| std::ptr::eq(*told, trace));
        steps(lang, result, trace, decided.is_some(), out);
    }
}

fn steps(lang: Lang, result: &Outcome, trace: &Trace, told: bool, out: &mut String) {
    let deciding = headline::deciding(trace).filter(|_| trace.cause.is_some() && told);
    let mut before: Option<&Packet> = None;
    for (index, step) in trace.steps.iter().enumerate() {
        let text = fill::step_text(lang, result, trace, step);
        line(out, &format!("  {:>2}. {text}", index + 1));
        line(out, &format!("      {}", place(step)));
        if let Some(packet) = &step.packet {
            if before != Some(packet) {
                line(out, &format!("      {}", packet_text(packet)));
            }
            before = Some(packet);
        }
        if deciding.is_some_and(|deciding| std::ptr::eq(deciding, step)) {
            losers(lang, step, out);
            if let Some(doc) = &step.doc {
                line(out, &format!("      {}", pages::doc_link(doc, lang)));
            }
        }
    }
}

/// What was looked at, and where.
fn place(step: &Step) -> String {
    match &step.resource {
        Some(resource) => format!("{} {resource}", step.state),
        None => step.state.to_string(),
    }
}

/// Source and destination of a packet.
pub fn packet_text(packet: &Packet) -> String {
    let port = |port: Option<u16>| port.map(|port| format!(":{port}")).unwrap_or_default();
    // Tokens stay as they are: the headline says what they stand for.
    let source = packet.source.join(", ");
    let destination = match packet.destination.as_str() {
        address if address.contains(':') && packet.destination_port.is_some() => {
            format!("[{address}]")
        }
        address => address.to_owned(),
    };
    let host = packet
        .host
        .as_deref()
        .map(|host| format!(" ({host})"))
        .unwrap_or_default();
    format!(
        "{} {source}{} → {destination}{}{host}",
        packet.protocol,
        port(packet.source_port),
        port(packet.destination_port),
    )
}

/// The candidates that lost at a step.
fn losers(lang: Lang, step: &Step, out: &mut String) {
    let shown = &step.considered.shown;
    for loser in shown.iter().take(LOSERS) {
        let because = &loser.lost_because;
        line(
            out,
            &match lang {
                Lang::En => format!(
                    "      not {}: its {} is {}, here it is {}",
                    loser.resource, because.field, because.wanted, because.got
                ),
                Lang::Ja => format!(
                    "      {} は当てはまりません: {} は {}、ここでは {}",
                    loser.resource, because.field, because.wanted, because.got
                ),
            },
        );
    }
    let total = usize::try_from(step.considered.total).unwrap_or(usize::MAX);
    let rest = total.saturating_sub(shown.len().min(LOSERS));
    if rest > 0 && !shown.is_empty() {
        line(
            out,
            &match lang {
                Lang::En => format!("      and {rest} more"),
                Lang::Ja => format!("      ほか {rest} 件"),
            },
        );
    }
}

/// What was assumed, what is missing, what else is in the way, what to do.
fn advice(lang: Lang, result: &Outcome, out: &mut String) {
    let mut section = Section::new(lang.pick("Missing", "足りないもの"));
    for missing in &result.missing {
        let name = missing
            .name
            .as_deref()
            .map(|name| format!("/{name}"))
            .unwrap_or_default();
        let project = missing
            .project
            .as_deref()
            .map(|project| format!(" ({project})"))
            .unwrap_or_default();
        section.item(out, &format!("{}{name}{project}", missing.kind));
        if let Some(command) = &missing.command {
            section.command(out, command);
        }
    }
    let mut section = Section::new(lang.pick("Not modelled", "未対応の機能"));
    for unmodelled in &result.unmodelled {
        let what = value::feature(lang, &unmodelled.feature).unwrap_or(&unmodelled.feature);
        let at = unmodelled
            .resource
            .as_deref()
            .map(|resource| format!(" ({resource})"))
            .unwrap_or_default();
        section.item(out, &format!("{what}{at}"));
        if let Some(doc) = &unmodelled.doc {
            section.link(out, &pages::doc_link(doc, lang));
        }
    }
    let mut section = Section::new(lang.pick("Behind this, also in the way", "この先にもある障害"));
    for blocker in &result.blockers {
        let at = blocker
            .resource
            .as_deref()
            .map(|resource| format!(" ({resource})"))
            .unwrap_or_default();
        let title = cause::title(lang, blocker.cause);
        section.item(out, &format!("{title}{at} {}", blocker.cause));
    }
    let mut section = Section::new(lang.pick("Assumed", "前提"));
    for assumed in &result.assumptions {
        section.item(out, &assumption::sentence(lang, &assumed.id, &assumed.args));
        if let Some(command) = &assumed.settled_by {
            section.command(out, command);
        }
    }
    if let Some(cause) = result.cause {
        let text = cause::cause_text(cause);
        let mut section = Section::new(lang.pick("What to do", "次にすること"));
        section.item(out, text.next.get(lang));
        section.link(out, &pages::doc_link(text.page, lang));
    }
}

/// A heading that is written with its first item.
struct Section {
    heading: Option<&'static str>,
}

impl Section {
    fn new(heading: &'static str) -> Self {
        Self {
            heading: Some(heading),
        }
    }

    fn item(&mut self, out: &mut String, text: &str) {
        if let Some(heading) = self.heading.take() {
            out.push('\n');
            line(out, &format!("  {heading}"));
        }
        line(out, &format!("    - {text}"));
    }

    fn command(&self, out: &mut String, command: &str) {
        line(out, &format!("      $ {command}"));
    }

    fn link(&self, out: &mut String, link: &str) {
        line(out, &format!("      {link}"));
    }
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{}", text.trim_end());
}
