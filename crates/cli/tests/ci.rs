//! `docs/ci.md`: the commands of its snippets, run on a repository that is made here.

mod support;

use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Folder, fixture};

/// The scripts of a fenced block of YAML, by the key that holds them, in their order.
fn scripts(document: &str, heading: &str, key: &str) -> Vec<String> {
    let section = document
        .split("\n## ")
        .find(|section| section.starts_with(heading))
        .unwrap_or_else(|| panic!("docs/ci.md has no section {heading}"));
    let yaml = section.split("```yaml\n").nth(1).expect("a snippet");
    let yaml = yaml.split("\n```").next().expect("its end");
    let indent = |line: &str| line.len() - line.trim_start().len();
    let mut found = Vec::new();
    let mut lines = yaml.lines().peekable();
    while let Some(line) = lines.next() {
        if line.trim_start().trim_start_matches("- ") != format!("{key}: |") {
            continue;
        }
        let own = indent(line);
        let mut script = String::new();
        while let Some(line) = lines.next_if(|line| line.is_empty() || indent(line) > own) {
            script.push_str(line.trim_start());
            script.push('\n');
        }
        found.push(script);
    }
    found
}

fn document() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/ci.md");
    std::fs::read_to_string(path).expect("docs/ci.md")
}

/// A repository with an origin, a branch that is proposed, and commands that stand for those of a pipeline.
struct Pipeline {
    folder: Folder,
}

