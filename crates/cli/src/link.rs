//! `hopscope link` and `hopscope open`: a scenario as a link, and back.

use std::io::Read as _;

use hopscope_document::{self as document, Input, Options};
use hopscope_model::problem::{ProblemCode, Severity};
use hopscope_model::{Outcome, Problem, Resources, Scenario};
use hopscope_share::{self as share, Show};
use hopscope_sim::Topology;
use hopscope_text::Lang;
use hopscope_text::call::NotDone;
use hopscope_text::link::{self as words, Refused};
use hopscope_text::ui::ui;
use serde_json::json;

use crate::args::{self, Format};
use crate::input::{Loaded, load};
use crate::output::{self, Done, Failure, Status};
use crate::problems;

/// Longer links are cut by some chats: worth a word, and no error.
const CHAT: usize = 4_000;

/// The longest link that a browser takes from a page such as GitHub's.
const REPORT: usize = 8_000;

/// Prints the link of a scenario.
pub(crate) fn link(args: &args::Link) -> Done {
    let lang = args.say.voice.language();
    let loaded = load(lang, &args.input)?;
    let mut scenario = loaded.read.scenario.clone();
    let (topology, links) = Topology::link(&scenario);
    let mut told = loaded.read.problems.clone();
    told.extend(links);
    problems::print(lang, &loaded, &told, Severity::Warning);
    if is_empty(&scenario) {
        output::complain(lang.pick(
            "hopscope: nothing was read that a link could hold",
            "hopscope: リンクにできるものを読み取れませんでした",
        ));
        return Ok(Status::Unusable);
    }
    let mut results = answers(&scenario, &topology);
    if let Some(what) = args.redact {
        let redacted = document::redacted(
            &scenario,
            match what {
                args::Redact::Projects => document::Redact::Projects,
                args::Redact::Names => document::Redact::Names,
            },
        );
        let (topology, _) = Topology::link(&redacted);
        let after = answers(&redacted, &topology);
        let said = |own: &Outcome| (own.outcome, own.cause, own.status, own.expectation);
        let pairs = results.iter().zip(&after);
        let other = pairs.filter(|(one, two)| said(one) != said(two)).count();
        if other > 0 {
            return Err(Failure::Said((ui(lang).redacted_other)(other)));
        }
        (scenario, results) = (redacted, after);
    }
    let id = document::content_id(&scenario);
    share::with_answers(&mut scenario, &results);
    let show = Show {
        request: args.request,
        step: args.step,
        diff: false,
        lang: args.say.voice.asked().map(|lang| lang.tag().to_owned()),
    };
    let envelope = match share::seal(&document::canonical(&scenario), &show) {
        Ok(envelope) => envelope,
        Err(too_long) => {
            return Err(Failure::Said(words::too_long(
                lang,
                too_long.limit.most(),
                too_long.payload,
            )));
        }
    };
    let link = at(args.page.as_deref().unwrap_or_default(), &envelope);
    let length = link.len();
    match args.say.format {
        Format::Json => output::print_json(&json!({
            "hopscope": 1, "scenario": id, "link": link, "characters": length,
        }))?,
        Format::Text => {
            output::print(&format!("{link}\n"))?;
            if length > CHAT {
                output::complain(&format!("hopscope: {}", words::length(lang, length)));
            }
        }
    }
    if loaded.is_unusable() {
        output::complain(lang.pick(
            "hopscope: part of the input could not be used; the link holds what remains",
            "hopscope: 入力の一部を使えませんでした。リンクには残りのものが入っています",
        ));
        return Ok(Status::Unusable);
    }
    Ok(Status::Well)
}

fn answers(scenario: &Scenario, topology: &Topology) -> Vec<Outcome> {
    let requests = scenario.requests.iter();
    requests
        .map(|request| hopscope_sim::simulate(topology, request))
        .collect()
}

/// What is asked for with a page in front is ready to be sent; a fragment of its own makes way.
fn at(page: &str, envelope: &str) -> String {
    let page = page.split('#').next().unwrap_or_default();
    format!("{page}#{envelope}")
}

/// The link of a scenario with its answers, to stand in a report; `None`, and a word about it, where it would be too
/// long to work.
pub(crate) fn in_report(
    lang: Lang,
    page: &str,
    scenario: &Scenario,
    results: &[Outcome],
    show: &Show,
) -> Option<String> {
    let mut scenario = scenario.clone();
    share::with_answers(&mut scenario, results);
    let told = match share::seal(&document::canonical(&scenario), show) {
        Ok(envelope) => {
            let link = at(page, &envelope);
            if link.len() <= REPORT {
                return Some(link);
            }
            words::length(lang, link.len())
        }
        Err(too_long) => words::too_long(lang, too_long.limit.most(), too_long.payload),
    };
    output::complain(&format!("hopscope: {told}"));
    None
}

/// Prints the scenario of a link.
pub(crate) fn open(args: &args::Open) -> Done {
    let lang = args.say.voice.language();
    let mut link = args.link.clone();
    if link == "-" {
        link.clear();
        let read = std::io::stdin().lock().read_to_string(&mut link);
        read.map_err(|error| Failure::said(lang, &NotDone::Unreadable("-", &error)))?;
    }
    let refuse = |broken| Failure::Said(words::refused(lang, &in_words(broken)));
    let text = text_of(lang, &link)?;
    let read = document::read(
        &[Input {
            file: None,
            text: &text,
        }],
        &Options::default(),
    );
    share::fits(&read.scenario).map_err(|limit| refuse(share::Broken::TooLarge(limit)))?;
    let newer = |own: &Problem| own.code == ProblemCode::VersionNewer;
    let is_newer = read.problems.iter().any(newer);
    let loaded = Loaded {
        files: vec![("link".to_owned(), text)],
        read,
    };
    let told = &loaded.read.problems;
    match args.say.format {
        Format::Text => problems::print(lang, &loaded, told, Severity::Warning),
        Format::Json => {
            let text = serde_json::to_string_pretty(told).map_err(std::io::Error::from)?;
            output::complain(&text);
        }
    }
    // A scenario of a newer version is handed on as it is: reading it would lose what is not known here.
    match (is_newer, loaded.files.first()) {
        (true, Some((_, text))) => output::print(&format!("{text}\n"))?,
        _ => output::print(&document::write(&loaded.read.scenario))?,
    }
    Ok(match is_newer || loaded.is_unusable() {
        true => Status::Unusable,
        false => Status::Well,
    })
}

/// The scenario that a link holds, as text.
pub(crate) fn text_of(lang: Lang, link: &str) -> Result<String, Failure> {
    let refuse = |broken| Failure::Said(words::refused(lang, &in_words(broken)));
    Ok(share::open(link).map_err(refuse)?.text)
}

/// Why a link is not opened, as the words know it.
fn in_words(broken: share::Broken) -> Refused {
    match broken {
        share::Broken::NotALink => Refused::NotALink,
        share::Broken::Cut { got, of } => Refused::Cut(got, of),
        share::Broken::Altered => Refused::Altered,
        share::Broken::TooNew => Refused::TooNew,
        share::Broken::TooLarge(limit) => Refused::TooLarge(limit.most()),
        share::Broken::Unreadable => Refused::Unreadable,
    }
}

fn is_empty(scenario: &Scenario) -> bool {
    scenario.resources == Resources::default()
        && scenario.requests.is_empty()
        && scenario.complete.is_empty()
}
