//! NAT gateways, as part of `compute#router` and as `gcloud compute routers nats list` prints them.
//!
//! <https://docs.cloud.google.com/nat/docs/nat-rules-overview>

use std::net::IpAddr;

use hopscope_model::order;
use hopscope_model::resource::router::{Nat, Nat64, NatHop, NatIp, NatRanges, NatRule, NatSubnet};
use ipnet::IpNet;

use crate::codec::{At, Out};
use crate::fields::Fields;
use crate::tree::Members;

/// Whether a gateway of a type translates to private addresses.
const TYPES: &[(&str, bool)] = &[("PUBLIC", false), ("PRIVATE", true)];

/// What a gateway serves; machines where it does not say.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Endpoint {
    Machine,
    Gateway,
    Proxy,
}

/// Envoys of regional load balancers.
const PROXIES: &str = "ENDPOINT_TYPE_MANAGED_PROXY_LB";

/// The same, as Google spells it.
const ENDPOINTS: &[(&str, Endpoint)] = &[
    ("ENDPOINT_TYPE_VM", Endpoint::Machine),
    ("ENDPOINT_TYPE_SWG", Endpoint::Gateway),
    (PROXIES, Endpoint::Proxy),
];

/// Ranges of a subnet that a gateway serves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum OfSubnet {
    All,
    Primary,
    Secondary,
    None,
}

/// The same in `sourceIpRangesToNat`; the last is how a list is written that leaves out all.
const OF_SUBNET: &[(&str, OfSubnet)] = &[
    ("ALL_IP_RANGES", OfSubnet::All),
    ("PRIMARY_IP_RANGE", OfSubnet::Primary),
    ("LIST_OF_SECONDARY_IP_RANGES", OfSubnet::Secondary),
    ("NONE", OfSubnet::None),
];

/// How addresses are given to a gateway: whether Google chooses them.
const ALLOCATE: &[(&str, bool)] = &[("AUTO_ONLY", true), ("MANUAL_ONLY", false)];

/// Which ranges a gateway serves.
#[derive(Clone, Copy)]
enum Served {
    All,
    Primary,
    Listed,
}

/// The same, as Google spells it.
const SERVED: &[(&str, Served)] = &[
    ("ALL_SUBNETWORKS_ALL_IP_RANGES", Served::All),
    ("ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES", Served::Primary),
    ("LIST_OF_SUBNETWORKS", Served::Listed),
];

/// What a rule does (<https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers>).
const OF_ACTION: &[&str] = &[
    "sourceNatActiveIps",
    "sourceNatActiveRanges",
    "sourceNatDrainIps",
    "sourceNatDrainRanges",
];

/// Fields of a gateway that narrow down what it is for. Others begin otherwise.
const OF_GATEWAY: &[&str] = &[
    "nat64Subnetworks",
    "natIpAllocateOption",
    "natIps",
    "sourceSubnetworkIpRangesToNat",
    "sourceSubnetworkIpRangesToNat64",
    "subnetworks",
];

/// What other such fields would begin with.
const NARROWS: &[&str] = &["dest", "exclu", "nat", "source", "src", "subnet"];

/// `sourceSubnetworkIpRangesToNat64`: whether of all subnets.
const SERVED_64: &[(&str, bool)] = &[
    ("ALL_IPV6_SUBNETWORKS", true),
    ("LIST_OF_IPV6_SUBNETWORKS", false),
];

pub(crate) fn read(fields: &Fields<'_>, at: &At<'_>) -> Nat {
    let private = fields.choice("type", TYPES).unwrap_or(false);
    let own_ips = ips(fields, "natIps", at);
    let auto_allocated = match fields.choice("natIpAllocateOption", ALLOCATE) {
        Some(auto) => auto,
        // Private NAT has no external addresses; the API leaves the option out.
        None => !private && own_ips.is_empty(),
    };
    let subnets = fields.objects("subnetworks");
    let nat64 = match fields.choice("sourceSubnetworkIpRangesToNat64", SERVED_64) {
        None => Nat64::Off,
        Some(true) => Nat64::AllSubnets,
        Some(false) => {
            let listed = fields.objects("nat64Subnetworks");
            let listed = listed.iter().map(|own| at.needed(own, "name"));
            Nat64::Listed(listed.collect())
        }
    };
    // A gateway for NAT64 alone says nothing of IPv4, and serves none.
    let ranges = match nat64 {
        Nat64::Off => fields.needed_choice("sourceSubnetworkIpRangesToNat", SERVED),
        _ => fields.choice("sourceSubnetworkIpRangesToNat", SERVED),
    };
    let ranges = match ranges {
        Some(Served::All) => NatRanges::AllRanges,
        Some(Served::Primary) => NatRanges::AllPrimaryRanges,
        Some(Served::Listed) | None => {
            if matches!(ranges, Some(Served::Listed)) && !fields.has("subnetworks") {
                fields.missing("subnetworks");
            }
            NatRanges::Listed(subnets.iter().map(|own| subnet(own, at)).collect())
        }
    };
    fields.only_of(NARROWS, OF_GATEWAY);
    let rules = fields.objects("rules");
    let mut rules: Vec<NatRule> = rules.iter().map(|own| rule(own, at)).collect();
    order::sort_by_key(&mut rules, |rule| rule.number);
    let endpoints = fields.choices("endpointTypes", ENDPOINTS);
    Nat {
        name: fields.needed_text("name"),
        private,
        auto_allocated,
        ips: own_ips,
        drained_ips: ips(fields, "drainNatIps", at),
        ranges,
        nat64,
        rules,
        for_machines: endpoints.is_empty() || endpoints.contains(&Endpoint::Machine),
        for_proxies: endpoints.contains(&Endpoint::Proxy),
        min_ports_per_vm: fields.word("minPortsPerVm"),
        dynamic_port_allocation: fields.flag("enableDynamicPortAllocation"),
    }
}

