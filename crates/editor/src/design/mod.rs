//! Designing: resources as the JSON objects people know, each field of them in a table, and what makes, joins, names
//! and checks them. Pure: a scenario in, a scenario out, by the same reader as every paste.

mod candidates;
mod check;
mod complete;
pub mod connect;
pub mod fields;
mod free;
pub mod json;
mod make;
mod name;
mod object;
mod project;

pub use candidates::{candidates, nodes};
pub use check::{Warning, warnings};
pub use complete::complete;
pub use make::new_scenario;
pub use make::{Place, duplicate, make, missing, place_of};
pub use name::{Identity, google_name, has_project, identity, is_name, is_named, rename};
pub use object::{Wrong, bring, objects, put, remove, request_object};
pub use project::set_project;
