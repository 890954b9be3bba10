//! A policy-based route.
//!
//! <https://docs.cloud.google.com/network-connectivity/docs/reference/networkconnectivity/rest/v1/projects.locations.global.policyBasedRoutes>

use hopscope_model::resource::PolicyRoute;
use hopscope_model::resource::policy_route::PolicyNextHop;
use hopscope_model::{Reason, Why};

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Priority of a route that gives none.
const DEFAULT_PRIORITY: u32 = 1000;

/// IP versions: whether it is the sixth.
const VERSIONS: &[(&str, bool)] = &[("IPV4", false), ("IPV6", true)];

/// What is said of one that may not apply.
const INACTIVE: &[&str] = &["RESOURCE_BEING_MODIFIED", "RESOURCE_NOT_ACTIVE"];

/// Next hops that are none of its own.
const OTHER_ROUTES: &[(&str, PolicyNextHop)] =
    &[("DEFAULT_ROUTING", PolicyNextHop::DefaultRouting)];

impl Codec for PolicyRoute {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let filter = fields.object("filter");
        filter.only(&["destRange", "ipProtocol", "protocolVersion", "srcRange"]);
        fields.object("virtualMachine").only(&["tags"]);
        fields.object("interconnectAttachment").only(&["region"]);
        // "The policy-based route is not active and functioning."
        for warning in fields.objects("warnings") {
            if let Some(code) = warning
                .text("code")
                .filter(|own| INACTIVE.contains(&own.as_str()))
            {
                fields.wrong("warnings", Reason::about(Why::RouteStatus, &code));
            }
        }
        let all = filter
            .text("ipProtocol")
            .is_some_and(|own| own.eq_ignore_ascii_case("ALL"));
        Self {
            network: at.needed(fields, "network"),
            ipv6: filter.choice("protocolVersion", VERSIONS).unwrap_or(false),
            source: filter.word("srcRange"),
            destination: filter.word("destRange"),
            protocol: if all { None } else { filter.word("ipProtocol") },
            attachments: fields.object("interconnectAttachment").text("region"),
            next_hop: next_hop(fields, at),
            tags: fields.object("virtualMachine").texts("tags"),
            priority: fields.word("priority").unwrap_or(DEFAULT_PRIORITY),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer("network", &self.network);
        let mut filter = out.nested();
        if self.ipv6 {
            filter.put("protocolVersion", "IPV6");
        }
        filter.shown("srcRange", self.source);
        filter.shown("destRange", self.destination);
        if let Some(protocol) = self.protocol {
            filter.put("ipProtocol", protocol.to_string().to_ascii_uppercase());
        }
        out.object("filter", filter);
        if self.priority != DEFAULT_PRIORITY {
            out.put("priority", self.priority);
        }
        let mut machines = out.nested();
        machines.list("tags", &self.tags);
        out.object("virtualMachine", machines);
        let mut attachments = out.nested();
        attachments.maybe("region", self.attachments.as_deref());
        out.object("interconnectAttachment", attachments);
        match self.next_hop {
            PolicyNextHop::LoadBalancer(address) => out.show("nextHopIlbIp", &address),
            PolicyNextHop::DefaultRouting => out.put("nextHopOtherRoutes", "DEFAULT_ROUTING"),
            PolicyNextHop::Unknown => {}
        }
    }
}

fn next_hop(fields: &Fields<'_>, at: &At<'_>) -> PolicyNextHop {
    if let Some(other) = fields.choice("nextHopOtherRoutes", OTHER_ROUTES) {
        return other;
    }
    match fields.word("nextHopIlbIp") {
        Some(address) => PolicyNextHop::LoadBalancer(address),
        None => {
            if !fields.has("nextHopIlbIp") && !fields.has("nextHopOtherRoutes") {
                at.not_modelled("nextHopIlbIp", Reason::new(Why::NextHop));
            }
            PolicyNextHop::Unknown
        }
    }
}
