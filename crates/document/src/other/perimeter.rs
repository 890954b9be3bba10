//! A VPC Service Controls perimeter. What is enforced is `status`; `spec` is a dry run.
//!
//! <https://docs.cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters>

use hopscope_model::resource::Perimeter;

use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::fields::Fields;
use crate::item::Item;

impl Codec for Perimeter {
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        let status = fields.object("status");
        Self {
            resources: status.texts("resources"),
            restricted_services: status.texts("restrictedServices"),
            limits_accessible: status
                .object("vpcAccessibleServices")
                .flag("enableRestriction"),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut status = out.nested();
        status.list("resources", &self.resources);
        status.list("restrictedServices", &self.restricted_services);
        let mut accessible = out.nested();
        accessible.flag("enableRestriction", self.limits_accessible);
        status.object("vpcAccessibleServices", accessible);
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
