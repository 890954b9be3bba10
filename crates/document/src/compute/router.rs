//! `compute#router`, with its NAT gateways.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers>

use hopscope_model::name::GLOBAL;
use hopscope_model::resource::Router;
use hopscope_model::{Kind, Name, ProblemCode, Reason, Why};

use super::nat;
use crate::codec::{At, Codec, Out};
use crate::envelope::Identity;
use crate::field::FieldError;
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, key, read};

/// Whether a router advertises what it is told to.
const ADVERTISE: &[(&str, bool)] = &[("DEFAULT", false), ("CUSTOM", true)];

/// What a router can advertise beside ranges.
const GROUPS: &[(&str, ())] = &[("ALL_SUBNETS", ())];

/// Whether a BGP peer is enabled: a word, which converters make a flag.
const ENABLED: &[(&str, bool)] = &[
    ("TRUE", true),
    ("FALSE", false),
    ("true", true),
    ("false", false),
];

impl Codec for Router {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let mut nats = Vec::new();
        for own in fields.objects("nats") {
            nat::add(&mut nats, nat::read(&own, at));
        }
        let bgp = fields.object("bgp");
        let groups = bgp.choices("advertisedGroups", GROUPS);
        Self {
            network: at.needed(fields, "network"),
            nats,
            asn: bgp.word("asn"),
            custom_advertisement: bgp.choice("advertiseMode", ADVERTISE).unwrap_or(false),
            advertises_subnets: !groups.is_empty(),
            advertised_ranges: bgp.each("advertisedIpRanges", "range"),
            bgp_peers: peers(fields),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        let nats = self.nats.iter().map(|nat| nat::write(nat, out)).collect();
        out.objects("nats", nats);
        let mut bgp = out.nested();
        bgp.number("asn", self.asn);
        if self.custom_advertisement {
            bgp.put("advertiseMode", "CUSTOM");
        }
        if self.advertises_subnets {
            bgp.list("advertisedGroups", &["ALL_SUBNETS"]);
        }
        bgp.each("advertisedIpRanges", "range", &self.advertised_ranges);
        out.object("bgp", bgp);
        out.each("bgpPeers", "name", &self.bgp_peers);
    }
}

/// The BGP peers that are enabled; they are unless it is said otherwise.
fn peers(fields: &Fields<'_>) -> Vec<String> {
    let peers = fields.objects("bgpPeers");
    let enabled = peers
        .iter()
        .filter(|peer| peer.choice("enable", ENABLED).unwrap_or(true));
    enabled.map(|peer| peer.needed_text("name")).collect()
}

impl Reader<'_> {
    /// A NAT gateway that does not stand in its router: merged into it by its name.
    pub(crate) fn nat(&mut self, item: &Item<'_>) {
        let Some(router) = self.parent_of::<Router>(item, "nat") else {
            return;
        };
        let at = At::new(router.clone(), &self.known);
        match read(item, |fields| nat::read(fields, &at)) {
            Ok(nat) => {
                if let Some(router) = self.scenario.resources.routers.get_mut(&router) {
                    nat::add(&mut router.nats, nat);
                }
            }
            Err(error) => self.part_failed(item, Kind::Router, &router, &error),
        }
    }

    /// `gcloud compute routers get-status`: the routes that a router has learned are in no other export, and are
    /// not modelled. That they are there is kept: no route of the network is the last word.
    pub(crate) fn router_status(&mut self, item: &Item<'_>) {
        let Some(router) = self.parent_of::<Router>(item, "router-status") else {
            return;
        };
        let network = self
            .scenario
            .resources
            .routers
            .get(&router)
            .map(|router| router.network.clone());
        let identity = Identity {
            weak_project: None,
            project: Some(router.project.to_string()),
            location: Some(GLOBAL.to_owned()),
            name: Some(format!("learned by {}", router.name)),
        };
        let error = FieldError::invalid("result", Reason::new(Why::LearnedRoutes));
        self.failed_as(
            ProblemCode::FieldNotModelled,
            item,
            Kind::Route,
            &identity,
            "learned",
            &[error],
        );
        let name = Name::global(router.project, format!("learned by {}", router.name));
        let unread = self.unread.get_mut(&key(Kind::Route, &name, "learned"));
        if let Some(Some(unread)) = unread {
            unread.network = network;
        }
    }
}
