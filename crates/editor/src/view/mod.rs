//! What each panel shows, in words: the page only lays it out, and tests read it without a browser.

mod gallery;
mod import;
mod label;
mod requests;
mod resource;
mod result;
mod text;

pub use gallery::{Card, Chip, cards};
pub use import::{Heading, Notice, ObjectRow, Preview, ProblemRow, Section, preview, problem_row};
pub use label::{OutlineLine, kind_word, outline_rows, words};
pub use requests::{RequestRow, Requests, requests, short_target, sources, targets};
pub use resource::{Resource, resource};
pub use result::{
    Fact, Item, Loser, PacketLine, ResultCard, StepRow, Steps, Tab, announcement, result, steps,
};
pub use text::text;

use hopscope_text::{Lang, Ui};

use crate::history::Deed;
use crate::state::Notice as NoticeState;

/// The words of the page.
pub fn ui(lang: Lang) -> &'static Ui {
    hopscope_text::ui(lang)
}

/// What just happened, in words.
pub fn notice(lang: Lang, notice: NoticeState) -> String {
    let ui = ui(lang);
    let deed = |deed: Deed| match deed {
        Deed::OpenedExample => ui.deed_opened_example,
        Deed::OpenedImport => ui.deed_opened_import,
        Deed::MergedImport => ui.deed_merged_import,
        Deed::Asked => ui.deed_asked,
        Deed::ChangedRequest => ui.deed_changed_request,
        Deed::RemovedRequest => ui.deed_removed_request,
        Deed::Started => ui.deed_started,
        Deed::Added => ui.deed_added,
        Deed::Edited => ui.deed_edited,
        Deed::Removed => ui.deed_removed,
        Deed::Duplicated => ui.deed_duplicated,
        Deed::Connected => ui.deed_connected,
        Deed::Moved => ui.deed_moved,
    };
    match notice {
        NoticeState::Done(what) => (ui.done)(deed(what)),
        NoticeState::Undone(what) => (ui.undone)(deed(what)),
        NoticeState::Redone(what) => (ui.redone)(deed(what)),
    }
}

/// The title of what is open.
pub fn title(lang: Lang, open: &crate::Open) -> String {
    match &open.origin {
        crate::Origin::Example(index) => crate::gallery::examples()
            .get(*index)
            .map_or_else(String::new, |example| example.title(lang).to_owned()),
        crate::Origin::Brought(file) => open
            .scenario
            .title
            .clone()
            .or_else(|| file.clone())
            .unwrap_or_else(|| ui(lang).pasted_scenario.to_owned()),
        crate::Origin::Own => open
            .scenario
            .title
            .clone()
            .unwrap_or_else(|| ui(lang).untitled.to_owned()),
    }
}
