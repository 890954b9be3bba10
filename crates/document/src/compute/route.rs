//! `compute#route`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/routes>

use std::net::IpAddr;

use hopscope_model::resource::Route;
use hopscope_model::resource::route::NextHop;
use ipnet::IpNet;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

/// Priority of a route that gives none.
const DEFAULT_PRIORITY: u32 = 1000;

/// The one gateway there is.
const INTERNET_GATEWAY: &str = "default-internet-gateway";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    network: Given<String>,
    dest_range: Given<IpNet>,
    #[serde(default)]
    priority: Maybe<u32>,
    #[serde(default)]
    tags: List<Given<String>>,
    #[serde(default)]
    next_hop_gateway: Maybe<String>,
    #[serde(default)]
    next_hop_instance: Maybe<String>,
    #[serde(default)]
    next_hop_ip: Maybe<IpAddr>,
    #[serde(default)]
    next_hop_ilb: Maybe<String>,
    #[serde(default)]
    next_hop_vpn_tunnel: Maybe<String>,
    #[serde(default)]
    next_hop_network: Maybe<String>,
    #[serde(default)]
    next_hop_peering: Maybe<String>,
    #[serde(default)]
    next_hop_hub: Maybe<String>,
    #[serde(default)]
    next_hop_interconnect_attachment: Maybe<String>,
    #[serde(default)]
    route_status: Maybe<String>,
}

impl Codec for Route {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        // A route that does not apply at present would be taken for one that does.
        if let Some(status @ ("DROPPED" | "INACTIVE")) = wire.route_status.0.as_deref() {
            return Err(FieldError::invalid(
                "routeStatus",
                format!("a route in state `{status}` is not modelled"),
            ));
        }
        let next_hop = next_hop(&wire, at)?;
        Ok(Self {
            network: at.refer(&wire.network.0),
            destination: wire.dest_range.0,
            priority: wire.priority.0.unwrap_or(DEFAULT_PRIORITY),
            tags: wire.tags.words(),
            next_hop,
        })
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
fn next_hop(wire: &Wire, at: &At<'_>) -> Result<NextHop, FieldError> {
    if let Some(peering) = &wire.next_hop_peering.0 {
        return Ok(NextHop::Peering(peering.clone()));
    }
    if let Some(hub) = &wire.next_hop_hub.0 {
        return Ok(NextHop::Hub(at.refer(hub)));
    }
    if let Some(gateway) = &wire.next_hop_gateway.0 {
        return if gateway.ends_with(INTERNET_GATEWAY) {
            Ok(NextHop::InternetGateway)
        } else {
            let why = format!("`{gateway}` is not the default internet gateway");
            Err(FieldError::invalid("nextHopGateway", why))
        };
    }
    if let Some(tunnel) = &wire.next_hop_vpn_tunnel.0 {
        return Ok(NextHop::VpnTunnel(at.refer(tunnel)));
    }
    if let Some(attachment) = &wire.next_hop_interconnect_attachment.0 {
        return Ok(NextHop::Attachment(at.refer(attachment)));
    }
    if let Some(balancer) = &wire.next_hop_ilb.0 {
        return Ok(match balancer.parse::<IpAddr>() {
            Ok(address) => NextHop::ForwardingRuleIp(address),
            Err(_) => NextHop::ForwardingRule(at.refer(balancer)),
        });
    }
    if let Some(instance) = &wire.next_hop_instance.0 {
        return Ok(NextHop::Instance(at.refer(instance)));
    }
    if let Some(address) = wire.next_hop_ip.0 {
        return Ok(NextHop::Ip(address));
    }
    if wire.next_hop_network.0.is_some() {
        return Ok(NextHop::Subnet);
    }
    at.not_modelled("nextHop", "no next hop that is known");
    Ok(NextHop::Unknown)
}
