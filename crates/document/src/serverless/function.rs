//! Cloud Run functions of both generations.
//!
//! <https://docs.cloud.google.com/functions/docs/reference/rest/v2/projects.locations.functions>

use hopscope_model::resource::Function;
use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};

use super::container::{environment, known, read_variables};
use super::egress::{egress, function_ingress_word, ingress};
use super::service::urls;
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;
use crate::tree::Tree;

/// Whether a function is of the 2nd generation.
const GENERATIONS: &[(&str, bool)] = &[
    ("GEN_1", false),
    ("GEN_2", true),
    ("ENVIRONMENT_UNSPECIFIED", false),
];

/// States, of both generations, and whether a function is active in one. Of one that is being deployed it is not
/// known what serves, nor with which settings.
const STATES: &[(&str, bool)] = &[
    ("ACTIVE", true),
    ("FAILED", false),
    ("OFFLINE", false),
    ("DELETING", false),
    ("DELETE_IN_PROGRESS", false),
];

impl Codec for Function {
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let own = fields.object("serviceConfig");
        let second = fields.choice("environment", GENERATIONS);
        let first_generation = !second.unwrap_or(false) && !own.is_there();
        // What the 2nd generation has there, the 1st has at the top.
        let config = if own.is_there() { &own } else { fields };
        let plain = config.object("environmentVariables");
        let plain = plain.members().iter();
        let mut variables: Vec<_> = plain
            .filter(|(_, value)| !matches!(value, Tree::Null))
            .map(|(name, value)| (name.to_string(), known(value)))
            .collect();
        let secrets = config.each_text("secretEnvironmentVariables", "key");
        variables.extend(secrets.into_iter().map(|name| (name, None)));
        read_variables(variables, at);
        let setting = ["vpcConnectorEgressSettings", "directVpcEgress"];
        let setting = setting.into_iter().find(|key| config.has(key));
        let setting = setting.unwrap_or("vpcConnectorEgressSettings");
        let keys = ["vpcConnector", setting, "directVpcNetworkInterface"];
        let state_key = if fields.has("state") {
            "state"
        } else {
            "status"
        };
        let active = fields.choice(state_key, STATES);
        Self {
            first_generation,
            service: at.maybe(&own, "service"),
            egress: egress(config, keys, at),
            ingress: ingress(config, "ingressSettings"),
            urls: function_urls([
                fields.text("url"),
                own.text("uri"),
                fields.object("httpsTrigger").text("url"),
            ]),
            service_account: config.text("serviceAccountEmail"),
            not_active: active == Some(false),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut config = out.nested();
        if !self.first_generation {
            config.refer_maybe("service", self.service.as_ref());
        }
        write_egress(&self.egress, &mut config);
        config.maybe("ingressSettings", function_ingress_word(self.ingress));
        config.maybe("serviceAccountEmail", self.service_account.as_deref());
        let proxies = out.proxies(hopscope_model::Kind::Function);
        let mut variables = out.nested();
        let mut secrets = Vec::new();
        for (name, value) in environment(proxies) {
            match value {
                Some(value) => variables.put(name, value),
                None => secrets.push(name),
            }
        }
        config.object("environmentVariables", variables);
        config.each("secretEnvironmentVariables", "key", &secrets);
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
fn function_urls(found: [Option<String>; 3]) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for url in found.into_iter().flatten() {
        let own = if url.contains(".run.app") {
            urls(vec![url]).pop()
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
