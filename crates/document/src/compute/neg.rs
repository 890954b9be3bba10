//! `compute#networkEndpointGroup`, and the endpoints that `list-network-endpoints` prints.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/networkEndpointGroups>

use hopscope_model::Kind;
use hopscope_model::resource::Neg;
use hopscope_model::resource::load_balancing::Endpoint;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::tree::Members;

impl Codec for Neg {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let run = fields.object("cloudRun");
        Self {
            endpoint_type: fields.needed_text("networkEndpointType"),
            cloud_run: at.maybe(&run, "service"),
            other_serverless: run.text("urlMask").is_some()
                || fields.has("appEngine")
                || fields.has("cloudFunction")
                || fields.has("serverlessDeployment"),
            psc_target: fields.text("pscTargetService"),
            network: at.maybe(fields, "network"),
            default_port: fields.word("defaultPort"),
            endpoints: None,
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.put("networkEndpointType", &*self.endpoint_type);
        let mut run = out.nested();
        run.refer_maybe("service", self.cloud_run.as_ref());
        out.object("cloudRun", run);
        if self.other_serverless {
            // Which one makes no difference here.
            out.put("serverlessDeployment", Members::new());
        }
        out.maybe("pscTargetService", self.psc_target.as_deref());
        out.refer_maybe("network", self.network.as_ref());
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
                port: own.word("port"),
                instance: at.maybe(&own, "instance"),
                fqdn: own.text("fqdn"),
            }
        });
        match read {
            Ok(endpoint) => {
                if let Some(neg) = self.scenario.resources.negs.get_mut(&neg) {
                    neg.endpoints.get_or_insert_default().push(endpoint);
                }
            }
            Err(error) => self.part_failed(item, Kind::Neg, &neg, &error),
        }
    }
}