impl Pipeline {
    /// `None` where there is no git.
    fn new(name: &str, proposal: &str) -> Option<Self> {
        if let Err(error) = Command::new("git").arg("--version").output() {
            eprintln!("SKIPPED: the commands of docs/ci.md were not run: no git: {error}");
            return None;
        }
        let own = Self {
            folder: Folder::new(name),
        };
        let base =
            std::fs::read_to_string(fixture("two-services.hopscope.json")).expect("a fixture");
        own.folder.write("work/network/mine.hopscope.json", &base);
        std::fs::create_dir_all(own.path("origin")).expect("a folder");
        own.git(
            "origin",
            &["init", "--quiet", "--bare", "--initial-branch=main"],
        );
        own.git("work", &["init", "--quiet", "--initial-branch=main"]);
        own.git(
            "work",
            &[
                "remote",
                "add",
                "origin",
                &own.path("origin").display().to_string(),
            ],
        );
        own.git("work", &["add", "."]);
        own.git("work", &["commit", "--quiet", "--message=base"]);
        own.git("work", &["push", "--quiet", "origin", "main"]);
        own.git("work", &["switch", "--quiet", "--create=proposal"]);
        own.folder
            .write("work/network/mine.hopscope.json", proposal);
        own.git(
            "work",
            &[
                "commit",
                "--quiet",
                "--all",
                "--message=proposal",
                "--allow-empty",
            ],
        );
        for stub in ["docker", "gh"] {
            let text = format!("#!/bin/sh\necho {stub} \"$@\" >> \"$CALLS\"\n");
            let path = own.folder.write(&format!("bin/{stub}"), &text);
            std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o755))
                .expect("it runs");
        }
        Some(own)
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.0.join(name)
    }

    fn command(&self, program: &str, at: &str) -> Command {
        let built = Path::new(env!("CARGO_BIN_EXE_hopscope"));
        let path = std::env::var("PATH").unwrap_or_default();
        let mut command = Command::new(program);
        command
            .current_dir(self.path(at))
            .env(
                "PATH",
                format!(
                    "{}:{}:{path}",
                    self.path("bin").display(),
                    built.parent().expect("a folder").display()
                ),
            )
            .env("CALLS", self.path("calls"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("LC_ALL", "C");
        for who in ["AUTHOR", "COMMITTER"] {
            command
                .env(format!("GIT_{who}_NAME"), "a")
                .env(format!("GIT_{who}_EMAIL"), "a@acme.example");
        }
        command
    }

    fn git(&self, at: &str, args: &[&str]) {
        let status = self
            .command("git", at)
            .args(args)
            .status()
            .expect("git runs");
        assert!(status.success(), "git {args:?}");
    }

    /// Runs a script as the pipeline would; its status, and what it printed.
    fn run(&self, script: &str, variables: &[(&str, &str)]) -> (i32, String) {
        let file = self.folder.write("step", script);
        let mut command = self.command("bash", "work");
        let output = command
            .args(["-e", &file])
            .envs(variables.iter().copied())
            .env("GITHUB_STEP_SUMMARY", self.path("summary"))
            .output()
            .expect("bash runs");
        let text = [output.stdout, output.stderr].concat();
        (
            output.status.code().expect("it ends by itself"),
            String::from_utf8_lossy(&text).into_owned(),
        )
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }
}

/// The fixture, with the service `open` no longer open: its request gets a 404.
fn breaking() -> String {
    let text = std::fs::read_to_string(fixture("two-services.hopscope.json")).expect("a fixture");
    let broken = text.replacen(
        "services/open\", \"ingress\": \"INGRESS_TRAFFIC_ALL\"",
        "services/open\", \"ingress\": \"INGRESS_TRAFFIC_INTERNAL_ONLY\"",
        1,
    );
    assert_ne!(text, broken, "the fixture is another");
    broken
}

const GITHUB: &[(&str, &str)] = &[
    ("GITHUB_BASE_REF", "main"),
    ("HOPSCOPE_IMAGE", "registry.example/hopscope"),
    ("PULL_REQUEST", "7"),
];

#[test]
fn github_actions_stops_what_gets_worse_and_tells_the_pull_request() {
    let steps = scripts(&document(), "GitHub Actions", "run");
    assert_eq!(steps.len(), 4, "{steps:?}");
    let Some(pipeline) = Pipeline::new("ci-github", &breaking()) else {
        return;
    };
    let ends: Vec<i32> = steps
        .iter()
        .map(|step| pipeline.run(step, GITHUB).0)
        .collect();
    assert_eq!(ends, [0, 1, 1, 0], "get, check, compare, tell");
    let junit = pipeline.read("work/junit.xml");
    assert!(
        junit.contains("failures=\"1\"") && junit.contains("to the open one"),
        "{junit}"
    );
    let comment = pipeline.read("summary");
    assert!(
        comment.contains("| ▼ **worse** | to the open one<br>"),
        "{comment}"
    );
    let calls = pipeline.read("calls");
    assert!(
        calls.contains("gh pr comment 7 --body-file comment.md --edit-last --create-if-none"),
        "{calls}"
    );
}

#[test]
fn github_actions_lets_pass_what_changes_no_answer() {
    let same = std::fs::read_to_string(fixture("two-services.hopscope.json")).expect("a fixture");
    let Some(pipeline) = Pipeline::new("ci-github-well", &same) else {
        return;
    };
    for step in scripts(&document(), "GitHub Actions", "run") {
        let (status, told) = pipeline.run(&step, GITHUB);
        assert_eq!(status, 0, "{step}{told}");
    }
    assert!(pipeline.read("summary").contains("2 the same."));
}

#[test]
fn cloud_build_stops_what_gets_worse() {
    let steps = scripts(&document(), "Cloud Build", "script");
    assert_eq!(steps.len(), 2, "{steps:?}");
    for (proposal, wanted) in [
        (breaking(), 1),
        (
            std::fs::read_to_string(fixture("two-services.hopscope.json")).expect("a fixture"),
            0,
        ),
    ] {
        let Some(pipeline) = Pipeline::new(&format!("ci-cloud-build-{wanted}"), &proposal) else {
            return;
        };
        for step in &steps {
            let (status, told) = pipeline.run(step, &[("_BASE_BRANCH", "main")]);
            assert_eq!(status, wanted, "{step}{told}");
        }
    }
}

#[test]
fn the_other_commands_of_the_page_are_there() {
    let document = document();
    assert!(document.contains(&format!("--package {}\n", env!("CARGO_PKG_NAME"))));
    // Each `hopscope COMMAND --option` that the page names is one.
    let mut named = 0;
    for rest in document.split("hopscope ").skip(1) {
        let command = rest.split([' ', '`', '\n']).next().unwrap_or_default();
        let known = ["check", "diff", "export-script", "import"];
        if known.contains(&command) {
            named += 1;
            let help = support::run(&[command, "--help"]).out;
            let call = rest.split(['`', '\n']).next().unwrap_or_default();
            for option in call.split(' ').filter(|word| word.starts_with("--")) {
                assert!(help.contains(option), "{command} {option}");
            }
        }
    }
    assert!(named >= 8, "{named}");
}
