//! `hopscope trace` and `hopscope check`: requests through what was read.

use hopscope_document as document;
use hopscope_model::problem::{Problem, Severity};
use hopscope_model::result::{Expectation, Outcome, OutcomeKind, RULES, Report};
use hopscope_model::{Request, scenario};
use hopscope_share::Show;
use hopscope_sim::Topology;
use hopscope_text::call::NotDone;
use hopscope_text::{Lang, fill, markdown, report};
use serde_json::{Map, Value};

use crate::args::{self, CheckFormat, Format};
use crate::input::{Loaded, is_unusable, load};
use crate::output::{self, Done, Failure, Status};
use crate::{junit, link, problems};

/// `hopscope trace`: one request, in all its steps.
pub(crate) fn trace(args: &args::Trace) -> Done {
    let lang = args.say.voice.language();
    let loaded = load(lang, &args.input)?;
    let text = request_text(lang, args)?;
    let (request, wrong) = document::read_request(&loaded.read.scenario, &text);
    let Some(request) = request else {
        for problem in &wrong {
            output::complain(&problems::one(lang, &as_option(problem), None, None));
        }
        return Ok(Status::Unusable);
    };
    let mut report = run(&loaded, std::slice::from_ref(&request), args.sure.strict);
    match args.say.format {
        Format::Json => json(&args.say.voice, &mut report)?,
        Format::Text => {
            problems::print(lang, &loaded, &report.problems, Severity::Warning);
            if !report.results.is_empty() {
                output::print(&report::text(lang, &report))?;
            }
        }
    }
    Ok(status(lang, &loaded, &report, 1))
}

/// `hopscope check`: every request of the scenario, with its expectation.
pub(crate) fn check(args: &args::Check) -> Done {
    let lang = args.voice.language();
    let loaded = load(lang, &args.input)?;
    let scenario = &loaded.read.scenario;
    let requests = &scenario.requests;
    let mut report = run(&loaded, requests, args.sure.strict);
    match args.format {
        CheckFormat::Json => json(&args.voice, &mut report)?,
        form => {
            problems::print(lang, &loaded, &report.problems, Severity::Warning);
            let file = loaded.files.first().map(|(name, _)| name.as_str());
            let title = scenario.title.as_deref().or(file).unwrap_or("hopscope");
            match form {
                CheckFormat::Junit => {
                    let unusable = unusable(lang, &report, requests.len());
                    output::print(&junit::tests(lang, title, &report, &unusable)?)?;
                }
                CheckFormat::Markdown => {
                    let page = args.page.as_deref();
                    let link = page.and_then(|page| {
                        let show = Show::default();
                        link::in_report(lang, page, scenario, &report.results, &show)
                    });
                    let text = markdown::comment(lang, title, &report, link.as_deref());
                    output::print(&text)?;
                }
                _ if report.results.is_empty() => {}
                _ => output::print(&report::summary(lang, &report))?,
            }
        }
    }
    let status = status(lang, &loaded, &report, requests.len());
    if requests.is_empty() {
        output::complain(&format!("hopscope: {}", nothing(lang)));
        return Ok(Status::Unusable);
    }
    Ok(status)
}

const fn nothing(lang: Lang) -> &'static str {
    lang.pick(
        "nothing was checked: no request was read. Write \"requests\" into the scenario, or use hopscope trace.",
        "確かめるものがありません。通信を読み取れませんでした。シナリオに \"requests\" を書くか、hopscope trace を使ってください。",
    )
}

fn json(voice: &args::Voice, report: &mut Report) -> Result<(), Failure> {
    if let Some(lang) = voice.asked() {
        fill::fill(lang, report);
    }
    output::print_json(report)
}

/// What makes the input unusable, each in a text.
fn unusable(lang: Lang, report: &Report, asked: usize) -> Vec<String> {
    let wrong = report.problems.iter().filter(|own| is_unusable(own));
    let mut texts: Vec<String> = wrong
        .map(|own| problems::one(lang, own, None, None))
        .collect();
    if asked == 0 {
        texts.push(nothing(lang).to_owned());
    }
    texts
}

/// How it went.
fn status(lang: Lang, loaded: &Loaded, report: &Report, asked: usize) -> Status {
    if loaded.is_unusable() || report.results.len() < asked {
        output::complain(lang.pick(
            "hopscope: part of the input could not be used; the results are those without it",
            "hopscope: 入力の一部を使えませんでした。結果は、それがない場合のものです",
        ));
        return Status::Unusable;
    }
    match report.results.iter().all(is_well) {
        true => Status::Well,
        false => Status::Unmet,
    }
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
pub(crate) fn is_well(outcome: &Outcome) -> bool {
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
fn request_text(lang: Lang, args: &args::Trace) -> Result<String, Failure> {
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
            let value = serde_json::from_str(json)
                .map_err(|error| Failure::said(lang, &NotDone::Credential(&error.to_string())))?;
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
