//! Reads files as one.
#![allow(clippy::print_stdout, missing_docs, clippy::unwrap_used)]
use hopscope_document::*;
fn main() {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let texts: Vec<String> = paths
        .iter()
        .map(|p| std::fs::read_to_string(p).unwrap())
        .collect();
    let inputs: Vec<Input> = paths
        .iter()
        .zip(&texts)
        .map(|(p, t)| Input {
            file: Some(p),
            text: t,
        })
        .collect();
    let start = std::time::Instant::now();
    let r = read(&inputs, &Options::default());
    println!(
        "{:?} {} resources {} unread {} problems {} MB",
        start.elapsed(),
        r.scenario.resources.ids().count(),
        r.scenario.resources.unread.len(),
        r.problems.len(),
        texts.iter().map(String::len).sum::<usize>() / 1000000
    );
    let w = write(&r.scenario);
    let t = read(
        &[Input {
            file: None,
            text: &w,
        }],
        &Options::default(),
    );
    println!(
        "same {} bytes {}",
        t.scenario == r.scenario,
        write(&t.scenario) == w
    );
    if t.scenario != r.scenario {
        for (a, b) in format!("{:#?}", r.scenario)
            .lines()
            .zip(format!("{:#?}", t.scenario).lines())
            .filter(|(a, b)| a != b)
            .take(10)
        {
            println!("  {a}\n  {b}");
        }
        for p in t.problems.iter().take(10) {
            println!("{:?} {:?} {:?} {:?}", p.code, p.path, p.resource, p.args);
        }
    }
}
