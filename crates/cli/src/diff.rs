//! `hopscope diff`: what becomes of every request, and which resources differ, from a base to a proposal.

use std::path::Path;

use hopscope_document::{self as document, Options};
use hopscope_model::compare::{Comparison, Shift};
use hopscope_model::problem::{Problem, Severity};
use hopscope_model::scenario::Branch;
use hopscope_model::{Outcome, Scenario};
use hopscope_review::Compare;
use hopscope_share::Show;
use hopscope_sim::Topology;
use hopscope_text::call::NotDone;
use hopscope_text::diff::{self as words, Sides};
use hopscope_text::{Lang, problem_text};

use crate::args::{self, DiffFormat};
use crate::diff_shape::{self as shape, Held};
use crate::input::{self, Loaded, is_unusable};
use crate::output::{self, Done, Failure, Status};
use crate::{link, problems};

/// One of the two: a scenario, and how people call it.
pub(crate) struct Side {
    pub(crate) name: String,
    pub(crate) scenario: Scenario,
    /// The branch that it is.
    branch: Option<Branch>,
    pub(crate) problems: Vec<Problem>,
    /// Part of it could not be used.
    pub(crate) is_unusable: bool,
}

/// Compares.
pub(crate) fn diff(args: &args::Diff) -> Done {
    let lang = args.voice.language();
    let named = [&args.base, &args.proposal, &args.plan];
    let named: Vec<String> = named.into_iter().flatten().cloned().collect();
    input::once(lang, &named, &args.beside)?;
    let options = input::options(lang, &args.beside)?;
    let (base, planned) = match (&args.base, &args.plan) {
        (base, Some(plan)) => {
            let (base, planned) = plan_sides(lang, base.as_deref(), plan, &options)?;
            (base, Some(planned))
        }
        (base, None) => {
            let base = base.as_deref().unwrap_or_default();
            (side(lang, base, &options)?, None)
        }
    };
    let proposals = match (&args.proposal, &args.branch) {
        _ if planned.is_some() => planned.into_iter().collect(),
        (Some(text), None) => vec![side(lang, text, &options)?],
        (Some(text), Some(name)) => vec![of_branch(lang, &side(lang, text, &options)?, name)?],
        (None, Some(name)) => vec![of_branch(lang, &base, name)?],
        (None, None) => {
            let names = base.scenario.branches.iter().map(|own| own.name.as_str());
            let all = names.map(|name| of_branch(lang, &base, name));
            all.collect::<Result<Vec<_>, _>>()?
        }
    };
    if proposals.is_empty() {
        return Err(Failure::said(lang, &NotDone::NothingToCompare));
    }
    let held: Vec<(Side, Comparison)> = proposals
        .into_iter()
        .map(|mut own| {
            let comparison = compare(&base, &mut own, args.sure.strict);
            (own, comparison)
        })
        .collect();
    print(args, lang, &base, &held)?;
    Ok(status(lang, &base, &held))
}

/// Prints in the form that is asked for.
fn print(
    args: &args::Diff,
    lang: Lang,
    base: &Side,
    held: &[(Side, Comparison)],
) -> Result<(), Failure> {
    let id = document::content_id(&base.scenario);
    if args.format == DiffFormat::Json {
        let held = held.iter().map(|(own, comparison)| Held {
            name: &own.name,
            branch: own.branch.as_ref().map(|branch| branch.name.as_str()),
            scenario: document::content_id(&own.scenario),
            problems: &own.problems,
            comparison,
        });
        let base = (base.name.as_str(), id.as_str(), base.problems.as_slice());
        return output::print_json(&shape::report(args.voice.asked(), base, held));
    }
    let mut texts = Vec::new();
    for (own, comparison) in held {
        let own_id = document::content_id(&own.scenario);
        let sides = Sides {
            base: (&base.name, &id),
            proposal: (&own.name, &own_id),
        };
        texts.push(match args.format {
            DiffFormat::Markdown => {
                let title = base.scenario.title.as_deref().unwrap_or(&base.name);
                let page = args.page.as_deref();
                let link = page.and_then(|page| link_of(lang, page, base, own));
                words::markdown(lang, title, &sides, comparison, link.as_deref())
            }
            _ => words::text(lang, &sides, comparison),
        });
    }
    output::print(&texts.join("\n"))
}

/// The base with the proposal as a branch of it, as a link that opens on the comparison.
fn link_of(lang: Lang, page: &str, base: &Side, own: &Side) -> Option<String> {
    let branch = own.branch.clone().unwrap_or_else(|| Branch {
        name: own.name.clone(),
        changes: document::changes_between(&base.scenario, &own.scenario.resources),
        declared: Vec::new(),
    });
    let scenario = Scenario {
        branches: vec![branch],
        ..base.scenario.clone()
    };
    let (topology, _) = Topology::link(&scenario);
    let requests = scenario.requests.iter();
    let results: Vec<Outcome> = requests
        .map(|request| hopscope_sim::simulate(&topology, request))
        .collect();
    let show = Show {
        diff: true,
        ..Show::default()
    };
    link::in_report(lang, page, &scenario, &results, &show)
}

fn status(lang: Lang, base: &Side, held: &[(Side, Comparison)]) -> Status {
    let unusable = base.is_unusable || held.iter().any(|(own, _)| own.is_unusable);
    if unusable {
        output::complain(lang.pick(
            "hopscope: part of the input could not be used; the comparison is the one without it",
            "hopscope: 入力の一部を使えませんでした。比較は、それがない場合のものです",
        ));
        return Status::Unusable;
    }
    if held.iter().any(|(_, own)| own.requests.is_empty()) {
        output::complain(lang.pick(
            "hopscope: no request was compared: neither side has \"requests\"",
            "hopscope: 通信を比べていません。どちらにも \"requests\" がありません",
        ));
        return Status::Unusable;
    }
    let worse = |(_, own): &(Side, Comparison)| own.count(Shift::Worse) > 0;
    match held.iter().any(worse) {
        true => Status::Unmet,
        false => Status::Well,
    }
}

