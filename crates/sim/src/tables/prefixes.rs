//! Values by address prefix, found by an address without allocating: one hash look-up for each prefix length
//! that occurs. (A trie's iterator over covering prefixes allocates, and a verdict must not.)

use std::net::IpAddr;

use ipnet::IpNet;
use rustc_hash::FxHashMap;

/// Values by prefix.
#[derive(Clone, Debug)]
pub(crate) struct Prefixes<T> {
    /// Looked up by prefix, and never walked through but to build the values.
    values: FxHashMap<IpNet, T>,
    /// Prefix lengths that occur, ascending.
    v4_lengths: Vec<u8>,
    v6_lengths: Vec<u8>,
}

impl<T> Default for Prefixes<T> {
    fn default() -> Self {
        Self {
            values: FxHashMap::default(),
            v4_lengths: Vec::new(),
            v6_lengths: Vec::new(),
        }
    }
}

impl<T> Prefixes<T> {
    /// The value of a prefix, made if it has none.
    pub(crate) fn entry(&mut self, prefix: &IpNet) -> &mut T
    where
        T: Default,
    {
        let prefix = self.note(prefix);
        self.values.entry(prefix).or_default()
    }

    /// Sets the value of a prefix.
    pub(crate) fn insert(&mut self, prefix: &IpNet, value: T) {
        let prefix = self.note(prefix);
        self.values.insert(prefix, value);
    }

    fn note(&mut self, prefix: &IpNet) -> IpNet {
        let lengths = match prefix {
            IpNet::V4(_) => &mut self.v4_lengths,
            IpNet::V6(_) => &mut self.v6_lengths,
        };
        if let Err(at) = lengths.binary_search(&prefix.prefix_len()) {
            lengths.insert(at, prefix.prefix_len());
        }
        prefix.trunc()
    }

    /// The value of just this prefix.
    pub(crate) fn get(&self, prefix: &IpNet) -> Option<&T> {
        self.values.get(&prefix.trunc())
    }

    /// The values of every prefix that holds an address, shortest first.
    pub(crate) fn covering(&self, address: IpAddr) -> impl DoubleEndedIterator<Item = &T> {
        let lengths = match address {
            IpAddr::V4(_) => &self.v4_lengths,
            IpAddr::V6(_) => &self.v6_lengths,
        };
        lengths.iter().filter_map(move |length| {
            let prefix = IpNet::new(address, *length).ok()?;
            self.values.get(&prefix.trunc())
        })
    }

    /// The value of the longest prefix that holds an address.
    pub(crate) fn longest(&self, address: IpAddr) -> Option<&T> {
        self.covering(address).next_back()
    }

    /// Every value, in no order.
    pub(crate) fn values_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.values.values_mut()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prefixes_come_shortest_first() {
        let mut table: Prefixes<u8> = Prefixes::default();
        for (n, prefix) in [(24, "10.0.0.0/24"), (0, "0.0.0.0/0"), (8, "10.0.0.0/8")] {
            table.insert(&prefix.parse().expect("a prefix"), n);
        }
        let covering = |address: &str| -> Vec<u8> {
            let address = address.parse().expect("an address");
            table.covering(address).copied().collect()
        };
        assert_eq!(covering("10.0.0.7"), [0, 8, 24]);
        assert_eq!(covering("10.1.0.7"), [0, 8]);
        assert!(covering("2001:db8::1").is_empty());
        assert_eq!(
            table.longest("10.0.0.7".parse().expect("an address")),
            Some(&24)
        );
    }
}
