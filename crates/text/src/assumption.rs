//! What is said of assumptions.

use std::collections::BTreeMap;

use hopscope_model::Kind;

use crate::kind;
use crate::lang::{Both, Lang, both};
use crate::template;

/// The ids of assumptions, in the contract's order.
pub const IDS: &[&str] = &[
    "ASSUMED_COMPLETE",
    "ASSUMED_LISTENING",
    "ASSUMED_PUBLIC_HOST",
    "ASSUMED_ALLOWED",
    "RANGES_AS_OF",
];

/// The template of an assumption's sentence; `None` for an id that is not known.
pub fn template(id: &str) -> Option<Both> {
    Some(match id {
        "ASSUMED_COMPLETE" => both(
            "The scenario is taken to hold every {kind}[ of project {project}][ of {parent}] that matters here.",
            "[プロジェクト {project} の ][{parent} の ]{kind} は、関係するものがすべてシナリオにあるものとします。",
        ),
        "ASSUMED_LISTENING" => both(
            "What is asked[, {resource},] is taken to answer[ on port {port}], because the scenario declares no process there.",
            "シナリオにプロセスが書かれていないため、[{resource} は][ポート {port} で]応答するものとします。",
        ),
        "ASSUMED_PUBLIC_HOST" => both(
            "{host} is taken for some host on the internet that answers.",
            "{host} は、応答するインターネット上のホストとします。",
        ),
        "ASSUMED_ALLOWED" => both(
            "The caller is taken to be allowed[ at {resource}], because no IAM policy is given for it.",
            "[{resource} の ]IAM ポリシーが示されていないため、呼び出し側は許可されるものとします。",
        ),
        "RANGES_AS_OF" => both(
            "Google's published address ranges are taken as they were[ on {date}]. They change from time to time.",
            "Google が公開しているアドレスの範囲は[、{date} の]ものを使っています。範囲は変わることがあります。",
        ),
        _ => return None,
    })
}

/// An assumption in a sentence. One that is not known is its id.
pub fn sentence(lang: Lang, id: &str, args: &BTreeMap<String, String>) -> String {
    let Some(template) = template(id) else {
        return id.to_owned();
    };
    template::fill(template.get(lang), &|name| {
        let value = args.get(name)?;
        let word = match name {
            "kind" => Kind::from_code(value).map(|kind| kind::one(lang, kind)),
            _ => None,
        };
        Some(word.unwrap_or(value).into())
    })
}
