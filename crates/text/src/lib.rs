//! Every sentence people read, in Japanese and English, by id; and Google's page for each.
//!
//! Results hold ids and arguments (`hopscope_model::says`); this crate holds the words. Every table is an
//! exhaustive match or a struct with both languages side by side, so that a missing translation does not
//! compile. Nothing else in the project holds a sentence.
#![forbid(unsafe_code)]

pub mod assumption;
pub mod call;
pub mod cause;
pub mod diff;
pub mod explain;
pub mod export;
pub mod feature;
pub mod fill;
pub mod headline;
pub mod held;
pub mod kind;
pub mod label;
pub mod lang;
pub mod link;
pub mod markdown;
pub mod matrix;
pub mod outcome;
pub mod pages;
pub mod problem;
pub mod report;
pub mod says;
pub mod sees;
pub mod state;
pub mod template;
pub mod ui;
pub mod value;
pub mod why;

pub use fill::{assumption_text, fill, fill_outcome, problem_text, sees_text, step_text};
pub use headline::{Headline, headline};
pub use label::label;
pub use lang::{Both, Lang};
pub use template::Piece;
pub use ui::{Ui, ui};
