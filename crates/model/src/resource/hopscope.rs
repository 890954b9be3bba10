//! Hopscope objects: what no Google API describes (contract, section 5).

use std::collections::BTreeSet;
use std::net::IpAddr;

use ipnet::IpNet;

use super::dns::RecordSet;
use super::{Attachment, Instance, VpnTunnel};
use crate::header::Protocol;
use crate::name::{Id, Ref};

/// A host outside Google Cloud.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Host {
    /// Its addresses.
    pub addresses: Vec<IpAddr>,
    /// Its names in public DNS, in lower case, without the dot at the end.
    pub dns_names: Vec<String>,
    /// The on-premises network it is in; `None`: on the internet.
    pub at: Option<Ref<OnPremNetwork>>,
    /// Ports it listens on; `None`: any.
    pub listens: Option<Vec<(u16, Protocol)>>,
    /// Ranges that its own allow-list accepts; `None`: it has none.
    pub allow_from: Option<Vec<IpNet>>,
    /// Who works at it: `user:…`.
    pub principal: Option<String>,
    /// Application Default Credentials found there.
    pub adc: Option<Adc>,
}

/// What Application Default Credentials find on a host.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Adc {
    /// Type of the file that `GOOGLE_APPLICATION_CREDENTIALS` names: `service_account`, `authorized_user`, …
    pub environment_file: Option<String>,
    /// What `gcloud auth application-default login` left.
    pub gcloud: Option<GcloudAdc>,
}

/// The file that `gcloud auth application-default login` left.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct GcloudAdc {
    /// `authorized_user` or `impersonated_service_account`.
    pub kind: String,
    /// E-mail of the impersonated service account.
    pub target: Option<String>,
    /// Who impersonates: `user:…`; absent: the host's principal.
    pub caller: Option<String>,
}

/// An on-premises network.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct OnPremNetwork {
    /// Its ranges.
    pub ranges: Vec<IpNet>,
    /// How it is connected.
    pub via: Vec<OnPremLink>,
    /// `resolver` is `inbound-policy`: its resolver asks the VPC; else its own.
    pub inbound_policy_resolver: bool,
}

/// A connection of an on-premises network.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum OnPremLink {
    /// A VPN tunnel.
    VpnTunnel(Ref<VpnTunnel>),
    /// A VLAN attachment.
    Attachment(Ref<Attachment>),
}

/// What a process speaks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ProcessProtocol {
    /// `http`
    Http,
    /// `https`
    Https,
    /// `tcp`
    Tcp,
    /// `udp`
    Udp,
    /// `ssh`
    Ssh,
    /// `http-proxy`: takes absolute-URI requests and CONNECT
    HttpProxy,
    /// `socks5`
    Socks5,
}

impl ProcessProtocol {
    /// The word of the contract.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
            Self::Tcp => "tcp",
            Self::Udp => "udp",
            Self::Ssh => "ssh",
            Self::HttpProxy => "http-proxy",
            Self::Socks5 => "socks5",
        }
    }

    /// The reverse.
    pub fn parse(text: &str) -> Option<Self> {
        [
            Self::Http,
            Self::Https,
            Self::Tcp,
            Self::Udp,
            Self::Ssh,
            Self::HttpProxy,
            Self::Socks5,
        ]
        .into_iter()
        .find(|protocol| protocol.as_str() == text)
    }

    /// What carries it.
    pub fn transport(self) -> Protocol {
        match self {
            Self::Udp => Protocol::UDP,
            _ => Protocol::TCP,
        }
    }
}

/// What listens on a VM, a pod, a host or a Cloud Run container.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Process {
    /// The machine.
    pub on: Id,
    /// Its port.
    pub port: u16,
    /// What it speaks.
    pub protocol: ProcessProtocol,
    /// Ranges that its own allow-list accepts; `None`: it has none.
    pub allow_from: Option<Vec<IpNet>>,
}

