//! `compute#networkEndpointGroup`, and the endpoints that `list-network-endpoints` prints.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/networkEndpointGroups>

use hopscope_model::Kind;
use hopscope_model::resource::Neg;
use hopscope_model::resource::load_balancing::{Endpoint, PscTarget};

use super::service_attachment::STATUSES;
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::item::Item;
use crate::names::Path;
use crate::reader::{Reader, read};
use crate::tree::Members;

/// The collection of published services.
const ATTACHMENTS: &str = "serviceAttachments";

impl Codec for Neg {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        at.said.borrow_mut().size = fields.word("size");
        let run = fields.object("cloudRun");
        let function = fields.object("cloudFunction");
        let data = fields.object("pscData");
        Self {
            endpoint_type: fields.needed_text("networkEndpointType"),
            cloud_run: at.maybe(&run, "service"),
            function: at.maybe(&function, "function"),
            other_serverless: run.text("urlMask").is_some()
                || function.text("urlMask").is_some()
                || fields.has("appEngine")
                || fields.has("serverlessDeployment"),
            psc_target: fields.text("pscTargetService").map(|text| {
                match Path::parse(&text).collection {
                    Some(ATTACHMENTS) => PscTarget::Attachment(at.refer(&text)),
                    _ => PscTarget::Api(text),
                }
            }),
            psc_connection_status: data
                .choice("pscConnectionStatus", STATUSES)
                .map(str::to_owned),
            producer_port: data.word("producerPort"),
            consumer_address: data.word("consumerPscAddress"),
            network: at.maybe(fields, "network"),
            subnet: at.maybe(fields, "subnetwork"),
            default_port: fields.word("defaultPort"),
            endpoints: None,
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.put("networkEndpointType", &*self.endpoint_type);
        let mut run = out.nested();
        run.refer_maybe("service", self.cloud_run.as_ref());
        out.object("cloudRun", run);
        let mut function = out.nested();
        function.refer_maybe("function", self.function.as_ref());
        out.object("cloudFunction", function);
        if self.other_serverless {
            // Which one makes no difference here.
            out.put("serverlessDeployment", Members::new());
        }
        match &self.psc_target {
            None => {}
            Some(PscTarget::Api(name)) => out.put("pscTargetService", &**name),
            Some(PscTarget::Attachment(attachment)) => {
                let path = out.path(Kind::ServiceAttachment, ATTACHMENTS, attachment.name());
                out.put("pscTargetService", path);
            }
        }
        let mut data = out.nested();
        data.maybe("pscConnectionStatus", self.psc_connection_status.as_deref());
        data.number("producerPort", self.producer_port);
        data.shown("consumerPscAddress", self.consumer_address);
        out.object("pscData", data);
        out.refer_maybe("network", self.network.as_ref());
        out.refer_maybe("subnetwork", self.subnet.as_ref());
        out.number("defaultPort", self.default_port);
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.endpoints.clone_from(&earlier.endpoints);
    }
}

/// The endpoints of a group, as `list-network-endpoints` prints them.
pub(crate) fn write_endpoints(neg: &Neg, out: &Out<'_>) -> Option<Vec<Members>> {
    let endpoints = neg.endpoints.as_ref()?.iter().map(|endpoint| {
        let mut own = out.nested();
        own.shown("ipAddress", endpoint.address);
        own.shown("ipv6Address", endpoint.ipv6_address);
        own.number("port", endpoint.port);
        own.refer_maybe("instance", endpoint.instance.as_ref());
        own.maybe("fqdn", endpoint.fqdn.as_deref());
        let mut listed = out.nested();
        listed.put("networkEndpoint", own.map);
        listed.map
    });
    Some(endpoints.collect())
}

impl Reader<'_> {
    /// An endpoint of a network endpoint group.
    pub(crate) fn endpoint(&mut self, item: &Item<'_>) {
        let Some(neg) = self.parent_of::<Neg>(item, "endpoint") else {
            return;
        };
        let at = At::new(neg.clone(), &self.known);
        let read = read(item, |fields| {
            let own = fields.needed_object("networkEndpoint");
            Endpoint {
                address: own.word("ipAddress"),
                ipv6_address: own.word("ipv6Address"),
                port: own.word("port"),
                instance: at.maybe(&own, "instance"),
                fqdn: own.text("fqdn"),
            }
        });
        match read {
            Ok(endpoint) => {
                let Some(neg) = self.scenario.resources.negs.get_mut(&neg) else {
                    return;
                };
                match (&mut neg.endpoints, item.is_gone()) {
                    (Some(there), true) => there.retain(|own| !is_meant(own, &endpoint)),
                    (None, true) => {}
                    (there, false) => there.get_or_insert_default().push(endpoint),
                }
            }
            Err(error) => self.part_failed(item, Kind::Neg, &neg, &error),
        }
    }
}

/// Whether one endpoint is the other, where not all is said of either.
fn is_meant(one: &Endpoint, other: &Endpoint) -> bool {
    fn fits<T: PartialEq>(one: Option<&T>, other: Option<&T>) -> bool {
        one.is_none() || other.is_none() || one == other
    }
    one.port == other.port
        && one.fqdn == other.fqdn
        && fits(one.address.as_ref(), other.address.as_ref())
        && fits(one.ipv6_address.as_ref(), other.ipv6_address.as_ref())
        && fits(one.instance.as_ref(), other.instance.as_ref())
}
