//! The scenarios of the gallery, as files.

use std::fs;

/// What each holds, in the order of their names.
pub(crate) fn texts() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/scenarios/gallery");
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("the gallery is there")
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".hopscope.json"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 13);
    files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a scenario"))
        .collect()
}
