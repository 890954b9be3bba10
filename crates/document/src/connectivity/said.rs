//! What a Connectivity Test says of its ends, as it is written: what its fields name, and what its own traces tell of
//! where they started and went.

use std::net::IpAddr;

use hopscope_model::{Reason, What};

use crate::fields::Fields;
use crate::tree::Tree;

/// What says where in the network an address is, beside what names an endpoint itself.
const BESIDE: &[&str] = &[
    "ipAddress",
    "port",
    "network",
    "networkType",
    "projectId",
    "forwardingRuleTarget",
    "loadBalancerId",
    "loadBalancerType",
];

/// What the traces of a test say themselves of where they start, where all of them say the same.
pub(super) struct Started<'t> {
    steps: Vec<&'t Tree>,
}

impl<'t> Started<'t> {
    pub(super) fn of(test: &Fields<'t>) -> Self {
        let first = |trace: &'t Tree| match trace.get("steps") {
            Some(Tree::List(steps)) => steps.first(),
            _ => None,
        };
        Self {
            steps: traces(test).iter().filter_map(first).collect(),
        }
    }

    pub(super) fn is(&self, state: &str) -> bool {
        let texts = self
            .steps
            .iter()
            .map(|step| step.get("state").and_then(text));
        same(texts) == Some(state)
    }

    pub(super) fn text(&self, key: &str, field: &str) -> Option<String> {
        let texts = self
            .steps
            .iter()
            .map(|step| text(step.get(key)?.get(field)?));
        same(texts).map(str::to_owned)
    }
}

/// Where the packets of a test went, where all of its traces say the same.
pub(super) struct Seen {
    pub(super) address: Option<IpAddr>,
    pub(super) port: Option<u16>,
}

impl Seen {
    pub(super) fn of(test: &Fields<'_>) -> Self {
        let infos = || traces(test).iter().map(|trace| trace.get("endpointInfo"));
        let address = infos().map(|own| text(own?.get("destinationIp")?));
        let port = infos().map(|own| match own?.get("destinationPort")? {
            Tree::Unsigned(port) => u16::try_from(*port).ok().filter(|port| *port > 0),
            _ => None,
        });
        Self {
            address: same(address).and_then(|own| own.parse().ok()),
            port: same(port),
        }
    }
}

fn traces<'t>(test: &Fields<'t>) -> &'t [Tree] {
    match test
        .get("reachabilityDetails")
        .and_then(|own| own.get("traces"))
    {
        Some(Tree::List(traces)) => traces,
        _ => &[],
    }
}

fn text(tree: &Tree) -> Option<&str> {
    match tree {
        Tree::Text(text) if !text.is_empty() => Some(text),
        _ => None,
    }
}

/// What all of them are, where there is one at least.
fn same<T: PartialEq>(mut all: impl Iterator<Item = Option<T>>) -> Option<T> {
    let first = all.next()??;
    all.all(|own| own.as_ref() == Some(&first)).then_some(first)
}

/// What names an endpoint: a text, or an object with a URI; gcloud prints empty ones for what is not meant.
pub(super) fn named_by(end: &Fields<'_>, key: &str) -> Option<String> {
    let own = end.get(key)?;
    text(own)
        .or_else(|| text(own.get("uri")?))
        .map(str::to_owned)
}

/// The kind of an endpoint that is of none of those which requests have.
pub(super) fn other_kind(end: &Fields<'_>) -> Option<String> {
    let mut all = end.members().iter();
    let (key, _) = all.find(|(key, value)| {
        !BESIDE.contains(&&**key)
            && (text(value).is_some() || value.get("uri").and_then(text).is_some())
    })?;
    Some(key.to_string())
}

pub(super) fn address_of(end: &Fields<'_>) -> Option<IpAddr> {
    let text = end.text("ipAddress").filter(|own| !own.is_empty())?;
    let address = text.parse().ok();
    if address.is_none() {
        end.wrong("ipAddress", Reason::not_a(&text, What::Address));
    }
    address
}
