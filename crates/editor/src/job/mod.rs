//! What takes longer than a moment, and is done beside the page: a job goes there as plain texts and comes back as
//! plain texts, so that it may be done anywhere, and be given up at any time.

mod rows;

use hopscope_document::{Input, Options};
use hopscope_model::Scenario;
use hopscope_model::matrix::Matrix;

use crate::import::{Found, travel};
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
    },
}

impl Job {
    /// As it travels.
    pub fn write(self) -> Vec<String> {
        match self {
            Self::Check(text) => vec!["check".to_owned(), text],
            Self::Matrix(base, proposal) => vec!["matrix".to_owned(), base, proposal],
            Self::Read {
                project,
                open,
                texts,
            } => {
                let head = [
                    "read".to_owned(),
                    project.unwrap_or_default(),
                    open.unwrap_or_default(),
                ];
                let texts = texts.into_iter();
                let texts = texts.flat_map(|(at, text)| [at.to_string(), text]);
                head.into_iter().chain(texts).collect()
            }
        }
    }

    /// The reverse; `None` where it is no job.
    pub fn read(texts: Vec<String>) -> Option<Self> {
        let mut texts = texts.into_iter();
        match texts.next()?.as_str() {
            "check" => texts.next().map(Self::Check),
            "matrix" => Some(Self::Matrix(texts.next()?, texts.next()?)),
            "read" => {
                let some = |text: String| (!text.is_empty()).then_some(text);
                let (project, open) = (some(texts.next()?), some(texts.next()?));
                let mut list = Vec::new();
                while let Some(at) = texts.next() {
                    list.push((at.parse().ok()?, texts.next()?));
                }
                Some(Self::Read {
                    project,
                    open,
                    texts: list,
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
            } => {
                let base = open.map(|text| read(&text));
                let texts: Vec<(usize, &str)> =
                    texts.iter().map(|(at, text)| (*at, &**text)).collect();
                let found = Found::read(&texts, base.as_ref(), project.as_deref(), progress);
                travel::write(&found)
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
        };
        assert_eq!(Job::read(job.clone().write()), Some(job));
        assert_eq!(Job::read(vec!["another".to_owned()]), None);
        assert_eq!(Job::read(Vec::new()), None);
    }
}
