//! The rules that every text keeps, in both languages.

use std::collections::BTreeSet;

use hopscope_model::problem::ProblemCode;
use hopscope_model::result::{OutcomeKind, Says};
use hopscope_model::says::{CallerSees, LabelId, SaysId};
use hopscope_model::{Cause, Kind, State};
use hopscope_text::lang::Both;
use hopscope_text::template::placeholders;
use hopscope_text::{
    Lang, assumption, cause, kind, label, outcome, problem, says, sees, state, ui,
};

/// Every sentence (with its full stop), by what it belongs to.
fn sentences() -> Vec<(String, Both)> {
    let mut all: Vec<(String, Both)> = Vec::new();
    for id in SaysId::ALL {
        all.push((id.to_string(), says::template(*id)));
    }
    for id in CallerSees::ALL {
        all.push((id.to_string(), sees::template(*id)));
    }
    for cause in Cause::ALL {
        let text = cause::cause_text(*cause);
        all.push((format!("{cause} meaning"), text.meaning));
        all.push((format!("{cause} next"), text.next));
    }
    for state in State::ALL {
        all.push((
            format!("{state} meaning"),
            state::state_text(*state).meaning,
        ));
    }
    for kind in OutcomeKind::ALL {
        all.push((
            format!("{kind} meaning"),
            outcome::outcome_text(*kind).meaning,
        ));
    }
    for id in assumption::IDS {
        let template = assumption::template(id);
        all.push(((*id).to_owned(), template.expect("an assumption has words")));
    }
    for code in ProblemCode::ALL {
        let text = problem::problem_text(*code);
        all.push((format!("{code} found"), text.found));
        all.extend(text.next.map(|next| (format!("{code} next"), next)));
    }
    all
}

/// Every text that is shorter than a sentence.
fn phrases() -> Vec<(String, Both)> {
    let mut all: Vec<(String, Both)> = Vec::new();
    for cause in Cause::ALL {
        all.push((format!("{cause} title"), cause::cause_text(*cause).title));
    }
    for state in State::ALL {
        all.push((format!("{state} title"), state::state_text(*state).title));
    }
    for kind in OutcomeKind::ALL {
        all.push((format!("{kind} word"), outcome::outcome_text(*kind).word));
    }
    for kind in Kind::ALL {
        all.push((format!("{kind} name"), kind::kind_text(*kind).one));
    }
    for id in LabelId::ALL {
        all.push((id.to_string(), label::template(*id)));
    }
    for ((name, en), (_, ja)) in ui::words(Lang::En).into_iter().zip(ui::words(Lang::Ja)) {
        all.push((format!("ui {name}"), Both { en, ja }));
    }
    all
}

fn each_language(texts: Vec<(String, Both)>) -> impl Iterator<Item = (String, Lang, &'static str)> {
    texts.into_iter().flat_map(|(name, text)| {
        Lang::ALL
            .iter()
            .map(move |lang| (name.clone(), *lang, text.get(*lang)))
    })
}

#[test]
fn a_step_uses_exactly_its_arguments() {
    for id in SaysId::ALL {
        for lang in Lang::ALL {
            let used: BTreeSet<&str> = placeholders(says::template(*id).get(*lang)).collect();
            let taken: BTreeSet<&str> = id.args().iter().copied().collect();
            assert_eq!(used, taken, "{id} {lang:?}");
        }
    }
}

#[test]
fn what_the_caller_sees_and_labels_use_exactly_their_arguments() {
    for id in CallerSees::ALL {
        for lang in Lang::ALL {
            let used: Vec<&str> = placeholders(sees::template(*id).get(*lang)).collect();
            assert_eq!(used, id.args(), "{id} {lang:?}");
        }
    }
    for id in LabelId::ALL {
        for lang in Lang::ALL {
            let used: Vec<&str> = placeholders(label::template(*id).get(*lang)).collect();
            assert_eq!(used, id.args(), "{id} {lang:?}");
        }
    }
}

#[test]
fn both_languages_of_a_problem_or_assumption_speak_of_the_same() {
    for (name, text) in sentences() {
        let of = |lang| -> BTreeSet<&str> { placeholders(text.get(lang)).collect() };
        assert_eq!(of(Lang::En), of(Lang::Ja), "{name}");
    }
}

#[test]
fn sentences_end() {
    for (name, lang, text) in each_language(sentences()) {
        let last = text.trim_end_matches(']');
        let ends = match lang {
            // A command or a message at the end stands without a full stop.
            Lang::En => {
                last.ends_with('.')
                    || last.ends_with('}')
                    || text.contains("gcloud ")
                    || text.contains("kubectl ")
            }
            Lang::Ja => {
                last.ends_with('。')
                    || last.ends_with('}')
                    || text.contains("gcloud ")
                    || text.contains("kubectl ")
            }
        };
        assert!(ends, "{name} {lang:?}: {text}");
    }
}

#[test]
fn no_text_is_empty_loud_or_reassuring() {
    for (name, lang, text) in each_language(sentences()).chain(each_language(phrases())) {
        assert!(!text.trim().is_empty(), "{name} {lang:?}");
        assert!(!text.contains(['!', '！']), "{name} {lang:?}: {text}");
        assert!(!text.contains("安全"), "{name} {lang:?}: {text}");
        let lower = text.to_lowercase();
        let words: Vec<&str> = lower.split(|c: char| !c.is_alphabetic()).collect();
        for banned in ["safe", "safely", "unsafe"] {
            assert!(!words.contains(&banned), "{name} {lang:?}: {text}");
        }
    }
}

#[test]
fn titles_are_no_whole_sentences() {
    for (name, lang, text) in each_language(phrases()) {
        if name.ends_with(" title") {
            assert!(!text.ends_with(['.', '。']), "{name} {lang:?}: {text}");
        }
    }
}

#[test]
fn japanese_is_japanese() {
    let is_japanese = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}');
    for (name, text) in sentences() {
        // Only the final steps consist of nothing but an argument.
        if !matches!(text.ja, "{cause}。") {
            assert!(text.ja.contains(is_japanese), "{name}: {}", text.ja);
        }
        assert!(
            !text.en.contains(is_japanese) || name.contains("REPAIRED"),
            "{name}: {}",
            text.en
        );
    }
}

#[test]
fn every_sentence_can_be_said_without_its_arguments() {
    for id in SaysId::ALL {
        for lang in Lang::ALL {
            let bare = says::sentence(*lang, &Says::new(*id));
            assert!(!bare.contains(['{', '}', '[']), "{id}: {bare}");
        }
    }
}

#[test]
fn pages_are_googles() {
    let causes = Cause::ALL
        .iter()
        .map(|cause| cause::cause_text(*cause).page);
    let states = State::ALL
        .iter()
        .map(|state| state::state_text(*state).page);
    for page in causes.chain(states) {
        assert!(page.starts_with("https://cloud.google.com/"), "{page}");
        assert!(!page.contains("hl="), "{page}");
    }
}
