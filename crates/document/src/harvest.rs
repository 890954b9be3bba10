//! From documents to objects: lists are taken apart, and each object is recognised. What wraps others is
//! [`crate::wrapper`]'s.

use std::cell::OnceCell;

use hopscope_model::{Kind, order};

use crate::aliases;
use crate::config_connector;
use crate::envelope::{Around, Envelope};
use crate::failures;
use crate::item::{Item, Parent};
use crate::pages::Page;
use crate::registry::{Recognised, Row, Turn, by_word, recognise};
use crate::report::Place;
use crate::scan::{Part, Step, Value, depth, elements};
use crate::split::{DEPTH_LIMIT, Piece};
use crate::strangers::Held;
use crate::wrapper::first_kind;

/// How many fields of what is not known are told.
const FIELDS: usize = 5;

/// How far below the surface of what is not known objects are looked for.
const BURIED: usize = 5;

/// No field has a longer name.
const LONG: usize = 40;

/// How many wrappers may stand around an object.
const WRAPPERS: usize = 8;

/// An object or value that stands somewhere in a document.
#[derive(Clone)]
pub(crate) struct Spot<'a> {
    pub(crate) part: Part<'a>,
    pub(crate) offset: usize,
    pub(crate) path: Vec<Step>,
    pub(crate) whole: bool,
}

impl<'a> Spot<'a> {
    /// All of a document.
    pub(crate) fn root(piece: &'a Piece<'_>) -> Self {
        Self {
            part: piece.part(),
            offset: 0,
            path: Vec::new(),
            whole: piece.whole,
        }
    }

    pub(crate) fn text(&self) -> &'a str {
        self.part.text
    }

    /// A value inside.
    pub(crate) fn inside(&self, step: Step, value: Value<'a>) -> Self {
        let mut path = Vec::with_capacity(self.path.len() + 1);
        path.extend_from_slice(&self.path);
        path.push(step);
        Self {
            part: value.part(self.part.text),
            offset: self.offset + value.range().start,
            path,
            whole: value.whole,
        }
    }
}

/// What documents are made of.
#[derive(Default)]
pub(crate) struct Harvest<'a> {
    /// Objects of kinds that are read.
    pub(crate) items: Vec<Item<'a>>,
    /// Objects that are not.
    pub(crate) strangers: Vec<Stranger>,
    /// Fields of the first of those that say nothing of what they are.
    pub(crate) unknown: Option<String>,
    /// Where something was left out of a list: place, path.
    pub(crate) torn: Vec<(Place, Vec<Step>)>,
    /// Errors of APIs: place, path, what they say, and whose they are.
    pub(crate) failures: Vec<(Place, Vec<Step>, String, &'static str)>,
    /// Lists without items: place, path, kind.
    pub(crate) empty_lists: Vec<(Place, Vec<Step>, Option<Kind>)>,
    /// Lists that hold a kind whole: source, project, if said, and kind.
    pub(crate) complete: Vec<(usize, Option<String>, Kind)>,
    /// Parents whose list came, even if it is empty.
    pub(crate) listed: Vec<Listed>,
    /// Project numbers and ids that belong together.
    pub(crate) aliases: Vec<(String, String)>,
    /// The same where an object names both, which counts less.
    pub(crate) beside: Vec<(String, String)>,
    /// Projects, their numbers if said, and what is above them, nearest first.
    pub(crate) chains: Vec<(String, Option<u64>, Vec<String>)>,
    /// Lists, as far as they are objects: whether they hold all there is.
    pub(crate) pages: Vec<Page>,
    /// Bare lists, as gcloud prints them when it has gone through all pages: source, and kind of the first object.
    pub(crate) bare_lists: Vec<(usize, Kind)>,
    /// Where objects of Google's stand in texts of others: place, path.
    pub(crate) inside_texts: Vec<(Place, Vec<Step>)>,
    /// Values that are no objects.
    pub(crate) scalars: usize,
    /// Objects with at least one member.
    pub(crate) objects: usize,
}

/// An object that is not read.
pub(crate) struct Stranger {
    pub(crate) place: Place,
    pub(crate) path: Vec<Step>,
    /// What it says it is.
    pub(crate) kind: Option<String>,
    /// What it says of addresses, where it says what it is.
    pub(crate) held: Option<Held>,
}

