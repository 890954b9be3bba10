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

/// How lines of errors begin, and which command prints them.
const LINES: &[(&str, &str)] = &[
    ("ERROR: (gcloud", "gcloud"),
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
    let mut found = Vec::new();
    let starts = line_starts(bytes);
    for (begins, of) in LINES {
        let own: Box<dyn Iterator<Item = usize>> = match *of {
            "gcloud" => Box::new(memmem::find_iter(bytes, begins.as_bytes())),
            _ => {
                let begin = |at: &usize| {
                    let rest = bytes.get(*at..).unwrap_or_default();
                    rest.starts_with(begins.as_bytes())
                };
                Box::new(starts.iter().copied().filter(begin))
            }
        };
        found.extend(own.take(MOST).map(|at| {
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
        }));
    }
    hopscope_model::order::sort_by_key(&mut found, |own: &Failure| own.at);
    found.truncate(MOST);
    found
}

/// Where lines begin, behind white space, whose first letter is that of some error.
fn line_starts(bytes: &[u8]) -> Vec<usize> {
    let ends = memchr_iter(b'\n', bytes).map(|at| at + 1);
    let starts = std::iter::once(0).chain(ends).filter_map(|start| {
        let line = bytes.get(start..)?;
        let at = line.iter().position(|own| !matches!(own, b' ' | b'\t'))?;
        let first = line.get(at)?;
        b"ABETUcej".contains(first).then_some(start + at)
    });
    starts.collect()
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
