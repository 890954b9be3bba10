//! Errors that stand where output was meant to be: of commands, told by how their lines begin, and of Google's APIs,
//! `{"error":{"code":403,"message":"…","status":"PERMISSION_DENIED"}}`.
//!
//! <https://docs.cloud.google.com/apis/design/errors#http_mapping>
//! <https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/status/>

use hopscope_model::{Problem, ProblemCode};
use memchr::{memchr_iter, memmem};

use crate::envelope::Envelope;
use crate::registry::kind_of;
use crate::report::error;
use crate::scan::elements;

/// How many of a text are told.
pub(crate) const MOST: usize = 8;

/// What is an error of gcloud's wherever it stands.
const GCLOUD: &[u8] = b"ERROR: (gcloud";

/// How lines of errors begin, and which command prints them.
const LINES: &[(&str, &str)] = &[
    ("Error from server", "kubectl"),
    ("error: You must be logged in to the server", "kubectl"),
    ("error: the server doesn't have a resource type", "kubectl"),
    ("error: no configuration has been provided", "kubectl"),
    ("error: context \"", "kubectl"),
    ("Unable to connect to the server", "kubectl"),
    ("The connection to the server ", "kubectl"),
    ("BigQuery error in ", "bq"),
    ("curl: (", "curl"),
    ("AccessDeniedException: 403", "gsutil"),
    ("jq: error", "jq"),
    ("jq: parse error", "jq"),
];

/// An error among lines.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Failure {
    /// What it says.
    pub(crate) message: String,
    /// Which command, or API, says it.
    pub(crate) of: &'static str,
    /// Where it stands.
    pub(crate) at: usize,
}

/// The errors of commands in a text, in their order: each begins a line, but for gcloud's, which are like nothing else.
pub(crate) fn lines(text: &str) -> Vec<Failure> {
    let bytes = text.as_bytes();
    let by_gcloud = memmem::find_iter(bytes, GCLOUD).map(|at| (at, "gcloud"));
    let starts = std::iter::once(0).chain(memchr_iter(b'\n', bytes).map(|at| at + 1));
    let by_others = starts.filter_map(|start| {
        let line = bytes.get(start..)?;
        let blank = line.iter().position(|own| !matches!(own, b' ' | b'\t'))?;
        let line = line.get(blank..)?;
        // Most lines are told by their first letter.
        let begins =
            |own: &str| own.as_bytes().first() == line.first() && line.starts_with(own.as_bytes());
        let (_, of) = LINES.iter().find(|(own, _)| begins(own))?;
        Some((start + blank, *of))
    });
    let mut found: Vec<(usize, &'static str)> =
        by_gcloud.take(MOST).chain(by_others.take(MOST)).collect();
    hopscope_model::order::sort_by_key(&mut found, |(at, _): &(usize, &str)| *at);
    let failure = |(at, of): (usize, &'static str)| {
        let mut lines = text.get(at..).unwrap_or_default().lines();
        let first = lines.next().unwrap_or_default().trim();
        // What was wrong with each request stands below.
        let below = lines.take_while(|line| line.starts_with(" - ")).take(MOST);
        let below = below.map(|line| line.trim_start_matches([' ', '-']).trim());
        let all: Vec<&str> = std::iter::once(first).chain(below).collect();
        Failure {
            message: all.join(" "),
            of,
            at,
        }
    };
    found.into_iter().take(MOST).map(failure).collect()
}

/// What an object says that is an error of an API, and of which: one of Google's, or that of Kubernetes.
pub(crate) fn of_api(envelope: &Envelope<'_>) -> Option<(String, &'static str)> {
    let joined = |status: Option<String>, message: String| match status {
        Some(status) => format!("{status}: {message}"),
        None => message,
    };
    if kind_of(envelope).as_deref() == Some("core Status") {
        let message = envelope.word("message")?;
        return Some((joined(envelope.word("reason"), message), "kubectl"));
    }
    if envelope.has("name") || envelope.has("kind") {
        return None;
    }
    let own = envelope.object("error")?;
    let message = own.word("message")?;
    let code = own.raw("code").map(str::to_owned);
    let status = own.word("status").or_else(|| {
        let errors = own.part("errors")?;
        let first = elements(errors).list.into_iter().next()?;
        Envelope::of(first.part(errors.text)).word("reason")
    });
    let words: Vec<String> = code.into_iter().chain(status).collect();
    let status = (!words.is_empty()).then(|| words.join(" "))?;
    Some((joined(Some(status), message), "api"))
}

/// The problem that an error is.
pub(crate) fn problem(message: &str, of: &str) -> Problem {
    let problem = error(ProblemCode::GcloudError).arg("message", message);
    let problem = match of {
        "gcloud" => problem,
        of => problem.arg("of", of),
    };
    problem.next("fix-command", None)
}
