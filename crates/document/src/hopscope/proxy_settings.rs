//! `hopscope#proxySettings`: which proxies a workload uses, and when.

use hopscope_model::Id;
use hopscope_model::resource::ProxySettings;
use hopscope_model::resource::hopscope::ProxyScope;
use serde::Deserialize;

use crate::codec::Out;
use crate::field::{FieldError, Given, List, Maybe};
use crate::item::Item;
use crate::reader::{Reader, whole};
use crate::serverless::container::without_user;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire {
    #[serde(default)]
    http: Maybe<String>,
    #[serde(default)]
    https: Maybe<String>,
    #[serde(default)]
    all: Maybe<String>,
    #[serde(default)]
    no_proxy: List<Given<String>>,
    #[serde(default)]
    scope: Maybe<String>,
}

/// Its fields.
const FIELDS: &[&str] = &[
    "kind", "project", "on", "http", "https", "all", "noProxy", "scope",
];

/// Every socket of the process.
const ALL_SOCKETS: &str = "all-sockets";

/// What tells one from another: whose they are.
pub(crate) fn identity(on: &Id) -> String {
    format!("hopscope#proxySettings {} {:?}", on.kind, on.name)
}

impl Reader<'_> {
    /// Proxy settings: their identity is whose they are.
    pub(crate) fn proxy_settings(&mut self, item: &Item<'_>) {
        let Some(on) = self.refer_field(item, "on") else {
            return;
        };
        let read = whole::<Wire>(item);
        match read.and_then(settings) {
            Ok(settings) => {
                let identity = identity(&on);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.parts.settings.insert(on, settings.clone());
                self.replaced(item, identity, earlier.map(|earlier| earlier == settings));
            }
            Err(error) => self.failed_on(item, &on, &error),
        }
    }
}

fn settings(wire: Wire) -> Result<ProxySettings, FieldError> {
    let scope = match wire.scope.0.as_deref() {
        None | Some("application") => ProxyScope::Application,
        Some(ALL_SOCKETS) => ProxyScope::AllSockets,
        Some(other) => {
            let why = format!("`{other}` is neither application nor all-sockets");
            return Err(FieldError::invalid("scope", why));
        }
    };
    let url = |url: Maybe<String>| url.0.map(|url| without_user(&url).0);
    Ok(ProxySettings {
        http: url(wire.http),
        https: url(wire.https),
        all: url(wire.all),
        no_proxy: wire.no_proxy.words(),
        scope,
    })
}

/// Writes proxy settings.
pub(crate) fn write(on: &Id, settings: &ProxySettings, out: &mut Out<'_>) {
    out.put("on", out.scenario.short(on));
    out.maybe("http", settings.http.as_deref());
    out.maybe("https", settings.https.as_deref());
    out.maybe("all", settings.all.as_deref());
    out.list("noProxy", &settings.no_proxy);
    if settings.scope == ProxyScope::AllSockets {
        out.put("scope", ALL_SOCKETS);
    }
}
