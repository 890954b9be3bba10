//! Cloud Run functions of both generations.
//!
//! <https://docs.cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions>

use std::collections::BTreeMap;

use hopscope_model::resource::Function;
use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};
use serde::Deserialize;
use serde_json::Value;

use super::container::read_variables;
use super::egress::{NetworkInterface, egress, function_ingress_word, ingress};
use super::service::urls;
use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    environment: Maybe<String>,
    #[serde(default)]
    state: Maybe<String>,
    #[serde(default)]
    status: Maybe<String>,
    #[serde(default)]
    url: Maybe<String>,
    #[serde(default)]
    https_trigger: Option<Trigger>,
    #[serde(default)]
    service_config: Option<Config>,
    // The rest is what the 1st generation has at the top, and the 2nd in `serviceConfig`.
    #[serde(default)]
    vpc_connector: Maybe<String>,
    #[serde(default)]
    vpc_connector_egress_settings: Maybe<String>,
    #[serde(default)]
    ingress_settings: Maybe<String>,
    #[serde(default)]
    service_account_email: Maybe<String>,
    #[serde(default)]
    environment_variables: Variables,
}

#[derive(Deserialize)]
struct Trigger {
    #[serde(default)]
    url: Maybe<String>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Config {
    #[serde(default)]
    service: Maybe<String>,
    #[serde(default)]
    uri: Maybe<String>,
    #[serde(default)]
    vpc_connector: Maybe<String>,
    #[serde(default)]
    vpc_connector_egress_settings: Maybe<String>,
    #[serde(default)]
    direct_vpc_network_interface: List<NetworkInterface>,
    #[serde(default)]
    direct_vpc_egress: Maybe<String>,
    #[serde(default)]
    ingress_settings: Maybe<String>,
    #[serde(default)]
    service_account_email: Maybe<String>,
    #[serde(default)]
    environment_variables: Variables,
}

/// Variables by name.
type Variables = Option<BTreeMap<String, Value>>;

impl Codec for Function {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let first_generation = !wire.environment.is("GEN_2") && wire.service_config.is_none();
        let under = |error: FieldError| match first_generation {
            true => error,
            false => error.under("serviceConfig"),
        };
        let config = match wire.service_config {
            Some(config) => config,
            None => Config {
                vpc_connector: wire.vpc_connector,
                vpc_connector_egress_settings: wire.vpc_connector_egress_settings,
                ingress_settings: wire.ingress_settings,
                service_account_email: wire.service_account_email,
                environment_variables: wire.environment_variables,
                ..Config::default()
            },
        };
        let variables = config.environment_variables.into_iter().flatten();
        let variables = variables.filter_map(|(name, value)| match value {
            Value::String(value) => Some((name, value)),
            _ => None,
        });
        read_variables(variables, at);
        let setting = Maybe(
            config
                .vpc_connector_egress_settings
                .0
                .or(config.direct_vpc_egress.0),
        );
        let outward = egress(
            &config.vpc_connector,
            &setting,
            config.direct_vpc_network_interface,
            at,
        )
        .map_err(|mut error| {
            if error.field() == "egress" {
                error = FieldError::invalid("vpcConnectorEgressSettings", error.why);
            }
            under(error)
        })?;
        let trigger = wire.https_trigger.and_then(|trigger| trigger.url.0);
        let found = [wire.url.0, config.uri.0, trigger];
        let state = wire.state.0.or(wire.status.0);
        Ok(Self {
            first_generation,
            service: at.maybe(&config.service),
            egress: outward,
            ingress: ingress("ingressSettings", &config.ingress_settings).map_err(under)?,
            urls: function_urls(found.into_iter().flatten()),
            service_account: config.service_account_email.0,
            not_active: state.is_some_and(|state| state != "ACTIVE"),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut config = out.nested();
        if !self.first_generation {
            config.refer_maybe("service", self.service.as_ref());
        }
        write_egress(&self.egress, &mut config);
        config.maybe("ingressSettings", function_ingress_word(self.ingress));
        config.maybe("serviceAccountEmail", self.service_account.as_deref());
        let id = hopscope_model::Id::new(hopscope_model::Kind::Function, out.name.clone());
        let proxies = out.scenario.resources.proxy_settings.get(&id);
        let mut variables = out.nested();
        for container in super::container::write_environment(proxies, out) {
            let Some(Value::Array(list)) = container.get("env") else {
                continue;
            };
            for variable in list {
                if let (Some(Value::String(name)), Some(value)) =
                    (variable.get("name"), variable.get("value"))
                {
                    variables.put(name, value.clone());
                }
            }
        }
        config.object("environmentVariables", variables);
        if self.first_generation {
            if self.not_active {
                out.put("status", "OFFLINE");
            }
            if let Some(url) = self.urls.first() {
                let mut trigger = out.nested();
                trigger.put("url", &**url);
                out.object("httpsTrigger", trigger);
            }
            out.map.append(&mut config.map);
        } else {
            out.put("environment", "GEN_2");
            if self.not_active {
                out.put("state", "FAILED");
            }
            // Two URLs at most: the function's own, and that of the service underneath.
            match self.urls.as_slice() {
                [] => {}
                [only] => config.put("uri", &**only),
                [own, service, ..] => {
                    out.put("url", &**own);
                    config.put("uri", &**service);
                }
            }
            out.put("serviceConfig", config.map);
        }
    }
}

/// URLs of functions keep their path: it names the function (`…cloudfunctions.net/NAME`); `run.app` has none.
fn function_urls(found: impl Iterator<Item = String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for url in found {
        let own = if url.contains(".run.app") {
            urls(std::iter::once(url)).pop()
        } else {
            Some(url)
        };
        if let Some(own) = own
            && !kept.contains(&own)
        {
            kept.push(own);
        }
    }
    kept
}

fn write_egress(egress: &ServerlessEgress, config: &mut Out<'_>) {
    match &egress.vpc {
        VpcAccess::None => {}
        VpcAccess::Connector(connector) => {
            config.refer("vpcConnector", connector);
        }
        VpcAccess::Direct {
            network,
            subnet,
            tags,
        } => {
            let mut interface = config.nested();
            interface.refer_maybe("network", network.as_ref());
            interface.refer("subnetwork", subnet);
            interface.list("tags", tags);
            config.objects("directVpcNetworkInterface", vec![interface.map]);
        }
    }
    if egress.all_traffic {
        match &egress.vpc {
            VpcAccess::Direct { .. } => config.put("directVpcEgress", "VPC_EGRESS_ALL_TRAFFIC"),
            _ => config.put("vpcConnectorEgressSettings", "ALL_TRAFFIC"),
        }
    }
}