/// Adds a gateway; the later of one name stands in the earlier's place.
pub(super) fn add(nats: &mut Vec<Nat>, nat: Nat) {
    match nats.iter_mut().find(|own| own.name == nat.name) {
        Some(own) => *own = nat,
        None => nats.push(nat),
    }
}

fn rule(fields: &Fields<'_>, at: &At<'_>) -> NatRule {
    let matches = fields.text("match").unwrap_or_default();
    let action = fields.object("action");
    action.only(OF_ACTION);
    NatRule {
        number: fields.needed("ruleNumber").unwrap_or_default(),
        destinations: destinations(&matches),
        hop: hop(&matches, at),
        matches,
        active_ips: ips(&action, "sourceNatActiveIps", at),
        active_ranges: at.all(&action.texts("sourceNatActiveRanges")),
    }
}

fn subnet(fields: &Fields<'_>, at: &At<'_>) -> NatSubnet {
    let ranges = fields.choices("sourceIpRangesToNat", OF_SUBNET);
    let has = |own: OfSubnet| ranges.contains(&own);
    let secondary = fields.texts("secondaryIpRangeNames");
    // Where nothing is said, everything is meant, as with the gateway as a whole.
    let all = has(OfSubnet::All) || ranges.is_empty();
    NatSubnet {
        subnet: at.needed(fields, "name"),
        primary: all || has(OfSubnet::Primary),
        all_secondary: all || (has(OfSubnet::Secondary) && secondary.is_empty()),
        secondary,
    }
}

/// Addresses by reference, or (plans, older exports) the addresses themselves.
fn ips(fields: &Fields<'_>, key: &str, at: &At<'_>) -> Vec<NatIp> {
    let texts = fields.texts(key);
    texts
        .iter()
        .map(|text| match text.parse::<IpAddr>() {
            Ok(address) => NatIp::Literal(address),
            Err(_) => {
                fields.address_or_name(key, text);
                NatIp::Reserved(at.refer(text))
            }
        })
        .collect()
}

/// The destinations of a rule: `destination.ip == '…'` and `inIpRange(destination.ip, '…')`, joined by `||`.
/// Any other expression is not understood.
fn destinations(expression: &str) -> Option<Vec<IpNet>> {
    expression
        .split("||")
        .map(|term| {
            let term = term.trim();
            let inside = match term.strip_prefix("inIpRange(") {
                Some(rest) => {
                    let rest = rest.trim_start().strip_prefix("destination.ip")?;
                    let rest = rest.trim_start().strip_prefix(',')?;
                    rest.trim_end().strip_suffix(')')?
                }
                None => {
                    let rest = term.strip_prefix("destination.ip")?;
                    rest.trim_start().strip_prefix("==")?
                }
            };
            let inside = inside.trim();
            let quoted = inside
                .strip_prefix('\'')
                .and_then(|rest| rest.strip_suffix('\''))
                .or_else(|| {
                    inside
                        .strip_prefix('"')
                        .and_then(|rest| rest.strip_suffix('"'))
                })?;
            match quoted.parse::<IpAddr>() {
                Ok(address) => Some(IpNet::from(address)),
                Err(_) => quoted.parse::<IpNet>().ok().map(|range| range.trunc()),
            }
        })
        .collect()
}

/// The next hops of a rule of Private NAT: `nexthop.is_hybrid`, or `nexthop.hub == '//…/hubs/HUB'`.
fn hop(expression: &str, at: &At<'_>) -> Option<NatHop> {
    if expression.trim() == "nexthop.is_hybrid" {
        return Some(NatHop::Hybrid);
    }
    Some(NatHop::Hub(at.refer(hub(expression)?)))
}

/// The hub of `nexthop.hub == '//…/hubs/HUB'`, as it is written there.
fn hub(expression: &str) -> Option<&str> {
    let rest = expression.trim().strip_prefix("nexthop.hub")?.trim_start();
    let hub = rest.strip_prefix("==")?.trim();
    let hub = hub.trim_matches(['\'', '"']);
    let plain = !hub.ends_with('/') && !hub.contains([' ', '\'', '"', '|', '&']);
    (plain && !hub.is_empty()).then_some(hub)
}

