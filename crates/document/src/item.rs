//! One object, with its place and with what stands around it.

use std::cell::OnceCell;

use crate::envelope::{Around, Envelope, Identity};
use crate::field::write_path;
use crate::registry::Row;
use crate::report::Place;
use crate::scan::Step;
use crate::split::Piece;
use crate::terraform::Planned;
use crate::unread::is;

/// What a policy of an effective-firewalls export is called here.
pub(crate) const EFFECTIVE_POLICY: &str = "effective firewall policy";

/// One object.
pub(crate) struct Item<'a> {
    /// The document it is in.
    pub(crate) piece: &'a Piece<'a>,
    /// Which source that is of.
    pub(crate) source: usize,
    /// Where it stands in the document's text.
    pub(crate) offset: usize,
    /// The way to it from the document's root.
    pub(crate) path: Vec<Step>,
    /// Its outside.
    pub(crate) envelope: Envelope<'a>,
    /// What stands around it.
    pub(crate) around: Around,
    /// Whose part it is, where a wrapper says.
    pub(crate) parent: Option<Parent>,
    /// What it is.
    pub(crate) row: &'static Row,
    /// It reaches its own end.
    pub(crate) whole: bool,
    /// Who it is, once somebody asked.
    pub(crate) identity: OnceCell<Identity>,
}

/// What a `hopscope#export` says of whose its items are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Parent {
    /// As written: `instance-group/…`, or the zone's name with `zone/` in front.
    pub(crate) reference: String,
    /// Project of the wrapper.
    pub(crate) project: Option<String>,
}

impl Item<'_> {
    /// Who it is, as far as it says.
    pub(crate) fn identity(&self) -> &Identity {
        let own = || is(&self.envelope).unwrap_or_else(|| (self.row.identity)(self));
        self.identity.get_or_init(own)
    }

    /// Whether a plan takes it away.
    pub(crate) fn is_gone(&self) -> bool {
        self.around.planned == Some(Planned::Gone)
    }

    /// Its place, or that of what is `offset` bytes into it.
    pub(crate) fn place(&self, offset: usize) -> Place {
        Place {
            source: self.source,
            offset: self.piece.source_offset(self.offset + offset),
        }
    }

    /// The way to what is `offset` bytes into it, by which `path` leads in its document.
    pub(crate) fn way(&self, offset: usize, path: &[Step]) -> String {
        match self.piece.way_before(self.offset + offset) {
            Some(before) => write_path(&before),
            None => write_path(path),
        }
    }
}

/// Whether a project is written as its number.
pub(crate) fn is_number(project: &str) -> bool {
    !project.is_empty() && project.bytes().all(|byte| byte.is_ascii_digit())
}
