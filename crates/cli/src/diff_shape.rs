//! The shape of `hopscope diff --format json`, whose schema `hopscope schema diff` prints.

use hopscope_model::compare::{Asked, Change, Compared, Comparison, Difference, Shift};
use hopscope_model::result::RULES;
use hopscope_model::{Outcome, Problem, scenario};
use hopscope_text::{Lang, fill_outcome};
use schemars::JsonSchema;
use serde::Serialize;
use serde_json::Value;

use crate::diff::told;

/// A base held against one proposal or several.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    /// Version of this shape.
    hopscope: u32,
    /// Date of the rules.
    rules: String,
    /// What the proposals are held against.
    base: Base,
    /// The proposals, in the order in which they were named.
    proposals: Vec<Proposal>,
}

/// What the proposals are held against.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Base {
    /// The file, as it was named; of a link no more than that it is one.
    name: String,
    /// Content id.
    scenario: String,
    /// Problems of reading it.
    problems: Vec<Problem>,
}

/// A proposal.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Proposal {
    /// The file, as it was named, with @ and the branch where it is one.
    name: String,
    /// The branch that it is.
    branch: Option<String>,
    /// Content id.
    scenario: String,
    /// Problems of reading it.
    problems: Vec<Problem>,
    /// How many requests became what.
    counts: Counts,
    /// What becomes of each request: those of the proposal in their order, then those that only the base has.
    requests: Vec<RequestDiff>,
    /// What differs of the resources.
    resources: Vec<ResourceDiff>,
}

/// How many requests became what.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Counts {
    better: usize,
    worse: usize,
    other: usize,
    same: usize,
}

/// What became of an answer.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ShiftWord {
    /// What was expected comes now; where nothing is expected, it gets there now.
    Better,
    /// The reverse.
    Worse,
    /// It ends otherwise, or shows another source, and nobody said which is wanted.
    Other,
    /// Outcome, cause, status and source are the same.
    Same,
}

/// Which of the two has the request. It is asked of both all the same.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum AskedWord {
    /// Both.
    Both,
    /// Both have one of that name, which asks different things: each is asked its own.
    Otherwise,
    /// Only the base.
    Base,
    /// Only the proposal.
    Proposal,
}

/// What becomes of a request.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct RequestDiff {
    /// Its name.
    name: Option<String>,
    /// What becomes of it.
    shift: ShiftWord,
    /// Which of the two has it.
    asked: AskedWord,
    /// Whether the branch says that it is meant to change; null where the proposal is no branch.
    declared: Option<bool>,
    /// The result in the base.
    before: Outcome,
    /// The result in the proposal.
    after: Outcome,
}

/// What happened to an object.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum ChangeWord {
    /// Only the proposal has it.
    Added,
    /// Only the base has it.
    Removed,
    /// Both have it, with other fields.
    Changed,
}

/// An object that differs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct ResourceDiff {
    /// What happened to it.
    change: ChangeWord,
    /// The resource, as a reference; for what has no name of its own, what it is on.
    resource: String,
    /// What the object is: its kind or Cloud Asset type, `complete` for lists that the scenario holds whole.
    object: String,
    /// The fields that differ.
    fields: Vec<FieldDiff>,
}

/// A field that differs.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct FieldDiff {
    /// The way to it from its object.
    path: String,
    /// Its value in the base; null where it is absent or has its default.
    before: Option<Value>,
    /// Its value in the proposal; null where it is absent or has its default.
    after: Option<Value>,
}

/// A proposal as it was compared.
pub(crate) struct Held<'a> {
    pub(crate) name: &'a str,
    pub(crate) branch: Option<&'a str>,
    pub(crate) scenario: String,
    pub(crate) problems: &'a [Problem],
    pub(crate) comparison: &'a Comparison,
}

/// The report; with sentences where a language is asked for.
pub(crate) fn report<'a>(
    lang: Option<Lang>,
    (name, id, problems): (&str, &str, &[Problem]),
    proposals: impl Iterator<Item = Held<'a>>,
) -> Report {
    let told = |list: &[Problem]| list.iter().map(|own| told(lang, own)).collect();
    let proposals = proposals.map(|own| {
        let count = |shift| own.comparison.count(shift);
        Proposal {
            name: own.name.to_owned(),
            branch: own.branch.map(str::to_owned),
            problems: told(own.problems),
            counts: Counts {
                better: count(Shift::Better),
                worse: count(Shift::Worse),
                other: count(Shift::Other),
                same: count(Shift::Same),
            },
            requests: own
                .comparison
                .requests
                .iter()
                .map(|own| request(lang, own))
                .collect(),
            resources: own.comparison.resources.iter().map(resource).collect(),
            scenario: own.scenario,
        }
    });
    Report {
        hopscope: scenario::VERSION,
        rules: RULES.to_owned(),
        proposals: proposals.collect(),
        base: Base {
            name: name.to_owned(),
            scenario: id.to_owned(),
            problems: told(problems),
        },
    }
}

fn request(lang: Option<Lang>, own: &Compared) -> RequestDiff {
    let outcome = |of: &Outcome| {
        let mut of = of.clone();
        if let Some(lang) = lang {
            fill_outcome(lang, &mut of);
        }
        of
    };
    RequestDiff {
        name: own.after.name.clone().or_else(|| own.before.name.clone()),
        shift: match own.shift {
            Shift::Better => ShiftWord::Better,
            Shift::Worse => ShiftWord::Worse,
            Shift::Other => ShiftWord::Other,
            Shift::Same => ShiftWord::Same,
        },
        asked: match own.asked {
            Asked::Both => AskedWord::Both,
            Asked::Otherwise => AskedWord::Otherwise,
            Asked::Base => AskedWord::Base,
            Asked::Proposal => AskedWord::Proposal,
        },
        declared: own.declared,
        before: outcome(&own.before),
        after: outcome(&own.after),
    }
}

fn resource(own: &Difference) -> ResourceDiff {
    let value = |text: &Option<String>| {
        let text = text.as_deref()?;
        serde_json::from_str(text).ok()
    };
    ResourceDiff {
        change: match own.change {
            Change::Added => ChangeWord::Added,
            Change::Removed => ChangeWord::Removed,
            Change::Changed => ChangeWord::Changed,
        },
        resource: own.resource.clone(),
        object: own.object.clone(),
        fields: own
            .fields
            .iter()
            .map(|own| FieldDiff {
                path: own.path.clone(),
                before: value(&own.before),
                after: value(&own.after),
            })
            .collect(),
    }
}
