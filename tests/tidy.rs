//! The shape of the code: which crate may know which, who may know the browser, and what every file owes its reader.
//!
//! ARCHITECTURE.md says why; this says no.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use hopscope_text::Lang;
use hopscope_text::feature::feature;
use serde_json::Value;

/// THE crates, and which of the others each may depend on. Arrows point up this list, and never sideways
/// between those that have one line each: what they share is in the model.
const ARROWS: &[(&str, &[&str])] = &[
    ("hopscope-model", &[]),
    ("hopscope-yaml", &[]),
    ("hopscope-document", &["hopscope-model", "hopscope-yaml"]),
    ("hopscope-sim", &["hopscope-model"]),
    ("hopscope-text", &["hopscope-model"]),
    (
        "hopscope-review",
        &["hopscope-model", "hopscope-document", "hopscope-sim"],
    ),
    ("hopscope-share", &["hopscope-model"]),
    ("hopscope-diagram", &["hopscope-model"]),
    ("hopscope-serve", &[]),
    (
        "hopscope-cli",
        &[
            "hopscope-model",
            "hopscope-document",
            "hopscope-sim",
            "hopscope-text",
            "hopscope-review",
            "hopscope-share",
            "hopscope-diagram",
            "hopscope-serve",
        ],
    ),
    (
        "hopscope-editor",
        &[
            "hopscope-model",
            "hopscope-document",
            "hopscope-sim",
            "hopscope-text",
            "hopscope-review",
            "hopscope-share",
            "hopscope-diagram",
        ],
    ),
    (
        "hopscope-web",
        &[
            "hopscope-editor",
            "hopscope-model",
            "hopscope-text",
            "hopscope-diagram",
        ],
    ),
    ("xtask", &["hopscope-serve"]),
    ("suite", &[]),
];

/// The crates that are a browser's, and the one of ours that may use them.
const BROWSER: &[&str] = &["gloo", "js-sys", "wasm-bindgen", "web-sys", "yew"];
const PAGE: &str = "hopscope-web";

#[test]
fn every_crate_is_in_the_table() {
    let table: BTreeSet<_> = ARROWS.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(Graph::read().members, table);
}

