//! `compute#backendService`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/backendServices>

use hopscope_model::resource::BackendService;
use hopscope_model::resource::load_balancing::BackendGroup;
use hopscope_model::{Kind, Reason, What};

use super::forwarding_rule::{scheme, scheme_word};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::names::Path;

impl Codec for BackendService {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let backends = fields.objects("backends");
        let drained = backends.iter().filter(|own| is_drained(own));
        Self {
            scheme: scheme(fields),
            protocol: fields.text("protocol"),
            port_name: fields.text("portName"),
            backends: backends.iter().map(|own| group(own, at)).collect(),
            drained: drained.map(|own| group(own, at)).collect(),
            health_checks: at.all(&fields.texts("healthChecks")),
            iap: fields.object("iap").flag("enabled"),
            security_policy: fields
                .text("securityPolicy")
                .map(|policy| Path::parse(&policy).name.to_owned()),
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
            own.map
        });
        let backends = backends.collect();
        out.objects("backends", backends);
        out.list("healthChecks", &out.all(&self.health_checks));
        let mut iap = out.nested();
        iap.flag("enabled", self.iap);
        out.object("iap", iap);
        out.maybe("securityPolicy", self.security_policy.as_deref());
        out.refer_maybe("network", self.network.as_ref());
    }
}

/// A capacity of 0, however it is written.
fn is_drained(backend: &Fields<'_>) -> bool {
    let key = "capacityScaler";
    let Some(text) = backend.text(key) else {
        return false;
    };
    match text.trim().parse::<f64>() {
        Ok(scale) if (0.0..=1.0).contains(&scale) => scale == 0.0,
        _ => {
            backend.wrong(key, Reason::not_a(&text, What::Number));
            false
        }
    }
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
