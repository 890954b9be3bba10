//! The BGP part of a router: its interfaces, its peers, what it advertises, and what it has learned (`get-status`).
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers>,
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers/getRouterStatus>

use hopscope_model::Kind;
use hopscope_model::resource::Router;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::router::{
    Advertisement, BgpPeer, BgpSession, LearnedRoute, RouterInterface,
};

use crate::codec::{At, Out};
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::tree::Members;

/// Whether a router advertises what it is told to.
pub(crate) const ADVERTISE: &[(&str, bool)] = &[("DEFAULT", false), ("CUSTOM", true)];

/// What a router can advertise beside ranges.
pub(crate) const GROUPS: &[(&str, ())] = &[("ALL_SUBNETS", ())];

/// Whether a BGP peer is enabled: a word, which converters make a flag.
const ENABLED: &[(&str, bool)] = &[
    ("TRUE", true),
    ("FALSE", false),
    ("true", true),
    ("false", false),
];

/// Whether a session of a status may carry routes.
const SESSIONS: &[(&str, bool)] = &[("UP", true), ("DOWN", false), ("UNKNOWN", true)];

/// MED of a learned route that gives none.
const DEFAULT_PRIORITY: u32 = 100;

/// The interfaces.
pub(crate) fn interfaces(fields: &Fields<'_>, at: &At<'_>) -> Vec<RouterInterface> {
    let interfaces = fields.objects("interfaces");
    let interfaces = interfaces.iter().map(|own| RouterInterface {
        name: own.needed_text("name"),
        link: link(own, at, "linkedVpnTunnel", "linkedInterconnectAttachment"),
    });
    interfaces.collect()
}

fn link(fields: &Fields<'_>, at: &At<'_>, tunnel: &str, attachment: &str) -> Option<OnPremLink> {
    match at.maybe(fields, tunnel) {
        Some(tunnel) => Some(OnPremLink::VpnTunnel(tunnel)),
        None => at.maybe(fields, attachment).map(OnPremLink::Attachment),
    }
}

/// The BGP peers; they are enabled unless it is said otherwise.
pub(crate) fn peers(fields: &Fields<'_>) -> Vec<BgpPeer> {
    let peers = fields.objects("bgpPeers");
    peers.iter().map(peer).collect()
}

fn peer(fields: &Fields<'_>) -> BgpPeer {
    let custom = fields.choice("advertiseMode", ADVERTISE).unwrap_or(false);
    BgpPeer {
        name: fields.needed_text("name"),
        interface: fields.text("interfaceName"),
        address: fields.word("peerIpAddress"),
        advertises: custom.then(|| advertisement(fields)),
        disabled: fields.choice("enable", ENABLED) == Some(false),
        ipv4: fields.word("enableIpv4"),
        import_policies: fields.texts("importPolicies"),
        export_policies: fields.texts("exportPolicies"),
        custom_learned: fields.each("customLearnedIpRanges", "range"),
        custom_learned_priority: fields.word("customLearnedRoutePriority"),
    }
}

/// `advertisedGroups` and `advertisedIpRanges`.
pub(crate) fn advertisement(fields: &Fields<'_>) -> Advertisement {
    Advertisement {
        subnets: !fields.choices("advertisedGroups", GROUPS).is_empty(),
        ranges: fields.each("advertisedIpRanges", "range"),
    }
}

/// The same, written.
pub(crate) fn write_advertisement(out: &mut Out<'_>, subnets: bool, ranges: &[ipnet::IpNet]) {
    if subnets {
        out.list("advertisedGroups", &["ALL_SUBNETS"]);
    }
    out.each("advertisedIpRanges", "range", ranges);
}

/// Interfaces and peers, written.
pub(crate) fn write(router: &Router, out: &mut Out<'_>) {
    let interfaces = router.interfaces.iter().map(|interface| {
        let mut own = out.nested();
        own.put("name", &*interface.name);
        write_link(
            &mut own,
            interface.link.as_ref(),
            "linkedVpnTunnel",
            "linkedInterconnectAttachment",
        );
        own.map
    });
    let interfaces = interfaces.collect();
    out.objects("interfaces", interfaces);
    let peers = router.bgp_peers.iter().map(|peer| {
        let mut own = out.nested();
        own.put("name", &*peer.name);
        own.maybe("interfaceName", peer.interface.as_deref());
        own.shown("peerIpAddress", peer.address);
        if let Some(custom) = &peer.advertises {
            own.put("advertiseMode", "CUSTOM");
            write_advertisement(&mut own, custom.subnets, &custom.ranges);
        }
        if peer.disabled {
            own.put("enable", "FALSE");
        }
        if let Some(ipv4) = peer.ipv4 {
            own.put("enableIpv4", ipv4);
        }
        own.list("importPolicies", &peer.import_policies);
        own.list("exportPolicies", &peer.export_policies);
        own.each("customLearnedIpRanges", "range", &peer.custom_learned);
        own.number("customLearnedRoutePriority", peer.custom_learned_priority);
        own.map
    });
    let peers = peers.collect();
    out.objects("bgpPeers", peers);
}

