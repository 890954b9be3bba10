//! What a rule can match in a packet: protocols and ports.

use std::fmt;

/// An IP protocol by its IANA number; `tcp` is 6.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Protocol(pub u8);

impl Protocol {
    /// ICMP (IPv4).
    pub const ICMP: Self = Self(1);
    /// TCP.
    pub const TCP: Self = Self(6);
    /// UDP.
    pub const UDP: Self = Self(17);
    /// GRE.
    pub const GRE: Self = Self(47);
    /// ESP.
    pub const ESP: Self = Self(50);
    /// AH.
    pub const AH: Self = Self(51);
    /// ICMP for IPv6.
    pub const ICMPV6: Self = Self(58);
    /// SCTP.
    pub const SCTP: Self = Self(132);
    /// IPv4 in IPv4: what firewall rules call `ipip`. Observed: rules that allow `ipip` carry the tunnels of Calico,
    /// which are of protocol 4 (<https://docs.tigera.io/calico/latest/getting-started/kubernetes/self-managed-public-cloud/gce>),
    /// and not 94, which IANA's list calls so.
    pub const IPIP: Self = Self(4);

    /// Reads what firewall rules hold: a name in either case, or a number. `all` is none of them.
    /// Source: <https://cloud.google.com/firewall/docs/firewalls#protocols_and_ports>
    pub fn parse(text: &str) -> Option<Self> {
        let known = match text.to_ascii_lowercase().as_str() {
            "icmp" => Self::ICMP,
            "tcp" => Self::TCP,
            "udp" => Self::UDP,
            "gre" => Self::GRE,
            "esp" => Self::ESP,
            "ah" => Self::AH,
            "icmp6" | "icmpv6" | "ipv6-icmp" => Self::ICMPV6,
            "sctp" => Self::SCTP,
            "ipip" => Self::IPIP,
            number => return number.parse().ok().map(Self),
        };
        Some(known)
    }

    /// Whether its header has ports.
    pub fn has_ports(self) -> bool {
        matches!(self, Self::TCP | Self::UDP | Self::SCTP)
    }
}

impl fmt::Display for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = match *self {
            Self::ICMP => "icmp",
            Self::TCP => "tcp",
            Self::UDP => "udp",
            Self::GRE => "gre",
            Self::ESP => "esp",
            Self::AH => "ah",
            Self::ICMPV6 => "icmpv6",
            Self::SCTP => "sctp",
            Self::IPIP => "ipip",
            Self(number) => return write!(f, "{number}"),
        };
        f.write_str(name)
    }
}

impl fmt::Debug for Protocol {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A range of ports, both ends included; `first <= last`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PortRange {
    /// Lowest port.
    pub first: u16,
    /// Highest port.
    pub last: u16,
}

impl PortRange {
    /// Every port.
    pub const ALL: Self = Self {
        first: 0,
        last: u16::MAX,
    };

    /// One port.
    pub fn single(port: u16) -> Self {
        Self {
            first: port,
            last: port,
        }
    }

    /// Reads `80` or `1000-2000`, as Google prints ports. `None` where it is neither, or upside down.
    pub fn parse(text: &str) -> Option<Self> {
        let (first, last) = text.split_once('-').unwrap_or((text, text));
        let first = first.trim().parse().ok()?;
        let last = last.trim().parse().ok()?;
        (first <= last).then_some(Self { first, last })
    }

    /// Whether `port` lies in it.
    pub fn contains(self, port: u16) -> bool {
        self.first <= port && port <= self.last
    }
}

impl fmt::Display for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)
        } else {
            write!(f, "{}-{}", self.first, self.last)
        }
    }
}

impl fmt::Debug for PortRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Protocol and ports of a firewall rule: `allowed[]`, `denied[]`, `layer4Configs[]`.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Layer4 {
    /// `None` is `all`.
    pub protocol: Option<Protocol>,
    /// Empty: every port. Ports mean something only for TCP, UDP and SCTP.
    pub ports: Vec<PortRange>,
}

impl Layer4 {
    /// Every protocol and port.
    pub fn all() -> Self {
        Self {
            protocol: None,
            ports: Vec::new(),
        }
    }

    /// Whether a packet with this protocol and destination port (`None`: it has none) is matched.
    pub fn matches(&self, protocol: Protocol, port: Option<u16>) -> bool {
        match self.protocol {
            None => true,
            Some(wanted) if wanted != protocol => false,
            Some(_) if self.ports.is_empty() => true,
            Some(_) => port.is_some_and(|port| self.ports.iter().any(|range| range.contains(port))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ports_are_numbers_or_ranges() {
        assert_eq!(PortRange::parse("80"), Some(PortRange::single(80)));
        assert_eq!(PortRange::parse("0-65535"), Some(PortRange::ALL));
        assert_eq!(PortRange::parse("80-x"), None);
        assert_eq!(PortRange::parse("90-80"), None);
    }

    #[test]
    fn protocols_come_in_either_case_and_by_number() {
        assert_eq!(Protocol::parse("TCP"), Some(Protocol::TCP));
        assert_eq!(Protocol::parse("17"), Some(Protocol::UDP));
        assert_eq!(Protocol::parse("all"), None);
    }
}
