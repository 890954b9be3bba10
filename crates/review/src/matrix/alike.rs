//! Which resources are alike: those that could change places without any object of either scenario being another one.
//!
//! A resource is told apart by all that names it: its own object and every other in which its name, an address of its
//! or its host name stands. With these taken out, and each address known by the ranges that hold it, two resources
//! that are left with the same texts are told apart by nothing, for names are only names and addresses only decide by
//! what holds them. What is in doubt makes a resource one of its own, which costs time and no truth.

use std::net::IpAddr;

use hopscope_model::google;
use hopscope_model::{Id, Index, Kind, order};
use ipnet::IpNet;
use serde_json::Value;

use super::scan::{addresses, ranges, words};

/// What else than its name a resource goes by.
#[derive(Clone, Default, Debug)]
pub(super) struct GoesBy {
    pub(super) addresses: Vec<IpAddr>,
    pub(super) hosts: Vec<String>,
}

/// What is compared to tell resources apart.
pub(super) struct Alike {
    /// The objects of both sides, as texts.
    texts: [Vec<String>; 2],
    /// Every word that stands in an object, in order, with the side and the object.
    words: Vec<(String, usize, usize)>,
    /// Every address that does.
    addresses: Index<IpAddr, Vec<(usize, usize)>>,
    /// Every range that decides about addresses.
    ranges: Vec<IpNet>,
    /// What was found so far.
    classes: Index<String, usize>,
    alone: usize,
    /// There are Kubernetes Services: what a node passes on shows the node's own address.
    services: bool,
}

/// The label of a machine that is a node.
const NODE: &str = "\"goog-k8s-cluster-name\"";

/// The type of a Kubernetes Service.
const SERVICE: &str = "\"k8s.io/Service\"";

/// The longest text by which resources are compared, in bytes; one that is named more often is one of its own.
const LONGEST: usize = 1 << 20;

impl Alike {
    pub(super) fn new(before: &[Value], after: &[Value]) -> Self {
        let texts = [before, after].map(|objects| {
            let texts = objects.iter().map(Value::to_string);
            texts.collect::<Vec<_>>()
        });
        let mut found = Vec::new();
        let mut by_address: Index<IpAddr, Vec<(usize, usize)>> = Index::new();
        let mut all_ranges: Vec<IpNet> = built_in();
        for (side, list) in texts.iter().enumerate() {
            for (at, text) in list.iter().enumerate() {
                found.extend(words(text).map(|(_, word)| (word.to_owned(), side, at)));
                for (_, _, address) in addresses(text) {
                    by_address.get_or_default(address).push((side, at));
                }
                for range in ranges(text) {
                    all_ranges.push(range);
                    all_ranges.extend(reserved(range));
                }
            }
        }
        Self {
            services: texts.iter().flatten().any(|text| text.contains(SERVICE)),
            texts,
            words: order::once(found),
            addresses: by_address,
            ranges: order::once(all_ranges),
            classes: Index::new(),
            alone: 0,
        }
    }

    /// The class of a resource: a number that those have which are like it.
    pub(super) fn class(&mut self, id: &Id, by: &GoesBy) -> usize {
        let text = self.told_by(id, by).unwrap_or_else(|| {
            self.alone += 1;
            format!("alone {}", self.alone)
        });
        let next = self.classes.len();
        match self.classes.get(&text) {
            Some(known) => *known,
            None => {
                self.classes.insert(text, next);
                next
            }
        }
    }

    /// What tells a resource apart.
    fn told_by(&self, id: &Id, by: &GoesBy) -> Option<String> {
        if by.addresses.iter().any(IpAddr::is_ipv6) {
            // Google's own ranges of IPv6 are not listed here.
            return None;
        }
        let (parent, name) = id.name.name.rsplit_once('/').unwrap_or(("", &id.name.name));
        let mut out = format!(
            "{} {} {} {parent}",
            id.kind, id.name.project, id.name.location
        );
        let mut mentions: Vec<(usize, usize)> = self.mentioning(name).collect();
        for host in &by.hosts {
            let (label, parent) = host.split_once('.').unwrap_or((host, ""));
            mentions.extend(self.mentioning(label));
            out.push_str(&format!(" *.{parent}"));
        }
        for address in &by.addresses {
            mentions.extend(self.addresses.get(address).into_iter().flatten());
            out.push_str(" in");
            for (at, range) in self.ranges.iter().enumerate() {
                if range.contains(address) {
                    out.push_str(&format!(" {at}"));
                }
            }
        }
        let mut sides = [Vec::new(), Vec::new()];
        for (side, at) in order::once(mentions) {
            let text = self.texts.get(side)?.get(at)?;
            if self.services && id.kind == Kind::Instance && text.contains(NODE) {
                return None;
            }
            sides.get_mut(side)?.push(without(text, name, by));
        }
        for mut side in sides {
            order::sort(&mut side);
            out.push_str("\n\n");
            for text in side {
                out.push('\n');
                out.push_str(&text);
                if out.len() > LONGEST {
                    return None;
                }
            }
        }
        Some(out)
    }

