//! A VPC Service Controls perimeter. What is enforced is `status`; `spec` is a dry run.
//!
//! <https://docs.cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters>

use hopscope_model::resource::Perimeter;
use serde::Deserialize;

use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::field::{FieldError, Given, List};
use crate::item::Item;

#[derive(Deserialize)]
pub(crate) struct Wire {
    #[serde(default)]
    status: Option<Status>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase")]
struct Status {
    #[serde(default)]
    resources: List<Given<String>>,
    #[serde(default)]
    restricted_services: List<Given<String>>,
}

impl Codec for Perimeter {
    type Wire = Wire;

    fn read(wire: Wire, _: &At<'_>) -> Result<Self, FieldError> {
        let status = wire.status.unwrap_or_default();
        Ok(Self {
            resources: status.resources.words(),
            restricted_services: status.restricted_services.words(),
        })
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut status = out.nested();
        status.list("resources", &self.resources);
        status.list("restrictedServices", &self.restricted_services);
        out.object("status", status);
    }
}

/// A perimeter belongs to an access policy of the organisation, not to a project.
pub(crate) fn perimeter_identity(item: &Item<'_>) -> Identity {
    Identity {
        project: Some("-".to_owned()),
        ..identity(&item.envelope, &item.around)
    }
}
