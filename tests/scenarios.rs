//! Runs the scenarios of `tests/scenarios`: Markdown with a scenario, requests with hand-written expectations,
//! and machine-written traces.
//!
//! A heading (`##`) may change the file's scenario for itself (`json change`), then asks (`json request`) and
//! shows what happened (`trace`). What is expected is written by a person and never by this program; with
//! `UPDATE_EXPECT=1` it rewrites the traces. `-- --dump DIR` writes every variant as a scenario file with the
//! report beside it, for the same run in WebAssembly.

#[path = "scenarios/corpus.rs"]
mod corpus;

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use corpus::{Case, read};
use hopscope_document::{Input, Options};
use hopscope_model::Problem;
use hopscope_model::connectivity_test::Spot;
use hopscope_model::result::{Expectation, Outcome, RULES, Report, Step};
use hopscope_sim::{Topology, answer, simulate, verdict};
use libtest_mimic::{Arguments, Failed, Trial};

fn main() -> ExitCode {
    let mut arguments: Vec<String> = std::env::args().collect();
    let dump = arguments.iter().position(|argument| argument == "--dump");
    let dump = dump.map(|at| {
        arguments.remove(at);
        PathBuf::from(arguments.remove(at))
    });
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let mut trials = Vec::new();
    for file in &corpus::files() {
        let text = fs::read_to_string(file).unwrap_or_default();
        let cases = match corpus::parse(file, &text) {
            Ok(cases) => cases,
            Err(error) => {
                let name = file.display().to_string();
                trials.push(Trial::test(name, move || Err(Failed::from(error))));
                continue;
            }
        };
        if update {
            rewrite(file, &text, &cases);
        }
        if let Some(dir) = &dump {
            cases.iter().for_each(|case| write_out(dir, case));
        }
        trials.extend(
            cases
                .into_iter()
                .map(|case| Trial::test(case.name.clone(), move || check(&case, !update))),
        );
    }
    libtest_mimic::run(&Arguments::from_iter(arguments), trials).exit_code()
}

fn run(case: &Case) -> Result<(Outcome, Vec<Problem>), String> {
    let (scenario, mut problems) = read(case)?;
    let (topology, dangling) = Topology::link(&scenario);
    problems.extend(dangling);
    let request = scenario.requests.first().ok_or("no request")?;
    let outcome = simulate(&topology, request);
    let quick = verdict(&topology, request);
    if (quick.outcome, quick.cause) != (outcome.outcome, outcome.cause) {
        return Err(format!(
            "the verdict says {:?}, the trace {:?} {:?}",
            quick, outcome.outcome, outcome.cause
        ));
    }
    let brief = answer(&topology, request);
    if brief.verdict != quick || brief.source != outcome.source {
        return Err(format!(
            "the answer says {brief:?}, the trace {:?}",
            outcome.source
        ));
    }
    for trace in &outcome.traces {
        let last = trace.steps.last().is_some_and(|step| step.state.is_final());
        let others = trace
            .steps
            .iter()
            .filter(|step| step.state.is_final())
            .count();
        if !last || others != 1 {
            return Err("a trace has one final step, its last".to_owned());
        }
    }
    Ok((outcome, problems))
}

fn check(case: &Case, compare: bool) -> Result<(), Failed> {
    let (outcome, problems) = run(case).map_err(Failed::from)?;
    let shown = show(&outcome, &problems);
    if outcome.expectation != Expectation::Met {
        let mut text = String::from("the expectation is not met:\n");
        for unmet in &outcome.unmet {
            let _ = writeln!(
                text,
                "  {}: expected {}, got {}",
                unmet.field, unmet.expected, unmet.got
            );
        }
        if outcome.unmet.is_empty() {
            text.push_str("  there is none\n");
        }
        return Err(Failed::from(format!("{text}\n{shown}")));
    }
    let Some((trace, _)) = &case.trace else {
        return Err(Failed::from("a request is followed by a `trace` block"));
    };
    if compare && *trace != shown {
        return Err(Failed::from(format!(
            "the trace has changed; look, then run with UPDATE_EXPECT=1\n--- written\n{trace}\n--- now\n{shown}"
        )));
    }
    Ok(())
}

fn rewrite(file: &Path, text: &str, cases: &[Case]) {
    let mut rewritten = text.to_owned();
    for case in cases.iter().rev() {
        if let (Some((_, range)), Ok((outcome, problems))) = (&case.trace, run(case)) {
            rewritten.replace_range(range.clone(), &show(&outcome, &problems));
        }
    }
    if rewritten != text {
        let _ = fs::write(file, rewritten);
    }
}

