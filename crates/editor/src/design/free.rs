//! What is free: names, ranges and addresses that nothing in a scenario has yet.

use std::net::IpAddr;

use hopscope_model::{Id, Scenario};

/// A name that is not taken: the stem, or the stem and a number.
pub(super) fn free_name(stem: &str, taken: impl Fn(&str) -> bool) -> String {
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
        let own = cluster.pod_range.iter().chain(&cluster.service_range);
        for range in own.chain(&cluster.control_plane_range) {
            add(range.network(), range.broadcast());
        }
    }
    for own in all.addresses.values() {
        if let (IpAddr::V4(first), Some(prefix)) = (own.address, own.prefix_length) {
            let first = u32::from(first);
            let size = 1u32.checked_shl(32 - u32::from(prefix.min(32)));
            used.push((
                first,
                first.saturating_add(size.unwrap_or(0).wrapping_sub(1)),
            ));
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
                .any(|own| own.addresses.contains(&address))
            || all
                .forwarding_rules
                .values()
                .any(|own| own.address == Some(address));
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

/// An address of a range: of its text, so many after its first.
pub(super) fn first_of(range: &str, after: u32) -> String {
    let first = range.split('/').next().unwrap_or_default();
    match first.parse::<std::net::Ipv4Addr>() {
        Ok(first) => std::net::Ipv4Addr::from(u32::from(first).wrapping_add(after)).to_string(),
        Err(_) => first.to_owned(),
    }
}

/// An address for an endpoint of Google's APIs, which is in no subnet
/// (<https://cloud.google.com/vpc/docs/about-accessing-google-apis-endpoints>).
pub(super) fn free_endpoint(scenario: &Scenario) -> String {
    let range = free_range(scenario, [10, 255, 0, 0], 24);
    let mut after = 1;
    loop {
        let text = first_of(&range, after);
        let address: Option<IpAddr> = text.parse().ok();
        let mut rules = scenario.resources.forwarding_rules.values();
        if !rules.any(|rule| rule.address == address) || after > 254 {
            return text;
        }
        after += 1;
    }
}

/// A range of internal IPv6 addresses that no subnet has: of the documentation's part of them
/// (<https://cloud.google.com/vpc/docs/subnets#ipv6-ranges>).
pub(super) fn free_range6(scenario: &Scenario) -> String {
    let mut number = 0u16;
    loop {
        let text = format!("fd20:db8:0:{number:x}::/64");
        let first: Option<std::net::Ipv6Addr> =
            text.split('/').next().and_then(|own| own.parse().ok());
        let mut subnets = scenario.resources.subnets.values();
        let taken = subnets.any(|own| own.ipv6_range.map(|range| range.network()) == first);
        if !taken || number == u16::MAX {
            return text;
        }
        number += 1;
    }
}

/// An address of the range that services of Google's have in a network, which no instance has.
pub(super) fn private_address(scenario: &Scenario, network: Option<&Id>) -> String {
    let all = &scenario.resources;
    let mut ranges = all.addresses.values();
    let range = ranges.find(|own| {
        let of = own.network.as_ref().map(|own| own.name());
        own.purpose.as_deref() == Some("VPC_PEERING") && of == network.map(|own| &own.name)
    });
    let first = match range {
        Some(own) => own.address.to_string(),
        // It is new itself.
        None => first_of(&free_range(scenario, [10, 200, 0, 0], 16), 0),
    };
    let mut after = 3;
    loop {
        let text = first_of(&first, after);
        let address: Option<IpAddr> = text.parse().ok();
        let mut instances = all.sqls.values();
        if address.is_none() || !instances.any(|own| own.private_address == address) {
            return text;
        }
        after += 1;
    }
}
