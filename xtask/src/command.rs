//! Running other programs: from the top folder, with their output on this terminal, and with a failure that can be repeated.

use std::env;
use std::ffi::OsString;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// The cargo that runs this.
pub(crate) fn cargo() -> Command {
    program(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// A program, started in the top folder.
pub(crate) fn program(name: impl Into<OsString>) -> Command {
    let mut command = Command::new(name.into());
    command.current_dir(crate::root()).stdin(Stdio::null());
    command
}

/// Runs a command to its end. The error says how to run it again.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let line = line(command);
    let status = command
        .status()
        .with_context(|| format!("`{line}` could not be started"))?;
    if !status.success() {
        bail!("`{line}` failed");
    }
    Ok(())
}

/// Runs a command and returns what it prints.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let line = line(command);
    let output = command
        .stderr(Stdio::inherit())
        .output()
        .with_context(|| format!("`{line}` could not be started"))?;
    if !output.status.success() {
        bail!("`{line}` failed");
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs a `cargo build` and returns the last file of those it built that is the wanted one.
pub(crate) fn built(
    cargo: &mut Command,
    wanted: impl Fn(&Path) -> bool,
) -> Result<Option<PathBuf>> {
    let messages = output(cargo.args(["--message-format", "json-render-diagnostics"]))?;
    Ok(messages
        .lines()
        .filter_map(|line| serde_json::from_str::<Value>(line).ok())
        .filter(|message| message["reason"] == "compiler-artifact")
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .filter_map(|name| name.as_str().map(PathBuf::from))
        .rfind(|path| wanted(path)))
}

/// The command as one types it, `cargo` rather than its path.
pub(crate) fn line(command: &Command) -> String {
    let program = command.get_program().to_string_lossy();
    let short = program.rsplit('/').next().unwrap_or(&program).to_owned();
    let words = command.get_args().map(|word| {
        let word = word.to_string_lossy();
        if word.contains([' ', '"', '[']) {
            format!("'{word}'")
        } else {
            word.into_owned()
        }
    });
    std::iter::once(short)
        .chain(words)
        .collect::<Vec<_>>()
        .join(" ")
}

/// How many tests ran, as the test runners say it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Count {
    pub(crate) passed: u32,
    pub(crate) failed: u32,
}

impl Count {
    /// Adds what a line of a runner's output says: `test result: ok. 3 passed; 1 failed; …` or `  3 passed (2s)`.
    fn add_line(&mut self, line: &str) {
        let result = line.trim_start();
        let words: Vec<_> = match result.strip_prefix("test result: ") {
            Some(counts) => counts
                .split_once(". ")
                .map_or("", |(_, counts)| counts)
                .split([' ', ';'])
                .collect(),
            // Playwright indents its closing lines by two, and prints nothing else there that starts with a number.
            None if line.starts_with("  ") && !line.starts_with("   ") => {
                result.split(' ').take(2).collect()
            }
            None => return,
        };
        for pair in words.windows(2) {
            match (pair[0].parse::<u32>(), pair[1]) {
                (Ok(count), "passed") => self.passed += count,
                (Ok(count), "failed") => self.failed += count,
                _ => {}
            }
        }
    }
}

/// Runs a command that runs tests, shows what it prints, and counts.
pub(crate) fn run_counted(command: &mut Command, count: &mut Count) -> Result<()> {
    let line = line(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .with_context(|| format!("`{line}` could not be started"))?;
    if let Some(output) = child.stdout.take() {
        for text in BufReader::new(output).lines() {
            let text = text?;
            count.add_line(&text);
            println!("{text}");
        }
    }
    if !child.wait()?.success() {
        bail!("`{line}` failed");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(output: &str, passed: u32, failed: u32) {
        let mut count = Count::default();
        output.lines().for_each(|line| count.add_line(line));
        assert_eq!(count, Count { passed, failed });
    }

    #[test]
    fn counts_what_cargo_test_says() {
        check(
            "running 4 tests\ntest a ... ok\n\ntest result: ok. 3 passed; 0 failed; 1 ignored; 0 measured\n\
             test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s\n",
            5,
            5,
        );
    }

    #[test]
    fn counts_what_playwright_says() {
        check(
            "Running 3 tests using 1 worker\n  ✓  1 page.spec.mjs:3:1 › 7 passed rows (1s)\n\n  1 failed\n    a\n  12 passed (3.1s)\n",
            12,
            1,
        );
    }

    #[test]
    fn a_command_is_shown_as_typed() {
        let mut command = program("/usr/lib/cargo");
        command.args(["build", "--config", "a b"]);
        assert_eq!(line(&command), "cargo build --config 'a b'");
    }
}