    /// The objects in which a word begins like a name: Cloud Run's own URLs begin so.
    fn mentioning<'a>(&'a self, name: &'a str) -> impl Iterator<Item = (usize, usize)> + 'a {
        let from = self
            .words
            .partition_point(|(word, ..)| word.as_str() < name);
        let rest = self.words.get(from..).unwrap_or_default().iter();
        rest.take_while(move |(word, ..)| word.starts_with(name))
            .map(|(_, side, at)| (*side, *at))
    }
}

/// A text with what is a resource's own taken out, in such a way that it is still seen where each was.
fn without(text: &str, name: &str, by: &GoesBy) -> String {
    let mut text = text.to_owned();
    for (at, host) in by.hosts.iter().enumerate() {
        let (label, parent) = host.split_once('.').unwrap_or((host, ""));
        if !label.is_empty() {
            text = text.replace(host, &format!("\u{1}h{at}\u{1}.{parent}"));
        }
    }
    let found = addresses(&text).filter_map(|(start, piece, address)| {
        let at = by.addresses.iter().position(|own| *own == address)?;
        Some((start, piece.len(), format!("\u{1}a{at}\u{1}")))
    });
    text = replaced(&text, found.collect());
    let named = words(&text).filter(|(_, word)| word.starts_with(name));
    let named = named.map(|(start, _)| (start, name.len(), "\u{1}n\u{1}".to_owned()));
    replaced(&text, named.collect())
}

/// A text with pieces, by their places, replaced.
fn replaced(text: &str, mut pieces: Vec<(usize, usize, String)>) -> String {
    order::sort(&mut pieces);
    let (mut out, mut from) = (String::new(), 0);
    for (start, length, by) in pieces {
        // What was found twice is replaced once.
        if start >= from {
            out.push_str(text.get(from..start).unwrap_or_default());
            out.push_str(&by);
            from = start + length;
        }
    }
    out + text.get(from..).unwrap_or_default()
}

/// The addresses of a subnet's range that Google keeps for itself: the first two and the last two
/// (<https://cloud.google.com/vpc/docs/subnets#unusable-ip-addresses-in-every-subnet>).
fn reserved(range: IpNet) -> Vec<IpNet> {
    let IpNet::V4(range) = range else {
        return Vec::new();
    };
    let (first, last) = (u32::from(range.network()), u32::from(range.broadcast()));
    let near = [first, first.saturating_add(1), last.saturating_sub(1), last];
    near.map(|address| IpNet::from(IpAddr::from(address.to_be_bytes())))
        .to_vec()
}

/// The ranges that decide by Google's rules, whatever a scenario says.
fn built_in() -> Vec<IpNet> {
    let lists: [&[ipnet::Ipv4Net]; 7] = [
        &google::DEFAULT_DOMAINS,
        &google::PRIVATE_EGRESS_RANGES,
        &google::UNCERTAIN_EGRESS_RANGES,
        &google::PRIVATE_RANGES,
        &google::RFC_1918,
        &google::NON_MASQUERADE_RANGES,
        &google::DOCUMENTATION_RANGES,
    ];
    let single = [
        google::PRIVATE_VIP,
        google::RESTRICTED_VIP,
        google::DIRECT_CONNECTIVITY,
        google::DOCKER_BRIDGE,
        google::RELAY_RANGE,
    ];
    let all = lists.into_iter().flatten().chain(&single).copied();
    let special = google::SPECIAL_PATH_RANGES
        .into_iter()
        .chain(google::PASSTHROUGH_CHECK_RANGES)
        .chain(google::FRONT_END_RANGES_IPV6)
        .chain(google::PASSTHROUGH_CHECK_RANGES_IPV6);
    all.map(IpNet::V4).chain(special).collect()
}
