//! NAT gateways, as part of `compute#router` and as `gcloud compute routers nats list` prints them.
//!
//! <https://docs.cloud.google.com/nat/docs/nat-rules-overview>

use std::net::IpAddr;

use hopscope_model::resource::router::{Nat, NatIp, NatRanges, NatRule, NatSubnet};
use ipnet::IpNet;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::codec::{At, Out};
use crate::field::{FieldError, Given, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    name: Given<String>,
    #[serde(default, rename = "type")]
    nat_type: Maybe<String>,
    #[serde(default)]
    nat_ip_allocate_option: Maybe<String>,
    #[serde(default)]
    nat_ips: List<Given<String>>,
    #[serde(default)]
    drain_nat_ips: List<Given<String>>,
    source_subnetwork_ip_ranges_to_nat: Given<String>,
    #[serde(default)]
    subnetworks: List<WireSubnet>,
    #[serde(default)]
    rules: List<WireRule>,
    #[serde(default)]
    endpoint_types: List<Given<String>>,
    #[serde(default)]
    min_ports_per_vm: Maybe<u32>,
    #[serde(default)]
    enable_dynamic_port_allocation: Maybe<bool>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireSubnet {
    name: Given<String>,
    #[serde(default)]
    source_ip_ranges_to_nat: List<Given<String>>,
    #[serde(default)]
    secondary_ip_range_names: List<Given<String>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireRule {
    #[serde(default)]
    rule_number: Maybe<u32>,
    #[serde(default, rename = "match")]
    matches: Maybe<String>,
    #[serde(default)]
    action: Option<WireAction>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct WireAction {
    #[serde(default)]
    source_nat_active_ips: List<Given<String>>,
}

/// Machines are what a gateway serves where it does not say.
const FOR_MACHINES: &str = "ENDPOINT_TYPE_VM";

pub(crate) fn read(wire: Wire, at: &At<'_>) -> Result<Nat, FieldError> {
    let auto_allocated = match wire.nat_ip_allocate_option.0.as_deref() {
        Some("AUTO_ONLY") => true,
        Some("MANUAL_ONLY") => false,
        // Private NAT has no external addresses; the API leaves the option out.
        None if wire.nat_type.is("PRIVATE") => false,
        None => wire.nat_ips.0.is_empty(),
        Some(other) => {
            let why = format!("`{other}` is neither AUTO_ONLY nor MANUAL_ONLY");
            return Err(FieldError::invalid("natIpAllocateOption", why));
        }
    };
    let subnets = wire.subnetworks.0;
    let ranges = match wire.source_subnetwork_ip_ranges_to_nat.0.as_str() {
        "ALL_SUBNETWORKS_ALL_IP_RANGES" => NatRanges::AllRanges,
        "ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES" => NatRanges::AllPrimaryRanges,
        "LIST_OF_SUBNETWORKS" => {
            NatRanges::Listed(subnets.into_iter().map(|wire| subnet(wire, at)).collect())
        }
        other => {
            let why = format!("`{other}` is no choice of ranges that is known");
            return Err(FieldError::invalid("sourceSubnetworkIpRangesToNat", why));
        }
    };
    let mut rules: Vec<NatRule> = wire
        .rules
        .0
        .into_iter()
        .map(|wire| {
            let matches = wire.matches.or_default();
            let action = wire.action.unwrap_or_default();
            NatRule {
                number: wire.rule_number.or_default(),
                destinations: destinations(&matches),
                matches,
                active_ips: ips(&action.source_nat_active_ips.words(), at),
            }
        })
        .collect();
    rules.sort_by_key(|rule| rule.number);
    let endpoints = wire.endpoint_types.words();
    Ok(Nat {
        name: wire.name.0,
        private: wire.nat_type.is("PRIVATE"),
        auto_allocated,
        ips: ips(&wire.nat_ips.words(), at),
        drained_ips: ips(&wire.drain_nat_ips.words(), at),
        ranges,
        rules,
        for_machines: endpoints.is_empty() || endpoints.iter().any(|kind| kind == FOR_MACHINES),
        min_ports_per_vm: wire.min_ports_per_vm.0,
        dynamic_port_allocation: wire.enable_dynamic_port_allocation.or_default(),
    })
}

fn subnet(wire: WireSubnet, at: &At<'_>) -> NatSubnet {
    let ranges = wire.source_ip_ranges_to_nat.words();
    let has = |word: &str| ranges.iter().any(|range| range == word);
    let secondary = wire.secondary_ip_range_names.words();
    // Where nothing is said, everything is meant, as with the gateway as a whole.
    let all = has("ALL_IP_RANGES") || ranges.is_empty();
    NatSubnet {
        subnet: at.refer(&wire.name.0),
        primary: all || has("PRIMARY_IP_RANGE"),
        all_secondary: all || (has("LIST_OF_SECONDARY_IP_RANGES") && secondary.is_empty()),
        secondary,
    }
}

/// Addresses by reference, or (plans, older exports) the addresses themselves.
fn ips(texts: &[String], at: &At<'_>) -> Vec<NatIp> {
    texts
        .iter()
        .map(|text| match text.parse::<IpAddr>() {
            Ok(address) => NatIp::Literal(address),
            Err(_) => NatIp::Reserved(at.refer(text)),
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

pub(crate) fn write(nat: &Nat, out: &Out<'_>) -> Map<String, Value> {
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
    own.list("natIps", write_ips(&nat.ips, out));
    own.list("drainNatIps", write_ips(&nat.drained_ips, out));
    let (choice, listed) = match &nat.ranges {
        NatRanges::AllRanges => ("ALL_SUBNETWORKS_ALL_IP_RANGES", None),
        NatRanges::AllPrimaryRanges => ("ALL_SUBNETWORKS_ALL_PRIMARY_IP_RANGES", None),
        NatRanges::Listed(subnets) => ("LIST_OF_SUBNETWORKS", Some(subnets)),
    };
    own.put("sourceSubnetworkIpRangesToNat", choice);
    let subnets = listed.map_or(&[][..], Vec::as_slice);
    own.objects(
        "subnetworks",
        subnets
            .iter()
            .map(|subnet| write_subnet(subnet, out))
            .collect(),
    );
    let rules = nat.rules.iter().map(|rule| {
        let mut written = out.nested();
        written.put("ruleNumber", rule.number);
        written.put("match", &*rule.matches);
        let mut action = out.nested();
        action.list("sourceNatActiveIps", write_ips(&rule.active_ips, out));
        written.object("action", action);
        written.map
    });
    own.objects("rules", rules.collect());
    if !nat.for_machines {
        // Which others it serves instead makes no difference here.
        own.list("endpointTypes", ["ENDPOINT_TYPE_SWG"]);
    }
    own.maybe("minPortsPerVm", nat.min_ports_per_vm);
    own.flag("enableDynamicPortAllocation", nat.dynamic_port_allocation);
    own.map
}

fn write_subnet(subnet: &NatSubnet, out: &Out<'_>) -> Map<String, Value> {
    let mut own = out.nested();
    own.refer("name", &subnet.subnet);
    if subnet.primary && subnet.all_secondary {
        own.list("sourceIpRangesToNat", ["ALL_IP_RANGES"]);
    } else {
        let secondary = subnet.all_secondary || !subnet.secondary.is_empty();
        let ranges = [
            subnet.primary.then_some("PRIMARY_IP_RANGE"),
            secondary.then_some("LIST_OF_SECONDARY_IP_RANGES"),
        ];
        let ranges: Vec<_> = ranges.into_iter().flatten().collect();
        if ranges.is_empty() {
            own.list("sourceIpRangesToNat", ["NONE"]);
        }
        own.list("sourceIpRangesToNat", ranges);
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
