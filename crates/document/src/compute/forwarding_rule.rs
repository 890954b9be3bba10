//! `compute#forwardingRule`: front ends of load balancers, PSC endpoints, protocol forwarding.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/forwardingRules>

use std::net::IpAddr;

use hopscope_model::header::Protocol;
use hopscope_model::resource::ForwardingRule;
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::{Kind, PortRange};
use ipnet::IpNet;
use serde::Deserialize;

use super::target_proxy;
use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe, Present};
use crate::names::Path;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default, rename = "IPAddress", alias = "ipAddress")]
    ip_address: Maybe<String>,
    #[serde(default, rename = "IPProtocol", alias = "ipProtocol")]
    ip_protocol: Maybe<String>,
    #[serde(default)]
    port_range: Maybe<PortRange>,
    #[serde(default)]
    ports: List<Given<PortRange>>,
    #[serde(default)]
    all_ports: Maybe<bool>,
    #[serde(default)]
    load_balancing_scheme: Maybe<String>,
    #[serde(default)]
    target: Maybe<String>,
    #[serde(default)]
    backend_service: Maybe<String>,
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    subnetwork: Maybe<String>,
    #[serde(default)]
    allow_global_access: Maybe<bool>,
    #[serde(default)]
    allow_psc_global_access: Maybe<bool>,
    #[serde(default)]
    psc_connection_status: Maybe<String>,
    #[serde(default)]
    source_ip_ranges: List<Given<IpNet>>,
    #[serde(default)]
    service_directory_registrations: List<Present>,
}

/// `loadBalancingScheme` as Google spells it.
const SCHEMES: &[(&str, Scheme)] = &[
    ("EXTERNAL", Scheme::External),
    ("EXTERNAL_MANAGED", Scheme::ExternalManaged),
    ("INTERNAL", Scheme::Internal),
    ("INTERNAL_MANAGED", Scheme::InternalManaged),
    ("INTERNAL_SELF_MANAGED", Scheme::InternalSelfManaged),
];

/// Reads a scheme; absent and empty are the same.
pub(super) fn scheme(word: &Maybe<String>) -> Result<Scheme, FieldError> {
    match word.0.as_deref() {
        None => Ok(Scheme::None),
        Some(word) => SCHEMES
            .iter()
            .find(|(name, _)| *name == word)
            .map(|(_, scheme)| *scheme)
            .ok_or_else(|| {
                let why = format!("`{word}` is no load balancing scheme that is known");
                FieldError::invalid("loadBalancingScheme", why)
            }),
    }
}

/// How a scheme is written.
pub(super) fn scheme_word(scheme: Scheme) -> Option<&'static str> {
    SCHEMES
        .iter()
        .find(|(_, own)| *own == scheme)
        .map(|(word, _)| *word)
}

impl Codec for ForwardingRule {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let address = match wire.ip_address.0.as_deref() {
            None => None,
            // An IPv6 front end is printed as a range.
            Some(text) => match text.split('/').next().map(str::parse::<IpAddr>) {
                Some(Ok(address)) => Some(address),
                _ => {
                    at.said.borrow_mut().address_of = Some(text.to_owned());
                    None
                }
            },
        };
        let protocol = match wire.ip_protocol.0.as_deref() {
            None | Some("L3_DEFAULT") => None,
            Some(word) => Some(Protocol::parse(word).ok_or_else(|| {
                FieldError::invalid("IPProtocol", format!("`{word}` is not a protocol"))
            })?),
        };
        let mut ports = wire.ports.words();
        ports.extend(wire.port_range.0);
        Ok(Self {
            address,
            protocol,
            ports,
            all_ports: wire.all_ports.or_default(),
            scheme: scheme(&wire.load_balancing_scheme)?,
            target: target(&wire.target, &wire.backend_service, at),
            network: at.maybe(&wire.network),
            subnet: at.maybe(&wire.subnetwork),
            allow_global_access: wire.allow_global_access.or_default(),
            allow_psc_global_access: wire.allow_psc_global_access.or_default(),
            psc_connection_status: wire.psc_connection_status.0,
            source_ranges: wire.source_ip_ranges.words(),
            service_directory: !wire.service_directory_registrations.0.is_empty(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.shown("IPAddress", self.address);
        out.shown(
            "IPProtocol",
            self.protocol.map(|own| own.to_string().to_uppercase()),
        );
        // One range is `portRange` where a proxy stands behind it, and a list behind which machines stand.
        match (&self.target, self.ports.as_slice()) {
            (ForwardingTarget::Proxy(_) | ForwardingTarget::Other(_), [range]) => {
                let range = format!("{}-{}", range.first, range.last);
                out.put("portRange", range);
            }
            (_, ports) => out.list("ports", ports),
        }
        out.flag("allPorts", self.all_ports);
        out.maybe("loadBalancingScheme", scheme_word(self.scheme));
        match &self.target {
            ForwardingTarget::AllApis => out.put("target", "all-apis"),
            ForwardingTarget::VpcSc => out.put("target", "vpc-sc"),
            ForwardingTarget::Proxy(proxy) => {
                let protocol = out
                    .scenario
                    .resources
                    .get(proxy)
                    .map(|proxy| proxy.protocol);
                let collection = target_proxy::collection(protocol);
                let path = out.path(Kind::TargetProxy, collection, proxy.name());
                out.put("target", path);
            }
            ForwardingTarget::BackendService(service) => out.refer("backendService", service),
            ForwardingTarget::ServiceAttachment(attachment) => {
                let path = out.path(
                    Kind::ServiceAttachment,
                    "serviceAttachments",
                    attachment.name(),
                );
                out.put("target", path);
            }
            ForwardingTarget::Other(target) => out.put("target", &**target),
            ForwardingTarget::None => {}
        }
        out.refer_maybe("network", self.network.as_ref());
        out.refer_maybe("subnetwork", self.subnet.as_ref());
        out.flag("allowGlobalAccess", self.allow_global_access);
        out.flag("allowPscGlobalAccess", self.allow_psc_global_access);
        out.maybe("pscConnectionStatus", self.psc_connection_status.as_deref());
        out.list("sourceIpRanges", &self.source_ranges);
        if self.service_directory {
            // Only that there is one matters, not where it is registered.
            let registration = out.nested();
            out.objects("serviceDirectoryRegistrations", vec![registration.map]);
        }
    }
}

/// What the rule forwards to, by the collection of its target; `all-apis` and `vpc-sc` are bare words.
fn target(target: &Maybe<String>, backend: &Maybe<String>, at: &At<'_>) -> ForwardingTarget {
    let Some(text) = target.0.as_deref() else {
        return match backend.0.as_deref() {
            Some(backend) => ForwardingTarget::BackendService(at.refer(backend)),
            None => ForwardingTarget::None,
        };
    };
    let path = Path::parse(text);
    match (path.collection, path.name) {
        (_, "all-apis") => ForwardingTarget::AllApis,
        (_, "vpc-sc") => ForwardingTarget::VpcSc,
        (Some("serviceAttachments"), _) => ForwardingTarget::ServiceAttachment(at.refer(text)),
        (Some("backendServices"), _) => ForwardingTarget::BackendService(at.refer(text)),
        (Some(collection), _) if target_proxy::is_collection(collection) => {
            ForwardingTarget::Proxy(at.refer(text))
        }
        _ => ForwardingTarget::Other(text.to_owned()),
    }
}
