//! `DomainMapping`: a custom domain of a Cloud Run service.
//!
//! <https://docs.cloud.google.com/run/docs/reference/rest/v1/namespaces.domainmappings>

use hopscope_model::resource::RunService;
use hopscope_model::{Kind, Name, Reason, Why};

use super::knative::knative_identity;
use crate::codec::Out;
use crate::envelope::Identity;
use crate::field::FieldError;
use crate::item::Item;
use crate::reader::{Reader, read};
use crate::scan::Step;
use crate::tree::Members;

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
        let identity = item.identity().clone();
        let read = read(item, |fields| {
            let route = fields.needed_object("spec").needed_text("routeName");
            (fields.needed_object("metadata").needed_text("name"), route)
        });
        let name = self.name(item, Kind::RunService, &identity);
        match (read, name) {
            (Ok((domain, route)), Ok(name)) => self.map_domain(item, &name, &domain, route),
            (read, name) => {
                let mut wrong = read.err().unwrap_or_default();
                wrong.extend(name.err());
                let part = format!("part {}", item.envelope.text);
                self.failed(item, Kind::RunService, &identity, &part, &wrong);
            }
        }
    }

    fn map_domain(&mut self, item: &Item<'_>, name: &Name, domain: &str, route: String) {
        let domain = domain.to_ascii_lowercase();
        match self.scenario.resources.run_services.get_mut(name) {
            Some(service) => service.custom_domains.push(domain),
            None => {
                let identity = Identity {
                    weak_project: None,
                    project: Some(name.project.to_string()),
                    location: Some(name.location.to_string()),
                    name: Some(route.clone()),
                };
                let path = ["spec", "routeName"].map(|key| Step::Key(key.to_owned()));
                let error = FieldError {
                    missing: true,
                    ..FieldError::at(path.into(), Reason::about(Why::ParentAbsent, &route))
                };
                let part = format!("part {}", item.envelope.text);
                self.failed(item, Kind::RunService, &identity, &part, &[error]);
            }
        }
    }
}

/// The domain mappings of a service.
pub(crate) fn write(service: &RunService, out: &Out<'_>) -> Vec<Members> {
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
