//! `compute#router`, with its NAT gateways.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routers>

use hopscope_model::Kind;
use hopscope_model::resource::Router;

use super::{bgp, nat};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};

impl Codec for Router {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let mut nats = Vec::new();
        for own in fields.objects("nats") {
            nat::add(&mut nats, nat::read(&own, at));
        }
        let own = fields.object("bgp");
        let advertised = bgp::advertisement(&own);
        Self {
            network: at.needed(fields, "network"),
            nats,
            asn: own.word("asn"),
            custom_advertisement: own.choice("advertiseMode", bgp::ADVERTISE).unwrap_or(false),
            advertises_subnets: advertised.subnets,
            advertised_ranges: advertised.ranges,
            interfaces: bgp::interfaces(fields, at),
            bgp_peers: bgp::peers(fields),
            sessions: Vec::new(),
            learned: None,
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        let nats = self.nats.iter().map(|nat| nat::write(nat, out)).collect();
        out.objects("nats", nats);
        let mut own = out.nested();
        own.number("asn", self.asn);
        if self.custom_advertisement {
            own.put("advertiseMode", "CUSTOM");
        }
        bgp::write_advertisement(&mut own, self.advertises_subnets, &self.advertised_ranges);
        out.object("bgp", own);
        bgp::write(self, out);
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.learned.clone_from(&earlier.learned);
        self.sessions.clone_from(&earlier.sessions);
    }
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
}
