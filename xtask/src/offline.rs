//! What makes a built page stay: the service worker that keeps this build's files, and the manifest by which it can
//! be installed.

use std::fs;

use anyhow::{Context, Result};
use serde_json::json;

use crate::fill::fill;
use crate::root;

/// The worker's file. A browser asks for it by this name whatever the build, so it has no hash in it.
pub(crate) const WORKER: &str = "offline.js";

/// The service worker, with the files of a build. `version` is another one when any of them is.
pub(crate) fn worker(version: &str, files: &[&str]) -> Result<String> {
    let source = root().join("web").join(WORKER);
    let worker =
        fs::read_to_string(&source).with_context(|| format!("can't read {}", source.display()))?;
    with_files(&worker, version, files)
}

fn with_files(worker: &str, version: &str, files: &[&str]) -> Result<String> {
    let mut list = vec!["./".to_owned()];
    list.extend(files.iter().map(|file| format!("./{file}")));
    fill(
        "web/offline.js",
        worker,
        [
            (
                "const VERSION = '';",
                format!("const VERSION = {};", json!(version)),
            ),
            (
                "const FILES = [];",
                format!("const FILES = {};", json!(list)),
            ),
        ],
    )
}

/// The manifest, with the name that the icon has in this build.
pub(crate) fn manifest(icon: &str) -> String {
    let manifest = json!({
        "name": "Hopscope",
        "short_name": "Hopscope",
        "description": "Network paths of Google Cloud, step by step",
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#f6f7f9",
        "theme_color": "#2f5bd7",
        "icons": [{"src": format!("./{icon}"), "sizes": "any", "type": "image/svg+xml", "purpose": "any"}],
    });
    format!("{manifest}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worker_names_the_files_of_this_build() -> Result<()> {
        let worker = with_files("const VERSION = '';\nconst FILES = [];", "12", &["a-1.js"])?;
        assert_eq!(
            worker,
            "const VERSION = \"12\";\nconst FILES = [\"./\",\"./a-1.js\"];"
        );
        assert!(with_files("const FILES = [];", "12", &[]).is_err());
        Ok(())
    }
}
