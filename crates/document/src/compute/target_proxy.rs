//! Target proxies: `compute#targetHttpProxy` and its like. Google keeps one collection a protocol; here they are
//! one kind.
//!
//! <https://docs.cloud.google.com/load-balancing/docs/target-proxies>

use hopscope_model::resource::TargetProxy;
use hopscope_model::resource::load_balancing::ProxyProtocol;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Maybe};

/// Protocol, `kind`, collection.
pub(crate) const PROXIES: &[(ProxyProtocol, &str, &str)] = &[
    (
        ProxyProtocol::Http,
        "compute#targetHttpProxy",
        "targetHttpProxies",
    ),
    (
        ProxyProtocol::Https,
        "compute#targetHttpsProxy",
        "targetHttpsProxies",
    ),
    (
        ProxyProtocol::Tcp,
        "compute#targetTcpProxy",
        "targetTcpProxies",
    ),
    (
        ProxyProtocol::Ssl,
        "compute#targetSslProxy",
        "targetSslProxies",
    ),
    (
        ProxyProtocol::Grpc,
        "compute#targetGrpcProxy",
        "targetGrpcProxies",
    ),
];

/// The collection of a target proxy that is not in the scenario.
const ANY: &str = "targetProxies";

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    self_link: Maybe<String>,
    #[serde(default)]
    url_map: Maybe<String>,
    #[serde(default)]
    service: Maybe<String>,
    #[serde(default)]
    proxy_header: Maybe<String>,
}

/// The collection of a protocol; where it is not known, one that Google does not have.
pub(super) fn collection(protocol: Option<ProxyProtocol>) -> &'static str {
    PROXIES
        .iter()
        .find(|(own, ..)| Some(*own) == protocol)
        .map_or(ANY, |(.., collection)| collection)
}

/// Whether a collection holds target proxies.
pub(super) fn is_collection(word: &str) -> bool {
    word == ANY || PROXIES.iter().any(|(.., collection)| *collection == word)
}

/// The `kind` of a protocol.
pub(crate) fn kind_word(protocol: ProxyProtocol) -> &'static str {
    PROXIES
        .iter()
        .find(|(own, ..)| *own == protocol)
        .map_or("", |(_, kind, _)| kind)
}

impl Codec for TargetProxy {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let word = at.word.rsplit(['/', '#', '.']).next().unwrap_or_default();
        let protocol = PROXIES
            .iter()
            .find(|(_, kind, collection)| {
                kind.eq_ignore_ascii_case(&format!("compute#{word}"))
                    || wire.self_link.as_str().contains(&format!("/{collection}/"))
            })
            .map(|(protocol, ..)| *protocol)
            .ok_or_else(|| FieldError::missing("kind"))?;
        match protocol {
            ProxyProtocol::Http | ProxyProtocol::Https | ProxyProtocol::Grpc => {
                if wire.url_map.0.is_none() {
                    return Err(FieldError::missing("urlMap"));
                }
            }
            ProxyProtocol::Tcp | ProxyProtocol::Ssl => {
                if wire.service.0.is_none() {
                    return Err(FieldError::missing("service"));
                }
            }
        }
        Ok(Self {
            protocol,
            url_map: at.maybe(&wire.url_map),
            service: at.maybe(&wire.service),
            proxy_header: wire.proxy_header.is("PROXY_V1"),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("urlMap", self.url_map.as_ref());
        out.refer_maybe("service", self.service.as_ref());
        if self.proxy_header {
            out.put("proxyHeader", "PROXY_V1");
        }
    }

    fn clashes(&self, earlier: &Self) -> bool {
        self.protocol != earlier.protocol
    }
}
