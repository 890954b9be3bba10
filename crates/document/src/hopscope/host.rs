//! `hopscope#host`: a host outside Google Cloud.

use hopscope_model::header::Protocol;
use hopscope_model::name::GLOBAL;
use hopscope_model::resource::Host;
use hopscope_model::resource::hopscope::{Adc, GcloudAdc};
use hopscope_model::{Kind, Name, Reason, Ref};
use ipnet::IpNet;

use crate::codec::{At, Codec, Out, list_of, shown};
use crate::envelope::{Around, identity};
use crate::field::RuleProtocol;
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::Reader;

/// Its fields.
pub(super) const FIELDS: &[&str] = &[
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
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        let at = match fields.text("at").as_deref() {
            None | Some("internet") => None,
            Some(place) => match place.strip_prefix("onprem/") {
                Some(network) => Some(Ref::to(Name::new("", GLOBAL, network))),
                None => {
                    let why = Reason::none_of(place, &["internet", "onprem/NAME"]);
                    fields.wrong("at", why);
                    None
                }
            },
        };
        let ports = fields.objects("listens");
        let port = |own: &Fields<'_>| {
            let protocol = own.word::<RuleProtocol>("protocol");
            let protocol = protocol.and_then(|protocol| protocol.0);
            let port = own.needed("port").unwrap_or_default();
            (port, protocol.unwrap_or(Protocol::TCP))
        };
        let names = fields.texts("dnsNames");
        let adc = fields.object("adc");
        let gcloud = adc.object("gcloud");
        Self {
            addresses: fields.words("addresses"),
            dns_names: names
                .iter()
                .map(|name| name.trim_end_matches('.').to_ascii_lowercase())
                .collect(),
            at,
            listens: fields
                .has("listens")
                .then(|| ports.iter().map(port).collect()),
            allow_from: fields.words_given("allowFrom"),
            principal: fields.text("principal"),
            adc: adc.is_there().then(|| Adc {
                environment_file: adc.text("googleApplicationCredentials"),
                gcloud: gcloud.is_there().then(|| GcloudAdc {
                    kind: gcloud.needed_text("type"),
                    target: gcloud.text("target"),
                    caller: gcloud.text("caller"),
                }),
            }),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.list("addresses", &self.addresses);
        out.list("dnsNames", &self.dns_names);
        let at = self.at.as_ref();
        let at = at.map(|network| {
            let name = out.of.name(Kind::OnPremNetwork, network.name());
            format!("onprem/{}", name.name)
        });
        out.maybe("at", at.as_deref());
        if let Some(listens) = &self.listens {
            let listens = listens.iter().map(|(port, protocol)| {
                let mut own = out.nested();
                own.put("port", *port);
                own.show("protocol", protocol);
                own.map
            });
            out.put("listens", list_of(listens.collect()));
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

/// Writes an allow-list: absent is none, and an empty one lets nothing in.
pub(super) fn write_ranges(key: &str, ranges: Option<&[IpNet]>, out: &mut Out<'_>) {
    if let Some(ranges) = ranges {
        out.put(key, shown(ranges));
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
