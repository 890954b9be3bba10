//! What is free: names, ranges and addresses that nothing in a scenario has yet.

use std::net::IpAddr;

use hopscope_model::{Id, Kind, Scenario};

/// A name that no resource of the kind has: the stem, or the stem and a number.
pub(super) fn free_name(scenario: &Scenario, kind: Kind, stem: &str) -> String {
    let taken = |name: &str| {
        let mut names = scenario.resources.names(kind);
        names.any(|own| own.name.rsplit('/').next() == Some(name))
    };
    if !taken(stem) {
        return stem.to_owned();
    }
    let mut number = 2;
    loop {
        let name = format!("{stem}-{number}");
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}

/// Every range that something has, first and last address.
fn ranges(scenario: &Scenario) -> Vec<(u32, u32)> {
    let all = &scenario.resources;
    let mut used = Vec::new();
    let mut add = |first: IpAddr, last: IpAddr| {
        if let (IpAddr::V4(first), IpAddr::V4(last)) = (first, last) {
            used.push((u32::from(first), u32::from(last)));
        }
    };
    for subnet in all.subnets.values() {
        for range in subnet.range.iter() {
            add(range.network(), range.broadcast());
        }
        for range in &subnet.secondary_ranges {
            add(range.range.network(), range.range.broadcast());
        }
    }
    for connector in all.connectors.values() {
        for range in connector.range.iter() {
            add(range.network(), range.broadcast());
        }
    }
    for cluster in all.clusters.values() {
        for range in cluster.pod_range.iter().chain(cluster.service_range.iter()) {
            add(range.network(), range.broadcast());
        }
    }
    used
}

/// A range that overlaps no other, from `from` on.
pub(super) fn free_range(scenario: &Scenario, from: [u8; 4], prefix: u32) -> String {
    let size = 1u32 << (32 - prefix);
    let mut first = u32::from_be_bytes(from);
    let used = ranges(scenario);
    loop {
        let last = first + (size - 1);
        let over = used
            .iter()
            .find(|(low, high)| *low <= last && first <= *high);
        match over {
            // Behind it, where a range of this size may begin.
            Some((_, high)) if *high < u32::MAX - 2 * size => first = (high / size + 1) * size,
            _ => break,
        }
    }
    format!("{}/{prefix}", std::net::Ipv4Addr::from(first))
}

/// An address of the documentation's that nothing has.
pub(super) fn free_external(scenario: &Scenario) -> String {
    let all = &scenario.resources;
    let mut last = 10u8;
    loop {
        let address = IpAddr::from([203, 0, 113, last]);
        let taken = all.addresses.values().any(|own| own.address == address)
            || all
                .hosts
                .values()
                .any(|own| own.addresses.contains(&address));
        if !taken || last == 254 {
            return address.to_string();
        }
        last += 1;
    }
}

/// An address of a subnet that no machine and no forwarding rule has.
pub(super) fn free_address(scenario: &Scenario, subnet: Option<&Id>) -> String {
    let all = &scenario.resources;
    let range = subnet
        .and_then(|id| all.subnets.get(&id.name))
        .and_then(|subnet| subnet.range);
    let first = match range.map(|range| range.network()) {
        Some(IpAddr::V4(first)) => u32::from(first),
        // It is new itself, and the first of its kind.
        _ => match free_range(scenario, [10, 0, 0, 0], 24).split('/').next() {
            Some(text) => text
                .parse()
                .map_or(0, |first: std::net::Ipv4Addr| u32::from(first)),
            None => 0,
        },
    };
    // The first is the gateway's.
    let mut next = first + 2;
    loop {
        let address = IpAddr::from(next.to_be_bytes());
        let taken = all.instances.values().any(|vm| {
            let mut interfaces = vm.interfaces.iter();
            interfaces.any(|own| own.address == Some(address))
        }) || all
            .forwarding_rules
            .values()
            .any(|rule| rule.address == Some(address));
        if !taken {
            return address.to_string();
        }
        next += 1;
    }
}

/// An address of the first cluster's pods that no pod has.
pub(super) fn free_pod_address(scenario: &Scenario) -> String {
    let all = &scenario.resources;
    let cluster = all.clusters.values().next();
    let range = cluster.and_then(|own| own.pod_range);
    let first = match range.map(|range| range.network()) {
        Some(IpAddr::V4(first)) => u32::from(first),
        // Its cluster is new itself.
        _ => u32::from_be_bytes([10, 64, 0, 0]),
    };
    let mut next = first.wrapping_add(2);
    loop {
        let address = IpAddr::from(next.to_be_bytes());
        if !all.pods.values().any(|pod| pod.address == Some(address)) {
            return address.to_string();
        }
        next = next.wrapping_add(1);
    }
}
