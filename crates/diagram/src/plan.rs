//! What is to be drawn, before anything has a place: a tree of items, links between them, and which item shows
//! which resource.

use std::collections::BTreeSet;
use std::rc::Rc;

use hopscope_model::order;
use hopscope_model::says::LabelId;
use hopscope_model::{Index, Kind, Set};

use crate::scene::{LaneKind, Look, Shape, Style, Text, WireKind};

/// Position of an item in [`Plan::items`].
pub(crate) type ItemId = usize;

/// Something that will be a node.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) id: Rc<str>,
    pub(crate) kind: Option<Kind>,
    pub(crate) shape: Shape,
    pub(crate) look: Look,
    pub(crate) lane: LaneKind,
    pub(crate) parent: Option<ItemId>,
    pub(crate) children: Vec<ItemId>,
    /// Items of lower rank come first among siblings, whatever their names.
    pub(crate) rank: u8,
    /// Where it is, for those that are grouped by region: empty where it is in none.
    pub(crate) region: Rc<str>,
    /// Its project; empty where it has none.
    pub(crate) project: Rc<str>,
    /// Title first.
    pub(crate) lines: Vec<Line>,
    pub(crate) collapsed: bool,
}

/// One piece of text of an item.
#[derive(Clone, Debug)]
pub(crate) struct Line {
    pub(crate) style: Style,
    pub(crate) text: Text,
    /// It stands in the same row as the one before it.
    pub(crate) beside: bool,
}

impl Line {
    pub(crate) fn title(text: &str) -> Self {
        Self::new(Style::Title, Text::Plain(text.into()))
    }
    pub(crate) fn note(text: &str) -> Self {
        Self::new(Style::Note, Text::Plain(text.into()))
    }
    pub(crate) fn mono(text: impl ToString) -> Self {
        Self::new(Style::Mono, Text::Plain(text.to_string().into()))
    }
    pub(crate) fn kind(kind: Kind) -> Self {
        Self::new(Style::Note, Text::Kind(kind))
    }
    pub(crate) fn word(id: LabelId) -> Self {
        Self::new(Style::Note, Text::Word(id, Vec::new()))
    }
    pub(crate) fn count(id: LabelId, count: usize) -> Self {
        Self::new(Style::Note, Text::Word(id, vec![count.to_string()]))
    }
    pub(crate) fn heading(id: LabelId) -> Self {
        Self::new(Style::Title, Text::Word(id, Vec::new()))
    }
    pub(crate) fn heading_count(id: LabelId, count: usize) -> Self {
        Self::new(Style::Title, Text::Word(id, vec![count.to_string()]))
    }
    pub(crate) fn beside(mut self) -> Self {
        self.beside = true;
        self
    }
    fn new(style: Style, text: Text) -> Self {
        Self {
            style,
            text,
            beside: false,
        }
    }
}

/// A connection to be drawn.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Link {
    pub(crate) from: ItemId,
    pub(crate) to: ItemId,
    pub(crate) kind: WireKind,
}

/// All that is to be drawn.
#[derive(Clone, Default, Debug)]
pub(crate) struct Plan {
    pub(crate) items: Vec<Item>,
    /// Which item shows a resource, by short reference.
    pub(crate) places: Index<Rc<str>, ItemId>,
    pub(crate) links: BTreeSet<Link>,
}

impl Plan {
    /// Adds an item, unless there is one of this id already.
    pub(crate) fn add(&mut self, item: Item) -> ItemId {
        if let Some(&known) = self.places.get(&item.id) {
            return known;
        }
        let at = self.items.len();
        self.places.insert(Rc::clone(&item.id), at);
        if let Some(parent) = item.parent {
            self.items[parent].children.push(at);
        }
        self.items.push(item);
        at
    }

    /// Says that a resource is shown by an item, unless something shows it already.
    pub(crate) fn shown_by(&mut self, resource: String, item: ItemId) {
        self.places.insert_first(resource.into(), item);
    }

    pub(crate) fn find(&self, id: &str) -> Option<ItemId> {
        self.places.get(id).copied()
    }

    pub(crate) fn link(&mut self, from: ItemId, to: ItemId, kind: WireKind) {
        if from != to && !self.is_inside(from, to) && !self.is_inside(to, from) {
            self.links.insert(Link { from, to, kind });
        }
    }

