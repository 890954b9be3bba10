//! Cloud Run services and jobs as `gcloud run … describe` prints them: Knative's shape, with Google's settings in
//! annotations, some of them JSON inside a text.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v1/namespaces.services>

use hopscope_model::resource::serverless::{ServerlessEgress, VpcAccess};
use hopscope_model::resource::{RunJob, RunService};

use super::container::read_proxies;
use super::egress::{direct, ingress, setting};
use super::service::{Revisions, tags, urls};
use crate::codec::At;
use crate::envelope::{Envelope, Identity, identity};
use crate::fields::Fields;
use crate::item::{Item, is_number};
use crate::names::Path;
use crate::reader::Reader;
use crate::tree::texts;

impl Reader<'_> {
    /// A service, which Cloud Asset Inventory may hold in either shape under one type.
    pub(crate) fn run_service(&mut self, item: &Item<'_>) {
        if item.envelope.has("spec") {
            return self.knative_service(item);
        }
        self.resource::<RunService>(item);
    }

    /// A job, likewise.
    pub(crate) fn run_job(&mut self, item: &Item<'_>) {
        if item.envelope.has("spec") {
            return self.knative_job(item);
        }
        self.resource::<RunJob>(item);
    }

    /// `serving.knative.dev` `Service`.
    pub(crate) fn knative_service(&mut self, item: &Item<'_>) {
        self.resource_from::<RunService>(item, item.identity().clone(), service);
    }

    /// `run.googleapis.com` `Job`.
    pub(crate) fn knative_job(&mut self, item: &Item<'_>) {
        self.resource_from::<RunJob>(item, item.identity().clone(), job);
    }
}

/// The same of what Cloud Asset Inventory may hold in either shape.
pub(crate) fn run_identity(item: &Item<'_>) -> Identity {
    match item.envelope.has("spec") {
        true => knative_identity(item),
        false => identity(&item.envelope, &item.around),
    }
}

/// Name, project (its number, more often than not) and region of a Knative object.
pub(crate) fn knative_identity(item: &Item<'_>) -> Identity {
    let around = identity(&Envelope::of("{}"), &item.around);
    let own_project = item.envelope.word("project");
    let Some(metadata) = item.envelope.object("metadata") else {
        return identity(&item.envelope, &item.around);
    };
    let label = metadata
        .object("labels")
        .and_then(|labels| labels.word("cloud.googleapis.com/location"));
    Identity {
        weak_project: None,
        project: own_project
            .or(around.project)
            .or(metadata.word("namespace")),
        location: around
            .location
            .or(label)
            .or(item.envelope.word("region"))
            .or_else(|| region_of_url(item)),
        name: metadata
            .word("name")
            .or(around.name)
            .or(item.envelope.word("name")),
    }
}

/// The region in a URL such as `https://NAME-NUMBER.REGION.run.app`.
fn region_of_url(item: &Item<'_>) -> Option<String> {
    let url = item.envelope.object("status")?.word("url")?;
    let (_, region, _) = deterministic(&url)?;
    Some(region.to_owned())
}

/// Takes `https://NAME-NUMBER.REGION.run.app` apart: name, region, number of the project.
pub(crate) fn deterministic(url: &str) -> Option<(&str, &str, &str)> {
    let host = url.strip_prefix("https://")?.split('/').next()?;
    let (own, region) = host.strip_suffix(".run.app")?.split_once('.')?;
    let (name, number) = own.rsplit_once('-')?;
    is_number(number).then_some((name, region, number))
}

/// The id of a project that its number is seen beside: in a full name around a Knative object, or in a URL of a
/// service that says its project's id.
pub(crate) fn number_beside(item: &Item<'_>) -> Option<(String, String)> {
    let word = |own: Option<&Envelope<'_>>, key| own.and_then(|own| own.word(key));
    let metadata = item.envelope.object("metadata");
    let annotations = metadata.as_ref().and_then(|own| own.object("annotations"));
    let status = item.envelope.object("status");
    let namespace = word(metadata.as_ref(), "namespace");
    let listed = word(annotations.as_ref(), "run.googleapis.com/urls");
    let listed = listed.or_else(|| item.envelope.raw("urls").map(str::to_owned));
    let more = listed.map_or(Vec::new(), |listed| texts(&listed));
    let own = [word(status.as_ref(), "url"), item.envelope.word("uri")];
    let urls = own.into_iter().flatten().chain(more);
    let by_url = urls
        .filter_map(|url| Some(deterministic(&url)?.2.to_owned()))
        .next();
    let number = namespace.clone().filter(|own| is_number(own)).or(by_url)?;
    let names = [item.around.asset_name.clone(), item.envelope.word("name")];
    let mut ids = names
        .iter()
        .flatten()
        .filter_map(|name| Path::parse(name).project)
        .chain(namespace.as_deref());
    let id = ids.find(|id| !is_number(id) && *id != "-")?.to_owned();
    Some((number, id))
}

