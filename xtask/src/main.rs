//! `cargo xtask`: builds the page, serves it, and runs every test there is.
//!
//! Needs cargo, rustup and nothing else to serve; node and npm to test. Whatever else is missing, it installs or names.
#![forbid(unsafe_code)]
#![allow(clippy::print_stdout)] // a command talks on standard output

mod bind;
mod browser;
mod command;
mod dist;
mod fill;
mod front;
mod offline;
mod page;
mod serve;
mod size;
mod stages;
mod style;
mod tools;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, bail};
use pico_args::Arguments;

use crate::page::Build;

const HELP: &str = "\
cargo xtask serve               build the page and serve it on 127.0.0.1
cargo xtask serve --port 8080   … on that port
cargo xtask serve --draft       … compiled in seconds, large and slow: to look at while working on it
cargo xtask build               build the page into dist/
cargo xtask dist FOLDER         … into a folder that any web host can serve, under any path (docs/hosting.md)
cargo xtask install             install the `hopscope` command, with the page inside it
cargo xtask dictionary          what preset dictionary a link could have today, and what it would be worth
cargo xtask dictionary FILE     … written there; those that links were made with are never written again
cargo xtask test                everything: format, lints, docs, tests, page and its size, a real browser
cargo xtask test --quick        everything but the browser
cargo xtask test lint tests     these stages only
";

fn main() -> ExitCode {
    match run(Arguments::from_env()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(mut arguments: Arguments) -> Result<()> {
    if arguments.contains(["-h", "--help"]) {
        print!("{HELP}");
        return Ok(());
    }
    match arguments.subcommand()?.as_deref() {
        Some("serve") => {
            let port = arguments.opt_value_from_str("--port")?;
            let build = build_asked(&mut arguments);
            nothing_left(arguments)?;
            serve::serve(port, build)
        }
        Some("build") => {
            let build = build_asked(&mut arguments);
            nothing_left(arguments)?;
            let dist = page::build(build)?;
            match build {
                Build::Draft => Ok(()),
                Build::Small => size::report(&dist),
            }
        }
        Some("dist") => {
            let folder = match names(arguments)?.as_slice() {
                [folder] => PathBuf::from(folder),
                _ => bail!("`cargo xtask dist` takes one folder: what is in it already stays"),
            };
            dist::lay_out(&page::build(Build::Small)?, &folder)
        }
        Some("install") => {
            nothing_left(arguments)?;
            let dist = page::build(Build::Small)?;
            let mut install = command::cargo();
            install.args(["install", "--path", "crates/cli", "--locked"]);
            command::run(install.env("HOPSCOPE_PAGE", dist))
        }
        Some("dictionary") => {
            let mut make = command::cargo();
            make.args(["run", "--quiet", "--example", "dictionary", "--"]);
            command::run(make.args(names(arguments)?))
        }
        Some("test") => {
            let quick = arguments.contains("--quick");
            stages::test(quick, &names(arguments)?)
        }
        Some("help") | None => {
            print!("{HELP}");
            Ok(())
        }
        Some(other) => bail!("there is no `cargo xtask {other}`; these there are:\n\n{HELP}"),
    }
}

fn build_asked(arguments: &mut Arguments) -> Build {
    if arguments.contains("--draft") {
        Build::Draft
    } else {
        Build::Small
    }
}

fn nothing_left(arguments: Arguments) -> Result<()> {
    match names(arguments)?.as_slice() {
        [] => Ok(()),
        [first, ..] => bail!("`{first}` means nothing here; these there are:\n\n{HELP}"),
    }
}

/// What is left of the command line, which must be plain words.
fn names(arguments: Arguments) -> Result<Vec<String>> {
    let plain = |word: OsString| match word.into_string() {
        Ok(word) if !word.starts_with('-') => Ok(word),
        Ok(word) => bail!("there is no option `{word}` here; these there are:\n\n{HELP}"),
        Err(word) => bail!("`{}` is no word", word.display()),
    };
    arguments.finish().into_iter().map(plain).collect()
}

/// The top folder of the project: of the checkout in which cargo was called, also when several share their build folder.
fn root() -> PathBuf {
    let here = env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().map_or(here.clone(), Path::to_owned)
}
