//! Cloud Run services and jobs as `gcloud run … describe` prints them: Knative's shape, with Google's settings in
//! annotations, some of them JSON inside a text.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v1/namespaces.services>

use hopscope_model::resource::serverless::ServerlessEgress;
use hopscope_model::resource::{RunJob, RunService};
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::container::{Container, read_proxies, text};
use super::egress::{NetworkInterface, egress, ingress};
use super::service::{pinned, urls};
use crate::codec::At;
use crate::envelope::{Envelope, Identity, identity};
use crate::field::{FieldError, List, Maybe};
use crate::item::{Item, is_number};
use crate::names::Path;
use crate::reader::Reader;
use crate::scan::Step;

#[derive(Deserialize)]
struct Service {
    #[serde(default)]
    metadata: Metadata,
    spec: ServiceSpec,
    #[serde(default)]
    status: ServiceStatus,
}

#[derive(Deserialize, Default)]
struct Metadata {
    #[serde(default)]
    annotations: Annotations,
}

#[derive(Deserialize, Default)]
struct Annotations {
    #[serde(default, rename = "run.googleapis.com/ingress")]
    ingress: Maybe<String>,
    #[serde(default, rename = "run.googleapis.com/ingress-status")]
    ingress_status: Maybe<String>,
    #[serde(default, rename = "run.googleapis.com/urls")]
    urls: Maybe<String>,
    #[serde(default, rename = "run.googleapis.com/custom-audiences")]
    custom_audiences: Maybe<String>,
    #[serde(default, rename = "run.googleapis.com/default-url-disabled")]
    default_url_disabled: Maybe<bool>,
    #[serde(default, rename = "run.googleapis.com/invoker-iam-disabled")]
    invoker_iam_disabled: Maybe<bool>,
    #[serde(default, rename = "run.googleapis.com/iap-enabled")]
    iap_enabled: Maybe<bool>,
    #[serde(default, rename = "run.googleapis.com/vpc-access-connector")]
    connector: Maybe<String>,
    #[serde(default, rename = "run.googleapis.com/vpc-access-egress")]
    egress: Maybe<String>,
    #[serde(default, rename = "run.googleapis.com/network-interfaces")]
    network_interfaces: Maybe<String>,
}

#[derive(Deserialize)]
struct ServiceSpec {
    template: RevisionTemplate,
    #[serde(default)]
    traffic: List<Traffic>,
}

