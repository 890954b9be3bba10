//! `hopscope#host`: a host outside Google Cloud.

use std::net::IpAddr;

use hopscope_model::header::Protocol;
use hopscope_model::name::GLOBAL;
use hopscope_model::resource::Host;
use hopscope_model::resource::hopscope::{Adc, GcloudAdc};
use hopscope_model::{Kind, Name, Ref};
use ipnet::IpNet;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::envelope::{Around, identity};
use crate::field::{FieldError, Given, List, Maybe, RuleProtocol};
use crate::item::Item;
use crate::reader::Reader;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    addresses: List<Given<IpAddr>>,
    #[serde(default)]
    dns_names: List<Given<String>>,
    #[serde(default)]
    at: Maybe<String>,
    #[serde(default)]
    listens: Option<Vec<Listen>>,
    #[serde(default)]
    allow_from: Option<Vec<Given<IpNet>>>,
    #[serde(default)]
    principal: Maybe<String>,
    #[serde(default)]
    adc: Option<WireAdc>,
}

#[derive(Deserialize)]
struct Listen {
    port: Given<u16>,
    #[serde(default)]
    protocol: Maybe<RuleProtocol>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireAdc {
    #[serde(default)]
    google_application_credentials: Maybe<String>,
    #[serde(default)]
    gcloud: Option<WireGcloud>,
}

#[derive(Deserialize)]
struct WireGcloud {
    #[serde(rename = "type")]
    kind: Given<String>,
    #[serde(default)]
    target: Maybe<String>,
    #[serde(default)]
    caller: Maybe<String>,
}

/// Its fields.
const FIELDS: &[&str] = &[
    "kind",
    "name",
    "addresses",
    "dnsNames",
    "at",
    "listens",
    "allowFrom",
    "principal",
    "adc",
];

impl Codec for Host {
    type Wire = Wire;

    fn read(wire: Wire, _: &At<'_>) -> Result<Self, FieldError> {
        let at = match wire.at.0.as_deref() {
            None | Some("internet") => None,
            Some(place) => match place.strip_prefix("onprem/") {
                Some(network) => Some(Ref::to(Name::new("", GLOBAL, network))),
                None => {
                    let why = format!("`{place}` is neither `internet` nor `onprem/NAME`");
                    return Err(FieldError::invalid("at", why));
                }
            },
        };
        let listens = wire.listens.map(|ports| {
            let ports = ports.into_iter().map(|listen| {
                let protocol = listen.protocol.0.and_then(|protocol| protocol.0);
                (listen.port.0, protocol.unwrap_or(Protocol::TCP))
            });
            ports.collect()
        });
        Ok(Self {
            addresses: wire.addresses.words(),
            dns_names: wire
                .dns_names
                .words()
                .iter()
                .map(|name| name.trim_end_matches('.').to_ascii_lowercase())
                .collect(),
            at,
            listens,
            allow_from: ranges(wire.allow_from),
            principal: wire.principal.0,
            adc: wire.adc.map(|adc| Adc {
                environment_file: adc.google_application_credentials.0,
                gcloud: adc.gcloud.map(|gcloud| GcloudAdc {
                    kind: gcloud.kind.0,
                    target: gcloud.target.0,
                    caller: gcloud.caller.0,
                }),
            }),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.list("addresses", &self.addresses);
        out.list("dnsNames", &self.dns_names);
        out.maybe(
            "at",
            self.at
                .as_ref()
                .map(|network| format!("onprem/{}", network.name().name)),
        );
        if let Some(listens) = &self.listens {
            let listens: Vec<_> = listens
                .iter()
                .map(|(port, protocol)| {
                    let mut own = out.nested();
                    own.put("port", *port);
                    own.put("protocol", protocol.to_string());
                    serde_json::Value::Object(own.map)
                })
                .collect();
            out.put("listens", listens);
        }
        write_ranges("allowFrom", self.allow_from.as_deref(), out);
        out.maybe("principal", self.principal.as_deref());
        if let Some(adc) = &self.adc {
            let mut own = out.nested();
            own.maybe(
                "googleApplicationCredentials",
                adc.environment_file.as_deref(),
            );
            if let Some(gcloud) = &adc.gcloud {
                let mut file = out.nested();
                file.put("type", &*gcloud.kind);
                file.maybe("target", gcloud.target.as_deref());
                file.maybe("caller", gcloud.caller.as_deref());
                own.object("gcloud", file);
            }
            // An empty one says that nothing is found there, which is more than not saying.
            out.put("adc", own.map);
        }
    }
}

/// An allow-list: absent is none, and an empty one lets nothing in.
pub(super) fn ranges(list: Option<Vec<Given<IpNet>>>) -> Option<Vec<IpNet>> {
    Some(list?.into_iter().map(|range| range.0).collect())
}

/// The same, written.
pub(super) fn write_ranges(key: &str, ranges: Option<&[IpNet]>, out: &mut Out<'_>) {
    if let Some(ranges) = ranges {
        let ranges: Vec<serde_json::Value> = ranges
            .iter()
            .map(|range| range.to_string().into())
            .collect();
        out.put(key, ranges);
    }
}

impl Reader<'_> {
    /// A host.
    pub(crate) fn host(&mut self, item: &Item<'_>) {
        let identity = identity(&item.envelope, &Around::default());
        let name = identity.name.clone().unwrap_or_default();
        self.resource_as::<Host>(item, identity);
        if !self.is_unread(Kind::Host, &Name::global("", &*name)) {
            self.keep_fields(item, &format!("hopscope#host {name}"), FIELDS);
        }
    }
}
