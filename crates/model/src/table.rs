//! One table: the resources of a type by name, in order.
//!
//! Rows are shared: a copy of a scenario, which a branch, an undo step or a worker takes, copies pointers, and two
//! copies are compared row by row only where they are not the same row. And rows are kept without their type, behind
//! [`Table`] which knows it: forty types of resource need one ordered map between them, not forty, in a module that
//! has to travel before it runs.

use std::any::Any;
use std::collections::BTreeMap;
use std::collections::btree_map;
use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

use crate::name::Name;

/// What a table can hold.
pub(crate) trait Row: Any + Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn as_any_mut(&mut self) -> &mut dyn Any;
    fn copy(&self) -> Arc<dyn Row>;
    fn equals(&self, other: &dyn Any) -> bool;
}

impl<R: Stored> Row for R {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn as_any_mut(&mut self) -> &mut dyn Any {
        self
    }

    fn copy(&self) -> Arc<dyn Row> {
        Arc::new(self.clone())
    }

    fn equals(&self, other: &dyn Any) -> bool {
        other.downcast_ref::<R>() == Some(self)
    }
}

/// One row, of a type that is not said here.
pub struct AnyRow(Arc<dyn Row>);

impl AnyRow {
    /// A row of its own.
    pub fn new<R: Stored>(resource: R) -> Self {
        Self(Arc::new(resource))
    }

    /// What it holds, to change it; nothing where it is shared.
    pub fn get_mut(&mut self) -> Option<&mut dyn Any> {
        Some(Arc::get_mut(&mut self.0)?.as_any_mut())
    }

    /// Whether it holds the same as a row of its type.
    pub fn equals(&self, other: &dyn Any) -> bool {
        self.0.equals(other)
    }
}

/// Rows of one type, which is not said here.
#[derive(Clone, Default)]
pub(crate) struct Rows(BTreeMap<Name, Arc<dyn Row>>);

impl Rows {
    pub(crate) fn names(&self) -> impl Iterator<Item = &Name> {
        self.0.keys()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&Name, &dyn Any)> {
        self.0
            .iter()
            .map(|(name, row)| (name, row.as_ref().as_any()))
    }

    pub(crate) fn get(&self, name: &Name) -> Option<&dyn Any> {
        Some(self.0.get(name)?.as_ref().as_any())
    }

    pub(crate) fn insert(&mut self, name: Name, row: AnyRow) {
        self.0.insert(name, row.0);
    }

    pub(crate) fn contains(&self, name: &Name) -> bool {
        self.0.contains_key(name)
    }

    pub(crate) fn remove(&mut self, name: &Name) -> bool {
        self.0.remove(name).is_some()
    }

    /// Takes over the row of this name, where there is one; it is shared.
    pub(crate) fn share(&mut self, other: &Self, name: &Name) {
        if let Some(row) = other.0.get(name) {
            self.0.insert(name.clone(), Arc::clone(row));
        }
    }

    /// Whether a row is the same in both, or in neither.
    pub(crate) fn same(&self, other: &Self, name: &Name) -> bool {
        match (self.0.get(name), other.0.get(name)) {
            (Some(one), Some(two)) => same(one, two),
            (one, two) => one.is_none() && two.is_none(),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        self.0.len() == other.0.len()
            && self
                .0
                .iter()
                .zip(&other.0)
                .all(|((name, one), (other, two))| name == other && same(one, two))
    }
}

fn same(one: &Arc<dyn Row>, two: &Arc<dyn Row>) -> bool {
    Arc::ptr_eq(one, two) || one.equals(two.as_ref().as_any())
}

/// The resources of one type by name, in the order of names.
pub struct Table<R> {
    pub(crate) rows: Rows,
    of: PhantomData<fn() -> R>,
}

impl<R> Clone for Table<R> {
    fn clone(&self) -> Self {
        Self {
            rows: self.rows.clone(),
            of: PhantomData,
        }
    }
}

impl<R> Default for Table<R> {
    fn default() -> Self {
        Self {
            rows: Rows::default(),
            of: PhantomData,
        }
    }
}

impl<R> PartialEq for Table<R> {
    fn eq(&self, other: &Self) -> bool {
        self.rows.equals(&other.rows)
    }
}

impl<R: Stored + fmt::Debug> fmt::Debug for Table<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self).finish()
    }
}

/// What a table can hold: any type of resource.
pub trait Stored: Any + Send + Sync + Clone + PartialEq {}

impl<R: Any + Send + Sync + Clone + PartialEq> Stored for R {}

impl<R: Stored> Table<R> {
    /// An empty table.
    pub fn new() -> Self {
        Self::default()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.0.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.0.is_empty()
    }

    /// The one of this name.
    pub fn get(&self, name: &Name) -> Option<&R> {
        typed(self.rows.0.get(name)?)
    }

