//! Builds the page: `crates/` and `web/` as one WebAssembly module, its glue, the styles and `index.html`, in `dist/`.
//!
//! Every file but `index.html` has the hash of its content in its name, so that a browser may keep it for ever
//! and never mixes two versions of the page.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

use crate::fill::fill;
use crate::{bind, command, front, offline, root, style, tools};

/// The crate that is the page.
pub(crate) const PACKAGE: &str = "hopscope-web";
/// What it is compiled for.
pub(crate) const TARGET: &str = "wasm32-unknown-unknown";

/// How a page is compiled.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Build {
    /// As it travels: small, in minutes.
    Small,
    /// To look at while working on it: in seconds, large and slow.
    Draft,
}

/// Builds the page and returns the folder it is in.
pub(crate) fn build(build: Build) -> Result<PathBuf> {
    tools::wasm_target()?;
    let module = compile(build)?;
    let bound = bind::bind(&module)?;
    let source = root().join("index.html");
    let page =
        fs::read_to_string(&source).with_context(|| format!("can't read {}", source.display()))?;

    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut add = |name: &str, extension: &str, content: Vec<u8>| {
        let name = format!("{name}-{}.{extension}", hash(&content));
        files.insert(name.clone(), content);
        name
    };
    let wasm = add("hopscope", "wasm", bound.wasm);
    let (mut glue, mut modules) = (bound.glue, Vec::new());
    for (path, content) in bound.snippets {
        let stem = Path::new(&path)
            .file_stem()
            .context("a snippet has a name")?;
        let name = add(&stem.to_string_lossy(), "js", content);
        // The module goes on asking for it by its path, and the glue gives it what it imports.
        for quote in ['"', '\''] {
            let from = |name: &str| format!("from {quote}./{name}{quote}");
            glue = glue.replace(&from(&path), &from(&name));
        }
        modules.push(name);
    }
    modules.insert(0, add("hopscope", "js", glue.into()));
    let glue = modules.first().context("it was put there")?;
    let app = add("app", "js", start(glue, &wasm)?.into());
    let scripts = ["early", "front"].map(|name| {
        let content = fs::read(root().join(format!("web/{name}.js")));
        content.map(|content| add(name, "js", content))
    });
    let [before, beside] = scripts;
    let (before, beside) = (before?, beside?);
    let styles = add(
        "style",
        "css",
        style::all(&root().join("web/style"))?.into(),
    );
    let icon = add("icon", "svg", fs::read(root().join("web/icon.svg"))?);
    let manifest = add("manifest", "webmanifest", offline::manifest(&icon).into());
    let early = Early {
        script: &before,
        beside: &beside,
        modules: &modules,
        wasm: &wasm,
        manifest: &manifest,
    };
    let page = front::put_in(&index(&page, &app, &styles, &early)?)?;
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let version = hash(format!("{names:?}{page}").as_bytes());
    let worker = offline::worker(&version, &names)?;
    files.insert(offline::WORKER.to_owned(), worker.into());
    files.insert("index.html".to_owned(), page.into());

    let dist = root().join("dist");
    lay_out(&dist, &files)?;
    Ok(dist)
}

/// The script that `index.html` names, with the names of this build.
fn start(glue: &str, wasm: &str) -> Result<String> {
    let source = "web/start.js";
    let start =
        fs::read_to_string(root().join(source)).with_context(|| format!("can't read {source}"))?;
    fill(
        source,
        &start,
        [
            ("./hopscope.js", format!("./{glue}")),
            ("./hopscope.wasm", format!("./{wasm}")),
            ("./offline.js", format!("./{}", offline::WORKER)),
        ],
    )
}

