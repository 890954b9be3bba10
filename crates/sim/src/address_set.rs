//! Sets of addresses that a packet may come from or go to, and how a range relates to them.
//!
//! A simulation rarely knows one source address: Direct VPC egress takes any of a subnet, Cloud NAT any of
//! its addresses, the serverless pool any of Google's. What a rule says about the whole set is one of three:
//! it has all of it, none of it, or some.

use std::net::{IpAddr, Ipv4Addr};

use hopscope_model::google;
use hopscope_model::order;
use ipnet::{IpNet, Ipv4Net};

/// A set of addresses.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum AddressSet<'a> {
    /// One address.
    One(IpAddr),
    /// Any of these.
    Many(&'a [IpAddr]),
    /// Any of a range.
    Range(IpNet),
    /// Any of some published ranges.
    Ranges(&'static [IpNet]),
    /// An address of Google's that is in no configuration: the serverless pool, Google's own callers.
    GoogleDynamic,
    /// Allocated by Cloud NAT, in no configuration.
    CloudNatAuto,
    /// The public addresses of Google's APIs, of which no list is built in.
    GoogleApis,
    /// Some host on the internet that is not Google's.
    Public,
}

/// How a range relates to a set.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Relation {
    /// The range has every address of the set.
    All,
    /// It has none.
    None,
    /// It has some, or it cannot be told.
    Some,
}

impl AddressSet<'_> {
    /// The one address, if the set is one.
    pub(crate) fn one(&self) -> Option<IpAddr> {
        match *self {
            Self::One(address) | Self::Many(&[address]) => Some(address),
            _ => None,
        }
    }

    /// How `range` relates to the set.
    pub(crate) fn relation(&self, range: &IpNet) -> Relation {
        match *self {
            Self::One(address) => certain(range.contains(&address)),
            Self::Many(addresses) => {
                let inside = addresses.iter().filter(|a| range.contains(*a)).count();
                part(inside, addresses.len())
            }
            Self::Range(own) => {
                if range.contains(&own) {
                    Relation::All
                } else if own.contains(range) {
                    Relation::Some
                } else {
                    Relation::None
                }
            }
            Self::Ranges(own) => {
                let all = own.iter().filter(|own| range.contains(*own));
                let touched = own.iter().any(|own| overlaps(range, own));
                match (all.count() == own.len(), touched) {
                    (true, _) => Relation::All,
                    (false, true) => Relation::Some,
                    (false, false) => Relation::None,
                }
            }
            Self::GoogleDynamic | Self::CloudNatAuto => unknown_public(range),
            Self::GoogleApis => {
                let ranges = google::DEFAULT_DOMAINS;
                let inside = ranges
                    .iter()
                    .filter(|own| range.contains(&IpNet::V4(**own)));
                let touched = ranges.iter().any(|own| overlaps(range, &IpNet::V4(*own)));
                match (inside.count() == ranges.len(), touched) {
                    (true, _) => Relation::All,
                    (false, true) => Relation::Some,
                    (false, false) => Relation::None,
                }
            }
            Self::Public => match unknown_public(range) {
                // An unknown host may be anywhere that hosts are, be it in a single address.
                Relation::None if !entirely_private(range) && !without_hosts(range) => {
                    Relation::Some
                }
                other => other,
            },
        }
    }

    /// How a list of ranges relates to the set. An empty list has nothing.
    pub(crate) fn relation_to_any<'r>(
        &self,
        ranges: impl IntoIterator<Item = &'r IpNet>,
    ) -> Relation {
        // Several entries may have the parts of the set between them.
        let (own_ranges, domains): (&[IpNet], &[Ipv4Net]) = match self {
            Self::Ranges(own) => (own, &[]),
            Self::GoogleApis => (&[], &google::DEFAULT_DOMAINS),
            _ => (&[], &[]),
        };
        let own_addresses: &[IpAddr] = match self {
            Self::Many(own) => own,
            _ => &[],
        };
        let parts = own_ranges.len() + domains.len() + own_addresses.len();
        // One bit a part; beyond 64 parts only an entry that has all of them counts as having all.
        let everything = u64::MAX
            .checked_shr(64_u32.saturating_sub(u32::try_from(parts).unwrap_or(64)))
            .unwrap_or(0);
        let mut covered = 0_u64;
        let mut some = false;
        for range in ranges {
            match self.relation(range) {
                Relation::All => return Relation::All,
                Relation::Some => some = true,
                Relation::None => continue,
            }
            let has_range = own_ranges.iter().map(|own| range.contains(own));
            let has_domain = domains.iter().map(|own| range.contains(&IpNet::V4(*own)));
            let has_address = own_addresses.iter().map(|own| range.contains(own));
            let has = has_range.chain(has_domain).chain(has_address);
            for (part, has) in has.enumerate().take(64) {
                covered |= u64::from(has) << part;
            }
        }
        match some {
            true if parts > 0 && parts <= 64 && covered == everything => Relation::All,
            true => Relation::Some,
            false => Relation::None,
        }
    }

    /// Whether its addresses are known to be of one IP version.
    pub(crate) fn has_version(&self) -> bool {
        match self {
            Self::One(_) | Self::Range(_) | Self::Ranges(_) => true,
            Self::Many(addresses) => addresses
                .iter()
                .all(|address| address.is_ipv6() == self.is_ipv6()),
            _ => false,
        }
    }

    /// Whether it is IPv6.
    pub(crate) fn is_ipv6(&self) -> bool {
        match self {
            Self::One(address) => address.is_ipv6(),
            Self::Many(addresses) => addresses.first().is_some_and(IpAddr::is_ipv6),
            Self::Range(range) => matches!(range, IpNet::V6(_)),
            Self::Ranges(ranges) => matches!(ranges.first(), Some(IpNet::V6(_))),
            _ => false,
        }
    }

    /// Whether every address of it is private.
    pub(crate) fn is_private(&self) -> bool {
        match self {
            Self::One(address) => google::is_private(*address),
            Self::Many(addresses) => addresses.iter().all(|a| google::is_private(*a)),
            Self::Range(range) => google::is_private(range.addr()),
            _ => false,
        }
    }

    /// As results print it.
    pub(crate) fn to_strings(self) -> Vec<String> {
        match self {
            Self::One(address) => vec![address.to_string()],
            Self::Many(addresses) => {
                let mut sorted = addresses.to_vec();
                order::sort(&mut sorted);
                sorted.dedup();
                sorted.iter().map(IpAddr::to_string).collect()
            }
            Self::Range(range) => vec![range.trunc().to_string()],
            Self::Ranges(ranges) => ranges.iter().map(IpNet::to_string).collect(),
            Self::GoogleDynamic => vec!["google-dynamic".to_owned()],
            Self::CloudNatAuto => vec!["cloud-nat-auto".to_owned()],
            Self::GoogleApis => vec!["google".to_owned()],
            Self::Public => vec!["public".to_owned()],
        }
    }

    /// The same on one line.
    pub(crate) fn text(self) -> String {
        self.to_strings().join(", ")
    }
}