/// A result as the trace block shows it.
fn show(outcome: &Outcome, problems: &[Problem]) -> String {
    let mut text = String::new();
    for (number, trace) in (1..).zip(&outcome.traces) {
        if outcome.traces.len() > 1 {
            let _ = writeln!(
                text,
                "trace {number}: {}{}",
                trace.outcome,
                trace
                    .cause
                    .map_or_else(String::new, |cause| format!(" {cause}"))
            );
        }
        for step in &trace.steps {
            text.push_str(&show_step(step));
        }
    }
    let _ = write!(text, "=> {}", outcome.outcome);
    if let Some(cause) = outcome.cause {
        let _ = write!(text, " {cause}");
    }
    if let Some(status) = outcome.status {
        let _ = write!(text, " {status}");
    }
    text.push('\n');
    if let Some(source) = &outcome.source {
        let fixed = match source.fixed {
            Some(true) => ", fixed",
            Some(false) => ", not fixed",
            None => "",
        };
        let logged = source
            .logged
            .as_ref()
            .map_or_else(String::new, |logged| format!(", logged {logged}"));
        let _ = writeln!(text, "source {}{fixed}{logged}", source.addresses.join(" "));
    }
    if !outcome.resolved.is_empty() {
        let _ = writeln!(text, "resolved {}", outcome.resolved.join(" "));
    }
    for leg in &outcome.legs {
        let cause = leg
            .cause
            .map_or_else(String::new, |cause| format!(" {cause}"));
        let _ = writeln!(
            text,
            "leg {} -> {}: {}{cause}",
            leg.from, leg.to, leg.outcome
        );
    }
    if let Some(held) = &outcome.connectivity_test {
        let _ = writeln!(text, "test {}: {:?}", held.result, held.agreement);
        for own in &held.differences {
            let at = |spot: Option<Spot>| match spot {
                Some(Spot { trace, step }) => format!("{trace}.{step}"),
                None => "-".to_owned(),
            };
            let _ = writeln!(
                text,
                "  {:?} {} > {}: {} > {}",
                own.field,
                at(own.there),
                at(own.here),
                own.test.as_deref().unwrap_or("-"),
                own.own.as_deref().unwrap_or("-"),
            );
        }
        for own in &held.missing {
            let name = own.name.as_deref().unwrap_or_default();
            let _ = writeln!(text, "  not in the scenario: {} {name}", own.kind);
        }
    }
    for blocker in &outcome.blockers {
        let at = blocker.resource.as_deref().unwrap_or_default();
        let _ = writeln!(text, "behind it: {} {at}", blocker.cause);
    }
    for assumption in &outcome.assumptions {
        let arguments: Vec<_> = assumption.args.values().map(String::as_str).collect();
        let _ = writeln!(text, "assumes {} {}", assumption.id, arguments.join(" "));
    }
    for missing in &outcome.missing {
        let name = missing.name.as_deref().unwrap_or_default();
        let _ = writeln!(text, "missing {} {name}", missing.kind);
    }
    for feature in &outcome.unmodelled {
        let _ = writeln!(text, "not modelled {}", feature.feature);
    }
    for problem in problems {
        let path = problem.path.as_deref().or(problem.resource.as_deref());
        let _ = writeln!(
            text,
            "problem {} {}",
            problem.code,
            path.unwrap_or_default()
        );
    }
    text.lines().fold(String::new(), |mut lines, line| {
        let _ = writeln!(lines, "{}", line.trim_end());
        lines
    })
}

fn show_step(step: &Step) -> String {
    let mut line = step.state.to_string();
    if let Some(resource) = &step.resource {
        let _ = write!(line, " {resource}");
    }
    let arguments: Vec<_> = step
        .says
        .args
        .iter()
        .filter(|(_, value)| !value.is_empty())
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    let _ = write!(line, " | {} {}", step.says.id, arguments.join(" "));
    if let Some(packet) = &step.packet {
        let port = packet
            .destination_port
            .map_or_else(String::new, |port| format!(":{port}"));
        let source: Vec<&str> = packet.source.iter().take(2).map(String::as_str).collect();
        let more = if packet.source.len() > 2 { " …" } else { "" };
        let _ = write!(
            line,
            " | {} {}{more} > {}{port}",
            packet.protocol,
            source.join(" "),
            packet.destination
        );
    }
    line.push('\n');
    line
}

/// The variant as a file, and the report of its requests beside it.
fn write_out(dir: &Path, case: &Case) {
    let Ok((scenario, _)) = read(case) else {
        return;
    };
    let name: String = case
        .name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    let text = hopscope_document::write(&scenario);
    let input = Input {
        file: None,
        text: &text,
    };
    let read = hopscope_document::read(&[input], &Options::default());
    let (topology, dangling) = Topology::link(&read.scenario);
    let mut problems = read.problems;
    problems.extend(dangling);
    let report = Report {
        hopscope: 1,
        rules: RULES.to_owned(),
        scenario: hopscope_document::content_id(&read.scenario),
        problems,
        results: read
            .scenario
            .requests
            .iter()
            .map(|request| simulate(&topology, request))
            .collect(),
    };
    let _ = fs::create_dir_all(dir);
    let _ = fs::write(dir.join(format!("{name}.hopscope.json")), text);
    let json = serde_json::to_string(&report).unwrap_or_default();
    let _ = fs::write(dir.join(format!("{name}.report.json")), json);
}