#[derive(Deserialize)]
struct RevisionTemplate {
    #[serde(default)]
    metadata: Metadata,
    #[serde(default)]
    spec: PodSpec,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct PodSpec {
    #[serde(default)]
    service_account_name: Maybe<String>,
    #[serde(default)]
    containers: List<Container>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Traffic {
    #[serde(default)]
    revision_name: Maybe<String>,
    #[serde(default)]
    percent: Maybe<u32>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct ServiceStatus {
    #[serde(default)]
    url: Maybe<String>,
    #[serde(default)]
    latest_ready_revision_name: Maybe<String>,
    #[serde(default)]
    conditions: List<Condition>,
}

#[derive(Deserialize)]
struct Condition {
    #[serde(default, rename = "type")]
    kind: Maybe<String>,
    #[serde(default)]
    status: Maybe<String>,
}

#[derive(Deserialize)]
struct Job {
    spec: JobSpec,
    #[serde(default)]
    status: ServiceStatus,
}

#[derive(Deserialize)]
struct JobSpec {
    template: ExecutionTemplate,
}

#[derive(Deserialize)]
struct ExecutionTemplate {
    #[serde(default)]
    metadata: Metadata,
    spec: ExecutionSpec,
}

#[derive(Deserialize)]
struct ExecutionSpec {
    template: RevisionTemplate,
}

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
        self.resource_from::<RunService, Service>(item, knative_identity(item), service);
    }

    /// `run.googleapis.com` `Job`.
    pub(crate) fn knative_job(&mut self, item: &Item<'_>) {
        self.resource_from::<RunJob, Job>(item, knative_identity(item), job);
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
    let more: Vec<String> = listed
        .and_then(|listed| serde_json::from_str(&listed).ok())
        .unwrap_or_default();
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

fn service(wire: Service, at: &At<'_>) -> Result<RunService, FieldError> {
    let own = wire.metadata.annotations;
    let revision = wire.spec.template;
    let latest = wire.status.latest_ready_revision_name.as_str();
    for traffic in &wire.spec.traffic.0 {
        let name = traffic.revision_name.as_str();
        if traffic.percent.0.is_some_and(|percent| percent > 0)
            && !name.is_empty()
            && name != latest
        {
            pinned("spec.traffic", name, at);
        }
    }
    let outward = template_egress(&revision.metadata.annotations, at)
        .map_err(|error| error.under("template").under("spec"))?;
    read_proxies(revision.spec.containers, at);
    let more: Vec<String> = json_inside("run.googleapis.com/urls", &own.urls)
        .map_err(|error| error.under("metadata"))?;
    let custom_audiences =
        json_inside("run.googleapis.com/custom-audiences", &own.custom_audiences)
            .map_err(|error| error.under("metadata"))?;
    let setting = Maybe(own.ingress.0.or(own.ingress_status.0));
    let ingress = ingress("run.googleapis.com/ingress", &setting)
        .map_err(|error| error.under("annotations").under("metadata"))?;
    Ok(RunService {
        egress: outward,
        ingress,
        urls: urls(wire.status.url.0.into_iter().chain(more)),
        custom_domains: Vec::new(),
        default_url_disabled: own.default_url_disabled.or_default(),
        invoker_iam_disabled: own.invoker_iam_disabled.or_default(),
        iap_enabled: own.iap_enabled.or_default(),
        custom_audiences,
        service_account: revision.spec.service_account_name.0,
        not_ready: is_not_ready(&wire.status.conditions),
    })
}

fn job(wire: Job, at: &At<'_>) -> Result<RunJob, FieldError> {
    let execution = wire.spec.template;
    let egress = template_egress(&execution.metadata.annotations, at)
        .map_err(|error| error.under("template").under("spec"))?;
    let task = execution.spec.template.spec;
    read_proxies(task.containers, at);
    Ok(RunJob {
        egress,
        service_account: text(task.service_account_name.0).0,
        not_ready: is_not_ready(&wire.status.conditions),
    })
}

/// The condition `Ready` is known to be false.
fn is_not_ready(conditions: &List<Condition>) -> bool {
    conditions
        .0
        .iter()
        .any(|condition| condition.kind.is("Ready") && condition.status.is("False"))
}

fn template_egress(own: &Annotations, at: &At<'_>) -> Result<ServerlessEgress, FieldError> {
    let interfaces: Vec<NetworkInterface> = json_inside(
        "run.googleapis.com/network-interfaces",
        &own.network_interfaces,
    )
    .map_err(|error| error.under("metadata"))?;
    egress(&own.connector, &own.egress, List(interfaces), at).map_err(|mut error| {
        let field = match error.field().as_str() {
            "egress" => "run.googleapis.com/vpc-access-egress",
            _ => "run.googleapis.com/network-interfaces",
        };
        error.path = vec![Step::Key(field.to_owned())];
        error.under("annotations").under("metadata")
    })
}

/// Reads an annotation whose text is JSON; absent is an empty list.
fn json_inside<T: DeserializeOwned>(
    annotation: &str,
    text: &Maybe<String>,
) -> Result<Vec<T>, FieldError> {
    let Some(text) = text.0.as_deref() else {
        return Ok(Vec::new());
    };
    serde_json::from_str(text).map_err(|error| {
        let why = format!("not the JSON that this annotation holds: {error}");
        FieldError::invalid(annotation, why).under("annotations")
    })
}
