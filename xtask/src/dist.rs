//! `cargo xtask dist`: the page as a folder for a web host. Its files name one another by relative paths, so it works
//! under any path; what a host can say beside them is in `_headers`, which some read (Cloudflare Pages, Netlify) and
//! the others ignore. What is in the folder already stays: a page that is open somewhere may still ask for it.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use hopscope_serve::CONTENT_SECURITY_POLICY;

/// Puts a built page into a folder, `index.html` last: until then the page before it is whole.
pub(crate) fn lay_out(dist: &Path, folder: &Path) -> Result<()> {
    let in_folder = || format!("can't write to {}", folder.display());
    fs::create_dir_all(folder).with_context(in_folder)?;
    let mut names = Vec::new();
    for entry in fs::read_dir(dist)? {
        names.push(entry?.file_name());
    }
    names.sort_by_key(|name| name == "index.html");
    for name in &names {
        fs::copy(dist.join(name), folder.join(name)).with_context(in_folder)?;
    }
    fs::write(folder.join("_headers"), headers()).with_context(in_folder)?;
    println!(
        "{} files in {}: docs/hosting.md says what a host should know",
        names.len() + 1,
        folder.display()
    );
    Ok(())
}

/// What a host is to say with each file. Names have the hash of what is in them, but two.
fn headers() -> String {
    format!(
        "/*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}\n  X-Content-Type-Options: nosniff\n  \
         Referrer-Policy: no-referrer\n/*-*\n  Cache-Control: public, max-age=31536000, immutable\n/\n  \
         Cache-Control: no-cache\n/index.html\n  Cache-Control: no-cache\n/offline.js\n  Cache-Control: no-cache\n"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_gets_the_page_and_keeps_the_rest() -> Result<()> {
        let top = std::env::temp_dir().join(format!("hopscope-dist-{}", std::process::id()));
        let (dist, folder) = (top.join("from"), top.join("to/sub"));
        fs::create_dir_all(&dist)?;
        fs::create_dir_all(&folder)?;
        fs::write(dist.join("index.html"), "new")?;
        fs::write(dist.join("app-1.js"), "1")?;
        fs::write(folder.join("app-0.js"), "0")?;
        lay_out(&dist, &folder)?;
        let mut names: Vec<_> = fs::read_dir(&folder)?
            .flatten()
            .map(|own| own.file_name())
            .collect();
        names.sort();
        assert_eq!(names, ["_headers", "app-0.js", "app-1.js", "index.html"]);
        assert!(
            fs::read_to_string(folder.join("_headers"))?
                .contains("script-src 'self' 'wasm-unsafe-eval'")
        );
        Ok(fs::remove_dir_all(top)?)
    }
}
