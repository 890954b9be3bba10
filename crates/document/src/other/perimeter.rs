//! A VPC Service Controls perimeter. What is enforced is `status`; `spec` is a dry run.
//!
//! <https://docs.cloud.google.com/access-context-manager/docs/reference/rest/v1/accessPolicies.servicePerimeters>

use hopscope_model::resource::Perimeter;

use crate::codec::{At, Codec, Out};
use crate::envelope::{Identity, identity};
use crate::fields::Fields;
use crate::item::Item;

/// Whether a perimeter is a bridge between others.
const TYPES: &[(&str, bool)] = &[
    ("PERIMETER_TYPE_REGULAR", false),
    ("PERIMETER_TYPE_BRIDGE", true),
];

impl Codec for Perimeter {
    fn read(fields: &Fields<'_>, _: &At<'_>) -> Self {
        let status = fields.object("status");
        let accessible = status.object("vpcAccessibleServices");
        Self {
            resources: status.texts("resources"),
            restricted_services: status.texts("restrictedServices"),
            limits_accessible: accessible.flag("enableRestriction"),
            accessible_services: accessible.texts("allowedServices"),
            access_levels: status.texts("accessLevels"),
            ingress_policies: status.any("ingressPolicies"),
            egress_policies: status.any("egressPolicies"),
            bridge: fields.choice("perimeterType", TYPES).unwrap_or(false),
        }
    }

    fn write(&self, out: &mut Out<'_>) {
        let mut status = out.nested();
        status.list("resources", &out.all_named(&self.resources));
        status.list("restrictedServices", &self.restricted_services);
        let mut accessible = out.nested();
        accessible.flag("enableRestriction", self.limits_accessible);
        accessible.list("allowedServices", &self.accessible_services);
        status.object("vpcAccessibleServices", accessible);
        status.list("accessLevels", &self.access_levels);
        // That there are such rules is what counts: what they let through is not read.
        let rules = [
            ("ingressPolicies", self.ingress_policies),
            ("egressPolicies", self.egress_policies),
        ];
        for (key, there) in rules {
            if there {
                status.objects(key, vec![out.nested().map]);
            }
        }
        if self.bridge {
            out.put("perimeterType", "PERIMETER_TYPE_BRIDGE");
        }
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