fn certain(inside: bool) -> Relation {
    if inside {
        Relation::All
    } else {
        Relation::None
    }
}

fn part(inside: usize, of: usize) -> Relation {
    match inside {
        0 => Relation::None,
        n if n == of => Relation::All,
        _ => Relation::Some,
    }
}

/// Whether two ranges share an address.
pub(crate) fn overlaps(a: &IpNet, b: &IpNet) -> bool {
    a.contains(b) || b.contains(a)
}

fn entirely_private(range: &IpNet) -> bool {
    match range {
        IpNet::V4(range) => {
            google::PRIVATE_RANGES.iter().any(|own| own.contains(range))
                || *range == Ipv4Net::from(Ipv4Addr::UNSPECIFIED)
        }
        IpNet::V6(_) => google::is_private(range.addr()),
    }
}

/// 6to4 relay anycast, which is no longer routed (RFC 7526).
fn without_hosts(range: &IpNet) -> bool {
    const RELAY: Ipv4Net = Ipv4Net::new_assert(Ipv4Addr::new(192, 88, 99, 0), 24);
    matches!(range, IpNet::V4(range) if RELAY.contains(range))
}

/// An address out of a large public pool that nobody can pin: only a range of (nearly) everything surely has
/// it, a small range surely is not to be relied on, and of a large public range it cannot be told.
fn unknown_public(range: &IpNet) -> Relation {
    let IpNet::V4(v4) = range else {
        return Relation::None;
    };
    let documentation = google::DOCUMENTATION_RANGES
        .iter()
        .any(|own| own.contains(v4));
    match v4.prefix_len() {
        0 => Relation::All,
        _ if entirely_private(range) || documentation => Relation::None,
        1..=20 => Relation::Some,
        _ => Relation::None,
    }
}
