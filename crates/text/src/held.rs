//! What a Connectivity Test said, held against the answer given here.

use hopscope_model::State;
use hopscope_model::connectivity_test::{Agreement, Held, Spot, TestDifference, TestField};
use hopscope_model::result::Missing;

use crate::lang::Lang;
use crate::{outcome, state};

/// The words for whether the two agree.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AgreementText {
    /// A sign beside the word.
    pub icon: char,
    /// The word.
    pub word: &'static str,
}

/// The words for whether the two agree.
pub const fn agreement(lang: Lang, agreement: Agreement) -> AgreementText {
    let (icon, word) = match agreement {
        Agreement::Same => ('✓', lang.pick("same", "一致")),
        Agreement::OtherWay => (
            '≈',
            lang.pick("same result, another way", "結果は同じ、途中が違う"),
        ),
        Agreement::Differs => ('≠', lang.pick("differs", "不一致")),
        Agreement::Beyond => ('≠', lang.pick("beyond the test", "テストの対象外")),
        Agreement::NotKnownHere | Agreement::NotKnownThere => {
            ('?', lang.pick("cannot be compared", "比較できません"))
        }
    };
    AgreementText { icon, word }
}

/// What it is called.
pub const fn name(lang: Lang) -> &'static str {
    lang.pick("Connectivity Tests", "接続テスト (Connectivity Tests)")
}

/// Whether the two agree, in a sentence or two.
pub fn sentence(lang: Lang, held: &Held) -> String {
    let result = &held.result;
    let at = first(lang, held);
    let said = match (held.agreement, lang) {
        (Agreement::Same, Lang::En) => format!("It says {result}, by the same steps."),
        (Agreement::Same, Lang::Ja) => format!("{result} で、途中の手順も同じです。"),
        (Agreement::OtherWay, Lang::En) => {
            format!("It says {result}, which is the same; on the way it differs, first at {at}.")
        }
        (Agreement::OtherWay, Lang::Ja) => {
            format!("{result} で、結果は同じです。途中は{at}から違います。")
        }
        (Agreement::Differs, Lang::En) if at.is_empty() => {
            format!("It says {result}, and here it ends otherwise.")
        }
        (Agreement::Differs, Lang::En) => {
            format!("It says {result}, and here it ends otherwise. They differ first at {at}.")
        }
        (Agreement::Differs, Lang::Ja) if at.is_empty() => {
            format!("{result} で、ここでの結果と違います。")
        }
        (Agreement::Differs, Lang::Ja) => {
            format!("{result} で、ここでの結果と違います。最初の違いは{at}です。")
        }
        (Agreement::Beyond, Lang::En) => format!(
            "It says {result}. Here the request ends for something that Connectivity Tests does not look at: names, HTTP, Cloud Run ingress, IAM, proxies, what listens on a machine, and firewalls where the test leaves them out. This is no contradiction."
        ),
        (Agreement::Beyond, Lang::Ja) => format!(
            "{result} ですが、ここでの結果は接続テストが見ないもの (名前解決、HTTP、Cloud Run の上り (内向き) 設定、IAM、プロキシ、マシン内で待ち受けるもの、確認を省いたファイアウォール) で決まっています。矛盾ではありません。"
        ),
        (Agreement::NotKnownHere, Lang::En) => {
            format!(
                "It says {result}. Here the answer is not known, so neither confirms the other."
            )
        }
        (Agreement::NotKnownHere, Lang::Ja) => {
            format!("{result} ですが、ここでは結果が分からないため、比べられません。")
        }
        (Agreement::NotKnownThere, Lang::En) => {
            format!("It says {result} without having followed the way to its end.")
        }
        (Agreement::NotKnownThere, Lang::Ja) => {
            format!("{result} ですが、経路の終わりまでは分析されていません。")
        }
    };
    format!("{said}{}", beside(lang, held))
}

/// When it ran, and what else it looked at.
fn beside(lang: Lang, held: &Held) -> String {
    let mut text = String::new();
    if let Some(time) = &held.verify_time {
        text.push_str(&match lang {
            Lang::En => format!(" That was the configuration of {time}."),
            Lang::Ja => format!("{time} 時点の構成に対する結果です。"),
        });
    }
    if let Some(result) = &held.return_result {
        text.push_str(&match lang {
            Lang::En => format!(" Of the way back it says {result}."),
            Lang::Ja => format!("戻りの経路は {result} です。"),
        });
    }
    if let Some(result) = &held.probing_result {
        text.push_str(&match lang {
            Lang::En => format!(" Packets that were really sent: {result}."),
            Lang::Ja => {
                format!("実際にパケットを送った結果 (ライブ データプレーン分析) は {result} です。")
            }
        });
    }
    text
}

