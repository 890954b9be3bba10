//! `run.googleapis.com/Service`: a Cloud Run service in the shape of the API v2, in which it is also written.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v2/projects.locations.services>

use hopscope_model::resource::RunService;
use hopscope_model::{Id, Kind, Reason, Why};

use super::container::{read_proxies, write_environment};
use super::egress::{self, ingress, ingress_word};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// State of a condition that failed.
pub(super) const FAILED: &str = "CONDITION_FAILED";

/// Says that requests may reach a revision whose settings are not in the export: where one that is named gets
/// traffic and is not the latest.
pub(super) fn pinned(
    fields: &Fields<'_>,
    revision_key: &str,
    latest: &str,
    field: &str,
    at: &At<'_>,
) {
    for traffic in fields.objects("traffic") {
        let revision = traffic.text(revision_key).unwrap_or_default();
        let percent: Option<u32> = traffic.word("percent");
        if percent.is_some_and(|percent| percent > 0) && !revision.is_empty() && revision != latest
        {
            let why = Reason::about(Why::OtherRevision, &revision);
            at.not_modelled(field, why);
        }
    }
}

/// URLs without their path, each once.
pub(super) fn urls(found: Vec<String>) -> Vec<String> {
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
    fn read(fields: &Fields<'_>, at: &At<'_>) -> Self {
        let latest = fields.text("latestReadyRevision").unwrap_or_default();
        let latest = latest.rsplit('/').next().unwrap_or_default();
        pinned(fields, "revision", latest, "traffic", at);
        let template = fields.needed_object("template");
        read_proxies(&template, at);
        let mut found: Vec<String> = fields.text("uri").into_iter().collect();
        found.extend(fields.texts("urls"));
        Self {
            egress: egress::vpc_access(&template, at),
            ingress: ingress(fields, "ingress"),
            urls: urls(found),
            custom_domains: Vec::new(),
            default_url_disabled: fields.flag("defaultUriDisabled"),
            invoker_iam_disabled: fields.flag("invokerIamDisabled"),
            iap_enabled: fields.flag("iapEnabled"),
            custom_audiences: fields.texts("customAudiences"),
            service_account: template.text("serviceAccount"),
            not_ready: fields.object("terminalCondition").is("state", FAILED),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        out.maybe("ingress", ingress_word(self.ingress));
        // The first URL is `uri`, and stands in `urls` as well where there are more.
        out.maybe("uri", self.urls.first().map(String::as_str));
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