fn service(fields: &Fields<'_>, at: &At<'_>) -> RunService {
    let metadata = fields.object("metadata");
    let own = metadata.object("annotations");
    let spec = fields.needed_object("spec");
    let revision = spec.needed_object("template");
    let status = fields.object("status");
    let revisions = Revisions {
        status: &status,
        ready: "latestReadyRevisionName",
        created: "latestCreatedRevisionName",
        spec: &spec,
        revision: "revisionName",
        path: "spec.traffic",
    };
    let other_revision = revisions.other(at);
    let container = revision.object("spec");
    read_proxies(&container, at);
    let ingress_key = ["ingress", "ingress-status"].map(|key| format!("{ANNOTATION}{key}"));
    let [first, other] = ingress_key;
    let ingress_key = if own.has(&first) { first } else { other };
    let flag = |key: &str| own.flag(&format!("{ANNOTATION}{key}"));
    let mut found: Vec<String> = status.text("url").into_iter().collect();
    found.extend(texts_inside(&own, "urls"));
    RunService {
        egress: template_egress(&revision, at),
        ingress: ingress(&own, &ingress_key),
        urls: urls(found),
        tags: tags(&spec),
        custom_domains: Vec::new(),
        default_url_disabled: flag("default-url-disabled"),
        invoker_iam_disabled: flag("invoker-iam-disabled"),
        iap_enabled: flag("iap-enabled"),
        custom_audiences: texts_inside(&own, "custom-audiences"),
        service_account: container.text("serviceAccountName"),
        not_ready: is_not_ready(&status) && other_revision.is_none(),
        other_revision,
    }
}

fn job(fields: &Fields<'_>, at: &At<'_>) -> RunJob {
    let spec = fields.needed_object("spec");
    let execution = spec.needed_object("template");
    let inner = execution.needed_object("spec");
    let template = inner.needed_object("template");
    let task = template.object("spec");
    read_proxies(&task, at);
    RunJob {
        egress: template_egress(&execution, at),
        service_account: task.text("serviceAccountName"),
        not_ready: is_not_ready(&fields.object("status")),
    }
}

/// What is said of a condition. What is not known yet has not failed.
const CONDITIONS: &[(&str, bool)] = &[("True", true), ("False", false), ("Unknown", true)];

/// The condition `Ready` is known to be false.
fn is_not_ready(status: &Fields<'_>) -> bool {
    let conditions = status.objects("conditions");
    let ready = conditions
        .iter()
        .find(|own| own.text("type").as_deref() == Some("Ready"));
    let ready = ready.and_then(|own| own.choice("status", CONDITIONS));
    ready == Some(false)
}

fn template_egress(template: &Fields<'_>, at: &At<'_>) -> ServerlessEgress {
    let metadata = template.object("metadata");
    let own = metadata.object("annotations");
    let key = |key: &str| format!("{ANNOTATION}{key}");
    let interfaces = key("network-interfaces");
    let vpc = match (
        at.maybe(&own, &key("vpc-access-connector")),
        own.json(&interfaces),
    ) {
        (Some(connector), _) => VpcAccess::Connector(connector),
        (None, None) => VpcAccess::None,
        (None, Some(list)) => {
            let list = [(LIST.into(), list)];
            direct(&own.inside(&interfaces, &list).objects(LIST), at)
        }
    };
    ServerlessEgress {
        vpc,
        all_traffic: setting(&own, &key("vpc-access-egress")),
    }
}

/// What annotations of Cloud Run begin with.
const ANNOTATION: &str = "run.googleapis.com/";

/// A list inside an annotation is read as the member of an object.
const LIST: &str = "list";

/// Texts that an annotation holds as JSON; absent is none.
fn texts_inside(own: &Fields<'_>, annotation: &str) -> Vec<String> {
    let key = format!("{ANNOTATION}{annotation}");
    match own.json(&key) {
        Some(list) => own.inside(&key, &[(LIST.into(), list)]).texts(LIST),
        None => Vec::new(),
    }
}
