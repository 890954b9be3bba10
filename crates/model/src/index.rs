//! A map in the order of its keys that is filled and looked up often; what is taken out costs a walk through it.
//!
//! The keys are one ordered map to positions, so that a type of key is compiled once, whatever is found under it.

use std::borrow::Borrow;
use std::collections::BTreeMap;

/// Values by key, in the order of keys.
#[derive(Clone, Debug)]
pub struct Index<K, V> {
    at: BTreeMap<K, usize>,
    values: Vec<V>,
}

impl<K, V> Default for Index<K, V> {
    fn default() -> Self {
        Self {
            at: BTreeMap::new(),
            values: Vec::new(),
        }
    }
}

impl<K: Ord, V> Index<K, V> {
    /// An empty one.
    pub fn new() -> Self {
        Self::default()
    }

    /// The value of a key.
    pub fn get<Q: Ord + ?Sized>(&self, key: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.values.get(*self.at.get(key)?)
    }

    /// The value of a key, to change it.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.values.get_mut(*self.at.get(key)?)
    }

    /// Whether the key is there.
    pub fn contains_key<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.at.contains_key(key)
    }

    /// Puts a value under a key, in place of the one that is there.
    pub fn insert(&mut self, key: K, value: V) {
        match self.place(key) {
            (at, false) => self.values[at] = value,
            (_, true) => self.values.push(value),
        }
    }

    /// Puts a value under a key, unless one is there.
    pub fn insert_first(&mut self, key: K, value: V) {
        if let (_, true) = self.place(key) {
            self.values.push(value);
        }
    }

    /// Takes a key out, with its value. This looks at every key.
    pub fn remove<Q: Ord + ?Sized>(&mut self, key: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        let at = self.at.remove(key)?;
        // The last value takes its place.
        let last = self.values.len() - 1;
        for place in self.at.values_mut().filter(|place| **place == last) {
            *place = at;
        }
        Some(self.values.swap_remove(at))
    }

    /// Takes out every value that is not to be kept, with its key.
    pub fn retain(&mut self, keep: impl Fn(&V) -> bool) {
        let kept: Vec<bool> = self.values.iter().map(keep).collect();
        let mut left = 0;
        let places: Vec<usize> = kept
            .iter()
            .map(|&kept| {
                left += usize::from(kept);
                left.saturating_sub(1)
            })
            .collect();
        self.at.retain(|_, at| {
            let was = *at;
            *at = places[was];
            kept[was]
        });
        let mut kept = kept.into_iter();
        self.values.retain(|_| kept.next() == Some(true));
    }

    /// The value of a key, which is the default one if there was none.
    pub fn get_or_default(&mut self, key: K) -> &mut V
    where
        V: Default,
    {
        let (at, new) = self.place(key);
        if new {
            self.values.push(V::default());
        }
        &mut self.values[at]
    }

    /// Keys and values, in the order of keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &V)> {
        self.at.iter().map(|(key, at)| (key, &self.values[*at]))
    }

    /// Every value, to change it, in the order in which they came.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.values.iter_mut()
    }

    /// Every value, in the order of keys.
    pub fn into_values(self) -> Vec<V> {
        let mut values: Vec<Option<V>> = self.values.into_iter().map(Some).collect();
        let order = self.at.values();
        order
            .filter_map(|at| values.get_mut(*at).and_then(Option::take))
            .collect()
    }

    /// Keys, in order.
    pub fn keys(&self) -> impl Iterator<Item = &K> {
        self.at.keys()
    }

    /// Values, in the order of keys.
    pub fn values(&self) -> impl Iterator<Item = &V> {
        self.at.values().map(|at| &self.values[*at])
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.values.is_empty()
    }

    /// Where the value of a key is, and whether it is still to be put there.
    fn place(&mut self, key: K) -> (usize, bool) {
        let end = self.values.len();
        let at = *self.at.entry(key).or_insert(end);
        (at, at == end)
    }
}

/// Keys alone: a set that only grows.
pub type Set<K> = Index<K, ()>;

impl<K: Ord> Set<K> {
    /// Puts a key in; whether it is new.
    pub fn add(&mut self, key: K) -> bool {
        let (_, new) = self.place(key);
        if new {
            self.values.push(());
        }
        new
    }

    /// Whether the key is there.
    pub fn contains<Q: Ord + ?Sized>(&self, key: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.at.contains_key(key)
    }
}

impl<K: Ord> FromIterator<K> for Set<K> {
    fn from_iter<I: IntoIterator<Item = K>>(keys: I) -> Self {
        let mut set = Self::new();
        for key in keys {
            set.add(key);
        }
        set
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for Index<K, V> {
    fn eq(&self, other: &Self) -> bool {
        self.at.len() == other.at.len()
            && self
                .at
                .iter()
                .zip(&other.at)
                .all(|((key, at), (own, own_at))| {
                    key == own && self.values[*at] == other.values[*own_at]
                })
    }
}

impl<K: Eq, V: Eq> Eq for Index<K, V> {}

impl<K: Ord, V> FromIterator<(K, V)> for Index<K, V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut index = Self::new();
        for (key, value) in pairs {
            index.insert(key, value);
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_found_and_walked_through_in_order() {
        let mut index: Index<&str, Vec<u8>> = [("b", vec![1]), ("a", vec![2]), ("b", vec![3])]
            .into_iter()
            .collect();
        index.get_or_default("c").push(4);
        index.insert_first("a", vec![5]);
        let all: Vec<_> = index.iter().map(|(key, value)| (*key, &**value)).collect();
        assert_eq!(all, [("a", &[2][..]), ("b", &[3]), ("c", &[4])]);
        assert_eq!((index.get("b"), index.get("d")), (Some(&vec![3]), None));
        assert_eq!(
            (index.remove("a"), index.remove("a")),
            (Some(vec![2]), None)
        );
        let all: Vec<_> = index.iter().map(|(key, value)| (*key, &**value)).collect();
        assert_eq!(all, [("b", &[3][..]), ("c", &[4])]);
        assert_eq!(index.into_values(), [[3], [4]]);
    }

    #[test]
    fn what_is_kept_keeps_its_key() {
        let all = [("b", 1), ("a", 2), ("d", 3), ("c", 4)];
        let mut index: Index<&str, u8> = all.into_iter().collect();
        index.retain(|value| value % 2 == 0);
        let left: Vec<_> = index.iter().collect();
        assert_eq!(left, [(&"a", &2), (&"c", &4)]);
        index.insert("b", 5);
        assert_eq!(
            (index.get("b"), index.get("d"), index.len()),
            (Some(&5), None, 3)
        );
        index.retain(|_| false);
        assert!(index.is_empty() && index.get("a").is_none());
    }
}
