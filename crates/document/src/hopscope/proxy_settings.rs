//! `hopscope#proxySettings`: which proxies a workload uses, and when.

use hopscope_model::Id;
use hopscope_model::resource::hopscope::ProxyScope;
use hopscope_model::resource::{ProxySettings, Resources};

use crate::codec::Out;
use crate::fields::Fields;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::serverless::container::without_user;

/// Its fields.
pub(super) const FIELDS: &[&str] = &[
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
        match read(item, settings) {
            Ok(settings) => {
                let identity = identity(&on);
                self.keep_fields(item, &identity, FIELDS);
                let earlier = self.parts.settings.get(&on).cloned();
                let earlier = earlier.map(|own| {
                    let put = |all: &mut Resources, own| all.proxy_settings.insert(on.clone(), own);
                    self.told(|all| put(all, own), |all| put(all, settings.clone()))
                });
                self.parts.settings.insert(on, settings);
                self.replaced(item, identity, earlier);
            }
            Err(error) => self.failed_on(item, &on, &error),
        }
    }
}

/// When proxies are used.
const SCOPES: &[(&str, ProxyScope)] = &[
    ("application", ProxyScope::Application),
    (ALL_SOCKETS, ProxyScope::AllSockets),
];

fn settings(fields: &Fields<'_>) -> ProxySettings {
    let url = |key: &str| fields.text(key).map(|url| without_user(&url).0);
    let scope = fields.choice("scope", SCOPES);
    ProxySettings {
        http: url("http"),
        https: url("https"),
        all: url("all"),
        no_proxy: fields.texts("noProxy"),
        scope: scope.unwrap_or(ProxyScope::Application),
        ..ProxySettings::default()
    }
}

/// Writes proxy settings.
pub(crate) fn write(on: &Id, settings: &ProxySettings, out: &mut Out<'_>) {
    out.put("on", out.of.short(on));
    out.maybe("http", settings.http.as_deref());
    out.maybe("https", settings.https.as_deref());
    out.maybe("all", settings.all.as_deref());
    out.list("noProxy", &settings.no_proxy);
    if settings.scope == ProxyScope::AllSockets {
        out.put("scope", ALL_SOCKETS);
    }
}
