//! Puts a built page into the command: the files of the folder that `HOPSCOPE_PAGE` names when it is built. Without
//! that, the command carries no page, and `hopscope serve` takes one from a folder.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-env-changed=HOPSCOPE_PAGE");
    let mut files = Vec::new();
    if let Some(folder) = env::var_os("HOPSCOPE_PAGE").map(PathBuf::from) {
        println!("cargo::rerun-if-changed={}", folder.display());
        if !folder.join("index.html").is_file() {
            return Err(io::Error::other(format!(
                "HOPSCOPE_PAGE names {}, which has no index.html",
                folder.display()
            )));
        }
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
