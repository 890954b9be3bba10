//! `compute#healthCheck`, and the older `compute#httpHealthCheck`.
//!
//! <https://docs.cloud.google.com/compute/docs/reference/rest/v1/healthChecks>

use hopscope_model::resource::HealthCheck;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// Types of checks, and the field that holds one.
const CHECKS: &[(&str, &str)] = &[
    ("TCP", "tcpHealthCheck"),
    ("SSL", "sslHealthCheck"),
    ("HTTP", "httpHealthCheck"),
    ("HTTPS", "httpsHealthCheck"),
    ("HTTP2", "http2HealthCheck"),
    ("GRPC", "grpcHealthCheck"),
    ("GRPC_WITH_TLS", "grpcTlsHealthCheck"),
];

/// Types of checks, as they are kept.
const TYPES: &[(&str, &str)] = &[
    ("TCP", "TCP"),
    ("SSL", "SSL"),
    ("HTTP", "HTTP"),
    ("HTTPS", "HTTPS"),
    ("HTTP2", "HTTP2"),
    ("GRPC", "GRPC"),
    ("GRPC_WITH_TLS", "GRPC_WITH_TLS"),
];

/// Whether what is asked is the port that serves.
const SPECIFICATIONS: &[(&str, bool)] = &[
    ("USE_FIXED_PORT", false),
    ("USE_NAMED_PORT", true),
    ("USE_SERVING_PORT", true),
];

/// Google's ports of the checks that give none.
const DEFAULT_PORTS: &[(&str, u16)] = &[
    ("HTTP", 80),
    ("HTTPS", 443),
    ("HTTP2", 443),
    ("TCP", 80),
    ("SSL", 443),
];

impl Codec for HealthCheck {
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        let given = CHECKS
            .iter()
            .map(|(word, key)| (*word, fields.object(key)))
            .find(|(_, check)| check.is_there());
        let kind = fields.text("kind");
        let older = match kind.as_deref() {
            Some("compute#httpHealthCheck") => Some("HTTP"),
            Some("compute#httpsHealthCheck") => Some("HTTPS"),
            _ => None,
        };
        let word = older.or(given.as_ref().map(|(word, _)| *word));
        let protocol = fields.choice("type", TYPES).or(word);
        if protocol.is_none() {
            fields.missing("type");
        }
        let protocol = protocol.unwrap_or_default().to_owned();
        let (own, serving) = match &given {
            Some((_, check)) => {
                let serving = check.choice("portSpecification", SPECIFICATIONS);
                (check.word("port"), serving.unwrap_or(false))
            }
            None => (None, false),
        };
        let default = DEFAULT_PORTS.iter().find(|(word, _)| *word == protocol);
        // The older kinds have it at the top.
        let port = match own.or_else(|| fields.word("port")) {
            Some(port) => Some(port),
            None if serving => None,
            None => default.map(|(_, port)| *port),
        };
        Self { protocol, port }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.put("type", &*self.protocol);
        let key = CHECKS.iter().find(|(word, _)| *word == self.protocol);
        let key = key.map_or("httpHealthCheck", |(_, key)| *key);
        let mut check = out.nested();
        match self.port {
            Some(port) => check.put("port", port),
            None => check.text("portSpecification", "USE_SERVING_PORT"),
        }
        out.object(key, check);
    }
}
