//! What each panel shows, in words: the page only lays it out, and tests read it without a browser.

mod compare;
mod gallery;
mod import;
mod inspector;
mod label;
mod outline;
mod palette;
mod requests;
mod result;
mod text;

pub use compare::{ComparedRow, ComparedSide, compared, fields};
pub use gallery::{Card, Chip, card};
pub use import::{Heading, Notice, ObjectRow, Preview, ProblemRow, Section, preview, problem_row};
pub use inspector::{Inspector, Line, Part, Shown, inspector, request_form};
pub use label::{kind_word, words};
pub use outline::{OutlineLine, is_closed, outline_lines, shown_lines};
pub use palette::{PaletteRow, matching, palette};
pub(crate) use requests::short_name;
pub use requests::{
    Proposals, RequestRow, Requests, proposals, requests, shift_word, short_target, sources,
    targets,
};
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

/// What a step of the history did, in words.
pub fn deed_word(lang: Lang, deed: Deed) -> &'static str {
    let ui = ui(lang);
    match deed {
        Deed::OpenedExample => ui.deed_opened_example,
        Deed::OpenedImport => ui.deed_opened_import,
        Deed::MergedImport => ui.deed_merged_import,
        Deed::Asked => ui.deed_asked,
        Deed::ChangedRequest => ui.deed_changed_request,
        Deed::RemovedRequest => ui.deed_removed_request,
        Deed::Started => ui.deed_started,
        Deed::OpenedLink => ui.deed_opened_link,
        Deed::OpenedSaved => ui.deed_opened_saved,
        Deed::Added => ui.deed_added,
        Deed::Edited => ui.deed_edited,
        Deed::Removed => ui.deed_removed,
        Deed::Duplicated => ui.deed_duplicated,
        Deed::Connected => ui.deed_connected,
        Deed::Moved => ui.deed_moved,
        Deed::Proposed => ui.deed_proposed,
        Deed::DroppedProposal => ui.deed_dropped_proposal,
        Deed::Adopted => ui.deed_adopted,
        Deed::Declared => ui.deed_declared,
    }
}

/// What just happened, in words.
pub fn notice(lang: Lang, notice: NoticeState) -> String {
    let ui = ui(lang);
    let deed = |deed: Deed| deed_word(lang, deed);
    match notice {
        NoticeState::Done(what) => (ui.done)(deed(what)),
        NoticeState::Undone(what) => (ui.undone)(deed(what)),
        NoticeState::Redone(what) => (ui.redone)(deed(what)),
        NoticeState::ReadOnly => ui.read_only.to_owned(),
        NoticeState::LinkCopied => ui.link_copied.to_owned(),
    }
}

/// The title of what is open.
pub fn title(lang: Lang, open: &crate::Open) -> String {
    title_of(lang, &open.origin, open.scenario.title.as_deref())
}

/// The title of a scenario that came from somewhere and has a title of its own, or none.
pub fn title_of(lang: Lang, origin: &crate::Origin, own: Option<&str>) -> String {
    match (origin, own) {
        (crate::Origin::Example(index), _) => crate::gallery::examples()
            .get(*index)
            .map_or("", |example| example.title(lang)),
        (_, Some(own)) => own,
        (crate::Origin::Brought(Some(file)), None) => file,
        (crate::Origin::Brought(None), None) => ui(lang).pasted_scenario,
        (crate::Origin::Own | crate::Origin::Preview, None) => ui(lang).untitled,
    }
    .to_owned()
}
