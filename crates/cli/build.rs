//! Puts the built page, where there is one, into the command: `dist/` beside `crates/`, as `cargo xtask build` makes
//! it, or the folder that `HOPSCOPE_PAGE` names.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-env-changed=HOPSCOPE_PAGE");
    let folder = env::var_os("HOPSCOPE_PAGE").map_or_else(
        || Path::new(&env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default()).join("../../dist"),
        PathBuf::from,
    );
    println!("cargo::rerun-if-changed={}", folder.display());
    let mut files = Vec::new();
    if folder.join("index.html").is_file() {
        collect(&folder.canonicalize()?, "", &mut files)?;
    }
    files.sort();
    let mut code = String::from("static PAGE: &[(&str, &[u8])] = &[\n");
    for (path, file) in files {
        code.push_str(&format!("    ({path:?}, include_bytes!({file:?})),\n"));
    }
    code.push_str("];\n");
    let out = env::var_os("OUT_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    fs::write(out.join("page.rs"), code)
}

/// Every file below a folder, by its path there.
fn collect(folder: &Path, prefix: &str, files: &mut Vec<(String, PathBuf)>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &format!("{path}/"), files)?;
        } else {
            files.push((path, entry.path()));
        }
    }
    Ok(())
}
