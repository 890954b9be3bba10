//! Requests: who asks, for what, how, and what is expected (contract, section 4).

use std::net::IpAddr;

use crate::connectivity_test::ConnectivityTest;
use crate::header::Protocol;
use crate::name::Id;
use crate::name::Name;

/// A request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Unique, if given.
    pub name: Option<String>,
    /// Who asks.
    pub from: Source,
    /// For what.
    pub to: Target,
    /// HTTP method, in capitals.
    pub method: String,
    /// Which proxy settings apply.
    pub proxy: ProxyChoice,
    /// What it shows of who asks.
    pub credential: Credential,
    /// What its author expects.
    pub expect: Option<Expect>,
    /// What a Connectivity Test said of it.
    pub test: Option<Box<ConnectivityTest>>,
}

/// Who asks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Source {
    /// A service, job, function, app, pod or host; or a VM by its first interface.
    Workload(Id),
    /// A VM by one of its interfaces (`nic1`).
    Interface(Id, String),
    /// An address on the internet.
    Internet(IpAddr),
    /// An address in an on-premises network.
    OnPrem(Name, IpAddr),
    /// A service of Google's, acting for a project.
    Google(GoogleCaller, String),
}

macro_rules! google_callers {
    ( $( $(#[$doc:meta])* $variant:ident = $code:literal, )+ ) => {
        /// A service of Google's that calls.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
        pub enum GoogleCaller { $( $(#[$doc])* $variant, )+ }

        impl GoogleCaller {
            /// Every caller.
            pub const ALL: &'static [GoogleCaller] = &[ $( GoogleCaller::$variant, )+ ];

            /// The word in `google:WORD@PROJECT`.
            pub const fn as_str(self) -> &'static str {
                match self { $( GoogleCaller::$variant => $code, )+ }
            }

            /// The reverse.
            pub fn parse(text: &str) -> Option<Self> {
                match text { $( $code => Some(GoogleCaller::$variant), )+ _ => None }
            }
        }
    };
}

google_callers! {
    /// Cloud Scheduler.
    Scheduler = "scheduler",
    /// Cloud Tasks.
    Tasks = "tasks",
    /// Pub/Sub push.
    PubSub = "pubsub",
    /// Eventarc.
    Eventarc = "eventarc",
    /// Workflows.
    Workflows = "workflows",
    /// Identity-Aware Proxy TCP forwarding.
    Iap = "iap",
    /// Load balancer health checks.
    HealthCheck = "health-check",
}

/// What is asked for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Target {
    /// Scheme: `https`, `tcp`, `icmp`, …, or `ip-NUMBER`.
    pub scheme: String,
    /// Name, address, or a thing of the scenario.
    pub host: TargetHost,
    /// Destination port; `None` where the protocol has none.
    pub port: Option<u16>,
    /// Whether the port was written, not taken from the scheme.
    pub port_written: bool,
    /// Path and query, from the slash on; empty where none was written.
    pub path: String,
}

/// The host part of a target.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TargetHost {
    /// A name, in lower case, without a dot at the end.
    Name(String),
    /// An address.
    Address(IpAddr),
    /// A thing: `vm/web`.
    Thing(Id),
}

impl Target {
    /// What carries it.
    pub fn protocol(&self) -> Protocol {
        scheme_protocol(&self.scheme).unwrap_or(Protocol::TCP)
    }

    /// Whether HTTP is spoken.
    pub fn is_http(&self) -> bool {
        matches!(self.scheme.as_str(), "http" | "https")
    }
}

/// Schemes with a well-known port: scheme, transport, port. Sources: RFC 9110 and the IANA service name
/// registry.
pub const SCHEMES: &[(&str, Protocol, u16)] = &[
    ("http", Protocol::TCP, 80),
    ("https", Protocol::TCP, 443),
    ("ssh", Protocol::TCP, 22),
    ("dns", Protocol::UDP, 53),
    ("postgres", Protocol::TCP, 5432),
    ("postgresql", Protocol::TCP, 5432),
    ("mysql", Protocol::TCP, 3306),
    ("sqlserver", Protocol::TCP, 1433),
    ("redis", Protocol::TCP, 6379),
    ("mongodb", Protocol::TCP, 27017),
    ("amqp", Protocol::TCP, 5672),
    ("kafka", Protocol::TCP, 9092),
    ("ldap", Protocol::TCP, 389),
    ("ldaps", Protocol::TCP, 636),
    ("smtp", Protocol::TCP, 25),
    ("ftp", Protocol::TCP, 21),
    ("rdp", Protocol::TCP, 3389),
    ("ntp", Protocol::UDP, 123),
    ("syslog", Protocol::UDP, 514),
];

/// The transport of a scheme; `None` where the scheme is not known.
pub fn scheme_protocol(scheme: &str) -> Option<Protocol> {
    match scheme {
        "tcp" => Some(Protocol::TCP),
        "udp" => Some(Protocol::UDP),
        "icmp" => Some(Protocol::ICMP),
        _ => match scheme.strip_prefix("ip-") {
            Some(number) => number.parse().ok().map(Protocol),
            None => SCHEMES
                .iter()
                .find(|(name, ..)| *name == scheme)
                .map(|(_, protocol, _)| *protocol),
        },
    }
}

/// The well-known port of a scheme.
pub fn scheme_port(scheme: &str) -> Option<u16> {
    SCHEMES
        .iter()
        .find(|(name, ..)| *name == scheme)
        .map(|(_, _, port)| *port)
}

/// Which proxy settings apply to a request.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum ProxyChoice {
    /// Absent: settings of scope `all-sockets` and environment variables apply, others do not.
    #[default]
    Default,
    /// `true`: the caller's settings are used.
    Use,
    /// `"none"`.
    None,
    /// A proxy URL of its own.
    Url(String),
}

/// What a request shows of who asks.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub enum Credential {
    /// Nothing.
    #[default]
    None,
    /// An ID token.
    IdToken {
        /// Its audience.
        audience: String,
        /// Whose it is; absent: the workload's own service account.
        principal: Option<String>,
    },
    /// An OAuth access token.
    AccessToken {
        /// Whose it is; absent: the workload's own service account.
        principal: Option<String>,
    },
    /// A bearer that Google did not sign.
    Untrusted,
    /// Looked up as Application Default Credentials are.
    Adc {
        /// Which library looks: `go-idtoken`, …
        library: String,
        /// Audience asked for.
        audience: Option<String>,
    },
}

/// What the author of a request expects. Only what is given is compared.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Expect {
    /// Acceptable outcomes; empty: any.
    pub outcomes: Vec<crate::result::OutcomeKind>,
    /// The cause, by name.
    pub cause: Option<String>,
    /// HTTP status.
    pub status: Option<u16>,
    /// Addresses, CIDRs or tokens that must contain every address seen; `None`: not compared.
    pub source: Option<Vec<String>>,
    /// Whether the source is fixed.
    pub fixed: Option<bool>,
    /// What the destination's log shows.
    pub logged: Option<String>,
    /// What the name resolved to, as a set.
    pub resolved: Option<Vec<String>>,
}
