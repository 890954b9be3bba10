//! The words for outcomes, expectations and source addresses.

use hopscope_model::result::{Expectation, OutcomeKind, SeenSource};

use crate::lang::{Both, Lang, both};
use crate::value;

/// The words for an outcome.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct OutcomeText {
    /// Its word.
    pub word: Both,
    /// Its sign, beside the word.
    pub icon: char,
    /// What it means, in a sentence.
    pub meaning: Both,
}

/// The words for an outcome.
pub const fn outcome_text(outcome: OutcomeKind) -> OutcomeText {
    match outcome {
        OutcomeKind::Delivered => OutcomeText {
            word: both("delivered", "到達"),
            icon: '✓',
            meaning: both(
                "The request reaches its destination, which handles it.",
                "リクエストは宛先に届き、宛先が処理します。",
            ),
        },
        OutcomeKind::Rejected => OutcomeText {
            word: both("rejected", "応答で拒否"),
            icon: '⊘',
            meaning: both(
                "Something on the way answers no, with an HTTP status, a refusal or an error of its own.",
                "途中の何かが、HTTP ステータスや接続拒否、エラーで断ります。",
            ),
        },
        OutcomeKind::Dropped => OutcomeText {
            word: both("dropped", "破棄"),
            icon: '✕',
            meaning: both(
                "The request does not get there. The caller waits until it gives up, or gets a network, DNS or gateway error.",
                "リクエストは届きません。呼び出し側はタイムアウトするか、ネットワーク、DNS、ゲートウェイのエラーを受け取ります。",
            ),
        },
        OutcomeKind::Forwarded => OutcomeText {
            word: both("forwarded", "転送"),
            icon: '→',
            meaning: both(
                "The request leaves for a network whose configuration is not in the scenario. What happens there is not known.",
                "リクエストは、構成がシナリオにないネットワークへ出ていきます。その先は分かりません。",
            ),
        },
        OutcomeKind::Ambiguous => OutcomeText {
            word: both("ambiguous", "結果が複数"),
            icon: '◇',
            meaning: both(
                "The request can take several paths, and they end differently.",
                "リクエストには複数の経路があり、経路によって結果が違います。",
            ),
        },
        OutcomeKind::Incomplete => OutcomeText {
            word: both("incomplete", "情報不足"),
            icon: '?',
            meaning: both(
                "Something needed to answer is not in the scenario, or could not be read.",
                "判断に必要なものがシナリオにないか、読めませんでした。",
            ),
        },
        OutcomeKind::Unmodelled => OutcomeText {
            word: both("unmodelled", "未対応"),
            icon: '–',
            meaning: both(
                "The answer depends on a feature that Hopscope does not model, or on which Google's own sources contradict each other.",
                "結果は、Hopscope のモデルに含まれない機能か、Google の資料どうしが食い違う動作によって決まります。",
            ),
        },
    }
}

/// The word for an outcome.
pub const fn word(lang: Lang, outcome: OutcomeKind) -> &'static str {
    outcome_text(outcome).word.get(lang)
}

/// The word for an outcome, with its status where there is one: `rejected 404`.
pub fn word_with_status(lang: Lang, outcome: OutcomeKind, status: Option<u16>) -> String {
    match status {
        Some(status) => format!("{} {status}", word(lang, outcome)),
        None => word(lang, outcome).to_owned(),
    }
}

/// The word for an expectation.
pub const fn expectation(lang: Lang, expectation: Expectation) -> &'static str {
    match expectation {
        Expectation::Met => lang.pick("as expected", "期待どおり"),
        Expectation::Unmet => lang.pick("not as expected", "期待と違う"),
        Expectation::None => lang.pick("no expectation", "期待なし"),
    }
}

/// What is said of whether the source addresses stay as they are.
pub const fn fixed(lang: Lang, fixed: Option<bool>) -> &'static str {
    match fixed {
        Some(true) => lang.pick("fixed", "固定"),
        Some(false) => lang.pick("not fixed", "変動"),
        None => lang.pick("not known whether fixed", "固定かどうか不明"),
    }
}

/// The source addresses of a result in words, or why there are none.
pub fn source(lang: Lang, outcome: OutcomeKind, source: Option<&SeenSource>) -> String {
    match (source, outcome) {
        (Some(source), _) => value::addresses(lang, &source.addresses),
        (None, OutcomeKind::Delivered) => lang
            .pick(
                "none: nothing leaves the machine",
                "なし (通信はマシンの外に出ません)",
            )
            .to_owned(),
        (None, OutcomeKind::Incomplete | OutcomeKind::Unmodelled) => {
            lang.pick("not known", "分かりません").to_owned()
        }
        (None, _) => lang
            .pick(
                "none: no packet arrives",
                "なし (パケットは宛先に届きません)",
            )
            .to_owned(),
    }
}
