//! Every problem that reading can tell of: `tests/problems.md` has an input for each code of the contract, and below
//! it what is said, in both languages: code, place, path, resource, and what to do next. Inputs are written by hand;
//! `UPDATE_EXPECT=1` writes the blocks below them.

use std::fmt::Write as _;
use std::path::Path;

use expect_test::expect_file;
use hopscope_document::{Input, Options, read};
use hopscope_model::compare::Change;
use hopscope_model::{Problem, ProblemCode};
use hopscope_sim::Topology;
use hopscope_text::{Lang, diff, problem};

/// A heading with its input.
struct Case<'t> {
    code: &'t str,
    input: &'t str,
}

/// The fenced block of a kind in a section.
fn block<'t>(section: &'t str, kind: &str) -> Option<&'t str> {
    let (_, rest) = section.split_once(&format!("````{kind}\n"))?;
    rest.split_once("````").map(|(inside, _)| inside)
}

fn cases(text: &str) -> Vec<Case<'_>> {
    let sections = text.split("\n## ").skip(1);
    let case = |section| {
        let code = str::lines(section).next().unwrap_or_default();
        Case {
            code: code.split(':').next().unwrap_or_default(),
            input: block(section, "input").unwrap_or_else(|| panic!("no input: {section}")),
        }
    };
    sections.map(case).collect()
}

fn problems(input: &str) -> Vec<Problem> {
    let read = read(
        &[Input {
            file: None,
            text: input,
        }],
        &Options::default(),
    );
    let (_, links) = Topology::link(&read.scenario);
    read.problems.into_iter().chain(links).collect()
}

fn show(own: &Problem) -> String {
    let mut text = format!("{:?} {}", own.severity, own.code).to_lowercase();
    text = text.replace(&own.code.as_str().to_lowercase(), own.code.as_str());
    if let (Some(line), Some(column)) = (own.line, own.column) {
        let _ = write!(text, " {line}:{column}");
    }
    for part in [&own.path, &own.resource].into_iter().flatten() {
        let _ = write!(text, " {part}");
    }
    if let Some(next) = &own.next {
        let _ = write!(text, " => {}", next.id);
        if let Some(command) = &next.command {
            let _ = write!(text, " `{command}`");
        }
    }
    text.push('\n');
    for field in &own.fields {
        let line = diff::field_line(Lang::En, Change::Changed, field);
        let _ = writeln!(text, "    {line}");
    }
    for (word, lang) in [("en", Lang::En), ("ja", Lang::Ja)] {
        let _ = writeln!(text, "{word}: {}", problem::text(lang, own));
        if let Some(next) = problem::next(lang, own) {
            let _ = writeln!(text, "    {next}");
        }
    }
    text
}

#[test]
fn every_problem_says_what_and_where_and_what_to_do() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems.md");
    let text = std::fs::read_to_string(&path).expect("the document is there");
    let mut written = String::new();
    let mut rest = text.as_str();
    for case in cases(&text) {
        let found = problems(case.input);
        assert!(
            found.iter().any(|own| own.code.as_str() == case.code),
            "{} is not told of:\n{}\n{found:#?}",
            case.code,
            case.input
        );
        let shown: Vec<String> = found.iter().map(show).collect();
        let (before, behind) = rest.split_once(case.input).expect("it is in there");
        let behind = behind.strip_prefix("````\n").expect("the block ends");
        let behind = match behind.trim_start().strip_prefix("````problems\n") {
            Some(own) => own.split_once("````\n").map_or("", |(_, behind)| behind),
            None => behind,
        };
        let _ = write!(
            written,
            "{before}{}````\n\n````problems\n{}````\n",
            case.input,
            shown.join("\n")
        );
        rest = behind;
    }
    written.push_str(rest);
    expect_file![path].assert_eq(&written);
}

#[test]
fn every_code_has_a_case() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/problems.md");
    let text = std::fs::read_to_string(path).expect("the document is there");
    let there: Vec<&str> = cases(&text).iter().map(|case| case.code).collect();
    for code in ProblemCode::ALL {
        // What has no port is a request on one line, not a text that is read.
        let own = code.as_str();
        assert!(
            there.contains(&own),
            "{own} has no case in tests/problems.md"
        );
    }
}
