//! Standard output, standard error, and how it all ends.

use std::io::{self, Write};

use hopscope_text::Lang;
use hopscope_text::call::{NotDone, not_done};
use serde::Serialize;
use thiserror::Error;

/// How a command ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Status {
    /// All is well.
    Well,
    /// An expectation is not met, or an outcome got worse.
    Unmet,
    /// The input or the call could not be used, or nothing was checked.
    Unusable,
}

impl Status {
    /// The exit status.
    pub(crate) fn code(self) -> u8 {
        match self {
            Self::Well => 0,
            Self::Unmet => 1,
            Self::Unusable => 2,
        }
    }
}

/// Why a command could not be carried out.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    /// Standard output or error could not be written.
    #[error("cannot write: {0}")]
    Output(#[from] io::Error),
    /// Anything that a sentence says.
    #[error("{0}")]
    Said(String),
}

impl Failure {
    /// Why a call cannot be carried out, in a language.
    pub(crate) fn said(lang: Lang, why: &NotDone<'_>) -> Self {
        Self::Said(not_done(lang, why))
    }

    /// What there is to tell.
    pub(crate) fn text(&self, lang: Lang) -> String {
        match self {
            Self::Output(error) => not_done(lang, &NotDone::Unwritable(error)),
            Self::Said(text) => text.clone(),
        }
    }
}

/// How a command ends.
pub(crate) type Done = Result<Status, Failure>;

/// Writes to standard output.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    Ok(out.flush()?)
}

/// Writes a line to standard error. Where even that fails there is nobody left to tell.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// Writes a value as JSON to standard output: indented by two, with a line break at the end.
pub(crate) fn print_json<T: Serialize>(value: &T) -> Result<(), Failure> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    print(&format!("{text}\n"))
}
