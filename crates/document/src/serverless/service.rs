//! `run.googleapis.com/Service`: a Cloud Run service in the shape of the API v2, in which it is also written.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v2/projects.locations.services>

use hopscope_model::resource::RunService;
use hopscope_model::{Id, Kind};
use serde::Deserialize;

use super::container::{Container, read_proxies, write_environment};
use super::egress::{self, VpcAccessWire, ingress, ingress_word};
use crate::codec::{At, Codec, Out};
use crate::field::{FieldError, Given, List, Maybe};

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Wire {
    #[serde(default)]
    ingress: Maybe<String>,
    #[serde(default)]
    uri: Maybe<String>,
    #[serde(default)]
    urls: List<Given<String>>,
    template: Template,
    #[serde(default)]
    custom_audiences: List<Given<String>>,
    #[serde(default)]
    default_uri_disabled: Maybe<bool>,
    #[serde(default)]
    invoker_iam_disabled: Maybe<bool>,
    #[serde(default)]
    iap_enabled: Maybe<bool>,
    #[serde(default)]
    terminal_condition: Option<Condition>,
    #[serde(default)]
    latest_ready_revision: Maybe<String>,
    #[serde(default)]
    traffic: List<Traffic>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Template {
    #[serde(default)]
    pub(super) vpc_access: Option<VpcAccessWire>,
    #[serde(default)]
    pub(super) service_account: Maybe<String>,
    #[serde(default)]
    pub(super) containers: List<Container>,
}

#[derive(Deserialize)]
pub(super) struct Condition {
    #[serde(default)]
    pub(super) state: Maybe<String>,
}

#[derive(Deserialize)]
struct Traffic {
    #[serde(default)]
    revision: Maybe<String>,
    #[serde(default)]
    percent: Maybe<u32>,
}

/// State of a condition that failed.
pub(super) const FAILED: &str = "CONDITION_FAILED";

/// Says that requests may reach a revision whose settings are not in the export.
pub(super) fn pinned(field: &str, revision: &str, at: &At<'_>) {
    at.not_modelled(
        field,
        format!(
            "`{revision}` gets traffic, and the settings printed are those of the latest revision"
        ),
    );
}

/// URLs without their path, each once.
pub(super) fn urls(found: impl Iterator<Item = String>) -> Vec<String> {
    let mut urls: Vec<String> = Vec::new();
    for url in found {
        let start = url.find("://").map_or(0, |at| at + 3);
        let end = url.get(start..).and_then(|rest| rest.find('/'));
        let url = end.and_then(|end| url.get(..start + end)).unwrap_or(&url);
        if !url.is_empty() && !urls.iter().any(|own| own == url) {
            urls.push(url.to_owned());
        }
    }
    urls
}

impl Codec for RunService {
    type Wire = Wire;

    fn read(wire: Wire, at: &At<'_>) -> Result<Self, FieldError> {
        let latest = wire
            .latest_ready_revision
            .as_str()
            .rsplit('/')
            .next()
            .unwrap_or_default();
        for traffic in &wire.traffic.0 {
            let revision = traffic.revision.as_str();
            if traffic.percent.0.is_some_and(|percent| percent > 0)
                && !revision.is_empty()
                && revision != latest
            {
                pinned("traffic", revision, at);
            }
        }
        let access = wire.template.vpc_access;
        let egress = access
            .map(|access| access.read(at))
            .transpose()
            .map_err(|error| error.under("vpcAccess").under("template"))?
            .unwrap_or_default();
        read_proxies(wire.template.containers, at);
        Ok(Self {
            egress,
            ingress: ingress("ingress", &wire.ingress)?,
            urls: urls(wire.uri.0.into_iter().chain(wire.urls.words())),
            custom_domains: Vec::new(),
            default_url_disabled: wire.default_uri_disabled.or_default(),
            invoker_iam_disabled: wire.invoker_iam_disabled.or_default(),
            iap_enabled: wire.iap_enabled.or_default(),
            custom_audiences: wire.custom_audiences.words(),
            service_account: wire.template.service_account.0,
            not_ready: wire
                .terminal_condition
                .is_some_and(|condition| condition.state.is(FAILED)),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        out.maybe("ingress", ingress_word(self.ingress));
        // The first URL is `uri`, and stands in `urls` as well where there are more.
        out.maybe("uri", self.urls.first().cloned());
        if self.urls.len() > 1 {
            out.list("urls", &self.urls);
        }
        out.flag("defaultUriDisabled", self.default_url_disabled);
        out.flag("invokerIamDisabled", self.invoker_iam_disabled);
        out.flag("iapEnabled", self.iap_enabled);
        out.list("customAudiences", &self.custom_audiences);
        let mut template = out.nested();
        template.maybe("serviceAccount", self.service_account.as_deref());
        egress::write(&self.egress, &mut template);
        let id = Id::new(Kind::RunService, out.name.clone());
        let proxies = out.scenario.resources.proxy_settings.get(&id);
        template.objects("containers", write_environment(proxies, out));
        out.put("template", template.map);
        if self.not_ready {
            let mut condition = out.nested();
            condition.put("type", "Ready");
            condition.put("state", FAILED);
            out.object("terminalCondition", condition);
        }
    }

    fn keep_parts(&mut self, earlier: &Self) {
        self.custom_domains.clone_from(&earlier.custom_domains);
    }
}
