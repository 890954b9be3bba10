//! `compute#forwardingRule`: front ends of load balancers, PSC endpoints, protocol forwarding.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/forwardingRules>

use std::net::IpAddr;

use hopscope_model::resource::ForwardingRule;
use hopscope_model::resource::forwarding_rule::{ForwardingTarget, Scheme};
use hopscope_model::{Kind, PortRange};

use super::service_attachment::STATUSES;
use super::target_proxy;
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::names::Path;

/// `loadBalancingScheme` as Google spells it.
const SCHEMES: &[(&str, Scheme)] = &[
    ("EXTERNAL", Scheme::External),
    ("EXTERNAL_MANAGED", Scheme::ExternalManaged),
    ("INTERNAL", Scheme::Internal),
    ("INTERNAL_MANAGED", Scheme::InternalManaged),
    ("INTERNAL_SELF_MANAGED", Scheme::InternalSelfManaged),
];

/// Collections of targets.
const POOLS: &str = "targetPools";
const INSTANCES: &str = "targetInstances";

/// Every protocol.
const L3_DEFAULT: &str = "L3_DEFAULT";

/// Reads a scheme; absent and empty are the same.
pub(super) fn scheme(fields: &Fields<'_>) -> Scheme {
    let given = fields.choice("loadBalancingScheme", SCHEMES);
    given.unwrap_or(Scheme::None)
}

/// How a scheme is written.
pub(super) fn scheme_word(scheme: Scheme) -> Option<&'static str> {
    SCHEMES
        .iter()
        .find(|(_, own)| *own == scheme)
        .map(|(word, _)| *word)
}

impl Codec for ForwardingRule {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let address = fields.text_of(&["IPAddress", "ipAddress"]);
        // An IPv6 front end is printed as a range.
        let literal = address
            .as_deref()
            .and_then(|text| text.split('/').next()?.parse::<IpAddr>().ok());
        if literal.is_none() {
            if let Some(text) = &address {
                fields.address_or_name("IPAddress", text);
            }
            at.said.borrow_mut().address_of = address;
        }
        let key = ["IPProtocol", "ipProtocol"];
        let key = key.into_iter().find(|key| fields.has(key));
        let key = key.filter(|key| fields.text(key).as_deref() != Some(L3_DEFAULT));
        let mut ports: Vec<PortRange> = fields.words("ports");
        ports.extend(fields.word::<PortRange>("portRange"));
        let (network, subnet) = (at.maybe(fields, "network"), at.maybe(fields, "subnetwork"));
        let target = target(fields, at);
        Self {
            address: literal,
            protocol: key.and_then(|key| fields.word(key)),
            ports,
            all_ports: fields.flag("allPorts"),
            scheme: match (scheme(fields), &target) {
                // Only endpoints of Private Service Connect have none; of the others `EXTERNAL` is Google's default.
                (
                    Scheme::None,
                    ForwardingTarget::Proxy(_)
                    | ForwardingTarget::BackendService(_)
                    | ForwardingTarget::Pool(_)
                    | ForwardingTarget::Instance(_),
                ) if network.is_none() && subnet.is_none() => Scheme::External,
                (scheme, _) => scheme,
            },
            target,
            network,
            subnet,
            allow_global_access: fields.flag("allowGlobalAccess"),
            allow_psc_global_access: fields.flag("allowPscGlobalAccess"),
            psc_connection_status: fields
                .choice("pscConnectionStatus", STATUSES)
                .map(str::to_owned),
            source_ranges: fields.words("sourceIpRanges"),
            service_directory: fields.any("serviceDirectoryRegistrations"),
            service_label: fields
                .text("serviceLabel")
                .filter(|label| !label.is_empty()),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.shown("IPAddress", self.address);
        if let Some(protocol) = self.protocol {
            out.put("IPProtocol", protocol.to_string().to_ascii_uppercase());
        }
        // One range is `portRange` where a proxy stands behind it, and a list behind which machines stand.
        match (&self.target, self.ports.as_slice()) {
            (
                ForwardingTarget::Proxy(_)
                | ForwardingTarget::Pool(_)
                | ForwardingTarget::Instance(_)
                | ForwardingTarget::Other(_),
                [range],
            ) => {
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
                    .of
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
            ForwardingTarget::Pool(pool) => {
                let path = out.path(Kind::TargetPool, POOLS, pool.name());
                out.put("target", path);
            }
            ForwardingTarget::Instance(instance) => {
                let path = out.path(Kind::TargetInstance, INSTANCES, instance.name());
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
        out.maybe("serviceLabel", self.service_label.as_deref());
    }
}

/// What the rule forwards to, by the collection of its target; `all-apis` and `vpc-sc` are bare words.
fn target(fields: &Fields<'_>, at: &At<'_>) -> ForwardingTarget {
    let Some(text) = fields.text("target") else {
        return match at.maybe(fields, "backendService") {
            Some(backend) => ForwardingTarget::BackendService(backend),
            None => ForwardingTarget::None,
        };
    };
    let path = Path::parse(&text);
    match (path.collection, path.name) {
        (_, "all-apis") => ForwardingTarget::AllApis,
        (_, "vpc-sc") => ForwardingTarget::VpcSc,
        (Some("serviceAttachments"), _) => ForwardingTarget::ServiceAttachment(at.refer(&text)),
        (Some(POOLS), _) => ForwardingTarget::Pool(at.refer(&text)),
        (Some(INSTANCES), _) => ForwardingTarget::Instance(at.refer(&text)),
        (Some("backendServices"), _) => ForwardingTarget::BackendService(at.refer(&text)),
        (Some(collection), _) if target_proxy::is_collection(collection) => {
            ForwardingTarget::Proxy(at.refer(&text))
        }
        _ => ForwardingTarget::Other(text),
    }
}
