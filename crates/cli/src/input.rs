//! Reads what the command line names into one scenario.

use std::io::Read as _;
use std::{fs, io};

use hopscope_document::{self as document, Options, Read};
use hopscope_model::problem::{Problem, ProblemCode, Severity};
use hopscope_text::Lang;
use hopscope_text::call::NotDone;

use crate::args;
use crate::output::Failure;

/// Standard input, as a file's name.
const STDIN: &str = "-";

/// What was read, with the texts that problems point into.
pub(crate) struct Loaded {
    /// Name and text of each file, in the order of the command line.
    pub(crate) files: Vec<(String, String)>,
    /// The scenario and the problems of reading it.
    pub(crate) read: Read,
}

/// Reads the files of the command line, as one.
pub(crate) fn load(lang: Lang, args: &args::Input) -> Result<Loaded, Failure> {
    once(lang, &args.files, &args.beside)?;
    let files = args
        .files
        .iter()
        .map(|file| Ok((file.clone(), text_of(lang, file)?)))
        .collect::<Result<Vec<_>, Failure>>()?;
    Ok(read(files, &options(lang, &args.beside)?))
}

/// Standard input can be read once only.
pub(crate) fn once(lang: Lang, files: &[String], beside: &args::Beside) -> Result<(), Failure> {
    let lists = [&beside.iam, &beside.zone, &beside.list];
    let named = lists.into_iter().flatten().map(|(_, file)| file);
    let stdin = files.iter().chain(named).filter(|file| *file == STDIN);
    match stdin.count() {
        0 | 1 => Ok(()),
        _ => Err(Failure::said(lang, &NotDone::InputTwice)),
    }
}

/// What is said beside the files.
pub(crate) fn options(lang: Lang, beside: &args::Beside) -> Result<Options, Failure> {
    Ok(Options {
        project: beside.project.clone(),
        iam: named(lang, &beside.iam)?,
        zone: named(lang, &beside.zone)?,
        list: named(lang, &beside.list)?,
    })
}

/// Reads texts with their names, as one.
pub(crate) fn read(files: Vec<(String, String)>, options: &Options) -> Loaded {
    // Problems name the file only where there are several: one alone has no need of it.
    let several = files.len() > 1;
    let inputs: Vec<document::Input<'_>> = files
        .iter()
        .map(|(file, text)| document::Input {
            file: several.then_some(file.as_str()),
            text,
        })
        .collect();
    let read = document::read(&inputs, options);
    Loaded { files, read }
}

impl Loaded {
    /// The text that a problem's place is in, with its name.
    pub(crate) fn text_of(&self, problem: &Problem) -> Option<(&str, &str)> {
        let found = match &problem.file {
            Some(file) => self.files.iter().find(|(name, _)| name == file),
            None if self.files.len() == 1 => self.files.first(),
            None => None,
        };
        found.map(|(name, text)| (name.as_str(), text.as_str()))
    }

    /// Whether part of the input could not be used at all: a file that is not what it should be, or a request
    /// that was not understood. What cannot be read inside of a resource is no such thing: where it matters, the
    /// result is incomplete.
    pub(crate) fn is_unusable(&self) -> bool {
        self.read.problems.iter().any(is_unusable)
    }
}

/// Whether it is a problem by which part of the input cannot be used at all.
pub(crate) fn is_unusable(problem: &Problem) -> bool {
    let whole = matches!(
        problem.code,
        ProblemCode::Empty
            | ProblemCode::Truncated
            | ProblemCode::NotUnderstood
            | ProblemCode::GcloudError
            | ProblemCode::TableOutput
            | ProblemCode::Html
            | ProblemCode::TooLarge
            | ProblemCode::TooDeep
            | ProblemCode::VersionNewer
    );
    let request = problem
        .path
        .as_deref()
        .is_some_and(|path| path.starts_with("requests["));
    problem.severity == Severity::Error && (whole || request)
}

fn named(lang: Lang, files: &[(String, String)]) -> Result<Vec<(String, String)>, Failure> {
    files
        .iter()
        .map(|(name, file)| Ok((name.clone(), text_of(lang, file)?)))
        .collect()
}

/// The text of a file or of standard input. Windows PowerShell redirects into UTF-16: that is read too.
pub(crate) fn text_of(lang: Lang, file: &str) -> Result<String, Failure> {
    let bytes = if file == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    let bytes = bytes.map_err(|error| Failure::said(lang, &NotDone::Unreadable(file, &error)))?;
    decode(&bytes).ok_or_else(|| Failure::said(lang, &NotDone::NoText(file)))
}

fn decode(bytes: &[u8]) -> Option<String> {
    let units = |bytes: &[u8], unit: fn([u8; 2]) -> u16| -> Option<String> {
        let (pairs, rest) = bytes.as_chunks::<2>();
        let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
        rest.is_empty().then(|| String::from_utf16(&units).ok())?
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        _ => String::from_utf8(bytes.to_vec()).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_utf_8_or_says_that_it_is_utf_16() {
        assert_eq!(decode("{\"名\"}".as_bytes()).as_deref(), Some("{\"名\"}"));
        assert_eq!(
            decode(&[0xff, 0xfe, b'{', 0, b'}', 0]).as_deref(),
            Some("{}")
        );
        assert_eq!(
            decode(&[0xfe, 0xff, 0, b'{', 0, b'}']).as_deref(),
            Some("{}")
        );
        assert_eq!(decode(&[0xff, 0xfe, b'{']), None);
        assert_eq!(decode(&[0xc3, 0x28]), None);
    }
}
