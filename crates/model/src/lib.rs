//! The vocabulary of Hopscope: resource types, names, requests, the scenario in memory, results.
//!
//! Knows no file format, no simulation, no drawing. Names are Google's own wherever Google has a word.
#![forbid(unsafe_code)]

pub mod cause;
mod collection;
pub mod compare;
pub mod connectivity_test;
pub mod export_command;
pub mod google;
pub mod header;
pub mod index;
pub mod matrix;
pub mod name;
pub mod order;
pub mod permission;
pub mod problem;
pub mod reference;
pub mod request;
pub mod resource;
pub mod result;
pub mod says;
pub mod scenario;
pub mod state;
pub mod table;
pub mod why;

pub use cause::Cause;
pub use header::{Layer4, PortRange, Protocol};
pub use index::{Index, Set};
pub use name::{Id, Name, Ref};
pub use problem::{Problem, ProblemCode, Severity};
pub use request::{Expect, Request};
pub use resource::{Kind, Resources};
pub use result::Outcome;
pub use scenario::Scenario;
pub use state::State;
pub use table::Table;
pub use why::{Reason, What, Why};
