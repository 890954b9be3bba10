//! Reads what the command line names into one scenario.

use std::io::Read as _;
use std::path::Path;
use std::{fs, io};

use hopscope_document::{self as document, Options, Read, Unpacked};
use hopscope_model::problem::{Problem, ProblemCode, Severity};
use hopscope_text::Lang;
use hopscope_text::call::NotDone;

use crate::args;
use crate::link;
use crate::output::Failure;

/// Standard input, as a file's name.
const STDIN: &str = "-";

/// The largest file that is looked into though it is not called like an export, in bytes.
const LARGEST: u64 = document::SIZE_LIMIT as u64;

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
    let mut unpacked = Vec::new();
    for file in &args.files {
        unpacked.extend(texts_of(lang, file)?);
    }
    let (mut files, mut wrong) = (Vec::new(), Vec::new());
    for Unpacked { name, text } in unpacked {
        match text {
            Ok(text) => files.push((name, text)),
            Err(mut problem) => {
                problem.file = Some(name);
                wrong.push(*problem);
            }
        }
    }
    let mut loaded = read(files, &options(lang, &args.beside)?);
    loaded.read.problems.extend(wrong);
    Ok(loaded)
}

/// The texts of a file: one, or those of an archive, or of the files in a folder that are exports by name or content.
fn texts_of(lang: Lang, file: &str) -> Result<Vec<Unpacked>, Failure> {
    if file != STDIN && !Path::new(file).exists() && hopscope_share::is_link(file) {
        let name = lang.pick("link", "リンク").to_owned();
        let text = Ok(link::text_of(lang, file)?);
        return Ok(vec![Unpacked { name, text }]);
    }
    if file == STDIN || !Path::new(file).is_dir() {
        let mut texts = document::unpack(file, &bytes_of(lang, file)?);
        for own in &mut texts {
            if let Some(link) = own.text.as_ref().ok().filter(|text| is_pasted_link(text)) {
                own.text = Ok(link::text_of(lang, link)?);
            }
        }
        return Ok(texts);
    }
    let (mut texts, mut left_out) = (Vec::new(), Vec::new());
    for own in files_in(lang, file)? {
        // Below the folder: where that is in the file system says nothing.
        let name = own.strip_prefix(file).unwrap_or(&own);
        // What is larger than any export, and not called like one, is none.
        let large = || fs::metadata(&own).is_ok_and(|about| about.len() > LARGEST);
        if !document::may_be_read(name) && (large() || !Path::new(&own).is_file()) {
            left_out.push(name.trim_start_matches('/').to_owned());
            continue;
        }
        let bytes = bytes_of(lang, &own)?;
        match document::is_read(name, &bytes) {
            true => texts.extend(document::unpack(&own, &bytes)),
            false => left_out.push(name.trim_start_matches('/').to_owned()),
        }
    }
    texts.extend(document::left_out(&left_out).map(|problem| Unpacked {
        name: file.to_owned(),
        text: Err(Box::new(problem)),
    }));
    Ok(texts)
}

/// Whether a text is a link and nothing beside it.
fn is_pasted_link(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let only = words.next().filter(|_| words.next().is_none());
    only.is_some_and(|own| !own.starts_with(['{', '[']) && hopscope_share::is_link(own))
}

/// Every file in a folder and those in it, in the order of names. Links to folders are not followed: they may lead round.
fn files_in(lang: Lang, folder: &str) -> Result<Vec<String>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let unreadable =
            |error: io::Error| Failure::said(lang, &NotDone::Unreadable(&folder, &error));
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let kind = entry.file_type().map_err(unreadable)?;
            let name = entry.path().to_string_lossy().into_owned();
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            match (kind.is_dir(), kind.is_file()) {
                (true, _) if !hidden => folders.push(name),
                (_, true) => found.push(name),
                _ if kind.is_symlink() => found.push(name),
                _ => {}
            }
        }
    }
    found.sort();
    Ok(found)
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

/// The text of a file or of standard input.
pub(crate) fn text_of(lang: Lang, file: &str) -> Result<String, Failure> {
    let texts = document::unpack(file, &bytes_of(lang, file)?);
    let mut texts = texts.into_iter().map(|own| own.text);
    match (texts.next(), texts.next()) {
        (Some(Ok(text)), None) => Ok(text),
        _ => Err(Failure::said(lang, &NotDone::NoText(file))),
    }
}

fn bytes_of(lang: Lang, file: &str) -> Result<Vec<u8>, Failure> {
    let bytes = if file == STDIN {
        let mut bytes = Vec::new();
        io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        fs::read(file)
    };
    bytes.map_err(|error| Failure::said(lang, &NotDone::Unreadable(file, &error)))
}