pub(crate) fn write(nat: &Nat, out: &Out<'_>) -> Members {
    let mut own = out.nested();
    own.put("name", &*nat.name);
    if nat.private {
        own.put("type", "PRIVATE");
    } else {
        let option = if nat.auto_allocated {
            "AUTO_ONLY"
        } else {
            "MANUAL_ONLY"
        };
        own.put("natIpAllocateOption", option);
    }
    own.list("natIps", &write_ips(&nat.ips, out));
    own.list("drainNatIps", &write_ips(&nat.drained_ips, out));
    let (choice, listed) = match &nat.ranges {
        NatRanges::AllRanges => ("ALL_SUBNETWORKS_ALL_IP_RANGES", None),
        NatRanges::AllPrimaryRanges => ("ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES", None),
        NatRanges::Listed(subnets) => ("LIST_OF_SUBNETWORKS", Some(subnets)),
    };
    let none = listed.is_some_and(Vec::is_empty);
    if nat.nat64 == Nat64::Off || !none {
        own.put("sourceSubnetworkIpRangesToNat", choice);
    }
    let subnets = listed.map_or(&[][..], Vec::as_slice);
    own.objects(
        "subnetworks",
        subnets
            .iter()
            .map(|subnet| write_subnet(subnet, out))
            .collect(),
    );
    match &nat.nat64 {
        Nat64::Off => {}
        Nat64::AllSubnets => own.put("sourceSubnetworkIpRangesToNat64", "ALL_IPV6_SUBNETWORKS"),
        Nat64::Listed(subnets) => {
            own.put(
                "sourceSubnetworkIpRangesToNat64",
                "LIST_OF_IPV6_SUBNETWORKS",
            );
            let subnets = subnets.iter().map(|subnet| {
                let mut own = out.nested();
                own.refer("name", subnet);
                own.map
            });
            own.objects("nat64Subnetworks", subnets.collect());
        }
    }
    let rules = nat.rules.iter().map(|rule| {
        let mut written = out.nested();
        written.put("ruleNumber", rule.number);
        match hub(&rule.matches) {
            Some(hub) => written.put("match", rule.matches.replace(hub, &out.named(hub))),
            None => written.put("match", &*rule.matches),
        }
        let mut action = out.nested();
        action.list("sourceNatActiveIps", &write_ips(&rule.active_ips, out));
        action.list("sourceNatActiveRanges", &out.all(&rule.active_ranges));
        written.object("action", action);
        written.map
    });
    own.objects("rules", rules.collect());
    match (nat.for_machines, nat.for_proxies) {
        (true, false) => {}
        (true, true) => own.list("endpointTypes", &["ENDPOINT_TYPE_VM", PROXIES]),
        (false, true) => own.list("endpointTypes", &[PROXIES]),
        (false, false) => own.list("endpointTypes", &["ENDPOINT_TYPE_SWG"]),
    }
    own.number("minPortsPerVm", nat.min_ports_per_vm);
    own.flag("enableDynamicPortAllocation", nat.dynamic_port_allocation);
    own.map
}

fn write_subnet(subnet: &NatSubnet, out: &Out<'_>) -> Members {
    let mut own = out.nested();
    own.refer("name", &subnet.subnet);
    if subnet.primary && subnet.all_secondary {
        own.list("sourceIpRangesToNat", &["ALL_IP_RANGES"]);
    } else {
        let secondary = subnet.all_secondary || !subnet.secondary.is_empty();
        let ranges = [
            subnet.primary.then_some("PRIMARY_IP_RANGE"),
            secondary.then_some("LIST_OF_SECONDARY_IP_RANGES"),
        ];
        let ranges: Vec<&str> = ranges.into_iter().flatten().collect();
        if ranges.is_empty() {
            own.list("sourceIpRangesToNat", &["NONE"]);
        }
        own.list("sourceIpRangesToNat", &ranges);
    }
    own.list("secondaryIpRangeNames", &subnet.secondary);
    own.map
}

fn write_ips(ips: &[NatIp], out: &Out<'_>) -> Vec<String> {
    ips.iter()
        .map(|ip| match ip {
            NatIp::Reserved(address) => out.short(address),
            NatIp::Literal(address) => address.to_string(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_name_destinations() {
        let check = |text: &str, expected: Option<&str>| {
            let found = destinations(text).map(|ranges| {
                let ranges: Vec<_> = ranges.iter().map(ToString::to_string).collect();
                ranges.join(" ")
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        };
        check("destination.ip == '1.2.3.4'", Some("1.2.3.4/32"));
        check(
            "inIpRange(destination.ip, '1.2.3.0/24') || destination.ip == '9.9.9.9'",
            Some("1.2.3.0/24 9.9.9.9/32"),
        );
        check(
            "nexthop.hub == '//networkconnectivity.googleapis.com/x'",
            None,
        );
        check("", None);
    }
}
