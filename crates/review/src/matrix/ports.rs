//! The ports at which machines are asked: ports are alike where everything that names any of them names all of them,
//! and one of each is asked.

use hopscope_model::Protocol;
use hopscope_model::order;
use serde_json::Value;

use super::scan::each_leaf;

/// Ports, or a protocol without any, that nothing tells apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Ports {
    pub(super) protocol: Protocol,
    /// The one that is asked.
    pub(super) port: Option<u16>,
    /// What they are called.
    pub(super) label: String,
}

/// A range that something names.
type Named = (Protocol, u16, u16);

/// The ports that tell apart what objects and requests name, those that requests ask first.
pub(super) fn ports(objects: &[&[Value]], asked: &[(Protocol, u16)]) -> Vec<Ports> {
    let (mut named, mut protocols) = (Vec::new(), vec![Protocol::TCP]);
    for object in objects.iter().copied().flatten() {
        each_leaf(object, &mut |parent, key, leaf| {
            take(parent, key, leaf, &mut named, &mut protocols);
        });
    }
    for (protocol, port) in asked {
        named.push((*protocol, *port, *port));
        protocols.push(*protocol);
    }
    let mut classes: Vec<Ports> = Vec::new();
    for protocol in order::once(protocols) {
        if !protocol.has_ports() {
            classes.push(Ports {
                protocol,
                port: None,
                label: protocol.to_string(),
            });
            continue;
        }
        let own = named.iter().filter(|(own, ..)| *own == protocol);
        classes.extend(of(
            protocol,
            &own.map(|own| (own.1, own.2)).collect::<Vec<_>>(),
        ));
    }
    let is_asked = |own: &Ports| {
        let same = |one: &&(Protocol, u16)| (one.0, Some(one.1)) == (own.protocol, own.port);
        !asked.iter().any(|one| same(&one))
    };
    order::sort_by_key(&mut classes, is_asked);
    classes
}

/// What a leaf says of ports and protocols.
fn take(
    parent: &Value,
    key: &str,
    leaf: &Value,
    named: &mut Vec<Named>,
    protocols: &mut Vec<Protocol>,
) {
    let word = match leaf {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.to_string(),
        _ => return,
    };
    let lower = key.to_ascii_lowercase();
    if lower.ends_with("protocol") {
        protocols.extend(Protocol::parse(&word).filter(|own| *own != Protocol(0)));
        return;
    }
    let ends = ["port", "ports", "portrange"];
    // The end of a range is looked at beside its beginning.
    if key != "endPort" && ends.iter().any(|end| lower.ends_with(end)) {
        let Some((first, last)) = range(&word) else {
            return;
        };
        // The last port of a range may stand beside the first.
        let last = match parent.get("endPort").and_then(Value::as_u64) {
            Some(end) => u16::try_from(end).unwrap_or(last).max(last),
            None => last,
        };
        for protocol in spoken(parent) {
            named.push((protocol, first, last));
            protocols.push(protocol);
        }
        return;
    }
    // URLs and addresses with a port: of proxies, tunnels, what a machine dials.
    let end = word.rsplit_once(':').map_or("", |(_, end)| end);
    let digits = end.split('/').next().unwrap_or_default();
    if let Ok(port) = digits.parse::<u16>() {
        named.push((Protocol::TCP, port, port));
    }
}

/// Over which protocols the ports of an object are meant.
fn spoken(object: &Value) -> Vec<Protocol> {
    let keys = ["IPProtocol", "ipProtocol", "protocol"];
    let word = keys.iter().find_map(|key| object.get(key)?.as_str());
    match word {
        None => vec![Protocol::TCP],
        Some("L3_DEFAULT" | "UNSPECIFIED" | "all") => vec![Protocol::TCP, Protocol::UDP],
        Some(word) => vec![Protocol::parse(word).unwrap_or(Protocol::TCP)],
    }
}

fn range(text: &str) -> Option<(u16, u16)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

/// SMTP, which Google itself tells apart from all others
/// (<https://cloud.google.com/compute/docs/tutorials/sending-mail>).
const SMTP: u16 = 25;

/// The classes of one protocol, and one of the ports that nothing names.
fn of(protocol: Protocol, named: &[(u16, u16)]) -> Vec<Ports> {
    let mut cuts: Vec<u32> = vec![1, 65_536];
    for (first, last) in named {
        cuts.extend([u32::from(*first).max(1), u32::from(*last) + 1]);
    }
    let cuts = order::once(cuts);
    let (mut classes, mut other) = (Vec::new(), None);
    for pair in cuts.windows(2) {
        let [first, next] = pair else { continue };
        let (Ok(first), Ok(last)) = (u16::try_from(*first), u16::try_from(next - 1)) else {
            continue;
        };
        let is_named = named.iter().any(|(from, to)| *from <= first && last <= *to);
        let everything = named
            .iter()
            .all(|(from, to)| !(*from <= first && last <= *to) || (*from <= 1 && *to == u16::MAX));
        if !is_named || everything {
            // What only "all ports" names is like what nothing names.
            if other.is_none() && (first, last) != (SMTP, SMTP) {
                other = Some(if first == SMTP { first + 1 } else { first });
            }
            continue;
        }
        let label = match first == last {
            true => format!("{protocol} {first}"),
            false => format!("{protocol} {first}-{last}"),
        };
        classes.push(Ports {
            protocol,
            port: Some(first),
            label,
        });
    }
    if let Some(port) = other {
        classes.push(Ports {
            protocol,
            port: Some(port),
            label: format!("{protocol} others ({port})"),
        });
    }
    classes
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn labels(objects: &[Value]) -> Vec<String> {
        ports(&[objects], &[])
            .into_iter()
            .map(|own| own.label)
            .collect()
    }

    #[test]
    fn ports_that_nothing_tells_apart_are_asked_once() {
        let rules = [
            json!({"allowed": [{"IPProtocol": "tcp", "ports": ["22", "8000-8099"]}, {"IPProtocol": "icmp"}]}),
            json!({"port": 8080, "protocol": "http"}),
            json!({"minPortsPerVm": 64}),
        ];
        assert_eq!(
            labels(&rules),
            [
                "icmp",
                "tcp 22",
                "tcp 8000-8079",
                "tcp 8080",
                "tcp 8081-8099",
                "tcp others (1)"
            ]
        );
    }

    #[test]
    fn a_range_may_have_its_end_beside_it() {
        let policy = [json!({"ports": [{"protocol": "UDP", "port": 100, "endPort": 200}]})];
        assert_eq!(
            labels(&policy),
            ["tcp others (1)", "udp 100-200", "udp others (1)"]
        );
    }

    #[test]
    fn all_ports_are_no_port_of_their_own() {
        let rule = [
            json!({"IPProtocol": "TCP", "portRange": "1-65535"}),
            json!({"ports": ["1"]}),
        ];
        assert_eq!(labels(&rule), ["tcp 1", "tcp others (2)"]);
    }
}
