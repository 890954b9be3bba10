//! Serves the built page to the browser on this machine: a fixed set of files, held in memory, on 127.0.0.1.
//!
//! [`Site`] decides what is answered and knows no socket; [`Listening`] is the socket and decides nothing.
//! `cargo xtask serve` gives it the files of `dist/`, the command line the ones it carries inside itself.
#![forbid(unsafe_code)]

mod listen;
mod site;

pub use listen::Listening;
pub use site::{Answer, CONTENT_SECURITY_POLICY, Site};
