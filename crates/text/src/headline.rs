//! The few lines that a tired reader reads: how it ended, why, from which source IP.

use hopscope_model::result::{Expectation, Outcome, OutcomeKind, Step, Trace, Unmet};
use hopscope_model::says::SaysId;

use crate::lang::Lang;
use crate::{assumption, cause, fill, outcome, says, sees, value};

/// What stands above the steps of a result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Headline {
    /// The sign of the outcome.
    pub icon: char,
    /// Its word, with the status where there is one.
    pub outcome: String,
    /// Why, in one sentence (where it says what the caller sees too: two).
    pub reason: String,
    /// What the caller sees, where it is refused.
    pub caller_sees: Option<String>,
    /// The source IP that the destination sees.
    pub source: String,
    /// Whether it is fixed; `None` where there is none.
    pub fixed: Option<&'static str>,
    /// What the destination's request log shows instead.
    pub logged: Option<String>,
    /// What the name resolved to; `None` where none was resolved.
    pub resolved: Option<String>,
    /// The cause, as a code.
    pub code: Option<&'static str>,
    /// What was expected, where something was.
    pub expectation: Option<String>,
}

/// What stands above the steps of a result.
pub fn headline(lang: Lang, result: &Outcome) -> Headline {
    Headline {
        icon: outcome::outcome_text(result.outcome).icon,
        outcome: outcome::word_with_status(lang, result.outcome, result.status),
        reason: reason(lang, result),
        caller_sees: result
            .caller_sees
            .as_ref()
            .map(|it| sees::sentence(lang, it)),
        source: outcome::source(lang, result.outcome, result.source.as_ref()),
        fixed: result
            .source
            .as_ref()
            .map(|source| outcome::fixed(lang, source.fixed)),
        logged: result.source.as_ref().and_then(|source| {
            let logged = source.logged.as_deref()?;
            Some(match lang {
                Lang::En => format!("its request log shows {logged}"),
                Lang::Ja => format!("リクエスト ログには {logged} と表示"),
            })
        }),
        resolved: (!result.resolved.is_empty()).then(|| value::addresses(lang, &result.resolved)),
        code: result.cause.map(|cause| cause.as_str()),
        expectation: expectation(lang, result),
    }
}

/// Why it ended so, in a sentence.
pub fn reason(lang: Lang, result: &Outcome) -> String {
    let sentence = match result.outcome {
        OutcomeKind::Ambiguous => return paths(lang, result),
        OutcomeKind::Incomplete if assumed(result) => return strictly(lang, result),
        OutcomeKind::Delivered | OutcomeKind::Forwarded => trace(result)
            .and_then(|trace| {
                // The metadata server has no name of its own to be reached by.
                deciding(trace)
                    .filter(|step| step.says.id == SaysId::MetadataServer)
                    .or_else(|| last(trace))
            })
            .map(|step| says::sentence(lang, &step.says)),
        OutcomeKind::Rejected | OutcomeKind::Dropped => trace(result)
            .and_then(deciding)
            .map(|step| says::sentence(lang, &step.says)),
        OutcomeKind::Incomplete | OutcomeKind::Unmodelled => trace(result)
            .and_then(|trace| {
                deciding(trace)
                    .filter(|step| names_what_is_open(step.says.id))
                    .or_else(|| last(trace))
            })
            .map(|step| says::sentence(lang, &step.says)),
    };
    sentence.unwrap_or_else(|| match result.cause {
        Some(cause) => format!("{}{}", cause::title(lang, cause), lang.pick(".", "。")),
        None => outcome::outcome_text(result.outcome)
            .meaning
            .get(lang)
            .to_owned(),
    })
}

/// The trace that tells why: the one where the request stopped, else the first that ended as the whole did.
pub fn trace(result: &Outcome) -> Option<&Trace> {
    let stopped = result.stopped_at.as_ref().and_then(|at| {
        let index = usize::try_from(at.trace).ok()?.checked_sub(1)?;
        result.traces.get(index)
    });
    stopped
        .or_else(|| {
            result
                .traces
                .iter()
                .find(|trace| trace.outcome == result.outcome)
        })
        .or_else(|| result.traces.first())
}

/// The step that decided: the last but the final one.
pub fn deciding(trace: &Trace) -> Option<&Step> {
    trace.steps.iter().rev().find(|step| !step.state.is_final())
}

fn last(trace: &Trace) -> Option<&Step> {
    trace.steps.last()
}

/// Steps that say themselves what cannot be told.
fn names_what_is_open(id: SaysId) -> bool {
    matches!(
        id,
        SaysId::FirewallTagsUndefined
            | SaysId::FirewallPolicySkipped
            | SaysId::FirewallPolicyUndecidable
            | SaysId::RouteUnknown
            | SaysId::RunHostUnknown
            | SaysId::FunctionHostUnknown
            | SaysId::InvokerConditional
            | SaysId::InvokerPolicyInPart
            | SaysId::CredentialPolicyInPart
            | SaysId::IapGuards
            | SaysId::PerimeterUnknown
    )
}

