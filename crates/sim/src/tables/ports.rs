//! The lowest rank among rules that match a protocol and port, by binary search.

use std::collections::BTreeSet;

use hopscope_model::order;
use hopscope_model::{Layer4, PortRange, Protocol};

/// Rank of a rule: its place in the order of evaluation, from 0. Lower wins.
pub(crate) type Rank = u32;

/// No rule.
const NONE: Rank = Rank::MAX;

/// For each protocol and port, the first rule that matches.
#[derive(Clone, Default, Debug)]
pub(crate) struct PortIndex {
    entries: Vec<(Option<Protocol>, PortRange, bool, Rank)>,
    all: Option<Rank>,
    protocols: Vec<(Protocol, ProtocolIndex)>,
}

#[derive(Clone, Default, Debug)]
struct ProtocolIndex {
    /// Rules that match whatever the port, or without one.
    any_port: Option<Rank>,
    /// First port of each segment, and the first rule for the ports up to the next.
    segments: Vec<(u16, Rank)>,
}

impl PortIndex {
    /// Adds what one `allowed[]`, `denied[]` or `layer4Configs[]` entry of the rule of this rank matches.
    pub(crate) fn add(&mut self, layer4: &Layer4, rank: Rank) {
        if layer4.ports.is_empty() {
            self.entries
                .push((layer4.protocol, PortRange::ALL, true, rank));
        }
        for range in &layer4.ports {
            self.entries.push((layer4.protocol, *range, false, rank));
        }
    }

    /// Sorts what was added. Nothing is found before.
    pub(crate) fn build(&mut self) {
        let entries = std::mem::take(&mut self.entries);
        let mut protocols: BTreeSet<Protocol> = BTreeSet::new();
        for (protocol, _, _, rank) in &entries {
            match protocol {
                None => self.all = lower(self.all, Some(*rank)),
                Some(protocol) => {
                    protocols.insert(*protocol);
                }
            }
        }
        for protocol in protocols {
            let own: Vec<_> = entries
                .iter()
                .filter(|entry| entry.0 == Some(protocol))
                .collect();
            let any_port = own
                .iter()
                .filter(|entry| entry.2)
                .map(|entry| entry.3)
                .min();
            let segments = segments(
                own.iter()
                    .filter(|entry| !entry.2)
                    .map(|entry| (entry.1, entry.3)),
            );
            self.protocols
                .push((protocol, ProtocolIndex { any_port, segments }));
        }
    }

    /// The first rule that matches.
    pub(crate) fn first(&self, protocol: Protocol, port: Option<u16>) -> Option<Rank> {
        let own = self
            .protocols
            .iter()
            .find(|(own, _)| *own == protocol)
            .and_then(|(_, index)| {
                let by_port = port.and_then(|port| {
                    let at = index.segments.partition_point(|(first, _)| *first <= port);
                    let (_, rank) = index.segments.get(at.checked_sub(1)?)?;
                    (*rank != NONE).then_some(*rank)
                });
                lower(index.any_port, by_port)
            });
        lower(self.all, own)
    }
}

/// The lower of two ranks, if any.
pub(crate) fn lower(a: Option<Rank>, b: Option<Rank>) -> Option<Rank> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

/// Cuts overlapping ranges into segments, each with the lowest rank over it.
fn segments(ranges: impl Iterator<Item = (PortRange, Rank)>) -> Vec<(u16, Rank)> {
    // (port, starts, rank): a range ends before the port after its last.
    let mut events: Vec<(u32, bool, Rank)> = Vec::new();
    for (range, rank) in ranges {
        events.push((u32::from(range.first), true, rank));
        events.push((u32::from(range.last) + 1, false, rank));
    }
    order::sort(&mut events);
    let mut open: std::collections::BTreeMap<Rank, u32> = std::collections::BTreeMap::new();
    let mut found: Vec<(u16, Rank)> = Vec::new();
    let mut at = 0;
    while let Some(&(port, ..)) = events.get(at) {
        while let Some(&(_, starts, rank)) = events.get(at).filter(|event| event.0 == port) {
            let count = open.entry(rank).or_default();
            if starts {
                *count += 1;
            } else {
                *count = count.saturating_sub(1);
                if *count == 0 {
                    open.remove(&rank);
                }
            }
            at += 1;
        }
        let lowest = open
            .iter()
            .find(|(_, count)| **count > 0)
            .map_or(NONE, |(rank, _)| *rank);
        if let Ok(port) = u16::try_from(port)
            && found.last().is_none_or(|(_, last)| *last != lowest)
        {
            found.push((port, lowest));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_rule_over_a_port_is_found() {
        let mut index = PortIndex::default();
        let tcp = |ports: &str| Layer4 {
            protocol: Some(Protocol::TCP),
            ports: ports.split(',').filter_map(PortRange::parse).collect(),
        };
        index.add(&tcp("80,443"), 3);
        index.add(&tcp("1-1000"), 5);
        index.add(&tcp("443"), 1);
        index.build();
        let first = |port| index.first(Protocol::TCP, Some(port));
        assert_eq!(first(443), Some(1));
        assert_eq!(first(80), Some(3));
        assert_eq!(first(81), Some(5));
        assert_eq!(first(1001), None);
        assert_eq!(index.first(Protocol::UDP, Some(80)), None);
        assert_eq!(index.first(Protocol::TCP, None), None);
    }
}
