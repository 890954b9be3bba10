//! `compute#networkEndpointGroup`, and the endpoints that `list-network-endpoints` prints.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/networkEndpointGroups>

use std::net::IpAddr;

use hopscope_model::Kind;
use hopscope_model::resource::Neg;
use hopscope_model::resource::load_balancing::Endpoint;
use serde::Deserialize;
use serde_json::{Map, Value};

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, Maybe, Present};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    network_endpoint_type: Given<String>,
    #[serde(default)]
    cloud_run: Option<CloudRun>,
    #[serde(default)]
    app_engine: Present,
    #[serde(default)]
    cloud_function: Present,
    #[serde(default)]
    serverless_deployment: Present,
    #[serde(default)]
    psc_target_service: Maybe<String>,
    #[serde(default)]
    network: Maybe<String>,
    #[serde(default)]
    default_port: Maybe<u16>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct CloudRun {
    #[serde(default)]
    service: Maybe<String>,
    #[serde(default)]
    url_mask: Maybe<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Listed {
    network_endpoint: WireEndpoint,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireEndpoint {
    #[serde(default)]
    ip_address: Maybe<IpAddr>,
    #[serde(default)]
    port: Maybe<u16>,
    #[serde(default)]
    instance: Maybe<String>,
    #[serde(default)]
    fqdn: Maybe<String>,
}

impl Codec for Neg {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let run = wire.cloud_run;
        let masked = run.as_ref().is_some_and(|run| run.url_mask.0.is_some());
        Ok(Self {
            endpoint_type: wire.network_endpoint_type.0,
            cloud_run: run.and_then(|run| at.maybe(&run.service)),
            other_serverless: masked
                || wire.app_engine.0
                || wire.cloud_function.0
                || wire.serverless_deployment.0,
            psc_target: wire.psc_target_service.0,
            network: at.maybe(&wire.network),
            default_port: wire.default_port.0,
            endpoints: None,
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.put("networkEndpointType", &*self.endpoint_type);
        let mut run = out.nested();
        run.refer_maybe("service", self.cloud_run.as_ref());
        out.object("cloudRun", run);
        if self.other_serverless {
            // Which one makes no difference here.
            out.put("serverlessDeployment", Map::new());
        }
        out.maybe("pscTargetService", self.psc_target.as_deref());
        out.refer_maybe("network", self.network.as_ref());
        out.maybe("defaultPort", self.default_port);
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.endpoints.clone_from(&earlier.endpoints);
    }
}

/// The endpoints of a group, as `list-network-endpoints` prints them.
pub(crate) fn write_endpoints(neg: &Neg, out: &Out<'_>) -> Option<Vec<Map<String, Value>>> {
    let endpoints = neg.endpoints.as_ref()?.iter().map(|endpoint| {
        let mut own = out.nested();
        own.shown("ipAddress", endpoint.address);
        own.maybe("port", endpoint.port);
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
        match whole::<Listed>(item) {
            Ok(Listed {
                network_endpoint: wire,
            }) => {
                let endpoint = Endpoint {
                    address: wire.ip_address.0,
                    port: wire.port.0,
                    instance: at.maybe(&wire.instance),
                    fqdn: wire.fqdn.0,
                };
                if let Some(neg) = self.scenario.resources.negs.get_mut(&neg) {
                    neg.endpoints.get_or_insert_default().push(endpoint);
                }
            }
            Err(error) => self.part_failed(item, Kind::Neg, &neg, &error),
        }
    }
}
