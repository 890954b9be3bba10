//! The built page in a real Chromium: serves `dist/` on a free port and points Playwright at it, with the command line
//! and every scenario beside it, for the page has to give the same answers.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use crate::command::{self, Count, cargo};
use crate::{page, root, serve, tools};

/// Runs `tests/e2e` against the built page.
pub(crate) fn test(count: &mut Count) -> Result<()> {
    tools::node()?;
    tools::node_packages()?;
    let chromium = tools::chromium()?;
    let dist = page::build(page::Build::Small)?;
    let hopscope = command_line()?;
    let folders = ["scenarios", "generated"];
    let [suite, generated] = folders.map(|test| scenarios(&hopscope, test));
    let listening = serve::listen(&dist, 0).context("no free port on 127.0.0.1")?;
    let url = listening.url();
    std::thread::spawn(move || listening.run());

    let mut playwright = command::program("node");
    playwright.args(["node_modules/@playwright/test/cli.js", "test"]);
    playwright
        .current_dir(root().join("tests/e2e"))
        .env("CHROMIUM", chromium);
    playwright
        .env("HOPSCOPE_URL", url)
        .env("HOPSCOPE", hopscope);
    playwright
        .env("HOPSCOPE_SCENARIOS", suite?)
        .env("HOPSCOPE_GENERATED", generated?);
    command::run_counted(&mut playwright, count)
}

/// Builds the command line and returns where it is.
fn command_line() -> Result<PathBuf> {
    let is_it = |path: &Path| path.file_stem().is_some_and(|stem| stem == "hopscope");
    command::built(cargo().args(["build", "--package", "hopscope-cli"]), is_it)?
        .context("hopscope-cli built no `hopscope`")
}

/// Writes the scenarios of a test of the suite, each as a file of its own, and returns their folder.
fn scenarios(hopscope: &Path, test: &str) -> Result<PathBuf> {
    let folder = hopscope.with_file_name(test);
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    // Whether they hold is another stage's business: here they are only listed.
    let mut suite = cargo();
    suite.args(["test", "--package", "suite", "--test", test]);
    suite.args(["--", "--list", "--dump"]).arg(&folder);
    command::output(&mut suite)?;
    Ok(folder)
}
