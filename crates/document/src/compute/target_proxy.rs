//! Target proxies: `compute#targetHttpProxy` and its like. Google keeps one collection a protocol; here they are
//! one kind.
//!
//! <https://docs.cloud.google.com/load-balancing/docs/target-proxies>

use hopscope_model::resource::TargetProxy;
use hopscope_model::resource::load_balancing::ProxyProtocol;

use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

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

/// Whether a line about the client comes before what it sends.
const HEADERS: &[(&str, bool)] = &[("NONE", false), ("PROXY_V1", true)];

/// Whether HTTP/3 is surely not taken; without it Google manages whether it is
/// (<https://docs.cloud.google.com/compute/docs/reference/rest/v1/targetHttpsProxies>).
const QUIC: &[(&str, bool)] = &[("NONE", false), ("ENABLE", false), ("DISABLE", true)];

/// The collection of a target proxy that is not in the scenario.
const ANY: &str = "targetProxies";

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
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let word = at.word.rsplit(['/', '#', '.']).next().unwrap_or_default();
        let link = fields.text("selfLink").unwrap_or_default();
        let protocol = PROXIES.iter().find(|(_, kind, collection)| {
            let kind = kind.strip_prefix("compute#").unwrap_or(kind);
            let mut parts = link.split('/');
            kind.eq_ignore_ascii_case(word) || parts.any(|part| part == *collection)
        });
        let protocol = protocol.map(|(protocol, ..)| *protocol);
        let (url_map, service) = (at.maybe(fields, "urlMap"), at.maybe(fields, "service"));
        match protocol {
            None => fields.missing("kind"),
            Some(ProxyProtocol::Tcp | ProxyProtocol::Ssl) if service.is_none() => {
                fields.missing("service");
            }
            Some(ProxyProtocol::Http | ProxyProtocol::Https | ProxyProtocol::Grpc)
                if url_map.is_none() =>
            {
                fields.missing("urlMap");
            }
            Some(_) => {}
        }
        Self {
            protocol: protocol.unwrap_or(ProxyProtocol::Http),
            url_map,
            service,
            proxy_header: fields.choice("proxyHeader", HEADERS).unwrap_or(false),
            quic_disabled: fields.choice("quicOverride", QUIC).unwrap_or(false),
            server_tls_policy: fields.text("serverTlsPolicy"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.refer_maybe("urlMap", self.url_map.as_ref());
        out.refer_maybe("service", self.service.as_ref());
        if self.proxy_header {
            out.put("proxyHeader", "PROXY_V1");
        }
        if self.quic_disabled {
            out.put("quicOverride", "DISABLE");
        }
        out.maybe("serverTlsPolicy", self.server_tls_policy.as_deref());
    }

    fn clashes(&self, earlier: &Self) -> bool {
        self.protocol != earlier.protocol
    }
}
