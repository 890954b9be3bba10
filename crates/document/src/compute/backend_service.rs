//! `compute#backendService`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/backendServices>

use hopscope_model::Kind;
use hopscope_model::resource::BackendService;
use hopscope_model::resource::load_balancing::BackendGroup;
use serde::Deserialize;

use super::forwarding_rule::{scheme, scheme_word};
use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};
use crate::names::Path;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    load_balancing_scheme: Maybe<String>,
    #[serde(default)]
    protocol: Maybe<String>,
    #[serde(default)]
    port_name: Maybe<String>,
    #[serde(default)]
    backends: List<Backend>,
    #[serde(default)]
    health_checks: List<Given<String>>,
    #[serde(default)]
    iap: Option<Iap>,
    #[serde(default)]
    security_policy: Maybe<String>,
    #[serde(default)]
    network: Maybe<String>,
}

#[derive(Deserialize)]
struct Backend {
    group: Given<String>,
}

#[derive(Deserialize)]
struct Iap {
    #[serde(default)]
    enabled: Maybe<bool>,
}

impl Codec for BackendService {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let backends = wire.backends.0.into_iter().enumerate();
        let backends = backends
            .map(|(index, backend)| {
                group(&backend.group.0, at).map_err(|error| error.inside("backends", index))
            })
            .collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            scheme: scheme(&wire.load_balancing_scheme)?,
            protocol: wire.protocol.0,
            port_name: wire.port_name.0,
            backends,
            health_checks: at.refer_all(&wire.health_checks.words()),
            iap: wire.iap.is_some_and(|iap| iap.enabled.or_default()),
            security_policy: wire
                .security_policy
                .0
                .map(|policy| Path::parse(&policy).name.to_owned()),
            network: at.maybe(&wire.network),
        })
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
            own.map
        });
        let backends = backends.collect();
        out.objects("backends", backends);
        let checks: Vec<_> = self
            .health_checks
            .iter()
            .map(|check| out.short(check))
            .collect();
        out.list("healthChecks", checks);
        let mut iap = out.nested();
        iap.flag("enabled", self.iap);
        out.object("iap", iap);
        out.maybe("securityPolicy", self.security_policy.as_deref());
        out.refer_maybe("network", self.network.as_ref());
    }
}

fn group(text: &str, at: &At<'_>) -> Result<BackendGroup, FieldError> {
    match Path::parse(text).collection {
        Some("networkEndpointGroups") => Ok(BackendGroup::Neg(at.refer(text))),
        Some("instanceGroups" | "instanceGroupManagers") | None => {
            Ok(BackendGroup::InstanceGroup(at.refer(text)))
        }
        Some(_) => {
            let why = format!("`{text}` is neither an instance group nor a network endpoint group");
            Err(FieldError::invalid("group", why))
        }
    }
}
