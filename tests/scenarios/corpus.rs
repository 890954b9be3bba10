//! The scenarios of this folder, as cases: Markdown with a scenario, and requests under headings that may change it.

use std::fs;
use std::path::{Path, PathBuf};

use hopscope_document::{Input, Options};
use hopscope_model::{Problem, Scenario};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/scenarios")
}

/// Stands before the name of a proposal in [`Case::change`].
const BRANCH: &str = "branch ";

/// Every file, in the order of names.
pub(crate) fn files() -> Vec<PathBuf> {
    let mut files = Vec::new();
    markdown_files(&root(), &mut files);
    files.sort();
    files
}

/// One request of a file, with the variant of the scenario it is asked in.
#[derive(Clone)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) scenario: String,
    pub(crate) change: Option<String>,
    pub(crate) request: String,
    /// The text of its trace block, and its place in the file.
    pub(crate) trace: Option<(String, std::ops::Range<usize>)>,
}

fn markdown_files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            markdown_files(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "md") {
            found.push(path);
        }
    }
}

/// A fenced block: its info string, its text, and where that text is in the file.
struct Block {
    info: String,
    text: String,
    range: std::ops::Range<usize>,
    heading: Option<String>,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut found = Vec::new();
    let mut heading = None;
    let mut open: Option<(String, usize)> = None;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let next = at + line.len();
        let bare = line.trim_end();
        match &open {
            Some((info, start)) if bare == "```" => {
                found.push(Block {
                    info: info.clone(),
                    text: text[*start..at].to_owned(),
                    range: *start..at,
                    heading: heading.clone(),
                });
                open = None;
            }
            Some(_) => {}
            None => {
                if let Some(info) = bare.strip_prefix("```") {
                    open = Some((info.trim().to_owned(), next));
                } else if let Some(title) = bare.strip_prefix("## ") {
                    heading = Some(title.to_owned());
                }
            }
        }
        at = next;
    }
    found
}

pub(crate) fn parse(file: &Path, text: &str) -> Result<Vec<Case>, String> {
    let root = root();
    let folder = file.strip_prefix(&root).unwrap_or(file).with_extension("");
    let mut scenario: Option<String> = None;
    let mut change: Option<(Option<String>, String)> = None;
    let mut cases: Vec<Case> = Vec::new();
    for block in blocks(text) {
        match block.info.as_str() {
            "json scenario" if scenario.is_some() => {
                return Err("a file has one `json scenario`".to_owned());
            }
            "json scenario" => scenario = Some(block.text),
            "json change" => change = Some((block.heading, block.text)),
            // The scenario as one of its proposals has it.
            "branch" => change = Some((block.heading, format!("{BRANCH}{}", block.text.trim()))),
            "json request" => {
                let asked = block.text.lines().filter(|line| line.starts_with('{'));
                if asked.count() > 1 {
                    return Err("a `json request` asks one thing".to_owned());
                }
                let own = change
                    .as_ref()
                    .filter(|(heading, _)| *heading == block.heading)
                    .map(|(_, text)| text.clone());
                let heading = block.heading.unwrap_or_default();
                let number = cases
                    .iter()
                    .filter(|case| case.name.contains(&format!("::{heading}::")))
                    .count();
                cases.push(Case {
                    name: format!("{}::{heading}::{}", folder.display(), number + 1),
                    scenario: scenario.clone().ok_or("a request before the scenario")?,
                    change: own,
                    request: block.text,
                    trace: None,
                });
            }
            "trace" => {
                let case = cases.last_mut().ok_or("a trace before any request")?;
                case.trace = Some((block.text, block.range));
            }
            other => return Err(format!("a block `{other}` that is none of a scenario's")),
        }
    }
    Ok(cases)
}

/// The scenario of a case with its one request, and the problems of reading it.
pub(crate) fn read(case: &Case) -> Result<(Scenario, Vec<Problem>), String> {
    let input = Input {
        file: None,
        text: &case.scenario,
    };
    let read = hopscope_document::read(&[input], &Options::default());
    let mut scenario = read.scenario;
    let mut problems = read.problems;
    if let Some(name) = case
        .change
        .as_ref()
        .and_then(|own| own.strip_prefix(BRANCH))
    {
        let mut branches = scenario.branches.iter();
        let branch = branches.find(|own| own.name == name);
        let branch = branch.ok_or_else(|| format!("there is no branch {name}"))?;
        let (changed, more) = hopscope_document::with_branch(&scenario, branch);
        scenario = changed;
        problems.extend(more);
    } else if let Some(change) = &case.change {
        let (changed, more) = hopscope_document::read_changes(&scenario, change);
        scenario = changed;
        problems.extend(more);
    }
    let (request, more) = hopscope_document::read_request(&scenario, &case.request);
    problems.extend(more);
    let request = request.ok_or_else(|| format!("the request cannot be read: {problems:#?}"))?;
    scenario.requests = vec![request];
    Ok((scenario, problems))
}