    /// Whether an item is in a container, at whatever depth.
    pub(crate) fn is_inside(&self, item: ItemId, container: ItemId) -> bool {
        let mut up = self.items[item].parent;
        while let Some(at) = up {
            if at == container {
                return true;
            }
            up = self.items[at].parent;
        }
        false
    }

    /// Puts an item that has no container, or another, into this one.
    pub(crate) fn put(&mut self, item: ItemId, container: ItemId) {
        if let Some(old) = self.items[item].parent {
            self.items[old].children.retain(|child| *child != item);
        }
        self.items[item].parent = Some(container);
        self.items[container].children.push(item);
    }

    /// What is left with only these, by id, and the containers that they are in.
    pub(crate) fn only(self, keep: &Set<Rc<str>>) -> Self {
        let mut kept = vec![false; self.items.len()];
        for (item, value) in self.items.iter().enumerate() {
            let mut at = keep.contains(&value.id).then_some(item);
            while let Some(item) = at.filter(|&item| !kept[item]) {
                kept[item] = true;
                at = self.items[item].parent;
            }
        }
        self.retain(&kept)
    }

    /// What is left with only these, by position; a container has to stay with what is in it.
    pub(crate) fn retain(self, kept: &[bool]) -> Self {
        let mut left = 0;
        let new: Vec<Option<ItemId>> = kept
            .iter()
            .map(|&kept| {
                let at = kept.then_some(left);
                left += usize::from(kept);
                at
            })
            .collect();
        let mut plan = Self {
            items: self.items,
            ..Self::default()
        };
        let mut at = 0;
        plan.items.retain_mut(|item| {
            item.parent = item.parent.and_then(|parent| new[parent]);
            item.children = item
                .children
                .iter()
                .filter_map(|&child| new[child])
                .collect();
            at += 1;
            kept[at - 1]
        });
        for (id, &item) in self.places.iter() {
            if let Some(item) = new[item] {
                plan.places.insert(Rc::clone(id), item);
            }
        }
        for link in self.links {
            if let (Some(from), Some(to)) = (new[link.from], new[link.to]) {
                plan.links.insert(Link { from, to, ..link });
            }
        }
        plan
    }

    /// The items of a lane that are in no container, in the order they were made.
    pub(crate) fn roots(&self, lane: LaneKind) -> Vec<ItemId> {
        (0..self.items.len())
            .filter(|&item| self.items[item].parent.is_none() && self.items[item].lane == lane)
            .collect()
    }

    /// Whether something is drawn as a box of its own, with nothing in it.
    pub(crate) fn is_leaf(&self, item: ItemId) -> bool {
        self.items[item].shape != Shape::Container || self.items[item].collapsed
    }

    /// Sorts siblings by rank, then by title, then by id, so that the order in which they were met is forgotten.
    pub(crate) fn sort(&mut self) {
        for at in 0..self.items.len() {
            let mut children = std::mem::take(&mut self.items[at].children);
            order::sort_by_cached_key(&mut children, |&child| self.key(child));
            self.items[at].children = children;
        }
    }

    /// What siblings are sorted by. Numbers inside names count as numbers, so that `web-2` is before `web-10`.
    pub(crate) fn key(&self, item: ItemId) -> (u8, Vec<(u64, String)>, Rc<str>) {
        let item = &self.items[item];
        let title = match item.lines.first() {
            Some(Line {
                text: Text::Plain(title),
                ..
            }) => natural(title),
            _ => Vec::new(),
        };
        (item.rank, title, Rc::clone(&item.id))
    }
}

/// A name as pairs of the number before and the letters behind.
fn natural(name: &str) -> Vec<(u64, String)> {
    let mut parts = vec![(0, String::new())];
    let mut letters = name.chars().peekable();
    while let Some(&letter) = letters.peek() {
        if letter.is_ascii_digit() {
            let mut number = 0_u64;
            while let Some(digit) = letters.peek().and_then(|letter| letter.to_digit(10)) {
                number = number.saturating_mul(10).saturating_add(u64::from(digit));
                letters.next();
            }
            parts.push((number, String::new()));
        } else if let Some((_, text)) = parts.last_mut() {
            text.push(letter);
            letters.next();
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::natural;

    #[test]
    fn numbers_sort_as_numbers() {
        let mut names = ["web-10", "web-2", "web", "db-1", "web-2a"];
        names.sort_by_key(|name| natural(name));
        assert_eq!(names, ["db-1", "web", "web-2", "web-2a", "web-10"]);
    }
}
