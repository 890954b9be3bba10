//! Questions over many requests or two scenarios: what a proposal does to every answer. The command line and the
//! page ask the same.
#![forbid(unsafe_code)]

mod compare;
mod matrix;

pub use compare::{Compare, compare};
pub use matrix::{Each, Progress, matrix, questions};
