//! `hopscope import`: exports of any kind in, one scenario out.

use hopscope_document as document;
use hopscope_model::Resources;
use hopscope_model::problem::Severity;
use hopscope_sim::Topology;
use hopscope_text::fill::problem_text;

use crate::args::{self, Format};
use crate::input::load;
use crate::output::{self, Done, Status};
use crate::problems;

/// Prints one scenario, and every problem to standard error.
pub(crate) fn import(args: &args::Import) -> Done {
    let lang = args.say.voice.language();
    let loaded = load(lang, &args.input)?;
    let scenario = &loaded.read.scenario;
    let (_, links) = Topology::link(scenario);
    let mut problems = loaded.read.problems.clone();
    problems.extend(links);
    match args.say.format {
        Format::Text => problems::print(lang, &loaded, &problems, Severity::Note),
        Format::Json => {
            if let Some(lang) = args.say.voice.asked() {
                for problem in &mut problems {
                    problem.text = Some(problem_text(lang, problem));
                }
            }
            let text = serde_json::to_string_pretty(&problems).map_err(std::io::Error::from)?;
            output::complain(&text);
        }
    }
    output::print(&with_line_break(document::write(scenario)))?;
    let nothing = scenario.resources == Resources::default()
        && scenario.requests.is_empty()
        && scenario.complete.is_empty();
    let complaint = match (nothing, loaded.is_unusable()) {
        (false, false) => return Ok(Status::Well),
        (true, _) => lang.pick(
            "hopscope: nothing was read that is modelled; the scenario is empty",
            "hopscope: モデルに含まれるものを読み取れませんでした。シナリオは空です",
        ),
        (false, true) => lang.pick(
            "hopscope: part of the input could not be used; the scenario is what remains",
            "hopscope: 入力の一部を使えませんでした。シナリオは残りのものです",
        ),
    };
    output::complain(complaint);
    Ok(Status::Unusable)
}

fn with_line_break(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
