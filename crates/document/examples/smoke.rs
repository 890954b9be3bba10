//! Reads files and prints what comes of them.
#![allow(clippy::print_stdout, missing_docs)]
use hopscope_document::{Input, Options, canonical, content_id, read, write};
fn main() {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path).unwrap_or_default();
        let start = std::time::Instant::now();
        let one = read(
            &[Input {
                file: Some(&path),
                text: &text,
            }],
            &Options::default(),
        );
        let took = start.elapsed();
        for problem in &one.problems {
            println!(
                "{path}: {:?} {} {:?}:{:?} {:?} {:?} {:?}",
                problem.severity,
                problem.code,
                problem.line,
                problem.column,
                problem.path,
                problem.resource,
                problem.args
            );
        }
        let written = write(&one.scenario);
        let two = read(
            &[Input {
                file: None,
                text: &written,
            }],
            &Options::default(),
        );
        let again = write(&two.scenario);
        let same = one.scenario == two.scenario;
        println!(
            "{path}: {:?} {} resources, {} unread, {} requests, {} same={same} bytes={}",
            took,
            one.scenario.resources.ids().count(),
            one.scenario.resources.unread.len(),
            one.scenario.requests.len(),
            content_id(&one.scenario),
            written == again
        );
        if std::env::var("SHOW").is_ok() {
            println!("{written}");
        }
        if !same || written != again {
            for (a, b) in format!("{:#?}", one.scenario)
                .lines()
                .zip(format!("{:#?}", two.scenario).lines())
                .filter(|(a, b)| a != b)
                .take(6)
            {
                println!("  {a}\n  {b}");
            }
            for p in two.problems.iter().take(5) {
                println!(
                    "  2: {:?} {:?} {:?} {:?}",
                    p.code, p.path, p.resource, p.args
                );
            }
        }
        let _ = canonical(&one.scenario);
    }
}
