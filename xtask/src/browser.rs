//! The built page in a real Chromium: serves `dist/` on a free port and points Playwright at it.

use anyhow::{Context, Result};

use crate::command::{self, Count};
use crate::{page, root, serve, tools};

/// Runs `tests/e2e` against the built page.
pub(crate) fn test(count: &mut Count) -> Result<()> {
    tools::node()?;
    tools::node_packages()?;
    let chromium = tools::chromium()?;
    let dist = page::build()?;
    let listening = serve::listen(&dist, 0).context("no free port on 127.0.0.1")?;
    let url = listening.url();
    std::thread::spawn(move || listening.run());

    let mut playwright = command::program("node");
    playwright
        .args(["node_modules/@playwright/test/cli.js", "test"])
        .current_dir(root().join("tests/e2e"));
    command::run_counted(
        playwright
            .env("HOPSCOPE_URL", url)
            .env("CHROMIUM", chromium),
        count,
    )
}
