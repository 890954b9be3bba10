//! `compute#route`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routes>

use std::net::IpAddr;

use hopscope_model::resource::Route;
use hopscope_model::resource::route::NextHop;
use hopscope_model::{Reason, Why};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Priority of a route that gives none.
const DEFAULT_PRIORITY: u32 = 1000;

/// Status of a route that applies.
const ACTIVE: &str = "ACTIVE";

/// The one gateway there is.
const INTERNET_GATEWAY: &str = "default-internet-gateway";

impl Codec for Route {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        // A route that does not apply at present would be taken for one that does.
        let status = fields.text("routeStatus");
        if let Some(status) = status.filter(|status| status != ACTIVE) {
            fields.wrong("routeStatus", Reason::about(Why::RouteStatus, &status));
        }
        Self {
            network: at.needed(fields, "network"),
            destination: fields.needed("destRange").unwrap_or_default(),
            priority: fields.word("priority").unwrap_or(DEFAULT_PRIORITY),
            tags: fields.texts("tags"),
            next_hop: next_hop(fields, at),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        out.put("destRange", self.destination.to_string());
        if self.priority != DEFAULT_PRIORITY {
            out.put("priority", self.priority);
        }
        out.list("tags", &self.tags);
        match &self.next_hop {
            NextHop::InternetGateway => out.put("nextHopGateway", INTERNET_GATEWAY),
            NextHop::Subnet => out.refer("nextHopNetwork", &self.network),
            NextHop::Instance(instance) => out.refer("nextHopInstance", instance),
            NextHop::Ip(address) => out.put("nextHopIp", address.to_string()),
            NextHop::ForwardingRule(rule) => out.refer("nextHopIlb", rule),
            NextHop::ForwardingRuleIp(address) => out.put("nextHopIlb", address.to_string()),
            NextHop::VpnTunnel(tunnel) => out.refer("nextHopVpnTunnel", tunnel),
            NextHop::Peering(peering) => out.put("nextHopPeering", &**peering),
            NextHop::Hub(hub) => out.refer("nextHopHub", hub),
            NextHop::Attachment(attachment) => {
                out.refer("nextHopInterconnectAttachment", attachment);
            }
            NextHop::Unknown => {}
        }
    }
}

/// The next hop. Peering and hub first: their routes may name a network or address beside.
fn next_hop(fields: &Fields<'_>, at: &At<'_>) -> NextHop {
    if let Some(peering) = fields.text("nextHopPeering") {
        return NextHop::Peering(peering);
    }
    if let Some(hub) = at.maybe(fields, "nextHopHub") {
        return NextHop::Hub(hub);
    }
    if let Some(gateway) = fields.text("nextHopGateway") {
        if !gateway.ends_with(INTERNET_GATEWAY) {
            let why = Reason::none_of(&gateway, &[INTERNET_GATEWAY]);
            fields.wrong("nextHopGateway", why);
        }
        return NextHop::InternetGateway;
    }
    if let Some(tunnel) = at.maybe(fields, "nextHopVpnTunnel") {
        return NextHop::VpnTunnel(tunnel);
    }
    if let Some(attachment) = at.maybe(fields, "nextHopInterconnectAttachment") {
        return NextHop::Attachment(attachment);
    }
    if let Some(balancer) = fields.text("nextHopIlb") {
        return match balancer.parse::<IpAddr>() {
            Ok(address) => NextHop::ForwardingRuleIp(address),
            Err(_) => {
                fields.address_or_name("nextHopIlb", &balancer);
                NextHop::ForwardingRule(at.refer(&balancer))
            }
        };
    }
    if let Some(instance) = at.maybe(fields, "nextHopInstance") {
        return NextHop::Instance(instance);
    }
    if let Some(address) = fields.word("nextHopIp") {
        return NextHop::Ip(address);
    }
    if fields.has("nextHopNetwork") {
        return NextHop::Subnet;
    }
    at.not_modelled("nextHop", Reason::new(Why::NextHop));
    NextHop::Unknown
}
