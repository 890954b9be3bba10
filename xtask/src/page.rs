//! Builds the page: `crates/` and `web/` as one WebAssembly module, its glue, the styles and `index.html`, in `dist/`.
//!
//! Every file but `index.html` has the hash of its content in its name, so that a browser may keep it for ever
//! and never mixes two versions of the page.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::{bind, command, root, style, tools};

/// The crate that is the page.
pub(crate) const PACKAGE: &str = "hopscope-web";
/// What it is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// Builds the page and returns the folder it is in.
pub(crate) fn build() -> Result<PathBuf> {
    tools::wasm_target()?;
    let module = compile()?;
    let bound = bind::bind(&module)?;
    let dist = root().join("dist");
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;

    let wasm = add(&dist, "hopscope", "wasm", &bound.wasm)?;
    let glue = add(&dist, "hopscope", "js", bound.glue.as_bytes())?;
    for (path, text) in &bound.snippets {
        let path = dist.join(path);
        fs::create_dir_all(path.parent().unwrap_or(&dist))?;
        fs::write(path, text)?;
    }
    let start = format!(
        "import start from './{glue}';\nstart({{ module_or_path: new URL('./{wasm}', import.meta.url) }});\n"
    );
    let app = add(&dist, "app", "js", start.as_bytes())?;
    let styles = add(
        &dist,
        "style",
        "css",
        style::all(&root().join("web/style"))?.as_bytes(),
    )?;

    let source = root().join("index.html");
    let page =
        fs::read_to_string(&source).with_context(|| format!("can't read {}", source.display()))?;
    fs::write(
        dist.join("index.html"),
        index(&page, &app, &styles, &glue, &wasm)?,
    )?;
    Ok(dist)
}

/// Compiles the page and returns the module, as cargo names it.
fn compile() -> Result<PathBuf> {
    let mut cargo = command::cargo();
    cargo.args([
        "build",
        "--package",
        PACKAGE,
        "--target",
        TARGET,
        "--profile",
        "web",
    ]);
    cargo.args(["--config", &remapped_paths()]);
    let is_module = |path: &Path| {
        path.extension()
            .is_some_and(|extension| extension == "wasm")
    };
    command::built(&mut cargo, is_module)?
        .context("cargo built no WebAssembly module; is there a web/src/main.rs?")
}

/// Panic messages name source files. Named from their roots, they are the same on every machine, and so is the module.
fn remapped_paths() -> String {
    let home = env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let cargo_home = env::var_os("CARGO_HOME").map_or_else(|| home.join(".cargo"), PathBuf::from);
    let remap = |from: &Path, to: &str| format!("--remap-path-prefix={}={to}", from.display());
    let flags = [
        remap(&root(), "hopscope"),
        remap(&cargo_home.join("registry/src"), "crates"),
    ];
    format!("target.{TARGET}.rustflags={flags:?}")
}

/// Writes a file under a name that has its content's hash in it, and returns that name.
fn add(dist: &Path, name: &str, extension: &str, content: &[u8]) -> Result<String> {
    let hash: String = Sha256::digest(content)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    let name = format!("{name}-{hash}.{extension}");
    fs::write(dist.join(&name), content)?;
    Ok(name)
}

/// `index.html` with the names of this build, and with the two files that would be asked for last asked for at once.
fn index(page: &str, app: &str, styles: &str, glue: &str, wasm: &str) -> Result<String> {
    let early = format!(
        "<link rel=\"modulepreload\" href=\"./{glue}\">\n\
         <link rel=\"preload\" as=\"fetch\" type=\"application/wasm\" crossorigin href=\"./{wasm}\">\n</head>"
    );
    let mut page = page.to_owned();
    for (from, to) in [
        ("\"/app.js\"", format!("\"./{app}\"")),
        ("\"/style.css\"", format!("\"./{styles}\"")),
        ("</head>", early),
    ] {
        if page.matches(from).count() != 1 {
            bail!("index.html must have {from} exactly once");
        }
        page = page.replace(from, &to);
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_names_this_build() -> Result<()> {
        let page = r#"<head><link rel="stylesheet" href="/style.css"><script type="module" src="/app.js"></script></head>"#;
        let page = index(
            page,
            "app-1.js",
            "style-1.css",
            "hopscope-1.js",
            "hopscope-1.wasm",
        )?;
        assert_eq!(
            page,
            r#"<head><link rel="stylesheet" href="./style-1.css"><script type="module" src="./app-1.js"></script><link rel="modulepreload" href="./hopscope-1.js">
<link rel="preload" as="fetch" type="application/wasm" crossorigin href="./hopscope-1.wasm">
</head>"#
        );
        Ok(())
    }

    #[test]
    fn an_index_without_its_script_is_an_error() {
        let problem = index("<head></head>", "a", "b", "c", "d")
            .err()
            .map(|error| error.to_string());
        assert_eq!(
            problem.as_deref(),
            Some("index.html must have \"/app.js\" exactly once")
        );
    }
}
