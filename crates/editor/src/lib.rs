//! The page without a screen: what is open, what is chosen, what each panel shows. Pure: one state, a list of
//! actions, and [`Editor::apply`] as the one gateway for change. `web` draws it and does what only a browser can.
#![forbid(unsafe_code)]

pub mod action;
mod change;
pub mod collect;
pub mod compare;
pub mod design;
pub mod desk;
pub mod edit;
pub mod excerpt;
pub mod gallery;
pub mod give;
pub mod history;
pub mod import;
pub mod job;
pub mod keymap;
pub mod neighbour;
pub mod open;
pub mod preview;
pub mod report;
pub mod saved;
pub mod state;
pub mod take;
pub mod view;
pub mod viewport;

pub use action::Action;
pub use hopscope_text::export::commands;
pub use import::Import;
pub use open::{Open, Origin};
pub use state::Editor;