/// What the test names that the scenario does not have, in a sentence.
pub fn missing(lang: Lang, own: &Missing) -> String {
    let name = own.name.as_deref().unwrap_or("*");
    match lang {
        Lang::En => format!(
            "The test names {}/{name}, which is not in the scenario.",
            own.kind
        ),
        Lang::Ja => format!(
            "テストに出てくる {}/{name} がシナリオにありません。",
            own.kind
        ),
    }
}

/// The step at which the two differ first, by its number in the test where it has one.
fn first(lang: Lang, held: &Held) -> String {
    let mut all = held.differences.iter();
    let way = all.find(|own| own.field != TestField::Outcome);
    let Some(own) = way.or(held.differences.first()) else {
        return String::new();
    };
    match (own.there, own.here) {
        (Some(there), _) => match lang {
            Lang::En => format!("{} of the test", spot(lang, there)),
            Lang::Ja => format!("テストの{}", spot(lang, there)),
        },
        (None, Some(here)) => match lang {
            Lang::En => format!("{} here", spot(lang, here)),
            Lang::Ja => format!("ここでの{}", spot(lang, here)),
        },
        (None, None) => String::new(),
    }
}

fn spot(lang: Lang, at: Spot) -> String {
    let Spot { trace, step } = at;
    match (trace, lang) {
        (1, Lang::En) => format!("step {step}"),
        (1, Lang::Ja) => format!("ステップ {step}"),
        (_, Lang::En) => format!("step {step} of path {trace}"),
        (_, Lang::Ja) => format!("経路 {trace} のステップ {step}"),
    }
}

/// A difference, in a sentence that names both sides.
pub fn difference(lang: Lang, own: &TestDifference) -> String {
    let (test, here) = (own.test.as_deref(), own.own.as_deref());
    let words = (test.unwrap_or_default(), here.unwrap_or_default());
    let at = |at: Option<Spot>| at.map(|at| spot(lang, at)).unwrap_or_default();
    let (step_there, step_here) = (at(own.there), at(own.here));
    match (own.field, test.is_some(), lang) {
        (TestField::Outcome, _, Lang::En) => {
            format!(
                "How it ends: {} there, {} here.",
                words.0,
                outcome_words(lang, words.1)
            )
        }
        (TestField::Outcome, _, Lang::Ja) => format!(
            "結果: テストは {}、ここでは {}。",
            words.0,
            outcome_words(lang, words.1)
        ),
        (TestField::State, true, Lang::En) => format!(
            "The test has a {step_there} that is not here: {}.",
            state_words(lang, words.0)
        ),
        (TestField::State, true, Lang::Ja) => format!(
            "テストの{step_there}がここにありません: {}。",
            state_words(lang, words.0)
        ),
        (TestField::State, false, Lang::En) => format!(
            "Here is a {step_here} that the test does not have: {}.",
            state_words(lang, words.1)
        ),
        (TestField::State, false, Lang::Ja) => format!(
            "ここの{step_here}がテストにありません: {}。",
            state_words(lang, words.1)
        ),
        (field, _, Lang::En) => format!(
            "{}: {} there ({step_there}), {} here ({step_here}).",
            field_word(lang, field),
            words.0,
            words.1
        ),
        (field, _, Lang::Ja) => format!(
            "{}: テストは {} ({step_there})、ここでは {} ({step_here})。",
            field_word(lang, field),
            words.0,
            words.1
        ),
    }
}

const fn field_word(lang: Lang, field: TestField) -> &'static str {
    match field {
        TestField::Outcome => lang.pick("Result", "結果"),
        TestField::State => lang.pick("Step", "ステップ"),
        TestField::Cause => lang.pick("Reason", "理由コード"),
        TestField::Resource => lang.pick("Resource", "リソース"),
        TestField::Target => lang.pick("Delivered to", "到達先"),
        TestField::Source => lang.pick("Source IP from here on", "ここからの送信元 IP"),
    }
}

/// A state with its title, where it is one of ours as well.
fn state_words(lang: Lang, word: &str) -> String {
    let own = State::ALL.iter().find(|own| own.as_str() == word);
    match own {
        Some(own) => format!("{word} ({})", state::title(lang, *own)),
        None => word.to_owned(),
    }
}

/// `dropped FIREWALL_RULE` with the outcome in words.
fn outcome_words(lang: Lang, text: &str) -> String {
    let (word, cause) = text.split_once(' ').unwrap_or((text, ""));
    let word = hopscope_model::result::OutcomeKind::parse(word)
        .map_or(word, |kind| outcome::word(lang, kind));
    format!("{word} {cause}").trim_end().to_owned()
}
