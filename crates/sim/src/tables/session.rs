//! The BGP session by a tunnel or attachment: with which peers of the router, and what is not known of it.
//!
//! <https://cloud.google.com/compute/docs/reference/rest/v1/routers>: an interface of the router joins a peer and a
//! tunnel or attachment. `enable` `FALSE` ends the session and removes all routes that it brought.

use std::net::IpAddr;

use hopscope_model::Id;
use hopscope_model::resource::Router;
use hopscope_model::resource::router::{BgpPeer, BgpSession};

use super::hybrid::id_of;

/// What is not known of a dynamic route, and could decide.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Doubt {
    /// Routes of several regions: what the way between regions adds to their priority.
    Regions,
    /// Its priority, which the peer sends, beside another route for the range.
    Priority,
    /// Another learned route, and a network that chooses between them by more than their priority.
    BestPath,
    /// BGP route policies may drop it.
    Policy,
    /// The session is without IPv4.
    Ipv4,
    /// A field of the router, without which no session is known.
    Field(&'static str),
}

/// The BGP session by a tunnel or attachment.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Session<'a> {
    /// With this peer, or with several of the same settings; and its status, if that is given.
    With(&'a BgpPeer, Option<&'a BgpSession>),
    /// There is none: no route comes or goes.
    Off,
    /// It is not known.
    Unknown(Doubt),
}

/// The session of a router by a tunnel or attachment.
pub(crate) fn session<'a>(router: &'a Router, link: &Id) -> Session<'a> {
    let (mut peers, joined) = candidates(router, link);
    // Of what nothing joins to this one, which peer it has is not known, and not asked where they all do the default.
    if peers.is_empty() || !joined && !peers.iter().all(|peer| is_plain(peer)) {
        return Session::Unknown(Doubt::Field(missing(router, link)));
    }
    peers.retain(|peer| !peer.disabled && !status(router, peer).is_some_and(|own| own.down));
    if peers.is_empty() {
        return Session::Off;
    }
    peers.retain(|peer| has_ipv4(peer));
    let Some((first, rest)) = peers.split_first() else {
        return Session::Unknown(Doubt::Ipv4);
    };
    if rest.iter().any(|other| !alike(router, first, other)) {
        return Session::Unknown(Doubt::Field("interfaces"));
    }
    Session::With(first, status(router, first))
}

/// The peers by a tunnel or attachment, or where nothing joins one to it, those that nothing joins to another.
fn candidates<'a>(router: &'a Router, link: &Id) -> (Vec<&'a BgpPeer>, bool) {
    let joined = |peer: &&BgpPeer| link_of(router, peer).as_ref() == Some(link);
    let found: Vec<_> = router.bgp_peers.iter().filter(joined).collect();
    if !found.is_empty() {
        return (found, true);
    }
    let free = |peer: &&BgpPeer| link_of(router, peer).is_none();
    (router.bgp_peers.iter().filter(free).collect(), false)
}

/// Whether nothing is set that changes what comes and goes by a peer.
fn is_plain(peer: &BgpPeer) -> bool {
    peer.advertises.is_none()
        && !peer.disabled
        && has_ipv4(peer)
        && peer.import_policies.is_empty()
        && peer.export_policies.is_empty()
        && peer.custom_learned.is_empty()
}

/// By which tunnel or attachment a peer is reached, if the router says so.
pub(crate) fn link_of(router: &Router, peer: &BgpPeer) -> Option<Id> {
    let name = peer.interface.as_ref()?;
    let mut interfaces = router.interfaces.iter();
    let own = interfaces.find(|own| own.name == *name)?;
    own.link.as_ref().map(id_of)
}

/// Which field of the router would say with which peer the session is.
fn missing(router: &Router, link: &Id) -> &'static str {
    let mut links = router.interfaces.iter().filter_map(|own| own.link.as_ref());
    match links.any(|own| id_of(own) == *link) || router.bgp_peers.is_empty() {
        true => "bgpPeers",
        false => "interfaces",
    }
}

fn status<'a>(router: &'a Router, peer: &BgpPeer) -> Option<&'a BgpSession> {
    router.sessions.iter().find(|own| own.peer == peer.name)
}

fn has_ipv4(peer: &BgpPeer) -> bool {
    let by_address = || !peer.address.is_some_and(|own: IpAddr| own.is_ipv6());
    peer.ipv4.unwrap_or_else(by_address)
}

/// Whether the same comes and goes by two peers.
fn alike(router: &Router, one: &BgpPeer, other: &BgpPeer) -> bool {
    let sent = |peer| status(router, peer).map(|own| &own.advertised);
    one.advertises == other.advertises
        && one.import_policies == other.import_policies
        && one.export_policies == other.export_policies
        && one.custom_learned == other.custom_learned
        && one.custom_learned_priority == other.custom_learned_priority
        && sent(one) == sent(other)
}
