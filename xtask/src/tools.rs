//! What the build and the tests need beside cargo: installed here where that can be done, named in one line where not.

use std::env;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};

use crate::{command, page, root};

/// The standard library for WebAssembly.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = command::output(
        command::program(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()))
            .args(["--print", "sysroot"]),
    )?;
    if PathBuf::from(sysroot.trim())
        .join("lib/rustlib")
        .join(page::TARGET)
        .join("lib")
        .is_dir()
    {
        return Ok(());
    }
    command::run(command::program("rustup").args(["target", "add", page::TARGET])).with_context(
        || {
            format!(
                "Rust's {} target is missing and rustup could not add it",
                page::TARGET
            )
        },
    )
}

/// rustfmt and clippy, which a minimal installation of Rust leaves out.
pub(crate) fn components() -> Result<()> {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if command::output(command::cargo().args([probe, "--version"])).is_err() {
            command::run(command::program("rustup").args(["component", "add", component]))?;
        }
    }
    Ok(())
}

/// Node 20 or newer, which Playwright asks for.
pub(crate) fn node() -> Result<()> {
    let version = command::output(command::program("node").arg("--version"))
        .context("node and npm are missing: sudo apt-get install -y nodejs npm")?;
    let major = version
        .trim()
        .trim_start_matches('v')
        .split('.')
        .next()
        .and_then(|major| major.parse::<u32>().ok());
    if major.is_none_or(|major| major < 20) {
        bail!(
            "node {} is too old for the browser tests: 20 or newer is needed",
            version.trim()
        );
    }
    Ok(())
}

/// The packages of the browser tests, exactly as their lock file has them.
pub(crate) fn node_packages() -> Result<()> {
    let folder = root().join("tests/e2e");
    let read = |path: &str| std::fs::read(folder.join(path)).ok();
    let installed = "node_modules/.installed-from.json";
    if read("package-lock.json").is_some() && read("package-lock.json") == read(installed) {
        return Ok(());
    }
    let mut npm = command::program("npm");
    // The browser is the system's own: nothing is to be downloaded but what the lock file names.
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder)
        .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");
    command::run(&mut npm)
        .context("npm is needed for the browser tests: sudo apt-get install -y npm")?;
    std::fs::copy(folder.join("package-lock.json"), folder.join(installed))?;
    Ok(())
}

/// A Chromium, and letters for the Japanese half of the page.
pub(crate) fn chromium() -> Result<PathBuf> {
    const INSTALL: [&str; 5] = [
        "install",
        "--yes",
        "--no-install-recommends",
        "chromium",
        "fonts-noto-cjk",
    ];
    let by_hand = format!("sudo apt-get {}", INSTALL.join(" "));
    if let Some(path) = find_chromium().filter(|_| japanese_letters()) {
        return Ok(path);
    }
    if root_user() && on_path("apt-get").is_some() {
        let apt = |arguments: &[&str]| {
            let mut apt = command::program("apt-get");
            command::run(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
        };
        apt(&["update", "--quiet"])?;
        apt(&INSTALL)?;
    }
    let chromium = find_chromium().with_context(|| {
        format!("Chromium is missing: {by_hand}   (or set CHROMIUM to the path of one)")
    })?;
    if !japanese_letters() {
        println!(
            "note: no font here has Japanese letters; pictures of the page lack them: {by_hand}"
        );
    }
    Ok(chromium)
}

/// Whether text in Japanese can be drawn. Where that can't be asked it is hoped.
fn japanese_letters() -> bool {
    on_path("fc-list").is_none()
        || command::output(command::program("fc-list").arg(":lang=ja"))
            .is_ok_and(|fonts| !fonts.trim().is_empty())
}

fn root_user() -> bool {
    command::output(command::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(path) = env::var_os("CHROMIUM") {
        return Some(path.into());
    }
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(on_path)
}

fn on_path(program: &str) -> Option<PathBuf> {
    env::split_paths(&env::var_os("PATH")?)
        .map(|folder| folder.join(program))
        .find(|path| path.is_file())
}