/// Makes a folder hold these files and no others. What is there already is not touched: the command line carries the
/// page inside itself, and is built anew only when the page is another one.
fn lay_out(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Result<()> {
    let there = |path: &Path| files.keys().any(|name| folder.join(name).starts_with(path));
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop().filter(|folder| folder.exists()) {
        for entry in fs::read_dir(folder)? {
            let (path, is_folder) =
                entry.and_then(|it| Ok((it.path(), it.file_type()?.is_dir())))?;
            match (there(&path), is_folder) {
                (true, true) => open.push(path),
                (true, false) => {}
                (false, true) => fs::remove_dir_all(path)?,
                (false, false) => fs::remove_file(path)?,
            }
        }
    }
    for (name, content) in files {
        let path = folder.join(name);
        if fs::read(&path).ok().as_ref() != Some(content) {
            fs::create_dir_all(path.parent().unwrap_or(folder))?;
            fs::write(path, content)?;
        }
    }
    Ok(())
}

/// Twelve digits that are others when the content is.
fn hash(content: &[u8]) -> String {
    Sha256::digest(content)
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Compiles the page and returns the module, as cargo names it.
fn compile(build: Build) -> Result<PathBuf> {
    let mut cargo = command::cargo();
    cargo.args(["build", "--package", PACKAGE, "--target", TARGET]);
    if build == Build::Small {
        cargo.args(["--profile", "web"]);
    }
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

/// What the page names beside its styles and the script that starts it.
struct Early<'a> {
    /// What is run before anything is drawn.
    script: &'a str,
    /// What is run when the first page is there.
    beside: &'a str,
    /// Scripts that the first script asks for.
    modules: &'a [String],
    /// The module, which the first script asks for where it is wanted at once.
    wasm: &'a str,
    /// By what the page can be installed.
    manifest: &'a str,
}

/// `index.html` with the names of this build, and with the scripts that would be asked for last asked for at once.
fn index(page: &str, app: &str, styles: &str, early: &Early<'_>) -> Result<String> {
    let mut head = String::new();
    for module in early.modules {
        head.push_str(&format!(
            "<link rel=\"modulepreload\" href=\"./{module}\">\n"
        ));
    }
    head.push_str(&format!(
        "<link rel=\"manifest\" href=\"./{}\">\n</head>",
        early.manifest
    ));
    let named = |name: &str| format!("\"./{name}\"");
    fill(
        "index.html",
        page,
        [
            ("\"/app.js\"", named(app)),
            ("\"/style.css\"", named(styles)),
            ("\"/early.js\"", named(early.script)),
            ("\"/front.js\"", named(early.beside)),
            ("\"/hopscope.wasm\"", named(early.wasm)),
            ("</head>", head),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_index_names_this_build() -> Result<()> {
        let page = r#"<head><link rel="stylesheet" href="/style.css"><script src="/early.js" data-module="/hopscope.wasm"></script><script type="module" src="/app.js"></script></head><script src="/front.js"></script>"#;
        let early = Early {
            script: "early-1.js",
            beside: "front-1.js",
            modules: &["hopscope-1.js".to_owned()],
            wasm: "hopscope-1.wasm",
            manifest: "manifest-1.webmanifest",
        };
        let page = index(page, "app-1.js", "style-1.css", &early)?;
        assert_eq!(
            page,
            r#"<head><link rel="stylesheet" href="./style-1.css"><script src="./early-1.js" data-module="./hopscope-1.wasm"></script><script type="module" src="./app-1.js"></script><link rel="modulepreload" href="./hopscope-1.js">
<link rel="manifest" href="./manifest-1.webmanifest">
</head><script src="./front-1.js"></script>"#
        );
        Ok(())
    }

    #[test]
    fn a_folder_is_laid_out_anew_only_where_it_differs() -> Result<()> {
        let folder = env::temp_dir().join(format!("hopscope-lay-out-{}", std::process::id()));
        let files = |list: &[(&str, &str)]| {
            list.iter()
                .map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec()))
                .collect()
        };
        lay_out(
            &folder,
            &files(&[("a", "1"), ("snippets/x/b", "2"), ("c", "3")]),
        )?;
        let before = fs::metadata(folder.join("a"))?.modified()?;
        lay_out(&folder, &files(&[("a", "1"), ("c", "4")]))?;
        let names: Vec<_> = fs::read_dir(&folder)?
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(
            (names.len(), fs::read(folder.join("c"))?),
            (2, b"4".to_vec())
        );
        assert_eq!(fs::metadata(folder.join("a"))?.modified()?, before);
        Ok(fs::remove_dir_all(folder)?)
    }
}
