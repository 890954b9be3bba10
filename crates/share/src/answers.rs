//! The answers at the time a link was made: they travel inside of the scenario, under `shared`, so that whoever opens
//! it later sees where today's answers are others. They are no part of what it means: the content id leaves them out.

use std::borrow::Borrow;

use hopscope_model::Scenario;
use hopscope_model::result::{Outcome, OutcomeKind, RULES};
use serde_json::{Map, Value};

/// The key they travel under.
const KEY: &str = "shared";

/// An answer as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Then {
    /// Which request, from 1.
    pub request: usize,
    /// How it ended.
    pub outcome: OutcomeKind,
    /// With which status.
    pub status: Option<u16>,
    /// Why.
    pub cause: Option<String>,
    /// The rules by which it was answered.
    pub rules: String,
}

/// Puts today's answers into a scenario, instead of those that it came with.
pub fn with_answers<O: Borrow<Outcome>>(scenario: &mut Scenario, results: &[O]) {
    let mut verdicts = Vec::new();
    for (index, result) in results.iter().enumerate() {
        let result: &Outcome = result.borrow();
        let mut verdict = Map::new();
        let mut put = |key: &str, value: Value| drop(verdict.insert(key.to_owned(), value));
        put("request", (index + 1).into());
        put("outcome", result.outcome.as_str().into());
        if let Some(cause) = result.cause {
            put("cause", cause.as_str().into());
        }
        if let Some(status) = result.status {
            put("status", status.into());
        }
        if let Some(source) = &result.source {
            put("source", source.addresses.clone().into());
        }
        verdicts.push(Value::Object(verdict));
    }
    let mut shared = Map::new();
    shared.insert("rules".to_owned(), RULES.into());
    shared.insert("verdicts".to_owned(), Value::Array(verdicts));
    let text = Value::Object(shared).to_string();
    scenario.kept.insert(KEY.to_owned(), text);
}

/// The answers that a scenario came with; none where it came with none, or with what is none.
pub fn answers_then(scenario: &Scenario) -> Vec<Then> {
    let text = scenario.kept.get(KEY).map_or("", String::as_str);
    let shared: Value = serde_json::from_str(text).unwrap_or_default();
    let rules = shared["rules"].as_str().unwrap_or_default();
    let verdicts = shared["verdicts"].as_array().map_or(&[][..], Vec::as_slice);
    let mut then = Vec::new();
    for verdict in verdicts {
        // Of a branch nothing can be compared yet.
        let base = verdict["branch"].is_null();
        let request = verdict["request"].as_u64().filter(|_| base);
        let outcome = verdict["outcome"].as_str().and_then(OutcomeKind::parse);
        if let (Some(request), Some(outcome)) = (request, outcome) {
            then.push(Then {
                request: usize::try_from(request).unwrap_or_default(),
                outcome,
                status: verdict["status"]
                    .as_u64()
                    .and_then(|own| own.try_into().ok()),
                cause: verdict["cause"].as_str().map(str::to_owned),
                rules: rules.to_owned(),
            });
        }
    }
    then
}
