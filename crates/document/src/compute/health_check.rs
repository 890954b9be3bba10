//! `compute#healthCheck`, and the older `compute#httpHealthCheck`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/healthChecks>

use hopscope_model::resource::HealthCheck;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    kind: Maybe<String>,
    #[serde(default, rename = "type")]
    check_type: Maybe<String>,
    /// Of the older kinds, which have it at the top.
    #[serde(default)]
    port: Maybe<u16>,
    #[serde(default)]
    tcp_health_check: Option<Check>,
    #[serde(default)]
    ssl_health_check: Option<Check>,
    #[serde(default)]
    http_health_check: Option<Check>,
    #[serde(default)]
    https_health_check: Option<Check>,
    #[serde(default)]
    http2_health_check: Option<Check>,
    #[serde(default)]
    grpc_health_check: Option<Check>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Check {
    #[serde(default)]
    port: Maybe<u16>,
    #[serde(default)]
    port_specification: Maybe<String>,
}

/// Google's ports of the checks that give none.
const DEFAULT_PORTS: &[(&str, u16)] = &[
    ("HTTP", 80),
    ("HTTPS", 443),
    ("HTTP2", 443),
    ("TCP", 80),
    ("SSL", 443),
];

impl Codec for HealthCheck {
    type Wire = Wire;

    fn read(wire: Wire, _: &At<'_>) -> Result<Self, FieldError> {
        let checks = [
            ("TCP", wire.tcp_health_check),
            ("SSL", wire.ssl_health_check),
            ("HTTP", wire.http_health_check),
            ("HTTPS", wire.https_health_check),
            ("HTTP2", wire.http2_health_check),
            ("GRPC", wire.grpc_health_check),
        ];
        let given = checks
            .into_iter()
            .find_map(|(word, check)| Some((word, check?)));
        let older = match wire.kind.0.as_deref() {
            Some("compute#httpHealthCheck") => Some("HTTP"),
            Some("compute#httpsHealthCheck") => Some("HTTPS"),
            _ => None,
        };
        let protocol = wire
            .check_type
            .0
            .or(older.map(str::to_owned))
            .or(given.as_ref().map(|(word, _)| (*word).to_owned()))
            .ok_or_else(|| FieldError::missing("type"))?;
        let serving = given.as_ref().is_some_and(|(_, check)| {
            check.port_specification.is("USE_SERVING_PORT")
                || check.port_specification.is("USE_NAMED_PORT")
        });
        let default = DEFAULT_PORTS.iter().find(|(word, _)| *word == protocol);
        let port = match given.and_then(|(_, check)| check.port.0).or(wire.port.0) {
            Some(port) => Some(port),
            None if serving => None,
            None => default.map(|(_, port)| *port),
        };
        Ok(Self { protocol, port })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.put("type", &*self.protocol);
        let key = match self.protocol.as_str() {
            "TCP" => "tcpHealthCheck",
            "SSL" => "sslHealthCheck",
            "HTTPS" => "httpsHealthCheck",
            "HTTP2" => "http2HealthCheck",
            "GRPC" => "grpcHealthCheck",
            _ => "httpHealthCheck",
        };
        let mut check = out.nested();
        match self.port {
            Some(port) => check.put("port", port),
            None => check.put("portSpecification", "USE_SERVING_PORT"),
        }
        out.object(key, check);
    }
}
