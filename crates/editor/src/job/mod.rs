//! What takes longer than a moment, and is done beside the page: a job goes there as plain bytes and comes back as
//! plain texts, so that it may be done anywhere, and be given up at any time.

mod rows;

use hopscope_document::{Input, Options};
use hopscope_model::Scenario;
use hopscope_model::matrix::Matrix;

use crate::import::Found;
use crate::import::packed::{self, File};
use crate::report;

/// Something to be done beside the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Job {
    /// Every request of a scenario answered: the text of the scenario in, the report as JSON out.
    Check(String),
    /// Everything asked of two scenarios: their texts in, what changes out.
    Matrix(String, String),
    /// Texts that were brought are read, into what is open or by themselves.
    Read {
        /// The project of what names none.
        project: Option<String>,
        /// What is open, where they go there.
        open: Option<String>,
        /// The texts, with their places among what was brought.
        texts: Vec<(usize, String)>,
        /// Archives, the same way.
        packed: Vec<File>,
    },
}

impl Job {
    /// As it travels: texts in UTF-8, and archives as they are.
    pub fn write(self) -> Vec<Vec<u8>> {
        let texts = match self {
            Self::Check(text) => vec!["check".to_owned(), text],
            Self::Matrix(base, proposal) => vec!["matrix".to_owned(), base, proposal],
            Self::Read {
                project,
                open,
                texts,
                packed,
            } => {
                let head = ["read".to_owned(), project.unwrap_or_default()];
                let head = head.into_iter().chain([open.unwrap_or_default()]);
                let count = [texts.len().to_string()];
                let texts = texts.into_iter();
                let texts = texts.flat_map(|(at, text)| [at.to_string(), text]);
                let own = head.chain(count).chain(texts).map(String::into_bytes);
                let packed = packed.into_iter().flat_map(|(at, name, bytes)| {
                    [at.to_string().into_bytes(), name.into_bytes(), bytes]
                });
                return own.chain(packed).collect();
            }
        };
        texts.into_iter().map(String::into_bytes).collect()
    }

    /// The reverse; `None` where it is no job.
    pub fn read(parts: Vec<Vec<u8>>) -> Option<Self> {
        let mut parts = parts.into_iter();
        let mut next = || String::from_utf8(parts.next()?).ok();
        match next()?.as_str() {
            "check" => next().map(Self::Check),
            "matrix" => Some(Self::Matrix(next()?, next()?)),
            "read" => {
                let some = |text: String| (!text.is_empty()).then_some(text);
                let (project, open) = (some(next()?), some(next()?));
                let count: usize = next()?.parse().ok()?;
                let mut texts = Vec::new();
                for _ in 0..count {
                    texts.push((next()?.parse().ok()?, next()?));
                }
                let mut packed = Vec::new();
                while let Some(at) = parts.next() {
                    let at = String::from_utf8(at).ok()?.parse().ok()?;
                    let name = String::from_utf8(parts.next()?).ok()?;
                    packed.push((at, name, parts.next()?));
                }
                Some(Self::Read {
                    project,
                    open,
                    texts,
                    packed,
                })
            }
            _ => None,
        }
    }

    /// Does it. How far it is, of how much, is told now and then.
    pub fn run(self, progress: &mut dyn FnMut(usize, usize)) -> Vec<String> {
        progress(0, 1);
        match self {
            Self::Check(text) => vec![report::json(&text)],
            Self::Matrix(base, proposal) => {
                let [base, proposal] = [base, proposal].map(|text| read(&text));
                rows::write(&hopscope_review::matrix(Some(&base), &proposal, progress))
            }
            Self::Read {
                project,
                open,
                texts,
                packed,
            } => {
                let base = open.map(|text| read(&text));
                packed::found(texts, packed, |texts| {
                    Found::read(texts, base.as_ref(), project.as_deref(), progress)
                })
            }
        }
    }
}

fn read(text: &str) -> Scenario {
    hopscope_document::read(&[Input { file: None, text }], &Options::default()).scenario
}

/// What [`Job::Matrix`] gave back.
pub fn matrix(texts: &[String]) -> Option<Matrix> {
    rows::read(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_travels() {
        let job = Job::Check("{}".to_owned());
        assert_eq!(Job::read(job.clone().write()), Some(job));
        let job = Job::Read {
            project: None,
            open: Some("{}".to_owned()),
            texts: vec![(1, "[]".to_owned()), (3, String::new())],
            packed: vec![(2, "a.zip".to_owned(), vec![b'P', b'K', 0xff])],
        };
        assert_eq!(Job::read(job.clone().write()), Some(job));
        assert_eq!(Job::read(vec![b"another".to_vec()]), None);
        assert_eq!(Job::read(Vec::new()), None);
    }
}
