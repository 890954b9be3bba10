//! One style sheet out of `web/style/`.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// The sheets that others build on, in that order; the rest follows by name.
const FIRST: [&str; 4] = ["tokens", "layout", "canvas", "panels"];

/// All sheets of the folder, one after another.
pub(crate) fn all(folder: &Path) -> Result<String> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        names.extend(name.strip_suffix(".css").map(str::to_owned));
    }
    order(&mut names);
    names
        .iter()
        .map(|name| Ok(fs::read_to_string(folder.join(format!("{name}.css")))?))
        .collect()
}

fn order(names: &mut [String]) {
    let rank = |name: &String| {
        FIRST
            .iter()
            .position(|first| first == name)
            .unwrap_or(FIRST.len())
    };
    names.sort_by(|a, b| (rank(a), a).cmp(&(rank(b), b)));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_first_and_strangers_last() {
        let mut names = ["panels", "gallery", "canvas", "tokens", "base"].map(str::to_owned);
        order(&mut names);
        assert_eq!(names, ["tokens", "canvas", "panels", "base", "gallery"]);
    }
}