/// A list of parts of something came: before which item, and whose.
pub(crate) struct Listed {
    /// Index of the item behind it.
    pub(crate) before: usize,
    /// Source it is of.
    pub(crate) source: usize,
    /// Whose.
    pub(crate) parent: Parent,
}

impl Harvest<'_> {
    /// States of assets in the order of time, whatever their order in the texts: the later of two of one object wins.
    /// <https://docs.cloud.google.com/asset-inventory/docs/reference/rest/v1/TemporalAsset>
    pub(crate) fn in_time(&mut self) {
        let timed = |item: &Item<'_>| item.around.since.is_some();
        if self
            .items
            .iter()
            .filter(|item| timed(item))
            .nth(1)
            .is_none()
        {
            return;
        }
        let all = self.items.iter().enumerate();
        let places: Vec<usize> = all
            .filter(|(_, item)| timed(item))
            .map(|(at, _)| at)
            .collect();
        let (mut states, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.items).into_iter().partition(timed);
        // Whole seconds have no fraction, which others have before the Z.
        let time = |item: &Item<'_>| {
            let since = item.around.since.as_deref().unwrap_or_default();
            since.trim_end_matches('Z').to_owned()
        };
        order::sort_by_key(&mut states, time);
        let (mut states, mut rest) = (states.into_iter(), rest.into_iter());
        let mut places = places.into_iter().peekable();
        let mut at = 0;
        while let Some(item) = match places.next_if_eq(&at) {
            Some(_) => states.next(),
            None => rest.next(),
        } {
            self.items.push(item);
            at += 1;
        }
    }
}

/// Takes one value of a document apart.
pub(crate) struct Harvester<'a, 'h> {
    pub(crate) piece: &'a Piece<'a>,
    pub(crate) source: usize,
    pub(crate) harvest: &'h mut Harvest<'a>,
}

