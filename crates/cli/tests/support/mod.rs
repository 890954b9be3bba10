//! Runs the built command, for the tests.
#![allow(dead_code, unreachable_pub)]

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// What a run of the command left behind.
pub struct Run {
    pub status: i32,
    pub out: String,
    pub err: String,
}

pub fn fixture(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name);
    path.display().to_string()
}

pub fn run_with(args: &[&str], environment: &[(&str, &str)], input: Option<&str>) -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_hopscope"));
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
        command.env_remove(name);
    }
    let mut child = command
        .args(args)
        .envs(environment.iter().copied())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command starts");
    let mut stdin = child.stdin.take().expect("it has an input");
    stdin
        .write_all(input.unwrap_or_default().as_bytes())
        .expect("it reads");
    drop(stdin);
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it writes UTF-8");
    Run {
        status: output.status.code().expect("it ends by itself"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

pub fn run(args: &[&str]) -> Run {
    run_with(args, &[], None)
}

pub fn json(run: &Run) -> Value {
    serde_json::from_str(&run.out).unwrap_or_else(|error| panic!("{error}: {}", run.out))
}

/// What a text and the environment say in Japanese: at least one letter of it.
pub fn is_japanese(text: &str) -> bool {
    text.chars().any(|letter| ('ぁ'..='ん').contains(&letter))
}

/// A folder of one's own under the system's, which goes with the value.
pub struct Folder(pub PathBuf);

impl Folder {
    /// Makes one; `name` tells it from the folders of other tests.
    pub fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("hopscope-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).expect("a folder");
        Self(path)
    }

    /// Writes a file into it, and gives its path.
    pub fn write(&self, name: &str, text: &str) -> String {
        let path = self.0.join(name);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).expect("a folder");
        }
        std::fs::write(&path, text).expect("a file");
        path.display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
