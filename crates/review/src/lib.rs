//! Questions over many requests or two scenarios: what a proposal does to every answer. The command line and the
//! page ask the same.
#![forbid(unsafe_code)]

mod compare;

pub use compare::{Compare, compare};
