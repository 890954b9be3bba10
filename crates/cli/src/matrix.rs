//! `hopscope matrix`: everything that can be asked of a scenario, asked; of a proposal, before and after.

use hopscope_document as document;
use hopscope_model::matrix::Matrix;
use hopscope_model::result::RULES;
use hopscope_model::{Problem, scenario};
use hopscope_text::matrix as words;
use schemars::JsonSchema;
use serde::Serialize;

use crate::args::{self, DiffFormat};
use crate::diff::{self, Side, told};
use crate::input;
use crate::output::{self, Done, Status};

/// What `--format json` prints, whose schema `hopscope schema matrix` prints.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Report {
    /// Version of this shape.
    hopscope: u32,
    /// Date of the rules.
    rules: String,
    /// What the scenario is held against; null where there is nothing.
    base: Option<Asked>,
    /// The scenario that is asked.
    scenario: Asked,
    /// What was found.
    matrix: Matrix,
}

/// A scenario that was asked.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
struct Asked {
    /// The file, as it was named; of a link no more than that it is one.
    name: String,
    /// Content id.
    scenario: String,
    /// Problems of reading it.
    problems: Vec<Problem>,
}

/// Asks.
pub(crate) fn matrix(args: &args::Matrix) -> Done {
    let lang = args.voice.language();
    let named: Vec<String> = [Some(&args.file), args.proposal.as_ref()]
        .into_iter()
        .flatten()
        .cloned()
        .collect();
    input::once(lang, &named, &args.beside)?;
    let options = input::options(lang, &args.beside)?;
    let first = diff::side(lang, &args.file, &options)?;
    let second = match &args.proposal {
        Some(text) => Some(diff::side(lang, text, &options)?),
        None => None,
    };
    let (base, own) = match second {
        Some(proposal) => (Some(first), proposal),
        None => (None, first),
    };
    let before = base.as_ref().map(|base| &base.scenario);
    let found = hopscope_review::matrix(before, &own.scenario, &mut |_, _| {});
    let unusable = own.is_unusable || base.as_ref().is_some_and(|base| base.is_unusable);
    let status = match (unusable || found.asked == 0, found.counts.closed) {
        (true, _) => Status::Unusable,
        (false, 0) => Status::Well,
        (false, _) => Status::Unmet,
    };
    if unusable {
        output::complain(lang.pick(
            "hopscope: part of the input could not be used; the answers are those without it",
            "hopscope: 入力の一部を使えませんでした。結果は、それがない場合のものです",
        ));
    } else if found.asked == 0 {
        output::complain(lang.pick(
            "hopscope: there is nobody to ask, or nothing to ask for",
            "hopscope: 送信元か宛先になるものがありません",
        ));
    }
    let id = |side: &Side| document::content_id(&side.scenario);
    let sides_of = |side: &Side| (side.name.clone(), id(side));
    let (base_words, own_words) = (base.as_ref().map(sides_of), sides_of(&own));
    let base_words = base_words.unwrap_or_default();
    let sides = hopscope_text::diff::Sides {
        base: (&base_words.0, &base_words.1),
        proposal: (&own_words.0, &own_words.1),
    };
    match args.format {
        DiffFormat::Json => {
            let asked = |side: Side| Asked {
                scenario: id(&side),
                problems: side
                    .problems
                    .iter()
                    .map(|own| told(args.voice.asked(), own))
                    .collect(),
                name: side.name,
            };
            output::print_json(&Report {
                hopscope: scenario::VERSION,
                rules: RULES.to_owned(),
                base: base.map(asked),
                scenario: asked(own),
                matrix: found,
            })?;
        }
        DiffFormat::Markdown => {
            let title = own.scenario.title.as_deref().unwrap_or(&own.name);
            output::print(&words::markdown(lang, title, &sides, &found))?;
        }
        DiffFormat::Text => output::print(&words::text(lang, &sides, &found))?,
    }
    Ok(status)
}
