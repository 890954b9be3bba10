//! What a code means: a cause, a state, an outcome, an assumption or a problem, by its name.

use hopscope_model::problem::ProblemCode;
use hopscope_model::result::OutcomeKind;
use hopscope_model::{Cause, State};

use crate::lang::Lang;
use crate::{assumption, cause, outcome, pages, problem, state};

/// What there is to say of a code.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Explanation {
    /// The code.
    pub code: String,
    /// What kind of code it is: `cause`, `state`, `outcome`, `assumption`, `problem`.
    pub kind: &'static str,
    /// A sentence without its full stop, or a few words.
    pub title: String,
    /// What it means.
    pub meaning: Option<String>,
    /// What to do.
    pub next: Option<String>,
    /// Outcome and status, for a cause.
    pub outcome: Option<String>,
    /// Google's page, in the language asked for.
    pub page: Option<String>,
}

/// What a code means; the case of its letters does not matter. Several where it is the name of several things.
pub fn explain(lang: Lang, code: &str) -> Vec<Explanation> {
    let upper = code.trim().to_ascii_uppercase().replace('-', "_");
    let mut found = Vec::new();
    if let Some(cause) = Cause::from_name(&upper) {
        found.push(of_cause(lang, cause));
    }
    if let Some(state) = State::ALL.iter().find(|state| state.as_str() == upper) {
        found.push(of_state(lang, *state));
    }
    if let Some(outcome) = OutcomeKind::parse(&upper.to_ascii_lowercase()) {
        found.push(of_outcome(lang, outcome));
    }
    if let Some(template) = assumption::template(&upper) {
        found.push(Explanation {
            meaning: None,
            next: Some(
                lang.pick(
                    "The result names the command that settles it. With --strict a result that assumes it is incomplete.",
                    "結果に、確かめるためのコマンドが示されます。--strict を付けると、これを前提とする結果は情報不足になります。",
                )
                .to_owned(),
            ),
            ..explanation(&upper, "assumption", generic(template.get(lang)))
        });
    }
    if let Some(code) = ProblemCode::ALL.iter().find(|code| code.as_str() == upper) {
        let text = problem::problem_text(*code);
        found.push(Explanation {
            next: text.next.map(|next| generic(next.get(lang))),
            ..explanation(&upper, "problem", generic(text.found.get(lang)))
        });
    }
    found
}

/// Every code that can be explained, by kind.
pub fn codes() -> Vec<(&'static str, Vec<&'static str>)> {
    vec![
        (
            "outcome",
            OutcomeKind::ALL.iter().map(|one| one.as_str()).collect(),
        ),
        ("cause", Cause::ALL.iter().map(|one| one.as_str()).collect()),
        ("state", State::ALL.iter().map(|one| one.as_str()).collect()),
        ("assumption", assumption::IDS.to_vec()),
        (
            "problem",
            ProblemCode::ALL.iter().map(|one| one.as_str()).collect(),
        ),
    ]
}

fn of_cause(lang: Lang, cause: Cause) -> Explanation {
    let text = cause::cause_text(cause);
    Explanation {
        meaning: Some(text.meaning.get(lang).to_owned()),
        next: Some(text.next.get(lang).to_owned()),
        outcome: Some(outcome::word_with_status(
            lang,
            cause.outcome(),
            cause.status(),
        )),
        page: Some(pages::doc_link(text.page, lang)),
        ..explanation(cause.as_str(), "cause", text.title.get(lang).to_owned())
    }
}

fn of_state(lang: Lang, state: State) -> Explanation {
    let text = state::state_text(state);
    Explanation {
        meaning: Some(text.meaning.get(lang).to_owned()),
        page: Some(pages::doc_link(text.page, lang)),
        ..explanation(state.as_str(), "state", text.title.get(lang).to_owned())
    }
}

fn of_outcome(lang: Lang, kind: OutcomeKind) -> Explanation {
    let text = outcome::outcome_text(kind);
    Explanation {
        meaning: Some(text.meaning.get(lang).to_owned()),
        ..explanation(kind.as_str(), "outcome", text.word.get(lang).to_owned())
    }
}

fn explanation(code: &str, kind: &'static str, title: String) -> Explanation {
    Explanation {
        code: code.to_owned(),
        kind,
        title,
        meaning: None,
        next: None,
        outcome: None,
        page: None,
    }
}

/// A template read without arguments: its placeholders as `KIND`, `PROJECT`, its optional parts left out.
fn generic(template: &str) -> String {
    crate::template::fill(template, &|name| {
        // No value is given for what stands only in optional parts, so that these are left out.
        template
            .split(['[', ']'])
            .step_by(2)
            .any(|outside| outside.contains(&format!("{{{name}}}")))
            .then(|| name.to_ascii_uppercase().into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for (kind, codes) in codes() {
            for code in codes {
                for lang in Lang::ALL {
                    let found = explain(*lang, code);
                    let one = found.iter().find(|one| one.kind == kind);
                    let one = one.unwrap_or_else(|| panic!("{kind} {code} is not explained"));
                    assert!(!one.title.is_empty());
                    assert!(!one.title.contains(['{', '[']), "{code}: {}", one.title);
                }
            }
        }
    }

    #[test]
    fn codes_are_found_as_people_write_them() {
        assert_eq!(
            explain(Lang::En, "run-ingress-disallowed")[0].code,
            "RUN_INGRESS_DISALLOWED"
        );
        assert_eq!(
            explain(Lang::En, " no_route ")[0].outcome.as_deref(),
            Some("dropped")
        );
        assert!(explain(Lang::En, "NO_SUCH_CODE").is_empty());
    }
}
