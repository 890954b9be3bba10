//! `hopscope trace` and `hopscope check`: requests through what was read.

use hopscope_document as document;
use hopscope_model::problem::{Problem, Severity};
use hopscope_model::result::{Expectation, Outcome, OutcomeKind, RULES, Report};
use hopscope_model::{Request, scenario};
use hopscope_sim::Topology;
use hopscope_text::{Lang, fill, report};
use serde_json::{Map, Value};

use crate::args::{self, Answer, Format};
use crate::input::{Loaded, load};
use crate::output::{self, Done, Failure, Status};
use crate::problems;

/// `hopscope trace`: one request, in all its steps.
pub(crate) fn trace(args: &args::Trace) -> Done {
    let loaded = load(&args.input)?;
    let lang = args.answer.say.language();
    let text = request_text(args)?;
    let (request, wrong) = document::read_request(&loaded.read.scenario, &text);
    let Some(request) = request else {
        for problem in &wrong {
            output::complain(&problems::one(lang, &as_option(problem), None));
        }
        return Ok(Status::Unusable);
    };
    answer(&args.answer, lang, &loaded, &[request], report::text)
}

/// `hopscope check`: every request of the scenario, with its expectation.
pub(crate) fn check(args: &args::Check) -> Done {
    let loaded = load(&args.input)?;
    let lang = args.answer.say.language();
    let requests = &loaded.read.scenario.requests;
    let status = answer(&args.answer, lang, &loaded, requests, report::summary)?;
    if requests.is_empty() {
        output::complain(lang.pick(
            "hopscope: nothing was checked: no request was read. Write \"requests\" into the scenario, or use hopscope trace.",
            "hopscope: 確かめるものがありません。通信を読み取れませんでした。シナリオに \"requests\" を書くか、hopscope trace を使ってください。",
        ));
        return Ok(Status::Unusable);
    }
    Ok(status)
}

/// Answers requests, and says how it went.
fn answer(
    args: &Answer,
    lang: Lang,
    loaded: &Loaded,
    requests: &[Request],
    text: fn(Lang, &Report) -> String,
) -> Done {
    let mut report = run(loaded, requests, args.strict);
    match args.say.format {
        Format::Json => {
            if let Some(lang) = args.say.asked() {
                fill::fill(lang, &mut report);
            }
            output::print_json(&report)?;
        }
        Format::Text => {
            problems::print(lang, loaded, &report.problems, Severity::Warning);
            if !report.results.is_empty() {
                output::print(&text(lang, &report))?;
            }
        }
    }
    if loaded.is_unusable() || report.results.len() < requests.len() {
        output::complain(lang.pick(
            "hopscope: part of the input could not be used; the results are those without it",
            "hopscope: 入力の一部を使えませんでした。結果は、それがない場合のものです",
        ));
        return Ok(Status::Unusable);
    }
    let well = report.results.iter().all(is_well);
    Ok(if well { Status::Well } else { Status::Unmet })
}

/// Runs requests through what was read.
fn run(loaded: &Loaded, requests: &[Request], strict: bool) -> Report {
    let scenario = &loaded.read.scenario;
    let (topology, links) = Topology::link(scenario);
    let (results, wrong) = hopscope_sim::answers(&topology, requests, strict);
    let read = loaded.read.problems.iter().cloned();
    let problems = read.chain(links).chain(wrong).collect();
    Report {
        hopscope: scenario::VERSION,
        rules: RULES.to_owned(),
        scenario: document::content_id(scenario),
        problems,
        results,
    }
}

/// Whether a result is what was expected. One that is not known is so only where it was expected.
fn is_well(outcome: &Outcome) -> bool {
    match outcome.expectation {
        Expectation::Met => true,
        Expectation::Unmet => false,
        Expectation::None => !matches!(
            outcome.outcome,
            OutcomeKind::Incomplete | OutcomeKind::Unmodelled
        ),
    }
}

/// The request of the command line, as a scenario would hold it: there is one reader.
fn request_text(args: &args::Trace) -> Result<String, Failure> {
    let mut request = Map::new();
    let mut put = |name: &str, value: Value| request.insert(name.to_owned(), value);
    put("from", args.from.clone().into());
    put("to", args.to.clone().into());
    if let Some(method) = &args.method {
        put("method", method.clone().into());
    }
    match args.proxy.as_deref() {
        None => {}
        Some("use" | "true") => drop(put("proxy", true.into())),
        Some(proxy) => drop(put("proxy", proxy.into())),
    }
    match args.credential.as_deref().map(str::trim) {
        None => {}
        Some(json) if json.starts_with('{') => {
            let value = serde_json::from_str(json).map_err(|error| {
                Failure::Said(format!(
                    "--credential is not JSON that can be read: {error}"
                ))
            })?;
            drop(put("credential", value));
        }
        Some(word) => drop(put("credential", word.into())),
    }
    Ok(Value::Object(request).to_string())
}

/// A problem of a request that was written as options: its place is an option, not a line.
fn as_option(problem: &Problem) -> Problem {
    let path = problem.path.as_deref().map(|path| {
        let field = path.split(['.', '[']).find(|part| !part.is_empty());
        format!("--{}", field.unwrap_or(path))
    });
    Problem {
        line: None,
        column: None,
        path,
        ..problem.clone()
    }
}
