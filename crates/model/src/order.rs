//! Order, once for every type.
//!
//! The standard library compiles a sort of several kilobytes for each type that is sorted or collected into an
//! ordered map, and the page has to travel before it runs. Here one sort orders positions, whatever stands there.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::mem;

/// Sorts; what is equal keeps its order.
pub fn sort<T: Ord>(items: &mut Vec<T>) {
    sort_by(items, &T::cmp);
}

/// Sorts by a key that is worked out at each comparison; what is equal keeps its order.
pub fn sort_by_key<T, K: Ord>(items: &mut Vec<T>, key: impl Fn(&T) -> K) {
    sort_by(items, &|one, two| key(one).cmp(&key(two)));
}

/// Sorts by a key that is worked out once for each; what is equal keeps its order.
pub fn sort_by_cached_key<T, K: Ord>(items: &mut Vec<T>, key: impl FnMut(&T) -> K) {
    let keys: Vec<K> = items.iter().map(key).collect();
    let positions = positions(keys.len(), &|one, two| keys.get(one).cmp(&keys.get(two)));
    put(items, positions);
}

/// Sorts as a comparison says, which must be a total order; what is equal keeps its order.
pub fn sort_by<T>(items: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let positions = positions(
        items.len(),
        &|one, two| match (items.get(one), items.get(two)) {
            (Some(one), Some(two)) => compare(one, two),
            _ => Ordering::Equal,
        },
    );
    put(items, positions);
}

fn put<T>(items: &mut Vec<T>, positions: Vec<usize>) {
    let mut unsorted: Vec<Option<T>> = mem::take(items).into_iter().map(Some).collect();
    for position in positions {
        items.extend(unsorted.get_mut(position).and_then(Option::take));
    }
}

fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut positions: Vec<usize> = (0..count).collect();
    positions.sort_by(|one, two| compare(*one, *two));
    positions
}

/// These in order, each once.
pub fn once<T: Ord>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    let mut list: Vec<T> = items.into_iter().collect();
    sort(&mut list);
    list.dedup();
    list
}

/// A map of these; of two with one key, the later.
pub fn map<K: Ord, V>(pairs: impl IntoIterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    for (key, value) in pairs {
        map.insert(key, value);
    }
    map
}

/// A set of these.
pub fn set<T: Ord>(items: impl IntoIterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    for item in items {
        set.insert(item);
    }
    set
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_ones_keep_their_order() {
        let mut words = vec!["bb", "a", "cc", "d"];
        sort_by_key(&mut words, |word| word.len());
        assert_eq!(words, ["a", "d", "bb", "cc"]);
        sort(&mut words);
        assert_eq!(words, ["a", "bb", "cc", "d"]);
    }

    #[test]
    fn the_later_of_one_key_stays() {
        assert_eq!(map([(1, "a"), (1, "b")]).get(&1), Some(&"b"));
        assert_eq!(set([2, 1, 2]).len(), 2);
    }
}
