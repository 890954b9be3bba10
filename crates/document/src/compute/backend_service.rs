//! `compute#backendService`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/backendServices>

use hopscope_model::resource::BackendService;
use hopscope_model::resource::load_balancing::{AddressSelection, BackendGroup};
use hopscope_model::{Kind, Reason, What};

use super::forwarding_rule::{scheme, scheme_word};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::names::Path;

/// How the name of an OAuth client ends, which is no secret: whoever is sent to sign in sees it. Nothing else is kept.
const CLIENT: &str = ".apps.googleusercontent.com";

/// `ipAddressSelectionPolicy` as Google spells it.
const SELECTIONS: &[(&str, AddressSelection)] = &[
    ("IPV4_ONLY", AddressSelection::Ipv4Only),
    ("PREFER_IPV6", AddressSelection::PreferIpv6),
    ("IPV6_ONLY", AddressSelection::Ipv6Only),
    (
        "IP_ADDRESS_SELECTION_POLICY_UNSPECIFIED",
        AddressSelection::Ipv4Only,
    ),
];

/// Protocols to backends.
const PROTOCOLS: &[(&str, &str)] = &[
    ("ALL", "ALL"),
    ("GRPC", "GRPC"),
    ("H2C", "H2C"),
    ("HTTP", "HTTP"),
    ("HTTP2", "HTTP2"),
    ("HTTPS", "HTTPS"),
    ("SSL", "SSL"),
    ("TCP", "TCP"),
    ("UDP", "UDP"),
    ("UNSPECIFIED", "UNSPECIFIED"),
];

impl Codec for BackendService {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let backends = fields.objects("backends");
        let drained = backends.iter().filter(|own| is_drained(own));
        let failover = backends.iter().filter(|own| own.flag("failover"));
        let policy = fields.object("failoverPolicy");
        Self {
            scheme: scheme(fields),
            protocol: fields.choice("protocol", PROTOCOLS).map(str::to_owned),
            port_name: fields.text("portName"),
            backends: backends.iter().map(|own| group(own, at)).collect(),
            drained: drained.map(|own| group(own, at)).collect(),
            failover: failover.map(|own| group(own, at)).collect(),
            failover_ratio: share(&policy, "failoverRatio").unwrap_or_default(),
            drop_if_unhealthy: policy.flag("dropTrafficIfUnhealthy"),
            health_checks: at.all(&fields.texts("healthChecks")),
            iap: fields.object("iap").flag("enabled"),
            iap_client: fields
                .object("iap")
                .text("oauth2ClientId")
                .filter(|own| own.ends_with(CLIENT)),
            security_policy: at.maybe(fields, "securityPolicy"),
            edge_security_policy: at.maybe(fields, "edgeSecurityPolicy"),
            address_selection: fields
                .choice("ipAddressSelectionPolicy", SELECTIONS)
                .unwrap_or_default(),
            network: at.maybe(fields, "network"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.maybe("loadBalancingScheme", scheme_word(self.scheme));
        out.maybe("protocol", self.protocol.as_deref());
        out.maybe("portName", self.port_name.as_deref());
        let backends = self.backends.iter().map(|backend| {
            let mut own = out.nested();
            let path = match backend {
                BackendGroup::InstanceGroup(group) => {
                    out.path(Kind::InstanceGroup, "instanceGroups", group.name())
                }
                BackendGroup::Neg(neg) => out.path(Kind::Neg, "networkEndpointGroups", neg.name()),
            };
            own.put("group", path);
            if self.drained.contains(backend) {
                own.put("capacityScaler", 0_u32);
            }
            own.flag("failover", self.failover.contains(backend));
            own.map
        });
        let backends = backends.collect();
        out.objects("backends", backends);
        let mut policy = out.nested();
        if self.failover_ratio > 0 {
            policy.put("failoverRatio", decimal(self.failover_ratio));
        }
        policy.flag("dropTrafficIfUnhealthy", self.drop_if_unhealthy);
        out.object("failoverPolicy", policy);
        out.list("healthChecks", &out.all(&self.health_checks));
        let mut iap = out.nested();
        iap.flag("enabled", self.iap);
        iap.maybe("oauth2ClientId", self.iap_client.as_deref());
        out.object("iap", iap);
        out.refer_maybe("securityPolicy", self.security_policy.as_ref());
        out.refer_maybe("edgeSecurityPolicy", self.edge_security_policy.as_ref());
        if self.address_selection != AddressSelection::default() {
            let mut words = SELECTIONS.iter();
            let word = words.find(|(_, own)| *own == self.address_selection);
            out.maybe("ipAddressSelectionPolicy", word.map(|(word, _)| *word));
        }
        out.refer_maybe("network", self.network.as_ref());
    }
}

/// A capacity of 0, however it is written.
fn is_drained(backend: &Fields<'_>) -> bool {
    share(backend, "capacityScaler") == Some(0)
}

/// A number from 0 to 1, in millionths.
pub(super) fn share(fields: &Fields<'_>, key: &str) -> Option<u32> {
    let text = fields.text(key)?;
    let share = millionths(text.trim());
    if share.is_none() {
        fields.wrong(key, Reason::not_a(&text, What::Number));
    }
    share
}

/// A decimal number from 0 to 1 in millionths; what is above 0 is at least one.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
fn millionths(text: &str) -> Option<u32> {
    let value: f64 = text.parse().ok()?;
    let share = (0.0..=1.0).contains(&value).then(|| (value * 1e6).round());
    share.map(|share| (share as u32).max(u32::from(value > 0.0)))
}

/// The reverse: a text, as numbers here are whole ones.
pub(super) fn decimal(millionths: u32) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

fn group(backend: &Fields<'_>, at: &At<'_>) -> BackendGroup {
    let text = backend.needed_text("group");
    match Path::parse(&text).collection {
        Some("networkEndpointGroups") => return BackendGroup::Neg(at.refer(&text)),
        Some("instanceGroups" | "instanceGroupManagers") | None => {}
        Some(_) => backend.wrong("group", Reason::not_a(&text, What::BackendGroup)),
    }
    BackendGroup::InstanceGroup(at.refer(&text))
}