impl<'a> Harvester<'a, '_> {
    /// A value, and what is inside of it.
    pub(crate) fn value(&mut self, spot: &Spot<'a>, around: &Around, parent: Option<&Parent>) {
        self.any(spot, around, parent, WRAPPERS);
    }

    pub(crate) fn any(
        &mut self,
        spot: &Spot<'a>,
        around: &Around,
        parent: Option<&Parent>,
        left: usize,
    ) {
        if left == 0 {
            return self.stranger(spot, None);
        }
        match spot.text().as_bytes().first() {
            Some(b'[') => self.list(spot, around, parent, left),
            Some(b'{') => self.object(spot, around, parent, left),
            _ => self.harvest.scalars += 1,
        }
    }

    pub(crate) fn list(
        &mut self,
        spot: &Spot<'a>,
        around: &Around,
        parent: Option<&Parent>,
        left: usize,
    ) {
        let found = elements(spot.part);
        if parent.is_none() && around.kind.is_none() && self.chain(spot, &found) {
            self.harvest.objects += 1;
            return;
        }
        if found.list.is_empty() && found.whole {
            match parent {
                Some(_) => {}
                None => {
                    let kind = around.kind.as_deref().and_then(row_kind);
                    let place = self.place(spot);
                    self.harvest
                        .empty_lists
                        .push((place, spot.path.clone(), kind));
                }
            }
        }
        if spot.path.is_empty() && spot.whole && parent.is_none() {
            let kind = first_kind(&spot.part);
            let source = self.source;
            self.harvest
                .bare_lists
                .extend(kind.map(|kind| (source, kind)));
        }
        for (index, value) in found.list.into_iter().enumerate() {
            let inside = spot.inside(Step::Index(index), value);
            if is_torn(inside.text()) {
                let place = self.place(&inside);
                self.harvest.torn.push((place, inside.path.clone()));
            }
            self.any(&inside, around, parent, left - 1);
        }
    }

    pub(crate) fn object(
        &mut self,
        spot: &Spot<'a>,
        around: &Around,
        parent: Option<&Parent>,
        left: usize,
    ) {
        let envelope = Envelope::of(spot.part);
        // Closed, but not JSON between, or too deep to be read: read as far as it can be, like what is cut off.
        let shallow =
            self.piece.too_deep.is_none() || depth(spot.text()) + spot.path.len() <= DEPTH_LIMIT;
        let whole = spot.whole && envelope.members.whole && shallow;
        if !envelope.members.is_empty() {
            self.harvest.objects += 1;
        }
        if envelope.says("kind", "hopscope#export") {
            return self.export(spot, &envelope, around, left);
        }
        if self.asset_at_a_time(spot, &envelope, around, left)
            || self.searched_policy(spot, &envelope, around, left)
            || self.asset(spot, &envelope, around, left)
            || self.asset_answer(spot, &envelope, around, left)
            || self.effective_firewalls(spot, &envelope, around, parent, left)
        {
            return;
        }
        if self.wrapper(spot, &envelope, around, parent, left) {
            return;
        }
        if let Some((message, of)) = failures::of_api(&envelope) {
            let place = self.place(spot);
            return self
                .harvest
                .failures
                .push((place, spot.path.clone(), message, of));
        }
        // Its own name for the place around it, where it stands alone in a list of another kind.
        match recognise(&envelope, around) {
            Recognised::Row(row) => {
                self.item(spot, envelope, around.clone(), parent.cloned(), row, whole);
            }
            Recognised::Named(kind)
                if !whole && let Some(row) = config_connector::row_of_cut(&kind) =>
            {
                self.only_named(spot, around, row);
            }
            Recognised::Named(kind) => {
                self.harvest.beside.extend(aliases::of_stranger(&envelope));
                let held = Held::of(&envelope, around);
                self.stranger_with(spot, Some(kind), held);
            }
            Recognised::Unknown => {
                if self.buried(spot, &envelope, around, left, BURIED) {
                    return;
                }
                if says_more(spot.text()) {
                    let place = self.place(spot);
                    self.harvest.inside_texts.push((place, spot.path.clone()));
                }
                self.stranger(spot, None);
                let keys = envelope.members.iter().take(FIELDS);
                let keys: Vec<_> = keys.map(|(key, _)| key.into_owned()).collect();
                // Fields are words; what has others is a table of its author's.
                let word = |own: &u8| own.is_ascii_alphanumeric() || b"_-@".contains(own);
                let words = keys
                    .iter()
                    .all(|own| own.len() < LONG && own.bytes().all(|b| word(&b)));
                if words && keys.iter().any(|own| !own.is_empty()) {
                    self.harvest.unknown.get_or_insert_with(|| keys.join(", "));
                }
            }
        }
    }

    /// An object that a row reads.
    pub(crate) fn item(
        &mut self,
        spot: &Spot<'a>,
        mut envelope: Envelope<'a>,
        around: Around,
        parent: Option<Parent>,
        row: &'static Row,
        whole: bool,
    ) {
        envelope.members.whole &= whole;
        let item = Item {
            piece: self.piece,
            source: self.source,
            offset: spot.offset,
            path: spot.path.clone(),
            envelope,
            around,
            parent,
            row,
            whole,
            identity: OnceCell::new(),
        };
        // Who it is is asked before any object is read; it is found while it is at hand.
        if row.turn == Turn::First {
            item.identity();
        }
        self.harvest.beside.extend(aliases::of_item(&item));
        self.harvest.items.push(item);
    }

    pub(crate) fn stranger(&mut self, spot: &Spot<'a>, kind: Option<String>) {
        self.stranger_with(spot, kind, None);
    }

    fn stranger_with(&mut self, spot: &Spot<'a>, kind: Option<String>, held: Option<Held>) {
        let before = self.piece.way_before(spot.offset);
        self.harvest.strangers.push(Stranger {
            place: self.place(spot),
            path: before.unwrap_or_else(|| spot.path.clone()),
            kind,
            held,
        });
    }

    pub(crate) fn place(&self, spot: &Spot<'a>) -> Place {
        Place {
            source: self.source,
            offset: self.piece.source_offset(spot.offset),
        }
    }
}

/// Whether a text in an object holds JSON of Google's, which is not read there.
fn says_more(text: &str) -> bool {
    let signs = ["\\\"compute#", "\\\"dns#"];
    let found = |sign: &&str| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    signs.iter().any(found)
}

/// Whether an element of a list is nothing of JSON's: `...`, where somebody left out the rest.
fn is_torn(text: &str) -> bool {
    let number = text.strip_prefix('-').unwrap_or(text);
    let value =
        text.starts_with(['{', '[', '"']) || number.starts_with(|own: char| own.is_ascii_digit());
    !value && !["true", "false", "null"].contains(&text.trim())
}

pub(crate) fn row_kind(word: &str) -> Option<Kind> {
    match by_word(word) {
        Recognised::Row(row) => Some(row.kind),
        _ => None,
    }
}