/// Several paths: how many end how.
fn paths(lang: Lang, result: &Outcome) -> String {
    let counts: Vec<String> = OutcomeKind::ALL
        .iter()
        .filter_map(|kind| {
            let count = result
                .traces
                .iter()
                .filter(|trace| trace.outcome == *kind)
                .count();
            (count > 0).then(|| format!("{} {count}", outcome::word(lang, *kind)))
        })
        .collect();
    match lang {
        Lang::En => format!("The paths end differently: {}.", counts.join(", ")),
        Lang::Ja => format!("経路によって結果が違います: {}。", counts.join("、")),
    }
}

/// Whether a result is incomplete only because nothing was to be assumed.
fn assumed(result: &Outcome) -> bool {
    !result.assumptions.is_empty()
        && result
            .traces
            .iter()
            .all(|trace| trace.outcome != OutcomeKind::Incomplete)
        && result
            .legs
            .iter()
            .all(|leg| leg.outcome != OutcomeKind::Incomplete || assumed(leg))
}

fn strictly(lang: Lang, result: &Outcome) -> String {
    let assumptions: Vec<String> = result
        .assumptions
        .iter()
        .map(|one| assumption::sentence(lang, &one.id, &one.args))
        .collect();
    match lang {
        Lang::En => format!(
            "Nothing may be assumed (--strict), and the answer needs this: {}",
            assumptions.join(" ")
        ),
        Lang::Ja => format!(
            "何も前提にしない指定 (--strict) ですが、結果には次の前提が必要です。{}",
            assumptions.concat()
        ),
    }
}

fn expectation(lang: Lang, result: &Outcome) -> Option<String> {
    match result.expectation {
        Expectation::None => None,
        Expectation::Met => Some(
            lang.pick("The result is as expected.", "結果は期待どおりです。")
                .to_owned(),
        ),
        Expectation::Unmet if result.unmet.is_empty() => Some(
            lang.pick("The result is not as expected.", "結果は期待と違います。")
                .to_owned(),
        ),
        Expectation::Unmet => {
            let parts: Vec<String> = result
                .unmet
                .iter()
                .map(|unmet| difference(lang, unmet))
                .collect();
            Some(parts.join(lang.pick(" ", "")))
        }
    }
}

/// What of an expectation is not met, in a sentence.
pub fn difference(lang: Lang, unmet: &Unmet) -> String {
    let field = match unmet.field.as_str() {
        "outcome" => lang.pick("", ""),
        "cause" => lang.pick("cause", "理由コード"),
        "status" => lang.pick("status", "ステータス"),
        "source" => lang.pick("source IP", "送信元 IP"),
        "fixed" => lang.pick("source IP", "送信元 IP"),
        "logged" => lang.pick("logged", "ログの送信元"),
        "resolved" => lang.pick("resolved", "名前解決"),
        other => other,
    };
    let words = |text: &str| match text {
        "" | "null" => lang.pick("none", "なし").to_owned(),
        "true" if unmet.field == "fixed" => outcome::fixed(lang, Some(true)).to_owned(),
        "false" if unmet.field == "fixed" => outcome::fixed(lang, Some(false)).to_owned(),
        text if unmet.field == "outcome" => outcomes(lang, text),
        text => text.to_owned(),
    };
    let (expected, got) = (words(&unmet.expected), words(&unmet.got));
    match (lang, field) {
        (Lang::En, "") => format!("Expected {expected}, got {got}."),
        (Lang::En, field) => format!("Expected {field} {expected}, got {got}."),
        (Lang::Ja, "") => format!("期待は「{expected}」ですが、結果は「{got}」です。"),
        (Lang::Ja, field) => format!("{field} の期待は {expected} ですが、結果は {got} です。"),
    }
}

/// Outcomes in a list, in words.
fn outcomes(lang: Lang, list: &str) -> String {
    let words: Vec<&str> = list
        .split(", ")
        .flat_map(|part| part.split(" or "))
        .map(|part| OutcomeKind::parse(part).map_or(part, |kind| outcome::word(lang, kind)))
        .collect();
    match (words.split_last(), lang) {
        (Some((last, rest)), Lang::En) if !rest.is_empty() => {
            format!("{} or {last}", rest.join(", "))
        }
        _ => words.join(lang.pick(", ", "、")),
    }
}

/// The text of the step that a result stopped at, with what the caller sees.
pub fn final_text(lang: Lang, result: &Outcome) -> Option<String> {
    let trace = trace(result)?;
    let step = last(trace)?;
    Some(fill::step_text(lang, result, trace, step))
}
