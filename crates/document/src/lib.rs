//! The one reader and the one writer: Google-shaped objects (pastes, files, scenario files) become a scenario,
//! with a place in the text for each problem; and a scenario becomes a file in canonical form.
//!
//! Reading never fails: it gives what it understood and a list of problems. An object of a kind that is read
//! which cannot be read whole stays, as unread.
#![forbid(unsafe_code)]

mod aliases;
mod asset;
mod attached;
mod branch;
mod buried;
mod canonical;
mod changes;
mod claims;
mod codec;
mod compare;
mod compute;
mod config_connector;
mod connectivity;
mod dns;
mod envelope;
mod failures;
mod field;
mod fields;
mod finish;
mod gather;
mod gke;
mod harvest;
mod hopscope;
mod import;
mod item;
mod keep;
mod kept;
mod links;
mod names;
mod other;
mod outline;
mod pages;
mod parts;
mod printed;
mod prompt;
mod reader;
mod redact;
mod registry;
mod renamed;
mod report;
mod request;
mod scan;
mod scenario_file;
mod secret;
mod serverless;
mod settle;
mod sniff;
mod source;
mod split;
mod strangers;
mod terminal;
mod terraform;
mod tree;
mod unknown;
mod unpack;
mod unread;
#[cfg(test)]
mod vocabulary;
mod words;
mod wrapper;
mod yaml;

pub use redact::Redact;
pub use unpack::{Unpacked, is_read, left_out, may_be_read, unpack};

use hopscope_model::compare::Difference;
use hopscope_model::reference::Names;
use hopscope_model::resource::Resources;
use hopscope_model::scenario::Branch;
use hopscope_model::{Id, Name, Problem, Request, Scenario};

/// The largest text that is read, in bytes.
pub const SIZE_LIMIT: usize = 10 * 1024 * 1024;

/// The deepest nesting that is read.
pub const DEPTH_LIMIT: usize = split::DEPTH_LIMIT;

/// One text that somebody brings: a paste, or a file.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The name of its file, for problems.
    pub file: Option<&'a str>,
    /// What it holds.
    pub text: &'a str,
}

/// What is said beside the texts.
#[derive(Clone, Default, Debug)]
pub struct Options {
    /// Project of objects that name none.
    pub project: Option<String>,
    /// IAM policies as `get-iam-policy` prints them, with the reference of what they are set on.
    pub iam: Vec<(String, String)>,
    /// Record sets as `record-sets list` prints them, with the zone they are of.
    pub zone: Vec<(String, String)>,
    /// Lists that hold a kind whole, with the word of the kind (`route`); they may be empty.
    pub list: Vec<(String, String)>,
}

/// What was read.
#[derive(Clone, PartialEq, Debug)]
pub struct Read {
    /// What was understood.
    pub scenario: Scenario,
    /// What was not, or deserves a look, in the order of the texts.
    pub problems: Vec<Problem>,
}

/// A line of a text as it may be shown beside a problem, with as many characters as it has: values of what nobody reads
/// are hidden, and so is what looks like a secret. `above` are lines before it; `torn` says that it begins in the middle
/// of one, and `all` that none of its values is to be shown.
pub fn shown(line: &str, above: &[&str], torn: bool, all: bool) -> String {
    secret::shown::shown(line, above, torn, all)
}

/// Reads texts as one scenario.
pub fn read(inputs: &[Input<'_>], options: &Options) -> Read {
    import::read(inputs, options, &mut |_, _| {})
}

/// The same, which says now and then how far it is, of how much.
pub fn read_telling(
    inputs: &[Input<'_>],
    options: &Options,
    progress: &mut dyn FnMut(usize, usize),
) -> Read {
    import::read(inputs, options, progress)
}

/// Applies a list of changes, `{"op":"replace","object":{…}}` or `{"op":"remove","ref":"…"}`, in order.
/// `replace` adds what is not there.
pub fn read_changes(scenario: &Scenario, json: &str) -> (Scenario, Vec<Problem>) {
    changes::apply(scenario, json)
}

/// The scenario as one of its proposals would have it: other resources, the same requests.
pub fn with_branch(scenario: &Scenario, branch: &Branch) -> (Scenario, Vec<Problem>) {
    branch::apply(scenario, branch)
}

/// The changes, as JSON texts, that make the resources of a scenario what is proposed.
pub fn changes_between(scenario: &Scenario, proposed: &Resources) -> Vec<String> {
    branch::between(scenario, proposed)
}

/// The scenario with resources called otherwise, everywhere: each by what it is called now, and its new name.
pub fn renamed(scenario: &Scenario, new: &[(Id, Name)]) -> Scenario {
    renamed::renamed(scenario, new)
}

/// The scenario with pseudonyms for what tells whose it is.
pub fn redacted(scenario: &Scenario, what: Redact) -> Scenario {
    redact::redacted(scenario, what)
}

/// What differs between the resources of two scenarios, object by object and field by field.
pub fn differences(before: &Scenario, after: &Scenario) -> Vec<Difference> {
    compare::differences(before, after)
}

/// A scenario with a resource, what of Hopscope's own is on it, its IAM policy, and nothing else.
pub fn alone(scenario: &Scenario, id: &Id) -> Scenario {
    attached::alone(scenario, id)
}

/// Reads one request, an object of the contract's section 4.
pub fn read_request(scenario: &Scenario, json: &str) -> (Option<Request>, Vec<Problem>) {
    changes::request(scenario, json)
}

/// Reads one request on one line: `FROM -> TO [METHOD] [expect OUTCOME|STATUS|CAUSE] [source ADDRESS]`.
pub fn read_request_line(scenario: &Scenario, line: &str) -> (Option<Request>, Vec<Problem>) {
    let names = Names::of(&scenario.resources);
    match request::read_line(line, scenario, &names) {
        Ok(request) => (Some(request), Vec::new()),
        Err(wrong) => {
            let (offset, mut problem) = *wrong;
            let (line, column) = source::Source::new(None, line).place(offset);
            problem.line = Some(line);
            problem.column = Some(column);
            (None, vec![problem])
        }
    }
}

/// The scenario as a file: its canonical form, indented by two spaces.
pub fn write(scenario: &Scenario) -> String {
    canonical::file(scenario)
}

/// The canonical form: no white space, keys in schema order, resources sorted, defaults left out.
pub fn canonical(scenario: &Scenario) -> String {
    canonical::canonical(scenario)
}

/// The first 12 hex digits of the SHA-256 of the canonical form without `hopscope`, `view` and `shared`.
pub fn content_id(scenario: &Scenario) -> String {
    canonical::content_id(scenario)
}
