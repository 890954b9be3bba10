//! What a text is that holds no JSON: told by its first lines, so that people learn what to do instead.

use hopscope_model::{Problem, ProblemCode};
use memchr::memmem;

use crate::failures::{self, Failure};
use crate::report::error;
use crate::split::gaps::is_member;
use crate::split::lines::is_flattened;

/// What a text looks like.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Looks {
    /// Nothing but space.
    Empty,
    /// A web page.
    Html,
    /// Errors of commands.
    Failed(Vec<Failure>),
    /// gcloud or kubectl found nothing.
    NoItems,
    /// gcloud's table format.
    Table,
    /// Terraform's own language, or a plan as Terraform prints it.
    Terraform,
    /// YAML, gcloud's default for `describe`.
    Yaml,
    /// An object of JavaScript's, or JSON with something missing.
    Braces,
    /// What is left of a JSON document.
    Part,
    /// A word that says the kind of one of Google's objects, in a form that is not read.
    Stray,
    /// Nothing that is known.
    Nothing,
}

/// What a text looks like.
pub(crate) fn look(text: &str) -> Looks {
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Looks::Empty;
    }
    if is_page(trimmed) {
        return Looks::Html;
    }
    let failed = failures::lines(text);
    if !failed.is_empty() {
        return Looks::Failed(failed);
    }
    let nothing = "Listed 0 items.";
    let says = memmem::find(trimmed.as_bytes(), nothing.as_bytes()).is_some();
    if says && trimmed.lines().any(|line| line.trim() == nothing) {
        return Looks::NoItems;
    }
    // kubectl's word for the same.
    if trimmed.starts_with("No resources found") && trimmed.lines().count() == 1 {
        return Looks::NoItems;
    }
    if terraform(trimmed).is_some() {
        return Looks::Terraform;
    }
    if is_table(trimmed) {
        return Looks::Table;
    }
    if trimmed.lines().take(50).any(is_flattened) {
        return Looks::Table;
    }
    if is_yaml(trimmed) {
        return Looks::Yaml;
    }
    if trimmed.starts_with(['{', '[', '｛', '［']) {
        return Looks::Braces;
    }
    Looks::Nothing
}

/// Whether a text is a web page, or XML.
pub(crate) fn is_page(text: &str) -> bool {
    let start = text.trim_start().as_bytes();
    let begins = |own: &str| {
        let front = start.get(..own.len());
        front.is_some_and(|front| front.eq_ignore_ascii_case(own.as_bytes()))
    };
    ["<!doctype", "<html", "<?xml"].into_iter().any(begins)
}

/// How lines begin that are of Terraform's own language.
const TERRAFORM: [&str; 4] = [
    "module \"",
    "data \"google_",
    "provider \"google",
    "variable \"",
];

/// Where Terraform's own language begins: a resource of Google's, or another of its blocks.
pub(crate) fn terraform(text: &str) -> Option<usize> {
    let begins = |own: &str| {
        let at = memmem::find_iter(text.as_bytes(), own.as_bytes());
        let mut lines = at.filter(|at| {
            matches!(
                at.checked_sub(1).map(|at| text.as_bytes().get(at)),
                None | Some(Some(b'\n'))
            )
        });
        lines.next()
    };
    let own = memmem::find(text.as_bytes(), b"resource \"google_");
    own.or_else(|| TERRAFORM.iter().filter_map(|own| begins(own)).min())
}

/// Something between documents that is one, in a form that is not read, and where it begins: nobody may take it for
/// a prompt.
pub(crate) fn lost(text: &str) -> Option<(Looks, usize)> {
    if let Some(at) = terraform(text) {
        return Some((Looks::Terraform, at));
    }
    let signs = SIGNS
        .iter()
        .filter_map(|sign| memmem::find(text.as_bytes(), sign.as_bytes()));
    let member = || {
        let mut at = 0;
        let mut lines = text.split_inclusive('\n').map(|line| {
            at += line.len();
            (line, at - line.len())
        });
        let mut opened = false;
        let mut left = |line: &str| {
            opened |= line.contains(['{', '[']);
            is_member(line) || (!opened && is_closing(line))
        };
        lines.find(|(line, _)| left(line)).map(|(_, at)| at)
    };
    let member = member().map(|at| (Looks::Part, at));
    member.or_else(|| signs.min().map(|at| (Looks::Stray, at)))
}

/// Whether a line is nothing but brackets that close what nothing here opens: what stood before it is missing.
fn is_closing(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['}', ']']) && line.bytes().all(|own| b"}],;".contains(&own))
}

/// What Google's objects have in them, and prompts and sentences have not.
const SIGNS: [&str; 2] = ["compute#", "dns#"];

/// A header of words in capitals, two of them at least, with something below. A prompt with the command may stand
/// above.
fn is_table(text: &str) -> bool {
    // What stands further down is not looked at: it may be megabytes.
    let (mut end, mut lines) = (0, 0);
    for line in text.split_inclusive('\n') {
        end += line.len();
        if lines == ABOVE {
            break;
        }
        lines += usize::from(!line.trim().is_empty());
    }
    table(text.get(..end).unwrap_or_default()).is_some()
}

/// How many lines are looked at for a header of a table; the line below the last is looked at too.
const ABOVE: usize = 3;