fn write_link(out: &mut Out<'_>, link: Option<&OnPremLink>, tunnel: &str, attachment: &str) {
    match link {
        Some(OnPremLink::VpnTunnel(own)) => out.refer(tunnel, own),
        Some(OnPremLink::Attachment(own)) => out.refer(attachment, own),
        None => {}
    }
}

/// What a router has learned, as `get-status` prints it.
pub(crate) fn write_status(router: &Router, out: &Out<'_>) -> Option<Members> {
    let learned = router.learned.as_ref()?.iter().map(|route| {
        let mut own = out.nested();
        own.show("destRange", &route.destination);
        if route.priority != DEFAULT_PRIORITY {
            own.put("priority", route.priority);
        }
        own.shown("nextHopIp", route.peer);
        write_link(
            &mut own,
            route.link.as_ref(),
            "nextHopVpnTunnel",
            "nextHopInterconnectAttachment",
        );
        own.map
    });
    let learned = learned.collect();
    let mut result = out.nested();
    result.objects("bestRoutesForRouter", learned);
    let sessions = router.sessions.iter().map(|session| {
        let mut own = out.nested();
        own.put("name", &*session.peer);
        if session.down {
            own.put("status", "DOWN");
        }
        if let Some(advertised) = &session.advertised {
            own.each("advertisedRoutes", "destRange", advertised);
        }
        own.map
    });
    let sessions: Vec<_> = sessions.collect();
    result.objects("bgpPeerStatus", sessions);
    let mut status = out.nested();
    status.put("kind", "compute#routerStatusResponse");
    status.put("result", result.map);
    Some(status.map)
}

fn session(fields: &Fields<'_>) -> BgpSession {
    let advertised = fields.any("advertisedRoutes");
    BgpSession {
        peer: fields.needed_text("name"),
        down: fields.choice("status", SESSIONS) == Some(false),
        advertised: advertised.then(|| fields.each("advertisedRoutes", "destRange")),
    }
}

fn learned(fields: &Fields<'_>, at: &At<'_>) -> LearnedRoute {
    LearnedRoute {
        destination: fields.needed("destRange").unwrap_or_default(),
        priority: fields.word("priority").unwrap_or(DEFAULT_PRIORITY),
        peer: fields.word("nextHopIp"),
        link: link(
            fields,
            at,
            "nextHopVpnTunnel",
            "nextHopInterconnectAttachment",
        ),
    }
}

impl Reader<'_> {
    /// `gcloud compute routers get-status`: the routes that a router has learned are in no other export.
    pub(crate) fn router_status(&mut self, item: &Item<'_>) {
        let Some(router) = self.parent_of::<Router>(item, "router-status") else {
            return;
        };
        let at = At::new(router.clone(), &self.known);
        let found = read(item, |fields| {
            let result = fields.needed_object("result");
            let sessions = result.objects("bgpPeerStatus");
            let sessions: Vec<BgpSession> = sessions.iter().map(session).collect();
            let mut all: Vec<LearnedRoute> = Vec::new();
            // The routes by this router's own peers; those of other routers are in their status. An answer that does
            // not tell them apart has those of the region.
            let key = match result.has("bestRoutesForRouter") {
                true => "bestRoutesForRouter",
                false => "bestRoutes",
            };
            for own in result.objects(key) {
                let route = learned(&own, &at);
                if !all.contains(&route) {
                    all.push(route);
                }
            }
            (all, sessions)
        });
        match found {
            Ok((learned, sessions)) => {
                if let Some(router) = self.scenario.resources.routers.get_mut(&router) {
                    router.learned = Some(learned);
                    router.sessions = sessions;
                }
            }
            Err(error) => self.part_failed(item, Kind::Router, &router, &error),
        }
    }
}
