//! What takes longer than a moment, and is done beside the page: a job goes there as plain texts and comes back as
//! plain texts, so that it may be done anywhere, and be given up at any time.

mod rows;

use hopscope_document::{Input, Options};
use hopscope_model::Scenario;
use hopscope_model::matrix::Matrix;

use crate::report;

/// Something to be done beside the page.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Job {
    /// Every request of a scenario answered: the text of the scenario in, the report as JSON out.
    Check(String),
    /// Everything asked of two scenarios: their texts in, what changes out.
    Matrix(String, String),
}

impl Job {
    /// As it travels.
    pub fn write(self) -> Vec<String> {
        match self {
            Self::Check(text) => vec!["check".to_owned(), text],
            Self::Matrix(base, proposal) => vec!["matrix".to_owned(), base, proposal],
        }
    }

    /// The reverse; `None` where it is no job.
    pub fn read(texts: Vec<String>) -> Option<Self> {
        let mut texts = texts.into_iter();
        match texts.next()?.as_str() {
            "check" => texts.next().map(Self::Check),
            "matrix" => Some(Self::Matrix(texts.next()?, texts.next()?)),
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
        assert_eq!(Job::read(vec!["another".to_owned()]), None);
        assert_eq!(Job::read(Vec::new()), None);
    }
}
