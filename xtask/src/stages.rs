//! `cargo xtask test`: THE list of everything that must hold before a change is taken in.
//!
//! One row a stage, cheapest first; the first that fails ends the run and says how to repeat it.

use std::time::Instant;

use anyhow::{Result, anyhow, bail};

use crate::command::{Count, cargo, run, run_counted};
use crate::{browser, page, size, tools};

/// One thing that must hold.
struct Stage {
    /// What it is called on the command line.
    name: &'static str,
    /// What it looks at, for its headline.
    what: &'static str,
    run: fn(&mut Count) -> Result<()>,
}

const STAGES: [Stage; 7] = [
    Stage {
        name: "format",
        what: "every file is formatted",
        run: format,
    },
    Stage {
        name: "lint",
        what: "no warning on this machine",
        run: lint,
    },
    Stage {
        name: "lint-wasm",
        what: "no warning in WebAssembly",
        run: lint_wasm,
    },
    Stage {
        name: "docs",
        what: "the documentation has no broken link",
        run: docs,
    },
    Stage {
        name: "tests",
        what: "units, scenarios, laws, documentation examples",
        run: tests,
    },
    Stage {
        name: "page",
        what: "the page builds and is small enough",
        run: page,
    },
    Stage {
        name: "browser",
        what: "the built page in Chromium",
        run: browser,
    },
];

/// Runs the named stages, or all, or all but the browser.
pub(crate) fn test(quick: bool, names: &[String]) -> Result<()> {
    if let Some(name) = names
        .iter()
        .find(|name| STAGES.iter().all(|stage| stage.name != *name))
    {
        bail!(
            "there is no stage `{name}`; there are {}",
            STAGES.map(|stage| stage.name).join(", ")
        );
    }
    let asked = |stage: &&Stage| match names {
        [] => !(quick && stage.name == "browser"),
        names => names.iter().any(|name| name == stage.name),
    };
    let mut count = Count::default();
    let mut times = Vec::new();
    let mut outcome = Ok(());
    let all = Instant::now();
    for stage in STAGES.iter().filter(asked) {
        println!("\n== {}: {} ==", stage.name, stage.what);
        let start = Instant::now();
        outcome = (stage.run)(&mut count).map_err(|error| {
            anyhow!(
                "{error:#}\n\n{} failed; after a repair: cargo xtask test {0}",
                stage.name
            )
        });
        times.push(format!(
            "{} {:.0} s",
            stage.name,
            start.elapsed().as_secs_f32()
        ));
        if outcome.is_err() {
            break;
        }
    }
    println!(
        "\n{} (together {:.0} s)",
        times.join(", "),
        all.elapsed().as_secs_f32()
    );
    if count != Count::default() {
        println!("{} passed, {} failed", count.passed, count.failed);
    }
    outcome
}

fn format(_: &mut Count) -> Result<()> {
    tools::components()?;
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint(_: &mut Count) -> Result<()> {
    tools::components()?;
    run(cargo().args([
        "clippy",
        "--workspace",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ]))
}

fn lint_wasm(_: &mut Count) -> Result<()> {
    tools::components()?;
    tools::wasm_target()?;
    let mut clippy = cargo();
    clippy.args([
        "clippy",
        "--package",
        page::PACKAGE,
        "--target",
        page::TARGET,
        "--all-targets",
    ]);
    run(clippy.args(["--", "-D", "warnings"]))
}

fn docs(_: &mut Count) -> Result<()> {
    run(cargo()
        .args(["doc", "--workspace", "--no-deps"])
        .env("RUSTDOCFLAGS", "-D warnings"))
}

fn tests(count: &mut Count) -> Result<()> {
    run_counted(
        cargo().args(["test", "--workspace", "--no-fail-fast"]),
        count,
    )
}

fn page(_: &mut Count) -> Result<()> {
    page::build(page::Build::Small).and_then(|dist| size::report(&dist))
}

fn browser(count: &mut Count) -> Result<()> {
    browser::test(count)
}
