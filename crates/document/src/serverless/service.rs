//! `run.googleapis.com/Service`: a Cloud Run service in the shape of the API v2, in which it is also written.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v2/projects.locations.services>

use hopscope_model::resource::RunService;
use hopscope_model::{Kind, Reason, Why};

use super::container::{read_proxies, write_environment};
use super::egress::{self, ingress, ingress_word};
use crate::codec::{At, Codec, Out};
use crate::fields::Fields;

/// State of a condition that failed.
pub(super) const FAILED: &str = "CONDITION_FAILED";

/// States of a condition, and whether it failed.
pub(super) const STATES: &[(&str, bool)] = &[
    (FAILED, true),
    ("CONDITION_SUCCEEDED", false),
    ("CONDITION_PENDING", false),
    ("CONDITION_RECONCILING", false),
    ("STATE_UNSPECIFIED", false),
];

/// Where an object says which revisions there are, and which of them get requests.
pub(super) struct Revisions<'a> {
    /// What the last that is ready, and the last that was made, stand in, and what they are called.
    pub(super) status: &'a Fields<'a>,
    pub(super) ready: &'a str,
    pub(super) created: &'a str,
    /// What `traffic` stands in, the name of a revision there, and the way to it.
    pub(super) spec: &'a Fields<'a>,
    pub(super) revision: &'a str,
    pub(super) path: &'a str,
}

impl Revisions<'_> {
    /// A revision that gets requests and whose settings are not in the export, which holds those of the last that
    /// was made.
    pub(super) fn other(&self, at: &At<'_>) -> Option<String> {
        let word = |key| {
            let word = self.status.text(key).unwrap_or_default();
            word.rsplit('/').next().unwrap_or_default().to_owned()
        };
        let (ready, created) = (word(self.ready), word(self.created));
        let latest = if created.is_empty() { &ready } else { &created };
        let mut found = None;
        // Requests for the latest go to the last that is ready; where nothing says who gets them, they are for the latest.
        let (mut latest_serves, mut anyone_serves) = (false, false);
        for traffic in self.spec.objects("traffic") {
            let revision = traffic.text(self.revision).unwrap_or_default();
            let percent: Option<u32> = traffic.word("percent");
            if percent.is_none_or(|percent| percent == 0) {
                continue;
            }
            anyone_serves = true;
            latest_serves |= revision.is_empty();
            if !revision.is_empty() && revision != *latest {
                let why = Reason::about(Why::OtherRevision, &revision);
                at.not_modelled(self.path, why);
                found.get_or_insert(revision);
            }
        }
        let earlier = !ready.is_empty() && ready != *latest;
        let latest_serves = latest_serves || !anyone_serves;
        found.or_else(|| (earlier && latest_serves).then_some(ready))
    }
}

/// The tags of revisions in a list of traffic, each once.
pub(super) fn tags(spec: &Fields<'_>) -> Vec<String> {
    let mut tags: Vec<String> = Vec::new();
    for traffic in spec.objects("traffic") {
        let tag = traffic.text("tag").filter(|tag| !tag.is_empty());
        tags.extend(tag.filter(|tag| !tags.contains(tag)));
    }
    tags
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
        let revisions = Revisions {
            status: fields,
            ready: "latestReadyRevision",
            created: "latestCreatedRevision",
            spec: fields,
            revision: "revision",
            path: "traffic",
        };
        let other_revision = revisions.other(at);
        let condition = fields.object("terminalCondition");
        let template = fields.needed_object("template");
        read_proxies(&template, at);
        let mut found: Vec<String> = fields.text("uri").into_iter().collect();
        found.extend(fields.texts("urls"));
        Self {
            egress: egress::vpc_access(&template, at),
            ingress: ingress(fields, "ingress"),
            urls: urls(found),
            tags: tags(fields),
            custom_domains: Vec::new(),
            default_url_disabled: fields.flag("defaultUriDisabled"),
            invoker_iam_disabled: fields.flag("invokerIamDisabled"),
            iap_enabled: fields.flag("iapEnabled"),
            custom_audiences: fields.texts("customAudiences"),
            service_account: template.text("serviceAccount"),
            // Where an earlier one serves, requests are answered.
            not_ready: condition.choice("state", STATES).unwrap_or(false)
                && other_revision.is_none(),
            other_revision,
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
        let proxies = out.proxies(Kind::RunService);
        template.objects("containers", write_environment(proxies, out));
        out.put("template", template.map);
        let mut traffic = Vec::new();
        if let Some(revision) = &self.other_revision {
            let mut own = out.nested();
            own.text("revision", revision);
            own.put("percent", 100_u32);
            traffic.push(own.map);
        }
        for tag in &self.tags {
            let mut own = out.nested();
            own.text("tag", tag);
            traffic.push(own.map);
        }
        out.objects("traffic", traffic);
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