    /// The one of this name, with the name as the table has it.
    pub fn get_key_value(&self, name: &Name) -> Option<(&Name, &R)> {
        let (name, row) = self.rows.0.get_key_value(name)?;
        Some((name, typed(row)?))
    }

    /// The one of this name, to change it. Copies of the table keep it as it was.
    pub fn get_mut(&mut self, name: &Name) -> Option<&mut R> {
        typed_mut(self.rows.0.get_mut(name)?)
    }

    /// The one of this name, to change it; a new one if there is none.
    pub fn get_or_default(&mut self, name: Name) -> Option<&mut R>
    where
        R: Default,
    {
        let entry = self.rows.0.entry(name);
        typed_mut(entry.or_insert_with(|| Arc::new(R::default())))
    }

    /// Whether there is one of this name.
    pub fn contains_key(&self, name: &Name) -> bool {
        self.rows.contains(name)
    }

    /// Puts one in; whether it takes the place of another.
    pub fn insert(&mut self, name: Name, resource: R) -> bool {
        self.rows.0.insert(name, Arc::new(resource)).is_some()
    }

    /// Takes one out; whether it was there.
    pub fn remove(&mut self, name: &Name) -> bool {
        self.rows.remove(name)
    }

    /// Takes out all but those of which this says that they stay.
    pub fn retain(&mut self, stays: impl Fn(&Name, &R) -> bool) {
        let stays = |name: &Name, row: &Arc<dyn Row>| typed(row).is_some_and(|it| stays(name, it));
        self.rows.0.retain(|name, row| stays(name, row));
    }

    /// Every name, in order.
    pub fn keys(&self) -> impl Iterator<Item = &Name> {
        self.rows.0.keys()
    }

    /// Every resource, in the order of names.
    pub fn values(&self) -> impl Iterator<Item = &R> {
        self.rows.0.values().filter_map(typed)
    }

    /// Every resource, to change it, in the order of names.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut R> {
        self.rows.0.values_mut().filter_map(typed_mut)
    }

    /// Every name and resource, in the order of names.
    pub fn iter(&self) -> Iter<'_, R> {
        Iter {
            rows: self.rows.0.iter(),
            of: PhantomData,
        }
    }

    /// Every name and resource, to change the resource, in the order of names.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&Name, &mut R)> {
        let rows = self.rows.0.iter_mut();
        rows.filter_map(|(name, row)| Some((name, typed_mut(row)?)))
    }
}

// A table of `R` is filled with `R` only, so that the type is always the one that is asked for.

fn typed<R: Stored>(row: &Arc<dyn Row>) -> Option<&R> {
    row.as_ref().as_any().downcast_ref()
}

fn typed_mut<R: Stored>(row: &mut Arc<dyn Row>) -> Option<&mut R> {
    if Arc::get_mut(row).is_none() {
        *row = row.as_ref().copy();
    }
    Arc::get_mut(row)?.as_any_mut().downcast_mut()
}

/// The rows of a table, in the order of names.
pub struct Iter<'a, R> {
    rows: btree_map::Iter<'a, Name, Arc<dyn Row>>,
    of: PhantomData<fn() -> R>,
}

impl<'a, R: Stored> Iterator for Iter<'a, R> {
    type Item = (&'a Name, &'a R);

    fn next(&mut self) -> Option<Self::Item> {
        let (name, row) = self.rows.next()?;
        Some((name, typed(row)?))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.rows.size_hint()
    }
}

impl<R: Stored> ExactSizeIterator for Iter<'_, R> {}

impl<'a, R: Stored> IntoIterator for &'a Table<R> {
    type Item = (&'a Name, &'a R);
    type IntoIter = Iter<'a, R>;

    fn into_iter(self) -> Iter<'a, R> {
        self.iter()
    }
}

impl<R: Stored> FromIterator<(Name, R)> for Table<R> {
    fn from_iter<I: IntoIterator<Item = (Name, R)>>(rows: I) -> Self {
        let mut table = Self::new();
        for (name, resource) in rows {
            table.insert(name, resource);
        }
        table
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_keeps_what_it_had() {
        let name = Name::global("p", "n");
        let mut table = Table::new();
        assert!(!table.insert(name.clone(), 1));
        let copy = table.clone();
        assert_eq!(table, copy);
        if let Some(value) = table.get_mut(&name) {
            *value += 1;
        }
        assert_eq!((table.get(&name), copy.get(&name)), (Some(&2), Some(&1)));
        assert_ne!(table, copy);
    }

    #[test]
    fn rows_are_in_the_order_of_names() {
        let rows = ["b", "a"].map(|name| (Name::global("p", name), name.to_owned()));
        let table: Table<String> = rows.into_iter().collect();
        let names: Vec<_> = table.keys().map(|name| &*name.name).collect();
        assert_eq!(names, ["a", "b"]);
    }
}
