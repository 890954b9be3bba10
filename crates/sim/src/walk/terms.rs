//! What a walk speaks in: a resource, a party, what is asked, the packet, and how it ends, with the words of Connectivity
//! Tests (<https://cloud.google.com/network-intelligence-center/docs/connectivity-tests/concepts/overview>).

use std::net::IpAddr;

use hopscope_model::name::{Id, Name};
use hopscope_model::request::{Credential, GoogleCaller};
use hopscope_model::resource::Kind;
use hopscope_model::resource::serverless::ServerlessEgress;
use hopscope_model::result::Says;
use hopscope_model::says::CallerSees;
use hopscope_model::{Cause, Protocol};

use super::Lack;
use crate::address_set::AddressSet;

/// A check either lets the packet go on, or is the end of it.
pub(crate) type Checked<'a, T = ()> = Result<T, End<'a>>;

/// A resource, borrowed.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct At<'a> {
    pub(crate) kind: Kind,
    pub(crate) name: &'a Name,
}

impl<'a> At<'a> {
    pub(crate) fn new(kind: Kind, name: &'a Name) -> Self {
        Self { kind, name }
    }

    pub(crate) fn id(self) -> Id {
        Id::new(self.kind, self.name.clone())
    }
}

/// How a walk ends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum End<'a> {
    /// Handled by what Google calls the deliver target.
    Delivered {
        target: &'static str,
        at: Option<At<'a>>,
    },
    /// It leaves for a network whose configuration is not given that far: what Google calls the forward target.
    Forwarded {
        target: &'static str,
        at: Option<At<'a>>,
    },
    /// Dropped or rejected.
    Stopped {
        cause: Cause,
        at: Option<At<'a>>,
        sees: Sees<'a>,
    },
    /// Something is missing.
    Incomplete { cause: Cause, lack: Lack<'a> },
    /// Something is not modelled.
    Unmodelled {
        cause: Cause,
        feature: &'static str,
        at: Option<At<'a>>,
        doc: &'static str,
    },
}

/// What the caller sees, with its argument if it has one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sees<'a> {
    pub(crate) id: CallerSees,
    pub(crate) arg: &'a str,
}

impl Sees<'_> {
    pub(crate) const fn plain(id: CallerSees) -> Self {
        Self { id, arg: "" }
    }

    /// As results print it.
    pub(crate) fn says(self) -> Says<CallerSees> {
        let says = Says::new(self.id);
        match self.id.args().first() {
            Some(name) => says.arg(name, self.arg),
            None => says,
        }
    }
}

/// Who sends.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum Origin<'a> {
    Serverless {
        at: At<'a>,
        egress: &'a ServerlessEgress,
    },
    Machine {
        name: &'a Name,
        interface: usize,
        /// The request says by which interface; otherwise the guest decides.
        bound: bool,
    },
    Pod(&'a Name),
    Host {
        name: &'a Name,
    },
    Internet(IpAddr),
    Google(GoogleCaller, &'a str),
    OnPrem(&'a Name, IpAddr),
}

/// The host part of what is asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) enum AskedHost<'a> {
    Name(&'a str),
    Address(IpAddr),
    Thing(&'a Id),
}

/// One connection: who opens it, to what, and what is said over it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ask<'a> {
    pub(crate) origin: Origin<'a>,
    /// The connection is opened by a proxy at the origin.
    pub(crate) by_proxy: bool,
    pub(crate) host: AskedHost<'a>,
    pub(crate) protocol: Protocol,
    pub(crate) port: Option<u16>,
    pub(crate) http: bool,
    /// TLS is spoken from the start (`https`).
    pub(crate) tls: bool,
    pub(crate) method: &'a str,
    /// Path of the URL, from the slash on.
    pub(crate) path: &'a str,
    pub(crate) credential: &'a Credential,
    /// Who the credential is of, if it is not the origin: the client behind a proxy.
    pub(crate) client: Origin<'a>,
    /// What a proxy must speak at the other end, if the connection is to one.
    pub(crate) proxy_wanted: Option<hopscope_model::resource::hopscope::ProcessProtocol>,
    /// SOCKS5: an address the client resolved itself.
    pub(crate) resolved: Option<IpAddr>,
}

/// The packet as the walk carries it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Packet<'a> {
    pub(crate) source: AddressSet<'a>,
    /// Whether that set stays; `None`: its reservation is not in the scenario.
    pub(crate) fixed: Option<bool>,
    pub(crate) destination: AddressSet<'a>,
}

/// The source that the destination sees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Seen<'a> {
    pub(crate) source: AddressSet<'a>,
    pub(crate) fixed: Option<bool>,
    pub(crate) logged: Option<&'static str>,
}
