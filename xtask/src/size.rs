//! What the page weighs: every file of `dist/` as it travels, compressed with brotli, against a budget.

use std::fs;
use std::path::Path;

use anyhow::{Result, bail};
use brotli::enc::BrotliEncoderParams;

/// What all of the page is to weigh, compressed, in bytes.
const GOAL: usize = 400_000;

/// What it may weigh until it is there: about what it weighed last. A commit that raises it says what for.
const BUDGET: usize = 1_100_000;

/// What the first page may weigh: all but the module, which is fetched when it is there and has nothing else to do.
const FIRST: usize = 60_000;

/// Prints what the page weighs.
pub(crate) fn report(dist: &Path) -> Result<()> {
    let mut files = Vec::new();
    weigh(dist, "", &mut files)?;
    files.sort();
    println!("{:>10} {:>10}  dist/", "bytes", "brotli");
    for (name, plain, compressed) in &files {
        println!("{plain:>10} {compressed:>10}  {name}");
    }
    let plain: usize = files.iter().map(|file| file.1).sum();
    let compressed: usize = files.iter().map(|file| file.2).sum();
    println!(
        "{plain:>10} {compressed:>10}  all: {} % of the goal of {GOAL}, {} % of the budget of {BUDGET}",
        compressed * 100 / GOAL,
        compressed * 100 / BUDGET
    );
    let first: usize = files
        .iter()
        .filter(|file| !file.0.ends_with(".wasm"))
        .map(|file| file.2)
        .sum();
    println!("{:>10} {first:>10}  the first page: all but the module", "");
    if first > FIRST {
        bail!("the first page is {} bytes over its {FIRST}", first - FIRST);
    }
    if compressed > BUDGET {
        bail!("the page is {} bytes over its budget", compressed - BUDGET);
    }
    Ok(())
}

fn weigh(folder: &Path, prefix: &str, files: &mut Vec<(String, usize, usize)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = format!("{prefix}{}", entry.file_name().to_string_lossy());
        if entry.file_type()?.is_dir() {
            weigh(&entry.path(), &format!("{name}/"), files)?;
        } else {
            let content = fs::read(entry.path())?;
            files.push((name, content.len(), compressed(&content)?));
        }
    }
    Ok(())
}

/// The size as a web server sends it that compresses once and serves often.
fn compressed(content: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let parameters = BrotliEncoderParams {
        quality: 11,
        lgwin: 22,
        size_hint: content.len(),
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &*content, &mut out, &parameters)?;
    Ok(out.len())
}
