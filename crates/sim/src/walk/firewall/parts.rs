//! Sets of addresses cut into parts, so that what a rule says is certain of each.
//!
//! A rule matches by the ranges it has for the other side: <https://cloud.google.com/firewall/docs/firewalls>.

use std::net::IpAddr;

use hopscope_model::order;
use ipnet::IpNet;

use crate::address_set::{AddressSet, Relation};
use crate::tables::rules::RuleList;

/// The most parts that a set of addresses is cut into.
const MOST_PARTS: usize = 64;

/// Cuts a set of addresses so that what each rule says is certain of each part. None where there would be too many: to
/// look at the first ones only would be to guess what becomes of the rest.
pub(super) fn parts_of<'a>(set: AddressSet<'a>, rules: &RuleList) -> Vec<AddressSet<'a>> {
    let parts: Vec<AddressSet<'a>> = match set {
        AddressSet::Many(addresses) => addresses.iter().copied().map(AddressSet::One).collect(),
        AddressSet::Ranges(ranges) if ranges.len() > 1 => {
            ranges.iter().copied().map(AddressSet::Range).collect()
        }
        AddressSet::Ranges(&[range]) => cut(range, rules),
        AddressSet::Range(range) => cut(range, rules),
        _ => Vec::new(),
    };
    if parts.len() > MOST_PARTS {
        return Vec::new();
    }
    parts
}

/// One address for each piece into which the rules' ranges cut a range.
fn cut<'a>(own: IpNet, rules: &RuleList) -> Vec<AddressSet<'a>> {
    let set = AddressSet::Range(own);
    let mut points = vec![own.network()];
    for range in rules.rules().iter().flat_map(|rule| &rule.remote) {
        if set.relation(range) == Relation::Some {
            points.push(range.network());
            if let Some(next) = after(range.broadcast()) {
                points.push(next);
            }
        }
    }
    points.retain(|point| own.contains(point));
    order::sort(&mut points);
    points.dedup();
    points.into_iter().map(AddressSet::One).collect()
}

fn after(address: IpAddr) -> Option<IpAddr> {
    match address {
        IpAddr::V4(address) => u32::from(address)
            .checked_add(1)
            .map(|next| IpAddr::V4(next.into())),
        IpAddr::V6(address) => u128::from(address)
            .checked_add(1)
            .map(|next| IpAddr::V6(next.into())),
    }
}
