//! The BGP part of a router: its interfaces, its peers, what it advertises, and what it has learned (`get-status`).
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers>,
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers/getRouterStatus>

use hopscope_model::Kind;
use hopscope_model::resource::Router;
use hopscope_model::resource::hopscope::OnPremLink;
use hopscope_model::resource::router::{Advertisement, BgpPeer, LearnedRoute, RouterInterface};

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

/// The BGP peers that are enabled; they are unless it is said otherwise.
pub(crate) fn peers(fields: &Fields<'_>) -> Vec<BgpPeer> {
    let peers = fields.objects("bgpPeers");
    let enabled = peers
        .iter()
        .filter(|peer| peer.choice("enable", ENABLED).unwrap_or(true));
    enabled.map(peer).collect()
}

fn peer(fields: &Fields<'_>) -> BgpPeer {
    let custom = fields.choice("advertiseMode", ADVERTISE).unwrap_or(false);
    BgpPeer {
        name: fields.needed_text("name"),
        interface: fields.text("interfaceName"),
        address: fields.word("peerIpAddress"),
        advertises: custom.then(|| advertisement(fields)),
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
    let mut status = out.nested();
    status.put("kind", "compute#routerStatusResponse");
    status.put("result", result.map);
    Some(status.map)
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
            all
        });
        match found {
            Ok(learned) => {
                if let Some(router) = self.scenario.resources.routers.get_mut(&router) {
                    router.learned = Some(learned);
                }
            }
            Err(error) => self.part_failed(item, Kind::Router, &router, &error),
        }
    }
}
