//! `hopscope check --format junit`: the report as test results, a test case a request, for whatever shows those.
//!
//! It holds no times: the same scenario gives the same bytes.

use hopscope_model::result::{Outcome, Report};
use hopscope_text::{Lang, headline, report as words};
use quick_junit::{NonSuccessKind, Report as Tests, TestCase, TestCaseStatus, TestSuite};

use crate::output::Failure;
use crate::run::is_well;

/// The report of a suite of that name. What of the input could not be used is an error among its tests: otherwise they
/// would all be well, and the command is not.
pub(crate) fn tests(
    lang: Lang,
    suite: &str,
    report: &Report,
    unusable: &[String],
) -> Result<String, Failure> {
    let mut own = TestSuite::new(suite);
    for text in unusable {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_type("input");
        status.set_message(text.lines().next().unwrap_or_default());
        status.set_description(text);
        let name = lang.pick("the input can be used", "入力を使用できる");
        own.add_test_case(case(name, "input", status));
    }
    let mut seen = Vec::new();
    for result in &report.results {
        let name = match &result.name {
            Some(name) => name.clone(),
            None => format!("{} → {}", result.from, result.to),
        };
        seen.push(name.clone());
        // Who shows them takes two of one name for one.
        let name = match seen.iter().filter(|other| **other == name).count() {
            1 => name,
            count => format!("{name} ({count})"),
        };
        let mut case = case(&name, &result.from, status(lang, result));
        case.add_property(("outcome", result.outcome.as_str()));
        if let Some(source) = &result.source {
            case.add_property(("source", source.addresses.join(", ").as_str()));
        }
        own.add_test_case(case);
    }
    own.add_property(("scenario", report.scenario.as_str()));
    own.add_property(("rules", report.rules.as_str()));
    let mut tests = Tests::new("hopscope");
    tests.add_test_suite(own);
    let text = tests.to_string().map_err(std::io::Error::other)?;
    Ok(text)
}

fn case(name: &str, class: &str, status: TestCaseStatus) -> TestCase {
    let mut case = TestCase::new(name, status);
    case.set_classname(class);
    case
}

fn status(lang: Lang, result: &Outcome) -> TestCaseStatus {
    if is_well(result) {
        return TestCaseStatus::success();
    }
    let head = headline(lang, result);
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    status.set_type(head.code.unwrap_or(result.outcome.as_str()));
    let expectation = head.expectation.unwrap_or_default();
    let message = format!(
        "{} {}: {} {expectation}",
        head.icon, head.outcome, head.reason
    );
    status.set_message(message.trim_end());
    status.set_description(words::one(lang, result));
    status
}
