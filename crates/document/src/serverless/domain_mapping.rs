//! `DomainMapping`: a custom domain of a Cloud Run service.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v1/namespaces.domainmappings>

use hopscope_model::resource::RunService;
use hopscope_model::{Kind, Name};
use serde::Deserialize;
use serde_json::{Map, Value};

use super::knative::knative_identity;
use crate::codec::Out;
use crate::envelope::Identity;
use crate::field::{FieldError, Given};
use crate::item::Item;
use crate::reader::{Reader, whole};

#[derive(Deserialize)]
struct Wire {
    metadata: Metadata,
    spec: Spec,
}

#[derive(Deserialize)]
struct Metadata {
    name: Given<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Spec {
    route_name: Given<String>,
}

/// What the kind is recognised by.
pub(crate) const DOMAIN_MAPPING: &str = "domains.cloudrun.com DomainMapping";

/// A mapping is known by the service that it leads to, which is all of it that is kept.
pub(crate) fn mapping_identity(item: &Item<'_>) -> Identity {
    let spec = item.envelope.object("spec");
    let route = spec.and_then(|spec| spec.word("routeName"));
    Identity {
        name: route.or(item.envelope.word("name")),
        ..knative_identity(item)
    }
}

impl Reader<'_> {
    /// A domain that is mapped to a service.
    pub(crate) fn domain_mapping(&mut self, item: &Item<'_>) {
        let identity = mapping_identity(item);
        let wire = whole::<Wire>(item);
        let name = self.name(item, Kind::RunService, &identity);
        match (wire, name) {
            (Ok(wire), Ok(name)) => self.map_domain(item, &name, &wire),
            (Err(error), _) | (Ok(_), Err(error)) => {
                let part = format!("part {}", item.envelope.text);
                self.failed(item, Kind::RunService, &identity, &part, &error);
            }
        }
    }

    fn map_domain(&mut self, item: &Item<'_>, name: &Name, wire: &Wire) {
        let domain = wire.metadata.name.0.to_ascii_lowercase();
        match self.scenario.resources.run_services.get_mut(name) {
            Some(service) => service.custom_domains.push(domain),
            None => {
                let identity = Identity {
                    weak_project: None,
                    project: Some(name.project.to_string()),
                    location: Some(name.location.to_string()),
                    name: Some(wire.spec.route_name.0.clone()),
                };
                let error = FieldError {
                    missing: true,
                    ..FieldError::invalid("routeName", "the service is not there").under("spec")
                };
                let part = format!("part {}", item.envelope.text);
                self.failed(item, Kind::RunService, &identity, &part, &error);
            }
        }
    }
}

/// The domain mappings of a service.
pub(crate) fn write(service: &RunService, out: &Out<'_>) -> Vec<Map<String, Value>> {
    let mappings = service.custom_domains.iter().map(|domain| {
        let mut labels = out.nested();
        labels.put("cloud.googleapis.com/location", &*out.name.location);
        let mut metadata = out.nested();
        metadata.put("name", &**domain);
        if !out.name.project.is_empty() {
            metadata.put("namespace", &*out.name.project);
        }
        metadata.put("labels", labels.map);
        let mut spec = out.nested();
        spec.put("routeName", &*out.name.name);
        let mut own = out.nested();
        own.put("apiVersion", "domains.cloudrun.com/v1");
        own.put("kind", "DomainMapping");
        own.put("metadata", metadata.map);
        own.put("spec", spec.map);
        own.map
    });
    mappings.collect()
}
