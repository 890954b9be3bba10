//! `hopscope import`: exports of any kind in, one scenario out.

use hopscope_document as document;
use hopscope_model::problem::Severity;
use hopscope_sim::Topology;
use hopscope_text::fill::problem_text;

use crate::args::{self, Format};
use crate::input::load;
use crate::output::{self, Done, Status};
use crate::problems;

/// Prints one scenario, and every problem to standard error.
pub(crate) fn import(args: &args::Import) -> Done {
    let loaded = load(&args.input)?;
    let lang = args.say.language();
    let scenario = &loaded.read.scenario;
    let (_, links) = Topology::link(scenario);
    let mut problems = loaded.read.problems.clone();
    problems.extend(links);
    match args.say.format {
        Format::Text => problems::print(lang, &loaded, &problems, Severity::Note),
        Format::Json => {
            if let Some(lang) = args.say.asked() {
                for problem in &mut problems {
                    problem.text = Some(problem_text(lang, problem));
                }
            }
            let text = serde_json::to_string_pretty(&problems).map_err(std::io::Error::from)?;
            output::complain(&text);
        }
    }
    let read = scenario.resources.ids().next().is_some()
        || !scenario.resources.unread.is_empty()
        || !scenario.requests.is_empty();
    output::print(&with_line_break(document::write(scenario)))?;
    if !read || loaded.is_unusable() {
        output::complain(lang.pick(
            "hopscope: part of the input could not be used; the scenario is what remains",
            "hopscope: 入力の一部を使えませんでした。シナリオは残りのものです",
        ));
        return Ok(Status::Unusable);
    }
    Ok(Status::Well)
}

fn with_line_break(mut text: String) -> String {
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text
}