/// Reads what an argument names: a file, `-`, a link, or one of these with `@` and a branch.
pub(crate) fn side(lang: Lang, text: &str, options: &Options) -> Result<Side, Failure> {
    let is_file = |text: &str| text == "-" || Path::new(text).exists();
    if !is_file(text)
        && let Some((whole, branch)) = text.rsplit_once('@')
        && (is_file(whole) || hopscope_share::is_link(whole) && whole.ends_with(".z"))
    {
        return of_branch(lang, &whole_side(lang, whole, options)?, branch);
    }
    whole_side(lang, text, options)
}

/// What is there, and what a plan makes of it: what the plan says of what is there, with what is given beside it. A
/// plan that finds nothing there adds to that.
fn plan_sides(
    lang: Lang,
    base: Option<&str>,
    plan: &str,
    options: &Options,
) -> Result<(Side, Side), Failure> {
    let beside: Vec<(String, String)> = match base {
        Some(base) => vec![named_text(lang, base)?],
        None => Vec::new(),
    };
    let mut all = beside.clone();
    all.push(named_text(lang, plan)?);
    let both = side_of(lang, plan, all, options);
    let alone = document::read(
        &beside
            .iter()
            .map(|(file, text)| document::Input {
                file: Some(file),
                text,
            })
            .collect::<Vec<_>>(),
        options,
    );
    let branches = &both.scenario.branches;
    let own = branches.get(alone.scenario.branches.len());
    if let Some(name) = own.map(|own| own.name.clone()) {
        let mut planned = of_branch(lang, &both, &name)?;
        plan.clone_into(&mut planned.name);
        let name = base.map_or(both.name.clone(), str::to_owned);
        return Ok((Side { name, ..both }, planned));
    }
    let name = base.unwrap_or("-").to_owned();
    let there = Side {
        name,
        branch: None,
        problems: Vec::new(),
        is_unusable: alone.problems.iter().any(is_unusable),
        scenario: alone.scenario,
    };
    Ok((there, both))
}

/// What an argument names, with what it is called.
fn named_text(lang: Lang, text: &str) -> Result<(String, String), Failure> {
    let is_link = !Path::new(text).exists() && hopscope_share::is_link(text);
    Ok(match is_link {
        true => (
            lang.pick("link", "リンク").to_owned(),
            link::text_of(lang, text)?,
        ),
        false => (text.to_owned(), input::text_of(lang, text)?),
    })
}

fn whole_side(lang: Lang, text: &str, options: &Options) -> Result<Side, Failure> {
    let (name, read) = named_text(lang, text)?;
    Ok(side_of(lang, &name.clone(), vec![(name, read)], options))
}

/// What texts hold, read as one.
fn side_of(lang: Lang, name: &str, files: Vec<(String, String)>, options: &Options) -> Side {
    let mut loaded = input::read(files, options);
    let (_, links) = Topology::link(&loaded.read.scenario);
    loaded.read.problems.extend(links);
    problems::print(lang, &loaded, &loaded.read.problems, Severity::Warning);
    let is_unusable = loaded.is_unusable();
    let Loaded { read, .. } = loaded;
    Side {
        name: name.to_owned(),
        scenario: read.scenario,
        branch: None,
        problems: read.problems,
        is_unusable,
    }
}

/// A branch of what was read.
fn of_branch(lang: Lang, side: &Side, name: &str) -> Result<Side, Failure> {
    let branches = &side.scenario.branches;
    let Some(branch) = branches.iter().find(|own| own.name == name) else {
        let names: Vec<String> = branches.iter().map(|own| own.name.clone()).collect();
        return Err(Failure::said(lang, &NotDone::NoBranch(name, &names)));
    };
    let (mut scenario, mut problems) = document::with_branch(&side.scenario, branch);
    // What it would be if it were adopted.
    scenario.branches.clear();
    let (_, links) = Topology::link(&scenario);
    let is_new = |own: &Problem| !side.problems.contains(own);
    // Its changes have no line in the file; the path says which.
    for own in &mut problems {
        own.line = None;
        own.column = None;
        let path = own.path.take().unwrap_or_default();
        own.path = Some(format!("branches[{name}].changes{path}"));
    }
    // A change that cannot be made makes it another proposal than its author's.
    let wrong = problems.iter().any(|own| own.severity == Severity::Error);
    problems.extend(links.into_iter().filter(is_new));
    for own in problems
        .iter()
        .filter(|own| own.severity <= Severity::Warning)
    {
        output::complain(&problems::one(lang, own, None, None));
    }
    Ok(Side {
        name: format!("{}@{name}", side.name),
        scenario,
        branch: Some(branch.clone()),
        problems,
        is_unusable: wrong || side.is_unusable,
    })
}

/// Asks both, and holds their resources against each other.
fn compare(base: &Side, proposal: &mut Side, strict: bool) -> Comparison {
    let declared = proposal.branch.as_ref();
    let (comparison, problems) = hopscope_review::compare(&Compare {
        base: &base.scenario,
        proposal: &proposal.scenario,
        declared: declared.map(|branch| branch.declared.as_slice()),
        strict,
    });
    proposal.is_unusable |= problems.iter().any(is_unusable);
    proposal.problems.extend(problems);
    comparison
}

/// A problem with its sentence, where a language is asked for.
pub(crate) fn told(lang: Option<Lang>, problem: &Problem) -> Problem {
    let text = lang.map(|lang| problem_text(lang, problem));
    Problem {
        text,
        ..problem.clone()
    }
}