/// `ssh -N -D`: a SOCKS server on the caller's side, whose connections leave from the machine it leads to.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Tunnel {
    /// Who runs it.
    pub on: Id,
    /// Where it listens, as `ssh -D` takes it: `localhost:5000`, `*:5000`, `5000`.
    pub listen: String,
    /// The machine at its other end.
    pub through: Ref<Instance>,
    /// The address and port it dials, `203.0.113.9:22`.
    pub to: String,
}

/// Where a tunnel listens.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Listens<'a> {
    /// The name or address; `None`: every one.
    pub host: Option<&'a str>,
    /// The port.
    pub port: u16,
}

impl Tunnel {
    /// Where it listens; `None` where that is not written as `[bind_address:]port`. Without an address it is
    /// `localhost`; `*`, nothing before the colon, and the unspecified addresses are every address.
    pub fn listens(&self) -> Option<Listens<'_>> {
        let (host, port) = match self.listen.rsplit_once(':') {
            Some((host, port)) => (host, port),
            None => ("localhost", self.listen.as_str()),
        };
        let inside = host.strip_prefix('[').and_then(|own| own.strip_suffix(']'));
        let host = inside.unwrap_or(host);
        let every = matches!(host, "" | "*")
            || host.parse::<IpAddr>().is_ok_and(|own| own.is_unspecified());
        Some(Listens {
            host: (!every).then_some(host),
            port: port.parse().ok().filter(|port| *port != 0)?,
        })
    }
}

/// Proxy settings of a workload.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct ProxySettings {
    /// Proxy URL for `http://` targets.
    pub http: Option<String>,
    /// Proxy URL for `https://` targets.
    pub https: Option<String>,
    /// Proxy URL for every scheme.
    pub all: Option<String>,
    /// Hosts that are reached directly.
    pub no_proxy: Vec<String>,
    /// When they apply.
    pub scope: ProxyScope,
    /// Variables that are set to what no export says, as a secret's content.
    pub unknown: BTreeSet<ProxyVariable>,
}

/// A setting, as the environment of a process calls it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum ProxyVariable {
    /// `HTTP_PROXY`.
    Http,
    /// `HTTPS_PROXY`.
    Https,
    /// `ALL_PROXY`.
    All,
    /// `NO_PROXY`.
    No,
}

impl ProxyVariable {
    /// Every one.
    pub const ALL: [Self; 4] = [Self::Http, Self::Https, Self::All, Self::No];

    /// Its name in capitals.
    pub fn name(self) -> &'static str {
        match self {
            Self::Http => "HTTP_PROXY",
            Self::Https => "HTTPS_PROXY",
            Self::All => "ALL_PROXY",
            Self::No => "NO_PROXY",
        }
    }

    /// The one of a name, in capitals or small letters.
    pub fn of(name: &str) -> Option<Self> {
        let mut all = Self::ALL.into_iter();
        all.find(|own| own.name().eq_ignore_ascii_case(name))
    }
}

/// When proxy settings apply.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Debug)]
pub enum ProxyScope {
    /// Only to requests with `proxy`.
    #[default]
    Application,
    /// To every socket of the process (a monkeypatched socket library).
    AllSockets,
    /// Environment variables of a container: every HTTP library follows them.
    Environment,
}

/// What a name server other than Google's answers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NameServer {
    /// Its name.
    pub name: String,
    /// Where it runs.
    pub on: NameServerPlace,
    /// Its records.
    pub records: Vec<RecordSet>,
    /// For other names it asks public DNS; else it answers NXDOMAIN.
    pub else_public: bool,
}

/// Where a name server runs.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum NameServerPlace {
    /// A VM or host.
    Machine(Id),
    /// An address.
    Address(IpAddr),
}

/// A machine that forwards packets.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Appliance {
    /// The machine.
    pub on: Ref<Instance>,
    /// The interface they leave by (`nic1`).
    pub to: String,
    /// It puts its own address on them.
    pub source_nat: bool,
}