#[test]
fn crates_know_only_what_they_may() {
    let graph = Graph::read();
    let mut wrong = Vec::new();
    for (name, may) in ARROWS {
        for other in graph.normal[*name].intersection(&graph.members) {
            if !may.contains(&other.as_str()) {
                wrong.push(format!("{name} -> {other}"));
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn only_the_page_knows_the_browser() {
    let (page, here) = (Graph::read(), Graph::of(&host()));
    let travels = page.reach(PAGE);
    let browser = |name: &str| -> Vec<String> {
        // What does not travel is built for machines like this one: what its packages would need elsewhere is not there.
        let graph = if name == PAGE || travels.contains(name) {
            &page
        } else {
            &here
        };
        let reached = graph.reach(name).into_iter();
        let known = reached.filter(|package| BROWSER.contains(&package.as_str()));
        known.collect()
    };
    for name in page.members.iter().filter(|name| *name != PAGE) {
        assert_eq!(browser(name), Vec::<String>::new(), "{name}");
    }
    assert_eq!(browser(PAGE), BROWSER);
    for package in ["clap", "quick-junit"] {
        assert!(
            !travels.contains(package),
            "{package} is the command line's"
        );
    }
}

#[test]
fn the_module_and_its_glue_are_of_one_version() {
    let graph = Graph::read();
    assert_eq!(graph.versions["wasm-bindgen"].len(), 1);
    assert_eq!(
        graph.versions["wasm-bindgen"],
        graph.versions["wasm-bindgen-cli-support"]
    );
}

#[test]
fn every_crate_keeps_the_lints() {
    for (name, manifest) in &Graph::read().manifests {
        let text = read(manifest);
        assert!(
            text.contains("[lints]\nworkspace = true"),
            "{name} must have the workspace's lints"
        );
    }
}

#[test]
fn every_file_says_what_it_is() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|path| !read(path).starts_with("//! "))
        .collect();
    assert_eq!(
        silent,
        Vec::<PathBuf>::new(),
        "each file opens with a line that says what it is for"
    );
}

#[test]
fn every_check_says_where_google_says_so() {
    let folder = root().join("crates/sim/src/walk");
    let cites = |path: &Path| {
        let text = read(path);
        text.lines()
            .take_while(|line| line.starts_with("//!"))
            .any(|line| line.contains("https://"))
    };
    let checks: Vec<_> = sources()
        .into_iter()
        .filter(|path| path.starts_with(&folder))
        .collect();
    assert!(checks.len() > 5, "the checks are elsewhere: {checks:?}");
    let silent: Vec<_> = checks
        .into_iter()
        .filter(|path| !path.ends_with("mod.rs") && !cites(path))
        .collect();
    assert_eq!(
        silent,
        Vec::<PathBuf>::new(),
        "a check opens with Google's page about it"
    );
}

#[test]
fn every_feature_outside_the_model_has_words() {
    let before = ["unmodelled(", "feature =", "feature:"];
    let mut found = BTreeSet::new();
    for path in sources() {
        if !path.starts_with(root().join("crates/sim/src")) {
            continue;
        }
        let text = read(&path);
        for part in before.iter().flat_map(|own| text.split(own).skip(1)) {
            let word = part.trim_start().strip_prefix('"');
            let word = word.and_then(|own| Some(own.split_once('"')?.0.to_owned()));
            found.extend(word);
        }
    }
    assert!(found.len() > 140, "{}", found.len());
    let silent: Vec<_> = found
        .iter()
        .filter(|own| feature(Lang::En, own).is_none())
        .collect();
    assert_eq!(silent, Vec::<&String>::new(), "crates/text/src/feature.rs");
}

#[test]
fn the_lock_file_names_no_registry() {
    let lock: Value = json(&read(&root().join("tests/e2e/package-lock.json")));
    let packages = lock["packages"].as_object().expect("packages");
    let tied: Vec<_> = packages
        .iter()
        .filter(|(_, package)| package.get("resolved").is_some())
        .collect();
    assert!(packages.len() > 1);
    assert!(tied.is_empty(), "{tied:?}");
}

/// What cargo knows of the workspace, as it is compiled for the browser.
struct Graph {
    /// Our own crates.
    members: BTreeSet<String>,
    /// The manifests of our own crates.
    manifests: BTreeMap<String, PathBuf>,
    /// What each package depends on when it is not being tested.
    normal: BTreeMap<String, BTreeSet<String>>,
    /// The versions of each package.
    versions: BTreeMap<String, BTreeSet<String>>,
}

impl Graph {
    /// As the page is built.
    fn read() -> Self {
        Self::of("wasm32-unknown-unknown")
    }

    /// As it is for a platform.
    fn of(platform: &str) -> Self {
        let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        cargo.args([
            "metadata",
            "--format-version",
            "1",
            "--filter-platform",
            platform,
        ]);
        let output = cargo.current_dir(root()).output().expect("cargo metadata");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let metadata = json(&String::from_utf8_lossy(&output.stdout));

        let mut graph = Self {
            members: BTreeSet::new(),
            manifests: BTreeMap::new(),
            normal: BTreeMap::new(),
            versions: BTreeMap::new(),
        };
        let members: BTreeSet<_> = list(&metadata["workspace_members"])
            .iter()
            .map(text)
            .collect();
        let mut names = BTreeMap::new();
        for package in list(&metadata["packages"]) {
            let (id, name) = (text(&package["id"]), text(&package["name"]));
            graph
                .versions
                .entry(name.clone())
                .or_default()
                .insert(text(&package["version"]));
            if members.contains(&id) {
                graph.members.insert(name.clone());
                graph
                    .manifests
                    .insert(name.clone(), text(&package["manifest_path"]).into());
            }
            names.insert(id, name);
        }
        for node in list(&metadata["resolve"]["nodes"]) {
            // Packages of several versions are taken together: that can only find more.
            let normal = graph
                .normal
                .entry(names[&text(&node["id"])].clone())
                .or_default();
            for dependency in list(&node["deps"]) {
                if list(&dependency["dep_kinds"])
                    .iter()
                    .any(|kind| kind["kind"] != "dev")
                {
                    normal.insert(names[&text(&dependency["pkg"])].clone());
                }
            }
        }
        graph
    }

    /// Everything a package depends on, directly or not.
    fn reach(&self, name: &str) -> BTreeSet<String> {
        let mut reached = BTreeSet::new();
        let mut open = vec![name.to_owned()];
        while let Some(name) = open.pop() {
            for other in &self.normal[&name] {
                if reached.insert(other.clone()) {
                    open.push(other.clone());
                }
            }
        }
        reached
    }
}

/// The platform of this machine.
fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().expect("rustc");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let line = text.lines().find_map(|line| line.strip_prefix("host: "));
    line.expect("it says its host").to_owned()
}

/// Every Rust file of ours.
fn sources() -> Vec<PathBuf> {
    fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("a folder of sources").flatten() {
            let path = entry.path();
            if path.is_dir() && !path.ends_with("node_modules") {
                walk(&path, found);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    let mut found = Vec::new();
    for folder in ["crates", "tests", "web/src", "xtask/src"] {
        walk(&root().join(folder), &mut found);
    }
    assert!(found.len() > 20, "the sources are elsewhere: {found:?}");
    found.sort();
    found
}

fn root() -> PathBuf {
    env::var_os("CARGO_MANIFEST_DIR")
        .expect("cargo runs this")
        .into()
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).expect("JSON")
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}
