//! Undo and redo: what was open before, each with the words of what was done since.

use std::rc::Rc;

/// What a step of the history did; the page has words for each.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Deed {
    /// An example of the gallery was opened.
    OpenedExample,
    /// What was brought was opened as a scenario of its own.
    OpenedImport,
    /// What was brought was added to what was open.
    MergedImport,
    /// A request was asked.
    Asked,
    /// A request was changed, or moved.
    ChangedRequest,
    /// A request was removed.
    RemovedRequest,
    /// An empty scenario was begun.
    Started,
    /// A link became a scenario of one's own.
    OpenedLink,
    /// A kept scenario was opened.
    OpenedSaved,
    /// Something was added.
    Added,
    /// Something was changed.
    Edited,
    /// Something was removed.
    Removed,
    /// Something was duplicated.
    Duplicated,
    /// Two things were connected.
    Connected,
    /// Something was moved, or folded, in the picture.
    Moved,
    /// A proposal was begun.
    Proposed,
    /// A proposal was dropped.
    DroppedProposal,
    /// What a proposal would have is what is there.
    Adopted,
    /// A change was said to be meant, or no longer.
    Declared,
}

impl Deed {
    /// Whether it begins another scenario; else it goes on with the same.
    pub const fn begins(self) -> bool {
        match self {
            Self::OpenedExample
            | Self::OpenedImport
            | Self::OpenedLink
            | Self::OpenedSaved
            | Self::Started => true,
            Self::MergedImport
            | Self::Asked
            | Self::ChangedRequest
            | Self::RemovedRequest
            | Self::Added
            | Self::Edited
            | Self::Removed
            | Self::Duplicated
            | Self::Connected
            | Self::Moved
            | Self::Proposed
            | Self::DroppedProposal
            | Self::Adopted
            | Self::Declared => false,
        }
    }

    /// Whether what is open after it is worth keeping.
    pub const fn keeps(self) -> bool {
        !matches!(self, Self::OpenedExample | Self::Started)
    }
}

/// What was open before and after. `T` is shared, so that a step costs a pointer.
#[derive(Debug)]
pub struct History<T> {
    past: Vec<(Deed, Option<Rc<T>>)>,
    future: Vec<(Deed, Option<Rc<T>>)>,
}

/// The most steps that are kept.
const MOST: usize = 50;

impl<T> Clone for History<T> {
    fn clone(&self) -> Self {
        Self {
            past: self.past.clone(),
            future: self.future.clone(),
        }
    }
}

impl<T> Default for History<T> {
    fn default() -> Self {
        Self {
            past: Vec::new(),
            future: Vec::new(),
        }
    }
}

impl<T> History<T> {
    /// Remembers what was open before a deed. What had been undone is gone.
    pub fn record(&mut self, deed: Deed, before: Option<Rc<T>>) {
        self.future.clear();
        self.past.push((deed, before));
        if self.past.len() > MOST {
            self.past.remove(0);
        }
    }

    /// Takes back the last deed: what to show instead of `now`.
    pub fn undo(&mut self, now: Option<Rc<T>>) -> Option<(Deed, Option<Rc<T>>)> {
        let (deed, before) = self.past.pop()?;
        self.future.push((deed, now));
        Some((deed, before))
    }

    /// Does again what was taken back.
    pub fn redo(&mut self, now: Option<Rc<T>>) -> Option<(Deed, Option<Rc<T>>)> {
        let (deed, after) = self.future.pop()?;
        self.past.push((deed, now));
        Some((deed, after))
    }

    /// Whether a deed of some kind is remembered, be it taken back.
    pub fn any(&self, is: impl Fn(Deed) -> bool) -> bool {
        self.past
            .iter()
            .chain(&self.future)
            .any(|(deed, _)| is(*deed))
    }

    /// What undo would take back.
    pub fn undoable(&self) -> Option<Deed> {
        self.past.last().map(|(deed, _)| *deed)
    }

    /// What redo would do again.
    pub fn redoable(&self) -> Option<Deed> {
        self.future.last().map(|(deed, _)| *deed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undo_goes_back_and_redo_forth() {
        let mut history = History::default();
        history.record(Deed::OpenedExample, None);
        history.record(Deed::MergedImport, Some(Rc::new("example")));
        let now = Some(Rc::new("merged"));

        let (deed, back) = history.undo(now).expect("two deeds");
        assert_eq!(
            (deed, back.as_deref()),
            (Deed::MergedImport, Some(&"example"))
        );
        let (_, back) = history.undo(back).expect("one deed");
        assert_eq!(back, None);
        assert_eq!(history.undo(None), None);

        let (_, forth) = history.redo(None).expect("two undone");
        assert_eq!(forth.as_deref(), Some(&"example"));
        assert_eq!(history.redoable(), Some(Deed::MergedImport));
        history.record(Deed::Asked, forth);
        assert_eq!(history.redoable(), None);
    }
}