/// Where a table begins: a header of words in capitals, two of them at least, with something below.
pub(crate) fn table(text: &str) -> Option<usize> {
    let is_header = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        words.len() >= 2
            && words.iter().all(|word| {
                word.len() > 1
                    && word.bytes().all(|byte| {
                        byte.is_ascii_uppercase()
                            || byte.is_ascii_digit()
                            || b"_-()".contains(&byte)
                    })
            })
    };
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let below = text.get(at + line.len()..).unwrap_or_default();
        let below = below.lines().next().unwrap_or_default();
        let header = is_header(line) && !below.trim().is_empty();
        if header || is_row(line, below) {
            return Some(at);
        }
        at += line.len();
    }
    None
}

/// Whether a line is of another of gcloud's formats that are no objects: `flattened`, `table[box]`, `csv` with what
/// stands below its header.
fn is_row(line: &str, below: &str) -> bool {
    let line = line.trim();
    let columns = line.split(',').count();
    let word = |own: &str| {
        let part = |own: u8| own.is_ascii_alphanumeric() || b"_.[]".contains(&own);
        own.starts_with(|own: char| own.is_ascii_lowercase()) && own.bytes().all(part)
    };
    let cells = line.split('\t');
    let boxed = line.starts_with("+--") && below.trim_start().starts_with('|');
    let labelled = line.starts_with("NAME: ") && is_labelled(below);
    boxed
        || labelled
        || line.starts_with(['┌', '│', '├'])
        || (cells.clone().count() > 2 && cells.clone().all(|own| !own.trim().is_empty()))
        || (is_flattened(line) && line.split_once(": ").is_some())
        || ((columns > 2 || line.starts_with("name,"))
            && columns > 1
            && line.split(',').all(word)
            && below.split(',').count() == columns)
}

/// Whether a line is `COLUMN: value`, as Cloud Shell and screen readers get tables.
/// <https://docs.cloud.google.com/sdk/docs/enabling-accessibility-features>
fn is_labelled(line: &str) -> bool {
    let word = |own: u8| own.is_ascii_uppercase() || own.is_ascii_digit() || own == b'_';
    let label = line.split_once(':').map(|(label, _)| label);
    label.is_some_and(|own| !own.is_empty() && own.bytes().all(word))
}

/// `key: value` or `key:` at the start of most lines that are not deeper than the first.
fn is_yaml(text: &str) -> bool {
    let lines = text.lines().map(str::trim);
    let lines = lines.filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: Vec<&str> = lines.take(50).collect();
    let keys = lines.iter().filter(|line| is_yaml_line(line)).count();
    keys > 0 && keys * 2 >= lines.len()
}

fn is_yaml_line(line: &str) -> bool {
    let line = line.trim_start();
    if line == "---" {
        return true;
    }
    let line = line.strip_prefix("- ").unwrap_or(line);
    // JSON over several lines is no YAML here.
    if line.starts_with('"') {
        return false;
    }
    let Some((key, rest)) = line.split_once(':') else {
        return line.starts_with('-') || line == "-";
    };
    !key.is_empty()
        && (rest.is_empty() || rest.starts_with(' '))
        && key
            .chars()
            .all(|character| character.is_alphanumeric() || "_-./'\"".contains(character))
}

/// The problem that tells what a text is; of several errors the first.
pub(crate) fn problem(looks: &Looks) -> Problem {
    let not_understood = |what: &str| error(ProblemCode::NotUnderstood).arg("looksLike", what);
    match looks {
        Looks::Empty => error(ProblemCode::Empty).next("paste-json", None),
        Looks::Html => error(ProblemCode::Html).next("paste-json", None),
        Looks::Failed(all) => {
            let first = all.first();
            failures::problem(
                first.map_or("", |own| own.message.as_str()),
                first.map_or("", |own| own.of),
            )
        }
        Looks::NoItems => crate::report::warning(ProblemCode::EmptyList).next("declare-list", None),
        Looks::Table => {
            error(ProblemCode::TableOutput).next("format-json", Some("--format=json".to_owned()))
        }
        Looks::Terraform => not_understood("terraform-text")
            .next("format-json", Some("terraform show -json".to_owned())),
        Looks::Yaml => not_understood("yaml").next("format-json", Some("--format=json".to_owned())),
        Looks::Braces => {
            not_understood("javascript").next("format-json", Some("--format=json".to_owned()))
        }
        Looks::Stray => {
            not_understood("google-object").next("format-json", Some("--format=json".to_owned()))
        }
        Looks::Part => not_understood("json-part").next("save-to-file", None),
        Looks::Nothing => not_understood("nothing-known").next("paste-json", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_is_told_by_its_looks() {
        let check = |text: &str, expected: Looks| assert_eq!(look(text), expected, "{text}");
        check(" \n\t", Looks::Empty);
        check("<!DOCTYPE html><html>", Looks::Html);
        check(
            "$ gcloud x\nERROR: (gcloud.x) no such thing\n",
            Looks::Failed(vec![Failure {
                message: "ERROR: (gcloud.x) no such thing".into(),
                of: "gcloud",
                at: 11,
            }]),
        );
        check(
            "NAME  REGION  NETWORK\ndefault  us-east1  default\n",
            Looks::Table,
        );
        check(
            "autoCreateSubnetworks: true\nname: default\npeerings:\n- name: x\n",
            Looks::Yaml,
        );
        check("name,network,region\na,b,c\n", Looks::Table);
        check("┌──┬──┐\n│ NAME │\n", Looks::Table);
        check("name:    x\ntags[0]: y\n", Looks::Table);
        check(
            "resource \"google_compute_network\" \"n\" {\n  name = \"n\"\n}\n",
            Looks::Terraform,
        );
        check("{name: 'x'}", Looks::Braces);
        check("hello there", Looks::Nothing);
    }
}
